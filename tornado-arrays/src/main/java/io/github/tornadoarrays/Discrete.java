package io.github.tornadoarrays;

import io.github.tornadoarrays.Parameter.Bound;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.rng.Counts;

/** The discrete distributions: elements of {@link Counts}, int64. */
final class Discrete {
    /** NumPy's, whose sums of numbers stay exact. */
    private static final double MOST_OF_A_KIND = 1e9;

    private Discrete() {}

    static NDArray binomial(Generator g, long[] shape, Parameter n, Parameter p) {
        n.check("binomial", Bound.COUNT);
        p.check("binomial", Bound.PROBABILITY);
        return Continuous.sampled(
                ElementwiseKernel.method(Counts::binomial), g, Parameter.shape("binomial", shape, n, p), n, p);
    }

    /** By inversion; what does not fit int64 becomes the largest that a float64 below that is. */
    static NDArray geometric(Generator g, long[] shape, Parameter p) {
        p.check("geometric", Bound.PROBABILITY_NOT_0);
        NDArray e = Continuous.standardExponential(g, DType.FLOAT64, Parameter.shape("geometric", shape, p));
        return e.div(p.array().neg().log1p().neg())
                .ceil()
                .clip(1, 0x1.fffffffffffffp62)
                .astype(DType.INT64);
    }

    static NDArray hypergeometric(Generator g, long[] shape, Parameter good, Parameter bad, Parameter sample) {
        String op = "hypergeometric";
        for (Parameter p : new Parameter[] {good, bad, sample}) {
            p.check(op, Bound.COUNT);
        }
        NDArray all = good.array().add(bad.array());
        if (!all.le(2 * MOST_OF_A_KIND).all().itemBoolean()) {
            throw new ArrayException(op + ": ngood + nbad is more than 2000000000; give fewer");
        }
        if (!sample.array().le(all).all().itemBoolean()) {
            throw new ArrayException(op + ": nsample is more than ngood + nbad; a sample is of at most all of them");
        }
        return Continuous.sampled(
                ElementwiseKernel.method(Counts::hypergeometric),
                g,
                Parameter.shape(op, shape, good, bad, sample),
                good,
                bad,
                sample);
    }

    static NDArray logseries(Generator g, long[] shape, Parameter p) {
        p.check("logseries", Bound.PROBABILITY_NOT_1);
        return Continuous.sampled(
                ElementwiseKernel.method(Counts::logseries), g, Parameter.shape("logseries", shape, p), p);
    }

    static NDArray negativeBinomial(Generator g, long[] shape, Parameter n, Parameter p) {
        n.check("negativeBinomial", Bound.POSITIVE);
        p.check("negativeBinomial", Bound.PROBABILITY_NOT_0);
        return Continuous.sampled(
                ElementwiseKernel.method(Counts::negativeBinomial),
                g,
                Parameter.shape("negativeBinomial", shape, n, p),
                n,
                p);
    }

    static NDArray poisson(Generator g, long[] shape, Parameter lam) {
        lam.check("poisson", Bound.POISSON);
        return Continuous.sampled(
                ElementwiseKernel.method(Counts::poisson), g, Parameter.shape("poisson", shape, lam), lam);
    }

    static NDArray zipf(Generator g, long[] shape, Parameter a) {
        a.check("zipf", Bound.GREATER_THAN_1);
        return Continuous.sampled(ElementwiseKernel.method(Counts::zipf), g, Parameter.shape("zipf", shape, a), a);
    }
}
