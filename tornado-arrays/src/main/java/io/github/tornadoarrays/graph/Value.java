package io.github.tornadoarrays.graph;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Function;
import io.github.tornadoarrays.ir.Op;
import java.util.List;

/** How a node's elements come about. */
public sealed interface Value {

    /** They are there: row-major from the start of a buffer. */
    record Leaf(Buffer buffer) implements Value {
        /** @throws io.github.tornadoarrays.core.ArrayException if the node was closed */
        @Override
        public Buffer buffer() {
            if (buffer instanceof Closed c) {
                throw c.used();
            }
            return buffer;
        }

        boolean isClosed() {
            return buffer instanceof Closed;
        }
    }

    /** All are one number; integers up to 64 bits are kept in {@code bits}, floats and complex in {@code re} and {@code im}. */
    record Const(long bits, double re, double im) implements Value {}

    /** An operation element by element; every input has the node's shape, or is a {@link Const}. */
    record Map(Op op, List<Node> inputs) implements Value {}

    /**
     * A user's function element by element; every input has the type of its parameter, and the node's shape unless it is a
     * {@link Const}.
     *
     * @param id the same for the same function, and for no other
     */
    record Call(Function function, long id, List<Node> inputs) implements Value {}

    /** A fold over some axes of the input, which are gone from the node's shape. */
    record Reduce(FoldOp op, Node input, int[] axes) implements Value {}

    /** Elements of another node, picked by a layout over that node's row-major order. */
    record View(Node base, Layout layout) implements Value {}

    /** 0, 1, 2, … along the only axis. */
    record Iota() implements Value {}

    /**
     * Elements {@code source[…, index0, index1, …, …]}: the layout's first axes, as many as there are indices, are indexed by
     * the integer nodes, which have the node's leading shape; the other axes follow. Indices were checked, and may be
     * negative.
     */
    record Gather(Node source, Layout layout, List<Node> indices) implements Value {}
}
