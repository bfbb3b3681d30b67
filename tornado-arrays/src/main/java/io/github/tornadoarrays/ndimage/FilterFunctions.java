package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.scipy.Axes;

/**
 * Filters; {@link Ndimage} inherits them. A result has the array's shape and type; float16 and float32 are computed in float32, all else in float64,
 * complex numbers part by part where there is no order. Of integers what is computed is truncated, after each axis where axes are filtered one by one,
 * as SciPy does. Where nothing else is said the array is reflected at its ends.
 */
abstract sealed class FilterFunctions permits InterpolationFunctions {
    // ---- weights of one's own

    /**
     * Sums of neighbours, weighted: {@code scipy.ndimage.correlate}.
     *
     * @param weights of as many axes, on any device
     * @throws io.github.tornadoarrays.core.ShapeException if they have another number of axes
     * @throws ArrayException if there are none
     */
    public static NDArray correlate(NDArray x, NDArray weights) {
        return correlate(x, weights, Border.REFLECT);
    }

    /**
     * As {@link #correlate(NDArray, NDArray)}, with another border.
     *
     * @param origin how far the weights lie before their element, none, one number for all axes or one each
     * @throws ArrayException if they don't reach it
     */
    public static NDArray correlate(NDArray x, NDArray weights, Border border, int... origin) {
        return Neighbours.correlate("correlate", x, weights, border, origin, false);
    }

    /** {@code scipy.ndimage.convolve}: a correlation with the weights the other way round; see {@link #correlate(NDArray, NDArray)}. */
    public static NDArray convolve(NDArray x, NDArray weights) {
        return convolve(x, weights, Border.REFLECT);
    }

    /** As {@link #convolve(NDArray, NDArray)}; see {@link #correlate(NDArray, NDArray, Border, int...)}. */
    public static NDArray convolve(NDArray x, NDArray weights, Border border, int... origin) {
        return Neighbours.correlate("convolve", x, weights, border, origin, true);
    }

    /**
     * Sums of neighbours along an axis, weighted: {@code scipy.ndimage.correlate1d}.
     *
     * @throws ArrayException if there are no weights
     * @throws io.github.tornadoarrays.core.ShapeException if there is no such axis
     */
    public static NDArray correlate1d(NDArray x, double[] weights, int axis) {
        return correlate1d(x, weights, axis, Border.REFLECT, 0);
    }

    /** As {@link #correlate1d(NDArray, double[], int)}, with another border and the weights so far before their element. */
    public static NDArray correlate1d(NDArray x, double[] weights, int axis, Border border, int origin) {
        return Correlation.along("correlate1d", x, weights, axis, border, origin);
    }

    /** {@code scipy.ndimage.convolve1d}: with the weights the other way round; see {@link #correlate1d(NDArray, double[], int)}. */
    public static NDArray convolve1d(NDArray x, double[] weights, int axis) {
        return convolve1d(x, weights, axis, Border.REFLECT, 0);
    }

    /** As {@link #convolve1d(NDArray, double[], int)}; see {@link #correlate1d(NDArray, double[], int, Border, int)}. */
    public static NDArray convolve1d(NDArray x, double[] weights, int axis, Border border, int origin) {
        double[] turned = new double[weights.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = weights[weights.length - 1 - i];
        }
        int at = -origin - (weights.length % 2 == 0 ? 1 : 0);
        return Correlation.along("convolve1d", x, turned, axis, border, at);
    }

    // ---- Gaussians

    /**
     * A Gaussian filter of all axes: {@code scipy.ndimage.gaussian_filter}.
     *
     * @param sigma standard deviations in elements, one for all axes or one each; 0 leaves an axis as it is
     * @throws ArrayException if there is another number of them, or one is negative
     */
    public static NDArray gaussianFilter(NDArray x, double... sigma) {
        return gaussianFilter(x, Gaussian.sigma(sigma));
    }

    /** As {@link #gaussianFilter(NDArray, double...)}, with derivatives, another width or border. */
    public static NDArray gaussianFilter(NDArray x, Gaussian how) {
        how.check("gaussianFilter", x);
        return Correlation.separable("gaussianFilter", x, how::weights, how.border());
    }

    /** The sum of the second derivatives of a Gaussian filter: {@code scipy.ndimage.gaussian_laplace}. */
    public static NDArray gaussianLaplace(NDArray x, double... sigma) {
        return gaussianLaplace(x, Gaussian.sigma(sigma));
    }

    /** As {@link #gaussianLaplace(NDArray, double...)}, with another width or border; its derivatives are not asked for. */
    public static NDArray gaussianLaplace(NDArray x, Gaussian how) {
        how.check("gaussianLaplace", x);
        NDArray sum = null;
        for (int a = 0; a < x.ndim(); a++) {
            NDArray part = gaussianFilter(x, how.order(derivative(x, a, 2)));
            sum = sum == null ? part : sum.add(part);
        }
        return sum == null ? Np.zerosLike(x) : sum;
    }

    /** The length of the gradient of a Gaussian filter: {@code scipy.ndimage.gaussian_gradient_magnitude}. */
    public static NDArray gaussianGradientMagnitude(NDArray x, double... sigma) {
        return gaussianGradientMagnitude(x, Gaussian.sigma(sigma));
    }

    /** As {@link #gaussianGradientMagnitude(NDArray, double...)}, with another width or border; its derivatives are not asked for. */
    public static NDArray gaussianGradientMagnitude(NDArray x, Gaussian how) {
        how.check("gaussianGradientMagnitude", x);
        NDArray sum = null;
        for (int a = 0; a < x.ndim(); a++) {
            NDArray part = gaussianFilter(x, how.order(derivative(x, a, 1))).square();
            sum = sum == null ? part : sum.add(part);
        }
        return sum == null ? Np.zerosLike(x) : sum.sqrt().astype(x.dtype());
    }

