package io.github.tornadoarrays.engine.opencl;

import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.ffi.Platform;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The engines of the OpenCL devices of this machine. */
public final class OpenClEngine {
    /** Found when it is first asked for. */
    private static final class Found {
        static final Platforms PLATFORMS = Platforms.find();
        static final List<DriverEngine> ENGINES = IntStream.range(
                        0, PLATFORMS.devices().size())
                .mapToObj(i -> engine("opencl:" + i, PLATFORMS.devices().get(i)))
                .toList();
    }

    /** Variables by which people say where drivers are. */
    private static final List<String> LOADER_SETTINGS =
            List.of("OCL_ICD_VENDORS", "OPENCL_VENDOR_PATH", "OCL_ICD_FILENAMES");

    private OpenClEngine() {}

    private static DriverEngine engine(String name, ClDevice device) {
        return new DriverEngine(name, device.limits(), () -> ClDriver.start(name, device));
    }

    /** The devices of this machine, {@code opencl:0} first: graphics cards, then others, then processors. Empty where there is no OpenCL. */
    public static List<DriverEngine> devices() {
        return Found.ENGINES;
    }

    /**
     * Whether looking for graphics cards is worthwhile. OpenCL's loader on Linux finds drivers by files; where there is none but that of
     * PoCL, which is for processors, loading them would take long for nothing.
     */
    public static boolean mayHaveCards() {
        if (Platform.OS != Platform.Os.LINUX || LOADER_SETTINGS.stream().anyMatch(v -> System.getenv(v) != null)) {
            return true;
        }
        String[] drivers = new File("/etc/OpenCL/vendors").list((folder, file) -> file.endsWith(".icd"));
        return drivers != null && Arrays.stream(drivers).anyMatch(file -> !file.startsWith("pocl"));
    }

    /** Why there is no device and what to do; empty where there is one. */
    public static String whyNone() {
        return Found.PLATFORMS.whyNone();
    }
}
