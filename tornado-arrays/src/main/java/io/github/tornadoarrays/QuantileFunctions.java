package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;

/**
 * Quantiles; part of {@link Np}. Samples are sorted at once. Without axes the sample is all elements; axes are gone from the
 * result's shape unless {@link Reduction#keepdims} was asked for. An axis out of range throws {@link AxisException}, {@code q} out of range {@link
 * ArrayException}, complex numbers {@link DTypeException}, a sample without elements {@link ShapeException}.
 */
abstract sealed class QuantileFunctions extends SetFunctions permits HistogramFunctions {

    /** The middle element of a sorted sample, or the mean of the two middle ones; of integers in float64. NaN where there is one, and of nothing. */
    public static NDArray median(NDArray x, int... axes) {
        return median(x, Reduction.over(axes));
    }

    /** As {@link #median(NDArray, int...)}. */
    public static NDArray median(NDArray x, Reduction how) {
        return Quantiles.median("median", x, how, false);
    }

    /** {@link #median} of the elements that are not NaN; NaN where all are. */
    public static NDArray nanmedian(NDArray x, int... axes) {
        return nanmedian(x, Reduction.over(axes));
    }

    /** As {@link #nanmedian(NDArray, int...)}. */
    public static NDArray nanmedian(NDArray x, Reduction how) {
        return Quantiles.median("nanmedian", x, how, true);
    }

    /** The value below which a part {@code q} of a sample is, from 0 to 1; between two elements, in proportion. NaN where there is one. Of all elements, or along axes. */
    public static NDArray quantile(NDArray x, double q, int... axes) {
        return quantile(x, q, Reduction.over(axes), "linear");
    }

    /** As {@link #quantile(NDArray, double, int...)}, of several, which are the first axis of the result; it is float64 at least. */
    public static NDArray quantile(NDArray x, double[] q, int... axes) {
        return quantile(x, q, Reduction.over(axes), "linear");
    }

    /**
     * As {@link #quantile(NDArray, double, int...)}, by a method.
     *
     * @param method of Hyndman and Fan's {@code inverted_cdf}, {@code averaged_inverted_cdf}, {@code closest_observation}, {@code
     *     interpolated_inverted_cdf}, {@code hazen}, {@code weibull}, {@code linear}, {@code median_unbiased}, {@code
     *     normal_unbiased}; {@code lower}, {@code higher}, {@code midpoint}, {@code nearest}
     * @throws ArrayException if there is no such method
     */
    public static NDArray quantile(NDArray x, double q, Reduction how, String method) {
        return Quantiles.of("quantile", x, new double[] {q}, true, how, method, false);
    }

    /** As {@link #quantile(NDArray, double[], int...)}, by a method; see {@link #quantile(NDArray, double, Reduction, String)}. */
    public static NDArray quantile(NDArray x, double[] q, Reduction how, String method) {
        double[] all = q.clone();
        return Quantiles.of("quantile", x, all, false, how, method, false);
    }

    /** {@link #quantile(NDArray, double, int...) quantile} of {@code q / 100}. Of all elements, or along axes. */
    public static NDArray percentile(NDArray x, double q, int... axes) {
        return percentile(x, q, Reduction.over(axes), "linear");
    }

    /** As {@link #percentile(NDArray, double, int...)}, of several, which are the first axis of the result; it is float64 at least. */
    public static NDArray percentile(NDArray x, double[] q, int... axes) {
        return percentile(x, q, Reduction.over(axes), "linear");
    }

    /** As {@link #percentile(NDArray, double, int...)}, by a method; see {@link #quantile(NDArray, double, Reduction, String)}. */
    public static NDArray percentile(NDArray x, double q, Reduction how, String method) {
        return Quantiles.of("percentile", x, new double[] {q / 100}, true, how, method, false);
    }

    /** As {@link #percentile(NDArray, double[], int...)}, by a method; see {@link #quantile(NDArray, double, Reduction, String)}. */
    public static NDArray percentile(NDArray x, double[] q, Reduction how, String method) {
        double[] all = Arrays.stream(q).map(p -> p / 100).toArray();
        return Quantiles.of("percentile", x, all, false, how, method, false);
    }

    /** {@link #quantile(NDArray, double, int...) quantile} of the elements that are not NaN; NaN where all are. Of all elements, or along axes. */
    public static NDArray nanquantile(NDArray x, double q, int... axes) {
        return nanquantile(x, q, Reduction.over(axes), "linear");
    }

    /** As {@link #nanquantile(NDArray, double, int...)}, of several, which are the first axis of the result; it is float64 at least. */
    public static NDArray nanquantile(NDArray x, double[] q, int... axes) {
        return nanquantile(x, q, Reduction.over(axes), "linear");
    }

    /** As {@link #nanquantile(NDArray, double, int...)}, by a method; see {@link #quantile(NDArray, double, Reduction, String)}. */
    public static NDArray nanquantile(NDArray x, double q, Reduction how, String method) {
        return Quantiles.of("nanquantile", x, new double[] {q}, true, how, method, true);
    }

    /** As {@link #nanquantile(NDArray, double[], int...)}, by a method; see {@link #quantile(NDArray, double, Reduction, String)}. */
    public static NDArray nanquantile(NDArray x, double[] q, Reduction how, String method) {
        double[] all = q.clone();
        return Quantiles.of("nanquantile", x, all, false, how, method, true);
    }

