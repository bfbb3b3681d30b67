package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ir.FoldOp;

/**
 * Folds along axes; part of {@link Np}. Without axes all are folded; folded axes are gone from the result's shape unless
 * {@link Reduction#keepdims} was asked for. An axis out of range, or named twice, throws {@link AxisException}.
 */
abstract sealed class ReductionFunctions extends ScanFunctions permits BinaryFunctions {

    /** Says over which axes to fold, and further how: {@code sum(x, axis(-1).keepdims())}. None means all. */
    public static Reduction axis(int... axes) {
        return Reduction.over(axes);
    }

    /** The sum. Bool and signed integers are summed in int64, unsigned in uint64, others in their type (with wider partial sums). */
    public static NDArray sum(NDArray x, int... axes) {
        return sum(x, Reduction.over(axes));
    }

    /** As {@link #sum(NDArray, int...)}. */
    public static NDArray sum(NDArray x, Reduction how) {
        return Folds.sum("sum", FoldOp.SUM, x, how);
    }

    /** The product, in the types of {@link #sum}. */
    public static NDArray prod(NDArray x, int... axes) {
        return prod(x, Reduction.over(axes));
    }

    /** As {@link #prod(NDArray, int...)}. */
    public static NDArray prod(NDArray x, Reduction how) {
        return Folds.sum("prod", FoldOp.PROD, x, how);
    }

    /** The smallest element; NaN where there is one. An empty fold throws {@link ShapeException}. */
    public static NDArray min(NDArray x, int... axes) {
        return min(x, Reduction.over(axes));
    }

    /** As {@link #min(NDArray, int...)}. */
    public static NDArray min(NDArray x, Reduction how) {
        return Folds.extreme("min", FoldOp.MIN, x, how);
    }

    /** The largest element; NaN where there is one. An empty fold throws {@link ShapeException}. */
    public static NDArray max(NDArray x, int... axes) {
        return max(x, Reduction.over(axes));
    }

    /** As {@link #max(NDArray, int...)}. */
    public static NDArray max(NDArray x, Reduction how) {
        return Folds.extreme("max", FoldOp.MAX, x, how);
    }

    /** The arithmetic mean, of bool and integers in float64; NaN of nothing. */
    public static NDArray mean(NDArray x, int... axes) {
        return mean(x, Reduction.over(axes));
    }

    /** As {@link #mean(NDArray, int...)}. */
    public static NDArray mean(NDArray x, Reduction how) {
        return Folds.mean("mean", x, how, false);
    }

    /** The variance, {@code mean(abs(x - mean(x))**2)} in two passes, real; of bool and integers in float64. See {@link Reduction#ddof}. */
    public static NDArray var(NDArray x, int... axes) {
        return var(x, Reduction.over(axes));
    }

    /** As {@link #var(NDArray, int...)}. */
    public static NDArray var(NDArray x, Reduction how) {
        return Folds.var("var", x, how, false);
    }

    /** The standard deviation, the root of {@link #var}. */
    public static NDArray std(NDArray x, int... axes) {
        return std(x, Reduction.over(axes));
    }

    /** As {@link #std(NDArray, int...)}. */
    public static NDArray std(NDArray x, Reduction how) {
        return Folds.std("std", x, how, false);
    }

    /** Whether any element is not zero; false of nothing. */
    public static NDArray any(NDArray x, int... axes) {
        return any(x, Reduction.over(axes));
    }

    /** As {@link #any(NDArray, int...)}. */
    public static NDArray any(NDArray x, Reduction how) {
        return Folds.truth("any", FoldOp.ANY, x, how);
    }

    /** Whether no element is zero; true of nothing. */
    public static NDArray all(NDArray x, int... axes) {
        return all(x, Reduction.over(axes));
    }

    /** As {@link #all(NDArray, int...)}. */
    public static NDArray all(NDArray x, Reduction how) {
        return Folds.truth("all", FoldOp.ALL, x, how);
    }

    /** How many elements are not zero, int64. NumPy's {@code count_nonzero}. */
    public static NDArray countNonzero(NDArray x, int... axes) {
        return countNonzero(x, Reduction.over(axes));
    }

    /** As {@link #countNonzero(NDArray, int...)}. */
    public static NDArray countNonzero(NDArray x, Reduction how) {
        return Folds.countNonzero(x, how);
    }

    /** The largest element less the smallest. Not for bool. */
    public static NDArray ptp(NDArray x, int... axes) {
        return ptp(x, Reduction.over(axes));
    }

    /** As {@link #ptp(NDArray, int...)}. */
    public static NDArray ptp(NDArray x, Reduction how) {
        return Folds.ptp(x, how);
    }

    /** The square root of the sum of squares, of bool and integers in float64. */
    public static NDArray norm(NDArray x, int... axes) {
        return norm(x, Reduction.over(axes));
    }

    /** As {@link #norm(NDArray, int...)}. */
    public static NDArray norm(NDArray x, Reduction how) {
        return Folds.norm("norm", x, 2, how);
    }

    /** {@link #sum} with NaN taken as 0. */
    public static NDArray nansum(NDArray x, int... axes) {
        return nansum(x, Reduction.over(axes));
    }

    /** As {@link #nansum(NDArray, int...)}. */
    public static NDArray nansum(NDArray x, Reduction how) {
        return Folds.nansum("nansum", FoldOp.SUM, x, how);
    }

    /** {@link #prod} with NaN taken as 1. */
    public static NDArray nanprod(NDArray x, int... axes) {
        return nanprod(x, Reduction.over(axes));
    }

    /** As {@link #nanprod(NDArray, int...)}. */
    public static NDArray nanprod(NDArray x, Reduction how) {
        return Folds.nansum("nanprod", FoldOp.PROD, x, how);
    }

