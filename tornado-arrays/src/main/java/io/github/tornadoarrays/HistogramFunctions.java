package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.List;

/**
 * Histograms; part of {@link Np}. They are computed at once, of the flattened elements. A range or edges that are not finite or do not ascend, and an
 * unknown rule, throw {@link ArrayException}, edges that are not 1-d and weights of another shape {@link ShapeException}, complex
 * numbers {@link DTypeException}. NaN is in no bin.
 */
abstract sealed class HistogramFunctions extends QuantileFunctions permits CalculusFunctions {

    /** A number of bins of equal width: {@code histogram(x, bins(20).density())}. */
    public static Binning bins(long count) {
        return Binning.of(count);
    }

    /** Bins of equal width, as many as a rule says: {@code "auto"}, {@code "fd"}, {@code "doane"}, {@code "scott"}, {@code "stone"}, {@code "rice"}, {@code "sturges"} or {@code "sqrt"}. */
    public static Binning bins(String rule) {
        return Binning.by(rule);
    }

    /** The bins between ascending edges. */
    public static Binning bins(NDArray edges) {
        return Binning.between(edges);
    }

    /** Ten bins of equal width from the smallest to the largest element. */
    public static Histogram histogram(NDArray x) {
        return histogram(x, bins(10));
    }

    /** As {@link #histogram(NDArray)}, with a number of bins. */
    public static Histogram histogram(NDArray x, long count) {
        return histogram(x, bins(count));
    }

    /** As {@link #histogram(NDArray)}, with chosen bins. */
    public static Histogram histogram(NDArray x, Binning how) {
        return Histograms.of(x, how);
    }

    /** The edges that {@link #histogram(NDArray, Binning)} has. */
    public static NDArray histogramBinEdges(NDArray x, Binning how) {
        return Histograms.edges("histogramBinEdges", x, how);
    }

    /** The edges that {@link #histogram(NDArray)} has. */
    public static NDArray histogramBinEdges(NDArray x) {
        return histogramBinEdges(x, bins(10));
    }

    /** Pairs of elements of two vectors, ten bins in either direction. */
    public static Histogram2d histogram2d(NDArray x, NDArray y) {
        return histogram2d(x, y, bins(10), bins(10));
    }

    /** As {@link #histogram2d(NDArray, NDArray)}, with chosen bins, no rule; weights and density are those of {@code ofX}. */
    public static Histogram2d histogram2d(NDArray x, NDArray y, Binning ofX, Binning ofY) {
        return Histograms.of(x, y, ofX, ofY);
    }

    /** {@link #histogramdd(NDArray, List)} with 10 bins along each axis. */
    public static HistogramDd histogramdd(NDArray points) {
        return histogramdd(points, List.of(bins(10)));
    }

    /**
     * How many points are in each bin of a space.
     *
     * @param points a row each: shape (points, coordinates)
     * @param bins for each coordinate, or one for all; weights and density are those of the first
     * @throws ShapeException if the points are no matrix, or there are not as many bins as coordinates
     */
    public static HistogramDd histogramdd(NDArray points, List<Binning> bins) {
        return Histograms.of(points, bins);
    }
}
