package io.github.tornadoarrays.engine.cpu;

/** √(x² + y²) over tiles; where the sum of squares overflows or is subnormal, and for zeros, a scalar pass. */
final class TileHypot {
    private TileHypot() {}

    static void hypot(double[] x, double[] y, double[] out, int n) {
        TileScratch scratch = TileScratch.get();
        long[] bits = scratch.bits;
        squares(x, y, scratch.a, n);
        TileScratch.toBits(scratch.a, bits, n);
        boolean special = anyOutside(bits, n) < 0;
        if (special) {
            System.arraycopy(x, 0, scratch.keptX, 0, n);
            System.arraycopy(y, 0, scratch.keptY, 0, n);
        }
        root(scratch.a, out, n);
        if (special) {
            hypotSpecial(scratch.keptX, scratch.keptY, bits, out, n);
        }
    }

    private static void squares(double[] x, double[] y, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.fma(x[i], x[i], y[i] * y[i]);
        }
    }

    private static void root(double[] x, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.sqrt(x[i]);
        }
    }

    /** Negative outside [2^-900, 2^1023], where no square that matters is subnormal. */
    private static long outside(long bits) {
        return (bits - 0x07b0000000000000L) | (0x7fe0000000000000L - bits);
    }

    private static long anyOutside(long[] bits, int n) {
        long any = 0;
        for (int i = 0; i < n; i++) {
            any |= outside(bits[i]);
        }
        return any;
    }

    private static void hypotSpecial(double[] x, double[] y, long[] bits, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            if (outside(bits[i]) < 0) {
                out[i] = Math.hypot(x[i], y[i]);
            }
        }
    }
}
