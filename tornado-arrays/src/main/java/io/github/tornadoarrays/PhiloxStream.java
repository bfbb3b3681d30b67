package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.newaxis;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.rng.Draw;
import io.github.tornadoarrays.rng.Philox64;
import io.github.tornadoarrays.rng.PhiloxState;
import io.github.tornadoarrays.rng.SeedSequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The stream of NumPy's {@code Generator(Philox(seed))}, in order: uniform numbers and integers take from it what they take in NumPy, every
 * other draw takes a word, which is its key. A step is a block of four words.
 *
 * <p>Words are computed where the array will be. Integers reject words (D. Lemire, "Fast random integer generation in an interval", 2019),
 * so that how many they take is known when they are there: more are computed than needed, the good ones are packed, and where the last of
 * them was is read.
 */
final class PhiloxStream implements Generator {
    static final String NAME = "philox";

    private static final Kernel WORDS = Kernel.of(PhiloxStream::fill);
    private static final Kernel DOUBLES = Kernel.of(PhiloxStream::doubles);
    private static final Kernel BELOW = Kernel.of(PhiloxStream::below);

    /** Numbers that are in the cache still when they are looked at again. */
    private static final long PIECE = 1 << 20;

    /** The part of the halves that are rejected, from which on more are computed than wanted. */
    private static final double OFTEN = 1e-3;

    private final @Nullable SeedSequence seed;
    private PhiloxState state;
    private int children;

    private PhiloxStream(@Nullable SeedSequence seed, PhiloxState state, int children) {
        this.seed = seed;
        this.state = state;
        this.children = children;
    }

    static PhiloxStream seeded(SeedSequence seed) {
        return new PhiloxStream(seed, PhiloxState.start(seed), 0);
    }

    // ---- words, halves, and parts of halves, from where the stream is

    /**
     * From where on words are computed: from word {@code skip} of the block whose counter is c3 … c0.
     *
     * @param k0 the low half of the key
     * @param k1 its high half
     */
    record Start(int skip, long k0, long k1, long c0, long c1, long c2, long c3) {
        static Start of(PhiloxState s) {
            long[] c = s.advanced(BigInteger.valueOf(s.position() / 4)).counterWords();
            return new Start(s.position() % 4, s.k0(), s.k1(), c[0], c[1], c[2], c[3]);
        }

        int blocks(long words) {
            return (int) ((words + skip + 3) / 4);
        }
    }

    /**
     * Numbers made of halves.
     *
     * @param low the least of them
     * @param range how many there are
     * @param threshold of the low half of a product, below which it is rejected
     * @param lead the place of the first
     */
    record Bound(long low, long range, long threshold, int lead) {
        static long threshold(long range) {
            return ((1L << 32) - range) % range;
        }
    }

    /** The words of block i from the start. */
    private static void block(long[] w, int i, Start from) {
        w[0] = from.c0 + i;
        w[1] = from.c1;
        w[2] = from.c2;
        w[3] = from.c3;
        if (Long.compareUnsigned(w[0], from.c0) < 0) {
            w[1]++;
            if (w[1] == 0) {
                w[2]++;
                if (w[2] == 0) {
                    w[3]++;
                }
            }
        }
        Philox64.block(from.k0, from.k1, w);
    }

    /** Words. */
    static void fill(long[] out, int blocks, Start from) {
        for (@Parallel int i = 0; i < blocks; i++) {
            long[] w = new long[4];
            block(w, i, from);
            for (int j = 0; j < 4; j++) {
                int at = 4 * i + j - from.skip;
                if (at >= 0 && at < out.length) {
                    out[at] = w[j];
                }
            }
        }
    }

    /** Words as uniform numbers. */
    static void doubles(double[] out, int blocks, Start from) {
        for (@Parallel int i = 0; i < blocks; i++) {
            long[] w = new long[4];
            block(w, i, from);
            for (int j = 0; j < 4; j++) {
                int at = 4 * i + j - from.skip;
                if (at >= 0 && at < out.length) {
                    out[at] = (w[j] >>> 11) * 0x1p-53;
                }
            }
        }
    }

    /** Halves of words as numbers in bounds; those that are rejected as one less than the least. */
    static void below(long[] out, int blocks, Start from, Bound bound) {
        long low = bound.low;
        long range = bound.range;
        long threshold = bound.threshold;
        for (@Parallel int i = 0; i < blocks; i++) {
            long[] w = new long[4];
            block(w, i, from);
            int at = 2 * (4 * i - from.skip) + bound.lead;
            put(out, at, w[0] & 0xffffffffL, low, range, threshold);
            put(out, at + 1, w[0] >>> 32, low, range, threshold);
            put(out, at + 2, w[1] & 0xffffffffL, low, range, threshold);
            put(out, at + 3, w[1] >>> 32, low, range, threshold);
            put(out, at + 4, w[2] & 0xffffffffL, low, range, threshold);
            put(out, at + 5, w[2] >>> 32, low, range, threshold);
            put(out, at + 6, w[3] & 0xffffffffL, low, range, threshold);
            put(out, at + 7, w[3] >>> 32, low, range, threshold);
        }
    }

