package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import java.util.Arrays;

/** Arrays with a margin. */
final class Padding {
    private Padding() {}

    static long[][] widths(NDArray x, long width) {
        return widths(x, new long[][] {{width, width}});
    }

    /** One pair an axis. */
    static long[][] widths(NDArray x, long[]... widths) {
        boolean one = widths.length == 1;
        if (!one && widths.length != x.ndim()) {
            throw new ShapeException("pad: " + widths.length + " widths for shape "
                    + Shape.text(x.layout().shape()) + "; give one pair, or one an axis");
        }
        long[][] out = new long[x.ndim()][];
        for (int i = 0; i < out.length; i++) {
            long[] w = widths[one ? 0 : i];
            if (w.length == 0 || w.length > 2 || w[0] < 0 || w[w.length - 1] < 0) {
                throw new ArrayException("pad: width " + Arrays.toString(w)
                        + " is not a pair of numbers that are 0 or more; give {before, after}");
            }
            out[i] = new long[] {w[0], w[w.length - 1]};
        }
        return out;
    }

    static NDArray pad(NDArray x, long[][] widths, String mode) {
        return pad(x, widths, PadMode.of(mode));
    }

    /** One axis after another, so that corners are made of what was made before. */
    static NDArray pad(NDArray x, long[][] widths, PadMode how) {
        long[] shape = x.layout().shape();
        String mode = how.mode();
        if (mode.equals("constant")) {
            return constant(x, widths, 0);
        }
        boolean mirrors = mode.equals("reflect") || mode.equals("symmetric");
        NDArray out = x;
        for (int a = 0; a < shape.length; a++) {
            long before = widths[a][0];
            long after = widths[a][1];
            if (shape[a] == 0 && before + after > 0 && !mode.equals("empty")) {
                throw new ShapeException("pad: axis " + a + " of shape " + Shape.text(shape)
                        + " is empty, so it cannot be extended with mode \"" + mode + "\"; use \"constant\"");
            }
            out = switch (mode) {
                case "edge", "wrap", "reflect", "symmetric" ->
                    mirrors && how.odd()
                            ? turned(out, a, before, after, mode.equals("symmetric"))
                            : copied(out, a, before, after, mode);
                case "empty" -> joined(out, a, part(out, a, 0, before), part(out, a, 0, after));
                case "linear_ramp" ->
                    joined(
                            out,
                            a,
                            ramp(part(out, a, 0, 1), a, before, how.endValue(), false),
                            ramp(part(out, a, shape[a] - 1, 1), a, after, how.endValue(), true));
                case "maximum", "minimum", "mean", "median" -> {
                    long n = shape[a];
                    Long asked = how.statLength();
                    long length = asked == null ? n : Math.min(n, asked);
                    if (length < 1 && (mode.equals("maximum") || mode.equals("minimum"))) {
                        throw new ArrayException("pad: a statistic of " + length + " elements; give 1 or more");
                    }
                    yield joined(
                            out,
                            a,
                            repeated(statistic(part(out, a, 0, length), a, mode), a, before),
                            repeated(statistic(part(out, a, n - length, length), a, mode), a, after));
                }
                default ->
                    throw new ArrayException("pad: unknown mode \"" + mode
                            + "\"; known are \"constant\", \"edge\", \"reflect\", \"symmetric\", \"wrap\", \"empty\","
                            + " \"linear_ramp\", \"maximum\", \"minimum\", \"mean\" and \"median\"");
            };
        }
        return out == x ? x.copy() : out;
    }

    /** The elements from others of the axis. */
    private static NDArray copied(NDArray x, int axis, long before, long after, String mode) {
        if (before + after == 0) {
            return x;
        }
        long n = x.shape(axis);
        long[] from = new long[Math.toIntExact(before + n + after)];
        for (int i = 0; i < from.length; i++) {
            from[i] = source(mode, i - before, n);
        }
        return ShapeFunctions.take(x, FromJava.wrap("pad", from, null, x.place()), axis);
    }

    private static NDArray joined(NDArray x, int axis, NDArray before, NDArray after) {
        return before.shape(axis) + after.shape(axis) == 0 ? x : Np.concat(axis, before, x, after);
    }

