package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.Complex;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ndimage.Border;
import io.github.tornadoarrays.ndimage.Ndimage;
import io.github.tornadoarrays.ndimage.Window;
import io.github.tornadoarrays.scipy.Axes;
import java.util.Arrays;

/**
 * SciPy's {@code signal}. What is filtered lies along the last axis where no other is named. float32 stays float32 but in filters that go on from what
 * they gave, which compute in float64. An axis that is not there, and shapes that do not fit, throw {@link io.github.tornadoarrays.core.ShapeException}; parameters that
 * have no meaning {@link ArrayException}.
 */
public final class Signal {
    private Signal() {}

    // ---- convolutions

    /** The convolution over all axes, in full: {@code n + m - 1} elements along each. */
    public static NDArray convolve(NDArray a, NDArray b) {
        return convolve(a, b, "full");
    }

    /**
     * The convolution over all axes, by sums of products or by transforms, whichever is less work.
     *
     * @param mode {@code "full"}, {@code "same"} for the middle, of the shape of {@code a}, or {@code "valid"} for where one is within the other
     */
    public static NDArray convolve(NDArray a, NDArray b, String mode) {
        return Convolution.of("convolve", a, b, mode);
    }

    /** As {@link #convolve(NDArray, NDArray)}, by transforms; integers give float64. */
    public static NDArray fftconvolve(NDArray a, NDArray b) {
        return fftconvolve(a, b, "full");
    }

    /** As {@link #convolve(NDArray, NDArray, String)}, by transforms; integers give float64. */
    public static NDArray fftconvolve(NDArray a, NDArray b, String mode) {
        return Convolution.byTransform("fftconvolve", a, b, mode);
    }

    /** As {@link #oaconvolve(NDArray, NDArray, String, int)}, in full, along the last axis. */
    public static NDArray oaconvolve(NDArray a, NDArray b) {
        return oaconvolve(a, b, "full", -1);
    }

    /** The convolution along an axis, by transforms of blocks that overlap: for a long signal and a short filter. Other axes broadcast. */
    public static NDArray oaconvolve(NDArray a, NDArray b, String mode, int axis) {
        return Convolution.byBlocks("oaconvolve", a, b, mode, axis);
    }

    /** The correlation over all axes, in full. */
    public static NDArray correlate(NDArray a, NDArray b) {
        return correlate(a, b, "full");
    }

    /** The convolution with {@code b} conjugated and turned around. */
    public static NDArray correlate(NDArray a, NDArray b, String mode) {
        return Convolution.correlate("correlate", a, b, mode);
    }

    /** The convolution of matrices, in full, with zeros around. */
    public static NDArray convolve2d(NDArray a, NDArray b) {
        return convolve2d(a, b, "full", "fill", 0);
    }

    /** As {@link #convolve2d(NDArray, NDArray)}, of a mode of {@link #convolve(NDArray, NDArray, String)}. */
    public static NDArray convolve2d(NDArray a, NDArray b, String mode) {
        return convolve2d(a, b, mode, "fill", 0);
    }

    /**
     * The convolution of matrices.
     *
     * @param boundary what is around {@code a}: {@code "fill"} for a value, {@code "wrap"} for itself, {@code "symm"} for its mirror
     */
    public static NDArray convolve2d(NDArray a, NDArray b, String mode, String boundary, double value) {
        return Convolution.plane("convolve2d", a, b, mode, boundary, value);
    }

    // ---- design of filters

    /** Butterworth's filter: as flat as can be in its band. */
    public static Filter butter(int order, Band band) {
        return new Filter(Design.digital(Design.butterworth(Design.order("butter", order)), band));
    }

    /**
     * Chebyshev's filter of the first kind: steeper, with a ripple in its band.
     *
     * @param ripple in decibels, more than 0
     */
    public static Filter cheby1(int order, double ripple, Band band) {
        if (!(ripple > 0)) {
            throw new ArrayException("cheby1: a ripple of " + ripple + " dB; it must be more than 0");
        }
        return new Filter(Design.digital(Design.chebyshev(Design.order("cheby1", order), ripple), band));
    }

    /** What a filter makes of waves of 512 frequencies; see {@link #freqz(double[], double[], int)}. */
    public static Response freqz(double[] b, double[] a) {
        return freqz(b, a, 512);
    }

