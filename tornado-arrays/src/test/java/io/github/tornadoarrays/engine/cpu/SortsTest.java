package io.github.tornadoarrays.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SortsTest {
    private static final long[][] ROWS = {
        {1, 0}, {0, 5}, {1, 1}, {3, 2}, {7, 63}, {5, 65}, {2, 256}, {3, 257}, {40, 1000}, {1, 40_000}, {2, 70_001}
    };

    private static HostBuffer values(DType type, long length, boolean heap) {
        HostBuffer x = heap ? HostBuffer.allocate(type, length) : HostBuffer.allocateNative(type, length);
        SplittableRandom random = new SplittableRandom(length);
        double[] odd = {Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (long i = 0; i < length * type.parts(); i++) {
            int kind = random.nextInt(10);
            if (type.isInexact()) {
                x.setDouble(
                        i,
                        kind < odd.length
                                ? odd[kind]
                                : kind < 8 ? random.nextInt(-9, 10) / 4.0 : (random.nextDouble() - 0.5) * 1e4);
            } else if (type.isBool()) {
                x.setLong(i, kind & 1);
            } else {
                x.setLong(i, kind < 6 ? random.nextInt(-5, 6) : random.nextLong());
            }
        }
        return x;
    }

    private static Comparator<Integer> order(HostBuffer x, long from) {
        return switch (x.dtype().kind()) {
            case FLOAT -> Comparator.comparingDouble(i -> x.getDouble(from + i) + 0.0);
            case COMPLEX ->
                Comparator.<Integer>comparingInt(
                                i -> (Double.isNaN(re(x, from + i)) ? 2 : 0) + (Double.isNaN(im(x, from + i)) ? 1 : 0))
                        .thenComparingDouble(i -> re(x, from + i))
                        .thenComparingDouble(i -> im(x, from + i));
            default ->
                (i, j) -> x.dtype() == DType.UINT64
                        ? Long.compareUnsigned(x.getLong(from + i), x.getLong(from + j))
                        : Long.compare(x.getLong(from + i), x.getLong(from + j));
        };
    }

    private static double re(HostBuffer x, long i) {
        return x.getDouble(2 * i) + 0.0;
    }

    private static double im(HostBuffer x, long i) {
        return x.getDouble(2 * i + 1) + 0.0;
    }

    private static boolean same(HostBuffer x, long i, HostBuffer y, long j) {
        for (int k = 0; k < x.dtype().parts(); k++) {
            long a = i * x.dtype().parts() + k;
            long b = j * x.dtype().parts() + k;
            if (x.dtype().isInexact()
                    ? Double.compare(x.getDouble(a) + 0.0, y.getDouble(b) + 0.0) != 0
                    : x.getLong(a) != y.getLong(b)) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void ordersRowsOfEachLength(DType type) {
        for (long[] r : ROWS) {
            check(values(type, r[0] * r[1], true), r[0], r[1]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ordersMemoryOutsideTheHeap(DType type) {
        check(values(type, 3 * 300, false), 3, 300);
    }

    private static void check(HostBuffer x, long rows, long n) {
        HostBuffer places = Sorts.argsort(x, rows, n);
        HostBuffer sorted = Sorts.sort(x, rows, n);
        assertThat(places.dtype()).isEqualTo(DType.INT64);
        assertThat(sorted.dtype()).isEqualTo(x.dtype());
        assertThat(sorted.length()).isEqualTo(x.length());
        for (long row = 0; row < rows; row++) {
            long from = row * n;
            Integer[] expected = IntStream.range(0, (int) n).boxed().toArray(Integer[]::new);
            Arrays.sort(expected, order(x, from));
            for (int i = 0; i < n; i++) {
                assertThat(places.getLong(from + i))
                        .as("position %d of row %d of %d", i, row, n)
                        .isEqualTo(expected[i].longValue());
                assertThat(same(sorted, from + i, x, from + expected[i]))
                        .as("element %d of row %d of %d", i, row, n)
                        .isTrue();
            }
        }
    }
}
