package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.Parallel;

/**
 * Passes of Fourier transforms that put their elements in order as they go (T. G. Stockham; see C. Van Loan, "Computational frameworks for the fast Fourier
 * transform", 1992). A pass of radix r takes each of outer × (r × m) × s elements to outer × (m × r) × s: element k of the transform of those
 * that are {@code m*s} apart, times the root {@code p*k*step}. It reads neighbours beside each other, and all passes but the first write
 * runs. {@code sign} is 1 forward and -1 backward.
 *
 * <p>Complex numbers are pairs of neighbours. Root i is {@code roots[i & (1 << shift) - 1]} times the coarse one behind those, {@code i >> shift}.
 */
final class FourierKernels {
    private FourierKernels() {}

    private static double re(double[] roots, int shift, int i) {
        int f = 2 * (i & (1 << shift) - 1);
        int c = 2 * ((1 << shift) + (i >> shift));
        return roots[c] * roots[f] - roots[c + 1] * roots[f + 1];
    }

    private static double im(double[] roots, int shift, int i) {
        int f = 2 * (i & (1 << shift) - 1);
        int c = 2 * ((1 << shift) + (i >> shift));
        return roots[c] * roots[f + 1] + roots[c + 1] * roots[f];
    }

    /** Puts a number in its place, times root i and the scale. */
    private static void turned(
            double[] y, int to, double tr, double ti, double[] roots, int shift, int i, double sign, double scale) {
        double wr = scale * re(roots, shift, i);
        double wi = scale * sign * im(roots, shift, i);
        y[to] = tr * wr - ti * wi;
        y[to + 1] = tr * wi + ti * wr;
    }

    static void two(
            double[] x,
            double[] y,
            double[] roots,
            int shift,
            int count,
            int s,
            int m,
            int step,
            double sign,
            double scale) {
        for (@Parallel int t = 0; t < count; t++) {
            int sm = s * m;
            int o = t / sm;
            int u = t - o * sm;
            int p = u / s;
            int from = 2 * (o * 2 * sm + u);
            int to = 2 * (o * 2 * sm + u + s * p);
            double ar = x[from];
            double ai = x[from + 1];
            double br = x[from + 2 * sm];
            double bi = x[from + 2 * sm + 1];
            double dr = (ar - br) * scale;
            double di = (ai - bi) * scale;
            double wr = re(roots, shift, p * step);
            double wi = sign * im(roots, shift, p * step);
            y[to] = (ar + br) * scale;
            y[to + 1] = (ai + bi) * scale;
            y[to + 2 * s] = dr * wr - di * wi;
            y[to + 2 * s + 1] = dr * wi + di * wr;
        }
    }

    static void four(
            double[] x,
            double[] y,
            double[] roots,
            int shift,
            int count,
            int s,
            int m,
            int step,
            double sign,
            double scale) {
        for (@Parallel int t = 0; t < count; t++) {
            int sm = s * m;
            int o = t / sm;
            int u = t - o * sm;
            int p = u / s;
            int from = 2 * (o * 4 * sm + u);
            int to = 2 * (o * 4 * sm + u + 3 * s * p);
            double ar = x[from];
            double ai = x[from + 1];
            double br = x[from + 2 * sm];
            double bi = x[from + 2 * sm + 1];
            double cr = x[from + 4 * sm];
            double ci = x[from + 4 * sm + 1];
            double dr = x[from + 6 * sm];
            double di = x[from + 6 * sm + 1];
            double s0r = ar + cr;
            double s0i = ai + ci;
            double s1r = ar - cr;
            double s1i = ai - ci;
            double s2r = br + dr;
            double s2i = bi + di;
            double s3r = sign * (bi - di);
            double s3i = sign * (dr - br);
            y[to] = (s0r + s2r) * scale;
            y[to + 1] = (s0i + s2i) * scale;
            turned(y, to + 2 * s, s1r + s3r, s1i + s3i, roots, shift, p * step, sign, scale);
            turned(y, to + 4 * s, s0r - s2r, s0i - s2i, roots, shift, 2 * p * step, sign, scale);
            turned(y, to + 6 * s, s1r - s3r, s1i - s3i, roots, shift, 3 * p * step, sign, scale);
        }
    }

