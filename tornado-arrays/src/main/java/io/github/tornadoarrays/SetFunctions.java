package io.github.tornadoarrays;

import io.github.tornadoarrays.core.AxisException;

/**
 * Sets of elements; part of {@link Np}. Operands are flattened, and results are 1-d and in ascending order. NaN equals nothing, unless
 * it says otherwise. What depends on how many elements there are is computed at once.
 */
abstract sealed class SetFunctions extends SortFunctions permits QuantileFunctions {

    /** The distinct elements; all NaN are one. */
    public static NDArray unique(NDArray x) {
        return unique(x, true);
    }

    /** As {@link #unique(NDArray)}, or with each NaN by itself. */
    public static NDArray unique(NDArray x, boolean equalNaN) {
        return Sets.values("unique", x, equalNaN);
    }

    /**
     * The distinct slices along an axis, in the order of their elements; a slice with a NaN equals no other.
     *
     * @throws AxisException if the axis is out of range
     */
    public static NDArray unique(NDArray x, int axis) {
        return Sets.slices("unique", x, axis).values();
    }

    /** The distinct elements with where they are and how often: NumPy's {@code unique} with all that it can return. */
    public static UniqueAll uniqueAll(NDArray x) {
        return uniqueAll(x, false);
    }

    /** As {@link #uniqueAll(NDArray)}, with all NaN being one if so wished. */
    public static UniqueAll uniqueAll(NDArray x, boolean equalNaN) {
        return Sets.all("uniqueAll", x, equalNaN);
    }

    /** As {@link #unique(NDArray, int)}, with where the slices are and how often; the inverse is 1-d. */
    public static UniqueAll uniqueAll(NDArray x, int axis) {
        return Sets.slices("uniqueAll", x, axis);
    }

    /** The distinct elements, and how often each occurs. */
    public static UniqueCounts uniqueCounts(NDArray x) {
        return uniqueCounts(x, false);
    }

    /** As {@link #uniqueCounts(NDArray)}, with all NaN being one if so wished. */
    public static UniqueCounts uniqueCounts(NDArray x, boolean equalNaN) {
        return Sets.counts("uniqueCounts", x, equalNaN);
    }

    /** The distinct elements, and for each element, in the array's shape, which of them it is. */
    public static UniqueInverse uniqueInverse(NDArray x) {
        UniqueAll all = Sets.all("uniqueInverse", x, false);
        return new UniqueInverse(all.values(), all.inverseIndices());
    }

    /** The distinct elements. */
    public static NDArray uniqueValues(NDArray x) {
        return Sets.values("uniqueValues", x, false);
    }

    /** The distinct elements that are in both. */
    public static NDArray intersect1d(NDArray a, NDArray b) {
        return Sets.intersection(a, b);
    }

    /** {@link #intersect1d} with the elements' first places in both arrays; NumPy's {@code return_indices}. */
    public static Intersection intersect1dIndices(NDArray a, NDArray b) {
        return Sets.places(a, b);
    }

    /** The distinct elements that are in either. */
    public static NDArray union1d(NDArray a, NDArray b) {
        return Sets.values("union1d", Sets.both("union1d", a, b), true);
    }

    /** The distinct elements of the first that are not in the second. */
    public static NDArray setdiff1d(NDArray a, NDArray b) {
        NDArray values = Sets.values("setdiff1d", a, true);
        return values.get(isin(values, b, true));
    }

    /** The distinct elements that are in one but not in both. */
    public static NDArray setxor1d(NDArray a, NDArray b) {
        return Sets.exclusive(a, b);
    }

    /** Whether each element is one of some others; in the shape of {@code x}. */
    public static NDArray isin(NDArray x, NDArray among) {
        return isin(x, among, false);
    }

    /** As {@link #isin(NDArray, NDArray)}, or whether it is none of them. */
    public static NDArray isin(NDArray x, NDArray among, boolean invert) {
        return Sets.isin(x, among, invert);
    }

    /** As {@link #isin(NDArray, NDArray)}, of one number: whether elements are it. */
    public static NDArray isin(NDArray x, Number among) {
        return equal(x, among);
    }
}
