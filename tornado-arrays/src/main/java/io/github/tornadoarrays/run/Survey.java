package io.github.tornadoarrays.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.Blas;
import io.github.tornadoarrays.engine.cpu.Workers;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.ffi.CacheFolder;
import io.github.tornadoarrays.ffi.Library;
import io.github.tornadoarrays.ffi.LibraryException;
import io.github.tornadoarrays.ffi.Platform;
import io.github.tornadoarrays.ffi.Source;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
        } catch (DeviceException e) {
            return "nothing, " + e.getMessage();
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
        List<? extends Engine> devices = OpenClEngine.devices();
        if (devices.isEmpty()) {
            String why = OpenClEngine.whyNone();
            int cut = why.lastIndexOf("; ");
            return new Finding("opencl", false, why.substring(0, cut), why.substring(cut + 2));
        }
        String names =
                devices.stream().map(e -> e.name() + " " + describe(e.traits())).collect(Collectors.joining("; "));
        return new Finding(
                "opencl",
                true,
                names,
                "choose it by TORNADO_ARRAYS_DEVICE=" + devices.getFirst().name());
    }

    private static String describe(Engine.Traits t) {
        return String.format(
                Locale.ROOT,
                "%s, %s, %.1f GB, %d units, %s, %s",
                t.description(),
                t.isGpu() ? "a graphics card" : "no graphics card",
                t.memoryBytes() / 1e9,
                t.units(),
                t.fp64() ? "float64" : "no float64",
                t.fp16() ? "float16" : "float16 computed in float32");
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
