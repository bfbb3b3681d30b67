package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.kernel.Parallel;

/**
 * Correlations along one axis of an array that is seen as (outer, n, inner). A work item computes four elements that are neighbours along the
 * axis, so that what it reads serves all of them.
 */
final class FilterKernels {
    static final int REFLECT = 0;
    static final int MIRROR = 1;
    static final int NEAREST = 2;
    static final int WRAP = 3;
    static final int CONSTANT = 4;

    private FilterKernels() {}

    /** Where the element at a place beyond the ends comes from; -1 where it is the border's value. */
    static int inside(int i, int n, int mode) {
        if (i >= 0 && i < n) {
            return i;
        }
        if (mode == CONSTANT) {
            return -1;
        }
        if (mode == NEAREST || n == 1) {
            return i < 0 ? 0 : n - 1;
        }
        int period = mode == WRAP ? n : mode == REFLECT ? 2 * n : 2 * n - 2;
        int at = i % period;
        at = at < 0 ? at + period : at;
        return at < n ? at : mode == REFLECT ? period - 1 - at : period - at;
    }

    /** {@code y[i] = Σ w[k] x[i - before + k]} along the middle axis. */
    static void along(
            double[] x, double[] w, double[] y, int outer, int n, int inner, int before, int mode, double value) {
        int blocks = (n + 3) / 4;
        for (@Parallel int o = 0; o < outer; o++) {
            for (@Parallel int b = 0; b < blocks; b++) {
                for (@Parallel int i = 0; i < inner; i++) {
                    block(x, w, y, o * n * inner + i, 4 * b, n, inner, before, mode, value);
                }
            }
        }
    }

    /** {@link #along} the last axis. */
    static void rows(double[] x, double[] w, double[] y, int outer, int n, int before, int mode, double value) {
        int blocks = (n + 3) / 4;
        for (@Parallel int o = 0; o < outer; o++) {
            for (@Parallel int b = 0; b < blocks; b++) {
                block(x, w, y, o * n, 4 * b, n, 1, before, mode, value);
            }
        }
    }

    private static void block(
            double[] x,
            double[] w,
            double[] y,
            int line,
            int at,
            int n,
            int stride,
            int before,
            int mode,
            double value) {
        int first = at - before;
        if (w.length >= 3 && first >= 0 && first + w.length + 3 <= n && at + 4 <= n) {
            four(x, line + first * stride, stride, w, y, line + at * stride, stride);
        } else {
            for (int i = at; i < at + 4 && i < n; i++) {
                double s = 0;
                for (int k = 0; k < w.length; k++) {
                    int from = inside(i - before + k, n, mode);
                    s += w[k] * (from < 0 ? value : x[line + from * stride]);
                }
                y[line + i * stride] = s;
            }
        }
    }

    /**
     * Four neighbouring sums, three weights or more. The first and last elements are not multiplied by 0 for the sums they are not in, as they
     * may be infinite.
     */
    static void four(double[] x, int from, int stride, double[] w, double[] y, int to, int apart) {
        double w1 = w[2], w2 = w[1], w3 = w[0];
        double v = x[from];
        double a = w3 * v, b = 0, c = 0, d = 0;
        v = x[from + stride];
        a += w2 * v;
        b += w3 * v;
        v = x[from + 2 * stride];
        a += w1 * v;
        b += w2 * v;
        c += w3 * v;
        int p = from + 3 * stride;
        for (int k = 3; k < w.length; k++) {
            double w0 = w[k];
            v = x[p];
            a += w0 * v;
            b += w1 * v;
            c += w2 * v;
            d += w3 * v;
            w3 = w2;
            w2 = w1;
            w1 = w0;
            p += stride;
        }
        v = x[p];
        b += w1 * v;
        c += w2 * v;
        d += w3 * v;
        v = x[p + stride];
        c += w1 * v;
        d += w2 * v;
        d += w1 * x[p + 2 * stride];
        y[to] = a;
        y[to + apart] = b;
        y[to + 2 * apart] = c;
        y[to + 3 * apart] = d;
    }
}
