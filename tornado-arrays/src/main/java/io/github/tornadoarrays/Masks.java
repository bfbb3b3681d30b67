package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import java.util.ArrayList;
import java.util.List;

/** Where masks are true; how many that are is known only once they are computed. */
final class Masks {
    private Masks() {}

    /** Positions of the true elements in the row-major order. */
    static NDArray positions(NDArray mask) {
        Buffer m = truth(mask);
        return array(Engines.library(m.place()).positions(m));
    }

    /** Positions of the true elements along each axis. */
    static List<NDArray> nonzero(NDArray mask) {
        NDArray flat = positions(mask);
        long[] shape = mask.layout().shape();
        if (shape.length == 1) {
            return List.of(flat);
        }
        long[] strides = Layout.contiguousStrides(shape);
        List<NDArray> out = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            NDArray row = strides[d] == 1 ? flat : flat.floorDiv(strides[d]);
            out.add((d == 0 ? row : row.mod(shape[d])).eval());
        }
        return out;
    }

    /** The elements where a mask of the same shape is true; 1-d. */
    static NDArray pack(NDArray x, NDArray mask) {
        Graph.together("get", x.base(), mask.base());
        Buffer m = truth(mask);
        Buffer packed = Engines.library(m.place()).pack(m, x.inOrder());
        return packed == null ? ShapeFunctions.take(ShapeFunctions.ravel(x), positions(mask), 0) : array(packed);
    }

    private static NDArray array(Buffer elements) {
        return new NDArray(Node.leaf(elements.dtype(), new long[] {elements.length()}, elements));
    }

    private static Buffer truth(NDArray mask) {
        return mask.dtype().isBool() ? mask.inOrder() : new NDArray(Graph.truth(mask.node())).inOrder();
    }
}
