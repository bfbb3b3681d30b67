package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.kernel.Parallel;

/** What is done row by row with the elements of one matrix or two. Those of row r are at {@code starts[r]} … {@code starts[r + 1] - 1}. */
final class RowKernels {
    /** Elements that are sorted by insertion. */
    private static final int RUN = 24;

    private RowKernels() {}

    /** The row of each element. */
    static void rowOfEach(int[] starts, int[] rows) {
        for (@Parallel int r = 0; r < starts.length - 1; r++) {
            for (int k = starts[r]; k < starts[r + 1]; k++) {
                rows[k] = r;
            }
        }
    }

    /**
     * Sorts the elements of each row by their columns, those of one column as they were: short runs by insertion, which are then merged.
     *
     * @param columnsToo as much memory as there are elements
     * @param dataToo the same
     */
    static void sort(int[] starts, int[] columns, double[] data, int[] columnsToo, double[] dataToo) {
        for (@Parallel int r = 0; r < starts.length - 1; r++) {
            int begin = starts[r];
            int end = starts[r + 1];
            for (int run = begin; run < end; run += RUN) {
                for (int k = run + 1; k < Math.min(run + RUN, end); k++) {
                    int column = columns[k];
                    double v = data[k];
                    int at = k;
                    while (at > run && columns[Math.max(at - 1, run)] > column) {
                        columns[at] = columns[at - 1];
                        data[at] = data[at - 1];
                        at--;
                    }
                    columns[at] = column;
                    data[at] = v;
                }
            }
            for (int width = RUN; width < end - begin; width *= 2) {
                for (int from = begin; from < end; from += 2 * width) {
                    int middle = Math.min(from + width, end);
                    int to = Math.min(from + 2 * width, end);
                    int i = from;
                    int j = middle;
                    for (int k = from; k < to; k++) {
                        boolean first = j >= to || i < middle && columns[i] <= columns[Math.min(j, to - 1)];
                        columnsToo[k] = columns[first ? i : j];
                        dataToo[k] = data[first ? i : j];
                        i += first ? 1 : 0;
                        j += first ? 0 : 1;
                    }
                }
                for (int k = begin; k < end; k++) {
                    columns[k] = columnsToo[k];
                    data[k] = dataToo[k];
                }
            }
        }
    }

    /** How many different columns each row has, which are in order but for repetitions; behind a 0. */
    static void countDifferent(int[] starts, int[] columns, int[] counts) {
        for (@Parallel int r = 0; r < starts.length; r++) {
            int n = 0;
            if (r > 0) {
                for (int k = starts[r - 1]; k < starts[r]; k++) {
                    n += k == starts[r - 1] || columns[k] != columns[k - 1] ? 1 : 0;
                }
            }
            counts[r] = n;
        }
    }

    /** The different columns, and where the elements of each begin. */
    static void different(int[] starts, int[] columns, int[] newStarts, int[] newColumns, int[] begins) {
        for (@Parallel int r = 0; r < starts.length - 1; r++) {
            int at = newStarts[r];
            for (int k = starts[r]; k < starts[r + 1]; k++) {
                if (k == starts[r] || columns[k] != columns[k - 1]) {
                    newColumns[at] = columns[k];
                    begins[at] = k;
                    at++;
                }
            }
        }
    }

    /** Whether the columns of each row go up: 1 for each row where they don't. */
    static void disordered(int[] starts, int[] columns, int[] found) {
        for (@Parallel int r = 0; r < found.length; r++) {
            int n = 0;
            for (int k = starts[r] + 1; k < starts[r + 1]; k++) {
                n |= columns[k] <= columns[k - 1] ? 1 : 0;
            }
            found[r] = n;
        }
    }

    // ---- sums

