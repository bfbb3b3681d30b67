package io.github.tornadoarrays.engine.cpu;

/**
 * Hyperbolic functions and exp(x) - 1 of floats over tiles.
 *
 * <p>In double, 2^k (exp(r) - 1) + (2^k - 1) loses nothing a float would show, and no float overflows it before the
 * result does. tanh is in float, as {@link TileHyperbolic} has it in double: so it costs as much and is nearer.
 */
final class TileHyperbolicF {
    /** Past it every result is an infinity, or as good as -1 or 1. */
    private static final float FAR = 200;

    private TileHyperbolicF() {}

    static void expm1(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        float[] t = scratch.clamped(x, n, FAR, -FAR, FAR);
        parts(t, scratch.a, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.b, n);
        expm1Of(t, scratch.a, scratch.b, out, n);
    }

    /** Leaves exp(r) - 1 of |x| with the sign of x in p, and 2^k in bits. */
    private static void parts(float[] x, double[] p, long[] bits, int n) {
        for (int i = 0; i < n; i++) {
            double k = TileExp.nearest((double) x[i]);
            double r = TileExp.reduce(x[i], k);
            p[i] = TileExp.expm1Short(r);
            bits[i] = ((long) k + 1023) << 52;
        }
    }

    /** The magnitude and the sign of x apart, for the sum loses the sign of zero. */
    private static void expm1Of(float[] x, double[] p, double[] scale, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            double e = Math.fma(scale[i], p[i], scale[i] - 1);
            out[i] = (float) (Math.abs(e) * Math.signum(x[i]));
        }
    }

    /** With e = expm1 |x|, sinh |x| = (e + e/(e + 1))/2. */
    static void sinh(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        float[] t = scratch.clamped(x, n, FAR, -FAR, FAR);
        magnitude(t, scratch.aF, n);
        parts(scratch.aF, scratch.a, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.b, n);
        sinhOf(t, scratch.a, scratch.b, out, n);
    }

    private static void magnitude(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.abs(x[i]);
        }
    }

    private static void sinhOf(float[] x, double[] p, double[] scale, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            double e = Math.fma(scale[i], p[i], scale[i] - 1);
            double inverse = 1 / (float) (e + 1);
            out[i] = (float) (Math.fma(e, inverse, e) * (0.5f * Math.signum(x[i])));
        }
    }

    /** With e = expm1 |x|, cosh x = ((e + 1) + 1/(e + 1))/2. */
    static void cosh(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        float[] t = scratch.clamped(x, n, FAR, -FAR, FAR);
        magnitude(t, scratch.aF, n);
        parts(scratch.aF, scratch.a, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.b, n);
        coshOf(scratch.a, scratch.b, out, n);
    }

    private static void coshOf(double[] p, double[] scale, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            double exp = Math.fma(scale[i], p[i], scale[i]);
            double inverse = 1 / (float) exp;
            out[i] = (float) (0.5 * (exp + inverse));
        }
    }

    static void tanh(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        float[] t = scratch.clamped(x, n, 43, -43, 43);
        expm1OfTwice(t, scratch.bF, scratch.cF, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.aF, n);
        tanhOf(t, scratch.bF, scratch.cF, scratch.aF, out, n);
    }

    private static void expm1OfTwice(float[] x, float[] p, float[] pLow, int[] bits, int n) {
        for (int i = 0; i < n; i++) {
            float twice = 2 * Math.abs(x[i]);
            float k = TileExp.nearest(twice);
            float first = Math.fma(k, -TileExp.LN2_HI_F, twice);
            float r = Math.fma(k, -TileExp.LN2_LO_F, first);
            float square = r * r;
            float q = TileExp.tail(r);
            float e = Math.fma(square, q, r);
            p[i] = e;
            pLow[i] = Math.fma(square, q, r - e) + Math.fma(k, -TileExp.LN2_LO_F, first - r);
            bits[i] = ((int) k + 127) << 23;
        }
    }

    private static void tanhOf(float[] x, float[] p, float[] pLow, float[] scale, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float whole = scale[i] - 1;
            float e = Math.fma(scale[i], p[i], whole);
            float eLow = Math.fma(scale[i], pLow[i], Math.fma(scale[i], p[i], whole - e));
            float d = e + 2;
            float dLow = (2 - d) + e + eLow;
            float inverse = 1 / d;
            float q = e * inverse;
            q = Math.fma(Math.fma(-q, dLow, Math.fma(-q, d, e) + eLow), inverse, q);
            out[i] = Math.signum(x[i]) * q;
        }
    }
}
