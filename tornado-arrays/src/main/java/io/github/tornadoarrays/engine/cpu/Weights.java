package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.rng.Draw;

/**
 * Indices drawn with given probabilities, with replacement: element i is the first index whose cumulative probability is
 * above {@link Draw#uniform64}{@code (i)}. The sums run from the left in double, divided by the last one, as NumPy's do.
 *
 * <p>A guide table (H.-C. Chen, Y. Asau, 1974) narrows the binary search to one step on average.
 */
public final class Weights {
    private final double[] cumulative;
    /** {@code guide[g]}: the first index whose cumulative probability is above g / cells. */
    private final int[] guide;

    private Weights(double[] cumulative, int[] guide) {
        this.cumulative = cumulative;
        this.guide = guide;
    }

    /**
     * @throws ArrayException if p is empty, has a value that is negative or NaN, or does not sum to 1 within 1e-8
     */
    public static Weights of(double[] p) {
        double total = check(p);
        double[] cumulative = new double[p.length];
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            sum += p[j];
            cumulative[j] = sum / total;
        }
        int cells = Integer.highestOneBit(Math.min(Math.max(p.length, 1), 1 << 20));
        int[] guide = new int[cells + 1];
        int j = 0;
        for (int g = 0; g <= cells; g++) {
            while (j < p.length - 1 && cumulative[j] <= (double) g / cells) {
                j++;
            }
            guide[g] = j;
        }
        return new Weights(cumulative, guide);
    }

    /** Elements start to start + n - 1 of the draw into {@code dst[off]} on. */
    public void fill(long key, long draw, long start, long[] dst, int off, int n) {
        double[] u = new double[Math.min(n, 2 * PhiloxTile.BLOCKS)];
        for (int done = 0; done < n; done += u.length) {
            int m = Math.min(u.length, n - done);
            RandomFill.uniform(key, draw, start + done, u, 0, m);
            for (int j = 0; j < m; j++) {
                dst[off + done + j] = index(u[j]);
            }
        }
    }

    private int index(double u) {
        int cell = (int) (u * (guide.length - 1));
        int low = guide[cell];
        int high = guide[cell + 1];
        while (low < high) {
            int middle = low + high >>> 1;
            if (cumulative[middle] > u) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The sum of valid probabilities, from the left. */
    static double check(double[] p) {
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            if (!(p[j] >= 0)) {
                throw new ArrayException(
                        "choice: probability " + j + " is " + p[j] + "; probabilities must be 0 or more");
            }
            sum += p[j];
        }
        if (!(Math.abs(sum - 1) <= 1e-8)) {
            throw new ArrayException(
                    "choice: the " + p.length + " probabilities sum to " + sum + "; they must sum to 1 within 1e-8");
        }
        return sum;
    }
}
