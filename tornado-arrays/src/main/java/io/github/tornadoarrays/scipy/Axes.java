package io.github.tornadoarrays.scipy;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;

/** Axes of an array, and parameters that are one for all axes or one each. */
public final class Axes {
    private Axes() {}

    /** An axis counted from the end if negative. */
    public static int normal(String op, int axis, NDArray x) {
        int rank = x.ndim();
        if (axis < -rank || axis >= rank) {
            throw new ShapeException(op + ": axis " + axis + " is out of range for shape " + Shape.text(x.shape())
                    + (rank == 0 ? "; a 0-d array has no axes" : "; valid axes are " + -rank + ".." + (rank - 1)));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** Refuses a number of parameters that is neither 1 nor that of the axes. */
    public static void count(String op, String what, int given, NDArray x) {
        if (given != 1 && given != x.ndim()) {
            throw new ShapeException(op + ": " + given + " numbers for " + what + " and shape " + Shape.text(x.shape())
                    + "; give one, or one an axis");
        }
    }

    public static double each(double[] values, int axis) {
        return values[values.length == 1 ? 0 : axis];
    }

    public static int each(int[] values, int axis) {
        return values[values.length == 1 ? 0 : axis];
    }

    /** A shape as ints, for kernels. */
    public static int[] shape(String op, NDArray x) {
        long[] shape = x.shape();
        if (x.size() > Integer.MAX_VALUE) {
            throw new ShapeException(op + ": shape " + Shape.text(shape) + " has " + x.size() + " elements; at most "
                    + Integer.MAX_VALUE + " are possible");
        }
        return Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    }

    /** The product of extents from one axis to before another. */
    public static int product(int[] shape, int from, int to) {
        int n = 1;
        for (int i = from; i < to; i++) {
            n *= shape[i];
        }
        return n;
    }

    /** Refuses an origin that would put a window beside the element it is for. */
    public static void origin(String op, long origin, long size) {
        if (size / 2 + origin < 0 || size / 2 + origin >= size) {
            throw new ArrayException(op + ": origin " + origin + " puts a window of " + size
                    + " beside its element; from " + -(size / 2) + " to " + (size - 1 - size / 2) + " are possible");
        }
    }
}
