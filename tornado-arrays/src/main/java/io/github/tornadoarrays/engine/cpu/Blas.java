package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.ffi.LibraryException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Products of matrices and vectors in Java arrays, row-major, by OpenBLAS on all cores.
 *
 * <p>Where there is no library {@link #available} is false and the products throw; {@link Gemm} computes them in Java.
 */
public final class Blas {
    /** Empty where the library is there. */
    private static final String WHY_NOT = load();

    private Blas() {}

    /** {@return whether there is a library} */
    public static boolean available() {
        return WHY_NOT.isEmpty();
    }

    /** {@return why there is no library and how to get one; empty where there is one} */
    public static String whyNot() {
        return WHY_NOT;
    }

    /**
     * {@return the library's version, build and processor, such as {@code OpenBLAS 0.3.31 ... SkylakeX MAX_THREADS=64}}
     *
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static String version() {
        need("version");
        return OpenBlas.version();
    }

    /**
     * {@return how many threads one product may use; 0 where the library does not say}
     *
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static int threads() {
        need("threads");
        return OpenBlas.threads();
    }

    /**
     * C = op(A) op(B) for float32. Sizes are those of the product: op(A) is m x k, op(B) is k x n, C is m x n. Offsets
     * and strides count elements. C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void sgemm(
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
        need("sgemm");
        boolean ta = transA;
        boolean tb = transB;
        Operand x = Operand.matrix("sgemm", "A", ta ? k : m, ta ? m : k, aOffset, lda, a.length);
        Operand y = Operand.matrix("sgemm", "B", tb ? n : k, tb ? k : n, bOffset, ldb, b.length);
        Operand r = Operand.matrix("sgemm", "C", m, n, cOffset, ldc, c.length);
        if (k == 0) {
            clear(r, 1, (from, to) -> Arrays.fill(c, from, to, 0));
            return;
        }
        if (m == 0 || n == 0) {
            return;
        }
        MemorySegment sa = MemorySegment.ofArray(a);
        MemorySegment sb = MemorySegment.ofArray(b);
        MemorySegment sc = MemorySegment.ofArray(c);
        Pieces.product(m, n, k, 1, (row, rows, column, columns, from, count, first) -> {
            OpenBlas.SGEMM.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    code(transA),
                    code(transB),
                    rows,
                    columns,
                    count,
                    1f,
                    at(sa, x.at(ta, row, from), 4),
                    lda,
                    at(sb, y.at(tb, from, column), 4),
                    ldb,
                    first ? 0f : 1f,
                    at(sc, r.at(false, row, column), 4),
                    ldc);
        });
    }

    /**
     * C = op(A) op(B) for float64. Sizes are those of the product: op(A) is m x k, op(B) is k x n, C is m x n. Offsets
     * and strides count elements. C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void dgemm(
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
        need("dgemm");
        boolean ta = transA;
        boolean tb = transB;
        Operand x = Operand.matrix("dgemm", "A", ta ? k : m, ta ? m : k, aOffset, lda, a.length);
        Operand y = Operand.matrix("dgemm", "B", tb ? n : k, tb ? k : n, bOffset, ldb, b.length);
        Operand r = Operand.matrix("dgemm", "C", m, n, cOffset, ldc, c.length);
        if (k == 0) {
            clear(r, 1, (from, to) -> Arrays.fill(c, from, to, 0));
            return;
        }
        if (m == 0 || n == 0) {
            return;
        }
        MemorySegment sa = MemorySegment.ofArray(a);
        MemorySegment sb = MemorySegment.ofArray(b);
        MemorySegment sc = MemorySegment.ofArray(c);
        Pieces.product(m, n, k, 1, (row, rows, column, columns, from, count, first) -> {
            OpenBlas.DGEMM.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    code(transA),
                    code(transB),
                    rows,
                    columns,
                    count,
                    1.0,
                    at(sa, x.at(ta, row, from), 8),
                    lda,
                    at(sb, y.at(tb, from, column), 8),
                    ldb,
                    first ? 0.0 : 1.0,
                    at(sc, r.at(false, row, column), 8),
                    ldc);
        });
    }

    /**
     * C = op(A) op(B) for complex64, real and imaginary part in turn. Sizes are those of the product: op(A) is m x k, op(B) is k x n, C is m x n. Offsets
     * and strides count elements of two numbers. C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void cgemm(
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
        need("cgemm");
        boolean ta = transA != Transpose.NO;
        boolean tb = transB != Transpose.NO;
        Operand x = Operand.matrix("cgemm", "A", ta ? k : m, ta ? m : k, aOffset, lda, a.length / 2);
        Operand y = Operand.matrix("cgemm", "B", tb ? n : k, tb ? k : n, bOffset, ldb, b.length / 2);
        Operand r = Operand.matrix("cgemm", "C", m, n, cOffset, ldc, c.length / 2);
        if (k == 0) {
            clear(r, 2, (from, to) -> Arrays.fill(c, from, to, 0));
            return;
        }
        if (m == 0 || n == 0) {
            return;
        }
        MemorySegment sa = MemorySegment.ofArray(a);
        MemorySegment sb = MemorySegment.ofArray(b);
        MemorySegment sc = MemorySegment.ofArray(c);
        Pieces.product(m, n, k, 4, (row, rows, column, columns, from, count, first) -> {
            MemorySegment keep = first ? OpenBlas.C_ZERO : OpenBlas.C_ONE;
            OpenBlas.CGEMM.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    transA.code(),
                    transB.code(),
                    rows,
                    columns,
                    count,
                    OpenBlas.C_ONE,
                    at(sa, x.at(ta, row, from), 8),
                    lda,
                    at(sb, y.at(tb, from, column), 8),
                    ldb,
                    keep,
                    at(sc, r.at(false, row, column), 8),
                    ldc);
        });
    }

    /**
     * C = op(A) op(B) for complex128, real and imaginary part in turn. Sizes are those of the product: op(A) is m x k, op(B) is k x n, C is m x n. Offsets
     * and strides count elements of two numbers. C must not share memory with A or B.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void zgemm(
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
        need("zgemm");
        boolean ta = transA != Transpose.NO;
        boolean tb = transB != Transpose.NO;
        Operand x = Operand.matrix("zgemm", "A", ta ? k : m, ta ? m : k, aOffset, lda, a.length / 2);
        Operand y = Operand.matrix("zgemm", "B", tb ? n : k, tb ? k : n, bOffset, ldb, b.length / 2);
        Operand r = Operand.matrix("zgemm", "C", m, n, cOffset, ldc, c.length / 2);
        if (k == 0) {
            clear(r, 2, (from, to) -> Arrays.fill(c, from, to, 0));
            return;
        }
        if (m == 0 || n == 0) {
            return;
        }
        MemorySegment sa = MemorySegment.ofArray(a);
        MemorySegment sb = MemorySegment.ofArray(b);
        MemorySegment sc = MemorySegment.ofArray(c);
        Pieces.product(m, n, k, 4, (row, rows, column, columns, from, count, first) -> {
            MemorySegment keep = first ? OpenBlas.Z_ZERO : OpenBlas.Z_ONE;
            OpenBlas.ZGEMM.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    transA.code(),
                    transB.code(),
                    rows,
                    columns,
                    count,
                    OpenBlas.Z_ONE,
                    at(sa, x.at(ta, row, from), 16),
                    lda,
                    at(sb, y.at(tb, from, column), 16),
                    ldb,
                    keep,
                    at(sc, r.at(false, row, column), 16),
                    ldc);
        });
    }

    /**
     * y = op(A) x for float32. A is stored as m x n; x and y have the lengths that op(A) asks for, their elements
     * {@code incX} and {@code incY} apart. y must not share memory with A or x.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void sgemv(
            boolean trans,
            int m,
            int n,
            float[] a,
            long aOffset,
            int lda,
            float[] x,
            long xOffset,
            int incX,
            float[] y,
            long yOffset,
            int incY) {
        need("sgemv");
        boolean ta = trans;
        Operand matrix = Operand.matrix("sgemv", "A", m, n, aOffset, lda, a.length);
        Operand in = Operand.vector("sgemv", "x", ta ? m : n, xOffset, incX, x.length);
        Operand out = Operand.vector("sgemv", "y", ta ? n : m, yOffset, incY, y.length);
        if (in.rows() == 0) {
            clear(out, 1, (from, to) -> Arrays.fill(y, from, to, 0));
            return;
        }
        if (out.rows() == 0) {
            return;
        }
        MemorySegment sa = MemorySegment.ofArray(a);
        MemorySegment sx = MemorySegment.ofArray(x);
        MemorySegment sy = MemorySegment.ofArray(y);
        Pieces.rows(m, n, (from, count) -> {
            OpenBlas.SGEMV.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    code(trans),
                    count,
                    n,
                    1f,
                    at(sa, matrix.at(false, from, 0), 4),
                    lda,
                    at(sx, in.at(false, ta ? from : 0, 0), 4),
                    incX,
                    ta && from > 0 ? 1f : 0f,
                    at(sy, out.at(false, ta ? 0 : from, 0), 4),
                    incY);
        });
    }

    /**
     * y = op(A) x for float64. A is stored as m x n; x and y have the lengths that op(A) asks for, their elements
     * {@code incX} and {@code incY} apart. y must not share memory with A or x.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void dgemv(
            boolean trans,
            int m,
            int n,
            double[] a,
            long aOffset,
            int lda,
            double[] x,
            long xOffset,
            int incX,
            double[] y,
            long yOffset,
            int incY) {
        need("dgemv");
        boolean ta = trans;
        Operand matrix = Operand.matrix("dgemv", "A", m, n, aOffset, lda, a.length);
        Operand in = Operand.vector("dgemv", "x", ta ? m : n, xOffset, incX, x.length);
        Operand out = Operand.vector("dgemv", "y", ta ? n : m, yOffset, incY, y.length);
        if (in.rows() == 0) {
            clear(out, 1, (from, to) -> Arrays.fill(y, from, to, 0));
            return;
        }
        if (out.rows() == 0) {
            return;
        }
        MemorySegment sa = MemorySegment.ofArray(a);
        MemorySegment sx = MemorySegment.ofArray(x);
        MemorySegment sy = MemorySegment.ofArray(y);
        Pieces.rows(m, n, (from, count) -> {
            OpenBlas.DGEMV.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    code(trans),
                    count,
                    n,
                    1.0,
                    at(sa, matrix.at(false, from, 0), 8),
                    lda,
                    at(sx, in.at(false, ta ? from : 0, 0), 8),
                    incX,
                    ta && from > 0 ? 1.0 : 0.0,
                    at(sy, out.at(false, ta ? 0 : from, 0), 8),
                    incY);
        });
    }

    /**
     * y = op(A) x for complex64, real and imaginary part in turn. A is stored as m x n; x and y have the lengths that op(A) asks for, their elements
     * {@code incX} and {@code incY} apart. y must not share memory with A or x.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void cgemv(
            Transpose trans,
            int m,
            int n,
            float[] a,
            long aOffset,
            int lda,
            float[] x,
            long xOffset,
            int incX,
            float[] y,
            long yOffset,
            int incY) {
        need("cgemv");
        boolean ta = trans != Transpose.NO;
        Operand matrix = Operand.matrix("cgemv", "A", m, n, aOffset, lda, a.length / 2);
        Operand in = Operand.vector("cgemv", "x", ta ? m : n, xOffset, incX, x.length / 2);
        Operand out = Operand.vector("cgemv", "y", ta ? n : m, yOffset, incY, y.length / 2);
        if (in.rows() == 0) {
            clear(out, 2, (from, to) -> Arrays.fill(y, from, to, 0));
            return;
        }
        if (out.rows() == 0) {
            return;
        }
        MemorySegment sa = MemorySegment.ofArray(a);
        MemorySegment sx = MemorySegment.ofArray(x);
        MemorySegment sy = MemorySegment.ofArray(y);
        Pieces.rows(m, n, (from, count) -> {
            MemorySegment keep = ta && from > 0 ? OpenBlas.C_ONE : OpenBlas.C_ZERO;
            OpenBlas.CGEMV.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    trans.code(),
                    count,
                    n,
                    OpenBlas.C_ONE,
                    at(sa, matrix.at(false, from, 0), 8),
                    lda,
                    at(sx, in.at(false, ta ? from : 0, 0), 8),
                    incX,
                    keep,
                    at(sy, out.at(false, ta ? 0 : from, 0), 8),
                    incY);
        });
    }

    /**
     * y = op(A) x for complex128, real and imaginary part in turn. A is stored as m x n; x and y have the lengths that op(A) asks for, their elements
     * {@code incX} and {@code incY} apart. y must not share memory with A or x.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void zgemv(
            Transpose trans,
            int m,
            int n,
            double[] a,
            long aOffset,
            int lda,
            double[] x,
            long xOffset,
            int incX,
            double[] y,
            long yOffset,
            int incY) {
        need("zgemv");
        boolean ta = trans != Transpose.NO;
        Operand matrix = Operand.matrix("zgemv", "A", m, n, aOffset, lda, a.length / 2);
        Operand in = Operand.vector("zgemv", "x", ta ? m : n, xOffset, incX, x.length / 2);
        Operand out = Operand.vector("zgemv", "y", ta ? n : m, yOffset, incY, y.length / 2);
        if (in.rows() == 0) {
            clear(out, 2, (from, to) -> Arrays.fill(y, from, to, 0));
            return;
        }
        if (out.rows() == 0) {
            return;
        }
        MemorySegment sa = MemorySegment.ofArray(a);
        MemorySegment sx = MemorySegment.ofArray(x);
        MemorySegment sy = MemorySegment.ofArray(y);
        Pieces.rows(m, n, (from, count) -> {
            MemorySegment keep = ta && from > 0 ? OpenBlas.Z_ONE : OpenBlas.Z_ZERO;
            OpenBlas.ZGEMV.invokeExact(
                    OpenBlas.ROW_MAJOR,
                    trans.code(),
                    count,
                    n,
                    OpenBlas.Z_ONE,
                    at(sa, matrix.at(false, from, 0), 16),
                    lda,
                    at(sx, in.at(false, ta ? from : 0, 0), 16),
                    incX,
                    keep,
                    at(sy, out.at(false, ta ? 0 : from, 0), 16),
                    incY);
        });
    }

    /**
     * {@return the sum of the products of n elements of x and y, for float32}
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static float sdot(int n, float[] x, long xOffset, int incX, float[] y, long yOffset, int incY) {
        need("sdot");
        Operand left = Operand.vector("sdot", "x", n, xOffset, incX, x.length);
        Operand right = Operand.vector("sdot", "y", n, yOffset, incY, y.length);
        if (n == 0) {
            return 0;
        }
        MemorySegment sx = MemorySegment.ofArray(x);
        MemorySegment sy = MemorySegment.ofArray(y);
        float[] sum = new float[1];
        Pieces.rows(
                n,
                1,
                (from, count) -> sum[0] += (float) OpenBlas.SDOT.invokeExact(
                        count, at(sx, left.at(false, from, 0), 4), incX, at(sy, right.at(false, from, 0), 4), incY));
        return sum[0];
    }

    /**
     * {@return the sum of the products of n elements of x and y, for float64}
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static double ddot(int n, double[] x, long xOffset, int incX, double[] y, long yOffset, int incY) {
        need("ddot");
        Operand left = Operand.vector("ddot", "x", n, xOffset, incX, x.length);
        Operand right = Operand.vector("ddot", "y", n, yOffset, incY, y.length);
        if (n == 0) {
            return 0;
        }
        MemorySegment sx = MemorySegment.ofArray(x);
        MemorySegment sy = MemorySegment.ofArray(y);
        double[] sum = new double[1];
        Pieces.rows(
                n,
                1,
                (from, count) -> sum[0] += (double) OpenBlas.DDOT.invokeExact(
                        count, at(sx, left.at(false, from, 0), 8), incX, at(sy, right.at(false, from, 0), 8), incY));
        return sum[0];
    }

    /**
     * Puts the sum of the products of n elements of x and those of y at {@code out[outOffset]} (real) and the next
     * place (imaginary), for complex64, real and imaginary part in turn. The other offsets count elements of two numbers.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void cdotu(
            int n, float[] x, long xOffset, int incX, float[] y, long yOffset, int incY, float[] out, int outOffset) {
        need("cdotu");
        ComplexDot.of("cdotu", false, n, x, xOffset, incX, y, yOffset, incY, out, outOffset);
    }

    /**
     * Puts the sum of the products of n conjugated elements of x and those of y at {@code out[outOffset]} (real) and the next
     * place (imaginary), for complex64, real and imaginary part in turn. The other offsets count elements of two numbers.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void cdotc(
            int n, float[] x, long xOffset, int incX, float[] y, long yOffset, int incY, float[] out, int outOffset) {
        need("cdotc");
        ComplexDot.of("cdotc", true, n, x, xOffset, incX, y, yOffset, incY, out, outOffset);
    }

    /**
     * Puts the sum of the products of n elements of x and those of y at {@code out[outOffset]} (real) and the next
     * place (imaginary), for complex128, real and imaginary part in turn. The other offsets count elements of two numbers.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void zdotu(
            int n,
            double[] x,
            long xOffset,
            int incX,
            double[] y,
            long yOffset,
            int incY,
            double[] out,
            int outOffset) {
        need("zdotu");
        ComplexDot.of("zdotu", false, n, x, xOffset, incX, y, yOffset, incY, out, outOffset);
    }

    /**
     * Puts the sum of the products of n conjugated elements of x and those of y at {@code out[outOffset]} (real) and the next
     * place (imaginary), for complex128, real and imaginary part in turn. The other offsets count elements of two numbers.
     *
     * @throws IllegalArgumentException if an operand does not fit its array
     * @throws UnsupportedOperationException if there is no library, see {@link #whyNot}
     */
    public static void zdotc(
            int n,
            double[] x,
            long xOffset,
            int incX,
            double[] y,
            long yOffset,
            int incY,
            double[] out,
            int outOffset) {
        need("zdotc");
        ComplexDot.of("zdotc", true, n, x, xOffset, incX, y, yOffset, incY, out, outOffset);
    }

    private static String load() {
        try {
            Objects.requireNonNull(OpenBlas.LIBRARY);
            return "";
        } catch (ExceptionInInitializerError e) {
            Throwable cause = e.getCause();
            return cause instanceof LibraryException
                    ? cause.getMessage()
                    : "OpenBLAS: it cannot be loaded (" + cause + "); products are computed in Java, more slowly";
        }
    }

    private static void need(String op) {
        if (!WHY_NOT.isEmpty()) {
            throw new UnsupportedOperationException(op + ": " + WHY_NOT);
        }
    }

    private static int code(boolean transpose) {
        return transpose ? OpenBlas.TRANSPOSE : OpenBlas.NO_TRANSPOSE;
    }

    static MemorySegment at(MemorySegment array, long element, int bytes) {
        return array.asSlice(element * bytes);
    }

    @FunctionalInterface
    private interface Fill {
        void zero(int from, int to);
    }

    /** A sum of nothing is 0. */
    private static void clear(Operand result, int width, Fill fill) {
        for (int row = 0; row < result.rows(); row++) {
            long from = result.at(false, row, 0) * width;
            fill.zero((int) from, (int) (from + (long) result.columns() * width));
        }
    }
}
