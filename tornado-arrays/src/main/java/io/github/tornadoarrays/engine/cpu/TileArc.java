package io.github.tornadoarrays.engine.cpu;

/**
 * Inverse trigonometric functions of doubles over tiles.
 *
 * <p>The plane is turned until atan is left with |q| at most tan(π/8): by nothing, by π/4, where q is (a - b)/(a + b),
 * or by π/2, where it is -b/a. asin has s = |x| up to ½ and √((1 - |x|)/2) past it, where asin |x| = π/2 - 2 asin(s).
 * What would be a selection is arithmetic with numbers that are 0 or 1. The polynomials are minimax for
 * (f(s)/s - 1)/s² in s², by Remez' algorithm at 40 digits, relative error 2^-59.
 */
final class TileArc {
    /** Past it atan clamps its argument; outside [1/FAR, FAR] atan2 leaves a point to a scalar pass. */
    private static final double FAR = 0x1p100;

    private static final long FAR_BITS = 0x4630000000000000L;
    private static final long NEAR_BITS = 0x39b0000000000000L;
    private static final long TINY_BITS = 0x07b0000000000000L;

    /** 1/tan(π/8) and tan(π/8); no number times either is 1, so that no comparison is a draw. */
    private static final double COT_EIGHTH = 0x1.3504f333f9de7p1;

    private static final double TAN_EIGHTH = 0x1.a827999fcef33p-2;

    /** Breaks the draws of atan2; nothing next to any other difference. */
    private static final double TINY = 0x1p-300;

    private static final double JUST_BELOW_TWO = 0x1.fffffffffffffp+0;
    private static final double QUARTER_PI_HI = 0x1.921fb54442d18p-1;
    private static final double QUARTER_PI_LO = 0x1.1a62633145c07p-55;

    private TileArc() {}

    /** 1 for positive d, 0 for negative. */
    private static double positive(double d) {
        return Math.fma(0.5, Math.signum(d), 0.5);
    }

    /** atan(s)/s - 1, of z = s². */
    private static double atanSeries(double z) {
        double p = Math.fma(-0x1.25a413257357ep-6, z, 0x1.37f049f16b2efp-5);
        p = Math.fma(p, z, -0x1.9cdd51eb83498p-5);
        p = Math.fma(p, z, 0x1.df11a818e7dc0p-5);
        p = Math.fma(p, z, -0x1.10ebe1eb4cab0p-4);
        p = Math.fma(p, z, 0x1.3b111cc1d6815p-4);
        p = Math.fma(p, z, -0x1.745cf9101f587p-4);
        p = Math.fma(p, z, 0x1.c71c70e7ccb20p-4);
        p = Math.fma(p, z, -0x1.24924922b186cp-3);
        p = Math.fma(p, z, 0x1.99999999958fap-3);
        return z * Math.fma(p, z, -0x1.555555555553dp-2);
    }

    /** asin(s)/s - 1, of z = s². */
    private static double asinSeries(double z) {
        double p = Math.fma(0x1.0baf3d1f9d3eep-5, z, -0x1.59508b753e189p-6);
        p = Math.fma(p, z, 0x1.648fa74336554p-6);
        p = Math.fma(p, z, 0x1.e2c95b5e43ccap-9);
        p = Math.fma(p, z, 0x1.61732c9640a9cp-7);
        p = Math.fma(p, z, 0x1.757ba0e16db84p-7);
        p = Math.fma(p, z, 0x1.ca20c8d87e508p-7);
        p = Math.fma(p, z, 0x1.1c49e2f8e684fp-6);
        p = Math.fma(p, z, 0x1.6e8bdfa2a27b0p-6);
        p = Math.fma(p, z, 0x1.f1c71a8de9c76p-6);
        p = Math.fma(p, z, 0x1.6db6db722597ep-5);
        p = Math.fma(p, z, 0x1.333333332df89p-4);
        return z * Math.fma(p, z, 0x1.5555555555578p-3);
    }

    static void atan(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        double[] t = scratch.clamped(x, n, FAR, -FAR, FAR);
        turn(t, scratch.a, scratch.b, scratch.c, n);
        TileScratch.divide(scratch.a, scratch.b, n);
        atanOf(t, scratch.a, scratch.c, out, n);
    }

    /** Leaves q as q/d, and the eighths of a circle turned by. */
    private static void turn(double[] x, double[] q, double[] d, double[] eighths, int n) {
        for (int i = 0; i < n; i++) {
            double a = Math.abs(x[i]);
            double past1 = positive(Math.fma(a, COT_EIGHTH, -1));
            double past3 = positive(Math.fma(a, TAN_EIGHTH, -1));
            double rest = 1 - past3;
            q[i] = Math.fma(rest, a, -past1);
            d[i] = Math.fma(past1, a, rest);
            eighths[i] = past1 + past3;
        }
    }

