package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.DType;

/** Elements with their positions, in any order; those at one position are added. SciPy's {@code coo_array}. */
public final class Coo implements Sparse {
    private final NDArray row;
    private final NDArray column;
    private final NDArray data;
    private final long rows;
    private final long columns;

    /** Of positions that are known to be right. */
    Coo(NDArray row, NDArray column, NDArray data, long rows, long columns) {
        this.row = row;
        this.column = column;
        this.data = data;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Elements and the row and column of each.
     *
     * @throws io.github.tornadoarrays.core.ShapeException if the arrays are not vectors of one length
     * @throws io.github.tornadoarrays.core.IndexException if a position is outside
     * @throws io.github.tornadoarrays.core.DTypeException if positions are no integers, or elements of no type that matrices have
     */
    public static Coo of(NDArray row, NDArray column, NDArray data, long rows, long columns) {
        Assembly.extents("coo", rows, columns);
        NDArray elements = Assembly.elements("coo", data);
        return new Coo(
                Assembly.positions("coo", "row", row, elements.size(), rows),
                Assembly.positions("coo", "column", column, elements.size(), columns),
                elements,
                rows,
                columns);
    }

    /** The row of each element, int32. */
    public NDArray row() {
        return row;
    }

    /** The column of each element, int32. */
    public NDArray column() {
        return column;
    }

    @Override
    public NDArray data() {
        return data;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long columns() {
        return columns;
    }

    @Override
    public Coo to(Device device) {
        return new Coo(row.to(device), column.to(device), data.to(device), rows, columns);
    }

    @Override
    public Coo toCoo() {
        return this;
    }

    @Override
    public Csr toCsr() {
        return Assembly.assemble(row, column, data, rows, columns);
    }

    @Override
    public Coo withData(NDArray elements) {
        return new Coo(row, column, Assembly.replaced(data, elements), rows, columns);
    }

    @Override
    public Coo astype(DType type) {
        return withData(data.astype(type));
    }

    @Override
    public Coo T() {
        return new Coo(/* row= */ column, /* column= */ row, data, /* rows= */ columns, /* columns= */ rows);
    }

    @Override
    public String toString() {
        return Assembly.text("Coo", this);
    }
}