    static void eight(
            double[] x,
            double[] y,
            double[] roots,
            int shift,
            int count,
            int s,
            int m,
            int step,
            double sign,
            double scale) {
        for (@Parallel int t = 0; t < count; t++) {
            int sm = s * m;
            int o = t / sm;
            int u = t - o * sm;
            int p = u / s;
            int from = 2 * (o * 8 * sm + u);
            int to = 2 * (o * 8 * sm + u + 7 * s * p);
            double h = 0.70710678118654752440;
            double a0r = x[from];
            double a0i = x[from + 1];
            double b0r = x[from + 8 * sm];
            double b0i = x[from + 8 * sm + 1];
            double p0r = a0r + b0r;
            double p0i = a0i + b0i;
            double m0r = a0r - b0r;
            double m0i = a0i - b0i;
            double a1r = x[from + 2 * sm];
            double a1i = x[from + 2 * sm + 1];
            double b1r = x[from + 10 * sm];
            double b1i = x[from + 10 * sm + 1];
            double p1r = a1r + b1r;
            double p1i = a1i + b1i;
            double m1r = a1r - b1r;
            double m1i = a1i - b1i;
            double a2r = x[from + 4 * sm];
            double a2i = x[from + 4 * sm + 1];
            double b2r = x[from + 12 * sm];
            double b2i = x[from + 12 * sm + 1];
            double p2r = a2r + b2r;
            double p2i = a2i + b2i;
            double m2r = a2r - b2r;
            double m2i = a2i - b2i;
            double a3r = x[from + 6 * sm];
            double a3i = x[from + 6 * sm + 1];
            double b3r = x[from + 14 * sm];
            double b3i = x[from + 14 * sm + 1];
            double p3r = a3r + b3r;
            double p3i = a3i + b3i;
            double m3r = a3r - b3r;
            double m3i = a3i - b3i;
            double n1r = h * (m1r + sign * m1i);
            double n1i = h * (m1i - sign * m1r);
            double n2r = sign * m2i;
            double n2i = -sign * m2r;
            double n3r = h * (sign * m3i - m3r);
            double n3i = -h * (sign * m3r + m3i);
            double e0r = p0r + p2r;
            double e0i = p0i + p2i;
            double e1r = p0r - p2r;
            double e1i = p0i - p2i;
            double e2r = p1r + p3r;
            double e2i = p1i + p3i;
            double e3r = sign * (p1i - p3i);
            double e3i = sign * (p3r - p1r);
            double f0r = m0r + n2r;
            double f0i = m0i + n2i;
            double f1r = m0r - n2r;
            double f1i = m0i - n2i;
            double f2r = n1r + n3r;
            double f2i = n1i + n3i;
            double f3r = sign * (n1i - n3i);
            double f3i = sign * (n3r - n1r);
            y[to] = (e0r + e2r) * scale;
            y[to + 1] = (e0i + e2i) * scale;
            turned(y, to + 2 * s, f0r + f2r, f0i + f2i, roots, shift, p * step, sign, scale);
            turned(y, to + 4 * s, e1r + e3r, e1i + e3i, roots, shift, 2 * p * step, sign, scale);
            turned(y, to + 6 * s, f1r + f3r, f1i + f3i, roots, shift, 3 * p * step, sign, scale);
            turned(y, to + 8 * s, e0r - e2r, e0i - e2i, roots, shift, 4 * p * step, sign, scale);
            turned(y, to + 10 * s, f0r - f2r, f0i - f2i, roots, shift, 5 * p * step, sign, scale);
            turned(y, to + 12 * s, e1r - e3r, e1i - e3i, roots, shift, 6 * p * step, sign, scale);
            turned(y, to + 14 * s, f1r - f3r, f1i - f3i, roots, shift, 7 * p * step, sign, scale);
        }
    }

    /** Any radix, by as many products as its square; {@code circle} roots are a circle's part. */
    static void any(
            double[] x,
            double[] y,
            double[] roots,
            int shift,
            int count,
            int s,
            int m,
            int step,
            int radix,
            int circle,
            double sign,
            double scale) {
        for (@Parallel int t = 0; t < count; t++) {
            int sm = s * m;
            int o = t / sm;
            int u = t - o * sm;
            int p = u / s;
            int from = 2 * (o * radix * sm + u);
            int to = 2 * (o * radix * sm + u + (radix - 1) * s * p);
            for (int k = 0; k < radix; k++) {
                double sr = 0;
                double si = 0;
                for (int j = 0; j < radix; j++) {
                    int i = j * k % radix * circle;
                    double wr = re(roots, shift, i);
                    double wi = sign * im(roots, shift, i);
                    double ar = x[from + 2 * sm * j];
                    double ai = x[from + 2 * sm * j + 1];
                    sr += ar * wr - ai * wi;
                    si += ar * wi + ai * wr;
                }
                turned(y, to + 2 * s * k, sr, si, roots, shift, k * p * step, sign, scale);
            }
        }
    }

    static void scaled(double[] x, double[] y, double scale) {
        for (@Parallel int i = 0; i < y.length; i++) {
            y[i] = x[i] * scale;
        }
    }

    // ---- convolutions with a chirp

    /** Row r of w is transform r of x, each element times the chirp's, then zeros. */
    static void enter(double[] x, double[] w, double[] chirp, int n, int padded, int rows, int inner, double sign) {
        for (@Parallel int r = 0; r < rows; r++) {
            for (@Parallel int k = 0; k < padded; k++) {
                int to = 2 * (r * padded + k);
                double re = 0;
                double im = 0;
                if (k < n) {
                    int from = 2 * (r / inner * n * inner + k * inner + r % inner);
                    double xr = x[from];
                    double xi = sign * x[from + 1];
                    re = xr * chirp[2 * k] - xi * chirp[2 * k + 1];
                    im = xr * chirp[2 * k + 1] + xi * chirp[2 * k];
                }
                w[to] = re;
                w[to + 1] = im;
            }
        }
    }

