package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Op;
import java.util.ArrayList;
import java.util.List;

/** Selections by positions along one axis. */
final class Picking {
    private Picking() {}

    static NDArray take(NDArray x, NDArray indices, int axis, String mode) {
        if (Shape.isOnlyAxis(new int[] {axis}, x.layout().shape())) {
            return take(x.view(x.layout().expand(0)), indices, 0, mode);
        }
        Layout l = x.layout();
        int a = Shape.axis("take", axis, l.shape());
        if (!indices.dtype().isInteger()) {
            throw new IndexException("take: indices cannot be " + indices.dtype() + "; use an integer array");
        }
        long n = l.shape()[a];
        if (n == 0 && indices.size() > 0) {
            throw new IndexException(
                    "take: axis " + a + " of shape " + Shape.text(l.shape()) + " has no elements to take");
        }
        NDArray p = switch (mode) {
            case "raise" -> {
                Indexing.inRange("take", indices, a, n);
                yield indices;
            }
            case "wrap" -> new NDArray(with(Op.MOD, indices.node(), n));
            case "clip" -> new NDArray(with(Op.MIN, with(Op.MAX, indices.node(), 0), n - 1));
            default ->
                throw new ArrayException(
                        "take: unknown mode \"" + mode + "\"; known are \"raise\", \"wrap\" and \"clip\"");
        };
        Layout rest = l.select(a, 0);
        Indexing.Along along = new Indexing.Along(p, a, n, l.strides()[a]);
        return new Indexing.Selection(rest, List.of(along), a, false).gather(x);
    }

    private static Node with(Op op, Node positions, long n) {
        return Graph.binary(
                "take", op, Graph.cast(positions, DType.INT64), Graph.constant(DType.INT64, Shape.SCALAR, n));
    }

    /** The positions along one axis, and along the others each element's own index. */
    static Indexing.Selection along(String op, NDArray x, NDArray indices, int axis) {
        long[] shape = x.layout().shape();
        int a = Shape.axis(op, axis, shape);
        if (!indices.dtype().isInteger()) {
            throw new IndexException(op + ": indices cannot be " + indices.dtype() + "; use an integer array");
        }
        if (indices.ndim() != x.ndim()) {
            throw new ShapeException(op + ": indices of shape "
                    + Shape.text(indices.layout().shape()) + " do not have the rank of the array of shape "
                    + Shape.text(shape) + "; ranks must be equal");
        }
        Indexing.inRange(op, indices, a, shape[a]);
        List<Indexing.Along> all = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            NDArray p = indices;
            if (d != a) {
                long[] extents = new long[shape.length];
                java.util.Arrays.fill(extents, 1);
                extents[d] = shape[d];
                p = new NDArray(Graph.iota(DType.INT64, shape[d]));
                p = p.view(Layout.contiguous(extents));
            }
            all.add(new Indexing.Along(p, d, shape[d], x.layout().strides()[d]));
        }
        Layout none = new Layout(Shape.SCALAR, Shape.SCALAR, x.layout().offset());
        Indexing.Selection s = new Indexing.Selection(none, all, 0, false);
        s.lead(op);
        return s;
    }
}
