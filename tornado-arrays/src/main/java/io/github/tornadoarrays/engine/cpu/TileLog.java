package io.github.tornadoarrays.engine.cpu;

/**
 * Logarithms over tiles.
 *
 * <p>x = 2^k m with m in [√½, √2), taken apart in integers; log(x) = k ln 2 + log(1 + f), f = m - 1. In double, with
 * s = f/(2 + f), log(1 + f) = 2 atanh(s), and the polynomial is minimax for (2 atanh(s)/s - 2)/s² in s² (error 2^-59
 * of the logarithm); in float it is minimax for (log(1 + f) - f + f²/2)/f³ (2^-30). Both by Remez' algorithm at 50
 * digits. Elements that are not positive normal numbers are left to a scalar pass.
 */
final class TileLog {
    static final long SQRT_HALF_BITS = 0x3fe6a09e667f3bcdL;
    private static final int SQRT_HALF_BITS_F = 0x3f3504f3;
    private static final double LN2_HI = 0x1.62e42fefa3800p-1;
    private static final double LN2_LO = 0x1.ef35793c76730p-45;
    private static final float LN2_HI_F = 0x1.62ep-1f;
    private static final float LN2_LO_F = 0x1.0bfbe8p-15f;

    private TileLog() {}

    /** Negative unless the bits are a positive normal number's; made for OR over a tile. */
    static long notNormal(long bits) {
        return (bits - 0x0010000000000000L) | (0x7fefffffffffffffL - bits);
    }

    private static int notNormal(int bits) {
        return (bits - 0x00800000) | (0x7f7fffff - bits);
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

    private static void logOf(double[] m, double[] exponent, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double f = m[i] - 1;
            double s = f / (m[i] + 1);
            double z = s * s;
            double p = Math.fma(0x1.2f0d8f54e86bep-3, z, 0x1.39a0f51707fe1p-3);
            p = Math.fma(p, z, 0x1.7466462a11c7ep-3);
            p = Math.fma(p, z, 0x1.c71c51e80c659p-3);
            p = Math.fma(p, z, 0x1.24924942177b3p-2);
            p = Math.fma(p, z, 0x1.999999997fb35p-2);
            p = Math.fma(p, z, 0x1.5555555555593p-1);
            double h = 0.5 * f * f;
            double low = Math.fma(s, Math.fma(z, p, h), exponent[i] * LN2_LO);
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

    private static int split(int[] xBits, float[] exponent, int[] mBits, int n) {
        int any = 0;
        for (int i = 0; i < n; i++) {
            int bits = xBits[i];
            any |= notNormal(bits);
            int e = (bits - SQRT_HALF_BITS_F) >> 23;
            exponent[i] = e;
            mBits[i] = bits - (e << 23);
        }
        return any;
    }

    static void log(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        int[] xBits = scratch.xBitsF;
        TileScratch.toBits(x, xBits, n);
        boolean special = split(xBits, scratch.bF, scratch.bitsF, n) < 0;
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
            float low = Math.fma(f * z, p, exponent[i] * LN2_LO_F);
            out[i] = Math.fma(exponent[i], LN2_HI_F, f + Math.fma(-0.5f, z, low));
        }
    }

    private static void logSpecial(int[] xBits, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = (float) Math.log(Float.intBitsToFloat(xBits[i]));
            }
        }
    }
}
