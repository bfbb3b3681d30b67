package io.github.tornadoarrays.engine.cpu;

import java.lang.reflect.Array;
import java.util.stream.IntStream;

/**
 * Products of row-major matrices in plain Java: for integers, which wrap around as in NumPy, and for floating point
 * where there is no {@link Blas}.
 *
 * <p>The scheme is that of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): a panel
 * of B is packed once and stays in the second-level cache while blocks of rows of A pass over it, one block a task of
 * the common pool.
 */
public final class Gemm {
    /** Rows of B in a panel. */
    private static final int DEPTH = 256;

    /** Columns of B in a panel: four rows of B and four of C fit the first-level cache. */
    private static final int WIDTH = 512;

    /** Multiply-adds below which a second thread does not pay. */
    private static final long SERIAL = 1 << 16;

    private Gemm() {}

    /**
     * C = op(A) op(B). op(A) is m x k, op(B) is k x n, C is m x n; C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     */
    public static void multiply(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            float[] a,
            long aOffset,
            int lda,
            float[] b,
            long bOffset,
            int ldb,
            float[] c,
            long cOffset,
            int ldc) {
        multiply(new GemmKernel.Floats(), transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    }

    /**
     * C = op(A) op(B). op(A) is m x k, op(B) is k x n, C is m x n; C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     */
    public static void multiply(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double[] a,
            long aOffset,
            int lda,
            double[] b,
            long bOffset,
            int ldb,
            double[] c,
            long cOffset,
            int ldc) {
        multiply(new GemmKernel.Doubles(), transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    }

    /**
     * C = op(A) op(B). Sums and products wrap around. op(A) is m x k, op(B) is k x n, C is m x n; C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     */
    public static void multiply(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            int[] a,
            long aOffset,
            int lda,
            int[] b,
            long bOffset,
            int ldb,
            int[] c,
            long cOffset,
            int ldc) {
        multiply(new GemmKernel.Ints(), transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    }

    /**
     * C = op(A) op(B). Sums and products wrap around. op(A) is m x k, op(B) is k x n, C is m x n; C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     */
    public static void multiply(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            long[] a,
            long aOffset,
            int lda,
            long[] b,
            long bOffset,
            int ldb,
            long[] c,
            long cOffset,
            int ldc) {
        multiply(new GemmKernel.Longs(), transA, transB, m, n, k, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc);
    }

    private static <T> void multiply(
            GemmKernel<T> kernel,
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            T a,
            long aOffset,
            int lda,
            T b,
            long bOffset,
            int ldb,
            T c,
            long cOffset,
            int ldc) {
        Operand x = Operand.matrix("gemm", "A", transA ? k : m, transA ? m : k, aOffset, lda, kernel.length(a));
        Operand y = Operand.matrix("gemm", "B", transB ? n : k, transB ? k : n, bOffset, ldb, kernel.length(b));
        Operand r = Operand.matrix("gemm", "C", m, n, cOffset, ldc, kernel.length(c));
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0) {
            T zeros = kernel.array(n);
            for (int row = 0; row < m; row++) {
                kernel.scatter(zeros, c, r.at(false, row, 0), n);
            }
            return;
        }
        int depth = Math.min(DEPTH, roundUp(k));
        int width = Math.min(WIDTH, n);
        T[] panel = rows(kernel, depth, width);
        for (int column = 0; column < n; column += width) {
            for (int from = 0; from < k; from += depth) {
                int columns = Math.min(width, n - column);
                int count = Math.min(depth, k - from);
                for (int l = 0; l < roundUp(count); l++) {
                    // Rows past the end are zero, and so are the elements of A that they meet.
                    boolean there = l < count;
                    long at = there ? y.at(transB, from + l, column) : 0;
                    kernel.gather(b, at, transB ? ldb : 1, panel[l], there ? columns : 0);
                }
                Block<T> block = new Block<>(kernel, panel, from, count, column, columns);
                IntStream blocks = IntStream.range(0, Math.ceilDiv(m, GemmKernel.BLOCK));
                if ((long) m * columns * count > SERIAL) {
                    blocks = blocks.parallel();
                }
                blocks.forEach(i -> block.multiply(i * GemmKernel.BLOCK, m, x, transA, a, r, c));
            }
        }
    }

    /** One panel of B: {@code count} rows from row {@code from}, {@code columns} columns from {@code column}. */
    private record Block<T>(GemmKernel<T> kernel, T[] panel, int from, int count, int column, int columns) {

        /** Adds to up to four rows of C from row {@code row}, or sets them where the panel is the first. */
        void multiply(int row, int m, Operand x, boolean transA, T a, Operand r, T c) {
            int height = Math.min(GemmKernel.BLOCK, m - row);
            T[] factors = rows(kernel, GemmKernel.BLOCK, roundUp(count));
            T[] sums = rows(kernel, GemmKernel.BLOCK, columns);
            for (int i = 0; i < height; i++) {
                kernel.gather(a, x.at(transA, row + i, from), transA ? x.stride() : 1, factors[i], count);
                if (from > 0) {
                    kernel.gather(c, r.at(false, row + i, column), 1, sums[i], columns);
                }
            }
            for (int l = 0; l < count; l += GemmKernel.BLOCK) {
                kernel.multiply(factors, panel, l, sums, columns);
            }
            for (int i = 0; i < height; i++) {
                kernel.scatter(sums[i], c, r.at(false, row + i, column), columns);
            }
        }
    }

    private static int roundUp(int count) {
        return Math.ceilDiv(count, GemmKernel.BLOCK) * GemmKernel.BLOCK;
    }

    private static <T> T[] rows(GemmKernel<T> kernel, int count, int width) {
        T first = kernel.array(width);
        @SuppressWarnings("unchecked")
        T[] rows = (T[]) Array.newInstance(first.getClass(), count);
        rows[0] = first;
        for (int i = 1; i < count; i++) {
            rows[i] = kernel.array(width);
        }
        return rows;
    }

    /**
     * C = op(A) op(B) for complex numbers, real and imaginary part in turn, by four real products; offsets and strides
     * count complex numbers. C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     */
    public static void multiplyComplex(
            Transpose transA,
            Transpose transB,
            int m,
            int n,
            int k,
            float[] a,
            long aOffset,
            int lda,
            float[] b,
            long bOffset,
            int ldb,
            float[] c,
            long cOffset,
            int ldc) {
        boolean ta = transA != Transpose.NO;
        boolean tb = transB != Transpose.NO;
        Operand x = Operand.matrix("gemm", "A", ta ? k : m, ta ? m : k, aOffset, lda, a.length / 2);
        Operand y = Operand.matrix("gemm", "B", tb ? n : k, tb ? k : n, bOffset, ldb, b.length / 2);
        Operand r = Operand.matrix("gemm", "C", m, n, cOffset, ldc, c.length / 2);
        float[][] p = parts(a, x, transA == Transpose.CONJUGATE);
        float[][] q = parts(b, y, transB == Transpose.CONJUGATE);
        float[][][] pq = new float[2][2][Math.multiplyExact(m, n)];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                multiply(
                        ta,
                        tb,
                        m,
                        n,
                        k,
                        p[i],
                        0,
                        Math.max(1, x.columns()),
                        q[j],
                        0,
                        Math.max(1, y.columns()),
                        pq[i][j],
                        0,
                        Math.max(1, n));
            }
        }
        for (int row = 0, from = 0; row < m; row++) {
            int to = 2 * (int) r.at(false, row, 0);
            for (int column = 0; column < n; column++, from++, to += 2) {
                c[to] = pq[0][0][from] - pq[1][1][from];
                c[to + 1] = pq[0][1][from] + pq[1][0][from];
            }
        }
    }

