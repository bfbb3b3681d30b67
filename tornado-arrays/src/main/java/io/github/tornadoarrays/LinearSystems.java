package io.github.tornadoarrays;

import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.LinAlgException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Systems of linear equations, inverses and determinants, by LU decomposition. */
final class LinearSystems {
    private static final String SINGULAR = "is singular; pinv and lstsq are defined for such matrices";

    private LinearSystems() {}

    static NDArray solve(NDArray a, NDArray b) {
        Matrices.checkSquare("solve", a);
        Graph.together("solve", a.base(), b.base());
        boolean vector = b.ndim() == 1;
        NDArray right = vector ? b.view(b.layout().expand(1)) : b;
        long n = Matrices.rows(a);
        if (right.ndim() < 2 || Matrices.rows(right) != n) {
            throw new ShapeException("solve: the right side has shape " + Shape.text(b.shape()) + ", the matrix "
                    + Shape.text(a.shape()) + "; it must be (" + n + ") or (…, " + n + ", k)");
        }
        NDArray x = solve("solve", a, right);
        return vector ? x.view(x.layout().squeeze(x.ndim() - 1)) : x;
    }

    static NDArray inv(String op, NDArray a) {
        Matrices.checkSquare(op, a);
        return solve(op, a, Matrices.identity(a, Matrices.rows(a), Matrices.type(a)));
    }

    private static NDArray solve(String op, NDArray a, NDArray b) {
        Solution s = Solution.of(op, a, b);
        if (s.status != null) {
            Matrices.check(op, s.status, s.stackOfA, SINGULAR);
        }
        return s.x;
    }

    /** The inverses, with NaN in place of those that there are not. */
    static NDArray inverseOrNan(String op, NDArray a) {
        Solution s = Solution.of(op, a, Matrices.identity(a, Matrices.rows(a), Matrices.type(a)));
        if (s.status == null) {
            return s.x;
        }
        NDArray failed = Matrices.of(s.status, Matrices.shape(s.stackOfA, 1, 1)).ne(0);
        return Np.where(failed, Double.NaN, s.x);
    }

    /**
     * A stack of systems and their solutions.
     *
     * @param status of each matrix of {@code stackOfA}; null where there is nothing to solve
     */
    private record Solution(NDArray x, @Nullable Buffer status, long[] stackOfA) {
        static Solution of(String op, NDArray a, NDArray b) {
            long n = Matrices.rows(a);
            long k = Matrices.columns(b);
            long[] stackOfA = Matrices.stack(a);
            long[] stack = Shape.broadcast(op, stackOfA, Matrices.stack(b));
            DType type = Promotion.promote(Matrices.type(a), Matrices.type(b));
            long count = Shape.size(stack);
            if (count * n * k == 0) {
                return new Solution(Matrices.zeros(a, type, Matrices.shape(stack, n, k)), null, stackOfA);
            }
            boolean one = Shape.size(stackOfA) == 1 && count * k <= Integer.MAX_VALUE;
            NDArray left = one ? a : a.view(a.layout().broadcastTo(Matrices.shape(stack, n, n)));
            NDArray right = b.view(b.layout().broadcastTo(Matrices.shape(stack, n, k)));
            Buffer lu = Matrices.columnsOf(left, type);
            Buffer x = Matrices.columnsOf(right, type);
            // the columns of all right sides lie one after another: they are one matrix
            Buffer status = one
                    ? Matrices.library(x).solve(op, lu, x, 1, (int) n, (int) (count * k))
                    : Matrices.library(x).solve(op, lu, x, count, (int) n, (int) k);
            Engines.release(lu);
            return new Solution(Matrices.fromColumns(x, stack, n, k), status, one ? stackOfA : stack);
        }
    }

    // ---- determinants

    static Slogdet slogdet(String op, NDArray a) {
        Matrices.checkSquare(op, a);
        DType type = Matrices.type(a);
        long n = Matrices.rows(a);
        long[] stack = Matrices.stack(a);
        if (n == 0 || a.size() == 0) {
            NDArray zeros = Matrices.zeros(a, type, stack);
            return new Slogdet(zeros.add(1), zeros.real().add(0));
        }
        Buffer lu = Matrices.columnsOf(a, type);
        NDArray exchanged =
                Matrices.of(Matrices.library(lu).lu(op, lu, Shape.size(stack), (int) n), Matrices.shape(stack, n));
        NDArray d = Np.diagonal(Matrices.fromColumns(lu, stack, n, n), 0, -2, -1);
        NDArray rows = Places.moved(Np.arange(1, n + 1), a.place());
        NDArray odd = exchanged.ne(rows).sum(-1).mod(2).ne(0);
        NDArray size = d.abs();
        NDArray signs =
                type.isComplex() ? d.div(size) : Np.where(d.lt(0), -1, 1).astype(type);
        NDArray sign = signs.prod(-1);
        NDArray zero = d.eq(0).any(-1);
        sign = Np.where(zero, 0, Np.where(odd, sign.neg(), sign));
        return new Slogdet(sign.astype(type), Np.log(size).sum(-1));
    }

    static NDArray det(NDArray a) {
        Slogdet d = slogdet("det", a);
        return d.sign().mul(Np.exp(d.logabsdet()));
    }

    // ---- tensors

    static NDArray tensorsolve(NDArray a, NDArray b, int @Nullable [] axes) {
        NDArray t = a;
        if (axes != null) {
            int[] last = Shape.axes("tensorsolve", axes, a.shape());
            int[] order = IntStream.concat(
                            IntStream.range(0, a.ndim())
                                    .filter(i -> IntStream.of(last).noneMatch(j -> j == i)),
                            IntStream.of(last))
                    .toArray();
            t = a.view(a.layout().permute(order));
        }
        if (t.ndim() < b.ndim()) {
            throw new ShapeException(
                    "tensorsolve: shape " + Shape.text(a.shape()) + " has fewer axes than the right side, "
                            + Shape.text(b.shape()) + "; its first axes must be those of the right side");
        }
        long[] unknowns = Arrays.copyOfRange(t.shape(), b.ndim(), t.ndim());
        long n = Shape.size(unknowns);
        if (t.size() != n * n) {
            throw new LinAlgException("tensorsolve: shape " + Shape.text(a.shape())
                    + " is no square matrix: the axes after the first " + b.ndim() + " hold " + n
                    + " unknowns; it must have " + n * n + " elements, not " + t.size());
        }
        if (b.size() != n) {
            throw new ShapeException("tensorsolve: the right side, " + Shape.text(b.shape()) + ", has " + b.size()
                    + " elements for " + n + " unknowns; the numbers must be equal");
        }
        NDArray x = solve(LinearFunctions.reshaped(t, n, n), LinearFunctions.reshaped(b, n));
        return LinearFunctions.reshaped(x, unknowns);
    }

    static NDArray tensorinv(NDArray a, int ind) {
        if (ind <= 0) {
            throw new AxisException("tensorinv: ind is " + ind + "; it must be at least 1");
        }
        long[] shape = a.shape();
        int first = Math.min(ind, shape.length);
        long[] rows = Arrays.copyOf(shape, first);
        long[] columns = Arrays.copyOfRange(shape, first, shape.length);
        long m = Shape.size(rows);
        NDArray inverse = inv("tensorinv", LinearFunctions.reshaped(a, m, m == 0 ? Shape.size(columns) : a.size() / m));
        return LinearFunctions.reshaped(inverse, Matrices.shape(columns, rows));
    }
}
