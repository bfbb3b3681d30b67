package io.github.tornadoarrays.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the figures were measured on, in a line. */
final class Machine {
    private Machine() {}

    static String describe(String numpy) {
        OperatingSystemMXBean os = ManagementFactory.getOperatingSystemMXBean();
        double load = os.getSystemLoadAverage();
        return cpu() + ", " + os.getAvailableProcessors() + " processors"
                + (load < 0 ? "" : String.format(", load average %.1f before the run", load)) + "; " + os.getName()
                + " "
                + os.getArch() + "; " + System.getProperty("java.vm.name") + " " + Runtime.version() + "; " + numpy;
    }

    private static String cpu() {
        try {
            List<String> info = Files.readAllLines(Path.of("/proc/cpuinfo"));
            String simd = value(info, "flags").contains("avx512f") ? " (AVX-512)" : "";
            return value(info, "model name") + simd;
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String value(List<String> info, String key) {
        return info.stream()
                .filter(l -> l.startsWith(key))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
