package io.github.tornadoarrays;

import io.github.tornadoarrays.run.Survey;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Says what this machine can run arrays on and, for each engine that it cannot use, why and what to install. */
public final class Doctor {
    private static final double GIB = 1 << 30;

    private Doctor() {}

    /** Prints the findings. */
    public static void main(String[] args) {
        report(System.out);
    }

    static void report(PrintStream out) {
        Runtime r = Runtime.getRuntime();
        line(out, "Java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        line(
                out,
                "machine",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", " + r.availableProcessors()
                        + " processors");
        line(out, "heap", String.format(Locale.ROOT, "at most %.1f GiB; java -Xmx gives more", r.maxMemory() / GIB));
        line(out, "cache", Survey.cacheFolder());
        out.println();
        out.println("Engines");
        show(out, Survey.engines());
        out.println();
        out.println("Libraries");
        show(out, Survey.helpers());
        out.println();
        out.println("Arrays run on: " + Survey.chosen());
    }

    private static void show(PrintStream out, List<Survey.Finding> findings) {
        for (Survey.Finding f : findings) {
            line(out, (f.usable() ? "  yes  " : "  no   ") + f.name(), f.what());
            if (!f.remedy().isEmpty()) {
                line(out, "", "-> " + f.remedy());
            }
        }
    }

    private static void line(PrintStream out, String head, String text) {
        out.printf(Locale.ROOT, "%-18s %s%n", head, text);
    }
}
