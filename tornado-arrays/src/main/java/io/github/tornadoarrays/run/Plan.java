package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.fuse.Program;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import java.lang.ref.Reference;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program with its kernels compiled, for every expression of one signature: what to compute first, and which node gives which
 * argument.
 */
final class Plan {
    private final Program program;
    private final int[] first;
    private final int[] leaves;
    private final int[] constants;
    private final Launch[] launches;

    private record Launch(Engine.Executable code, Program.Step step, long[] fixed, Engine.Range range) {}

    /**
     * @param nodes the expression's nodes by number
     * @param first the nodes that had to be computed before
     */
    Plan(Engine engine, Program program, Node[] nodes, List<Node> first) {
        this.program = program;
        Map<Node, Integer> numbers = new IdentityHashMap<>();
        for (int i = 0; i < nodes.length; i++) {
            numbers.put(nodes[i], i);
        }
        this.first = first.stream().mapToInt(numbers::get).toArray();
        leaves = program.leaves().stream().mapToInt(numbers::get).toArray();
        constants = program.constants().stream().mapToInt(numbers::get).toArray();
        launches = new Launch[program.steps().size()];
        for (int k = 0; k < launches.length; k++) {
            Program.Step step = program.steps().get(k);
            long[] fixed = new long[step.scalars().size()];
            boolean wide = false;
            for (int i = 0; i < fixed.length; i++) {
                if (step.scalars().get(i) instanceof Program.ScalarArg.Fixed f) {
                    fixed[i] = f.value();
                    wide |= Math.abs(f.value()) > Integer.MAX_VALUE;
                }
            }
            for (int leaf : leaves) {
                Buffer b = ((Value.Leaf) nodes[leaf].base().value()).buffer();
                wide |= b.length() * b.dtype().parts() > HostBuffer.MAX_ARRAY
                        || b instanceof HostBuffer h && h.isNative();
            }
            wide |= step.grid() * step.lanes() * 2 > HostBuffer.MAX_ARRAY;
            Engine.Executable code = Executables.get(engine, step.kernel(), step.divisible(), wide);
            launches[k] = new Launch(
                    code,
                    step,
                    fixed,
                    new Engine.Range(step.grid(), step.lanes(), step.divisible(), step.strided(), step.cost()));
        }
    }

    /** Nodes that must be computed first, by number. */
    int[] first() {
        return first;
    }

    Program program() {
        return program;
    }

    /** Computes into a buffer. The nodes are those of the expression at hand. */
    void run(Engine engine, Node[] nodes, Buffer result, Layout layout) {
        Buffer[] temporaries = new Buffer[program.temporaries().size()];
        for (int t = 0; t < temporaries.length; t++) {
            Program.Temporary temp = program.temporaries().get(t);
            temporaries[t] = engine.allocate(temp.dtype(), temp.length());
        }
        for (Launch launch : launches) {
            List<Program.BufferArg> args = launch.step.buffers();
            Buffer[] buffers = new Buffer[args.size()];
            for (int i = 0; i < buffers.length; i++) {
                buffers[i] = switch (args.get(i)) {
                    case Program.BufferArg.Leaf l -> Realizer.realize(nodes[leaves[l.index()]].base());
                    case Program.BufferArg.Result r -> result;
                    case Program.BufferArg.Temp t -> temporaries[t.index()];
                };
            }
            launch.code.launch(buffers, scalars(launch, nodes, result, layout), launch.range);
            Reference.reachabilityFence(buffers);
        }
        for (Buffer t : temporaries) {
            engine.release(t);
        }
    }

    private long[] scalars(Launch launch, Node[] nodes, Buffer result, Layout layout) {
        long[] scalars = launch.fixed.clone();
        List<Program.ScalarArg> args = launch.step.scalars();
        for (int i = 0; i < scalars.length; i++) {
            switch (args.get(i)) {
                case Program.ScalarArg.Fixed f -> {}
                case Program.ScalarArg.Offset o -> scalars[i] = offset(nodes[leaves[o.leaf()]]) + o.more();
                case Program.ScalarArg.ResultOffset o ->
                    scalars[i] = layout.offset() * result.dtype().parts() + o.more();
                case Program.ScalarArg.Constant c -> scalars[i] = constant(nodes[constants[c.index()]], c.part());
            }
        }
        return scalars;
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

    /** What it does, for people. */
    String explain() {
        StringBuilder out = new StringBuilder();
        for (int k = 0; k < launches.length; k++) {
            Program.Step s = launches[k].step;
            out.append("kernel ")
                    .append(k + 1)
                    .append(" of ")
                    .append(launches.length)
                    .append(": ")
                    .append(s.kernel().name());
            out.append(", grid ").append(s.grid()).append(" x lanes ").append(s.lanes());
            out.append(", ")
                    .append(s.bytes())
                    .append(" bytes moved, ")
                    .append(s.operations())
                    .append(" operations\n");
            out.append(io.github.tornadoarrays.ir.Printer.print(s.kernel())).append('\n');
        }
        return out.toString();
    }
}
