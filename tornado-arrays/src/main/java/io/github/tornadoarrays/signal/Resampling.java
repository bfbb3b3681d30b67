package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.Complex;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.scipy.Axes;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Signals at other rates. */
final class Resampling {
    /** SciPy's window of the lowpass between two rates. */
    private static final double BETA = 5;

    private Resampling() {}

    private static NDArray along(String op, NDArray x, int axis, UnaryOperator<NDArray> f) {
        int at = Axes.normal(op, axis, x);
        NDArray lines = Np.moveaxis(x.dtype().isInexact() ? x : x.astype(DType.FLOAT64), at, -1);
        NDArray y = lines.dtype().isComplex()
                ? f.apply(lines.real()).add(f.apply(lines.imag()).mul(Complex.of(0, 1)))
                : f.apply(lines);
        return Np.moveaxis(y, -1, at);
    }

    static NDArray resample(NDArray x, long num, int axis) {
        if (num < 1) {
            throw new ArrayException("resample: " + num + " elements; at least one is possible");
        }
        return along("resample", x, axis, lines -> {
            long n = lines.shape(-1);
            long least = Math.min(num, n);
            double[] weights = new double[(int) (least / 2 + 1)];
            Arrays.fill(weights, (double) num / n);
            if (least % 2 == 0 && num != n) {
                // what two frequencies share, or one has for both
                weights[weights.length - 1] *= num < n ? 2 : 0.5;
            }
            NDArray kept = Lines.part(Np.fft.rfft(lines), 0, weights.length);
            return Np.fft.irfft(
                    kept.mul(Np.asarray(weights).astype(lines.dtype()).to(lines.device())), num);
        });
    }

    /** A lowpass at a part of half the rate, by Kaiser's window. */
    private static double[] lowpass(int taps, double cutoff) {
        double[] w = Windows.kaiserValues(taps, BETA, true);
        double sum = 0;
        for (int i = 0; i < taps; i++) {
            double t = (i - (taps - 1) / 2.0) * cutoff;
            w[i] *= cutoff * (t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
            sum += w[i];
        }
        for (int i = 0; i < taps; i++) {
            w[i] /= sum;
        }
        return w;
    }

    static NDArray byPolyphase(NDArray x, int up, int down, int axis) {
        if (up < 1 || down < 1) {
            throw new ArrayException("resamplePoly: up " + up + " and down " + down + "; both are at least 1");
        }
        int common = java.math.BigInteger.valueOf(up)
                .gcd(java.math.BigInteger.valueOf(down))
                .intValue();
        int more = up / common;
        int less = down / common;
        if (more == 1 && less == 1) {
            return x.copy();
        }
        return along("resamplePoly", x, axis, lines -> {
            long n = lines.shape(-1);
            long wanted = Math.ceilDiv(n * more, (long) less);
            int half = 10 * Math.max(more, less);
            double[] h = lowpass(2 * half + 1, 1.0 / Math.max(more, less));
            for (int i = 0; i < h.length; i++) {
                h[i] *= more;
            }
            // Element k of the result is the filtered signal at k*less, with the filter's middle there.
            long[][] widths = new long[lines.ndim() + 1][2];
            widths[lines.ndim()][1] = more - 1L;
            NDArray apart = Np.pad(Np.expandDims(lines, -1), widths, 0);
            long[] shape = lines.shape();
            shape[shape.length - 1] = n * more;
            long[] one = new long[lines.ndim()];
            Arrays.fill(one, 1);
            one[one.length - 1] = h.length;
            NDArray weights =
                    Np.asarray(h).astype(lines.dtype()).to(lines.device()).reshape(one);
            NDArray full = Convolution.byBlocks("resamplePoly", apart.reshape(shape), weights, "full", -1);
            return full.get(Np.ellipsis, Slice.of(half, half + (wanted - 1) * less + 1, less));
        });
    }

    static NDArray decimate(NDArray x, int factor, int axis) {
        if (factor < 1) {
            throw new ArrayException("decimate: factor " + factor + "; at least 1 is possible");
        }
        Filter f = Signal.cheby1(8, 0.05, Band.lowpass(0.8 / factor));
        NDArray y = Np.moveaxis(Recursion.sections("decimate", f.sos(), x, axis, true), axis, -1);
        NDArray some = y.get(Np.ellipsis, Slice.every(factor));
        return Np.moveaxis(x.dtype() == DType.FLOAT32 ? some.astype(DType.FLOAT32) : some, -1, axis);
    }
}
