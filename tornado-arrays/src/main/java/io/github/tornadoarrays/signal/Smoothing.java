package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Reduction;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ndimage.Border;
import io.github.tornadoarrays.ndimage.Ndimage;
import io.github.tornadoarrays.scipy.Axes;

/** Trends, polynomials through neighbours, analytic signals. */
final class Smoothing {
    private Smoothing() {}

    private static NDArray floats(NDArray x) {
        return x.dtype().isInexact() ? x : x.astype(DType.FLOAT64);
    }

    /** Without its mean, or its line of least squares, along the last axis. */
    static NDArray detrend(NDArray signal, String type) {
        NDArray x = floats(signal);
        Reduction last = Np.axis(-1).keepdims();
        NDArray centred = x.sub(x.mean(last));
        return switch (type) {
            case "constant" -> centred;
            case "linear" -> {
                long n = x.shape(-1);
                NDArray t =
                        Np.arange(n).sub((n - 1) / 2.0).astype(x.dtype().part()).to(x.device());
                double squares = n * ((double) n * n - 1) / 12;
                yield n == 1
                        ? centred
                        : centred.sub(x.mul(t).sum(last).div(squares).mul(t));
            }
            default -> throw new ArrayException("detrend: unknown type \"" + type + "\"; \"linear\" or \"constant\"");
        };
    }

    // ---- polynomials (A. Savitzky, M. Golay, "Smoothing and differentiation of data by simplified least squares
    // procedures", 1964)

    /** Which combination of values at places −1 … 1 is the derivative of their polynomial of least squares at a place. */
    private static double[] combination(int window, int order, int derivative, double delta, double at) {
        double half = (window - 1) / 2.0;
        double unit = half == 0 ? 1 : half;
        int terms = order + 1;
        double[][] m = new double[terms][terms + 1];
        for (int i = 0; i < window; i++) {
            double x = (i - half) / unit;
            for (int r = 0; r < terms; r++) {
                for (int c = 0; c < terms; c++) {
                    m[r][c] += Math.pow(x, r + c);
                }
            }
        }
        for (int r = derivative; r < terms; r++) {
            double factor = 1;
            for (int k = 0; k < derivative; k++) {
                factor *= r - k;
            }
            m[r][terms] = factor * Math.pow(at / unit, r - derivative) / Math.pow(unit * delta, derivative);
        }
        double[] s = solved(m);
        double[] weights = new double[window];
        for (int i = 0; i < window; i++) {
            double x = (i - half) / unit;
            for (int r = terms - 1; r >= 0; r--) {
                weights[i] = weights[i] * x + s[r];
            }
        }
        return weights;
    }

    /** By Gauss, with the largest pivots. */
    private static double[] solved(double[][] m) {
        int n = m.length;
        for (int c = 0; c < n; c++) {
            int best = c;
            for (int r = c + 1; r < n; r++) {
                best = Math.abs(m[r][c]) > Math.abs(m[best][c]) ? r : best;
            }
            double[] row = m[best];
            m[best] = m[c];
            m[c] = row;
            for (int r = 0; r < n; r++) {
                if (r != c) {
                    double f = m[r][c] / row[c];
                    for (int k = c; k <= n; k++) {
                        m[r][k] -= f * row[k];
                    }
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = m[i][n] / m[i][i];
        }
        return x;
    }

    static NDArray savgol(NDArray signal, int window, int order, int derivative, double delta, int axis, String mode) {
        int at = Axes.normal("savgolFilter", axis, signal);
        if (window < 1 || window % 2 == 0 || order < 0 || order >= window || derivative < 0) {
            throw new ArrayException("savgolFilter: a window of " + window + ", order " + order + ", derivative "
                    + derivative + "; the window must be odd and more than the order, the others 0 or more");
        }
        NDArray x = floats(signal);
        if (derivative > order) {
            return Np.zerosLike(x);
        }
        double[] centre = combination(window, order, derivative, delta, 0);
        boolean fits = mode.equals("interp");
        NDArray y = Ndimage.correlate1d(x, centre, at, fits ? Border.constant(0) : Border.of(mode), 0);
        if (!fits) {
            return y;
        }
        if (x.shape(at) < window) {
            throw new ShapeException("savgolFilter: axis " + axis + " of shape " + Shape.text(x.shape())
                    + " is shorter than the window of " + window + "; with mode \"interp\" it can't be");
        }
        int half = window / 2;
        if (half == 0) {
            return y;
        }
        double[][] edges = new double[2 * half][];
        for (int i = 0; i < half; i++) {
            edges[i] = combination(window, order, derivative, delta, i - half);
            edges[half + i] = combination(window, order, derivative, delta, i + 1);
        }
        NDArray all = Np.asarray(edges).astype(x.dtype().part()).to(x.device());
        NDArray lines = Np.moveaxis(x, at, -1);
        long n = lines.shape(-1);
        NDArray inner = Lines.part(Np.moveaxis(y, at, -1), half, n - half);
        NDArray first = Lines.part(lines, 0, window).matmul(all.get(":" + half).T());
        NDArray last =
                Lines.part(lines, n - window, n).matmul(all.get(half + ":").T());
        return Np.moveaxis(Np.concat(-1, first, inner, last), -1, at);
    }

    // ---- analytic signals

    static NDArray hilbert(NDArray x, int axis) {
        if (x.dtype().isComplex()) {
            throw new ArrayException("hilbert: the signal is " + x.dtype() + "; it must be real, so take real(x)");
        }
        int at = Axes.normal("hilbert", axis, x);
        NDArray f = Np.fft.fft(Np.moveaxis(x, at, -1));
        int n = (int) f.shape(-1);
        double[] h = new double[n];
        for (int k = 0; k < n; k++) {
            h[k] = k == 0 || 2 * k == n ? 1 : 2 * k < n ? 2 : 0;
        }
        NDArray weights = Np.asarray(h).astype(f.dtype().part()).to(x.device());
        return Np.moveaxis(Np.fft.ifft(f.mul(weights)), -1, at);
    }
}
