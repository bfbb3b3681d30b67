package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.run.Engines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Buffer compared = packWhere(x, mask);
        if (compared != null) {
            return array(compared);
        }
        Buffer m = truth(mask);
        Buffer packed = Engines.library(m.place()).pack(m, x.inOrder());
        return packed == null ? ShapeFunctions.take(ShapeFunctions.ravel(x), positions(mask), 0) : array(packed);
    }

    /** The elements, where the mask is one not computed yet that compares just them with a number, and there is a routine for that; else null. */
    private static @Nullable Buffer packWhere(NDArray x, NDArray mask) {
        if (mask.base().value() instanceof Value.Map m
                && m.op().isPredicate()
                && m.inputs().size() == 2
                && m.inputs().get(0) == x.base()
                && m.inputs().get(1).value() instanceof Value.Const number
                && isWhole(x)
                && isWhole(mask)) {
            long bits = x.dtype().isFloat() ? Double.doubleToRawLongBits(number.re()) : number.bits();
            Buffer elements = x.inOrder();
            return Engines.library(elements.place()).packWhere(m.op(), elements, bits);
        }
        return null;
    }

    private static boolean isWhole(NDArray x) {
        return x.dtype() == x.base().dtype()
                && x.layout().offset() == 0
                && x.layout().isContiguous()
                && x.layout().size() == x.base().size();
    }

    private static NDArray array(Buffer elements) {
        return new NDArray(Node.leaf(elements.dtype(), new long[] {elements.length()}, elements));
    }

    private static Buffer truth(NDArray mask) {
        return mask.dtype().isBool() ? mask.inOrder() : new NDArray(Graph.truth(mask.node())).inOrder();
    }
}
