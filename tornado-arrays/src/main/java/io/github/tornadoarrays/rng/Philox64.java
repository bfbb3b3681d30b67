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
            long p = multiplyHigh(M0, a);
            long q = multiplyHigh(M1, c);
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

    /** The high half of a product of unsigned numbers, of operations that all kernels have. */
    public static long multiplyHigh(long x, long y) {
        long x0 = x & 0xffffffffL;
        long x1 = x >>> 32;
        long y0 = y & 0xffffffffL;
        long y1 = y >>> 32;
        long middle = x1 * y0 + (x0 * y0 >>> 32);
        long other = x0 * y1 + (middle & 0xffffffffL);
        return x1 * y1 + (middle >>> 32) + (other >>> 32);
    }
}
