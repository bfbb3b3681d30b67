package io.github.tornadoarrays.engine.cpu;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Inclusive scans: {@code out[i] = x[0] op … op x[i]}, where {@code out} may be {@code x}.
 *
 * <p>A long row is scanned in parallel in three phases: the blocks' totals, where each block starts, the blocks. Blocks
 * have a fixed size, so the result does not depend on the number of threads. Sums and products of floats are kept in
 * double and rounded at each element; NaN stays once met.
 * Sums begin with -0.0, so that a first -0.0 stays.
 */
public final class Scans {
    private static final int BLOCK = 1 << 15;

    private Scans() {}

    /** Reduces, or scans from a start on, the elements [from, to). */
    private interface Doubles {
        double run(int from, int to, double start);
    }

    private interface Longs {
        long run(int from, int to, long start);
    }

    private static void scanDoubles(int n, double identity, DoubleBinaryOperator op, Doubles total, Doubles scan) {
        int blocks = (int) (((long) n + BLOCK - 1) / BLOCK);
        if (blocks <= 1) {
            scan.run(0, n, identity);
            return;
        }
        double[] starts = new double[blocks];
        Workers.run(blocks - 1, 1, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                starts[b + 1] = total.run(b * BLOCK, (b + 1) * BLOCK, identity);
            }
        });
        starts[0] = identity;
        for (int b = 1; b < blocks; b++) {
            starts[b] = op.applyAsDouble(starts[b - 1], starts[b]);
        }
        Workers.run(blocks, 1, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                scan.run(b * BLOCK, Math.min(n - b * BLOCK, BLOCK) + b * BLOCK, starts[b]);
            }
        });
    }

    private static void scanLongs(int n, long identity, LongBinaryOperator op, Longs total, Longs scan) {
        int blocks = (int) (((long) n + BLOCK - 1) / BLOCK);
        if (blocks <= 1) {
            scan.run(0, n, identity);
            return;
        }
        long[] starts = new long[blocks];
        Workers.run(blocks - 1, 1, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                starts[b + 1] = total.run(b * BLOCK, (b + 1) * BLOCK, identity);
            }
        });
        starts[0] = identity;
        for (int b = 1; b < blocks; b++) {
            starts[b] = op.applyAsLong(starts[b - 1], starts[b]);
        }
        Workers.run(blocks, 1, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                scan.run(b * BLOCK, Math.min(n - b * BLOCK, BLOCK) + b * BLOCK, starts[b]);
            }
        });
    }

    public static void cumsum(float[] x, int off, float[] out, int outOff, int n) {
        scanDoubles(
                n,
                -0.0,
                Double::sum,
                (a, b, s) -> cumsumTotal(x, off + a, b - a),
                (a, b, s) -> cumsum(x, off + a, out, outOff + a, b - a, s));
    }

    private static double cumsum(float[] x, int off, float[] out, int outOff, int n, double start) {
        double s = start;
        for (int i = 0; i < n; i++) {
            s = s + x[off + i];
            out[outOff + i] = (float) s;
        }
        return s;
    }

    private static double cumsumTotal(float[] x, int off, int n) {
        double s0 = -0.0;
        double s1 = s0;
        double s2 = s0;
        double s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = s0 + x[i];
            s1 = s1 + x[i + 1];
            s2 = s2 + x[i + 2];
            s3 = s3 + x[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    public static void cumsum(double[] x, int off, double[] out, int outOff, int n) {
        scanDoubles(
                n,
                -0.0,
                Double::sum,
                (a, b, s) -> cumsumTotal(x, off + a, b - a),
                (a, b, s) -> cumsum(x, off + a, out, outOff + a, b - a, s));
    }

    private static double cumsum(double[] x, int off, double[] out, int outOff, int n, double start) {
        double s = start;
        for (int i = 0; i < n; i++) {
            s = s + x[off + i];
            out[outOff + i] = s;
        }
        return s;
    }

    private static double cumsumTotal(double[] x, int off, int n) {
        double s0 = -0.0;
        double s1 = s0;
        double s2 = s0;
        double s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = s0 + x[i];
            s1 = s1 + x[i + 1];
            s2 = s2 + x[i + 2];
            s3 = s3 + x[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    public static void cumsum(long[] x, int off, long[] out, int outOff, int n) {
        scanLongs(
                n,
                0,
                Long::sum,
                (a, b, s) -> cumsumTotal(x, off + a, b - a),
                (a, b, s) -> cumsum(x, off + a, out, outOff + a, b - a, s));
    }

    private static long cumsum(long[] x, int off, long[] out, int outOff, int n, long start) {
        long s = start;
        for (int i = 0; i < n; i++) {
            s = s + x[off + i];
            out[outOff + i] = s;
        }
        return s;
    }

    private static long cumsumTotal(long[] x, int off, int n) {
        long s0 = 0;
        long s1 = s0;
        long s2 = s0;
        long s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = s0 + x[i];
            s1 = s1 + x[i + 1];
            s2 = s2 + x[i + 2];
            s3 = s3 + x[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    public static void cumsum(int[] x, int off, int[] out, int outOff, int n) {
        scanLongs(
                n,
                0,
                Long::sum,
                (a, b, s) -> cumsumTotal(x, off + a, b - a),
                (a, b, s) -> cumsum(x, off + a, out, outOff + a, b - a, s));
    }

    private static long cumsum(int[] x, int off, int[] out, int outOff, int n, long start) {
        long s = start;
        for (int i = 0; i < n; i++) {
            s = s + x[off + i];
            out[outOff + i] = (int) s;
        }
        return s;
    }

    private static long cumsumTotal(int[] x, int off, int n) {
        long s0 = 0;
        long s1 = s0;
        long s2 = s0;
        long s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = s0 + x[i];
            s1 = s1 + x[i + 1];
            s2 = s2 + x[i + 2];
            s3 = s3 + x[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    public static void cumprod(float[] x, int off, float[] out, int outOff, int n) {
        scanDoubles(
                n,
                1,
                (a, b) -> a * b,
                (a, b, s) -> cumprodTotal(x, off + a, b - a),
                (a, b, s) -> cumprod(x, off + a, out, outOff + a, b - a, s));
    }

    private static double cumprod(float[] x, int off, float[] out, int outOff, int n, double start) {
        double s = start;
        for (int i = 0; i < n; i++) {
            s = s * x[off + i];
            out[outOff + i] = (float) s;
        }
        return s;
    }

    private static double cumprodTotal(float[] x, int off, int n) {
        double s0 = 1;
        double s1 = s0;
        double s2 = s0;
        double s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = s0 * x[i];
            s1 = s1 * x[i + 1];
            s2 = s2 * x[i + 2];
            s3 = s3 * x[i + 3];
        }
        return (s0 * s1) * (s2 * s3);
    }

    public static void cumprod(double[] x, int off, double[] out, int outOff, int n) {
        scanDoubles(
                n,
                1,
                (a, b) -> a * b,
                (a, b, s) -> cumprodTotal(x, off + a, b - a),
                (a, b, s) -> cumprod(x, off + a, out, outOff + a, b - a, s));
    }

    private static double cumprod(double[] x, int off, double[] out, int outOff, int n, double start) {
        double s = start;
        for (int i = 0; i < n; i++) {
            s = s * x[off + i];
            out[outOff + i] = s;
        }
        return s;
    }

    private static double cumprodTotal(double[] x, int off, int n) {
        double s0 = 1;
        double s1 = s0;
        double s2 = s0;
        double s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = s0 * x[i];
            s1 = s1 * x[i + 1];
            s2 = s2 * x[i + 2];
            s3 = s3 * x[i + 3];
        }
        return (s0 * s1) * (s2 * s3);
    }

    public static void cumprod(long[] x, int off, long[] out, int outOff, int n) {
        scanLongs(
                n,
                1,
                (a, b) -> a * b,
                (a, b, s) -> cumprodTotal(x, off + a, b - a),
                (a, b, s) -> cumprod(x, off + a, out, outOff + a, b - a, s));
    }

    private static long cumprod(long[] x, int off, long[] out, int outOff, int n, long start) {
        long s = start;
        for (int i = 0; i < n; i++) {
            s = s * x[off + i];
            out[outOff + i] = s;
        }
        return s;
    }

    private static long cumprodTotal(long[] x, int off, int n) {
        long s0 = 1;
        long s1 = s0;
        long s2 = s0;
        long s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = s0 * x[i];
            s1 = s1 * x[i + 1];
            s2 = s2 * x[i + 2];
            s3 = s3 * x[i + 3];
        }
        return (s0 * s1) * (s2 * s3);
    }

    public static void cumprod(int[] x, int off, int[] out, int outOff, int n) {
        scanLongs(
                n,
                1,
                (a, b) -> a * b,
                (a, b, s) -> cumprodTotal(x, off + a, b - a),
                (a, b, s) -> cumprod(x, off + a, out, outOff + a, b - a, s));
    }

    private static long cumprod(int[] x, int off, int[] out, int outOff, int n, long start) {
        long s = start;
        for (int i = 0; i < n; i++) {
            s = s * x[off + i];
            out[outOff + i] = (int) s;
        }
        return s;
    }

    private static long cumprodTotal(int[] x, int off, int n) {
        long s0 = 1;
        long s1 = s0;
        long s2 = s0;
        long s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = s0 * x[i];
            s1 = s1 * x[i + 1];
            s2 = s2 * x[i + 2];
            s3 = s3 * x[i + 3];
        }
        return (s0 * s1) * (s2 * s3);
    }

    public static void cummax(float[] x, int off, float[] out, int outOff, int n) {
        scanDoubles(
                n,
                Double.NEGATIVE_INFINITY,
                Math::max,
                (a, b, s) -> cummaxTotal(x, off + a, b - a),
                (a, b, s) -> cummax(x, off + a, out, outOff + a, b - a, s));
    }

    private static double cummax(float[] x, int off, float[] out, int outOff, int n, double start) {
        double s = start;
        for (int i = 0; i < n; i++) {
            s = Math.max(s, x[off + i]);
            out[outOff + i] = (float) s;
        }
        return s;
    }

    private static double cummaxTotal(float[] x, int off, int n) {
        double s0 = Double.NEGATIVE_INFINITY;
        double s1 = s0;
        double s2 = s0;
        double s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = Math.max(s0, x[i]);
            s1 = Math.max(s1, x[i + 1]);
            s2 = Math.max(s2, x[i + 2]);
            s3 = Math.max(s3, x[i + 3]);
        }
        return Math.max(Math.max(s0, s1), Math.max(s2, s3));
    }

    public static void cummax(double[] x, int off, double[] out, int outOff, int n) {
        scanDoubles(
                n,
                Double.NEGATIVE_INFINITY,
                Math::max,
                (a, b, s) -> cummaxTotal(x, off + a, b - a),
                (a, b, s) -> cummax(x, off + a, out, outOff + a, b - a, s));
    }

    private static double cummax(double[] x, int off, double[] out, int outOff, int n, double start) {
        double s = start;
        for (int i = 0; i < n; i++) {
            s = Math.max(s, x[off + i]);
            out[outOff + i] = s;
        }
        return s;
    }

    private static double cummaxTotal(double[] x, int off, int n) {
        double s0 = Double.NEGATIVE_INFINITY;
        double s1 = s0;
        double s2 = s0;
        double s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = Math.max(s0, x[i]);
            s1 = Math.max(s1, x[i + 1]);
            s2 = Math.max(s2, x[i + 2]);
            s3 = Math.max(s3, x[i + 3]);
        }
        return Math.max(Math.max(s0, s1), Math.max(s2, s3));
    }

    public static void cummax(long[] x, int off, long[] out, int outOff, int n) {
        scanLongs(
                n,
                Long.MIN_VALUE,
                Math::max,
                (a, b, s) -> cummaxTotal(x, off + a, b - a),
                (a, b, s) -> cummax(x, off + a, out, outOff + a, b - a, s));
    }

    private static long cummax(long[] x, int off, long[] out, int outOff, int n, long start) {
        long s = start;
        for (int i = 0; i < n; i++) {
            s = Math.max(s, x[off + i]);
            out[outOff + i] = s;
        }
        return s;
    }

    private static long cummaxTotal(long[] x, int off, int n) {
        long s0 = Long.MIN_VALUE;
        long s1 = s0;
        long s2 = s0;
        long s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = Math.max(s0, x[i]);
            s1 = Math.max(s1, x[i + 1]);
            s2 = Math.max(s2, x[i + 2]);
            s3 = Math.max(s3, x[i + 3]);
        }
        return Math.max(Math.max(s0, s1), Math.max(s2, s3));
    }

    public static void cummax(int[] x, int off, int[] out, int outOff, int n) {
        scanLongs(
                n,
                Long.MIN_VALUE,
                Math::max,
                (a, b, s) -> cummaxTotal(x, off + a, b - a),
                (a, b, s) -> cummax(x, off + a, out, outOff + a, b - a, s));
    }

    private static long cummax(int[] x, int off, int[] out, int outOff, int n, long start) {
        long s = start;
        for (int i = 0; i < n; i++) {
            s = Math.max(s, x[off + i]);
            out[outOff + i] = (int) s;
        }
        return s;
    }

    private static long cummaxTotal(int[] x, int off, int n) {
        long s0 = Long.MIN_VALUE;
        long s1 = s0;
        long s2 = s0;
        long s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = Math.max(s0, x[i]);
            s1 = Math.max(s1, x[i + 1]);
            s2 = Math.max(s2, x[i + 2]);
            s3 = Math.max(s3, x[i + 3]);
        }
        return Math.max(Math.max(s0, s1), Math.max(s2, s3));
    }

    public static void cummin(float[] x, int off, float[] out, int outOff, int n) {
        scanDoubles(
                n,
                Double.POSITIVE_INFINITY,
                Math::min,
                (a, b, s) -> cumminTotal(x, off + a, b - a),
                (a, b, s) -> cummin(x, off + a, out, outOff + a, b - a, s));
    }

    private static double cummin(float[] x, int off, float[] out, int outOff, int n, double start) {
        double s = start;
        for (int i = 0; i < n; i++) {
            s = Math.min(s, x[off + i]);
            out[outOff + i] = (float) s;
        }
        return s;
    }

    private static double cumminTotal(float[] x, int off, int n) {
        double s0 = Double.POSITIVE_INFINITY;
        double s1 = s0;
        double s2 = s0;
        double s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = Math.min(s0, x[i]);
            s1 = Math.min(s1, x[i + 1]);
            s2 = Math.min(s2, x[i + 2]);
            s3 = Math.min(s3, x[i + 3]);
        }
        return Math.min(Math.min(s0, s1), Math.min(s2, s3));
    }

    public static void cummin(double[] x, int off, double[] out, int outOff, int n) {
        scanDoubles(
                n,
                Double.POSITIVE_INFINITY,
                Math::min,
                (a, b, s) -> cumminTotal(x, off + a, b - a),
                (a, b, s) -> cummin(x, off + a, out, outOff + a, b - a, s));
    }

    private static double cummin(double[] x, int off, double[] out, int outOff, int n, double start) {
        double s = start;
        for (int i = 0; i < n; i++) {
            s = Math.min(s, x[off + i]);
            out[outOff + i] = s;
        }
        return s;
    }

    private static double cumminTotal(double[] x, int off, int n) {
        double s0 = Double.POSITIVE_INFINITY;
        double s1 = s0;
        double s2 = s0;
        double s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = Math.min(s0, x[i]);
            s1 = Math.min(s1, x[i + 1]);
            s2 = Math.min(s2, x[i + 2]);
            s3 = Math.min(s3, x[i + 3]);
        }
        return Math.min(Math.min(s0, s1), Math.min(s2, s3));
    }

    public static void cummin(long[] x, int off, long[] out, int outOff, int n) {
        scanLongs(
                n,
                Long.MAX_VALUE,
                Math::min,
                (a, b, s) -> cumminTotal(x, off + a, b - a),
                (a, b, s) -> cummin(x, off + a, out, outOff + a, b - a, s));
    }

    private static long cummin(long[] x, int off, long[] out, int outOff, int n, long start) {
        long s = start;
        for (int i = 0; i < n; i++) {
            s = Math.min(s, x[off + i]);
            out[outOff + i] = s;
        }
        return s;
    }

    private static long cumminTotal(long[] x, int off, int n) {
        long s0 = Long.MAX_VALUE;
        long s1 = s0;
        long s2 = s0;
        long s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = Math.min(s0, x[i]);
            s1 = Math.min(s1, x[i + 1]);
            s2 = Math.min(s2, x[i + 2]);
            s3 = Math.min(s3, x[i + 3]);
        }
        return Math.min(Math.min(s0, s1), Math.min(s2, s3));
    }

    public static void cummin(int[] x, int off, int[] out, int outOff, int n) {
        scanLongs(
                n,
                Long.MAX_VALUE,
                Math::min,
                (a, b, s) -> cumminTotal(x, off + a, b - a),
                (a, b, s) -> cummin(x, off + a, out, outOff + a, b - a, s));
    }

    private static long cummin(int[] x, int off, int[] out, int outOff, int n, long start) {
        long s = start;
        for (int i = 0; i < n; i++) {
            s = Math.min(s, x[off + i]);
            out[outOff + i] = (int) s;
        }
        return s;
    }

    private static long cumminTotal(int[] x, int off, int n) {
        long s0 = Long.MAX_VALUE;
        long s1 = s0;
        long s2 = s0;
        long s3 = s0;
        for (int i = off; i < off + n; i += 4) {
            s0 = Math.min(s0, x[i]);
            s1 = Math.min(s1, x[i + 1]);
            s2 = Math.min(s2, x[i + 2]);
            s3 = Math.min(s3, x[i + 3]);
        }
        return Math.min(Math.min(s0, s1), Math.min(s2, s3));
    }
}
