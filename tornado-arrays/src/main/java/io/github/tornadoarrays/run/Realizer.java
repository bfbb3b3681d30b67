package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.fuse.Cut;
import io.github.tornadoarrays.fuse.Fusion;
import io.github.tornadoarrays.fuse.Program;
import io.github.tornadoarrays.fuse.Split;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Computes pending nodes. Plans are kept by signature, so that an expression of a known form goes straight to its launch. */
public final class Realizer {
    private static final int MOST_PLANS = 10_000;

    /** An expression that stands for more different operations than this is cut while it is built. */
    private static final int HEAVY = 128;

    /** How deep in an operation of a write the array itself may be: the operation, and casts before and after it. */
    private static final int DEEPEST_CAST = 3;

    private static final ConcurrentHashMap<Signature, Plan> PLANS = new ConcurrentHashMap<>();

    private Realizer() {}

    /** The node's elements in memory, row-major; computed now unless they are there. */
    public static Buffer realize(Node node) {
        if (node.value() instanceof Value.Leaf leaf) {
            return leaf.buffer();
        }
        return realize(node, Engines.at(node.place()));
    }

    /** The node's elements, computed by an engine; the node's place is the engine's, or none. */
    public static Buffer realize(Node node, Engine engine) {
        if (node.value() instanceof Value.Leaf leaf) {
            return leaf.buffer();
        }
        if (node.value() instanceof Value.View) {
            // a view stays one: it must go on seeing what is written to its base
            return realize(Graph.copy(node), engine);
        }
        node.regret();
        Buffer buffer = engine.allocate(node.dtype(), node.size());
        if (engine instanceof CpuEngine && TakenRows.are(node)) {
            TakenRows.copy(node, buffer);
        } else {
            compute(engine, node, buffer, node.layout());
        }
        Buffer settled = node.settle(buffer);
        List<Node> first = Running.here().first;
        if (settled != buffer) {
            // another thread was faster
            engine.release(buffer);
        } else if (first != null) {
            first.add(node);
        }
        return settled;
    }

    /** Computes the node's elements, unless they are there or are nothing but a number again and again. */
    static void settle(Node node) {
        if (!(node.value() instanceof Value.Const)) {
            realize(node);
        }
    }

    /** The node's memory, once nothing pending reads it any more: it may be written. */
    public static Buffer writable(Node base) {
        Buffer buffer = realize(base);
        Readers.giveCopy(base, Readers.computeSmall(base));
        return buffer;
    }

    /** A node with a copy of an argument's elements in row-major order. */
    static Node copyOf(ArrayArgument a) {
        return Graph.copy(Graph.view(a.base(), a.layout()));
    }

    /** A node of new memory, whose elements may be anything. */
    public static Node empty(DType dtype, long[] shape, @Nullable Place place) {
        return Node.leaf(dtype, shape, Engines.at(place).allocate(dtype, Shape.size(shape)));
    }

    /**
     * Writes a value into part of a node's memory, as if the value had been copied first. Pending nodes go on reading the old
     * elements.
     */
    public static void write(Node base, Layout target, Supplier<Node> value) {
        Buffer buffer = realize(base);
        List<Node> readers = Readers.computeSmall(base);
        if (!readers.isEmpty() && target.equals(base.layout()) && Readers.replaceable(buffer)) {
            replace(base, buffer, readers, value);
            return;
        }
        Readers.giveCopy(base, readers);
        Node v = value.get();
        Graph.together("set", base, v);
        Engine engine = Engines.at(buffer.place());
        boolean copied = overlaps(v, base, target);
        if (copied) {
            // of the value's elements as they are now, which nobody else has
            v = Graph.copy(v);
            realize(v, engine);
        }
        compute(engine, Graph.broadcast(v, target.shape()), buffer, target);
        if (copied) {
            Engines.release(realize(v));
        }
        retire(v, base, readers, buffer);
    }

