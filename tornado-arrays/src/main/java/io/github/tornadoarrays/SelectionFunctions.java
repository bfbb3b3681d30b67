package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Elements chosen by masks, numbers or conditions, written by masks, and packed into bits; part of {@link Np}. */
abstract sealed class SelectionFunctions extends EstimateFunctions permits VectorizeFunctions {

    /**
     * For each number the element of that array, in the type that all arrays have in common; the shapes broadcast.
     *
     * @throws IndexException if there is no array of a number
     */
    public static NDArray choose(NDArray which, NDArray... among) {
        return Choices.choose(which, List.of(among), "raise");
    }

    /** As {@link #choose(NDArray, NDArray...)}; numbers out of range count round ({@code "wrap"}), or mean the first or last array ({@code "clip"}). */
    public static NDArray choose(NDArray which, List<NDArray> among, String mode) {
        return Choices.choose(which, among, mode);
    }

    /** For each element that of the first array whose condition is true, else 0; the shapes broadcast. */
    public static NDArray select(List<NDArray> conditions, List<NDArray> among) {
        return Choices.select(conditions, among, Operand.of(0));
    }

    /**
     * As {@link #select(List, List)}, with another number where no condition is true.
     *
     * @throws ShapeException if there are not as many arrays as conditions, or none
     * @throws DTypeException if a condition is not bool
     */
    public static NDArray select(List<NDArray> conditions, List<NDArray> among, Number otherwise) {
        return Choices.select(conditions, among, Operand.of(otherwise));
    }

    /** As {@link #select(List, List)}, with the elements of another array where no condition is true. */
    public static NDArray select(List<NDArray> conditions, List<NDArray> among, NDArray otherwise) {
        return Choices.select(conditions, among, Operand.of(otherwise));
    }

    /**
     * Each function of the elements where its condition is true, in the type of {@code x}; of several, the last one counts. One function
     * more than conditions is that of all other elements; without it they are 0. Computed now.
     *
     * @throws ShapeException if there are other numbers of functions
     */
    public static NDArray piecewise(NDArray x, List<NDArray> conditions, List<UnaryOperator<NDArray>> functions) {
        return Choices.piecewise(x, conditions, functions);
    }

    /** As {@link #piecewise(NDArray, List, List)}, with a number each. */
    public static NDArray piecewise(NDArray x, List<NDArray> conditions, Number... values) {
        return Choices.piecewise(x, conditions, values);
    }

    /** The elements at the places, in row-major order, where a mask is not zero; 1-d. */
    public static NDArray extract(NDArray mask, NDArray x) {
        return take(ravel(x), flatnonzero(mask));
    }

    /** As {@link #extract}, with a vector as the mask. */
    public static NDArray compress(NDArray mask, NDArray x) {
        return compress(mask, ravel(x), 0);
    }

    /**
     * The slices along an axis where a vector is not zero; it may be shorter than the axis.
     *
     * @throws ShapeException if the mask is not a vector
     * @throws IndexException if it is true where there is no slice
     */
    public static NDArray compress(NDArray mask, NDArray x, int axis) {
        return Choices.compress(mask, x, axis);
    }

    /**
     * Writes values where a mask is true, the first at the first place; they are used again when there are too few.
     *
     * @throws ShapeException if the mask has another number of elements, or there are no values
     */
    public static void place(NDArray x, NDArray mask, NDArray values) {
        Choices.place(x, mask, values);
    }

    /** Writes values where a mask is true, to each place the one there; they are used again when there are too few. */
    public static void putmask(NDArray x, NDArray mask, NDArray values) {
        Choices.putmask(x, mask, values);
    }

    /**
     * Writes a number, or the elements of an array again and again, into the main diagonal.
     *
     * @throws ShapeException if there are fewer than two axes, or more of different lengths
     */
    public static void fillDiagonal(NDArray x, Object value) {
        Choices.fillDiagonal(x, value, false);
    }

    /** As {@link #fillDiagonal(NDArray, Object)}; with {@code wrap} a new diagonal begins below the end of one in a tall matrix. */
    public static void fillDiagonal(NDArray x, Object value, boolean wrap) {
        Choices.fillDiagonal(x, value, wrap);
    }

    /** The view without the zeros at both ends of each axis. */
    public static NDArray trimZeros(NDArray x) {
        return Choices.trimZeros(x, "fb");
    }

    /** As {@link #trimZeros(NDArray)}, at the front ({@code "f"}), at the back ({@code "b"}), or both. */
    public static NDArray trimZeros(NDArray x, String ends) {
        return Choices.trimZeros(x, ends);
    }

    /** As {@link #trimZeros(NDArray, String)}, along some axes alone. */
    public static NDArray trimZeros(NDArray x, String ends, int... axes) {
        return Choices.trimZeros(
                x, ends, Shape.axes("trimZeros", axes, x.layout().shape()));
    }

    // ---- bits

    /** Bits of eight elements, not zero or zero, as one uint8, the first of them the highest; of the elements in row-major order. */
    public static NDArray packbits(NDArray x) {
        return Choices.packbits(ravel(x), 0, "big");
    }

    /** As {@link #packbits(NDArray)}, along an axis. */
    public static NDArray packbits(NDArray x, int axis) {
        return Choices.packbits(x, axis, "big");
    }

    /**
     * As {@link #packbits(NDArray, int)}, the first bit the highest ({@code "big"}) or the lowest ({@code "little"}).
     *
     * @throws DTypeException if the elements are neither bool nor integers
     */
    public static NDArray packbits(NDArray x, int axis, String bitorder) {
        return Choices.packbits(x, axis, bitorder);
    }

    /** The bits of uint8 as 0 and 1 of uint8, the highest first; of the elements in row-major order. */
    public static NDArray unpackbits(NDArray x) {
        return Choices.unpackbits(ravel(x), 0, null, "big");
    }

    /** As {@link #unpackbits(NDArray)}, along an axis. */
    public static NDArray unpackbits(NDArray x, int axis) {
        return Choices.unpackbits(x, axis, null, "big");
    }

    /**
     * As {@link #unpackbits(NDArray, int)}, of the first {@code count} bits, or all but the last {@code -count}.
     *
     * @throws DTypeException if the elements are not uint8
     */
    public static NDArray unpackbits(NDArray x, int axis, long count, String bitorder) {
        return Choices.unpackbits(x, axis, count, bitorder);
    }

    // ---- numbers of elements

    /**
     * Where in an array of a shape elements are whose numbers in row-major order are given: int64, an array for each axis.
     *
     * @throws IndexException if a number is out of range
     */
    public static List<NDArray> unravelIndex(NDArray numbers, long... shape) {
        return Choices.unravelIndex(numbers, shape);
    }

    /**
     * The numbers, in row-major order of a shape, of the elements at some places; int64.
     *
     * @param places an integer array for each axis; they broadcast
     * @throws IndexException if a place is out of range
     * @throws AxisException if there are not as many arrays as axes
     */
    public static NDArray ravelMultiIndex(List<NDArray> places, long... shape) {
        return Choices.ravelMultiIndex(places, shape, "raise");
    }

    /**
     * As {@link #ravelMultiIndex(List, long...)}; places out of range count round ({@code "wrap"}) or mean the first or last one
     * ({@code "clip"}).
     *
     * @throws ArrayException if there is no such mode
     */
    public static NDArray ravelMultiIndex(List<NDArray> places, long[] shape, String mode) {
        return Choices.ravelMultiIndex(places, shape, mode);
    }
}
