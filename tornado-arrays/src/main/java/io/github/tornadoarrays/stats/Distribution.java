package io.github.tornadoarrays.stats;

import static io.github.tornadoarrays.Np.special;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;

/** A continuous distribution: SciPy's {@code norm}, {@code t} and {@code chi2}. Functions are of real arrays, and lazy. */
public sealed interface Distribution {

    /** The density. */
    NDArray pdf(NDArray x);

    /** The probability of what is up to x. */
    NDArray cdf(NDArray x);

    /** The probability of what is above x, also where that is tiny. */
    NDArray sf(NDArray x);

    /** The x whose {@link #cdf} is p; NaN where p is no probability. */
    NDArray ppf(NDArray p);

    /** The standard normal distribution. */
    static Distribution norm() {
        return norm(0, 1);
    }

    /**
     * The normal distribution.
     *
     * @throws ArrayException unless the scale is greater than 0
     */
    static Distribution norm(double loc, double scale) {
        return new Normal(loc, scale);
    }

    /**
     * Student's t.
     *
     * @throws ArrayException unless df is greater than 0
     */
    static Distribution t(double df) {
        return new StudentT(df);
    }

    /**
     * The chi-square distribution.
     *
     * @throws ArrayException unless df is greater than 0
     */
    static Distribution chi2(double df) {
        return new ChiSquare(df);
    }

    private static void positive(String name, String what, double x) {
        if (!(x > 0)) {
            throw new ArrayException(name + ": " + what + " is " + x + "; it must be greater than 0");
        }
    }

    /** See {@link #norm(double, double)}. */
    record Normal(double loc, double scale) implements Distribution {
        public Normal {
            positive("norm", "scale", scale);
        }

        private NDArray standard(NDArray x) {
            return x.sub(loc).div(scale);
        }

        @Override
        public NDArray pdf(NDArray x) {
            return standard(x).square().mul(-0.5).exp().div(scale * Math.sqrt(2 * Math.PI));
        }

        @Override
        public NDArray cdf(NDArray x) {
            return special.ndtr(standard(x));
        }

        @Override
        public NDArray sf(NDArray x) {
            return special.ndtr(standard(x).neg());
        }

        @Override
        public NDArray ppf(NDArray p) {
            return special.ndtri(p).mul(scale).add(loc);
        }
    }

    /** See {@link #t}. */
    record StudentT(double df) implements Distribution {
        public StudentT {
            positive("t", "df", df);
        }

        @Override
        public NDArray pdf(NDArray x) {
            double log = special.betaln(df / 2, Np.array(0.5)).item() + 0.5 * Math.log(df);
            return x.square().div(df).log1p().mul(-0.5 * (df + 1)).sub(log).exp();
        }

        /** The probability of what is as far out, on both sides; near 0 by the part between, since there df / (t² + df) is nearly 1. */
        static NDArray outside(NDArray t, NDArray df) {
            NDArray square = t.square();
            NDArray sum = square.add(df);
            NDArray half = Np.array(0.5);
            NDArray between = special.betainc(half, df.mul(0.5), square.div(sum));
            NDArray beyond = special.betainc(df.mul(0.5), half, df.div(sum));
            return Np.where(square.lt(df), Np.subtract(1, between), beyond).astype(t.dtype());
        }

        private NDArray tail(NDArray x) {
            return outside(x, Np.array(df)).mul(0.5);
        }

        @Override
        public NDArray cdf(NDArray x) {
            return Np.where(x.gt(0), Np.subtract(1, tail(x)), tail(x));
        }

        @Override
        public NDArray sf(NDArray x) {
            return cdf(x.neg());
        }

        @Override
        public NDArray ppf(NDArray p) {
            NDArray tail = Np.minimum(p, Np.subtract(1, p));
            NDArray y = special.betaincinv(df / 2, 0.5, tail.mul(2));
            NDArray z = special.betaincinv(0.5, df / 2, Np.subtract(1, tail.mul(2)));
            NDArray far = Np.subtract(1, y).div(y);
            NDArray near = z.div(Np.subtract(1, z));
            NDArray x = Np.where(tail.lt(0.25), far, near).mul(df).sqrt();
            return Np.where(p.lt(0.5), x.neg(), x);
        }
    }

    /** See {@link #chi2}. */
    record ChiSquare(double df) implements Distribution {
        public ChiSquare {
            positive("chi2", "df", df);
        }

        @Override
        public NDArray pdf(NDArray x) {
            double log = special.gammaln(Np.array(df / 2)).item() + df / 2 * Math.log(2);
            NDArray y = special.xlogy(df / 2 - 1, x.maximum(0))
                    .sub(x.mul(0.5))
                    .sub(log)
                    .exp();
            return Np.where(x.lt(0), 0, y);
        }

        @Override
        public NDArray cdf(NDArray x) {
            return special.gammainc(df / 2, x.maximum(0).mul(0.5));
        }

        @Override
        public NDArray sf(NDArray x) {
            return special.gammaincc(df / 2, x.maximum(0).mul(0.5));
        }

        @Override
        public NDArray ppf(NDArray p) {
            return special.gammaincinv(df / 2, p).mul(2);
        }
    }
}
