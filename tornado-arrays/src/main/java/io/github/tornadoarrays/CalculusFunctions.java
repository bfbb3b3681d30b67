package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences, gradients, integrals and interpolation; part of {@link Np}. An axis out of range throws {@link AxisException}. */
abstract sealed class CalculusFunctions extends HistogramFunctions permits EstimateFunctions {

    /** Each element along the last axis less the one before; of bool, whether they differ. The axis is one shorter. */
    public static NDArray diff(NDArray x) {
        return Differences.diff(x, 1, -1);
    }

    /** {@link #diff(NDArray)} of {@code diff(x, n - 1)}; the axis is {@code n} shorter. */
    public static NDArray diff(NDArray x, int n) {
        return Differences.diff(x, n, -1);
    }

    /**
     * As {@link #diff(NDArray, int)}, along an axis.
     *
     * @throws ArrayException if {@code n} is negative
     */
    public static NDArray diff(NDArray x, int n, int axis) {
        return Differences.diff(x, n, axis);
    }

    /** As {@link #diff(NDArray, int, int)}, of the array with others, or one number each, before and behind it. */
    public static NDArray diff(NDArray x, int n, int axis, @Nullable NDArray prepend, @Nullable NDArray append) {
        return Differences.diff(Differences.extended(x, axis, prepend, append), n, axis);
    }

    /** Each element in row-major order less the one before; 1-d. */
    public static NDArray ediff1d(NDArray x) {
        return Differences.ediff1d(x, null, null);
    }

    /**
     * As {@link #ediff1d(NDArray)}, with more elements behind and before the differences.
     *
     * @throws DTypeException if those are of a kind that the array's type does not hold
     */
    public static NDArray ediff1d(NDArray x, @Nullable NDArray toEnd, @Nullable NDArray toBegin) {
        return Differences.ediff1d(x, toEnd, toBegin);
    }

    /** The gradient along each axis, by central differences inside and one-sided ones at the ends; of integers in float64. NumPy has for one axis the array itself. */
    public static List<NDArray> gradient(NDArray x) {
        return Differences.gradients(x, 1);
    }

    /** As {@link #gradient(NDArray)}, with this distance between neighbours. */
    public static List<NDArray> gradient(NDArray x, double spacing) {
        return Differences.gradients(x, spacing);
    }

    /** The gradient along one axis. */
    public static NDArray gradient(NDArray x, double spacing, int axis) {
        return Differences.gradient(x, spacing, axis, 1);
    }

    /**
     * The gradient along one axis, with one-sided differences of first or second order at the ends.
     *
     * @throws ShapeException if the axis is not longer than the order
     */
    public static NDArray gradient(NDArray x, double spacing, int axis, int edgeOrder) {
        return Differences.gradient(x, spacing, axis, edgeOrder);
    }

    /** As {@link #gradient(NDArray, NDArray, int, int)}, of first order. */
    public static NDArray gradient(NDArray x, NDArray coordinates, int axis) {
        return Differences.gradient(x, coordinates, axis, 1);
    }

    /**
     * The gradient along one axis whose elements are at these coordinates.
     *
     * @throws ShapeException if they are not a vector of the axis's length, or the axis is not longer than the order
     */
    public static NDArray gradient(NDArray x, NDArray coordinates, int axis, int edgeOrder) {
        return Differences.gradient(x, coordinates, axis, edgeOrder);
    }

    /** The integral along the last axis by the trapezoidal rule; of integers in float64. */
    public static NDArray trapezoid(NDArray y) {
        return trapezoid(y, 1, -1);
    }

    /** As {@link #trapezoid(NDArray)}, with this distance between neighbours. */
    public static NDArray trapezoid(NDArray y, double dx) {
        return trapezoid(y, dx, -1);
    }

    /** As {@link #trapezoid(NDArray, double)}, along an axis. */
    public static NDArray trapezoid(NDArray y, double dx, int axis) {
        return Differences.trapezoid(y, dx, axis);
    }

    /** As {@link #trapezoid(NDArray)}, of elements at coordinates: a vector, or an array that broadcasts with {@code y}. */
    public static NDArray trapezoid(NDArray y, NDArray x) {
        return trapezoid(y, x, -1);
    }

    /** As {@link #trapezoid(NDArray, NDArray)}, along an axis. */
    public static NDArray trapezoid(NDArray y, NDArray x, int axis) {
        return Differences.trapezoid(y, x, axis);
    }

    /**
     * The piecewise linear function through points, float64 or complex128; before the first point and behind the last it is as there.
     *
     * @param xp coordinates of the points, ascending
     * @param fp their values
     * @throws ShapeException if those are not vectors of the same length, with a point at least
     */
    public static NDArray interp(NDArray x, NDArray xp, NDArray fp) {
        return Interpolation.of(x, xp, fp, null, null);
    }

    /** As {@link #interp(NDArray, NDArray, NDArray)}, with these values before and behind the points, unless null. */
    public static NDArray interp(NDArray x, NDArray xp, NDArray fp, @Nullable Number left, @Nullable Number right) {
        return Interpolation.of(x, xp, fp, left, right);
    }

    /**
     * As {@link #interp(NDArray, NDArray, NDArray)}, of a periodic function; the points may be in any order.
     *
     * @throws ArrayException if the period is 0
     */
    public static NDArray interp(NDArray x, NDArray xp, NDArray fp, double period) {
        return Interpolation.periodic(x, xp, fp, period);
    }
}
