package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pending expression looks like: its operations, types, shapes and strides, but not its numbers, its memory or where
 * views start. Equal signatures can use one plan. The nodes are numbered in the order met, so that a plan can say which it means.
 */
final class Signature {
    private static final int SMALL = 24;

    private long[] words;
    private int length;
    private Node[] nodes;
    private int[] readers;
    private int count;
    private int hash;

    /** The walk that notes the numbers in the nodes. */
    private long walk;

    /** The numbers, where the nodes' notes can't be relied on. */
    private @Nullable IdentityHashMap<Node, Integer> numbers;

    Signature() {
        words = new long[64];
        nodes = new Node[SMALL];
        readers = new int[SMALL];
    }

    private Signature(long[] words, int hash) {
        this.words = words;
        this.length = words.length;
        this.hash = hash;
    }

    /** Reads an expression that will be written to memory of a layout. */
    void read(Node root, Buffer target, Layout result, Object engine) {
        numbers = null;
        describe(root, target, result, engine);
        if (isDisturbed()) {
            numbers = new IdentityHashMap<>();
            describe(root, target, result, engine);
        }
        int h = 1;
        for (int i = 0; i < length; i++) {
            h = 31 * h + Long.hashCode(words[i] * 0x9E3779B97F4A7C15L);
        }
        hash = h;
    }

    private void describe(Node root, Buffer target, Layout result, Object engine) {
        length = 0;
        count = 0;
        walk = Node.newVisit();
        word((long) System.identityHashCode(engine) << 1 | isNative(target));
        shape(root.shape());
        layout(result);
        visit(root);
    }

    /** Whether another thread walked here at the same time, so that a node may have been met twice and not been known. */
    private boolean isDisturbed() {
        for (int i = 0; i < count; i++) {
            if (nodes[i].visited(walk) != i) {
                return true;
            }
        }
        return false;
    }

    /** A copy that can be kept as a key. */
    Signature key() {
        return new Signature(Arrays.copyOf(words, length), hash);
    }

    /** The nodes by number. */
    Node[] nodes() {
        return Arrays.copyOf(nodes, count);
    }

    Node node(int number) {
        return nodes[number];
    }

    /** Forgets the nodes, which would else be held from being collected. */
    void clear() {
        Arrays.fill(nodes, 0, count, null);
        numbers = null;
    }

    /** A pending node, not the root, that others outside of the expression wait for as well; or null. */
    Node shared() {
        for (int i = count - 1; i > 0; i--) {
            Node n = nodes[i];
            Value v = n.value();
            boolean worthwhile = v instanceof Value.Map
                    || v instanceof Value.Call
                    || v instanceof Value.Reduce
                    || v instanceof Value.Gather;
            if (worthwhile && n.countPendingReaders() > readers[i]) {
                return n;
            }
        }
        return null;
    }

    private int visit(Node node) {
        int known = find(node);
        if (known >= 0) {
            return known;
        }
        int number = add(node);
        Value value = node.value();
        switch (value) {
            case Value.Leaf l -> {
                word(1L << 32 | node.dtype().ordinal() << 1 | isNative(l.buffer()));
                shape(node.shape());
            }
            case Value.View v -> {
                Value base = v.base().value();
                if (base instanceof Value.Leaf l) {
                    word(2L << 32 | node.dtype().ordinal() << 1 | isNative(l.buffer()));
                    layout(v.layout());
                } else {
                    word(3L << 32);
                    layout(v.layout());
                    word(v.layout().offset());
                    word(visit(v.base()));
                }
            }
            case Value.Const c -> {
                word(4L << 32 | node.dtype().ordinal());
                word(number);
                shape(node.shape());
            }
            case Value.Iota i -> {
                word(5L << 32 | node.dtype().ordinal());
                word(node.size());
            }
            case Value.Map m -> {
                word(6L << 32
                        | (long) m.op().ordinal() << 16
                        | (long) node.dtype().ordinal() << 8
                        | m.inputs().size());
                for (Node in : m.inputs()) {
                    word(child(in));
                }
            }
            case Value.Call c -> {
                word(9L << 32 | c.inputs().size());
                word(c.id());
                for (Node in : c.inputs()) {
                    word(child(in));
                }
            }
            case Value.Reduce r -> {
                long axes = 0;
                for (int a : r.axes()) {
                    axes |= 1L << a;
                }
                word(7L << 32 | (long) r.op().ordinal() << 16 | node.dtype().ordinal());
                word(axes);
                word(child(r.input()));
            }
            case Value.Gather g -> {
                word(8L << 32 | (long) node.dtype().ordinal() << 8 | g.indices().size());
                layout(g.layout());
                word(g.layout().offset());
                word(child(g.source()));
                for (Node in : g.indices()) {
                    word(child(in));
                }
            }
        }
        return number;
    }

    private int child(Node in) {
        int number = visit(in);
        int base = in.value() instanceof Value.View v ? find(v.base()) : number;
        if (base >= 0) {
            readers[base]++;
        }
        return number;
    }

    private static int isNative(Buffer b) {
        return b instanceof HostBuffer h && h.isNative() ? 1 : 0;
    }

    /** A node's number, or -1. */
    private int find(Node node) {
        return numbers == null ? node.visited(walk) : numbers.getOrDefault(node, -1);
    }

    private int add(Node node) {
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * count);
            readers = Arrays.copyOf(readers, 2 * count);
        }
        nodes[count] = node;
        readers[count] = 0;
        if (numbers == null) {
            node.visit(walk, count);
        } else {
            numbers.put(node, count);
        }
        return count++;
    }

    private void word(long w) {
        if (length == words.length) {
            words = Arrays.copyOf(words, 2 * length);
        }
        words[length++] = w;
    }

    private void shape(long[] shape) {
        word(shape.length);
        for (long d : shape) {
            word(d);
        }
    }

    /** A layout without its offset, but for whether it is zero: the index of a kernel is simpler then. */
    private void layout(Layout l) {
        word(l.rank() << 1 | (l.offset() == 0 ? 1 : 0));
        for (int i = 0; i < l.rank(); i++) {
            word(l.shape()[i]);
            word(l.strides()[i]);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Signature s
                && hash == s.hash
                && length == s.length
                && Arrays.equals(words, 0, length, s.words, 0, length);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
