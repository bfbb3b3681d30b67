package io.github.tornadoarrays;

import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;

/**
 * The folds as expressions. Within this class a folded axis stays with extent 1 until {@link #finish}, so that results
 * broadcast with what they were made from.
 */
final class Folds {
    /** A graphics card keeps rows of up to this many elements in registers. */
    private static final long LONG_FOLD = 1 << 14;

    private Folds() {}

    /** A fold that keeps its axes. */
    private static Node fold(String name, FoldOp op, Node x, int[] axes) {
        return expand(Graph.reduce(name, op, x, axes), axes);
    }

    private static Node expand(Node x, int[] axes) {
        if (axes.length == 0) {
            return x;
        }
        Layout layout = Layout.contiguous(x.shape());
        for (int a : axes) {
            layout = layout.expand(a);
        }
        return Graph.view(x, layout);
    }

    /** The result without the folded axes, unless they are to stay. */
    private static NDArray finish(Node x, int[] axes, Reduction how) {
        if (axes.length == 0) {
            return new NDArray(Graph.copy(x));
        }
        NDArray whole = x.value() instanceof Value.View v ? new NDArray(v.base(), v.layout()) : new NDArray(x);
        Errors.look(whole.base());
        if (how.isKeepdims()) {
            return whole;
        }
        Layout layout = whole.layout();
        for (int k = axes.length - 1; k >= 0; k--) {
            layout = layout.squeeze(axes[k]);
        }
        return whole.view(layout);
    }

    private static Node constant(DType t, double x) {
        return t.isInexact() ? NDArray.scalar(t, x) : Graph.constant(t, Shape.SCALAR, (long) x);
    }

    // ---- sums

    static NDArray sum(String name, FoldOp op, NDArray x, Reduction how) {
        int[] axes = how.axes(name, x.layout().shape());
        DType t = how.dtypeOr(Promotion.sum(x.dtype()));
        return finish(fold(name, op, Graph.cast(x.node(), t), axes), axes, how);
    }

    /** The sum or product of the elements that are not NaN. */
    static NDArray nansum(String name, FoldOp op, NDArray x, Reduction how) {
        int[] axes = how.axes(name, x.layout().shape());
        DType t = how.dtypeOr(Promotion.sum(x.dtype()));
        Node n = without(name, x.node(), op == FoldOp.SUM ? 0 : 1);
        return finish(fold(name, op, Graph.cast(n, t), axes), axes, how);
    }

    /** The elements with a number in place of each NaN. */
    private static Node without(String name, Node x, double number) {
        DType t = x.dtype();
        return t.isInexact() ? Graph.where(Graph.unary(name, Op.ISNAN, x), constant(t, number), x, t) : x;
    }

    static NDArray countNonzero(NDArray x, Reduction how) {
        int[] axes = how.axes("countNonzero", x.layout().shape());
        Node ones = Graph.cast(Graph.truth(x.node()), DType.INT64);
        return finish(fold("countNonzero", FoldOp.SUM, ones, axes), axes, how);
    }

    static NDArray truth(String name, FoldOp op, NDArray x, Reduction how) {
        int[] axes = how.axes(name, x.layout().shape());
        return finish(fold(name, op, x.node(), axes), axes, how);
    }

    // ---- means

    /** The type that means are computed in, and the type they have. */
    private record MeanTypes(DType work, DType result) {
        static MeanTypes of(DType t, Reduction how) {
            DType chosen = how.dtype();
            if (chosen != null) {
                return new MeanTypes(chosen, chosen);
            }
            DType result = t.isInexact() ? t : DType.FLOAT64;
            return new MeanTypes(result.isHalf() ? DType.FLOAT32 : result, result);
        }
    }

    static NDArray mean(String name, NDArray x, Reduction how, boolean ignoreNaN) {
        int[] axes = meanAxes(name, x, how, ignoreNaN);
        MeanTypes types = MeanTypes.of(x.dtype(), how);
        Node m = mean(name, x.node(), axes, types.work, ignoreNaN);
        return finish(Graph.cast(m, types.result), axes, how);
    }

    private static int[] meanAxes(String name, NDArray x, Reduction how, boolean ignoreNaN) {
        long[] shape = x.layout().shape();
        return ignoreNaN ? how.axes(name, shape) : how.realAxes(name, shape);
    }

    private static Node mean(String name, Node x, int[] axes, DType work, boolean ignoreNaN) {
        Node n = ignoreNaN ? without(name, x, 0) : x;
        Node total = fold(name, FoldOp.SUM, Graph.cast(n, work), axes);
        return over(name, total, count(name, x, axes, ignoreNaN, total.dtype()));
    }

