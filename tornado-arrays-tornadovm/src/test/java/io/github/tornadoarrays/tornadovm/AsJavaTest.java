package io.github.tornadoarrays.tornadovm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.ndimage.Border;
import io.github.tornadoarrays.ndimage.Ndimage;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels for which TornadoVM's compiler by itself gives code that computes something else than Java. */
class AsJavaTest {
    private static final int N = 2000;

    private static final long[] LONGS = new Random(1).longs(N).toArray();
    private static final int[] INTS = new Random(2).ints(N).toArray();
    private static final int[] FEW = new Random(3).ints(N, -2, 10).toArray();

    /** That a kernel leaves the same in an array of longs on TornadoVM as in plain Java. */
    private static void same(Consumer<long[]> java, Kernel kernel, Object... inputs) {
        long[] expected = new long[N];
        java.accept(expected);
        long[] got = new long[N];
        Object[] all = Arrays.copyOf(inputs, inputs.length + 1);
        all[inputs.length] = got;
        try (Device.Use _ = Device.use("tornado:0")) {
            kernel.run(all);
        }
        assertThat(got).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uint8", "uint16", "uint32", "uint64", "int8"})
    void largestAndSmallest(String type) {
        NDArray x = Np.asarray(new int[][] {{3, 100, 7, 127, 9}, {-1, 0, -56, 12, -128}})
                .astype(DType.of(type))
                .to("tornado:0");
        NDArray host = x.to("host");
        assertThat(x.max(1).toString()).isEqualTo(host.max(1).toString());
        assertThat(x.min(1).toString()).isEqualTo(host.min(1).toString());
        assertThat(x.max().item()).isEqualTo(host.max().item());
        assertThat(x.argmax(1).toString()).isEqualTo(host.argmax(1).toString());
    }

    /** Numbers made of products that overflow. */
    @Test
    void numbersOfPhilox() {
        double[][] numbers = new double[2][];
        for (int i = 0; i < 2; i++) {
            try (Device.Use _ = Device.use(i == 0 ? "cpu" : "tornado:0")) {
                numbers[i] =
                        io.github.tornadoarrays.Random.philox(1).random(1000).toDoubleArray();
            }
        }
        assertThat(numbers[1]).containsExactly(numbers[0]);
    }

    /** Each border is a branch of a kernel with loops, which are compared with constants. */
    @ParameterizedTest
    @EnumSource(Border.Mode.class)
    void coefficientsOfSplines(Border.Mode mode) {
        Border border = new Border(mode, 0);
        NDArray x = Np.asarray(new double[] {3, 200, 7, 255, 9, 1, 2, 3}).to("host");
        double[] there = Ndimage.splineFilter(x.to("tornado:0"), border).toDoubleArray();
        assertThat(there).containsExactly(Ndimage.splineFilter(x, border).toDoubleArray(), within(1e-9));
    }

    static void extended(int[] a, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            long low = a[i] & 0xff;
            out[i] = (low - 100 < 0 ? 1 : 2L) + (low > -1 ? 10 : 20);
        }
    }

    @Test
    void bitsAreExtendedByZerosToSignedNumbers() {
        same(out -> extended(INTS, out), Kernel.of(AsJavaTest::extended), INTS);
    }

