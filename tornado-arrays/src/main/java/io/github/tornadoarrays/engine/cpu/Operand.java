package io.github.tornadoarrays.engine.cpu;

/**
 * A row-major matrix, or a strided vector as a matrix of one column, inside a Java array; native code trusts these
 * numbers, so they are checked when one is made.
 *
 * @param name what the BLAS calls it, for messages
 * @param rows rows as stored, before any transpose
 * @param columns columns as stored
 * @param offset the first element
 * @param stride elements from one row to the next
 */
record Operand(String name, int rows, int columns, long offset, int stride) {

    /**
     * {@return the operand, known to lie inside an array of {@code length} elements}
     *
     * @throws IllegalArgumentException if it does not
     */
    static Operand matrix(String op, String name, int rows, int columns, long offset, int stride, long length) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    op + ": " + name + " has size " + rows + " x " + columns + "; sizes must not be negative");
        }
        if (stride < Math.max(1, columns)) {
            throw new IllegalArgumentException(op + ": the stride " + stride + " of " + name + " is less than a row of "
                    + columns + "; it must be at least " + Math.max(1, columns));
        }
        long end = rows == 0 || columns == 0 ? offset : offset + (rows - 1L) * stride + columns;
        if (offset < 0 || end > length) {
            throw new IllegalArgumentException(op + ": " + name + " of " + rows + " x " + columns + " at offset "
                    + offset + " with stride " + stride + " ends at element " + end + "; the array has " + length);
        }
        return new Operand(name, rows, columns, offset, stride);
    }

    /** {@return a vector of {@code size} elements, {@code step} apart} */
    static Operand vector(String op, String name, int size, long offset, int step, long length) {
        return matrix(op, name, size, 1, offset, step, length);
    }

    /** {@return where the element at this row and column lies, after a transpose if there is one} */
    long at(boolean transposed, int row, int column) {
        return transposed ? offset + (long) column * stride + row : offset + (long) row * stride + column;
    }
}
