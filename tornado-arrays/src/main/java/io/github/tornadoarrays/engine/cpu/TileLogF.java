package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ScalarMath;

/**
 * Logarithms of floats over tiles.
 *
 * <p>As in {@link TileLog}, x = 2^k m; the polynomial for log is minimax for (log(1 + f) - f + f²/2)/f³ (error 2^-30 of
 * the logarithm), by Remez' algorithm at 50 digits. The others are in double with the polynomial of {@link TilePowF},
 * so that a logarithm that is a float is that float. Elements that are not positive normal numbers are left to a scalar
 * pass.
 */
final class TileLogF {
    static final int SQRT_HALF_BITS = 0x3f3504f3;
    private static final int HUGE_BITS = 0x7e800000;
    private static final float LN2_HI = 0x1.62ep-1f;
    private static final float LN2_LO = 0x1.0bfbe8p-15f;
    private static final double LN2 = 0x1.62e42fefa39efp-1;
    private static final double LOG10_2 = 0x1.34413509f79ffp-2;

    private TileLogF() {}

    /** Negative unless the bits are a positive normal number's; made for OR over a tile. */
    static int notNormal(int bits) {
        return (bits - 0x00800000) | (0x7f7fffff - bits);
    }

    /** Apart from the split, for C2 does not vectorise the two in one loop, as it does for longs. */
    private static int anyNotNormal(int[] bits, int n) {
        int any = 0;
        for (int i = 0; i < n; i++) {
            any |= notNormal(bits[i]);
        }
        return any;
    }

    private static void split(int[] xBits, float[] exponent, int[] mBits, int n) {
        for (int i = 0; i < n; i++) {
            int bits = xBits[i];
            int e = (bits - SQRT_HALF_BITS) >> 23;
            exponent[i] = e;
            mBits[i] = bits - (e << 23);
        }
    }

    static void log(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        int[] xBits = scratch.xBitsF;
        TileScratch.toBits(x, xBits, n);
        boolean special = anyNotNormal(xBits, n) < 0;
        split(xBits, scratch.bF, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.aF, n);
        logOf(scratch.aF, scratch.bF, out, n);
        if (special) {
            logSpecial(xBits, out, n);
        }
    }

    private static void logOf(float[] m, float[] exponent, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float f = m[i] - 1;
            float z = f * f;
            float p = Math.fma(0x1.145780p-4f, f, -0x1.de3bdep-4f);
            p = Math.fma(p, f, 0x1.e6f052p-4f);
            p = Math.fma(p, f, -0x1.fc220ap-4f);
            p = Math.fma(p, f, 0x1.23376ap-3f);
            p = Math.fma(p, f, -0x1.555c4ep-3f);
            p = Math.fma(p, f, 0x1.99a4b6p-3f);
            p = Math.fma(p, f, -0x1.000006p-2f);
            p = Math.fma(p, f, 0x1.555548p-2f);
            float low = Math.fma(f * z, p, exponent[i] * LN2_LO);
            out[i] = Math.fma(exponent[i], LN2_HI, f + Math.fma(-0.5f, z, low));
        }
    }

    private static void logSpecial(int[] xBits, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = (float) Math.log(Float.intBitsToFloat(xBits[i]));
            }
        }
    }

    static void log2(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        int[] xBits = scratch.xBitsF;
        TileScratch.toBits(x, xBits, n);
        boolean special = anyNotNormal(xBits, n) < 0;
        split(xBits, scratch.bF, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.aF, n);
        log2Of(scratch.aF, scratch.bF, 1, out, n);
        if (special) {
            log2Special(xBits, out, n);
        }
    }

    private static void log2Of(float[] m, float[] exponent, double scale, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            double f = m[i] - 1f;
            out[i] = (float) (scale * Math.fma(TilePowF.log2Ratio(f), f, exponent[i]));
        }
    }

    private static void log2Special(int[] xBits, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = ScalarMath.log2(Float.intBitsToFloat(xBits[i]));
            }
        }
    }

    static void log10(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        int[] xBits = scratch.xBitsF;
        TileScratch.toBits(x, xBits, n);
        boolean special = anyNotNormal(xBits, n) < 0;
        split(xBits, scratch.bF, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.aF, n);
        log2Of(scratch.aF, scratch.bF, LOG10_2, out, n);
        if (special) {
            log10Special(xBits, out, n);
        }
    }

    private static void log10Special(int[] xBits, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = (float) Math.log10(Float.intBitsToFloat(xBits[i]));
            }
        }
    }

    /** 1 + x rounded tells k; f = 2^-k x + (2^-k - 1) is rounded once, in double. */
    static void log1p(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        int[] uBits = scratch.xBitsF;
        float[] u = scratch.aF;
        onePlus(x, u, n);
        TileScratch.toBits(u, uBits, n);
        boolean special = anyNotNormal(uBits, n) < 0 || anyHuge(uBits, n) < 0;
        if (special) {
            TileScratch.toBits(x, scratch.yBitsF, n);
        }
        exponents(uBits, scratch.bF, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, u, n);
        log1pOf(x, u, scratch.bF, out, n);
        if (special) {
            log1pSpecial(scratch.yBitsF, uBits, out, n);
        }
    }

    private static void onePlus(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = 1 + x[i];
        }
    }

    /** Leaves k in exponent and 2^-k in scaleBits. */
    private static void exponents(int[] bits, float[] exponent, int[] scaleBits, int n) {
        for (int i = 0; i < n; i++) {
            int e = (bits[i] - SQRT_HALF_BITS) >> 23;
            exponent[i] = e;
            scaleBits[i] = (127 - e) << 23;
        }
    }

    /** Where 2^-k would be subnormal. */
    private static int anyHuge(int[] bits, int n) {
        int any = 0;
        for (int i = 0; i < n; i++) {
            any |= HUGE_BITS - bits[i];
        }
        return any;
    }

    private static void log1pOf(float[] x, float[] scale, float[] exponent, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            double t = x[i];
            double s = scale[i];
            double f = Math.fma(t, s, s - 1);
            double log = LN2 * Math.fma(TilePowF.log2Ratio(f), f, exponent[i]);
            out[i] = (float) (Math.abs(log) * Math.signum(t));
        }
    }

    private static void log1pSpecial(int[] xBits, int[] uBits, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if ((notNormal(uBits[i]) | (HUGE_BITS - uBits[i])) < 0) {
                out[i] = (float) Math.log1p(Float.intBitsToFloat(xBits[i]));
            }
        }
    }
}
