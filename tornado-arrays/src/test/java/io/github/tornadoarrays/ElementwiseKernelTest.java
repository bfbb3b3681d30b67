package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.axis;
import static io.github.tornadoarrays.Np.bool_;
import static io.github.tornadoarrays.Np.complex128;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.float64;
import static io.github.tornadoarrays.Np.int32;
import static io.github.tornadoarrays.Np.int64;
import static io.github.tornadoarrays.Np.linspace;
import static io.github.tornadoarrays.Np.ones;
import static io.github.tornadoarrays.Np.uint8;
import static io.github.tornadoarrays.Np.vectorize;
import static io.github.tornadoarrays.Np.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.run.Engines;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lambdas and methods as functions of arrays, and folds made of them. */
class ElementwiseKernelTest {
    static List<String> engines() {
        return Engines.all().stream().map(e -> e.name()).toList();
    }

    private static void on(String engine, Runnable action) {
        Engines.with(Engines.named("test", engine), () -> {
            action.run();
            return "";
        });
    }

    static int escape(double re, double im, int most) {
        double x = 0;
        double y = 0;
        int n = 0;
        while (n < most && x * x + y * y <= 4) {
            double t = x * x - y * y + re;
            y = 2 * x * y + im;
            x = t;
            n++;
        }
        return n;
    }

    static int divided(int x, int y) {
        return y == 0 ? -1 : x / y;
    }

    static boolean xor(boolean a, boolean b) {
        return a ^ b;
    }

