package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.driver.Programs;
import io.github.tornadoarrays.ffi.Library;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** NVIDIA's compiler of CUDA C++ as a library. */
final class Nvrtc {
    private final Library library;
    private final MethodHandle version;
    private final MethodHandle getErrorString;
    private final MethodHandle getNumSupportedArchs;
    private final MethodHandle getSupportedArchs;
    private final MethodHandle createProgram;
    private final MethodHandle destroyProgram;
    private final MethodHandle compileProgram;
    private final MethodHandle addNameExpression;
    private final MethodHandle getLoweredName;
    private final Output log;
    private final Output cubin;
    private final Output ptx;

    /** Two functions that tell the size of something and give it. */
    private record Output(MethodHandle size, MethodHandle get, String name) {}

    private Nvrtc(Library library) {
        this.library = library;
        version = bind("nvrtcVersion", ADDRESS, ADDRESS);
        getErrorString = library.bind("nvrtcGetErrorString", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
        getNumSupportedArchs = bind("nvrtcGetNumSupportedArchs", ADDRESS);
        getSupportedArchs = bind("nvrtcGetSupportedArchs", ADDRESS);
        createProgram = bind("nvrtcCreateProgram", ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
        destroyProgram = bind("nvrtcDestroyProgram", ADDRESS);
        compileProgram = bind("nvrtcCompileProgram", JAVA_LONG, JAVA_INT, ADDRESS);
        addNameExpression = bind("nvrtcAddNameExpression", JAVA_LONG, ADDRESS);
        getLoweredName = bind("nvrtcGetLoweredName", JAVA_LONG, ADDRESS, ADDRESS);
        log = output("nvrtcGetProgramLog");
        cubin = output("nvrtcGetCUBIN");
        ptx = output("nvrtcGetPTX");
    }

    /**
     * Loads the compiler.
     *
     * @param driverVersion the newest CUDA that the driver takes, such as 12040
     * @throws io.github.tornadoarrays.ffi.LibraryException if there is none that fits
     */
    static Nvrtc open(int driverVersion) {
        return new Nvrtc(Toolkit.nvrtc(driverVersion));
    }

    private MethodHandle bind(String function, MemoryLayout... parameters) {
        return library.bind(function, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    private Output output(String name) {
        return new Output(bind(name + "Size", JAVA_LONG, ADDRESS), bind(name, JAVA_LONG, ADDRESS), name);
    }

    /** Where it was found. */
    String origin() {
        return library.origin();
    }

    /** Such as {@code 13.0}. */
    String version() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment major = arena.allocate(JAVA_INT);
            MemorySegment minor = arena.allocate(JAVA_INT);
            check(call(version, major, minor), "nvrtcVersion");
            return major.get(JAVA_INT, 0) + "." + minor.get(JAVA_INT, 0);
        }
    }

    /**
     * A program for a card: machine code where the compiler knows the card, else code that the driver compiles on.
     *
     * @param name what to call it in messages
     * @param options options separated by blanks, then in lines of their own expressions that name kernels
     * @param capability the card's compute capability, such as 90
     * @throws KernelException if it does not compile
     */
    Code compile(String name, String device, String source, String options, int capability) {
        return compile(name, device, source, options, capability, false);
    }

    /** Code, and what the expressions that name kernels came to be called in it. */
    record Code(byte[] bytes, List<String> names) {}

    /** A program as PTX, the assembly language that people can read. */
    String ptx(String name, String device, String source, String options, int capability) {
        byte[] text = compile(name, device, source, options, capability, true).bytes;
        return new String(text, 0, text.length - 1, StandardCharsets.UTF_8);
    }

    private Code compile(String name, String device, String source, String options, int capability, boolean readable) {
        List<Integer> known = known();
        boolean machineCode = !readable && known.contains(capability);
        int target = known.stream()
                .filter(k -> k <= capability)
                .max(Integer::compare)
                .orElseThrow(() -> new KernelException(name + ": " + library + " knows no card as old as " + device
                        + " (compute capability " + capability / 10 + "." + capability % 10
                        + "); install an older CUDA toolkit"));
        List<String> all = new ArrayList<>();
        all.add("--gpu-architecture=" + (machineCode ? "sm_" : "compute_") + target);
        List<String> lines = options.lines().toList();
        for (String option : lines.isEmpty() ? new String[0] : lines.getFirst().split(" ")) {
            if (!option.isBlank()) {
                all.add(option);
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment program = arena.allocate(ADDRESS);
            check(create(program, arena.allocateFrom(source), arena.allocateFrom(name + ".cu")), "nvrtcCreateProgram");
            MemorySegment texts = arena.allocate(ADDRESS, all.size());
            for (int i = 0; i < all.size(); i++) {
                texts.setAtIndex(ADDRESS, i, arena.allocateFrom(all.get(i)));
            }
            long handle = program.get(JAVA_LONG, 0);
            List<MemorySegment> expressions =
                    lines.stream().skip(1).map(arena::allocateFrom).toList();
            try {
                for (MemorySegment e : expressions) {
                    check(call(addNameExpression, handle, e), "nvrtcAddNameExpression");
                }
                int failed = build(handle, all.size(), texts);
                if (failed != 0) {
                    byte[] words = get(log, handle, arena);
                    throw new KernelException(name + ": the CUDA C++ does not compile for " + device + ", "
                            + text(failed, "nvrtcCompileProgram") + "; options \"" + String.join(" ", all)
                            + "\", NVRTC " + version() + " says:\n"
                            + new String(words, StandardCharsets.UTF_8).replace("\0", "") + "\nsource:\n"
                            + Programs.numbered(source));
                }
                List<String> names = new ArrayList<>();
                for (MemorySegment e : expressions) {
                    MemorySegment lowered = arena.allocate(JAVA_LONG);
                    check(lower(handle, e, lowered), "nvrtcGetLoweredName");
                    names.add(string(lowered.get(JAVA_LONG, 0)));
                }
                return new Code(get(machineCode ? cubin : ptx, handle, arena), names);
            } finally {
                call(destroyProgram, program);
            }
        }
    }

    /** The compute capabilities that it makes code for. */
    private List<Integer> known() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            check(call(getNumSupportedArchs, count), "nvrtcGetNumSupportedArchs");
            MemorySegment all = arena.allocate(JAVA_INT, count.get(JAVA_INT, 0));
            check(call(getSupportedArchs, all), "nvrtcGetSupportedArchs");
            List<Integer> list = new ArrayList<>();
            for (int k : all.toArray(JAVA_INT)) {
                list.add(k);
            }
            return list;
        }
    }

    private byte[] get(Output what, long program, Arena arena) {
        MemorySegment size = arena.allocate(JAVA_LONG);
        check(call(what.size, program, size), what.name + "Size");
        MemorySegment bytes = arena.allocate(Math.max(1, size.get(JAVA_LONG, 0)));
        check(call(what.get, program, bytes), what.name);
        return bytes.toArray(JAVA_BYTE);
    }

    private void check(int status, String function) {
        if (status != 0) {
            throw new KernelException(text(status, function) + " (" + library + ")");
        }
    }

    private String text(int status, String function) {
        try {
            return function + ": " + string((long) getErrorString.invokeExact(status)) + " (" + status + ")";
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    @SuppressWarnings("restricted")
    private static String string(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Integer.MAX_VALUE).getString(0);
    }

    static RuntimeException unexpected(Throwable t) {
        if (t instanceof Error e) {
            throw e;
        }
        return t instanceof RuntimeException e ? e : new IllegalStateException(t);
    }

    // ---- by their shape

    private int create(MemorySegment program, MemorySegment source, MemorySegment name) {
        try {
            return (int) createProgram.invokeExact(program, source, name, 0, MemorySegment.NULL, MemorySegment.NULL);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private int build(long program, int options, MemorySegment texts) {
        try {
            return (int) compileProgram.invokeExact(program, options, texts);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private int lower(long program, MemorySegment expression, MemorySegment name) {
        try {
            return (int) getLoweredName.invokeExact(program, expression, name);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static int call(MethodHandle f, MemorySegment a) {
        try {
            return (int) f.invokeExact(a);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static int call(MethodHandle f, MemorySegment a, MemorySegment b) {
        try {
            return (int) f.invokeExact(a, b);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static int call(MethodHandle f, long a, MemorySegment b) {
        try {
            return (int) f.invokeExact(a, b);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