    /**
     * Ends the pending state of what was made for a write alone, such as the product of {@code x *= 2}: nobody can ask for it any more,
     * and the next write would compute it as one that still reads the old elements.
     *
     * @param before the nodes that read the base before the value was made; they may be somebody's
     */
    private static void retire(Node v, Node base, List<Node> before, Buffer written) {
        List<Node> now = base.pendingReaders();
        if (!now.isEmpty()) {
            now.removeAll(before);
            retire(v, now, written, DEEPEST_CAST);
        }
    }

    private static void retire(Node v, List<Node> made, Buffer written, int depth) {
        List<Node> inputs = switch (v.value()) {
            case Value.Map m -> m.inputs();
            case Value.Call c -> c.inputs();
            default -> List.of();
        };
        if (depth > 0) {
            inputs.forEach(in -> retire(in, made, written, depth - 1));
        }
        if (!inputs.isEmpty() && made.contains(v)) {
            v.settle(written);
        }
    }

    /** Computes all elements into new memory, and leaves the old to those that still read it. */
    private static void replace(Node base, Buffer old, List<Node> readers, Supplier<Node> value) {
        Engine engine = Engines.at(old.place());
        Buffer fresh;
        try {
            fresh = engine.allocate(base.dtype(), base.size());
        } catch (MemoryException e) {
            // what was garbage is gone now; what is left must be computed
            base.pendingReaders().forEach(Realizer::realize);
            write(base, base.layout(), value);
            return;
        }
        Node v = value.get();
        Graph.together("set", base, v);
        compute(engine, Graph.broadcast(v, base.shape()), fresh, base.layout());
        retire(v, base, readers, fresh);
        Readers.give(base, readers, old);
        base.replace(fresh);
    }

    /** Whether an expression reads the memory it would be written to in another order. */
    private static boolean overlaps(Node v, Node base, Layout target) {
        return switch (v.value()) {
            case Value.Leaf l -> v == base && !target.equals(base.layout());
            case Value.View w -> w.base() == base ? !w.layout().equals(target) : reads(w.base(), base);
            case Value.Map m -> m.inputs().stream().anyMatch(n -> overlaps(n, base, target));
            case Value.Call c -> c.inputs().stream().anyMatch(n -> overlaps(n, base, target));
            case Value.Reduce r -> reads(r.input(), base);
            case Value.Gather g -> g.source() == base || g.indices().stream().anyMatch(n -> reads(n, base));
            case Value.Const c -> false;
            case Value.Iota i -> false;
        };
    }

    private static boolean reads(Node v, Node base) {
        return switch (v.value()) {
            case Value.Leaf l -> v == base;
            case Value.View w -> reads(w.base(), base);
            case Value.Map m -> m.inputs().stream().anyMatch(n -> reads(n, base));
            case Value.Call c -> c.inputs().stream().anyMatch(n -> reads(n, base));
            case Value.Reduce r -> reads(r.input(), base);
            case Value.Gather g ->
                reads(g.source(), base) || g.indices().stream().anyMatch(n -> reads(n, base));
            case Value.Const c -> false;
            case Value.Iota i -> false;
        };
    }

    /**
     * Keeps an expression that is being built from growing past what a kernel should do: when it stands for very many operations,
     * the largest operands are computed now. A fold is computed itself, as it is smaller than what it folds.
     */
    public static void lighten(Node node) {
        while (node.weight() > HEAVY && node.operations(HEAVY) > HEAVY) {
            List<Node> inputs = node.value() instanceof Value.Map m
                    ? m.inputs()
                    : node.value() instanceof Value.Call c ? c.inputs() : List.of();
            Node heaviest = inputs.stream()
                    .map(Node::base)
                    .max(Comparator.comparingInt(Node::weight))
                    .orElse(node);
            if (heaviest.weight() == 1) {
                return;
            }
            realize(heaviest, Engines.at(node.place()));
            node.weigh();
        }
    }