    /**
     * What a filter makes of waves.
     *
     * @param n so many frequencies from 0 to before half the rate
     * @throws ArrayException without coefficients
     */
    public static Response freqz(double[] b, double[] a, int n) {
        if (b.length == 0 || a.length == 0) {
            throw new ArrayException(
                    "freqz: coefficients " + Arrays.toString(b) + " and " + Arrays.toString(a) + "; both need one");
        }
        NDArray w = Np.linspace(0, Math.PI, n, false);
        NDArray z = Np.exp(w.mul(Complex.of(0, -1)));
        return new Response(w, polynomial(b, z).div(polynomial(a, z)));
    }

    /**
     * What a filter in sections makes of waves; see {@link #freqz(double[], double[], int)}.
     *
     * @throws ArrayException without sections, or if one is none
     */
    public static Response sosfreqz(double[][] sos, int n) {
        NDArray w = Np.linspace(0, Math.PI, n, false);
        NDArray h = Np.ones(DType.COMPLEX128, n);
        Recursion.checkSections("sosfreqz", sos);
        for (double[] s : sos) {
            h = h.mul(freqz(Arrays.copyOf(s, 3), Arrays.copyOfRange(s, 3, 6), n).gain());
        }
        return new Response(w, h);
    }

    /**
     * What a filter makes of waves.
     *
     * @param frequencies in radians per element; float64
     * @param gain by what they are multiplied; complex128
     */
    public record Response(NDArray frequencies, NDArray gain) {}

    private static NDArray polynomial(double[] c, NDArray z) {
        NDArray sum = Np.zerosLike(z).add(c[c.length - 1]);
        for (int i = c.length - 2; i >= 0; i--) {
            sum = sum.mul(z).add(c[i]);
        }
        return sum;
    }

    // ---- filters that go on from what they gave

    /** As {@link #lfilter(double[], double[], NDArray, int)}, along the last axis. */
    public static NDArray lfilter(double[] b, double[] a, NDArray x) {
        return lfilter(b, a, x, -1);
    }

    /** {@code a[0]*y[i] = b[0]*x[i] + b[1]*x[i-1] + … - a[1]*y[i-1] - …}, float64. */
    public static NDArray lfilter(double[] b, double[] a, NDArray x, int axis) {
        return Recursion.transfer("lfilter", b, a, x, axis, false);
    }

    /** As {@link #filtfilt(double[], double[], NDArray, int)}, along the last axis. */
    public static NDArray filtfilt(double[] b, double[] a, NDArray x) {
        return filtfilt(b, a, x, -1);
    }

    /** {@link #lfilter(double[], double[], NDArray, int)} to and fro, which delays nothing; the ends are continued by turning them around their last element. */
    public static NDArray filtfilt(double[] b, double[] a, NDArray x, int axis) {
        return Recursion.transfer("filtfilt", b, a, x, axis, true);
    }

    /** As {@link #sosfilt(double[][], NDArray, int)}, along the last axis. */
    public static NDArray sosfilt(double[][] sos, NDArray x) {
        return sosfilt(sos, x, -1);
    }

    /** A filter in sections, as {@link Filter#sos} gives them; float64. */
    public static NDArray sosfilt(double[][] sos, NDArray x, int axis) {
        return Recursion.sections("sosfilt", sos, x, axis, false);
    }

    /** As {@link #sosfiltfilt(double[][], NDArray, int)}, along the last axis. */
    public static NDArray sosfiltfilt(double[][] sos, NDArray x) {
        return sosfiltfilt(sos, x, -1);
    }

    /** {@link #sosfilt(double[][], NDArray, int)} to and fro; see {@link #filtfilt(double[], double[], NDArray, int)}. */
    public static NDArray sosfiltfilt(double[][] sos, NDArray x, int axis) {
        return Recursion.sections("sosfiltfilt", sos, x, axis, true);
    }

    // ---- other rates

    /** As {@link #resample(NDArray, long, int)}, along the last axis. */
    public static NDArray resample(NDArray x, long num) {
        return resample(x, num, -1);
    }

    /** {@code num} elements in the place of those there are, by transforms: as if the signal repeated. */
    public static NDArray resample(NDArray x, long num, int axis) {
        return Resampling.resample(x, num, axis);
    }

    /** As {@link #resamplePoly(NDArray, int, int, int)}, along the last axis. */
    public static NDArray resamplePoly(NDArray x, int up, int down) {
        return resamplePoly(x, up, down, -1);
    }

    /** {@code up} elements for each {@code down}, by a lowpass with Kaiser's window; beyond its ends the signal is 0. */
    public static NDArray resamplePoly(NDArray x, int up, int down, int axis) {
        return Resampling.byPolyphase(x, up, down, axis);
    }

    /** As {@link #decimate(NDArray, int, int)}, along the last axis. */
    public static NDArray decimate(NDArray x, int factor) {
        return decimate(x, factor, -1);
    }

