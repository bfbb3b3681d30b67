package io.github.tornadoarrays.engine.cuda;

import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.ffi.LibraryException;
import io.github.tornadoarrays.ffi.Platform;
import java.io.File;
import java.util.List;
import java.util.stream.IntStream;

/** The engines of the NVIDIA cards of this machine. */
public final class CudaEngine {
    /** Found when it is first asked for. */
    private static final class Found {
        static final CuDevice.Found CARDS = CuDevice.find();
        static final List<DriverEngine> ENGINES = IntStream.range(
                        0, CARDS.devices().size())
                .mapToObj(i -> engine("cuda:" + i, CARDS.devices().get(i)))
                .toList();
    }

    /** What the drivers for servers and desktops, for Windows' Linux, and for Jetson boards make. */
    private static final List<String> DRIVER_FILES =
            List.of("/dev/nvidiactl", "/proc/driver/nvidia/version", "/dev/dxg", "/dev/nvmap");

    private CudaEngine() {}

    private static DriverEngine engine(String name, CuDevice device) {
        return new DriverEngine(name, device.limits(), () -> CudaDriver.start(name, device));
    }

    /** The cards, {@code cuda:0} first, in the driver's order. Empty where there is no CUDA. */
    public static List<DriverEngine> devices() {
        return Found.ENGINES;
    }

    /** Whether looking for cards is worthwhile: on Linux their driver shows itself by files. */
    public static boolean mayHaveCards() {
        return Platform.OS == Platform.Os.WINDOWS || DRIVER_FILES.stream().anyMatch(f -> new File(f).exists());
    }

    /** Why there is no card and what to do; empty where there is one. */
    public static String whyNone() {
        return Found.CARDS.whyNone();
    }

    /** The compiler, its version and where it is; what is missing and what to do, after a semicolon, where there is none. */
    public static String compiler() {
        try {
            Nvrtc nvrtc = Nvrtc.open(Found.CARDS.devices().getFirst().driverVersion());
            return "NVRTC " + nvrtc.version() + " (" + nvrtc.origin() + ")";
        } catch (LibraryException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Where the library of matrix products is; what is missing and what to do, after a semicolon, where there is none. */
    public static String blas() {
        try {
            return Toolkit.cublas(Found.CARDS.devices().getFirst().driverVersion())
                    .origin();
        } catch (LibraryException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Whether there is a library of matrix products. */
    public static boolean hasBlas() {
        return !blas().contains("; ");
    }

    /** Whether kernels can be compiled. */
    public static boolean hasCompiler() {
        return compiler().startsWith("NVRTC ");
    }
}
