package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.fuse.Cut;
import io.github.tornadoarrays.fuse.Fusion;
import io.github.tornadoarrays.fuse.Program;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** Computes pending nodes. */
public final class Realizer {
    private Realizer() {}

    /** The node's elements in memory, row-major; computed now unless they are there. */
    public static Buffer realize(Node node) {
        Value value = node.value();
        if (value instanceof Value.Leaf leaf) {
            return leaf.buffer();
        }
        Engine engine = Engines.current();
        Buffer buffer = engine.allocate(node.dtype(), node.size());
        compute(engine, node, buffer, Layout.contiguous(node.shape()));
        node.settle(buffer);
        return buffer;
    }

    /**
     * Writes a value into part of a realised node's memory, as if the value had been copied first. Pending nodes that read the
     * old elements are computed before.
     */
    public static void write(Node base, Layout target, java.util.function.Supplier<Node> value) {
        Buffer buffer = realize(base);
        for (Node reader : base.pendingReaders()) {
            realize(reader);
        }
        Node v = value.get();
        if (overlaps(v, base, target)) {
            realize(v);
        }
        Node source = Graph.broadcast(v, target.shape());
        compute(Engines.current(), source, buffer, target);
    }

    /** Whether an expression reads the memory it would be written to in another order. */
    private static boolean overlaps(Node v, Node base, Layout target) {
        return switch (v.value()) {
            case Value.Leaf l -> v == base && !target.equals(Layout.contiguous(base.shape()));
            case Value.View w -> w.base() == base ? !w.layout().equals(target) : overlaps(w.base(), base, target);
            case Value.Map m -> m.inputs().stream().anyMatch(n -> overlaps(n, base, target));
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
            case Value.Reduce r -> reads(r.input(), base);
            case Value.Gather g ->
                reads(g.source(), base) || g.indices().stream().anyMatch(n -> reads(n, base));
            case Value.Const c -> false;
            case Value.Iota i -> false;
        };
    }

    private static void compute(Engine engine, Node node, Buffer result, Layout layout) {
        if (node.size() == 0) {
            return;
        }
        Program program = null;
        while (program == null) {
            try {
                program = Fusion.fuse(node, layout);
            } catch (Cut cut) {
                realize(cut.node());
            }
        }
        launch(engine, program, result, layout);
    }

    private static void launch(Engine engine, Program program, Buffer result, Layout layout) {
        List<Buffer> temporaries = new ArrayList<>();
        for (Program.Temporary t : program.temporaries()) {
            temporaries.add(engine.allocate(t.dtype(), t.length()));
        }
        for (Program.Step step : program.steps()) {
            Buffer[] buffers = new Buffer[step.buffers().size()];
            for (int i = 0; i < buffers.length; i++) {
                buffers[i] = switch (step.buffers().get(i)) {
                    case Program.BufferArg.Leaf l ->
                        realize(program.leaves().get(l.index()).base());
                    case Program.BufferArg.Result r -> result;
                    case Program.BufferArg.Temp t -> temporaries.get(t.index());
                };
            }
            long[] scalars = new long[step.scalars().size()];
            for (int i = 0; i < scalars.length; i++) {
                scalars[i] = switch (step.scalars().get(i)) {
                    case Program.ScalarArg.Fixed f -> f.value();
                    case Program.ScalarArg.Offset o -> offset(program.leaves().get(o.leaf())) + o.more();
                    case Program.ScalarArg.ResultOffset o ->
                        layout.offset() * result.dtype().parts() + o.more();
                    case Program.ScalarArg.Constant c ->
                        constant(program.constants().get(c.index()), c.part());
                };
            }
            boolean wide = step.grid() * step.lanes() >= Integer.MAX_VALUE / 2;
            for (Buffer b : buffers) {
                wide |= b instanceof HostBuffer h && h.isNative();
            }
            Executables.get(engine, step.kernel(), step.divisible(), wide)
                    .launch(
                            buffers,
                            scalars,
                            new Engine.Range(step.grid(), step.lanes(), step.divisible(), step.cost()));
            Reference.reachabilityFence(buffers);
        }
        for (Buffer t : temporaries) {
            engine.release(t);
        }
    }

    private static long offset(Node leaf) {
        return leaf.value() instanceof Value.View v
                ? v.layout().offset() * leaf.dtype().parts()
                : 0;
    }

    private static long constant(Node node, int part) {
        Value.Const c = (Value.Const) node.value();
        if (node.dtype().isInexact()) {
            return Double.doubleToRawLongBits(part == 0 ? c.re() : c.im());
        }
        return c.bits();
    }
}
