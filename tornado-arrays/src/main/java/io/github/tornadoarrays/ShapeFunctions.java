package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Functions that rearrange, join and index; part of {@link Np}. */
abstract sealed class ShapeFunctions extends JoinFunctions permits CreationFunctions {

    // ---- the same elements in another shape

    /**
     * The elements, in row-major order, in another shape: a view where strides can say that, else a copy.
     *
     * @param shape its extents, of which one may be -1 (any negative number, as in NumPy): it is inferred
     * @throws ShapeException if the number of elements differs
     */
    public static NDArray reshape(NDArray x, long... shape) {
        Shape.check("reshape", LongStream.of(shape).map(d -> d < 0 ? 1 : d).toArray());
        long[] to = Shape.infer("reshape", x.size(), x.layout().shape(), shape);
        Layout l = x.layout().reshape(to);
        if (l != null) {
            return x.view(l);
        }
        NDArray copy = new NDArray(Graph.copy(x.node()));
        return copy.view(Layout.contiguous(to));
    }

    /** The elements in row-major order, 1-d: a view where it can be, else a copy. */
    public static NDArray ravel(NDArray x) {
        return reshape(x, x.size());
    }

    /** The elements in row-major order, 1-d: a copy. */
    public static NDArray flatten(NDArray x) {
        NDArray copy = new NDArray(Graph.copy(x.node()));
        return copy.view(Layout.contiguous(x.size()));
    }

    /** The view with the axes in reverse order. */
    public static NDArray transpose(NDArray x) {
        int[] axes = new int[x.ndim()];
        Arrays.setAll(axes, i -> axes.length - 1 - i);
        return x.view(x.layout().permute(axes));
    }

    /**
     * The view with the axes in another order: axis i of the result is axis {@code axes[i]} of the array.
     *
     * @throws AxisException unless each axis is named once
     */
    public static NDArray transpose(NDArray x, int... axes) {
        return permute("transpose", x, axes);
    }

    /** {@link #transpose(NDArray, int...)}. */
    public static NDArray permute(NDArray x, int... axes) {
        return permute("permute", x, axes);
    }

    /** {@link #transpose(NDArray, int...)}, by its name in the array API. */
    public static NDArray permuteDims(NDArray x, int... axes) {
        return permute("permuteDims", x, axes);
    }

    private static NDArray permute(String op, NDArray x, int[] axes) {
        if (axes.length != x.ndim()) {
            throw new AxisException(op + ": axes " + Arrays.toString(axes) + " do not name each axis of shape "
                    + Shape.text(x.layout().shape()) + "; give all " + x.ndim() + " axes, each once");
        }
        return x.view(x.layout().permute(Shape.axes(op, axes, x.layout().shape())));
    }

    /** The view with two axes exchanged. */
    public static NDArray swapaxes(NDArray x, int axis1, int axis2) {
        int[] order = Shape.allAxes(x.ndim());
        int a = Shape.axis("swapaxes", axis1, x.layout().shape());
        int b = Shape.axis("swapaxes", axis2, x.layout().shape());
        order[a] = b;
        order[b] = a;
        return x.view(x.layout().permute(order));
    }

    /** The view with an axis at another position; the others stay in order. */
    public static NDArray moveaxis(NDArray x, int source, int destination) {
        return moveaxis(x, new int[] {source}, new int[] {destination});
    }

    /** The view with some axes at other positions; the others stay in order. */
    public static NDArray moveaxis(NDArray x, int[] source, int[] destination) {
        int[] from = Shape.axes("moveaxis", source, x.layout().shape());
        int[] to = Shape.axes("moveaxis", destination, x.layout().shape());
        if (from.length != to.length) {
            throw new AxisException("moveaxis: " + from.length + " axes cannot go to " + to.length
                    + " positions; give as many of one as of the other");
        }
        int[] order = new int[x.ndim()];
        Arrays.fill(order, -1);
        boolean[] moved = new boolean[order.length];
        for (int i = 0; i < from.length; i++) {
            order[to[i]] = from[i];
            moved[from[i]] = true;
        }
        int next = 0;
        for (int i = 0; i < order.length; i++) {
            if (order[i] < 0) {
                while (moved[next]) {
                    next++;
                }
                order[i] = next++;
            }
        }
        return x.view(x.layout().permute(order));
    }

    /** The view without the axes of extent 1. */
    public static NDArray squeeze(NDArray x) {
        Layout l = x.layout();
        for (int i = l.rank() - 1; i >= 0; i--) {
            l = l.shape()[i] == 1 ? l.squeeze(i) : l;
        }
        return x.view(l);
    }