    /**
     * The elements of a sum that are not 0, each row with room for all elements of both, which have their columns in order; and how many there are in each
     * row, behind a 0.
     */
    static void sum(
            int[] startsA,
            int[] columnsA,
            double[] a,
            int[] startsB,
            int[] columnsB,
            double[] b,
            int[] columns,
            double[] out,
            int[] counts) {
        for (@Parallel int r = 0; r < counts.length; r++) {
            int i = startsA[Math.max(r - 1, 0)];
            int j = startsB[Math.max(r - 1, 0)];
            int endA = startsA[r];
            int endB = startsB[r];
            int begin = i + j;
            int at = begin;
            while (i < endA && j < endB) {
                int left = columnsA[i];
                int right = columnsB[j];
                double v = (left <= right ? a[i] : 0) + (right <= left ? b[j] : 0);
                columns[at] = Math.min(left, right);
                out[at] = v;
                i += left <= right ? 1 : 0;
                j += right <= left ? 1 : 0;
                at += v != 0 ? 1 : 0;
            }
            while (i < endA) {
                columns[at] = columnsA[i];
                out[at] = a[i];
                at += a[i] != 0 ? 1 : 0;
                i++;
            }
            while (j < endB) {
                columns[at] = columnsB[j];
                out[at] = b[j];
                at += b[j] != 0 ? 1 : 0;
                j++;
            }
            counts[r] = r == 0 ? 0 : at - begin;
        }
    }

    /** The elements of such rows, without the room that is left. */
    static void close(
            int[] startsA,
            int[] startsB,
            int[] columns,
            double[] data,
            int[] starts,
            int[] columnsOut,
            double[] dataOut) {
        for (@Parallel int r = 0; r < starts.length - 1; r++) {
            int shift = startsA[r] + startsB[r] - starts[r];
            for (int k = starts[r]; k < starts[r + 1]; k++) {
                columnsOut[k] = columns[k + shift];
                dataOut[k] = data[k + shift];
            }
        }
    }

    // ---- products, by rows of the first (F. G. Gustavson, "Two fast algorithms for sparse matrices", 1978)

    /**
     * How many elements each row of a product has, behind a 0.
     *
     * @param seen for each part of the rows the row, counted from 1, in which each column was met last; zeros to begin with
     */
    static void countProduct(
            int[] startsA, int[] columnsA, int[] startsB, int[] columnsB, int[] seen, int parts, int[] counts) {
        int columns = seen.length / parts;
        int rows = counts.length - 1;
        for (@Parallel int p = 0; p < parts; p++) {
            int to = (int) ((long) rows * (p + 1) / parts);
            for (int r = (int) ((long) rows * p / parts); r < to; r++) {
                int n = 0;
                for (int k = startsA[r]; k < startsA[r + 1]; k++) {
                    int row = columnsA[k];
                    for (int q = startsB[row]; q < startsB[row + 1]; q++) {
                        int place = p * columns + columnsB[q];
                        if (seen[place] != r + 1) {
                            seen[place] = r + 1;
                            n++;
                        }
                    }
                }
                counts[r + 1] = n;
            }
        }
    }

    /**
     * The products. The columns of a row come as they are met.
     *
     * @param places for each part of the rows where in the result each column was put last, counted from 1; zeros to begin with
     */
    static void product(
            int[] startsA,
            int[] columnsA,
            double[] a,
            int[] startsB,
            int[] columnsB,
            double[] b,
            int[] places,
            int parts,
            int[] starts,
            int[] columnsOut,
            double[] out) {
        int columns = places.length / parts;
        int rows = starts.length - 1;
        for (@Parallel int p = 0; p < parts; p++) {
            int to = (int) ((long) rows * (p + 1) / parts);
            for (int r = (int) ((long) rows * p / parts); r < to; r++) {
                int first = starts[r];
                int at = first;
                for (int k = startsA[r]; k < startsA[r + 1]; k++) {
                    double factor = a[k];
                    int row = columnsA[k];
                    for (int q = startsB[row]; q < startsB[row + 1]; q++) {
                        int column = columnsB[q];
                        int place = places[p * columns + column] - 1;
                        if (place >= first) {
                            out[place] += factor * b[q];
                        } else {
                            places[p * columns + column] = at + 1;
                            columnsOut[at] = column;
                            out[at] = factor * b[q];
                            at++;
                        }
                    }
                }
            }
        }
    }
}
