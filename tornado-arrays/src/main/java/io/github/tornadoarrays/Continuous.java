package io.github.tornadoarrays;

import io.github.tornadoarrays.Parameter.Bound;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.rng.Draw;
import io.github.tornadoarrays.rng.Samples;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The continuous distributions: expressions of uniform or normal numbers where there is a formula, else elements of {@link Samples}. All
 * is float64.
 */
final class Continuous {
    /** In the place of 0, where a logarithm is taken. */
    private static final double LEAST = 0x1p-54;

    private Continuous() {}

    // ---- what they are made of

    /** Uniform numbers in [0, 1), of the shape that numbers with such parameters have. */
    private static NDArray uniform(String op, Generator g, long[] shape, Parameter... parameters) {
        return g.uniform(DType.FLOAT64, Parameter.shape(op, shape, parameters));
    }

    static NDArray standardNormal(Generator g, DType type, long[] shape) {
        Draw d = g.draw();
        long n = Shape.size(shape);
        return new NDArray(Node.leaf(type, shape.clone(), Engines.library(null).normal(type, n, d.key(), d.id())));
    }

    private static NDArray normal(String op, Generator g, long[] shape, Parameter... parameters) {
        return standardNormal(g, DType.FLOAT64, Parameter.shape(op, shape, parameters));
    }

    static NDArray standardExponential(Generator g, DType type, long[] shape) {
        return g.uniform(type, shape).neg().log1p().neg();
    }

    private static NDArray exponential(String op, Generator g, long[] shape, Parameter... parameters) {
        return standardExponential(g, DType.FLOAT64, Parameter.shape(op, shape, parameters));
    }

    /** A function of the draw's streams, the element's index and its parameters, at each element. */
    static NDArray sampled(ElementwiseKernel f, Generator g, long[] shape, Parameter... parameters) {
        Object[] arguments = Stream.concat(
                        Stream.of(g.draw().streams(), indices(shape)),
                        Arrays.stream(parameters).map(Parameter::array))
                .toArray();
        return f.call(arguments).eval();
    }

    private static NDArray indices(long[] shape) {
        return Places.created(Graph.iota(DType.INT64, Shape.size(shape))).reshape(shape);
    }

    /** {@code x * scale + loc}. */
    private static NDArray shifted(NDArray x, Parameter scale, Parameter loc) {
        NDArray scaled = is(scale, 1) ? x : x.mul(scale.array());
        return is(loc, 0) ? scaled : scaled.add(loc.array());
    }

    private static boolean is(Parameter p, double value) {
        return p.number() != null && p.number() == value;
    }

    // ---- by formulas

    static NDArray uniform(Generator g, long[] shape, Parameter low, Parameter high) {
        NDArray width = high.array().sub(low.array());
        new Parameter(
                        "high - low",
                        width,
                        low.number() == null || high.number() == null ? null : high.number() - low.number())
                .check("uniform", Bound.NOT_NEGATIVE)
                .check("uniform", Bound.FINITE);
        NDArray u = uniform("uniform", g, shape, low, high);
        return low.number() != null && high.number() != null
                ? shifted(u, Parameter.of("high - low", high.number() - low.number()), low)
                : u.mul(width).add(low.array());
    }

    static NDArray normal(Generator g, long[] shape, Parameter loc, Parameter scale) {
        scale.check("normal", Bound.NOT_NEGATIVE);
        return shifted(normal("normal", g, shape, loc, scale), scale, loc);
    }

    static NDArray lognormal(Generator g, long[] shape, Parameter mean, Parameter sigma) {
        sigma.check("lognormal", Bound.NOT_NEGATIVE);
        return shifted(normal("lognormal", g, shape, mean, sigma), sigma, mean).exp();
    }

    static NDArray exponential(Generator g, long[] shape, Parameter scale) {
        scale.check("exponential", Bound.NOT_NEGATIVE);
        return exponential("exponential", g, shape, scale).mul(scale.array());
    }

    static NDArray gumbel(Generator g, long[] shape, Parameter loc, Parameter scale) {
        scale.check("gumbel", Bound.NOT_NEGATIVE);
        NDArray u = uniform("gumbel", g, shape, loc, scale).maximum(LEAST);
        return shifted(u.neg().log1p().neg().log().neg(), scale, loc);
    }

    static NDArray laplace(Generator g, long[] shape, Parameter loc, Parameter scale) {
        scale.check("laplace", Bound.NOT_NEGATIVE);
        NDArray u = uniform("laplace", g, shape, loc, scale).maximum(LEAST);
        NDArray upper = Np.subtract(1, u).mul(2).log().neg();
        return shifted(Np.where(u.lt(0.5), u.mul(2).log(), upper), scale, loc);
    }

    static NDArray logistic(Generator g, long[] shape, Parameter loc, Parameter scale) {
        scale.check("logistic", Bound.NOT_NEGATIVE);
        NDArray u = uniform("logistic", g, shape, loc, scale).maximum(LEAST);
        return shifted(u.log().sub(u.neg().log1p()), scale, loc);
    }

    static NDArray pareto(Generator g, long[] shape, Parameter a) {
        a.check("pareto", Bound.POSITIVE);
        return exponential("pareto", g, shape, a).div(a.array()).expm1();
    }

    static NDArray power(Generator g, long[] shape, Parameter a) {
        a.check("power", Bound.POSITIVE);
        return uniform("power", g, shape, a).pow(a.array().reciprocal());
    }

