package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@link Np#einsum}'s text says: a label for each axis of each operand and of the result. A label is a letter, or a negative
 * number for an axis that an ellipsis stands for: -1 for the last of them, -2 for the one before.
 */
record EinsumText(String text, List<int[]> inputs, List<int[]> places, int[] output) {

    /** Letters as they stand in a part of the text; {@link #ELLIPSIS} for three dots. */
    private record Part(int start, int[] labels, int[] places) {
        int ellipsis() {
            return IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == ELLIPSIS)
                    .findFirst()
                    .orElse(-1);
        }
    }

    private static final int ELLIPSIS = 0;

    static EinsumText parse(String text, List<NDArray> operands) {
        int arrow = text.indexOf("->");
        int end = arrow < 0 ? text.length() : arrow;
        List<Part> parts = new ArrayList<>();
        int start = 0;
        for (int comma = text.indexOf(','); comma >= 0 && comma < end; comma = text.indexOf(',', start)) {
            parts.add(part(text, start, comma));
            start = comma + 1;
        }
        parts.add(part(text, start, end));
        if (operands.isEmpty() || parts.size() != operands.size()) {
            throw error(
                    text,
                    parts.get(Math.min(operands.size(), parts.size() - 1)).start(),
                    "the text names " + parts.size() + " operands and there are " + operands.size()
                            + "; separate as many parts by commas");
        }
        List<int[]> inputs = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        int dots = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part p = parts.get(i);
            NDArray x = operands.get(i);
            int letters = p.labels().length - (p.ellipsis() < 0 ? 0 : 1);
            if (letters > x.ndim() || p.ellipsis() < 0 && letters < x.ndim()) {
                throw error(
                        text,
                        letters > x.ndim() ? p.places()[p.labels().length - 1] : p.start(),
                        "operand " + i + " of shape " + Shape.text(x.shape()) + " has " + x.ndim() + " axes and "
                                + letters + " letters; name each axis once, or write ... for those without a letter");
            }
            int hidden = x.ndim() - letters;
            dots = Math.max(dots, p.ellipsis() < 0 ? 0 : hidden);
            inputs.add(spread(p.labels(), hidden));
            places.add(spreadPlaces(p, hidden));
        }
        int[] output = arrow < 0 ? implicit(inputs, dots) : explicit(text, arrow, inputs, dots);
        return new EinsumText(text, inputs, places, output);
    }

    private static Part part(String text, int start, int end) {
        int[] labels = new int[end - start];
        int[] places = new int[end - start];
        int n = 0;
        boolean dots = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                continue;
            }
            places[n] = i;
            if (c == '.') {
                if (!text.startsWith("...", i) || i + 3 > end) {
                    throw error(text, i, "a dot that is not part of an ellipsis; write three dots ...");
                }
                if (dots) {
                    throw error(text, i, "a second ellipsis in one part; one ... stands for all axes without a letter");
                }
                dots = true;
                labels[n++] = ELLIPSIS;
                i += 2;
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                labels[n++] = c;
            } else {
                throw error(text, i, "'" + c + "' is not a label; labels are the letters a-z and A-Z");
            }
        }
        return new Part(start, Arrays.copyOf(labels, n), Arrays.copyOf(places, n));
    }

    /** The labels with an ellipsis as the axes it stands for. */
    private static int[] spread(int[] labels, int hidden) {
        return Arrays.stream(labels)
                .flatMap(l -> l == ELLIPSIS ? IntStream.range(-hidden, 0) : IntStream.of(l))
                .toArray();
    }

    private static int[] spreadPlaces(Part p, int hidden) {
        return IntStream.range(0, p.labels().length)
                .flatMap(i -> IntStream.range(0, p.labels()[i] == ELLIPSIS ? hidden : 1)
                        .map(j -> p.places()[i]))
                .toArray();
    }

    private static int[] implicit(List<int[]> inputs, int dots) {
        IntStream once = inputs.stream()
                .flatMapToInt(Arrays::stream)
                .filter(l -> l > 0)
                .boxed()
                .collect(Collectors.groupingBy(l -> l, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(e -> e.getValue() == 1)
                .mapToInt(e -> e.getKey())
                .sorted();
        return IntStream.concat(IntStream.range(-dots, 0), once).toArray();
    }

    private static int[] explicit(String text, int arrow, List<int[]> inputs, int dots) {
        Part out = part(text, arrow + 2, text.length());
        for (int i = 0; i < out.labels().length; i++) {
            int label = out.labels()[i];
            int place = out.places()[i];
            if (label != ELLIPSIS
                    && inputs.stream().flatMapToInt(Arrays::stream).noneMatch(l -> l == label)) {
                throw error(
                        text,
                        place,
                        "no operand has the label '" + (char) label + "' of the result; use labels left of ->");
            }
            if (IntStream.range(0, i).anyMatch(j -> out.labels()[j] == label)) {
                throw error(text, place, "the result has the label '" + (char) label + "' twice; name it once");
            }
        }
        if (dots > 0 && out.ellipsis() < 0) {
            throw error(
                    text,
                    arrow + 2,
                    "the result has no place for the " + dots + " axes that ... stands for; write ... right of -> too");
        }
        return spread(out.labels(), dots);
    }

    /** Lengths of a label that do not go together, at an operand's axis. */
    ShapeException mismatch(int operand, int axis, long length, long other) {
        int label = inputs.get(operand)[axis];
        return error(
                text,
                places.get(operand)[axis],
                (label > 0 ? "the label '" + (char) label + "'" : "an axis of the ellipsis") + " has lengths " + other
                        + " and " + length + " (operand " + operand + ", axis " + axis
                        + "); axes with one label must have one length");
    }

    private static ShapeException error(String text, int place, String what) {
        return new ShapeException("einsum: " + what + "\n  " + text + "\n  " + " ".repeat(place) + "^");
    }
}
