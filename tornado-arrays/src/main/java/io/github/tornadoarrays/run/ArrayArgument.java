package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.graph.Node;

/** An array of the library as an argument of a kernel: the elements that a layout picks from a node. */
public record ArrayArgument(Node base, Layout layout) {
    DType dtype() {
        return base.dtype();
    }
}
