package io.github.tornadoarrays.special;

/**
 * Bessel functions of orders 0 and 1: power series for small arguments, H. Hankel's asymptotic ones for large arguments, between them J. C. P.
 * Miller's backward recurrence (J and Y) or N. M. Temme's continued fraction (K).
 */
public final class BesselMath {
    private static final double EULER = 0.5772156649015329;
    private static final double EPSILON = 0x1p-56;

    private BesselMath() {}

    // ---- modified

    /** I₀(x) and I₁(x), divided by e to the power |x| where that is asked. */
    private static double modified(int order, double x, boolean scaled) {
        double y = Math.abs(x);
        if (y != y) {
            return x;
        }
        double value;
        if (y <= 25) {
            double q = 0.25 * y * y;
            double term = order == 0 ? 1 : 0.5 * y;
            double sum = term;
            for (int k = 1; term > sum * EPSILON; k++) {
                term *= q / ((double) k * (k + order));
                sum += term;
            }
            value = scaled ? sum * Math.exp(-y) : sum;
        } else if (y == Double.POSITIVE_INFINITY) {
            value = scaled ? 0 : y;
        } else {
            double term = 1;
            double sum = 1;
            for (int k = 1; k < 40 && Math.abs(term) > EPSILON; k++) {
                double odd = 2 * k - 1;
                term *= (odd * odd - 4 * order) / (8 * k * y);
                sum += term;
            }
            double root = sum / Math.sqrt(2 * Math.PI * y);
            // in two steps, so that it overflows where the product does
            double half = scaled ? 1 : Math.exp(0.5 * y);
            value = root * half * half;
        }
        return order == 1 && x < 0 ? -value : value;
    }

    /** I₀. */
    public static double i0(double x) {
        return modified(0, x, false);
    }

    /** I₀(x) / exp |x|. */
    public static double i0e(double x) {
        return modified(0, x, true);
    }

    /** I₁. */
    public static double i1(double x) {
        return modified(1, x, false);
    }

    /** I₁(x) / exp |x|. */
    public static double i1e(double x) {
        return modified(1, x, true);
    }

    /** K₀. */
    public static double k0(double x) {
        return second(0, x);
    }

    /** K₁. */
    public static double k1(double x) {
        return second(1, x);
    }

    private static double second(int order, double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (x <= 2) {
            double q = 0.25 * x * x;
            double log = Math.log(0.5 * x) + EULER;
            double term = 1;
            double harmonic = 0;
            double sum = order == 0 ? -log : 0.5 - log;
            // of K₁, with the factor x / 2 taken out and the sign turned
            for (int k = 1; k < 30; k++) {
                term *= q / ((double) k * (k + order));
                harmonic += 1.0 / k;
                sum += term * (order == 0 ? harmonic - log : harmonic + 0.5 / (k + 1) - log);
            }
            return order == 0 ? sum : 1 / x - 0.5 * x * sum;
        }
        if (x > 745) {
            return 0;
        }
        double b = 2 * (1 + x);
        double d = 1 / b;
        double h = d;
        double step = d;
        double q1 = 0;
        double q2 = 1;
        double a = -0.25;
        double c = 0.25;
        double q = 0.25;
        double s = 1 + q * step;
        double change = 1;
        for (int i = 2; i < 500 && Math.abs(change) > Math.abs(s) * EPSILON; i++) {
            a -= 2 * (i - 1);
            c = -a * c / i;
            double next = (q1 - b * q2) / a;
            q1 = q2;
            q2 = next;
            q += c * next;
            b += 2;
            d = 1 / (b + a * d);
            step = (b * d - 1) * step;
            h += step;
            change = q * step;
            s += change;
        }
        double k0 = Math.sqrt(Math.PI / (2 * x)) * Math.exp(-x) / s;
        return order == 0 ? k0 : k0 * (x + 0.5 - 0.25 * h) / x;
    }

    // ---- of the first and second kind

