package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.scipy.Parts;
import io.github.tornadoarrays.scipy.Precision;

/**
 * Elements by rows, those of a row as they were, by counting how many each row has. Each part of the elements is counted and put in its places by one
 * work item, so this is for processors; devices sort.
 */
final class CountingSort {
    private static final Kernel COUNT = Kernel.of(CountingSort::count);
    private static final Kernel ADD = Kernel.of(CountingSort::add);
    private static final Kernel PLACE = Kernel.of(CountingSort::place);
    private static final Precision SCATTER = new Precision(Kernel.of(CountingSort::scatter));
    private static final Precision TRANSPOSE = new Precision(Kernel.of(CountingSort::transpose));

    private CountingSort() {}

    /** Whether counting is for elements where they are, of a type, in so many rows. */
    static boolean suits(NDArray data, long rows) {
        return data.device().isHost() && !data.dtype().isComplex() && rows <= 8 * data.size() + 1024;
    }

    /** Counts of elements, and then places, for each part, and where rows begin. */
    private record Places(NDArray each, NDArray starts) {}

    private static Places places(NDArray row, NDArray bounds, int parts, long rows) {
        try (var _ = Device.use(row.device())) {
            NDArray counts = Np.zeros(DType.INT32, parts * rows).eval();
            NDArray sums = Precision.empty(row, DType.INT32, rows + 1);
            COUNT.run(row, bounds, counts);
            ADD.run(counts, sums, parts);
            NDArray starts = sums.cumsum().astype(DType.INT32).eval();
            PLACE.run(counts, starts, parts);
            return new Places(counts, starts);
        }
    }

    private static int parts(long elements, long rows) {
        return Parts.atMost(elements / Math.max(1, rows) + 1);
    }

    /** Of elements with the row and the column of each. */
    static Csr of(NDArray row, NDArray column, NDArray data, long rows, long columns) {
        long n = data.size();
        int parts = parts(n, rows);
        NDArray key = Precision.cast(row, DType.INT32);
        try (var _ = Device.use(data.device())) {
            NDArray ends = Np.asarray(Parts.bounds(n, parts));
            Places places = places(key, ends, parts, rows);
            NDArray columnsOut = Precision.empty(data, DType.INT32, n);
            NDArray out = Precision.empty(data, data.dtype(), n);
            if (n > 0) {
                SCATTER.of(data.dtype())
                        .run(key, Precision.cast(column, DType.INT32), data, ends, places.each, columnsOut, out);
            }
            return new Csr(out, columnsOut, places.starts, columns);
        }
    }

    /** The transpose, with the columns of each row in order. */
    static Csr transposed(Csr a) {
        long n = a.nnz();
        int parts = (int) Math.min(parts(n, a.columns()), Math.max(1, a.rows()));
        try (var _ = Device.use(a.device())) {
            NDArray rows = Np.asarray(Parts.bounds(a.rows(), parts));
            Places places = places(a.indices(), a.indptr().get(rows).eval(), parts, a.columns());
            NDArray rowsOut = Precision.empty(a.data(), DType.INT32, n);
            NDArray out = Precision.empty(a.data(), a.dtype(), n);
            if (n > 0) {
                TRANSPOSE.of(a.dtype()).run(a.indptr(), a.indices(), a.data(), rows, places.each, rowsOut, out);
            }
            return Csr.ordered(out, rowsOut, places.starts, a.rows());
        }
    }

    /** How many elements each row has in each part; those of part p are at {@code bounds[p]} … {@code bounds[p + 1] - 1}. */
    static void count(int[] row, int[] bounds, int[] counts) {
        int rows = counts.length / (bounds.length - 1);
        for (@Parallel int p = 0; p < bounds.length - 1; p++) {
            for (int k = bounds[p]; k < bounds[p + 1]; k++) {
                counts[p * rows + row[k]]++;
            }
        }
    }

    /** How many elements each row has, behind a 0. */
    static void add(int[] counts, int[] sums, int parts) {
        int rows = counts.length / parts;
        for (@Parallel int r = 0; r < sums.length; r++) {
            int sum = 0;
            if (r > 0) {
                for (int p = 0; p < parts; p++) {
                    sum += counts[p * rows + r - 1];
                }
            }
            sums[r] = sum;
        }
    }

    /** Where the first element of each row goes that is in a part, in place of how many there are. */
    static void place(int[] counts, int[] starts, int parts) {
        int rows = counts.length / parts;
        for (@Parallel int r = 0; r < rows; r++) {
            int at = starts[r];
            for (int p = 0; p < parts; p++) {
                int n = counts[p * rows + r];
                counts[p * rows + r] = at;
                at += n;
            }
        }
    }

    /** Puts elements in their places. */
    static void scatter(
            int[] row, int[] column, double[] data, int[] bounds, int[] places, int[] columnsOut, double[] out) {
        int rows = places.length / (bounds.length - 1);
        for (@Parallel int p = 0; p < bounds.length - 1; p++) {
            for (int k = bounds[p]; k < bounds[p + 1]; k++) {
                int at = places[p * rows + row[k]];
                places[p * rows + row[k]] = at + 1;
                columnsOut[at] = column[k];
                out[at] = data[k];
            }
        }
    }

    /** The same by columns; the rows of part p are {@code first[p]} … {@code first[p + 1] - 1}. */
    static void transpose(
            int[] starts, int[] columns, double[] data, int[] first, int[] places, int[] rowsOut, double[] out) {
        int bins = places.length / (first.length - 1);
        for (@Parallel int p = 0; p < first.length - 1; p++) {
            for (int r = first[p]; r < first[p + 1]; r++) {
                for (int k = starts[r]; k < starts[r + 1]; k++) {
                    int at = places[p * bins + columns[k]];
                    places[p * bins + columns[k]] = at + 1;
                    rowsOut[at] = r;
                    out[at] = data[k];
                }
            }
        }
    }
}
