package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.Origin;
import io.github.tornadoarrays.graph.Lifetime;
import io.github.tornadoarrays.graph.Node;
import java.util.List;

/** Gives memory of arrays back before the garbage collector would. */
public final class Release {
    private Release() {}

    /**
     * Gives a node's memory back. Pending nodes that read it go on seeing the old elements: small ones are computed, large ones
     * get the memory, which is back when they are computed or unreachable.
     *
     * @param how what is done, for whoever asks for the elements afterwards
     * @param where the line that does it
     */
    public static void close(Node base, String how, Origin where) {
        close(base, base.pendingReaders(), how, where);
    }

    /** The same for memory that is gone for everybody afterwards: whatever reads it is computed. */
    public static void closeForeign(Node base, String how, Origin where) {
        base.pendingReaders().forEach(Realizer::realize);
        base.close(how, where);
    }

    /** Gives the memory of all nodes back that belong to a lifetime, which ends now; what is pending of it is not computed. */
    public static void end(Lifetime lifetime, String how, Origin where) {
        for (Node n : lifetime.end()) {
            List<Node> others = n.pendingReaders().stream()
                    .filter(r -> r.lifetime() == null || !r.lifetime().isEnded())
                    .toList();
            close(n, others, how, where);
        }
    }

    /** The same for a lifetime whose nodes no user has seen. */
    public static void end(Lifetime lifetime) {
        end(lifetime, "was a temporary one", Origin.UNKNOWN);
    }

    private static void close(Node base, List<Node> readers, String how, Origin where) {
        if (base.isClosed()) {
            return;
        }
        if (base.isPending()) {
            if (!readers.isEmpty()) {
                Node twin = base.twin();
                readers.forEach(r -> r.redirect(base, twin));
            }
            base.close(how, where);
            return;
        }
        Buffer buffer = Realizer.realize(base);
        List<Node> large = Readers.computeSmall(base, readers);
        if (!large.isEmpty()) {
            Readers.give(base, large, buffer);
            base.close(how, where);
        } else {
            base.close(how, where);
            Engines.release(buffer);
        }
    }

    /** Keeps a node from ending with a lifetime, or one that lies in it: it belongs to the one around that. Its elements are computed, if anything is to be. */
    public static void keep(Node base, Lifetime lifetime) {
        Realizer.settle(base);
        Lifetime now = base.lifetime();
        if (now != null && now.isIn(lifetime)) {
            base.move(lifetime.around());
        }
    }

    /** Keeps a node from ending with any lifetime; see {@link #keep}. */
    public static void keepForGood(Node base) {
        Realizer.settle(base);
        base.move(null);
    }
}
