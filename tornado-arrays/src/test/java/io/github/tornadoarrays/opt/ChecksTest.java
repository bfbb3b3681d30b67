package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.engine.opencl.OpenClEngine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Verifier;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels as fusion makes them, with an index or a divisor that is wrong, on every engine. */
class ChecksTest {
    private static final DType INDEX = DType.INT64;
    private static final Expr ZERO = constant(INDEX, 0);
    private static final Buf A = new Buf("a0", DType.INT32, 0);
    private static final Buf R = new Buf("r", DType.INT32, 1);
    private static final Expr.Var G = new Expr.Var("g0", INDEX);
    private static final Expr.Var I = new Expr.Var("i0", INDEX);
    private static final Expr.Var N = new Expr.Var("n0", INDEX);
    private static final Expr.Var OFFSET = new Expr.Var("o0", INDEX);

    private static Engine engine(String name) {
        return switch (name) {
            case "cpu" -> new CpuEngine();
            case "reference" -> new ReferenceEngine();
            default -> {
                Assumptions.assumeFalse(OpenClEngine.devices().isEmpty(), OpenClEngine::whyNone);
                yield OpenClEngine.devices().getFirst();
            }
        };
    }

    private static Kernel lanes(String name, Stmt... body) {
        Stmt lanes = new Stmt.Loop(LoopKind.LANES, I, ZERO, N, List.of(body));
        Stmt grid = new Stmt.Loop(LoopKind.GRID, G, ZERO, new Expr.Var("n1", INDEX), List.of(lanes));
        return Verifier.check(
                new Kernel(name, List.of(A, R), List.of(N, new Expr.Var("n1", INDEX), OFFSET), List.of(grid)));
    }

    private static Expr load(Expr index) {
        return new Expr.Load(A, index);
    }

    /** Launches over {@code n} lanes of one row, and gives what is in the result. */
    private static int[] launch(String engine, Kernel kernel, int[] a, int results, long n, long offset) {
        Engine e = engine(engine);
        Buffer r = e.fromHost(HostBuffer.of(DType.INT32, results, new int[results]));
        try {
            e.compileChecked(kernel, true, false)
                    .launch(
                            new Buffer[] {e.fromHost(HostBuffer.of(DType.INT32, a.length, a)), r},
                            new long[] {n, 1, offset},
                            new Engine.Range(1, n, true, false, 1));
        } finally {
            e.finish();
        }
        return (int[]) e.toHost(r).memory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference", "opencl"})
    void anIndexPastTheEndIsNamed(String engine) {
        Kernel shifted = lanes("shifted", new Stmt.Store(R, I, load(apply(Op.ADD, I, OFFSET))));
        int[] a = {1, 2, 3, 4, 5};
        assertThat(launch(engine, shifted, a, 3, 3, 2)).containsExactly(3, 4, 5);
        assertThatThrownBy(() -> launch(engine, shifted, a, 3, 3, 3))
                .isInstanceOf(KernelException.class)
                .hasMessage("shifted: a0[5] is out of range for length 5");
        assertThatThrownBy(() -> launch(engine, shifted, a, 1, 1, -1))
                .isInstanceOf(KernelException.class)
                .hasMessage("shifted: a0[-1] is out of range for length 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference", "opencl"})
    void nothingIsWrittenPastTheEnd(String engine) {
        Kernel copied = lanes("copied", new Stmt.Store(R, apply(Op.ADD, I, OFFSET), load(I)));
        assertThatThrownBy(() -> launch(engine, copied, new int[] {1, 2}, 2, 2, 1))
                .isInstanceOf(KernelException.class)
                .hasMessage("copied: r[2] is out of range for length 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference", "opencl"})
    void anArrayWithoutElementsHasNoFirstOne(String engine) {
        Kernel copied = lanes("copied", new Stmt.Store(R, I, load(I)));
        assertThatThrownBy(() -> launch(engine, copied, new int[0], 1, 1, 0))
                .isInstanceOf(KernelException.class)
                .hasMessage("copied: a0[0] is out of range for length 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference", "opencl"})
    void anIndexThatIsReadIsCheckedAsWell(String engine) {
        Kernel picked = lanes("picked", new Stmt.Store(R, I, load(Expr.cast(INDEX, load(I)))));
        assertThat(launch(engine, picked, new int[] {2, 1, 7}, 2, 2, 0)).containsExactly(7, 1);
        assertThatThrownBy(() -> launch(engine, picked, new int[] {2, 1, 7}, 3, 3, 0))
                .isInstanceOf(KernelException.class)
                .hasMessage("picked: a0[7] is out of range for length 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference", "opencl"})
    void theBranchThatIsNotTakenIsNotChecked(String engine) {
        Expr inside = apply(Op.LT, I, constant(INDEX, 2));
        Kernel padded = lanes("padded", new Stmt.Store(R, I, Expr.select(inside, load(I), constant(DType.INT32, 9))));
        assertThat(launch(engine, padded, new int[] {4, 5}, 3, 3, 0)).containsExactly(4, 5, 9);
        assertThatThrownBy(() -> launch(engine, padded, new int[] {4}, 3, 3, 0))
                .hasMessage("padded: a0[1] is out of range for length 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference", "opencl"})
    void divisionsAreChecked(String engine) {
        Kernel divided = lanes("divided", new Stmt.Store(R, I, apply(Op.DIV, constant(DType.INT32, 60), load(I))));
        assertThat(launch(engine, divided, new int[] {2, 3}, 2, 2, 0)).containsExactly(30, 20);
        assertThatThrownBy(() -> launch(engine, divided, new int[] {2, 0}, 2, 2, 0))
                .isInstanceOf(KernelException.class)
                .hasMessage("divided: division by zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "reference", "opencl"})
    void foldsAreChecked(String engine) {
        Expr.Var k = new Expr.Var("k0", INDEX);
        Expr.Var sum = new Expr.Var("s0", DType.INT32);
        Stmt fold = new Stmt.Fold(
                FoldOp.SUM,
                List.of(sum),
                List.of(new Stmt.Axis(k, ZERO, N)),
                List.of(),
                List.of(load(apply(Op.ADD, k, OFFSET))));
        Stmt grid = new Stmt.Loop(
                LoopKind.GRID, G, ZERO, new Expr.Var("n1", INDEX), List.of(fold, new Stmt.Store(R, G, sum)));
        Kernel summed = Verifier.check(
                new Kernel("summed", List.of(A, R), List.of(N, new Expr.Var("n1", INDEX), OFFSET), List.of(grid)));
        Engine e = engine(engine);
        Engine.Executable code = e.compileChecked(summed, false, false);
        int[] values = new int[500];
        java.util.Arrays.fill(values, 2);
        Buffer a = e.fromHost(HostBuffer.of(DType.INT32, 500, values));
        Buffer r = e.fromHost(HostBuffer.of(DType.INT32, 1, new int[1]));
        Engine.Range one = new Engine.Range(1, 1, false, false, 1);
        code.launch(new Buffer[] {a, r}, new long[] {500, 1, 0}, one);
        assertThat((int[]) e.toHost(r).memory()).containsExactly(1000);
        assertThatThrownBy(() -> code.launch(new Buffer[] {a, r}, new long[] {500, 1, 1}, one))
                .isInstanceOf(KernelException.class)
                .hasMessage("summed: a0[500] is out of range for length 500");
    }
}