    /** A part of an axis; past its end, what is there again. */
    private static NDArray part(NDArray x, int axis, long from, long count) {
        if (count > x.shape(axis) - from) {
            long[] shape = x.shape();
            shape[axis] = count;
            return CreationFunctions.empty(x.place(), x.dtype(), shape);
        }
        return x.view(x.layout().slice(axis, from, 1, count));
    }

    private static NDArray repeated(NDArray x, int axis, long count) {
        long[] shape = x.shape();
        shape[axis] = count;
        return x.view(x.layout().broadcastTo(shape));
    }

    private static NDArray statistic(NDArray x, int axis, String mode) {
        Reduction how = Np.axis(axis).keepdims();
        NDArray s = switch (mode) {
            case "maximum" -> x.max(how);
            case "minimum" -> x.min(how);
            case "mean" -> x.mean(how);
            default -> Np.median(x, how);
        };
        return (x.dtype().isInteger() && s.dtype().isInexact() ? Np.round(s) : s).astype(x.dtype());
    }

    /** From a value to what is before the edge; the other way round behind the array. */
    private static NDArray ramp(NDArray edge, int axis, long count, double end, boolean behind) {
        long[] extents = new long[edge.ndim()];
        Arrays.fill(extents, 1);
        extents[axis] = count;
        DType type = edge.dtype();
        DType work = Promotion.promote(type, DType.FLOAT64);
        NDArray steps =
                Np.reshape(new NDArray(Graph.iota(DType.INT64, count)), extents).astype(work);
        NDArray step = edge.astype(work).sub(end).div(count == 0 ? 1 : count);
        NDArray line = steps.mul(step).add(end);
        NDArray typed = (type.isInteger() ? Np.floor(line) : line).astype(type);
        return behind ? Np.flip(typed, axis) : typed;
    }

    /** Mirrored, and turned over the edge, as often as it takes. */
    private static NDArray turned(NDArray x, int axis, long before, long after, boolean withEdge) {
        NDArray out = x;
        long left = before;
        long right = after;
        long period = x.shape(axis);
        if (period == 1 && !withEdge) {
            return copied(x, axis, before, after, "edge");
        }
        while (left > 0 || right > 0) {
            long n = out.shape(axis);
            long whole = withEdge ? n / period * period : (n - 1) / (period - 1) * (period - 1);
            long p = Math.min(whole, left);
            long q = Math.min(whole, right);
            int skip = withEdge ? 0 : 1;
            NDArray first = part(out, axis, 0, 1);
            NDArray last = part(out, axis, n - 1, 1);
            NDArray front = first.mul(2).sub(Np.flip(part(out, axis, skip, p), axis));
            NDArray back = last.mul(2).sub(Np.flip(part(out, axis, n - skip - q, q), axis));
            out = joined(out, axis, front.astype(x.dtype()), back.astype(x.dtype()));
            left -= p;
            right -= q;
        }
        return out;
    }

    /** Where the element at a place outside of 0..n-1 comes from. */
    private static long source(String mode, long i, long n) {
        return switch (mode) {
            case "edge" -> Math.clamp(i, 0, n - 1);
            case "wrap" -> Math.floorMod(i, n);
            case "reflect" -> n == 1 ? 0 : mirror(Math.floorMod(i, 2 * (n - 1)), 2 * (n - 1), n);
            case "symmetric" -> mirror(Math.floorMod(i, 2 * n), 2 * n - 1, n);
            default -> throw new IllegalStateException(mode);
        };
    }

    private static long mirror(long i, long sum, long n) {
        return i < n ? i : sum - i;
    }

    static NDArray constant(NDArray x, long[][] widths, Number value) {
        long[] shape = x.shape();
        for (int a = 0; a < shape.length; a++) {
            shape[a] = Math.addExact(shape[a], Math.addExact(widths[a][0], widths[a][1]));
        }
        NDArray out = CreationFunctions.full(Shape.check("pad", shape), value, x.dtype(), x.place());
        Layout inner = out.layout();
        for (int a = 0; a < shape.length; a++) {
            inner = inner.slice(a, widths[a][0], 1, x.layout().shape()[a]);
        }
        if (x.size() > 0) {
            out.view(inner).assign(x::node);
        }
        return out;
    }
}
