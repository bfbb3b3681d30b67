package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;

/**
 * Products of matrices. A group computes a tile of 64 × 64, a work item 4 × 4 elements of it, from slices of both factors in the
 * group's memory. Element (i, k) of a factor of pair p is at {@code offsets[p] + i*row + k*column}.
 */
final class ProductKernels {
    /** Work items of a group along each side. */
    static final int SIDE = 16;

    static final int TILE = 64;

    /** How much of the summed dimension is in a slice. */
    private static final int DEPTH = 16;

    /** The width of a slice in memory: not a multiple of 32, so that columns lie in different banks. */
    private static final int WIDTH = TILE + 1;

    private ProductKernels() {}

    static void tiles(
            KernelContext ctx,
            double[] a,
            double[] b,
            double[] c,
            int[] offsetsA,
            int[] offsetsB,
            int rowA,
            int columnA,
            int rowB,
            int columnB,
            int m,
            int n,
            int k) {
        double[] sliceA = ctx.sharedDoubles(DEPTH * WIDTH);
        double[] sliceB = ctx.sharedDoubles(DEPTH * WIDTH);
        int x = ctx.localId(0);
        int y = ctx.localId(1);
        int t = y * SIDE + x;
        int column = ctx.groupId(0) * TILE;
        int row = ctx.groupId(1) * TILE;
        int pair = ctx.groupId(2);
        int offsetA = offsetsA[pair];
        int offsetB = offsetsB[pair];
        double s00 = 0, s01 = 0, s02 = 0, s03 = 0;
        double s10 = 0, s11 = 0, s12 = 0, s13 = 0;
        double s20 = 0, s21 = 0, s22 = 0, s23 = 0;
        double s30 = 0, s31 = 0, s32 = 0, s33 = 0;
        for (int from = 0; from < k; from += DEPTH) {
            for (int e = t; e < TILE * DEPTH; e += SIDE * SIDE) {
                // neighbours read what lies next to each other
                int i = columnA == 1 ? e / DEPTH : e % TILE;
                int d = columnA == 1 ? e % DEPTH : e / TILE;
                double v = 0;
                if (row + i < m && from + d < k) {
                    v = a[offsetA + (row + i) * rowA + (from + d) * columnA];
                }
                sliceA[d * WIDTH + i] = v;
            }
            for (int e = t; e < TILE * DEPTH; e += SIDE * SIDE) {
                int j = columnB == 1 ? e % TILE : e / DEPTH;
                int d = columnB == 1 ? e / TILE : e % DEPTH;
                double v = 0;
                if (column + j < n && from + d < k) {
                    v = b[offsetB + (from + d) * rowB + (column + j) * columnB];
                }
                sliceB[d * WIDTH + j] = v;
            }
            ctx.barrier();
            for (int d = 0; d < DEPTH; d++) {
                int p = d * WIDTH + y;
                int q = d * WIDTH + x;
                double a0 = sliceA[p], a1 = sliceA[p + 16], a2 = sliceA[p + 32], a3 = sliceA[p + 48];
                double b0 = sliceB[q], b1 = sliceB[q + 16], b2 = sliceB[q + 32], b3 = sliceB[q + 48];
                s00 += a0 * b0;
                s01 += a0 * b1;
                s02 += a0 * b2;
                s03 += a0 * b3;
                s10 += a1 * b0;
                s11 += a1 * b1;
                s12 += a1 * b2;
                s13 += a1 * b3;
                s20 += a2 * b0;
                s21 += a2 * b1;
                s22 += a2 * b2;
                s23 += a2 * b3;
                s30 += a3 * b0;
                s31 += a3 * b1;
                s32 += a3 * b2;
                s33 += a3 * b3;
            }
            ctx.barrier();
        }
        int i = row + y;
        int j = column + x;
        int at = pair * m * n + i * n + j;
        store(c, at, i, j, m, n, s00, s01, s02, s03);
        store(c, at + 16 * n, i + 16, j, m, n, s10, s11, s12, s13);
        store(c, at + 32 * n, i + 32, j, m, n, s20, s21, s22, s23);
        store(c, at + 48 * n, i + 48, j, m, n, s30, s31, s32, s33);
    }

    private static void store(
            double[] c, int at, int i, int j, int m, int n, double s0, double s1, double s2, double s3) {
        if (i < m) {
            if (j < n) {
                c[at] = s0;
            }
            if (j + 16 < n) {
                c[at + 16] = s1;
            }
            if (j + 32 < n) {
                c[at + 32] = s2;
            }
            if (j + 48 < n) {
                c[at + 48] = s3;
            }
        }
    }

    /** Of complex numbers, one work item an element. */
    static void complex(
            double[] a,
            double[] b,
            double[] c,
            int[] offsetsA,
            int[] offsetsB,
            int rowA,
            int columnA,
            int rowB,
            int columnB,
            int pairs,
            int m,
            int n,
            int k) {
        for (@Parallel int pair = 0; pair < pairs; pair++) {
            for (@Parallel int i = 0; i < m; i++) {
                for (@Parallel int j = 0; j < n; j++) {
                    double re = 0;
                    double im = 0;
                    int p = 2 * (offsetsA[pair] + i * rowA);
                    int q = 2 * (offsetsB[pair] + j * columnB);
                    for (int d = 0; d < k; d++) {
                        double ar = a[p];
                        double ai = a[p + 1];
                        double br = b[q];
                        double bi = b[q + 1];
                        re += ar * br - ai * bi;
                        im += ar * bi + ai * br;
                        p += 2 * columnA;
                        q += 2 * rowB;
                    }
                    int at = 2 * (pair * m * n + i * n + j);
                    c[at] = re;
                    c[at + 1] = im;
                }
            }
        }
    }
}
