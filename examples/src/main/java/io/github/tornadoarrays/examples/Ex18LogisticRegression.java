package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;

/** Logistic regression by gradient descent with momentum: which side of a line points are likely to be on. */
public final class Ex18LogisticRegression {
    private Ex18LogisticRegression() {}

    public static void main(String[] args) {
        Random dice = Random.seeded(18);
        long n = 20_000;
        NDArray x = hstack(ones(n, 1), dice.standardNormal(n, 2));
        NDArray truth = array(-0.5, 2.0, -1.0);
        NDArray y = dice.random(n).lt(chance(x, truth)).astype(float64).eval();
        NDArray test = x.get("-4000:");
        NDArray known = y.get("-4000:");
        NDArray seen = x.get(":-4000");
        NDArray answers = y.get(":-4000");

        NDArray w = zeros(3);
        NDArray speed = zeros(3);
        for (int step = 0; step <= 200; step++) {
            NDArray p = chance(seen, w).eval();
            if (step % 50 == 0) {
                NDArray loss =
                        where(answers.gt(0), p, subtract(1, p)).log().mean().neg();
                System.out.printf("step %3d  loss %.4f%n", step, loss.item());
            }
            NDArray gradient = seen.T().matmul(p.sub(answers)).div(seen.shape(0));
            speed = speed.mul(0.9).sub(gradient.mul(0.5));
            w = w.add(speed).eval();
        }
        NDArray right = chance(test, w).gt(0.5).eq(known.gt(0.5)).mean();
        System.out.printf("weights %s, right %.1f %%%n", w.round(1), right.item() * 100);
    }

    private static NDArray chance(NDArray x, NDArray w) {
        return divide(1.0, x.matmul(w).neg().exp().add(1));
    }
}
