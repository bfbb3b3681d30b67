package io.github.tornadoarrays.text;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Arrays as NumPy 2 prints them: the columns line up, floats have the fewest digits that name them (at most
 * {@link PrintOptions#precision()} after the point), and long arrays are summarised.
 */
public final class ArrayText {
    private final Layout layout;
    private final LongFunction<String> element;
    private final boolean summary;
    private final int edge;
    private final String separator;
    private final int indent;
    private final StringBuilder out = new StringBuilder();

    private ArrayText(HostBuffer data, Layout layout, PrintOptions options, String separator, int indent) {
        this.layout = layout;
        this.summary = layout.size() > options.threshold();
        this.edge = options.edgeItems();
        this.separator = separator;
        this.indent = indent;
        this.element = element(data, layout.rank() == 0, shown(), options);
    }

    /** The text of Python's {@code str(a)}: {@code [[1. 2.]\n [3. 4.]]}; of a 0-d array, the number alone. */
    public static String format(HostBuffer data, Layout layout, PrintOptions options) {
        return layout.rank() == 0 ? scalar(data, layout.offset()) : format(data, layout, options, " ", "");
    }

    /**
     * The text of NumPy's {@code array2string(a)}.
     *
     * @param separator what is between elements
     * @param prefix what the text is to be put behind: as many spaces are before the lines after the first
     */
    public static String format(HostBuffer data, Layout layout, PrintOptions options, String separator, String prefix) {
        return layout.size() == 0
                ? "[]"
                : new ArrayText(data, layout, options, separator, prefix.length()).text(options.lineWidth());
    }

    /**
     * The text of Python's {@code repr(a)}: {@code array([1, 2], dtype=int32)}. The dtype is named unless the numbers
     * say it (bool, int64, float64, complex128), the shape where the text doesn't show it.
     */
    public static String repr(HostBuffer data, Layout layout, PrintOptions options) {
        String prefix = "array(";
        DType t = data.dtype();
        long size = layout.size();
        String values = size == 0
                ? "[]"
                : new ArrayText(data, layout, options, ", ", prefix.length()).text(options.lineWidth() - 1);
        boolean hidden = size == 0 && !Arrays.equals(layout.shape(), new long[1]) || size > options.threshold();
        boolean implied =
                size > 0 && (t == DType.BOOL || t == DType.INT64 || t == DType.FLOAT64 || t == DType.COMPLEX128);
        String extra = (hidden ? "shape=" + Shape.text(layout.shape()) : "")
                + (hidden && !implied ? ", " : "")
                + (implied ? "" : "dtype=" + t)
                + ")";
        if (extra.length() == 1) {
            return prefix + values + ")";
        }
        String text = prefix + values + ",";
        int lastLine = text.length() - (text.lastIndexOf('\n') + 1);
        boolean fits = lastLine + extra.length() + 1 <= options.lineWidth();
        return text + (fits ? " " : "\n" + " ".repeat(prefix.length())) + extra;
    }

    /** One element as NumPy prints a scalar: all its digits. */
    public static String scalar(HostBuffer data, long index) {
        DType t = data.dtype();
        return switch (t.kind()) {
            case BOOL -> data.getLong(index) != 0 ? "True" : "False";
            case SIGNED -> Long.toString(data.getLong(index));
            case UNSIGNED -> Long.toUnsignedString(data.getLong(index));
            case FLOAT -> FloatColumn.scalar(data.getDouble(index), BinaryFormat.of(t), false, true);
            case COMPLEX -> {
                double re = data.getDouble(2 * index);
                double im = data.getDouble(2 * index + 1);
                BinaryFormat type = BinaryFormat.of(t);
                yield re == 0 && !FloatColumn.isNegative(re)
                        ? FloatColumn.scalar(im, type, false, false) + "j"
                        : "(" + FloatColumn.scalar(re, type, false, false) + FloatColumn.scalar(im, type, true, false)
                                + "j)";
            }
        };
    }

    private static LongFunction<String> element(HostBuffer data, boolean single, long[] shown, PrintOptions options) {
        DType t = data.dtype();
        Function<Object, String> formatter = options.formatter();
        if (formatter != null) {
            return i -> formatter.apply(value(data, i));
        }
        return switch (t.kind()) {
            case BOOL -> i -> data.getLong(i) == 0 ? "False" : single ? "True" : " True";
            case SIGNED, UNSIGNED -> {
                boolean minus = options.sign() == ' '
                        && LongStream.of(shown).anyMatch(i -> scalar(data, i).startsWith("-"));
                String sign = options.sign() == '-' || minus ? "" : String.valueOf(options.sign());
                // the longest is the least or the greatest
                int width = LongStream.of(shown)
                        .mapToObj(i -> signed(scalar(data, i), sign))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
                yield i -> FloatColumn.padLeft(signed(scalar(data, i), sign), width);
            }
            case FLOAT -> {
                double[] x = LongStream.of(shown).mapToDouble(data::getDouble).toArray();
                FloatColumn column = new FloatColumn(x, BinaryFormat.of(t), options.sign(), options);
                yield i -> column.text(data.getDouble(i));
            }
            case COMPLEX -> {
                double[] re = LongStream.of(shown)
                        .mapToDouble(i -> data.getDouble(2 * i))
                        .toArray();
                double[] im = LongStream.of(shown)
                        .mapToDouble(i -> data.getDouble(2 * i + 1))
                        .toArray();
                FloatColumn real = new FloatColumn(re, BinaryFormat.of(t), options.sign(), options);
                FloatColumn imaginary = new FloatColumn(im, BinaryFormat.of(t), '+', options);
                yield i -> real.text(data.getDouble(2 * i)) + withUnit(imaginary.text(data.getDouble(2 * i + 1)));
            }
        };
    }

    private static String signed(String number, String sign) {
        return number.startsWith("-") ? number : sign + number;
    }

    /** An element as a formatter is given it. */
    private static Object value(HostBuffer data, long i) {
        return switch (data.dtype().kind()) {
            case BOOL -> data.getLong(i) != 0;
            case SIGNED, UNSIGNED -> data.getLong(i);
            case FLOAT -> data.getDouble(i);
            case COMPLEX -> new double[] {data.getDouble(2 * i), data.getDouble(2 * i + 1)};
        };
    }

    /** The {@code j} goes before the spaces that fill the column. */
    private static String withUnit(String imaginary) {
        String number = imaginary.stripTrailing();
        return number + "j" + imaginary.substring(number.length());
    }

    private String text(int lineWidth) {
        write(0, layout.offset(), indent + 1, lineWidth);
        return out.toString();
    }

    private boolean elided(long extent) {
        return summary && extent > 2L * edge;
    }

    /** The places in memory of the elements that are shown. */
    private long[] shown() {
        long[] at = {layout.offset()};
        for (int axis = 0; axis < layout.rank(); axis++) {
            long extent = layout.shape()[axis];
            long stride = layout.strides()[axis];
            // without edge items NumPy shows the last element and measures them all
            long[] steps = elided(extent) && edge > 0
                    ? LongStream.concat(LongStream.range(0, edge), LongStream.range(extent - edge, extent))
                            .toArray()
                    : LongStream.range(0, extent).toArray();
            long[] next = new long[Math.multiplyExact(at.length, steps.length)];
            for (int i = 0; i < at.length; i++) {
                for (int j = 0; j < steps.length; j++) {
                    next[i * steps.length + j] = at[i] + steps[j] * stride;
                }
            }
            at = next;
        }
        return at;
    }

    private void write(int axis, long at, int column, int width) {
        if (axis == layout.rank()) {
            out.append(element.apply(at));
            return;
        }
        long extent = layout.shape()[axis];
        long stride = layout.strides()[axis];
        boolean elided = elided(extent);
        long head = elided ? edge : extent;
        long tail = elided ? Math.max(edge, 1) : 0;
        out.append('[');
        int x = column;
        for (long k = 0; k < head + tail + (elided ? 1 : 0); k++) {
            boolean gap = elided && k == head;
            long here = at + stride * (k < head ? k : extent - tail + k - head - 1);
            if (axis < layout.rank() - 1) {
                if (k > 0) {
                    out.append(separator.stripTrailing())
                            .repeat("\n", layout.rank() - 1 - axis)
                            .repeat(" ", column);
                }
                if (gap) {
                    out.append("...");
                } else {
                    write(axis + 1, here, column + 1, width - 1);
                }
                continue;
            }
            if (k > 0) {
                out.append(separator);
                x += separator.length();
            }
            String word = gap ? "..." : element.apply(here);
            if (x + word.length() > width - 1 && x > column) {
                trimLine();
                out.append('\n').repeat(" ", column);
                x = column;
            }
            out.append(word);
            x += word.length();
        }
        out.append(']');
    }

    private void trimLine() {
        int n = out.length();
        while (out.charAt(n - 1) == ' ') {
            n--;
        }
        out.setLength(n);
    }
}
