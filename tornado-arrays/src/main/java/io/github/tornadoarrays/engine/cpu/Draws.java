package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.lang.foreign.MemorySegment;

/** Random draws in new memory, as the package {@code rng} defines them; filled by all workers. */
final class Draws {
    /** Elements in one call, even on native memory. */
    private static final int GRAIN = 1 << 15;

    private Draws() {}

    /** Elements {@code start …} of a draw into part of an array. */
    @FunctionalInterface
    private interface Fill {
        void fill(long start, Object array, int off, int n);
    }

    /** Uniform in [0, 1); float32 or float64. */
    static HostBuffer uniform(DType type, long length, long key, long draw) {
        return filled(type, length, (start, array, off, n) -> {
            if (array instanceof float[] a) {
                RandomFill.uniform(key, draw, start, a, off, n);
            } else {
                RandomFill.uniform(key, draw, start, (double[]) array, off, n);
            }
        });
    }

    /** Standard normal; float32 or float64. */
    static HostBuffer normal(DType type, long length, long key, long draw) {
        return filled(type, length, (start, array, off, n) -> {
            if (array instanceof float[] a) {
                RandomFill.normal(key, draw, start, a, off, n);
            } else {
                RandomFill.normal(key, draw, start, (double[]) array, off, n);
            }
        });
    }

    /** Integers or bool from {@code low}, {@code range} many; 0 stands for 2⁶⁴. */
    static HostBuffer integers(DType type, long length, long key, long draw, long low, long range) {
        return filled(type, length, (start, array, off, n) -> {
            switch (array) {
                case byte[] a -> RandomFill.integers(key, draw, start, low, range, a, off, n);
                case short[] a -> RandomFill.integers(key, draw, start, low, range, a, off, n);
                case int[] a -> RandomFill.integers(key, draw, start, low, range, a, off, n);
                case long[] a -> RandomFill.integers(key, draw, start, low, range, a, off, n);
                default -> throw new IllegalArgumentException("integers of " + type);
            }
        });
    }

    /** Uniform bits, from element {@code start} of the draw on; int64. */
    static HostBuffer bits(long start, long length, long key, long draw) {
        return filled(
                DType.INT64,
                length,
                (from, array, off, n) -> RandomFill.bits(key, draw, start + from, (long[]) array, off, n));
    }

    private static HostBuffer filled(DType type, long length, Fill fill) {
        HostBuffer buffer = HostPool.allocate(type, length);
        Workers.run(length, GRAIN, (from, to) -> {
            if (!buffer.isNative()) {
                fill.fill(from, buffer.memory(), (int) from, (int) (to - from));
                return;
            }
            MemorySegment all = buffer.segment();
            Object array = HostBuffer.newArray(type, GRAIN);
            MemorySegment part = HostBuffer.of(type, GRAIN, array).segment();
            for (long at = from; at < to; at += GRAIN) {
                int n = (int) Math.min(GRAIN, to - at);
                fill.fill(at, array, 0, n);
                long bytes = (long) n * type.itemSize();
                MemorySegment.copy(part, 0, all, at * type.itemSize(), bytes);
            }
        });
        return buffer;
    }
}
