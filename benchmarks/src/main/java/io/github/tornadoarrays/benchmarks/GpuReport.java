package io.github.tornadoarrays.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/** The lines of the GPU's table as text for a terminal, as JSON and as Markdown. */
record GpuReport(String machine, String first, String second, List<GpuLine> lines) {
    private static final double MEAN_BAR = 3;
    private static final String FORM = "%-31s %9s %6s %9s %7s %9s %6s %8s  %-15s %s%n";

    String text() {
        StringBuilder out = new StringBuilder();
        out.append(machine).append('\n');
        out.append(String.format(
                FORM, "row", "ms", "% copy", first + " ms", "ratio", second + " ms", "ratio", "error", "bar", "met"));
        for (GpuLine l : lines) {
            out.append(String.format(
                    FORM,
                    l.row().name(),
                    Line.time(l.ms()),
                    percent(l),
                    Line.time(l.cupyMs()),
                    Line.number(l.overCupy()),
                    Line.time(l.jaxMs()),
                    Line.number(l.overJax()),
                    error(l),
                    l.row().bar(),
                    l.verdict()));
        }
        lines.stream()
                .filter(l -> !l.problem().isEmpty())
                .forEach(l -> out.append(l.row().name())
                        .append(": ")
                        .append(l.problem())
                        .append('\n'));
        return out + mean() + '\n' + summary() + '\n';
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(machine).append("\n\n");
        out.append(String.format(
                "| row | ms | %% of copy | %s ms | ratio | %s ms | ratio | bar | met |%n|---|--:|--:|--:|--:|--:|--:|---|---|%n",
                first, second));
        for (GpuLine l : lines) {
            out.append(String.format(
                    "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                    l.row().name(),
                    Line.time(l.ms()),
                    percent(l),
                    Line.time(l.cupyMs()),
                    Line.number(l.overCupy()),
                    Line.time(l.jaxMs()),
                    Line.number(l.overJax()),
                    l.row().bar(),
                    l.verdict()));
        }
        return out + "\n" + mean() + "\n";
    }

    String json() {
        return lines.stream()
                .filter(l -> l.problem().isEmpty())
                .map(l -> String.format(
                        "  {\"name\": \"%s\", \"ms\": %s, \"floorMs\": %s, \"%sMs\": %s, \"%sMs\": %s, \"relError\": %s}",
                        l.row().name(),
                        Report.json(l.ms()),
                        Report.json(l.floorMs()),
                        first,
                        Report.json(l.cupyMs()),
                        second,
                        Report.json(l.jaxMs()),
                        Report.json(l.error())))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String percent(GpuLine l) {
        return Double.isNaN(l.percent()) ? "" : String.format("%.1f", l.percent());
    }

    private static String error(GpuLine l) {
        return Double.isNaN(l.error()) ? "" : l.error() == 0 ? "0" : String.format("%.1e", l.error());
    }

    private String mean() {
        double mean = Report.geometricMean(lines.stream().mapToDouble(GpuLine::overCupy));
        return Double.isNaN(mean)
                ? "no ratios to " + first
                : String.format("geometric mean over %s: %.2f (bar %.0f)", first, mean, MEAN_BAR);
    }

    private String summary() {
        String below =
                lines.stream().filter(l -> !l.isMet()).map(l -> l.row().name()).collect(Collectors.joining(", "));
        return below.isEmpty() ? "no bar was missed" : "not met: " + below;
    }
}
