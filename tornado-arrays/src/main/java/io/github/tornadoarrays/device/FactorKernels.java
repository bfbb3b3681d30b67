package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;

/**
 * Factorisations of real matrices, each column after column, a group of work items a matrix, column by column with the rest brought up to
 * date each time (G. H. Golub and C. F. Van Loan, Matrix Computations, 3.4, 4.2 and 5.2), as LAPACK's unblocked routines.
 */
final class FactorKernels {
    /** Work items of a group. */
    static final int GROUP = 64;

    private FactorKernels() {}

    /** LU with partial pivoting; of rows that are equally good the first is taken. */
    static void lu(KernelContext ctx, double[] a, int[] pivots, int[] status, int n) {
        double[] sizes = ctx.sharedDoubles(GROUP);
        int[] rows = ctx.sharedInts(GROUP);
        int t = ctx.localId(0);
        int g = ctx.groupId(0);
        int base = g * n * n;
        if (t == 0) {
            status[g] = 0;
        }
        for (int k = 0; k < n; k++) {
            int column = base + k * n;
            double most = -1;
            int at = k;
            for (int i = k + t; i < n; i += GROUP) {
                double size = Math.abs(a[column + i]);
                if (size > most) {
                    most = size;
                    at = i;
                }
            }
            sizes[t] = most;
            rows[t] = at;
            ctx.barrier();
            for (int d = GROUP / 2; d > 0; d >>= 1) {
                if (t < d) {
                    double here = sizes[t];
                    double there = sizes[t + d];
                    if (there > here || there == here && rows[t + d] < rows[t]) {
                        sizes[t] = there;
                        rows[t] = rows[t + d];
                    }
                }
                ctx.barrier();
            }
            int pivot = rows[0];
            double divisor = a[column + pivot];
            ctx.barrier();
            if (t == 0) {
                pivots[g * n + k] = pivot + 1;
                if (divisor == 0 && status[g] == 0) {
                    status[g] = k + 1;
                }
            }
            if (pivot != k) {
                for (int j = t; j < n; j += GROUP) {
                    int up = base + j * n + k;
                    int down = base + j * n + pivot;
                    double x = a[up];
                    a[up] = a[down];
                    a[down] = x;
                }
            }
            ctx.barrier();
            if (divisor != 0) {
                for (int i = k + 1 + t; i < n; i += GROUP) {
                    a[column + i] = a[column + i] / divisor;
                }
            }
            ctx.barrier();
            int rest = n - k - 1;
            for (int e = t; e < rest * rest; e += GROUP) {
                int i = k + 1 + e % rest;
                int to = base + (k + 1 + e / rest) * n;
                a[to + i] = a[to + i] - a[column + i] * a[to + k];
            }
            ctx.barrier();
        }
    }

    /** Solves by what {@link #lu} has left, a work item a right side; {@code wide} of them a matrix. */
    static void substitute(double[] a, int[] pivots, double[] b, int columns, int n, int wide) {
        for (@Parallel int c = 0; c < columns; c++) {
            int g = c / wide;
            int base = g * n * n;
            int x = c * n;
            for (int k = 0; k < n; k++) {
                int p = pivots[g * n + k] - 1;
                double v = b[x + p];
                b[x + p] = b[x + k];
                b[x + k] = v;
            }
            for (int k = 0; k < n; k++) {
                double v = b[x + k];
                for (int i = k + 1; i < n; i++) {
                    b[x + i] = b[x + i] - v * a[base + k * n + i];
                }
            }
            for (int k = n - 1; k >= 0; k--) {
                double v = b[x + k] / a[base + k * n + k];
                b[x + k] = v;
                for (int i = 0; i < k; i++) {
                    b[x + i] = b[x + i] - v * a[base + k * n + i];
                }
            }
        }
    }

