package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ScalarMath;

/**
 * Power over tiles: exp(y log x), the logarithm in double-double.
 *
 * <p>x = 2^k m as in {@link TileLog}; log(m) = 2s(1 + z(1/3 + z U(z))), s = (m - 1)/(m + 1), z = s², where all but the
 * polynomial U (minimax by Remez' algorithm at 50 digits, error 2^-66 of the logarithm) is carried in two doubles, so
 * that y log x is within 2^-63 of itself. Elements with a base that is not a positive normal number, an exponent that
 * is not finite, or a result near overflow or underflow are left to a scalar pass.
 */
final class TilePow {
    private static final double LN2_HI = 0x1.62e42fefa3800p-1;
    private static final double LN2_LO = 0x1.ef35793c76730p-45;
    private static final double THIRD_HI = 0x1.5555555555555p-2;
    private static final double THIRD_LO = 0x1.5555555555555p-56;
    private static final double BOUND = 708;

    private TilePow() {}

    static void pow(double[] x, double[] y, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        long[] xBits = scratch.xBits;
        long[] yBits = scratch.yBits;
        TileScratch.toBits(x, xBits, n);
        TileScratch.toBits(y, yBits, n);
        double[] high = scratch.a;
        double[] low = scratch.b;
        double[] p = scratch.d;
        double[] pLow = scratch.e;
        double[] m = scratch.c;
        long any = TileLog.split(xBits, high, scratch.bits, n) | anyNotFinite(yBits, n);
        TileScratch.fromBits(scratch.bits, m, n);
        ratio(m, low, n);
        series(m, low, p, pLow, n);
        log(m, low, p, pLow, n);
        times(y, m, low, high, low, n);
        boolean hard = any < 0 || TileScratch.anyBeyond(high, n, BOUND);
        expOfSum(high, low, out, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, m, n);
        scale(out, m, n);
        if (hard) {
            powHard(xBits, yBits, high, out, n);
        }
    }

    private static void powHard(long[] xBits, long[] yBits, double[] high, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (TileLog.notNormal(xBits[i]) < 0 || notFinite(yBits[i]) < 0 || !(Math.abs(high[i]) < BOUND)) {
                out[i] = ScalarMath.pow(Double.longBitsToDouble(xBits[i]), Double.longBitsToDouble(yBits[i]));
            }
        }
    }

    /** Negative if the bits are an infinity's or a NaN's. */
    private static long notFinite(long bits) {
        return 0x7fefffffffffffffL - (bits & Long.MAX_VALUE);
    }

    private static long anyNotFinite(long[] bits, int n) {
        long any = 0;
        for (int i = 0; i < n; i++) {
            any |= notFinite(bits[i]);
        }
        return any;
    }

    /** (s, sLow) = (s - 1)/(s + 1), where s comes in as m. */
    private static void ratio(double[] s, double[] sLow, int n) {
        for (int i = 0; i < n; i++) {
            double m = s[i];
            double f = m - 1;
            double d = m + 1;
            double dLow = m - (d - 1);
            double inverse = TileScratch.inverse(d);
            double estimate = f * inverse;
            double q = Math.fma(Math.fma(-estimate, d, f), inverse, estimate);
            s[i] = q;
            sLow[i] = Math.fma(-q, dLow, Math.fma(-q, d, f)) * inverse;
        }
    }

    /** (p, pLow) = atanh(s)/s - 1 = z(1/3 + z U(z)). */
    private static void series(double[] s, double[] sLow, double[] p, double[] pLow, int n) {
        for (int i = 0; i < n; i++) {
            double z = s[i] * s[i];
            double zLow = Math.fma(2 * s[i], sLow[i], Math.fma(s[i], s[i], -z));
            double u = Math.fma(0x1.0e4a30593e5bap-4, z, 0x1.0f7f209a3568ep-4);
            u = Math.fma(u, z, 0x1.3b1ef462e2afcp-4);
            u = Math.fma(u, z, 0x1.745ce9b6b4f79p-4);
            u = Math.fma(u, z, 0x1.c71c722de39ebp-4);
            u = Math.fma(u, z, 0x1.2492492457802p-3);
            u = Math.fma(u, z, 0x1.9999999999b33p-3);
            double w = u * z;
            double t = THIRD_HI + w;
            double tLow = (THIRD_HI - t) + w + THIRD_LO;
            double product = z * t;
            p[i] = product;
            pLow[i] = Math.fma(z, t, -product) + Math.fma(z, tLow, zLow * t);
        }
    }

    /** (s, sLow) = 2 s (1 + p) = log m. */
    private static void log(double[] s, double[] sLow, double[] p, double[] pLow, int n) {
        for (int i = 0; i < n; i++) {
            double q = s[i] * p[i];
            double qLow = Math.fma(s[i], p[i], -q) + Math.fma(s[i], pLow[i], sLow[i] * p[i]);
            double v = s[i] + q;
            double vLow = ((s[i] - v) + q) + (qLow + sLow[i]);
            s[i] = 2 * v;
            sLow[i] = 2 * vLow;
        }
    }

    /** (high, low) = y (high ln 2 + m + mLow), where high comes in as the exponent of x. */
    private static void times(double[] y, double[] m, double[] mLow, double[] high, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double a = high[i] * LN2_HI;
            double log = a + m[i];
            double logLow = ((a - log) + m[i]) + Math.fma(high[i], LN2_LO, mLow[i]);
            double product = y[i] * log;
            high[i] = product;
            low[i] = Math.fma(y[i], logLow, Math.fma(y[i], log, -product));
        }
    }

    private static void expOfSum(double[] high, double[] low, double[] out, long[] bits, int n) {
        for (int i = 0; i < n; i++) {
            double k = TileExp.nearest(high[i]);
            out[i] = TileExp.expm1Reduced(TileExp.reduce(high[i], k) + low[i]) + 1;
            bits[i] = ((long) k + 1023) << 52;
        }
    }

    private static void scale(double[] p, double[] scale, int n) {
        for (int i = 0; i < n; i++) {
            p[i] *= scale[i];
        }
    }
}
