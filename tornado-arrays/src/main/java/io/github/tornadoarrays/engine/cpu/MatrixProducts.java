package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Library.Matrix;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Products of stacks of matrices that are in memory: OpenBLAS for floating point where there is one, Java otherwise.
 *
 * <p>Types are those a product is computed in: int32, uint32, int64, uint64 (which wrap around), float32, float64, complex64, complex128.
 */
final class MatrixProducts {
    /** Multiply-adds up to which OpenBLAS uses one thread, so that a stack is better divided among ours. */
    private static final long SMALL = 1 << 18;

    /** Multiply-adds worth a task of their own. */
    private static final long GRAIN = 1 << 16;

    private MatrixProducts() {}

    /**
     * The product of each pair of matrices of two stacks, row-major. The layouts have the same rank and the same leading shape; their
     * last two axes are such that {@link Matrix#of} knows them. Null where memory is no Java array.
     */
    static @Nullable HostBuffer multiply(HostBuffer a, Layout la, HostBuffer b, Layout lb) {
        int rank = la.rank();
        int m = (int) la.shape()[rank - 2];
        int k = (int) la.shape()[rank - 1];
        int n = (int) lb.shape()[rank - 1];
        long[] stack = Arrays.copyOf(la.shape(), rank - 2);
        long count = Shape.size(stack);
        if (a.isNative() || b.isNative() || count * m * n * a.dtype().parts() > HostBuffer.MAX_ARRAY) {
            return null;
        }
        HostBuffer c = HostPool.allocate(a.dtype(), count * m * n);
        Matrix x = Objects.requireNonNull(Matrix.of(la));
        Matrix y = Objects.requireNonNull(Matrix.of(lb));
        long[] as = Arrays.copyOf(la.strides(), rank - 2);
        long[] bs = Arrays.copyOf(lb.strides(), rank - 2);
        long work = Math.max(1, (long) m * n * Math.max(1, k));
        boolean tiny = TinyProducts.takes(a.dtype(), work, k);
        Workers.RangeTask part = (from, to) -> {
            for (long i = from; i < to; i++) {
                long p = k == 0 ? 0 : la.offset() + at(i, stack, as);
                long q = k == 0 ? 0 : lb.offset() + at(i, stack, bs);
                if (tiny) {
                    tiny(m, n, k, a, (int) p, x, b, (int) q, y, c, (int) (i * m * n));
                } else {
                    one(m, n, k, a, p, x, b, q, y, c, i * m * n);
                }
            }
        };
        if (m == 0 || n == 0) {
            return c;
        }
        if (work <= SMALL) {
            Workers.run(count, Math.max(1, GRAIN / work), part);
        } else {
            part.run(0, count);
        }
        // Memory goes back to a pool with its buffer.
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        return c;
    }

    private static long at(long index, long[] shape, long[] strides) {
        if (shape.length == 1) {
            return index * strides[0];
        }
        long at = 0;
        for (int d = shape.length - 1; d >= 0; d--) {
            at += index % shape[d] * strides[d];
            index /= shape[d];
        }
        return at;
    }

    private static void tiny(
            int m, int n, int k, HostBuffer a, int p, Matrix x, HostBuffer b, int q, Matrix y, HostBuffer c, int r) {
        if (a.memory() instanceof float[] u) {
            float[] v = (float[]) b.memory();
            float[] w = (float[]) c.memory();
            TinyProducts.multiply(m, n, k, u, p, x.down(), x.across(), v, q, y.down(), y.across(), w, r);
        } else {
            double[] u = (double[]) a.memory();
            double[] v = (double[]) b.memory();
            double[] w = (double[]) c.memory();
            TinyProducts.multiply(m, n, k, u, p, x.down(), x.across(), v, q, y.down(), y.across(), w, r);
        }
    }

