package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Engine.Items;
import io.github.tornadoarrays.ir.AtomicOp;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Expr.IdKind;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.opt.GridItems;
import io.github.tornadoarrays.run.TestDevices;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"opencl:0", "cuda:0"})
class MethodKernelTest {
    @Parameter
    private String name;

    private static final Buf X = new Buf("x", DType.INT32, 0);
    private static final Expr.Var I = new Expr.Var("i", DType.INT32);
    private static final Expr.Var N = new Expr.Var("n", DType.INT32);

    private DriverEngine engine;

    @BeforeEach
    void findDevice() {
        engine = TestDevices.named(name);
    }

    /** x[i] = i * 2 for i in 0..n, which must be below x.length = 5. */
    private static Kernel doubled() {
        Expr inside = Expr.apply(Op.LT, I, Expr.constant(DType.INT32, 5));
        Stmt check = new Stmt.Check(
                inside,
                "doubled: x[{0}] is out of range for length {1} (Demo.java:7)",
                List.of(Expr.cast(DType.INT64, I), Expr.constant(DType.INT64, 5)));
        Stmt store = new Stmt.Store(X, I, Expr.mul(I, Expr.constant(DType.INT32, 2)));
        Stmt loop = new Stmt.Loop(
                LoopKind.GRID,
                I,
                Expr.constant(DType.INT32, 0),
                N,
                List.of(check, new Stmt.If(inside, List.of(store), List.of())));
        return new Kernel("doubled", List.of(X), List.of(N), List.of(loop));
    }

    private Buffer zeros(int n) {
        return engine.fromHost(HostBuffer.of(DType.INT32, n, new int[n]));
    }

    @Test
    void gridLoopsRun() {
        Buffer x = zeros(5);
        Engine.Executable code = engine.compile(doubled(), false);
        code.launch(new Buffer[] {x}, new long[] {5}, new Items(List.of(5L), List.of()));
        assertThat((int[]) engine.toHost(x).memory()).containsExactly(0, 2, 4, 6, 8);
        Buffer y = zeros(5);
        code.launch(new Buffer[] {y}, new long[] {3}, new Items(List.of(3L), List.of(2L)));
        assertThat((int[]) engine.toHost(y).memory()).containsExactly(0, 2, 4, 0, 0);
        code.launch(new Buffer[] {y}, new long[] {0}, new Items(List.of(0L), List.of()));
        assertThat(code.source()).containsPattern("kernel void|__global__ void");
    }

    @Test
    void aFailedCheckIsAnExceptionOnceForEachLaunch() {
        Buffer x = zeros(5);
        Engine.Executable code = engine.compile(doubled(), false);
        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> code.launch(new Buffer[] {x}, new long[] {6}, new Items(List.of(6L), List.of())))
                    .isInstanceOf(KernelException.class)
                    .hasMessage("doubled: x[5] is out of range for length 5 (Demo.java:7)");
            code.launch(new Buffer[] {x}, new long[] {5}, new Items(List.of(5L), List.of()));
        }
        assertThat((int[]) engine.toHost(x).memory()).containsExactly(0, 2, 4, 6, 8);
    }

    @Test
    void workItemsShareMemory() {
        Buf shared = new Buf("shared", DType.INT32, -1);
        Expr local = new Expr.Id(IdKind.LOCAL, 0);
        Expr global = new Expr.Id(IdKind.GLOBAL, 0);
        Expr mirrored = Expr.apply(
                Op.SUB, Expr.apply(Op.SUB, new Expr.Id(IdKind.LOCAL_SIZE, 0), Expr.constant(DType.INT32, 1)), local);
        Kernel kernel = new Kernel(
                "mirrored",
                List.of(X),
                List.of(),
                List.of(
                        new Stmt.Shared(shared, 8),
                        new Stmt.Store(shared, local, global),
                        new Stmt.Barrier(),
                        new Stmt.Store(X, global, new Expr.Load(shared, mirrored))));
        Buffer x = zeros(6);
        Engine.Executable code = engine.compile(kernel, false);
        code.launch(new Buffer[] {x}, new long[0], new Items(List.of(6L), List.of(3L)));
        assertThat((int[]) engine.toHost(x).memory()).containsExactly(2, 1, 0, 5, 4, 3);
        assertThatThrownBy(() -> code.launch(new Buffer[] {x}, new long[0], new Items(List.of(6L), List.of(4L))))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("6 work items along dimension 0 can't be divided into groups of 4");
        assertThatThrownBy(() ->
                        code.launch(new Buffer[] {x}, new long[0], new Items(List.of(1L << 30), List.of(1L << 30))))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining(name + " allows");
        assertThatThrownBy(() -> code.launch(new Buffer[] {x}, new long[0], new Items(List.of(-1L), List.of())))
                .isInstanceOf(KernelException.class);
    }

    @Test
    void aKernelCanBeBuiltForGroupsOfOneSize() {
        Buffer x = zeros(5);
        ItemKernel code = ItemKernel.of(engine, GridItems.of(doubled())).forGroups(new long[] {6});
        assertThat(code.text())
                .contains(
                        engine.name().startsWith("cuda")
                                ? "void __launch_bounds__(6) "
                                : "reqd_work_group_size(6, 1, 1)");
        code.launch(new Buffer[] {x}, new long[] {5}, new long[] {6}, new long[] {6});
        assertThat((int[]) engine.toHost(x).memory()).containsExactly(0, 2, 4, 6, 8);
    }

    @Test
    void moreSharedMemoryThanThereIsIsRefused() {
        Buf shared = new Buf("shared", DType.FLOAT64, -1);
        Kernel kernel = new Kernel(
                "greedy",
                List.of(X),
                List.of(),
                List.of(new Stmt.Shared(shared, engine.traits().sharedBytes())));
        assertThatThrownBy(() -> engine.compile(kernel, false))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("greedy: a group shares arrays of");
    }

    @Test
    void aDeviceWithoutFloat64SaysSo() {
        Engine.Traits t = new Engine.Traits("a small one", false, true, false, false, 1, 256, 1 << 15, 1 << 30);
        long[] many = {256, 256, 256};
        Limits without = new Limits(t, "a small one", false, false, many, many, 1 << 15, 1 << 28, 1, 1);
        Buf y = new Buf("y", DType.INT64, 1);
        Expr at = Expr.constant(DType.INT32, 0);
        Expr half = Expr.constant(DType.FLOAT64, 0.5);
        Kernel real = new Kernel(
                "halved", List.of(X), List.of(), List.of(new Stmt.Store(X, at, Expr.cast(DType.INT32, half))));
        assertThatThrownBy(() -> ItemKernel.checkTypes(real, "opencl:7", without))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("halved: opencl:7 (a small one) has no float64");
        Stmt add = new Stmt.Atomic(
                AtomicOp.ADD, new Expr.Var("before", DType.INT64), y, at, List.of(Expr.constant(DType.INT64, 1)));
        assertThatThrownBy(() -> ItemKernel.checkTypes(
                        new Kernel("count", List.of(X, y), List.of(), List.of(add)), "opencl:7", without))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("has no atomic operations on int64");
        ItemKernel.checkTypes(doubled(), "opencl:7", without);
    }
}
