package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Axes;
import io.github.tornadoarrays.scipy.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Filters over windows of any shape: the array gets a margin, then each element's neighbours lie at the same offsets. */
final class Neighbours {
    private static final Precision SUM = new Precision(Kernel.of(NeighbourKernels::sum));
    private static final Precision SMALLEST = new Precision(Kernel.of(NeighbourKernels::smallest));
    private static final Precision LARGEST = new Precision(Kernel.of(NeighbourKernels::largest));
    private static final Precision RANKED = new Precision(Kernel.of(NeighbourKernels::ranked));

    /** What kernels take beside the elements. */
    private record Margin(NDArray padded, int[] shape, int[] strides, int[] offsets) {}

    private Neighbours() {}

    // ---- weighted sums

    static NDArray correlate(String op, NDArray x, NDArray weights, Border border, int[] origin, boolean turned) {
        if (weights.ndim() != x.ndim()) {
            throw new ShapeException(op + ": weights of shape " + Shape.text(weights.shape()) + " for shape "
                    + Shape.text(x.shape()) + "; both need as many axes");
        }
        if (weights.size() == 0) {
            throw new ArrayException(op + ": no weights; give one or more along each axis");
        }
        int[] at = origin.length == 0 ? new int[] {0} : origin.clone();
        double[] w = weights.ravel().toDoubleArray();
        int[] size = Arrays.stream(weights.shape()).mapToInt(Math::toIntExact).toArray();
        if (turned) {
            Axes.count(op, "origin", at.length, x);
            int[] all = new int[size.length];
            for (int a = 0; a < size.length; a++) {
                all[a] = -Axes.each(at, a) - (size[a] % 2 == 0 ? 1 : 0);
            }
            at = all;
            for (int i = 0; i < w.length / 2; i++) {
                double v = w[i];
                w[i] = w[w.length - 1 - i];
                w[w.length - 1 - i] = v;
            }
        }
        Window window = new Window(size, null, at, border);
        int[] extents = window.extents(op, x);
        return Precision.inOwnType(x, y -> run(op, y, window, extents, SUM, Precision.numbers(y, Precision.of(y), w)));
    }

    // ---- order

    /** The smallest or largest, one axis after another where the window is a box. */
    static NDArray extreme(String op, NDArray x, Window window, boolean largest) {
        real(op, x);
        int[] extents = window.extents(op, x);
        Precision kernel = largest ? LARGEST : SMALLEST;
        if (window.footprint() != null) {
            return Precision.inOwnType(x, y -> run(op, y, window, extents, kernel));
        }
        NDArray y = x;
        for (int a = 0; a < extents.length; a++) {
            if (extents[a] > 1) {
                int[] along = new int[extents.length];
                Arrays.fill(along, 1);
                along[a] = extents[a];
                int[] origin = new int[extents.length];
                origin[a] = Axes.each(window.origin(), a);
                Window line = new Window(along, null, origin, window.border());
                y = Precision.inOwnType(y, z -> run(op, z, line, along, kernel));
            }
        }
        return y == x ? x.copy() : y;
    }

    /** The neighbour that so many are before; negative ranks count from the last. */
    static NDArray ranked(String op, NDArray x, Window window, IntUnaryOperator rankOf) {
        real(op, x);
        int[] extents = window.extents(op, x);
        int n = offsets(window, extents, new int[extents.length]).length;
        int rank = rankOf.applyAsInt(n);
        int at = rank < 0 ? rank + n : rank;
        if (at < 0 || at >= n) {
            throw new ArrayException(op + ": rank " + rank + " in a window of " + n + " elements; " + -n + ".."
                    + (n - 1) + " are possible");
        }
        if (at == 0 || at == n - 1) {
            return extreme(op, x, window, at > 0);
        }
        return Precision.inOwnType(x, y -> run(op, y, window, extents, RANKED, at));
    }

    private static void real(String op, NDArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(op + ": " + x.dtype() + " has no order; give x.real(), x.imag() or x.abs()");
        }
    }

    // ---- margins

    /** A kernel with the array's margin, what it takes beside that, and the result. */
    private static NDArray run(String op, NDArray x, Window window, int[] extents, Precision kernel, Object... more) {
        NDArray y = Np.emptyLike(x);
        if (x.size() > 0) {
            Margin m = margin(op, x, window, extents);
            List<Object> all = new ArrayList<>(List.of(m.padded.ravel(), m.shape, m.strides, m.offsets));
            all.addAll(List.of(more));
            all.add(y.ravel());
            kernel.of(x.dtype()).run(all.toArray());
        }
        return y;
    }

    private static Margin margin(String op, NDArray x, Window window, int[] extents) {
        int rank = extents.length;
        int[] shape = Axes.shape(op, x);
        int[] before = window.before(extents);
        long[][] widths = new long[rank][];
        for (int a = 0; a < rank; a++) {
            widths[a] = new long[] {before[a], extents[a] - 1 - before[a]};
        }
        NDArray padded = padded(x, widths, window.border());
        int[] strides = strides(Axes.shape(op, padded));
        return new Margin(
                padded,
                rank == 0 ? new int[] {1} : shape,
                rank == 0 ? new int[] {1} : strides,
                offsets(window, extents, strides));
    }

    /** The array with what its border continues it with. */
    static NDArray padded(NDArray x, long[][] widths, Border border) {
        boolean none = Arrays.stream(widths).allMatch(w -> w[0] == 0 && w[1] == 0);
        if (none) {
            return x;
        }
        return switch (border.mode()) {
            case REFLECT, GRID_MIRROR -> Np.pad(x, widths, "symmetric");
            case MIRROR -> Np.pad(x, widths, "reflect");
            case NEAREST -> Np.pad(x, widths, "edge");
            case WRAP, GRID_WRAP -> Np.pad(x, widths, "wrap");
            case CONSTANT, GRID_CONSTANT -> Np.pad(x, widths, border.value());
        };
    }

    static int[] strides(int[] shape) {
        int[] strides = new int[shape.length];
        int n = 1;
        for (int a = shape.length - 1; a >= 0; a--) {
            strides[a] = n;
            n *= shape[a];
        }
        return strides;
    }

    /** Where the elements of a window are from its first one on. */
    private static int[] offsets(Window window, int[] extents, int[] strides) {
        boolean @Nullable [] footprint = window.footprint();
        int n = Axes.product(extents, 0, extents.length);
        int[] all = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (footprint == null || footprint[i]) {
                int rest = i;
                int at = 0;
                for (int a = extents.length - 1; a >= 0; a--) {
                    at += rest % extents[a] * strides[a];
                    rest /= extents[a];
                }
                all[count++] = at;
            }
        }
        return Arrays.copyOf(all, count);
    }
}