    private static void one(
            int m, int n, int k, HostBuffer a, long p, Matrix x, HostBuffer b, long q, Matrix y, HostBuffer c, long r) {
        boolean tx = x.transposed();
        boolean ty = y.transposed();
        int sx = x.stride();
        int sy = y.stride();
        switch (c.dtype()) {
            case FLOAT32 -> {
                float[] u = (float[]) a.memory();
                float[] v = (float[]) b.memory();
                float[] w = (float[]) c.memory();
                if (!Blas.available()) {
                    Gemm.multiply(tx, ty, m, n, k, u, p, sx, v, q, sy, w, r, n);
                } else if (m == 1 && n == 1) {
                    w[(int) r] = Blas.sdot(k, u, p, tx ? sx : 1, v, q, ty ? 1 : sy);
                } else if (n == 1) {
                    Blas.sgemv(tx, tx ? k : m, tx ? m : k, u, p, sx, v, q, ty ? 1 : sy, w, r, 1);
                } else if (m == 1) {
                    Blas.sgemv(!ty, ty ? n : k, ty ? k : n, v, q, sy, u, p, tx ? sx : 1, w, r, 1);
                } else {
                    Blas.sgemm(tx, ty, m, n, k, u, p, sx, v, q, sy, w, r, n);
                }
            }
            case FLOAT64 -> {
                double[] u = (double[]) a.memory();
                double[] v = (double[]) b.memory();
                double[] w = (double[]) c.memory();
                if (!Blas.available()) {
                    Gemm.multiply(tx, ty, m, n, k, u, p, sx, v, q, sy, w, r, n);
                } else if (m == 1 && n == 1) {
                    w[(int) r] = Blas.ddot(k, u, p, tx ? sx : 1, v, q, ty ? 1 : sy);
                } else if (n == 1) {
                    Blas.dgemv(tx, tx ? k : m, tx ? m : k, u, p, sx, v, q, ty ? 1 : sy, w, r, 1);
                } else if (m == 1) {
                    Blas.dgemv(!ty, ty ? n : k, ty ? k : n, v, q, sy, u, p, tx ? sx : 1, w, r, 1);
                } else {
                    Blas.dgemm(tx, ty, m, n, k, u, p, sx, v, q, sy, w, r, n);
                }
            }
            case COMPLEX64 -> {
                float[] u = (float[]) a.memory();
                float[] v = (float[]) b.memory();
                float[] w = (float[]) c.memory();
                if (Blas.available()) {
                    Blas.cgemm(of(tx), of(ty), m, n, k, u, p, sx, v, q, sy, w, r, n);
                } else {
                    Gemm.multiplyComplex(of(tx), of(ty), m, n, k, u, p, sx, v, q, sy, w, r, n);
                }
            }
            case COMPLEX128 -> {
                double[] u = (double[]) a.memory();
                double[] v = (double[]) b.memory();
                double[] w = (double[]) c.memory();
                if (Blas.available()) {
                    Blas.zgemm(of(tx), of(ty), m, n, k, u, p, sx, v, q, sy, w, r, n);
                } else {
                    Gemm.multiplyComplex(of(tx), of(ty), m, n, k, u, p, sx, v, q, sy, w, r, n);
                }
            }
            case INT32, UINT32 ->
                Gemm.multiply(
                        tx,
                        ty,
                        m,
                        n,
                        k,
                        (int[]) a.memory(),
                        p,
                        sx,
                        (int[]) b.memory(),
                        q,
                        sy,
                        (int[]) c.memory(),
                        r,
                        n);
            case INT64, UINT64 ->
                Gemm.multiply(
                        tx,
                        ty,
                        m,
                        n,
                        k,
                        (long[]) a.memory(),
                        p,
                        sx,
                        (long[]) b.memory(),
                        q,
                        sy,
                        (long[]) c.memory(),
                        r,
                        n);
            default -> throw new IllegalArgumentException("products are not computed in " + c.dtype());
        }
    }

    private static Transpose of(boolean transposed) {
        return transposed ? Transpose.YES : Transpose.NO;
    }
}
