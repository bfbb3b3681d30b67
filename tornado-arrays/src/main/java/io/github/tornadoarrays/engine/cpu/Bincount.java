package io.github.tornadoarrays.engine.cpu;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Histograms of small integers: each thread counts in its own bins, which are added at the end.
 *
 * <p>A value outside [0, bins) throws {@link IndexOutOfBoundsException}; callers find the range first.
 */
public final class Bincount {
    /** Elements below which one thread is faster. */
    private static final long GRAIN = 1 << 15;

    private Bincount() {}

    /** {@code counts[b]} is how many of {@code x[off]} to {@code x[off + n - 1]} are b. */
    public static long[] count(int[] x, int off, int n, int bins) {
        return inParts(n, bins, part -> {
            int[] odd = new int[bins];
            int[] even = new int[bins];
            int i = off + part.from;
            int end = off + part.to;
            for (; i < end - 1; i += 2) { // two histograms: equal neighbours do not wait for each other's store
                even[x[i]]++;
                odd[x[i + 1]]++;
            }
            if (i < end) {
                even[x[i]]++;
            }
            return sum(even, odd);
        });
    }

    /** As {@link #count(int[], int, int, int)}. */
    public static long[] count(long[] x, int off, int n, int bins) {
        return inParts(n, bins, part -> {
            int[] odd = new int[bins];
            int[] even = new int[bins];
            int i = off + part.from;
            int end = off + part.to;
            for (; i < end - 1; i += 2) {
                even[bin(x[i], bins)]++;
                odd[bin(x[i + 1], bins)]++;
            }
            if (i < end) {
                even[bin(x[i], bins)]++;
            }
            return sum(even, odd);
        });
    }

    /** {@code sums[b]} is the sum of {@code weights[wOff + i]} over the i with {@code x[off + i] == b}. */
    public static double[] weigh(long[] x, int off, double[] weights, int wOff, int n, int bins) {
        double[] sums = new double[bins];
        for (int i = 0; i < n; i++) { // in order, as in NumPy: the same rounding every time
            sums[bin(x[off + i], bins)] += weights[wOff + i];
        }
        return sums;
    }

    private static int bin(long value, int bins) {
        return value == (int) value ? (int) value : bins;
    }

    private record Part(int from, int to) {}

    private interface Count {
        long[] of(Part part);
    }

    private static long[] inParts(int n, int bins, Count count) {
        int parts = Math.clamp(n / Math.max(GRAIN, 4L * bins), 1, Workers.threads());
        if (parts == 1) {
            return count.of(new Part(0, n));
        }
        long[][] counts = new long[parts][];
        IntUnaryOperator start = p -> (int) ((long) n * p / parts);
        Workers.run(parts, 1, (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                counts[p] = count.of(new Part(start.applyAsInt(p), start.applyAsInt(p + 1)));
            }
        });
        long[] total = counts[0];
        for (long[] c : Arrays.asList(counts).subList(1, parts)) {
            for (int b = 0; b < bins; b++) {
                total[b] += c[b];
            }
        }
        return total;
    }

    private static long[] sum(int[] a, int[] b) {
        long[] total = new long[a.length];
        for (int i = 0; i < total.length; i++) {
            total[i] = (long) a[i] + b[i];
        }
        return total;
    }
}
