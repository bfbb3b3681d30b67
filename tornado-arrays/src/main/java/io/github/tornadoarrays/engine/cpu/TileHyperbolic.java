package io.github.tornadoarrays.engine.cpu;

/**
 * Hyperbolic functions and exp(x) - 1 of doubles over tiles.
 *
 * <p>As in {@link TileExp}, exp(x) - 1 = 2^k (exp(r) - 1) + (2^k - 1); what rounding lost is carried along, for every
 * step after it would lose as much again. Arguments near overflow are left to a scalar pass.
 */
final class TileHyperbolic {
    private static final double BOUND = 700;

    private TileHyperbolic() {}

    static void expm1(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, BOUND);
        expm1Of(x, scratch, n);
        withSign(scratch.b, scratch.c, x, out, n);
        if (hard) {
            expm1Hard(scratch.kept, out, n);
        }
    }

    /** Leaves expm1(x), as the sum of two doubles, in b and c. */
    private static void expm1Of(double[] x, TileScratch scratch, int n) {
        expm1Parts(x, scratch.b, scratch.c, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        expm1Sum(scratch.b, scratch.c, scratch.a, n);
    }

    private static void expm1Parts(double[] x, double[] p, double[] pLow, long[] bits, int n) {
        for (int i = 0; i < n; i++) {
            double k = TileExp.nearest(x[i]);
            double first = Math.fma(k, -TileExp.LN2_HI, x[i]);
            double r = Math.fma(k, -TileExp.LN2_LO, first);
            double square = r * r;
            double q = TileExp.tail(r);
            double e = Math.fma(square, q, r);
            p[i] = e;
            pLow[i] = Math.fma(square, q, r - e) + Math.fma(k, -TileExp.LN2_LO, first - r);
            bits[i] = ((long) k + 1023) << 52;
        }
    }

    /** (p, pLow) = scale (p + pLow) + (scale - 1); the larger of the two terms comes first in the exact sum. */
    private static void expm1Sum(double[] p, double[] pLow, double[] scale, int n) {
        for (int i = 0; i < n; i++) {
            double whole = scale[i] - 1;
            double e = Math.fma(scale[i], p[i], whole);
            double low = Math.fma(scale[i], pLow[i], Math.fma(scale[i], p[i], whole - e));
            p[i] = e;
            pLow[i] = low;
        }
    }

    /** |high + low| with the sign of x, which a zero lost on the way. */
    private static void withSign(double[] high, double[] low, double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.abs(high[i] + low[i]) * Math.signum(x[i]);
        }
    }

    private static void expm1Hard(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = Math.expm1(x[i]);
            }
        }
    }

    /** With e = expm1 |x|, sinh |x| = (e + e/(e + 1))/2. */
    static void sinh(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, BOUND);
        magnitude(x, scratch.d, n);
        expm1Of(scratch.d, scratch, n);
        sinhOf(scratch.b, scratch.c, x, out, n);
        if (hard) {
            sinhHard(scratch.kept, out, n);
        }
    }

    private static void magnitude(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.abs(x[i]);
        }
    }

    private static void sinhOf(double[] e, double[] eLow, double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double half = 0.5 * Math.signum(x[i]);
            out[i] = (e[i] + (e[i] / (e[i] + 1) + 2 * eLow[i])) * half;
        }
    }

    private static void sinhHard(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = Math.sinh(x[i]);
            }
        }
    }

    static void cosh(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, BOUND);
        magnitude(x, scratch.d, n);
        expm1Of(scratch.d, scratch, n);
        coshOf(scratch.b, scratch.c, out, n);
        if (hard) {
            coshHard(scratch.kept, out, n);
        }
    }

    /** With e = expm1 |x|, cosh x = ((e + 1) + 1/(e + 1))/2. */
    private static void coshOf(double[] e, double[] eLow, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double exp = e[i] + 1;
            double low = (e[i] - exp) + 1 + eLow[i];
            out[i] = 0.5 * (exp + (1 / exp + low));
        }
    }

    private static void coshHard(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = Math.cosh(x[i]);
            }
        }
    }

    /**
     * With e = exp(2|x|) - 1 = 2^k expm1(r) + (2^k - 1), tanh |x| = e/(e + 2). What rounding lost of expm1(r), e
     * and e + 2 is carried along.
     */
    static void tanh(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        double[] t = scratch.clamped(x, n, 350, -350, 350);
        expm1OfTwice(t, scratch.b, scratch.c, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        tanhOf(t, scratch.b, scratch.c, scratch.a, out, n);
    }

    private static void expm1OfTwice(double[] x, double[] p, double[] pLow, long[] bits, int n) {
        for (int i = 0; i < n; i++) {
            double twice = 2 * Math.abs(x[i]);
            double k = TileExp.nearest(twice);
            double first = Math.fma(k, -TileExp.LN2_HI, twice);
            double r = Math.fma(k, -TileExp.LN2_LO, first);
            double square = r * r;
            double q = TileExp.tail(r);
            double e = Math.fma(square, q, r);
            p[i] = e;
            pLow[i] = Math.fma(square, q, r - e) + Math.fma(k, -TileExp.LN2_LO, first - r);
            bits[i] = ((long) k + 1023) << 52;
        }
    }

    private static void tanhOf(double[] x, double[] p, double[] pLow, double[] scale, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double whole = scale[i] - 1;
            double e = Math.fma(scale[i], p[i], whole);
            double eLow = Math.fma(scale[i], pLow[i], Math.fma(scale[i], p[i], whole - e));
            double d = e + 2;
            double dLow = (2 - d) + e + eLow;
            double inverse = 1 / d;
            double q = e * inverse;
            q = Math.fma(Math.fma(-q, dLow, Math.fma(-q, d, e) + eLow), inverse, q);
            out[i] = Math.signum(x[i]) * q;
        }
    }
}
