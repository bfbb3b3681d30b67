package io.github.tornadoarrays.graph;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Origin;
import io.github.tornadoarrays.core.Place;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An array's elements, known or not yet computed. What a node means never changes, with one exception that {@code run}
 * guards: memory of a {@link Value.Leaf} may be written in place, or given back, once every pending node that reads it has been
 * computed.
 */
public final class Node {
    /** Weights are cut off here, far below where their sum would overflow. */
    private static final int HEAVIEST = 1 << 20;

    /** What a user's function counts beside its inputs, as if it were this many operations. */
    private static final int CALL = 8;

    private final DType dtype;
    private final Layout layout;
    private int weight;
    private volatile Value value;

    /** Where the elements are or will be; null where they can be anywhere. */
    private @Nullable Place place;

    /** Pending nodes that read this one: null, one weak reference, or a list of them that is guarded by this. */
    private volatile Object readers;

    private @Nullable Runnable passedOver;

    private int pruneAt = 8;

    private WeakReference<Node> self;

    /** With which the node ends; null where the garbage collector says. */
    private @Nullable Lifetime lifetime;

    /** The user's line that made it, where lines are kept. */
    private final @Nullable Origin made = Origin.ifKept();

    private static final VarHandle READERS;

    static {
        try {
            READERS = MethodHandles.lookup().findVarHandle(Node.class, "readers", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    Node(DType dtype, Layout layout, Value value) {
        this(dtype, layout, value, value instanceof Value.View v ? v.base().lifetime : Lifetime.current());
    }

    private Node(DType dtype, Layout layout, Value value, @Nullable Lifetime lifetime) {
        this.dtype = dtype;
        this.layout = layout;
        this.value = value;
        this.lifetime = lifetime;
        switch (value) {
            case Value.Map m -> m.inputs().forEach(this::register);
            case Value.Call c -> c.inputs().forEach(this::register);
            case Value.Reduce r -> register(r.input());
            case Value.Gather g -> {
                register(g.source());
                g.indices().forEach(this::register);
            }
            case Value.View v -> {
                v.base().checkOpen();
                place = v.base().place();
            }
            case Value.Leaf l -> {
                place = l.buffer().place();
                own(l.buffer());
            }
            case Value.Const c -> {}
            case Value.Iota i -> {}
        }
        if (place != null && place != Place.HOST) {
            checkComputes();
        }
        weigh();
    }

    /** Refuses what the place has no arithmetic for. */
    private void checkComputes() {
        switch (value) {
            case Value.Map m -> {
                checkComputes(m.op().name(), dtype);
                m.inputs().forEach(in -> checkComputes(m.op().name(), in.dtype));
            }
            case Value.Call c -> {
                checkComputes(c.function().name(), dtype);
                c.inputs().forEach(in -> checkComputes(c.function().name(), in.dtype));
            }
            case Value.Reduce r -> {
                checkComputes(r.op().name(), dtype);
                checkComputes(r.op().name(), r.input().dtype);
            }
            case Value.Gather g -> checkComputes("take", dtype);
            case Value.View v -> {}
            case Value.Leaf l -> {}
            case Value.Const c -> {}
            case Value.Iota i -> {}
        }
    }

    private void checkComputes(String op, DType type) {
        if (!place.computes(type)) {
            throw new DeviceException(op.toLowerCase(Locale.ROOT) + ": " + place.name() + " does not compute in "
                    + type.part() + "; move the array to another device and cast it there, or use a smaller type");
        }
    }

    /** Where the elements are or will be; null where they can be anywhere. */
    public @Nullable Place place() {
        Place p = place;
        if (p == null) {
            p = switch (value) {
                case Value.Map m -> placeOf(m.inputs());
                case Value.Call c -> placeOf(c.inputs());
                case Value.Reduce r -> r.input().place();
                case Value.Gather g ->
                    g.source().place() == null
                            ? placeOf(g.indices())
                            : g.source().place();
                case Value.View v -> v.base().place();
                case Value.Leaf l -> l.buffer().place();
                case Value.Const c -> null;
                case Value.Iota i -> null;
            };
            place = p;
        }
        return p;
    }

    private static @Nullable Place placeOf(List<Node> inputs) {
        for (Node in : inputs) {
            Place p = in.place();
            if (p != null) {
                return p;
            }
        }
        return null;
    }

    /** This node, which now belongs to a place unless it belonged to one. */
    public Node at(@Nullable Place where) {
        if (place() == null && where != null) {
            place = where;
            if (where != Place.HOST) {
                checkComputes();
            }
        }
        return this;
    }

    /**
     * How many different operations the node stands for, counted no further than past {@code most}. Those that are folded count as
     * often as they are met, as a fold asks for its operand's elements at other places than its neighbours do; but what others wait for as well
     * is computed on its own.
     */
    public int operations(int most) {
        long visit = newVisit();
        Deque<Node> open = new ArrayDeque<>(List.of(this));
        int n = 0;
        while (!open.isEmpty() && n <= most) {
            Node node = open.pop();
            if (node.isPending() && node.visited(visit) < 0) {
                node.visit(visit, 0);
                if (node.value instanceof Value.Reduce r) {
                    Node folded = r.input().base();
                    if (folded.isPending() && folded.countPendingReaders() > 1) {
                        n++;
                        open.add(r.input());
                    } else {
                        n += node.weight;
                    }
                } else {
                    n += node.value instanceof Value.Call ? 1 + CALL : 1;
                    open.addAll(node.inputs());
                }
            }
        }
        return n;
    }

    // ---- walks over expressions

    private static final AtomicLong VISITS = new AtomicLong();

    private static final int NUMBER_BITS = 20;

    /** The last walk that came here, and what it noted. */
    private long visit;

    /** A name for a walk. */
    public static long newVisit() {
        return VISITS.incrementAndGet();
    }

    /** Notes a number from 0 to a million for a walk. Of two walks at the same time one may find that it was not here. */
    public void visit(long walk, int number) {
        visit = walk << NUMBER_BITS | number;
    }

    /** What a walk noted last; -1 where it was not here. */
    public int visited(long walk) {
        long v = visit;
        return v >>> NUMBER_BITS == walk ? (int) v & (1 << NUMBER_BITS) - 1 : -1;
    }

    private List<Node> inputs() {
        return switch (value) {
            case Value.Map m -> m.inputs();
            case Value.Call c -> c.inputs();
            case Value.Reduce r -> List.of(r.input());
            case Value.Gather g -> {
                List<Node> all = new ArrayList<>(g.indices());
                all.add(g.source());
                yield all;
            }
            case Value.View v -> List.of(v.base());
            case Value.Leaf l -> List.of();
            case Value.Const c -> List.of();
            case Value.Iota i -> List.of();
        };
    }

    /** Brings {@link #weight()} up to date once operands have been computed. */
    public void weigh() {
        int w = value instanceof Value.Call ? 1 + CALL : 1;
        for (Node in : inputs()) {
            w += in.weight();
        }
        weight = Math.min(w, HEAVIEST);
    }

    /** A node whose elements are in memory. */
    public static Node leaf(DType dtype, long[] shape, Buffer buffer) {
        return new Node(dtype, Layout.contiguous(shape), new Value.Leaf(buffer));
    }

    /** A node of this one's kind and lifetime, with its elements in other memory. */
    public Node sibling(Buffer buffer) {
        return new Node(dtype, layout, new Value.Leaf(buffer), lifetime);
    }

    /** Another node with the same elements, whether or not they were computed. */
    public Node twin() {
        return new Node(dtype, layout, value, lifetime);
    }

    // ---- memory that is given back

    /** With which the node ends; null where the garbage collector says. */
    public @Nullable Lifetime lifetime() {
        return lifetime;
    }

    /** Makes the node part of another lifetime; of none with null. */
    public synchronized void move(@Nullable Lifetime to) {
        lifetime = to;
        if (to != null && value instanceof Value.Leaf) {
            to.add(this);
        }
    }

    /** Says that memory is this node's. */
    private void own(Buffer buffer) {
        buffer.describe(layout.shape(), made);
        if (lifetime != null) {
            lifetime.add(this);
        }
    }

    /**
     * Takes the elements away.
     *
     * @param how what was done, for whoever asks for them still: {@code was closed}
     * @param where the line that did it
     */
    public synchronized void close(String how, Origin where) {
        value = new Value.Leaf(new Closed(dtype, layout, how, where));
    }

    public boolean isClosed() {
        return value instanceof Value.Leaf l && l.isClosed();
    }

    private void checkOpen() {
        if (value instanceof Value.Leaf l) {
            // throws if it is closed
            l.buffer();
        }
    }

    public DType dtype() {
        return dtype;
    }

    public long[] shape() {
        return layout.shape();
    }

    /** The row-major layout of the elements. */
    public Layout layout() {
        return layout;
    }

    public long size() {
        return layout.size();
    }

    public Value value() {
        return value;
    }

    /** Whether the elements are not in memory yet. */
    public boolean isPending() {
        return !(value instanceof Value.Leaf);
    }

    /** How many pending nodes this one stands for, itself included; shared ones count each time. */
    public int weight() {
        return isPending() ? weight : 1;
    }

    /** The node whose memory this one reads: the base of a view, or itself. */
    public Node base() {
        return value instanceof Value.View v ? v.base() : this;
    }

    /**
     * Says that a whole that this is part of was computed, and this one left pending.
     *
     * @param regret what to do when it is computed after all
     */
    public void passOver(Runnable regret) {
        passedOver = regret;
    }

    /** Says that it is computed after all, if it was passed over. */
    public void regret() {
        Runnable r = passedOver;
        if (r != null) {
            passedOver = null;
            r.run();
        }
    }

    /**
     * Says that the elements are in memory now, so that nothing they were made from is held any longer. Of several threads that
     * computed the same elements the first one wins.
     *
     * @return the memory that the elements are in
     */
    public synchronized Buffer settle(Buffer buffer) {
        if (value instanceof Value.Leaf l) {
            return l.buffer();
        }
        value = new Value.Leaf(buffer);
        own(buffer);
        return buffer;
    }

    /** Puts other memory in the place of what the elements were in. */
    public synchronized void replace(Buffer buffer) {
        buffer.describe(layout.shape(), made);
        value = new Value.Leaf(buffer);
    }

    /** Makes this node, if it is pending, read another node with the same elements. */
    public synchronized void redirect(Node from, Node to) {
        value = switch (value) {
            case Value.Map m ->
                new Value.Map(
                        m.op(),
                        m.inputs().stream().map(n -> redirected(n, from, to)).toList());
            case Value.Call c ->
                new Value.Call(
                        c.function(),
                        c.id(),
                        c.inputs().stream().map(n -> redirected(n, from, to)).toList());
            case Value.Reduce r -> new Value.Reduce(r.op(), redirected(r.input(), from, to), r.axes());
            case Value.Gather g ->
                new Value.Gather(
                        redirected(g.source(), from, to),
                        g.layout(),
                        g.indices().stream().map(n -> redirected(n, from, to)).toList());
            case Value.Leaf l -> l;
            case Value.View v -> v;
            case Value.Const c -> c;
            case Value.Iota i -> i;
        };
    }

    private static Node redirected(Node n, Node from, Node to) {
        if (n == from) {
            return to;
        }
        return n.value instanceof Value.View v && v.base() == from
                ? new Node(n.dtype, n.layout, new Value.View(to, v.layout()))
                : n;
    }

    private void register(Node input) {
        input.base().checkOpen();
        Place other = input.place();
        if (place == null) {
            place = other;
        } else if (other != null && other != place) {
            throw Graph.apart("operation", place, other);
        }
        if (!(input.value instanceof Value.Const)) {
            if (self == null) {
                self = new WeakReference<>(this);
            }
            input.base().addReader(self);
        }
    }

    private void addReader(WeakReference<Node> reader) {
        Object seen = READERS.compareAndExchange(this, null, reader);
        if (seen != null && seen != reader) {
            addAnother(reader);
        }
    }

    private synchronized void addAnother(WeakReference<Node> reader) {
        if (readers instanceof WeakReference<?> one) {
            if (pending(one) == null) {
                readers = reader;
                return;
            }
            List<Object> list = new ArrayList<>(4);
            list.add(one);
            list.add(reader);
            readers = list;
            return;
        }
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) readers;
        if (list.get(list.size() - 1) != reader) {
            if (list.size() >= pruneAt) {
                list.removeIf(r -> pending(r) == null);
                pruneAt = Math.max(8, 2 * list.size());
            }
            list.add(reader);
        }
    }

    private static Node pending(Object reference) {
        Node n = (Node) ((WeakReference<?>) reference).get();
        return n != null && n.isPending() ? n : null;
    }

    /** The nodes that are still to be computed and read this one. */
    public synchronized List<Node> pendingReaders() {
        List<Node> found = new ArrayList<>(2);
        if (readers instanceof WeakReference<?> one) {
            Node n = pending(one);
            if (n != null && n.reads(this)) {
                found.add(n);
            }
        } else if (readers instanceof List<?> list) {
            for (Object r : list) {
                Node n = pending(r);
                if (n != null && n.reads(this)) {
                    found.add(n);
                }
            }
        }
        return found;
    }

    /** Whether this node, which did, was not redirected since. */
    private boolean reads(Node other) {
        return switch (value) {
            case Value.Map m -> anyIs(m.inputs(), other);
            case Value.Call c -> anyIs(c.inputs(), other);
            case Value.Reduce r -> r.input().base() == other;
            case Value.Gather g -> g.source().base() == other || anyIs(g.indices(), other);
            case Value.View v -> v.base() == other;
            case Value.Leaf l -> false;
            case Value.Const c -> false;
            case Value.Iota i -> false;
        };
    }

    private static boolean anyIs(List<Node> nodes, Node other) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).base() == other) {
                return true;
            }
        }
        return false;
    }

    /** The number of {@link #pendingReaders()}. */
    public int countPendingReaders() {
        Object now = readers;
        if (now == null) {
            return 0;
        }
        return now instanceof WeakReference<?> one ? pending(one) == null ? 0 : 1 : countMany();
    }

    private synchronized int countMany() {
        if (!(readers instanceof List<?> list)) {
            return countPendingReaders();
        }
        int n = 0;
        for (int i = 0; i < list.size(); i++) {
            Node reader = pending(list.get(i));
            if (reader != null && reader.reads(this)) {
                n++;
            }
        }
        return n;
    }
}
