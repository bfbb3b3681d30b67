package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.kernel.Parallel;

/**
 * Splines through elements, and their values between (M. Unser, A. Aldroubi, M. Eden, "B-spline signal processing", 1993). Arrays have three axes;
 * {@code rank} of them, the last ones, are interpolated. Modes are the ordinals of {@link Border.Mode}.
 */
final class SplineKernels {
    static final int REFLECT = 0;
    static final int MIRROR = 1;
    static final int NEAREST = 2;
    static final int WRAP = 3;
    static final int CONSTANT = 4;
    static final int GRID_WRAP = 5;
    static final int GRID_CONSTANT = 6;
    static final int GRID_MIRROR = 7;

    /** After so many powers of the pole nothing is left in float64. */
    private static final int POWERS = 60;

    private SplineKernels() {}

    // ---- coefficients

    /** The poles of the filter of a spline of order 2 or more, of which there are half as many. */
    private static double pole(int order, int which) {
        if (order == 2) {
            return Math.sqrt(8) - 3;
        }
        if (order == 3) {
            return Math.sqrt(3) - 2;
        }
        double sign = which == 0 ? -1 : 1;
        return order == 4
                ? Math.sqrt(664 + sign * Math.sqrt(438976)) - sign * Math.sqrt(304) - 19
                : Math.sqrt(67.5 + sign * Math.sqrt(4436.25)) - sign * Math.sqrt(26.25) - 6.5;
    }

    /** The coefficients of the spline along the middle axis, of two elements or more: for each pole a recursive filter forth and back, in place. */
    static void coefficients(double[] c, int outer, int n, int inner, int order, int mode) {
        for (@Parallel int o = 0; o < outer; o++) {
            for (@Parallel int i = 0; i < inner; i++) {
                int line = o * n * inner + i;
                double gain = 1;
                for (int p = 0; p < order / 2; p++) {
                    double z = pole(order, p);
                    gain *= (1 - z) * (1 - 1 / z);
                }
                for (int k = 0; k < n; k++) {
                    c[line + k * inner] *= gain;
                }
                for (int p = 0; p < order / 2; p++) {
                    double z = pole(order, p);
                    c[line] = first(c, line, n, inner, mode, z);
                    for (int k = 1; k < n; k++) {
                        c[line + k * inner] += z * c[line + (k - 1) * inner];
                    }
                    c[line + (n - 1) * inner] = last(c, line, n, inner, mode, z);
                    for (int k = n - 2; k >= 0; k--) {
                        int at = line + k * inner;
                        c[at] = z * (c[at + inner] - c[at]);
                    }
                }
            }
        }
    }

    private static double power(double z, int n) {
        double p = 1;
        for (int k = 0; k < n && k < 2 * POWERS; k++) {
            p *= z;
        }
        return p;
    }

    /** What the filter that goes forth begins with: the sum over all that is before the axis. */
    private static double first(double[] c, int line, int n, int inner, int mode, double z) {
        double zi = z;
        int end = Math.min(n, POWERS);
        if (mode == GRID_WRAP) {
            double s = c[line];
            for (int k = 1; k < end; k++) {
                s += zi * c[line + (n - k) * inner];
                zi *= z;
            }
            return s / (1 - power(z, n));
        }
        boolean reflects = mode == REFLECT || mode == NEAREST || mode == GRID_MIRROR;
        double s = c[line];
        if (reflects) {
            double zn = power(z, n);
            double t = s + zn * c[line + (n - 1) * inner];
            for (int k = 1; k < end; k++) {
                t += zi * (c[line + k * inner] + zn * c[line + (n - 1 - k) * inner]);
                zi *= z;
            }
            return s + t * z / (1 - zn * zn);
        }
        double zn = power(z, n - 1);
        s += zn * c[line + (n - 1) * inner];
        for (int k = 1; k < end && k < n - 1; k++) {
            s += zi * (c[line + k * inner] + zn * c[line + (n - 1 - k) * inner]);
            zi *= z;
        }
        return s / (1 - zn * zn);
    }

