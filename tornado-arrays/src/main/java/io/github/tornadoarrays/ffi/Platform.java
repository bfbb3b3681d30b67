package io.github.tornadoarrays.ffi;

import java.util.Locale;

/** The operating system and processor this JVM runs on. */
public final class Platform {
    /** Operating systems with native libraries. */
    public enum Os {
        /** Linux. */
        LINUX,
        /** macOS. */
        MACOS,
        /** Windows. */
        WINDOWS,
        /** Anything else. */
        OTHER
    }

    /** The operating system. */
    public static final Os OS = os(System.getProperty("os.name", ""));

    /** The processor: {@code x86_64}, {@code arm64}, or what Java calls it. */
    public static final String ARCH = arch(System.getProperty("os.arch", ""));

    private Platform() {}

    private static Os os(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return Os.LINUX;
        }
        if (lower.startsWith("mac")) {
            return Os.MACOS;
        }
        return lower.startsWith("windows") ? Os.WINDOWS : Os.OTHER;
    }

    private static String arch(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> name;
        };
    }
}
