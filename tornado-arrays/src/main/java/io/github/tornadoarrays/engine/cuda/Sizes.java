package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * How many blocks of how many threads a launch has, and how much memory a block shares beside what its kernel declares: seven numbers that
 * CUDA's structs of launches have in this order.
 */
record Sizes(int gridX, int gridY, int gridZ, int blockX, int blockY, int blockZ, int sharedBytes) {
    static Sizes of(long[] items, long[] group, long sharedBytes) {
        return new Sizes(
                blocks(items, group, 0),
                blocks(items, group, 1),
                blocks(items, group, 2),
                threads(group, 0),
                threads(group, 1),
                threads(group, 2),
                (int) sharedBytes);
    }

    private static int blocks(long[] items, long[] group, int dimension) {
        return dimension < items.length ? (int) (items[dimension] / threads(group, dimension)) : 1;
    }

    private static int threads(long[] group, int dimension) {
        return dimension < group.length ? (int) group[dimension] : 1;
    }

    void write(MemorySegment struct, long at) {
        struct.set(JAVA_INT, at, gridX);
        struct.set(JAVA_INT, at + 4, gridY);
        struct.set(JAVA_INT, at + 8, gridZ);
        struct.set(JAVA_INT, at + 12, blockX);
        struct.set(JAVA_INT, at + 16, blockY);
        struct.set(JAVA_INT, at + 20, blockZ);
        struct.set(JAVA_INT, at + 24, sharedBytes);
    }
}
