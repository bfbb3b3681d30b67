package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.scipy.Axes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a Gaussian filter is: {@code Gaussian.sigma(2).order(1).truncate(3)}.
 *
 * @param sigma standard deviations in elements, one for all axes or one each; an axis of 0 is left as it is
 * @param order derivatives of the Gaussian, one for all axes or one each; 0 is the Gaussian itself
 * @param truncate at how many standard deviations the weights end
 * @param radius how many weights there are on each side, one for all axes or one each; empty where {@code truncate} says it
 */
public record Gaussian(double[] sigma, int[] order, double truncate, int[] radius, Border border) {
    public Gaussian {
        for (double s : sigma) {
            if (!(s >= 0) || Double.isInfinite(s)) {
                throw new ArrayException(
                        "gaussian: sigma " + Arrays.toString(sigma) + "; give finite numbers of 0 or more");
            }
        }
        for (int o : order) {
            if (o < 0) {
                throw new ArrayException("gaussian: order " + Arrays.toString(order) + "; give 0 or more");
            }
        }
        for (int r : radius) {
            if (r < 0) {
                throw new ArrayException("gaussian: radius " + Arrays.toString(radius) + "; give 0 or more");
            }
        }
        if (!(truncate >= 0) || Double.isInfinite(truncate)) {
            throw new ArrayException("gaussian: truncate " + truncate + "; give a finite number of 0 or more");
        }
    }

    /** Of these standard deviations, up to four of them, the array reflected. */
    public static Gaussian sigma(double... sigma) {
        return new Gaussian(sigma, new int[] {0}, 4, new int[0], Border.REFLECT);
    }

    /** With derivatives, one number for all axes or one each. */
    public Gaussian order(int... derivatives) {
        return new Gaussian(sigma, derivatives, truncate, radius, border);
    }

    /** With weights up to this many standard deviations. */
    public Gaussian truncate(double deviations) {
        return new Gaussian(sigma, order, deviations, radius, border);
    }

    /** With this many weights on each side, one number for all axes or one each. */
    public Gaussian radius(int... weights) {
        return new Gaussian(sigma, order, truncate, weights, border);
    }

    /** With another continuation of the array. */
    public Gaussian border(Border continuation) {
        return new Gaussian(sigma, order, truncate, radius, continuation);
    }

    /** Refuses parameters that are neither one nor one an axis. */
    void check(String op, NDArray x) {
        Axes.count(op, "sigma", sigma.length, x);
        Axes.count(op, "order", order.length, x);
        if (radius.length > 0) {
            Axes.count(op, "radius", radius.length, x);
        }
    }

    /** The weights of an axis, or null where it is left as it is. */
    double @Nullable [] weights(int axis) {
        double s = Axes.each(sigma, axis);
        if (s <= 1e-15) {
            return null;
        }
        int r = radius.length == 0 ? (int) (truncate * s + 0.5) : Axes.each(radius, axis);
        return weights(s, Axes.each(order, axis), r);
    }

    /**
     * The Gaussian's derivative at -radius … radius, for a correlation. The p-th derivative of exp(-x²/2σ²) is a polynomial of degree p times it;
     * the polynomial's coefficients follow by the product rule.
     */
    private static double[] weights(double sigma, int order, int radius) {
        double variance = sigma * sigma;
        double[] w = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            double x = i - radius;
            w[i] = Math.exp(-0.5 / variance * x * x);
            sum += w[i];
        }
        double[] q = new double[order + 1];
        q[0] = 1;
        for (int p = 0; p < order; p++) {
            double[] next = new double[order + 1];
            for (int k = 0; k <= order; k++) {
                next[k] = (k < order ? (k + 1) * q[k + 1] : 0) - (k > 0 ? q[k - 1] / variance : 0);
            }
            q = next;
        }
        for (int i = 0; i < w.length; i++) {
            // a correlation has the weights the other way round
            double x = radius - i;
            double polynomial = 0;
            for (int k = order; k >= 0; k--) {
                polynomial = polynomial * x + q[k];
            }
            w[i] *= polynomial / sum;
        }
        return w;
    }
}
