package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.run.Selections;
import java.util.ArrayList;
import java.util.List;

/** Where masks are true; how many that are is known only once they are computed. */
final class Masks {
    private Masks() {}

    /** Positions of the true elements in the row-major order. */
    static NDArray positions(NDArray mask) {
        HostBuffer found = Selections.positions(truth(mask));
        return Places.array(mask.place(), DType.INT64, new long[] {found.length()}, found);
    }

    /** Positions of the true elements along each axis. */
    static List<NDArray> nonzero(NDArray mask) {
        NDArray flat = positions(mask);
        long[] shape = mask.layout().shape();
        if (shape.length == 1) {
            return List.of(flat);
        }
        HostBuffer places = flat.contiguous();
        long count = flat.size();
        long[] strides = Layout.contiguousStrides(shape);
        List<NDArray> out = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            HostBuffer axis = HostBuffer.allocate(DType.INT64, count);
            for (long i = 0; i < count; i++) {
                axis.setLong(i, places.getLong(i) / strides[d] % shape[d]);
            }
            out.add(Places.array(mask.place(), DType.INT64, new long[] {count}, axis));
        }
        return out;
    }

    /** The elements where a mask of the same shape is true; 1-d. */
    static NDArray pack(NDArray x, NDArray mask) {
        Graph.together("get", x.base(), mask.base());
        HostBuffer m = truth(mask);
        HostBuffer elements = x.contiguous();
        if (!Selections.canPack(m, elements)) {
            return ShapeFunctions.take(ShapeFunctions.ravel(x), positions(mask), 0);
        }
        HostBuffer packed = Selections.pack(m, elements);
        return Places.array(x.place(), x.dtype(), new long[] {packed.length()}, packed);
    }

    private static HostBuffer truth(NDArray mask) {
        return mask.dtype().isBool() ? mask.contiguous() : new NDArray(Graph.truth(mask.node())).contiguous();
    }
}
