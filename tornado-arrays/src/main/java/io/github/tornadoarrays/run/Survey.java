package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.EngineProvider;
import io.github.tornadoarrays.engine.cpu.Blas;
import io.github.tornadoarrays.engine.cpu.Workers;
import io.github.tornadoarrays.engine.cuda.CudaEngine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.ffi.CacheFolder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
        return CudaEngine.devices().isEmpty() ? List.of(blas()) : List.of(blas(), cublas());
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

    private static Finding cublas() {
        String found = CudaEngine.blas();
        if (CudaEngine.hasBlas()) {
            return new Finding("cuBLAS", true, found, "");
        }
        int cut = found.lastIndexOf("; ");
        return new Finding("cuBLAS", false, found.substring(0, cut), found.substring(cut + 2));
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
        List<? extends Engine> devices = CudaEngine.devices();
        String why = devices.isEmpty() ? CudaEngine.whyNone() : CudaEngine.hasCompiler() ? "" : CudaEngine.compiler();
        String names =
                devices.stream().map(e -> e.name() + " " + describe(e.traits())).collect(Collectors.joining("; "));
        if (!why.isEmpty()) {
            int cut = why.lastIndexOf("; ");
            return new Finding(
                    "cuda",
                    false,
                    (names.isEmpty() ? "" : names + "; ") + why.substring(0, cut),
                    why.substring(cut + 2));
        }
        return new Finding(
                "cuda",
                true,
                names + "; compiles with " + CudaEngine.compiler(),
                "choose it by TORNADO_ARRAYS_DEVICE=" + devices.getFirst().name());
    }

    private static Finding tornadoVm() {
        EngineProvider provider = Engines.providers().stream()
                .filter(p -> p.name().equals("tornadovm"))
                .findFirst()
                .orElse(null);
        if (provider == null) {
            String home = System.getenv("TORNADOVM_HOME");
            boolean there = home != null && !home.isBlank();
            return new Finding(
                    "tornadovm",
                    false,
                    there
                            ? "TornadoVM is in " + home + ", but tornado-arrays-tornadovm is not on the class path"
                            : "no TornadoVM found (TORNADOVM_HOME is not set)",
                    there
                            ? "start with scripts/tornado-arrays --engine tornadovm"
                            : "install 5.2 for JDK 25 (sdk install tornadovm, or https://www.tornadovm.org), set"
                                    + " TORNADOVM_HOME, start with scripts/tornado-arrays --engine tornadovm");
        }
        String what = provider.explain();
        if (provider.engines().isEmpty()) {
            int cut = what.lastIndexOf("; ");
            return new Finding("tornadovm", false, what.substring(0, cut), what.substring(cut + 2));
        }
        String names = provider.engines().stream()
                .map(e -> e.name() + " " + describe(e.traits()))
                .collect(Collectors.joining("; "));
        return new Finding(
                "tornadovm",
                true,
                what + ": " + names,
                "choose it by TORNADO_ARRAYS_DEVICE="
                        + provider.engines().getFirst().name());
    }
}
