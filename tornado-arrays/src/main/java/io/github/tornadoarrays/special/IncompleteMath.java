package io.github.tornadoarrays.special;

/**
 * The incomplete gamma and beta functions, regularised: series and continued fractions, whose factor in front is computed by C. Loader's
 * deviances ("Fast and accurate computation of binomial probabilities", 2000), so that large parameters cost few digits.
 */
public final class IncompleteMath {
    private static final int MOST = 20_000;
    private static final double EPSILON = 0x1p-54;

    private IncompleteMath() {}

    /** {@code x log(x / m) + m - x}, without cancellation. */
    private static double deviance(double x, double m) {
        double d = x - m;
        if (Math.abs(d) < 0.1 * (x + m)) {
            double v = d / (x + m);
            double sum = d * v;
            double term = 2 * x * v;
            double square = v * v;
            double before = sum + 1;
            for (int j = 1; j < 100 && sum != before; j++) {
                before = sum;
                term *= square;
                sum += term / (2 * j + 1);
            }
            return sum;
        }
        return x * Math.log(x / m) - d;
    }

    /** What Stirling's formula for a! lacks. */
    private static double stirling(double a) {
        return a >= 10
                ? GammaMath.stirling(a)
                : GammaMath.lgamma(a) - ((a - 0.5) * Math.log(a) - a + GammaMath.HALF_LOG_TURN);
    }

    /** xᵃ e⁻ˣ / Γ(a + 1). */
    private static double factor(double a, double x) {
        return a < 1
                ? Math.exp(a * Math.log(x) - x - GammaMath.lgamma(a + 1))
                : Math.exp(-stirling(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
    }

    /** P(a, x). */
    public static double gammainc(double a, double x) {
        if (!(a >= 0 && x >= 0) || a == 0 && x == 0) {
            return Double.NaN;
        }
        return gamma(a, x, false);
    }

    /** Q(a, x) = 1 - P(a, x). */
    public static double gammaincc(double a, double x) {
        if (!(a >= 0 && x >= 0) || a == 0 && x == 0) {
            return Double.NaN;
        }
        return gamma(a, x, true);
    }

    private static double gamma(double a, double x, boolean upper) {
        if (a == 0 || x == Double.POSITIVE_INFINITY) {
            return a == Double.POSITIVE_INFINITY ? Double.NaN : upper ? 0 : 1;
        }
        if (x == 0 || a == Double.POSITIVE_INFINITY) {
            return upper ? 1 : 0;
        }
        if (upper && a < 1 && x < 1.1) {
            return smallUpper(a, x);
        }
        double value;
        boolean below = x < a + 1;
        if (below) {
            double term = 1;
            double sum = 1;
            for (int n = 1; n < MOST && term > sum * EPSILON; n++) {
                term *= x / (a + n);
                sum += term;
            }
            value = factor(a, x) * sum;
        } else {
            // J. Lentz's way to go through the continued fraction
            double b = x + 1 - a;
            double c = 1e300;
            double d = 1 / b;
            double h = d;
            double change = 0;
            for (int n = 1; n < MOST && Math.abs(change - 1) > EPSILON; n++) {
                double k = -n * (n - a);
                b += 2;
                d = k * d + b;
                d = 1 / (Math.abs(d) < 1e-300 ? 1e-300 : d);
                c = b + k / c;
                c = Math.abs(c) < 1e-300 ? 1e-300 : c;
                change = c * d;
                h *= change;
            }
            value = factor(a, x) * a * h;
        }
        return below == upper ? 1 - value : value;
    }

    /** Q where 1 - P would cancel: the series of P without its first term, and that term's difference to 1. */
    private static double smallUpper(double a, double x) {
        double term = 1;
        double sum = 0;
        for (int n = 1; n < 100 && Math.abs(term) > EPSILON * 0x1p-6; n++) {
            term *= -x / n;
            sum += term / (a + n);
        }
        double log = a * Math.log(x) - GammaMath.lgamma(a + 1);
        return -Math.expm1(log) - Math.exp(log) * a * sum;
    }

    /** I(x; a, b). */
    public static double betainc(double a, double b, double x) {
        if (!(a >= 0 && b >= 0 && x >= 0 && x <= 1) || a == 0 && b == 0) {
            return Double.NaN;
        }
        if (a == 0 || b == Double.POSITIVE_INFINITY) {
            return x > 0 || a == 0 ? 1 : 0;
        }
        if (b == 0 || a == Double.POSITIVE_INFINITY) {
            return x < 1 ? 0 : 1;
        }
        if (x == 0 || x == 1) {
            return x;
        }
        boolean turned = x > (a + 1) / (a + b + 2);
        double p = turned ? b : a;
        double q = turned ? a : b;
        double y = turned ? 1 - x : x;
        double rest = turned ? x : 1 - x;
        double value = betaFactor(p, q, y, rest) * fraction(p, q, y) / p;
        return turned ? 1 - value : value;
    }

    /** yᵃ (1 - y)ᵇ / B(a, b). */
    private static double betaFactor(double a, double b, double y, double rest) {
        if (Math.min(a, b) < 1) {
            return Math.exp(a * Math.log(y) + b * (y < 0.5 ? Math.log1p(-y) : Math.log(rest)) - GammaMath.betaln(a, b));
        }
        double n = a + b;
        double e = stirling(n) - stirling(a) - stirling(b) - deviance(a, n * y) - deviance(b, n * rest);
        return Math.exp(e) * Math.sqrt(a * (b / n) / (2 * Math.PI));
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 - (a + b) * x / (a + 1);
        d = 1 / (Math.abs(d) < 1e-300 ? 1e-300 : d);
        double h = d;
        double change = 0;
        for (int m = 1; m < MOST && Math.abs(change - 1) > EPSILON; m++) {
            double even = a + 2.0 * m;
            double k = m * (b - m) * x / ((even - 1) * even);
            d = 1 + k * d;
            d = 1 / (Math.abs(d) < 1e-300 ? 1e-300 : d);
            c = 1 + k / c;
            c = Math.abs(c) < 1e-300 ? 1e-300 : c;
            h *= d * c;
            k = -(a + m) * (a + b + m) * x / (even * (even + 1));
            d = 1 + k * d;
            d = 1 / (Math.abs(d) < 1e-300 ? 1e-300 : d);
            c = 1 + k / c;
            c = Math.abs(c) < 1e-300 ? 1e-300 : c;
            change = d * c;
            h *= change;
        }
        return h;
    }
}
