package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.scipy.Precision;
import java.util.Arrays;

/** A sparse LU decomposition, column by column; what it is by is said at {@link SparseLinalg#spsolve}. */
final class SparseLu {
    private static final int NONE = -1;

    /** Elements by columns, which grow. */
    private static final class Columns {
        int[] starts;
        int[] rows;
        double[] values;
        int size;

        Columns(int n, int guess) {
            starts = new int[n + 1];
            rows = new int[guess];
            values = new double[guess];
        }

        void add(int row, double value) {
            if (size == rows.length) {
                int more = Math.max(16, Math.addExact(size, size / 2 + 1));
                rows = Arrays.copyOf(rows, more);
                values = Arrays.copyOf(values, more);
            }
            rows[size] = row;
            values[size++] = value;
        }
    }

    private final int n;
    private final Columns a;

    /** In which order columns, and rows where nothing else decides, are taken. */
    private final int[] order;

    private final Columns lower;
    private final Columns upper;

    /** Which column's pivot a row is; NONE until it is one. */
    private final int[] pivotOf;

    // ---- of the column at hand

    private final double[] x;
    private final int[] stack;
    private final int[] next;
    private final int[] pattern;
    private final boolean[] seen;

    private SparseLu(Columns a, int n) {
        this.n = n;
        this.a = a;
        order = new Dissection(neighbours(a, n)).order();
        lower = new Columns(n, 4 * a.size + n);
        upper = new Columns(n, 4 * a.size + n);
        pivotOf = new int[n];
        Arrays.fill(pivotOf, NONE);
        x = new double[n];
        stack = new int[n];
        next = new int[n];
        pattern = new int[n];
        seen = new boolean[n];
        for (int k = 0; k < n; k++) {
            column(k);
        }
    }

    static NDArray solve(Csr a, NDArray b) {
        DType type = Promotion.promote(a.dtype(), Promotion.inexact(b.dtype()));
        if (!type.isComplex()) {
            return Precision.cast(real(a, b.astype(DType.FLOAT64)), type);
        }
        // (R + iS)(u + iv) = c + id as (R, -S; S, R)(u; v) = (c; d)
        NDArray re = a.data().real();
        NDArray im = a.dtype().isComplex() ? a.data().imag() : Np.zerosLike(re);
        NDArray row = a.rowOfEach();
        NDArray column = a.indices();
        int n = (int) a.rows();
        Csr pairs = new Coo(
                        Np.concat(row, row, row.add(n), row.add(n)),
                        Np.concat(column, column.add(n), column, column.add(n)),
                        Np.concat(re, im.neg(), im, re),
                        2L * n,
                        2L * n)
                .toCsr()
                .compact();
        NDArray both = Np.concat(b.real(), b.dtype().isComplex() ? b.imag() : Np.zerosLike(b));
        NDArray uv = real(pairs, both.astype(DType.FLOAT64));
        NDArray z = Precision.empty(b, type, b.shape());
        z.real().set("...", uv.get(":" + n));
        z.imag().set("...", uv.get(n + ":"));
        return z;
    }

    private static NDArray real(Csr a, NDArray b) {
        Csr byColumn = a.transposed();
        int n = (int) a.rows();
        Columns columns = new Columns(n, 0);
        columns.starts = byColumn.indptr().toIntArray();
        columns.rows = byColumn.indices().toIntArray();
        columns.values = byColumn.data().toDoubleArray();
        columns.size = columns.rows.length;
        SparseLu lu = new SparseLu(columns, n);
        if (b.ndim() == 1) {
            return Np.asarray(lu.solution(b.toDoubleArray()));
        }
        NDArray[] solutions = new NDArray[(int) b.shape(1)];
        for (int j = 0; j < solutions.length; j++) {
            solutions[j] = Np.asarray(lu.solution(b.get(":, " + j).toDoubleArray()));
        }
        return solutions.length == 0 ? Np.zeros(n, 0) : Np.stack(solutions).T().copy();
    }

    // ---- decomposing

