package io.github.tornadoarrays.engine.cpu;

/**
 * Inverse trigonometric functions of floats over tiles, as {@link TileArc} has those of doubles; the polynomials'
 * relative error is 2^-30 for atan and 2^-27 for asin. The loops are short, for C2 has to unroll them sixteen times.
 */
final class TileArcF {
    /** Past it atan clamps its argument; outside [1/FAR, FAR] atan2 leaves a point to a scalar pass. */
    private static final float FAR = 0x1p50f;

    private static final int FAR_BITS = 0x58800000;
    private static final int NEAR_BITS = 0x26800000;

    /** 1/tan(π/8) and tan(π/8); no number times either is 1, so that no comparison is a draw. */
    private static final float COT_EIGHTH = 0x1.3504f6p1f;

    private static final float TAN_EIGHTH = 0x1.a8279ap-2f;

    /** Breaks the draws of atan2; nothing next to any other difference. */
    private static final float TINY = 0x1p-100f;

    private static final float JUST_BELOW_TWO = 0x1.fffffep+0f;
    private static final float QUARTER_PI_HI = 0x1.921fb6p-1f;
    private static final float QUARTER_PI_LO = -0x1.777a5p-26f;

    private TileArcF() {}

    /** 1 for positive d, 0 for negative. */
    private static float positive(float d) {
        return Math.fma(0.5f, Math.signum(d), 0.5f);
    }

    /** atan(s)/s - 1, of z = s². */
    private static float atanSeries(float z) {
        float p = Math.fma(-0x1.f25fd2p-5f, z, 0x1.b20440p-4f);
        p = Math.fma(p, z, -0x1.23b6e2p-3f);
        p = Math.fma(p, z, 0x1.9991b0p-3f);
        return z * Math.fma(p, z, -0x1.55554ap-2f);
    }

    /** asin(s)/s - 1, of z = s². */
    private static float asinSeries(float z) {
        float p = Math.fma(0x1.59dba8p-5f, z, 0x1.8ba352p-6f);
        p = Math.fma(p, z, 0x1.748c02p-5f);
        p = Math.fma(p, z, 0x1.330156p-4f);
        return z * Math.fma(p, z, 0x1.5555cap-3f);
    }

    static void atan(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        float[] t = scratch.clamped(x, n, FAR, -FAR, FAR);
        turn(t, scratch.aF, scratch.bF, scratch.cF, n);
        TileScratch.divide(scratch.aF, scratch.bF, n);
        atanOf(t, scratch.aF, scratch.cF, out, n);
    }

    /** Leaves q as q/d, and the eighths of a circle turned by. */
    private static void turn(float[] x, float[] q, float[] d, float[] eighths, int n) {
        for (int i = 0; i < n; i++) {
            float a = Math.abs(x[i]);
            float past1 = positive(Math.fma(a, COT_EIGHTH, -1));
            float past3 = positive(Math.fma(a, TAN_EIGHTH, -1));
            float rest = 1 - past3;
            q[i] = Math.fma(rest, a, -past1);
            d[i] = Math.fma(past1, a, rest);
            eighths[i] = past1 + past3;
        }
    }

