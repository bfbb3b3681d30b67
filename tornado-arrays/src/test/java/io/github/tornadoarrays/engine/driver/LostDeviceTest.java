package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.TestDevices;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A device whose native interface fails: arrays keep what they had, and all goes on when it works again. */
class LostDeviceTest {
    private static final String LOST = "clEnqueueNDRangeKernel: CL_DEVICE_NOT_AVAILABLE (-2)";

    /** What fails at the moment. */
    private volatile Set<String> failing = Set.of();

    private <T> T failing(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (failing.contains(method.getName())) {
                        throw method.getName().equals("allocate")
                                ? new Driver.NoRoom("CL_OUT_OF_RESOURCES (-5)")
                                : new DeviceException(LOST);
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return result instanceof Driver.Function f ? failing(Driver.Function.class, f) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    static Iterable<String> names() {
        return TestDevices.names();
    }

    private Engines.Scope use(String name) {
        DriverEngine real = TestDevices.named(name);
        Driver driver = failing(Driver.class, real.started().driver());
        return Engines.use(new DriverEngine("lost:0", real.limits(), () -> driver));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aLaunchThatFailsLeavesArraysAsTheyWere(String name) {
        try (Engines.Scope _ = use(name)) {
            NDArray x = Np.asarray(new float[] {1, 2, 3}).eval();
            NDArray y = x.mul(2);
            failing = Set.of("launch");
            assertThatThrownBy(y::eval).isInstanceOf(DeviceException.class).hasMessageContaining(LOST);
            assertThatThrownBy(() -> x.addi(1)).isInstanceOf(DeviceException.class);
            assertThat(x.toFloatArray()).containsExactly(1, 2, 3);
            failing = Set.of();
            x.addi(10);
            assertThat(x.toFloatArray()).containsExactly(11, 12, 13);
            assertThat(y.toFloatArray()).containsExactly(2, 4, 6);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void anAllocationThatFailsLeavesArraysAsTheyWere(String name) {
        try (Engines.Scope _ = use(name)) {
            NDArray x = Np.asarray(new float[] {1, 2, 3}).eval();
            NDArray large = Np.zeros(Np.float32, 1 << 22);
            failing = Set.of("allocate");
            assertThatThrownBy(large::eval)
                    .isInstanceOf(MemoryException.class)
                    .hasMessageContaining("could not be had on " + name + " (CL_OUT_OF_RESOURCES (-5))");
            assertThat(x.toFloatArray()).containsExactly(1, 2, 3);
            failing = Set.of();
            assertThat(large.add(x.get(0)).sum().item()).isEqualTo((double) (1 << 22));
        }
    }

    static void increment(int[] x, int[] y) {
        for (@Parallel int i = 0; i < x.length; i++) {
            y[i] = x[i] + 1;
        }
    }

    /** Also where a device computes on the Java arrays themselves, which small ones are too small for. */
    @ParameterizedTest
    @MethodSource("names")
    void aKernelThatFailsLeavesJavaArraysAsTheyWere(String name) {
        Kernel kernel = Kernel.of(LostDeviceTest::increment);
        try (Engines.Scope _ = use(name)) {
            for (int n : new int[] {3, 100_000}) {
                int[] x = IntStream.range(0, n).toArray();
                int[] before = new int[n];
                int[] after = IntStream.range(1, n + 1).toArray();
                for (String function : List.of("launch", "finish", "allocate")) {
                    int[] y = new int[n];
                    failing = Set.of(function);
                    try {
                        kernel.run(x, y);
                        assertThat(y).isEqualTo(after);
                    } catch (DeviceException | MemoryException e) {
                        assertThat(x).isEqualTo(IntStream.range(0, n).toArray());
                        assertThat(y).isIn(before, after);
                    }
                    failing = Set.of();
                    kernel.run(x, y);
                    assertThat(y).isEqualTo(after);
                }
                failing = Set.of("launch");
                assertThatThrownBy(() -> kernel.run(x, before))
                        .isInstanceOf(DeviceException.class)
                        .hasMessageContaining(LOST);
                assertThat(before).isEqualTo(new int[n]);
                failing = Set.of();
            }
        }
    }

    static void shift(float[] x, float[][] rows, boolean[] flags, float[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = flags[i] ? x[i] + rows[i % rows.length][i / rows.length] : -x[i];
            flags[i] = !flags[i];
        }
    }

    /** Arrays as they lie in the heap: one given twice, one in rows, and one of a type that is copied on the way. */
    @ParameterizedTest
    @MethodSource("names")
    void largeJavaArraysOfAllKinds(String name) {
        TestDevices.named(name);
        int n = 60_000;
        float[] x = new float[n];
        boolean[] flags = new boolean[n];
        float[][] rows = new float[3][n / 3];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            flags[i] = i % 5 == 0;
            rows[i % 3][i / 3] = i * 0.5f;
        }
        float[] y = x.clone();
        boolean[] expected = flags.clone();
        Kernel kernel = Kernel.of(LostDeviceTest::shift);
        kernel.asJava().run(y, rows, expected, y);
        kernel.on(name).run(x, rows, flags, x);
        assertThat(x).isEqualTo(y);
        assertThat(flags).isEqualTo(expected);
    }

    /** Drivers of small devices have fewer groups than OpenCL tells of. */
    @ParameterizedTest
    @MethodSource("names")
    void moreGroupsThanThereAreIsRefused(String name) {
        DriverEngine real = TestDevices.named(name);
        Limits own = real.limits();
        Limits few = new Limits(
                own.traits(),
                own.model(),
                own.int64Atomics(),
                own.unified(),
                own.mostItems(),
                new long[] {4, 4, 4},
                own.sharedIfAsked(),
                own.largestBuffer(),
                1,
                1);
        Driver driver = Driver.class.cast(Proxy.newProxyInstance(
                Driver.class.getClassLoader(),
                new Class<?>[] {Driver.class},
                (_, method, arguments) -> method.getName().equals("limits")
                        ? few
                        : method.invoke(real.started().driver(), arguments)));
        Kernel kernel = Kernel.of(LostDeviceTest::numbers);
        try (Engines.Scope _ = Engines.use(new DriverEngine("small:0", few, () -> driver))) {
            int[] x = new int[8];
            kernel.grid(4).block(2).run(x);
            assertThat(x).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThatThrownBy(() -> kernel.grid(5).block(2).run(x))
                    .isInstanceOf(KernelException.class)
                    .hasMessageContaining("5 groups along dimension 0; " + name + " allows 4 there");
            assertThat(x).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    static void numbers(KernelContext c, int[] x) {
        if (c.globalId(0) < x.length) {
            x[c.globalId(0)] = c.globalId(0);
        }
    }
}