    static void times(double[] w, double[] spectrum, int padded, int rows) {
        for (@Parallel int r = 0; r < rows; r++) {
            for (@Parallel int k = 0; k < padded; k++) {
                int at = 2 * (r * padded + k);
                double re = w[at];
                double im = w[at + 1];
                w[at] = re * spectrum[2 * k] - im * spectrum[2 * k + 1];
                w[at + 1] = re * spectrum[2 * k + 1] + im * spectrum[2 * k];
            }
        }
    }

    /** The opposite of {@link #enter}. */
    static void leave(
            double[] w, double[] y, double[] chirp, int n, int padded, int rows, int inner, double sign, double scale) {
        for (@Parallel int r = 0; r < rows; r++) {
            for (@Parallel int k = 0; k < n; k++) {
                int from = 2 * (r * padded + k);
                int to = 2 * (r / inner * n * inner + k * inner + r % inner);
                double wr = w[from];
                double wi = w[from + 1];
                y[to] = scale * (wr * chirp[2 * k] - wi * chirp[2 * k + 1]);
                y[to + 1] = sign * scale * (wr * chirp[2 * k + 1] + wi * chirp[2 * k]);
            }
        }
    }

    // ---- real elements

    /** Rows of h + 1 from rows of h: makes of the transform of {@code even + i*odd} that of the elements in their order. */
    static void untangle(double[] z, double[] y, double[] roots, int shift, int h, int rows) {
        for (@Parallel int r = 0; r < rows; r++) {
            for (@Parallel int k = 0; k <= h; k++) {
                int a = 2 * (r * h + k % h);
                int b = 2 * (r * h + (h - k) % h);
                double ar = z[a];
                double ai = z[a + 1];
                double br = z[b];
                double bi = -z[b + 1];
                double or = 0.5 * (ai - bi);
                double oi = -0.5 * (ar - br);
                double wr = re(roots, shift, k % (2 * h));
                double wi = im(roots, shift, k % (2 * h));
                int to = 2 * (r * (h + 1) + k);
                y[to] = 0.5 * (ar + br) + (or * wr - oi * wi);
                y[to + 1] = 0.5 * (ai + bi) + (or * wi + oi * wr);
            }
        }
    }

    /** Rows of h from rows of h + 1: what a transform backward makes the elements of, two by two. */
    static void entangle(double[] x, double[] z, double[] roots, int shift, int h, int rows) {
        for (@Parallel int r = 0; r < rows; r++) {
            for (@Parallel int k = 0; k < h; k++) {
                int a = 2 * (r * (h + 1) + k);
                int b = 2 * (r * (h + 1) + h - k);
                double ar = x[a];
                double ai = x[a + 1];
                double br = x[b];
                double bi = -x[b + 1];
                if (k == 0) {
                    ai = 0;
                    bi = 0;
                }
                double dr = ar - br;
                double di = ai - bi;
                double wr = re(roots, shift, k);
                double wi = -im(roots, shift, k);
                int to = 2 * (r * h + k);
                z[to] = ar + br - (dr * wi + di * wr);
                z[to + 1] = ai + bi + (dr * wr - di * wi);
            }
        }
    }

    static void widen(double[] x, double[] z) {
        for (@Parallel int i = 0; i < x.length; i++) {
            z[2 * i] = x[i];
            z[2 * i + 1] = 0;
        }
    }

    static void narrow(double[] z, double[] x, double scale) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = z[2 * i] * scale;
        }
    }

    /** Rows of {@code n/2 + 1} from the first elements of rows of n. */
    static void halves(double[] z, double[] y, int n, int rows) {
        for (@Parallel int r = 0; r < rows; r++) {
            for (@Parallel int k = 0; k <= n / 2; k++) {
                int from = 2 * (r * n + k);
                int to = 2 * (r * (n / 2 + 1) + k);
                double im = z[from + 1];
                if (k == 0) {
                    im = 0;
                }
                y[to] = z[from];
                y[to + 1] = im;
            }
        }
    }

    /** Rows of n, which is odd, from their first {@code n/2 + 1} elements. */
    static void mirror(double[] x, double[] z, int n, int rows) {
        for (@Parallel int r = 0; r < rows; r++) {
            for (@Parallel int k = 0; k < n; k++) {
                boolean second = k > n / 2;
                int from = 2 * (r * (n / 2 + 1) + (second ? n - k : k));
                int to = 2 * (r * n + k);
                double im = second ? -x[from + 1] : x[from + 1];
                if (k == 0) {
                    im = 0;
                }
                z[to] = x[from];
                z[to + 1] = im;
            }
        }
    }
}
