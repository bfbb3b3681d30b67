package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BincountTest {
    private final SplittableRandom random = new SplittableRandom(17);

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "7,3", "4098,257", "100001,10", "1000003,1000", "200000,100000"})
    void countsAndWeighs(int n, int bins) {
        int[] x = new int[n + 3];
        long[] wide = new long[n + 3];
        double[] weights = new double[n + 3];
        long[] expected = new long[bins];
        double[] sums = new double[bins];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(bins);
            wide[i] = x[i];
            weights[i] = random.nextInt(100);
        }
        for (int i = 3; i < x.length; i++) {
            expected[x[i]]++;
            sums[x[i]] += weights[i - 2];
        }
        assertThat(Bincount.count(x, 3, n, bins)).isEqualTo(expected);
        assertThat(Bincount.count(wide, 3, n, bins)).isEqualTo(expected);
        assertThat(Bincount.weigh(wide, 3, weights, 1, n, bins)).isEqualTo(sums);
    }

    @Test
    void aValueOutsideThrows() {
        for (long bad : new long[] {-1, 10, 1L << 32, Long.MIN_VALUE}) {
            long[] x = new long[200_000];
            x[150_000] = bad;
            assertThatThrownBy(() -> Bincount.count(x, 0, x.length, 10)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
