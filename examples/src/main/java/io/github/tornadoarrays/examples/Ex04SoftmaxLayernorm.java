package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;

/** Two formulas of neural networks, each computed by one kernel. */
public final class Ex04SoftmaxLayernorm {
    private Ex04SoftmaxLayernorm() {}

    public static void main(String[] args) {
        NDArray x = Random.seeded(4).standardNormal(float32, 256, 512);

        NDArray p = softmaxOfRows(x);
        System.out.println("softmax: rows sum to 1: "
                + p.sum(-1).sub(1).abs().lt(1e-5).all().itemBoolean());

        NDArray n = layernorm(x, 1e-5);
        System.out.printf(
                "layernorm: mean %.4f, deviation %.4f%n",
                Math.abs(n.mean().item()), n.std().item());

        // a fresh expression tells its kernels
        System.out.println(softmaxOfRows(x).explain().lines().findFirst().orElse(""));
        System.out.println(layernorm(x, 1e-5).explain().lines().findFirst().orElse(""));
    }

    /** {@code exp(x) / sum(exp(x))} of each row; the largest element is taken off first, so that nothing overflows. */
    static NDArray softmaxOfRows(NDArray x) {
        NDArray e = exp(x.sub(x.max(axis(-1).keepdims())));
        return e.div(e.sum(axis(-1).keepdims()));
    }

    /** Each row with mean 0 and variance 1. */
    static NDArray layernorm(NDArray x, double epsilon) {
        NDArray centred = x.sub(x.mean(axis(-1).keepdims()));
        return centred.div(
                centred.square().mean(axis(-1).keepdims()).add(epsilon).sqrt());
    }
}
