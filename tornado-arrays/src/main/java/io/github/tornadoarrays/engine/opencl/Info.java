package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Reads what {@code clGet…Info} functions tell. A property that is not there is empty or 0. */
@FunctionalInterface
interface Info {
    /** One such function with the handle it is asked about. */
    int get(int what, long room, MemorySegment value, MemorySegment size);

    default byte[] bytes(int what) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_LONG);
            if (get(what, 0, Cl.NULL, size) != 0) {
                return new byte[0];
            }
            MemorySegment value = arena.allocate(Math.max(8, size.get(JAVA_LONG, 0)), 8);
            if (get(what, size.get(JAVA_LONG, 0), value, Cl.NULL) != 0) {
                return new byte[0];
            }
            return value.asSlice(0, size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }

    default String text(int what) {
        String text = new String(bytes(what), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /** An unsigned number of 4 bytes or one of 8. */
    default long number(int what) {
        long[] numbers = numbers(what);
        return numbers.length == 0 ? 0 : numbers[0];
    }

    default long[] numbers(int what) {
        byte[] b = bytes(what);
        MemorySegment s = MemorySegment.ofArray(b);
        return b.length == 4
                ? new long[] {s.get(JAVA_INT.withByteAlignment(1), 0) & 0xffffffffL}
                : s.asSlice(0, b.length & -8).toArray(JAVA_LONG.withByteAlignment(1));
    }
}
