package io.github.tornadoarrays.conformance;

import static org.assertj.core.api.Assertions.fail;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.engine.driver.Programs;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.HostMemory;
import io.github.tornadoarrays.run.Realizer;
import io.github.tornadoarrays.run.TestDevices;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random expressions, computed by the engine that is in use ({@code -Dtornado.arrays.device}) and by the {@link Model}. The number of
 * expressions is {@code -Dconformance.count}, on devices {@code -Dconformance.device.count}; one seed alone is run with {@code -Dconformance.seed}.
 * {@code -Dconformance.part=2/5} runs every fifth case, from the third on. Where a device computes, cases run on {@code
 * -Dconformance.threads} threads, as compiling is what takes long, and what was compiled is printed.
 */
class ConformanceTest {
    private static final long COUNT = Long.getLong("conformance.count", 6000);
    private static final long DEVICE_COUNT = Long.getLong("conformance.device.count", 48);
    private static final long ONLY = Long.getLong("conformance.seed", -1);
    private static final int MOST_FAILURES = Integer.getInteger("conformance.failures", 1);
    private static final String[] PART =
            System.getProperty("conformance.part", "0/1").split("/");
    private static final int THREADS =
            Integer.getInteger("conformance.threads", Runtime.getRuntime().availableProcessors());

    /** An engine whose memory lies outside the heap, and that is told that sizes may pass 2³¹. */
    private record Wide(Engine inner) implements Engine {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Buffer allocate(DType dtype, long length) {
            return HostBuffer.allocateNative(dtype, length);
        }

        @Override
        public void release(Buffer buffer) {}

        @Override
        public Engine.Executable compile(Kernel kernel, boolean divisible, boolean wide) {
            return inner.compile(kernel, divisible, true);
        }

        @Override
        public Engine.Executable compileChecked(Kernel kernel, boolean divisible, boolean wide) {
            return inner.compileChecked(kernel, divisible, true);
        }
    }

    /** An engine that checks every index and divisor, as where {@code tornado.arrays.check} says so. */
    private record Checked(Engine inner) implements Engine {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public Buffer allocate(DType dtype, long length) {
            return inner.allocate(dtype, length);
        }

        @Override
        public void release(Buffer buffer) {
            inner.release(buffer);
        }

        @Override
        public Engine.Executable compile(Kernel kernel, boolean divisible, boolean wide) {
            return compileChecked(kernel, divisible, wide);
        }

        @Override
        public Engine.Executable compileChecked(Kernel kernel, boolean divisible, boolean wide) {
            return inner.compileChecked(kernel, divisible, wide);
        }
    }

    @Test
    void expressions() {
        Engine engine = Engines.current();
        each(engine, COUNT * 7 / 10, seed -> check(seed, term(seed, size(seed), false), engine));
    }

    @Test
    void memoryOutsideTheHeap() {
        HostMemory.needed();
        Engine wide = new Wide(Engines.current());
        each(wide, COUNT * 2 / 10, seed -> check(seed, term(seed, size(seed), true), wide));
    }

    @Test
    void checkedKernels() {
        HostMemory.needed();
        Engine checked = new Checked(Engines.current());
        each(checked, COUNT / 20, seed -> check(seed, term(seed, size(seed), false), checked));
    }

    @Test
    void writesIntoViews() {
        Engine engine = Engines.current();
        each(engine, COUNT / 10, seed -> write(seed, engine));
    }

    @Test
    void everyOperationOfEveryType() {
        each(new Terms(0, 300, false).everyOperation());
    }

    @Test
    void everyFoldOfEveryType() {
        each(new Terms(0, 300, false).everyFold());
    }

    private static void each(List<Term> terms) {
        Engine engine = Engines.current();
        cases(engine, LongStream.range(0, terms.size()), i -> check(i, terms.get((int) i), engine));
    }

    // ---- devices; each expression is a program to compile there, so there are fewer

