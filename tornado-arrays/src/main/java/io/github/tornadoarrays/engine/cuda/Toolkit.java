package io.github.tornadoarrays.engine.cuda;

import io.github.tornadoarrays.ffi.Library;
import io.github.tornadoarrays.ffi.Platform;
import io.github.tornadoarrays.ffi.Source;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The libraries of the CUDA toolkit: where they may be, and what they are called in each version. */
final class Toolkit {
    private static final boolean WINDOWS = Platform.OS == Platform.Os.WINDOWS;

    private Toolkit() {}

    /** The compiler, of a version that the driver takes code from. */
    static Library nvrtc(int driverVersion) {
        List<String> names = new ArrayList<>();
        for (int major = Math.min(driverVersion / 1000, 19); major >= 12; major--) {
            names.add(WINDOWS ? "nvrtc64_" + major + "0_0.dll" : "libnvrtc.so." + major);
        }
        names.add(WINDOWS ? "nvrtc64_112_0.dll" : "libnvrtc.so.11.2");
        // It opens the second one by its name alone, wherever that is.
        List<String> first = WINDOWS
                ? List.of()
                : Stream.of("13", "12", "11")
                        .flatMap(major ->
                                IntStream.range(0, 10).mapToObj(minor -> "libnvrtc-builtins.so." + major + "." + minor))
                        .toList();
        return Library.open("NVRTC", remedy(driverVersion, "the compiler", "cuda-nvrtc"), sources(names, first));
    }

    /** The library of matrix products, of a version that the driver takes. */
    static Library cublas(int driverVersion) {
        List<String> names = new ArrayList<>();
        List<String> first = new ArrayList<>();
        for (int major = Math.min(driverVersion / 1000, 19); major >= 11; major--) {
            names.add(WINDOWS ? "cublas64_" + major + ".dll" : "libcublas.so." + major);
            first.add(WINDOWS ? "cublasLt64_" + major + ".dll" : "libcublasLt.so." + major);
        }
        return Library.open("cuBLAS", remedy(driverVersion, "cuBLAS", "libcublas"), sources(names, first));
    }

    /** The library of factorisations, of a version that the driver takes. It calls three others. */
    static Library cusolver(int driverVersion) {
        List<String> names = new ArrayList<>();
        List<String> first = new ArrayList<>();
        if (driverVersion / 1000 >= 13) {
            names.add(WINDOWS ? "cusolver64_12.dll" : "libcusolver.so.12");
        }
        names.add(WINDOWS ? "cusolver64_11.dll" : "libcusolver.so.11");
        for (int major = Math.min(driverVersion / 1000, 19); major >= 11; major--) {
            first.add(WINDOWS ? "cublasLt64_" + major + ".dll" : "libcublasLt.so." + major);
            first.add(WINDOWS ? "cublas64_" + major + ".dll" : "libcublas.so." + major);
            first.add(WINDOWS ? "nvJitLink_" + major + "0_0.dll" : "libnvJitLink.so." + major);
        }
        for (int major = 12; major >= 11; major--) {
            first.add(WINDOWS ? "cusparse64_" + major + ".dll" : "libcusparse.so." + major);
        }
        return Library.open("cuSOLVER", remedy(driverVersion, "cuSOLVER", "libcusolver"), sources(names, first));
    }

    /** The library of Fourier transforms, of a version that the driver takes; its own is one less than the toolkit's. */
    static Library cufft(int driverVersion) {
        List<String> names = new ArrayList<>();
        for (int major = Math.min(driverVersion / 1000, 19); major >= 11; major--) {
            names.add(WINDOWS ? "cufft64_" + (major - 1) + ".dll" : "libcufft.so." + (major - 1));
        }
        return Library.open("cuFFT", remedy(driverVersion, "cuFFT", "libcufft"), sources(names, List.of()));
    }

    /** What to install. */
    static String remedy(int driverVersion, String what, String product) {
        int major = Math.clamp(driverVersion / 1000, 11, 13);
        String version = major == 11 ? "11-8" : major == 12 ? "12-" + Math.min(9, driverVersion / 10 % 100) : "13-0";
        return "install " + what + " of CUDA " + version.replace('-', '.') + ": sudo apt-get install " + product + "-"
                + version + " (from NVIDIA's packages), or the whole toolkit from"
                + " https://developer.nvidia.com/cuda-downloads (one that is elsewhere is found by CUDA_HOME)";
    }

    /** By the system's own search, then in the folders of toolkits; in each the newest first. */
    static List<Source> sources(List<String> names, List<String> first) {
        List<Source> sources = new ArrayList<>();
        for (Path folder : asked()) {
            add(sources, folder, names, first);
        }
        names.forEach(n -> sources.add(new Source.Name(n)));
        for (Path folder : installed()) {
            add(sources, folder, names, first);
        }
        return sources;
    }

    private static void add(List<Source> sources, Path home, List<String> names, List<String> first) {
        for (String below : WINDOWS ? List.of("bin/x64", "bin") : List.of("lib64", "lib", "targets/x86_64-linux/lib")) {
            for (String name : names) {
                Path file = home.resolve(below).resolve(name);
                if (Files.exists(file)) {
                    sources.add(new Source.File(file, first));
                }
            }
        }
    }

    /** Where the user says that a toolkit is. */
    static List<Path> asked() {
        return Stream.of("CUDA_HOME", "CUDA_PATH")
                .map(System::getenv)
                .filter(v -> v != null && !v.isBlank())
                .map(Path::of)
                .toList();
    }

    /** Where toolkits are installed: {@code /usr/local/cuda}, then {@code /usr/local/cuda-13.0} and so on. */
    static List<Path> installed() {
        if (WINDOWS) {
            return List.of();
        }
        File[] found = new File("/usr/local").listFiles((folder, name) -> name.matches("cuda(-[0-9.]+)?"));
        return found == null
                ? List.of()
                : Arrays.stream(found)
                        .sorted(Comparator.comparing(
                                        (File f) -> f.getName().equals("cuda") ? "~" : f.getName(),
                                        Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                                .reversed())
                        .sorted(Comparator.comparing(f -> !f.getName().equals("cuda")))
                        .map(File::toPath)
                        .toList();
    }

    /** The folders of headers that a kernel may include. */
    static List<String> headers() {
        return Stream.concat(asked().stream(), installed().stream())
                .map(p -> p.resolve("include"))
                .filter(p -> Files.exists(p.resolve("cuda_fp16.h")))
                .map(Path::toString)
                .limit(1)
                .toList();
    }
}
