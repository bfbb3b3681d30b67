package io.github.tornadoarrays.graph;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stretch of one thread's time. Nodes that the thread makes meanwhile belong to it; it knows those that have memory. */
public final class Lifetime {
    private static final ThreadLocal<@Nullable Lifetime> CURRENT = new ThreadLocal<>();

    /** Whether there was ever one: what isn't used costs nothing. A thread sees its own. */
    private static boolean used;

    private final @Nullable Lifetime outer;
    private List<WeakReference<Node>> nodes = new ArrayList<>();
    private int pruneAt = 64;
    private volatile boolean ended;

    private Lifetime(@Nullable Lifetime outer) {
        this.outer = outer;
    }

    /** Begins one on this thread, inside of those that it is in. */
    public static Lifetime begin() {
        used = true;
        Lifetime l = new Lifetime(current());
        CURRENT.set(l);
        return l;
    }

    /** This thread's innermost one. */
    static @Nullable Lifetime current() {
        if (!used) {
            return null;
        }
        Lifetime l = CURRENT.get();
        if (l == null || !l.ended) {
            return l;
        }
        while (l != null && l.ended) {
            l = l.outer;
        }
        if (l == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(l);
        }
        return l;
    }

    /** The one around this that has not ended; null where there is none. */
    public @Nullable Lifetime around() {
        Lifetime l = outer;
        while (l != null && l.ended) {
            l = l.outer;
        }
        return l;
    }

    /** Whether this is another one, or lies in it. */
    public boolean isIn(Lifetime other) {
        Lifetime l = this;
        while (l != null && l != other) {
            l = l.outer;
        }
        return l == other;
    }

    public boolean isEnded() {
        return ended;
    }

    /** Says that a node of this lifetime has memory now. */
    synchronized void add(Node node) {
        if (ended) {
            return;
        }
        if (nodes.size() >= pruneAt) {
            nodes.removeIf(r -> r.get() == null);
            pruneAt = Math.max(64, 2 * nodes.size());
        }
        nodes.add(new WeakReference<>(node));
    }

    /** Ends it. Returns the nodes that belong to it, have memory, and are reachable or were so until lately; nothing the second time. */
    public List<Node> end() {
        List<WeakReference<Node>> all;
        synchronized (this) {
            ended = true;
            all = nodes;
            nodes = List.of();
        }
        return all.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .filter(n -> n.lifetime() == this)
                .toList();
    }
}
