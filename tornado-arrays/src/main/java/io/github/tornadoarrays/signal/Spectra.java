package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;

/** Spectra of segments along the last axis. */
final class Spectra {
    private Spectra() {}

    private static void check(String op, NDArray x) {
        if (x.ndim() == 0 || x.size() == 0) {
            throw new ShapeException(op + ": shape " + Shape.text(x.shape())
                    + " has no signal along its last axis; a signal has an element at least");
        }
    }

    private static DType computed(NDArray x) {
        return x.dtype().isInexact() && x.dtype().part() != DType.FLOAT64
                ? x.dtype().isComplex() ? DType.COMPLEX64 : DType.FLOAT32
                : x.dtype().isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
    }

    /** (…, n) as (…, segments, length). */
    private static NDArray cut(NDArray x, Segments s) {
        long segments = (x.shape(-1) - s.length()) / s.step() + 1;
        NDArray starts = Np.arange(segments).mul(s.step()).reshape(segments, 1);
        NDArray places = starts.add(Np.arange((long) s.length())).to(x.device());
        return Np.take(x, places, x.ndim() - 1);
    }

    /** The transforms of all segments, (…, segments, frequencies). */
    private static NDArray transforms(String op, NDArray x, Segments s) {
        NDArray pieces = cut(x, s);
        NDArray plain = switch (s.detrend()) {
            case "none" -> pieces;
            case "constant", "linear" -> Smoothing.detrend(pieces, s.detrend());
            default ->
                throw new ArrayException(
                        op + ": unknown detrend \"" + s.detrend() + "\"; \"constant\", \"linear\" or \"none\"");
        };
        NDArray windowed =
                plain.mul(Np.asarray(s.weights()).astype(x.dtype().part()).to(x.device()));
        return x.dtype().isComplex() ? Np.fft.fft(windowed, s.transform()) : Np.fft.rfft(windowed, s.transform());
    }

    private static NDArray frequencies(NDArray x, Segments s) {
        return x.dtype().isComplex()
                ? Np.fft.fftfreq(s.transform(), 1 / s.rate())
                : Np.fft.rfftfreq(s.transform(), 1 / s.rate());
    }

    private static double scale(Segments s) {
        double sum = 0;
        double squares = 0;
        for (double w : s.weights()) {
            sum += w;
            squares += w * w;
        }
        return s.density() ? 1 / (s.rate() * squares) : 1 / (sum * sum);
    }

    /** Power, (…, segments, frequencies); of real signals that of negative frequencies added to that of the others. */
    private static NDArray power(String op, NDArray x, Segments s) {
        NDArray t = transforms(op, x, s);
        NDArray p = t.real().pow(2).add(t.imag().pow(2)).mul(scale(s));
        if (x.dtype().isComplex()) {
            return p;
        }
        double[] twice = new double[s.transform() / 2 + 1];
        for (int k = 0; k < twice.length; k++) {
            twice[k] = k == 0 || k == twice.length - 1 && s.transform() % 2 == 0 ? 1 : 2;
        }
        return p.mul(Np.asarray(twice).astype(p.dtype()).to(x.device()));
    }

    private static NDArray times(double first, long segments, Segments s) {
        return Np.arange(segments).mul(s.step()).add(s.length() / 2.0 - first).div(s.rate());
    }

    // ---- what is asked for

    static Spectrum welch(String op, NDArray signal, Segments how) {
        check(op, signal);
        NDArray x = signal.astype(computed(signal));
        Segments s =
                how.with(how.length() == 0 ? "boxcar" : "hann", how.length() == 0 ? 0 : 2, "constant", x.shape(-1));
        return new Spectrum(frequencies(x, s), power(op, x, s).mean(-2));
    }

    static Spectrogram spectrogram(NDArray signal, Segments how) {
        check("spectrogram", signal);
        NDArray x = signal.astype(computed(signal));
        Segments s = how.with("tukey", 8, "constant", x.shape(-1));
        NDArray p = Np.moveaxis(power("spectrogram", x, s), -1, -2);
        return new Spectrogram(frequencies(x, s), times(0, p.shape(-1), s), p);
    }

    static Spectrogram stft(NDArray signal, Segments how) {
        check("stft", signal);
        NDArray x = signal.astype(computed(signal));
        Segments s = how.with("hann", 2, "none", x.shape(-1)).spectrum();
        long margin = s.length() / 2;
        long n = x.shape(-1) + 2 * margin;
        long[][] widths = new long[x.ndim()][2];
        widths[x.ndim() - 1] =
                new long[] {margin, margin + Math.floorMod(-(n - s.length()), (long) s.step()) % s.length()};
        NDArray t = transforms("stft", Np.pad(x, widths, 0), s).mul(Math.sqrt(scale(s)));
        NDArray values = Np.moveaxis(t, -1, -2);
        return new Spectrogram(frequencies(x, s), times(s.length() / 2.0, values.shape(-1), s), values);
    }

    static NDArray istft(NDArray values, Segments how) {
        if (values.ndim() < 2) {
            throw new ShapeException("istft: shape " + Shape.text(values.shape())
                    + "; axes of frequencies and of times are needed, the last two");
        }
        int transform = (int) (2 * (values.shape(-2) - 1));
        Segments s = how.with("hann", 2, "none", how.length() == 0 ? transform : how.length())
                .transform(transform);
        double[] weights = s.weights();
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        NDArray pieces = Lines.part(Np.fft.irfft(Np.moveaxis(values, -2, -1), transform), 0, s.length());
        NDArray window = Np.asarray(weights).astype(pieces.dtype()).to(values.device());
        NDArray signal = added(pieces.mul(window).mul(sum), s.step());
        NDArray norm = added(Np.broadcastTo(window.mul(window), values.shape(-1), s.length()), s.step());
        NDArray x = signal.div(Np.where(norm.gt(1e-10), norm, Np.onesLike(norm)));
        long margin = s.length() / 2;
        long n = s.length() + (values.shape(-1) - 1) * s.step();
        return Lines.part(x, margin, n - margin);
    }

    /** (…, segments, length) as (…, n), each a step behind the one before, where they overlap added up. */
    private static NDArray added(NDArray pieces, int step) {
        long segments = pieces.shape(-2);
        long parts = Math.ceilDiv(pieces.shape(-1), (long) step);
        long[][] widths = new long[pieces.ndim()][2];
        widths[pieces.ndim() - 1][1] = parts * step - pieces.shape(-1);
        NDArray whole = Np.pad(pieces, widths, 0);
        NDArray sum = late(whole, 0, step, parts);
        for (int k = 1; k < parts; k++) {
            sum = sum.add(late(whole, k, step, parts));
        }
        long[] shape = new long[pieces.ndim() - 1];
        System.arraycopy(pieces.shape(), 0, shape, 0, shape.length - 1);
        shape[shape.length - 1] = (segments + parts - 1) * step;
        return sum.reshape(shape);
    }

    /** The k-th part of each segment, k rows down of those that all parts together take. */
    private static NDArray late(NDArray whole, int k, int step, long parts) {
        long[][] around = new long[whole.ndim()][2];
        around[whole.ndim() - 2] = new long[] {k, parts - 1 - k};
        return Np.pad(Lines.part(whole, (long) k * step, (k + 1L) * step), around, 0);
    }
}
