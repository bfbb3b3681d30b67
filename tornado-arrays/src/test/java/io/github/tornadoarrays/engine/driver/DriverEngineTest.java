package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.run.TestDevices;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"opencl:0", "cuda:0"})
class DriverEngineTest {
    @Parameter
    private String name;

    /** With its words for what languages call differently. */
    private static final String SAXPY = """
            KERNEL void saxpy(float a, GLOBAL const float* x, GLOBAL float* y, int n) {
                int i = ID;
                if (i < n) y[i] = a * x[i] + y[i];
            }
            """;

    private DriverEngine engine;

    @BeforeEach
    void findDevice() {
        engine = TestDevices.named(name);
    }

    private boolean isCuda() {
        return name.startsWith("cuda");
    }

    /** The source in the device's language. */
    private String source(String text) {
        return isCuda()
                ? text.replace("KERNEL", "extern \"C\" __global__")
                        .replace("GLOBAL ", "")
                        .replace("ID", "blockIdx.x * blockDim.x + threadIdx.x")
                : text.replace("KERNEL", "kernel").replace("GLOBAL", "global").replace("ID", "get_global_id(0)");
    }

    @Test
    void devicesSayWhatTheyAre() {
        assertThat(engine.name()).isEqualTo(name);
        assertThat(engine.traits().description()).contains("driver");
        assertThat(engine.traits().units()).isPositive();
        assertThat(engine.traits().mostInGroup()).isPositive();
        assertThat(engine.traits().sharedBytes()).isPositive();
        assertThat(engine.traits().memoryBytes()).isPositive();
    }

