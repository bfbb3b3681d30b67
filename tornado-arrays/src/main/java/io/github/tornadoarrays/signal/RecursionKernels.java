package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.kernel.Parallel;

/** Recursive filters of rows of n elements, in transposed direct form II; each row has a state of its own, which goes on from what it is. */
final class RecursionKernels {
    private RecursionKernels() {}

    /** @param order the number of coefficients but one, of numerator and denominator, whose first is 1 */
    static void transfer(double[] x, double[] y, double[] b, double[] a, double[] state, int rows, int n, int order) {
        for (@Parallel int r = 0; r < rows; r++) {
            int z = r * (order + 1);
            for (int i = 0; i < n; i++) {
                double v = x[r * n + i];
                double w = b[0] * v + state[z];
                for (int k = 1; k <= order; k++) {
                    state[z + k - 1] = state[z + k] + b[k] * v - a[k] * w;
                }
                y[r * n + i] = w;
            }
        }
    }

    /** @param sections of six coefficients each */
    static void sections(double[] x, double[] y, double[] sos, double[] state, int rows, int n, int sections) {
        for (@Parallel int r = 0; r < rows; r++) {
            for (int i = 0; i < n; i++) {
                double v = x[r * n + i];
                for (int s = 0; s < sections; s++) {
                    int c = 6 * s;
                    int z = 2 * (r * sections + s);
                    double w = sos[c] * v + state[z];
                    state[z] = sos[c + 1] * v - sos[c + 4] * w + state[z + 1];
                    state[z + 1] = sos[c + 2] * v - sos[c + 5] * w;
                    v = w;
                }
                y[r * n + i] = v;
            }
        }
    }
}
