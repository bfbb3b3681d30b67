package io.github.tornadoarrays.engine.cpu;

/**
 * Cube roots over tiles.
 *
 * <p>A third of the bits of |x|, as an integer, taken from a constant is y = 1/∛|x| within 3.4 %. With h = 1 - xy³, y
 * times the series of (1 - h)^(-⅓) is nearer; then xy² and a step of Newton. Numbers that are zero, subnormal or not
 * finite are left to a scalar pass.
 */
final class TileCbrt {
    private static final long ONE_BITS_FOUR_THIRDS = 0x553ee978d4fdf3b7L;
    private static final int ONE_BITS_FOUR_THIRDS_F = 0x54a1f671;
    private static final double THIRD = 1.0 / 3;
    private static final float THIRD_F = 1f / 3;

    private TileCbrt() {}

    static void cbrt(double[] x, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        long[] xBits = scratch.xBits;
        TileScratch.toBits(x, xBits, n);
        estimate(xBits, scratch.bits, n);
        TileScratch.fromBits(scratch.bits, scratch.a, n);
        inverse(x, scratch.a, n);
        cbrtOf(x, scratch.a, out, n);
        if (anyNotNormal(xBits, n) < 0) {
            cbrtSpecial(xBits, out, n);
        }
    }

    private static long notNormal(long bits) {
        return TileLog.notNormal(bits & Long.MAX_VALUE);
    }

    private static long anyNotNormal(long[] bits, int n) {
        long any = 0;
        for (int i = 0; i < n; i++) {
            any |= notNormal(bits[i]);
        }
        return any;
    }

    private static void estimate(long[] bits, long[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = ONE_BITS_FOUR_THIRDS - (long) (THIRD * (bits[i] & Long.MAX_VALUE));
        }
    }

    private static void inverse(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double a = Math.abs(x[i]);
            double t = y[i];
            double h = Math.fma(-a * t * t, t, 1);
            t = Math.fma(t * h, Math.fma(Math.fma(14.0 / 81, h, 2.0 / 9), h, THIRD), t);
            h = Math.fma(-a * t * t, t, 1);
            y[i] = Math.fma(t * h, Math.fma(2.0 / 9, h, THIRD), t);
        }
    }

    private static void cbrtOf(double[] x, double[] y, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double square = y[i] * y[i];
            double c = x[i] * square;
            double rest = Math.fma(-c * c, c, x[i]);
            out[i] = Math.fma(rest * square, THIRD, c);
        }
    }

    private static void cbrtSpecial(long[] xBits, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = Math.cbrt(Double.longBitsToDouble(xBits[i]));
            }
        }
    }

    static void cbrt(float[] x, float[] out, int n) {
        TileScratch scratch = TileScratch.get();
        int[] xBits = scratch.xBitsF;
        TileScratch.toBits(x, xBits, n);
        estimate(xBits, scratch.bitsF, n);
        TileScratch.fromBits(scratch.bitsF, scratch.aF, n);
        inverse(x, scratch.aF, n);
        cbrtOf(x, scratch.aF, out, n);
        if (anyNotNormal(xBits, n) < 0) {
            cbrtSpecial(xBits, out, n);
        }
    }

    private static int notNormal(int bits) {
        return TileLogF.notNormal(bits & Integer.MAX_VALUE);
    }

    private static int anyNotNormal(int[] bits, int n) {
        int any = 0;
        for (int i = 0; i < n; i++) {
            any |= notNormal(bits[i]);
        }
        return any;
    }

    private static void estimate(int[] bits, int[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = ONE_BITS_FOUR_THIRDS_F - (int) (THIRD_F * (bits[i] & Integer.MAX_VALUE));
        }
    }

    private static void inverse(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            float t = y[i];
            float h = Math.fma(-Math.abs(x[i]) * t * t, t, 1);
            y[i] = Math.fma(t * h, Math.fma(Math.fma(14f / 81, h, 2f / 9), h, THIRD_F), t);
        }
    }

    private static void cbrtOf(float[] x, float[] y, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            float square = y[i] * y[i];
            float c = x[i] * square;
            float rest = Math.fma(-c * c, c, x[i]);
            out[i] = Math.fma(rest * square, THIRD_F, c);
        }
    }

    private static void cbrtSpecial(int[] xBits, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (notNormal(xBits[i]) < 0) {
                out[i] = (float) Math.cbrt(Float.intBitsToFloat(xBits[i]));
            }
        }
    }
}
