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
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;
import java.util.List;

/** Products of vectors and matrices; part of {@link Np}. */
abstract sealed class LinearFunctions extends InputOutput permits ScanFunctions {

    /**
     * The matrix product, NumPy's {@code a @ b}: (…, m, k) by (…, k, n) gives (…, m, n), where the leading shapes broadcast. A 1-d
     * {@code a} is a row and a 1-d {@code b} a column, and that axis is gone from the result.
     *
     * <p>float32, float64 and complex types are multiplied by OpenBLAS where there is one, 16-bit floats in float32, integers
     * with wrap-around; bool gives whether any product is true.
     *
     * @throws ShapeException if an operand is 0-d or the shapes do not agree
     */
    public static NDArray matmul(NDArray a, NDArray b) {
        if (a.ndim() == 0 || b.ndim() == 0) {
            throw new ShapeException("matmul: shapes " + shapes(a, b)
                    + " have a 0-d operand; operands need at least one axis, use mul for scalars");
        }
        agree("matmul", a, -1, b, b.ndim() == 1 ? -1 : -2);
        NDArray x = a.ndim() == 1 ? a.view(a.layout().expand(0)) : a;
        NDArray y = b.ndim() == 1 ? b.view(b.layout().expand(1)) : b;
        NDArray r = MatrixProduct.of("matmul", x, y);
        if (b.ndim() == 1) {
            r = r.view(r.layout().squeeze(r.ndim() - 1));
        }
        return a.ndim() == 1 ? r.view(r.layout().squeeze(r.ndim() - (b.ndim() == 1 ? 1 : 2))) : r;
    }

    /**
     * NumPy's {@code dot}: sums products over the last axis of {@code a} and the last but one of {@code b} (its only one, where
     * it is 1-d); the result has the other axes of {@code a}, then those of {@code b}. With a 0-d operand, {@code a * b}.
     *
     * @throws ShapeException if the two axes differ in length
     */
    public static NDArray dot(NDArray a, NDArray b) {
        if (a.ndim() == 0 || b.ndim() == 0) {
            return a.binary("dot", Op.MUL, b);
        }
        int axis = b.ndim() == 1 ? -1 : -2;
        agree("dot", a, -1, b, axis);
        return contract("dot", a, new int[] {a.ndim() - 1}, b, new int[] {b.ndim() + axis});
    }

    /**
     * The sum of products of all elements, in row-major order and those of {@code a} conjugated; 0-d.
     *
     * @throws ShapeException if the sizes differ
     */
    public static NDArray vdot(NDArray a, NDArray b) {
        if (a.size() != b.size()) {
            throw new ShapeException("vdot: shapes " + shapes(a, b) + " have " + a.size() + " and " + b.size()
                    + " elements; the sizes must be equal");
        }
        return matmul(reshaped(conjugate(a), a.size()), reshaped(b, b.size()));
    }

    /**
     * The sum of products over an axis, elements of {@code a} conjugated; the other axes broadcast.
     *
     * @throws ShapeException if an operand is 0-d, or the shapes do not agree
     */
    public static NDArray vecdot(NDArray a, NDArray b) {
        return vecdot(a, b, -1);
    }

    /**
     * The sum of products over an axis, elements of {@code a} conjugated; the other axes broadcast.
     *
     * @param axis counted in each operand; the array API takes negative ones
     * @throws ShapeException if the shapes do not agree
     * @throws AxisException if the axis is out of range for an operand
     */
    public static NDArray vecdot(NDArray a, NDArray b, int axis) {
        int p = Shape.axis("vecdot", axis, a.shape());
        int q = Shape.axis("vecdot", axis, b.shape());
        agree("vecdot", a, p, b, q);
        NDArray x = last(conjugate(a), p);
        NDArray y = last(b, q);
        return sumOfProducts("vecdot", x, y, 1);
    }

    /**
     * The sum of products over the last axes; the result has the other axes of {@code a}, then those of {@code b}. With a 0-d
     * operand, {@code a * b}.
     *
     * @throws ShapeException if the last axes differ in length
     */
    public static NDArray inner(NDArray a, NDArray b) {
        if (a.ndim() == 0 || b.ndim() == 0) {
            return a.binary("inner", Op.MUL, b);
        }
        agree("inner", a, -1, b, -1);
        return contract("inner", a, new int[] {a.ndim() - 1}, b, new int[] {b.ndim() - 1});
    }

