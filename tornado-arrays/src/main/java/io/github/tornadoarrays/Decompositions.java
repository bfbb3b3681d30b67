package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.LinAlgException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.LinearAlgebra.Vectors;
import io.github.tornadoarrays.run.Engines;

/** Matrices as products of simpler ones. */
final class Decompositions {
    private static final String NO_CONVERGENCE =
            "has no decomposition that the algorithm converges to; look for NaN and infinities in it";

    private Decompositions() {}

    static NDArray cholesky(NDArray x, boolean upper) {
        Matrices.checkSquare("cholesky", x);
        DType type = Matrices.type(x);
        if (x.size() == 0) {
            return Matrices.zeros(x, type, x.shape());
        }
        // The upper triangle by rows is the lower one of the transpose by columns, and with the factor it is the other
        // way about.
        Buffer a = upper ? Matrices.rowsOf(x, type) : Matrices.columnsOf(x, type);
        long n = Matrices.rows(x);
        long[] stack = Matrices.stack(x);
        Buffer status = Matrices.library(a).cholesky("cholesky", a, Shape.size(stack), (int) n);
        Matrices.check(
                "cholesky",
                status,
                stack,
                "is not positive definite; it must have positive eigenvalues, which eigvalsh gives");
        return upper ? Np.triu(Matrices.of(a, x.shape())) : Np.tril(Matrices.fromColumns(a, stack, n, n));
    }

    // ---- QR

    /** What {@link LinearAlgebra#qr} leaves, m x n, and the factors. */
    private record Reflections(NDArray h, NDArray factors) {
        static Reflections of(NDArray x) {
            Matrices.check("qr", x);
            DType type = Matrices.type(x);
            long[] stack = Matrices.stack(x);
            long m = Matrices.rows(x);
            long n = Matrices.columns(x);
            long k = Math.min(m, n);
            if (x.size() == 0) {
                return new Reflections(
                        Matrices.zeros(x, type, x.shape()), Matrices.zeros(x, type, Matrices.shape(stack, k)));
            }
            Buffer a = Matrices.columnsOf(x, type);
            Buffer factors = Matrices.library(a).qr("qr", a, Shape.size(stack), (int) m, (int) n);
            return new Reflections(
                    Matrices.fromColumns(a, stack, m, n), Matrices.of(factors, Matrices.shape(stack, k)));
        }

        NDArray r(long rows) {
            return Np.triu(h.view(h.layout().slice(h.ndim() - 2, 0, 1, rows)));
        }

        NDArray q(long columns) {
            long[] stack = Matrices.stack(h);
            long m = Matrices.rows(h);
            long n = Matrices.columns(h);
            long k = Math.min(m, n);
            if (m == 0 || columns == 0 || Shape.size(stack) == 0) {
                return Matrices.zeros(h, h.dtype(), Matrices.shape(stack, m, columns));
            }
            if (k == 0) {
                NDArray one = Matrices.identity(h, m, h.dtype());
                return one.view(one.layout().broadcastTo(Matrices.shape(stack, m, m)))
                        .copy();
            }
            NDArray first = h.view(h.layout().slice(h.ndim() - 1, 0, 1, Math.min(n, columns)));
            NDArray all = columns <= n
                    ? first
                    : Np.concat(
                            h.ndim() - 1, first, Matrices.zeros(h, h.dtype(), Matrices.shape(stack, m, columns - n)));
            Buffer a = Matrices.columnsOf(all, h.dtype());
            Matrices.library(a).q("qr", a, factors.inOrder(), Shape.size(stack), (int) m, (int) columns, (int) k);
            return Matrices.fromColumns(a, stack, m, columns);
        }
    }

