package io.github.tornadoarrays.rng;

import java.math.BigInteger;

/**
 * Where NumPy's {@code Philox} stands in its stream of 64-bit words, and the half of one that was left over when a 32-bit one was asked for.
 *
 * @param k0 the low half of the key
 * @param k1 its high half
 * @param counter of the block whose words are being given out, modulo 2²⁵⁶
 * @param position how many of the four were; another one comes from the next block
 * @param half the high half of a word whose low half was given out, or -1
 */
public record PhiloxState(long k0, long k1, BigInteger counter, int position, long half) {
    private static final BigInteger MASK = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    private static final long NONE = -1;

    public PhiloxState {
        counter = counter.and(MASK);
    }

    /** Where a generator begins. */
    public static PhiloxState start(SeedSequence seed) {
        long[] key = seed.state(2);
        return new PhiloxState(key[0], key[1], BigInteger.ZERO, 4, NONE);
    }

    /** NumPy's {@code advance}: so many blocks on, at the start of one, with no half left over. */
    public PhiloxState advanced(BigInteger blocks) {
        return new PhiloxState(k0, k1, counter.add(blocks), 4, NONE);
    }

    /** NumPy's {@code jumped}: as if 2¹²⁸ blocks had been given out, so many times. */
    public PhiloxState jumped(long times) {
        return advanced(BigInteger.valueOf(times).shiftLeft(128));
    }

    /** After so many words. */
    public PhiloxState words(long n) {
        long at = position + n;
        // a block is made when its first word is asked for
        long blocks = n == 0 ? 0 : (at - 1) / 4;
        return new PhiloxState(k0, k1, counter.add(BigInteger.valueOf(blocks)), (int) (at - 4 * blocks), half);
    }

    public boolean hasHalf() {
        return half != NONE;
    }

    /** After so many halves: the one left over, then low and high ones of words. */
    public PhiloxState halves(long n) {
        if (n == 0) {
            return this;
        }
        long more = hasHalf() ? n - 1 : n;
        PhiloxState after = words((more + 1) / 2);
        long left = more % 2 == 0 ? NONE : words(more / 2).word() >>> 32;
        return new PhiloxState(k0, k1, after.counter, after.position, left);
    }

    /** The next word. */
    public long word() {
        PhiloxState after = words(1);
        long[] block = after.counterWords();
        Philox64.block(k0, k1, block);
        return block[after.position - 1];
    }

    /** The counter's words, the lowest first. */
    public long[] counterWords() {
        long[] words = new long[4];
        for (int i = 0; i < 4; i++) {
            words[i] = counter.shiftRight(64 * i).longValue();
        }
        return words;
    }
}