    /**
     * The view without some axes.
     *
     * @throws ShapeException if one of them has another extent than 1
     */
    public static NDArray squeeze(NDArray x, int... axes) {
        if (Shape.isOnlyAxis(axes, x.layout().shape())) {
            return x.view(x.layout());
        }
        int[] sorted = Shape.axes("squeeze", axes, x.layout().shape());
        Arrays.sort(sorted);
        Layout l = x.layout();
        for (int i = sorted.length - 1; i >= 0; i--) {
            if (l.shape()[sorted[i]] != 1) {
                throw new ShapeException("squeeze: axis " + sorted[i] + " of shape "
                        + Shape.text(x.layout().shape()) + " has extent " + l.shape()[sorted[i]]
                        + "; only axes of extent 1 can go");
            }
            l = l.squeeze(sorted[i]);
        }
        return x.view(l);
    }

    /** The view with new axes of extent 1, at these positions of the result. */
    public static NDArray expandDims(NDArray x, int... axes) {
        long[] result = new long[x.ndim() + axes.length];
        Arrays.fill(result, 1);
        int[] sorted = Shape.axes("expandDims", axes, result);
        Arrays.sort(sorted);
        Layout l = x.layout();
        for (int a : sorted) {
            l = l.expand(a);
        }
        return x.view(l);
    }

    /** The array with at least one axis: a view. */
    public static NDArray atleast1d(NDArray x) {
        return x.ndim() == 0 ? expandDims(x, 0) : x;
    }

    /** The array with at least two axes, new ones in front: a view. */
    public static NDArray atleast2d(NDArray x) {
        return x.ndim() >= 2 ? x : expandDims(atleast1d(x), 0);
    }

    /** The array with at least three axes: a vector becomes (1, n, 1), a matrix (m, n, 1); a view. */
    public static NDArray atleast3d(NDArray x) {
        return x.ndim() >= 3 ? x : expandDims(atleast2d(x), 2);
    }

    /**
     * The view in which axes of extent 1, and new axes in front, repeat the same elements. It cannot be written to.
     *
     * @throws ShapeException if the array's shape does not broadcast to that shape
     */
    public static NDArray broadcastTo(NDArray x, long... shape) {
        long[] from = x.layout().shape();
        long[] to = Shape.check("broadcastTo", shape.clone());
        boolean fits = from.length <= to.length;
        for (int i = 0; fits && i < from.length; i++) {
            fits = from[i] == 1 || from[i] == to[to.length - from.length + i];
        }
        if (!fits) {
            throw new ShapeException("broadcastTo: shape " + Shape.text(from) + " does not broadcast to "
                    + Shape.text(to) + "; trailing extents must be equal or 1");
        }
        return x.view(x.layout().broadcastTo(to));
    }

    /** Views of the arrays in the shape that all broadcast to. */
    public static List<NDArray> broadcastArrays(NDArray... arrays) {
        long[] shape = Shape.broadcast(
                "broadcastArrays",
                Arrays.stream(arrays).map(a -> a.layout().shape()).toArray(long[][]::new));
        return Arrays.stream(arrays)
                .map(a -> a.view(a.layout().broadcastTo(shape)))
                .toList();
    }

    // ---- another order

    /** The view with all axes reversed. */
    public static NDArray flip(NDArray x) {
        return flipped(x, Shape.allAxes(x.ndim()));
    }

    /** The view with some axes reversed. */
    public static NDArray flip(NDArray x, int... axes) {
        return flipped(x, Shape.axes("flip", axes, x.layout().shape()));
    }

    /** The view with the first axis reversed. */
    public static NDArray flipud(NDArray x) {
        return flipped(x, Shape.axes("flipud", new int[] {0}, x.layout().shape()));
    }

    /** The view with the second axis reversed. */
    public static NDArray fliplr(NDArray x) {
        return flipped(x, Shape.axes("fliplr", new int[] {1}, x.layout().shape()));
    }

    private static NDArray flipped(NDArray x, int[] axes) {
        Layout l = x.layout();
        for (int a : axes) {
            l = l.slice(a, l.shape()[a] - 1, -1, l.shape()[a]);
        }
        return x.view(l);
    }

    /** The view turned by 90 degrees from the first axis towards the second. */
    public static NDArray rot90(NDArray x) {
        return rot90(x, 1);
    }

