package io.github.tornadoarrays;

import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ir.FoldOp;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fold of one's own, CuPy's {@code ReductionKernel}: a function is applied to each element (or to the elements of several
 * arrays), the values are folded along axes, and another function may be applied to what comes out.
 *
 * <pre>{@code
 * ReductionKernel norm = ReductionKernel.sum(vectorize((double x) -> x * x)).then(vectorize((double s) -> Math.sqrt(s)));
 * NDArray rows = norm.call(axis(-1), x);
 * }</pre>
 *
 * <p>It is lazy, and is computed together with the expression that it is in; only what {@link #fold} makes is computed at once. Kernels
 * are immutable.
 */
public final class ReductionKernel {
    private final ElementwiseKernel map;
    private final Fold fold;
    private final @Nullable ElementwiseKernel post;

    /** Folds an array along axes. */
    private interface Fold {
        NDArray of(NDArray x, Reduction how);
    }

    private ReductionKernel(ElementwiseKernel map, Fold fold, @Nullable ElementwiseKernel post) {
        this.map = map;
        this.fold = fold;
        this.post = post;
    }

    /** Sums what the function gives, in the types of {@link Np#sum(NDArray, int...)}. */
    public static ReductionKernel sum(ElementwiseKernel map) {
        return new ReductionKernel(map, (x, how) -> Folds.sum("sum", FoldOp.SUM, x, how), null);
    }

    /** Multiplies what the function gives, in the types of {@link Np#prod(NDArray, int...)}. */
    public static ReductionKernel prod(ElementwiseKernel map) {
        return new ReductionKernel(map, (x, how) -> Folds.sum("prod", FoldOp.PROD, x, how), null);
    }

    /** The smallest of what the function gives; NaN where there is one. */
    public static ReductionKernel min(ElementwiseKernel map) {
        return new ReductionKernel(map, (x, how) -> Folds.extreme("min", FoldOp.MIN, x, how), null);
    }

    /** The largest of what the function gives; NaN where there is one. */
    public static ReductionKernel max(ElementwiseKernel map) {
        return new ReductionKernel(map, (x, how) -> Folds.extreme("max", FoldOp.MAX, x, how), null);
    }

    /** Whether the function gives true, or a number but 0, anywhere. */
    public static ReductionKernel any(ElementwiseKernel map) {
        return new ReductionKernel(map, (x, how) -> Folds.truth("any", FoldOp.ANY, x, how), null);
    }

    /** Whether the function gives true, or a number but 0, everywhere. */
    public static ReductionKernel all(ElementwiseKernel map) {
        return new ReductionKernel(map, (x, how) -> Folds.truth("all", FoldOp.ALL, x, how), null);
    }

    /**
     * Folds what a function gives by another one: neighbours are combined, then neighbours of the results, until one value is left.
     *
     * @param combine a function of two values that gives one of their type. It must be associative; the order of values is kept
     * @param identity what the fold of nothing gives
     * @throws KernelException if {@code combine} does not take two values
     * @throws DTypeException if {@code combine} does not take what the map gives, or does not give it again
     */
    public static ReductionKernel fold(ElementwiseKernel map, ElementwiseKernel combine, Number identity) {
        List<DType> types = combine.types();
        if (types.size() != 2) {
            throw new KernelException(
                    "fold: the combining function takes " + types.size() + " values; it has to take 2");
        }
        DType t = map.dtype();
        if (types.get(0) != t || types.get(1) != t || combine.dtype() != t) {
            throw new DTypeException("fold: the combining function takes " + types + " and gives " + combine.dtype()
                    + "; the values to fold are " + t + ", so it has to take two of those and give one");
        }
        return new ReductionKernel(map, (x, how) -> pairwise(x, combine, identity, how), null);
    }

    /** This fold with a function of one value applied to its results. */
    public ReductionKernel then(ElementwiseKernel function) {
        if (function.types().size() != 1) {
            throw new KernelException(
                    "then: the function takes " + function.types().size() + " values; it has to take 1");
        }
        ElementwiseKernel before = post;
        if (before != null) {
            throw new KernelException("then: a function is applied to the results already; apply one that does both");
        }
        return new ReductionKernel(map, fold, function);
    }

    /**
     * Folds along all axes.
     *
     * @param arguments those of the function that is applied first, as in {@link ElementwiseKernel#call}
     * @throws ShapeException if shapes do not broadcast, or the smallest or largest of nothing is asked for
     */
    public NDArray call(@Nullable Object... arguments) {
        return call(Reduction.ALL, arguments);
    }

    /**
     * Folds along some axes.
     *
     * @param how the axes of the arguments' common shape, {@link Np#axis(int...)}
     * @throws AxisException if there is no such axis, or one is named twice
     */
    public NDArray call(Reduction how, @Nullable Object... arguments) {
        NDArray folded = fold.of(map.call(arguments), how);
        return post == null ? folded : post.call(folded);
    }

    // ---- folds by a user's function

    /** How many neighbours are combined in one go: that many fewer values are written than read. */
    private static final int AT_ONCE = 8;

    private static NDArray pairwise(NDArray x, ElementwiseKernel combine, Number identity, Reduction how) {
        long[] shape = x.layout().shape();
        int[] axes = how.axes("fold", shape);
        // folded axes go to the end, as one
        int[] order = new int[shape.length];
        int kept = 0;
        for (int d = 0; d < shape.length; d++) {
            if (Arrays.binarySearch(axes, d) < 0) {
                order[kept++] = d;
            }
        }
        System.arraycopy(axes, 0, order, kept, axes.length);
        long[] rest = new long[kept + 1];
        rest[kept] = 1;
        for (int k = 0; k < shape.length; k++) {
            rest[Math.min(k, kept)] = k < kept ? shape[order[k]] : rest[kept] * shape[order[k]];
        }
        NDArray line = Np.transpose(x, order).reshape(rest);
        while (line.shape(kept) > 1) {
            line = step(line, kept, combine);
        }
        NDArray result = line.shape(kept) == 0
                ? Np.full(Arrays.copyOf(rest, kept), identity, x.dtype())
                : line.view(line.layout().select(kept, 0));
        return how.isKeepdims() ? result.reshape(Shape.reduce(shape, axes, true)) : result;
    }

    /** Combines neighbours along the last axis, up to {@link #AT_ONCE}; those that are left over come last. */
    private static NDArray step(NDArray x, int axis, ElementwiseKernel combine) {
        long n = x.shape(axis);
        int together = (int) Math.min(AT_ONCE, n);
        long whole = n / together;
        NDArray[] parts = new NDArray[together];
        for (int k = 0; k < together; k++) {
            Layout l = x.layout().slice(axis, k, together, whole);
            parts[k] = x.view(l);
        }
        NDArray combined = tree(parts, 0, together, combine).eval();
        long left = n - whole * together;
        return left == 0
                ? combined
                : Np.concatenate(List.of(combined, x.view(x.layout().slice(axis, whole * together, 1, left))), axis);
    }

    private static NDArray tree(NDArray[] parts, int from, int to, ElementwiseKernel combine) {
        if (to - from == 1) {
            return parts[from];
        }
        int middle = (from + to) / 2;
        return combine.call(tree(parts, from, middle, combine), tree(parts, middle, to, combine));
    }
}
