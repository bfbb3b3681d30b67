package io.github.tornadoarrays.rng;

/**
 * Philox4x64-10, which is NumPy's {@code Philox}: {@link Philox} with words of 64 bits, a key of 128 and a counter of 256.
 */
public final class Philox64 {
    /** Multiplier of word 0. */
    public static final long M0 = 0xD2E7470EE14C6C93L;
    /** Multiplier of word 2. */
    public static final long M1 = 0xCA5A826395121157L;
    /** What the low half of the key grows by from round to round. */
    public static final long W0 = 0x9E3779B97F4A7C15L;
    /** What the high half of the key grows by from round to round. */
    public static final long W1 = 0xBB67AE8584CAA73BL;

    public static final int ROUNDS = 10;

    private Philox64() {}

    /**
     * The four words of one block; {@code out} has the counter's words, the lowest first, and receives the block's.
     *
     * @param k0 the low half of the key
     * @param k1 its high half
     */
    public static void block(long k0, long k1, long[] out) {
        long a = out[0];
        long b = out[1];
        long c = out[2];
        long d = out[3];
        long low = k0;
        long high = k1;
        for (int round = 0; round < ROUNDS; round++) {
            long p = Math.unsignedMultiplyHigh(M0, a);
            long q = Math.unsignedMultiplyHigh(M1, c);
            long pLow = M0 * a;
            long qLow = M1 * c;
            a = q ^ b ^ low;
            b = qLow;
            c = p ^ d ^ high;
            d = pLow;
            low += W0;
            high += W1;
        }
        out[0] = a;
        out[1] = b;
        out[2] = c;
        out[3] = d;
    }
}
