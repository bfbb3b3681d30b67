package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.broadcastTo;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.float64;
import static io.github.tornadoarrays.Np.int8;
import static io.github.tornadoarrays.Np.ones;
import static io.github.tornadoarrays.Np.uint8;
import static io.github.tornadoarrays.Np.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.MirrorEngine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels as users call them: what may be given for each parameter, where it goes, and what is refused. */
class KernelTest {
    static void saxpy(float a, float[] x, float[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = a * x[i] + y[i];
        }
    }

    static void scaleRows(double[][] x, double[] factor, double[][] out) {
        for (@Parallel int i = 0; i < x.length; i++) {
            for (@Parallel int j = 0; j < x[i].length; j++) {
                out[i][j] = x[i][j] * factor[i];
            }
        }
    }

    static void invert(boolean[] x, char[] c) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = !x[i];
            c[i] = (char) (c[i] + 1);
        }
    }

    static void types(boolean z, byte b, short s, char c, int i, long l, float f, double d, double[] out) {
        for (@Parallel int k = 0; k < 1; k++) {
            out[0] = z ? 1 : 0;
            out[1] = b;
            out[2] = s;
            out[3] = c;
            out[4] = i;
            out[5] = l;
            out[6] = f;
            out[7] = d;
        }
    }

    /** A circle. */
    public record Circle(float x, float y, double radius, int colour) {}

    static void inside(Circle c, float[] xs, float[] ys, int[] colour) {
        for (@Parallel int i = 0; i < xs.length; i++) {
            double dx = xs[i] - c.x();
            double dy = ys[i] - c.y();
            colour[i] = dx * dx + dy * dy <= c.radius() * c.radius() ? c.colour() : 0;
        }
    }

    static void part(int from, int to, int[] x) {
        for (@Parallel int i = from; i < to; i++) {
            x[i] = i;
        }
    }

    static void sums(KernelContext c, int[] x, int[] out) {
        int[] own = c.sharedInts(64);
        int k = c.localId(0);
        own[k] = c.globalId(0) < x.length ? x[c.globalId(0)] : 0;
        for (int step = 32; step > 0; step /= 2) {
            c.barrier();
            if (k < step) {
                own[k] += own[k + step];
            }
        }
        if (k == 0) {
            out[c.groupId(0)] = own[0];
        }
    }

    static void count(KernelContext c, int[] counts, int[] sizes) {
        c.atomicAdd(counts, 0, 1);
        sizes[0] = c.globalSize(0);
        sizes[1] = c.globalSize(1);
        sizes[2] = c.localSize(0);
        sizes[3] = c.groupCount(1);
    }

    private static final Kernel SAXPY = Kernel.of(KernelTest::saxpy);
    private static final Kernel ROWS = Kernel.of(KernelTest::scaleRows);

    /** All engines there are, and the method itself. */
    static List<String> ways() {
        List<String> names = new java.util.ArrayList<>(List.of("java"));
        Engines.all().forEach(e -> names.add(e.name()));
        return names;
    }

    private static void on(String way, Runnable action) {
        Engines.with(Engines.named("test", way.equals("java") ? "cpu" : way), () -> {
            action.run();
            return "";
        });
    }

    private static void run(String way, Kernel kernel, Object... arguments) {
        if (way.equals("java")) {
            kernel.asJava().run(arguments);
        } else {
            kernel.run(arguments);
        }
    }

    // ---- arguments

    @ParameterizedTest
    @MethodSource("ways")
    void javaArraysAreWrittenInPlace(String way) {
        on(way, () -> {
            float[] x = {1, 2, 3, 4, 5};
            float[] y = {10, 20, 30, 40, 50};
            run(way, SAXPY, 2f, x, y);
            run(way, SAXPY, 1, x, y);
            assertThat(y).containsExactly(13, 26, 39, 52, 65);
            assertThat(x).containsExactly(1, 2, 3, 4, 5);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void oneArrayTwiceIsOneArray(String way) {
        on(way, () -> {
            float[] x = {1, 2, 3};
            run(way, SAXPY, 3f, x, x);
            assertThat(x).containsExactly(4, 8, 12);
            NDArray a = asarray(new float[] {1, 2, 3});
            run(way, SAXPY, 3f, a, a);
            assertThat(a.toFloatArray()).containsExactly(4, 8, 12);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void rowsOfJavaArrays(String way) {
        on(way, () -> {
            double[][] x = {{1, 2, 3}, {4, 5, 6}};
            double[][] out = new double[2][3];
            double[] first = out[0];
            run(way, ROWS, x, new double[] {2, 10}, out);
            assertThat(out).isDeepEqualTo(new double[][] {{2, 4, 6}, {40, 50, 60}});
            assertThat(out[0]).isSameAs(first);
            run(way, ROWS, new double[0][], new double[0], new double[0][0]);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void booleansAndChars(String way) {
        on(way, () -> {
            boolean[] x = {true, false, true};
            char[] c = {'a', '\uffff', 'z'};
            Kernel kernel = Kernel.of(KernelTest::invert);
            run(way, kernel, x, c);
            assertThat(x).containsExactly(false, true, false);
            assertThat(c).containsExactly('b', '\0', '{');
            NDArray b = asarray(new boolean[] {true, true, false});
            run(way, kernel, b, new char[3]);
            assertThat(b.toBooleanArray()).containsExactly(false, false, true);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyPrimitiveAndWhatWidensToIt(String way) {
        on(way, () -> {
            double[] out = new double[8];
            Kernel kernel = Kernel.of(method("types"));
            run(way, kernel, true, (byte) -1, (short) -2, 'c', -4, -5L, 0.1f, 0.1, out);
            assertThat(out).containsExactly(1, -1, -2, 'c', -4, -5, 0.1f, 0.1);
            run(way, kernel, false, (byte) 1, (byte) 2, 'd', 'e', 'f', 'g', 0.5f, out);
            assertThat(out).containsExactly(0, 1, 2, 'd', 'e', 'f', 'g', 0.5);
            run(way, kernel, false, (byte) 1, (short) 2, 'd', (short) 4, 5, 6L, 7L, out);
            assertThat(out).containsExactly(0, 1, 2, 'd', 4, 5, 6, 7);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void records(String way) {
        on(way, () -> {
            int[] colour = new int[3];
            run(
                    way,
                    Kernel.of(KernelTest::inside),
                    new Circle(1, 2, 1.5, 7),
                    new float[] {1, 2, 5},
                    new float[] {2, 3, 5},
                    colour);
            assertThat(colour).containsExactly(7, 7, 0);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void arraysStayWhereTheyAre(String way) {
        on(way, () -> {
            NDArray x = arange(100).astype(float32);
            NDArray y = ones(float32, 100);
            NDArray before = y.mul(2);
            run(way, SAXPY, 2f, x, y);
            assertThat(y.item(99)).isEqualTo(199);
            assertThat(before.item(99)).isEqualTo(2);
            assertThat(y.device()).isEqualTo(x.device());
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void largePendingReadersKeepTheOldElements(String way) {
        on(way, () -> {
            NDArray y = zeros(float32, 50_000).eval();
            NDArray before = y.add(1);
            run(way, SAXPY, 1f, ones(float32, 50_000), y);
            assertThat(before.sum().item()).isEqualTo(50_000);
            assertThat(y.sum().item()).isEqualTo(50_000);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void viewsOfOneAxis(String way) {
        on(way, () -> {
            NDArray x = arange(40).astype(float32).eval();
            NDArray y = zeros(float32, 40);
            run(way, SAXPY, 1f, x.get("10:20"), y.get("5:15"));
            run(way, SAXPY, 1f, x.get("::-4"), y.get("20::2"));
            float[] expected = new float[40];
            for (int i = 0; i < 10; i++) {
                expected[5 + i] += 10 + i;
                expected[20 + 2 * i] += 39 - 4 * i;
            }
            assertThat(y.toFloatArray()).containsExactly(expected);
            run(way, SAXPY, 1f, x.get("3:3"), y.get("3:3"));
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void viewsOfTwoAxes(String way) {
        on(way, () -> {
            NDArray x = arange(60).astype(float64).reshape(6, 10).eval();
            NDArray out = zeros(float64, 10, 6);
            NDArray factor = asarray(new double[] {1, -1, 1, -1, 1});
            run(way, ROWS, x.get("1:, ::3").get("::1"), factor, out.T().get("1:, 2:6"));
            double[][] expected = new double[10][6];
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 4; j++) {
                    expected[2 + j][1 + i] = (10 * (i + 1) + 3 * j) * (i % 2 == 0 ? 1 : -1);
                }
            }
            assertThat(out.toNested()).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void broadcastViewsMayBeRead(String way) {
        on(way, () -> {
            NDArray y = zeros(float32, 4);
            run(way, SAXPY, 1f, broadcastTo(asarray(new float[] {3}), 4), y);
            assertThat(y.toFloatArray()).containsExactly(3, 3, 3, 3);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void loopsOverPartOfAnArrayAndOverNothing(String way) {
        on(way, () -> {
            int[] x = new int[6];
            Kernel kernel = Kernel.of(KernelTest::part);
            run(way, kernel, 2, 5, x);
            run(way, kernel, 5, 2, x);
            run(way, kernel, 0, 0, x);
            assertThat(x).containsExactly(0, 0, 2, 3, 4, 0);
        });
    }

    // ---- work items

    @ParameterizedTest
    @MethodSource("ways")
    void groupsShareMemoryAndWaitForEachOther(String way) {
        on(way, () -> {
            int[] x = new int[1000];
            Arrays.setAll(x, i -> i);
            int[] out = new int[16];
            Kernel.Launch launch = Kernel.of(KernelTest::sums).items(1000).block(64);
            (way.equals("java") ? launch.asJava() : launch).run(x, out);
            int[] expected = new int[16];
            for (int i = 0; i < 1000; i++) {
                expected[i / 64] += i;
            }
            assertThat(out).containsExactly(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void gridsCountGroupsAndItemsAreRoundedUp(String way) {
        on(way, () -> {
            Kernel kernel = Kernel.of(KernelTest::count);
            int[] counts = new int[1];
            int[] sizes = new int[4];
            Kernel.Launch grid = kernel.grid(3, 2).block(8, 4);
            (way.equals("java") ? grid.asJava() : grid).run(counts, sizes);
            assertThat(counts[0]).isEqualTo(24 * 8);
            assertThat(sizes).containsExactly(24, 8, 8, 2);
            Kernel.Launch items = kernel.items(17, 5).block(8);
            (way.equals("java") ? items.asJava() : items).run(counts, sizes);
            assertThat(counts[0]).isEqualTo(24 * 8 + 24 * 5);
            assertThat(sizes).containsExactly(24, 5, 8, 5);
        });
    }

    static void uneven(KernelContext c, int[] x) {
        if (c.localId(0) != 2) {
            c.barrier();
        }
        x[c.localId(0)] = 1;
    }

    @Test
    void plainJavaFindsBarriersThatNotAllComeTo() {
        Kernel kernel = Kernel.of(KernelTest::uneven);
        assertThatThrownBy(() -> kernel.grid(1).block(4).asJava().run(new int[4]))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("work item 2")
                .hasMessageContaining("barrier");
    }

    @Test
    void plainJavaThrowsWhatTheMethodThrows() {
        assertThatThrownBy(() -> SAXPY.asJava().run(1f, new float[2], new float[3]))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class)
                .satisfies(e -> assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("saxpy"));
    }

    // ---- devices

    @ParameterizedTest
    @MethodSource("ways")
    void onANamedDevice(String way) {
        if (way.equals("java")) {
            return;
        }
        float[] y = {1};
        SAXPY.on(way).run(2f, new float[] {3}, y);
        assertThat(y).containsExactly(7);
    }

    @Test
    void devicesThatDoNotMatch() {
        assertThatThrownBy(() -> SAXPY.on("nowhere:7"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("no device \"nowhere:7\"");
        Engine elsewhere = new MirrorEngine("elsewhere:0");
        NDArray there = Engines.with(elsewhere, () -> zeros(float32, 2).eval());
        NDArray here = Engines.with(
                Engines.named("test", "cpu"), () -> zeros(float32, 2).eval());
        assertThatThrownBy(() -> SAXPY.run(1f, here, there))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("y is on elsewhere:0 and x is on host; move it with x.to(\"host\")");
    }

    // ---- refusals

    private static void refused(
            Class<? extends ArrayException> type, Kernel kernel, Object[] arguments, String... words) {
        assertThatThrownBy(() -> kernel.run(arguments)).isInstanceOf(type).hasMessageContainingAll(words);
        assertThatThrownBy(() -> kernel.asJava().run(arguments))
                .isInstanceOf(type)
                .hasMessageContainingAll(words);
    }

    private static Object[] with(Object... arguments) {
        return arguments;
    }

    @Test
    void wrongCounts() {
        refused(KernelException.class, SAXPY, with(1f), "saxpy: 1 argument given; it takes 3", "float a", "float[] x");
        refused(KernelException.class, SAXPY, with(1f, new float[1], new float[1], 2), "4 arguments given");
        refused(KernelException.class, SAXPY, with(), "0 arguments given");
        refused(KernelException.class, SAXPY, null, "1 argument given");
    }

    @Test
    void rowsThatJavaTakesForArguments() {
        Kernel rows = Kernel.of(KernelTest::rowsOnly);
        double[][] x = {{1}, {2}};
        refused(
                KernelException.class,
                rows,
                x,
                "KernelTest.rowsOnly: 2 arguments given; it takes 1 (double[][] x); Java takes the rows of an array that is"
                        + " alone for arguments, so write run((Object) x)");
        rows.run((Object) x);
        assertThat(x).isDeepEqualTo(new double[][] {{2}, {4}});
    }

    static void rowsOnly(double[][] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i][0] *= 2;
        }
    }

    @Test
    void noMethodAndNoName() {
        assertThatThrownBy(() -> Kernel.of((java.lang.reflect.Method) null))
                .isInstanceOf(KernelException.class)
                .hasMessage("kernel: the method is null; give a method reference such as Demo::saxpy");
        assertThatThrownBy(() -> Kernel.of((io.github.tornadoarrays.kernel.KernelMethod.Of1<int[]>) null))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("the function is null");
        assertThatThrownBy(() -> Device.of(null))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("device: the name is null; there are cpu, reference");
        assertThatThrownBy(() -> RawKernel.opencl(null, "f"))
                .isInstanceOf(KernelException.class)
                .hasMessageStartingWith("RawKernel.opencl: the source is null");
    }

    @Test
    void memoryThatTheReferenceEngineCannotHave() {
        try (Device.Use _ = Device.use("reference")) {
            NDArray x = Np.zeros(Np.float64, 1L << 45);
            assertThatThrownBy(x::eval)
                    .isInstanceOf(io.github.tornadoarrays.core.MemoryException.class)
                    .hasMessageContaining("could not be had");
            assertThat(Np.ones(3).sum().item()).isEqualTo(3.0);
        }
    }

    @Test
    void nulls() {
        refused(
                KernelException.class,
                SAXPY,
                with(1f, null, new float[1]),
                "saxpy: x is null; give a float[]",
                "NDArray of float32");
        refused(KernelException.class, SAXPY, with(null, new float[1], new float[1]), "a is null; give a float");
        refused(
                KernelException.class,
                ROWS,
                with(new double[][] {{1}, null}, new double[2], new double[2][1]),
                "x[1] is null");
    }

    @Test
    void wrongPrimitives() {
        float[] x = new float[1];
        refused(
                DTypeException.class,
                SAXPY,
                with(1.5, x, x),
                "saxpy: a is given as a Double; give a float, such as 1.5f");
        refused(DTypeException.class, SAXPY, with("1", x, x), "a is given as a String");
        refused(DTypeException.class, SAXPY, with(true, x, x), "a is given as a Boolean");
        refused(
                DTypeException.class,
                Kernel.of(KernelTest::part),
                with(1L, 2, new int[3]),
                "from is given as a Long",
                "such as 1");
        refused(DTypeException.class, SAXPY, with(x, x, x), "a is given as a float[]; give a float");
        refused(DTypeException.class, SAXPY, with(ones(1), x, x), "a is given as an NDArray of float64 of shape (1,)");
    }

    @Test
    void wrongArrays() {
        float[] x = new float[1];
        refused(DTypeException.class, SAXPY, with(1f, new double[1], x), "x is given as a double[]; give a float[]");
        refused(DTypeException.class, SAXPY, with(1f, 3f, x), "x is given as a Float");
        refused(DTypeException.class, SAXPY, with(1f, new float[1][1], x), "x is given as a float[][]");
        refused(DTypeException.class, SAXPY, with(1f, new Float[1], x), "x is given as a Float[]");
        refused(
                ShapeException.class,
                ROWS,
                with(new double[][] {{1, 2}, {3}}, new double[2], new double[2][2]),
                "x is ragged: row 1 has 1 elements and row 0 has 2");
    }

    @Test
    void wrongNDArrays() {
        float[] y = new float[6];
        refused(
                DTypeException.class,
                SAXPY,
                with(1f, ones(6), y),
                "x is given as an NDArray of float64",
                "astype(float32)");
        refused(ShapeException.class, SAXPY, with(1f, ones(float32, 2, 3), y), "takes 1 axis", "(2, 3)", "ravel()");
        refused(ShapeException.class, ROWS, with(ones(6), new double[6], new double[6][1]), "takes 2 axes", "reshape");
        refused(
                ShapeException.class,
                SAXPY,
                with(1f, y, broadcastTo(ones(float32, 1), 6)),
                "y is written",
                "broadcast view");
        refused(
                DTypeException.class,
                Kernel.of(KernelTest::bytes),
                with(zeros(uint8, 3)),
                "NDArray of uint8",
                "byte[] takes int8",
                "astype(int8)");
        on("cpu", () -> Kernel.of(KernelTest::bytes).run(zeros(int8, 3)));
    }

    static void bytes(byte[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i]++;
        }
    }

    @Test
    void wrongRecords() {
        Kernel kernel = Kernel.of(KernelTest::inside);
        float[] x = new float[1];
        refused(
                DTypeException.class,
                kernel,
                with("circle", x, x, new int[1]),
                "c is given as a String; give a Circle");
    }

    @Test
    void wrongLaunches() {
        Kernel sums = Kernel.of(KernelTest::sums);
        int[] x = new int[64];
        assertThatThrownBy(() -> sums.run(x, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("how many work items there are is not said; use items(n)");
        assertThatThrownBy(() -> sums.grid(1).block(1 << 20).run(x, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("1048576 work items");
        assertThatThrownBy(() -> sums.grid(1L << 40).block(64).run(x, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("at most 2147483647 items");
        assertThatThrownBy(() -> sums.grid(-1))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("grid of -1");
        assertThatThrownBy(() -> sums.block(0))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("no work items");
        assertThatThrownBy(() -> sums.grid(1, 1, 1, 1))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("4 dimensions");
        assertThatThrownBy(() -> SAXPY.items(3).run(1f, new float[3], new float[3]))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("leave out items() and grid()");
    }

    void instance(int[] x) {
        x[0] = 1;
    }

    @Test
    void notStatic() {
        assertThatThrownBy(() -> Kernel.of(method("instance"))).isInstanceOf(KernelException.class);
    }

    private static java.lang.reflect.Method method(String name) {
        return Arrays.stream(KernelTest.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatPeopleRead() {
        assertThat(SAXPY.toString()).contains("saxpy");
        assertThat(SAXPY.explain()).contains("float[] x: read\n").contains("float[] y: read and written");
        on("cpu", () -> assertThat(SAXPY.source()).contains("saxpy"));
    }

    // ---- in another precision

    static void roots(double[] x, double[] out) {
        for (@Parallel int i = 0; i < x.length; i++) {
            out[i] = Math.sqrt(x[i]) / 3;
        }
    }

    static void rowRoots(double[][] x, double[][] out) {
        for (@Parallel int i = 0; i < x.length; i++) {
            for (@Parallel int j = 0; j < x[i].length; j++) {
                out[i][j] = Math.sqrt(x[i][j]) / 3;
            }
        }
    }

    @Test
    void aRetypedKernelComputesInFloat32() {
        Kernel floats = Kernel.of(KernelTest::roots).retyped(float32);
        NDArray x = arange(5).astype(float32);
        NDArray out = zeros(float32, 5);
        floats.run(x, out);
        float[] own = new float[5];
        floats.run(x.toFloatArray(), own);
        for (int i = 0; i < 5; i++) {
            float expected = (float) Math.sqrt(i) / 3;
            assertThat(own[i]).isEqualTo(expected);
            assertThat(out.item(i)).isEqualTo(expected);
        }
        float[][] rows = new float[2][3];
        Kernel.of(KernelTest::rowRoots).retyped(float32).run(new float[][] {{0, 1, 4}, {9, 16, 25}}, rows);
        assertThat(rows[1]).containsExactly(1, 4f / 3, 5f / 3);
    }

    @Test
    void aRetypedKernelRunsAsJava() {
        Kernel.Launch floats = Kernel.of(KernelTest::rowRoots).retyped(float32).asJava();
        float[][] rows = new float[1][2];
        floats.run(new float[][] {{9, 4}}, rows);
        assertThat(rows[0]).containsExactly(1, 2f / 3);
        NDArray out = zeros(float32, 1, 2);
        floats.run(asarray(new float[][] {{9, 4}}), out);
        assertThat(out.toFloatArray()).containsExactly(1, 2f / 3);
    }

    @Test
    void aRetypedKernelTakesNoFloat64() {
        Kernel floats = Kernel.of(KernelTest::roots).retyped(float32);
        assertThatThrownBy(() -> floats.run(ones(3), ones(3)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("takes float32");
        assertThatThrownBy(() -> floats.run(new double[3], new double[3]))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("give a float[]");
        assertThatThrownBy(() -> Kernel.of(KernelTest::roots).retyped(int8))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("float32 and float64");
    }
}
