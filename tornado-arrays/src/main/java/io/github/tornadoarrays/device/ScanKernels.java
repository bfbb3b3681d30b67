package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;

/**
 * Running folds of rows, by reduce-then-scan: the folds of tiles, the running folds of those, then the running folds in each tile
 * from what its row had before (G. E. Blelloch, "Prefix sums and their applications", 1990). {@code op} is 0 for sums, 1 for
 * products, 2 for maxima, 3 for minima.
 */
final class ScanKernels {
    static final int GROUP = 256;
    static final int ITEMS = 8;
    static final int TILE = GROUP * ITEMS;

    /** A tile with a gap after each 32 elements, so that neighbours' elements lie in different banks. */
    private static final int PADDED = TILE + TILE / 32;

    private ScanKernels() {}

    private static double fold(int op, double a, double b) {
        return op == 0 ? a + b : op == 1 ? a * b : op == 2 ? Math.max(a, b) : Math.min(a, b);
    }

    private static int padded(int i) {
        return i + (i >> 5);
    }

    /** Work item t gets elements t*ITEMS … of the tile, but neighbours read neighbours from memory. */
    private static void load(KernelContext ctx, double[] x, double[] tile, int t, int from, int base, int n) {
        for (int k = 0; k < ITEMS; k++) {
            int i = k * GROUP + t;
            tile[padded(i)] = from + i < n ? x[base + i] : 0;
        }
        ctx.barrier();
    }

    /** The fold of each tile but a row's last, whose result may be wrong: nobody reads it. */
    static void folds(KernelContext ctx, double[] x, double[] totals, int n, int tiles, int op) {
        double[] sums = ctx.sharedDoubles(GROUP);
        int t = ctx.localId(0);
        int g = ctx.groupId(0);
        int from = g % tiles * TILE;
        int base = g / tiles * n + from;
        double[] tile = ctx.sharedDoubles(PADDED);
        load(ctx, x, tile, t, from, base, n);
        double s = tile[padded(t * ITEMS)];
        for (int k = 1; k < ITEMS; k++) {
            s = fold(op, s, tile[padded(t * ITEMS + k)]);
        }
        sums[t] = s;
        ctx.barrier();
        for (int d = GROUP / 2; d > 0; d >>= 1) {
            if (t < d) {
                sums[t] = fold(op, sums[t], sums[t + d]);
            }
            ctx.barrier();
        }
        if (t == 0) {
            totals[g] = sums[0];
        }
    }

    /** The running folds; {@code before} has those of the tiles, where a row has more than one. */
    static void tiles(KernelContext ctx, double[] x, double[] out, double[] before, int n, int tiles, int op) {
        double[] sums = ctx.sharedDoubles(GROUP);
        double[] tile = ctx.sharedDoubles(PADDED);
        int t = ctx.localId(0);
        int g = ctx.groupId(0);
        int from = g % tiles * TILE;
        int base = g / tiles * n + from;
        load(ctx, x, tile, t, from, base, n);
        double s = tile[padded(t * ITEMS)];
        for (int k = 1; k < ITEMS; k++) {
            s = fold(op, s, tile[padded(t * ITEMS + k)]);
            tile[padded(t * ITEMS + k)] = s;
        }
        sums[t] = s;
        ctx.barrier();
        for (int d = 1; d < GROUP; d <<= 1) {
            double v = sums[t];
            if (t >= d) {
                v = fold(op, sums[t - d], v);
            }
            ctx.barrier();
            sums[t] = v;
            ctx.barrier();
        }
        if (t > 0 || from > 0) {
            double carry = 0;
            if (from > 0) {
                carry = before[g - 1];
                if (t > 0) {
                    carry = fold(op, carry, sums[t - 1]);
                }
            } else {
                carry = sums[t - 1];
            }
            for (int k = 0; k < ITEMS; k++) {
                tile[padded(t * ITEMS + k)] = fold(op, carry, tile[padded(t * ITEMS + k)]);
            }
        }
        ctx.barrier();
        for (int k = 0; k < ITEMS; k++) {
            int i = k * GROUP + t;
            if (from + i < n) {
                out[base + i] = tile[padded(i)];
            }
        }
    }

    /** Lines of {@code n} elements that are {@code inner} apart, one work item a line. */
    static void lines(double[] x, double[] out, int lines, int n, int inner, int op) {
        for (@Parallel int line = 0; line < lines; line++) {
            int at = line / inner * n * inner + line % inner;
            double s = x[at];
            out[at] = s;
            for (int k = 1; k < n; k++) {
                at += inner;
                s = fold(op, s, x[at]);
                out[at] = s;
            }
        }
    }

    /** As {@link #lines}, of complex numbers. Of the larger and smaller, real parts decide first; a NaN stays. */
    static void complexLines(double[] x, double[] out, int lines, int n, int inner, int op) {
        for (@Parallel int line = 0; line < lines; line++) {
            int at = 2 * (line / inner * n * inner + line % inner);
            double re = x[at];
            double im = x[at + 1];
            out[at] = re;
            out[at + 1] = im;
            for (int k = 1; k < n; k++) {
                at += 2 * inner;
                double a = x[at];
                double b = x[at + 1];
                if (op == 0) {
                    re += a;
                    im += b;
                } else if (op == 1) {
                    double r = re * a - im * b;
                    im = re * b + im * a;
                    re = r;
                } else if (re == re && im == im) {
                    boolean nan = a != a || b != b;
                    boolean better = op == 2 ? a > re || a == re && b > im : a < re || a == re && b < im;
                    if (nan || better) {
                        re = a;
                        im = b;
                    }
                }
                out[at] = re;
                out[at + 1] = im;
            }
        }
    }
}
