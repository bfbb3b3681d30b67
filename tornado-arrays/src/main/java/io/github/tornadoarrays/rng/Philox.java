package io.github.tornadoarrays.rng;

/**
 * Philox4x32-10, a keyed function from 128 bits to 128 bits: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC'11.
 *
 * <p>There is no state to keep: block {@code counter} of draw {@code draw} is computed from these two numbers and the
 * key alone, on any engine, in any order. This class is the plain form; engines hold faster ones with the same result.
 */
public final class Philox {
    /** Multiplier of word 0. */
    public static final int M0 = 0xD2511F53;
    /** Multiplier of word 2. */
    public static final int M1 = 0xCD9E8D57;
    /** What the low half of the key grows by from round to round. */
    public static final int W0 = 0x9E3779B9;
    /** What the high half of the key grows by from round to round. */
    public static final int W1 = 0xBB67AE85;

    public static final int ROUNDS = 10;

    private Philox() {}

    /**
     * The key a seed stands for: one step of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA'14), so that seeds
     * 0, 1, 2 … give unrelated keys. A bijection.
     */
    public static long key(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /**
     * The four words of one block.
     *
     * @param key low half first
     * @param counter words 0 (low half) and 1 of the counter: the block's index within its draw
     * @param draw words 2 (low half) and 3 of the counter: which draw
     * @param out receives words 0 to 3
     */
    public static void block(long key, long counter, long draw, int[] out) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        int a = (int) counter;
        int b = (int) (counter >>> 32);
        int c = (int) draw;
        int d = (int) (draw >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p = (M0 & 0xffffffffL) * (a & 0xffffffffL);
            long q = (M1 & 0xffffffffL) * (c & 0xffffffffL);
            a = (int) (q >>> 32) ^ b ^ k0;
            c = (int) (p >>> 32) ^ d ^ k1;
            b = (int) q;
            d = (int) p;
            k0 += W0;
            k1 += W1;
        }
        out[0] = a;
        out[1] = b;
        out[2] = c;
        out[3] = d;
    }
}