    /** The number of elements folded, those that are NaN not counted if so wished. */
    private static Node count(String name, Node x, int[] axes, boolean ignoreNaN, DType work) {
        DType t = work.isInexact() ? work : DType.FLOAT64;
        if (ignoreNaN && x.dtype().isInexact()) {
            Node number = Graph.unary(name, Op.NOT, Graph.unary(name, Op.ISNAN, x));
            return Graph.cast(fold(name, FoldOp.SUM, Graph.cast(number, DType.INT64), axes), t);
        }
        long n = 1;
        for (int a : axes) {
            n *= x.shape()[a];
        }
        return constant(t, n);
    }

    /** A quotient by a real count, of complex numbers part by part. */
    private static Node over(String name, Node x, Node count) {
        if (!x.dtype().isComplex()) {
            return Graph.binary(name, Op.DIV, x, count);
        }
        Node n = Graph.cast(count, x.dtype().part());
        return Graph.binary(
                name,
                Op.COMPLEX,
                Graph.binary(name, Op.DIV, Graph.unary(name, Op.REAL, x), n),
                Graph.binary(name, Op.DIV, Graph.unary(name, Op.IMAG, x), n));
    }

    /** The mean of |x - mean|², in two passes, or in one where reading twice would take twice as long. */
    static NDArray var(String name, NDArray x, Reduction how, boolean ignoreNaN) {
        int[] axes = meanAxes(name, x, how, ignoreNaN);
        MeanTypes types = MeanTypes.of(x.dtype(), how);
        Node n = x.node();
        boolean skip = ignoreNaN && n.dtype().isInexact();
        boolean once = !skip && !n.dtype().isComplex() && types.work.isInexact() && isReadOnce(n, axes);
        Node total = once ? aroundFirst(name, x, axes, types.work) : aroundMean(name, n, axes, types.work, skip);
        DType real = total.dtype();
        Node count = Graph.cast(count(name, n, axes, skip, real), real);
        Node less = Graph.binary(name, Op.SUB, count, constant(real, how.ddof()));
        Node least = skip
                ? Graph.where(
                        Graph.binary(name, Op.LE, less, constant(real, 0)), constant(real, Double.NaN), less, real)
                : Graph.binary(name, Op.MAX, less, constant(real, 0));
        return finish(Graph.cast(Graph.binary(name, Op.DIV, total, least), types.result.real()), axes, how);
    }

    /** The sum of |x - mean|². */
    private static Node aroundMean(String name, Node n, int[] axes, DType work, boolean skip) {
        DType type = n.dtype().isComplex() ? work.complex() : work;
        Node mean = Graph.cast(mean(name, n, axes, type, skip), type);
        Node far = Graph.binary(name, Op.SUB, n, mean);
        if (skip) {
            far = without(name, far, n, 0);
        }
        DType real = work.real().isInexact() ? work.real() : DType.FLOAT64;
        return fold(name, FoldOp.SUM, Graph.cast(squared(name, far), real), axes);
    }

    /**
     * The same of real numbers by one fold: with d = x - first, the sum of d² less the square of the sum of d over n, in float64. The first
     * element is about as far from the mean as any other, so little cancels (T. F. Chan, G. H. Golub, R. J. LeVeque,
     * "Algorithms for computing the sample variance", 1983, section 3).
     */
    private static Node aroundFirst(String name, NDArray x, int[] axes, DType work) {
        Layout start = x.layout();
        for (int a : axes) {
            start = start.slice(a, 0, 1, 1);
        }
        Node first = Graph.cast(x.view(start).node(), work);
        Node far = Graph.binary(name, Op.SUB, Graph.cast(x.node(), work), first);
        DType wide = DType.FLOAT64;
        Node both = Graph.binary(
                name, Op.COMPLEX, Graph.cast(far, wide), Graph.cast(Graph.binary(name, Op.MUL, far, far), wide));
        Node sums = fold(name, FoldOp.SUM, both, axes);
        Node sum = Graph.unary(name, Op.REAL, sums);
        Node mean = Graph.binary(name, Op.DIV, sum, count(name, x.node(), axes, false, wide));
        Node total =
                Graph.binary(name, Op.SUB, Graph.unary(name, Op.IMAG, sums), Graph.binary(name, Op.MUL, sum, mean));
        return Graph.cast(Graph.binary(name, Op.MAX, total, constant(wide, 0)), work);
    }

    /** Whether folds over these axes are so long that each reads memory again, and that is what takes the time. */
    private static boolean isReadOnce(Node x, int[] axes) {
        long n = 1;
        for (int a : axes) {
            n *= x.shape()[a];
        }
        return n > LONG_FOLD && Engines.at(x.place()).traits().isGpu();
    }

