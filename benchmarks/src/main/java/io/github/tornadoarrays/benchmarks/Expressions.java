package io.github.tornadoarrays.benchmarks;

import static io.github.tornadoarrays.Np.axis;
import static io.github.tornadoarrays.Np.special;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.kernel.FloatMath;

/** Our side of the rows that are more than a call; the peers' is in {@code array_bench.py} and {@code gpu_bench.py}. */
final class Expressions {
    static final double RATE = 0.02;
    static final double VOLATILITY = 0.3;

    private Expressions() {}

    static NDArray norms(NDArray... a) {
        return a[0].pow(2).sum(-1).sqrt();
    }

    static NDArray damped(NDArray... a) {
        return a[0].neg().mul(a[0]).exp().mul(a[1].sin());
    }

    static NDArray softmax(NDArray... a) {
        NDArray e = a[0].sub(a[0].max(axis(-1).keepdims())).exp();
        return e.div(e.sum(axis(-1).keepdims()));
    }

    static NDArray layernorm(NDArray... a) {
        NDArray centred = a[0].sub(a[0].mean(axis(-1).keepdims()));
        return centred.div(a[0].var(axis(-1).keepdims()).add(1e-5).sqrt());
    }

    static NDArray pairwise(NDArray... a) {
        return a[0].expandDims(1).sub(a[1].expandDims(0)).pow(2).sum(-1).sqrt();
    }

    static NDArray outerSum(NDArray... a) {
        return a[0].expandDims(1).add(a[1].expandDims(0));
    }

    /** The price of a call option by Black and Scholes: price of the share, price of the strike, years. */
    static NDArray blackScholes(NDArray... a) {
        NDArray spread = a[2].sqrt().mul(VOLATILITY);
        NDArray d = a[0].div(a[1])
                .log()
                .add(a[2].mul(RATE + VOLATILITY * VOLATILITY / 2))
                .div(spread);
        NDArray strike = a[1].mul(a[2].mul(-RATE).exp());
        return a[0].mul(normal(d)).sub(strike.mul(normal(d.sub(spread))));
    }

    /** The distribution function of the standard normal distribution, as prices need it: its lower tail is right to a part of 1, not of itself. */
    private static NDArray normal(NDArray x) {
        return special.erf(x.mul(Math.sqrt(0.5))).mul(0.5).add(0.5);
    }

    /** The same price as a function of numbers. */
    static float blackScholes(float share, float strike, float years) {
        float spread = 0.3f * (float) Math.sqrt(years);
        float d = (FloatMath.log(share / strike) + 0.065f * years) / spread;
        return share * normalCdf(d) - strike * FloatMath.exp(-0.02f * years) * normalCdf(d - spread);
    }

    private static float normalCdf(float x) {
        float z = Math.abs(x) * 0.70710678f;
        float t = 1 / (1 + 0.5f * z);
        float exponent = 0.17087277f * t - 0.82215223f;
        exponent = exponent * t + 1.48851587f;
        exponent = exponent * t - 1.13520398f;
        exponent = exponent * t + 0.27886807f;
        exponent = exponent * t - 0.18628806f;
        exponent = exponent * t + 0.09678418f;
        exponent = exponent * t + 0.37409196f;
        exponent = exponent * t + 1.00002368f;
        exponent = exponent * t - 1.26551223f;
        float tail = 0.5f * t * FloatMath.exp(exponent - z * z);
        return x >= 0 ? 1 - tail : tail;
    }

    /** Columns and rows are brought to sum 1 in turn, five times (Sinkhorn): 20 kernels, each of which waits for the one before. */
    static NDArray balanced(NDArray... a) {
        NDArray x = a[0];
        for (int i = 0; i < 5; i++) {
            x = x.div(x.sum(axis(0).keepdims()));
            x = x.div(x.sum(axis(1).keepdims()));
        }
        return x;
    }
}
