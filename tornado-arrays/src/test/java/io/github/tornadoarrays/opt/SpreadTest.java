package io.github.tornadoarrays.opt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.fuse.Fusion;
import io.github.tornadoarrays.fuse.Program;
import io.github.tornadoarrays.fuse.Split;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Verifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fused kernel means the same however it is spread over work items: the reference engine runs both. */
class SpreadTest {
    private static final Engine REFERENCE = new ReferenceEngine();

    private static final List<Machine> MACHINES = List.of(
            new Machine(true, 2, 64, 1 << 15, 1, 1),
            new Machine(true, 1, 16, 1 << 15, 1, 1),
            new Machine(true, 2, 64, 1 << 15, 8, 16),
            new Machine(true, 0, 32, 1 << 15, 1, 1),
            new Machine(true, 0, 64, 1 << 15, 1, 16),
            new Machine(true, 2, 256, 1 << 15, 1, 1),
            new Machine(true, 64, 128, 1 << 15, 32, 16),
            new Machine(false, 2, 64, 1 << 15, 1, 1));

    private static final Map<String, Supplier<Node>> EXPRESSIONS = new LinkedHashMap<>();

    static {
        EXPRESSIONS.put("add", () -> binary(Op.ADD, leaf(DType.INT32, 1000), leaf(DType.INT32, 1000)));
        EXPRESSIONS.put("outer", () -> binary(Op.ADD, leaf(DType.FLOAT64, 37, 1), leaf(DType.FLOAT64, 129)));
        EXPRESSIONS.put("few lanes", () -> binary(Op.MUL, leaf(DType.FLOAT32, 333, 3), leaf(DType.FLOAT32, 3)));
        EXPRESSIONS.put("three axes", SpreadTest::permuted);
        EXPRESSIONS.put("complex product", () -> binary(Op.MUL, leaf(DType.COMPLEX64, 77), leaf(DType.COMPLEX64, 77)));
        for (int n : new int[] {1, 2, 3, 5, 17, 64, 100, 257, 1000}) {
            EXPRESSIONS.put("norms of " + n, () -> unary(Op.SQRT, sum(square(leaf(DType.FLOAT64, 7, n)), 1)));
            EXPRESSIONS.put("softmax of " + n, () -> softmax(5, n));
            EXPRESSIONS.put("argmax of " + n, () -> reduce(FoldOp.ARGMAX, leaf(DType.INT8, 5, n), 1));
            EXPRESSIONS.put("columns of " + n, () -> sum(leaf(DType.FLOAT32, n, 50), 0));
            EXPRESSIONS.put("all of " + n, () -> sum(leaf(DType.INT64, n, 3), 0, 1));
        }
        EXPRESSIONS.put("argmin, NaN", SpreadTest::withNaN);
        EXPRESSIONS.put("layernorm", () -> layernorm(6, 130));
        EXPRESSIONS.put("any", () -> reduce(FoldOp.ANY, leaf(DType.BOOL, 9, 40), 1));
        for (int n : new int[] {50, 40_000}) {
            EXPRESSIONS.put("complex sum of " + n, () -> sum(leaf(DType.COMPLEX64, 2, n), 1));
        }
        EXPRESSIONS.put("complex prod", () -> reduce(FoldOp.PROD, leaf(DType.COMPLEX128, 6, 50), 1));
        EXPRESSIONS.put("outer axes", () -> sum(leaf(DType.FLOAT64, 20, 6, 30), 0, 2));
        EXPRESSIONS.put("pairwise", () -> pairwise(35, 130, 3));
        EXPRESSIONS.put(
                "pairwise of int", () -> sum(binary(Op.MUL, leaf(DType.INT32, 9, 1, 2), leaf(DType.INT32, 300, 2)), 2));
        EXPRESSIONS.put("transposed", () -> transposed(DType.FLOAT32, new int[] {1, 0}, 70, 131));
        EXPRESSIONS.put("transposed, shorter than a tile", () -> transposed(DType.FLOAT64, new int[] {1, 0}, 33, 32));
        EXPRESSIONS.put("transposed of three axes", () -> transposed(DType.INT16, new int[] {2, 0, 1}, 3, 40, 65));
        EXPRESSIONS.put("transposed about the middle", () -> transposed(DType.FLOAT64, new int[] {2, 1, 0}, 36, 5, 40));
        EXPRESSIONS.put("vectors", () -> binary(Op.LT, leaf(DType.FLOAT32, 4096), leaf(DType.FLOAT32, 4096)));
        EXPRESSIONS.put("vectors of rows", () -> softmax(3, 512));
        EXPRESSIONS.put("an offset that is no vector's", () -> {
            Node x = leaf(DType.FLOAT32, 4104);
            return binary(
                    Op.ADD, Graph.view(x, new Layout(new long[] {4096}, new long[] {1}, 3)), leaf(DType.FLOAT32, 4096));
        });
        EXPRESSIONS.put("outer of vectors", () -> binary(Op.ADD, leaf(DType.FLOAT64, 41, 1), leaf(DType.FLOAT64, 600)));
        EXPRESSIONS.put("outer of many", () -> binary(Op.ADD, leaf(DType.FLOAT32, 41, 1), leaf(DType.FLOAT32, 600)));
        EXPRESSIONS.put("split", () -> sum(leaf(DType.FLOAT32, 40_000), 0));
        EXPRESSIONS.put("half", () -> binary(Op.ADD, leaf(DType.FLOAT16, 500), leaf(DType.FLOAT16, 500)));
    }