    /** The elements, but a number where another node, of the same shape, is NaN. */
    private static Node without(String name, Node x, Node where, double number) {
        DType t = x.dtype();
        return Graph.where(Graph.unary(name, Op.ISNAN, where), constant(t, number), x, t);
    }

    /** |x|², a real node. */
    static Node squared(String name, Node x) {
        if (!x.dtype().isComplex()) {
            return Graph.binary(name, Op.MUL, x, x);
        }
        Node re = Graph.unary(name, Op.REAL, x);
        Node im = Graph.unary(name, Op.IMAG, x);
        return Graph.binary(name, Op.ADD, Graph.binary(name, Op.MUL, re, re), Graph.binary(name, Op.MUL, im, im));
    }

    static NDArray std(String name, NDArray x, Reduction how, boolean ignoreNaN) {
        return Elementwise.unary(name, Op.SQRT, var(name, x, how, ignoreNaN));
    }

    // ---- extremes

    static NDArray extreme(String name, FoldOp op, NDArray x, Reduction how) {
        int[] axes = how.axes(name, x.layout().shape());
        Node n = how.dtype() == null ? x.node() : Graph.cast(x.node(), how.dtype());
        return finish(n.dtype().isComplex() ? complexExtreme(name, op, n, axes) : fold(name, op, n, axes), axes, how);
    }

    /** The extreme of the elements that are not NaN; NaN where all are. */
    static NDArray nanextreme(String name, FoldOp op, NDArray x, Reduction how) {
        int[] axes = how.axes(name, x.layout().shape());
        Node n = x.node();
        DType t = n.dtype();
        if (!t.isInexact()) {
            return extreme(name, op, x, how);
        }
        Node nan = Graph.unary(name, Op.ISNAN, n);
        double never = op == FoldOp.MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        Node beyond = t.isComplex() ? Graph.constant(t, Shape.SCALAR, never, never) : constant(t, never);
        Node rest = Graph.where(nan, beyond, n, t);
        Node best = t.isComplex() ? complexExtreme(name, op, rest, axes) : fold(name, op, rest, axes);
        Node none = fold(name, FoldOp.ALL, nan, axes);
        return finish(Graph.where(none, constant(t, Double.NaN), best, t), axes, how);
    }

    /**
     * The place of the first extreme in the axes' row-major order. Complex numbers are ordered by real part, then imaginary; a NaN comes before all.
     */
    private static Node place(String name, FoldOp op, Node x, int[] axes) {
        FoldOp arg = op == FoldOp.MAX ? FoldOp.ARGMAX : FoldOp.ARGMIN;
        if (!x.dtype().isComplex()) {
            return fold(name, arg, x, axes);
        }
        Node re = Graph.unary(name, Op.REAL, x);
        Node im = Graph.unary(name, Op.IMAG, x);
        DType t = re.dtype();
        double never = op == FoldOp.MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        Node first = Graph.binary(name, Op.EQ, re, fold(name, op, re, axes));
        Node tied = Graph.where(first, im, constant(t, never), t);
        Node best = Graph.binary(name, Op.AND, first, Graph.binary(name, Op.EQ, im, fold(name, op, tied, axes)));
        Node two = Graph.constant(DType.UINT8, Shape.SCALAR, 2);
        Node score = Graph.where(Graph.unary(name, Op.ISNAN, x), two, Graph.cast(best, DType.UINT8), DType.UINT8);
        return fold(name, FoldOp.ARGMAX, score, axes);
    }

    /** Real folds over the element at {@link #place} alone. */
    private static Node complexExtreme(String name, FoldOp op, Node x, int[] axes) {
        if (axes.length == 0) {
            return x;
        }
        Node place = place(name, op, x, axes);
        Node there = Graph.binary(name, Op.EQ, positions(x.shape(), axes), place);
        Node re = Graph.unary(name, Op.REAL, x);
        Node im = Graph.unary(name, Op.IMAG, x);
        Node never = constant(re.dtype(), Double.NEGATIVE_INFINITY);
        return Graph.binary(
                name,
                Op.COMPLEX,
                fold(name, FoldOp.MAX, Graph.where(there, re, never, re.dtype()), axes),
                fold(name, FoldOp.MAX, Graph.where(there, im, never, im.dtype()), axes));
    }

    /** Each element's place in the row-major order of some axes. */
    private static Node positions(long[] shape, int[] axes) {
        Node at = Graph.constant(DType.INT64, Shape.SCALAR, 0);
        long step = 1;
        for (int k = axes.length - 1; k >= 0; k--) {
            long[] along = new long[shape.length];
            Arrays.fill(along, 1);
            along[axes[k]] = shape[axes[k]];
            Node i = Graph.view(Graph.iota(DType.INT64, shape[axes[k]]), Layout.contiguous(along));
            Node scaled = Graph.binary("max", Op.MUL, i, Graph.constant(DType.INT64, Shape.SCALAR, step));
            at = k == axes.length - 1 ? scaled : Graph.binary("max", Op.ADD, at, scaled);
            step *= shape[axes[k]];
        }
        return at;
    }