    /** All products of an element of {@code a} and one of {@code b}, each flattened: shape (a.size, b.size). */
    public static NDArray outer(NDArray a, NDArray b) {
        return reshaped(a, a.size(), 1).binary("outer", Op.MUL, reshaped(b, 1, b.size()));
    }

    /**
     * The Kronecker product: blocks of {@code b}, each scaled by an element of {@code a}. The shape is the product of the shapes, the
     * one with fewer axes taken with leading ones.
     */
    public static NDArray kron(NDArray a, NDArray b) {
        int rank = Math.max(a.ndim(), b.ndim());
        long[] x = new long[2 * rank];
        long[] y = new long[2 * rank];
        long[] shape = new long[rank];
        Arrays.fill(x, 1);
        Arrays.fill(y, 1);
        for (int i = 0; i < rank; i++) {
            int p = i - (rank - a.ndim());
            int q = i - (rank - b.ndim());
            x[2 * i] = p < 0 ? 1 : a.shape(p);
            y[2 * i + 1] = q < 0 ? 1 : b.shape(q);
            shape[i] = x[2 * i] * y[2 * i + 1];
        }
        return reshaped(reshaped(a, x).binary("kron", Op.MUL, reshaped(b, y)), shape);
    }

    /** {@code tensordot(a, b, 2)}. */
    public static NDArray tensordot(NDArray a, NDArray b) {
        return tensordot(a, b, 2);
    }

    /**
     * Sums products over the last {@code axes} axes of {@code a} and the first of {@code b}, in order; 0 gives all products.
     *
     * @throws AxisException if an operand has fewer axes
     * @throws ShapeException if lengths differ
     */
    public static NDArray tensordot(NDArray a, NDArray b, int axes) {
        if (axes < 0 || axes > a.ndim() || axes > b.ndim()) {
            throw new AxisException("tensordot: cannot sum over " + axes + " axes of shapes " + shapes(a, b)
                    + "; valid are 0.." + Math.min(a.ndim(), b.ndim()));
        }
        int[] p = new int[axes];
        int[] q = new int[axes];
        Arrays.setAll(p, i -> a.ndim() - axes + i);
        Arrays.setAll(q, i -> i);
        return tensordot(a, b, p, q);
    }

    /**
     * Sums products over pairs of axes; the result has the other axes of {@code a}, then those of {@code b}.
     *
     * @param axesOfA axes of {@code a}; negative ones count from the end
     * @param axesOfB the axis of {@code b} that goes with each
     * @throws AxisException if an axis is out of range or named twice, or the numbers of axes differ
     * @throws ShapeException if the lengths of a pair differ
     */
    public static NDArray tensordot(NDArray a, NDArray b, int[] axesOfA, int[] axesOfB) {
        if (axesOfA.length != axesOfB.length) {
            throw new AxisException("tensordot: " + axesOfA.length + " axes " + Arrays.toString(axesOfA) + " and "
                    + axesOfB.length + " axes " + Arrays.toString(axesOfB) + "; name as many axes of each operand");
        }
        int[] p = Shape.axes("tensordot", axesOfA, a.shape());
        int[] q = Shape.axes("tensordot", axesOfB, b.shape());
        for (int i = 0; i < p.length; i++) {
            agree("tensordot", a, p[i], b, q[i]);
        }
        return contract("tensordot", a, p, b, q);
    }

    /**
     * Einstein's summation: each axis of an operand has a letter; products of elements at equal letters are summed over the letters that
     * the result does not have. {@code "ij,jk->ik"} is the matrix product, {@code "ii->i"} the diagonal (a view),
     * {@code "...ij->...ji"} a transpose. Without {@code ->} the result has the letters that occur once, in alphabetical
     * order. Two operands at a time are multiplied, those first whose product is smallest.
     *
     * @throws ShapeException if the text is not right, or does not fit the operands; the message shows the place
     */
    public static NDArray einsum(String subscripts, NDArray... operands) {
        return Einsum.of(subscripts, List.of(operands));
    }

    /** The order in which {@link #einsum} makes its products: always that of the smallest next one, NumPy's {@code optimize="greedy"}. */
    public static EinsumPath einsumPath(String subscripts, NDArray... operands) {
        return Einsum.path(subscripts, List.of(operands));
    }

    /**
     * The vector product of the vectors of length 3 along the last axis; the other axes broadcast.
     *
     * @throws ShapeException if the axis has another length, or the shapes do not broadcast
     */
    public static NDArray cross(NDArray a, NDArray b) {
        return cross(a, b, -1);
    }

