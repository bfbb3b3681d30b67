package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Realizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernels of typical expressions, as texts under {@code src/test/resources/kernels}: a change of fusion or lowering shows as a
 * difference to read. {@code -Dkernels.update=true} writes them anew.
 */
class GoldenKernelsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "kernels");

    private static final Map<String, Supplier<Node>> EXPRESSIONS = new LinkedHashMap<>();

    static {
        EXPRESSIONS.put("norms", () -> unary(Op.SQRT, sum(square(leaf(DType.FLOAT64, 1000, 100)), 1)));
        EXPRESSIONS.put("softmax", GoldenKernelsTest::softmax);
        EXPRESSIONS.put("layernorm", GoldenKernelsTest::layernorm);
        EXPRESSIONS.put("sum-of-columns", () -> sum(leaf(DType.FLOAT32, 1000, 100), 0));
        EXPRESSIONS.put("sum-of-all", () -> sum(leaf(DType.FLOAT32, 1000, 1000), 0, 1));
        EXPRESSIONS.put("outer-sum", () -> binary(Op.ADD, leaf(DType.FLOAT64, 300, 1), leaf(DType.FLOAT64, 400)));
        EXPRESSIONS.put("where", GoldenKernelsTest::where);
        EXPRESSIONS.put("gather", GoldenKernelsTest::gather);
        EXPRESSIONS.put(
                "complex-product", () -> binary(Op.MUL, leaf(DType.COMPLEX64, 500), leaf(DType.COMPLEX64, 500)));
        EXPRESSIONS.put(
                "argmax-of-rows",
                () -> Graph.reduce("argmax", FoldOp.ARGMAX, leaf(DType.INT16, 50, 60), new int[] {1}));
        EXPRESSIONS.put("transposed-sum", GoldenKernelsTest::transposed);
        EXPRESSIONS.put("reversed-slice", GoldenKernelsTest::reversed);
        EXPRESSIONS.put("half-scale-and-shift", GoldenKernelsTest::half);
        EXPRESSIONS.put("mean-of-iota", () -> sum(Graph.iota(DType.INT64, 100), 0));
    }

    static Iterable<String> names() {
        return EXPRESSIONS.keySet();
    }

    private static Node leaf(DType t, long... shape) {
        return Node.leaf(t, shape, HostBuffer.allocate(t, Shape.size(shape)));
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

    private static Node column(Node x) {
        return Graph.view(x, Layout.contiguous(x.shape()[0], 1));
    }

    private static Node softmax() {
        Node x = leaf(DType.FLOAT32, 200, 300);
        Node e = unary(Op.EXP, binary(Op.SUB, x, column(Graph.reduce("max", FoldOp.MAX, x, new int[] {1}))));
        return binary(Op.DIV, e, column(sum(e, 1)));
    }

    private static Node layernorm() {
        Node x = leaf(DType.FLOAT32, 200, 300);
        Node n = Graph.constant(DType.FLOAT32, Shape.SCALAR, 300, 0);
        Node epsilon = Graph.constant(DType.FLOAT32, Shape.SCALAR, 1e-5f, 0);
        Node centred = binary(Op.SUB, x, column(binary(Op.DIV, sum(x, 1), n)));
        Node variance = binary(Op.DIV, sum(square(centred), 1), n);
        return binary(Op.DIV, centred, column(unary(Op.SQRT, binary(Op.ADD, variance, epsilon))));
    }

    private static Node where() {
        Node x = leaf(DType.INT32, 1000);
        Node zero = Graph.constant(DType.INT32, Shape.SCALAR, 0);
        return Graph.where(binary(Op.LT, x, zero), zero, x, DType.INT32);
    }

    private static Node gather() {
        // rows alone would be copied without a kernel
        Node rows =
                Graph.gather(leaf(DType.FLOAT64, 70, 80), Layout.contiguous(70, 80), List.of(leaf(DType.INT32, 90)));
        return binary(Op.ADD, rows, leaf(DType.FLOAT64, 90, 80));
    }

    private static Node transposed() {
        Node x = leaf(DType.FLOAT64, 300, 400);
        return binary(Op.ADD, Graph.view(x, x.layout().permute(1, 0)), leaf(DType.FLOAT64, 400, 300));
    }

    private static Node reversed() {
        Node x = leaf(DType.INT64, 1000);
        return binary(Op.MUL, Graph.view(x, x.layout().slice(0, 999, -3, 333)), leaf(DType.INT64, 333));
    }

    private static Node half() {
        Node x = leaf(DType.FLOAT16, 1000);
        Node two = Graph.constant(DType.FLOAT16, Shape.SCALAR, 2, 0);
        return binary(Op.ADD, binary(Op.MUL, x, two), x);
    }

    @ParameterizedTest
    @MethodSource("names")
    void kernelsAreAsWritten(String name) throws IOException {
        String text = Realizer.explain(EXPRESSIONS.get(name).get()).stripTrailing() + "\n";
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("kernels.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file).exists();
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
