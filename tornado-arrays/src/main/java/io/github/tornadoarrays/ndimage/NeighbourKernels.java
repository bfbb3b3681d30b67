package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.kernel.Parallel;

/**
 * Functions of the neighbours of elements, which are at given offsets in an array with a margin. Element i of a result of a shape begins at the
 * place in that array that its index has by the array's strides.
 */
final class NeighbourKernels {
    private NeighbourKernels() {}

    private static int place(int i, int[] shape, int[] strides) {
        int rest = i;
        int at = 0;
        for (int a = shape.length - 1; a >= 0; a--) {
            int q = rest / shape[a];
            at += (rest - q * shape[a]) * strides[a];
            rest = q;
        }
        return at;
    }

    /** The weighted sum. */
    static void sum(double[] x, int[] shape, int[] strides, int[] offsets, double[] w, double[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            int at = place(i, shape, strides);
            double s = 0;
            for (int k = 0; k < offsets.length; k++) {
                s += w[k] * x[at + offsets[k]];
            }
            y[i] = s;
        }
    }

    static void smallest(double[] x, int[] shape, int[] strides, int[] offsets, double[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            int at = place(i, shape, strides);
            double s = x[at + offsets[0]];
            for (int k = 1; k < offsets.length; k++) {
                s = Math.min(s, x[at + offsets[k]]);
            }
            y[i] = s;
        }
    }

    static void largest(double[] x, int[] shape, int[] strides, int[] offsets, double[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            int at = place(i, shape, strides);
            double s = x[at + offsets[0]];
            for (int k = 1; k < offsets.length; k++) {
                s = Math.max(s, x[at + offsets[k]]);
            }
            y[i] = s;
        }
    }

    /** The neighbour that so many are before in ascending order, found by counting: no memory, and windows are small. */
    static void ranked(double[] x, int[] shape, int[] strides, int[] offsets, int rank, double[] y) {
        for (@Parallel int i = 0; i < y.length; i++) {
            int at = place(i, shape, strides);
            double found = x[at + offsets[0]];
            boolean searching = true;
            for (int k = 0; searching && k < offsets.length; k++) {
                double v = x[at + offsets[k]];
                int below = 0;
                int same = 0;
                for (int j = 0; j < offsets.length; j++) {
                    double u = x[at + offsets[j]];
                    below += u < v ? 1 : 0;
                    same += u == v ? 1 : 0;
                }
                if (below <= rank && rank < below + same) {
                    found = v;
                    searching = false;
                }
            }
            y[i] = found;
        }
    }
}
