package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import java.util.Arrays;

/** The product of two stacks of matrices, to which every other product comes down. */
final class MatrixProduct {
    private MatrixProduct() {}

    /**
     * (…, m, k) by (…, k, n): (…, m, n), where the leading shapes broadcast. Computed now.
     *
     * @param op what the user called
     */
    static NDArray of(String op, NDArray a, NDArray b) {
        Graph.together(op, a.base(), b.base());
        DType type = Promotion.promote(a.dtype(), b.dtype());
        long[] as = a.shape();
        long[] bs = b.shape();
        long m = as[as.length - 2];
        long n = bs[bs.length - 1];
        long[] stack = Shape.broadcast(op, Arrays.copyOf(as, as.length - 2), Arrays.copyOf(bs, bs.length - 2));
        long[] shape = with(stack, m, n);
        Shape.check(op, shape);
        NDArray flat = rowsTogether(a, b, stack);
        if (flat != null) {
            return of(op, flat, matrixOf(b)).view(Layout.contiguous(shape));
        }
        DType exact = type.isHalf() && Engines.at(a.place()).multiplies(type) ? type : computedIn(type);
        NDArray x = readable(a, exact);
        NDArray y = readable(b, exact);
        Buffer p = x.buffer();
        Buffer q = y.buffer();
        Layout lx = x.layout().broadcastTo(with(stack, m, as[as.length - 1]));
        Layout ly = y.layout().broadcastTo(with(stack, bs[bs.length - 2], n));
        Buffer product = Engines.library(p.place()).multiply(p, lx, q, ly);
        return product == null
                ? fused(x, y, type, shape)
                : new NDArray(Graph.cast(Node.leaf(exact, shape, product), type));
    }

    /** The type in which a product of a type is computed. */
    private static DType computedIn(DType t) {
        return switch (t) {
            case BOOL, INT8, INT16, UINT8, UINT16 -> DType.INT32;
            case FLOAT16, BFLOAT16 -> DType.FLOAT32;
            default -> t;
        };
    }

    /** Where each matrix of a stack meets the same other matrix, the stack as one tall matrix; else null. */
    private static NDArray rowsTogether(NDArray a, NDArray b, long[] stack) {
        if (stack.length == 0 || b.size() == 0 || matrixOf(b).size() != b.size()) {
            return null;
        }
        long[] as = a.shape();
        if (!Arrays.equals(Arrays.copyOf(as, as.length - 2), stack)) {
            return null;
        }
        long rows = Shape.size(stack) * as[as.length - 2];
        Layout tall = a.layout().reshape(rows, as[as.length - 1]);
        return tall == null || Library.Matrix.of(tall) == null ? null : a.view(tall);
    }

    /** The first matrix of a stack. */
    private static NDArray matrixOf(NDArray b) {
        Layout l = b.layout();
        while (l.rank() > 2) {
            l = l.select(0, 0);
        }
        return b.view(l);
    }

    private static NDArray readable(NDArray x, DType type) {
        if (x.dtype() != type) {
            return new NDArray(Graph.cast(x.node(), type));
        }
        return Library.Matrix.of(x.layout()) != null ? x : new NDArray(Graph.copy(x.node()));
    }

    /** The product as an expression, for operands that are too large for the routine. */
    private static NDArray fused(NDArray x, NDArray y, DType type, long[] shape) {
        NDArray p = x.view(x.layout().expand(x.ndim()));
        NDArray q = y.view(y.layout().expand(y.ndim() - 2));
        Node product = Graph.binary("matmul", Op.MUL, p.node(), q.node());
        return new NDArray(Graph.cast(Graph.reduce("matmul", FoldOp.SUM, product, new int[] {shape.length - 1}), type));
    }

    private static long[] with(long[] stack, long rows, long columns) {
        long[] shape = Arrays.copyOf(stack, stack.length + 2);
        shape[stack.length] = rows;
        shape[stack.length + 1] = columns;
        return shape;
    }
}