    static NDArray arg(String name, FoldOp op, NDArray x, Reduction how) {
        int[] axes = oneAxis(name, x, how);
        return finish(place(name, op, x.node(), axes), axes, how);
    }

    /** As {@link #arg} of the elements that are not NaN; there must be one in every fold. */
    static NDArray nanarg(String name, FoldOp op, NDArray x, Reduction how) {
        int[] axes = oneAxis(name, x, how);
        Node n = x.node();
        DType t = n.dtype();
        if (!t.isInexact()) {
            return arg(name, op, x, how);
        }
        x.eval();
        Node nan = Graph.unary(name, Op.ISNAN, n);
        Node none = Graph.reduce(name, FoldOp.ALL, nan, axes);
        if (Elementwise.isTrue(new NDArray(Graph.reduce(name, FoldOp.ANY, none, Shape.allAxes(none.shape().length))))) {
            throw new ShapeException(name + ": all elements of a fold over axes " + Arrays.toString(axes)
                    + " are NaN; each fold needs an element that is a number");
        }
        double never = op == FoldOp.MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        Node rest = Graph.where(nan, constant(t, never), n, t);
        return finish(place(name, op, rest, axes), axes, how);
    }

    private static int[] oneAxis(String name, NDArray x, Reduction how) {
        if (how.given().length > 1) {
            throw new AxisException(name + ": axes " + Arrays.toString(how.given())
                    + " are several; name one axis, or none for the place in row-major order");
        }
        return how.axes(name, x.layout().shape());
    }

    static NDArray ptp(NDArray x, Reduction how) {
        if (x.dtype().isBool()) {
            throw new DTypeException("ptp: not defined for bool; cast to int8 first");
        }
        int[] axes = how.axes("ptp", x.layout().shape());
        Node n = x.node();
        boolean complex = n.dtype().isComplex();
        Node most = complex ? complexExtreme("ptp", FoldOp.MAX, n, axes) : fold("ptp", FoldOp.MAX, n, axes);
        Node least = complex ? complexExtreme("ptp", FoldOp.MIN, n, axes) : fold("ptp", FoldOp.MIN, n, axes);
        return finish(Graph.binary("ptp", Op.SUB, most, least), axes, how);
    }

    // ---- norms and softmax

    /** The vector norm of an order, in the float type of the elements; 16-bit floats are folded in float32. */
    static NDArray norm(String name, NDArray x, double order, Reduction how) {
        int[] axes = how.axes(name, x.layout().shape());
        DType t = x.dtype().isInexact() ? x.dtype() : DType.FLOAT64;
        Node n = Graph.cast(x.node(), t.isHalf() ? DType.FLOAT32 : t);
        Node result;
        if (order == 2) {
            result = Graph.unary(name, Op.SQRT, fold(name, FoldOp.SUM, squared(name, n), axes));
        } else {
            Node size = Graph.unary(name, Op.ABS, n);
            DType real = size.dtype();
            if (order == Double.POSITIVE_INFINITY) {
                result = fold(name, FoldOp.MAX, size, axes);
            } else if (order == Double.NEGATIVE_INFINITY) {
                result = fold(name, FoldOp.MIN, size, axes);
            } else if (order == 0) {
                result = fold(name, FoldOp.SUM, Graph.cast(Graph.truth(n), real), axes);
            } else if (order == 1) {
                result = fold(name, FoldOp.SUM, size, axes);
            } else {
                Node powers = Graph.binary(name, Op.POW, size, constant(real, order));
                Node total = fold(name, FoldOp.SUM, powers, axes);
                result = Graph.binary(name, Op.POW, total, constant(real, 1 / order));
            }
        }
        return finish(Graph.cast(result, t.real()), axes, how);
    }

    static NDArray softmax(NDArray x, Reduction how) {
        int[] axes = how.axes("softmax", x.layout().shape());
        Node n = Graph.cast(x.node(), Promotion.inexact(x.dtype()));
        Node most = n.dtype().isComplex()
                ? complexExtreme("softmax", FoldOp.MAX, n, axes)
                : fold("softmax", FoldOp.MAX, n, axes);
        Node e = Graph.unary("softmax", Op.EXP, Graph.binary("softmax", Op.SUB, n, most));
        return new NDArray(Graph.binary("softmax", Op.DIV, e, fold("softmax", FoldOp.SUM, e, axes)));
    }
}
