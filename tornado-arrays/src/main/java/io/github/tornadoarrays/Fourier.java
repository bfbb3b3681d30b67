package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fourier transforms: lengths, types and factors as NumPy has them, and axes as the routines take them: neighbours together. Casting, cutting and padding
 * make one kernel before the transform.
 */
final class Fourier {
    /** The most axes that a routine takes at once. */
    private static final int TOGETHER = 3;

    private Fourier() {}

    /** What a transform is called, which axes it goes over, how long they are made, and what it is multiplied by. */
    record Over(String op, int[] axes, long[] lengths, double scale) {
        /**
         * @param given lengths of each axis, -1 for what it has; null or empty for that of all
         * @param real whether the last of the axes has but the first half of its elements
         * @param norm of the transform, backward or not
         */
        static Over of(
                String op,
                NDArray x,
                long @Nullable [] given,
                int[] axes,
                boolean real,
                String norm,
                boolean backward) {
            long[] lengths = given == null ? new long[0] : given;
            if (lengths.length != 0 && lengths.length != axes.length) {
                throw new ShapeException(op + ": " + lengths.length + " lengths " + Arrays.toString(lengths)
                        + " for the axes " + Arrays.toString(axes) + "; give one for each axis");
            }
            int[] along = new int[axes.length];
            long[] n = new long[axes.length];
            double product = 1;
            for (int i = 0; i < axes.length; i++) {
                along[i] = Shape.axis(op, axes[i], x.shape());
                long own = x.shape(along[i]);
                boolean half = real && i == axes.length - 1;
                boolean said = lengths.length != 0 && lengths[i] != -1;
                n[i] = said ? lengths[i] : half ? 2 * (own - 1) : own;
                if (n[i] < 1) {
                    throw new ShapeException(op + ": " + n[i] + " elements along axis " + axes[i] + " of shape "
                            + Shape.text(x.shape()) + "; a transform needs at least one"
                            + (said ? "" : ", give the length"));
                }
                if (n[i] > Integer.MAX_VALUE / 2) {
                    throw new ShapeException(op + ": " + n[i] + " elements along axis " + axes[i]
                            + " are more than the 2^30 that a transform can have");
                }
                product *= n[i];
            }
            return new Over(op, along, n, scale(op, norm, backward, product));
        }

        private static double scale(String op, String norm, boolean backward, double n) {
            return switch (norm) {
                case "backward" -> backward ? 1 / n : 1;
                case "forward" -> backward ? 1 : 1 / n;
                case "ortho" -> 1 / Math.sqrt(n);
                default ->
                    throw new ArrayException(
                            op + ": unknown norm \"" + norm + "\"; \"backward\", \"ortho\" or \"forward\"");
            };
        }

        /** The axis whose elements are real or become so. */
        int last() {
            if (axes.length == 0) {
                throw new AxisException(op + ": there is no axis whose elements could be real; give one");
            }
            return axes[axes.length - 1];
        }

        /** All axes but the last, whose length in memory is now another. */
        private Over butLast() {
            int k = axes.length - 1;
            return new Over(op, Arrays.copyOf(axes, k), Arrays.copyOf(lengths, k), 1);
        }
    }

    // ---- the three kinds

    static NDArray complex(NDArray x, Over over, boolean forward) {
        if (over.axes.length == 0) {
            return x;
        }
        NDArray in = x.as(complexOf(x.dtype()));
        for (int i = over.axes.length - 1; i >= 0; i--) {
            in = resized(in, over.axes[i], over.lengths[i]);
        }
        return transformed(in, over, forward);
    }

