package io.github.tornadoarrays.engine.driver;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Memory that nobody uses, by size class, and from the longest idle to the shortest. The shortest idle of a class is taken first: it may
 * still be in a cache. Its user guards it.
 */
final class IdleMemory {
    /** Classes between two powers of two that are told apart here; {@link Pool#capacity} has no more. */
    private static final int CLASSES = 32;

    private static final int CLASS_BITS = 5;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private final ArrayDeque<Memory>[] classes = new ArrayDeque[Long.SIZE * CLASSES];

    private @Nullable Memory longest;
    private @Nullable Memory shortest;
    private long bytes;
    private int blocks;

    /** All bytes that are idle. */
    long bytes() {
        return bytes;
    }

    int blocks() {
        return blocks;
    }

    /** The number of the class of a capacity: its power of two and the bits behind the highest. */
    private static int number(long capacity) {
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(capacity);
        return power << CLASS_BITS | (int) (capacity >>> power - CLASS_BITS) & CLASSES - 1;
    }

    void add(Memory memory) {
        int k = number(memory.bytes());
        ArrayDeque<Memory> same = classes[k];
        if (same == null) {
            same = new ArrayDeque<>();
            classes[k] = same;
        }
        same.addLast(memory);
        memory.longer = shortest;
        if (shortest == null) {
            longest = memory;
        } else {
            shortest.shorter = memory;
        }
        shortest = memory;
        bytes += memory.bytes();
        blocks++;
    }

    /** The shortest idle memory of a capacity, which is idle no more; null where there is none. */
    @Nullable
    Memory take(long capacity) {
        ArrayDeque<Memory> same = classes[number(capacity)];
        Memory memory = same == null ? null : same.pollLast();
        if (memory != null) {
            unlink(memory);
        }
        return memory;
    }

    /** The longest idle memory of all, which is idle no more; null where there is none. */
    @Nullable
    Memory takeLongest() {
        Memory memory = longest;
        if (memory != null) {
            // the longest idle of all is that of its class
            classes[number(memory.bytes())].pollFirst();
            unlink(memory);
        }
        return memory;
    }

    private void unlink(Memory memory) {
        Memory before = memory.longer;
        Memory after = memory.shorter;
        if (before == null) {
            longest = after;
        } else {
            before.shorter = after;
        }
        if (after == null) {
            shortest = before;
        } else {
            after.longer = before;
        }
        memory.longer = null;
        memory.shorter = null;
        bytes -= memory.bytes();
        blocks--;
    }
}
