package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.rng.BoxMuller;
import io.github.tornadoarrays.rng.Draw;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Random order, and samples without replacement: the indices in increasing order of a random key each, ties by index.
 *
 * <p>The key of index i is {@link Draw#bits64}{@code (i)}, as a signed number, where all are equally likely; else
 * {@code radius(bits64(i))² / p[i]} (P. S. Efraimidis, P. G. Spirakis, "Weighted random sampling with a reservoir", 2006).
 * All orders are equally likely but for ties, and the chance of any tie is n² / 2⁶⁵.
 */
public final class Sampling {
    private static final int PARALLEL = 1 << 16;

    private Sampling() {}

    /** The numbers 0 to n - 1 in random order. */
    public static long[] permutation(long key, long draw, int n) {
        long[] words = new long[n];
        RandomFill.bits(key, draw, 0, words, 0, n);
        Draw d = new Draw(key, draw);
        order(words, d::bits64);
        return words;
    }

    /**
     * The first k of {@link #permutation} of n, in O(n) time and O(k) memory; n may be larger than an array.
     *
     * @throws ArrayException if k is negative or exceeds n
     */
    public static long[] choice(long key, long draw, long n, int k) {
        if (k < 0 || k > n) {
            throw new ArrayException("choice: cannot take " + k + " of " + n + " without replacement; take 0.." + n);
        }
        if (n <= 4L * k + 1024) {
            return Arrays.copyOf(permutation(key, draw, Math.toIntExact(n)), k);
        }
        // the k smallest words are below a bound that about k + 8 sqrt(k) words are below
        for (double expected = k + 8 * Math.sqrt(k) + 32; ; expected *= 2) {
            long bound = (long) Math.min(expected / n * 0x1p64, 0x1p63 - 1024);
            long[] found = new long[(int) Math.min(2 * expected + 64, n)];
            int count = below(key, draw, n, bound, found);
            if (count >= k && count <= found.length) {
                int shift = Long.numberOfLeadingZeros(bound);
                Draw d = new Draw(key, draw);
                IntToLongFunction word = p -> ((d.bits64(found[p]) ^ Long.MIN_VALUE) << shift) ^ Long.MIN_VALUE;
                long[] words = new long[count];
                Arrays.setAll(words, word);
                order(words, word);
                long[] result = new long[k];
                Arrays.setAll(result, p -> found[(int) words[p]]);
                return result;
            }
        }
    }

    /**
     * k different indices of p, each next one taken with probability proportional to p among those left.
     *
     * @throws ArrayException if k is negative or more than there are positive probabilities, or as {@link Weights#of}
     */
    public static long[] choice(long key, long draw, double[] p, int k) {
        Weights.check(p);
        long positive = Arrays.stream(p).filter(v -> v > 0).count();
        if (k < 0 || k > positive) {
            throw new ArrayException("choice: cannot take " + k + " without replacement where " + positive
                    + " probabilities are positive; take 0.." + positive);
        }
        long[] words = new long[p.length];
        RandomFill.bits(key, draw, 0, words, 0, p.length);
        for (int i = 0; i < p.length; i++) {
            double radius = BoxMuller.radius(words[i]);
            // not negative, so that bits order as numbers do
            words[i] = p[i] == 0 ? Long.MAX_VALUE : Double.doubleToRawLongBits(radius * radius / p[i]);
        }
        long[] sorted = words.clone();
        order(sorted, i -> words[i]);
        return Arrays.copyOf(sorted, k);
    }

    /** The indices below n whose words, made unsigned, are below the bound; returns how many, storing what fits. */
    private static int below(long key, long draw, long n, long bound, long[] found) {
        long[] tile = new long[2 * PhiloxTile.BLOCKS];
        long limit = bound ^ Long.MIN_VALUE;
        int count = 0;
        for (long start = 0; start < n; start += tile.length) {
            int m = (int) Math.min(tile.length, n - start);
            RandomFill.bits(key, draw, start, tile, 0, m);
            for (int j = 0; j < m; j++) {
                if (tile[j] < limit) {
                    if (count < found.length) {
                        found[count] = start + j;
                    }
                    count++;
                }
            }
        }
        return count;
    }

    /**
     * Replaces words by their positions in increasing order of word, ties by position. One primitive sort of numbers with
     * the word in the upper bits and the position in the lower ones; where upper bits tie, {@code word} tells.
     */
    private static void order(long[] words, IntToLongFunction word) {
        int n = words.length;
        int low = 64 - Long.numberOfLeadingZeros(Math.max(n - 1, 1));
        long mask = (1L << low) - 1;
        for (int i = 0; i < n; i++) {
            words[i] = words[i] & ~mask | i;
        }
        if (n < PARALLEL) {
            Arrays.sort(words);
        } else {
            Arrays.parallelSort(words);
        }
        for (int i = 0; i < n; ) {
            int end = i + 1;
            while (end < n && words[end] >> low == words[i] >> low) {
                end++;
            }
            if (end - i > 1) {
                long[] tied = Arrays.copyOfRange(words, i, end);
                Integer[] positions = new Integer[tied.length];
                Arrays.setAll(positions, t -> (int) (tied[t] & mask));
                Arrays.sort(positions, (a, b) -> Long.compare(word.applyAsLong(a), word.applyAsLong(b)));
                for (int t = 0; t < tied.length; t++) {
                    words[i + t] = positions[t];
                }
                i = end;
            } else {
                words[i] &= mask;
                i++;
            }
        }
    }
}