    /** What computing a node would do, or did, for people. */
    public static String explain(Node node) {
        if (!node.isPending()) {
            Place place = node.place();
            return place == null || place == Place.HOST ? "in memory\n" : "in memory of " + place.name() + "\n";
        }
        Signature signature = new Signature();
        Layout layout = node.layout();
        Buffer none = HostBuffer.allocate(node.dtype(), 0);
        Engine engine = Engines.at(node.place());
        if (engine instanceof CpuEngine && TakenRows.are(node)) {
            return "rows copied, without a kernel\n";
        }
        signature.read(node, none, layout, engine);
        return plan(Running.here(), engine, node, layout, none, signature.nodes())
                .explain();
    }

    private static void compute(Engine engine, Node node, Buffer result, Layout layout) {
        if (layout.size() == 0) {
            return;
        }
        Running running = Running.here();
        Deque<Signature> free = running.signatures;
        Signature signature = free.isEmpty() ? new Signature() : free.pop();
        try {
            signature.read(node, result, layout, engine);
            for (Node shared = signature.shared(); shared != null; shared = signature.shared()) {
                Tracing.shared(shared);
                realize(shared, engine);
                signature.read(node, result, layout, engine);
            }
            Plan plan = PLANS.get(signature);
            Node[] nodes = signature.nodes();
            if (plan == null) {
                Signature key = signature.key();
                boolean[] pending = pending(nodes);
                signature.read(node, result, layout, engine);
                boolean same = signature.equals(key);
                plan = plan(running, engine, node, layout, result, nodes);
                // Where another thread computed some of the nodes meanwhile, the plan is not one for every such
                // expression.
                if (same && plan.readsOnly(pending, nodes)) {
                    if (PLANS.size() >= MOST_PLANS) {
                        PLANS.clear();
                    }
                    PLANS.put(key, plan);
                }
                run(running, plan, engine, nodes, result, layout);
            } else if (plan.first().length > 0) {
                runWithParts(running, plan, engine, nodes, result, layout);
            } else {
                run(running, plan, engine, nodes, result, layout);
            }
        } finally {
            signature.clear();
            free.push(signature);
        }
    }

    private static void runWithParts(
            Running running, Plan plan, Engine engine, Node[] nodes, Buffer result, Layout layout) {
        Replay replay = plan.replay();
        if (replay != null && replay.run(nodes, result, layout)) {
            return;
        }
        boolean records = Replay.begin(running, plan);
        try {
            for (int first : plan.first()) {
                realize(nodes[first], engine);
            }
            run(running, plan, engine, nodes, result, layout);
        } finally {
            if (records) {
                Replay.end(running, engine, plan);
            }
        }
    }

    /** How many plans are replayed. */
    static long replays() {
        return PLANS.values().stream().filter(p -> p.replay() != null).count();
    }

    private static void run(Running running, Plan plan, Engine engine, Node[] nodes, Buffer result, Layout layout) {
        plan.run(engine, nodes, result, layout);
        if (running.recorded != null) {
            running.recorded.add(new Replay.Run(plan, nodes, result, layout));
        }
    }

    private static Split split(Engine engine) {
        Engine.Traits traits = engine.traits();
        return traits.isGpu() ? Split.units(traits.units()) : Split.CORES;
    }

    private static boolean[] pending(Node[] nodes) {
        boolean[] pending = new boolean[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            pending[i] = nodes[i].base().isPending();
        }
        return pending;
    }

    private static Plan plan(Running running, Engine engine, Node node, Layout layout, Buffer target, Node[] nodes) {
        List<Node> outer = running.first;
        List<Node> first = new ArrayList<>();
        running.first = first;
        try {
            while (true) {
                try {
                    Program program = Fusion.fuse(node, layout, split(engine));
                    Tracing.planned(node, program);
                    return new Plan(engine, program, nodes, first, target);
                } catch (Cut cut) {
                    if (first.contains(cut.node())) {
                        throw new IllegalStateException(
                                "a node that is to be computed first stays pending: " + cut.node());
                    }
                    Tracing.cut(cut.node());
                    realize(cut.node(), engine);
                    first.add(cut.node());
                }
            }
        } finally {
            running.first = outer;
            if (outer != null) {
                outer.addAll(first);
            }
        }
    }
}
