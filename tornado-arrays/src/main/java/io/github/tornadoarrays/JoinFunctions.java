package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Functions that join arrays; part of {@link Np}. */
abstract sealed class JoinFunctions extends ElementwiseFunctions permits ShapeFunctions {

    /** The arrays one after another along the first axis; NumPy's {@code concatenate}. The dtype is the arrays' common one. */
    public static NDArray concat(NDArray... arrays) {
        return joined("concat", List.of(arrays), 0);
    }

    /** The arrays one after another along an axis. */
    public static NDArray concat(int axis, NDArray... arrays) {
        return joined("concat", List.of(arrays), axis);
    }

    /** The arrays one after another along the first axis. */
    public static NDArray concat(List<NDArray> arrays) {
        return joined("concat", arrays, 0);
    }

    /**
     * The arrays one after another along an axis.
     *
     * @throws ShapeException if another extent differs, or there is no array
     */
    public static NDArray concat(List<NDArray> arrays, int axis) {
        return joined("concat", arrays, axis);
    }

    /** {@link #concat(NDArray...)}, by NumPy's older name. */
    public static NDArray concatenate(NDArray... arrays) {
        return joined("concatenate", List.of(arrays), 0);
    }

    /** {@link #concat(List, int)}, by NumPy's older name. */
    public static NDArray concatenate(List<NDArray> arrays, int axis) {
        return joined("concatenate", arrays, axis);
    }

    /** Arrays of one shape as slices along a new first axis. */
    public static NDArray stack(NDArray... arrays) {
        return stacked("stack", List.of(arrays), 0);
    }

    /** Arrays of one shape as slices along a new axis. */
    public static NDArray stack(int axis, NDArray... arrays) {
        return stacked("stack", List.of(arrays), axis);
    }

    /** Arrays of one shape as slices along a new first axis. */
    public static NDArray stack(List<NDArray> arrays) {
        return stacked("stack", arrays, 0);
    }

    /**
     * Arrays of one shape as slices along a new axis.
     *
     * @param axis its position in the result
     * @throws ShapeException if shapes differ, or there is no array
     */
    public static NDArray stack(List<NDArray> arrays, int axis) {
        return stacked("stack", arrays, axis);
    }

    /** The arrays side by side: along the second axis, or the only one. */
    public static NDArray hstack(NDArray... arrays) {
        List<NDArray> all = Arrays.stream(arrays).map(ShapeFunctions::atleast1d).toList();
        return joined("hstack", all, all.isEmpty() || all.get(0).ndim() == 1 ? 0 : 1);
    }

    /** The arrays below each other: along the first axis, vectors as rows. */
    public static NDArray vstack(NDArray... arrays) {
        return joined(
                "vstack", Arrays.stream(arrays).map(ShapeFunctions::atleast2d).toList(), 0);
    }

    /** The arrays behind each other: along the third axis. */
    public static NDArray dstack(NDArray... arrays) {
        return joined(
                "dstack", Arrays.stream(arrays).map(ShapeFunctions::atleast3d).toList(), 2);
    }

    static NDArray stacked(String op, List<NDArray> arrays, int axis) {
        checkSome(op, arrays);
        long[] shape = arrays.get(0).layout().shape();
        for (NDArray x : arrays) {
            if (!Arrays.equals(x.layout().shape(), shape)) {
                throw new ShapeException(op + ": arrays of shapes " + Shape.text(shape) + " and "
                        + Shape.text(x.layout().shape()) + " cannot be stacked; shapes must be equal");
            }
        }
        int a = Shape.axis(op, axis, new long[shape.length + 1]);
        List<NDArray> rows = new ArrayList<>();
        for (NDArray x : arrays) {
            rows.add(x.view(x.layout().expand(a)));
        }
        return joined(op, rows, a);
    }

    static NDArray joined(String op, List<NDArray> arrays, int axis) {
        checkSome(op, arrays);
        long[] shape = arrays.get(0).shape();
        if (shape.length == 0) {
            throw new ShapeException(op + ": 0-d arrays cannot be joined; use stack");
        }
        int a = Shape.axis(op, axis, shape);
        DType dtype = arrays.get(0).dtype();
        long length = 0;
        for (NDArray x : arrays) {
            long[] s = x.shape();
            boolean fits = s.length == shape.length;
            for (int d = 0; fits && d < s.length; d++) {
                fits = d == a || s[d] == shape[d];
            }
            if (!fits) {
                throw new ShapeException(
                        op + ": shapes " + Shape.text(arrays.get(0).layout().shape()) + " and " + Shape.text(s)
                                + " do not join along axis " + a + "; their other extents must be equal");
            }
            length = Math.addExact(length, s[a]);
            dtype = Promotion.promote(dtype, x.dtype());
        }
        shape[a] = length;
        NDArray out = CreationFunctions.empty(arrays.get(0).place(), dtype, shape);
        DType t = dtype;
        long at = 0;
        for (NDArray x : arrays) {
            long n = x.layout().shape()[a];
            if (x.size() > 0) {
                out.view(out.layout().slice(a, at, 1, n)).assign(() -> Graph.cast(x.node(), t));
            }
            at += n;
        }
        return out;
    }

    private static void checkSome(String op, List<NDArray> arrays) {
        if (arrays.isEmpty()) {
            throw new ShapeException(op + ": there is no array; give at least one");
        }
    }
}
