package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.rng.Draw;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomFillTest {
    private static final long KEY = 0x0123456789abcdefL;
    private static final int[] SIZES = {0, 1, 2, 3, 5, 7, 31, 33, 255, 257, 1023, 1025, 2049, 4098};

    /** Starts within a block, at and around 2³⁴, where a counter's upper word changes. */
    private static final long[] STARTS = {0, 1, 2, 3, 5, 1_000_001, (1L << 34) - 3, (1L << 33) - 7, 1L << 40};

    @Test
    void tilesAreTheDefinition() {
        Random random = new Random(4);
        for (int n : SIZES) {
            for (long start : STARTS) {
                int off = random.nextInt(5);
                long id = random.nextLong();
                Draw draw = new Draw(KEY, id);
                double[] u = new double[off + n + 1];
                float[] v = new float[off + n + 1];
                double[] x = new double[off + n + 1];
                float[] y = new float[off + n + 1];
                long[] b = new long[off + n + 1];
                int[] c = new int[off + n + 1];
                RandomFill.uniform(KEY, id, start, u, off, n);
                RandomFill.uniform(KEY, id, start, v, off, n);
                RandomFill.normal(KEY, id, start, x, off, n);
                RandomFill.normal(KEY, id, start, y, off, n);
                RandomFill.bits(KEY, id, start, b, off, n);
                RandomFill.bits(KEY, id, start, c, off, n);
                for (int j = 0; j < n; j++) {
                    assertThat(u[off + j]).isEqualTo(draw.uniform64(start + j));
                    assertThat(v[off + j]).isEqualTo(draw.uniform32(start + j));
                    assertThat(x[off + j]).isEqualTo(draw.normal64(start + j));
                    assertThat(y[off + j]).isEqualTo(draw.normal32(start + j));
                    assertThat(b[off + j]).isEqualTo(draw.bits64(start + j));
                    assertThat(c[off + j]).isEqualTo(draw.bits32(start + j));
                }
                assertThat(u[off + n]).isZero();
                assertThat(y[off + n]).isZero();
            }
        }
    }

    @Test
    void integersAreTheDefinition() {
        long[] ranges = {
            1, 2, 10, 255, 1L << 31, (1L << 32) - 1, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1, 0
        };
        for (long range : ranges) {
            for (int n : new int[] {1, 7, 33, 1025}) {
                for (long start : new long[] {0, 1, 77}) {
                    Draw draw = new Draw(KEY, range);
                    long[] a = new long[n + 1];
                    RandomFill.integers(KEY, range, start, -5, range, a, 1, n);
                    int[] b = new int[n];
                    short[] c = new short[n];
                    byte[] d = new byte[n];
                    if (Draw.isNarrow(range)) {
                        RandomFill.integers(KEY, range, start, -5, range, b, 0, n);
                        RandomFill.integers(KEY, range, start, -5, range, c, 0, n);
                        RandomFill.integers(KEY, range, start, -5, range, d, 0, n);
                    }
                    for (int j = 0; j < n; j++) {
                        long expected = draw.integer(start + j, -5, range);
                        assertThat(a[j + 1]).isEqualTo(expected);
                        if (Draw.isNarrow(range)) {
                            assertThat(b[j]).isEqualTo((int) expected);
                            assertThat(c[j]).isEqualTo((short) expected);
                            assertThat(d[j]).isEqualTo((byte) expected);
                        }
                    }
                }
            }
        }
    }

    @Test
    void integersRefuseARangeBeyondTheElement() {
        assertThatThrownBy(() -> RandomFill.integers(KEY, 0, 0, 0, (1L << 32) + 1, new int[3], 0, 3))
                .isInstanceOf(ArrayException.class)
                .hasMessage("integers: range 4294967297 does not fit the element type; give 1..2^32, or use int64");
    }

    @Test
    void integersTakeEveryValueEquallyOften() {
        int[] x = new int[600_000];
        RandomFill.integers(KEY, 1, 0, -3, 6, x, 0, x.length);
        int[] counts = new int[6];
        for (int v : x) {
            counts[v + 3]++;
        }
        double chi2 = 0;
        for (int c : counts) {
            chi2 += (c - 100_000.0) * (c - 100_000.0) / 100_000;
        }
        assertThat(chi2).isLessThan(20.5); // 0.999 quantile of 5 degrees of freedom
    }

    @Test
    void cutsDoNotMatter() {
        double[] whole = new double[10_001];
        double[] parts = new double[10_001];
        RandomFill.normal(KEY, 9, 0, whole, 0, whole.length);
        for (int at = 0; at < parts.length; at += 777) {
            RandomFill.normal(KEY, 9, at, parts, at, Math.min(777, parts.length - at));
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void uniformIsUniform() {
        double[] x = new double[1_000_000];
        RandomFill.uniform(KEY, 2, 0, x, 0, x.length);
        assertThat(Arrays.stream(x).average().orElseThrow()).isCloseTo(0.5, within(0.001));
        assertThat(ks(x, v -> v)).isLessThan(1.95 / 1000);
        float[] y = new float[1_000_000];
        RandomFill.uniform(KEY, 3, 0, y, 0, y.length);
        double[] z = new double[y.length];
        Arrays.setAll(z, j -> y[j]);
        assertThat(ks(z, v -> v)).isLessThan(1.95 / 1000);
    }

    @Test
    void normalIsNormal() {
        double[] x = new double[1_000_000];
        RandomFill.normal(KEY, 4, 0, x, 0, x.length);
        normal(x);
        float[] y = new float[1_000_000];
        RandomFill.normal(KEY, 5, 0, y, 0, y.length);
        Arrays.setAll(x, j -> y[j]);
        normal(x);
    }

    private static void normal(double[] x) {
        int n = x.length;
        double mean = Arrays.stream(x).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.0035));
        assertThat(moment(x, 2)).isCloseTo(1, within(0.005));
        assertThat(moment(x, 3)).isCloseTo(0, within(0.014));
        assertThat(moment(x, 4)).isCloseTo(3, within(0.035));
        double lag1 = 0;
        double squares = 0;
        for (int j = 0; j + 1 < n; j += 2) {
            lag1 += x[j] * x[j + 1];
            squares += (x[j] * x[j] - 1) * (x[j + 1] * x[j + 1] - 1);
        }
        assertThat(lag1 / (n / 2.0)).isCloseTo(0, within(0.005));
        assertThat(squares / (n / 2.0)).isCloseTo(0, within(0.01));
        assertThat(ks(x, RandomFillTest::phi)).isLessThan(1.95 / 1000);
    }

    private static double moment(double[] x, int k) {
        return Arrays.stream(x).map(v -> Math.pow(v, k)).average().orElseThrow();
    }

    /** Kolmogorov and Smirnov's distance; 1.95 / sqrt(n) is exceeded once in a thousand seeds. */
    private static double ks(double[] x, java.util.function.DoubleUnaryOperator cdf) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double worst = 0;
        for (int j = 0; j < sorted.length; j++) {
            double f = cdf.applyAsDouble(sorted[j]);
            worst = Math.max(worst, Math.max(f - (double) j / sorted.length, (j + 1.0) / sorted.length - f));
        }
        return worst;
    }

    /** The normal distribution function: its series about 0, good to 1e-9 for |x| up to 6. */
    private static double phi(double x) {
        double term = x;
        double sum = x;
        for (int k = 1; k < 200 && Math.abs(term) > 1e-17; k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
