package io.github.tornadoarrays.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import io.github.tornadoarrays.kernel.Parallel;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiftTest {
    private static final int[] INTS = {
        0, 1, -1, 2, 3, 7, -8, 31, 32, 1000, -50_000, 65_535, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    private static final double[] DOUBLES = {
        0,
        -0.0,
        0.5,
        -0.5,
        1,
        -1,
        1.5,
        2.5,
        -2.5,
        0.49999999999999994,
        1e10,
        -1e19,
        3.7e38,
        1e308,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE
    };

    private static int[] ints(int n, long seed) {
        Random r = new Random(seed);
        int[] a = new int[n];
        for (int i = 0; i < n; i++) {
            int pick = r.nextInt(3);
            a[i] = pick == 0 ? INTS[r.nextInt(INTS.length)] : pick == 1 ? r.nextInt(20) - 10 : r.nextInt();
        }
        return a;
    }

    private static double[] doubles(int n, long seed) {
        Random r = new Random(seed);
        double[] a = new double[n];
        for (int i = 0; i < n; i++) {
            a[i] = r.nextBoolean() ? DOUBLES[r.nextInt(DOUBLES.length)] : r.nextGaussian() * 10;
        }
        return a;
    }

    private static long[] longs(int n, long seed) {
        int[] a = ints(n, seed);
        int[] b = ints(n, seed + 1);
        long[] l = new long[n];
        Arrays.setAll(l, i -> i % 2 == 0 ? a[i] : (long) a[i] << 32 ^ b[i]);
        return l;
    }

    private static float[] floats(int n, long seed) {
        double[] d = doubles(n, seed);
        float[] f = new float[n];
        for (int i = 0; i < n; i++) {
            f[i] = (float) d[i];
        }
        return f;
    }

    private static float[] plain(int n) {
        float[] f = new float[n];
        for (int i = 0; i < n; i++) {
            f[i] = (i * 37 % 101 - 50) / 8f;
        }
        return f;
    }

    private static float[][] rows(int n, int m) {
        float[][] a = new float[n][];
        Arrays.setAll(a, i -> floats(m, i));
        return a;
    }

    private static int[] small(int n, int below) {
        int[] a = new int[n];
        Arrays.setAll(a, i -> (i * 7919 + 13) % below - 3);
        return a;
    }

    private static Object[] arguments(String kernel, Object pair) {
        int n = 333;
        return switch (kernel) {
            case "ints" -> new Object[] {ints(n, 1), ints(n, 2), new int[n]};
            case "longs" -> new Object[] {longs(n, 3), longs(n, 4), ints(n, 5), new long[n]};
            case "floats" -> new Object[] {floats(n, 6), doubles(n, 7), new int[n], new long[n], new float[n]};
            case "small" -> {
                byte[] b = new byte[n];
                short[] s = new short[n];
                char[] c = new char[n];
                boolean[] t = new boolean[n];
                for (int i = 0; i < n; i++) {
                    b[i] = (byte) (i * 77);
                    s[i] = (short) (i * 7777);
                    c[i] = (char) (i * 12345);
                    t[i] = i % 3 == 0;
                }
                yield new Object[] {b, s, c, t, n % 2 == 0};
            }
            case "rows" -> new Object[] {rows(9, 13), new float[9][13]};
            case "switches" -> new Object[] {ints(n, 8), new int[n]};
            case "loops" -> new Object[] {ints(n, 9), new int[n], 12};
            case "steps" -> new Object[] {small(400, 50), -20, 61};
            case "calls" -> new Object[] {ints(n, 10), ints(n + 1, 11)};
            case "pairs" -> new Object[] {pair, floats(n, 12), new double[n]};
            case "grids" -> new Object[] {new int[3 * 4 * 5], 3, 4, 5};
            case "triangle" -> new Object[] {new int[17 * 17], 17};
            case "table" -> new Object[] {small(50, 40), new int[50]};
            case "sums" -> new Object[] {plain(2000), small(3001, 100), new float[2000], new int[2]};
            case "total" -> new Object[] {small(5000, 1000), new long[] {5, 6, 7}};
            case "mathOfInts" -> new Object[] {ints(n, 13), ints(n, 14), new int[n], new long[n]};
            case "mathOfFloats" -> new Object[] {floats(n, 15), doubles(n, 16), new double[n], new long[n]};
            case "powers" -> new Object[] {doubles(n, 17), doubles(n, 18), new double[n]};
            default -> throw new IllegalArgumentException(kernel);
        };
    }

    private static void compare(Class<?> in, String kernel, Object pair, boolean checked) throws Exception {
        Method m = LiftRuns.find(in, kernel);
        m.setAccessible(true);
        Object[] expected = arguments(kernel, pair);
        Object[] got = (Object[]) LiftRuns.copy(expected);
        m.invoke(null, expected);
        Lifted lifted = Lift.method(m, checked);
        LiftRuns.run(lifted, 0, 0, got);
        for (int i = 0; i < got.length; i++) {
            if (kernel.equals("sums") && got[i] instanceof float[] f) {
                assertThat(f).containsExactly((float[]) expected[i], org.assertj.core.data.Offset.offset(1e-3f));
            } else {
                assertThat(got[i])
                        .as("argument %d of %s%n%s", i, kernel, text(lifted))
                        .isEqualTo(expected[i]);
            }
        }
    }

    private static String text(Lifted l) {
        StringBuilder all = new StringBuilder();
        for (Kernel k : l.kernels()) {
            all.append(Printer.print(k));
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ints",
                "longs",
                "floats",
                "small",
                "rows",
                "switches",
                "loops",
                "steps",
                "calls",
                "pairs",
                "grids",
                "triangle",
                "table",
                "sums",
                "total",
                "mathOfInts",
                "mathOfFloats",
                "powers"
            })
    void computesWhatJavaComputes(String kernel) throws Exception {
        Object pair = new LiftFixtures.Pair(1.5f, -2);
        compare(LiftFixtures.class, kernel, pair, false);
        compare(LiftFixtures.class, kernel, pair, true);
    }

    @Test
    void readsCodeWithoutNamesAndLines(@TempDir Path folder) throws Exception {
        Path library = Path.of(Parallel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String source = Files.readString(Path.of("src/test/java/io/github/tornadoarrays/lift/LiftFixtures.java"));
        Path bareSource = Files.writeString(
                folder.resolve("LiftFixtures.java"),
                source.replace("package io.github.tornadoarrays.lift;", "package bare;"));
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        String[] options = {
            "-g:none", "-proc:none", "-d", folder.toString(), "-cp", library.toString(), bareSource.toString()
        };
        assertThat(ToolProvider.findFirst("javac").orElseThrow().run(out, out, options))
                .as("%s", messages)
                .isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> bare = loader.loadClass("bare.LiftFixtures");
            var make = loader.loadClass("bare.LiftFixtures$Pair").getDeclaredConstructor(float.class, double.class);
            make.setAccessible(true);
            Object pair = make.newInstance(1.5f, -2.0);
            for (Method m : bare.getDeclaredMethods()) {
                boolean kernel = m.getReturnType() == void.class && !Modifier.isPrivate(m.getModifiers());
                if (kernel && !m.getName().equals("groups")) {
                    compare(bare, m.getName(), pair, false);
                }
            }
            Method m = LiftRuns.find(bare, "ints");
            assertThat(Lift.method(m, false).parameters().getFirst().name()).isEqualTo("p0");
        }
    }

    @Test
    void workItemsOfAGroup() throws Exception {
        Lifted l = Lift.method(LiftRuns.find(LiftFixtures.class, "groups"), false);
        int[] in = small(64, 500);
        int[] out = new int[10];
        LiftRuns.run(l, 64, 16, in, out);
        int sum = Arrays.stream(in).sum();
        assertThat(out[0]).isEqualTo(sum);
        assertThat(out[1] + out[2] + out[3] + out[4]).isEqualTo(sum);
        assertThat(out[9]).isEqualTo(Math.max(Math.max(out[1], out[2]), Math.max(out[3], Math.max(out[4], 0))));
        assertThat(l.isGrouped()).isTrue();
    }

    // ---- what becomes what

    static void saxpy(float a, float[] x, float[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = a * x[i] + y[i];
        }
    }

    private static String text(Class<?> in, String name) {
        return text(Lift.method(LiftRuns.find(in, name), false));
    }

    @Test
    void aParallelLoopIsAGridLoop() {
        assertThat(text(LiftTest.class, "saxpy")).isEqualTo("""
                kernel LiftTest.saxpy(float32[] x, float32[] y, float32 a, int32 x_length, int32 y_length) {
                  grid i in 0..y_length {
                    y[i] = (a * x[i]) + y[i]
                  }
                }
                """);
    }

    @Test
    void loopsInsideEachOtherAreAGridIfNothingButValuesStandsBetween() {
        assertThat(text(LiftFixtures.class, "grids").split("grid ")).hasSize(4);
        assertThat(text(LiftFixtures.class, "triangle").split("grid ")).hasSize(2);
    }

    @Test
    void arraysAreReadOrWritten() {
        List<Lifted.Parameter> p =
                Lift.method(LiftRuns.find(LiftTest.class, "saxpy"), false).parameters();
        assertThat(p.get(1)).isInstanceOfSatisfying(Lifted.Parameter.Array.class, a -> {
            assertThat(a.read()).isTrue();
            assertThat(a.written()).isFalse();
        });
        assertThat(p.get(2))
                .isInstanceOfSatisfying(
                        Lifted.Parameter.Array.class,
                        a -> assertThat(a.written()).isTrue());
    }

    @Test
    void sumsAreFoldedInParts() {
        assertThat(text(LiftFixtures.class, "total"))
                .contains("grid part in 0..1024")
                .contains("fold sum over i in")
                .contains("out[1] = out[1] + ");
    }

    // ---- functions

    private static LiftedFunction function(String name) {
        return Lift.function(LiftRuns.find(LiftFixtures.class, name));
    }

    @Test
    void functionsThatChooseAreExpressions() {
        assertThat(function("leaky").body()).isEmpty();
        assertThat(Printer.text(function("leaky").result())).isEqualTo("select(x > 0.0f, x, slope * x)");
        assertThat(function("between").body()).isEmpty();
        assertThat(function("between").result().type()).isEqualTo(io.github.tornadoarrays.core.DType.BOOL);
    }

    @Test
    void functionsGiveWhatJavaGives() {
        assertThat(LiftRuns.value(function("leaky"), -2f, 0.5f)).isEqualTo(-1.0);
        assertThat(LiftRuns.value(function("between"), 3, 3L, 3.5)).isEqualTo(1L);
        assertThat(LiftRuns.value(function("between"), 3, 3L, Double.NaN)).isEqualTo(0L);
        assertThat(LiftRuns.value(function("early"), 3.0, 4)).isEqualTo(81.0);
        assertThat(LiftRuns.value(function("early"), 1000.0, 4)).isEqualTo(-1.0);
        assertThat(LiftRuns.value(function("nearest"), (byte) 5, (short) 300)).isEqualTo((long) (byte) 300);
    }

    interface FloatOperator extends Serializable {
        float apply(float x, float y);
    }

    private static Method behind(FloatOperator f) {
        return Lambdas.method(f);
    }

    @Test
    void lambdasAndMethodReferencesAreMethods() {
        LiftedFunction f = Lift.function(behind((x, y) -> x * y + 1));
        assertThat(Printer.text(f.result())).isEqualTo("(x * y) + 1.0f");
        assertThat(Printer.text(Lift.function(behind(LiftFixtures::leaky)).result()))
                .startsWith("select(");
        assertThat(Printer.text(Lift.function(behind(Math::max)).result())).startsWith("max(");
        float k = System.nanoTime();
        assertThatThrownBy(() -> behind((x, y) -> x * k))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("make it a parameter");
    }

    // ---- checks

    static void outside(int[] index, float[] x, int[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            out[i] = 100 / index[i];
            x[index[i]] += 1;
        }
    }

    static void outsideOfARow(float[][] x, int column) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i][column] = i;
        }
    }

    @Test
    void checksNameTheParameterAndTheLine() {
        Lifted l = Lift.method(LiftRuns.find(LiftTest.class, "outside"), true);
        assertThatThrownBy(() -> LiftRuns.run(l, 0, 0, new int[] {1, 9, 2}, new float[3], new int[3]))
                .isInstanceOf(KernelException.class)
                .hasMessageMatching("outside: x\\[9\\] is out of range for length 3 \\(LiftTest.java:\\d+\\)");
        assertThatThrownBy(() -> LiftRuns.run(l, 0, 0, new int[] {1, 0, 2}, new float[3], new int[3]))
                .hasMessageMatching("outside: division by zero \\(LiftTest.java:\\d+\\)");
        Lifted rows = Lift.method(LiftRuns.find(LiftTest.class, "outsideOfARow"), true);
        assertThatThrownBy(() -> LiftRuns.run(rows, 0, 0, new float[3][4], -1))
                .hasMessageContaining("outsideOfARow: x[..][-1] is out of range for length 4");
        assertThat(text(rows)).contains("check");
        assertThat(text(LiftTest.class, "outside")).doesNotContain("check");
    }
}
