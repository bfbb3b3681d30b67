package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
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
        long[] shape = x.layout().shape();
        if (mode.equals("constant")) {
            return constant(x, widths, 0);
        }
        NDArray out = x;
        for (int a = 0; a < shape.length; a++) {
            long n = shape[a];
            long before = widths[a][0];
            long after = widths[a][1];
            if (n == 0 && before + after > 0) {
                throw new ShapeException("pad: axis " + a + " of shape " + Shape.text(shape)
                        + " is empty, so it cannot be extended with mode \"" + mode + "\"; use \"constant\"");
            }
            long[] from = new long[Math.toIntExact(before + n + after)];
            for (int i = 0; i < from.length; i++) {
                from[i] = source(mode, i - before, n);
            }
            if (before + after > 0) {
                out = ShapeFunctions.take(out, FromJava.wrap("pad", from, null, x.place()), a);
            }
        }
        return out == x ? x.copy() : out;
    }

    /** Where the element at a place outside of 0..n-1 comes from. */
    private static long source(String mode, long i, long n) {
        return switch (mode) {
            case "edge" -> Math.clamp(i, 0, n - 1);
            case "wrap" -> Math.floorMod(i, n);
            case "reflect" -> n == 1 ? 0 : mirror(Math.floorMod(i, 2 * (n - 1)), 2 * (n - 1), n);
            case "symmetric" -> mirror(Math.floorMod(i, 2 * n), 2 * n - 1, n);
            default ->
                throw new ArrayException("pad: unknown mode \"" + mode
                        + "\"; known are \"constant\", \"edge\", \"reflect\", \"symmetric\" and \"wrap\"");
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