    /** Every so many-th element, after a lowpass (Chebyshev's of order 8) to and fro. */
    public static NDArray decimate(NDArray x, int factor, int axis) {
        return Resampling.decimate(x, factor, Axes.normal("decimate", axis, x));
    }

    // ---- spectra

    /** The power of a signal at each frequency, without its mean. */
    public static Spectrum periodogram(NDArray x) {
        return periodogram(x, 1);
    }

    /** As {@link #periodogram(NDArray)}, at a rate. */
    public static Spectrum periodogram(NDArray x, double rate) {
        return Spectra.welch("periodogram", x, Segments.of(0).rate(rate));
    }

    /** Welch's method: the mean power of segments of 256 elements that overlap by half, under Hann's window. */
    public static Spectrum welch(NDArray x) {
        return welch(x, Segments.of(256));
    }

    /** As {@link #welch(NDArray)}, of other segments. */
    public static Spectrum welch(NDArray x, Segments how) {
        return Spectra.welch("welch", x, how);
    }

    /** The power of segments of 256 elements that overlap by an eighth, under Tukey's window of a quarter, each without its mean. */
    public static Spectrogram spectrogram(NDArray x) {
        return spectrogram(x, Segments.of(256));
    }

    /** As {@link #spectrogram(NDArray)}, of other segments. */
    public static Spectrogram spectrogram(NDArray x, Segments how) {
        return Spectra.spectrogram(x, how);
    }

    /** The transforms of segments of 256 elements that overlap by half, under Hann's window, from half a segment before the signal on. */
    public static Spectrogram stft(NDArray x) {
        return stft(x, Segments.of(256));
    }

    /** As {@link #stft(NDArray)}, of other segments. */
    public static Spectrogram stft(NDArray x, Segments how) {
        return Spectra.stft(x, how);
    }

    /** The real signal of such transforms; it may have zeros at its end that the signal had not. */
    public static NDArray istft(NDArray values) {
        return istft(values, Segments.of(0));
    }

    /** As {@link #istft(NDArray)}, of the segments that {@link #stft(NDArray, Segments)} was called with. */
    public static NDArray istft(NDArray values, Segments how) {
        return Spectra.istft(values, how);
    }

    // ---- single signals

    /** As {@link #hilbert(NDArray, int)}, along the last axis. */
    public static NDArray hilbert(NDArray x) {
        return hilbert(x, -1);
    }

    /** The analytic signal: the real one, and its Hilbert transform as the imaginary part. */
    public static NDArray hilbert(NDArray x, int axis) {
        return Smoothing.hilbert(x, axis);
    }

    /** Without its line of least squares, along the last axis. */
    public static NDArray detrend(NDArray x) {
        return detrend(x, "linear", -1);
    }

    /** Without its line of least squares, {@code "linear"}, or its mean, {@code "constant"}. */
    public static NDArray detrend(NDArray x, String type, int axis) {
        int at = Axes.normal("detrend", axis, x);
        return Np.moveaxis(Smoothing.detrend(Np.moveaxis(x, at, -1), type), -1, at);
    }

    /** The median of the odd number of neighbours along all axes, zeros beyond the ends. */
    public static NDArray medfilt(NDArray x, int... size) {
        for (int s : size) {
            if (s % 2 == 0) {
                throw new ArrayException("medfilt: sizes " + Arrays.toString(size) + "; they must be odd");
            }
        }
        return Ndimage.medianFilter(x, Window.size(size).border(Border.constant(0)));
    }

    /** As {@link #savgolFilter(NDArray, int, int, int, double, int, String)}, along the last axis, with polynomials at the ends. */
    public static NDArray savgolFilter(NDArray x, int window, int order) {
        return savgolFilter(x, window, order, 0, 1, -1, "interp");
    }

    /**
     * The polynomials of least squares through neighbours, or a derivative of theirs.
     *
     * @param window the odd number of neighbours
     * @param delta how far elements lie apart, for derivatives
     * @param mode {@code "interp"}, or what is beyond the ends as {@link Border#of(String)} has it
     */
    public static NDArray savgolFilter(
            NDArray x, int window, int order, int derivative, double delta, int axis, String mode) {
        return Smoothing.savgol(x, window, order, derivative, delta, axis, mode);
    }

    /** Where a signal is higher than before and behind; int64. */
    public static NDArray findPeaks(NDArray x) {
        return findPeaks(x, Peaks.all());
    }

    /** As {@link #findPeaks(NDArray)}, some of them. */
    public static NDArray findPeaks(NDArray x, Peaks which) {
        return Np.asarray(which.in(x));
    }
}
