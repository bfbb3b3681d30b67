package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.LinAlgException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.LinearAlgebra.Vectors;
import java.util.Arrays;

/** Norms of vectors and matrices, and what is known by singular values alone: ranks and condition numbers. */
final class MatrixNorms {
    private MatrixNorms() {}

    /** The order of a name. */
    private sealed interface Order {
        record Number(double p) implements Order {}

        record Frobenius() implements Order {}

        record Nuclear() implements Order {}

        static Order of(String op, String name) {
            return switch (name) {
                case "fro" -> new Frobenius();
                case "nuc" -> new Nuclear();
                case "inf" -> new Number(Double.POSITIVE_INFINITY);
                case "-inf" -> new Number(Double.NEGATIVE_INFINITY);
                case "1" -> new Number(1);
                case "-1" -> new Number(-1);
                case "2" -> new Number(2);
                case "-2" -> new Number(-2);
                default ->
                    throw new ArrayException(
                            op + ": unknown order \"" + name + "\"; \"fro\", \"nuc\", \"inf\", \"-inf\" or a number");
            };
        }
    }

    static NDArray norm(String op, NDArray x, double order, Reduction how) {
        int[] axes = axes(op, x, how);
        return axes.length == 1
                ? Folds.norm(op, x, order, how)
                : matrix(op, x, new Order.Number(order), axes, how.isKeepdims());
    }

    static NDArray norm(String op, NDArray x, String name, Reduction how) {
        Order order = Order.of(op, name);
        int[] axes = axes(op, x, how);
        if (axes.length == 2) {
            return matrix(op, x, order, axes, how.isKeepdims());
        }
        if (order instanceof Order.Number(double p)) {
            return Folds.norm(op, x, p, how);
        }
        throw new ArrayException(op + ": order \"" + name + "\" is for matrices, not over the axes "
                + Arrays.toString(axes) + " of shape " + Shape.text(x.shape()) + "; use 2 for vectors");
    }

    /** The axes in the order given, counted from the front. */
    private static int[] axes(String op, NDArray x, Reduction how) {
        int[] axes = how.given().length == 0
                ? Shape.allAxes(x.ndim())
                : Shape.axes(op, how.given(), x.layout().shape());
        if (axes.length != 1 && axes.length != 2) {
            throw new AxisException(op + ": " + axes.length + " axes of shape " + Shape.text(x.shape())
                    + "; with an order, name one axis for vectors or two for matrices");
        }
        return axes;
    }

    private static NDArray matrix(String op, NDArray x, Order order, int[] axes, boolean keepdims) {
        Reduction both = Reduction.over(axes).keepdims(keepdims);
        return switch (order) {
            case Order.Frobenius() -> Folds.norm(op, x, 2, both);
            case Order.Nuclear() -> kept(x, Np.sum(values(op, x, axes), -1), axes, keepdims);
            case Order.Number(double p) when p == 2 -> kept(x, Np.max(values(op, x, axes), -1), axes, keepdims);
            case Order.Number(double p) when p == -2 -> kept(x, Np.min(values(op, x, axes), -1), axes, keepdims);
            case Order.Number(double p)
            when Double.isInfinite(p) || Math.abs(p) == 1 -> {
                boolean rows = Double.isInfinite(p);
                NDArray sums =
                        Folds.norm(op, x, 1, Reduction.over(axes[rows ? 1 : 0]).keepdims());
                yield p > 0 ? Np.max(sums, both) : Np.min(sums, both);
            }
            case Order.Number(double p) ->
                throw new ArrayException(op + ": order " + p
                        + " of matrices is not defined; \"fro\", \"nuc\", 1, -1, 2, -2, inf and -inf are");
        };
    }

    private static NDArray values(String op, NDArray x, int[] axes) {
        return singularValues(op, Np.moveaxis(x, axes, new int[] {-2, -1}));
    }

    static NDArray singularValues(String op, NDArray x) {
        return Decompositions.svd(op, x, Vectors.NONE).s();
    }

    /** A result without two axes, in the float type of the elements, with extents of 1 in their place if so wished. */
    private static NDArray kept(NDArray x, NDArray result, int[] axes, boolean keepdims) {
        NDArray r = x.dtype().isHalf() ? result.astype(x.dtype()) : result;
        return keepdims ? r.reshape(Shape.reduce(x.shape(), axes, true)) : r;
    }

    // ---- conditions and ranks

    static NDArray cond(NDArray x, double p) {
        return cond(x, new Order.Number(p));
    }

    static NDArray cond(NDArray x, String p) {
        return cond(x, Order.of("cond", p));
    }

    private static NDArray cond(NDArray x, Order order) {
        Matrices.check("cond", x);
        if (Matrices.rows(x) == 0 || Matrices.columns(x) == 0) {
            throw new LinAlgException("cond: shape " + Shape.text(x.shape())
                    + " holds matrices without elements; they have no condition number");
        }
        NDArray r;
        if (order instanceof Order.Number(double p) && Math.abs(p) == 2) {
            NDArray s = singularValues("cond", x);
            NDArray most = s.get("..., 0");
            NDArray least = s.get("..., -1");
            r = p > 0 ? most.div(least) : least.div(most);
        } else {
            Matrices.checkSquare("cond", x);
            int[] axes = {x.ndim() - 2, x.ndim() - 1};
            NDArray y = x.astype(Matrices.type(x));
            NDArray inverse = LinearSystems.inverseOrNan("cond", y);
            r = matrix("cond", y, order, axes, false).mul(matrix("cond", inverse, order, axes, false));
        }
        NDArray given = Np.isnan(x).any(-2, -1);
        DType type = r.dtype();
        return Np.where(Np.isnan(r).and(given.not()), Double.POSITIVE_INFINITY, r)
                .astype(type);
    }

    static NDArray rank(NDArray x, boolean hermitian, Tolerance tolerance) {
        if (x.ndim() < 2) {
            return x.ne(0).any().astype(DType.INT64);
        }
        NDArray s = hermitian
                ? Decompositions.eigh("matrixRank", x, false, false)
                        .eigenvalues()
                        .abs()
                : singularValues("matrixRank", x);
        if (s.size() == 0) {
            return Matrices.zeros(x, DType.INT64, Matrices.stack(x));
        }
        return Np.countNonzero(s.gt(tolerance.of(s.max(Reduction.over(-1).keepdims()), x)), -1);
    }

    /** Where singular values count as 0. */
    @FunctionalInterface
    interface Tolerance {
        /** @param most the largest singular value of each matrix, (…, 1) */
        NDArray of(NDArray most, NDArray x);

        static Tolerance usual() {
            return (most, x) -> most.mul(eps(most.dtype()) * Math.max(Matrices.rows(x), Matrices.columns(x)));
        }

        static Tolerance absolute(double tol) {
            return (most, _) -> most.mul(0).add(tol);
        }

        static Tolerance absolute(NDArray tol) {
            return (_, _) -> Np.expandDims(tol, -1);
        }

        static Tolerance relative(double rtol) {
            return (most, _) -> most.mul(rtol);
        }

        static Tolerance relative(NDArray rtol) {
            return (most, _) -> most.mul(Np.expandDims(rtol, -1));
        }
    }

    /** The distance from 1 to the next number of a float type. */
    static double eps(DType real) {
        return real == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
    }
}