    /**
     * The vector product of the vectors of length 3 along an axis; the other axes broadcast.
     *
     * @throws ShapeException if the axis has another length, or the shapes do not broadcast
     * @throws AxisException if the axis is out of range
     */
    public static NDArray cross(NDArray a, NDArray b, int axis) {
        int p = Shape.axis("cross", axis, a.shape());
        int q = Shape.axis("cross", axis, b.shape());
        if (a.shape(p) != 3 || b.shape(q) != 3) {
            throw new ShapeException("cross: shapes " + shapes(a, b) + " have lengths " + a.shape(p) + " and "
                    + b.shape(q) + " along axis " + axis + "; vectors must have length 3");
        }
        NDArray x = last(a, p);
        NDArray y = last(b, q);
        long[] shape = Shape.broadcast("cross", x.shape(), y.shape());
        x = x.view(x.layout().broadcastTo(shape));
        y = y.view(y.layout().broadcastTo(shape));
        DType type = Promotion.promote(a.dtype(), b.dtype());
        if (type.isBool()) {
            throw new DTypeException("cross: not defined for bool; cast to int8 first");
        }
        NDArray r = new NDArray(Graph.constant(type, shape, 0).at(a.place()));
        for (int i = 0; i < 3; i++) {
            NDArray left = component(x, i + 1).binary("cross", Op.MUL, component(y, i + 2));
            NDArray right = component(x, i + 2).binary("cross", Op.MUL, component(y, i + 1));
            component(r, i).assign(() -> left.binary("cross", Op.SUB, right).node());
        }
        int[] back = new int[shape.length];
        int to = Shape.axis("cross", axis, shape);
        for (int i = 0, from = 0; i < back.length; i++) {
            back[i] = i == to ? back.length - 1 : from++;
        }
        return r.view(r.layout().permute(back));
    }

    private static NDArray component(NDArray x, int i) {
        return x.view(x.layout().select(x.ndim() - 1, i % 3));
    }

    /** The sum of the main diagonal of the first two axes, in the type that {@code sum} has. */
    public static NDArray trace(NDArray x) {
        return trace(x, 0, 0, 1);
    }

    /**
     * The sums of diagonals, in the type that {@code sum} has.
     *
     * @param offset above the main diagonal, or below where negative
     * @throws AxisException if an axis is out of range or the axes are the same
     */
    public static NDArray trace(NDArray x, int offset, int axis1, int axis2) {
        NDArray d = diagonal("trace", x, offset, axis1, axis2);
        Node sum = Graph.cast(d.node(), Promotion.sum(d.dtype()));
        return new NDArray(Graph.reduce("trace", FoldOp.SUM, sum, new int[] {d.ndim() - 1}));
    }

    /** The main diagonal of the first two axes, as the last axis of a view. */
    public static NDArray diagonal(NDArray x) {
        return diagonal(x, 0, 0, 1);
    }

    /**
     * Diagonals of matrices made by two axes, as the last axis of a view. (NumPy's view cannot be written to; this one can.)
     *
     * @param offset above the main diagonal, or below where negative
     * @throws AxisException if an axis is out of range or the axes are the same
     */
    public static NDArray diagonal(NDArray x, int offset, int axis1, int axis2) {
        return diagonal("diagonal", x, offset, axis1, axis2);
    }

    private static NDArray diagonal(String op, NDArray x, int offset, int axis1, int axis2) {
        if (x.ndim() < 2) {
            throw new ShapeException(
                    op + ": shape " + Shape.text(x.shape()) + " has no diagonal; at least 2 axes are needed");
        }
        int[] axes = Shape.axes(op, new int[] {axis1, axis2}, x.shape());
        Layout l = x.layout();
        long down = Math.max(0, -(long) offset);
        long across = Math.max(0, (long) offset);
        long count = Math.max(0, Math.min(l.shape()[axes[0]] - down, l.shape()[axes[1]] - across));
        long step = l.strides()[axes[0]] + l.strides()[axes[1]];
        long start = count == 0 ? l.offset() : l.offset() + down * l.strides()[axes[0]] + across * l.strides()[axes[1]];
        int n = l.rank() - 2;
        long[] shape = new long[n + 1];
        long[] strides = new long[n + 1];
        for (int i = 0, to = 0; i < l.rank(); i++) {
            if (i != axes[0] && i != axes[1]) {
                shape[to] = l.shape()[i];
                strides[to++] = l.strides()[i];
            }
        }
        shape[n] = count;
        strides[n] = step;
        return x.view(new Layout(shape, strides, start));
    }