    static NDArray fromReal(NDArray x, Over over) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(over.op + ": the elements are " + x.dtype()
                    + ", and this transform is of real ones; take real(x), or "
                    + over.op.replaceFirst("r?fft", "fft") + " of all of them");
        }
        int last = over.last();
        int k = over.axes.length - 1;
        NDArray in = resized(x.as(complexOf(x.dtype()).part()), last, over.lengths[k]);
        boolean together = over.axes.length <= TOGETHER;
        for (int i = 0; i <= k; i++) {
            together &= over.axes[i] == x.ndim() - over.axes.length + i;
        }
        if (!together) {
            return complex(halves(in, last, new long[] {over.lengths[k]}, over.scale), over.butLast(), true);
        }
        for (int i = k - 1; i >= 0; i--) {
            in = resized(in, over.axes[i], over.lengths[i]);
        }
        return halves(in, last, over.lengths, over.scale);
    }

    /** The first halves along an axis of transforms of real elements, of lengths n, over it and axes before it. */
    private static NDArray halves(NDArray x, int axis, long[] n, double scale) {
        NDArray in = last(x, axis);
        long[] shape = in.shape();
        shape[shape.length - 1] = shape[shape.length - 1] / 2 + 1;
        DType type = complexOf(x.dtype());
        if (in.size() == 0) {
            return back(empty(type, shape, in), axis);
        }
        Buffer from = in.inOrder();
        Buffer to = Engines.library(from.place()).transforms().fromReal(from, in.size() / Shape.size(n), n, scale);
        return back(new NDArray(Node.leaf(type, shape, to)), axis);
    }

    static NDArray toReal(NDArray x, Over over) {
        int last = over.last();
        long n = over.lengths[over.lengths.length - 1];
        NDArray in = x.as(complexOf(x.dtype()));
        Over rest = over.butLast();
        for (int i = 0; i < rest.axes.length; i++) {
            in = resized(in, rest.axes[i], rest.lengths[i]);
        }
        in = resized(in, last, n / 2 + 1);
        in = last(transformed(in, rest, false), last);
        long[] shape = in.shape();
        shape[shape.length - 1] = n;
        DType type = in.dtype().part();
        NDArray out;
        if (in.size() == 0) {
            out = empty(type, shape, in);
        } else {
            Buffer from = in.inOrder();
            Buffer to = Engines.library(from.place()).transforms().toReal(from, in.size() / (n / 2 + 1), n, over.scale);
            out = new NDArray(Node.leaf(type, shape, to));
        }
        out = back(out, last);
        return x.dtype().isHalf() ? new NDArray(Graph.cast(out.node(), x.dtype())) : out;
    }

    // ---- pieces

    /** The complex type in which elements of a type are transformed. */
    private static DType complexOf(DType type) {
        return switch (type) {
            case FLOAT16, BFLOAT16, FLOAT32, COMPLEX64 -> DType.COMPLEX64;
            default -> DType.COMPLEX128;
        };
    }

    private static NDArray empty(DType type, long[] shape, NDArray like) {
        return new NDArray(Graph.cast(Graph.constant(DType.INT64, shape, 0).at(like.place()), type));
    }

    /** The first n elements along an axis, with zeros where there are fewer. */
    private static NDArray resized(NDArray x, int axis, long n) {
        long own = x.shape(axis);
        if (own == n) {
            return x;
        }
        if (own > n) {
            return x.view(x.layout().slice(axis, 0, 1, n));
        }
        long[][] widths = new long[x.ndim()][2];
        widths[axis][1] = n - own;
        return Padding.constant(x, widths, 0);
    }

    /** A view whose last axis is the one given. */
    private static NDArray last(NDArray x, int axis) {
        return axis == x.ndim() - 1 ? x : ShapeFunctions.moveaxis(x, axis, -1);
    }

    private static NDArray back(NDArray x, int axis) {
        return axis == x.ndim() - 1 ? x : ShapeFunctions.moveaxis(x, -1, axis);
    }

    /** Transforms of complex elements over axes whose lengths are right: neighbours at once, whatever their order; an axis named twice, twice. */
    private static NDArray transformed(NDArray x, Over over, boolean forward) {
        if (x.size() == 0 || over.axes.length == 0) {
            return x;
        }
        int[] axes = over.axes.clone();
        Arrays.sort(axes);
        NDArray y = x;
        double scale = over.scale;
        for (int end = axes.length; end > 0; ) {
            int begin = end - 1;
            while (begin > 0 && end - begin < TOGETHER && axes[begin - 1] == axes[begin] - 1) {
                begin--;
            }
            y = neighbours(y, axes[begin], axes[end - 1], forward, scale);
            scale = 1;
            end = begin;
        }
        return y;
    }

    private static NDArray neighbours(NDArray x, int from, int to, boolean forward, double scale) {
        long[] shape = x.shape();
        long[] n = Arrays.copyOfRange(shape, from, to + 1);
        long inner = Shape.size(Arrays.copyOfRange(shape, to + 1, shape.length));
        long outer = Shape.size(Arrays.copyOf(shape, from));
        Buffer in = x.inOrder();
        Buffer out = Engines.library(in.place()).transforms().complex(in, outer, n, inner, forward, scale);
        return new NDArray(Node.leaf(x.dtype(), shape, out));
    }

    /** 0, 1 … and then the negative ones, over {@code n * d}. */
    static NDArray frequencies(String op, long n, double d, boolean real) {
        if (n < 1 || d == 0) {
            throw new ArrayException(op + ": " + n + " elements a distance of " + d
                    + " apart; there must be at least one, and the distance can't be 0");
        }
        double step = 1.0 / (n * d);
        if (real) {
            return Np.arange(n / 2 + 1).mul(step);
        }
        long positive = (n - 1) / 2 + 1;
        return Np.concat(Np.arange(positive), Np.arange(-(n / 2), 0)).mul(step);
    }

    /** Rolls axes by half their lengths. */
    static NDArray shifted(String op, NDArray x, int[] axes, boolean backward) {
        long[] shifts = new long[axes.length];
        int[] along = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            along[i] = Shape.axis(op, axes[i], x.shape());
            long half = x.shape(along[i]) / 2;
            shifts[i] = backward ? -half : half;
        }
        return axes.length == 0 ? x.copy() : ShapeFunctions.roll(x, shifts, along);
    }

    static int[] lastTwo(String op, NDArray x) {
        if (x.ndim() < 2) {
            throw new AxisException(op + ": shape " + Shape.text(x.shape()) + " has " + x.ndim()
                    + " axes; two are needed, or name them");
        }
        return new int[] {-2, -1};
    }

    /** The axes that n lengths are for: all where there are no lengths, else the last n. */
    static int[] axesOf(String op, NDArray x, long[] lengths) {
        if (lengths.length > x.ndim()) {
            throw new ShapeException(op + ": " + lengths.length + " lengths " + Arrays.toString(lengths) + " for shape "
                    + Shape.text(x.shape()) + "; give at most one for each axis");
        }
        int[] all = Shape.allAxes(x.ndim());
        return lengths.length == 0 ? all : Arrays.copyOfRange(all, x.ndim() - lengths.length, x.ndim());
    }
}