    private static int[] derivative(NDArray x, int axis, int order) {
        int[] orders = new int[x.ndim()];
        orders[axis] = order;
        return orders;
    }

    // ---- derivatives

    /** Differences along an axis, smoothed along the others with 1 2 1: {@code scipy.ndimage.sobel}. */
    public static NDArray sobel(NDArray x, int axis) {
        return sobel(x, axis, Border.REFLECT);
    }

    /** As {@link #sobel(NDArray, int)}, with another border. */
    public static NDArray sobel(NDArray x, int axis, Border border) {
        return differences("sobel", x, axis, new double[] {1, 2, 1}, border);
    }

    /** Differences along an axis, smoothed along the others with 1 1 1: {@code scipy.ndimage.prewitt}. */
    public static NDArray prewitt(NDArray x, int axis) {
        return prewitt(x, axis, Border.REFLECT);
    }

    /** As {@link #prewitt(NDArray, int)}, with another border. */
    public static NDArray prewitt(NDArray x, int axis, Border border) {
        return differences("prewitt", x, axis, new double[] {1, 1, 1}, border);
    }

    private static NDArray differences(String op, NDArray x, int axis, double[] across, Border border) {
        int a = Axes.normal(op, axis, x);
        NDArray y = Correlation.along(op, x, new double[] {-1, 0, 1}, a, border, 0);
        for (int b = 0; b < x.ndim(); b++) {
            if (b != a) {
                y = Correlation.along(op, y, across, b, border, 0);
            }
        }
        return y;
    }

    /** The sum of second differences: {@code scipy.ndimage.laplace}. */
    public static NDArray laplace(NDArray x) {
        return laplace(x, Border.REFLECT);
    }

    /** As {@link #laplace(NDArray)}, with another border. */
    public static NDArray laplace(NDArray x, Border border) {
        NDArray sum = null;
        for (int a = 0; a < x.ndim(); a++) {
            NDArray part = Correlation.along("laplace", x, new double[] {1, -2, 1}, a, border, 0);
            sum = sum == null ? part : sum.add(part);
        }
        return sum == null ? Np.zerosLike(x) : sum;
    }

    // ---- windows

    /** The mean of a window: {@code scipy.ndimage.uniform_filter}; sizes are one for all axes or one each. */
    public static NDArray uniformFilter(NDArray x, int... size) {
        return uniformFilter(x, Window.size(size));
    }

    /**
     * As {@link #uniformFilter(NDArray, int...)}, of another window.
     *
     * @throws ArrayException if it has a footprint, for which {@link #correlate(NDArray, NDArray)} is there
     */
    public static NDArray uniformFilter(NDArray x, Window window) {
        int[] extents = window.extents("uniformFilter", x);
        if (window.footprint() != null) {
            throw new ArrayException("uniformFilter: the window has a footprint; use correlate with it as weights");
        }
        NDArray y = x;
        for (int a = 0; a < extents.length; a++) {
            if (extents[a] > 1) {
                y = Correlation.mean("uniformFilter", y, extents[a], a, window.border(), Axes.each(window.origin(), a));
            }
        }
        return y == x ? x.copy() : y;
    }

    /** The smallest of a window: {@code scipy.ndimage.minimum_filter}; sizes are one for all axes or one each. */
    public static NDArray minimumFilter(NDArray x, int... size) {
        return minimumFilter(x, Window.size(size));
    }

    /** As {@link #minimumFilter(NDArray, int...)}, of another window. */
    public static NDArray minimumFilter(NDArray x, Window window) {
        return Neighbours.extreme("minimumFilter", x, window, false);
    }

    /** The largest of a window: {@code scipy.ndimage.maximum_filter}; sizes are one for all axes or one each. */
    public static NDArray maximumFilter(NDArray x, int... size) {
        return maximumFilter(x, Window.size(size));
    }

    /** As {@link #maximumFilter(NDArray, int...)}, of another window. */
    public static NDArray maximumFilter(NDArray x, Window window) {
        return Neighbours.extreme("maximumFilter", x, window, true);
    }

    /** The median of a window, of two the larger: {@code scipy.ndimage.median_filter}; sizes are one for all axes or one each. */
    public static NDArray medianFilter(NDArray x, int... size) {
        return medianFilter(x, Window.size(size));
    }

    /** As {@link #medianFilter(NDArray, int...)}, of another window. */
    public static NDArray medianFilter(NDArray x, Window window) {
        return Neighbours.ranked("medianFilter", x, window, n -> n / 2);
    }

    /**
     * The element of a window that so many are before in ascending order: {@code scipy.ndimage.rank_filter}. The time goes with the square of the
     * window's elements.
     *
     * @param rank from 0; negative ones count from the last
     * @throws ArrayException if there are fewer elements
     */
    public static NDArray rankFilter(NDArray x, int rank, Window window) {
        return Neighbours.ranked("rankFilter", x, window, n -> rank);
    }

    /**
     * The element of a window that so many per cent are before: {@code scipy.ndimage.percentile_filter}.
     *
     * @param percent from -100 to 100; negative ones count from the last
     * @throws ArrayException for others
     */
    public static NDArray percentileFilter(NDArray x, double percent, Window window) {
        double p = percent < 0 ? percent + 100 : percent;
        if (!(p >= 0 && p <= 100)) {
            throw new ArrayException("percentileFilter: " + percent + " per cent; give -100 to 100");
        }
        return Neighbours.ranked("percentileFilter", x, window, n -> p == 100 ? n - 1 : (int) (n * p / 100));
    }
}