    /** The lower triangle; a matrix that is not positive definite goes on with anything. */
    static void cholesky(KernelContext ctx, double[] a, int[] status, int n) {
        int t = ctx.localId(0);
        int g = ctx.groupId(0);
        int base = g * n * n;
        if (t == 0) {
            status[g] = 0;
        }
        for (int k = 0; k < n; k++) {
            int column = base + k * n;
            double d = a[column + k];
            ctx.barrier();
            double root = d <= 0 ? 1 : Math.sqrt(d);
            if (t == 0) {
                a[column + k] = root;
                if (d <= 0 && status[g] == 0) {
                    status[g] = k + 1;
                }
            }
            for (int i = k + 1 + t; i < n; i += GROUP) {
                a[column + i] = a[column + i] / root;
            }
            ctx.barrier();
            int rest = n - k - 1;
            for (int e = t; e < rest * rest; e += GROUP) {
                int i = k + 1 + e % rest;
                int j = k + 1 + e / rest;
                if (i >= j) {
                    a[base + j * n + i] = a[base + j * n + i] - a[column + i] * a[column + j];
                }
            }
            ctx.barrier();
        }
    }

    /** Householder reflections of m x n matrices, {@code most} of them each. */
    static void qr(KernelContext ctx, double[] a, double[] factors, int m, int n, int most) {
        double[] parts = ctx.sharedDoubles(GROUP);
        int t = ctx.localId(0);
        int g = ctx.groupId(0);
        int base = g * m * n;
        for (int k = 0; k < most; k++) {
            int column = base + k * m;
            // scaled, so that squares are in range
            double largest = 0;
            for (int i = k + 1 + t; i < m; i += GROUP) {
                largest = Math.max(largest, Math.abs(a[column + i]));
            }
            parts[t] = largest;
            ctx.barrier();
            for (int d = GROUP / 2; d > 0; d >>= 1) {
                if (t < d) {
                    parts[t] = Math.max(parts[t], parts[t + d]);
                }
                ctx.barrier();
            }
            largest = parts[0];
            double alpha = a[column + k];
            double scale = Math.max(largest, Math.abs(alpha));
            ctx.barrier();
            double squares = 0;
            if (scale != 0) {
                for (int i = k + 1 + t; i < m; i += GROUP) {
                    double x = a[column + i] / scale;
                    squares += x * x;
                }
            }
            parts[t] = squares;
            ctx.barrier();
            for (int d = GROUP / 2; d > 0; d >>= 1) {
                if (t < d) {
                    parts[t] = parts[t] + parts[t + d];
                }
                ctx.barrier();
            }
            squares = parts[0];
            double tau = 0;
            if (largest != 0) {
                double first = alpha / scale;
                double length = scale * Math.sqrt(first * first + squares);
                double beta = alpha < 0 ? length : -length;
                tau = (beta - alpha) / beta;
                double divisor = alpha - beta;
                for (int i = k + 1 + t; i < m; i += GROUP) {
                    a[column + i] = a[column + i] / divisor;
                }
                if (t == 0) {
                    a[column + k] = beta;
                }
            }
            if (t == 0) {
                factors[g * most + k] = tau;
            }
            ctx.barrier();
            for (int j = k + 1 + t; j < n; j += GROUP) {
                int to = base + j * m;
                double sum = a[to + k];
                for (int i = k + 1; i < m; i++) {
                    sum += a[column + i] * a[to + i];
                }
                sum = sum * tau;
                a[to + k] = a[to + k] - sum;
                for (int i = k + 1; i < m; i++) {
                    a[to + i] = a[to + i] - sum * a[column + i];
                }
            }
            ctx.barrier();
        }
    }

    /** The columns of the product of {@code most} reflections of m x n matrices, a work item a column. */
    static void q(double[] h, double[] factors, double[] out, int columns, int m, int n, int most) {
        for (@Parallel int c = 0; c < columns; c++) {
            int g = c / n;
            int x = c * m;
            for (int i = 0; i < m; i++) {
                out[x + i] = 0;
            }
            out[x + c % n] = 1;
            for (int k = most - 1; k >= 0; k--) {
                int v = g * m * n + k * m;
                double sum = out[x + k];
                for (int i = k + 1; i < m; i++) {
                    sum += h[v + i] * out[x + i];
                }
                sum = sum * factors[g * most + k];
                out[x + k] = out[x + k] - sum;
                for (int i = k + 1; i < m; i++) {
                    out[x + i] = out[x + i] - sum * h[v + i];
                }
            }
        }
    }

    static void copy(double[] from, double[] to, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            to[i] = from[i];
        }
    }
}
