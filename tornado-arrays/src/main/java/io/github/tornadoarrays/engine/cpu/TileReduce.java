package io.github.tornadoarrays.engine.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reductions of {@code x[off]} to {@code x[off + n - 1]}. An empty range gives the operation's identity, and -1 for a
 * position.
 *
 * <p>The shapes of the loops are those that HotSpot's C2 vectorises: it leaves a maximum over plain loads alone, but not
 * one over negated or complemented loads. Wide types are
 * read in four streams, without which one core does not get all of the memory's bandwidth. Sums and products keep
 * several accumulators, which hides the latency of an addition and bounds the error as a
 * pairwise sum does. Maxima and minima of floats are NaN where there is a NaN.
 */
public final class TileReduce {
    /** The elements that are added up in float before the sum goes on in double. */
    private static final int FLOAT_BLOCK = 1024;

    /** A search for a place looks closely only at blocks that beat the best so far; the first is always looked at. */
    private static final int SEARCH_BLOCK = 2048;

    private static final int FIRST_BLOCK = 128;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;

    private TileReduce() {}

    /** The sum, in float within blocks of 1024 elements and in double over the blocks. */
    public static double sum(float[] x, int off, int n) {
        double sum = 0;
        int done = 0;
        for (; n - done > FLOAT_BLOCK; done += FLOAT_BLOCK) {
            sum += sumBlock(x, off + done, FLOAT_BLOCK);
        }
        return sum + sumBlock(x, off + done, n - done);
    }

