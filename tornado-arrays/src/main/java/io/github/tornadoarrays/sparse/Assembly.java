package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Random;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Precision;
import java.util.Set;

/** Matrices made of elements and positions: checked, sorted, added. */
final class Assembly {
    private static final Set<DType> TYPES = Set.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128);

    private Assembly() {}

    // ---- what is given

    static void extents(String op, long rows, long columns) {
        if (Math.min(rows, columns) < 0 || Math.max(rows, columns) >= Integer.MAX_VALUE) {
            throw new ShapeException(op + ": " + rows + " rows and " + columns + " columns; from 0 to "
                    + (Integer.MAX_VALUE - 1) + " are possible");
        }
    }

    static NDArray elements(String op, NDArray data) {
        if (!TYPES.contains(data.dtype())) {
            throw new DTypeException(op + ": elements are " + data.dtype()
                    + "; a matrix has float32, float64, complex64 or complex128, so cast with astype(float64)");
        }
        if (data.ndim() != 1) {
            throw new ShapeException(op + ": elements have shape " + Shape.text(data.shape()) + "; give a vector");
        }
        if (data.size() >= Integer.MAX_VALUE) {
            throw new ShapeException(
                    op + ": " + data.size() + " elements; up to " + (Integer.MAX_VALUE - 1) + " are possible");
        }
        return data;
    }

    /** Other elements for as many positions. */
    static NDArray replaced(NDArray old, NDArray data) {
        NDArray own = elements("withData", data);
        if (own.size() != old.size()) {
            throw new ShapeException(
                    "withData: " + own.size() + " elements for " + old.size() + " positions; give one for each");
        }
        return own;
    }

    /** So many positions below a bound, as int32. */
    static NDArray positions(String op, String what, NDArray at, long count, long bound) {
        if (!at.dtype().isInteger()) {
            throw new DTypeException(op + ": " + what + " is " + at.dtype() + "; positions are integers");
        }
        if (at.ndim() != 1 || at.size() != count) {
            throw new ShapeException(
                    op + ": " + what + " has shape " + Shape.text(at.shape()) + "; give a vector of " + count);
        }
        if (count > 0) {
            long least = at.min().itemLong();
            long most = at.max().itemLong();
            if (least < 0 || most >= bound) {
                throw new IndexException(op + ": " + what + " goes from " + least + " to " + most + "; 0 to "
                        + (bound - 1) + " are possible");
            }
        }
        return Precision.cast(at, DType.INT32);
    }

    // ---- sorted and added

    /** Where each row begins, of the rows of elements in order; one more than there are rows. */
    static NDArray starts(NDArray sorted, long rows) {
        try (var _ = Device.use(sorted.device())) {
            return Np.searchsorted(sorted, Np.arange(rows + 1, sorted.dtype())).astype(DType.INT32);
        }
    }

    /** Elements in any order; those at one position are added, in the order in which they are given. */
    static Csr assemble(NDArray row, NDArray column, NDArray data, long rows, long columns) {
        if (CountingSort.suits(data, rows)) {
            return ByRows.added(ByRows.inOrder(CountingSort.of(row, column, data, rows, columns)));
        }
        NDArray key = row.astype(DType.INT64).mul(Math.max(1, columns)).add(column);
        return ofKeys(key, data, rows, columns);
    }

    private static Csr ofKeys(NDArray key, NDArray data, long rows, long columns) {
        long width = Math.max(1, columns);
        NDArray order = Np.argsort(key);
        NDArray sorted = key.get(order).eval();
        NDArray elements = data.get(order);
        long n = sorted.size();
        if (n > 1) {
            NDArray later =
                    Np.flatnonzero(sorted.get("1:").ne(sorted.get(":-1"))).add(1);
            if (later.size() < n - 1) {
                try (var _ = Device.use(data.device())) {
                    NDArray starts = Np.concat(
                            Np.zeros(DType.INT32, 1),
                            later.astype(DType.INT32),
                            Np.full(new long[] {1}, n, DType.INT32));
                    elements = Products.segments(elements, starts);
                    sorted = sorted.get(starts.get(":-1"));
                }
            }
        }
        NDArray row = sorted.floorDiv(width).astype(DType.INT32);
        NDArray column = sorted.mod(width).astype(DType.INT32);
        return new Csr(elements.eval(), column.eval(), starts(row, rows).eval(), columns);
    }

    // ---- from elsewhere

    static Csr dense(NDArray x) {
        if (x.ndim() != 2) {
            throw new ShapeException("sparse: shape " + Shape.text(x.shape()) + "; a matrix has two axes");
        }
        extents("sparse", x.shape(0), x.shape(1));
        elements("sparse", x.ravel());
        var at = Np.nonzero(x);
        NDArray row = at.get(0).astype(DType.INT32);
        NDArray column = at.get(1).astype(DType.INT32);
        return new Csr(x.get(at.get(0), at.get(1)), column, starts(row, x.shape(0)), x.shape(1));
    }

    static Csr diagonals(NDArray[] diagonals, long... offsets) {
        if (diagonals.length != offsets.length || offsets.length == 0) {
            throw new ShapeException("diags: " + diagonals.length + " diagonals and " + offsets.length
                    + " offsets; give one offset for each, and one or more");
        }
        long n = 0;
        for (int i = 0; i < offsets.length; i++) {
            n = Math.max(n, diagonals[i].size() + Math.abs(offsets[i]));
        }
        Coo[] parts = new Coo[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            long k = offsets[i];
            NDArray d = elements("diags", diagonals[i]);
            long length = n - Math.abs(k);
            if (d.size() != length && d.size() != 1) {
                throw new ShapeException("diags: diagonal " + i + " at offset " + k + " has " + d.size()
                        + " elements; in a matrix of " + n + " rows there are " + length);
            }
            try (var _ = Device.use(d.device())) {
                NDArray at = Np.arange(length, DType.INT32);
                parts[i] = new Coo(
                        at.sub((int) Math.min(k, 0)), at.add((int) Math.max(k, 0)), Np.broadcastTo(d, length), n, n);
            }
        }
        return joined(parts).toCsr();
    }

    static Coo joined(Coo... parts) {
        NDArray[] row = new NDArray[parts.length];
        NDArray[] column = new NDArray[parts.length];
        NDArray[] data = new NDArray[parts.length];
        for (int i = 0; i < parts.length; i++) {
            row[i] = parts[i].row();
            column[i] = parts[i].column();
            data[i] = parts[i].data();
        }
        return new Coo(Np.concat(row), Np.concat(column), Np.concat(data), parts[0].rows(), parts[0].columns());
    }

    static Csr kron(Coo a, Coo b) {
        long rows = Math.multiplyExact(a.rows(), b.rows());
        long columns = Math.multiplyExact(a.columns(), b.columns());
        extents("kron", rows, columns);
        return assemble(
                each(a.row().mul((int) b.rows()), b.row()),
                each(a.column().mul((int) b.columns()), b.column()),
                a.data().expandDims(1).mul(b.data()).ravel(),
                rows,
                columns);
    }

    private static NDArray each(NDArray a, NDArray b) {
        return a.expandDims(1).add(b).ravel();
    }

    static Csr random(long rows, long columns, double density, DType type, Random random) {
        if (!(density >= 0 && density <= 1)) {
            throw new ArrayException("random: density " + density + "; give 0 to 1");
        }
        extents("random", rows, columns);
        long all = Math.multiplyExact(rows, columns);
        long n = Math.round(density * all);
        if (n == 0) {
            return assemble(Np.zeros(DType.INT32, 0), Np.zeros(DType.INT32, 0), Np.zeros(type, 0), rows, columns);
        }
        NDArray key = Np.zeros(DType.INT64, 0);
        // distinct positions: drawn again until there are enough, then some are left out
        while (key.size() < n) {
            long more = Math.min(all, (n - key.size()) * 5 / 4 + 16);
            key = n > all / 2 ? Np.arange(all) : Np.unique(Np.concat(key, random.integers(0, all, more)));
        }
        NDArray chosen = key.get(Np.argsort(random.random(key.size())).get(":" + n));
        NDArray data = random.random(type.part(), n).astype(type);
        return ofKeys(chosen, data, rows, columns);
    }

    // ---- of two matrices

    static void sameShape(String op, Sparse a, Sparse b) {
        if (a.rows() != b.rows() || a.columns() != b.columns()) {
            throw new ShapeException(op + ": shapes " + Shape.text(a.shape()) + " and " + Shape.text(b.shape())
                    + "; matrices need the same shape");
        }
    }

    static Csr product(Csr a, Csr b) {
        sameShape("mul", a, b);
        DType type = Promotion.promote(a.dtype(), b.dtype());
        if (a.nnz() == 0 || b.nnz() == 0) {
            return empty(a, a.columns(), type);
        }
        NDArray keyA = key(a);
        Csr sorted = assembled(b);
        NDArray keyB = key(sorted);
        NDArray at = Np.minimum(Np.searchsorted(keyB, keyA), keyB.size() - 1);
        NDArray both = keyB.get(at).eq(keyA);
        NDArray data = a.data().get(both).mul(sorted.data().get(at.get(both)));
        return ofKeys(keyA.get(both), data.astype(type), a.rows(), a.columns()).compact();
    }

    private static NDArray key(Csr a) {
        return a.rowOfEach().astype(DType.INT64).mul(Math.max(1, a.columns())).add(a.indices());
    }

    /** With the columns of each row in order. */
    private static Csr assembled(Csr a) {
        return ofKeys(key(a), a.data(), a.rows(), a.columns());
    }

    /** As many rows as another matrix, without elements. */
    static Csr empty(Csr like, long columns, DType type) {
        return new Csr(
                Precision.empty(like.data(), type, 0),
                Precision.empty(like.data(), DType.INT32, 0),
                Np.zerosLike(like.indptr()),
                columns);
    }

    /** The product of two matrices of fitting shapes, by sorting all products of elements. */
    static Csr matmul(Csr a, Csr b, DType type) {
        // each element of a times all of a row of b
        NDArray begin = b.indptr().get(a.indices());
        NDArray length = b.indptr().get(a.indices().add(1)).sub(begin);
        NDArray end = length.astype(DType.INT64).cumsum();
        long n = a.nnz() == 0 ? 0 : end.itemLong(-1);
        if (n == 0) {
            return empty(a, b.columns(), type);
        }
        if (n >= Integer.MAX_VALUE) {
            throw new ShapeException("matmul: " + n + " products; up to " + (Integer.MAX_VALUE - 1)
                    + " are possible at once, so multiply some rows(from, to) at a time");
        }
        try (var _ = Device.use(a.device())) {
            NDArray i = Np.arange(n);
            NDArray ofA = Np.searchsorted(end, i, "right");
            NDArray ofB = i.sub(end.get(ofA)).add(length.get(ofA)).add(begin.get(ofA));
            NDArray row = a.rowOfEach().get(ofA).astype(DType.INT64);
            NDArray key = row.mul(b.columns()).add(b.indices().get(ofB));
            return ofKeys(key, a.data().get(ofA).mul(b.data().get(ofB)), a.rows(), b.columns());
        }
    }

    static String text(String format, Sparse a) {
        return format + " of " + a.dtype() + ", shape " + Shape.text(a.shape()) + ", " + a.nnz() + " elements on "
                + a.device().name();
    }
}
