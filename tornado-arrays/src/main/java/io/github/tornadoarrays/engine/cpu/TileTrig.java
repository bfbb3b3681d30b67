package io.github.tornadoarrays.engine.cpu;

/**
 * Sine and cosine over tiles.
 *
 * <p>x = r + kπ with |r| at most π/2 and k an integer for sine, an odd multiple of ½ for cosine; the result is
 * ±sin(r), by the parity of k. One odd polynomial covers the whole of r, so nothing is selected: minimax for
 * (sin(r)/r - 1)/r² in r², by Remez' algorithm at 50 digits, relative error 2^-61 (double) and 2^-35 (float, computed
 * in double). π is in three parts (Cody and Waite); beyond 2^28 a scalar pass takes the element.
 */
final class TileTrig {
    private static final double BOUND = 0x1p28;
    private static final double INV_PI = 0x1.45f306dc9c883p-2;
    private static final double PI_1 = 0x1.921fb54442d18p+1;
    private static final double PI_2 = 0x1.1a62633145c07p-53;
    private static final double PI_3 = -0x1.f1976b7ed8fbcp-109;
    private static final double ROUND = 0x1.8p52;

    private TileTrig() {}

    /** 1 for even k, -1 for odd. */
    private static double sign(double k) {
        double nearestEven = Math.fma(k, 0.5, ROUND) - ROUND;
        return Math.fma(-2, Math.abs(Math.fma(-2, nearestEven, k)), 1);
    }

    /** sin(x - kπ); the first product and difference are exact, the second is carried in two doubles. */
    private static double sinReduced(double x, double k) {
        double r = Math.fma(k, -PI_1, x);
        double w = k * PI_2;
        double high = r - w;
        double low = Math.fma(k, -PI_3, ((r - high) - w) - Math.fma(k, PI_2, -w));
        double z = high * high;
        double p = Math.fma(0x1.882949d6bf926p-49, z, -0x1.ae431a554ae1bp-41);
        p = Math.fma(p, z, 0x1.6123cb1ca0b35p-33);
        p = Math.fma(p, z, -0x1.ae6454cb2685bp-26);
        p = Math.fma(p, z, 0x1.71de3a52875d9p-19);
        p = Math.fma(p, z, -0x1.a01a01a0148adp-13);
        p = Math.fma(p, z, 0x1.11111111110c1p-7);
        p = Math.fma(p, z, -0x1.5555555555555p-3);
        return high + Math.fma(high * z, p, low * Math.fma(-0.5, z, 1));
    }

    /** sin(x - kπ) to float accuracy; a product, so that it keeps the sign of zero. */
    private static double sinReducedF(double x, double k) {
        double r = Math.fma(k, -PI_2, Math.fma(k, -PI_1, x));
        double z = r * r;
        double p = Math.fma(-0x1.9a680ae0f624fp-26, z, 0x1.71707ae5956c6p-19);
        p = Math.fma(p, z, -0x1.a017d97a31850p-13);
        p = Math.fma(p, z, 0x1.11110c4997081p-7);
        p = Math.fma(p, z, -0x1.5555554767fc6p-3);
        return r * Math.fma(p, z, 1);
    }

    static void sin(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, BOUND);
        sinOf(x, out, n);
        if (hard) {
            sinHard(scratch.kept, out, n);
        }
    }

    private static void sinOf(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double t = x[i];
            double k = Math.fma(t, INV_PI, ROUND) - ROUND;
            double s = sign(k);
            // |result| and sign apart, for the sum has lost the sign of zero
            out[i] = Math.abs(sinReduced(t, k)) * Math.signum(s * (Math.fma(k, -PI_1, t) - k * PI_2));
        }
    }

    private static void sinHard(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = Math.sin(x[i]);
            }
        }
    }

    static void cos(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, BOUND);
        cosOf(x, out, n);
        if (hard) {
            cosHard(scratch.kept, out, n);
        }
    }

    private static void cosOf(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double t = x[i];
            double k = (Math.fma(t, INV_PI, -0.5) + ROUND) - ROUND;
            out[i] = -sign(k) * sinReduced(t, k + 0.5);
        }
    }

    private static void cosHard(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = Math.cos(x[i]);
            }
        }
    }

    static void sin(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, (float) BOUND);
        sinOf(x, out, n);
        if (hard) {
            sinHard(scratch.keptF, out, n);
        }
    }

    private static void sinOf(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            double t = x[i];
            double k = Math.fma(t, INV_PI, ROUND) - ROUND;
            out[i] = (float) (sign(k) * sinReducedF(t, k));
        }
    }

    private static void sinHard(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = (float) Math.sin(x[i]);
            }
        }
    }

    static void cos(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        boolean hard = scratch.anyKept(x, n, (float) BOUND);
        cosOf(x, out, n);
        if (hard) {
            cosHard(scratch.keptF, out, n);
        }
    }

    private static void cosOf(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            double t = x[i];
            double k = (Math.fma(t, INV_PI, -0.5) + ROUND) - ROUND;
            out[i] = (float) (-sign(k) * sinReducedF(t, k + 0.5));
        }
    }

    private static void cosHard(float[] x, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (Math.abs(x[i]) >= BOUND) {
                out[i] = (float) Math.cos(x[i]);
            }
        }
    }
}
