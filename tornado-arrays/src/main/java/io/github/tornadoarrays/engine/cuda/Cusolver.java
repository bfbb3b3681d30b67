package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.ffi.Library;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * NVIDIA's library of factorisations, on one card. Its calls take tens of microseconds at least, so that functions may be called by name: a
 * Long is a number of 64 bits or an address on the card, an Integer an int or an enumeration, a MemorySegment an address on the host.
 */
final class Cusolver {
    private final String device;
    private final Library library;
    private final ConcurrentHashMap<String, MethodHandle> bound = new ConcurrentHashMap<>();
    private final long handle;
    private final long parameters;
    private final long jacobi;

    /** The stream that it was told last. */
    private long current;

    /** A handle is for one thread at a time. */
    private final ReentrantLock lock = new ReentrantLock();

    private Cusolver(String device, Library library) {
        this.device = device;
        this.library = library;
        handle = created("cusolverDnCreate");
        parameters = created("cusolverDnCreateParams");
        jacobi = created("cusolverDnCreateGesvdjInfo");
    }

    /**
     * Loads the library for a card whose context is this thread's.
     *
     * @throws io.github.tornadoarrays.ffi.LibraryException if there is none that fits
     */
    static Cusolver open(String device, int driverVersion) {
        return new Cusolver(device, Toolkit.cusolver(driverVersion));
    }

    private long created(String function) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            plain(function, place);
            return place.get(JAVA_LONG, 0);
        }
    }

    /** Whether the installed version has a function. */
    boolean has(String function) {
        return library.has(function);
    }

    /** The {@code cusolverDnParams_t} of the 64-bit functions: their usual algorithms. */
    long parameters() {
        return parameters;
    }

    /** The {@code gesvdjInfo_t}: sweeps until nothing is left but rounding. */
    long jacobi() {
        return jacobi;
    }

    /** Has what an action calls go into a stream. */
    void in(long stream, Runnable action) {
        lock.lock();
        try {
            if (stream != current) {
                call("cusolverDnSetStream", stream);
                current = stream;
            }
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Calls a function whose first parameter is the handle. */
    void call(String function, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = handle;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        plain(function, all);
    }

    private void plain(String function, Object... arguments) {
        MethodHandle f = bound.computeIfAbsent(function, name -> library.bind(name, type(arguments)));
        int status;
        try {
            status = (int) f.invokeWithArguments(arguments);
        } catch (Throwable t) {
            throw Nvrtc.unexpected(t);
        }
        if (status != 0) {
            throw new DeviceException(device + ": " + function + ": " + name(status) + " (" + status + ")");
        }
    }

    private static FunctionDescriptor type(Object[] arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = switch (arguments[i]) {
                case Long _ -> JAVA_LONG;
                case Integer _ -> JAVA_INT;
                case Double _ -> JAVA_DOUBLE;
                case MemorySegment _ -> ADDRESS;
                default -> throw new IllegalArgumentException("an argument of " + arguments[i].getClass());
            };
        }
        return FunctionDescriptor.of(JAVA_INT, layouts);
    }

    private static String name(int status) {
        return switch (status) {
            case 1 -> "CUSOLVER_STATUS_NOT_INITIALIZED";
            case 2 -> "CUSOLVER_STATUS_ALLOC_FAILED";
            case 3 -> "CUSOLVER_STATUS_INVALID_VALUE";
            case 4 -> "CUSOLVER_STATUS_ARCH_MISMATCH";
            case 5 -> "CUSOLVER_STATUS_MAPPING_ERROR";
            case 6 -> "CUSOLVER_STATUS_EXECUTION_FAILED";
            case 7 -> "CUSOLVER_STATUS_INTERNAL_ERROR";
            case 8 -> "CUSOLVER_STATUS_MATRIX_TYPE_NOT_SUPPORTED";
            case 9 -> "CUSOLVER_STATUS_NOT_SUPPORTED";
            case 10 -> "CUSOLVER_STATUS_ZERO_PIVOT";
            case 11 -> "CUSOLVER_STATUS_INVALID_LICENSE";
            case 31 -> "CUSOLVER_STATUS_INVALID_WORKSPACE";
            default -> "unknown cuSOLVER error";
        };
    }
}