    /** The view turned k times by 90 degrees from the first axis towards the second. */
    public static NDArray rot90(NDArray x, int k) {
        return rot90(x, k, 0, 1);
    }

    /** The view turned k times by 90 degrees from one axis towards another. */
    public static NDArray rot90(NDArray x, int k, int axis1, int axis2) {
        int[] axes = Shape.axes("rot90", new int[] {axis1, axis2}, x.layout().shape());
        return switch (Math.floorMod(k, 4)) {
            case 0 -> x.view(x.layout());
            case 1 -> swapaxes(flip(x, axes[1]), axes[0], axes[1]);
            case 2 -> flip(x, axes);
            default -> flip(swapaxes(x, axes[0], axes[1]), axes[1]);
        };
    }

    /** The elements shifted in row-major order; those that leave at the end come back at the start. */
    public static NDArray roll(NDArray x, long shift) {
        NDArray rolled = roll(ravel(x), shift, 0);
        return rolled.view(rolled.layout().reshape(x.layout().shape()));
    }

    /** The elements shifted along an axis; those that leave at the end come back at the start. */
    public static NDArray roll(NDArray x, long shift, int axis) {
        return roll(x, new long[] {shift}, new int[] {axis});
    }

    /** The elements shifted along several axes. */
    public static NDArray roll(NDArray x, long[] shifts, int[] axes) {
        if (shifts.length != axes.length) {
            throw new ArrayException(
                    "roll: " + shifts.length + " shifts for " + axes.length + " axes; give one shift an axis");
        }
        NDArray out = x;
        for (int i = 0; i < axes.length; i++) {
            int a = Shape.axis("roll", axes[i], x.layout().shape());
            long n = x.layout().shape()[a];
            long by = n == 0 ? 0 : Math.floorMod(shifts[i], n);
            if (by != 0) {
                NDArray from = out;
                NDArray to = CreationFunctions.emptyLike(x);
                move(from, a, 0, to, by, n - by);
                move(from, a, n - by, to, 0, by);
                out = to;
            }
        }
        return out == x ? x.copy() : out;
    }

    private static void move(NDArray from, int axis, long source, NDArray to, long target, long count) {
        to.view(to.layout().slice(axis, target, 1, count))
                .assign(() ->
                        from.view(from.layout().slice(axis, source, 1, count)).node());
    }

    // ---- repeats

    /** The array, set side by side as often along each axis as {@code repetitions} says; a count for fewer axes is for the last. */
    public static NDArray tile(NDArray x, long... repetitions) {
        int rank = Math.max(x.ndim(), repetitions.length);
        long[] extents = new long[rank];
        long[] times = new long[rank];
        Arrays.fill(extents, 1);
        Arrays.fill(times, 1);
        System.arraycopy(x.layout().shape(), 0, extents, rank - x.ndim(), x.ndim());
        System.arraycopy(repetitions, 0, times, rank - repetitions.length, repetitions.length);
        long[] shape = new long[rank];
        long[] between = new long[2 * rank];
        long[] strides = new long[2 * rank];
        for (int i = 0; i < rank; i++) {
            between[2 * i] = checkCount("tile", times[i]);
            between[2 * i + 1] = extents[i];
            strides[2 * i + 1] = i < rank - x.ndim() ? 0 : x.layout().strides()[i - (rank - x.ndim())];
            shape[i] = times[i] * extents[i];
        }
        Shape.check("tile", between);
        return spread(x, between, strides, shape);
    }

    /** Each element several times; 1-d. */
    public static NDArray repeat(NDArray x, long times) {
        return repeat(ravel(x), times, 0);
    }

    /** Each slice along an axis several times. */
    public static NDArray repeat(NDArray x, long times, int axis) {
        if (Shape.isOnlyAxis(new int[] {axis}, x.layout().shape())) {
            return repeat(x, times);
        }
        int a = Shape.axis("repeat", axis, x.layout().shape());
        checkCount("repeat", times);
        Layout l = x.layout().expand(a + 1);
        l.shape()[a + 1] = times;
        Shape.check("repeat", l.shape());
        long[] shape = x.shape();
        shape[a] *= times;
        return spread(x, l.shape(), l.strides(), shape);
    }

