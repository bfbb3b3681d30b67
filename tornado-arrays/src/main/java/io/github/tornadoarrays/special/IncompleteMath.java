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

    /** What Stirling's formula for Γ(a) lacks. */
    private static double stirling(double a) {
        return a >= 10
                ? GammaMath.stirling(a)
                : GammaMath.positive(a) - ((a - 0.5) * Math.log(a) - a + GammaMath.HALF_LOG_TURN);
    }

    /** xᵃ e⁻ˣ / Γ(a + 1). */
    private static double factor(double a, double x) {
        return a < 1
                ? Math.exp(a * Math.log(x) - x - GammaMath.positive(a + 1))
                : Math.exp(-stirling(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
    }

    /** P(a, x). */
    public static double gammainc(double a, double x) {
        if (!(a >= 0 && x >= 0) || a == 0 && x == 0) {
            return Double.NaN;
        }
        return gamma(a, x, false, factor(a, x));
    }

    /** Q(a, x) = 1 - P(a, x). */
    public static double gammaincc(double a, double x) {
        if (!(a >= 0 && x >= 0) || a == 0 && x == 0) {
            return Double.NaN;
        }
        return gamma(a, x, true, factor(a, x));
    }

    /** P or Q, where the factor in front is known. */
    private static double gamma(double a, double x, boolean upper, double factor) {
        if (a == 0 || x == Double.POSITIVE_INFINITY) {
            return a == Double.POSITIVE_INFINITY ? Double.NaN : upper ? 0 : 1;
        }
        if (x == 0 || a == Double.POSITIVE_INFINITY) {
            return upper ? 1 : 0;
        }
        if (upper && a < 1 && x < 1.1) {
            return smallUpper(a, x, factor);
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
            value = factor * sum;
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
            value = factor * a * h;
        }
        return below == upper ? 1 - value : value;
    }

    /** Q where 1 - P would cancel: the series of P without its first term, and that term's difference to 1. */
    private static double smallUpper(double a, double x, double factor) {
        double term = 1;
        double sum = 0;
        for (int n = 1; n < 100 && Math.abs(term) > EPSILON * 0x1p-6; n++) {
            term *= -x / n;
            sum += term / (a + n);
        }
        double log = Math.log(factor) + x;
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
        return betaValue(a, b, x, betaFactor(a, b, x));
    }

    /** I(x; a, b), where the factor in front is known. */
    private static double betaValue(double a, double b, double x, double factor) {
        boolean turned = x > (a + 1) / (a + b + 2);
        double p = turned ? b : a;
        double value = factor * fraction(p, turned ? a : b, turned ? 1 - x : x) / p;
        return turned ? 1 - value : value;
    }

    /** xᵃ (1 - x)ᵇ / B(a, b). */
    private static double betaFactor(double a, double b, double x) {
        if (Math.min(a, b) < 1) {
            return Math.exp(a * Math.log(x) + b * Math.log1p(-x) - GammaMath.betaln(a, b));
        }
        double n = a + b;
        double e = 0;
        // a loop, so that there is one of each to compile
        for (int j = 0; j < 3; j++) {
            double s = stirling(j == 0 ? n : j == 1 ? a : b);
            e += j == 0 ? s : -s - (j == 1 ? deviance(a, n * x) : deviance(b, n * (1 - x)));
        }
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

    // ---- inverses: Newton's steps, halving where one leaves the interval that is known

    /** The x with P(a, x) = p. */
    public static double gammaincinv(double a, double p) {
        if (!(a > 0 && p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        if (p == 0 || p == 1) {
            return p == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        // E. B. Wilson, M. M. Hilferty; near 0 the first term of the series
        double c = 1 / (9 * a);
        double root = 1 - c + ErrorMath.ndtri(p) * Math.sqrt(c);
        double small = Math.exp((Math.log(p) + GammaMath.lgamma(a + 1)) / a);
        double x = root > 0.2 && a > 0.5 ? a * root * root * root : small;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        boolean upper = p > 0.5;
        boolean going = x > 0;
        for (int n = 0; n < 200 && going; n++) {
            double factor = factor(a, x);
            double value = gamma(a, x, upper, factor);
            double log = upper ? Math.log((1 - p) / value) : Math.log(value / p);
            low = log < 0 ? x : low;
            high = log < 0 ? high : x;
            // of the logarithm, which is nearer to a straight line
            double next = x - log * value / (factor * a / x);
            going = Math.abs(next - x) > 0x1p-52 * x;
            if (going && !(next > low && next < high)) {
                next = high == Double.POSITIVE_INFINITY ? 2 * x : 0.5 * (low + high);
            }
            x = next;
        }
        return x;
    }

    /** The x with I(x; a, b) = p. */
    public static double betaincinv(double a, double b, double p) {
        if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        if (p == 0 || p == 1) {
            return p;
        }
        double mean = a / (a + b);
        double x = mean;
        double low = 0;
        double high = 1;
        boolean going = true;
        for (int n = 0; n < 400 && going; n++) {
            double factor = betaFactor(a, b, x);
            double value = betaValue(a, b, x, factor);
            low = value < p ? x : low;
            high = value < p ? high : x;
            double slope = factor / (x * (1 - x));
            double next = x - (p < 0.5 ? Math.log(value / p) * value : value - p) / slope;
            going = Math.abs(next - x) > 0x1p-52 * x;
            if (going && !(next > low && next < high)) {
                next = low == 0 ? 0x1p-4 * high : 0.5 * (low + high);
            }
            x = next;
        }
        return x;
    }
}
