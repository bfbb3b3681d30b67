package io.github.tornadoarrays.examples;

import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;

/** Least squares: matrix products for the normal equations, and conjugate gradients to solve them. */
public final class Ex08LinearRegression {
    private Ex08LinearRegression() {}

    public static void main(String[] args) {
        // y = 2 - 3 a + 0.5 b + noise
        Random dice = Random.seeded(8);
        NDArray features = dice.uniform(-1, 1, 10_000, 2);
        NDArray x = hstack(ones(10_000, 1), features);
        NDArray truth = array(2.0, -3.0, 0.5);
        NDArray y = x.matmul(truth).add(dice.normal(0, 0.1, 10_000));

        // (Xt X) w = Xt y, the products in the two ways there are
        NDArray a = einsum("ni,nj->ij", x, x);
        NDArray b = x.T().matmul(y);
        NDArray w = solve(a, b);
        System.out.println("weights   " + w.round(2));

        NDArray rest = y.sub(x.matmul(w));
        double explained =
                1 - rest.square().sum().item() / y.sub(y.mean()).square().sum().item();
        System.out.printf("deviation %.2f, R2 %.3f%n", rest.std().item(), explained);
    }

    /** Conjugate gradients, for a symmetric positive definite matrix (Hestenes and Stiefel, 1952). */
    static NDArray solve(NDArray a, NDArray b) {
        NDArray w = zerosLike(b);
        NDArray r = b;
        NDArray p = r;
        for (int i = 0; i < b.size(); i++) {
            NDArray ap = a.matmul(p);
            NDArray step = dot(r, r).div(dot(p, ap));
            w = w.add(p.mul(step));
            NDArray next = r.sub(ap.mul(step));
            p = next.add(p.mul(dot(next, next).div(dot(r, r))));
            r = next;
        }
        return w;
    }
}
