package io.github.tornadoarrays.device.cuda;

import static io.github.tornadoarrays.device.cuda.Sources.bits;
import static io.github.tornadoarrays.device.cuda.Sources.constant;
import static io.github.tornadoarrays.device.cuda.Sources.name;
import static io.github.tornadoarrays.device.cuda.Sources.type;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.rng.Draw;
import io.github.tornadoarrays.rng.Philox;

/** Random draws, by {@code philox.cu}. */
final class Draws {
    private static final int THREADS = 256;

    /** Blocks of a multiprocessor, where each computes more than it writes. */
    private static final int PER_UNIT = 8;

    private Draws() {}

    static String constants(DType type, boolean normal) {
        return type("T", name(type)) + constant("REAL", 1) + constant("NORMAL", normal ? 1 : 0);
    }

    static String constants(DType type, long range) {
        return type("T", bits(type.itemSize()))
                + constant("REAL", 0)
                + constant("WIDE", Draw.isNarrow(range) ? 0 : 1)
                + constant("WORDS", words(type));
    }

    /** The blocks of words that a thread makes of integers of a narrow range: two integers each, 16 bytes if that takes no more than 4. */
    private static int words(DType type) {
        return Math.min(4, 8 / type.itemSize());
    }

    static Buffer uniform(Sources sources, DType type, long length, long key, long draw) {
        Buffer out = sources.engine().allocate(type, length);
        long words = Math.ceilDiv(length * type.itemSize(), 16L);
        if (words > 0) {
            Object[] arguments = arguments(key, out, length, words, draw);
            sources.kernel("philox", constants(type, false), "reals")
                    .launch(Math.ceilDiv(words, (long) THREADS), THREADS, 0, arguments);
        }
        return out;
    }

    static Buffer normal(Sources sources, DType type, long length, long key, long draw) {
        Buffer out = sources.engine().allocate(type, length);
        long words = Math.ceilDiv(length * type.itemSize(), 16L);
        if (words > 0) {
            Object[] arguments = arguments(key, out, length, words, draw);
            long blocks = Math.min(
                    Math.ceilDiv(words, (long) THREADS),
                    (long) PER_UNIT * sources.engine().limits().traits().units());
            sources.kernel("philox", constants(type, true), "reals").launch(blocks, THREADS, 0, arguments);
        }
        return out;
    }

    static Buffer integers(Sources sources, DType type, long length, long key, long draw, long low, long range) {
        Buffer out = sources.engine().allocate(type, length);
        long each = Draw.isNarrow(range) ? 2L * words(type) : 1;
        long threads = Math.ceilDiv(length, each);
        if (threads > 0) {
            Object[] arguments = arguments(key, out, length, threads, draw, low, range);
            sources.kernel("philox", constants(type, range), "integers")
                    .launch(Math.ceilDiv(threads, (long) THREADS), THREADS, 0, arguments);
        }
        return out;
    }

    /** The arguments, and behind them the keys of the rounds. */
    private static Object[] arguments(long key, Object... first) {
        Object[] all = new Object[first.length + Philox.ROUNDS];
        System.arraycopy(first, 0, all, 0, first.length);
        int low = (int) key;
        int high = (int) (key >>> 32);
        for (int r = 0; r < Philox.ROUNDS; r++) {
            all[first.length + r] = (long) high << 32 | low & 0xffffffffL;
            low += Philox.W0;
            high += Philox.W1;
        }
        return all;
    }
}
