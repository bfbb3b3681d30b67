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
        return a[0].mul(special.ndtr(d)).sub(strike.mul(special.ndtr(d.sub(spread))));
    }

    /** The same price as a function of numbers. */
    static float blackScholes(float share, float strike, float years) {
        float spread = 0.3f * (float) Math.sqrt(years);
        float d = (FloatMath.log(share / strike) + 0.065f * years) / spread;
        return share * normalCdf(d) - strike * FloatMath.exp(-0.02f * years) * normalCdf(d - spread);
    }

    private static float normalCdf(float x) {
        return 0.5f * FloatMath.erfc(-0.70710678f * x);
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
