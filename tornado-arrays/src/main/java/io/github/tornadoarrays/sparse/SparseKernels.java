package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;

/** Sums over the elements of rows. Those of row r are at {@code starts[r]} … {@code starts[r + 1] - 1}. */
final class SparseKernels {
    /** Elements of a group of {@link #chunks}. */
    static final int CHUNK = 2048;

    static final int GROUP = 256;

    /** Products that are added beforehand where rows are long: as many as make one block a work item. */
    private static final int BLOCK = CHUNK / GROUP;

    /** A row of more elements is long. */
    private static final int LONG = 64;

    private SparseKernels() {}

    /** The sum of each segment. */
    static void segments(double[] x, int[] starts, double[] out) {
        for (@Parallel int i = 0; i < out.length; i++) {
            double s = 0;
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                s += x[k];
            }
            out[i] = s;
        }
    }

    /** Matrix times vector, one work item a row. */
    static void rows(int[] starts, int[] columns, double[] data, double[] x, double[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            double s = 0;
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                s += data[k] * x[columns[k]];
            }
            y[i] = s;
        }
    }

    /** Matrix times matrix, one work item an element of the result. */
    static void elements(int[] starts, int[] columns, double[] data, double[][] x, double[][] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            for (@Parallel int j = 0; j < y[i].length; j++) {
                double s = 0;
                for (int k = starts[i]; k < starts[i + 1]; k++) {
                    s += data[k] * x[columns[k]][j];
                }
                y[i][j] = s;
            }
        }
    }

    /** A chunk's products with a gap after each 32, so that rows that begin 16 or 32 apart lie in different banks. */
    private static int padded(int i) {
        return i + (i >> 5);
    }

    /**
     * Matrix times vector, each group as many elements as any other, whatever rows they are of (D. Merrill and M. Garland, "Merge-based parallel
     * sparse matrix-vector multiplication", 2016, without the rows' share of the work). Rows {@code firsts[g]} … {@code firsts[g + 1] - 1} begin in
     * group g's chunk and are written by it; what the chunk has of the row before goes to {@code carries[g]}, for {@link #carry}.
     *
     * @param longest how many elements the longest row has
     */
    static void chunks(
            KernelContext c,
            int[] starts,
            int[] columns,
            double[] data,
            int[] firsts,
            double[] x,
            double[] y,
            double[] carries,
            int longest) {
        double[] products = c.sharedDoubles(CHUNK + CHUNK / 32);
        double[] blocks = c.sharedDoubles(GROUP);
        double[] sums = c.sharedDoubles(GROUP);
        int t = c.localId(0);
        int g = c.groupId(0);
        int from = g * CHUNK;
        int to = Math.min(data.length, from + CHUNK);
        if (to - from == CHUNK) {
            for (int r = 0; r < CHUNK / GROUP; r++) {
                int k = r * GROUP + t;
                products[padded(k)] = data[from + k] * x[columns[from + k]];
            }
        } else {
            for (int k = t; k < to - from; k += GROUP) {
                products[padded(k)] = data[from + k] * x[columns[from + k]];
            }
        }
        c.barrier();
        if (longest > LONG) {
            // sums of eight, of which a long row takes the most it can: else its work items would add while all others
            // wait
            double s = 0;
            for (int k = BLOCK * t; k < BLOCK * t + BLOCK; k++) {
                if (k < to - from) {
                    s += products[padded(k)];
                }
            }
            blocks[t] = s;
            c.barrier();
        }
        // the row before is row -1 here, where it reaches into the chunk
        int first = firsts[g];
        int rows = firsts[g + 1] - first + 1;
        // as many work items a row as there are for each, a power of two
        int team = 1;
        while (team <= GROUP / 2 / rows) {
            team *= 2;
        }
        int lane = t % team;
        for (int done = 0; done < rows; done += GROUP / team) {
            int row = first - 1 + done + t / team;
            double s = 0;
            if (row < first + rows - 1 && row >= 0) {
                int begin = Math.max(starts[row], from) - from;
                int end = Math.min(starts[row + 1], to) - from;
                int firstBlock = (begin + BLOCK - 1) / BLOCK;
                int lastBlock = end / BLOCK;
                if (end - begin <= LONG) {
                    for (int k = begin + lane; k < end; k += team) {
                        s += products[padded(k)];
                    }
                } else {
                    for (int k = begin + lane; k < firstBlock * BLOCK; k += team) {
                        s += products[padded(k)];
                    }
                    for (int k = firstBlock + lane; k < lastBlock; k += team) {
                        s += blocks[k];
                    }
                    for (int k = lastBlock * BLOCK + lane; k < end; k += team) {
                        s += products[padded(k)];
                    }
                }
            }
            sums[t] = s;
            c.barrier();
            for (int d = team / 2; d > 0; d /= 2) {
                if (lane < d) {
                    sums[t] += sums[t + d];
                }
                c.barrier();
            }
            if (lane == 0) {
                if (row == first - 1) {
                    carries[g] = sums[t];
                } else if (row < first + rows - 1) {
                    y[row] = sums[t];
                }
            }
            c.barrier();
        }
    }

    /** Adds what chunks have of a row that began before them, in order, by the first of them. */
    static void carry(int[] firsts, double[] carries, double[] y) {
        for (@Parallel int g = 0; g < carries.length; g++) {
            int row = firsts[g] - 1;
            if (row >= 0 && (g == 0 || firsts[g - 1] - 1 != row)) {
                double s = y[row];
                for (int k = g; k < carries.length && firsts[k] - 1 == row; k++) {
                    s += carries[k];
                }
                y[row] = s;
            }
        }
    }
}
