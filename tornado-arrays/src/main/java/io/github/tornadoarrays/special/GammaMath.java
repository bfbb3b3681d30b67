package io.github.tornadoarrays.special;

/**
 * The gamma function and what belongs to it. The polynomials are Chebyshev's approximations on [1, 2], with errors below 5·10⁻¹⁸; {@code
 * scripts/approximations.py} prints them.
 */
public final class GammaMath {
    static final double HALF_LOG_TURN = 0.9189385332046728;
    private static final double ROOT = 1.4616321449683622;
    private static final double ROOT_REST = 9.549995429965697e-17;

    private GammaMath() {}

    /** sin(πx), also of large x. */
    static double sinPi(double x) {
        double n = Math.rint(x);
        double s = Math.sin(Math.PI * (x - n));
        return n * 0.5 == Math.rint(n * 0.5) ? s : -s;
    }

    /** What Stirling's formula {@code (x - 1/2) log x - x + log(2π) / 2} lacks to log Γ(x), for x of 8 or more. */
    static double stirling(double x) {
        double y = 1 / (x * x);
        double p = 43867.0 / 244188;
        p = p * y - 3617.0 / 122400;
        p = p * y + 1 / 156.0;
        p = p * y - 691.0 / 360360;
        p = p * y + 1 / 1188.0;
        p = p * y - 1 / 1680.0;
        p = p * y + 1 / 1260.0;
        p = p * y - 1 / 360.0;
        p = p * y + 1 / 12.0;
        return p / x;
    }

    private static double nearTwo(double x) {
        double t = 2 * x - 3;
        double p = 1.2170358219385592e-12;
        p = p * t - 3.8008085820640625e-12;
        p = p * t + 4.892185826125285e-12;
        p = p * t - 1.5410479069560222e-11;
        p = p * t + 6.615691316451458e-11;
        p = p * t - 2.0871311005452823e-10;
        p = p * t + 6.353017600845751e-10;
        p = p * t - 2.016989565826891e-09;
        p = p * t + 6.448043752521901e-09;
        p = p * t - 2.0620995364628568e-08;
        p = p * t + 6.622926112005164e-08;
        p = p * t - 2.138632494418463e-07;
        p = p * t + 6.948460789947273e-07;
        p = p * t - 2.2742474054826674e-06;
        p = p * t + 7.5113911543279285e-06;
        p = p * t - 2.5094328669818345e-05;
        p = p * t + 8.510090382266539e-05;
        p = p * t - 0.00029455070151955954;
        p = p * t + 0.0010498186644491197;
        p = p * t - 0.003913560937626187;
        p = p * t + 0.015727850268641236;
        p = p * t - 0.07297994795715304;
        p = p * t + 0.4831289505409809;
        return p * (x - 1) * (x - 2);
    }

