package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.ArrayException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When an iteration ends, and how it begins: {@code Solver.rtol(1e-8).most(500)}.
 *
 * @param rtol it ends when the residual's norm is below this times the right side's …
 * @param atol … or below this
 * @param most iterations at most; 0 for ten times as many as there are unknowns
 * @param restart of {@code gmres}, after how many iterations it starts again from what it has; each keeps a vector
 * @param start where it starts; null for zeros
 * @param preconditioner what is nearly the inverse of the matrix; null for none
 */
public record Solver(
        double rtol,
        double atol,
        int most,
        int restart,
        @Nullable NDArray start,
        @Nullable UnaryOperator<NDArray> preconditioner) {
    /** SciPy's: a residual of 1e-5 of the right side's norm. */
    public static final Solver DEFAULT = new Solver(1e-5, 0, 0, 20, null, null);

    public Solver {
        if (!(rtol >= 0) || !(atol >= 0) || most < 0 || restart < 1) {
            throw new ArrayException(
                    "solver: rtol " + rtol + ", atol " + atol + ", at most " + most + " iterations, restart " + restart
                            + "; tolerances and iterations are 0 or more, restart 1 or more");
        }
    }

    /** Until the residual's norm is below this times the right side's. */
    public static Solver rtol(double tolerance) {
        return new Solver(tolerance, 0, 0, 20, null, null);
    }

    /** Or until the residual's norm is below this. */
    public Solver atol(double tolerance) {
        return new Solver(rtol, tolerance, most, restart, start, preconditioner);
    }

    /** At most so many iterations. */
    public Solver most(int iterations) {
        return new Solver(rtol, atol, iterations, restart, start, preconditioner);
    }

    /** {@code gmres} starts again after so many iterations. */
    public Solver restart(int iterations) {
        return new Solver(rtol, atol, most, iterations, start, preconditioner);
    }

    /** From here on. */
    public Solver start(NDArray x) {
        return new Solver(rtol, atol, most, restart, x, preconditioner);
    }

    /** With a function that is nearly the inverse of the matrix. */
    public Solver preconditioner(UnaryOperator<NDArray> inverse) {
        return new Solver(rtol, atol, most, restart, start, inverse);
    }

    /**
     * Where an iteration ended.
     *
     * @param isConverged whether the residual is as small as was asked for
     * @param iterations products with the matrix, of {@code bicgstab} pairs of them
     * @param residual its norm
     */
    public record Solution(NDArray x, boolean isConverged, int iterations, double residual) {}

    int limit(long unknowns) {
        return most > 0 ? most : (int) Math.min(Integer.MAX_VALUE, 10 * unknowns);
    }

    NDArray precondition(NDArray x) {
        return preconditioner == null ? x : preconditioner.apply(x);
    }
}
