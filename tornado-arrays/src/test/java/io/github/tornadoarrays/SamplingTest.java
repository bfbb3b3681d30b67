package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.rng.Draw;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
    private static final long KEY = 77;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 33, 257, 4098, 70_001})
    void permutationIsTheOrderOfTheWords(int n) {
        Draw draw = new Draw(KEY, n);
        long[] expected = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingLong(i -> draw.bits64(i)))
                .mapToLong(i -> i)
                .toArray();
        assertThat(permutation(n, n)).isEqualTo(expected);
    }

    @Test
    void allOrdersOfFourAreEquallyLikely() {
        int[] counts = new int[256];
        for (int d = 0; d < 1_200; d++) {
            long[] p = permutation(d, 4);
            counts[(int) (p[0] << 6 | p[1] << 4 | p[2] << 2 | p[3])]++;
        }
        int[] hit = Arrays.stream(counts).filter(c -> c > 0).toArray();
        assertThat(hit).hasSize(24);
        double chi2 = Arrays.stream(hit)
                .mapToDouble(c -> (c - 50.0) * (c - 50.0) / 50)
                .sum();
        assertThat(chi2).isLessThan(49.7); // 0.999 quantile of 23 degrees of freedom
    }

    @Test
    void choiceIsThePermutationsBeginning() {
        for (int n : new int[] {1, 10, 2000, 100_003}) {
            long[] all = permutation(3, n);
            for (int k : new int[] {0, 1, 5, 100, 5000, n}) {
                if (k <= n) {
                    assertThat(Sampling.choice(new Draw(KEY, 3), n, k).toLongArray())
                            .isEqualTo(Arrays.copyOf(all, k));
                }
            }
        }
    }

    @Test
    void choiceRefusesMoreThanThereAre() {
        Random r = Random.seeded(1);
        assertThatThrownBy(() -> r.choice(3, false, 4))
                .isInstanceOf(ArrayException.class)
                .hasMessage("choice: cannot take 4 of 3 without replacement; take 0..3");
        assertThatThrownBy(() -> r.choice(3, false, new double[] {0.5, 0, 0.5}, 3))
                .isInstanceOf(ArrayException.class)
                .hasMessage("choice: cannot take 3 without replacement where 2 probabilities are positive; take 0..2");
    }

    @Test
    void weightedChoiceWithoutReplacementFollowsTheWeights() {
        double[] p = {0.5, 0.3, 0.2, 0};
        int[][] counts = new int[3][4];
        int n = 1_500;
        for (int d = 0; d < n; d++) {
            long[] c = Sampling.choice(new Draw(KEY, d), p, 3).toLongArray();
            assertThat(LongStream.of(c).distinct().count()).isEqualTo(3);
            for (int j = 0; j < 3; j++) {
                counts[j][(int) c[j]]++;
            }
        }
        assertThat(counts[0][3] + counts[1][3] + counts[2][3]).isZero();
        close(counts[0][0], n, 0.5);
        close(counts[0][2], n, 0.2);
        close(counts[1][0], n, 0.3 * 0.5 / 0.7 + 0.2 * 0.5 / 0.8);
        close(counts[2][0], n, 0.3 * 0.2 / 0.7 + 0.2 * 0.3 / 0.8);
    }

    @Test
    void weightsAreTheInverseOfTheCumulativeSum() {
        double[] p = {0, 0.1, 0.4, 0, 0.25, 0.25, 0};
        long[] x = weighted(4, p, 100_001);
        Draw draw = new Draw(KEY, 4);
        int[] counts = new int[p.length];
        for (int i = 0; i < x.length; i++) {
            double u = draw.uniform64(i);
            double sum = 0;
            int j = -1;
            do {
                sum += p[++j];
            } while (sum <= u);
            assertThat(x[i]).isEqualTo(j);
            counts[j]++;
        }
        assertThat(counts[0] + counts[3] + counts[6]).isZero();
        close(counts[2], x.length, 0.4);
    }

    @Test
    void manyWeightsAreSearchedRight() {
        int n = 3_000;
        double[] p = IntStream.range(0, n)
                .mapToDouble(j -> 2.0 * (j + 1) / (n * (n + 1.0)))
                .toArray();
        long[] x = weighted(6, p, 50_000);
        double[] cumulative = p.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        Draw draw = new Draw(KEY, 6);
        for (int i = 0; i < x.length; i++) {
            double u = draw.uniform64(i);
            int j = (int) x[i];
            assertThat(u).isLessThan(cumulative[j] + 1e-12);
            assertThat(j == 0 || u >= cumulative[j - 1] - 1e-12).isTrue();
        }
    }

    @Test
    void weightsRefuseWhatIsNoProbability() {
        assertThatThrownBy(() -> weighted(0, new double[] {0.5, -0.5, 1}, 1))
                .isInstanceOf(ArrayException.class)
                .hasMessage("choice: probability 1 is -0.5; probabilities must be 0 or more");
        assertThatThrownBy(() -> weighted(0, new double[] {0.5, 0.25}, 1))
                .isInstanceOf(ArrayException.class)
                .hasMessage("choice: the 2 probabilities sum to 0.75; they must sum to 1 within 1e-8");
        assertThatThrownBy(() -> weighted(0, new double[] {Double.NaN}, 1)).isInstanceOf(ArrayException.class);
    }

    private static long[] permutation(long draw, long n) {
        return Sampling.permutation(new Draw(KEY, draw), n).toLongArray();
    }

    private static long[] weighted(long draw, double[] p, long k) {
        return Sampling.weighted(new Draw(KEY, draw), p, k).toLongArray();
    }

    private static void close(int count, int n, double p) {
        assertThat(Math.abs(count - n * p)).isLessThan(4 * Math.sqrt(n * p * (1 - p)));
    }
}
