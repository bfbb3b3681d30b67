package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.function.UnaryOperator;

/**
 * SciPy's {@code sparse.linalg}. Iterations keep their vectors and numbers where the matrix is; each reads one norm to see whether it is done
 * ({@code gmres} as many numbers as it has vectors).
 */
public final class SparseLinalg {
    private SparseLinalg() {}

    // ---- norms

    /** The root of the sum of squares. */
    public static NDArray norm(Sparse a) {
        return a.toCsr().data().norm();
    }

    /**
     * A norm of a matrix.
     *
     * @param ord 1 or -1 for the largest or smallest sum of a column's magnitudes, infinity or its negative for those of rows
     * @throws ArrayException for other orders
     */
    public static NDArray norm(Sparse a, double ord) {
        if (Math.abs(ord) != 1 && !Double.isInfinite(ord)) {
            throw new ArrayException("norm: order " + ord + " is none of 1, -1, inf and -inf; the root of the sum of"
                    + " squares is norm(a)");
        }
        NDArray sums = a.toCsr().abs().sum(Math.abs(ord) == 1 ? 0 : 1);
        return ord > 0 ? sums.max() : sums.min();
    }

    // ---- direct

    /**
     * The solution of {@code A x = b} by a sparse LU decomposition with partial pivoting, in float64 on one core of the host: columns one after the
     * other, each by a triangular solution whose pattern is searched first (J. R. Gilbert and T. Peierls, "Sparse partial pivoting in time
     * proportional to arithmetic operations", 1988), in an order by nested dissection (A. George, 1973). Complex systems are solved as real ones of twice the size.
     *
     * @param b a vector, or one column for each system
     * @return of the type that the two promote to
     * @throws ShapeException unless the matrix is square and b has as many rows
     * @throws ArrayException if the matrix is singular
     * @throws DeviceException if it is on another device
     */
    public static NDArray spsolve(Sparse a, NDArray b) {
        check("spsolve", a, b, 2);
        if (!a.device().isHost()) {
            throw new DeviceException("spsolve: " + a.device().name() + " has no routine for it; a.to(\"cpu\") and"
                    + " b.to(\"cpu\") solve it there, cg, gmres and bicgstab where it is");
        }
        try (var _ = Device.use(a.device())) {
            return SparseLu.solve(a.toCsr(), b);
        }
    }

    // ---- iterative

    /**
     * Conjugate gradients, for a matrix that is its own conjugate transpose and positive definite (M. R. Hestenes and E. Stiefel, "Methods of
     * conjugate gradients for solving linear systems", 1952).
     *
     * @throws ShapeException unless the matrix is square and b a vector of as many elements
     */
    public static Solver.Solution cg(Sparse a, NDArray b, Solver how) {
        check("cg", a, b, 1);
        return cg(a.toCsr()::matmul, b, how);
    }

    /** See {@link #cg(Sparse, NDArray, Solver)}; until the residual is 1e-5 of the right side. */
    public static Solver.Solution cg(Sparse a, NDArray b) {
        return cg(a, b, Solver.DEFAULT);
    }

    /** Of a function that is the product with a matrix. */
    public static Solver.Solution cg(UnaryOperator<NDArray> a, NDArray b, Solver how) {
        return Krylov.of("cg", a, b, how).cg();
    }

    /**
     * Generalised minimal residuals, for any matrix (Y. Saad and M. H. Schultz, 1986), with classical Gram–Schmidt orthogonalisation done twice.
     *
     * @throws ShapeException unless the matrix is square and b a vector of as many elements
     */
    public static Solver.Solution gmres(Sparse a, NDArray b, Solver how) {
        check("gmres", a, b, 1);
        return gmres(a.toCsr()::matmul, b, how);
    }

    /** See {@link #gmres(Sparse, NDArray, Solver)}; until the residual is 1e-5 of the right side. */
    public static Solver.Solution gmres(Sparse a, NDArray b) {
        return gmres(a, b, Solver.DEFAULT);
    }

    /** Of a function that is the product with a matrix. */
    public static Solver.Solution gmres(UnaryOperator<NDArray> a, NDArray b, Solver how) {
        return Krylov.of("gmres", a, b, how).gmres();
    }

    /**
     * Stabilised bi-conjugate gradients, for any matrix (H. A. van der Vorst, 1992). It may break down; then the solution is not converged.
     *
     * @throws ShapeException unless the matrix is square and b a vector of as many elements
     */
    public static Solver.Solution bicgstab(Sparse a, NDArray b, Solver how) {
        check("bicgstab", a, b, 1);
        return bicgstab(a.toCsr()::matmul, b, how);
    }

    /** See {@link #bicgstab(Sparse, NDArray, Solver)}; until the residual is 1e-5 of the right side. */
    public static Solver.Solution bicgstab(Sparse a, NDArray b) {
        return bicgstab(a, b, Solver.DEFAULT);
    }

    /** Of a function that is the product with a matrix. */
    public static Solver.Solution bicgstab(UnaryOperator<NDArray> a, NDArray b, Solver how) {
        return Krylov.of("bicgstab", a, b, how).bicgstab();
    }

    private static void check(String op, Sparse a, NDArray b, int axes) {
        if (a.rows() != a.columns()) {
            throw new ShapeException(op + ": the matrix has shape " + Shape.text(a.shape()) + "; it must be square");
        }
        if (b.ndim() < 1 || b.ndim() > axes || b.shape(0) != a.rows()) {
            throw new ShapeException(op + ": the right side has shape " + Shape.text(b.shape()) + "; it needs "
                    + a.rows() + " rows" + (axes == 1 ? " and one axis" : " and 1 or 2 axes"));
        }
    }

    /** The conjugate of the first times the second, added up. */
    static NDArray inner(NDArray a, NDArray b) {
        return a.dtype().isComplex() ? a.conj().mul(b).sum() : Np.dot(a, b);
    }
}
