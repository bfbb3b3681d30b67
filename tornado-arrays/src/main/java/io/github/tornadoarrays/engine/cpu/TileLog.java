package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ScalarMath;

/**
 * Logarithms of doubles over tiles.
 *
 * <p>x = 2^k m with m in [√½, √2), taken apart in integers; log(x) = k ln 2 + log(1 + f), f = m - 1. With
 * s = f/(2 + f), log(1 + f) = 2 atanh(s), and the polynomial is minimax for (2 atanh(s)/s - 2)/s² in s² (error 2^-59
 * of the logarithm), by Remez' algorithm at 50 digits. Elements that are not positive normal numbers are left to a
 * scalar pass.
 */
final class TileLog {
    static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;
    private static final double LN2_HI = 0x1.62e42fefa3800p-1;
    private static final double LN2_LO = 0x1.ef35793c76730p-45;
    private static final double LOG2_E = 0x1.71547652b82fep+0;
    private static final double LOG10_E = 0x1.bcb7b1526e50ep-2;
    private static final double LOG10_2_HI = 0x1.34413509f6p-2;
    private static final double LOG10_2_LO = 0x1.9fef311f12b36p-42;
    private static final double INFINITE = 0x1p1000;

    private TileLog() {}

    /** Negative unless the bits are a positive normal number's; made for OR over a tile. */
    static long notNormal(long bits) {
        return (bits - 0x0010000000000000L) | (0x7fefffffffffffffL - bits);
    }

    /** Splits x into its exponents (doubles) and m; returns a negative number if an element needs the scalar pass. */
    static long split(long[] xBits, double[] exponent, long[] mBits, int n) {
        long any = 0;
        for (int i = 0; i < n; i++) {
            long bits = xBits[i];
            any |= notNormal(bits);
            long e = (bits - SQRT_HALF_BITS) >> 52;
            exponent[i] = e;
            mBits[i] = bits - (e << 52);
        }
        return any;
    }

    static void log(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        long[] xBits = scratch.xBits;
        TileScratch.toBits(x, xBits, n);
        boolean special = split(xBits, scratch.b, scratch.bits, n) < 0;
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        logOf(scratch.a, scratch.b, out, n);
        if (special) {
            logSpecial(xBits, out, n);
        }
    }

    /** log(1 + f). */
    private static double log1pReduced(double f) {
        double s = f / (f + 2);
        double h = 0.5 * f * f;
        return f - (h - s * (h + series(s * s)));
    }

    /** 2 atanh(s)/s - 2, of z = s². */
    static double series(double z) {
        double p = Math.fma(0x1.2f0d8f54e86bep-3, z, 0x1.39a0f51707fe1p-3);
        p = Math.fma(p, z, 0x1.7466462a11c7ep-3);
        p = Math.fma(p, z, 0x1.c71c51e80c659p-3);
        p = Math.fma(p, z, 0x1.24924942177b3p-2);
        p = Math.fma(p, z, 0x1.999999997fb35p-2);
        return z * Math.fma(p, z, 0x1.5555555555593p-1);
    }