    /** J₀. */
    public static double j0(double x) {
        return plain(0, false, Math.abs(x));
    }

    /** J₁. */
    public static double j1(double x) {
        double value = plain(1, false, Math.abs(x));
        return x < 0 ? -value : value;
    }

    /** Y₀. */
    public static double y0(double x) {
        return x > 0 ? plain(0, true, x) : x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    /** Y₁. */
    public static double y1(double x) {
        return x > 0 ? plain(1, true, x) : x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    private static double plain(int order, boolean second, double x) {
        if (x < 2) {
            return series(order, second, x);
        }
        if (x < 25) {
            return recurrence(order, second, x);
        }
        return x == x ? asymptotic(order, second, x) : x;
    }

    private static double series(int order, boolean second, double x) {
        double q = -0.25 * x * x;
        double term = 1;
        double first = 1;
        double harmonic = 0;
        // the series of Y has harmonic numbers, of Y₁ two of them
        double other = order;
        for (int k = 1; k < 20; k++) {
            term *= q / ((double) k * (k + order));
            harmonic += 1.0 / k;
            first += term;
            other += term * (order == 0 ? harmonic : 2 * harmonic + 1.0 / (k + 1));
        }
        double scale = order == 0 ? 1 : 0.5 * x;
        if (!second) {
            return scale * first;
        }
        double log = Math.log(0.5 * x) + EULER;
        return order == 0
                ? 2 / Math.PI * (log * first - other)
                : 2 / Math.PI * (log * scale * first - 0.5 * scale * other) - 2 / (Math.PI * x);
    }

    /** All orders from one where J is nothing down to 0; the sum of J₀ + 2 J₂ + 2 J₄ … is 1, and sums of others are Y. */
    private static double recurrence(int order, boolean second, double x) {
        int n = 2 * ((int) (0.5 * x) + 20);
        double above = 0;
        double here = 1e-200;
        double norm = 0;
        double even = 0;
        double odd = 0;
        for (int k = n; k > 0; k--) {
            double below = 2 * k / x * here - above;
            above = here;
            here = below;
            // here is order k - 1
            int m = k - 1;
            double sign = (m & 2) == 0 ? 1 : -1;
            if ((m & 1) == 0) {
                norm += m == 0 ? here : 2 * here;
                even -= m == 0 ? 0 : sign * here / (0.5 * m);
            } else if (m > 1) {
                int j = m / 2;
                odd += sign * m * here / ((double) j * (j + 1));
            }
        }
        double j0 = here / norm;
        double j1 = above / norm;
        if (!second) {
            return order == 0 ? j0 : j1;
        }
        double log = Math.log(0.5 * x) + EULER;
        return order == 0
                ? 2 / Math.PI * (log * j0 + 2 * (even / norm))
                : 2 / Math.PI * ((log - 1) * j1 - j0 / x - odd / norm);
    }

    private static double asymptotic(int order, boolean second, double x) {
        double p = 1;
        double q = 0;
        double term = 1;
        double size = 1;
        for (int k = 1; k < 60 && size > EPSILON; k++) {
            double o = 2 * k - 1;
            double next = term * (4 * order - o * o) / (8 * k * x);
            size = Math.abs(next) < Math.abs(term) ? Math.abs(next) : 0;
            term = next;
            // signs go + + - - : terms of P, of Q, of P, of Q
            double signed = (k & 2) == 0 ? term : -term;
            if ((k & 1) == 0) {
                p += signed;
            } else {
                q += signed;
            }
        }
        double sin = Math.sin(x);
        double cos = Math.cos(x);
        // √2 times cosine and sine of x - π/4, or x - 3π/4
        double c = order == 0 ? cos + sin : sin - cos;
        double s = order == 0 ? sin - cos : -cos - sin;
        double root = 1 / Math.sqrt(Math.PI * x);
        return x == Double.POSITIVE_INFINITY ? 0 : second ? root * (p * s + q * c) : root * (p * c - q * s);
    }
}