    static NDArray rayleigh(Generator g, long[] shape, Parameter scale) {
        scale.check("rayleigh", Bound.NOT_NEGATIVE);
        return exponential("rayleigh", g, shape, scale).mul(2).sqrt().mul(scale.array());
    }

    static NDArray weibull(Generator g, long[] shape, Parameter a) {
        a.check("weibull", Bound.NOT_NEGATIVE);
        NDArray x = exponential("weibull", g, shape, a).pow(a.array().reciprocal());
        return Np.where(a.array().eq(0), 0, x);
    }

    static NDArray standardCauchy(Generator g, long[] shape) {
        return uniform("standardCauchy", g, shape).sub(0.5).mul(Math.PI).tan();
    }

    static NDArray triangular(Generator g, long[] shape, Parameter left, Parameter mode, Parameter right) {
        NDArray l = left.array();
        NDArray m = mode.array();
        NDArray r = right.array();
        NDArray ordered = l.le(m).and(m.le(r)).and(l.lt(r));
        if (!ordered.all().itemBoolean()) {
            throw new ArrayException("triangular: left, mode and right are not in this order"
                    + (left.number() != null && mode.number() != null && right.number() != null
                            ? " (" + left.number() + ", " + mode.number() + ", " + right.number() + ")"
                            : "")
                    + "; it must be left <= mode <= right, and left < right");
        }
        NDArray u = uniform("triangular", g, shape, left, mode, right);
        NDArray base = r.sub(l);
        NDArray up = l.add(u.mul(m.sub(l)).mul(base).sqrt());
        NDArray down = r.sub(Np.subtract(1, u).mul(r.sub(m)).mul(base).sqrt());
        return Np.where(u.mul(base).le(m.sub(l)), up, down);
    }

    // ---- by attempts

    static NDArray standardGamma(Generator g, long[] size, Parameter shape) {
        shape.check("standardGamma", Bound.NOT_NEGATIVE);
        return gamma("standardGamma", g, size, shape);
    }

    private static NDArray gamma(String op, Generator g, long[] size, Parameter shape) {
        return sampled(ElementwiseKernel.method(Samples::gamma), g, Parameter.shape(op, size, shape), shape);
    }

    static NDArray gamma(Generator g, long[] size, Parameter shape, Parameter scale) {
        shape.check("gamma", Bound.NOT_NEGATIVE);
        scale.check("gamma", Bound.NOT_NEGATIVE);
        return gamma("gamma", g, Parameter.shape("gamma", size, shape, scale), shape)
                .mul(scale.array());
    }

    static NDArray chisquare(Generator g, long[] size, Parameter df) {
        df.check("chisquare", Bound.POSITIVE);
        Parameter half = new Parameter("df", df.array().mul(0.5), df.number());
        return gamma("chisquare", g, size, half).mul(2);
    }

    static NDArray beta(Generator g, long[] shape, Parameter a, Parameter b) {
        a.check("beta", Bound.POSITIVE);
        b.check("beta", Bound.POSITIVE);
        return sampled(ElementwiseKernel.method(Samples::beta), g, Parameter.shape("beta", shape, a, b), a, b);
    }

    static NDArray f(Generator g, long[] shape, Parameter dfnum, Parameter dfden) {
        dfnum.check("f", Bound.POSITIVE);
        dfden.check("f", Bound.POSITIVE);
        return sampled(
                ElementwiseKernel.method(Samples::f), g, Parameter.shape("f", shape, dfnum, dfden), dfnum, dfden);
    }

    static NDArray standardT(Generator g, long[] shape, Parameter df) {
        df.check("standardT", Bound.POSITIVE);
        return sampled(ElementwiseKernel.method(Samples::standardT), g, Parameter.shape("standardT", shape, df), df);
    }

    static NDArray noncentralChisquare(Generator g, long[] shape, Parameter df, Parameter nonc) {
        String op = "noncentralChisquare";
        df.check(op, Bound.POSITIVE);
        nonc.check(op, Bound.NOT_NEGATIVE);
        return sampled(
                ElementwiseKernel.method(Samples::noncentralChisquare),
                g,
                Parameter.shape(op, shape, df, nonc),
                df,
                nonc);
    }

    static NDArray noncentralF(Generator g, long[] shape, Parameter dfnum, Parameter dfden, Parameter nonc) {
        String op = "noncentralF";
        dfnum.check(op, Bound.POSITIVE);
        dfden.check(op, Bound.POSITIVE);
        nonc.check(op, Bound.NOT_NEGATIVE);
        return sampled(
                ElementwiseKernel.method(Samples::noncentralF),
                g,
                Parameter.shape(op, shape, dfnum, dfden, nonc),
                dfnum,
                dfden,
                nonc);
    }

    static NDArray wald(Generator g, long[] shape, Parameter mean, Parameter scale) {
        mean.check("wald", Bound.POSITIVE);
        scale.check("wald", Bound.POSITIVE);
        return sampled(
                ElementwiseKernel.method(Samples::wald), g, Parameter.shape("wald", shape, mean, scale), mean, scale);
    }

    static NDArray vonmises(Generator g, long[] shape, Parameter mu, Parameter kappa) {
        kappa.check("vonmises", Bound.NOT_NEGATIVE);
        return sampled(
                ElementwiseKernel.method(Samples::vonmises),
                g,
                Parameter.shape("vonmises", shape, mu, kappa),
                mu,
                kappa);
    }
}
