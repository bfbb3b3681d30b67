package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some neighbours of all elements of a vector in ascending order, found without sorting all: a sorted sample tells two elements between which they
 * nearly certainly are (R. W. Floyd and R. L. Rivest, "Expected time bounds for selection", 1975), those between them are picked and sorted.
 *
 * @param sorted the neighbours
 * @param from how many elements come before them
 */
record Selection(NDArray sorted, long from) {
    /** Elements from which on this is faster than sorting all. */
    private static final long LEAST = 1 << 18;

    private static final long SAMPLE = 1 << 13;

    /** How far from its place in the sample an element may be, in standard deviations of the one in the middle. */
    private static final double SIGMAS = 4;

    /**
     * The neighbours from a first to a last place.
     *
     * @return null where sorting all is better: for few elements, for places far apart, on devices, which sort as fast as they pick, for NaN, and for
     *     samples that misled
     */
    static @Nullable Selection of(NDArray x, long[] places) {
        DType type = x.dtype();
        long n = x.size();
        boolean exact = type.isFloat() || type.isInteger() && type.bits() <= 32;
        if (n < LEAST || !exact || !x.device().isHost() || places[1] - places[0] > n / SAMPLE) {
            return null;
        }
        NDArray all = x.eval();
        double[] sample = all.get(Slice.of(0, n, n / SAMPLE)).toDoubleArray();
        Arrays.sort(sample);
        double margin = SIGMAS * Math.sqrt(sample.length) / 2 + 1;
        int low = (int) Math.floor((double) places[0] / n * sample.length - margin);
        int high = (int) Math.ceil((double) places[1] / n * sample.length + margin);
        NDArray above = low < 0 ? all.ge(Np.min(all)) : all.ge(sample[low]);
        NDArray below = high >= sample.length ? all.le(Np.max(all)) : all.le(sample[high]);
        long before = n - above.sum().itemLong();
        if (before > places[0] || all.dtype().isFloat() && Np.isnan(all).any().itemBoolean()) {
            return null;
        }
        NDArray between = all.get(above.and(below));
        return before + between.size() <= places[1] || between.size() > n / 2
                ? null
                : new Selection(Np.sort(between), before);
    }
}
