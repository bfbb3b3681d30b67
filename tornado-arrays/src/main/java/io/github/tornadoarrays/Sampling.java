package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.rng.BoxMuller;
import io.github.tornadoarrays.rng.Draw;
import io.github.tornadoarrays.run.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Random order, and samples, as the package {@code rng} defines them, on the current device; int64 vectors.
 *
 * <p>An order is that of a random key each, ties by index: {@link Draw#bits64} where all are equally likely, else {@code radius² / p} (P. S.
 * Efraimidis, P. G. Spirakis, "Weighted random sampling with a reservoir", 2006).
 */
final class Sampling {
    /** Keys that are looked at together when few are to be found. */
    private static final long PIECE = 1L << 26;

    private static final ElementwiseKernel WEIGHTED_KEY = ElementwiseKernel.method(Sampling::weightedKey);
    private static final Kernel INDICES = Kernel.of(Sampling::indices);

    private Sampling() {}

    /** The numbers 0 to n - 1 in random order. */
    static NDArray permutation(Draw draw, long n) {
        if (n > HostBuffer.MAX_ARRAY) {
            throw new ArrayException(
                    "permutation: " + n + " numbers cannot be put in random order; at most " + HostBuffer.MAX_ARRAY);
        }
        Buffer bits = bits(draw, 0, n);
        Buffer order = Engines.library(null).argsort(bits, 1, n);
        return vector(order);
    }

    /** The first k of {@link #permutation} of n, of which n may be more than an array has: those with keys below a bound. */
    static NDArray choice(Draw draw, long n, long k) {
        if (n <= 4 * k + 1024) {
            return permutation(draw, n).get(Slice.of(0, k));
        }
        for (double expected = k + 8 * Math.sqrt(k) + 32; ; expected *= 2) {
            long bound = (long) Math.min(expected / n * 0x1p64, 0x1p63 - 1024) ^ Long.MIN_VALUE;
            List<NDArray> keys = new ArrayList<>();
            List<NDArray> places = new ArrayList<>();
            long found = 0;
            for (long start = 0; start < n; start += PIECE) {
                NDArray piece = vector(bits(draw, start, Math.min(PIECE, n - start)));
                NDArray below = Np.flatnonzero(piece.lt(bound));
                keys.add(piece.take(below));
                places.add(below.add(start));
                found += below.size();
            }
            if (found >= k) {
                NDArray order = Np.argsort(joined(keys)).get(Slice.of(0, k));
                return joined(places).take(order).eval();
            }
        }
    }

    private static NDArray joined(List<NDArray> pieces) {
        return pieces.size() == 1 ? pieces.get(0) : Np.concat(pieces.toArray(NDArray[]::new));
    }

    /** Keys whose order is random. */
    static NDArray keys(Draw draw, long[] shape) {
        return vector(bits(draw, 0, Shape.size(shape))).reshape(shape);
    }

    private static Buffer bits(Draw draw, long start, long n) {
        Library library = Engines.library(null);
        return library.bits(start, n, draw.key(), draw.id());
    }

    private static NDArray vector(Buffer elements) {
        return new NDArray(Node.leaf(elements.dtype(), new long[] {elements.length()}, elements));
    }

    // ---- with probabilities

    /**
     * k different indices of p, each next one taken with probability proportional to p among those left.
     *
     * @throws ArrayException if k is more than there are positive probabilities, or they are none
     */
    static NDArray choice(Draw draw, double[] p, long k) {
        check(p);
        long positive = Arrays.stream(p).filter(v -> v > 0).count();
        if (k > positive) {
            throw new ArrayException("choice: cannot take " + k + " without replacement where " + positive
                    + " probabilities are positive; take 0.." + positive);
        }
        NDArray keys = WEIGHTED_KEY.call(vector(bits(draw, 0, p.length)), Np.array(p));
        return Np.argsort(keys).get(Slice.of(0, k));
    }

    private static double weightedKey(long bits, double p) {
        double radius = BoxMuller.radius(bits);
        return p == 0 ? Double.NaN : radius * radius / p;
    }

    /**
     * k indices drawn with probabilities, with replacement: the first whose cumulative probability is above {@link Draw#uniform64}. The
     * sums run from the left, divided by the last one, as NumPy's do.
     *
     * <p>A guide table (H.-C. Chen, Y. Asau, 1974) narrows the binary search to one step on average: {@code guide[g]} is the first index
     * whose cumulative probability is above g / cells.
     *
     * @throws ArrayException if they are no probabilities
     */
    static NDArray weighted(Draw draw, double[] p, long k) {
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
        NDArray u = vector(Engines.library(null).uniform(DType.FLOAT64, k, draw.key(), draw.id()));
        NDArray out = Np.empty(DType.INT64, k);
        INDICES.run(u, Np.array(cumulative), Np.array(guide, DType.INT32), cells, out);
        return out;
    }

    private static void indices(double[] u, double[] cumulative, int[] guide, int cells, long[] out) {
        for (@Parallel int i = 0; i < u.length; i++) {
            double x = u[i];
            int cell = (int) (x * cells);
            int low = guide[cell];
            int high = guide[cell + 1];
            while (low < high) {
                int middle = low + high >>> 1;
                if (cumulative[middle] > x) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            out[i] = low;
        }
    }

    /** The sum of valid probabilities, from the left. */
    private static double check(double[] p) {
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
