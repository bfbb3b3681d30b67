package io.github.tornadoarrays.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.Realizer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was wrong once. */
class RegressionTest {
    static List<Engine> engines() {
        return List.of(new ReferenceEngine(), new CpuEngine());
    }

    private static Node leaf(long[] shape, double... x) {
        return Node.leaf(DType.FLOAT64, shape, HostBuffer.of(DType.FLOAT64, x.length, x));
    }

    private static double[] values(Engine engine, Supplier<Node> node) {
        HostBuffer b = Engines.with(engine, () -> Engines.toHost(Realizer.realize(node.get())));
        double[] x = new double[(int) (b.length() * b.dtype().parts())];
        for (int i = 0; i < x.length; i++) {
            x[i] = b.getDouble(i);
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void foldsABroadcastArray(Engine engine) {
        Node x = leaf(new long[] {3}, 1, 2, 3);
        Layout rows = new Layout(new long[] {2, 3, 2}, new long[] {0, 1, 0}, 0);
        assertThat(values(engine, () -> Graph.reduce("sum", FoldOp.SUM, Graph.view(x, rows), new int[] {1})))
                .containsExactly(6, 6, 6, 6);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void foldsAComplexArrayOfWhichOnePartIsBroadcast(Engine engine) {
        Node re = leaf(new long[] {2, 1}, 1, 2);
        Node im = leaf(new long[] {3}, 1, 2, 3);
        assertThat(values(
                        engine,
                        () -> Graph.reduce(
                                "sum", FoldOp.SUM, Graph.binary("complex", Op.COMPLEX, re, im), new int[] {1})))
                .containsExactly(3, 6, 6, 6);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void constantsOfOtherShapesAreOtherExpressions(Engine engine) {
        for (long n = 3; n < 6; n++) {
            long[] shape = {2, n};
            assertThat(values(
                            engine,
                            () -> Graph.reduce(
                                    "sum", FoldOp.SUM, Graph.constant(DType.FLOAT64, shape, 1, 0), new int[] {1})))
                    .containsExactly(n, n);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void signOfMinusZeroIsZero(Engine engine) {
        double[] sign = values(engine, () -> Graph.unary("sign", Op.SIGN, leaf(new long[] {2}, -0.0, 0.0)));
        assertThat(sign[0]).isEqualTo(0.0);
        assertThat(Double.doubleToRawLongBits(sign[0])).isZero();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void writesAPendingExpressionOfItselfInAnotherOrder(Engine engine) {
        Node x = leaf(new long[] {4}, 1, 2, 3, 4);
        Layout all = Layout.contiguous(4);
        Engines.with(engine, () -> {
            Node more = Graph.binary("add", Op.ADD, x, Graph.constant(DType.FLOAT64, Shape.SCALAR, 1));
            Realizer.write(x, all, () -> Graph.view(more, all.slice(0, 3, -1, 4)));
            return null;
        });
        assertThat(values(engine, () -> x)).containsExactly(5, 4, 3, 2);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void writesIntoMemoryOutsideTheHeap(Engine engine) {
        Node x = Node.leaf(DType.INT32, new long[] {5}, HostBuffer.allocateNative(DType.INT32, 5));
        Node heap = Node.leaf(DType.INT32, new long[] {5}, HostBuffer.allocate(DType.INT32, 5));
        for (Node n : List.of(heap, x, heap)) {
            Engines.with(engine, () -> {
                Realizer.write(
                        n, Layout.contiguous(5).slice(0, 1, 2, 2), () -> Graph.constant(DType.INT32, Shape.SCALAR, 7));
                return null;
            });
        }
        assertThat(values(engine, () -> x)).containsExactly(0, 7, 0, 7, 0);
        assertThat(values(engine, () -> heap)).containsExactly(0, 7, 0, 7, 0);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anExpressionThatUsesItsPartsTwiceOverAndOver(Engine engine) {
        Node x = leaf(new long[] {2}, 1, 2);
        for (int k = 0; k < 40; k++) {
            x = Graph.binary("add", Op.ADD, x, x);
        }
        Node y = x;
        assertThat(values(engine, () -> y)).containsExactly(0x1p40, 0x1p41);
        assertThat(y.weight()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void moreLoopVariablesThanALongHasBits(Engine engine) {
        // each row less its sum over a new axis of two, forty times over: as many folds with variables of their own
        Node x = leaf(new long[] {3}, 1, 2, 3);
        for (int k = 0; k < 40; k++) {
            Node twice = Graph.view(x, new Layout(new long[] {3, 2}, new long[] {1, 0}, 0));
            x = Graph.reduce("sum", FoldOp.SUM, Graph.unary("abs", Op.ABS, twice), new int[] {1});
        }
        Node y = x;
        assertThat(values(engine, () -> y)).containsExactly(0x1p40, 0x1p41, 3 * 0x1p40);
    }

    @Test
    void anArrayOfTooManyAxesIsRefused() {
        Node x = leaf(new long[] {1}, 1);
        long[] ones = new long[70];
        Arrays.fill(ones, 1);
        Node wide = Graph.copy(Graph.view(x, new Layout(ones, ones, 0)));
        assertThatThrownBy(() -> Realizer.realize(wide))
                .isInstanceOf(ShapeException.class)
                .hasMessage("eval: an array of 70 axes; at most 60 can be computed with");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anExpressionTooLargeForOneMethod(Engine engine) {
        Node x = leaf(new long[] {2}, 0.5, -0.25);
        Node z = Graph.binary("complex", Op.COMPLEX, x, x);
        double re = 0.5;
        double im = 0.5;
        for (int k = 0; k < 120; k++) {
            // z / (z + 1) = 1 - 1 / (z + 1)
            Node more = Graph.binary("add", Op.ADD, z, Graph.constant(DType.COMPLEX128, Shape.SCALAR, 1, 0));
            z = Graph.binary("div", Op.DIV, z, more);
            double d = (re + 1) * (re + 1) + im * im;
            re = 1 - (re + 1) / d;
            im = im / d;
        }
        Node y = z;
        double[] got = values(engine, () -> y);
        assertThat(got[0]).isCloseTo(re, within(1e-12));
        assertThat(got[1]).isCloseTo(im, within(1e-12));
    }
}