    static byte low(long x) {
        return (byte) x;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void lambdasOfEveryTypeBroadcastAndFuse(String engine) {
        on(engine, () -> {
            NDArray x = asarray(new float[] {1, 2, 3});
            NDArray y = asarray(new float[] {10, 20}).reshape(2, 1);
            ElementwiseKernel f = ElementwiseKernel.of((float a, float b) -> a * b + 1);
            NDArray z = f.call(x, y).mul(2);
            assertThat(z.dtype()).isEqualTo(float32);
            assertThat(z.toNested()).isEqualTo(new float[][] {{22, 42, 62}, {42, 82, 122}});
            assertThat(vectorize((double a) -> a / 2).call(x).toDoubleArray()).containsExactly(0.5, 1, 1.5);
            assertThat(vectorize((int a, int b) -> a << b)
                            .call(arange(4).astype(int32), 3)
                            .toIntArray())
                    .containsExactly(0, 8, 16, 24);
            assertThat(vectorize((long a) -> a * a > 4).call(arange(4)).dtype()).isEqualTo(bool_);
            assertThat(vectorize((long a) -> a * a > 4).call(arange(4)).toBooleanArray())
                    .containsExactly(false, false, false, true);
        });
    }

    private static ElementwiseKernel times(double k, boolean negative, char more) {
        return vectorize((double a) -> (negative ? -a : a) * k + more);
    }

    private static ElementwiseKernel power(int n) {
        return vectorize((float a) -> {
            float p = 1;
            for (int i = 0; i < n; i++) {
                p *= a;
            }
            return p;
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void numbersFromAroundALambda(String engine) {
        on(engine, () -> {
            NDArray x = arange(4.);
            ElementwiseKernel twice = times(2, false, (char) 0);
            ElementwiseKernel other = times(-0.5, true, (char) 0xffff);
            assertThat(twice.call(x).toDoubleArray()).containsExactly(0, 2, 4, 6);
            assertThat(other.call(x).toDoubleArray()).containsExactly(65535, 65535.5, 65536, 65536.5);
            assertThat(twice.call(x).toDoubleArray()).containsExactly(0, 2, 4, 6);
            assertThat(power(3).call(x.astype(float32)).toFloatArray()).containsExactly(0, 1, 8, 27);
            assertThat(power(2).call(x.astype(float32)).toFloatArray()).containsExactly(0, 1, 4, 9);
            long offset = 1L << 40;
            byte small = -3;
            assertThat(vectorize((long a, long b) -> a * small + b + offset)
                            .call(arange(3), 1)
                            .toLongArray())
                    .containsExactly(offset + 1, offset - 2, offset - 5);
            assertThat(ReductionKernel.sum(times(3, false, (char) 1)).call(x).item())
                    .isEqualTo(22.0);
        });
    }

    /** Kernels differ in what they do, not in their numbers. */
    @Test
    void otherNumbersFromAroundNeedNoOtherKernel() {
        NDArray x = arange(1000.);
        String text = times(2, false, 'a').call(x).explain();
        assertThat(text).contains("kernel");
        assertThat(times(3, false, 'b').call(x).explain()).isEqualTo(text);
        assertThat(times(2, false, 'a').dtype()).isEqualTo(float64);
        assertThatThrownBy(() -> times(2, false, 'a').call(x, x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("2 arguments given; it takes 1");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void layoutsAndTypesThatCastSafely(String engine) {
        on(engine, () -> {
            ElementwiseKernel half = vectorize((double a) -> a / 2);
            NDArray x = arange(12).astype(int32).reshape(3, 4);
            assertThat(half.call(x.T().get("::-1")).get("0").toDoubleArray()).containsExactly(1.5, 3.5, 5.5);
            assertThat(half.call(ones(uint8, 2)).toDoubleArray()).containsExactly(0.5, 0.5);
            assertThat(half.call(3).item()).isEqualTo(1.5);
            assertThat(half.call(zeros(0, 3)).shape()).containsExactly(0, 3);
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void branchesAndLoops(String engine) {
        on(engine, () -> {
            NDArray x = linspace(-2, 2, 101);
            ElementwiseKernel bent = vectorize((double a) -> {
                double b = a;
                if (b < 0) {
                    b = -b;
                } else if (b > 1) {
                    return b * 10;
                }
                return b + 1;
            });
            double[] expected = new double[101];
            double[] in = x.toDoubleArray();
            for (int i = 0; i < 101; i++) {
                expected[i] = in[i] < 0 ? -in[i] + 1 : in[i] > 1 ? in[i] * 10 : in[i] + 1;
            }
            assertThat(bent.call(x).toDoubleArray()).containsExactly(expected);

            ElementwiseKernel escape = ElementwiseKernel.method(ElementwiseKernelTest::escape);
            NDArray n = escape.call(x, linspace(-1, 1, 33).reshape(33, 1), 50);
            assertThat(n.dtype()).isEqualTo(int32);
            assertThat(n.shape()).containsExactly(33, 101);
            double[] im = linspace(-1, 1, 33).toDoubleArray();
            int[] all = new int[33 * 101];
            for (int i = 0; i < all.length; i++) {
                all[i] = escape(in[i % 101], im[i / 101], 50);
            }
            assertThat(n.ravel().toIntArray()).containsExactly(all);
            assertThat(n.sum().itemLong()).isEqualTo(IntStream.of(all).sum());
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void branchesThatAvoidDivisionByZero(String engine) {
        on(engine, () -> {
            NDArray y = asarray(new int[] {0, 1, 2, 0, -1});
            ElementwiseKernel f = ElementwiseKernel.method(ElementwiseKernelTest::divided);
            assertThat(f.call(7, y).toIntArray()).containsExactly(-1, 7, 3, -1, -7);
            assertThat(f.call(Integer.MIN_VALUE, y).item(4)).isEqualTo(Integer.MIN_VALUE);
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void methodsOfOtherTypes(String engine) {
        on(engine, () -> {
            NDArray a = asarray(new boolean[] {true, true, false});
            assertThat(ElementwiseKernel.method(ElementwiseKernelTest::xor)
                            .call(a, true)
                            .toBooleanArray())
                    .containsExactly(false, false, true);
            NDArray low =
                    ElementwiseKernel.method(ElementwiseKernelTest::low).call(asarray(new long[] {255, 256, 130}));
            assertThat(low.dtype()).isEqualTo(Np.int8);
            assertThat(low.toLongArray()).containsExactly(-1, 0, -126);
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void largeConstantsAreExact(String engine) {
        on(
                engine,
                () -> assertThat(vectorize((long a) -> a + 0x7edcba9876543211L)
                                .call(arange(2))
                                .toLongArray())
                        .containsExactly(0x7edcba9876543211L, 0x7edcba9876543212L));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void pendingResultsKeepWhatTheyRead(String engine) {
        on(engine, () -> {
            NDArray x = arange(5).astype(float64).eval();
            NDArray y = vectorize((double a) -> a + 1).call(x);
            x.set(100, "0");
            assertThat(y.toDoubleArray()).containsExactly(1, 2, 3, 4, 5);
            x.set(vectorize((double a) -> 2 * a).call(x.get("::-1")), ":");
            assertThat(x.toDoubleArray()).containsExactly(8, 6, 4, 2, 200);
        });
    }

    // ---- folds

    @ParameterizedTest
    @MethodSource("engines")
    void foldsOfFunctions(String engine) {
        on(engine, () -> {
            NDArray x = arange(24).astype(float64).reshape(2, 3, 4);
            ReductionKernel norm =
                    ReductionKernel.sum(vectorize((double a) -> a * a)).then(vectorize((double s) -> -s));
            assertThat(norm.call(x).item()).isEqualTo(-4324);
            assertThat(norm.call(axis(-1), x).item(0, 1)).isEqualTo(-(16 + 25 + 36 + 49));
            assertThat(norm.call(axis(1).keepdims(), x).shape()).containsExactly(2, 1, 4);
            ReductionKernel distance = ReductionKernel.max(vectorize((double a, double b) -> a > b ? a - b : b - a));
            assertThat(distance.call(axis(2), x, 5).item(1, 2)).isEqualTo(18);
            assertThat(ReductionKernel.any(vectorize((double a) -> a == 7))
                            .call(x)
                            .itemBoolean())
                    .isTrue();
            assertThat(ReductionKernel.all(vectorize((double a) -> a > 0))
                            .call(x)
                            .itemBoolean())
                    .isFalse();
            assertThat(ReductionKernel.prod(vectorize((int a) -> a + 1))
                            .call(arange(5).astype(int32))
                            .dtype())
                    .isEqualTo(int64);
            assertThat(ReductionKernel.min(vectorize((int a) -> -a))
                            .call(arange(5).astype(int32))
                            .itemLong())
                    .isEqualTo(-4);
        });
    }

    @ParameterizedTest
    @MethodSource("engines")
    void foldsByAFunctionOfOnesOwn(String engine) {
        on(engine, () -> {
            // the greatest common divisor, and a fold that depends on the order: keep the last value that is not 0
            ReductionKernel gcd = ReductionKernel.fold(
                    vectorize((long a) -> a),
                    vectorize((long a, long b) -> {
                        while (b != 0) {
                            long t = a % b;
                            a = b;
                            b = t;
                        }
                        return a;
                    }),
                    0);
            assertThat(gcd.call(arange(1, 1000).mul(12)).itemLong()).isEqualTo(12);
            ReductionKernel last =
                    ReductionKernel.fold(vectorize((int a) -> a), vectorize((int a, int b) -> b != 0 ? b : a), 0);
            for (int n : new int[] {0, 1, 2, 7, 8, 9, 63, 64, 65, 513}) {
                int[] x = new int[n];
                int expected = 0;
                for (int i = 0; i < n; i++) {
                    x[i] = i % 5 == 1 ? i : 0;
                    expected = x[i] != 0 ? x[i] : expected;
                }
                assertThat(last.call(asarray(x)).item()).as("of %d", n).isEqualTo(expected);
            }
            NDArray rows = arange(60).astype(int32).reshape(3, 4, 5);
            assertThat(last.call(axis(0, 2), rows).toIntArray()).containsExactly(44, 49, 54, 59);
            assertThat(last.call(axis(1).keepdims(), rows).shape()).containsExactly(3, 1, 5);
        });
    }

    // ---- refusals

    @Test
    void wrongArguments() {
        ElementwiseKernel f = vectorize((float a, float b) -> a + b);
        NDArray x = ones(float32, 3);
        assertThatThrownBy(() -> f.call(x))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("1 argument given; it takes 2");
        assertThatThrownBy(() -> f.call(x, null))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("argument 1 is null");
        assertThatThrownBy(() -> f.call(x, new float[3]))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("argument 1 is a float[]")
                .hasMessageContaining("asarray");
        assertThatThrownBy(() -> f.call(x, ones(3)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("an array of float64, which float32 does not hold")
                .hasMessageContaining("astype(float32)");
        assertThatThrownBy(() -> f.call(x, zeros(complex128, 3))).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> f.call(x, ones(float32, 2))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> vectorize((int a) -> a).call(1.5))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("the number 1.5");
        assertThatThrownBy(() -> vectorize((int a) -> a).call(1L << 40))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("out of range for int32");
    }

    @Test
    void wrongFunctions() {
        int[] captured = {3};
        assertThatThrownBy(() -> vectorize((int a) -> a + captured[0]))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("uses a int[] from around it; it may use numbers and booleans");
        assertThatThrownBy(() -> vectorize((int a) -> "text")).isInstanceOf(KernelException.class);
        ElementwiseKernel one = vectorize((int a) -> a);
        assertThatThrownBy(() -> ReductionKernel.fold(one, one, 0))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("takes 1 values; it has to take 2");
        assertThatThrownBy(() -> ReductionKernel.fold(one, vectorize((long a, long b) -> a), 0))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("the values to fold are int32");
        assertThatThrownBy(() -> ReductionKernel.sum(one).then(vectorize((int a, int b) -> a)))
                .isInstanceOf(KernelException.class);
    }
}