    private static void atanOf(double[] x, double[] q, double[] eighths, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double low = Math.fma(q[i], atanSeries(q[i] * q[i]), eighths[i] * QUARTER_PI_LO);
            out[i] = Math.fma(eighths[i], QUARTER_PI_HI, q[i] + low) * Math.signum(x[i]);
        }
    }

    static void atan2(double[] y, double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        long[] yBits = scratch.yBits;
        long[] dBits = scratch.zBits;
        double[] q = scratch.a;
        double[] d = scratch.b;
        TileScratch.toBits(y, yBits, n);
        TileScratch.toBits(x, scratch.xBits, n);
        turn(y, x, q, d, scratch.c, n);
        TileScratch.toBits(d, dBits, n);
        TileScratch.divide(q, d, n);
        atan2Of(x, q, scratch.c, d, n);
        TileScratch.toBits(d, scratch.bits, n);
        withSign(scratch.bits, yBits, n);
        TileScratch.fromBits(scratch.bits, out, n);
        if (anyFar(dBits, yBits, n) < 0) {
            atan2Far(yBits, scratch.xBits, dBits, out, n);
        }
    }

    private static void turn(double[] y, double[] x, double[] q, double[] d, double[] eighths, int n) {
        for (int i = 0; i < n; i++) {
            double a = Math.abs(y[i]);
            double b = Math.abs(x[i]);
            double past1 = positive(Math.fma(a, COT_EIGHTH, -b) + TINY);
            double past3 = positive(Math.fma(a, TAN_EIGHTH, -b) + TINY);
            double rest = 1 - past3;
            q[i] = Math.fma(rest, a, -past1 * b);
            d[i] = Math.fma(past1, a, rest * b);
            eighths[i] = past1 + past3;
        }
    }

    /** |atan2|: for negative x, π less the angle. */
    private static void atan2Of(double[] x, double[] q, double[] eighths, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double side = Math.signum(x[i]);
            double turned = Math.fma(side, eighths[i], Math.fma(-2, side, 2));
            double s = side * q[i];
            double low = Math.fma(s, atanSeries(s * s), turned * QUARTER_PI_LO);
            out[i] = Math.fma(turned, QUARTER_PI_HI, s + low);
        }
    }

    private static void withSign(long[] bits, long[] signBits, int n) {
        for (int i = 0; i < n; i++) {
            bits[i] = (bits[i] & Long.MAX_VALUE) | (signBits[i] & Long.MIN_VALUE);
        }
    }

    /**
     * Negative if the larger coordinate, of which d is up to twice, is far from 1 or not a number, or if y is so near 0
     * that what a quotient lacks is subnormal; at 0 it lacks nothing.
     */
    private static long far(long dBits, long yBits) {
        long magnitude = yBits & Long.MAX_VALUE;
        return (dBits - NEAR_BITS) | (FAR_BITS - dBits) | ((magnitude - TINY_BITS) & ~(magnitude - 1));
    }

    private static long anyFar(long[] dBits, long[] yBits, int n) {
        long any = 0;
        for (int i = 0; i < n; i++) {
            any |= far(dBits[i], yBits[i]);
        }
        return any;
    }

    private static void atan2Far(long[] yBits, long[] xBits, long[] dBits, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (far(dBits[i], yBits[i]) < 0) {
                out[i] = Math.atan2(Double.longBitsToDouble(yBits[i]), Double.longBitsToDouble(xBits[i]));
            }
        }
    }

    static void asin(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        fold(x, scratch.a, scratch.b, n);
        asinReduced(x, scratch.a, scratch.b, scratch.c, n);
        asinOf(x, scratch.a, scratch.b, scratch.c, out, n);
    }

    static void acos(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        fold(x, scratch.a, scratch.b, n);
        asinReduced(x, scratch.a, scratch.b, scratch.c, n);
        acosOf(x, scratch.a, scratch.b, scratch.c, out, n);
    }

    /** Leaves 1 in past where |x| is past ½, and z. */
    private static void fold(double[] x, double[] past, double[] z, int n) {
        for (int i = 0; i < n; i++) {
            double a = Math.abs(x[i]);
            double p = positive(Math.fma(a, JUST_BELOW_TWO, -1));
            past[i] = p;
            z[i] = Math.fma(p, Math.fma(-0.5, a, 0.5), (1 - p) * (a * a));
        }
    }

    /** Leaves s in z and asin(s) - s in low. */
    private static void asinReduced(double[] x, double[] past, double[] z, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double s = Math.fma(past[i], Math.sqrt(z[i]), (1 - past[i]) * Math.abs(x[i]));
            low[i] = s * asinSeries(z[i]);
            z[i] = s;
        }
    }

    private static void asinOf(double[] x, double[] past, double[] s, double[] low, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double times = Math.fma(-3, past[i], 1);
            double halfPi = 2 * past[i];
            double r = Math.fma(times, s[i], Math.fma(times, low[i], halfPi * QUARTER_PI_LO));
            out[i] = Math.fma(halfPi, QUARTER_PI_HI, r) * Math.signum(x[i]);
        }
    }

    private static void acosOf(double[] x, double[] past, double[] s, double[] low, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double sign = Math.signum(x[i]);
            double times = sign * Math.fma(3, past[i], -1);
            double halfPi = 2 * Math.fma(-past[i], sign, 1);
            double r = Math.fma(times, s[i], Math.fma(times, low[i], halfPi * QUARTER_PI_LO));
            out[i] = Math.fma(halfPi, QUARTER_PI_HI, r);
        }
    }
}