    private static void put(long[] out, int at, long half, long low, long range, long threshold) {
        long product = half * range;
        if (at >= 0 && at < out.length) {
            out[at] = (product & 0xffffffffL) >= threshold ? low + (product >>> 32) : low - 1;
        }
    }

    /** The next n words; int64. */
    private static NDArray words(PhiloxState from, long n) {
        NDArray out = Np.empty(DType.INT64, checked(n));
        if (n > 0) {
            Start start = Start.of(from);
            WORDS.run(out, start.blocks(n), start);
        }
        return out;
    }

    private static long checked(long words) {
        if (words > HostBuffer.MAX_ARRAY) {
            throw new ArrayException("random: " + words + " words of the stream at once; at most "
                    + HostBuffer.MAX_ARRAY + ", draw several arrays");
        }
        return words;
    }

    /** The next n halves; int64 in [0, 2³²). */
    private static NDArray halves(PhiloxState from, long n) {
        if (!from.hasHalf() || n == 0) {
            return parts(words(from, (n + 1) / 2), 64, 32).get(Slice.of(0, n));
        }
        NDArray rest = parts(words(from, n / 2), 64, 32).get(Slice.of(0, n - 1));
        return Np.concat(Np.array(new long[] {from.half()}), rest);
    }

    /** Each of some numbers cut into parts, the lowest first. */
    private static NDArray parts(NDArray x, int bits, int part) {
        long[] shifts = new long[bits / part];
        Arrays.setAll(shifts, i -> (long) i * part);
        return x.get(Np.ellipsis, newaxis)
                .shr(Np.array(shifts))
                .and((1L << part) - 1)
                .ravel();
    }

    // ---- numbers

    @Override
    public synchronized Draw draw() {
        long key = state.word();
        state = state.words(1);
        return new Draw(key, 0);
    }

    @Override
    public synchronized NDArray uniform(DType type, long[] shape) {
        long n = Shape.size(shape);
        NDArray x;
        if (type == DType.FLOAT32) {
            x = Np.vectorize((long w) -> (float) (w >>> 8) * 0x1p-24f).call(halves(state, n));
            state = state.halves(n);
        } else {
            x = Np.empty(DType.FLOAT64, checked(n));
            if (n > 0) {
                Start from = Start.of(state);
                DOUBLES.run(x, from.blocks(n), from);
            }
            state = state.words(n);
        }
        return x.eval().reshape(shape);
    }

    @Override
    public synchronized NDArray integers(DType type, long low, long high, long[] shape) {
        long n = Shape.size(shape);
        long most = high - low;
        int bits = bits(type, most);
        if (most == 0 || n == 0) {
            return Np.full(shape, low, type);
        }
        long range = most + 1;
        if (bits == 32 && range >>> 32 == 0 && low != Long.MIN_VALUE && Bound.threshold(range) < OFTEN * 0x1p32) {
            NDArray x = seldomRejected(low, range, n);
            return (type == DType.INT64 ? x : x.astype(type).eval()).reshape(shape);
        }
        // all values of a width are there as they come
        NDArray x = most == (bits == 64 ? -1 : (1L << bits) - 1) ? plain(bits, n) : bounded(bits, most + 1, n);
        return x.add(low).astype(type).eval().reshape(shape);
    }

    /** Numbers of which nearly all are good, piece by piece: only pieces with one that is not are packed. */
    private NDArray seldomRejected(long low, long range, long n) {
        NDArray all = Np.empty(DType.INT64, checked(n));
        long most = all.device().isHost() ? PIECE : n;
        for (long done = 0; done < n; ) {
            long length = Math.min(most, n - done);
            NDArray x = all.get(Slice.of(done, done + length));
            Bound bound = new Bound(low, range, Bound.threshold(range), state.hasHalf() ? 1 : 0);
            Start from = Start.of(state);
            BELOW.run(x, from.blocks((length - bound.lead + 1) / 2), from, bound);
            if (state.hasHalf()) {
                long product = state.half() * range;
                x.set("0", (product & 0xffffffffL) >= bound.threshold ? low + (product >>> 32) : low - 1);
            }
            state = state.halves(length);
            if (x.min().itemLong() < low) {
                NDArray good = x.get(x.ge(low)).eval();
                length = good.size();
                all.set(done + ":" + (done + length), good);
            }
            done += length;
        }
        return all;
    }

    /** How many bits a number is made of. */
    private static int bits(DType type, long most) {
        return type.isBool() ? 1 : type.bits() < 32 ? type.bits() : most >>> 32 == 0 ? 32 : 64;
    }

    private NDArray plain(int bits, long n) {
        NDArray x = candidates(state, bits, n);
        state = after(state, bits, n);
        return x;
    }