    /** Each slice along an axis as often as the counts say, one for each. */
    public static NDArray repeat(NDArray x, long[] times, int axis) {
        int a = Shape.axis("repeat", axis, x.layout().shape());
        if (times.length != x.layout().shape()[a]) {
            throw new ShapeException("repeat: " + times.length + " counts for axis " + a + " of shape "
                    + Shape.text(x.layout().shape()) + "; give one for each of its "
                    + x.layout().shape()[a]);
        }
        long n = 0;
        for (long t : times) {
            n += checkCount("repeat", t);
        }
        long[] index = new long[Math.toIntExact(n)];
        int at = 0;
        for (int i = 0; i < times.length; i++) {
            Arrays.fill(index, at, at + (int) times[i], i);
            at += (int) times[i];
        }
        return take(x, FromJava.wrap("repeat", index, null, x.place()), a);
    }

    private static long checkCount(String op, long times) {
        if (times < 0) {
            throw new ArrayException(op + ": count " + times + " is negative; counts are 0 or more");
        }
        return times;
    }

    /** A copy of elements, some of them repeated, in a shape with as many elements. */
    private static NDArray spread(NDArray x, long[] between, long[] strides, long[] shape) {
        NDArray view = x.view(new Layout(between, strides, x.layout().offset()));
        NDArray copy = new NDArray(Graph.copy(view.node()));
        return copy.view(Layout.contiguous(shape));
    }

    // ---- padding

    /** The array with zeros around it: {@code width} on each side of each axis. */
    public static NDArray pad(NDArray x, long width) {
        return Padding.constant(x, Padding.widths(x, width), 0);
    }

    /** The array with {@code width} elements more on each side of each axis, made as the mode says. */
    public static NDArray pad(NDArray x, long width, String mode) {
        return Padding.pad(x, Padding.widths(x, width), mode);
    }

    /**
     * The array with more elements before and after it, made as the mode says.
     *
     * @param widths for each axis the numbers of elements before and after; one pair is for all axes
     * @param mode {@code "constant"} (zeros), {@code "edge"} (the nearest element), {@code "reflect"} and {@code "symmetric"}
     *     (mirrored, without and with the element at the edge), {@code "wrap"} (from the other side), and those of
     *     {@link PadMode}
     */
    public static NDArray pad(NDArray x, long[][] widths, String mode) {
        return Padding.pad(x, Padding.widths(x, widths), mode);
    }

    /** As {@link #pad(NDArray, long[][], String)}, by a mode and what there is to say of it. */
    public static NDArray pad(NDArray x, long[][] widths, PadMode mode) {
        return Padding.pad(x, Padding.widths(x, widths), mode);
    }

    /** The array with a value around it. */
    public static NDArray pad(NDArray x, long[][] widths, Number value) {
        return Padding.constant(x, Padding.widths(x, widths), value);
    }

    /** The array with a value around it: {@code width} on each side of each axis. */
    public static NDArray pad(NDArray x, long width, Number value) {
        return Padding.constant(x, Padding.widths(x, width), value);
    }

    // ---- elements by position

    /** The elements at these positions of the flattened array; the positions' shape. */
    public static NDArray take(NDArray x, NDArray indices) {
        return take(ravel(x), indices, 0);
    }

    /**
     * The slices at these positions along an axis: the positions' shape stands in the axis's place.
     *
     * @throws IndexException if a position is out of range
     */
    public static NDArray take(NDArray x, NDArray indices, int axis) {
        return take(x, indices, axis, "raise");
    }

    /**
     * The slices at these positions along an axis.
     *
     * @param mode what becomes of positions out of range: {@code "raise"}, {@code "wrap"} (around the axis), or {@code "clip"} (to
     *     its ends; negative ones to 0)
     */
    public static NDArray take(NDArray x, NDArray indices, int axis, String mode) {
        return Picking.take(x, indices, axis, mode);
    }

    /**
     * For each position, the element there along an axis, with the other indices the position's own; the other extents broadcast.
     *
     * @throws IndexException if a position is out of range
     */
    public static NDArray takeAlongAxis(NDArray x, NDArray indices, int axis) {
        return Picking.along("takeAlongAxis", x, indices, axis).gather(x);
    }

    /** Writes values where {@link #takeAlongAxis} reads. */
    public static void putAlongAxis(NDArray x, NDArray indices, Object values, int axis) {
        Assignment.checkWritable("putAlongAxis", x);
        NDArray v = new NDArray(Fill.node("putAlongAxis", x.dtype(), values, x.place()));
        Assignment.scatter("putAlongAxis", x, Picking.along("putAlongAxis", x, indices, axis), v);
    }

    /** The indices of the elements that are not zero: one int64 vector an axis, in row-major order. */
    public static List<NDArray> nonzero(NDArray x) {
        if (x.ndim() == 0) {
            throw new ShapeException("nonzero: the array is 0-d and has no axes; use atleast1d(x)");
        }
        return Masks.nonzero(x);
    }

