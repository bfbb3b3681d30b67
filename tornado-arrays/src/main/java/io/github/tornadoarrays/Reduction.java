package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a fold is made, NumPy's keyword arguments: {@code x.sum(axis(-1).keepdims().dtype(float64))}. Every method gives a new one.
 */
public final class Reduction {
    /** All axes, which are gone afterwards, in the type that the fold chooses. */
    static final Reduction ALL = new Reduction(new int[0], false, null, 0);

    private final int[] axes;
    private final boolean keepdims;
    private final @Nullable DType dtype;
    private final double ddof;

    private Reduction(int[] axes, boolean keepdims, @Nullable DType dtype, double ddof) {
        this.axes = axes;
        this.keepdims = keepdims;
        this.dtype = dtype;
        this.ddof = ddof;
    }

    static Reduction over(int... axes) {
        return axes.length == 0 ? ALL : new Reduction(axes.clone(), false, null, 0);
    }

    /** Folded axes stay with extent 1, so that the result broadcasts with the array. */
    public Reduction keepdims() {
        return keepdims(true);
    }

    /** Whether folded axes stay with extent 1. */
    public Reduction keepdims(boolean keep) {
        return new Reduction(axes, keep, dtype, ddof);
    }

    /** The type to fold in, which is the result's. */
    public Reduction dtype(@Nullable DType type) {
        return new Reduction(axes, keepdims, type, ddof);
    }

    /** Divide by the number of elements less this, in {@code var} and {@code std}: 1 for the unbiased estimate. */
    public Reduction ddof(double less) {
        return new Reduction(axes, keepdims, dtype, less);
    }

    // ---- for the folds

    /** The axes of a shape to fold, counted from the front, ascending. Axis 0 of a 0-d array passes, as in NumPy. */
    int[] axes(String name, long[] shape) {
        return Shape.isOnlyAxis(axes, shape) ? new int[0] : realAxes(name, shape);
    }

    /** As {@link #axes}, but a 0-d array has none; NumPy's means are as strict. */
    int[] realAxes(String name, long[] shape) {
        if (axes.length == 0) {
            return Shape.allAxes(shape.length);
        }
        int[] found = Shape.axes(name, axes, shape);
        Arrays.sort(found);
        return found;
    }

    /** The axes as the user gave them; none means all. */
    int[] given() {
        return axes.clone();
    }

    boolean isKeepdims() {
        return keepdims;
    }

    @Nullable
    DType dtype() {
        return dtype;
    }

    /** The chosen type, or another where none was. */
    DType dtypeOr(DType other) {
        return dtype == null ? other : dtype;
    }

    double ddof() {
        return ddof;
    }
}
