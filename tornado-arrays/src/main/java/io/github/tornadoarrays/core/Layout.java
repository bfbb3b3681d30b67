package io.github.tornadoarrays.core;

import java.util.Arrays;

/**
 * Where the elements of an array lie in its memory: element (i, j, …) is at {@code offset + i*strides[0] + j*strides[1]…},
 * counted in elements. A view is another layout of the same memory.
 */
public record Layout(long[] shape, long[] strides, long offset) {

    /** Rows one after another from the start. */
    public static Layout contiguous(long... shape) {
        return new Layout(shape, contiguousStrides(shape), 0);
    }

    /** The strides of an array whose rows lie one after another. */
    public static long[] contiguousStrides(long... shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    public int rank() {
        return shape.length;
    }

    public long size() {
        return Shape.size(shape);
    }

    /** Whether walking the elements in row-major order walks memory one by one (from any offset). */
    public boolean isContiguous() {
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != step) {
                return size() == 0;
            }
            step *= shape[i];
        }
        return true;
    }

    /** Whether two indices can name the same element: a stride of 0 on an extent above 1. */
    public boolean isBroadcast() {
        for (int i = 0; i < shape.length; i++) {
            if (strides[i] == 0 && shape[i] > 1) {
                return size() > 0;
            }
        }
        return false;
    }

    public Layout permute(int... axes) {
        long[] s = new long[axes.length];
        long[] t = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            s[i] = shape[axes[i]];
            t[i] = strides[axes[i]];
        }
        return new Layout(s, t, offset);
    }

    /** Elements {@code start, start+step, …} ({@code count} of them) along an axis. */
    public Layout slice(int axis, long start, long step, long count) {
        long[] s = shape.clone();
        long[] t = strides.clone();
        s[axis] = count;
        t[axis] = strides[axis] * step;
        return new Layout(s, t, count == 0 ? offset : offset + start * strides[axis]);
    }

    /** The view at one index of an axis, which goes away. */
    public Layout select(int axis, long index) {
        return new Layout(without(shape, axis), without(strides, axis), offset + index * strides[axis]);
    }

    /** A new axis of extent 1. */
    public Layout expand(int axis) {
        return new Layout(with(shape, axis, 1), with(strides, axis, 0), offset);
    }

    /** The view with an axis of extent 1 taken away. */
    public Layout squeeze(int axis) {
        return new Layout(without(shape, axis), without(strides, axis), offset);
    }

    /** The same elements repeated along new or unit axes; {@code to} must be a shape this one broadcasts to. */
    public Layout broadcastTo(long... to) {
        long[] t = new long[to.length];
        int lead = to.length - shape.length;
        for (int i = 0; i < shape.length; i++) {
            t[lead + i] = shape[i] == 1 && to[lead + i] != 1 ? 0 : strides[i];
        }
        return new Layout(to, t, offset);
    }

    /** The same elements in another shape without copying, or null where strides cannot say that. */
    public Layout reshape(long... to) {
        if (isContiguous()) {
            return new Layout(to, contiguousStrides(to), offset);
        }
        long[] t = new long[to.length];
        int i = 0;
        int j = 0;
        long[] s = new long[shape.length];
        long[] st = new long[shape.length];
        int n = 0;
        for (int k = 0; k < shape.length; k++) {
            if (shape[k] != 1) {
                s[n] = shape[k];
                st[n++] = strides[k];
            }
        }
        while (i < n && j < to.length) {
            long from = s[i];
            long into = to[j];
            int i0 = i;
            int j0 = j;
            while (from != into) {
                if (from < into) {
                    from *= s[++i];
                } else {
                    into *= to[++j];
                }
            }
            for (int k = i0; k < i; k++) {
                if (st[k] != st[k + 1] * s[k + 1]) {
                    return null;
                }
            }
            long step = st[i];
            for (int k = j; k >= j0; k--) {
                t[k] = step;
                step *= to[k];
            }
            i++;
            j++;
        }
        return new Layout(to, t, offset);
    }

    private static long[] without(long[] a, int at) {
        long[] b = new long[a.length - 1];
        System.arraycopy(a, 0, b, 0, at);
        System.arraycopy(a, at + 1, b, at, b.length - at);
        return b;
    }

    private static long[] with(long[] a, int at, long value) {
        long[] b = new long[a.length + 1];
        System.arraycopy(a, 0, b, 0, at);
        b[at] = value;
        System.arraycopy(a, at, b, at + 1, a.length - at);
        return b;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Layout l
                && offset == l.offset
                && Arrays.equals(shape, l.shape)
                && Arrays.equals(strides, l.strides);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(shape) + Arrays.hashCode(strides)) + Long.hashCode(offset);
    }

    @Override
    public String toString() {
        return "shape " + Shape.text(shape) + ", strides " + Shape.text(strides) + ", offset " + offset;
    }
}