    private static NDArray candidates(PhiloxState from, int bits, long n) {
        return switch (bits) {
            case 64 -> words(from, n);
            case 32 -> halves(from, n);
            default -> parts(halves(from, Math.ceilDiv(n * bits, 32)), 32, bits).get(Slice.of(0, n));
        };
    }

    /** Where a stream is when n numbers are taken; what is left of a half is dropped. */
    private static PhiloxState after(PhiloxState from, int bits, long n) {
        return bits == 64 ? from.words(n) : from.halves(bits == 32 ? n : Math.ceilDiv(n * bits, 32));
    }

    /** Numbers below {@code range}: high halves of products, without those whose low half is below a threshold. */
    private NDArray bounded(int bits, long range, long n) {
        long threshold = bits == 64 ? Long.remainderUnsigned(-range, range) : ((1L << bits) - range) % range;
        double rejected = (bits == 64 ? unsigned(threshold) : threshold) / Math.scalb(1.0, bits);
        List<NDArray> good = new ArrayList<>();
        for (long left = n; left > 0; ) {
            double spare = threshold == 0 ? 0 : left * rejected / (1 - rejected) + 5 * Math.sqrt(left * rejected) + 4;
            long ask = Math.ceilDiv(left + (long) spare, 32) * 32;
            ask = threshold == 0 ? left : ask;
            NDArray c = candidates(state, bits, ask).eval();
            NDArray value = value(bits, range).call(c);
            NDArray places = threshold == 0
                    ? null
                    : Np.flatnonzero(accepted(bits, range, threshold).call(c));
            long found = places == null ? ask : places.size();
            if (found < left) {
                state = after(state, bits, ask);
            } else {
                long taken = places == null || ask == found ? left : places.itemLong(left - 1) + 1;
                state = after(state, bits, taken);
                found = left;
            }
            good.add(
                    places == null
                            ? value
                            : value.take(places.get(Slice.of(0, found))).eval());
            left -= found;
        }
        return good.size() == 1 ? good.get(0) : Np.concat(good.toArray(NDArray[]::new));
    }

    private static double unsigned(long x) {
        return (x >>> 1) * 2.0 + (x & 1);
    }

    private static ElementwiseKernel value(int bits, long range) {
        return bits == 64
                ? Np.vectorize((long w) -> Math.unsignedMultiplyHigh(w, range))
                : Np.vectorize((long c) -> c * range >>> bits);
    }

    private static ElementwiseKernel accepted(int bits, long range, long threshold) {
        return bits == 64
                ? Np.vectorize((long w) -> Long.compareUnsigned(w * range, threshold) >= 0)
                : Np.vectorize((long c) -> (c * range & (1L << bits) - 1) >= threshold);
    }

    // ---- where it stands

    @Override
    public synchronized void advance(BigInteger steps) {
        state = state.advanced(steps);
    }

    @Override
    public synchronized Generator jumped(long times) {
        return new PhiloxStream(seed, state.jumped(times), children);
    }

    @Override
    public synchronized List<Generator> spawn(int n) {
        SeedSequence parent = seed;
        if (parent == null) {
            throw new ArrayException("spawn: the generator was made without a seed; make it by Random.philox");
        }
        int first = children;
        children += n;
        return IntStream.range(first, first + n)
                .<Generator>mapToObj(i -> seeded(parent.child(i)))
                .toList();
    }

    @Override
    public synchronized String state() {
        return String.join(
                " ",
                NAME,
                Long.toHexString(state.k0()),
                Long.toHexString(state.k1()),
                state.counter().toString(16),
                "" + state.position(),
                "" + state.half(),
                seed == null ? "-" : hex(seed.entropy()),
                seed == null ? "-" : hex(seed.spawnKey()),
                "" + children);
    }

    private static String hex(List<Integer> words) {
        return words.stream().map(Integer::toHexString).collect(Collectors.joining(","));
    }

    private static List<Integer> words(String hex) {
        return hex.isEmpty()
                ? List.of()
                : Arrays.stream(hex.split(","))
                        .map(w -> Integer.parseUnsignedInt(w, 16))
                        .toList();
    }

    static PhiloxStream of(String[] text) {
        if (text.length != 9) {
            throw new IllegalArgumentException("it has " + (text.length - 1) + " parts, not 8");
        }
        PhiloxState state = new PhiloxState(
                Long.parseUnsignedLong(text[1], 16),
                Long.parseUnsignedLong(text[2], 16),
                new BigInteger(text[3], 16),
                Integer.parseInt(text[4]),
                Long.parseLong(text[5]));
        if (state.position() < 0 || state.position() > 4) {
            throw new IllegalArgumentException("its position is " + state.position() + ", not 0..4");
        }
        SeedSequence seed = text[6].equals("-") ? null : new SeedSequence(words(text[6]), words(text[7]));
        return new PhiloxStream(seed, state, Integer.parseInt(text[8]));
    }

    @Override
    public synchronized String toString() {
        return "NumPy's Philox, key " + Long.toHexString(state.k1()) + " " + Long.toHexString(state.k0()) + ", block "
                + state.counter() + ", word " + state.position();
    }
}
