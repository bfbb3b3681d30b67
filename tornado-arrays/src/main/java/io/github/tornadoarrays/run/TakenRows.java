package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.cpu.Rows;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows taken from an array, and nothing else done with them: on the host they are copied as they are, without a kernel. */
final class TakenRows {
    private TakenRows() {}

    /** Whether the node is rows of more than one value, whose memory and whose indices are there. */
    static boolean are(Node node) {
        return node.value() instanceof Value.Gather g
                && g.indices().size() == 1
                && g.source().value() instanceof Value.Leaf from
                && from.buffer() instanceof HostBuffer source
                && indices(g.indices().get(0)) instanceof HostBuffer indices
                && Rows.knows(source, indices)
                && node.size() * node.dtype().parts() <= HostBuffer.MAX_ARRAY
                && row(g.layout()).size() > 1
                && row(g.layout()).isContiguous();
    }

    /** Computes such a node into new memory. */
    static void copy(Node node, Buffer to) {
        Value.Gather g = (Value.Gather) node.value();
        Layout l = g.layout();
        int parts = node.dtype().parts();
        Node index = g.indices().get(0);
        Rows.take(
                (HostBuffer) ((Value.Leaf) g.source().value()).buffer(),
                l.offset() * parts,
                l.strides()[0] * parts,
                l.shape()[0],
                (int) row(l).size() * parts,
                indices(index),
                index.value() instanceof Value.View v ? (int) v.layout().offset() : 0,
                (HostBuffer) to);
    }

    /** The layout's axes behind the first, from their start. */
    private static Layout row(Layout l) {
        int r = l.rank();
        return new Layout(Arrays.copyOfRange(l.shape(), 1, r), Arrays.copyOfRange(l.strides(), 1, r), 0);
    }

    private static @Nullable HostBuffer indices(Node n) {
        Node base = n;
        if (n.value() instanceof Value.View v) {
            Layout l = v.layout();
            if (!new Layout(l.shape(), l.strides(), 0).isContiguous()) {
                return null;
            }
            base = v.base();
        }
        return base.value() instanceof Value.Leaf leaf && leaf.buffer() instanceof HostBuffer h && !h.isNative()
                ? h
                : null;
    }
}