    static void unsigned(long[] a, int[] b, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[i] = (Long.compareUnsigned(a[i], a[out.length - 1 - i]) < 0 ? 1 : 0)
                    + (Integer.compareUnsigned(b[i], 7) < 0 ? 2 : 0)
                    + (b[i] >>> 28)
                    + (a[i] >>> b[i])
                    + (b[i] >>> b[out.length - 1 - i])
                    + (a[i] << b[i]);
        }
    }

    @Test
    void unsignedNumbersAreComparedAndShiftedAsSuch() {
        same(out -> unsigned(LONGS, INTS, out), Kernel.of(AsJavaTest::unsigned), LONGS, INTS);
    }

    static void wraps(long[] a, int[] b, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            long low = a[i] & 0xffffffffL;
            long product = low * 3779882131L;
            int next = b[i] + 1;
            out[i] = (product >>> 63) + (next < b[i] ? 2 : 0) + (-b[i] == b[i] ? 4 : 0) + (b[i] * b[i] < 0 ? 8 : 0);
        }
    }

    @Test
    void integersWrap() {
        int[] b = INTS.clone();
        b[0] = Integer.MAX_VALUE;
        b[1] = Integer.MIN_VALUE;
        same(out -> wraps(LONGS, b, out), Kernel.of(AsJavaTest::wraps), LONGS, b);
    }

    static void bits(double[] x, float[] y, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            long d = Double.doubleToRawLongBits(x[i]);
            int f = Float.floatToRawIntBits(y[i]);
            boolean equal = Double.doubleToRawLongBits(Double.longBitsToDouble(d ^ 1)) == (d ^ 1)
                    && Float.floatToRawIntBits(Float.intBitsToFloat(f ^ Integer.MIN_VALUE)) == (f ^ Integer.MIN_VALUE);
            out[i] = equal ? d + 31L * f : 0;
        }
    }

    /** Numbers of all kinds: of random bits, and each that is special, with both signs; of NaN some with other bits than Java's own. */
    private static double[] doubles() {
        double[] x = Arrays.stream(LONGS).mapToDouble(Double::longBitsToDouble).toArray();
        double[] special = {
            0,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            1,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NaN,
            Double.longBitsToDouble(0x7ff8000000000123L)
        };
        for (int i = 0; i < special.length; i++) {
            x[2 * i] = special[i];
            x[2 * i + 1] = Double.longBitsToDouble(Double.doubleToRawLongBits(special[i]) ^ Long.MIN_VALUE);
        }
        return x;
    }

    private static float[] floats() {
        float[] y = new float[N];
        double[] x = doubles();
        for (int i = 0; i < N; i++) {
            y[i] = i < 16 ? (float) x[i] : Float.intBitsToFloat(INTS[i]);
        }
        return y;
    }

    @Test
    void bitsOfFloats() {
        same(out -> bits(doubles(), floats(), out), Kernel.of(AsJavaTest::bits), doubles(), floats());
    }

    static void fused(double[] a, float[] b, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int j = out.length - 1 - i;
            out[i] = Double.doubleToRawLongBits(Math.fma(a[i], a[j], a[i] * -a[j]))
                    + Float.floatToRawIntBits(Math.fma(b[i], b[j], -(b[i] * b[j])));
        }
    }

    /** What a product loses where it is rounded, which is not 0 only if one of the two is rounded once and the other twice. */
    @Test
    void productsAreFusedWithSumsWhereTheKernelSaysSo() {
        double[] a = new Random(4).doubles(N).toArray();
        float[] b = new float[N];
        Arrays.setAll(a, i -> i % 3 == 0 ? -a[i] : a[i]);
        for (int i = 0; i < N; i++) {
            b[i] = (float) a[i];
        }
        same(out -> fused(a, b, out), Kernel.of(AsJavaTest::fused), a, b);
    }

    static void separate(double[] a, float[] b, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            int j = out.length - 1 - i;
            out[i] = Double.doubleToRawLongBits(a[i] * a[j] - a[j]) + Float.floatToRawIntBits(b[j] + b[i] * b[j]);
        }
    }

    @Test
    void otherwiseTheyAreNot() {
        double[] a = new Random(5).doubles(N).toArray();
        float[] b = new float[N];
        for (int i = 0; i < N; i++) {
            b[i] = (float) a[i];
        }
        same(out -> separate(a, b, out), Kernel.of(AsJavaTest::separate), a, b);
    }

    /** NaN has a sign as well, also where it is computed and not read from memory; but a card's arithmetic, {@code -x} too, need not keep it. */
    @ParameterizedTest
    @ValueSource(strings = {"float16", "bfloat16", "float32", "float64"})
    void signsOfFloats(String type) {
        NDArray x;
        NDArray y;
        // here and not on a device, whose conversions need not keep the sign of a NaN
        try (Device.Use _ = Device.use("cpu")) {
            x = Np.asarray(doubles()).astype(DType.of(type)).eval();
            y = Np.flip(x).copy().eval();
        }
        boolean[] expected = Np.signbit(x).toBooleanArray();
        assertThat(expected).contains(true, false);
        try (Device.Use _ = Device.use("tornado:0")) {
            NDArray there = x.to("tornado:0");
            assertThat(Np.signbit(there).toBooleanArray()).containsExactly(expected);
            assertThat(Np.signbit(Np.copysign(Np.abs(there), there)).toBooleanArray())
                    .containsExactly(expected);
            NDArray copied = Np.copysign(there, y.to("tornado:0"));
            assertThat(Np.signbit(copied).toBooleanArray())
                    .containsExactly(Np.signbit(y).toBooleanArray());
            assertThat(Np.isnan(copied).toBooleanArray())
                    .containsExactly(Np.isnan(x).toBooleanArray());
        }
    }

    static void swaps(int[] b, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            long x = b[i];
            long y = i;
            double u = 1;
            double v = 2;
            for (int k = 0; k < (b[i] & 7); k++) {
                long t = x;
                x = y;
                y = t;
                double w = u;
                u = v;
                v = w + 1;
            }
            out[i] = x - 3 * y + (long) (u - 5 * v);
        }
    }

    @Test
    void variablesOfALoopChangePlaces() {
        same(out -> swaps(INTS, out), Kernel.of(AsJavaTest::swaps), INTS);
    }

    static void cases(int[] kind, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            long x = 0;
            switch (kind[i]) {
                case 0, 2, 7 -> {
                    for (int k = 0; k < i % 5; k++) {
                        x += kind[k];
                    }
                }
                case 5 -> x = 55;
                case 1 -> x = i;
                default -> x = -1;
            }
            out[i] = x;
        }
    }

    @Test
    void casesOfASwitch() {
        same(out -> cases(FEW, out), Kernel.of(AsJavaTest::cases), FEW);
    }

    static void partly(int[] kind, int n, long[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            long x = 0;
            boolean small = kind[i] == 0 || kind[i] > 7 || i < 3;
            if (small) {
                for (int k = 0; k < i % 5; k++) {
                    x += kind[k];
                }
            } else {
                x = -kind[i];
            }
            // what is behind the end must not be read
            if (i + 1 < n && kind[i + 1] > kind[i] || i > 0 && kind[i - 1] == 3) {
                x += 100;
            } else if (small) {
                x += 1000;
            }
            out[i] = x;
        }
    }

    @Test
    void conditionsOfSeveralParts() {
        same(out -> partly(FEW, N, out), Kernel.of(AsJavaTest::partly), FEW, N);
    }

    static void jumps(IntArray kind, IntArray out) {
        for (@uk.ac.manchester.tornado.api.annotations.Parallel int i = 0; i < out.getSize(); i++) {
            int x = 0;
            if (kind.get(i) == 0 || kind.get(i) > 7 || i < 3) {
                for (int k = 0; k < i % 5; k++) {
                    x += kind.get(k);
                }
            } else {
                x = -kind.get(i);
            }
            out.set(i, x);
        }
    }

    /** TornadoVM's own task graphs compile it, wrongly; in this package they don't get as far. */
    @Test
    void whatIsNotNestedIsRefused() {
        IntArray kind = IntArray.fromArray(FEW);
        IntArray out = new IntArray(N);
        TaskGraph graph = new TaskGraph("unnested")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, kind)
                .task("jumps", AsJavaTest::jumps, kind, out)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, out);
        assertThat(Sdk.Found.DEVICES.engines()).isNotEmpty();
        assertThatThrownBy(() -> {
                    try (TornadoExecutionPlan plan = new TornadoExecutionPlan(graph.snapshot())) {
                        plan.execute();
                    }
                })
                .hasStackTraceContaining("its branches are not nested, which TornadoVM writes wrongly");
        assertThat(IntStream.range(0, N).allMatch(i -> out.get(i) == 0)).isTrue();
    }
}
