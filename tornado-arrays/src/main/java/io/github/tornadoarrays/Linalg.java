package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.Shape;
import java.util.Arrays;

/** Linear algebra, {@link Np#linalg}: NumPy's {@code numpy.linalg}. */
public final class Linalg {
    Linalg() {}

    /** The square root of the sum of all squares, in the float type of the elements. */
    public NDArray norm(NDArray x) {
        return Folds.norm("norm", x, 2, Reduction.ALL);
    }

    /** The square root of the sum of squares over one axis or two: the 2-norm of vectors, the Frobenius norm of matrices. */
    public NDArray norm(NDArray x, Reduction how) {
        return how.given().length == 0
                ? Folds.norm("norm", x, 2, how)
                : norm(x, how.given().length == 1 ? "2" : "fro", how);
    }

    /** The norm of an order of a vector or matrix; see {@link #norm(NDArray, double, Reduction)}. */
    public NDArray norm(NDArray x, double order) {
        return norm(x, order, Reduction.ALL);
    }

    /**
     * The norm of an order. Over one axis: {@code sum(abs(x)**order)**(1/order)}, with infinity the largest and -infinity the
     * smallest absolute value, and 0 the number of elements that are not zero. Over two axes: 1 and -1 for the largest and
     * smallest sum of a column's absolute values, infinity and -infinity for those of a row. Without axes the array must have
     * one dimension or two.
     *
     * @throws AxisException if there are more than two axes
     * @throws ArrayException if the order has no meaning for a matrix, or needs singular values
     */
    public NDArray norm(NDArray x, double order, Reduction how) {
        int[] axes = axes(x, how);
        return axes.length == 1 ? Folds.norm("norm", x, order, how) : matrix(x, order, axes, how);
    }

    /** The norm of a name: {@code "fro"} of matrices, or a number as text, {@code "inf"} included. */
    public NDArray norm(NDArray x, String order) {
        return norm(x, order, Reduction.ALL);
    }

    /** As {@link #norm(NDArray, String)}, over one axis or two. */
    public NDArray norm(NDArray x, String order, Reduction how) {
        switch (order) {
            case "fro" -> {
                if (axes(x, how).length != 2) {
                    throw new ArrayException("norm: order \"fro\" is for matrices, not over the axes "
                            + Arrays.toString(how.given()) + " of shape " + Shape.text(x.shape())
                            + "; use 2 for vectors");
                }
                return Folds.norm("norm", x, 2, how);
            }
            case "inf" -> {
                return norm(x, Double.POSITIVE_INFINITY, how);
            }
            case "-inf" -> {
                return norm(x, Double.NEGATIVE_INFINITY, how);
            }
            case "2" -> {
                return norm(x, 2, how);
            }
            default ->
                throw new ArrayException(
                        "norm: unknown order \"" + order + "\"; \"fro\", \"inf\", \"-inf\" or a number");
        }
    }

    /** The axes in the order given, counted from the front. */
    private static int[] axes(NDArray x, Reduction how) {
        int[] axes = how.given().length == 0
                ? Shape.allAxes(x.ndim())
                : Shape.axes("norm", how.given(), x.layout().shape());
        if (axes.length != 1 && axes.length != 2) {
            throw new AxisException("norm: " + axes.length + " axes of shape " + Shape.text(x.shape())
                    + "; with an order, name one axis for vectors or two for matrices");
        }
        return axes;
    }

    private static NDArray matrix(NDArray x, double order, int[] axes, Reduction how) {
        boolean rows = Double.isInfinite(order);
        if (!rows && Math.abs(order) != 1) {
            throw new ArrayException("norm: order " + order + " of matrices"
                    + (Math.abs(order) == 2 ? " needs singular values, which are not here yet" : " is not defined")
                    + "; \"fro\", 1, -1, inf and -inf are");
        }
        NDArray sums =
                Folds.norm("norm", x, 1, Reduction.over(axes[rows ? 1 : 0]).keepdims());
        Reduction both = Reduction.over(axes).keepdims(how.isKeepdims());
        return order > 0 ? Np.max(sums, both) : Np.min(sums, both);
    }
}
