package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;

/** The least squares problem of {@code gmres}, made triangular by a rotation a column; complex numbers as pairs. */
final class Hessenberg {
    private final double[][] columns;
    private final double[] cosines;
    private final double[] sines;

    /** The right side, rotated. */
    private final double[] right;

    private int size;

    Hessenberg(int most, double norm) {
        columns = new double[most][];
        cosines = new double[most];
        sines = new double[2 * most];
        right = new double[2 * most + 2];
        right[0] = norm;
    }

    /** The norm of what is left over. */
    double residual() {
        return Math.hypot(right[2 * size], right[2 * size + 1]);
    }

    /** Adds a column, of one element more than the last; whether it says something new. */
    boolean add(NDArray column) {
        NDArray z = column.astype(DType.COMPLEX128);
        double[] re = z.real().toDoubleArray();
        double[] im = z.imag().toDoubleArray();
        double[] h = new double[2 * re.length];
        double scale = 0;
        for (int i = 0; i < re.length; i++) {
            h[2 * i] = re[i];
            h[2 * i + 1] = im[i];
            scale = Math.max(scale, Math.hypot(re[i], im[i]));
        }
        int k = size;
        for (int i = 0; i < k; i++) {
            rotate(h, i, i);
        }
        // the rotation that makes the element below the diagonal, which is a norm, zero
        double a = Math.hypot(h[2 * k], h[2 * k + 1]);
        double below = h[2 * k + 2];
        double length = Math.hypot(a, below);
        cosines[k] = length == 0 ? 1 : a / length;
        double phaseRe = a == 0 ? 1 : h[2 * k] / a;
        double phaseIm = a == 0 ? 0 : h[2 * k + 1] / a;
        sines[2 * k] = length == 0 ? 0 : phaseRe * below / length;
        sines[2 * k + 1] = length == 0 ? 0 : phaseIm * below / length;
        rotate(h, k, k);
        rotate(right, k, k);
        columns[k] = h;
        size++;
        return below > 1e-14 * scale;
    }

    /** Rotation {@code which} of elements i and i + 1: (c, s; -conj(s), c). */
    private void rotate(double[] x, int i, int which) {
        double c = cosines[which];
        double sr = sines[2 * which];
        double si = sines[2 * which + 1];
        double ar = x[2 * i];
        double ai = x[2 * i + 1];
        double br = x[2 * i + 2];
        double bi = x[2 * i + 3];
        x[2 * i] = c * ar + sr * br - si * bi;
        x[2 * i + 1] = c * ai + sr * bi + si * br;
        x[2 * i + 2] = c * br - sr * ar - si * ai;
        x[2 * i + 3] = c * bi - sr * ai + si * ar;
    }

    /** The combination of the vectors that leaves least over, complex128, on the host's current device. */
    NDArray solution() {
        double[] y = right.clone();
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                double hr = columns[j][2 * i];
                double hi = columns[j][2 * i + 1];
                y[2 * i] -= hr * y[2 * j] - hi * y[2 * j + 1];
                y[2 * i + 1] -= hr * y[2 * j + 1] + hi * y[2 * j];
            }
            double dr = columns[i][2 * i];
            double di = columns[i][2 * i + 1];
            double square = dr * dr + di * di;
            double re = (y[2 * i] * dr + y[2 * i + 1] * di) / square;
            y[2 * i + 1] = (y[2 * i + 1] * dr - y[2 * i] * di) / square;
            y[2 * i] = re;
        }
        double[] re = new double[size];
        double[] im = new double[size];
        for (int i = 0; i < size; i++) {
            re[i] = y[2 * i];
            im[i] = y[2 * i + 1];
        }
        NDArray z = Np.zeros(DType.COMPLEX128, size);
        z.real().set("...", Np.asarray(re));
        z.imag().set("...", Np.asarray(im));
        return z;
    }
}
