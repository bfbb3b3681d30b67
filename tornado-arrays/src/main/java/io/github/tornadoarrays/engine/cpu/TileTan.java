package io.github.tornadoarrays.engine.cpu;

/**
 * Tangent over tiles.
 *
 * <p>x = r + kπ/2 with |r| at most π/4; sin(r)/cos(r) for even k, cos(r)/sin(r) for odd, whose sign is put on at the
 * end. The polynomials are minimax in r² by Remez' algorithm at 40 digits, relative error 2^-64 and less for doubles,
 * 2^-28 for floats (computed in double). π/2 is in three parts (Cody and Waite); beyond 2^27 a scalar pass takes the
 * element.
 */
final class TileTan {
    private static final double BOUND = 0x1p27;
    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    private static final double HALF_PI_1 = 0x1.921fb54442d18p+0;
    private static final double HALF_PI_2 = 0x1.1a62633145c07p-54;
    private static final double HALF_PI_3 = -0x1.f1976b7ed8fbcp-110;
    private static final double ROUND = 0x1.8p52;

    private TileTan() {}

    /** 0 for even k, 1 for odd. */
    private static double odd(double k) {
        double nearestEven = Math.fma(k, 0.5, ROUND) - ROUND;
        return Math.abs(Math.fma(-2, nearestEven, k));
    }

    static void tan(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, BOUND);
        double[] high = scratch.a;
        double[] low = scratch.b;
        double[] odd = scratch.c;
        double[] sin = scratch.d;
        reduce(x, high, low, odd, n);
        sinOf(high, low, sin, n);
        cosOf(high, low, n);
        exchange(sin, low, odd, n);
        TileScratch.divide(sin, low, n);
        withSign(sin, high, odd, out, n);
        if (hard) {
            tanHard(scratch.kept, out, n);
        }
    }

    /** r = high + low; the first product and difference are exact, the second is carried in two doubles. */
    private static void reduce(double[] x, double[] high, double[] low, double[] odd, int n) {
        for (int i = 0; i < n; i++) {
            double k = Math.fma(x[i], TWO_OVER_PI, ROUND) - ROUND;
            double r = Math.fma(k, -HALF_PI_1, x[i]);
            double w = k * HALF_PI_2;
            double h = r - w;
            high[i] = h;
            low[i] = Math.fma(k, -HALF_PI_3, ((r - h) - w) - Math.fma(k, HALF_PI_2, -w));
            odd[i] = odd(k);
        }
    }

    private static void sinOf(double[] high, double[] low, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double h = high[i];
            double z = h * h;
            double p = Math.fma(-0x1.aaa55bfb07c22p-41, z, 0x1.612092e115590p-33);
            p = Math.fma(p, z, -0x1.ae6452988c231p-26);
            p = Math.fma(p, z, 0x1.71de3a5339a87p-19);
            p = Math.fma(p, z, -0x1.a01a01a018ae6p-13);
            p = Math.fma(p, z, 0x1.111111111110bp-7);
            p = Math.fma(p, z, -0x1.5555555555555p-3);
            out[i] = h + Math.fma(h * z, p, low[i] * Math.fma(-0.5, z, 1));
        }
    }

    /** cos(high + low), left in low. */
    private static void cosOf(double[] high, double[] low, int n) {
        for (int i = 0; i < n; i++) {
            double h = high[i];
            double z = h * h;
            double p = Math.fma(-0x1.8faebf7366e90p-37, z, 0x1.1ee9ec300d221p-29);
            p = Math.fma(p, z, -0x1.27e4f80a605e4p-22);
            p = Math.fma(p, z, 0x1.a01a019cb267bp-16);
            p = Math.fma(p, z, -0x1.6c16c16c15185p-10);
            p = Math.fma(p, z, 0x1.555555555554cp-5);
            double w = Math.fma(-0.5, z, 1);
            double rest = Math.fma(-0.5, z, 1 - w);
            low[i] = w + Math.fma(z * z, p, Math.fma(-h, low[i], rest));
        }
    }

    private static void exchange(double[] sin, double[] cos, double[] odd, int n) {
        for (int i = 0; i < n; i++) {
            double s = sin[i];
            double c = cos[i];
            double even = 1 - odd[i];
            sin[i] = Math.fma(odd[i], c, even * s);
            cos[i] = Math.fma(odd[i], s, even * c);
        }
    }

    /** The quotient has lost the sign of zero. */
    private static void withSign(double[] q, double[] r, double[] odd, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.abs(q[i]) * (Math.signum(r[i]) * Math.fma(-2, odd[i], 1));
        }
    }

    private static void tanHard(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = Math.tan(x[i]);
            }
        }
    }

    static void tan(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, (float) BOUND);
        reduce(x, scratch.a, scratch.b, n);
        ratio(scratch.a, scratch.b, scratch.aF, scratch.bF, n);
        quotient(scratch.aF, scratch.bF, out, n);
        if (hard) {
            tanHard(scratch.keptF, out, n);
        }
    }

    private static void reduce(float[] x, double[] r, double[] odd, int n) {
        for (int i = 0; i < n; i++) {
            double t = x[i];
            double k = Math.fma(t, TWO_OVER_PI, ROUND) - ROUND;
            r[i] = Math.fma(k, -HALF_PI_2, Math.fma(k, -HALF_PI_1, t));
            odd[i] = odd(k);
        }
    }

    /** Leaves the numerator in q and the denominator, with its sign, in d. */
    private static void ratio(double[] r, double[] odd, float[] q, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            double z = r[i] * r[i];
            double p = Math.fma(-0x1.994ea18c1e6d0p-13, z, 0x1.110760806a3bdp-7);
            p = Math.fma(p, z, -0x1.5555459bf1f77p-3);
            double sin = r[i] * Math.fma(p, z, 1);
            double c = Math.fma(0x1.9933f78608a77p-16, z, -0x1.6c087db731964p-10);
            c = Math.fma(c, z, 0x1.55553e0efb000p-5);
            c = Math.fma(c, z, -0x1.ffffffd0c6e97p-2);
            double cos = Math.fma(c, z, 1);
            double even = 1 - odd[i];
            q[i] = (float) Math.fma(even, sin, -odd[i] * cos);
            d[i] = (float) Math.fma(even, cos, odd[i] * sin);
        }
    }

    private static void quotient(float[] q, float[] d, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = q[i] / d[i];
        }
    }

    private static void tanHard(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = (float) Math.tan(x[i]);
            }
        }
    }
}