    @ParameterizedTest
    @MethodSource("devices")
    void expressionsOnDevices(String name) {
        Engine device = device(name);
        each(device, DEVICE_COUNT * 3 / 4, seed -> check(seed, term(seed, size(seed), false), device));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void writesIntoViewsOnDevices(String name) {
        Engine device = device(name);
        each(device, DEVICE_COUNT / 4, seed -> write(seed, device));
    }

    @ParameterizedTest
    @MethodSource("devices")
    void foldsOnDevices(String name) {
        Engine device = device(name);
        List<Term> all = new Terms(0, 300, false).everyFold();
        // far apart, so that all types, folds and forms come up
        each(device, DEVICE_COUNT, i -> check(i, all.get((int) (i * 97L % all.size())), device));
    }

    static List<String> devices() {
        return TestDevices.names();
    }

    private static Engine device(String name) {
        Engine device = TestDevices.named(name);
        Assumptions.assumeFalse(Engines.current() == device, "the other tests run on " + device.name());
        return device;
    }

    private static long size(long seed) {
        return seed % 40 == 7 ? 60_000 : seed % 4 == 1 ? 5_000 : 300;
    }

    private static Term term(long seed, long most, boolean outside) {
        Terms terms = new Terms(seed, most, outside);
        return terms.of(terms.shape(5), 1 + terms.random().nextInt(5));
    }

    private interface Case {
        void run(long seed);
    }

    private static void each(Engine engine, long count, Case c) {
        cases(engine, ONLY < 0 ? LongStream.range(0, count) : LongStream.of(ONLY), c);
    }

    /** Runs cases until enough have failed. */
    private static void cases(Engine engine, LongStream seeds, Case c) {
        long parts = Long.parseLong(PART[1]);
        long part = Long.parseLong(PART[0]);
        Queue<Long> left = seeds.filter(s -> ONLY >= 0 || s % parts == part)
                .boxed()
                .collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Runnable work = () -> {
            for (Long seed = left.poll(); seed != null && failures.size() < MOST_FAILURES; seed = left.poll()) {
                try {
                    c.run(seed);
                } catch (AssertionError e) {
                    failures.add(e);
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                    failures.add(new IllegalStateException("conformance seed " + seed, e));
                }
            }
        };
        int cases = left.size();
        if (engine instanceof DriverEngine device) {
            onThreads(device, work, () -> cases - left.size());
        } else {
            work.run();
        }
        failures.stream()
                .filter(IllegalStateException.class::isInstance)
                .findFirst()
                .ifPresent(e -> {
                    throw (IllegalStateException) e;
                });
        if (!failures.isEmpty()) {
            fail(failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n\n")));
        }
    }

    /** Several at a time, and says what that took. */
    private static void onThreads(DriverEngine device, Runnable work, IntSupplier cases) {
        Programs programs = device.started().programs();
        Programs.Stats before = programs.stats();
        long nanosBefore = programs.compileNanos();
        long start = System.nanoTime();
        List<Thread> threads = IntStream.range(0, Math.max(1, THREADS))
                .mapToObj(_ -> Thread.ofPlatform().start(work))
                .toList();
        try {
            for (Thread t : threads) {
                t.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.printf(
                Locale.ROOT,
                "conformance on %s: %d cases in %.1f s on %d threads; %d programs compiled in %.1f s of a thread, %d loaded%n",
                device.name(),
                cases.getAsInt(),
                (System.nanoTime() - start) / 1e9,
                threads.size(),
                programs.stats().compiled() - before.compiled(),
                (programs.compileNanos() - nanosBefore) / 1e9,
                programs.stats().loaded() - before.loaded());
    }

    // ---- one expression

    private static void check(long seed, Term term, Engine engine) {
        String problem = problem(term, engine);
        if (problem == null) {
            return;
        }
        Term small = shrink(term, engine);
        String reference = problem(small, new ReferenceEngine());
        String again = problem(small, engine);
        fail("conformance seed " + seed + ": " + problem + "\n"
                + (again == null ? "which happens now and then; " : "smallest: " + again + "\n")
                + (reference == null
                        ? "the reference engine is right\n"
                        : "the reference engine, with the same kernels, is wrong too: " + reference + "\n")
                + small + explain(small, engine));
    }

    private static String explain(Term term, Engine engine) {
        try {
            return Engines.with(engine, () -> Realizer.explain(term.build()));
        } catch (RuntimeException | StackOverflowError e) {
            return e.toString();
        }
    }

    /** What is wrong with the value that an engine gives, or null. */
    private static String problem(Term term, Engine engine) {
        Model.Values expected = new Model().of(term.build());
        Node node = Engines.with(engine, term::build);
        HostBuffer got;
        try {
            got = Engines.with(engine, () -> Engines.toHost(Realizer.realize(node)));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            StackTraceElement[] at = e.getStackTrace();
            return e + " at " + List.of(at).subList(0, Math.min(8, at.length));
        }
        return difference(node, expected, got);
    }

    private static String difference(Node node, Model.Values expected, HostBuffer got) {
        if (got.dtype() != node.dtype() || got.length() != node.size()) {
            return "a buffer of " + got.length() + " " + got.dtype() + " for " + Shape.text(node.shape());
        }
        for (long i = 0; i < node.size() * node.dtype().parts(); i++) {
            double slack = expected.slack(i);
            if (Double.isNaN(slack)) {
                continue;
            }
            boolean same;
            if (node.dtype().isInexact()) {
                double x = expected.buffer().getDouble(i);
                double y = got.getDouble(i);
                same = Double.compare(x, y) == 0 || Math.abs(x - y) <= slack && (slack > 0 || x != 0);
            } else {
                same = expected.buffer().getLong(i) == got.getLong(i);
            }
            if (!same) {
                boolean real = node.dtype().isInexact();
                return "value " + i + " of " + node.dtype() + Shape.text(node.shape()) + " is "
                        + (real ? "" + got.getDouble(i) : "" + got.getLong(i)) + ", not "
                        + (real
                                ? expected.buffer().getDouble(i) + " (within " + slack + ")"
                                : "" + expected.buffer().getLong(i));
            }
        }
        return null;
    }

    /** The smallest expression found that is still wrong: a part of it, or one with parts replaced by their values. */
    private static Term shrink(Term term, Engine engine) {
        Term small = term;
        for (boolean better = true; better; ) {
            better = false;
            for (Term part : small.parts()) {
                if (part != small && problem(part, engine) != null) {
                    small = part;
                    better = true;
                    break;
                }
            }
            for (Term part : better ? List.<Term>of() : small.parts().reversed()) {
                if (part == small || part.inputs.isEmpty()) {
                    continue;
                }
                Map<Term, Node> built = new IdentityHashMap<>();
                Term root = small;
                root.build(built);
                Node node = built.get(part);
                HostBuffer values = new Model().of(node).buffer();
                Term leaf = new Term(
                        "values " + node.dtype() + Shape.text(node.shape()),
                        List.of(),
                        in -> Terms.leaf(node.dtype(), node.shape(), values));
                Term less = small.replace(part, leaf);
                if (problem(less, engine) != null) {
                    small = less;
                    better = true;
                    break;
                }
            }
        }
        return small;
    }

    // ---- writes

    /**
     * A write of an expression that reads the array it is written to, while two other expressions that read it are pending: as if
     * everything had been copied first.
     */
    private static void write(long seed, Engine engine) {
        Engines.with(engine, () -> {
            write(seed);
            return seed;
        });
    }

    private static void write(long seed) {
        Terms terms = new Terms(seed, 400, false);
        Random random = terms.random();
        long[] shape = terms.shape(3);
        DType type = terms.type();
        Term base = terms.leaf(type, shape);
        Layout target = sub(Layout.contiguous(shape), random);
        // the base as it was, for the model; and the one that is written
        Node before = base.build();
        HostBuffer memory = new Model().of(before).buffer();
        Node array = Terms.leaf(type, shape, memory);
        long mixed = random.nextLong();
        Model model = new Model();
        List<Model.Values> expected = new ArrayList<>();
        List<Node> pending = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            long own = mixed + k;
            expected.add(model.of(reader(before, target, type, own)));
            // a view of the array itself is no pending value
            pending.add(Graph.copy(reader(array, target, type, own)));
        }
        Model.Values value = model.of(Graph.broadcast(reader(before, target, type, mixed + 2), target.shape()));
        HostBuffer after = new Model().of(before).buffer();
        double[] slack = new double[(int) (after.length() * type.parts())];
        long[] index = new long[target.rank()];
        for (long k = 0; k < target.size(); k++) {
            long at = Model.place(target, index);
            for (int p = 0; p < type.parts(); p++) {
                int to = (int) (at * type.parts() + p);
                slack[to] = value.slack(k * type.parts() + p);
                if (type.isInexact()) {
                    after.setDouble(to, value.buffer().getDouble(k * type.parts() + p));
                } else {
                    after.setLong(to, value.buffer().getLong(k));
                }
            }
            Model.next(index, target.shape());
        }
        Realizer.write(array, target, () -> reader(array, target, type, mixed + 2));
        String problem = difference(array, new Model.Values(after, slack), Engines.toHost(Realizer.realize(array)));
        for (int k = 0; k < 2 && problem == null; k++) {
            problem = difference(pending.get(k), expected.get(k), Engines.toHost(Realizer.realize(pending.get(k))));
            if (problem != null) {
                problem = "pending reader " + k + ": " + problem;
            }
        }
        if (problem != null) {
            fail("write seed " + seed + ": " + problem + "\ninto " + type + " " + target + " of " + Shape.text(shape)
                    + Realizer.explain(reader(Terms.leaf(type, shape, memory), target, type, mixed + 2)));
        }
    }

    /** A random part of an array. */
    private static Layout sub(Layout l, Random random) {
        Layout out = l;
        for (int d = 0; d < l.rank(); d++) {
            long n = l.shape()[d];
            if (n == 0 || random.nextInt(3) == 0) {
                continue;
            }
            long step = 1L + random.nextInt(2);
            long count = 1 + random.nextLong((n - 1) / step + 1);
            long start = random.nextLong(n - (count - 1) * step);
            out = random.nextInt(3) == 0
                    ? out.slice(d, start + (count - 1) * step, -step, count)
                    : out.slice(d, start, step, count);
        }
        return out;
    }

    /** An expression of the target's shape over parts of an array of the same extents. */
    private static Node reader(Node array, Layout target, DType type, long seed) {
        Random random = new Random(seed);
        Node n = part(array, target, random);
        int more = random.nextInt(3);
        for (int k = 0; k < more; k++) {
            Node m = part(array, target, random);
            n = Graph.cast(
                    Graph.binary(
                            "max",
                            random.nextBoolean()
                                    ? io.github.tornadoarrays.ir.Op.MAX
                                    : io.github.tornadoarrays.ir.Op.ADD,
                            n,
                            m),
                    type);
            if (random.nextInt(3) == 0 && target.size() > 0) {
                // a view of what is pending: reversed along every axis
                Layout back = Layout.contiguous(n.shape());
                for (int d = 0; d < back.rank(); d++) {
                    back = back.slice(d, back.shape()[d] - 1, -1, back.shape()[d]);
                }
                n = Graph.view(n.base() == n ? n : Graph.copy(n), back);
            }
        }
        return n;
    }

    /** The target itself, or a view of the same extents somewhere else in the array. */
    private static Node part(Node array, Layout target, Random random) {
        if (random.nextInt(3) == 0) {
            return Graph.view(array, target);
        }
        Layout l = Layout.contiguous(array.shape());
        for (int d = 0; d < l.rank(); d++) {
            long n = array.shape()[d];
            long want = target.shape()[d];
            if (want == 0) {
                l = l.slice(d, 0, 1, 0);
                continue;
            }
            long start = random.nextLong(n - want + 1);
            l = random.nextBoolean() ? l.slice(d, start, 1, want) : l.slice(d, start + want - 1, -1, want);
        }
        return Graph.view(array, l);
    }
}
