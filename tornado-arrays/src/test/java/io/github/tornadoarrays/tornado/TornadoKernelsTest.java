package io.github.tornadoarrays.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.matrix.Matrix2DFloat;

/** Kernels written for TornadoVM on every engine, beside plain Java. */
public class TornadoKernelsTest {
    private static final int N = 300;
    private static final int GROUP = TornadoKernels.GROUP;

    /**
     * A kernel and what it is run with.
     *
     * @param items work items along each dimension, for a kernel that takes the context
     * @param oracle the same as a plain loop; null where the method itself is one
     */
    public record Case(
            String name,
            IntFunction<Object[]> arguments,
            long @Nullable [] items,
            @Nullable Consumer<Object[]> oracle) {
        Method method() {
            return Arrays.stream(TornadoKernels.class.getDeclaredMethods())
                    .filter(m -> m.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        void plain(Object[] arguments) throws ReflectiveOperationException {
            if (oracle != null) {
                oracle.accept(arguments);
            } else {
                method().invoke(null, arguments);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case loop(String name, IntFunction<Object[]> arguments) {
        return new Case(name, arguments, null, null);
    }

    private static long up(int n) {
        return (n + GROUP - 1L) / GROUP * GROUP;
    }

    /** Twenty kernels. */
    public static List<Case> cases() {
        return List.of(
                loop("add", n -> new Object[] {floats(n, 1), floats(n, 2), floats(n, 0)}),
                loop("saxpy", n -> new Object[] {2.5f, floats(n, 1), floats(n, 2)}),
                loop("scaleInts", n -> new Object[] {ints(n, 1), 3}),
                loop("squareRoots", n -> new Object[] {doubles(n, 1), doubles(n, 0)}),
                loop("mix", n -> new Object[] {longs(n, 1), longs(n, 0)}),
                loop("threshold", n -> new Object[] {floats(n, 1), new ByteArray(n), 0.25f}),
                loop("stencil", n -> new Object[] {floats(n, 1), floats(n, 0)}),
                loop("matrixVector", n -> new Object[] {matrix(20, 15, 1), floats(15, 2), floats(20, 0)}),
                loop("matrixProduct", n -> new Object[] {matrix(20, 15, 1), matrix(15, 12, 2), matrix(20, 12, 0)}),
                loop("transposed", n -> new Object[] {matrix(20, 15, 1), matrix(15, 20, 0)}),
                loop("escapes", n -> new Object[] {ints(n, 0), 20, 40}),
                loop("bodies", n -> new Object[] {floats(n, 1), floats(n, 0), n}),
                loop("sum", n -> new Object[] {ints(n, 1), ints(1, 0)}),
                loop("highest", n -> new Object[] {doubles(n, 1), doubles(1, 0)}),
                loop("squares", n -> new Object[] {longs(n, 1), longs(1, 0)}),
                new Case(
                        "addItems",
                        n -> new Object[] {floats(n, 1), floats(n, 2), floats(n, 0)},
                        new long[] {up(N)},
                        a -> TornadoKernels.add((FloatArray) a[0], (FloatArray) a[1], (FloatArray) a[2])),
                new Case(
                        "groupSums",
                        n -> new Object[] {floats(n, 1), floats((int) up(n) / GROUP, 0)},
                        new long[] {up(N)},
                        TornadoKernelsTest::groupSums),
                new Case(
                        "reversedGroups",
                        n -> new Object[] {ints(256, 1), ints(256, 0)},
                        new long[] {256},
                        TornadoKernelsTest::reversedGroups),
                new Case("counts", n -> new Object[] {ints(n, 1), ints(8, 0)}, new long[] {up(N)}, a -> {
                    IntArray values = (IntArray) a[0];
                    for (int i = 0; i < values.getSize(); i++) {
                        IntArray bins = (IntArray) a[1];
                        bins.set(values.get(i) & 7, bins.get(values.get(i) & 7) + 1);
                    }
                }),
                new Case(
                        "grid", n -> new Object[] {matrix(20, 70, 0)}, new long[] {128, 32}, TornadoKernelsTest::grid));
    }

    private static void groupSums(Object[] a) {
        FloatArray in = (FloatArray) a[0];
        FloatArray out = (FloatArray) a[1];
        for (int g = 0; g < out.getSize(); g++) {
            float sum = 0;
            for (int i = g * GROUP; i < Math.min(in.getSize(), (g + 1) * GROUP); i++) {
                sum += in.get(i);
            }
            out.set(g, sum);
        }
    }

    private static void reversedGroups(Object[] a) {
        IntArray in = (IntArray) a[0];
        for (int i = 0; i < in.getSize(); i++) {
            ((IntArray) a[1]).set(i, in.get(i / GROUP * GROUP + GROUP - 1 - i % GROUP));
        }
    }

    private static void grid(Object[] a) {
        Matrix2DFloat out = (Matrix2DFloat) a[0];
        for (int y = 0; y < out.getNumRows(); y++) {
            for (int x = 0; x < out.getNumColumns(); x++) {
                int group = 10 * (y / 16) + x / 16;
                out.set(y, x, group + 0.5f * (x % 16));
            }
        }
    }

    // ---- arguments

    private static FloatArray floats(int n, int seed) {
        FloatArray a = new FloatArray(n);
        Random random = new Random(seed);
        for (int i = 0; i < n; i++) {
            a.set(i, seed == 0 ? 0 : random.nextFloat());
        }
        return a;
    }

    private static DoubleArray doubles(int n, int seed) {
        DoubleArray a = new DoubleArray(n);
        Random random = new Random(seed);
        for (int i = 0; i < n; i++) {
            a.set(i, seed == 0 ? 0 : random.nextGaussian());
        }
        return a;
    }

    private static IntArray ints(int n, int seed) {
        IntArray a = new IntArray(n);
        Random random = new Random(seed);
        for (int i = 0; i < n; i++) {
            a.set(i, seed == 0 ? 0 : random.nextInt(1000) - 500);
        }
        return a;
    }

    private static LongArray longs(int n, int seed) {
        LongArray a = new LongArray(n);
        Random random = new Random(seed);
        for (int i = 0; i < n; i++) {
            a.set(i, seed == 0 ? 0 : random.nextLong() >> 30);
        }
        return a;
    }

    private static Matrix2DFloat matrix(int rows, int columns, int seed) {
        Matrix2DFloat m = new Matrix2DFloat(rows, columns);
        Random random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                m.set(i, j, seed == 0 ? 0 : random.nextFloat());
            }
        }
        return m;
    }

    // ---- the tests

    static Stream<Arguments> onEngines() {
        return Device.list().stream().flatMap(d -> cases().stream().map(c -> arguments(d.name(), c)));
    }

    @Test
    void thereAreTwenty() {
        assertThat(cases()).hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("onEngines")
    void asWrittenForTornadoVm(String device, Case c) throws ReflectiveOperationException {
        equalsPlainJava(device, c);
    }

    /** Runs a kernel with arrays of TornadoVM's API, and compares what is in them afterwards with what plain Java leaves. */
    public static void equalsPlainJava(String device, Case c) throws ReflectiveOperationException {
        Object[] expected = c.arguments.apply(N);
        Object[] got = c.arguments.apply(N);
        c.plain(expected);
        try (Device.Use _ = Device.use(device)) {
            Kernel kernel = Kernel.of(c.method());
            if (c.items == null) {
                kernel.run(got);
            } else {
                long[] block = c.items.length == 1 ? new long[] {GROUP} : new long[] {16, 16};
                kernel.items(c.items).block(block).run(got);
            }
        }
        for (int i = 0; i < expected.length; i++) {
            if (!(expected[i] instanceof Number)) {
                double[] want =
                        Np.asarray(expected[i]).astype(DType.FLOAT64).ravel().toDoubleArray();
                double[] are = Np.asarray(got[i]).astype(DType.FLOAT64).ravel().toDoubleArray();
                assertThat(are).as("argument %d of %s on %s", i, c.name, device).containsExactly(want, within(1e-4));
            }
        }
    }

    /** Arrays of the library can be given in their place, and stay where they are. */
    @Test
    void arraysOfTheLibrary() {
        NDArray x = Np.arange(5).astype(DType.FLOAT32);
        NDArray y = Np.ones(new long[] {5}, DType.FLOAT32);
        Kernel.of(TornadoKernels::saxpy).run(2f, x, y);
        assertThat(y.toString()).isEqualTo("[1. 3. 5. 7. 9.]");
    }

    /** An array of the API is seen without a copy on the host. */
    @Test
    void asarraySeesTheMemory() {
        try (Device.Use _ = Device.use("cpu")) {
            FloatArray a = floats(4, 0);
            NDArray x = Np.asarray(a);
            a.set(2, 7);
            assertThat(x.toString()).isEqualTo("[0. 0. 7. 0.]");
            assertThat(x.dtype()).isEqualTo(DType.FLOAT32);
            assertThat(Np.asarray(matrix(2, 3, 1)).shape()).containsExactly(2, 3);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void toNativeAndBack(String device) {
        try (Device.Use _ = Device.use(device)) {
            NDArray x = Np.arange(6).astype(DType.FLOAT32).mul(0.5);
            FloatArray a = x.get("::2").toNative(FloatArray.class);
            assertThat(a.getSize()).isEqualTo(3);
            assertThat(a.get(2)).isEqualTo(2f);
            Matrix2DFloat m = x.reshape(2, 3).T().toNative(Matrix2DFloat.class);
            assertThat(m.getNumRows()).isEqualTo(3);
            assertThat(m.get(2, 1)).isEqualTo(2.5f);
            assertThat(Np.asarray(m).add(0).toString())
                    .isEqualTo(x.reshape(2, 3).T().toString());
        }
        assertThatThrownBy(() -> Np.arange(3).toNative(FloatArray.class))
                .hasMessageContaining("toNative: a FloatArray does not hold int64 of shape (3,)");
    }

    static List<String> devices() {
        return Device.list().stream().map(Device::name).toList();
    }

    static void concatenates(FloatArray a, FloatArray b) {
        for (@Parallel int i = 0; i < a.getSize(); i++) {
            a.set(i, b.getSegment() == null ? 0 : 1);
        }
    }

    static void wrong(KernelContext context, FloatArray a) {
        a.set(context.globalIdx, context.hashCode());
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        Method concatenates = Arrays.stream(TornadoKernelsTest.class.getDeclaredMethods())
                .filter(m -> m.getName().equals("concatenates"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> Kernel.of(concatenates))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("FloatArray.getSegment")
                .hasMessageContaining("use get, set and getSize");
        assertThatThrownBy(() -> Kernel.of(TornadoKernels::add).run(1f, floats(2, 0), floats(2, 0)))
                .hasMessageContaining("a is given as a Float; give a FloatArray");
        assertThatThrownBy(() -> Kernel.of(TornadoKernels::addItems)
                        .items(64)
                        .asJava()
                        .run(floats(2, 0), floats(2, 0), floats(2, 0)))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("KernelContext");
    }
}
