package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileReduceTest {
    private static final int OFF = 3;
    private final SplittableRandom random = new SplittableRandom(7);

    private float[] floats(int n) {
        float[] x = new float[n + 2 * OFF];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.nextDouble() - 0.5);
        }
        return x;
    }

    private double[] doubles(int n) {
        return random.doubles(n + 2 * OFF, -0.5, 0.5).toArray();
    }

    private long[] longs(int n) {
        return random.longs(n + 2 * OFF).toArray();
    }

    private static double[] widen(float[] x) {
        double[] d = new double[x.length];
        Arrays.setAll(d, i -> x[i]);
        return d;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 31, 33, 255, 257, 1024, 4098, 100_003})
    void sumsAndProducts(int n) {
        float[] f = floats(n);
        double[] d = doubles(n);
        long[] l = longs(n);
        int[] k = random.ints(n + 2 * OFF).toArray();
        double sumF = 0;
        double sumD = 0;
        double squaresF = 0;
        double squaresD = 0;
        double dotF = 0;
        double dotD = 0;
        long sumL = 0;
        long sumK = 0;
        long prodL = 1;
        for (int i = OFF; i < OFF + n; i++) {
            sumF += f[i];
            sumD += d[i];
            squaresF += (double) f[i] * f[i];
            squaresD += d[i] * d[i];
            dotF += (double) f[i] * f[i + 2];
            dotD += d[i] * d[i + 2];
            sumL += l[i];
            sumK += k[i];
            prodL *= l[i] | 1;
        }
        double off = 1e-6 * Math.max(1, n);
        assertThat(TileReduce.sum(f, OFF, n)).isCloseTo(sumF, within(off));
        assertThat(TileReduce.sum(d, OFF, n)).isCloseTo(sumD, within(1e-15 * Math.max(1, n)));
        assertThat(TileReduce.sumSquares(f, OFF, n)).isCloseTo(squaresF, within(off));
        assertThat(TileReduce.sumSquares(d, OFF, n)).isCloseTo(squaresD, within(1e-15 * Math.max(1, n)));
        assertThat(TileReduce.dot(f, OFF, f, OFF + 2, n)).isCloseTo(dotF, within(off));
        assertThat(TileReduce.dot(d, OFF, d, OFF + 2, n)).isCloseTo(dotD, within(1e-15 * Math.max(1, n)));
        assertThat(TileReduce.sum(l, OFF, n)).isEqualTo(sumL);
        assertThat(TileReduce.sum(k, OFF, n)).isEqualTo(sumK);
        for (int i = 0; i < l.length; i++) {
            l[i] |= 1;
            f[i] = 1 + f[i] / (n + 1);
            d[i] = f[i];
        }
        double prod = 1;
        for (int i = OFF; i < OFF + n; i++) {
            prod *= d[i];
        }
        assertThat(TileReduce.prod(l, OFF, n)).isEqualTo(prodL);
        assertThat(TileReduce.prod(f, OFF, n)).isCloseTo(prod, within(1e-9));
        assertThat(TileReduce.prod(d, OFF, n)).isCloseTo(prod, within(1e-9));
    }

    @Test
    void aLongFloatSumStaysAccurate() {
        float[] tenths = new float[10_000_000];
        Arrays.fill(tenths, 0.1f);
        assertThat(TileReduce.sum(tenths, 0, tenths.length)).isCloseTo(0.1f * 1e7, within(1.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 31, 33, 255, 257, 1024, 4098, 100_003})
    void extremesAndTheirPlaces(int n) {
        for (int round = 0; round < 20; round++) {
            float[] f = floats(n);
            double[] d = doubles(n);
            long[] l = longs(n);
            int[] k = random.ints(n + 2 * OFF).toArray();
            if (round % 2 == 0) { // ties: the first counts
                for (int i = 0; i < l.length; i++) {
                    f[i] = Math.round(f[i] * 8);
                    d[i] = Math.round(d[i] * 8);
                    l[i] = (l[i] >> 60) - 1;
                }
            }
            if (round % 5 == 4) {
                f[OFF + random.nextInt(n)] = Float.NaN;
                f[OFF + random.nextInt(n)] = Float.intBitsToFloat(0xffc00001);
                d[OFF + random.nextInt(n)] = Double.NaN;
                d[OFF + random.nextInt(n)] = Double.longBitsToDouble(0xfff8000000000001L);
            }
            float[] fs = Arrays.copyOfRange(f, OFF, OFF + n);
            double[] ds = Arrays.copyOfRange(d, OFF, OFF + n);
            long[] ls = Arrays.copyOfRange(l, OFF, OFF + n);
            double maxD = Arrays.stream(ds).reduce(Double.NEGATIVE_INFINITY, Math::max);
            double minD = Arrays.stream(ds).reduce(Double.POSITIVE_INFINITY, Math::min);
            double maxF = Arrays.stream(widen(fs)).reduce(Double.NEGATIVE_INFINITY, Math::max);
            double minF = Arrays.stream(widen(fs)).reduce(Double.POSITIVE_INFINITY, Math::min);
            long maxL = Arrays.stream(ls).max().orElseThrow();
            long minL = Arrays.stream(ls).min().orElseThrow();
            assertThat(TileReduce.max(f, OFF, n)).isEqualTo(Float.valueOf((float) maxF));
            assertThat(TileReduce.min(f, OFF, n)).isEqualTo(Float.valueOf((float) minF));
            assertThat(TileReduce.max(d, OFF, n)).isEqualTo(Double.valueOf(maxD));
            assertThat(TileReduce.min(d, OFF, n)).isEqualTo(Double.valueOf(minD));
            assertThat(TileReduce.max(l, OFF, n)).isEqualTo(maxL);
            assertThat(TileReduce.min(l, OFF, n)).isEqualTo(minL);
            int[] ks = Arrays.copyOfRange(k, OFF, OFF + n);
            assertThat(TileReduce.max(k, OFF, n))
                    .isEqualTo(Arrays.stream(ks).max().orElseThrow());
            assertThat(TileReduce.min(k, OFF, n))
                    .isEqualTo(Arrays.stream(ks).min().orElseThrow());
            assertThat(TileReduce.argmax(f, OFF, n)).isEqualTo(first(widen(fs), maxF));
            assertThat(TileReduce.argmin(f, OFF, n)).isEqualTo(first(widen(fs), minF));
            assertThat(TileReduce.argmax(d, OFF, n)).isEqualTo(first(ds, maxD));
            assertThat(TileReduce.argmin(d, OFF, n)).isEqualTo(first(ds, minD));
            assertThat(TileReduce.argmax(l, OFF, n)).isEqualTo(first(ls, maxL));
            assertThat(TileReduce.argmin(l, OFF, n)).isEqualTo(first(ls, minL));
            long maxU = Arrays.stream(ls).map(v -> v ^ Long.MIN_VALUE).max().orElseThrow() ^ Long.MIN_VALUE;
            long minU = Arrays.stream(ls).map(v -> v ^ Long.MIN_VALUE).min().orElseThrow() ^ Long.MIN_VALUE;
            assertThat(TileReduce.maxUnsigned(l, OFF, n)).isEqualTo(maxU);
            assertThat(TileReduce.minUnsigned(l, OFF, n)).isEqualTo(minU);
            assertThat(TileReduce.argmaxUnsigned(l, OFF, n)).isEqualTo(first(ls, maxU));
            assertThat(TileReduce.argminUnsigned(l, OFF, n)).isEqualTo(first(ls, minU));
        }
    }

    private static int first(double[] x, double value) {
        for (int i = 0; i < x.length; i++) {
            if (value != value ? x[i] != x[i] : x[i] == value) {
                return i;
            }
        }
        throw new AssertionError(value);
    }

    private static int first(long[] x, long value) {
        for (int i = 0; i < x.length; i++) {
            if (x[i] == value) {
                return i;
            }
        }
        throw new AssertionError(value);
    }

    @Test
    void extremesOfSpecialValues() {
        float inf = Float.POSITIVE_INFINITY;
        assertThat(TileReduce.argmax(new float[] {-inf, -inf}, 0, 2)).isZero();
        assertThat(TileReduce.argmin(new float[] {inf, inf}, 0, 2)).isZero();
        assertThat(TileReduce.argmax(new float[] {-0f, 0f, -0f}, 0, 3)).isZero();
        assertThat(TileReduce.argmin(new double[] {0.0, -0.0}, 0, 2)).isZero();
        assertThat(TileReduce.argmax(new float[] {Float.NaN, inf}, 0, 2)).isZero();
        assertThat(TileReduce.argmax(new float[] {1, Float.NaN, inf, Float.NaN}, 0, 4))
                .isEqualTo(1);
        assertThat(TileReduce.max(new float[] {-inf, -inf}, 0, 2)).isEqualTo(-inf);
        assertThat(TileReduce.max(new float[0], 0, 0)).isEqualTo(-inf);
        assertThat(TileReduce.argmax(new float[0], 0, 0)).isEqualTo(-1);
        float[] late = new float[5000];
        late[4999] = 1;
        late[3000] = Float.NaN;
        assertThat(TileReduce.argmax(late, 0, 5000)).isEqualTo(3000);
        assertThat(TileReduce.max(late, 0, 5000)).isNaN();
        assertThat(TileReduce.max(late, 0, 3000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 8, 31, 33, 255, 257, 1024, 4098})
    void truthOfBytes(int n) {
        byte[] x = new byte[n + 2 * OFF];
        assertThat(TileReduce.or(x, OFF, n)).isZero();
        assertThat(TileReduce.and(x, OFF, n)).isEqualTo(n == 0 ? 1 : 0);
        x[OFF - 1] = 1;
        x[OFF + n] = 1;
        assertThat(TileReduce.or(x, OFF, n)).isZero();
        Arrays.fill(x, OFF, OFF + n, (byte) 1);
        x[OFF - 1] = 0;
        x[OFF + n] = 0;
        assertThat(TileReduce.and(x, OFF, n)).isEqualTo(1);
        assertThat(TileReduce.countTrue(x, OFF, n)).isEqualTo(n);
        for (int round = 0; round < Math.min(n, 20); round++) {
            int at = OFF + random.nextInt(n);
            x[at] = 0;
            assertThat(TileReduce.and(x, OFF, n)).isZero();
            assertThat(TileReduce.countTrue(x, OFF, n)).isEqualTo(n - 1);
            x[at] = 1;
            byte[] one = new byte[n + 2 * OFF];
            one[at] = 1;
            assertThat(TileReduce.or(one, OFF, n)).isEqualTo(1);
        }
    }
}