    /** {@link #min} of the elements that are not NaN; NaN where all are. */
    public static NDArray nanmin(NDArray x, int... axes) {
        return nanmin(x, Reduction.over(axes));
    }

    /** As {@link #nanmin(NDArray, int...)}. */
    public static NDArray nanmin(NDArray x, Reduction how) {
        return Folds.nanextreme("nanmin", FoldOp.MIN, x, how);
    }

    /** {@link #max} of the elements that are not NaN; NaN where all are. */
    public static NDArray nanmax(NDArray x, int... axes) {
        return nanmax(x, Reduction.over(axes));
    }

    /** As {@link #nanmax(NDArray, int...)}. */
    public static NDArray nanmax(NDArray x, Reduction how) {
        return Folds.nanextreme("nanmax", FoldOp.MAX, x, how);
    }

    /** {@link #mean} of the elements that are not NaN. */
    public static NDArray nanmean(NDArray x, int... axes) {
        return nanmean(x, Reduction.over(axes));
    }

    /** As {@link #nanmean(NDArray, int...)}. */
    public static NDArray nanmean(NDArray x, Reduction how) {
        return Folds.mean("nanmean", x, how, true);
    }

    /** {@link #var} of the elements that are not NaN; NaN where there are too few. */
    public static NDArray nanvar(NDArray x, int... axes) {
        return nanvar(x, Reduction.over(axes));
    }

    /** As {@link #nanvar(NDArray, int...)}. */
    public static NDArray nanvar(NDArray x, Reduction how) {
        return Folds.var("nanvar", x, how, true);
    }

    /** {@link #std} of the elements that are not NaN. */
    public static NDArray nanstd(NDArray x, int... axes) {
        return nanstd(x, Reduction.over(axes));
    }

    /** As {@link #nanstd(NDArray, int...)}. */
    public static NDArray nanstd(NDArray x, Reduction how) {
        return Folds.std("nanstd", x, how, true);
    }

    /** The place of the first largest element, or of the first NaN, int64: along one axis, or in row-major order. */
    public static NDArray argmax(NDArray x) {
        return argmax(x, Reduction.ALL);
    }

    /** As {@link #argmax(NDArray)}, along an axis. */
    public static NDArray argmax(NDArray x, int axis) {
        return argmax(x, Reduction.over(axis));
    }

    /** As {@link #argmax(NDArray)}. */
    public static NDArray argmax(NDArray x, Reduction how) {
        return Folds.arg("argmax", FoldOp.MAX, x, how);
    }

    /** The place of the first smallest element, or of the first NaN, int64: along one axis, or in row-major order. */
    public static NDArray argmin(NDArray x) {
        return argmin(x, Reduction.ALL);
    }

    /** As {@link #argmin(NDArray)}, along an axis. */
    public static NDArray argmin(NDArray x, int axis) {
        return argmin(x, Reduction.over(axis));
    }

    /** As {@link #argmin(NDArray)}. */
    public static NDArray argmin(NDArray x, Reduction how) {
        return Folds.arg("argmin", FoldOp.MIN, x, how);
    }

    /** {@link #argmax} of the elements that are not NaN; computes now. A fold of NaN alone throws {@link ShapeException}. */
    public static NDArray nanargmax(NDArray x) {
        return nanargmax(x, Reduction.ALL);
    }

    /** As {@link #nanargmax(NDArray)}, along an axis. */
    public static NDArray nanargmax(NDArray x, int axis) {
        return nanargmax(x, Reduction.over(axis));
    }

    /** As {@link #nanargmax(NDArray)}. */
    public static NDArray nanargmax(NDArray x, Reduction how) {
        return Folds.nanarg("nanargmax", FoldOp.MAX, x, how);
    }

    /** {@link #argmin} of the elements that are not NaN; computes now. A fold of NaN alone throws {@link ShapeException}. */
    public static NDArray nanargmin(NDArray x) {
        return nanargmin(x, Reduction.ALL);
    }

    /** As {@link #nanargmin(NDArray)}, along an axis. */
    public static NDArray nanargmin(NDArray x, int axis) {
        return nanargmin(x, Reduction.over(axis));
    }

    /** As {@link #nanargmin(NDArray)}. */
    public static NDArray nanargmin(NDArray x, Reduction how) {
        return Folds.nanarg("nanargmin", FoldOp.MIN, x, how);
    }

    /** {@code exp(x) / sum(exp(x), axes)} without overflow on the way, in the array's shape; SciPy's {@code special.softmax}. */
    public static NDArray softmax(NDArray x, int... axes) {
        return Folds.softmax(x, Reduction.over(axes));
    }

    // ---- counts

    /**
     * How often each integer from 0 to the largest of a 1-d array occurs, int64. Computed now.
     *
     * @throws ShapeException if the array does not have one dimension
     * @throws DTypeException if its elements are not integers
     * @throws ArrayException if an element is negative
     */
    public static NDArray bincount(NDArray x) {
        return Bins.count(x, null, 0);
    }

    /** As {@link #bincount(NDArray)}, of at least {@code minlength} counts. */
    public static NDArray bincount(NDArray x, long minlength) {
        return Bins.count(x, null, minlength);
    }

    /**
     * The sum of the weights of the elements of each value, float64 (of no elements, as in NumPy, counts of 0 in int64), added in
     * order. The weights are as many as the elements.
     */
    public static NDArray bincount(NDArray x, NDArray weights) {
        return Bins.count(x, weights, 0);
    }

    /** As {@link #bincount(NDArray, NDArray)}, of at least {@code minlength} sums. */
    public static NDArray bincount(NDArray x, NDArray weights, long minlength) {
        return Bins.count(x, weights, minlength);
    }
}
