package io.github.tornadoarrays.engine.cpu;

/**
 * Exponential functions over tiles.
 *
 * <p>With k the integer nearest x/ln 2 and r = x - k ln 2, exp(x) = 2^k exp(r). The polynomials are minimax
 * approximations of (exp(r) - 1 - r)/r² on [-ln(2)/2, ln(2)/2], by Remez' algorithm at 50 digits; relative to r their
 * error is 2^-61 (double) and 2^-32 (float). Adding {@link #ROUND} rounds to an integer, and ln 2 is in two parts of
 * which the first times k is exact.
 */
final class TileExp {
    private static final double LOG2_E = 0x1.71547652b82fep+0;
    private static final double LN2 = 0x1.62e42fefa39efp-1;
    static final double LN2_HI = 0x1.62e42fefa3800p-1;
    static final double LN2_LO = 0x1.ef35793c76730p-45;
    private static final double ROUND = 0x1.8p52;

    private static final float LOG2_E_F = 0x1.715476p+0f;
    static final float LN2_HI_F = 0x1.62ep-1f;
    static final float LN2_LO_F = 0x1.0bfbe8p-15f;
    private static final float ROUND_F = 0x1.8p23f;

    private TileExp() {}

    static double nearest(double x) {
        return Math.fma(x, LOG2_E, ROUND) - ROUND;
    }

    static double reduce(double x, double k) {
        return Math.fma(k, -LN2_LO, Math.fma(k, -LN2_HI, x));
    }

    /** (exp(r) - 1 - r)/r². */
    static double tail(double r) {
        double p = Math.fma(0x1.1f957605c7e6dp-29, r, 0x1.af5ebf4cfa2b4p-26);
        p = Math.fma(p, r, 0x1.27e4c5920f230p-22);
        p = Math.fma(p, r, 0x1.71ddf85377f97p-19);
        p = Math.fma(p, r, 0x1.a01a01b0bfcd0p-16);
        p = Math.fma(p, r, 0x1.a01a01afe5356p-13);
        p = Math.fma(p, r, 0x1.6c16c16c1442bp-10);
        p = Math.fma(p, r, 0x1.111111110f6aep-7);
        p = Math.fma(p, r, 0x1.555555555555ap-5);
        p = Math.fma(p, r, 0x1.5555555555559p-3);
        return Math.fma(p, r, 0.5);
    }

    /** exp(r) - 1. */
    static double expm1Reduced(double r) {
        return Math.fma(r * r, tail(r), r);
    }

    /** exp(r) - 1 within 2^-32. */
    static double expm1Short(double r) {
        double p = Math.fma(0x1.a1a190p-13, r, 0x1.6d7486p-10);
        p = Math.fma(p, r, 0x1.111090p-7);
        p = Math.fma(p, r, 0x1.5554aep-5);
        p = Math.fma(p, r, 0x1.555556p-3);
        p = Math.fma(p, r, 0.5);
        return Math.fma(r * r, p, r);
    }

    static float nearest(float x) {
        return Math.fma(x, LOG2_E_F, ROUND_F) - ROUND_F;
    }

    private static float reduce(float x, float k) {
        return Math.fma(k, -LN2_LO_F, Math.fma(k, -LN2_HI_F, x));
    }

    static float tail(float r) {
        float p = Math.fma(0x1.a1a190p-13f, r, 0x1.6d7486p-10f);
        p = Math.fma(p, r, 0x1.111090p-7f);
        p = Math.fma(p, r, 0x1.5554aep-5f);
        p = Math.fma(p, r, 0x1.555556p-3f);
        return Math.fma(p, r, 0.5f);
    }

    private static float expm1Reduced(float r) {
        return Math.fma(r * r, tail(r), r);
    }

    static void exp(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        double[] t = scratch.clamped(x, n, 709, -746, 710);
        raise(t, out, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        scaleTwice(out, scratch.a, n);
    }

    /** Leaves 2^(k mod 2) exp(r) in out and 2^⌊k/2⌋ in bits. */
    private static void raise(double[] x, double[] out, long[] bits, int n) {
        for (int i = 0; i < n; i++) {
            double k = nearest(x[i]);
            double p = expm1Reduced(reduce(x[i], k)) + 1;
            long whole = (long) k;
            long half = whole >> 1;
            bits[i] = (half + 1023) << 52;
            out[i] = p * (1 + (whole - 2 * half));
        }
    }

    /** By half the exponent each time, so that neither factor overflows where the result does not, nor is subnormal. */
    private static void scaleTwice(double[] p, double[] scale, int n) {
        for (int i = 0; i < n; i++) {
            p[i] = p[i] * scale[i] * scale[i];
        }
    }

    static void exp(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        float[] t = scratch.clamped(x, n, 88, -105, 89);
        raise(t, out, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.aF, n);
        scaleTwice(out, scratch.aF, n);
    }

    /** Leaves 2^(k mod 2) exp(r) in out and 2^⌊k/2⌋ in bits. */
    private static void raise(float[] x, float[] out, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            float k = nearest(x[i]);
            float p = expm1Reduced(reduce(x[i], k)) + 1;
            int whole = (int) k;
            int half = whole >> 1;
            bits[i] = (half + 127) << 23;
            out[i] = p * (1 + (whole - 2 * half));
        }
    }

    /** By half the exponent each time, so that neither factor overflows where the result does not, nor is subnormal. */
    private static void scaleTwice(float[] p, float[] scale, int n) {
        for (int i = 0; i < n; i++) {
            p[i] = p[i] * scale[i] * scale[i];
        }
    }

    static void exp2(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        double[] t = scratch.clamped(x, n, 1022, -1080, 1026);
        raiseTwo(t, out, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        scaleTwice(out, scratch.a, n);
    }

    private static void raiseTwo(double[] x, double[] out, long[] bits, int n) {
        for (int i = 0; i < n; i++) {
            double k = (x[i] + ROUND) - ROUND;
            double p = expm1Reduced((x[i] - k) * LN2) + 1;
            long whole = (long) k;
            long half = whole >> 1;
            bits[i] = (half + 1023) << 52;
            out[i] = p * (1 + (whole - 2 * half));
        }
    }

    static void exp2(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        float[] t = scratch.clamped(x, n, 126, -160, 130);
        raiseTwo(t, out, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.aF, n);
        scaleTwice(out, scratch.aF, n);
    }

    private static void raiseTwo(float[] x, float[] out, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            float k = (x[i] + ROUND_F) - ROUND_F;
            int whole = (int) k;
            int half = whole >> 1;
            bits[i] = (half + 127) << 23;
            out[i] = TilePowF.exp2(x[i] - k) * (1 + (whole - 2 * half));
        }
    }
}