    private static void atanOf(float[] x, float[] q, float[] eighths, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float low = Math.fma(q[i], atanSeries(q[i] * q[i]), eighths[i] * QUARTER_PI_LO);
            out[i] = Math.fma(eighths[i], QUARTER_PI_HI, q[i] + low) * Math.signum(x[i]);
        }
    }

    static void atan2(float[] y, float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        int[] yBits = scratch.yBitsF;
        int[] dBits = scratch.zBitsF;
        float[] q = scratch.aF;
        float[] d = scratch.bF;
        TileScratch.toBits(y, yBits, n);
        TileScratch.toBits(x, scratch.xBitsF, n);
        turn(y, x, q, d, scratch.cF, n);
        TileScratch.toBits(d, dBits, n);
        TileScratch.divide(q, d, n);
        atan2Of(x, q, scratch.cF, d, n);
        TileScratch.toBits(d, scratch.bitsF, n);
        withSign(scratch.bitsF, yBits, n);
        TileScratch.fromBits(scratch.bitsF, out, n);
        if (anyFar(dBits, n) < 0) {
            atan2Far(yBits, scratch.xBitsF, dBits, out, n);
        }
    }

    private static void turn(float[] y, float[] x, float[] q, float[] d, float[] eighths, int n) {
        for (int i = 0; i < n; i++) {
            float a = Math.abs(y[i]);
            float b = Math.abs(x[i]);
            float past1 = positive(Math.fma(a, COT_EIGHTH, -b) + TINY);
            float past3 = positive(Math.fma(a, TAN_EIGHTH, -b) + TINY);
            float rest = 1 - past3;
            q[i] = Math.fma(rest, a, -past1 * b);
            d[i] = Math.fma(past1, a, rest * b);
            eighths[i] = past1 + past3;
        }
    }

    /** |atan2|: for negative x, π less the angle. */
    private static void atan2Of(float[] x, float[] q, float[] eighths, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float side = Math.signum(x[i]);
            float turned = Math.fma(side, eighths[i], Math.fma(-2, side, 2));
            float s = side * q[i];
            float low = Math.fma(s, atanSeries(s * s), turned * QUARTER_PI_LO);
            out[i] = Math.fma(turned, QUARTER_PI_HI, s + low);
        }
    }

    private static void withSign(int[] bits, int[] signBits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = (bits[i] & Integer.MAX_VALUE) | (signBits[i] & Integer.MIN_VALUE);
        }
    }

    /** Negative if the larger coordinate, of which d is up to twice, is far from 1 or not a number. */
    private static int far(int dBits) {
        return (dBits - NEAR_BITS) | (FAR_BITS - dBits);
    }

    private static int anyFar(int[] dBits, int n) {
        int any = 0;
        for (int i = 0; i < n; i++) {
            any |= far(dBits[i]);
        }
        return any;
    }

    private static void atan2Far(int[] yBits, int[] xBits, int[] dBits, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (far(dBits[i]) < 0) {
                out[i] = (float) Math.atan2(Float.intBitsToFloat(yBits[i]), Float.intBitsToFloat(xBits[i]));
            }
        }
    }

    static void asin(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        fold(x, scratch.aF, scratch.bF, n);
        asinReduced(x, scratch.aF, scratch.bF, scratch.cF, n);
        asinOf(x, scratch.aF, scratch.bF, scratch.cF, out, n);
    }

    static void acos(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        fold(x, scratch.aF, scratch.bF, n);
        asinReduced(x, scratch.aF, scratch.bF, scratch.cF, n);
        acosOf(x, scratch.aF, scratch.bF, scratch.cF, out, n);
    }

    /** Leaves 1 in past where |x| is past ½, and z. */
    private static void fold(float[] x, float[] past, float[] z, int n) {
        for (int i = 0; i < n; i++) {
            float a = Math.abs(x[i]);
            float p = positive(Math.fma(a, JUST_BELOW_TWO, -1));
            past[i] = p;
            z[i] = Math.fma(p, Math.fma(-0.5f, a, 0.5f), (1 - p) * (a * a));
        }
    }

    /** Leaves s in z and asin(s) - s in low. */
    private static void asinReduced(float[] x, float[] past, float[] z, float[] low, int n) {
        for (int i = 0; i < n; i++) {
            float s = Math.fma(past[i], (float) Math.sqrt(z[i]), (1 - past[i]) * Math.abs(x[i]));
            low[i] = s * asinSeries(z[i]);
            z[i] = s;
        }
    }

    private static void asinOf(float[] x, float[] past, float[] s, float[] low, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float times = Math.fma(-3, past[i], 1);
            float halfPi = 2 * past[i];
            float r = Math.fma(times, s[i], Math.fma(times, low[i], halfPi * QUARTER_PI_LO));
            out[i] = Math.fma(halfPi, QUARTER_PI_HI, r) * Math.signum(x[i]);
        }
    }

    private static void acosOf(float[] x, float[] past, float[] s, float[] low, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float sign = Math.signum(x[i]);
            float times = sign * Math.fma(3, past[i], -1);
            float halfPi = 2 * Math.fma(-past[i], sign, 1);
            float r = Math.fma(times, s[i], Math.fma(times, low[i], halfPi * QUARTER_PI_LO));
            out[i] = Math.fma(halfPi, QUARTER_PI_HI, r);
        }
    }
}
