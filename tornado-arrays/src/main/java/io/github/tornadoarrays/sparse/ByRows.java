package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Precision;

/** What is made of the elements of rows: their order, sums and products of matrices. */
final class ByRows {
    private static final Kernel ROW_OF_EACH = Kernel.of(RowKernels::rowOfEach);
    private static final Precision SORT = new Precision(Kernel.of(RowKernels::sort));
    private static final Kernel COUNT_DIFFERENT = Kernel.of(RowKernels::countDifferent);
    private static final Kernel DIFFERENT = Kernel.of(RowKernels::different);
    private static final Kernel DISORDERED = Kernel.of(RowKernels::disordered);
    private static final Precision SUM = new Precision(Kernel.of(RowKernels::sum));
    private static final Precision CLOSE = new Precision(Kernel.of(RowKernels::close));
    private static final Kernel COUNT_PRODUCT = Kernel.of(RowKernels::countProduct);
    private static final Precision PRODUCT = new Precision(Kernel.of(RowKernels::product));

    /** Parts of the rows for each processor, as rows differ in their work. */
    private static final int PARTS = 4;

    /** What all parts remember of columns together, at most, in elements. */
    private static final long MOST_MEMORY = 1L << 26;

    private ByRows() {}

    static NDArray rowOfEach(Csr a) {
        NDArray rows = ints(a.indptr(), a.nnz());
        if (a.nnz() > 0) {
            ROW_OF_EACH.run(a.indptr(), rows);
        }
        return rows;
    }

    static boolean isDisordered(Csr a) {
        if (a.nnz() == 0) {
            return false;
        }
        NDArray found = ints(a.indptr(), a.rows());
        DISORDERED.run(a.indptr(), a.indices(), found);
        return found.any().itemBoolean();
    }

    /** A real matrix with the columns of each row in order, those at one position as they were. */
    static Csr inOrder(Csr a) {
        if (a.nnz() == 0 || !isDisordered(a)) {
            return a;
        }
        NDArray columns = a.indices().copy().eval();
        NDArray data = a.data().copy().eval();
        SORT.of(a.dtype())
                .run(a.indptr(), columns, data, ints(columns, a.nnz()), Precision.empty(data, a.dtype(), a.nnz()));
        return new Csr(data, columns, a.indptr(), a.columns());
    }

    /** A matrix whose columns go up or stay in each row, with elements at one position added. */
    static Csr added(Csr a) {
        NDArray counts = ints(a.indptr(), a.rows() + 1);
        if (a.nnz() > 0) {
            COUNT_DIFFERENT.run(a.indptr(), a.indices(), counts);
            NDArray different = starts(counts);
            long left = different.itemLong(-1);
            if (left < a.nnz()) {
                NDArray columns = ints(a.indptr(), left);
                NDArray begins = ints(a.indptr(), left + 1);
                DIFFERENT.run(a.indptr(), a.indices(), different, columns, begins);
                begins.set("-1", (int) a.nnz());
                return Csr.ordered(Products.segments(a.data(), begins), columns, different, a.columns());
            }
        }
        return Csr.ordered(a.data(), a.indices(), a.indptr(), a.columns());
    }

    private static NDArray ints(NDArray where, long n) {
        return Precision.empty(where, DType.INT32, n);
    }

    private static NDArray zeros(NDArray where, long n) {
        try (var _ = Device.use(where.device())) {
            return Np.zeros(DType.INT32, n).eval();
        }
    }

    /** Where rows begin that have so many elements, behind a 0. */
    private static NDArray starts(NDArray counts) {
        return counts.cumsum().astype(DType.INT32).eval();
    }

    /** The sum, without zeros. */
    static Csr sum(String op, Csr a, Csr b) {
        Assembly.sameShape(op, a, b);
        DType type = Promotion.promote(a.dtype(), b.dtype());
        if (type.isComplex() || a.nnz() == 0 || b.nnz() == 0) {
            return Assembly.joined(a.toCoo(), b.toCoo()).toCsr().compact();
        }
        Csr x = a.ordered();
        Csr y = b.ordered();
        NDArray left = Precision.cast(x.data(), type);
        NDArray right = Precision.cast(y.data(), type);
        long most = a.nnz() + b.nnz();
        NDArray columns = ints(left, most);
        NDArray data = Precision.empty(left, type, most);
        NDArray counts = ints(left, a.rows() + 1);
        SUM.of(type).run(x.indptr(), x.indices(), left, y.indptr(), y.indices(), right, columns, data, counts);
        NDArray starts = starts(counts);
        long n = starts.itemLong(-1);
        if (n == most) {
            return Csr.ordered(data, columns, starts, a.columns());
        }
        NDArray columnsLeft = ints(left, n);
        NDArray dataLeft = Precision.empty(left, type, n);
        if (n > 0) {
            CLOSE.of(type).run(x.indptr(), y.indptr(), columns, data, starts, columnsLeft, dataLeft);
        }
        return Csr.ordered(dataLeft, columnsLeft, starts, a.columns());
    }

    static Csr matmul(Csr a, Csr b) {
        if (a.columns() != b.rows()) {
            throw new ShapeException("matmul: shapes " + Shape.text(a.shape()) + " and " + Shape.text(b.shape())
                    + "; the second needs " + a.columns() + " rows");
        }
        DType type = Promotion.promote(a.dtype(), b.dtype());
        if (a.nnz() == 0 || b.nnz() == 0) {
            return Assembly.empty(a, b.columns(), type);
        }
        if (type.isComplex() || !a.device().isHost() || b.columns() > MOST_MEMORY) {
            return Assembly.matmul(a, b, type);
        }
        long most = Math.min(a.rows(), (long) PARTS * Runtime.getRuntime().availableProcessors());
        int parts = (int) Math.clamp(MOST_MEMORY / b.columns(), 1, most);
        NDArray left = Precision.cast(a.data(), type);
        NDArray right = Precision.cast(b.data(), type);
        NDArray counts = zeros(left, a.rows() + 1);
        COUNT_PRODUCT.run(
                a.indptr(), a.indices(), b.indptr(), b.indices(), zeros(left, parts * b.columns()), parts, counts);
        NDArray ends = counts.cumsum();
        long n = ends.itemLong(-1);
        if (n >= Integer.MAX_VALUE) {
            throw new ShapeException("matmul: " + n + " elements; up to " + (Integer.MAX_VALUE - 1)
                    + " are possible, so multiply some rows(from, to) at a time");
        }
        NDArray starts = ends.astype(DType.INT32).eval();
        NDArray columns = ints(left, n);
        NDArray data = Precision.empty(left, type, n);
        if (n > 0) {
            PRODUCT.of(type)
                    .run(
                            a.indptr(),
                            a.indices(),
                            left,
                            b.indptr(),
                            b.indices(),
                            right,
                            zeros(left, parts * b.columns()),
                            parts,
                            starts,
                            columns,
                            data);
        }
        return new Csr(data, columns, starts, b.columns());
    }
}
