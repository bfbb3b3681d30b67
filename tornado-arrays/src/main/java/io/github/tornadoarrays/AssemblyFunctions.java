package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Arrays put together from others, element by element taken out or put in, and functions applied along axes; part of {@link Np}. */
abstract sealed class AssemblyFunctions extends NumberFunctions permits PlaceFunctions {

    // ---- joined

    /** The elements of both in row-major order, one after the other; 1-d. */
    public static NDArray append(NDArray x, NDArray values) {
        return concat(ravel(x), ravel(values));
    }

    /** {@link #concat(int, NDArray...)} of both. */
    public static NDArray append(NDArray x, NDArray values, int axis) {
        return joined("append", List.of(x, values), axis);
    }

    /** Vectors as columns beside matrices: along the second axis. */
    public static NDArray columnStack(NDArray... arrays) {
        return joined(
                "columnStack",
                Arrays.stream(arrays)
                        .map(x -> x.ndim() < 2 ? transpose(atleast2d(x)) : x)
                        .toList(),
                1);
    }

    /**
     * Blocks put together: the arrays of the innermost lists along the last axis, these results along the one before, and so on. Arrays of
     * fewer axes get new ones in front.
     *
     * @param nested an array or number, or lists of such, all nested as deep
     * @throws ShapeException if lists are empty, not nested alike, or their arrays do not fit
     */
    public static NDArray block(Object nested) {
        return Assembly.block(nested);
    }

    /** {@link #split(NDArray, int, int)} along the third axis. */
    public static List<NDArray> dsplit(NDArray x, int parts) {
        return split(Assembly.deep(x), parts, 2);
    }

    /** {@link #split(NDArray, long[], int)} along the third axis. */
    public static List<NDArray> dsplit(NDArray x, long[] places) {
        return split(Assembly.deep(x), places, 2);
    }

    // ---- taken out, put in

    /** {@link #delete(NDArray, NDArray, int)} of the elements in row-major order. */
    public static NDArray delete(NDArray x, NDArray places) {
        return delete(ravel(x), places, 0);
    }

    /** {@link #delete(NDArray, NDArray, int)} of one slice. */
    public static NDArray delete(NDArray x, long place, int axis) {
        return Assembly.delete(x, Assembly.place(place), axis);
    }

    /** {@link #delete(NDArray, NDArray, int)} of the slices that a slice picks. */
    public static NDArray delete(NDArray x, Slice places, int axis) {
        return Assembly.delete(x, places, axis);
    }

    /**
     * The array without some slices along an axis; computed now.
     *
     * @param places integers, or bool for each slice
     * @throws IndexException if a place is out of range
     */
    public static NDArray delete(NDArray x, NDArray places, int axis) {
        return Assembly.delete(x, places, axis);
    }

    /** {@link #insert(NDArray, long, Object, int)} among the elements in row-major order. */
    public static NDArray insert(NDArray x, long place, Object values) {
        return insert(ravel(x), place, values, 0);
    }

    /** {@link #insert(NDArray, NDArray, Object, int)} among the elements in row-major order. */
    public static NDArray insert(NDArray x, NDArray places, Object values) {
        return insert(ravel(x), places, values, 0);
    }

    /**
     * The array with values before a place along an axis: as many as their first axis has (a number, or an array of fewer axes, counts
     * as one slice), in the array's type.
     *
     * @throws IndexException if the place is out of range; that behind the last slice is not
     * @throws ShapeException if the values do not broadcast
     */
    public static NDArray insert(NDArray x, long place, Object values, int axis) {
        return Assembly.insert(x, place, values, axis);
    }

    /** The array with one value slice before each of the places, which are those of the array as it was; computed now. */
    public static NDArray insert(NDArray x, NDArray places, Object values, int axis) {
        return Assembly.insert(x, places, values, axis);
    }

    /** The elements in row-major order in a shape of any size, again from the start where there are too few; a copy. */
    public static NDArray resize(NDArray x, long... shape) {
        return Assembly.resize(x, shape);
    }

    // ---- written

    /**
     * Writes the elements of one array into another.
     *
     * @throws DTypeException if the types' kinds do not allow it ({@code "same_kind"} casting)
     * @throws ShapeException if the shape does not broadcast to that of {@code to}
     */
    public static void copyto(NDArray to, NDArray from) {
        Assembly.copyto(to, from, null);
    }

    /** As {@link #copyto(NDArray, NDArray)}, where a mask is true. */
    public static void copyto(NDArray to, NDArray from, NDArray where) {
        Assembly.copyto(to, from, where);
    }