    private static void logOf(double[] m, double[] exponent, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double f = m[i] - 1;
            double s = f / (f + 2);
            double h = 0.5 * f * f;
            double low = Math.fma(s, h + series(s * s), exponent[i] * LN2_LO);
            out[i] = Math.fma(exponent[i], LN2_HI, f - (h - low));
        }
    }

    private static void logSpecial(long[] xBits, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = Math.log(Double.longBitsToDouble(xBits[i]));
            }
        }
    }

    static void log2(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        long[] xBits = scratch.xBits;
        TileScratch.toBits(x, xBits, n);
        boolean special = split(xBits, scratch.b, scratch.bits, n) < 0;
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        log2Of(scratch.a, scratch.b, out, n);
        if (special) {
            log2Special(xBits, out, n);
        }
    }

    private static void log2Of(double[] m, double[] exponent, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(log1pReduced(m[i] - 1), LOG2_E, exponent[i]);
        }
    }

    private static void log2Special(long[] xBits, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = ScalarMath.log2(Double.longBitsToDouble(xBits[i]));
            }
        }
    }

    static void log10(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        long[] xBits = scratch.xBits;
        TileScratch.toBits(x, xBits, n);
        boolean special = split(xBits, scratch.b, scratch.bits, n) < 0;
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        log10Of(scratch.a, scratch.b, out, n);
        if (special) {
            log10Special(xBits, out, n);
        }
    }

    private static void log10Of(double[] m, double[] exponent, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double low = Math.fma(log1pReduced(m[i] - 1), LOG10_E, exponent[i] * LOG10_2_LO);
            out[i] = Math.fma(exponent[i], LOG10_2_HI, low);
        }
    }

    private static void log10Special(long[] xBits, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = Math.log10(Double.longBitsToDouble(xBits[i]));
            }
        }
    }

    /** log(u) + (1 + x - u)/u of u = 1 + x rounded; |result| and sign apart, for the sum loses the sign of zero. */
    static void log1p(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        long[] xBits = scratch.xBits;
        onePlus(x, scratch.c, scratch.d, n);
        TileScratch.toBits(scratch.c, xBits, n);
        boolean special = split(xBits, scratch.b, scratch.bits, n) < 0;
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        if (special) {
            System.arraycopy(x, 0, scratch.kept, 0, n);
        }
        log1pOf(x, scratch.a, scratch.b, scratch.d, out, n);
        if (special) {
            log1pSpecial(scratch.kept, xBits, out, n);
        }
    }

    private static void onePlus(double[] x, double[] u, double[] rest, int n) {
        for (int i = 0; i < n; i++) {
            double sum = 1 + x[i];
            double back = sum - 1;
            u[i] = sum;
            rest[i] = ((1 - (sum - back)) + (x[i] - back)) / sum;
        }
    }

    private static void log1pOf(double[] x, double[] m, double[] exponent, double[] rest, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double f = m[i] - 1;
            double s = f / (f + 2);
            double h = 0.5 * f * f;
            double low = Math.fma(s, h + series(s * s), Math.fma(exponent[i], LN2_LO, rest[i]));
            double log = Math.fma(exponent[i], LN2_HI, f - (h - low));
            out[i] = Math.abs(log) * Math.signum(x[i]);
        }
    }

    private static void log1pSpecial(double[] x, long[] uBits, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(uBits[i]) < 0) {
                out[i] = Math.log1p(x[i]);
            }
        }
    }

    /** max(x, y) + log1p(exp(-|x - y|)); infinities are left to a scalar pass. */
    static void logaddexp(double[] x, double[] y, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean special = TileScratch.anyBeyond(x, n, INFINITE) || TileScratch.anyBeyond(y, n, INFINITE);
        double[] max = scratch.e;
        double[] less = scratch.f;
        if (special) {
            System.arraycopy(x, 0, scratch.keptX, 0, n);
            System.arraycopy(y, 0, scratch.keptY, 0, n);
        }
        apart(x, y, max, less, n);
        TileExp.exp(less, less, n);
        log1p(less, less, n);
        sum(max, less, out, n);
        if (special) {
            logaddexpSpecial(scratch.keptX, scratch.keptY, out, n);
        }
    }

    private static void apart(double[] x, double[] y, double[] max, double[] less, int n) {
        for (int i = 0; i < n; i++) {
            max[i] = Math.max(x[i], y[i]);
            less[i] = -Math.abs(x[i] - y[i]);
        }
    }

    private static void sum(double[] x, double[] y, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = x[i] + y[i];
        }
    }

    private static void logaddexpSpecial(double[] x, double[] y, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= INFINITE || Math.abs(y[i]) >= INFINITE) {
                out[i] = ScalarMath.logaddexp(x[i], y[i]);
            }
        }
    }
}
