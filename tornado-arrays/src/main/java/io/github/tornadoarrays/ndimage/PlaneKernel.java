package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.kernel.KernelContext;

/**
 * Correlations along both of the last two axes in one launch, for graphics cards: a group has its part of the picture and what is around in its
 * memory, so the picture is read once and the result written once. A work item computes eight neighbours from what it reads, first below one
 * another, then beside one another.
 */
final class PlaneKernel {
    /** Columns that a group reads; it writes as many fewer as there are weights but one, and then whole eights. */
    static final int WIDTH = 96;

    /** Rows that a group writes. */
    static final int HEIGHT = 32;

    /** Work items of a group are {@code WIDTH} by this: below one another, eight rows each. */
    static final int BLOCKS = HEIGHT / 8;

    static final int LEAST = 8;
    static final int MOST = 33;

    /** From one row to the next in the group's memory: elements below one another lie in different banks. */
    private static final int STRIDE = WIDTH + 1;

    /** Bytes of the group's memory. */
    static final int MEMORY = 4 * STRIDE * (HEIGHT + MOST - 1 + HEIGHT);

    private PlaneKernel() {}

    /** Columns that a group writes. */
    static int columns(int taps) {
        return (WIDTH - taps + 1) / 8 * 8;
    }

    static void plane(
            KernelContext c,
            float[] x,
            float[] down,
            float[] across,
            float[] y,
            int rows,
            int columns,
            int above,
            int before,
            int mode,
            float value) {
        float[] raw = c.sharedFloats(STRIDE * (HEIGHT + MOST - 1));
        float[] middle = c.sharedFloats(STRIDE * HEIGHT);
        int i = c.localId(0);
        int block = c.localId(1);
        int width = (WIDTH - across.length + 1) / 8 * 8;
        int row = c.groupId(1) * HEIGHT;
        int column = c.groupId(0) * width;
        int plane = c.groupId(2) * rows * columns;
        int from = FilterKernels.inside(column - before + i, columns, mode);
        for (int r = block; r < HEIGHT + down.length - 1; r += BLOCKS) {
            int at = FilterKernels.inside(row - above + r, rows, mode);
            float v = value;
            if (at >= 0 && from >= 0) {
                v = x[plane + at * columns + from];
            }
            raw[r * STRIDE + i] = v;
        }
        c.barrier();
        int top = block * 8 * STRIDE + i;
        eight(raw, top, STRIDE, down, middle, top);
        if (from < 0) {
            // beyond the ends the second axis has the value itself, not its sum with the first one's weights
            for (int r = 0; r < 8; r++) {
                middle[top + r * STRIDE] = value;
            }
        }
        c.barrier();
        int t = block * WIDTH + i;
        int left = t % HEIGHT * STRIDE + t / HEIGHT * 8;
        if (t / HEIGHT * 8 < width) {
            eight(middle, left, 1, across, raw, left);
        }
        c.barrier();
        if (i < width && column + i < columns) {
            for (int r = block; r < HEIGHT && row + r < rows; r += BLOCKS) {
                y[plane + (row + r) * columns + column + i] = raw[r * STRIDE + i];
            }
        }
    }

    /**
     * Eight neighbouring sums, of eight weights or more. The first and last elements are not multiplied by 0 for the sums they are not in, as they may
     * be infinite.
     */
    private static void eight(float[] x, int from, int stride, float[] w, float[] y, int to) {
        float a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0, a6 = 0, a7 = 0;
        float w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0, w6 = 0, w7 = 0;
        int p = from;
        for (int k = 0; k < 7; k++) {
            w6 = w5;
            w5 = w4;
            w4 = w3;
            w3 = w2;
            w2 = w1;
            w1 = w0;
            w0 = w[k];
            float v = x[p];
            p += stride;
            a0 = Math.fma(w0, v, a0);
            a1 = k >= 1 ? Math.fma(w1, v, a1) : a1;
            a2 = k >= 2 ? Math.fma(w2, v, a2) : a2;
            a3 = k >= 3 ? Math.fma(w3, v, a3) : a3;
            a4 = k >= 4 ? Math.fma(w4, v, a4) : a4;
            a5 = k >= 5 ? Math.fma(w5, v, a5) : a5;
            a6 = k >= 6 ? Math.fma(w6, v, a6) : a6;
        }
        for (int k = 7; k < w.length; k++) {
            w7 = w6;
            w6 = w5;
            w5 = w4;
            w4 = w3;
            w3 = w2;
            w2 = w1;
            w1 = w0;
            w0 = w[k];
            float v = x[p];
            p += stride;
            a0 = Math.fma(w0, v, a0);
            a1 = Math.fma(w1, v, a1);
            a2 = Math.fma(w2, v, a2);
            a3 = Math.fma(w3, v, a3);
            a4 = Math.fma(w4, v, a4);
            a5 = Math.fma(w5, v, a5);
            a6 = Math.fma(w6, v, a6);
            a7 = Math.fma(w7, v, a7);
        }
        for (int k = 0; k < 7; k++) {
            w7 = w6;
            w6 = w5;
            w5 = w4;
            w4 = w3;
            w3 = w2;
            w2 = w1;
            w1 = w0;
            float v = x[p];
            p += stride;
            a1 = k < 1 ? Math.fma(w1, v, a1) : a1;
            a2 = k < 2 ? Math.fma(w2, v, a2) : a2;
            a3 = k < 3 ? Math.fma(w3, v, a3) : a3;
            a4 = k < 4 ? Math.fma(w4, v, a4) : a4;
            a5 = k < 5 ? Math.fma(w5, v, a5) : a5;
            a6 = k < 6 ? Math.fma(w6, v, a6) : a6;
            a7 = Math.fma(w7, v, a7);
        }
        y[to] = a0;
        y[to + stride] = a1;
        y[to + 2 * stride] = a2;
        y[to + 3 * stride] = a3;
        y[to + 4 * stride] = a4;
        y[to + 5 * stride] = a5;
        y[to + 6 * stride] = a6;
        y[to + 7 * stride] = a7;
    }
}
