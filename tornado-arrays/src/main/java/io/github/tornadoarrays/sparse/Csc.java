package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;

/**
 * Elements by columns: the transpose by rows. SciPy's {@code csc_array}.
 *
 * @param transposed the transpose, whose rows are this matrix's columns
 */
public record Csc(Csr transposed) implements Sparse {
    /** From SciPy's arrays; see {@link Csr#of}. */
    public static Csc of(NDArray data, NDArray indices, NDArray indptr, long rows) {
        return new Csc(Csr.of("csc", data, indices, indptr, rows));
    }

    /** Where each column begins, int32; one more than there are columns. */
    public NDArray indptr() {
        return transposed.indptr();
    }

    /** The row of each element, int32. */
    public NDArray indices() {
        return transposed.indices();
    }

    @Override
    public NDArray data() {
        return transposed.data();
    }

    @Override
    public long rows() {
        return transposed.columns();
    }

    @Override
    public long columns() {
        return transposed.rows();
    }

    @Override
    public Csc to(Device device) {
        return new Csc(transposed.to(device));
    }

    @Override
    public Coo toCoo() {
        return toCsr().toCoo();
    }

    @Override
    public Csr toCsr() {
        return transposed.transposed();
    }

    @Override
    public Csc toCsc() {
        return this;
    }

    @Override
    public Csc withData(NDArray elements) {
        return new Csc(transposed.withData(elements));
    }

    @Override
    public Csr T() {
        return transposed;
    }

    @Override
    public String toString() {
        return Assembly.text("Csc", this);
    }
}
