package uk.ac.manchester.tornado.api.types.matrix;

import java.lang.foreign.MemorySegment;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** Stands for TornadoVM's class of the name, so that tests compile and run where TornadoVM is not; it is not used where TornadoVM's own is there. */
public final class Matrix2DFloat {
    private final FloatArray storage;
    private final int rows;
    private final int columns;

    public Matrix2DFloat(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        storage = new FloatArray(rows * columns);
    }

    public float get(int i, int j) {
        return storage.get(i * columns + j);
    }

    public void set(int i, int j, float value) {
        storage.set(i * columns + j, value);
    }

    public int getNumRows() {
        return rows;
    }

    public int getNumColumns() {
        return columns;
    }

    public MemorySegment getSegment() {
        return storage.getSegment();
    }
}
