package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ScalarMath;

/**
 * Inverse hyperbolic functions of floats over tiles, as {@link TileAreaHyperbolic} has those of doubles; the polynomial
 * is minimax for (2 atanh(s)/s - 2)/s² in s², by Remez' algorithm at 40 digits, error 2^-29 of the logarithm.
 */
final class TileAreaHyperbolicF {
    /** Past it asinh and acosh are left to a scalar pass. */
    private static final float FAR = 0x1p30f;

    private static final float HUGE = 0x1p126f;
    private static final float LN2_HI = 0x1.62ep-1f;
    private static final float LN2_LO = 0x1.0bfbe8p-15f;

    private TileAreaHyperbolicF() {}

    /** 2 atanh(s)/s - 2, of z = s². */
    private static float series(float z) {
        float p = Math.fma(0x1.31e2a2p-2f, z, 0x1.995ec0p-2f);
        return z * Math.fma(p, z, 0x1.55557ap-1f);
    }

    static void asinh(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean far = scratch.anyKept(x, n, FAR);
        coshAndExp(x, scratch.dF, scratch.cF, n);
        coshLow(x, scratch.dF, scratch.eF, n);
        split(scratch, n);
        asinhRatio(x, scratch.dF, scratch.eF, scratch.cF, scratch.bF, scratch.aF, n);
        divide(scratch.aF, scratch.dF, scratch.eF, n);
        finish(scratch.aF, scratch.bF, x, 1, out, n);
        if (far) {
            asinhFar(scratch.keptF, out, n);
        }
    }

    private static void coshAndExp(float[] x, float[] cosh, float[] exp, int n) {
        for (int i = 0; i < n; i++) {
            float r = (float) Math.sqrt(Math.fma(x[i], x[i], 1));
            cosh[i] = r;
            exp[i] = r + Math.abs(x[i]);
        }
    }

    /** √(x² + 1) less its rounded value. */
    private static void coshLow(float[] x, float[] cosh, float[] low, int n) {
        for (int i = 0; i < n; i++) {
            float r = cosh[i];
            float square = Math.fma(x[i], x[i], 1);
            float rest = Math.fma(-r, r, square) + Math.fma(x[i], x[i], 1 - square);
            low[i] = rest * (0.5f / r);
        }
    }

    /** Takes c apart: k goes to b, 2^k to c. */
    private static void split(TileScratch scratch, int n) {
        TileScratch.toBits(scratch.cF, scratch.xBitsF, n);
        exponents(scratch.xBitsF, scratch.bF, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.cF, n);
    }

    private static void exponents(int[] bits, float[] k, int[] power, int n) {
        for (int i = 0; i < n; i++) {
            int e = (bits[i] - TileLogF.SQRT_HALF_BITS) >> 23;
            k[i] = e;
            power[i] = (e + 127) << 23;
        }
    }

    /** Leaves s as s/(d + low), where d comes in as cosh t. */
    private static void asinhRatio(float[] x, float[] d, float[] low, float[] power, float[] k, float[] s, int n) {
        for (int i = 0; i < n; i++) {
            float a = Math.abs(x[i]);
            float beyond = Math.signum(k[i]);
            float sum = d[i] + power[i];
            s[i] = Math.fma(beyond, d[i] - power[i], a) + beyond * low[i];
            low[i] = (1 - beyond) * ((power[i] - (sum - d[i])) + low[i]);
            d[i] = Math.fma(beyond, a, sum);
        }
    }

    /** q = q/(d + low). */
    private static void divide(float[] q, float[] d, float[] low, int n) {
        for (int i = 0; i < n; i++) {
            float inverse = 1 / d[i];
            float quotient = q[i] * inverse;
            float rest = Math.fma(-quotient, low[i], Math.fma(-quotient, d[i], q[i]));
            q[i] = Math.fma(rest, inverse, quotient);
        }
    }

