package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;

/** Random vectors, along the last axis, of distributions: NumPy's. */
abstract sealed class VectorDistributions extends DiscreteDistributions permits Random {
    VectorDistributions() {}

    /**
     * How often each of some kinds comes in n trials; int64, of the shape and an axis of the kinds behind it.
     *
     * @param pvals the probabilities of the kinds; the last one is what the others leave
     * @throws ArrayException if n is negative, one is no probability, or all but the last sum to more than 1
     */
    public NDArray multinomial(long n, double[] pvals, long... shape) {
        return Vectors.multinomial(generator(), shape, Parameter.of("n", n), Np.array(pvals));
    }

    /**
     * How often each of some kinds comes in n trials; int64.
     *
     * @param n how many trials there are; it broadcasts with the leading axes of {@code pvals}, to the shape if one is given
     * @param pvals the probabilities of the kinds, along the last axis
     * @throws ArrayException if n is negative, one is no probability, or all but the last sum to more than 1
     */
    public NDArray multinomial(NDArray n, NDArray pvals, long... shape) {
        return Vectors.multinomial(generator(), shape, Parameter.of("n", n), pvals);
    }

    /**
     * How many of each of some kinds are in a sample; int64, of the shape and an axis of the kinds behind it.
     *
     * @param colors how many there are of each
     * @throws ArrayException if a number is negative, or the sample is larger than all of them
     */
    public NDArray multivariateHypergeometric(long[] colors, long nsample, long... shape) {
        return Vectors.multivariateHypergeometric(generator(), shape, colors, nsample);
    }

    /**
     * Vectors of positive numbers that sum to 1; float64, of the shape and an axis of {@code alpha}'s length behind it.
     *
     * @throws ArrayException if an alpha is not greater than 0
     */
    public NDArray dirichlet(double[] alpha, long... shape) {
        return Vectors.dirichlet(generator(), shape, alpha);
    }

    /**
     * Normal vectors; float64, of the shape and an axis of the mean's length behind it.
     *
     * @param cov the covariances: symmetric, with no negative eigenvalue
     * @throws ArrayException if the covariances are not symmetric or have a negative eigenvalue, beyond 1e-8 of the largest
     * @throws io.github.tornadoarrays.core.ShapeException if their sizes differ
     */
    public NDArray multivariateNormal(double[] mean, double[][] cov, long... shape) {
        return Vectors.multivariateNormal(generator(), shape, mean, cov);
    }
}
