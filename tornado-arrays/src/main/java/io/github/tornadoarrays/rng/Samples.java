package io.github.tornadoarrays.rng;

/**
 * Elements of the continuous distributions that no formula of one uniform number gives: functions of {@link Draw#streams}, the element's
 * index and the distribution's parameters, which are valid. Each attempt takes a block of {@link Words}.
 */
public final class Samples {
    private Samples() {}

    // ---- gamma: G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", 2000

    /** Gamma with scale 1. */
    public static double gamma(long key, long i, double shape) {
        return gamma(key, i, 0, shape);
    }

    /** The logarithm of {@link #gamma}, also where that is too small for a number. */
    public static double logGamma(long key, long i, double shape) {
        return logGamma(key, i, 0, shape);
    }

    static double gamma(long key, long i, long first, double shape) {
        if (shape == 0) {
            return 0;
        }
        double x = atLeastOne(key, i, first, shape < 1 ? shape + 1 : shape);
        return shape < 1 ? x * Math.pow(root(key, i, first), 1 / shape) : x;
    }

    private static double logGamma(long key, long i, long first, double shape) {
        if (shape == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double x = Math.log(atLeastOne(key, i, first, shape < 1 ? shape + 1 : shape));
        return shape < 1 ? x + Math.log(root(key, i, first)) / shape : x;
    }

    /** The uniform number whose power makes gamma of {@code shape + 1} one of {@code shape}. */
    private static double root(long key, long i, long first) {
        int[] w = new int[4];
        Philox.block(key, i, first, w);
        return Words.open(w, 0);
    }

    private static double atLeastOne(long key, long i, long first, double shape) {
        if (!(shape < Double.POSITIVE_INFINITY)) {
            return shape;
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        double v = 0;
        boolean taken = false;
        int[] w = new int[4];
        for (long n = first + 1; !taken; n++) {
            Philox.block(key, i, n, w);
            double x = Words.normal32(w);
            double u = Words.open32(w, 3);
            double root = 1 + c * x;
            v = root * root * root;
            if (root > 0) {
                taken = u < 1 - 0.0331 * (x * x) * (x * x) || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v));
            }
        }
        return d * v;
    }

    // ---- what is made of gamma

    /** Beta, by logarithms, so that tiny parameters are no matter. */
    public static double beta(long key, long i, double a, double b) {
        double x = logGamma(key, i, 0, a);
        double y = logGamma(key, i, Words.SECOND, b);
        double ratio = Math.exp(-Math.abs(x - y));
        return (x >= y ? 1 : ratio) / (1 + ratio);
    }

    /** F, of which both chi-squares are gammas. */
    public static double f(long key, long i, double numerator, double denominator) {
        double x = gamma(key, i, 0, numerator / 2) / numerator;
        return x / (gamma(key, i, Words.SECOND, denominator / 2) / denominator);
    }

    /** Student's t. */
    public static double standardT(long key, long i, double df) {
        int[] w = new int[4];
        Philox.block(key, i, Words.SECOND, w);
        return Words.normal(w) / Math.sqrt(2 * gamma(key, i, 0, df / 2) / df);
    }

    /** Chi-square that is not central. */
    public static double noncentralChisquare(long key, long i, double df, double nonc) {
        return noncentral(key, i, df, nonc);
    }

    /** F that is not central. */
    public static double noncentralF(long key, long i, double numerator, double denominator, double nonc) {
        double x = noncentral(key, i, numerator, nonc) / numerator;
        return x / (2 * gamma(key, i, 3 * Words.SECOND, denominator / 2) / denominator);
    }

    private static double noncentral(long key, long i, double df, double nonc) {
        if (df > 1) {
            int[] w = new int[4];
            Philox.block(key, i, Words.SECOND, w);
            double z = Words.normal(w) + Math.sqrt(nonc);
            return 2 * gamma(key, i, 0, (df - 1) / 2) + z * z;
        }
        return 2 * gamma(key, i, 0, df / 2 + Counts.poisson(key, i, Words.SECOND, nonc / 2));
    }

    // ---- others

    /** Inverse Gaussian: J. R. Michael, W. R. Schucany, R. W. Haas, 1976, with the smaller root written without cancellation. */
    public static double wald(long key, long i, double mean, double scale) {
        int[] w = new int[4];
        Philox.block(key, i, 0, w);
        double z = Words.normal(w);
        Philox.block(key, i, 1, w);
        double t = mean * z * z / (2 * scale);
        double ratio = 1 + t + Math.sqrt(t * (2 + t));
        double x = mean / ratio;
        return Words.open(w, 0) * (1 + 1 / ratio) <= 1 ? x : mean * ratio;
    }

    /** Von Mises, in [-π, π]: D. J. Best, N. I. Fisher, 1979; normal where the circle is no matter. */
    public static double vonmises(long key, long i, double mu, double kappa) {
        int[] w = new int[4];
        Philox.block(key, i, 0, w);
        if (kappa < 1e-8) {
            return Math.PI * (2 * Words.open(w, 0) - 1);
        }
        double angle;
        if (kappa > 1e6) {
            angle = mu + Words.normal(w) / Math.sqrt(kappa);
        } else {
            double r = 1 + Math.sqrt(1 + 4 * kappa * kappa);
            double rho = (r - Math.sqrt(2 * r)) / (2 * kappa);
            double s = kappa < 1e-5 ? 1 / kappa + kappa : (1 + rho * rho) / (2 * rho);
            double x = 0;
            boolean taken = false;
            for (long n = 1; !taken; n++) {
                double z = Math.cos(Math.PI * Words.open(w, 0));
                double v = Words.open(w, 1);
                x = (1 + s * z) / (s + z);
                double y = kappa * (s - x);
                taken = y * (2 - y) >= v || Math.log(y / v) + 1 >= y;
                if (!taken) {
                    Philox.block(key, i, n, w);
                }
            }
            // the lowest bit is no part of either number
            double side = Math.acos(Math.max(-1, Math.min(1, x)));
            angle = mu + ((w[0] & 1) == 0 ? side : -side);
        }
        double size = (Math.abs(angle) + Math.PI) % (2 * Math.PI) - Math.PI;
        return angle < 0 ? -size : size;
    }
}
