package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Measures of the parts of an array that have one label; {@link Ndimage} inherits them. Labels are integers of the array's shape, or null for one part
 * that is everything; results are vectors with one element for each of the labels asked for, which are a vector of integers, or null for
 * everything that has a label above 0. Of a label that nothing has the sum is 0, means and variances are NaN, and there is no least, largest or median element, which is an error.
 */
abstract sealed class MeasurementFunctions extends MorphologyFunctions permits Ndimage {
    /** Sums, float64: {@code scipy.ndimage.sum_labels}. */
    public static NDArray sumLabels(NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        return Measurements.of("sumLabels", x, labels, index).sum();
    }

    /** Means, float64: {@code scipy.ndimage.mean}. */
    public static NDArray mean(NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        return Measurements.of("mean", x, labels, index).mean();
    }

    /** Variances, float64: {@code scipy.ndimage.variance}. */
    public static NDArray variance(NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        return Measurements.of("variance", x, labels, index).variance();
    }

    /** Standard deviations, float64: {@code scipy.ndimage.standard_deviation}. */
    public static NDArray standardDeviation(NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        return Measurements.of("standardDeviation", x, labels, index).variance().sqrt();
    }

    /** The smallest elements, of the array's type: {@code scipy.ndimage.minimum}. */
    public static NDArray minimum(NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        return Measurements.of("minimum", x, labels, index).ordered(0);
    }

    /** The largest elements, of the array's type: {@code scipy.ndimage.maximum}. */
    public static NDArray maximum(NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        return Measurements.of("maximum", x, labels, index).ordered(1);
    }

    /** The medians, float64: {@code scipy.ndimage.median}. */
    public static NDArray median(NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        return Measurements.of("median", x, labels, index).median();
    }

    /**
     * The centres of mass, float64: {@code scipy.ndimage.center_of_mass}.
     *
     * @return one row for each label, with one column for each axis
     */
    public static NDArray centerOfMass(NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        return Measurements.of("centerOfMass", x, labels, index).centers();
    }

    /** The centre of mass of all, one number for each axis. */
    public static NDArray centerOfMass(NDArray x) {
        return centerOfMass(x, null, null).get(0);
    }
}
