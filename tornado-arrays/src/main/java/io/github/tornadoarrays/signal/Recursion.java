package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.Complex;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Axes;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Filters that go on from what they gave, along an axis; in float64, each row by itself. */
final class Recursion {
    private static final Kernel TRANSFER = Kernel.of(RecursionKernels::transfer);
    private static final Kernel SECTIONS = Kernel.of(RecursionKernels::sections);

    private Recursion() {}

    /** What a row's states are for a signal that has been 1 for ever, and how to run one. */
    private interface Rows {
        void run(NDArray x, NDArray y, NDArray state, int rows, int n);
    }

    // ---- transfer functions

    private static double[] normal(double[] c, int length, double first) {
        double[] all = new double[length];
        for (int i = 0; i < c.length; i++) {
            all[i] = c[i] / first;
        }
        return all;
    }

    static NDArray transfer(String op, double[] b, double[] a, NDArray x, int axis, boolean bothWays) {
        if (b.length == 0 || a.length == 0 || a[0] == 0) {
            throw new ArrayException(op + ": coefficients " + Arrays.toString(b) + " and " + Arrays.toString(a)
                    + "; both need one, and the denominator's first can't be 0");
        }
        int length = Math.max(a.length, b.length);
        double[] top = normal(b, length, a[0]);
        double[] bottom = normal(a, length, a[0]);
        double[] steady = new double[length];
        double sum = 0;
        double ends = 0;
        for (int k = 1; k < length; k++) {
            sum += top[k] - bottom[k] * top[0];
        }
        for (double v : bottom) {
            ends += v;
        }
        double first = length == 1 ? 0 : sum / ends;
        double as = 1;
        double cs = 0;
        for (int k = 0; k < length - 1; k++) {
            if (k > 0) {
                as += bottom[k];
                cs += top[k] - bottom[k] * top[0];
            }
            steady[k] = as * first - cs;
        }
        Rows rows = (in, out, state, count, n) ->
                TRANSFER.run(in, out, on(in, top), on(in, bottom), state, count, n, length - 1);
        return parts(x, v -> along(op, v, axis, steady, bothWays ? 3 * length : -1, rows));
    }

    // ---- sections

    static NDArray sections(String op, double[][] sos, NDArray x, int axis, boolean bothWays) {
        double[] flat = new double[6 * sos.length];
        double[] steady = new double[2 * sos.length];
        double scale = 1;
        int lastB = 0;
        int lastA = 0;
        checkSections(op, sos);
        for (int s = 0; s < sos.length; s++) {
            double[] c = sos[s];
            System.arraycopy(c, 0, flat, 6 * s, 6);
            double sum = 1 + c[4] + c[5];
            double first = (c[1] - c[4] * c[0] + c[2] - c[5] * c[0]) / sum;
            steady[2 * s] = scale * first;
            steady[2 * s + 1] = scale * ((1 + c[4]) * first - (c[1] - c[4] * c[0]));
            scale *= (c[0] + c[1] + c[2]) / sum;
            lastB += c[2] == 0 ? 1 : 0;
            lastA += c[5] == 0 ? 1 : 0;
        }
        int padding = 3 * (2 * sos.length + 1 - Math.min(lastB, lastA));
        Rows rows = (in, out, state, count, n) -> SECTIONS.run(in, out, on(in, flat), state, count, n, sos.length);
        return parts(x, v -> along(op, v, axis, steady, bothWays ? padding : -1, rows));
    }

    static void checkSections(String op, double[][] sos) {
        if (sos.length == 0) {
            throw new ArrayException(op + ": no sections; at least one is needed");
        }
        for (double[] c : sos) {
            if (c.length != 6 || c[3] != 1) {
                throw new ArrayException(op + ": section " + Arrays.toString(c)
                        + "; a section has six coefficients, of which the fourth is 1");
            }
        }
    }

    // ---- either

    private static NDArray on(NDArray like, double[] values) {
        return Np.asarray(values).to(like.device());
    }

    /** Real and imaginary parts by themselves. */
    private static NDArray parts(NDArray x, UnaryOperator<NDArray> f) {
        return x.dtype().isComplex() ? f.apply(x.real()).add(f.apply(x.imag()).mul(Complex.of(0, 1))) : f.apply(x);
    }

    /**
     * Along an axis, once, or to and fro.
     *
     * @param padding by how many elements the signal is continued at its ends, mirrored at them; -1 for once
     */
    private static NDArray along(String op, NDArray x, int axis, double[] steady, int padding, Rows rows) {
        int at = Axes.normal(op, axis, x);
        NDArray lines = Np.moveaxis(x.astype(DType.FLOAT64), at, -1);
        long n = lines.shape(-1);
        if (padding < 0) {
            return Np.moveaxis(run(op, lines, rows, Np.zeros(steady.length).to(x.device())), -1, at);
        }
        if (n <= padding) {
            throw new ShapeException(op + ": " + n + " elements along axis " + axis + ", and the ends are continued by "
                    + padding + "; give a signal of more than those");
        }
        NDArray zi = Np.asarray(steady).to(x.device());
        NDArray begin = Lines.part(lines, 0, 1).mul(2).sub(Np.flip(Lines.part(lines, 1, padding + 1), -1));
        NDArray end = Lines.part(lines, n - 1, n).mul(2).sub(Np.flip(Lines.part(lines, n - 1 - padding, n - 1), -1));
        NDArray all = padding == 0 ? lines : Np.concat(-1, begin, lines, end);
        NDArray there = run(op, all, rows, Lines.part(all, 0, 1).mul(zi));
        NDArray back = Np.flip(there, -1);
        NDArray again = Np.flip(run(op, back, rows, Lines.part(back, 0, 1).mul(zi)), -1);
        return Np.moveaxis(Lines.part(again, padding, padding + n), -1, at);
    }

    /** @param state what each row, or all, begin with */
    private static NDArray run(String op, NDArray lines, Rows rows, NDArray state) {
        NDArray x = lines.copy();
        NDArray y = Np.emptyLike(x);
        if (x.size() == 0) {
            return y;
        }
        int n = (int) x.shape(-1);
        int count = (int) (x.size() / n);
        Axes.shape(op, x);
        NDArray z = Np.broadcastTo(
                        state.ndim() == 1 ? state : state.reshape(count, state.shape(-1)), count, state.shape(-1))
                .copy();
        rows.run(x.ravel(), y.ravel(), z.ravel(), count, n);
        return y;
    }
}