    static Iterable<String> names() {
        return EXPRESSIONS.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySpreadMeansTheSame(String name) {
        Node node = EXPRESSIONS.get(name).get();
        for (Machine machine : MACHINES) {
            Split split = machine.isGpu() ? Split.units(machine.units()) : Split.CORES;
            Program program = Fusion.fuse(node, Layout.contiguous(node.shape()), split);
            HostBuffer[] temporaries = program.temporaries().stream()
                    .map(t -> HostBuffer.allocate(t.dtype(), t.length()))
                    .toArray(HostBuffer[]::new);
            for (Program.Step step : program.steps()) {
                compare(node, program, step, temporaries, machine);
            }
        }
    }

    private static void compare(
            Node node, Program program, Program.Step step, HostBuffer[] temporaries, Machine machine) {
        HostBuffer expected = HostBuffer.allocate(node.dtype(), node.size());
        HostBuffer actual = HostBuffer.allocate(node.dtype(), node.size());
        long[] scalars = step.scalars().stream()
                .mapToLong(s -> switch (s) {
                    case Program.ScalarArg.Fixed f -> f.value();
                    case Program.ScalarArg.Offset o -> o.more();
                    case Program.ScalarArg.ResultOffset o -> o.more();
                    case Program.ScalarArg.Constant c ->
                        Double.doubleToRawLongBits(((Value.Const)
                                        program.constants().get(c.index()).value())
                                .re());
                })
                .toArray();
        REFERENCE
                .compile(step.kernel(), step.divisible(), false)
                .launch(
                        buffers(program, step, expected, temporaries),
                        scalars,
                        new Engine.Range(step.grid(), step.lanes(), step.divisible(), step.strided(), 1));
        HostBuffer[] kept = Arrays.stream(temporaries).map(SpreadTest::copy).toArray(HostBuffer[]::new);
        for (boolean wide : new boolean[] {false, true}) {
            Spread spread = Spread.of(step.kernel(), step.divisible(), wide, machine);
            Strategy strategy = spread.choose(step.grid(), step.lanes(), scalars);
            Kernel kernel = Verifier.check(spread.kernel(strategy));
            List<Long> items = Arrays.stream(spread.global(strategy, step.grid(), step.lanes(), scalars))
                    .boxed()
                    .toList();
            List<Long> local = Arrays.stream(strategy.local()).boxed().toList();
            REFERENCE
                    .compile(kernel, wide)
                    .launch(buffers(program, step, actual, temporaries), scalars, new Engine.Items(items, local));
            same(expected, actual, strategy);
            for (int t = 0; t < kept.length; t++) {
                same(kept[t], temporaries[t], strategy);
            }
        }
    }

    private static HostBuffer copy(HostBuffer b) {
        HostBuffer c = HostBuffer.allocate(b.dtype(), b.length());
        for (long i = 0; i < b.length(); i++) {
            c.setDouble(i, b.getDouble(i));
        }
        return c;
    }

    private static void same(HostBuffer expected, HostBuffer actual, Strategy strategy) {
        for (long i = 0; i < expected.length() * expected.dtype().parts(); i++) {
            double e = expected.getDouble(i);
            double a = actual.getDouble(i);
            if (Double.compare(e, a) != 0
                    && !(Math.abs(e - a) <= 1e-14 * Math.abs(e)
                            || expected.dtype().part() != DType.FLOAT64 && Math.abs(e - a) <= 1e-6 * Math.abs(e))) {
                assertThat(a).as("element %d with %s", i, strategy).isEqualTo(e);
            }
        }
    }

    private static Buffer[] buffers(Program program, Program.Step step, HostBuffer result, HostBuffer[] temporaries) {
        List<Buffer> all = new ArrayList<>();
        for (Program.BufferArg b : step.buffers()) {
            all.add(
                    switch (b) {
                        case Program.BufferArg.Leaf l ->
                            ((Value.Leaf) program.leaves().get(l.index()).base().value()).buffer();
                        case Program.BufferArg.Result r -> result;
                        case Program.BufferArg.Temp t -> temporaries[t.index()];
                    });
        }
        return all.toArray(Buffer[]::new);
    }

    // ---- expressions

    private static Node leaf(DType t, long... shape) {
        HostBuffer b = HostBuffer.allocate(t, Shape.size(shape));
        Random random = new Random(Shape.size(shape));
        for (long i = 0; i < b.length() * t.parts(); i++) {
            if (t.isInexact()) {
                b.setDouble(i, random.nextGaussian());
            } else {
                b.setLong(i, t.isBool() ? i % 17 == 3 ? 1 : 0 : random.nextInt(-9, 10));
            }
        }
        return Node.leaf(t, shape, b);
    }

    private static Node unary(Op op, Node x) {
        return Graph.unary(op.name(), op, x);
    }

    private static Node binary(Op op, Node x, Node y) {
        return Graph.binary(op.name(), op, x, y);
    }

    private static Node square(Node x) {
        return binary(Op.MUL, x, x);
    }

    private static Node sum(Node x, int... axes) {
        return Graph.reduce("sum", FoldOp.SUM, x, axes);
    }

    private static Node reduce(FoldOp op, Node x, int... axes) {
        return Graph.reduce(op.name(), op, x, axes);
    }

    private static Node column(Node x) {
        return Graph.view(x, Layout.contiguous(x.shape()[0], 1));
    }

    private static Node softmax(int rows, int n) {
        Node x = leaf(DType.FLOAT32, rows, n);
        Node e = unary(Op.EXP, binary(Op.SUB, x, column(reduce(FoldOp.MAX, x, 1))));
        return binary(Op.DIV, e, column(sum(e, 1)));
    }

    private static Node layernorm(int rows, int n) {
        Node x = leaf(DType.FLOAT32, rows, n);
        Node count = Graph.constant(DType.FLOAT32, Shape.SCALAR, n, 0);
        Node centred = binary(Op.SUB, x, column(binary(Op.DIV, sum(x, 1), count)));
        return binary(Op.DIV, centred, column(unary(Op.SQRT, binary(Op.DIV, sum(square(centred), 1), count))));
    }

    private static Node pairwise(int m, int n, int k) {
        Node d = binary(Op.SUB, leaf(DType.FLOAT32, m, 1, k), leaf(DType.FLOAT32, n, k));
        return unary(Op.SQRT, sum(square(d), 2));
    }

    /** A transposed view of an array, and a scaled one of the same shape that lies as the result does. */
    private static Node transposed(DType t, int[] order, long... shape) {
        Node x = leaf(t, shape);
        Node turned = Graph.view(x, x.layout().permute(order));
        return binary(Op.ADD, square(turned), leaf(t, turned.shape()));
    }

    private static Node permuted() {
        Node x = leaf(DType.FLOAT64, 5, 6, 70);
        return binary(Op.ADD, Graph.view(x, x.layout().permute(1, 2, 0)), leaf(DType.FLOAT64, 6, 70, 5));
    }

    private static Node withNaN() {
        Node x = leaf(DType.FLOAT32, 4, 90);
        HostBuffer b = (HostBuffer) ((Value.Leaf) x.value()).buffer();
        b.setDouble(70, Double.NaN);
        b.setDouble(33, Double.NaN);
        b.setDouble(100, Double.NEGATIVE_INFINITY);
        b.setDouble(160, Double.NEGATIVE_INFINITY);
        return reduce(FoldOp.ARGMIN, x, 1);
    }
}
