package io.github.tornadoarrays.rng;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * NumPy's {@code SeedSequence}: seeds, and the seeds of children, as words that look random (M. E. O'Neill, "Developing a seed_seq
 * alternative", 2015).
 *
 * @param entropy the seed in words of 32 bits, the lowest first; at least one
 * @param spawnKey which child of which child it is; empty for the first of all
 */
public record SeedSequence(List<Integer> entropy, List<Integer> spawnKey) {
    private static final int POOL = 4;
    private static final int INIT_A = 0x43b0d7e5;
    private static final int MULT_A = 0x931e8875;
    private static final int INIT_B = 0x8b51f9dd;
    private static final int MULT_B = 0x58f38ded;
    private static final int MIX_L = 0xca01f9dd;
    private static final int MIX_R = 0x4973f715;

    public SeedSequence {
        entropy = List.copyOf(entropy);
        spawnKey = List.copyOf(spawnKey);
    }

    /** The sequence of a seed of 0 or more. */
    public static SeedSequence of(BigInteger seed) {
        List<Integer> words = new ArrayList<>();
        BigInteger rest = seed;
        do {
            words.add(rest.intValue());
            rest = rest.shiftRight(32);
        } while (rest.signum() > 0);
        return new SeedSequence(words, List.of());
    }

    /** Its child of this number. */
    public SeedSequence child(int number) {
        List<Integer> key = new ArrayList<>(spawnKey);
        key.add(number);
        return new SeedSequence(entropy, key);
    }

    /** So many words of 64 bits. */
    public long[] state(int words) {
        int[] pool = pool();
        long[] state = new long[words];
        int constant = INIT_B;
        for (int i = 0; i < 2 * words; i++) {
            int value = pool[i % POOL] ^ constant;
            constant *= MULT_B;
            value *= constant;
            value ^= value >>> 16;
            state[i / 2] |= (value & 0xffffffffL) << 32 * (i % 2);
        }
        return state;
    }

    private int[] pool() {
        List<Integer> words = new ArrayList<>(entropy);
        while (!spawnKey.isEmpty() && words.size() < POOL) {
            words.add(0);
        }
        words.addAll(spawnKey);
        int[] pool = new int[POOL];
        int[] constant = {INIT_A};
        for (int i = 0; i < POOL; i++) {
            pool[i] = hash(i < words.size() ? words.get(i) : 0, constant);
        }
        for (int from = 0; from < POOL; from++) {
            for (int to = 0; to < POOL; to++) {
                if (from != to) {
                    pool[to] = mix(pool[to], hash(pool[from], constant));
                }
            }
        }
        for (int from = POOL; from < words.size(); from++) {
            for (int to = 0; to < POOL; to++) {
                pool[to] = mix(pool[to], hash(words.get(from), constant));
            }
        }
        return pool;
    }

    private static int hash(int word, int[] constant) {
        int value = word ^ constant[0];
        constant[0] *= MULT_A;
        value *= constant[0];
        return value ^ value >>> 16;
    }

    private static int mix(int x, int y) {
        int value = MIX_L * x - MIX_R * y;
        return value ^ value >>> 16;
    }
}
