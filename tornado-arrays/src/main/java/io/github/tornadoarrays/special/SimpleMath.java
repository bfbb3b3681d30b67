package io.github.tornadoarrays.special;

/** Functions whose formulas need a second one somewhere, and iterations of a few steps. */
public final class SimpleMath {
    private SimpleMath() {}

    /** log(p / (1 - p)). */
    public static double logit(double p) {
        return p > 0.3 && p < 0.65 ? Math.log1p((2 * p - 1) / (1 - p)) : Math.log(p / (1 - p));
    }

    /** 1 / (1 + e⁻ˣ). */
    public static double expit(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The logarithm of {@link #expit}. */
    public static double logExpit(double x) {
        return x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x));
    }

    /** (eˣ - 1) / x. */
    public static double exprel(double x) {
        return Math.abs(x) < 0x1p-53 ? 1 : x == Double.POSITIVE_INFINITY ? x : Math.expm1(x) / x;
    }

    /** x log y, 0 where x is. */
    public static double xlogy(double x, double y) {
        return x == 0 && y == y ? 0 : x * Math.log(y);
    }

    /** x log(1 + y), 0 where x is. */
    public static double xlog1py(double x, double y) {
        return x == 0 && y == y ? 0 : x * Math.log1p(y);
    }

    /** -x log x. */
    public static double entr(double x) {
        return x > 0 ? -x * Math.log(x) : x == 0 ? 0 : x != x ? x : Double.NEGATIVE_INFINITY;
    }

    /** x log(x / y). */
    public static double relEntr(double x, double y) {
        if (x != x || y != y) {
            return Double.NaN;
        }
        if (x > 0 && y > 0) {
            double ratio = x / y;
            if (ratio > 0.5 && ratio < 2) {
                return x * Math.log1p((x - y) / y);
            }
            return ratio > 0x1p-1022 && ratio < Double.POSITIVE_INFINITY
                    ? x * Math.log(ratio)
                    : x * (Math.log(x) - Math.log(y));
        }
        return x == 0 && y >= 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    /** x log(x / y) - x + y. */
    public static double klDiv(double x, double y) {
        if (x > 0 && y > 0) {
            return x * Math.log(x / y) - x + y;
        }
        return x == 0 && y >= 0 ? y : x != x || y != y ? Double.NaN : Double.POSITIVE_INFINITY;
    }

    /** P. J. Huber's loss: a square near 0, linear beyond delta. */
    public static double huber(double delta, double r) {
        double size = Math.abs(r);
        return delta < 0 ? Double.POSITIVE_INFINITY : size <= delta ? 0.5 * r * r : delta * (size - 0.5 * delta);
    }

    /** The complete elliptic integral of the first kind, of the parameter m = k²: by the arithmetic-geometric mean. */
    public static double ellipk(double m) {
        if (!(m < 1)) {
            return m == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (m == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        double a = 1;
        double b = Math.sqrt(1 - m);
        for (int n = 0; n < 40 && Math.abs(a - b) > 0x1p-52 * a; n++) {
            double mean = 0.5 * (a + b);
            b = Math.sqrt(a * b);
            a = mean;
        }
        return Math.PI / (a + b);
    }

    /** The complete elliptic integral of the second kind, of the parameter m = k². */
    public static double ellipe(double m) {
        if (!(m < 1)) {
            return m == 1 ? 1 : Double.NaN;
        }
        if (m == Double.NEGATIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        double a = 1;
        double b = Math.sqrt(1 - m);
        double sum = 1 - 0.5 * m;
        double power = 0.5;
        for (int n = 0; n < 40 && Math.abs(a - b) > 0x1p-52 * a; n++) {
            double half = 0.5 * (a - b);
            double mean = 0.5 * (a + b);
            b = Math.sqrt(a * b);
            a = mean;
            power *= 2;
            sum -= power * half * half;
        }
        return Math.PI / (a + b) * sum;
    }

    /** The w of -1 or more with w eʷ = x: J. H. Lambert's function, by E. Halley's iteration. */
    public static double lambertw(double x) {
        double least = -0.36787944117144233;
        if (x != x || x < least) {
            return x == x && x > least - 1e-16 ? -1 : Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x;
        }
        double w;
        if (x < -0.25) {
            // near the branch point, with the rest of 1/e that its number lacks
            double p = Math.sqrt(2 * (Math.E * (x - least) + 3.4e-17));
            w = -1 + p * (1 - p * (1 / 3.0 - p * (11 / 72.0 - p * 43 / 540.0)));
            if (p < 0.005) {
                return w;
            }
        } else {
            w = x < 2 ? x / (1 + x) : Math.log(x) - Math.log(Math.log(x) + 0.5);
        }
        for (int n = 0; n < 20; n++) {
            double e = Math.exp(w);
            double f = w - x / e;
            double step = f / (w + 1 - (w + 2) * f / (2 * w + 2));
            w -= step;
            if (Math.abs(step) <= 0x1p-52 * Math.abs(w)) {
                return w;
            }
        }
        return w;
    }
}
