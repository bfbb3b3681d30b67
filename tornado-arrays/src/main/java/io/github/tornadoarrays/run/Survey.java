package io.github.tornadoarrays.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.tornadoarrays.engine.cpu.Blas;
import io.github.tornadoarrays.engine.cpu.Workers;
import io.github.tornadoarrays.ffi.CacheFolder;
import io.github.tornadoarrays.ffi.Library;
import io.github.tornadoarrays.ffi.LibraryException;
import io.github.tornadoarrays.ffi.Platform;
import io.github.tornadoarrays.ffi.Source;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;

/** What this machine has for each engine, and what it lacks. */
public final class Survey {
    private Survey() {}

    /**
     * One thing that was looked at.
     *
     * @param name such as {@code opencl}
     * @param usable whether arrays can run on it, or use it
     * @param what what is there or why it can't be used
     * @param remedy what to do or install; empty where there is nothing to do
     */
    public record Finding(String name, boolean usable, String what, String remedy) {}

    /** The engines, those that can be used first. */
    public static List<Finding> engines() {
        int threads = Workers.threads();
        return List.of(
                new Finding(
                        "cpu",
                        true,
                        "compiles kernels to JVM bytecode, " + threads + (threads == 1 ? " thread" : " threads"),
                        ""),
                new Finding(
                        "reference",
                        true,
                        "interprets kernels; slow, for finding faults",
                        "choose it by TORNADO_ARRAYS_DEVICE=reference"),
                openCl(),
                cuda(),
                tornadoVm());
    }

    /** What makes the engines faster. */
    public static List<Finding> helpers() {
        return List.of(blas());
    }

    /** The engine that arrays run on, and why. */
    public static String chosen() {
        try {
            return Engines.explain();
        } catch (ExceptionInInitializerError e) {
            return "nothing, " + (e.getCause() == null ? e : e.getCause().getMessage());
        }
    }

    /** Where unpacked libraries are kept. */
    public static String cacheFolder() {
        return CacheFolder.root().toString();
    }

    private static Finding blas() {
        if (!Blas.available()) {
            return new Finding("OpenBLAS", false, Blas.whyNot(), "");
        }
        return new Finding("OpenBLAS", true, Blas.version() + ", " + Blas.threads() + " threads", "");
    }

    private static Finding openCl() {
        List<String> names = switch (Platform.OS) {
            case MACOS -> List.of("/System/Library/Frameworks/OpenCL.framework/OpenCL");
            case WINDOWS -> List.of("OpenCL.dll");
            case LINUX, OTHER -> List.of("libOpenCL.so.1", "libOpenCL.so");
        };
        String remedy = switch (Platform.OS) {
            case MACOS -> "macOS brings OpenCL with it; see that the system is complete";
            case WINDOWS -> "install the driver of your graphics card, or Intel's OpenCL runtime for the processor";
            case LINUX, OTHER ->
                "install the driver of your graphics card, or for the processor: sudo apt-get install pocl-opencl-icd";
        };
        String found;
        try {
            Library library = open("OpenCL", remedy, names);
            int platforms = count(library, "clGetPlatformIDs");
            if (platforms == 0) {
                return new Finding(
                        "opencl", false, library.origin() + " is there, but there is no driver (0 platforms)", remedy);
            }
            found = library.origin() + " is there with " + platforms(platforms);
        } catch (LibraryException e) {
            return missing("opencl", e);
        }
        return planned("opencl", found);
    }

    private static String platforms(int count) {
        return count < 0 ? "platforms it does not count" : count == 1 ? "1 platform" : count + " platforms";
    }

    /** What an OpenCL listing function counts: its arguments are a capacity, a place for items, a place for the count. */
    private static int count(Library library, String function) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment n = arena.allocate(JAVA_INT);
            int status = (int) library.bind(function, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS))
                    .invokeExact(0, MemorySegment.NULL, n);
            // CL_PLATFORM_NOT_FOUND_KHR: the loader found no driver
            return status == -1001 ? 0 : status != 0 ? -1 : n.get(JAVA_INT, 0);
        } catch (LibraryException e) {
            throw e;
        } catch (Throwable t) {
            throw new IllegalStateException(function + ": unexpected " + t, t);
        }
    }

    private static Finding cuda() {
        String name = Platform.OS == Platform.Os.WINDOWS ? "nvcuda.dll" : "libcuda.so.1";
        if (Platform.OS == Platform.Os.MACOS) {
            return new Finding("cuda", false, "there is no CUDA for macOS", "");
        }
        String remedy = "with an NVIDIA card, install its driver: https://www.nvidia.com/drivers";
        try {
            Library library = open("CUDA", remedy, List.of(name));
            int devices = cudaDevices(library);
            if (devices < 1) {
                return new Finding(
                        "cuda",
                        false,
                        name + " is there, but "
                                + (devices == 0 ? "finds no card" : "does not start (cuInit: " + -devices + ")"),
                        "see that nvidia-smi lists the card; a driver that was just updated needs a restart");
            }
            return planned("cuda", name + " is there with " + devices + (devices == 1 ? " card" : " cards"));
        } catch (LibraryException e) {
            return missing("cuda", e);
        }
    }

    /** How many devices there are; a failure's status below zero. */
    private static int cudaDevices(Library library) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment n = arena.allocate(JAVA_INT);
            int status = (int) library.bind("cuInit", FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                    .invokeExact(0);
            if (status == 0) {
                status = (int) library.bind("cuDeviceGetCount", FunctionDescriptor.of(JAVA_INT, ADDRESS))
                        .invokeExact(n);
            }
            // CUDA_ERROR_NO_DEVICE
            return status == 100 ? 0 : status != 0 ? -status : n.get(JAVA_INT, 0);
        } catch (LibraryException e) {
            throw e;
        } catch (Throwable t) {
            throw new IllegalStateException("cuInit: unexpected " + t, t);
        }
    }

    private static Finding tornadoVm() {
        String home = Stream.of("TORNADOVM_HOME", "TORNADO_SDK")
                .map(System::getenv)
                .filter(v -> v != null && !v.isBlank())
                .findFirst()
                .orElse("");
        if (home.isEmpty()) {
            return new Finding(
                    "tornadovm",
                    false,
                    "no TornadoVM found (TORNADOVM_HOME and TORNADO_SDK are not set)",
                    "install it from https://www.tornadovm.org; its engine is planned, this version has none yet");
        }
        return planned("tornadovm", "TornadoVM is in " + home);
    }

    private static Finding planned(String name, String found) {
        return new Finding(
                name,
                false,
                found + "; this version has no engine for it yet, it is planned",
                "nothing to install; arrays run on the cpu engine until then");
    }

    private static Finding missing(String name, LibraryException e) {
        String message = String.valueOf(e.getMessage());
        int cut = message.lastIndexOf("; ");
        return new Finding(
                name,
                false,
                message.substring(0, cut),
                message.substring(cut + 2) + " (its engine is planned, this version has none yet)");
    }

    private static Library open(String name, String remedy, List<String> names) {
        return Library.open(name, remedy, names.stream().map(Source.Name::new).toList());
    }
}