    /** Column k of both factors: the column of the matrix, solved with what there is of the lower factor. */
    private void column(int k) {
        int column = order[k];
        int top = n;
        for (int p = a.starts[column]; p < a.starts[column + 1]; p++) {
            if (!seen[a.rows[p]]) {
                top = reach(a.rows[p], top);
            }
        }
        for (int p = a.starts[column]; p < a.starts[column + 1]; p++) {
            x[a.rows[p]] += a.values[p];
        }
        int pivot = NONE;
        double largest = 0;
        for (int p = top; p < n; p++) {
            int row = pattern[p];
            int j = pivotOf[row];
            if (j == NONE) {
                if (!(Math.abs(x[row]) <= largest)) {
                    largest = Math.abs(x[row]);
                    pivot = row;
                }
                continue;
            }
            double v = x[row];
            upper.add(j, v);
            for (int q = lower.starts[j]; q < lower.starts[j + 1]; q++) {
                x[lower.rows[q]] -= lower.values[q] * v;
            }
        }
        if (pivot == NONE || largest == 0) {
            throw new ArrayException("spsolve: the matrix is singular: column " + column
                    + " depends on others; use gmres for a solution in the sense of least squares");
        }
        double diagonal = x[pivot];
        upper.add(k, diagonal);
        upper.starts[k + 1] = upper.size;
        for (int p = top; p < n; p++) {
            int row = pattern[p];
            if (pivotOf[row] == NONE && row != pivot && x[row] != 0) {
                lower.add(row, x[row] / diagonal);
            }
            x[row] = 0;
            seen[row] = false;
        }
        lower.starts[k + 1] = lower.size;
        pivotOf[pivot] = k;
    }

    /** Adds the rows that a row leads to through the lower factor to the pattern, each before those it leads to; the new start. */
    private int reach(int from, int start) {
        int top = start;
        int depth = 0;
        stack[0] = from;
        seen[from] = true;
        next[0] = first(from);
        while (depth >= 0) {
            int j = pivotOf[stack[depth]];
            int end = j == NONE ? 0 : lower.starts[j + 1];
            int p = next[depth];
            while (p < end && seen[lower.rows[p]]) {
                p++;
            }
            if (p < end) {
                int row = lower.rows[p];
                next[depth] = p + 1;
                depth++;
                stack[depth] = row;
                seen[row] = true;
                next[depth] = first(row);
            } else {
                pattern[--top] = stack[depth--];
            }
        }
        return top;
    }

    private int first(int row) {
        return pivotOf[row] == NONE ? 0 : lower.starts[pivotOf[row]];
    }

    // ---- solving

    private double[] solution(double[] b) {
        double[] left = b.clone();
        double[] y = new double[n];
        int[] rowOf = new int[n];
        for (int row = 0; row < n; row++) {
            rowOf[pivotOf[row]] = row;
        }
        for (int k = 0; k < n; k++) {
            double v = left[rowOf[k]];
            y[k] = v;
            for (int p = lower.starts[k]; v != 0 && p < lower.starts[k + 1]; p++) {
                left[lower.rows[p]] -= lower.values[p] * v;
            }
        }
        double[] out = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            int last = upper.starts[k + 1] - 1;
            double v = y[k] / upper.values[last];
            out[order[k]] = v;
            for (int p = upper.starts[k]; p < last; p++) {
                y[upper.rows[p]] -= upper.values[p] * v;
            }
        }
        return out;
    }

    // ---- the order

    /** With which columns and rows each has an element in common. */
    private static int[][] neighbours(Columns a, int n) {
        int[] count = new int[n];
        for (int j = 0; j < n; j++) {
            for (int p = a.starts[j]; p < a.starts[j + 1]; p++) {
                count[j]++;
                count[a.rows[p]]++;
            }
        }
        int[][] all = new int[n][];
        Arrays.setAll(all, i -> new int[count[i]]);
        Arrays.fill(count, 0);
        for (int j = 0; j < n; j++) {
            for (int p = a.starts[j]; p < a.starts[j + 1]; p++) {
                int i = a.rows[p];
                all[j][count[j]++] = i;
                all[i][count[i]++] = j;
            }
        }
        return all;
    }
}