    static Qr qr(NDArray x, String mode) {
        Matrices.check("qr", x);
        long columns = switch (mode) {
            case "reduced" -> Math.min(Matrices.rows(x), Matrices.columns(x));
            case "complete" -> Matrices.rows(x);
            default ->
                throw new ArrayException("qr: unknown mode \"" + mode
                        + "\"; \"reduced\" and \"complete\", or qrR for r alone and qrRaw for the reflections");
        };
        Reflections f = Reflections.of(x);
        return new Qr(f.q(columns), f.r(columns));
    }

    static NDArray r(NDArray x) {
        Reflections f = Reflections.of(x);
        return f.r(Math.min(Matrices.rows(x), Matrices.columns(x)));
    }

    static RawQr raw(NDArray x) {
        Reflections f = Reflections.of(x);
        return new RawQr(f.h.mT(), f.factors);
    }

    // ---- eigenvalues

    /** The eigenvalues of Hermitian matrices; where no vectors are wanted, only the values are meaningful. */
    static Eigen eigh(String op, NDArray x, boolean upper, boolean vectors) {
        Matrices.checkSquare(op, x);
        DType type = Matrices.type(x);
        long n = Matrices.rows(x);
        long[] stack = Matrices.stack(x);
        if (x.size() == 0) {
            return new Eigen(
                    Matrices.zeros(x, type.real(), Matrices.shape(stack, n)), Matrices.zeros(x, type, x.shape()));
        }
        Buffer a = upper ? Matrices.rowsOf(x, type) : Matrices.columnsOf(x, type);
        LinearAlgebra.Eigen e = Matrices.library(a).eigh(op, a, Shape.size(stack), (int) n, vectors);
        Matrices.check(op, e.status(), stack, NO_CONVERGENCE);
        NDArray values = Matrices.of(e.values(), Matrices.shape(stack, n));
        if (!vectors) {
            Engines.release(a);
            return new Eigen(values, values);
        }
        NDArray v = Matrices.fromColumns(e.vectors(), stack, n, n);
        // by rows it was the transpose, which is conjugated
        return new Eigen(Matrices.of(e.values(), Matrices.shape(stack, n)), upper && type.isComplex() ? v.conj() : v);
    }

    static boolean isUpper(String op, String uplo) {
        return switch (uplo) {
            case "U", "u" -> true;
            case "L", "l" -> false;
            default ->
                throw new ArrayException(
                        op + ": unknown triangle \"" + uplo + "\"; \"L\" reads the lower one, \"U\" the upper");
        };
    }

    static Eigen eig(NDArray x) {
        Packed e = packed("eig", x, true);
        if (e.real) {
            return new Eigen(e.values.real().copy(), e.vectors);
        }
        if (x.dtype().isComplex()) {
            return new Eigen(e.values, e.vectors);
        }
        // Of a pair the first column holds the real part of both vectors, the second the imaginary part.
        NDArray im = Np.expandDims(e.values.imag(), -2);
        NDArray v = e.vectors;
        NDArray before = Np.roll(v, 1, -1);
        NDArray behind = Np.roll(v, -1, -1);
        NDArray re = Np.where(im.lt(0), before, v);
        NDArray imaginary = Np.where(im.gt(0), behind, Np.where(im.lt(0), v.neg(), 0));
        return new Eigen(e.values, re.add(imaginary.mul(Complex.of(0, 1))).astype(e.values.dtype()));
    }

    static NDArray eigvals(NDArray x) {
        Packed e = packed("eigvals", x, false);
        return e.real ? e.values.real().copy() : e.values;
    }

    /** @param real whether the matrices are real and so are all their eigenvalues */
    private record Packed(NDArray values, NDArray vectors, boolean real) {}

