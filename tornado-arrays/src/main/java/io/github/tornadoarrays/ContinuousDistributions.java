package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;

/** Random numbers of continuous distributions: NumPy's. */
abstract sealed class ContinuousDistributions permits DiscreteDistributions {
    ContinuousDistributions() {}

    abstract Generator generator();

    /**
     * Beta numbers, in [0, 1]: x to the power a - 1 times 1 - x to the power b - 1. float64.
     *
     * @throws ArrayException if a or b is not greater than 0
     */
    public NDArray beta(double a, double b, long... shape) {
        return Continuous.beta(generator(), shape, Parameter.of("a", a), Parameter.of("b", b));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #beta(double, double, long...)}. */
    public NDArray beta(NDArray a, NDArray b, long... shape) {
        return Continuous.beta(generator(), shape, Parameter.of("a", a), Parameter.of("b", b));
    }

    /**
     * Chi-square numbers: sums of the squares of df standard normal ones. float64.
     *
     * @throws ArrayException if df is not greater than 0
     */
    public NDArray chisquare(double df, long... shape) {
        return Continuous.chisquare(generator(), shape, Parameter.of("df", df));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #chisquare(double, long...)}. */
    public NDArray chisquare(NDArray df, long... shape) {
        return Continuous.chisquare(generator(), shape, Parameter.of("df", df));
    }

    /**
     * Exponential numbers, of mean {@code scale}. float64.
     *
     * @throws ArrayException if the scale is negative
     */
    public NDArray exponential(double scale, long... shape) {
        return Continuous.exponential(generator(), shape, Parameter.of("scale", scale));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #exponential(double, long...)}. */
    public NDArray exponential(NDArray scale, long... shape) {
        return Continuous.exponential(generator(), shape, Parameter.of("scale", scale));
    }

    /**
     * F numbers: quotients of two chi-square ones, each divided by its degrees of freedom. float64.
     *
     * @throws ArrayException if dfnum or dfden is not greater than 0
     */
    public NDArray f(double dfnum, double dfden, long... shape) {
        return Continuous.f(generator(), shape, Parameter.of("dfnum", dfnum), Parameter.of("dfden", dfden));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #f(double, double, long...)}. */
    public NDArray f(NDArray dfnum, NDArray dfden, long... shape) {
        return Continuous.f(generator(), shape, Parameter.of("dfnum", dfnum), Parameter.of("dfden", dfden));
    }

    /**
     * Gamma numbers, of mean {@code shape * scale}. float64.
     *
     * @throws ArrayException if the shape or the scale is negative
     */
    public NDArray gamma(double shape, double scale, long... size) {
        return Continuous.gamma(generator(), size, Parameter.of("shape", shape), Parameter.of("scale", scale));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #gamma(double, double, long...)}. */
    public NDArray gamma(NDArray shape, NDArray scale, long... size) {
        return Continuous.gamma(generator(), size, Parameter.of("shape", shape), Parameter.of("scale", scale));
    }

    /**
     * Gumbel numbers, the extreme value distribution of type I. float64.
     *
     * @throws ArrayException if the scale is negative
     */
    public NDArray gumbel(double loc, double scale, long... shape) {
        return Continuous.gumbel(generator(), shape, Parameter.of("loc", loc), Parameter.of("scale", scale));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #gumbel(double, double, long...)}. */
    public NDArray gumbel(NDArray loc, NDArray scale, long... shape) {
        return Continuous.gumbel(generator(), shape, Parameter.of("loc", loc), Parameter.of("scale", scale));
    }

    /**
     * Laplace numbers, exponential to both sides of {@code loc}. float64.
     *
     * @throws ArrayException if the scale is negative
     */
    public NDArray laplace(double loc, double scale, long... shape) {
        return Continuous.laplace(generator(), shape, Parameter.of("loc", loc), Parameter.of("scale", scale));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #laplace(double, double, long...)}. */
    public NDArray laplace(NDArray loc, NDArray scale, long... shape) {
        return Continuous.laplace(generator(), shape, Parameter.of("loc", loc), Parameter.of("scale", scale));
    }

    /**
     * Logistic numbers, around {@code loc}. float64.
     *
     * @throws ArrayException if the scale is negative
     */
    public NDArray logistic(double loc, double scale, long... shape) {
        return Continuous.logistic(generator(), shape, Parameter.of("loc", loc), Parameter.of("scale", scale));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #logistic(double, double, long...)}. */
    public NDArray logistic(NDArray loc, NDArray scale, long... shape) {
        return Continuous.logistic(generator(), shape, Parameter.of("loc", loc), Parameter.of("scale", scale));
    }

    /**
     * Numbers whose logarithm is normal. float64.
     *
     * @throws ArrayException if sigma is negative
     */
    public NDArray lognormal(double mean, double sigma, long... shape) {
        return Continuous.lognormal(generator(), shape, Parameter.of("mean", mean), Parameter.of("sigma", sigma));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #lognormal(double, double, long...)}. */
    public NDArray lognormal(NDArray mean, NDArray sigma, long... shape) {
        return Continuous.lognormal(generator(), shape, Parameter.of("mean", mean), Parameter.of("sigma", sigma));
    }

    /**
     * Chi-square numbers that are not central: sums of the squares of df normal ones, whose means' squares sum to {@code nonc}. float64.
     *
     * @throws ArrayException if df is not greater than 0 or nonc is negative
     */
    public NDArray noncentralChisquare(double df, double nonc, long... shape) {
        return Continuous.noncentralChisquare(generator(), shape, Parameter.of("df", df), Parameter.of("nonc", nonc));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #noncentralChisquare(double, double, long...)}. */
    public NDArray noncentralChisquare(NDArray df, NDArray nonc, long... shape) {
        return Continuous.noncentralChisquare(generator(), shape, Parameter.of("df", df), Parameter.of("nonc", nonc));
    }

    /**
     * F numbers of which the numerator is not central. float64.
     *
     * @throws ArrayException if dfnum or dfden is not greater than 0, or nonc is negative
     */
    public NDArray noncentralF(double dfnum, double dfden, double nonc, long... shape) {
        return Continuous.noncentralF(
                generator(),
                shape,
                Parameter.of("dfnum", dfnum),
                Parameter.of("dfden", dfden),
                Parameter.of("nonc", nonc));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #noncentralF(double, double, double, long...)}. */
    public NDArray noncentralF(NDArray dfnum, NDArray dfden, NDArray nonc, long... shape) {
        return Continuous.noncentralF(
                generator(),
                shape,
                Parameter.of("dfnum", dfnum),
                Parameter.of("dfden", dfden),
                Parameter.of("nonc", nonc));
    }

    /**
     * Normal numbers of mean {@code loc} and standard deviation {@code scale}. float64.
     *
     * @throws ArrayException if the scale is negative
     */
    public NDArray normal(double loc, double scale, long... shape) {
        return Continuous.normal(generator(), shape, Parameter.of("loc", loc), Parameter.of("scale", scale));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #normal(double, double, long...)}. */
    public NDArray normal(NDArray loc, NDArray scale, long... shape) {
        return Continuous.normal(generator(), shape, Parameter.of("loc", loc), Parameter.of("scale", scale));
    }

    /**
     * Pareto II (Lomax) numbers, from 0; 1 more and times m, they are Pareto's. float64.
     *
     * @throws ArrayException if a is not greater than 0
     */
    public NDArray pareto(double a, long... shape) {
        return Continuous.pareto(generator(), shape, Parameter.of("a", a));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #pareto(double, long...)}. */
    public NDArray pareto(NDArray a, long... shape) {
        return Continuous.pareto(generator(), shape, Parameter.of("a", a));
    }

    /**
     * Numbers in [0, 1] of density a x to the power a - 1. float64.
     *
     * @throws ArrayException if a is not greater than 0
     */
    public NDArray power(double a, long... shape) {
        return Continuous.power(generator(), shape, Parameter.of("a", a));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #power(double, long...)}. */
    public NDArray power(NDArray a, long... shape) {
        return Continuous.power(generator(), shape, Parameter.of("a", a));
    }

    /**
     * Rayleigh numbers: lengths of vectors of two normal numbers of deviation {@code scale}. float64.
     *
     * @throws ArrayException if the scale is negative
     */
    public NDArray rayleigh(double scale, long... shape) {
        return Continuous.rayleigh(generator(), shape, Parameter.of("scale", scale));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #rayleigh(double, long...)}. */
    public NDArray rayleigh(NDArray scale, long... shape) {
        return Continuous.rayleigh(generator(), shape, Parameter.of("scale", scale));
    }

    /**
     * Gamma numbers with scale 1. float64.
     *
     * @throws ArrayException if the shape is negative
     */
    public NDArray standardGamma(double shape, long... size) {
        return Continuous.standardGamma(generator(), size, Parameter.of("shape", shape));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #standardGamma(double, long...)}. */
    public NDArray standardGamma(NDArray shape, long... size) {
        return Continuous.standardGamma(generator(), size, Parameter.of("shape", shape));
    }

    /**
     * Student's t. float64.
     *
     * @throws ArrayException if df is not greater than 0
     */
    public NDArray standardT(double df, long... shape) {
        return Continuous.standardT(generator(), shape, Parameter.of("df", df));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #standardT(double, long...)}. */
    public NDArray standardT(NDArray df, long... shape) {
        return Continuous.standardT(generator(), shape, Parameter.of("df", df));
    }

    /**
     * Numbers in [left, right] whose density is a triangle with its top at {@code mode}. float64.
     *
     * @throws ArrayException if they are not in this order, or left is right
     */
    public NDArray triangular(double left, double mode, double right, long... shape) {
        return Continuous.triangular(
                generator(),
                shape,
                Parameter.of("left", left),
                Parameter.of("mode", mode),
                Parameter.of("right", right));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #triangular(double, double, double, long...)}. */
    public NDArray triangular(NDArray left, NDArray mode, NDArray right, long... shape) {
        return Continuous.triangular(
                generator(),
                shape,
                Parameter.of("left", left),
                Parameter.of("mode", mode),
                Parameter.of("right", right));
    }

    /**
     * Uniform numbers in [low, high). float64.
     *
     * @throws ArrayException if high - low is negative or not finite
     */
    public NDArray uniform(double low, double high, long... shape) {
        return Continuous.uniform(generator(), shape, Parameter.of("low", low), Parameter.of("high", high));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #uniform(double, double, long...)}. */
    public NDArray uniform(NDArray low, NDArray high, long... shape) {
        return Continuous.uniform(generator(), shape, Parameter.of("low", low), Parameter.of("high", high));
    }

    /**
     * Von Mises numbers, normal on the circle: angles in [-π, π] around {@code mu}. float64.
     *
     * @throws ArrayException if kappa is negative
     */
    public NDArray vonmises(double mu, double kappa, long... shape) {
        return Continuous.vonmises(generator(), shape, Parameter.of("mu", mu), Parameter.of("kappa", kappa));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #vonmises(double, double, long...)}. */
    public NDArray vonmises(NDArray mu, NDArray kappa, long... shape) {
        return Continuous.vonmises(generator(), shape, Parameter.of("mu", mu), Parameter.of("kappa", kappa));
    }

    /**
     * Wald numbers, the inverse Gaussian distribution. float64.
     *
     * @throws ArrayException if the mean or the scale is not greater than 0
     */
    public NDArray wald(double mean, double scale, long... shape) {
        return Continuous.wald(generator(), shape, Parameter.of("mean", mean), Parameter.of("scale", scale));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #wald(double, double, long...)}. */
    public NDArray wald(NDArray mean, NDArray scale, long... shape) {
        return Continuous.wald(generator(), shape, Parameter.of("mean", mean), Parameter.of("scale", scale));
    }

    /**
     * Weibull numbers with scale 1. float64.
     *
     * @throws ArrayException if a is negative
     */
    public NDArray weibull(double a, long... shape) {
        return Continuous.weibull(generator(), shape, Parameter.of("a", a));
    }

    /** Such numbers, a parameter each: the arrays broadcast, to the shape if one is given. See {@link #weibull(double, long...)}. */
    public NDArray weibull(NDArray a, long... shape) {
        return Continuous.weibull(generator(), shape, Parameter.of("a", a));
    }
}
