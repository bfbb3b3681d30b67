package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;

/**
 * Products of matrices so small that calling a library costs more than they do. Every operand has a stride for each of its axes;
 * the result is row-major.
 */
final class TinyProducts {
    /** Multiply-adds up to which the loops here are faster than OpenBLAS called from Java: 0.22 µs for 8x8x8, against 0.37. */
    private static final int MOST = 512;

    /** Terms of a sum up to which that is so for a single one. */
    private static final int LONGEST = 16;

    private TinyProducts() {}

    /** Whether a product of this many multiply-adds, in sums of {@code k}, is better made here. */
    static boolean takes(DType type, long work, int k) {
        return (type == DType.FLOAT32 || type == DType.FLOAT64) && work <= MOST && k <= LONGEST;
    }

    static void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int p,
            int down,
            int across,
            float[] b,
            int q,
            int downB,
            int acrossB,
            float[] c,
            int r) {
        for (int i = 0; i < m; i++) {
            int row = p + i * down;
            int out = r + i * n;
            int j = 0;
            for (; j + 4 <= n; j += 4) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                int at = row;
                int column = q + j * acrossB;
                for (int l = 0; l < k; l++) {
                    float x = a[at];
                    s0 += x * b[column];
                    s1 += x * b[column + acrossB];
                    s2 += x * b[column + 2 * acrossB];
                    s3 += x * b[column + 3 * acrossB];
                    at += across;
                    column += downB;
                }
                c[out + j] = s0;
                c[out + j + 1] = s1;
                c[out + j + 2] = s2;
                c[out + j + 3] = s3;
            }
            for (; j < n; j++) {
                float s = 0;
                int at = row;
                int column = q + j * acrossB;
                for (int l = 0; l < k; l++) {
                    s += a[at] * b[column];
                    at += across;
                    column += downB;
                }
                c[out + j] = s;
            }
        }
    }

    static void multiply(
            int m,
            int n,
            int k,
            double[] a,
            int p,
            int down,
            int across,
            double[] b,
            int q,
            int downB,
            int acrossB,
            double[] c,
            int r) {
        for (int i = 0; i < m; i++) {
            int row = p + i * down;
            int out = r + i * n;
            int j = 0;
            for (; j + 4 <= n; j += 4) {
                double s0 = 0;
                double s1 = 0;
                double s2 = 0;
                double s3 = 0;
                int at = row;
                int column = q + j * acrossB;
                for (int l = 0; l < k; l++) {
                    double x = a[at];
                    s0 += x * b[column];
                    s1 += x * b[column + acrossB];
                    s2 += x * b[column + 2 * acrossB];
                    s3 += x * b[column + 3 * acrossB];
                    at += across;
                    column += downB;
                }
                c[out + j] = s0;
                c[out + j + 1] = s1;
                c[out + j + 2] = s2;
                c[out + j + 3] = s3;
            }
            for (; j < n; j++) {
                double s = 0;
                int at = row;
                int column = q + j * acrossB;
                for (int l = 0; l < k; l++) {
                    s += a[at] * b[column];
                    at += across;
                    column += downB;
                }
                c[out + j] = s;
            }
        }
    }
}
