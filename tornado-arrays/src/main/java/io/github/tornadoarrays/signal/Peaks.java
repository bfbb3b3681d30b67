package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which peaks are looked for: {@code Peaks.all().height(0.5).distance(10)}.
 *
 * @param height how high they are at least
 * @param threshold by how much they are higher than both neighbours at least
 * @param distance how far from a higher one at least, in elements
 * @param prominence how far one has to go down at least before one can go higher
 */
public record Peaks(double height, double threshold, double distance, double prominence) {
    /** @throws ArrayException if the distance is less than 1 */
    public Peaks {
        if (!(distance >= 1)) {
            throw new ArrayException("Peaks: a distance of " + distance + "; it is at least 1");
        }
    }

    /** All of them. */
    public static Peaks all() {
        return new Peaks(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, Double.NEGATIVE_INFINITY);
    }

    public Peaks height(double least) {
        return new Peaks(least, threshold, distance, prominence);
    }

    public Peaks threshold(double least) {
        return new Peaks(height, least, distance, prominence);
    }

    public Peaks distance(double least) {
        return new Peaks(height, threshold, least, prominence);
    }

    public Peaks prominence(double least) {
        return new Peaks(height, threshold, distance, least);
    }

    /** Where they are in a signal, on the host. */
    long[] in(NDArray signal) {
        if (signal.ndim() != 1 || signal.dtype().isComplex()) {
            throw new ShapeException("findPeaks: " + signal.dtype() + " of shape " + Shape.text(signal.shape())
                    + "; a real signal of one axis is needed");
        }
        double[] x = signal.astype(io.github.tornadoarrays.core.DType.FLOAT64).toDoubleArray();
        List<Integer> found = tops(x);
        found.removeIf(i -> x[i] < height);
        found.removeIf(i -> Math.min(x[i] - x[i - 1], x[i] - x[i + 1]) < threshold);
        if (distance > 1) {
            found = apart(x, found);
        }
        if (prominence > Double.NEGATIVE_INFINITY) {
            found.removeIf(i -> prominence(x, i) < prominence);
        }
        return found.stream().mapToLong(Integer::longValue).toArray();
    }

    /** What is higher than both neighbours; of flat tops the middle. */
    private static List<Integer> tops(double[] x) {
        List<Integer> tops = new ArrayList<>();
        for (int i = 1; i < x.length - 1; i++) {
            if (x[i - 1] < x[i]) {
                int next = i + 1;
                while (next < x.length - 1 && x[next] == x[i]) {
                    next++;
                }
                if (x[next] < x[i]) {
                    tops.add((i + next - 1) / 2);
                    i = next;
                }
            }
        }
        return tops;
    }

    private List<Integer> apart(double[] x, List<Integer> peaks) {
        int least = (int) Math.ceil(distance);
        boolean[] gone = new boolean[peaks.size()];
        List<Integer> order = new ArrayList<>();
        for (int k = 0; k < peaks.size(); k++) {
            order.add(k);
        }
        order.sort(Comparator.<Integer>comparingDouble(k -> x[peaks.get(k)])
                .thenComparingInt(k -> k)
                .reversed());
        for (int k : order) {
            if (gone[k]) {
                continue;
            }
            for (int j = k - 1; j >= 0 && peaks.get(k) - peaks.get(j) < least; j--) {
                gone[j] = true;
            }
            for (int j = k + 1; j < gone.length && peaks.get(j) - peaks.get(k) < least; j++) {
                gone[j] = true;
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < gone.length; k++) {
            if (!gone[k]) {
                kept.add(peaks.get(k));
            }
        }
        return kept;
    }

    private static double prominence(double[] x, int peak) {
        double left = x[peak];
        for (int i = peak; i >= 0 && x[i] <= x[peak]; i--) {
            left = Math.min(left, x[i]);
        }
        double right = x[peak];
        for (int i = peak; i < x.length && x[i] <= x[peak]; i++) {
            right = Math.min(right, x[i]);
        }
        return x[peak] - Math.max(left, right);
    }
}