    /**
     * A view with the last two axes exchanged.
     *
     * @throws ShapeException if there are fewer than two
     */
    public static NDArray matrixTranspose(NDArray x) {
        if (x.ndim() < 2) {
            throw new ShapeException(
                    "matrixTranspose: shape " + Shape.text(x.shape()) + " is not a matrix; at least 2 axes are needed");
        }
        int[] axes = Shape.allAxes(x.ndim());
        axes[axes.length - 2] = axes.length - 1;
        axes[axes.length - 1] = axes.length - 2;
        return x.view(x.layout().permute(axes));
    }

    // ---- what the products are made of

    /** Sums of products over axes of each: (free of a…, free of b…). */
    private static NDArray contract(String op, NDArray a, int[] axesOfA, NDArray b, int[] axesOfB) {
        int[] freeA = others(a.ndim(), axesOfA);
        int[] freeB = others(b.ndim(), axesOfB);
        long[] shape = new long[freeA.length + freeB.length];
        long m = 1;
        long n = 1;
        long k = 1;
        for (int i = 0; i < freeA.length; i++) {
            shape[i] = a.shape(freeA[i]);
            m *= shape[i];
        }
        for (int i = 0; i < freeB.length; i++) {
            shape[freeA.length + i] = b.shape(freeB[i]);
            n *= shape[freeA.length + i];
        }
        for (int axis : axesOfA) {
            k *= a.shape(axis);
        }
        NDArray x = reshaped(a.view(a.layout().permute(joined(freeA, axesOfA))), m, k);
        NDArray y = reshaped(b.view(b.layout().permute(joined(axesOfB, freeB))), k, n);
        if (axesOfA.length == 0) {
            return reshaped(x.binary(op, Op.MUL, y), shape);
        }
        // a graphics card's library of matrix products is slow where there is one row and one column
        boolean folds = m == 1 && n == 1 && Engines.at(a.place()).traits().isGpu();
        NDArray product = folds ? sumOfProducts(op, reshaped(x, k), reshaped(y, k), 1) : MatrixProduct.of(op, x, y);
        return reshaped(product, shape);
    }

    /** The sum over the last {@code axes} axes of the products of elements, in the type of the product. Lazy. */
    static NDArray sumOfProducts(String op, NDArray a, NDArray b, int axes) {
        DType type = Promotion.promote(a.dtype(), b.dtype());
        DType exact = type.isHalf() ? DType.FLOAT32 : type;
        Node product = Graph.binary(op, Op.MUL, Graph.cast(a.node(), exact), Graph.cast(b.node(), exact), exact);
        int[] over = new int[axes];
        Arrays.setAll(over, i -> product.shape().length - axes + i);
        Node sum = Graph.reduce(op, exact.isBool() ? FoldOp.ANY : FoldOp.SUM, product, over);
        return new NDArray(Graph.cast(sum, type));
    }

    /** The elements in another shape of the same size: a view, or a copy that is yet to be made. */
    static NDArray reshaped(NDArray x, long... shape) {
        Layout l = x.layout().reshape(shape);
        return l != null ? x.view(l) : new NDArray(Graph.copy(x.node())).view(Layout.contiguous(shape));
    }

    private static NDArray conjugate(NDArray x) {
        return x.dtype().isComplex() ? x.unary("conj", Op.CONJ) : x;
    }

    private static NDArray last(NDArray x, int axis) {
        return x.view(x.layout().permute(joined(others(x.ndim(), axis), new int[] {axis})));
    }

    private static int[] others(int rank, int... axes) {
        return Arrays.stream(Shape.allAxes(rank))
                .filter(i -> Arrays.stream(axes).noneMatch(a -> a == i))
                .toArray();
    }

    static int[] joined(int[] a, int[] b) {
        int[] r = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, r, a.length, b.length);
        return r;
    }

    static void agree(String op, NDArray a, int axisOfA, NDArray b, int axisOfB) {
        long k = a.shape(axisOfA);
        long l = b.shape(axisOfB);
        if (k != l) {
            throw new ShapeException(op + ": shapes " + shapes(a, b) + " do not agree: axis "
                    + (axisOfA < 0 ? axisOfA + a.ndim() : axisOfA) + " of the first has length " + k + ", axis "
                    + (axisOfB < 0 ? axisOfB + b.ndim() : axisOfB) + " of the second " + l + "; they must be equal");
        }
    }

    private static String shapes(NDArray a, NDArray b) {
        return Shape.text(a.shape()) + " and " + Shape.text(b.shape());
    }
}
