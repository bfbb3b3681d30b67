package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.ShapeException;
import org.jspecify.annotations.Nullable;

/** Averages, covariances and correlations; part of {@link Np}. */
abstract sealed class EstimateFunctions extends CalculusFunctions permits SelectionFunctions {

    /** {@link #mean}, of all elements or along axes. */
    public static NDArray average(NDArray x, int... axes) {
        return Folds.mean("average", x, Reduction.over(axes), false);
    }

    /**
     * {@code sum(x * weights) / sum(weights)}, of all elements or along axes; of integers in float64 at least.
     *
     * @param weights of the shape of {@code x}, or of its extents along the axes
     * @throws ShapeException if they have another shape
     * @throws ArrayException if weights sum to 0
     */
    public static NDArray average(NDArray x, NDArray weights, int... axes) {
        return average(x, weights, Reduction.over(axes));
    }

    /** As {@link #average(NDArray, NDArray, int...)}. */
    public static NDArray average(NDArray x, NDArray weights, Reduction how) {
        return Estimates.average(x, weights, how);
    }

    /** {@link #average(NDArray, NDArray, Reduction)} with the sums of the weights; NumPy's {@code returned}. */
    public static Averages averageAndWeights(NDArray x, NDArray weights, Reduction how) {
        return Estimates.averages(x, weights, how);
    }

    /** The covariances of variables, each a row of observations, with {@code n - 1} in the denominator; float64 or complex128, without axes of extent 1. */
    public static NDArray cov(NDArray x) {
        return cov(x, null, true, 1, null, null);
    }

    /** As {@link #cov(NDArray)}, with more variables. */
    public static NDArray cov(NDArray x, NDArray y) {
        return cov(x, y, true, 1, null, null);
    }

    /** As {@link #cov(NDArray)}, of variables that are rows or columns, with {@code n - ddof} in the denominator. */
    public static NDArray cov(NDArray x, boolean rowvar, int ddof) {
        return cov(x, null, rowvar, ddof, null, null);
    }

    /**
     * The covariances of variables.
     *
     * @param x a vector, or a matrix of variables
     * @param y more variables
     * @param rowvar whether rows are variables and columns observations, or the other way round
     * @param ddof what the number of observations is lessened by in the denominator
     * @param fweights how often each observation was made
     * @param aweights how much each observation counts
     * @throws ShapeException if there are more than two axes, or not as many weights as observations
     * @throws ArrayException if a weight is negative, or a frequency no whole number
     */
    public static NDArray cov(
            NDArray x,
            @Nullable NDArray y,
            boolean rowvar,
            int ddof,
            @Nullable NDArray fweights,
            @Nullable NDArray aweights) {
        return Estimates.cov("cov", x, y, rowvar, ddof, fweights, aweights);
    }

    /** Pearson's correlation coefficients of variables, each a row of observations. */
    public static NDArray corrcoef(NDArray x) {
        return corrcoef(x, null, true);
    }

    /** As {@link #corrcoef(NDArray)}, with more variables. */
    public static NDArray corrcoef(NDArray x, NDArray y) {
        return corrcoef(x, y, true);
    }

    /** As {@link #corrcoef(NDArray)}, with more variables, unless null, that are rows or columns. */
    public static NDArray corrcoef(NDArray x, @Nullable NDArray y, boolean rowvar) {
        return Estimates.corrcoef(x, y, rowvar);
    }

    /** {@link #convolve(NDArray, NDArray, String)} in mode {@code "full"}. */
    public static NDArray convolve(NDArray a, NDArray v) {
        return convolve(a, v, "full");
    }

    /**
     * The sums of {@code a[k - i] * v[i]}: for all k with a product ({@code "full"}), in the middle as many as the longer vector has
     * ({@code "same"}), or for those without an end in them ({@code "valid"}).
     *
     * @throws ShapeException if an operand is no vector, or empty
     * @throws ArrayException if there is no such mode
     */
    public static NDArray convolve(NDArray a, NDArray v, String mode) {
        return Estimates.convolve(a, v, mode);
    }

    /** {@link #correlate(NDArray, NDArray, String)} in mode {@code "valid"}. */
    public static NDArray correlate(NDArray a, NDArray v) {
        return correlate(a, v, "valid");
    }

    /** The sums of {@code a[k + i] * conj(v[i])}, in the modes of {@link #convolve(NDArray, NDArray, String)}. */
    public static NDArray correlate(NDArray a, NDArray v, String mode) {
        return Estimates.correlate("correlate", a, v, mode, true);
    }
}
