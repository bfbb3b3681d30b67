package io.github.tornadoarrays.device.cuda;

import static io.github.tornadoarrays.device.cuda.Sources.constant;
import static io.github.tornadoarrays.device.cuda.Sources.name;
import static io.github.tornadoarrays.device.cuda.Sources.type;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;

/** The least and the most of integers, by {@code extremes.cu}. */
final class Extremes {
    private static final int THREADS = 512;

    /** Bytes that a thread has loaded at once. */
    private static final int LOADED = 64;

    private Extremes() {}

    /** Whether int64 has room for all numbers of a type of integers. */
    static boolean has(DType type) {
        return type.isInteger() && type != DType.UINT64;
    }

    static String constants(DType type) {
        return type("T", name(type)) + constant("THREADS", THREADS);
    }

    static long[] run(Sources sources, Buffer x) {
        long n = x.length();
        long work = Math.ceilDiv(n * x.dtype().itemSize(), (long) THREADS * LOADED);
        long blocks = Math.min(work, 2L * sources.engine().limits().traits().units());
        Buffer found = sources.engine().allocate(DType.INT64, 2 * blocks);
        sources.kernel("extremes", constants(x.dtype()), "extremes").launch(blocks, THREADS, 0, x, n, found);
        HostBuffer all = sources.engine().toHost(found);
        sources.engine().release(found);
        long least = all.getLong(0);
        long most = all.getLong(1);
        for (long b = 1; b < blocks; b++) {
            least = Math.min(least, all.getLong(2 * b));
            most = Math.max(most, all.getLong(2 * b + 1));
        }
        return new long[] {least, most};
    }
}