    /** {@link #put(NDArray, NDArray, NDArray, String)} with mode {@code "raise"}. */
    public static void put(NDArray x, NDArray places, NDArray values) {
        Assembly.put(x, places, values, "raise");
    }

    /**
     * Writes values at places of the elements in row-major order; values are used again where there are too few, and
     * nothing is written where there are none.
     *
     * @param mode what becomes of places out of range: {@code "raise"}, {@code "wrap"} or {@code "clip"}
     */
    public static void put(NDArray x, NDArray places, NDArray values, String mode) {
        Assembly.put(x, places, values, mode);
    }

    // ---- axes and memory

    /** {@link #rollaxis(NDArray, int, int)} to the front. */
    public static NDArray rollaxis(NDArray x, int axis) {
        return rollaxis(x, axis, 0);
    }

    /** The view with an axis before another one, from 0 to the rank; {@link #moveaxis} is easier to read. */
    public static NDArray rollaxis(NDArray x, int axis, int start) {
        return Assembly.rollaxis(x, axis, start);
    }

    /** The array if its elements lie in row-major order, else a copy; with one axis at least. */
    public static NDArray ascontiguousarray(NDArray x) {
        return x.layout().isContiguous() ? atleast1d(x) : atleast1d(x.copy());
    }

    /** The array if its elements lie in column-major order, else a copy in which they do; with one axis at least. */
    public static NDArray asfortranarray(NDArray x) {
        return transpose(ascontiguousarray(transpose(x)));
    }

    /** Whether elements of two axes or more lie in column-major order, and not in row-major order. */
    public static boolean isfortran(NDArray x) {
        return !x.layout().isContiguous() && transpose(x).layout().isContiguous();
    }

    /**
     * The array.
     *
     * @throws ArrayException if an element is infinite or NaN
     */
    public static NDArray asarrayChkfinite(Object x) {
        return Assembly.finite(asarray(x));
    }

    /** Whether two arrays are views of the same memory, so that a write to one may be seen in the other. */
    public static boolean sharesMemory(NDArray a, NDArray b) {
        return Assembly.overlap(a, b, true);
    }

    /** As {@link #sharesMemory}, by the ends of what they use alone. */
    public static boolean mayShareMemory(NDArray a, NDArray b) {
        return Assembly.overlap(a, b, false);
    }

    /** Whether arrays broadcast to one shape and their elements are equal; computes now. */
    public static boolean arrayEquiv(NDArray a, NDArray b) {
        return Assembly.equiv(a, b);
    }

    // ---- matrices and vectors

    /**
     * Matrices by vectors: {@code a[..., m, n]} and {@code x[..., n]} give {@code [..., m]}.
     *
     * @throws ShapeException if the extents n differ, or the others do not broadcast
     */
    public static NDArray matvec(NDArray a, NDArray x) {
        Assembly.atLeast("matvec", a, 2);
        Assembly.atLeast("matvec", x, 1);
        agree("matvec", a, -1, x, -1);
        return squeeze(MatrixProduct.of("matvec", a, expandDims(x, -1)), -1);
    }

    /**
     * Vectors, of complex numbers the conjugate ones, by matrices: {@code x[..., n]} and {@code a[..., n, m]} give {@code [..., m]}.
     *
     * @throws ShapeException if the extents n differ, or the others do not broadcast
     */
    public static NDArray vecmat(NDArray x, NDArray a) {
        Assembly.atLeast("vecmat", x, 1);
        Assembly.atLeast("vecmat", a, 2);
        agree("vecmat", x, -1, a, -2);
        return squeeze(MatrixProduct.of("vecmat", expandDims(x.dtype().isComplex() ? conj(x) : x, -2), a), -2);
    }

    // ---- functions along axes

    /**
     * What a function makes of each vector along an axis: the results' axes stand in the axis's place. The function is called once a
     * vector, so that operations along an axis ({@code x.sum(axis)}) are much faster.
     *
     * @throws ShapeException if there are no vectors, or the results' shapes differ
     */
    public static NDArray applyAlongAxis(UnaryOperator<NDArray> f, int axis, NDArray x) {
        return Assembly.alongAxis(f, axis, x);
    }

    /**
     * A function that folds an axis, applied to one axis after another; folded axes stay with extent 1.
     *
     * @throws AxisException if an axis is out of range
     * @throws ShapeException if the function gives an array of another rank
     */
    public static NDArray applyOverAxes(BiFunction<NDArray, Integer, NDArray> f, NDArray x, int... axes) {
        return Assembly.overAxes(f, x, axes);
    }
}
