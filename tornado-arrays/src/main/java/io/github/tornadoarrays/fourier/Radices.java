package io.github.tornadoarrays.fourier;

import java.util.ArrayList;
import java.util.List;

/** The factors of a transform's length. */
public final class Radices {
    /** Lengths with a greater prime factor are done by a convolution: summing up that many products takes longer. */
    public static final int GREATEST = 61;

    private Radices() {}

    /** Powers of two up to {@code most}, then odd primes in ascending order. Their product is n; the last may be any prime. */
    public static int[] of(int n, int most) {
        List<Integer> radices = new ArrayList<>();
        int rest = n;
        for (int r = most; r > 1; r /= 2) {
            while (rest % r == 0) {
                radices.add(r);
                rest /= r;
            }
        }
        for (int p = 3; (long) p * p <= rest; p += 2) {
            while (rest % p == 0) {
                radices.add(p);
                rest /= p;
            }
        }
        if (rest > 1) {
            radices.add(rest);
        }
        return radices.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether no prime factor is greater than {@link #GREATEST}. */
    public static boolean areSmall(int n) {
        for (int r : of(n, 2)) {
            if (r > GREATEST) {
                return false;
            }
        }
        return true;
    }

    /** The least number from n on without other prime factors than 2, 3 and 5. */
    public static int roundUp(long n) {
        long best = Long.highestOneBit(Math.max(1, n - 1)) * 2;
        for (long five = 1; five < best; five *= 5) {
            for (long three = five; three < best; three *= 3) {
                long two = three;
                while (two < n) {
                    two *= 2;
                }
                best = Math.min(best, two);
            }
        }
        return Math.toIntExact(n <= 1 ? 1 : best);
    }

    /** The divisor of n nearest to its root, from above. */
    public static int middle(int n) {
        int d = (int) Math.ceil(Math.sqrt(n));
        while (n % d != 0) {
            d++;
        }
        return d;
    }
}
