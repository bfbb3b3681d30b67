package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.NDArray;

/** Filters; {@link Ndimage} inherits them. */
abstract sealed class FilterFunctions permits Ndimage {
    /**
     * A Gaussian filter of all axes, the array reflected at its ends: {@code scipy.ndimage.gaussian_filter}. The result has the array's shape and
     * type; float16 and float32 are computed in float32, all else in float64, complex numbers part by part. Integers are truncated after each axis,
     * as SciPy does.
     *
     * @param sigma standard deviations in elements, one for all axes or one each; 0 leaves an axis as it is
     * @throws io.github.tornadoarrays.core.ArrayException if there is another number of them, or one is negative
     */
    public static NDArray gaussianFilter(NDArray x, double... sigma) {
        return gaussianFilter(x, Gaussian.sigma(sigma));
    }

    /** As {@link #gaussianFilter(NDArray, double...)}, with derivatives, another width or border. */
    public static NDArray gaussianFilter(NDArray x, Gaussian how) {
        how.check("gaussianFilter", x);
        return Correlation.separable("gaussianFilter", x, how::weights, how.border());
    }
}
