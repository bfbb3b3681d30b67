package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.graph.Node;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose parts need kernels of their own, and which is computed again and again: all its launches at once, as a sequence of the
 * engine's. The parts' elements are in memory of the sequence, so the parts stay pending. Where one is computed after all, because somebody
 * kept it or writes to what it reads, it was wrong to replay the expression, and that ends.
 */
final class Replay {
    /** How often an expression is computed, its parts first, before it is replayed. */
    private static final int AFTER = 3;

    /** With fewer launches there is nothing to gain. */
    private static final int FEWEST = 3;

    /** With more bytes a launch, the device takes longer for it than the host. */
    private static final long MOST_BYTES = 2L << 20;

    private final Engine engine;
    private final Engine.Sequence sequence;
    private final Step[] steps;

    /** The steps whose arguments may differ from run to run. */
    private final int[] varying;

    private final Buffer[] own;
    private final int[] parts;
    private final Runnable regret;

    /**
     * A launch of a plan whose nodes are some of the whole expression's.
     *
     * @param numbers the plan's nodes, as numbers of the whole expression's
     * @param memory what each buffer argument is: a node of the expression, {@link Plan#RESULT}, or below it, the sequence's own
     * @param layout of the plan's result; null where that is the expression's
     */
    private record Step(
            Plan plan,
            Plan.Launch launch,
            int[] numbers,
            int[] memory,
            @Nullable Layout layout) {
        boolean varies() {
            return launch.changing().length > 0 || Arrays.stream(memory).anyMatch(m -> m >= Plan.RESULT);
        }
    }

    /** A plan that was run, of the whole expression or a part. */
    record Run(Plan plan, Node[] nodes, Buffer result, Layout layout) {}

    private Replay(Engine engine, Engine.Sequence sequence, List<Step> steps, Buffer[] own, int[] parts, Plan plan) {
        this.engine = engine;
        this.sequence = sequence;
        this.steps = steps.toArray(Step[]::new);
        this.varying = IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).varies())
                .toArray();
        this.own = own;
        this.parts = parts;
        this.regret = () -> plan.replay(null);
    }

    /** Begins to record what an expression comes to, if it was computed often enough and nothing is recorded. */
    static boolean begin(Running running, Plan plan) {
        if (Tracing.LAUNCHES || Modes.CHECKED || running.recorded != null || plan.count() != AFTER) {
            return false;
        }
        running.recorded = new ArrayList<>();
        return true;
    }

    /** Ends the recording, and has the plan replayed from now on where that is possible and worthwhile. */
    static void end(Running running, Engine engine, Plan plan) {
        List<Run> runs = running.recorded;
        running.recorded = null;
        // else it failed
        if (runs != null && !runs.isEmpty() && runs.getLast().plan == plan) {
            plan.replay(of(engine, runs));
        }
    }

    private static @Nullable Replay of(Engine engine, List<Run> runs) {
        List<Plan.Launch> launches =
                runs.stream().flatMap(r -> Stream.of(r.plan.launches())).toList();
        long bytes = launches.stream().mapToLong(l -> l.step().bytes()).sum();
        if (launches.size() < FEWEST || bytes > MOST_BYTES * launches.size()) {
            return null;
        }
        Engine.Sequence sequence = engine.sequence();
        if (sequence == null || !sequence.isUsable()) {
            return null;
        }
        Run whole = runs.getLast();
        Map<Node, Integer> numbers = new IdentityHashMap<>();
        for (int i = 0; i < whole.nodes.length; i++) {
            numbers.put(whole.nodes[i], i);
        }
        List<Step> steps = new ArrayList<>();
        List<Buffer> own = new ArrayList<>();
        Map<Node, Integer> parts = new IdentityHashMap<>();
        for (Run run : runs) {
            int[] of = Arrays.stream(run.nodes)
                    .mapToInt(n -> numbers.getOrDefault(n, -1))
                    .toArray();
            if (Arrays.stream(of).anyMatch(n -> n < 0)) {
                // something was computed beside the expression
                return null;
            }
            int to = run == whole ? Plan.RESULT : add(own, engine, run.result.dtype(), run.result.length());
            int[] between = run.plan.temporaries().stream()
                    .mapToInt(t -> add(own, engine, t.dtype(), t.length()))
                    .toArray();
            for (Plan.Launch launch : run.plan.launches()) {
                int[] memory = Arrays.stream(launch.buffers())
                        .map(b -> b == Plan.RESULT
                                ? to
                                : b < Plan.RESULT
                                        ? between[Plan.RESULT - 1 - b]
                                        : parts.getOrDefault(run.nodes[b].base(), of[b]))
                        .toArray();
                steps.add(new Step(run.plan, launch, of, memory, run == whole ? null : run.layout));
            }
            if (run != whole) {
                parts.put(run.nodes[0], to);
            }
        }
        Replay replay = new Replay(
                engine,
                sequence,
                steps,
                own.toArray(Buffer[]::new),
                parts.keySet().stream().mapToInt(numbers::get).toArray(),
                whole.plan);
        for (int i = 0; i < steps.size(); i++) {
            replay.set(i, whole.nodes, whole.result, whole.layout);
        }
        return sequence.size() == steps.size() ? replay : null;
    }

    /** New memory of the sequence's own, as a step names it. */
    private static int add(List<Buffer> own, Engine engine, DType dtype, long length) {
        own.add(engine.allocate(dtype, length));
        return Plan.RESULT - own.size();
    }

    private void set(int i, Node[] nodes, Buffer result, Layout layout) {
        Step s = steps[i];
        Buffer[] buffers = new Buffer[s.memory.length];
        for (int b = 0; b < buffers.length; b++) {
            int m = s.memory[b];
            buffers[b] = m >= 0
                    ? Realizer.realize(nodes[m].base(), engine)
                    : m == Plan.RESULT ? result : own[Plan.RESULT - 1 - m];
        }
        Node[] mine = new Node[s.numbers.length];
        for (int n = 0; n < mine.length; n++) {
            mine[n] = nodes[s.numbers[n]];
        }
        long[] scalars = s.plan.scalars(s.launch, mine, result, s.layout == null ? layout : s.layout, engine);
        sequence.set(i, () -> s.launch.code().launch(buffers, scalars, s.launch.range()));
    }

    /** Computes the expression at hand into a buffer; false if this thread's stream is being recorded, so that launches are to be single. */
    synchronized boolean run(Node[] nodes, Buffer result, Layout layout) {
        if (!sequence.isUsable()) {
            return false;
        }
        for (int i : varying) {
            set(i, nodes, result, layout);
        }
        sequence.launch(own);
        for (int part : parts) {
            nodes[part].passOver(regret);
        }
        Reference.reachabilityFence(nodes);
        return true;
    }
}
