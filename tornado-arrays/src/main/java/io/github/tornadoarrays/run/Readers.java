package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.engine.driver.DriverBuffer;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Pending nodes that read memory which is about to be written: they must go on seeing the old elements. Most are left over from
 * expressions that were computed long ago and only wait for the garbage collector, so what is done for them must cost less than what
 * the user did ask for: a small one is computed; for large ones the old elements are kept instead, once for all of them.
 */
final class Readers {
    /** A reader of at most this cost is computed without a thought. */
    private static final long SMALL = 4096;

    private Readers() {}

    /** Computes the readers that are cheap, and returns the others. */
    static List<Node> computeSmall(Node base) {
        return computeSmall(base, base.pendingReaders());
    }

    /** The same for some of them. */
    static List<Node> computeSmall(Node base, List<Node> readers) {
        List<Node> large = new ArrayList<>(0);
        for (Node reader : readers) {
            if (cost(reader) <= Math.max(SMALL, base.size() / 4)) {
                Realizer.realize(reader);
            } else {
                large.add(reader);
            }
        }
        return large;
    }

    /** How many elements computing a reader goes through. */
    private static long cost(Node reader) {
        return reader.value() instanceof Value.Reduce r ? r.input().size() : reader.size();
    }

    /** Makes readers read a copy of the old elements; where there is no memory for one, those that still wait are computed. */
    static void giveCopy(Node base, List<Node> readers) {
        if (readers.isEmpty()) {
            return;
        }
        Node past = Graph.copy(base);
        past.move(base.lifetime());
        try {
            Realizer.realize(past);
            readers.forEach(r -> r.redirect(base, past));
        } catch (MemoryException e) {
            // what was garbage is gone now
            base.pendingReaders().stream().filter(r -> r != past).forEach(Realizer::realize);
        }
    }

    /** Makes readers read other memory. */
    static void give(Node base, List<Node> readers, Buffer old) {
        Node past = base.sibling(old);
        readers.forEach(r -> r.redirect(base, past));
    }

    /** Whether a node's memory is its own, so that other memory may take its place; a graph works on the memory that it was made with. */
    static boolean replaceable(Buffer buffer) {
        return switch (buffer) {
            case HostBuffer h -> !h.isShared();
            case DriverBuffer d -> !d.isHeld();
            default -> true;
        };
    }
}
