package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ScalarMath;

/**
 * Inverse hyperbolic functions of doubles over tiles.
 *
 * <p>The result t has exp(t) = cosh(t) + sinh(t) = 2^k m, m in [√½, √2), so t = k ln 2 + 2 atanh(s) with
 * s = (m - 1)/(m + 1). Where k is 0 that is sinh(t)/(cosh(t) + 1), without the cancellation; both are one formula with
 * a factor that is 0 or 1, and what rounding lost of the root is carried along. For atanh the exponential is √((1 + x)/(1 - x)), and s a quotient of sums rounded once.
 */
final class TileAreaHyperbolic {
    /** Past it asinh and acosh are left to a scalar pass. */
    private static final double FAR = 0x1p60;

    private static final double HUGE = 0x1p1000;
    private static final double LN2_HI = 0x1.62e42fefa3800p-1;
    private static final double LN2_LO = 0x1.ef35793c76730p-45;

    private TileAreaHyperbolic() {}

    static void asinh(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean far = scratch.anyKept(x, n, FAR);
        coshAndExp(x, scratch.d, scratch.c, n);
        coshLow(x, scratch.d, scratch.e, n);
        split(scratch, n);
        asinhRatio(x, scratch.d, scratch.e, scratch.c, scratch.b, scratch.a, n);
        divide(scratch.a, scratch.d, scratch.e, n);
        finish(scratch.a, scratch.b, x, 1, out, n);
        if (far) {
            asinhFar(scratch.kept, out, n);
        }
    }

    private static void coshAndExp(double[] x, double[] cosh, double[] exp, int n) {
        for (int i = 0; i < n; i++) {
            double r = Math.sqrt(Math.fma(x[i], x[i], 1));
            cosh[i] = r;
            exp[i] = r + Math.abs(x[i]);
        }
    }