    /** {@link #nanquantile(NDArray, double, int...) nanquantile} of {@code q / 100}. Of all elements, or along axes. */
    public static NDArray nanpercentile(NDArray x, double q, int... axes) {
        return nanpercentile(x, q, Reduction.over(axes), "linear");
    }

    /** As {@link #nanpercentile(NDArray, double, int...)}, of several, which are the first axis of the result; it is float64 at least. */
    public static NDArray nanpercentile(NDArray x, double[] q, int... axes) {
        return nanpercentile(x, q, Reduction.over(axes), "linear");
    }

    /** As {@link #nanpercentile(NDArray, double, int...)}, by a method; see {@link #quantile(NDArray, double, Reduction, String)}. */
    public static NDArray nanpercentile(NDArray x, double q, Reduction how, String method) {
        return Quantiles.of("nanpercentile", x, new double[] {q / 100}, true, how, method, true);
    }

    /** As {@link #nanpercentile(NDArray, double[], int...)}, by a method; see {@link #quantile(NDArray, double, Reduction, String)}. */
    public static NDArray nanpercentile(NDArray x, double[] q, Reduction how, String method) {
        double[] all = Arrays.stream(q).map(p -> p / 100).toArray();
        return Quantiles.of("nanpercentile", x, all, false, how, method, true);
    }

    /**
     * As {@link #quantile(NDArray, double, Reduction, String)}, of elements that count by weights.
     *
     * @param method {@code "inverted_cdf"}, of which alone weights are known
     * @param weights 0 or more, of the array's shape or of its extent along the axis
     */
    public static NDArray quantile(NDArray x, double q, Reduction how, String method, NDArray weights) {
        return Quantiles.weighted("quantile", x, new double[] {q}, true, how, method, false, weights);
    }

    /**
     * As {@link #quantile(NDArray, double[], Reduction, String)}, of elements that count by weights.
     *
     * @param method {@code "inverted_cdf"}, of which alone weights are known
     * @param weights 0 or more, of the array's shape or of its extent along the axis
     */
    public static NDArray quantile(NDArray x, double[] q, Reduction how, String method, NDArray weights) {
        return Quantiles.weighted("quantile", x, q.clone(), false, how, method, false, weights);
    }

    /**
     * As {@link #percentile(NDArray, double, Reduction, String)}, of elements that count by weights.
     *
     * @param method {@code "inverted_cdf"}, of which alone weights are known
     * @param weights 0 or more, of the array's shape or of its extent along the axis
     */
    public static NDArray percentile(NDArray x, double q, Reduction how, String method, NDArray weights) {
        return Quantiles.weighted("percentile", x, new double[] {q / 100}, true, how, method, false, weights);
    }

    /**
     * As {@link #percentile(NDArray, double[], Reduction, String)}, of elements that count by weights.
     *
     * @param method {@code "inverted_cdf"}, of which alone weights are known
     * @param weights 0 or more, of the array's shape or of its extent along the axis
     */
    public static NDArray percentile(NDArray x, double[] q, Reduction how, String method, NDArray weights) {
        return Quantiles.weighted(
                "percentile", x, Arrays.stream(q).map(p -> p / 100).toArray(), false, how, method, false, weights);
    }

    /**
     * As {@link #nanquantile(NDArray, double, Reduction, String)}, of elements that count by weights.
     *
     * @param method {@code "inverted_cdf"}, of which alone weights are known
     * @param weights 0 or more, of the array's shape or of its extent along the axis
     */
    public static NDArray nanquantile(NDArray x, double q, Reduction how, String method, NDArray weights) {
        return Quantiles.weighted("nanquantile", x, new double[] {q}, true, how, method, true, weights);
    }

    /**
     * As {@link #nanquantile(NDArray, double[], Reduction, String)}, of elements that count by weights.
     *
     * @param method {@code "inverted_cdf"}, of which alone weights are known
     * @param weights 0 or more, of the array's shape or of its extent along the axis
     */
    public static NDArray nanquantile(NDArray x, double[] q, Reduction how, String method, NDArray weights) {
        return Quantiles.weighted("nanquantile", x, q.clone(), false, how, method, true, weights);
    }

    /**
     * As {@link #nanpercentile(NDArray, double, Reduction, String)}, of elements that count by weights.
     *
     * @param method {@code "inverted_cdf"}, of which alone weights are known
     * @param weights 0 or more, of the array's shape or of its extent along the axis
     */
    public static NDArray nanpercentile(NDArray x, double q, Reduction how, String method, NDArray weights) {
        return Quantiles.weighted("nanpercentile", x, new double[] {q / 100}, true, how, method, true, weights);
    }

    /**
     * As {@link #nanpercentile(NDArray, double[], Reduction, String)}, of elements that count by weights.
     *
     * @param method {@code "inverted_cdf"}, of which alone weights are known
     * @param weights 0 or more, of the array's shape or of its extent along the axis
     */
    public static NDArray nanpercentile(NDArray x, double[] q, Reduction how, String method, NDArray weights) {
        return Quantiles.weighted(
                "nanpercentile", x, Arrays.stream(q).map(p -> p / 100).toArray(), false, how, method, true, weights);
    }
}