    /** The positions of the elements that are not zero in row-major order; int64. */
    public static NDArray flatnonzero(NDArray x) {
        return Masks.positions(x);
    }

    /** The indices of the elements that are not zero, one a row: shape (count, rank); int64. */
    public static NDArray argwhere(NDArray x) {
        List<NDArray> axes = x.ndim() == 0 ? List.of() : Masks.nonzero(x);
        return axes.isEmpty()
                ? CreationFunctions.empty(
                        x.place(), DType.INT64, Masks.positions(x).size(), 0)
                : stacked("argwhere", axes, 1);
    }

    // ---- parts

    /** Parts of equal length along the first axis; views. */
    public static List<NDArray> split(NDArray x, int parts) {
        return split(x, parts, 0);
    }

    /**
     * Parts of equal length along an axis; views.
     *
     * @throws ShapeException if the axis does not divide so
     */
    public static List<NDArray> split(NDArray x, int parts, int axis) {
        int a = Shape.axis("split", axis, x.layout().shape());
        long n = x.layout().shape()[a];
        if (parts <= 0 || n % parts != 0) {
            throw new ShapeException(
                    "split: axis " + a + " of shape " + Shape.text(x.layout().shape()) + " does not divide into "
                            + parts + " equal parts; use arraySplit, or give the places");
        }
        return arraySplit(x, parts, a);
    }

    /** Parts between the given places along an axis; views. */
    public static List<NDArray> split(NDArray x, long[] places, int axis) {
        return parts("split", x, places, axis);
    }

    /** Parts along the first axis, the first of which are one longer where lengths must differ; views. */
    public static List<NDArray> arraySplit(NDArray x, int parts) {
        return arraySplit(x, parts, 0);
    }

    /** Parts along an axis, the first of which are one longer where lengths must differ; views. */
    public static List<NDArray> arraySplit(NDArray x, int parts, int axis) {
        int a = Shape.axis("arraySplit", axis, x.layout().shape());
        if (parts <= 0) {
            throw new ShapeException("arraySplit: " + parts + " parts cannot be; give 1 or more");
        }
        long n = x.layout().shape()[a];
        long[] places = new long[parts - 1];
        for (int i = 1; i < parts; i++) {
            places[i - 1] = n / parts * i + Math.min(i, n % parts);
        }
        return parts("arraySplit", x, places, a);
    }

    /** Parts between the given places along an axis; views. */
    public static List<NDArray> arraySplit(NDArray x, long[] places, int axis) {
        return parts("arraySplit", x, places, axis);
    }

    /** Parts of equal length along the second axis, or the only one; views. */
    public static List<NDArray> hsplit(NDArray x, int parts) {
        if (x.ndim() == 0) {
            throw new ShapeException("hsplit: the array is 0-d; it needs at least 1 axis");
        }
        return split(x, parts, x.ndim() == 1 ? 0 : 1);
    }

    /** Parts of equal length along the first axis of an array of at least two; views. */
    public static List<NDArray> vsplit(NDArray x, int parts) {
        if (x.ndim() < 2) {
            throw new ShapeException(
                    "vsplit: the array has shape " + Shape.text(x.layout().shape()) + "; it needs at least 2 axes");
        }
        return split(x, parts, 0);
    }

    /** The slices along the first axis, which goes away; views. */
    public static List<NDArray> unstack(NDArray x) {
        return unstack(x, 0);
    }

    /** The slices along an axis, which goes away; views. */
    public static List<NDArray> unstack(NDArray x, int axis) {
        int a = Shape.axis("unstack", axis, x.layout().shape());
        List<NDArray> out = new ArrayList<>();
        for (long i = 0; i < x.layout().shape()[a]; i++) {
            out.add(x.view(x.layout().select(a, i)));
        }
        return out;
    }

    private static List<NDArray> parts(String op, NDArray x, long[] places, int axis) {
        int a = Shape.axis(op, axis, x.layout().shape());
        long n = x.layout().shape()[a];
        List<NDArray> out = new ArrayList<>();
        for (int i = 0; i <= places.length; i++) {
            Slice s = new Slice(
                    i == 0 ? null : Long.valueOf(places[i - 1]),
                    i == places.length ? null : Long.valueOf(places[i]),
                    null);
            Slice.Range r = s.on(n);
            out.add(x.view(x.layout().slice(a, r.first(), 1, r.count())));
        }
        return out;
    }
}
