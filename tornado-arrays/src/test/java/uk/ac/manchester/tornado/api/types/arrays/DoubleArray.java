package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Stands for TornadoVM's class of the name, so that tests compile and run where TornadoVM is not; it is not used where TornadoVM's own is there. */
public final class DoubleArray {
    private final MemorySegment segment;
    private final int size;

    public DoubleArray(int size) {
        this.size = size;
        segment = Arena.ofAuto().allocate(Math.max(1, size * 8L), 8);
    }

    public double get(int index) {
        return segment.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    public void set(int index, double value) {
        segment.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }

    public int getSize() {
        return size;
    }

    public MemorySegment getSegment() {
        return segment;
    }
}