    private static Packed packed(String op, NDArray x, boolean vectors) {
        Matrices.checkSquare(op, x);
        DType type = Matrices.type(x);
        long n = Matrices.rows(x);
        long[] stack = Matrices.stack(x);
        if (x.size() == 0) {
            NDArray values = Matrices.zeros(x, type.complex(), Matrices.shape(stack, n));
            return new Packed(values, Matrices.zeros(x, type, x.shape()), !type.isComplex());
        }
        if (Np.isfinite(x).all().itemLong() == 0) {
            throw new LinAlgException(op + ": shape " + Shape.text(x.shape())
                    + " has infinities or NaN, for which there are no eigenvalues; nanToNum or a mask replaces them");
        }
        Buffer a = Matrices.columnsOf(x, type);
        LinearAlgebra.Eigen e = Matrices.library(a).eig(op, a, Shape.size(stack), (int) n, vectors);
        Engines.release(a);
        Matrices.check(op, e.status(), stack, NO_CONVERGENCE);
        NDArray values = Matrices.of(e.values(), Matrices.shape(stack, n));
        NDArray v = vectors ? Matrices.fromColumns(e.vectors(), stack, n, n) : values;
        boolean real = !type.isComplex() && values.imag().eq(0).all().itemLong() == 1;
        return new Packed(values, v, real);
    }

    // ---- singular values

    /** The decompositions; where no vectors are wanted, only the singular values are meaningful. */
    static Svd svd(String op, NDArray x, Vectors vectors) {
        Matrices.check(op, x);
        if (Matrices.rows(x) > Matrices.columns(x)) {
            return tall(op, x, vectors);
        }
        // the transpose's columns are the rows, as they lie in memory
        Svd t = tall(op, x.mT(), vectors);
        return vectors == Vectors.NONE ? t : new Svd(t.vh().mT(), t.s(), t.u().mT());
    }

    /** Of matrices with at least as many rows as columns. */
    private static Svd tall(String op, NDArray x, Vectors vectors) {
        long m = Matrices.rows(x);
        long n = Matrices.columns(x);
        DType type = Matrices.type(x);
        long[] stack = Matrices.stack(x);
        long columns = vectors == Vectors.FULL ? m : n;
        if (x.size() == 0) {
            return new Svd(
                    wide(x, type, stack, m, columns),
                    Matrices.zeros(x, type.real(), Matrices.shape(stack, n)),
                    wide(x, type, stack, n, n));
        }
        Buffer a = Matrices.columnsOf(x, type);
        LinearAlgebra.Svd r = Matrices.library(a).svd(op, a, Shape.size(stack), (int) m, (int) n, vectors);
        Engines.release(a);
        Matrices.check(op, r.status(), stack, NO_CONVERGENCE);
        NDArray s = Matrices.of(r.s(), Matrices.shape(stack, n));
        if (vectors == Vectors.NONE) {
            return new Svd(s, s, s);
        }
        NDArray v = Matrices.fromColumns(r.v(), stack, n, n);
        NDArray vh = r.rows() ? v : type.isComplex() ? v.mT().conj() : v.mT();
        return new Svd(Matrices.fromColumns(r.u(), stack, m, columns), s, vh);
    }

    /** The singular vectors of a matrix without elements: a part of the identity. */
    private static NDArray wide(NDArray x, DType type, long[] stack, long m, long columns) {
        NDArray one = Matrices.identity(x, m, type);
        NDArray part = one.view(one.layout().slice(1, 0, 1, columns));
        return part.view(part.layout().broadcastTo(Matrices.shape(stack, m, columns)))
                .copy();
    }

    /** The decomposition of Hermitian matrices by their eigenvalues, which are singular values but for their signs. */
    static Svd hermitian(String op, NDArray x) {
        Eigen e = eigh(op, x, false, true);
        NDArray w = e.eigenvalues();
        NDArray order = Np.argsort(w.abs(), -1, true);
        NDArray s = Np.takeAlongAxis(w.abs(), order, -1);
        NDArray signs = Np.takeAlongAxis(Np.where(w.lt(0), -1, 1).astype(w.dtype()), order, -1);
        NDArray u = Np.takeAlongAxis(e.eigenvectors(), Np.expandDims(order, -2), -1);
        return new Svd(u, s, u.mul(Np.expandDims(signs, -2)).mT().conj());
    }
}