    /** So many that a work item does several at once, as vectors where it can; checked kernels one by one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyElements(boolean checked) {
        int n = 1 << 21;
        HostBuffer x = HostBuffer.allocate(DType.FLOAT32, n);
        for (int i = 0; i < n; i++) {
            x.setDouble(i, i % 1000);
        }
        Buf from = new Buf("x", DType.FLOAT32, 0);
        Buf to = new Buf("r", DType.FLOAT32, 1);
        Expr.Var g = new Expr.Var("g", DType.INT64);
        Expr.Var i = new Expr.Var("i", DType.INT64);
        Expr.Var length = new Expr.Var("n", DType.INT64);
        Expr zero = Expr.constant(DType.INT64, 0);
        Expr one = Expr.constant(DType.INT64, 1);
        Expr more = Expr.apply(Op.ADD, new Expr.Load(from, i), Expr.constant(DType.FLOAT32, 1.0));
        Stmt lanes = new Stmt.Loop(Stmt.LoopKind.LANES, i, zero, length, List.of(new Stmt.Store(to, i, more)));
        Kernel kernel = new Kernel(
                "more",
                List.of(from, to),
                List.of(length),
                List.of(new Stmt.Loop(Stmt.LoopKind.GRID, g, zero, one, List.of(lanes))));
        Engine.Executable code =
                checked ? engine.compileChecked(kernel, true, false) : engine.compile(kernel, true, false);
        Buffer result = engine.allocate(DType.FLOAT32, n);
        code.launch(new Buffer[] {engine.fromHost(x), result}, new long[] {n}, new Engine.Range(1, n, true, false, 1));
        HostBuffer got = engine.toHost(result);
        for (int k = 0; k < n; k++) {
            assertThat(got.getDouble(k)).isEqualTo(k % 1000 + 1);
        }
    }

    @Test
    void aKernelComputes() {
        int n = 1003;
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            y[i] = 2 * i;
        }
        DriverBuffer dx = (DriverBuffer) engine.fromHost(HostBuffer.of(DType.FLOAT32, n, x));
        DriverBuffer dy = (DriverBuffer) engine.fromHost(HostBuffer.of(DType.FLOAT32, n, y));
        launchSaxpy(kernel("saxpy", SAXPY), 3f, dx, dy, n);
        assertThat((float[]) engine.toHost(dy).memory()).containsExactly(range(n, 5));
    }

    private static float[] range(int n, float step) {
        float[] a = new float[n];
        for (int i = 0; i < n; i++) {
            a[i] = i * step;
        }
        return a;
    }

    private Launcher kernel(String entry, String text) {
        DriverEngine.Started s = engine.started();
        String source = source(text);
        return new Launcher(s, s.programs().get(entry, source, ""), source, entry, entry);
    }

    private static void launchSaxpy(Launcher kernel, float a, DriverBuffer x, DriverBuffer y, int n) {
        kernel.lock.lock();
        try {
            kernel.function.setScalar(0, DType.FLOAT32, Double.doubleToRawLongBits(a));
            kernel.function.setMemory(1, x.memory());
            kernel.function.setMemory(2, y.memory());
            kernel.function.setScalar(3, DType.INT32, n);
            kernel.launch(new long[] {(n + 63) / 64 * 64L}, new long[] {64});
        } finally {
            kernel.lock.unlock();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4098, 1 << 16, 1 << 20, (3 << 20) + 5, (9 << 20) + 7})
    void transfersKeepEveryByte(int length) {
        long[] data = new Random(7).longs(length).toArray();
        Buffer there = engine.fromHost(HostBuffer.of(DType.INT64, length, data));
        assertThat(there.place()).isSameAs(engine);
        assertThat((long[]) engine.toHost(there).memory()).isEqualTo(data);
    }

    @Test
    void partsAreCopied() {
        Buffer there = engine.fromHost(HostBuffer.of(DType.COMPLEX64, 3, new float[] {0, 1, 2, 3, 4, 5}));
        engine.write(HostBuffer.of(DType.FLOAT32, 3, new float[] {7, 8, 9}), 1, there, 2, 2);
        HostBuffer back = HostBuffer.of(DType.FLOAT32, 4, new float[4]);
        engine.read(there, 1, back, 0, 4);
        assertThat((float[]) back.memory()).containsExactly(1, 8, 9, 4);
    }

    @Test
    void whatIsReleasedIsUsedAgain() {
        Buffer first = engine.allocate(DType.FLOAT32, 12_345);
        Memory memory = ((DriverBuffer) first).memory();
        engine.release(first);
        engine.release(first);
        Buffer second = engine.allocate(DType.INT32, 12_340);
        assertThat(((DriverBuffer) second).memory()).isSameAs(memory);
        assertThat(((DriverBuffer) engine.allocate(DType.INT32, 12_340)).memory())
                .isNotSameAs(memory);
        assertThatThrownBy(() -> engine.toHost(first)).hasMessageContaining("released");
    }

    @Test
    void whatIsUnreachableIsUsedAgain() {
        Pool pool = new Pool(engine.started().driver(), 200L << 20);
        for (int i = 0; i < 100; i++) {
            assertThat(pool.allocate(engine, DType.FLOAT64, 1 << 20).memory().bytes())
                    .isEqualTo(8 << 20);
        }
        assertThat(pool.stats().hits()).isPositive();
        assertThat(pool.stats().liveBytes() + pool.stats().idleBytes()).isLessThanOrEqualTo(200L << 20);
        pool.dropIdle();
    }

    @Test
    void memoryThatCannotBeHadIsAnException() {
        Pool pool = new Pool(engine.started().driver(), 64L << 20);
        Buffer held = pool.allocate(engine, DType.FLOAT64, 4 << 20);
        assertThatThrownBy(() -> pool.allocate(engine, DType.FLOAT64, 6 << 20))
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("50.3 MB for float64 (6291456 elements) could not be had on " + name)
                .hasMessageContaining("live arrays there have 33.6 MB of 67.1 MB")
                .hasMessageContaining("1 array is live: float64 work space of 4194304 with 33.6 MB");
        assertThat(held.length()).isEqualTo(4 << 20);
        assertThatThrownBy(() -> engine.allocate(DType.FLOAT64, 1L << 60)).isInstanceOf(MemoryException.class);
    }

    @Test
    void sourceThatDoesNotCompileIsShownWithItsLog() {
        assertThatThrownBy(() -> kernel("wrong", "KERNEL void wrong(GLOBAL float* x) {\n    x[0] = nothing;\n}\n"))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining(
                        "wrong: the " + engine.started().driver().language().name() + " does not compile")
                .hasMessageContaining(isCuda() ? "NVRTC_ERROR_COMPILATION (6)" : "CL_BUILD_PROGRAM_FAILURE (-11)")
                .hasMessageContaining("nothing")
                .hasMessageContaining("2      x[0] = nothing;");
        assertThatThrownBy(() -> kernel("other", SAXPY))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("no kernel function \"other\"");
    }

    @Test
    void sizesTheDeviceDoesNotHaveAreRefused() {
        Launcher k = kernel("saxpy", SAXPY);
        long most = k.function.mostInGroup();
        assertThatThrownBy(() -> k.check(new long[] {most, most}, new long[] {most, 2}))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("at most " + most);
        assertThatThrownBy(() -> k.check(new long[] {100}, new long[] {64}))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("100 work items along dimension 0 can't be divided into groups of 64");
        assertThatThrownBy(() -> k.check(new long[] {100}, new long[] {0})).isInstanceOf(KernelException.class);
    }

    @Test
    void manyThreadsLaunchOneKernel() throws InterruptedException {
        Launcher k = kernel("saxpy", SAXPY);
        AtomicInteger wrong = new AtomicInteger();
        Thread[] threads = IntStream.range(0, 4)
                .mapToObj(t -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 50; i++) {
                        int n = 100 + t;
                        DriverBuffer x = (DriverBuffer) engine.fromHost(HostBuffer.of(DType.FLOAT32, n, range(n, 1)));
                        DriverBuffer y = (DriverBuffer) engine.fromHost(HostBuffer.of(DType.FLOAT32, n, range(n, 2)));
                        launchSaxpy(k, t, x, y, n);
                        float[] result = (float[]) engine.toHost(y).memory();
                        if (!java.util.Arrays.equals(result, range(n, 2 + t))) {
                            wrong.incrementAndGet();
                        }
                        engine.release(x);
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread t : threads) {
            t.join();
        }
        assertThat(wrong).hasValue(0);
    }

    @Test
    void aRawKernelKnowsItsParameters() {
        Engine.Raw raw = engine.raw(engine.started().driver().language().name(), source(SAXPY), "saxpy");
        HostBuffer host = HostBuffer.of(DType.FLOAT32, 4, new float[] {1, 2, 3, 4});
        Engine.Argument a = new Engine.Argument.Scalar(DType.FLOAT32, Double.doubleToRawLongBits(2));
        Engine.Argument x = new Engine.Argument.Memory(engine.fromHost(host));
        Buffer result = engine.fromHost(host);
        Engine.Argument y = new Engine.Argument.Memory(result);
        Engine.Argument n = new Engine.Argument.Scalar(DType.INT32, 4);
        raw.launch(new long[] {1}, new long[] {4}, List.of(a, x, y, n));
        assertThat((float[]) engine.toHost(result).memory()).containsExactly(3, 6, 9, 12);
        assertThat(raw.writes(1)).isFalse();
        assertThat(raw.writes(2)).isTrue();
        String x0 = isCuda() ? "const float* x" : "float* x";
        assertThatThrownBy(() -> raw.check(List.of(a, x, y)))
                .isInstanceOf(KernelException.class)
                .hasMessage("saxpy: 3 arguments given; the kernel takes 4 (float a, " + x0 + ", float* y, int n)");
        assertThatThrownBy(() -> raw.check(List.of(n, x, y, n)))
                .isInstanceOf(KernelException.class)
                .hasMessageStartingWith("saxpy: argument 0 is a scalar of type int32; the kernel takes `float a`");
        Engine.Argument ints = new Engine.Argument.Memory(engine.allocate(DType.INT32, 4));
        assertThatThrownBy(() -> raw.check(List.of(a, ints, y, n)))
                .isInstanceOf(KernelException.class)
                .hasMessageStartingWith("saxpy: argument 1 is an array of int32; the kernel takes `" + x0 + "`");
        assertThatThrownBy(() -> engine.raw("Fortran", "", "f"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining(name + " takes no kernels written in Fortran");
    }

    @Test
    void aRawKernelSharesMemoryInItsGroups() {
        Assumptions.assumeFalse(isCuda(), "the test of RawKernel.cuda does this");
        Engine.Raw raw = engine.raw("OpenCL C", """
                kernel void reverse(global int* x, local int* t) {
                    int i = get_local_id(0);
                    t[i] = x[get_global_id(0)];
                    barrier(CLK_LOCAL_MEM_FENCE);
                    x[get_global_id(0)] = t[get_local_size(0) - 1 - i];
                }
                """, "reverse");
        Buffer x = engine.fromHost(HostBuffer.of(DType.INT32, 6, new int[] {0, 1, 2, 3, 4, 5}));
        Engine.Argument memory = new Engine.Argument.Memory(x);
        raw.launch(new long[] {2}, new long[] {3}, List.of(memory, new Engine.Argument.Shared(12)));
        assertThat((int[]) engine.toHost(x).memory()).containsExactly(2, 1, 0, 5, 4, 3);
        assertThatThrownBy(() -> raw.launch(
                        new long[] {2}, new long[] {3}, List.of(memory, new Engine.Argument.Shared(1L << 40))))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("1,099,511,627,776 bytes of shared memory");
        assertThatThrownBy(() -> raw.launch(
                        new long[] {1L << 62}, new long[] {4}, List.of(memory, new Engine.Argument.Shared(12))))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("less than 2**63 work items");
    }
}
