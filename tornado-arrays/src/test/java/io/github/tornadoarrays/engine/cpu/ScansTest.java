package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScansTest {
    private static final int OFF = 3;
    private final SplittableRandom random = new SplittableRandom(13);

    private interface Scan<T> {
        void run(T x, int off, T out, int outOff, int n);
    }

    private interface Step<V> {
        V apply(V state, V element);
    }

    private static void near(float[] got, double[] expected) {
        for (int i = 0; i < got.length; i++) {
            if (!(Math.abs(got[i] - expected[i]) <= 1e-6 * Math.max(1, Math.abs(expected[i]))
                    || got[i] != got[i] && expected[i] != expected[i])) {
                throw new AssertionError("at " + i + ": " + got[i] + " for " + expected[i]);
            }
        }
    }

    private static double[] scan(double[] x, Step<Double> step) {
        double[] out = x.clone();
        for (int i = 1; i < x.length; i++) {
            out[i] = step.apply(out[i - 1], x[i]);
        }
        return out;
    }

    private static long[] scan(long[] x, Step<Long> step) {
        long[] out = x.clone();
        for (int i = 1; i < x.length; i++) {
            out[i] = step.apply(out[i - 1], x[i]);
        }
        return out;
    }

    private void floats(double[] x, Scan<float[]> scan, Step<Double> step) {
        float[] f = new float[x.length + OFF];
        for (int i = 0; i < x.length; i++) {
            f[OFF + i] = (float) x[i];
            x[i] = f[OFF + i];
        }
        float[] out = new float[x.length];
        scan.run(f, OFF, out, 0, x.length);
        near(out, scan(x, step));
        scan.run(f, OFF, f, OFF, x.length);
        assertThat(Arrays.copyOfRange(f, OFF, f.length)).isEqualTo(out);
    }

    private void doubles(double[] x, Scan<double[]> scan, Step<Double> step) {
        double[] out = new double[x.length + OFF];
        scan.run(x, 0, out, OFF, x.length);
        double[] expected = scan(x, step);
        for (int i = 0; i < x.length; i++) {
            double off = Math.abs(out[OFF + i] - expected[i]);
            if (!(off <= 1e-9 || Double.isNaN(out[OFF + i]) && Double.isNaN(expected[i]))) {
                throw new AssertionError("at " + i + ": " + out[OFF + i] + " for " + expected[i]);
            }
        }
    }

    private void longs(long[] x, Scan<long[]> scan, Step<Long> step) {
        long[] out = new long[x.length];
        scan.run(x, 0, out, 0, x.length);
        assertThat(out).isEqualTo(scan(x, step));
    }

    private void ints(long[] x, Scan<int[]> scan, Step<Long> step) {
        int[] k = new int[x.length];
        Arrays.setAll(k, i -> (int) x[i]);
        int[] out = new int[x.length];
        scan.run(k, 0, out, 0, x.length);
        long[] wide = new long[x.length];
        Arrays.setAll(wide, i -> k[i]);
        long[] expected = scan(wide, step);
        int[] narrow = new int[x.length];
        Arrays.setAll(narrow, i -> (int) expected[i]);
        assertThat(out).isEqualTo(narrow);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 31, 33, 255, 257, 4098, 32_768, 32_769, 300_001})
    void rows(int n) {
        double[] around1 = random.doubles(n, 0.999, 1.001).toArray();
        double[] signed = random.doubles(n, -1, 1).toArray();
        long[] longs = random.longs(n).map(v -> v | 1).toArray();
        floats(signed, Scans::cumsum, Double::sum);
        floats(around1, Scans::cumprod, (a, b) -> a * b);
        floats(signed, Scans::cummax, Math::max);
        floats(signed, Scans::cummin, Math::min);
        doubles(signed, Scans::cumsum, Double::sum);
        doubles(around1, Scans::cumprod, (a, b) -> a * b);
        doubles(signed, Scans::cummax, Math::max);
        doubles(signed, Scans::cummin, Math::min);
        longs(longs, Scans::cumsum, Long::sum);
        longs(longs, Scans::cumprod, (a, b) -> a * b);
        longs(longs, Scans::cummax, Math::max);
        longs(longs, Scans::cummin, Math::min);
        ints(longs, Scans::cumsum, Long::sum);
        ints(longs, Scans::cumprod, (a, b) -> a * b);
        ints(longs, Scans::cummax, Math::max);
        ints(longs, Scans::cummin, Math::min);
        if (n > 10) {
            signed[n / 2] = Double.NaN;
            floats(signed, Scans::cumsum, Double::sum);
            floats(signed, Scans::cummax, Math::max);
            doubles(signed, Scans::cummin, Math::min);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,7", "7,3", "33,257", "100,4098", "0,5", "5,0", "1000,1"})
    void columns(int rows, int columns) {
        float[] f = new float[rows * columns + OFF];
        double[] d = new double[f.length];
        long[] l = new long[f.length];
        int[] k = new int[f.length];
        for (int i = 0; i < f.length; i++) {
            k[i] = random.nextInt(100) - 50;
            l[i] = k[i];
            d[i] = k[i];
            f[i] = k[i];
        }
        {
            float[] outF = new float[rows * columns];
            double[] outD = new double[rows * columns];
            long[] outL = new long[rows * columns];
            int[] outK = new int[rows * columns];
            ColumnScans.cumsum(f, OFF, outF, 0, rows, columns);
            ColumnScans.cumsum(d, OFF, outD, 0, rows, columns);
            ColumnScans.cumsum(l, OFF, outL, 0, rows, columns);
            ColumnScans.cumsum(k, OFF, outK, 0, rows, columns);
            int[] expected = new int[rows * columns];
            for (int i = 0; i < expected.length; i++) {
                int b = k[OFF + i];
                int a = i < columns ? 0 : expected[i - columns];
                expected[i] = i < columns ? b : a + b;
            }
            assertThat(outK).isEqualTo(expected);
            for (int i = 0; i < expected.length; i++) {
                if (outF[i] != expected[i] || outD[i] != expected[i] || outL[i] != expected[i]) {
                    throw new AssertionError("at " + i + ": " + outF[i]);
                }
            }
        }
        {
            float[] outF = new float[rows * columns];
            double[] outD = new double[rows * columns];
            long[] outL = new long[rows * columns];
            int[] outK = new int[rows * columns];
            ColumnScans.cummax(f, OFF, outF, 0, rows, columns);
            ColumnScans.cummax(d, OFF, outD, 0, rows, columns);
            ColumnScans.cummax(l, OFF, outL, 0, rows, columns);
            ColumnScans.cummax(k, OFF, outK, 0, rows, columns);
            int[] expected = new int[rows * columns];
            for (int i = 0; i < expected.length; i++) {
                int b = k[OFF + i];
                int a = i < columns ? 0 : expected[i - columns];
                expected[i] = i < columns ? b : Math.max(a, b);
            }
            assertThat(outK).isEqualTo(expected);
            for (int i = 0; i < expected.length; i++) {
                if (outF[i] != expected[i] || outD[i] != expected[i] || outL[i] != expected[i]) {
                    throw new AssertionError("at " + i + ": " + outF[i]);
                }
            }
        }
        {
            float[] outF = new float[rows * columns];
            double[] outD = new double[rows * columns];
            long[] outL = new long[rows * columns];
            int[] outK = new int[rows * columns];
            ColumnScans.cummin(f, OFF, outF, 0, rows, columns);
            ColumnScans.cummin(d, OFF, outD, 0, rows, columns);
            ColumnScans.cummin(l, OFF, outL, 0, rows, columns);
            ColumnScans.cummin(k, OFF, outK, 0, rows, columns);
            int[] expected = new int[rows * columns];
            for (int i = 0; i < expected.length; i++) {
                int b = k[OFF + i];
                int a = i < columns ? 0 : expected[i - columns];
                expected[i] = i < columns ? b : Math.min(a, b);
            }
            assertThat(outK).isEqualTo(expected);
            for (int i = 0; i < expected.length; i++) {
                if (outF[i] != expected[i] || outD[i] != expected[i] || outL[i] != expected[i]) {
                    throw new AssertionError("at " + i + ": " + outF[i]);
                }
            }
        }
        long[] product = new long[rows * columns];
        long[] expectedProduct = new long[rows * columns];
        ColumnScans.cumprod(l, OFF, product, 0, rows, columns);
        for (int i = 0; i < product.length; i++) {
            expectedProduct[i] = i < columns ? l[OFF + i] : expectedProduct[i - columns] * l[OFF + i];
        }
        assertThat(product).isEqualTo(expectedProduct);
    }
}
