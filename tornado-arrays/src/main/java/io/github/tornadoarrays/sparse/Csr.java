package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Precision;
import org.jspecify.annotations.Nullable;

/** Elements by rows. SciPy's {@code csr_array}. */
public final class Csr implements Sparse {
    private final NDArray data;
    private final NDArray indices;
    private final NDArray indptr;
    private final long columns;

    /** Whether the columns of each row are known to be in order. */
    private volatile boolean isOrdered;

    /** What {@link Products} keeps from one product to the next. */
    private volatile Products.@Nullable Chunks chunks;

    /** Of arrays that are known to be right. */
    Csr(NDArray data, NDArray indices, NDArray indptr, long columns) {
        this.data = data;
        this.indices = indices;
        this.indptr = indptr;
        this.columns = columns;
    }

    /**
     * From SciPy's arrays: the elements of row r are at {@code indptr[r]} … {@code indptr[r + 1] - 1}. Columns of a row need no order, but each at most
     * one element.
     *
     * @param indices the column of each element, of an integer type
     * @param indptr where each row begins, of an integer type; one more than there are rows
     * @throws ShapeException if data and indices are not vectors of one length
     * @throws IndexException if a column is outside, or indptr does not go up from 0 to the number of elements
     * @throws io.github.tornadoarrays.core.DTypeException if positions are no integers, or elements of no type that matrices have
     */
    public static Csr of(NDArray data, NDArray indices, NDArray indptr, long columns) {
        return of("csr", data, indices, indptr, columns);
    }

    /** As {@link #of(NDArray, NDArray, NDArray, long)}, or of the transposed matrix for an operation of another name. */
    static Csr of(String op, NDArray data, NDArray indices, NDArray indptr, long columns) {
        NDArray elements = Assembly.elements(op, data);
        Assembly.extents(op, Math.max(0, indptr.size() - 1), columns);
        NDArray at = Assembly.positions(op, "indices", indices, elements.size(), columns);
        if (indptr.size() == 0) {
            throw new ShapeException(op + ": indptr is empty; it has one element more than there are rows");
        }
        NDArray starts = Assembly.positions(op, "indptr", indptr, indptr.size(), elements.size() + 1);
        boolean rises = starts.get("1:").ge(starts.get(":-1")).all().itemBoolean();
        if (!rises || starts.itemLong(0) != 0 || starts.itemLong(-1) != elements.size()) {
            throw new IndexException(op + ": indptr goes from " + starts.itemLong(0) + " to " + starts.itemLong(-1)
                    + (rises ? "" : " and down in between") + "; it must go up from 0 to " + elements.size());
        }
        return new Csr(elements, at, starts, columns);
    }

    /** Where each row begins, int32; one more than there are rows. */
    public NDArray indptr() {
        return indptr;
    }

    /** The column of each element, int32. */
    public NDArray indices() {
        return indices;
    }

    @Override
    public NDArray data() {
        return data;
    }

    @Override
    public long rows() {
        return indptr.size() - 1;
    }

    @Override
    public long columns() {
        return columns;
    }

    @Override
    public Csr to(Device device) {
        return new Csr(data.to(device), indices.to(device), indptr.to(device), columns);
    }

    @Override
    public Coo toCoo() {
        return new Coo(rowOfEach(), indices, data, rows(), columns);
    }

    @Override
    public Csr toCsr() {
        return this;
    }

    @Override
    public Csr withData(NDArray elements) {
        return new Csr(Assembly.replaced(data, elements), indices, indptr, columns);
    }

    @Override
    public Csr astype(DType type) {
        return withData(data.astype(type));
    }

    @Override
    public Csc T() {
        return new Csc(this);
    }

    @Override
    public String toString() {
        return Assembly.text("Csr", this);
    }

    // ---- for this package

    /** Of arrays that are known to be right, with the columns of each row in order. */
    static Csr ordered(NDArray data, NDArray indices, NDArray indptr, long columns) {
        Csr a = new Csr(data, indices, indptr, columns);
        a.isOrdered = true;
        return a;
    }

    /** The same matrix with the columns of each row in order. */
    Csr ordered() {
        if (!isOrdered) {
            if (ByRows.isDisordered(this)) {
                return data.device().isHost() && !dtype().isComplex()
                        ? ByRows.inOrder(this)
                        : Assembly.assemble(rowOfEach(), indices, data, rows(), columns);
            }
            isOrdered = true;
        }
        return this;
    }

    /** The row of each element, int32. */
    NDArray rowOfEach() {
        if (device().isHost()) {
            return ByRows.rowOfEach(this);
        }
        try (var _ = Device.use(device())) {
            NDArray at = Np.arange(nnz(), DType.INT32);
            return Np.searchsorted(indptr, at, "right").sub(1).astype(DType.INT32);
        }
    }

    /** The transpose, by rows. */
    Csr transposed() {
        if (CountingSort.suits(data, columns)) {
            return CountingSort.transposed(this);
        }
        NDArray order = Np.argsort(indices);
        NDArray at = indices.get(order);
        return new Csr(data.get(order), rowOfEach().get(order), Assembly.starts(at, columns), rows());
    }

    NDArray times(NDArray x) {
        return Products.times(this, x);
    }

    NDArray dense() {
        NDArray flat = Precision.empty(data, dtype(), rows() * columns);
        flat.set("...", 0);
        Coo all = Assembly.assemble(rowOfEach(), indices, data, rows(), columns).toCoo();
        if (all.nnz() > 0) {
            NDArray at = all.row().astype(DType.INT64).mul(columns).add(all.column());
            flat.set(all.data(), at);
        }
        return flat.reshape(rows(), columns);
    }

    Csr slice(long from, long to) {
        if (from < 0 || to < from || to > rows()) {
            throw new ShapeException("rows: " + from + " to " + to + " of a matrix of " + rows()
                    + " rows; give 0 <= from <= to <= rows");
        }
        long first = indptr.itemLong(from);
        long last = indptr.itemLong(to);
        String elements = first + ":" + last;
        return new Csr(
                data.get(elements),
                indices.get(elements),
                indptr.get(from + ":" + (to + 1)).sub((int) first),
                columns);
    }

    NDArray diagonalOf(long k) {
        long n = Math.min(rows() + Math.min(k, 0), columns - Math.max(k, 0));
        if (n < 0 || n == 0 && rows() > 0 && columns > 0) {
            throw new ShapeException("diagonal: " + k + " is none of a matrix of shape (" + rows() + ", " + columns
                    + "); those are " + (1 - rows()) + ".." + (columns - 1));
        }
        Coo all = toCoo();
        NDArray on = all.column().sub(all.row()).eq(k);
        NDArray out = Precision.empty(data, dtype(), n);
        out.set("...", 0);
        NDArray at = Np.minimum(all.row(), all.column()).get(on);
        if (at.size() > 0) {
            out.set(data.get(on), at);
        }
        return out;
    }

    NDArray rowSums() {
        return Products.segments(data, indptr);
    }

    Csr compact() {
        NDArray kept = data.ne(0);
        Coo all = toCoo();
        NDArray row = all.row().get(kept);
        return new Csr(data.get(kept), indices.get(kept), Assembly.starts(row, rows()), columns);
    }

    Products.@Nullable Chunks chunks() {
        return chunks;
    }

    void keep(Products.Chunks made) {
        chunks = made;
    }
}
