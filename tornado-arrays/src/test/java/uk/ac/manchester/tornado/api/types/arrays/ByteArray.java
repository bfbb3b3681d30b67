package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Stands for TornadoVM's class of the name, so that tests compile and run where TornadoVM is not; it is not used where TornadoVM's own is there. */
public final class ByteArray {
    private final MemorySegment segment;
    private final int size;

    public ByteArray(int size) {
        this.size = size;
        segment = Arena.ofAuto().allocate(Math.max(1, size * 1L), 8);
    }

    public byte get(int index) {
        return segment.get(ValueLayout.JAVA_BYTE, index);
    }

    public void set(int index, byte value) {
        segment.set(ValueLayout.JAVA_BYTE, index, value);
    }

    public int getSize() {
        return size;
    }

    public MemorySegment getSegment() {
        return segment;
    }
}
