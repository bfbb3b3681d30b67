package io.github.tornadoarrays;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How near the results of functions are to NumPy's and SciPy's: the bounds of {@code golden/accuracy.txt}, which the golden tests apply. */
final class Accuracy {
    /** A line of the table: a heading where there are no functions. */
    record Line(String heading, List<String> functions, String real, String complex) {}

    private static final List<Line> LINES = lines();
    private static final Map<String, Line> BY_FUNCTION = new HashMap<>();

    static {
        LINES.forEach(l -> l.functions().forEach(f -> {
            if (BY_FUNCTION.put(f, l) != null) {
                throw new IllegalStateException("accuracy.txt: " + f + " has two bounds");
            }
        }));
    }

    private Accuracy() {}

    /** The table, in its order. */
    static List<Line> table() {
        return LINES;
    }

    /** The bound of a function's results. */
    static GoldenComparison of(String function, boolean complex) {
        Line line = line(function);
        return line == null ? GoldenComparison.EXACT : comparison(complex ? line.complex() : line.real());
    }

    /** The relative error that a function's results may have. */
    static double relative(String function) {
        Line line = line(function);
        if (line == null || !line.real().startsWith("relative ")) {
            throw new IllegalStateException("accuracy.txt has no relative error of " + function);
        }
        return Double.parseDouble(line.real().substring("relative ".length()));
    }

    private static Line line(String function) {
        Line own = BY_FUNCTION.get(function);
        return own != null || !function.contains(".")
                ? own
                : BY_FUNCTION.get(function.substring(0, function.indexOf('.')) + ".*");
    }

    private static GoldenComparison comparison(String bound) {
        boolean anyZero = bound.endsWith(" any zero");
        String text = anyZero ? bound.substring(0, bound.length() - " any zero".length()) : bound;
        String number = text.contains(" ") ? text.substring(0, text.indexOf(' ')) : text;
        GoldenComparison c = switch (text.substring(number.length())) {
            case " of largest" ->
                GoldenComparison.within(Double.parseDouble(number)).scaled();
            case " of at least 1" ->
                GoldenComparison.within(Double.parseDouble(number)).ofAtLeast(1);
            case "" ->
                switch (text) {
                    case "exact" -> GoldenComparison.EXACT;
                    case "shape" -> GoldenComparison.SHAPE;
                    default -> GoldenComparison.within(Double.parseDouble(text));
                };
            default -> throw new IllegalStateException("accuracy.txt: " + bound + " is no bound of golden cases");
        };
        return anyZero ? c.anyZero() : c;
    }

    private static List<Line> lines() {
        List<Line> all = new ArrayList<>();
        try (InputStream in = Accuracy.class.getResourceAsStream("/golden/accuracy.txt")) {
            String[] text = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            boolean table = false;
            for (String l : text) {
                // what the file is comes before its first empty line
                table |= l.isEmpty();
                if (!table || l.isEmpty()) {
                    continue;
                }
                if (l.startsWith("# ")) {
                    all.add(new Line(l.substring(2), List.of(), "", ""));
                    continue;
                }
                String[] parts = l.split(" \\| ");
                all.add(new Line("", List.of(parts[0].split(" ")), parts[1], parts[parts.length - 1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
