package io.github.tornadoarrays.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.fuse.Fusion;
import io.github.tornadoarrays.fuse.Program;
import io.github.tornadoarrays.fuse.Split;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.AtomicOp;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.opt.GridItems;
import io.github.tornadoarrays.opt.Machine;
import io.github.tornadoarrays.opt.Spread;
import io.github.tornadoarrays.opt.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The C of typical kernels on a graphics card, as texts under {@code src/test/resources/c}: a change of a pass or of the emitter
 * shows as a difference to read. {@code -Dkernels.update=true} writes them anew.
 */
class GoldenCTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "c");
    /** The same card as each language knows it. */
    private static final Map<Dialect, Machine> CARD = Map.of(
            Dialect.OPENCL, new Machine(true, 100, 1024, 48 << 10, 1, 1),
            Dialect.CUDA, new Machine(true, 100, 1024, 48 << 10, 32, 16));

    private static final Map<String, Function<Machine, List<Kernel>>> KERNELS = new LinkedHashMap<>();

    static {
        KERNELS.put(
                "scale", card -> fused(card, binary(Op.MUL, leaf(DType.FLOAT32, 10_000_000), leaf(DType.FLOAT32, 1))));
        KERNELS.put("sine", card -> fused(card, Graph.unary("sin", Op.SIN, leaf(DType.FLOAT32, 1_000_000))));
        KERNELS.put(
                "outer-sum",
                card -> fused(card, binary(Op.ADD, leaf(DType.FLOAT64, 300, 1), leaf(DType.FLOAT64, 400))));
        KERNELS.put(
                "outer-sum-of-many",
                card -> fused(card, binary(Op.ADD, leaf(DType.FLOAT32, 20_000, 1), leaf(DType.FLOAT32, 20_000))));
        KERNELS.put("pairwise", card -> {
            Node d = binary(Op.SUB, leaf(DType.FLOAT32, 10_000, 1, 3), leaf(DType.FLOAT32, 10_000, 3));
            Node sum = Graph.reduce("sum", FoldOp.SUM, binary(Op.MUL, d, d), new int[] {2});
            return fused(card, Graph.unary("sqrt", Op.SQRT, sum));
        });
        KERNELS.put("transpose", card -> {
            Node x = leaf(DType.FLOAT32, 300, 400);
            return fused(card, Graph.copy(Graph.view(x, x.layout().permute(1, 0))));
        });
        KERNELS.put("few-lanes", card -> fused(card, binary(Op.ADD, leaf(DType.INT8, 300, 3), leaf(DType.INT8, 3))));
        KERNELS.put("half", card -> fused(card, binary(Op.MUL, leaf(DType.FLOAT16, 100), leaf(DType.FLOAT16, 100))));
        KERNELS.put("power", card -> fused(card, binary(Op.POW, leaf(DType.INT64, 100), leaf(DType.INT64, 100))));
        KERNELS.put("norms", card -> {
            Node x = leaf(DType.FLOAT64, 1000, 100);
            Node sum = Graph.reduce("sum", FoldOp.SUM, binary(Op.MUL, x, x), new int[] {1});
            return fused(card, Graph.unary("sqrt", Op.SQRT, sum));
        });
        KERNELS.put("softmax", GoldenCTest::softmax);
        KERNELS.put(
                "argmax",
                card -> fused(card, Graph.reduce("argmax", FoldOp.ARGMAX, leaf(DType.FLOAT32, 50, 20), new int[] {1})));
        KERNELS.put(
                "sum-of-all",
                card -> fused(
                        card, Graph.reduce("sum", FoldOp.SUM, leaf(DType.FLOAT32, 1000, 1000), new int[] {0, 1})));
        KERNELS.put(
                "sum-of-columns",
                card -> fused(card, Graph.reduce("sum", FoldOp.SUM, leaf(DType.FLOAT32, 1000, 1000), new int[] {0})));
        KERNELS.put("method", _ -> List.of(GridItems.of(method())));
    }

    static Iterable<String> names() {
        return KERNELS.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void textIsAsWritten(String name) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Dialect d : List.of(Dialect.OPENCL, Dialect.CUDA)) {
            for (Kernel k : KERNELS.get(name).apply(CARD.get(d))) {
                text.append("---- ")
                        .append(d.name())
                        .append('\n')
                        .append(CEmitter.emit(k, d).text());
            }
        }
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("kernels.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file).exists();
        assertThat(text.toString()).isEqualTo(Files.readString(file));
    }

    private static List<Kernel> fused(Machine card, Node node) {
        List<Kernel> kernels = new ArrayList<>();
        for (Program.Step s : Fusion.fuse(node, Layout.contiguous(node.shape()), Split.units(card.units()))
                .steps()) {
            Spread spread = Spread.of(s.kernel(), s.divisible(), false, card);
            long[] scalars = s.scalars().stream()
                    .mapToLong(x -> x instanceof Program.ScalarArg.Fixed f ? f.value() : 0)
                    .toArray();
            Strategy strategy = spread.choose(s.grid(), s.lanes(), scalars);
            kernels.add(spread.kernel(strategy));
        }
        return kernels;
    }

    private static Node leaf(DType t, long... shape) {
        return Node.leaf(t, shape, HostBuffer.allocate(t, Shape.size(shape)));
    }

    private static Node binary(Op op, Node x, Node y) {
        return Graph.binary(op.name(), op, x, y);
    }

    private static List<Kernel> softmax(Machine card) {
        Node x = leaf(DType.FLOAT32, 200, 300);
        Node max = Graph.reduce("max", FoldOp.MAX, x, new int[] {1});
        Node e = Graph.unary("exp", Op.EXP, binary(Op.SUB, x, Graph.view(max, Layout.contiguous(200, 1))));
        Node sum = Graph.reduce("sum", FoldOp.SUM, e, new int[] {1});
        return fused(card, binary(Op.DIV, e, Graph.view(sum, Layout.contiguous(200, 1))));
    }

    /** Two grid loops with what only methods have: jumps, atomics, checks, and names that C has for itself. */
    private static Kernel method() {
        Buf x = new Buf("float", DType.INT32, 0);
        Buf sums = new Buf("exp", DType.FLOAT64, 1);
        Expr.Var n = new Expr.Var("n", DType.INT32);
        Expr.Var i = new Expr.Var("i", DType.INT32);
        Expr.Var j = new Expr.Var("j", DType.INT32);
        Expr.Var k = new Expr.Var("k", DType.INT32);
        Expr zero = Expr.constant(DType.INT32, 0);
        Expr one = Expr.constant(DType.INT32, 1);
        Expr at = Expr.apply(Op.ADD, Expr.apply(Op.MUL, i, n), j);
        List<Stmt> round = List.of(
                new Stmt.If(Expr.apply(Op.GE, k, n), List.of(new Stmt.Break("out")), List.of()),
                new Stmt.Assign(k, Expr.apply(Op.ADD, Expr.apply(Op.DIV, k, j), one)),
                new Stmt.If(Expr.apply(Op.EQ, k, j), List.of(new Stmt.Continue("again")), List.of()),
                new Stmt.Atomic(
                        AtomicOp.ADD,
                        new Expr.Var("before", DType.FLOAT64),
                        sums,
                        zero,
                        List.of(Expr.cast(DType.FLOAT64, new Expr.Load(x, at)))));
        List<Stmt> body = List.of(
                new Stmt.Check(
                        Expr.apply(Op.LT, at, n), "index {0} is out of range", List.of(Expr.cast(DType.INT64, at))),
                new Stmt.Let(k, zero),
                new Stmt.Block("out", List.of(new Stmt.Repeat("again", round))));
        Stmt inner = new Stmt.Loop(Stmt.LoopKind.GRID, j, zero, n, body);
        Stmt outer = new Stmt.Loop(Stmt.LoopKind.GRID, i, zero, n, List.of(inner));
        return new Kernel("method", List.of(x, sums), List.of(n), List.of(outer));
    }
}
