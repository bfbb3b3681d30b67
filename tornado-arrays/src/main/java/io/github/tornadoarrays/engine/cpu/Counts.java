package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.lang.ref.Reference;

/** How often each small integer occurs in host memory. A value outside [0, bins) throws {@link IndexOutOfBoundsException}. */
final class Counts {
    private Counts() {}

    /**
     * The number of elements of each value below {@code bins}, int64.
     *
     * @param x int32 or int64
     */
    static HostBuffer count(HostBuffer x, int bins) {
        long[] counts = switch (x.memory()) {
            case int[] a -> Bincount.count(a, 0, (int) x.length(), bins);
            case long[] a -> Bincount.count(a, 0, (int) x.length(), bins);
            default -> slowly(x, bins);
        };
        Reference.reachabilityFence(x);
        return HostBuffer.of(DType.INT64, bins, counts);
    }

    /**
     * The sum of the weights of the elements of each value below {@code bins}, float64.
     *
     * @param x int64
     * @param weights float64, as many
     */
    static HostBuffer weigh(HostBuffer x, HostBuffer weights, int bins) {
        double[] sums;
        if (x.memory() instanceof long[] a && weights.memory() instanceof double[] w) {
            sums = Bincount.weigh(a, 0, w, 0, (int) x.length(), bins);
        } else {
            sums = new double[bins];
            for (long i = 0; i < x.length(); i++) {
                sums[bin(x.getLong(i), bins)] += weights.getDouble(i);
            }
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(weights);
        return HostBuffer.of(DType.FLOAT64, bins, sums);
    }

    /** For memory that is no array. */
    private static long[] slowly(HostBuffer x, int bins) {
        long[] counts = new long[bins];
        for (long i = 0; i < x.length(); i++) {
            counts[bin(x.getLong(i), bins)]++;
        }
        return counts;
    }

    private static int bin(long value, int bins) {
        return Math.clamp(value, -1, bins);
    }
}