    /** Real and imaginary parts, each a dense matrix. */
    private static float[][] parts(float[] array, Operand matrix, boolean conjugate) {
        float[][] parts = new float[2][Math.multiplyExact(matrix.rows(), matrix.columns())];
        for (int row = 0, to = 0; row < matrix.rows(); row++) {
            int from = 2 * (int) matrix.at(false, row, 0);
            for (int column = 0; column < matrix.columns(); column++, to++, from += 2) {
                parts[0][to] = array[from];
                parts[1][to] = conjugate ? -array[from + 1] : array[from + 1];
            }
        }
        return parts;
    }

    /**
     * C = op(A) op(B) for complex numbers, real and imaginary part in turn, by four real products; offsets and strides
     * count complex numbers. C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     */
    public static void multiplyComplex(
            Transpose transA,
            Transpose transB,
            int m,
            int n,
            int k,
            double[] a,
            long aOffset,
            int lda,
            double[] b,
            long bOffset,
            int ldb,
            double[] c,
            long cOffset,
            int ldc) {
        boolean ta = transA != Transpose.NO;
        boolean tb = transB != Transpose.NO;
        Operand x = Operand.matrix("gemm", "A", ta ? k : m, ta ? m : k, aOffset, lda, a.length / 2);
        Operand y = Operand.matrix("gemm", "B", tb ? n : k, tb ? k : n, bOffset, ldb, b.length / 2);
        Operand r = Operand.matrix("gemm", "C", m, n, cOffset, ldc, c.length / 2);
        double[][] p = parts(a, x, transA == Transpose.CONJUGATE);
        double[][] q = parts(b, y, transB == Transpose.CONJUGATE);
        double[][][] pq = new double[2][2][Math.multiplyExact(m, n)];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                multiply(
                        ta,
                        tb,
                        m,
                        n,
                        k,
                        p[i],
                        0,
                        Math.max(1, x.columns()),
                        q[j],
                        0,
                        Math.max(1, y.columns()),
                        pq[i][j],
                        0,
                        Math.max(1, n));
            }
        }
        for (int row = 0, from = 0; row < m; row++) {
            int to = 2 * (int) r.at(false, row, 0);
            for (int column = 0; column < n; column++, from++, to += 2) {
                c[to] = pq[0][0][from] - pq[1][1][from];
                c[to + 1] = pq[0][1][from] + pq[1][0][from];
            }
        }
    }

    /** Real and imaginary parts, each a dense matrix. */
    private static double[][] parts(double[] array, Operand matrix, boolean conjugate) {
        double[][] parts = new double[2][Math.multiplyExact(matrix.rows(), matrix.columns())];
        for (int row = 0, to = 0; row < matrix.rows(); row++) {
            int from = 2 * (int) matrix.at(false, row, 0);
            for (int column = 0; column < matrix.columns(); column++, to++, from += 2) {
                parts[0][to] = array[from];
                parts[1][to] = conjugate ? -array[from + 1] : array[from + 1];
            }
        }
        return parts;
    }
}
