package io.github.tornadoarrays.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The lines as text for a terminal, as JSON and as Markdown. */
final class Report {
    private static final String FORM = "%-22s %10s %10s %7s %7s  %s%n";

    private Report() {}

    static String head() {
        return String.format(FORM, "row", "ms", "peer ms", "ratio", "GB/s", "bar");
    }

    static String text(Line l) {
        String rate = Double.isNaN(l.rate()) ? "" : String.format("%.1f", l.rate());
        String line = String.format(
                FORM,
                l.row().name(),
                Line.time(l.ms()),
                Line.time(l.peerMs()),
                Line.number(l.ratio()),
                rate,
                l.verdict());
        return l.problem().isEmpty() ? line : line + "    " + l.problem() + System.lineSeparator();
    }

    /** Geometric means and the rows below their bars. */
    static String summary(List<Line> operations, List<Line> functions) {
        StringBuilder out = new StringBuilder();
        mean(out, "operations", operations);
        mean(out, "functions", functions);
        String below = Stream.concat(operations.stream(), functions.stream())
                .filter(l -> !l.isMet())
                .map(l -> l.row().name())
                .collect(Collectors.joining(", "));
        return out + (below.isEmpty() ? "every bar met" : "below their bar: " + below) + System.lineSeparator();
    }

    private static void mean(StringBuilder out, String name, List<Line> lines) {
        double mean = mean(lines);
        if (!Double.isNaN(mean)) {
            out.append(String.format("geometric mean of the %s: %.2f%n", name, mean));
        }
    }

    /** The geometric mean of the ratios; NaN of none. */
    static double mean(List<Line> lines) {
        return geometricMean(lines.stream().mapToDouble(Line::ratio));
    }

    /** Of the numbers that are not NaN; NaN of none. */
    static double geometricMean(DoubleStream ratios) {
        return Math.exp(
                ratios.filter(r -> !Double.isNaN(r)).map(Math::log).average().orElse(Double.NaN));
    }

    static String json(String peer, List<Line> lines) {
        return lines.stream()
                .filter(l -> l.problem().isEmpty())
                .map(l -> String.format(
                        "  {\"name\": \"%s\", \"ms\": %s, \"peer\": %s, \"peerMs\": %s, \"ratio\": %s}",
                        l.row().name(),
                        json(l.ms()),
                        Double.isNaN(l.peerMs()) ? "null" : "\"" + peer + "\"",
                        json(l.peerMs()),
                        json(l.ratio())))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    static String json(double x) {
        return Double.isNaN(x) ? "null" : String.format("%.6g", x);
    }

    static String markdown(String machine, Scale scale, List<Line> operations, List<Line> functions) {
        StringBuilder out = new StringBuilder();
        out.append(machine).append("\n\n");
        table(out, operations);
        if (!functions.isEmpty()) {
            out.append(String.format("%nFunctions of %,d elements:%n%n", scale.n()));
            table(out, functions);
        }
        return out.toString();
    }

    private static void table(StringBuilder out, List<Line> lines) {
        out.append("| row | ms | peer ms | ratio | GB/s | bar |\n|---|--:|--:|--:|--:|---|\n");
        for (Line l : lines) {
            out.append(String.format(
                    "| `%s` | %s | %s | %s | %s | %s |%n",
                    l.row().name(),
                    Line.time(l.ms()),
                    Line.time(l.peerMs()),
                    Line.number(l.ratio()),
                    Double.isNaN(l.rate()) ? "" : String.format("%.1f", l.rate()),
                    l.verdict()));
        }
        double mean = mean(lines);
        if (!Double.isNaN(mean)) {
            out.append(String.format("| geometric mean | | | %.2f | | |%n", mean));
        }
    }
}
