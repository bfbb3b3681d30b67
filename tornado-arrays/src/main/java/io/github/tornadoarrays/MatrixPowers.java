package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.LinAlgException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;

/** Products of many matrices. */
final class MatrixPowers {
    private MatrixPowers() {}

    static NDArray power(NDArray x, long n) {
        Matrices.checkSquare("matrixPower", x);
        if (n == 0) {
            long side = Matrices.rows(x);
            NDArray one = Matrices.identity(x, side, x.dtype());
            return one.view(one.layout().broadcastTo(x.shape())).copy();
        }
        NDArray base = n < 0 ? LinearSystems.inv("matrixPower", x) : x;
        if (n == 1) {
            return base.copy();
        }
        NDArray result = null;
        for (long rest = n < 0 ? -n : n; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = result == null ? base : Np.matmul(result, base);
            }
            if (rest != 1) {
                base = Np.matmul(base, base);
            }
        }
        return result;
    }

    /**
     * The product of several matrices in the order that needs the fewest multiplications (Cormen et al., Introduction to Algorithms,
     * 15.2).
     */
    static NDArray multiDot(NDArray[] arrays) {
        int n = arrays.length;
        if (n < 2) {
            throw new ArrayException("multiDot: " + n + " arrays; at least two are needed");
        }
        NDArray[] all = arrays.clone();
        boolean row = all[0].ndim() == 1;
        boolean column = all[n - 1].ndim() == 1;
        if (row) {
            all[0] = all[0].view(all[0].layout().expand(0));
        }
        if (column) {
            all[n - 1] = all[n - 1].view(all[n - 1].layout().expand(1));
        }
        long[] sides = new long[n + 1];
        for (int i = 0; i < n; i++) {
            if (all[i].ndim() != 2) {
                throw new LinAlgException("multiDot: array " + i + " has shape " + Shape.text(arrays[i].shape())
                        + "; it must have 2 axes, the first and the last may have 1");
            }
            if (i > 0 && sides[i] != all[i].shape(0)) {
                throw new ShapeException("multiDot: array " + (i - 1) + " has " + sides[i] + " columns and array " + i
                        + ", " + Shape.text(arrays[i].shape()) + ", " + all[i].shape(0) + " rows; they must be equal");
            }
            sides[i] = all[i].shape(0);
            sides[i + 1] = all[i].shape(1);
        }
        NDArray r = product(all, order(sides), 0, n - 1);
        long[] shape = row && column
                ? Shape.SCALAR
                : row ? new long[] {sides[n]} : column ? new long[] {sides[0]} : new long[] {sides[0], sides[n]};
        return r.reshape(shape);
    }

    /** Where the product of the matrices from i to j is split. */
    private static int[][] order(long[] sides) {
        int n = sides.length - 1;
        double[][] cost = new double[n][n];
        int[][] split = new int[n][n];
        for (int length = 1; length < n; length++) {
            for (int i = 0; i + length < n; i++) {
                int j = i + length;
                cost[i][j] = Double.POSITIVE_INFINITY;
                for (int k = i; k < j; k++) {
                    double all = cost[i][k] + cost[k + 1][j] + (double) sides[i] * sides[k + 1] * sides[j + 1];
                    if (all < cost[i][j]) {
                        cost[i][j] = all;
                        split[i][j] = k;
                    }
                }
            }
        }
        return split;
    }

    private static NDArray product(NDArray[] all, int[][] split, int i, int j) {
        return i == j
                ? all[i]
                : Np.matmul(product(all, split, i, split[i][j]), product(all, split, split[i][j] + 1, j));
    }
}