    /** √(x² + 1) less its rounded value. */
    private static void coshLow(double[] x, double[] cosh, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double r = cosh[i];
            double square = Math.fma(x[i], x[i], 1);
            double rest = Math.fma(-r, r, square) + Math.fma(x[i], x[i], 1 - square);
            low[i] = rest * (0.5f / (float) r);
        }
    }

    /** Takes c apart: k goes to b, 2^k to c. */
    private static void split(TileScratch scratch, int n) {
        TileScratch.toBits(scratch.c, scratch.xBits, n);
        exponents(scratch.xBits, scratch.b, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.c, n);
    }

    private static void exponents(long[] bits, double[] k, long[] power, int n) {
        for (int i = 0; i < n; i++) {
            long e = (bits[i] - TileLog.SQRT_HALF_BITS) >> 52;
            k[i] = e;
            power[i] = (e + 1023) << 52;
        }
    }

    /** Leaves s as s/(d + low), where d comes in as cosh t. */
    private static void asinhRatio(
            double[] x, double[] d, double[] low, double[] power, double[] k, double[] s, int n) {
        for (int i = 0; i < n; i++) {
            double a = Math.abs(x[i]);
            double beyond = Math.signum(k[i]);
            double sum = d[i] + power[i];
            s[i] = Math.fma(beyond, d[i] - power[i], a) + beyond * low[i];
            low[i] = (1 - beyond) * ((power[i] - (sum - d[i])) + low[i]);
            d[i] = Math.fma(beyond, a, sum);
        }
    }

    /** q = q/(d + low). */
    private static void divide(double[] q, double[] d, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double inverse = TileScratch.inverse(d[i]);
            double quotient = q[i] * inverse;
            double rest = Math.fma(-quotient, low[i], Math.fma(-quotient, d[i], q[i]));
            q[i] = Math.fma(rest, inverse, quotient);
        }
    }

    /** q = (q + low)/d. */
    private static void divideSum(double[] q, double[] low, double[] d, int n) {
        for (int i = 0; i < n; i++) {
            double inverse = TileScratch.inverse(d[i]);
            double quotient = q[i] * inverse;
            q[i] = Math.fma(Math.fma(-quotient, d[i], q[i]) + low[i], inverse, quotient);
        }
    }

    /** (k ln 2 + 2 atanh(s)) scale, with the sign of x. */
    private static void finish(double[] s, double[] k, double[] x, double scale, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double low = Math.fma(s[i], TileLog.series(s[i] * s[i]), k[i] * LN2_LO);
            double t = Math.fma(k[i], LN2_HI, Math.fma(2, s[i], low));
            out[i] = t * (scale * Math.signum(x[i]));
        }
    }

    private static void asinhFar(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= FAR) {
                out[i] = ScalarMath.asinh(x[i]);
            }
        }
    }

    static void acosh(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean far = scratch.anyKept(x, n, FAR);
        sinhAndExp(x, scratch.d, scratch.c, n);
        sinhLow(x, scratch.d, scratch.e, n);
        split(scratch, n);
        acoshRatio(x, scratch.d, scratch.c, scratch.b, scratch.a, n);
        divideSum(scratch.a, scratch.e, scratch.d, n);
        finish(scratch.a, scratch.b, x, 1, out, n);
        if (far) {
            acoshFar(scratch.kept, out, n);
        }
    }

    private static void sinhAndExp(double[] x, double[] sinh, double[] exp, int n) {
        for (int i = 0; i < n; i++) {
            double square = Math.fma(x[i], x[i], -1);
            // negative, and so the root of it not a number, where x is
            double r = Math.sqrt(Math.fma(HUGE, Math.signum(x[i]) - 1, square));
            sinh[i] = r;
            exp[i] = x[i] + r;
        }
    }

    /** √(x² - 1) less its rounded value. */
    private static void sinhLow(double[] x, double[] sinh, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double r = sinh[i];
            double p = x[i] * x[i];
            double square = p - 1;
            double squareLow = ((p - square) - 1) + Math.fma(x[i], x[i], -p);
            low[i] = (Math.fma(-r, r, square) + squareLow) * (0.5f / ((float) r + 0x1p-60f));
        }
    }

    /** Leaves s as s/d, where d comes in as sinh t. */
    private static void acoshRatio(double[] x, double[] d, double[] power, double[] k, double[] s, int n) {
        for (int i = 0; i < n; i++) {
            double beyond = Math.signum(k[i]);
            s[i] = Math.fma(beyond, x[i] - power[i], d[i]);
            d[i] = Math.fma(beyond, d[i], x[i] + power[i]);
        }
    }

    private static void acoshFar(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= FAR) {
                out[i] = ScalarMath.acosh(x[i]);
            }
        }
    }

    static void atanh(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean outside = scratch.anyKept(x, n, 1);
        expOfTwice(x, scratch.c, n);
        split(scratch, n);
        atanhRatio(x, scratch.c, scratch.a, scratch.d, n);
        TileScratch.divide(scratch.a, scratch.d, n);
        finish(scratch.a, scratch.b, x, 0.5, out, n);
        if (outside) {
            atanhOutside(scratch.kept, out, n);
        }
    }

    /** (1 + |x|)/(1 - |x|) about; only its exponent is looked at. */
    private static void expOfTwice(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double a = Math.abs(x[i]);
            out[i] = (1 + a) * TileScratch.inverse(1 - a);
        }
    }

    /** Leaves s as s/d. */
    private static void atanhRatio(double[] x, double[] power, double[] s, double[] d, int n) {
        for (int i = 0; i < n; i++) {
            double a = Math.abs(x[i]);
            s[i] = Math.fma(power[i] - 1, a - 1, 2 * a);
            d[i] = Math.fma(power[i] - 1, 1 - a, 2);
        }
    }

    private static void atanhOutside(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= 1) {
                out[i] = ScalarMath.atanh(x[i]);
            }
        }
    }
}
