package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {
    private static final int OFF = 5;
    private final SplittableRandom random = new SplittableRandom(11);

    private byte[] mask(int n, double density) {
        byte[] mask = new byte[n + 2 * OFF];
        Arrays.fill(mask, (byte) 1);
        for (int i = 0; i < n; i++) {
            mask[OFF + i] = (byte) (random.nextDouble() < density ? 1 : 0);
        }
        return mask;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 31, 33, 255, 257, 4098, 16_384, 16_385, 300_001})
    void selectsInOrder(int n) {
        for (double density : new double[] {0, 0.01, 0.5, 1}) {
            byte[] mask = mask(n, density);
            byte[] bytes = new byte[n + 2 * OFF];
            short[] shorts = new short[n + 2 * OFF];
            int[] ints = new int[n + 2 * OFF];
            long[] longs = new long[n + 2 * OFF];
            float[] floats = new float[n + 2 * OFF];
            double[] doubles = new double[n + 2 * OFF];
            for (int i = 0; i < n + 2 * OFF; i++) {
                bytes[i] = (byte) random.nextInt();
                shorts[i] = (short) random.nextInt();
                ints[i] = random.nextInt();
                longs[i] = (long) random.nextInt();
                floats[i] = (float) random.nextInt();
                doubles[i] = (double) random.nextInt();
            }
            int count = 0;
            long[] where = new long[n];
            byte[] expectedByte = new byte[n];
            short[] expectedShort = new short[n];
            int[] expectedInt = new int[n];
            long[] expectedLong = new long[n];
            float[] expectedFloat = new float[n];
            double[] expectedDouble = new double[n];
            for (int i = 0; i < n; i++) {
                if (mask[OFF + i] != 0) {
                    where[count] = i;
                    expectedByte[count] = bytes[3 + i];
                    expectedShort[count] = shorts[3 + i];
                    expectedInt[count] = ints[3 + i];
                    expectedLong[count] = longs[3 + i];
                    expectedFloat[count] = floats[3 + i];
                    expectedDouble[count] = doubles[3 + i];
                    count++;
                }
            }
            assertThat(Compaction.nonzeroFlat(mask, OFF, n)).isEqualTo(Arrays.copyOf(where, count));
            assertThat(Compaction.select(mask, OFF, bytes, 3, n)).isEqualTo(Arrays.copyOf(expectedByte, count));
            assertThat(Compaction.select(mask, OFF, shorts, 3, n)).isEqualTo(Arrays.copyOf(expectedShort, count));
            assertThat(Compaction.select(mask, OFF, ints, 3, n)).isEqualTo(Arrays.copyOf(expectedInt, count));
            assertThat(Compaction.select(mask, OFF, longs, 3, n)).isEqualTo(Arrays.copyOf(expectedLong, count));
            assertThat(Compaction.select(mask, OFF, floats, 3, n)).isEqualTo(Arrays.copyOf(expectedFloat, count));
            assertThat(Compaction.select(mask, OFF, doubles, 3, n)).isEqualTo(Arrays.copyOf(expectedDouble, count));
        }
    }
}
