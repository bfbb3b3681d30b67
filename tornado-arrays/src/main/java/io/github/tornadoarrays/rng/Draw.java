package io.github.tornadoarrays.rng;

/**
 * One draw of random elements: what element {@code i} is, for every distribution.
 *
 * <p>Each method is a pure function of the key, the draw's id and the element's index; this is the definition that every
 * engine's result equals bit for bit. The package page has it as formulas.
 *
 * @param key {@link Philox#key} of the seed
 * @param id the number of the draw: a generator counts its draws from 0
 */
public record Draw(long key, long id) {
    /** The draw {@code id} of the generator with this seed. */
    public static Draw of(long seed, long id) {
        return new Draw(Philox.key(seed), id);
    }

    /** The key under which each element of this draw has a stream of {@link Words} of its own: no element's block has this number. */
    public long streams() {
        return half(block(-1), 0);
    }

    /** 32 uniform bits: word {@code i mod 4} of block {@code i / 4}. */
    public int bits32(long i) {
        return block(i >>> 2)[(int) i & 3];
    }

    /** 64 uniform bits: words {@code 2 (i mod 2)} (low half) and the next one of block {@code i / 2}. */
    public long bits64(long i) {
        return half(block(i >>> 1), (int) i & 1);
    }

    /** Uniform in [0, 1): the upper 24 of {@link #bits32}, times 2⁻²⁴. */
    public float uniform32(long i) {
        return uniform(bits32(i));
    }

    /** Uniform in [0, 1): the upper 53 of {@link #bits64}, times 2⁻⁵³. */
    public double uniform64(long i) {
        return uniform(bits64(i));
    }

    /** Standard normal, by {@link BoxMuller}: the cosine for an even {@code i}, else the sine. */
    public float normal32(long i) {
        int[] w = block(i >>> 2);
        int first = (int) i & 2;
        float radius = BoxMuller.radius(w[first]);
        int angle = w[first + 1];
        return radius * ((i & 1) == 0 ? BoxMuller.cos(angle) : BoxMuller.sin(angle));
    }

    /** Standard normal, by {@link BoxMuller}: the cosine for an even {@code i}, else the sine. */
    public double normal64(long i) {
        int[] w = block(i >>> 1);
        double radius = BoxMuller.radius(half(w, 0));
        long angle = half(w, 1);
        return radius * ((i & 1) == 0 ? BoxMuller.cos(angle) : BoxMuller.sin(angle));
    }

    /**
     * Uniform in [low, low + range).
     *
     * <p>With W the element's word of {@link #bits64}, {@code low + floor(W · range / 2⁶⁴)} where range is at most 2³²; for
     * larger ranges W is all 128 bits of block {@code i} and the divisor 2¹²⁸. No word is rejected, so the element stays
     * a function of its index; a value's probability is off by at most range / 2⁶⁴ of itself, so 2⁻³²,
     * in the first case and range / 2¹²⁸, so 2⁻⁶⁴, in the second; powers of two are exact.
     *
     * @param range unsigned; 0 stands for 2⁶⁴
     */
    public long integer(long i, long low, long range) {
        if (isNarrow(range)) {
            return low + scale(bits64(i), range);
        }
        int[] w = block(i);
        return low + scale(half(w, 0), half(w, 1), range);
    }

    /** Whether a range takes 64 bits an element; else it takes a whole block. */
    public static boolean isNarrow(long range) {
        return range > 0 && range <= 1L << 32;
    }

    /** {@link #uniform32} from its word. */
    public static float uniform(int word) {
        return (word >>> 8) * 0x1p-24f;
    }

    /** {@link #uniform64} from its word. */
    public static double uniform(long word) {
        return (word >>> 11) * 0x1p-53;
    }

    /** {@code floor(word · range / 2⁶⁴)} for a range in [1, 2³²]. */
    public static long scale(long word, long range) {
        return (word >>> 32) * range + ((word & 0xffffffffL) * range >>> 32) >>> 32;
    }

    /** {@code floor((high · 2⁶⁴ + low) · range / 2¹²⁸)}, where range 0 stands for 2⁶⁴. */
    public static long scale(long low, long high, long range) {
        if (range == 0) {
            return high;
        }
        long part = high * range;
        long sum = part + Math.unsignedMultiplyHigh(low, range);
        long carry = Long.compareUnsigned(sum, part) < 0 ? 1 : 0;
        return Math.unsignedMultiplyHigh(high, range) + carry;
    }

    private int[] block(long counter) {
        int[] words = new int[4];
        Philox.block(key, counter, id, words);
        return words;
    }

    private static long half(int[] words, int which) {
        return Words.half(words, which);
    }
}