    private static double last(double[] c, int line, int n, int inner, int mode, double z) {
        double end = c[line + (n - 1) * inner];
        if (mode == GRID_WRAP) {
            double zi = z;
            int most = Math.min(n - 1, POWERS);
            for (int k = 0; k < most; k++) {
                end += zi * c[line + k * inner];
                zi *= z;
            }
            return end * z / (power(z, n) - 1);
        }
        if (mode == REFLECT || mode == NEAREST || mode == GRID_MIRROR) {
            return end * z / (z - 1);
        }
        return (z * c[line + (n - 2) * inner] + end) * z / (z * z - 1);
    }

    // ---- values

    /** The coordinate inside that stands for one outside; below -1 where it is the border's value. */
    private static double inside(double at, int n, int mode) {
        double last = n - 1;
        if (at >= 0 && at <= last || mode == GRID_CONSTANT) {
            return at;
        }
        if (mode == CONSTANT || at != at) {
            return -2;
        }
        if (n == 1) {
            return 0;
        }
        if (mode == NEAREST) {
            return at < 0 ? 0 : last;
        }
        if (mode == WRAP) {
            return at < 0 ? at + last * ((int) (-at / last) + 1) : at - last * (int) (at / last);
        }
        if (mode == GRID_WRAP) {
            return at < 0 ? at + n * ((int) ((-1 - at) / n) + 1) : at - n * (int) (at / n);
        }
        if (mode == MIRROR) {
            double period = 2 * last;
            double a = Math.abs(at);
            a = a - period * (int) (a / period);
            return a > last ? period - a : a;
        }
        double period = 2.0 * n;
        double a = at < 0 ? -at - 1 : at;
        a = a - period * Math.floor(a / period);
        return a > last && a >= n ? period - 1 - a : a;
    }

    /** The element that a neighbour of a coordinate is; -1 for the border's value. */
    private static int element(int i, int n, int mode) {
        if (i >= 0 && i < n) {
            return i;
        }
        if (mode == GRID_CONSTANT) {
            return -1;
        }
        int m = mode == NEAREST
                ? FilterKernels.NEAREST
                : mode == GRID_WRAP
                        ? FilterKernels.WRAP
                        : mode == REFLECT || mode == GRID_MIRROR ? FilterKernels.REFLECT : FilterKernels.MIRROR;
        return FilterKernels.inside(i, n, m);
    }

    /** The weight of the k-th element that a value is made of, {@code t} being how far it is behind the element before it. */
    private static double weight(int order, int k, double t) {
        if (order == 0) {
            return 1;
        }
        if (order == 1) {
            return k == 0 ? 1 - t : t;
        }
        if (order == 5) {
            return quintic(Math.abs(t + 2 - k));
        }
        if (order != 3) {
            double d = Math.abs(t - (t >= 0.5 ? 1 : 0) + order * 0.5 - k);
            return order == 2 ? quadratic(d) : quartic(d);
        }
        double z = 1 - t;
        if (k == 0) {
            return z * z * z / 6;
        }
        if (k == 1) {
            return (t * t * (t - 2) * 3 + 4) / 6;
        }
        if (k == 2) {
            return (z * z * (z - 2) * 3 + 4) / 6;
        }
        return t * t * t / 6;
    }

    /** The basic splines at a distance; what is further away than half their length is never asked for. */
    private static double quadratic(double d) {
        return d <= 0.5 ? 0.75 - d * d : (1.5 - d) * (1.5 - d) / 2;
    }

    private static double quartic(double d) {
        double q = d * d;
        if (d <= 0.5) {
            return q * (q * 0.25 - 0.625) + 115.0 / 192;
        }
        if (d <= 1.5) {
            return (55 + d * (20 + d * (-120 + d * (80 - 16 * d)))) / 96;
        }
        double e = 2.5 - d;
        return e * e * e * e / 24;
    }