    /** q = (q + low)/d. */
    private static void divideSum(float[] q, float[] low, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float inverse = 1 / d[i];
            float quotient = q[i] * inverse;
            q[i] = Math.fma(Math.fma(-quotient, d[i], q[i]) + low[i], inverse, quotient);
        }
    }

    /** (k ln 2 + 2 atanh(s)) scale, with the sign of x. */
    private static void finish(float[] s, float[] k, float[] x, float scale, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float low = Math.fma(s[i], series(s[i] * s[i]), k[i] * LN2_LO);
            float t = Math.fma(k[i], LN2_HI, Math.fma(2, s[i], low));
            out[i] = t * (scale * Math.signum(x[i]));
        }
    }

    private static void asinhFar(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= FAR) {
                out[i] = ScalarMath.asinh(x[i]);
            }
        }
    }

    static void acosh(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean far = scratch.anyKept(x, n, FAR);
        sinhAndExp(x, scratch.dF, scratch.cF, n);
        sinhLow(x, scratch.dF, scratch.eF, n);
        split(scratch, n);
        acoshRatio(x, scratch.dF, scratch.cF, scratch.bF, scratch.aF, n);
        divideSum(scratch.aF, scratch.eF, scratch.dF, n);
        finish(scratch.aF, scratch.bF, x, 1, out, n);
        if (far) {
            acoshFar(scratch.keptF, out, n);
        }
    }

    private static void sinhAndExp(float[] x, float[] sinh, float[] exp, int n) {
        for (int i = 0; i < n; i++) {
            float square = Math.fma(x[i], x[i], -1);
            // negative, and so the root of it not a number, where x is
            float r = (float) Math.sqrt(Math.fma(HUGE, Math.signum(x[i]) - 1, square));
            sinh[i] = r;
            exp[i] = x[i] + r;
        }
    }

    /** √(x² - 1) less its rounded value. */
    private static void sinhLow(float[] x, float[] sinh, float[] low, int n) {
        for (int i = 0; i < n; i++) {
            float r = sinh[i];
            float p = x[i] * x[i];
            float square = p - 1;
            float squareLow = ((p - square) - 1) + Math.fma(x[i], x[i], -p);
            low[i] = (Math.fma(-r, r, square) + squareLow) * (0.5f / (r + 0x1p-60f));
        }
    }

    /** Leaves s as s/d, where d comes in as sinh t. */
    private static void acoshRatio(float[] x, float[] d, float[] power, float[] k, float[] s, int n) {
        for (int i = 0; i < n; i++) {
            float beyond = Math.signum(k[i]);
            s[i] = Math.fma(beyond, x[i] - power[i], d[i]);
            d[i] = Math.fma(beyond, d[i], x[i] + power[i]);
        }
    }

    private static void acoshFar(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= FAR) {
                out[i] = ScalarMath.acosh(x[i]);
            }
        }
    }

    static void atanh(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean outside = scratch.anyKept(x, n, 1);
        expOfTwice(x, scratch.cF, n);
        split(scratch, n);
        atanhRatio(x, scratch.cF, scratch.aF, scratch.dF, n);
        TileScratch.divide(scratch.aF, scratch.dF, n);
        finish(scratch.aF, scratch.bF, x, 0.5f, out, n);
        if (outside) {
            atanhOutside(scratch.keptF, out, n);
        }
    }

    /** (1 + |x|)/(1 - |x|) about; only its exponent is looked at. */
    private static void expOfTwice(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float a = Math.abs(x[i]);
            out[i] = (1 + a) / (1 - a);
        }
    }

    /** Leaves s as s/d. */
    private static void atanhRatio(float[] x, float[] power, float[] s, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            float a = Math.abs(x[i]);
            s[i] = Math.fma(power[i] - 1, a - 1, 2 * a);
            d[i] = Math.fma(power[i] - 1, 1 - a, 2);
        }
    }

    private static void atanhOutside(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= 1) {
                out[i] = ScalarMath.atanh(x[i]);
            }
        }
    }
}
