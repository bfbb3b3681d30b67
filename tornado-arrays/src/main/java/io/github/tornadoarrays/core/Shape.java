package io.github.tornadoarrays.core;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Arithmetic on shapes; a shape is a {@code long[]} that nobody changes. */
public final class Shape {
    public static final long[] SCALAR = {};

    private Shape() {}

    /** NumPy's text: {@code (4, 5)}, {@code (3,)}, {@code ()}. */
    public static String text(long... shape) {
        return shape.length == 1
                ? "(" + shape[0] + ",)"
                : LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The number of elements. */
    public static long size(long... shape) {
        long n = 1;
        for (long d : shape) {
            n *= d;
        }
        return n;
    }

    /** Checks that a shape may be allocated: no negative extent, and a size that fits a long. */
    public static long[] check(String op, long... shape) {
        long n = 1;
        boolean empty = false;
        for (long d : shape) {
            if (d < 0) {
                throw new ShapeException(op + ": negative extent in shape " + text(shape) + "; extents are 0 or more");
            }
            empty |= d == 0;
        }
        if (empty) {
            return shape;
        }
        for (long d : shape) {
            if (Math.multiplyHigh(n, d) != 0 || n * d < 0) {
                throw new ShapeException(op + ": the size of shape " + text(shape)
                        + " overflows; an array has at most 2**63-1 elements");
            }
            n *= d;
        }
        return shape;
    }

    /** The axis counted from the front. */
    public static int axis(String op, int axis, long[] shape) {
        int rank = shape.length;
        if (axis < -rank || axis >= rank) {
            String valid = rank == 0 ? "a 0-d array has no axes" : "valid axes are " + -rank + ".." + (rank - 1);
            throw new AxisException(op + ": axis " + axis + " is out of range for shape " + text(shape) + "; " + valid);
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** The axes counted from the front, in the given order; none twice. An empty list means all axes. */
    public static int[] axes(String op, int[] axes, long[] shape) {
        int[] result = new int[axes.length];
        long seen = 0;
        for (int i = 0; i < axes.length; i++) {
            result[i] = axis(op, axes[i], shape);
            if ((seen & 1L << result[i]) != 0) {
                throw new AxisException(op + ": axis " + axes[i] + " is named twice in " + Arrays.toString(axes)
                        + "; name each axis once");
            }
            seen |= 1L << result[i];
        }
        return result;
    }

    /** Whether one axis of a 0-d array is named as if it had one, 0 or -1: NumPy lets that pass in folds and some others. */
    public static boolean isOnlyAxis(int[] axes, long[] shape) {
        return shape.length == 0 && axes.length == 1 && (axes[0] == 0 || axes[0] == -1);
    }

    /** All axes of a rank: {@code 0..rank-1}. */
    public static int[] allAxes(int rank) {
        int[] all = new int[rank];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** The shape that all broadcast to. */
    public static long[] broadcast(String op, long[]... shapes) {
        int rank = 0;
        for (long[] s : shapes) {
            rank = Math.max(rank, s.length);
        }
        long[] out = new long[rank];
        Arrays.fill(out, 1);
        for (long[] s : shapes) {
            for (int i = 0; i < s.length; i++) {
                int o = rank - s.length + i;
                if (s[i] != 1 && s[i] != out[o]) {
                    if (out[o] != 1) {
                        throw new ShapeException(op + ": shapes "
                                + Arrays.stream(shapes).map(Shape::text).collect(Collectors.joining(" and "))
                                + " do not broadcast; trailing extents must be equal or 1");
                    }
                    out[o] = s[i];
                }
            }
        }
        return out;
    }

    /** The shape without some axes, or with them as 1. */
    public static long[] reduce(long[] shape, int[] axes, boolean keepdims) {
        long[] kept = shape.clone();
        for (int a : axes) {
            kept[a] = keepdims ? 1 : -1;
        }
        return keepdims ? kept : LongStream.of(kept).filter(d -> d >= 0).toArray();
    }

    /** A shape with at most one negative extent, -1 as a rule, made whole for {@code size} elements. */
    public static long[] infer(String op, long size, long[] from, long... shape) {
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < 0) {
                if (unknown >= 0) {
                    throw new ShapeException(
                            op + ": shape " + text(shape) + " has more than one -1; only one extent can be inferred");
                }
                unknown = i;
            } else {
                known *= shape[i];
            }
        }
        long[] out = shape.clone();
        if (unknown >= 0 && known > 0 && size % known == 0) {
            out[unknown] = size / known;
            known = size;
        }
        if (known != size || unknown >= 0 && out[unknown] < 0) {
            throw new ShapeException(op + ": cannot reshape " + size + " elements of shape " + text(from) + " to "
                    + text(shape) + "; the number of elements must stay the same");
        }
        return out;
    }
}
