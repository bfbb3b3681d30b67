package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.graph.Node;

/** Says that a node must be in memory before the kernel that was being made can be. Control flow, so without a stack trace. */
public final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Node node;

    Cut(Node node) {
        super(null, null, false, false);
        this.node = node;
    }

    /** What to compute first. */
    public Node node() {
        return node;
    }
}
