package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ScalarMath;

/**
 * Power of floats over tiles: 2^(y log2 x), the logarithm in double.
 *
 * <p>|x| = 2^e m with m in [√½, √2), taken apart in integers; log2(m)/(m - 1) is a minimax polynomial (relative error
 * 2^-33, so that y log2 x is within 2^-26 wherever 2 to its power is a float), and so is (2^r - 1)/r on [-½, ½] in
 * float (2^-27), both by Remez' algorithm at 40 digits. A negative base needs a pass for the parity of y; a base that
 * is zero, subnormal or not finite and a y that is not finite are left to a scalar pass.
 */
final class TilePowF {
    private static final int SQRT_HALF_BITS = 0x3f3504f3;
    private static final double ROUND = 0x1.8p52;
    private static final int BOUND = 125;
    private static final float FAR = 160;

    private TilePowF() {}

    static void pow(float[] x, float[] y, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        int[] xBits = scratch.xBitsF;
        int[] yBits = scratch.yBitsF;
        float[] m = scratch.aF;
        float[] k = scratch.bF;
        float[] r = scratch.cF;
        TileScratch.toBits(x, xBits, n);
        TileScratch.toBits(y, yBits, n);
        split(xBits, k, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, m, n);
        exponents(m, y, k, r, n);
        if (check(xBits, yBits, k, n) < 0) {
            anywhere(scratch, out, n);
            return;
        }
        raise(r, k, m, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, k, n);
        scale(m, k, out, n);
    }

    private static void anywhere(TileScratch scratch, float[] out, int n) {
        raiseFar(scratch.cF, scratch.bF, scratch.aF, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.bF, n);
        scaleTwice(scratch.aF, scratch.bF, out, n);
        TileScratch.fromBits(scratch.yBitsF, scratch.cF, n);
        signs(scratch.xBitsF, scratch.cF, out, n);
        specials(scratch.xBitsF, scratch.yBitsF, out, n);
    }

    /** Leaves the exponents of |x| in e and m in mBits. */
    private static void split(int[] xBits, float[] e, int[] mBits, int n) {
        for (int i = 0; i < n; i++) {
            int bits = xBits[i] & Integer.MAX_VALUE;
            int exponent = (bits - SQRT_HALF_BITS) >> 23;
            e[i] = exponent;
            mBits[i] = bits - (exponent << 23);
        }
    }

    /** log2(1 + f)/f. */
    static double log2Ratio(double f) {
        double p = Math.fma(-0x1.61a4d5a0f0336p-4, f, 0x1.3d2a267d509c0p-3);
        p = Math.fma(p, f, -0x1.4184d60e1ff1ep-3);
        p = Math.fma(p, f, 0x1.45a2580790b23p-3);
        p = Math.fma(p, f, -0x1.6eaf4837a37fbp-3);
        p = Math.fma(p, f, 0x1.a615bf31eab1dp-3);
        p = Math.fma(p, f, -0x1.ec8d82b841fa5p-3);
        p = Math.fma(p, f, 0x1.277733518cbecp-2);
        p = Math.fma(p, f, -0x1.715435bb37f88p-2);
        p = Math.fma(p, f, 0x1.ec709bfe64486p-2);
        p = Math.fma(p, f, -0x1.7154767bdab3ep-1);
        return Math.fma(p, f, 0x1.71547652f0045p+0);
    }

    /** (k + r) = y log2 x, where the exponent of x comes in as k. */
    private static void exponents(float[] m, float[] y, float[] k, float[] r, int n) {
        for (int i = 0; i < n; i++) {
            double f = m[i] - 1f;
            double t = Math.fma(log2Ratio(f), f, k[i]) * y[i];
            double whole = (t + ROUND) - ROUND;
            k[i] = (float) whole;
            r[i] = (float) (t - whole);
        }
    }

    /** Negative unless |x| is a normal number and y finite. */
    private static int special(int xBits, int yBits) {
        int magnitude = xBits & Integer.MAX_VALUE;
        return (magnitude - 0x00800000) | (0x7f7fffff - magnitude) | (0x7f7fffff - (yBits & Integer.MAX_VALUE));
    }

    /** Negative if an element is special, an x negative or 2^k near overflow or underflow. */
    private static int check(int[] xBits, int[] yBits, float[] k, int n) {
        int any = 0;
        for (int i = 0; i < n; i++) {
            any |= special(xBits[i], yBits[i]) | xBits[i] | (BOUND - Math.abs((int) k[i]));
        }
        return any;
    }

    /** 2^r. */
    static float exp2(float r) {
        float p = Math.fma(0x1.446c7ep-13f, r, 0x1.5f089ep-10f);
        p = Math.fma(p, r, 0x1.3b29e4p-7f);
        p = Math.fma(p, r, 0x1.c6af6cp-5f);
        p = Math.fma(p, r, 0x1.ebfbe0p-3f);
        p = Math.fma(p, r, 0x1.62e430p-1f);
        return Math.fma(p, r, 1);
    }

    private static void raise(float[] r, float[] k, float[] p, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            p[i] = exp2(r[i]);
            bits[i] = ((int) k[i] + 127) << 23;
        }
    }

    private static void scale(float[] p, float[] scale, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = p[i] * scale[i];
        }
    }

    /** As raise, with 2^⌊k/2⌋ in bits and the rest in p, for k brought to where the result is infinite or zero; r is off there. */
    private static void raiseFar(float[] r, float[] k, float[] p, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            int whole = (int) Math.max(-FAR, Math.min(k[i], FAR));
            int half = whole >> 1;
            float rest = Math.max(-0.5f, Math.min(r[i], 0.5f));
            p[i] = exp2(rest) * (1 + (whole - 2 * half));
            bits[i] = (half + 127) << 23;
        }
    }

    private static void scaleTwice(float[] p, float[] scale, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = p[i] * scale[i] * scale[i];
        }
    }

    /** Where x is negative: -1 times for odd y, NaN for a y that is no integer, as the root of -1. */
    private static void signs(int[] xBits, float[] y, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            double t = y[i];
            double negative = xBits[i] >>> 31;
            double odd = Math.abs(Math.fma(-2, Math.rint(0.5 * t), t));
            double broken = Math.signum(Math.abs(t - Math.rint(t)));
            out[i] *= (float) (Math.fma(-2 * negative, odd, 1) + Math.sqrt(-negative * broken));
        }
    }

    private static void specials(int[] xBits, int[] yBits, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (special(xBits[i], yBits[i]) < 0) {
                out[i] = ScalarMath.pow(Float.intBitsToFloat(xBits[i]), Float.intBitsToFloat(yBits[i]));
            }
        }
    }
}
