package io.github.tornadoarrays.special;

/** The normal distribution's quantiles and logarithm, and the inverses of the error function. */
public final class ErrorMath {
    private ErrorMath() {}

    /**
     * The normal quantile, by M. J. Wichura's algorithm AS 241 (1988).
     *
     * @param q the probability, less one half
     * @param tail the smaller of the probability and its complement
     */
    private static double quantile(double q, double tail) {
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            double a = 2509.0809287301226727;
            a = a * r + 33430.575583588128105;
            a = a * r + 67265.770927008700853;
            a = a * r + 45921.953931549871457;
            a = a * r + 13731.693765509461125;
            a = a * r + 1971.5909503065514427;
            a = a * r + 133.14166789178437745;
            a = a * r + 3.387132872796366608;
            double b = 5226.495278852854561;
            b = b * r + 28729.085735721942674;
            b = b * r + 39307.89580009271061;
            b = b * r + 21213.794301586595867;
            b = b * r + 5394.1960214247511077;
            b = b * r + 687.1870074920579083;
            b = b * r + 42.313330701600911252;
            b = b * r + 1;
            return q * a / b;
        }
        double r = Math.sqrt(-Math.log(tail));
        double a;
        double b;
        if (r <= 5) {
            r -= 1.6;
            a = 7.7454501427834140764e-4;
            a = a * r + 0.0227238449892691845833;
            a = a * r + 0.24178072517745061177;
            a = a * r + 1.27045825245236838258;
            a = a * r + 3.64784832476320460504;
            a = a * r + 5.7694972214606914055;
            a = a * r + 4.6303378461565452959;
            a = a * r + 1.42343711074968357734;
            b = 1.05075007164441684324e-9;
            b = b * r + 5.475938084995344946e-4;
            b = b * r + 0.0151986665636164571966;
            b = b * r + 0.14810397642748007459;
            b = b * r + 0.68976733498510000455;
            b = b * r + 1.6763848301838038494;
            b = b * r + 2.05319162663775882187;
            b = b * r + 1;
        } else {
            r -= 5;
            a = 2.01033439929228813265e-7;
            a = a * r + 2.71155556874348757815e-5;
            a = a * r + 0.0012426609473880784386;
            a = a * r + 0.026532189526576123093;
            a = a * r + 0.29656057182850489123;
            a = a * r + 1.7848265399172913358;
            a = a * r + 5.4637849111641143699;
            a = a * r + 6.6579046435011037772;
            b = 2.04426310338993978564e-15;
            b = b * r + 1.4215117583164458887e-7;
            b = b * r + 1.8463183175100546818e-5;
            b = b * r + 7.868691311456132591e-4;
            b = b * r + 0.0148753612908506148525;
            b = b * r + 0.13692988092273580531;
            b = b * r + 0.59983220655588793769;
            b = b * r + 1;
        }
        return q < 0 ? -a / b : a / b;
    }

    /** The standard normal distribution's quantile. */
    public static double ndtri(double p) {
        if (!(p > 0 && p < 1)) {
            return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return quantile(p - 0.5, Math.min(p, 1 - p));
    }

    /** The x whose error function is y. */
    public static double erfinv(double y) {
        if (!(Math.abs(y) < 1)) {
            return Math.abs(y) == 1 ? Math.copySign(Double.POSITIVE_INFINITY, y) : Double.NaN;
        }
        return quantile(0.5 * y, 0.5 * (1 - Math.abs(y))) * 0.7071067811865476;
    }

    /** The x whose complementary error function is y. */
    public static double erfcinv(double y) {
        if (!(y > 0 && y < 2)) {
            return y == 0 ? Double.POSITIVE_INFINITY : y == 2 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        return quantile(0.5 - 0.5 * y, 0.5 * Math.min(y, 2 - y)) * 0.7071067811865476;
    }

    /** The logarithm of the standard normal distribution below x of -20 or less: its asymptotic series. */
    public static double logTail(double x) {
        double y = 1 / (x * x);
        double term = 1;
        double sum = 0;
        for (int k = 1; k < 14; k++) {
            term *= -(2 * k - 1) * y;
            sum += term;
        }
        return -0.5 * x * x - Math.log(-x) - 0.9189385332046728 + Math.log1p(sum);
    }
}
