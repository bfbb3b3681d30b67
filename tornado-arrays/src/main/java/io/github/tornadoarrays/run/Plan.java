package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.fuse.Program;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A program with its kernels compiled, for every expression of one signature: what to compute first, and which node gives which
 * argument.
 */
final class Plan {
    /** What the program needs beside its arguments. The program itself would keep the nodes, and so the memory, it was made of. */
    private final List<Program.Temporary> temporaries;

    private final int[] first;
    private final int[] leaves;
    private final int[] constants;
    private final Launch[] launches;

    /**
     * One kernel's launch. What can be known beforehand is: which node's memory each buffer argument is ({@link #RESULT}, or for
     * temporaries a number below it, where it is none's), the scalars that never change, and which ones do.
     */
    record Launch(
            Engine.Executable code,
            Program.Step step,
            int[] buffers,
            long[] fixed,
            int[] changing,
            Engine.Range range) {}

    static final int RESULT = -1;

    /** How often it was run, its parts first; about, as many threads count. */
    private int runs;

    private volatile @Nullable Replay replay;

    /**
     * @param nodes the expression's nodes by number
     * @param first the nodes that had to be computed before, in order
     * @param target the memory that results go to
     */
    Plan(Engine engine, Program program, Node[] nodes, List<Node> first, Buffer target) {
        temporaries = program.temporaries();
        Map<Node, Integer> numbers = new IdentityHashMap<>();
        for (int i = 0; i < nodes.length; i++) {
            numbers.put(nodes[i], i);
        }
        // what was computed beside the expression's nodes, such as a copy of a view, is of no use to the next one
        this.first = first.stream()
                .filter(numbers::containsKey)
                .mapToInt(numbers::get)
                .distinct()
                .toArray();
        leaves = program.leaves().stream().mapToInt(numbers::get).toArray();
        constants = program.constants().stream().mapToInt(numbers::get).toArray();
        boolean any = isLarge(target);
        for (int leaf : leaves) {
            any |= isLarge(((Value.Leaf) nodes[leaf].base().value()).buffer());
        }
        boolean large = any;
        launches = program.steps().stream()
                .map(step -> launch(engine, step, large))
                .toArray(Launch[]::new);
    }

    private Launch launch(Engine engine, Program.Step step, boolean large) {
        int[] buffers = step.buffers().stream()
                .mapToInt(b -> switch (b) {
                    case Program.BufferArg.Leaf l -> leaves[l.index()];
                    case Program.BufferArg.Result r -> RESULT;
                    case Program.BufferArg.Temp t -> RESULT - 1 - t.index();
                })
                .toArray();
        long[] fixed = step.scalars().stream()
                .mapToLong(s -> s instanceof Program.ScalarArg.Fixed f ? f.value() : 0)
                .toArray();
        int[] changing = IntStream.range(0, fixed.length)
                .filter(i -> !(step.scalars().get(i) instanceof Program.ScalarArg.Fixed))
                .toArray();
        boolean wide = large || step.grid() * step.lanes() * 2 > HostBuffer.MAX_ARRAY;
        for (long f : fixed) {
            wide |= Math.abs(f) > Integer.MAX_VALUE;
        }
        Engine.Range range = new Engine.Range(step.grid(), step.lanes(), step.divisible(), step.strided(), step.cost());
        Engine.Executable code = Executables.get(engine, step.kernel(), step.divisible(), wide);
        Tracing.compiled(step, code);
        return new Launch(code, step, buffers, fixed, changing, range);
    }

    private static boolean isLarge(Buffer b) {
        return b.length() * b.dtype().parts() > HostBuffer.MAX_ARRAY || b instanceof HostBuffer h && h.isNative();
    }

    Launch[] launches() {
        return launches;
    }

    List<Program.Temporary> temporaries() {
        return temporaries;
    }

    /** Counts a run. */
    int count() {
        return ++runs;
    }

    /** What runs it with its parts; null where nothing does. */
    @Nullable
    Replay replay() {
        return replay;
    }

    void replay(@Nullable Replay with) {
        replay = with;
    }

    /** Nodes that must be computed first, by number. */
    int[] first() {
        return first;
    }

    /** Whether the nodes whose memory it reads are none of those that were pending, but for the ones it has computed first. */
    boolean readsOnly(boolean[] pending, Node[] nodes) {
        return Arrays.stream(leaves)
                .allMatch(leaf ->
                        !pending[leaf] || Arrays.stream(first).anyMatch(f -> nodes[f].base() == nodes[leaf].base()));
    }

    /** Computes into a buffer. The nodes are those of the expression at hand. */
    void run(Engine engine, Node[] nodes, Buffer result, Layout layout) {
        Buffer[] between = new Buffer[temporaries.size()];
        for (int t = 0; t < between.length; t++) {
            between[t] = engine.allocate(
                    temporaries.get(t).dtype(), temporaries.get(t).length());
        }
        for (Launch launch : launches) {
            Buffer[] buffers = new Buffer[launch.buffers.length];
            for (int i = 0; i < buffers.length; i++) {
                int b = launch.buffers[i];
                buffers[i] = b >= 0
                        ? Realizer.realize(nodes[b].base(), engine)
                        : b == RESULT ? result : between[RESULT - 1 - b];
            }
            long[] scalars = scalars(launch, nodes, result, layout, engine);
            if (Tracing.LAUNCHES) {
                long start = System.nanoTime();
                launch.code.launch(buffers, scalars, launch.range);
                Tracing.launched(launch.step, engine, System.nanoTime() - start);
            } else {
                launch.code.launch(buffers, scalars, launch.range);
            }
            Reference.reachabilityFence(buffers);
        }
        for (Buffer t : between) {
            engine.release(t);
        }
    }

    /** A launch's scalars, given the expression at hand and where its result goes. */
    long[] scalars(Launch launch, Node[] nodes, Buffer result, Layout layout, Engine engine) {
        long[] scalars = launch.fixed.clone();
        for (int i : launch.changing) {
            scalars[i] = scalar(launch.step.scalars().get(i), nodes, result, layout, engine);
        }
        return scalars;
    }

    private long scalar(Program.ScalarArg arg, Node[] nodes, Buffer result, Layout layout, Engine engine) {
        return switch (arg) {
            case Program.ScalarArg.Fixed f -> f.value();
            case Program.ScalarArg.Offset o -> offset(nodes[leaves[o.leaf()]]) + o.more();
            case Program.ScalarArg.ResultOffset o ->
                layout.offset() * result.dtype().parts() + o.more();
            case Program.ScalarArg.Constant c -> constant(nodes[constants[c.index()]], c.part(), engine);
        };
    }

    private static long offset(Node leaf) {
        return leaf.value() instanceof Value.View v
                ? v.layout().offset() * leaf.dtype().parts()
                : 0;
    }

    private static long constant(Node node, int part, Engine engine) {
        if (!(node.value() instanceof Value.Const c)) {
            // another thread has computed it since the expression was read
            HostBuffer b = Engines.toHost(Realizer.realize(node, engine));
            return node.dtype().isInexact() ? Double.doubleToRawLongBits(b.getDouble(part)) : b.getLong(0);
        }
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
