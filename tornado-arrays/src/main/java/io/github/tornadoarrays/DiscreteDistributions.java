package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;

/** Random whole numbers of distributions: NumPy's. */
abstract sealed class DiscreteDistributions extends ContinuousDistributions permits VectorDistributions {
    DiscreteDistributions() {}

    /**
     * How often something of probability p happens in n trials. int64.
     *
     * @throws ArrayException if n is negative or p no probability
     */
    public NDArray binomial(long n, double p, long... shape) {
        return Discrete.binomial(generator(), shape, Parameter.of("n", n), Parameter.of("p", p));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #binomial(long, double, long...)}. */
    public NDArray binomial(NDArray n, NDArray p, long... shape) {
        return Discrete.binomial(generator(), shape, Parameter.of("n", n), Parameter.of("p", p));
    }

    /**
     * The number of the trial in which something of probability p happens first, from 1. int64.
     *
     * @throws ArrayException if p is not in (0, 1]
     */
    public NDArray geometric(double p, long... shape) {
        return Discrete.geometric(generator(), shape, Parameter.of("p", p));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #geometric(double, long...)}. */
    public NDArray geometric(NDArray p, long... shape) {
        return Discrete.geometric(generator(), shape, Parameter.of("p", p));
    }

    /**
     * How many of a sample of nsample, taken from ngood good ones and nbad bad ones, are good. int64.
     *
     * @throws ArrayException if one is negative, or the sample is larger than all of them
     */
    public NDArray hypergeometric(long ngood, long nbad, long nsample, long... shape) {
        return Discrete.hypergeometric(
                generator(),
                shape,
                Parameter.of("ngood", ngood),
                Parameter.of("nbad", nbad),
                Parameter.of("nsample", nsample));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #hypergeometric(long, long, long, long...)}. */
    public NDArray hypergeometric(NDArray ngood, NDArray nbad, NDArray nsample, long... shape) {
        return Discrete.hypergeometric(
                generator(),
                shape,
                Parameter.of("ngood", ngood),
                Parameter.of("nbad", nbad),
                Parameter.of("nsample", nsample));
    }

    /**
     * Logarithmic numbers, from 1: the probability of k is proportional to p to the power k, divided by k. int64.
     *
     * @throws ArrayException if p is not in [0, 1)
     */
    public NDArray logseries(double p, long... shape) {
        return Discrete.logseries(generator(), shape, Parameter.of("p", p));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #logseries(double, long...)}. */
    public NDArray logseries(NDArray p, long... shape) {
        return Discrete.logseries(generator(), shape, Parameter.of("p", p));
    }

    /**
     * How many failures there are before n successes of probability p. int64.
     *
     * @throws ArrayException if n is not greater than 0 or p not in (0, 1]
     */
    public NDArray negativeBinomial(double n, double p, long... shape) {
        return Discrete.negativeBinomial(generator(), shape, Parameter.of("n", n), Parameter.of("p", p));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #negativeBinomial(double, double, long...)}. */
    public NDArray negativeBinomial(NDArray n, NDArray p, long... shape) {
        return Discrete.negativeBinomial(generator(), shape, Parameter.of("n", n), Parameter.of("p", p));
    }

    /**
     * Poisson numbers, of mean {@code lam}. int64.
     *
     * @throws ArrayException if lam is negative, or too large for int64
     */
    public NDArray poisson(double lam, long... shape) {
        return Discrete.poisson(generator(), shape, Parameter.of("lam", lam));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #poisson(double, long...)}. */
    public NDArray poisson(NDArray lam, long... shape) {
        return Discrete.poisson(generator(), shape, Parameter.of("lam", lam));
    }

    /**
     * Zipf numbers, from 1: the probability of k is proportional to k to the power -a. int64.
     *
     * @throws ArrayException if a is not greater than 1
     */
    public NDArray zipf(double a, long... shape) {
        return Discrete.zipf(generator(), shape, Parameter.of("a", a));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #zipf(double, long...)}. */
    public NDArray zipf(NDArray a, long... shape) {
        return Discrete.zipf(generator(), shape, Parameter.of("a", a));
    }
}