    /** log |Γ(x)|. */
    public static double lgamma(double x) {
        if (x != x || Math.abs(x) == Double.POSITIVE_INFINITY) {
            return x;
        }
        if (x <= 0 && x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        double value = positive(x > 0 ? x : x > -0.5 ? x + 1 : -x);
        if (x > 0) {
            return value;
        }
        return x > -0.5 ? value - Math.log(-x) : Math.log(Math.PI / Math.abs(sinPi(x) * x)) - value;
    }

    static double positive(double x) {
        if (x >= 10) {
            return (x - 0.5) * (Math.log(x) - 1) + (HALF_LOG_TURN - 0.5) + stirling(x);
        }
        double y = x;
        double product = 1;
        while (y >= 2) {
            y -= 1;
            product *= y;
        }
        if (y < 1) {
            // of x < 1 alone
            product = y;
            y += 1;
        }
        double log = Math.log(product);
        return nearTwo(y) + (x < 1 ? -log : log);
    }

    /** Γ(x). */
    public static double gamma(double x) {
        if (x == 0) {
            return 1 / x;
        }
        if (x < 0 && x == Math.rint(x)) {
            return Double.NaN;
        }
        if (x > -20 && x < 20) {
            double y = x;
            double product = 1;
            while (y >= 2) {
                y -= 1;
                product *= y;
            }
            double divisor = 1;
            while (y < 1) {
                divisor *= y;
                y += 1;
            }
            double t = 2 * y - 3;
            double p = 4.140341351272197e-11;
            p = p * t - 1.242098168930365e-10;
            p = p * t + 1.345577050933113e-10;
            p = p * t - 4.036649639172531e-10;
            p = p * t + 1.8061282213602826e-09;
            p = p * t - 5.418174924785315e-09;
            p = p * t + 1.5405354526915173e-08;
            p = p * t - 4.621082883472618e-08;
            p = p * t + 1.3936537408972555e-07;
            p = p * t - 4.1796402390642367e-07;
            p = p * t + 1.2528243505116605e-06;
            p = p * t - 3.7549311137974374e-06;
            p = p * t + 1.1252460979162894e-05;
            p = p * t - 3.363759782978775e-05;
            p = p * t + 0.0001009281495315552;
            p = p * t - 0.0002968901194636589;
            p = p * t + 0.0009157859972008522;
            p = p * t - 0.0024225953845428616;
            p = p * t + 0.009040334940286629;
            p = p * t - 0.013411850570589875;
            p = p * t + 0.10370336342207531;
            p = p * t + 0.016169198724442432;
            p = p * t + 0.886226925452758;
            return p * product / divisor;
        }
        if (x != x) {
            return x;
        }
        double y = Math.abs(x);
        if (x < 0) {
            // a product that underflows later than a quotient overflows
            double half = half(y);
            return -Math.PI / (y * sinPi(y)) / half / half / Math.exp(stirling(y));
        }
        double half = half(y);
        return y > 171.7 ? Double.POSITIVE_INFINITY : half * half * Math.exp(stirling(y));
    }

    /** The root of Stirling's formula. */
    private static double half(double x) {
        return Math.pow(x, 0.5 * x - 0.25) * Math.exp(-0.5 * x) * 1.5832334870861595;
    }

    /** 1 / Γ(x). */
    public static double rgamma(double x) {
        return x <= 0 && x == Math.rint(x) ? 0 : 1 / gamma(x);
    }

    /** The derivative of log Γ(x). */
    public static double digamma(double x) {
        if (x == 0) {
            return -1 / x;
        }
        if (x < 0) {
            double r = x - Math.rint(x);
            return r == 0 || r != r ? Double.NaN : digammaPositive(1 - x) - Math.PI / Math.tan(Math.PI * r);
        }
        return digammaPositive(x);
    }

    private static double digammaPositive(double x) {
        if (x >= 10) {
            if (x == Double.POSITIVE_INFINITY) {
                return x;
            }
            double y = 1 / (x * x);
            double p = 3617.0 / 8160;
            p = p * y - 1 / 12.0;
            p = p * y + 691.0 / 32760;
            p = p * y - 1 / 132.0;
            p = p * y + 1 / 240.0;
            p = p * y - 1 / 252.0;
            p = p * y + 1 / 120.0;
            p = p * y - 1 / 12.0;
            return Math.log(x) - 0.5 / x + p * y;
        }
        if (x != x) {
            return x;
        }
        double y = x;
        double sum = 0;
        while (y >= 2) {
            y -= 1;
            sum += 1 / y;
        }
        while (y < 1) {
            sum -= 1 / y;
            y += 1;
        }
        double t = 2 * y - 3;
        double p = 2.832706668021759e-11;
        p = p * t - 8.498137230186096e-11;
        p = p * t + 9.206434499177992e-11;
        p = p * t - 2.7619635330317715e-10;
        p = p * t + 1.2358072433984831e-09;
        p = p * t - 3.7075072647122386e-09;
        p = p * t + 1.0542687624027994e-08;
        p = p * t - 3.163020268955334e-08;
        p = p * t + 9.542050972688906e-08;
        p = p * t - 2.86315275846934e-07;
        p = p * t + 8.589127353033379e-07;
        p = p * t - 2.57809436305308e-06;
        p = p * t + 7.741232223504057e-06;
        p = p * t - 2.325824239445257e-05;
        p = p * t + 6.995018873950506e-05;
        p = p * t - 0.00021074841140458636;
        p = p * t + 0.0006368880303257201;
        p = p * t - 0.0019350666648590097;
        p = p * t + 0.005936795278305649;
        p = p * t - 0.018550615381735115;
        p = p * t + 0.060135621060196744;
        p = p * t - 0.2118137106407303;
        p = p * t + 0.9510558760318328;
        return p * (y - ROOT - ROOT_REST) + sum;
    }

    /** Hurwitz's zeta, the sum of {@code (q + k)} to the power -s: L. Euler's and C. Maclaurin's formula after 12 terms. */
    public static double zeta(double s, double q) {
        if (!(s >= 1) || q != q) {
            return Double.NaN;
        }
        if (s == 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (q <= 0) {
            return q == Math.rint(q) ? Double.POSITIVE_INFINITY : s == Math.rint(s) ? terms(s, q) : Double.NaN;
        }
        return terms(s, q);
    }

    private static double terms(double s, double q) {
        double sum = 0;
        double a = q;
        int n = 0;
        while (n < 12 || a < 12) {
            sum += Math.pow(a, -s);
            a += 1;
            n++;
        }
        return sum + rest(s, a);
    }

    private static double rest(double s, double a) {
        double power = Math.pow(a, -s);
        double y = 1 / (a * a);
        // Bernoulli's numbers over factorials, by a term's quotient to the one before
        double term = power * s / (12 * a);
        double sum = term;
        term *= -y * (s + 1) * (s + 2) / 60;
        sum += term;
        term *= -y * (s + 3) * (s + 4) / 42;
        sum += term;
        term *= -y * (s + 5) * (s + 6) / 40;
        sum += term;
        term *= -y * (s + 7) * (s + 8) * 5 / 198;
        sum += term;
        term *= -y * (s + 9) * (s + 10) * 691 / 27300;
        sum += term;
        term *= -y * (s + 11) * (s + 12) * 35 / 1382;
        sum += term;
        return a * power / (s - 1) + 0.5 * power + sum;
    }

    /** Riemann's zeta. */
    public static double zeta(double s) {
        if (s >= 0) {
            double sum = 0;
            for (int k = 1; k < 13; k++) {
                sum += Math.pow(k, -s);
            }
            return s == 1 ? Double.POSITIVE_INFINITY : s == Double.POSITIVE_INFINITY ? 1 : sum + rest(s, 13);
        }
        if (s * 0.5 == Math.rint(s * 0.5)) {
            return s == Double.NEGATIVE_INFINITY ? Double.NaN : 0;
        }
        double sum = 0;
        for (int k = 1; k < 13; k++) {
            sum += Math.pow(k, s - 1);
        }
        double other = sum + rest(1 - s, 13);
        // the functional equation
        return 2 * Math.pow(2 * Math.PI, s - 1) * sinPi(0.5 * s) * gamma(1 - s) * other;
    }

    /** The derivative of order n + 1 of log Γ(x); n of 1 or more, a whole number. */
    public static double polygamma(double n, double x) {
        double value = gamma(n + 1) * zeta(n + 1, x);
        return n * 0.5 == Math.rint(n * 0.5) ? -value : value;
    }

    /** log |B(a, b)|. */
    public static double betaln(double a, double b) {
        double less = Math.min(a, b);
        double more = Math.max(a, b);
        double first = lgamma(less);
        if (less > 0 && more >= 10) {
            double log = Math.log1p(less / more);
            if (less >= 10) {
                double rest = stirling(less) + stirling(more) - stirling(less + more);
                return HALF_LOG_TURN
                        - 0.5 * Math.log(more)
                        - more * log
                        - (less - 0.5) * Math.log1p(more / less)
                        + rest;
            }
            double rest = stirling(more) - stirling(less + more);
            return first + less - less * Math.log(less + more) - (more - 0.5) * log + rest;
        }
        return first + lgamma(more) - lgamma(a + b);
    }

    /** B(a, b). */
    public static double beta(double a, double b) {
        if (Math.abs(a) < 20 && Math.abs(b) < 20) {
            if (a + b <= 0 && a + b == Math.rint(a + b)) {
                return (a <= 0 && a == Math.rint(a)) || (b <= 0 && b == Math.rint(b)) ? Double.NaN : 0;
            }
            return gamma(a) * (gamma(b) / gamma(a + b));
        }
        double sign = Math.signum(gammaSign(a) * gammaSign(b) * gammaSign(a + b));
        return sign * Math.exp(betaln(a, b));
    }

    private static double gammaSign(double x) {
        return x < 0 && Math.floor(x) * 0.5 != Math.rint(Math.floor(x) * 0.5) ? -1 : 1;
    }

    /** n over k, of real numbers. */
    public static double binom(double n, double k) {
        if (n < 0 && n == Math.rint(n)) {
            return Double.NaN;
        }
        if (k == Math.rint(k) && k >= 0 && Math.min(k, Math.abs(n - k)) < 30) {
            // a product of few is exact as long as it fits
            double few = n == Math.rint(n) && n >= k ? Math.min(k, n - k) : k;
            double product = 1;
            for (int i = 1; i <= few; i++) {
                product = product * (n - few + i) / i;
            }
            if (few < 30) {
                return n == Math.rint(n) && k > n ? 0 : product;
            }
        }
        if (n == Math.rint(n) && k == Math.rint(k) && (k < 0 || k > n)) {
            return 0;
        }
        if (n < k && n - k == Math.rint(n - k)) {
            return 0;
        }
        return 1 / ((n + 1) * beta(1 + n - k, 1 + k));
    }

    /** The number of ways to take k of n things; 0 where there is none. */
    public static double comb(double n, double k) {
        return n < 0 || k < 0 || k > n ? 0 : binom(n, k);
    }

    /** n! for n of 0 or more, else 0. */
    public static double factorial(double n) {
        return n < 0 ? 0 : gamma(n + 1);
    }
}