    private static float sumBlock(float[] x, int off, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int end = off + n;
        int i = off;
        for (; i <= end - 8; i += 8) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
            s4 += x[i + 4];
            s5 += x[i + 5];
            s6 += x[i + 6];
            s7 += x[i + 7];
        }
        for (; i < end; i++) {
            s0 += x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    public static double sum(double[] x, int off, int n) {
        int q = n / 8 * 2;
        int p1 = off + q;
        int p2 = p1 + q;
        int p3 = p2 + q;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int i = 0; i < q; i += 2) {
            s0 += x[off + i];
            s1 += x[off + i + 1];
            s2 += x[p1 + i];
            s3 += x[p1 + i + 1];
            s4 += x[p2 + i];
            s5 += x[p2 + i + 1];
            s6 += x[p3 + i];
            s7 += x[p3 + i + 1];
        }
        for (int i = p3 + q; i < off + n; i++) {
            s0 += x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    public static long sum(long[] x, int off, int n) {
        int q = n / 8 * 2;
        int p1 = off + q;
        int p2 = p1 + q;
        int p3 = p2 + q;
        long s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int i = 0; i < q; i += 2) {
            s0 += x[off + i];
            s1 += x[off + i + 1];
            s2 += x[p1 + i];
            s3 += x[p1 + i + 1];
            s4 += x[p2 + i];
            s5 += x[p2 + i + 1];
            s6 += x[p3 + i];
            s7 += x[p3 + i + 1];
        }
        for (int i = p3 + q; i < off + n; i++) {
            s0 += x[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    public static long sum(int[] x, int off, int n) {
        long sum = 0;
        for (int i = off; i < off + n; i++) {
            sum += x[i];
        }
        return sum;
    }

    public static double prod(float[] x, int off, int n) {
        double s0 = 1, s1 = 1, s2 = 1, s3 = 1;
        int end = off + n;
        int i = off;
        for (; i <= end - 4; i += 4) {
            s0 *= x[i];
            s1 *= x[i + 1];
            s2 *= x[i + 2];
            s3 *= x[i + 3];
        }
        for (; i < end; i++) {
            s0 *= x[i];
        }
        return (s0 * s1) * (s2 * s3);
    }

    public static double prod(double[] x, int off, int n) {
        double s0 = 1, s1 = 1, s2 = 1, s3 = 1;
        int end = off + n;
        int i = off;
        for (; i <= end - 4; i += 4) {
            s0 *= x[i];
            s1 *= x[i + 1];
            s2 *= x[i + 2];
            s3 *= x[i + 3];
        }
        for (; i < end; i++) {
            s0 *= x[i];
        }
        return (s0 * s1) * (s2 * s3);
    }

    public static long prod(long[] x, int off, int n) {
        long s0 = 1, s1 = 1, s2 = 1, s3 = 1;
        int end = off + n;
        int i = off;
        for (; i <= end - 4; i += 4) {
            s0 *= x[i];
            s1 *= x[i + 1];
            s2 *= x[i + 2];
            s3 *= x[i + 3];
        }
        for (; i < end; i++) {
            s0 *= x[i];
        }
        return (s0 * s1) * (s2 * s3);
    }

    /** The sum of squares, as {@link #sum(float[], int, int)}. */
    public static double sumSquares(float[] x, int off, int n) {
        return dot(x, off, x, off, n);
    }

    /** The sum of squares, without care for overflow. */
    public static double sumSquares(double[] x, int off, int n) {
        return dot(x, off, x, off, n);
    }

    /** The sum of products, in float within blocks of 1024 elements and in double over the blocks. */
    public static double dot(float[] x, int xOff, float[] y, int yOff, int n) {
        double sum = 0;
        int done = 0;
        for (; n - done > FLOAT_BLOCK; done += FLOAT_BLOCK) {
            sum += dotBlock(x, xOff + done, y, yOff + done, FLOAT_BLOCK);
        }
        return sum + dotBlock(x, xOff + done, y, yOff + done, n - done);
    }

    private static float dotBlock(float[] x, int xOff, float[] y, int yOff, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int end = xOff + n;
        int shift = yOff - xOff;
        int i = xOff;
        for (; i <= end - 8; i += 8) {
            int j = i + shift;
            s0 = Math.fma(x[i], y[j], s0);
            s1 = Math.fma(x[i + 1], y[j + 1], s1);
            s2 = Math.fma(x[i + 2], y[j + 2], s2);
            s3 = Math.fma(x[i + 3], y[j + 3], s3);
            s4 = Math.fma(x[i + 4], y[j + 4], s4);
            s5 = Math.fma(x[i + 5], y[j + 5], s5);
            s6 = Math.fma(x[i + 6], y[j + 6], s6);
            s7 = Math.fma(x[i + 7], y[j + 7], s7);
        }
        for (; i < end; i++) {
            s0 = Math.fma(x[i], y[i + shift], s0);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    public static double dot(double[] x, int xOff, double[] y, int yOff, int n) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int end = xOff + n;
        int shift = yOff - xOff;
        int i = xOff;
        for (; i <= end - 8; i += 8) {
            int j = i + shift;
            s0 = Math.fma(x[i], y[j], s0);
            s1 = Math.fma(x[i + 1], y[j + 1], s1);
            s2 = Math.fma(x[i + 2], y[j + 2], s2);
            s3 = Math.fma(x[i + 3], y[j + 3], s3);
            s4 = Math.fma(x[i + 4], y[j + 4], s4);
            s5 = Math.fma(x[i + 5], y[j + 5], s5);
            s6 = Math.fma(x[i + 6], y[j + 6], s6);
            s7 = Math.fma(x[i + 7], y[j + 7], s7);
        }
        for (; i < end; i++) {
            s0 = Math.fma(x[i], y[i + shift], s0);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    public static float max(float[] x, int off, int n) {
        int q = n / 4;
        int p1 = off + q;
        int p2 = p1 + q;
        int p3 = p2 + q;
        float m0 = Float.POSITIVE_INFINITY;
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        for (int i = 0; i < q; i++) {
            m0 = Math.min(m0, -x[off + i]);
            m1 = Math.min(m1, -x[p1 + i]);
            m2 = Math.min(m2, -x[p2 + i]);
            m3 = Math.min(m3, -x[p3 + i]);
        }
        for (int i = p3 + q; i < off + n; i++) {
            m0 = Math.min(m0, -x[i]);
        }
        return -Math.min(Math.min(m0, m1), Math.min(m2, m3));
    }

    public static float min(float[] x, int off, int n) {
        int q = n / 4;
        int p1 = off + q;
        int p2 = p1 + q;
        int p3 = p2 + q;
        float m0 = Float.NEGATIVE_INFINITY;
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        for (int i = 0; i < q; i++) {
            m0 = Math.max(m0, -x[off + i]);
            m1 = Math.max(m1, -x[p1 + i]);
            m2 = Math.max(m2, -x[p2 + i]);
            m3 = Math.max(m3, -x[p3 + i]);
        }
        for (int i = p3 + q; i < off + n; i++) {
            m0 = Math.max(m0, -x[i]);
        }
        return -Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    public static double max(double[] x, int off, int n) {
        int q = n / 4;
        int p1 = off + q;
        int p2 = p1 + q;
        int p3 = p2 + q;
        double m0 = Double.POSITIVE_INFINITY;
        double m1 = m0;
        double m2 = m0;
        double m3 = m0;
        for (int i = 0; i < q; i++) {
            m0 = Math.min(m0, -x[off + i]);
            m1 = Math.min(m1, -x[p1 + i]);
            m2 = Math.min(m2, -x[p2 + i]);
            m3 = Math.min(m3, -x[p3 + i]);
        }
        for (int i = p3 + q; i < off + n; i++) {
            m0 = Math.min(m0, -x[i]);
        }
        return -Math.min(Math.min(m0, m1), Math.min(m2, m3));
    }

    public static double min(double[] x, int off, int n) {
        int q = n / 4;
        int p1 = off + q;
        int p2 = p1 + q;
        int p3 = p2 + q;
        double m0 = Double.NEGATIVE_INFINITY;
        double m1 = m0;
        double m2 = m0;
        double m3 = m0;
        for (int i = 0; i < q; i++) {
            m0 = Math.max(m0, -x[off + i]);
            m1 = Math.max(m1, -x[p1 + i]);
            m2 = Math.max(m2, -x[p2 + i]);
            m3 = Math.max(m3, -x[p3 + i]);
        }
        for (int i = p3 + q; i < off + n; i++) {
            m0 = Math.max(m0, -x[i]);
        }
        return -Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    public static long max(long[] x, int off, int n) {
        long m = Long.MAX_VALUE;
        for (int i = off; i < off + n; i++) {
            m = Math.min(m, x[i] ^ -1);
        }
        return m ^ -1;
    }

    public static long min(long[] x, int off, int n) {
        long m = Long.MIN_VALUE;
        for (int i = off; i < off + n; i++) {
            m = Math.max(m, x[i] ^ -1);
        }
        return m ^ -1;
    }

    public static long maxUnsigned(long[] x, int off, int n) {
        long m = Long.MIN_VALUE;
        for (int i = off; i < off + n; i++) {
            m = Math.max(m, x[i] ^ Long.MIN_VALUE);
        }
        return m ^ Long.MIN_VALUE;
    }

    public static long minUnsigned(long[] x, int off, int n) {
        long m = Long.MAX_VALUE;
        for (int i = off; i < off + n; i++) {
            m = Math.min(m, x[i] ^ Long.MIN_VALUE);
        }
        return m ^ Long.MIN_VALUE;
    }

    public static int max(int[] x, int off, int n) {
        int m = Integer.MAX_VALUE;
        for (int i = off; i < off + n; i++) {
            m = Math.min(m, x[i] ^ -1);
        }
        return m ^ -1;
    }

    public static int min(int[] x, int off, int n) {
        int m = Integer.MIN_VALUE;
        for (int i = off; i < off + n; i++) {
            m = Math.max(m, x[i] ^ -1);
        }
        return m ^ -1;
    }

    /**
     * Whether an element is above {@code m} or NaN; also true, now and then, where infinities meet.
     *
     * <p>The conversion to int makes NaN 0, and what is below 1 as well: so the smallest is 1 or more exactly if all
     * elements are at most {@code m}, and the loop has no branch.
     */
    public static boolean mayExceed(float[] x, int off, int n, float m) {
        int least = 1;
        for (int i = off; i < off + n; i++) {
            least = Math.min(least, (int) ((m - x[i]) * Float.MAX_VALUE + 1));
        }
        return least < 1;
    }

    /** As {@link #mayExceed(float[], int, int, float)}. */
    public static boolean mayExceed(double[] x, int off, int n, double m) {
        long least = 1;
        for (int i = off; i < off + n; i++) {
            least = Math.min(least, (long) ((m - x[i]) * Double.MAX_VALUE + 1));
        }
        return least < 1;
    }

    /** Whether an element is below {@code m} or NaN, as {@link #mayExceed(float[], int, int, float)}. */
    public static boolean mayFallBelow(float[] x, int off, int n, float m) {
        int least = 1;
        for (int i = off; i < off + n; i++) {
            least = Math.min(least, (int) ((x[i] - m) * Float.MAX_VALUE + 1));
        }
        return least < 1;
    }

    /** As {@link #mayFallBelow(float[], int, int, float)}. */
    public static boolean mayFallBelow(double[] x, int off, int n, double m) {
        long least = 1;
        for (int i = off; i < off + n; i++) {
            least = Math.min(least, (long) ((x[i] - m) * Double.MAX_VALUE + 1));
        }
        return least < 1;
    }

    /** 1 if a byte is not 0; stops at the first. */
    public static int or(byte[] x, int off, int n) {
        int i = off;
        for (; i <= off + n - 8; i += 8) {
            if ((long) WORDS.get(x, i) != 0) {
                return 1;
            }
        }
        for (; i < off + n; i++) {
            if (x[i] != 0) {
                return 1;
            }
        }
        return 0;
    }

    /** 1 if every byte, 0 or 1, is 1; stops at the first 0. */
    public static int and(byte[] x, int off, int n) {
        int i = off;
        for (; i <= off + n - 8; i += 8) {
            if ((long) WORDS.get(x, i) != ONES) {
                return 0;
            }
        }
        for (; i < off + n; i++) {
            if (x[i] == 0) {
                return 0;
            }
        }
        return 1;
    }

    /** How many of the bytes, 0 or 1, are 1. */
    public static long countTrue(byte[] x, int off, int n) {
        long count = 0;
        int i = off;
        for (; i <= off + n - 8; i += 8) {
            count += Long.bitCount((long) WORDS.get(x, i));
        }
        for (; i < off + n; i++) {
            count += x[i];
        }
        return count;
    }

    /** The position, from {@code off}, of the first NaN, or of the first of the largest elements. */
    public static int argmax(float[] x, int off, int n) {
        if (n == 0) {
            return -1;
        }
        float m = x[off];
        int at = off;
        for (int b = off, w; b < off + n; b += w) {
            w = Math.min(b == off ? FIRST_BLOCK : SEARCH_BLOCK, off + n - b);
            if (b > off && !mayExceed(x, b, w, m)) {
                continue;
            }
            for (int i = b; i < b + w; i++) {
                if (!(x[i] <= m)) {
                    if (x[i] != x[i]) {
                        return i - off;
                    }
                    m = x[i];
                    at = i;
                }
            }
        }
        return at - off;
    }

    /** The position, from {@code off}, of the first NaN, or of the first of the largest elements. */
    public static int argmax(double[] x, int off, int n) {
        if (n == 0) {
            return -1;
        }
        double m = x[off];
        int at = off;
        for (int b = off, w; b < off + n; b += w) {
            w = Math.min(b == off ? FIRST_BLOCK : SEARCH_BLOCK, off + n - b);
            if (b > off && !mayExceed(x, b, w, m)) {
                continue;
            }
            for (int i = b; i < b + w; i++) {
                if (!(x[i] <= m)) {
                    if (x[i] != x[i]) {
                        return i - off;
                    }
                    m = x[i];
                    at = i;
                }
            }
        }
        return at - off;
    }

    public static int argmax(long[] x, int off, int n) {
        if (n == 0) {
            return -1;
        }
        long m = x[off];
        int at = off;
        for (int b = off, w; b < off + n; b += w) {
            w = Math.min(b == off ? FIRST_BLOCK : SEARCH_BLOCK, off + n - b);
            if (b > off && max(x, b, w) <= m) {
                continue;
            }
            for (int i = b; i < b + w; i++) {
                if (!(x[i] <= m)) {
                    m = x[i];
                    at = i;
                }
            }
        }
        return at - off;
    }

    public static int argmaxUnsigned(long[] x, int off, int n) {
        if (n == 0) {
            return -1;
        }
        long m = x[off] ^ Long.MIN_VALUE;
        int at = off;
        for (int b = off, w; b < off + n; b += w) {
            w = Math.min(b == off ? FIRST_BLOCK : SEARCH_BLOCK, off + n - b);
            if (b > off && (maxUnsigned(x, b, w) ^ Long.MIN_VALUE) <= m) {
                continue;
            }
            for (int i = b; i < b + w; i++) {
                if (!((x[i] ^ Long.MIN_VALUE) <= m)) {
                    m = x[i] ^ Long.MIN_VALUE;
                    at = i;
                }
            }
        }
        return at - off;
    }

    /** The position, from {@code off}, of the first NaN, or of the first of the smallest elements. */
    public static int argmin(float[] x, int off, int n) {
        if (n == 0) {
            return -1;
        }
        float m = x[off];
        int at = off;
        for (int b = off, w; b < off + n; b += w) {
            w = Math.min(b == off ? FIRST_BLOCK : SEARCH_BLOCK, off + n - b);
            if (b > off && !mayFallBelow(x, b, w, m)) {
                continue;
            }
            for (int i = b; i < b + w; i++) {
                if (!(x[i] >= m)) {
                    if (x[i] != x[i]) {
                        return i - off;
                    }
                    m = x[i];
                    at = i;
                }
            }
        }
        return at - off;
    }

    /** The position, from {@code off}, of the first NaN, or of the first of the smallest elements. */
    public static int argmin(double[] x, int off, int n) {
        if (n == 0) {
            return -1;
        }
        double m = x[off];
        int at = off;
        for (int b = off, w; b < off + n; b += w) {
            w = Math.min(b == off ? FIRST_BLOCK : SEARCH_BLOCK, off + n - b);
            if (b > off && !mayFallBelow(x, b, w, m)) {
                continue;
            }
            for (int i = b; i < b + w; i++) {
                if (!(x[i] >= m)) {
                    if (x[i] != x[i]) {
                        return i - off;
                    }
                    m = x[i];
                    at = i;
                }
            }
        }
        return at - off;
    }

    public static int argmin(long[] x, int off, int n) {
        if (n == 0) {
            return -1;
        }
        long m = x[off];
        int at = off;
        for (int b = off, w; b < off + n; b += w) {
            w = Math.min(b == off ? FIRST_BLOCK : SEARCH_BLOCK, off + n - b);
            if (b > off && min(x, b, w) >= m) {
                continue;
            }
            for (int i = b; i < b + w; i++) {
                if (!(x[i] >= m)) {
                    m = x[i];
                    at = i;
                }
            }
        }
        return at - off;
    }

    public static int argminUnsigned(long[] x, int off, int n) {
        if (n == 0) {
            return -1;
        }
        long m = x[off] ^ Long.MIN_VALUE;
        int at = off;
        for (int b = off, w; b < off + n; b += w) {
            w = Math.min(b == off ? FIRST_BLOCK : SEARCH_BLOCK, off + n - b);
            if (b > off && (minUnsigned(x, b, w) ^ Long.MIN_VALUE) >= m) {
                continue;
            }
            for (int i = b; i < b + w; i++) {
                if (!((x[i] ^ Long.MIN_VALUE) >= m)) {
                    m = x[i] ^ Long.MIN_VALUE;
                    at = i;
                }
            }
        }
        return at - off;
    }
}
