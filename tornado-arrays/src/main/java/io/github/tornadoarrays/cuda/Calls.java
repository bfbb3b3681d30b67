package io.github.tornadoarrays.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.ffi.Library;
import io.github.tornadoarrays.ffi.LibraryException;
import io.github.tornadoarrays.ffi.Platform;
import io.github.tornadoarrays.ffi.Source;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls functions of the driver's library. All of them return a status and take integers and addresses only, so each argument is
 * passed in 64 bits, of which a narrower parameter takes the low ones: functions with as many parameters share one handle, which
 * is made when it is first needed.
 */
final class Calls {
    static final String REMEDY = "with an NVIDIA card, install its driver: https://www.nvidia.com/drivers";

    static final @Nullable Library LIBRARY;

    /** Why there is no library; empty where there is one. */
    static final String WHY_NONE;

    static {
        Library found = null;
        String why = "";
        try {
            found = Library.open("CUDA", REMEDY, sources());
        } catch (LibraryException e) {
            why = String.valueOf(e.getMessage());
        }
        LIBRARY = found;
        WHY_NONE = why;
    }

    private Calls() {}

    /** A function by the vendor's name, and where it is; its address is 0 where this driver has none. */
    record Function(String name, MemorySegment address) {
        boolean isThere() {
            return address.address() != 0;
        }
    }

    /** The function of the first of these symbols that there is. */
    static Function function(String name, String... symbols) {
        Library library = LIBRARY;
        if (library != null) {
            for (String symbol : symbols.length == 0 ? new String[] {name} : symbols) {
                var address = library.address(symbol);
                if (address.isPresent()) {
                    return new Function(name, address.get());
                }
            }
        }
        return new Function(name, MemorySegment.NULL);
    }

    private static List<Source> sources() {
        return switch (Platform.OS) {
            case WINDOWS -> List.of(new Source.Name("nvcuda.dll"));
            case MACOS -> List.of();
            case LINUX, OTHER -> List.of(new Source.Name("libcuda.so.1"), new Source.Name("libcuda.so"));
        };
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(int parameters) {
        MemoryLayout[] all = new MemoryLayout[parameters];
        Arrays.fill(all, JAVA_LONG);
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_INT, all));
    }

    private static final class One {
        static final MethodHandle CALL = handle(1);
    }

    private static final class Two {
        static final MethodHandle CALL = handle(2);
    }

    private static final class Three {
        static final MethodHandle CALL = handle(3);
    }

    private static final class Four {
        static final MethodHandle CALL = handle(4);
    }

    private static final class Five {
        static final MethodHandle CALL = handle(5);
    }

    private static final class Six {
        static final MethodHandle CALL = handle(6);
    }

    private static final class Eleven {
        static final MethodHandle CALL = handle(11);
    }

    /** The status of a call. */
    static int status(Function f, long a) {
        check(f);
        try {
            return (int) One.CALL.invokeExact(f.address, a);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int status(Function f, long a, long b) {
        check(f);
        try {
            return (int) Two.CALL.invokeExact(f.address, a, b);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static void call(Function f, long a) {
        check(status(f, a), f);
    }

    static void call(Function f, long a, long b) {
        check(status(f, a, b), f);
    }

    static void call(Function f, long a, long b, long c) {
        check(f);
        try {
            check((int) Three.CALL.invokeExact(f.address, a, b, c), f);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static void call(Function f, long a, long b, long c, long d) {
        check(f);
        try {
            check((int) Four.CALL.invokeExact(f.address, a, b, c, d), f);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static void call(Function f, long a, long b, long c, long d, long e) {
        check(f);
        try {
            check((int) Five.CALL.invokeExact(f.address, a, b, c, d, e), f);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static void call(Function f, long a, long b, long c, long d, long e, long g) {
        check(f);
        try {
            check((int) Six.CALL.invokeExact(f.address, a, b, c, d, e, g), f);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static void call(
            Function f, long a, long b, long c, long d, long e, long g, long h, long i, long j, long k, long l) {
        check(f);
        try {
            check((int) Eleven.CALL.invokeExact(f.address, a, b, c, d, e, g, h, i, j, k, l), f);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** What a function writes to where its first argument points. */
    static long out(Function f) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            call(f, place.address());
            return place.get(JAVA_LONG, 0);
        }
    }

    static long out(Function f, long b) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            call(f, place.address(), b);
            return place.get(JAVA_LONG, 0);
        }
    }

    static long out(Function f, long b, long c) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            call(f, place.address(), b, c);
            return place.get(JAVA_LONG, 0);
        }
    }

    /** The address of memory outside the heap, which the caller keeps alive. */
    static long address(MemorySegment memory) {
        if (!memory.isNative()) {
            throw new IllegalArgumentException(
                    "a segment of the Java heap; CUDA takes native memory, such as from an Arena");
        }
        return memory.address();
    }

    private static void check(Function f) {
        if (!f.isThere()) {
            throw missing(f);
        }
    }

    private static DeviceException missing(Function f) {
        return new DeviceException(
                LIBRARY == null
                        ? f.name + ": " + WHY_NONE
                        : f.name + ": " + LIBRARY + " does not have it; install a newer driver");
    }

    private static void check(int status, Function f) {
        if (status != 0) {
            throw CudaException.of(status, f.name);
        }
    }

    private static RuntimeException unexpected(Throwable t) {
        if (t instanceof Error e) {
            throw e;
        }
        return t instanceof RuntimeException e ? e : new IllegalStateException(t);
    }
}
