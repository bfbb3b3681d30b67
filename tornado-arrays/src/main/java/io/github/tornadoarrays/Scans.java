package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import org.jspecify.annotations.Nullable;

/** Running folds: the types they are made in, and what is along and beside the axis. */
final class Scans {
    private Scans() {}

    static NDArray scan(String name, FoldOp op, NDArray x, @Nullable Integer axis, DType type) {
        boolean sums = op == FoldOp.SUM || op == FoldOp.PROD;
        boolean flat = axis == null
                || sums && Shape.isOnlyAxis(new int[] {axis}, x.layout().shape());
        long[] shape = flat ? new long[] {x.size()} : x.shape();
        int along = flat ? 0 : Shape.axis(name, axis, shape);
        boolean flip = type == DType.UINT64 && (op == FoldOp.MAX || op == FoldOp.MIN);
        Node values = Graph.cast(Graph.cast(x.node(), type), work(type));
        Buffer in = new NDArray(flip ? flip(values) : values).inOrder();
        long n = shape[along];
        long inner = 1;
        for (int d = along + 1; d < shape.length; d++) {
            inner *= shape[d];
        }
        long outer = x.size() == 0 ? 0 : x.size() / n / inner;
        Node scanned = Node.leaf(work(type), shape, Engines.library(in.place()).scan(op, in, outer, n, inner));
        return new NDArray(Graph.cast(flip ? flip(scanned) : scanned, type));
    }

    /** A type of the same order, or one that wraps to the same sums, among those that running folds know. */
    private static DType work(DType t) {
        return switch (t) {
            case BOOL, INT8, INT16, INT32, UINT8, UINT16 -> DType.INT32;
            case INT64, UINT32, UINT64 -> DType.INT64;
            case FLOAT16, BFLOAT16, FLOAT32 -> DType.FLOAT32;
            case FLOAT64, COMPLEX64, COMPLEX128 -> t;
        };
    }

    /** The order of uint64 as that of int64, and back. */
    private static Node flip(Node x) {
        return Graph.binary("scan", Op.XOR, x, Graph.constant(DType.INT64, Shape.SCALAR, Long.MIN_VALUE));
    }
}
