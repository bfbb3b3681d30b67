package io.github.tornadoarrays.device.cuda;

import static io.github.tornadoarrays.device.cuda.Sources.constant;
import static io.github.tornadoarrays.device.cuda.Sources.name;
import static io.github.tornadoarrays.device.cuda.Sources.type;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.engine.driver.Limits;

/** Counts and sums of weights of small integers, by {@code histogram.cu}. */
final class Histogram {
    private static final int THREADS = 1024;

    /** Bytes that a thread has loaded at once. */
    private static final int LOADED = 64;

    private Histogram() {}

    static String constants(DType type, boolean weights) {
        return type("T", name(type))
                + type("C", weights ? "double" : "u32")
                + type("S", weights ? "double" : "u64")
                + type("W", weights ? "double" : name(type))
                + constant("WEIGHTS", weights ? 1 : 0)
                + constant("THREADS", THREADS);
    }

    static Buffer count(Sources sources, Buffer x, long bins) {
        Buffer counts = sources.zeros(DType.INT64, bins);
        add(sources, x, x, counts, constants(x.dtype(), false), 4 * bins);
        return counts;
    }

    static Buffer weigh(Sources sources, Buffer x, Buffer weights, long bins) {
        Buffer sums = sources.zeros(DType.FLOAT64, bins);
        add(sources, x, weights, sums, constants(x.dtype(), true), 8 * bins);
        return sums;
    }

    private static void add(Sources sources, Buffer x, Buffer weights, Buffer out, String constants, long shared) {
        if (out.length() == 0 || x.length() == 0) {
            return;
        }
        long blocks = blocks(sources, x, shared);
        if (blocks > 0) {
            sources.kernel("histogram", constants, "shared_bins")
                    .launch(blocks, THREADS, shared, x, weights, x.length(), out, (int) out.length());
        } else {
            sources.kernel("histogram", constants, "global_bins")
                    .launch(blocks(sources, x, 0), THREADS, 0, x, weights, x.length(), out);
        }
    }

    /** As many blocks as run at once, if there is work for them; 0 where the card has no block that shares so much. */
    private static long blocks(Sources sources, Buffer x, long shared) {
        Limits limits = sources.engine().limits();
        if (shared > limits.sharedIfAsked()) {
            return 0;
        }
        long perUnit = shared > limits.sharedIfAsked() / 2 ? 1 : 2;
        long work = Math.ceilDiv(x.length() * x.dtype().itemSize(), (long) THREADS * LOADED);
        return Math.min(work, perUnit * limits.traits().units());
    }
}
