package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.List;

/**
 * Order; part of {@link Np}. Ascending order has false before true and NaN last; complex numbers are ordered by real part, then
 * imaginary. Every sort is stable: of equal elements the first comes first. What sorts is computed at once. An axis out of range throws {@link
 * AxisException}. NumPy's {@code axis=None} is {@code sort(ravel(x))}.
 */
abstract sealed class SortFunctions extends CreationFunctions permits SetFunctions {

    /** The elements along the last axis in ascending order, in a new array. {@link NDArray#sort()} sorts in place. */
    public static NDArray sort(NDArray x) {
        return Sorting.sort("sort", x, -1);
    }

    /** As {@link #sort(NDArray)}, along an axis. */
    public static NDArray sort(NDArray x, int axis) {
        return Sorting.sort("sort", x, axis);
    }

    /** As {@link #sort(NDArray, int)}, or in descending order, NaN first: the array API's {@code sort}. */
    public static NDArray sort(NDArray x, int axis, boolean descending) {
        NDArray sorted = Sorting.sort("sort", x, axis);
        return descending ? flip(sorted, axis) : sorted;
    }

    /** The positions along the last axis of the elements in ascending order: {@code takeAlongAxis(x, argsort(x), -1)} is sorted; int64. */
    public static NDArray argsort(NDArray x) {
        return Sorting.argsort("argsort", x, -1);
    }

    /** As {@link #argsort(NDArray)}, along an axis. */
    public static NDArray argsort(NDArray x, int axis) {
        return Sorting.argsort("argsort", x, axis);
    }

    /** As {@link #argsort(NDArray, int)}, or of descending order, NaN first; equal elements stay in order in both. */
    public static NDArray argsort(NDArray x, int axis, boolean descending) {
        if (!descending || x.ndim() == 0) {
            return argsort(x, axis);
        }
        NDArray backwards = flip(argsort(flip(x, axis), axis), axis);
        return backwards.mul(-1).add(x.shape(axis) - 1);
    }

    /**
     * The order of elements by several keys, the last of which counts first: positions along the last axis; int64.
     *
     * @throws ShapeException if the keys' shapes differ
     */
    public static NDArray lexsort(NDArray... keys) {
        return Sorting.lexsort(List.of(keys), -1);
    }

    /** As {@link #lexsort(NDArray...)}, along an axis. */
    public static NDArray lexsort(List<NDArray> keys, int axis) {
        return Sorting.lexsort(keys, axis);
    }

    /**
     * The elements along the last axis, in an order in which that at position {@code kth} is where sorting would put it, those before it are
     * not larger and those behind it not smaller. Here they are sorted as well.
     *
     * @param kth from {@code -n} to {@code n - 1}
     * @throws IndexException if it is out of range
     */
    public static NDArray partition(NDArray x, long kth) {
        return partition(x, kth, -1);
    }

    /** As {@link #partition(NDArray, long)}, along an axis. */
    public static NDArray partition(NDArray x, long kth, int axis) {
        Sorting.checkKth("partition", x, kth, axis);
        return Sorting.sort("partition", x, axis);
    }

    /** The positions of the elements in the order of {@link #partition(NDArray, long)}; int64. */
    public static NDArray argpartition(NDArray x, long kth) {
        return argpartition(x, kth, -1);
    }

    /** As {@link #argpartition(NDArray, long)}, along an axis. */
    public static NDArray argpartition(NDArray x, long kth, int axis) {
        Sorting.checkKth("argpartition", x, kth, axis);
        return Sorting.argsort("argpartition", x, axis);
    }

    /** Where elements go in a sorted vector: how many of its elements are smaller; int64, in the shape of {@code x}. */
    public static NDArray searchsorted(NDArray sorted, NDArray x) {
        return Sorting.search("searchsorted", sorted, x, "left", null);
    }

    /** As {@link #searchsorted(NDArray, NDArray)}, of a number. */
    public static NDArray searchsorted(NDArray sorted, Number x) {
        return searchsorted(sorted, x, "left");
    }

    /** As {@link #searchsorted(NDArray, NDArray, String)}, of a number. */
    public static NDArray searchsorted(NDArray sorted, Number x, String side) {
        return searchsorted(sorted, new NDArray(NDArray.scalar(NDArray.scalarType(x), x)), side);
    }

    /**
     * Where elements go in a sorted vector, int64: with side {@code "left"} before those that are equal, with {@code "right"} behind.
     *
     * @throws ShapeException if the vector is not 1-d
     */
    public static NDArray searchsorted(NDArray sorted, NDArray x, String side) {
        return Sorting.search("searchsorted", sorted, x, side, null);
    }

    /** As {@link #searchsorted(NDArray, NDArray, String)}, in a vector that {@code take(vector, sorter)} puts in order. */
    public static NDArray searchsorted(NDArray vector, NDArray x, String side, NDArray sorter) {
        return Sorting.search("searchsorted", vector, x, side, sorter);
    }

    /**
     * The bin that each element is in: how many of the edges are at most it, or, where they descend, above it; int64.
     *
     * @param bins a vector of edges that ascend or descend
     * @throws ArrayException if they do neither
     */
    public static NDArray digitize(NDArray x, NDArray bins) {
        return Sorting.digitize(x, bins, false);
    }

    /** As {@link #digitize(NDArray, NDArray)}; with {@code right} the bins have their upper edge instead of the lower one. */
    public static NDArray digitize(NDArray x, NDArray bins, boolean right) {
        return Sorting.digitize(x, bins, right);
    }
}
