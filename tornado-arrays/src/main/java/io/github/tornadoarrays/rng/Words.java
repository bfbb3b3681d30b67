package io.github.tornadoarrays.rng;

/**
 * The words that an element takes which needs it is not known how many: block n of element i is Philox4x32-10 of the counter (i, n) under
 * {@link Draw#streams}. What is made of a block's four words.
 */
final class Words {
    /** Where a second stream of an element begins. */
    static final long SECOND = 1L << 40;

    private static final double HALF_LOG_TURN = 0.9189385332046728;

    private Words() {}

    /** Words 2k (low half) and 2k + 1. */
    static long half(int[] w, int k) {
        return w[2 * k] & 0xffffffffL | (long) w[2 * k + 1] << 32;
    }

    /** Uniform in (0, 1), from words 2k and 2k + 1. */
    static double open(int[] w, int k) {
        return ((half(w, k) >>> 12) + 0.5) * 0x1p-52;
    }

    /** Uniform in (0, 1), from word k. */
    static double open32(int[] w, int k) {
        return ((w[k] & 0xffffffffL) + 0.5) * 0x1p-32;
    }

    /** Standard normal, by {@link BoxMuller}: 64 bits for the radius, 32, word 2, for the angle. */
    static double normal32(int[] w) {
        return BoxMuller.radius(half(w, 0)) * BoxMuller.cos((long) w[2] << 32);
    }

    /** Standard normal, by {@link BoxMuller}. */
    static double normal(int[] w) {
        return BoxMuller.radius(half(w, 0)) * BoxMuller.cos(half(w, 1));
    }

    /** log k! */
    static double logFactorial(double k) {
        return (k + 0.5) * Math.log(k + 1) - (k + 1) + HALF_LOG_TURN + stirling(k);
    }

    /** What Stirling's formula {@code (k + 1/2) log(k + 1) - (k + 1) + log(2π) / 2} lacks to log k! */
    static double stirling(double k) {
        double x = k + 1;
        if (k < 10) {
            double product = 1;
            for (int j = 2; j <= k; j++) {
                product *= j;
            }
            return Math.log(product) - ((k + 0.5) * Math.log(x) - x + HALF_LOG_TURN);
        }
        double y = 1 / (x * x);
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - y / 1680) * y) * y) / x;
    }
}
