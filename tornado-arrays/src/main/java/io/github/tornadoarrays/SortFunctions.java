package io.github.tornadoarrays;

import io.github.tornadoarrays.core.AxisException;

/**
 * Order; part of {@link Np}. Ascending order has false before true and NaN last; complex numbers are ordered by real part, then
 * imaginary. Every sort is stable: of equal elements the first comes first. What sorts is computed at once. An axis out of range throws {@link
 * AxisException}. NumPy's {@code axis=None} is {@code sort(ravel(x))}.
 */
abstract sealed class SortFunctions extends CreationFunctions permits VectorizeFunctions {

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
}