    private static double quintic(double d) {
        double q = d * d;
        if (d <= 1) {
            return q * (q * (0.25 - d / 12) - 0.5) + 0.55;
        }
        if (d <= 2) {
            return d * (d * (d * (d * (d / 24 - 0.375) + 1.25) - 1.75) + 0.625) + 0.425;
        }
        double e = 3 - d;
        return e * e * e * e * e / 120;
    }

    private static int begin(int order, double at) {
        return (int) Math.floor(order % 2 == 0 ? at + 0.5 : at) - order / 2;
    }

    private static double value(
            double[] x,
            int n0,
            int n1,
            int n2,
            double c0,
            double c1,
            double c2,
            int rank,
            int order,
            int mode,
            double border) {
        double a0 = rank > 2 ? inside(c0, n0, mode) : 0;
        double a1 = rank > 1 ? inside(c1, n1, mode) : 0;
        double a2 = inside(c2, n2, mode);
        if (mode == GRID_CONSTANT) {
            // far outside there is nothing to look at, and ints end
            boolean far0 = rank > 2 && !(a0 > -3 && a0 < n0 + 2);
            boolean far1 = rank > 1 && !(a1 > -3 && a1 < n1 + 2);
            if (far0 || far1 || !(a2 > -3 && a2 < n2 + 2)) {
                return border;
            }
        } else if (a0 < -1 || a1 < -1 || a2 < -1) {
            return border;
        }
        int o0 = rank > 2 ? order : 0;
        int o1 = rank > 1 ? order : 0;
        int b0 = begin(o0, a0);
        int b1 = begin(o1, a1);
        int b2 = begin(order, a2);
        double t0 = a0 - Math.floor(a0);
        double t1 = a1 - Math.floor(a1);
        double t2 = a2 - Math.floor(a2);
        double sum = 0;
        for (int i = 0; i <= o0; i++) {
            int e0 = element(b0 + i, n0, mode);
            double w0 = weight(o0, i, t0);
            for (int j = 0; j <= o1; j++) {
                int e1 = element(b1 + j, n1, mode);
                double w1 = w0 * weight(o1, j, t1);
                for (int k = 0; k <= order; k++) {
                    int e2 = element(b2 + k, n2, mode);
                    double v = border;
                    if (e0 >= 0 && e1 >= 0 && e2 >= 0) {
                        v = x[(e0 * n1 + e1) * n2 + e2];
                    }
                    sum += w1 * weight(order, k, t2) * v;
                }
            }
        }
        return sum;
    }

    /** Values at coordinates that are an affine function of an element's index: {@code m} has a matrix of 3 by 3 and what is added. */
    static void affine(
            double[] x,
            int[] n,
            double[] m,
            int depth,
            int rows,
            int columns,
            double[] y,
            int rank,
            int order,
            int mode,
            double border) {
        for (@Parallel int i = 0; i < depth; i++) {
            for (@Parallel int j = 0; j < rows; j++) {
                for (@Parallel int k = 0; k < columns; k++) {
                    double c0 = m[0] * i + m[1] * j + m[2] * k + m[9];
                    double c1 = m[3] * i + m[4] * j + m[5] * k + m[10];
                    double c2 = m[6] * i + m[7] * j + m[8] * k + m[11];
                    y[(i * rows + j) * columns + k] = value(x, n[0], n[1], n[2], c0, c1, c2, rank, order, mode, border);
                }
            }
        }
    }

    /** Values at coordinates that an array has, those of one axis after those of another; {@code add} is added to each. */
    static void mapped(
            double[] x, int[] n, double[] at, double add, double[] y, int rank, int order, int mode, double border) {
        for (@Parallel int i = 0; i < y.length; i++) {
            double c0 = rank > 2 ? at[i] + add : 0;
            double c1 = rank > 1 ? at[(rank - 2) * y.length + i] + add : 0;
            double c2 = at[(rank - 1) * y.length + i] + add;
            y[i] = value(x, n[0], n[1], n[2], c0, c1, c2, rank, order, mode, border);
        }
    }
}
