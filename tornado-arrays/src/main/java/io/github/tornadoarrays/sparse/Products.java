package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Scope;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Precision;
import java.util.function.UnaryOperator;

/** Sums and products of rows. */
final class Products {
    private static final Precision SEGMENTS = new Precision(Kernel.of(SparseKernels::segments));
    private static final Precision ROWS = new Precision(Kernel.of(SparseKernels::rows));
    private static final Precision ELEMENTS = new Precision(Kernel.of(SparseKernels::elements));
    private static final Precision CHUNKS = new Precision(Kernel.of(SparseKernels::chunks));
    private static final Precision CARRY = new Precision(Kernel.of(SparseKernels::carry));

    private Products() {}

    /**
     * @param firsts the row that begins first in each chunk of elements, and the number of rows at the end; int32
     * @param count of chunks
     * @param longest how many elements the longest row has
     */
    record Chunks(NDArray firsts, int count, int longest) {
        static Chunks of(Csr a) {
            Chunks known = a.chunks();
            if (known == null) {
                int count = (int) ((a.nnz() + SparseKernels.CHUNK - 1) / SparseKernels.CHUNK);
                try (var _ = Device.use(a.device());
                        Scope scope = Np.scope()) {
                    NDArray from = Np.arange(count).mul(SparseKernels.CHUNK).astype(DType.INT32);
                    NDArray firsts = Np.searchsorted(a.indptr(), from).astype(DType.INT32);
                    NDArray end = Np.full(new long[] {1}, a.rows(), DType.INT32);
                    // the matrix may live longer than the scope that its first product is in
                    long longest = a.indptr()
                            .get("1:")
                            .sub(a.indptr().get(":-1"))
                            .max()
                            .itemLong();
                    known = new Chunks(scope.keepForGood(Np.concat(firsts, end)), count, (int) longest);
                }
                a.keep(known);
            }
            return known;
        }
    }

    /** The sum of each segment, given where they start and the last ends. */
    static NDArray segments(NDArray data, NDArray starts) {
        return inParts(data, x -> {
            NDArray out = Precision.empty(x, x.dtype(), starts.size() - 1);
            SEGMENTS.of(x.dtype()).run(x, starts, out);
            return out;
        });
    }

    /** A linear function of real arrays, of an array of any type that matrices have. */
    private static NDArray inParts(NDArray x, UnaryOperator<NDArray> f) {
        return x.dtype().isComplex() ? complex(f.apply(x.real()), f.apply(x.imag())) : f.apply(x);
    }

    private static NDArray complex(NDArray re, NDArray im) {
        NDArray z = Precision.empty(re, re.dtype() == DType.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128, re.shape());
        z.real().set("...", re);
        z.imag().set("...", im);
        return z;
    }

    static NDArray times(Csr a, NDArray x) {
        if (x.ndim() < 1 || x.ndim() > 2 || x.shape(0) != a.columns()) {
            throw new ShapeException("matmul: a matrix of shape (" + a.rows() + ", " + a.columns() + ") times shape "
                    + Shape.text(x.shape()) + "; the second needs " + a.columns() + " rows and 1 or 2 axes");
        }
        DType type = Promotion.promote(a.dtype(), x.dtype());
        if (!type.isComplex()) {
            return real(a, a.data(), x, type);
        }
        DType part = type.part();
        NDArray re = a.data().real();
        NDArray im = a.data().imag();
        if (!a.dtype().isComplex()) {
            return complex(real(a, re, x.real(), part), real(a, re, x.imag(), part));
        }
        if (!x.dtype().isComplex()) {
            return complex(real(a, re, x, part), real(a, im, x, part));
        }
        return complex(
                real(a, re, x.real(), part).sub(real(a, im, x.imag(), part)),
                real(a, re, x.imag(), part).add(real(a, im, x.real(), part)));
    }

    private static NDArray real(Csr a, NDArray data, NDArray x, DType type) {
        NDArray d = Precision.cast(data, type);
        NDArray v = Precision.cast(x, type);
        long[] shape = x.shape();
        shape[0] = a.rows();
        NDArray y = Precision.empty(d, type, shape);
        if (y.size() == 0) {
            return y;
        }
        if (x.ndim() == 2) {
            ELEMENTS.of(type).run(a.indptr(), a.indices(), d, v, y);
        } else if (d.device().isHost() || a.nnz() == 0) {
            ROWS.of(type).run(a.indptr(), a.indices(), d, v, y);
        } else {
            Chunks chunks = Chunks.of(a);
            NDArray carries = Precision.empty(d, type, chunks.count);
            CHUNKS.of(type)
                    .grid(chunks.count)
                    .block(SparseKernels.GROUP)
                    .run(a.indptr(), a.indices(), d, chunks.firsts, v, y, carries, chunks.longest);
            CARRY.of(type).run(chunks.firsts, carries, y);
        }
        return y;
    }
}
