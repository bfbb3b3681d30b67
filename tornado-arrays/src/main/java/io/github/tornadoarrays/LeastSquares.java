package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.LinAlgException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.LinearAlgebra.Vectors;
import io.github.tornadoarrays.graph.Graph;

/** Solutions of systems that have none or many, by singular values. */
final class LeastSquares {
    private LeastSquares() {}

    /**
     * The pseudo-inverses.
     *
     * @param tolerance up to which singular values count as 0
     */
    static NDArray pinv(NDArray x, MatrixNorms.Tolerance tolerance, boolean hermitian) {
        Matrices.check("pinv", x);
        long[] stack = Matrices.stack(x);
        if (x.size() == 0) {
            return Matrices.zeros(x, Matrices.type(x), Matrices.shape(stack, Matrices.columns(x), Matrices.rows(x)));
        }
        NDArray z = x.conj();
        Svd d = hermitian ? Decompositions.hermitian("pinv", z) : Decompositions.svd("pinv", z, Vectors.REDUCED);
        NDArray most = d.s().max(Reduction.over(-1).keepdims());
        NDArray inverse = inverse(d.s(), tolerance.of(most, x));
        return Np.matmul(d.vh().mT(), Np.expandDims(inverse, -1).mul(d.u().mT()));
    }

    /** 1 over each singular value above a threshold, 0 for the others. */
    private static NDArray inverse(NDArray s, NDArray threshold) {
        NDArray counts = s.gt(threshold);
        return Np.where(counts, Np.reciprocal(Np.where(counts, s, 1)), 0).astype(s.dtype());
    }

    /** @param rcond NaN for the usual one */
    static Lstsq lstsq(NDArray a, NDArray b, double rcond) {
        if (a.ndim() != 2) {
            throw new LinAlgException(
                    "lstsq: shape " + Shape.text(a.shape()) + " is not one matrix; it must have 2 axes");
        }
        if (b.ndim() != 1 && b.ndim() != 2) {
            throw new LinAlgException(
                    "lstsq: the right side has shape " + Shape.text(b.shape()) + "; it must have 1 axis or 2");
        }
        long m = a.shape(0);
        long n = a.shape(1);
        if (b.shape(0) != m) {
            throw new LinAlgException("lstsq: the matrix has " + m + " rows, " + Shape.text(a.shape())
                    + ", and the right side " + b.shape(0) + ", " + Shape.text(b.shape()) + "; they must be equal");
        }
        Graph.together("lstsq", a.base(), b.base());
        DType type = Promotion.promote(Matrices.type(a), Matrices.type(b));
        boolean vector = b.ndim() == 1;
        NDArray right = (vector ? b.view(b.layout().expand(1)) : b).astype(type);
        long k = right.shape(1);
        NDArray x;
        NDArray residuals;
        NDArray s;
        long rank = 0;
        if (m == 0 || n == 0) {
            x = Matrices.zeros(a, type, n, k);
            s = Matrices.zeros(a, type.real(), 0);
        } else {
            Svd d = Decompositions.svd("lstsq", a.astype(type), Vectors.REDUCED);
            s = d.s();
            double share = Double.isNaN(rcond) ? MatrixNorms.eps(type.real()) * Math.max(m, n) : rcond;
            NDArray threshold = s.max(Reduction.over(-1).keepdims()).mul(share);
            rank = Np.countNonzero(s.gt(threshold)).itemLong();
            NDArray inverse = inverse(s, threshold);
            NDArray coordinates = Np.matmul(d.u().mT().conj(), right);
            x = Np.matmul(d.vh().mT().conj(), coordinates.mul(Np.expandDims(inverse, -1)));
        }
        if (rank < n || m <= n) {
            residuals = Matrices.zeros(a, type.real(), 0);
        } else {
            NDArray error = right.sub(Np.matmul(a.astype(type), x)).abs();
            residuals = error.mul(error).sum(0);
        }
        return new Lstsq(vector ? x.view(x.layout().squeeze(1)) : x, residuals, rank, s);
    }
}
