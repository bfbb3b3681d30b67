package io.github.tornadoarrays;

import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.ir.FoldOp;

/** Running folds along an axis; part of {@link Np}. They are computed at once. An axis out of range throws {@link AxisException}. */
abstract sealed class ScanFunctions extends LinearFunctions permits ReductionFunctions {

    /** The sums of the elements up to each, in the types of {@link Np#sum}; of the elements in row-major order, as one axis. */
    public static NDArray cumsum(NDArray x) {
        return Scans.scan("cumsum", FoldOp.SUM, x, null, Promotion.sum(x.dtype()));
    }

    /** The sums of the elements up to each, in the types of {@link Np#sum}; along an axis. */
    public static NDArray cumsum(NDArray x, int axis) {
        return Scans.scan("cumsum", FoldOp.SUM, x, axis, Promotion.sum(x.dtype()));
    }

    /** As {@link #cumsum(NDArray, int)}, in a chosen type. */
    public static NDArray cumsum(NDArray x, int axis, DType dtype) {
        return Scans.scan("cumsum", FoldOp.SUM, x, axis, dtype);
    }

    /** The products of the elements up to each, in the types of {@link Np#prod}; of the elements in row-major order, as one axis. */
    public static NDArray cumprod(NDArray x) {
        return Scans.scan("cumprod", FoldOp.PROD, x, null, Promotion.sum(x.dtype()));
    }

    /** The products of the elements up to each, in the types of {@link Np#prod}; along an axis. */
    public static NDArray cumprod(NDArray x, int axis) {
        return Scans.scan("cumprod", FoldOp.PROD, x, axis, Promotion.sum(x.dtype()));
    }

    /** As {@link #cumprod(NDArray, int)}, in a chosen type. */
    public static NDArray cumprod(NDArray x, int axis, DType dtype) {
        return Scans.scan("cumprod", FoldOp.PROD, x, axis, dtype);
    }

    /** The largest of the elements up to each; from a NaN on, NaN; of the elements in row-major order, as one axis. NumPy's {@code maximum.accumulate}. */
    public static NDArray cummax(NDArray x) {
        return Scans.scan("cummax", FoldOp.MAX, x, null, x.dtype());
    }

    /** The largest of the elements up to each; from a NaN on, NaN; along an axis. NumPy's {@code maximum.accumulate}. */
    public static NDArray cummax(NDArray x, int axis) {
        return Scans.scan("cummax", FoldOp.MAX, x, axis, x.dtype());
    }

    /** The smallest of the elements up to each; from a NaN on, NaN; of the elements in row-major order, as one axis. NumPy's {@code minimum.accumulate}. */
    public static NDArray cummin(NDArray x) {
        return Scans.scan("cummin", FoldOp.MIN, x, null, x.dtype());
    }

    /** The smallest of the elements up to each; from a NaN on, NaN; along an axis. NumPy's {@code minimum.accumulate}. */
    public static NDArray cummin(NDArray x, int axis) {
        return Scans.scan("cummin", FoldOp.MIN, x, axis, x.dtype());
    }
}
