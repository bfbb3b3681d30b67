package io.github.tornadoarrays;

import static io.github.tornadoarrays.SciPyCalls.add;

import io.github.tornadoarrays.SciPyCalls.Arguments;
import io.github.tornadoarrays.signal.Band;
import io.github.tornadoarrays.signal.Filter;
import io.github.tornadoarrays.signal.Peaks;
import io.github.tornadoarrays.signal.Segments;
import io.github.tornadoarrays.signal.Signal;
import io.github.tornadoarrays.signal.Spectrogram;
import io.github.tornadoarrays.signal.Spectrum;
import io.github.tornadoarrays.signal.Windows;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** How golden cases of {@code scipy.signal} become calls. */
final class SignalCalls {
    private static final Map<String, BiFunction<Long, Boolean, NDArray>> WINDOWS = Map.of(
            "triang", Windows::triang,
            "bartlett", Windows::bartlett,
            "hann", Windows::hann,
            "hamming", Windows::hamming,
            "blackman", Windows::blackman,
            "blackmanharris", Windows::blackmanharris,
            "flattop", Windows::flattop);

    private SignalCalls() {}

    private static String text(Arguments a, int i) {
        return (String) a.args().get(i);
    }

    private static int whole(Arguments a, int i) {
        return (int) a.number(i);
    }

    private static double[] numbers(Arguments a, int i) {
        return a.numbers(a.args().get(i));
    }

    private static double[][] sections(Arguments a, int i) {
        return ((List<?>) a.args().get(i)).stream().map(a::numbers).toArray(double[][]::new);
    }

    private static Band band(Arguments a) {
        return new Band(Band.Kind.valueOf(text(a, 1).toUpperCase(Locale.ROOT)), numbers(a, 2));
    }

    static void addAll() {
        windows();
        convolutions();
        filters();
        spectra();
        singles();
    }

    private static void windows() {
        for (String name : List.of("boxcar", "nuttall", "cosine", "bohman")) {
            add(
                    "signal." + name,
                    a -> Windows.of(name, whole(a, 0), (Boolean) a.args().get(1)));
        }
        WINDOWS.forEach((name, window) -> add(
                "signal." + name,
                a -> window.apply((long) whole(a, 0), (Boolean) a.args().get(1))));
        add(
                "signal.kaiser",
                a -> Windows.kaiser(whole(a, 0), a.number(1), (Boolean) a.args().get(2)));
        add(
                "signal.gaussian",
                a -> Windows.gaussian(
                        whole(a, 0), a.number(1), (Boolean) a.args().get(2)));
        add(
                "signal.tukey",
                a -> Windows.tukey(whole(a, 0), a.number(1), (Boolean) a.args().get(2)));
    }

    private static void convolutions() {
        add("signal.convolve", a -> Signal.convolve(a.array(0), a.array(1), text(a, 2)));
        add("signal.fftconvolve", a -> Signal.fftconvolve(a.array(0), a.array(1), text(a, 2)));
        add("signal.correlate", a -> Signal.correlate(a.array(0), a.array(1), text(a, 2)));
        add("signal.oaconvolve", a -> Signal.oaconvolve(a.array(0), a.array(1), text(a, 2), -1));
        add("signal.convolve2d", a -> Signal.convolve2d(a.array(0), a.array(1), text(a, 2), text(a, 3), 0));
    }

    private static void filters() {
        add(
                "signal.butterSos",
                a -> Np.asarray(Signal.butter(whole(a, 0), band(a)).sos()));
        add(
                "signal.cheby1Sos",
                a -> Np.asarray(Signal.cheby1(whole(a, 0), 0.5, band(a)).sos()));
        add("signal.butter", a -> {
            Filter f = Signal.butter(whole(a, 0), band(a));
            return List.of(Np.asarray(f.b()), Np.asarray(f.a()));
        });
        add("signal.lfilter", a -> Signal.lfilter(numbers(a, 0), numbers(a, 1), a.array(2), whole(a, 3)));
        add("signal.filtfilt", a -> Signal.filtfilt(numbers(a, 0), numbers(a, 1), a.array(2), whole(a, 3)));
        add("signal.sosfilt", a -> Signal.sosfilt(sections(a, 0), a.array(1), whole(a, 2)));
        add("signal.sosfiltfilt", a -> Signal.sosfiltfilt(sections(a, 0), a.array(1), whole(a, 2)));
        add("signal.freqz", a -> parts(Signal.freqz(numbers(a, 0), numbers(a, 1), whole(a, 2))));
        add("signal.sosfreqz", a -> parts(Signal.sosfreqz(sections(a, 0), whole(a, 1))));
        add("signal.resample", a -> Signal.resample(a.array(0), whole(a, 1), whole(a, 2)));
        add("signal.resamplePoly", a -> Signal.resamplePoly(a.array(0), whole(a, 1), whole(a, 2), whole(a, 3)));
        add("signal.decimate", a -> Signal.decimate(a.array(0), whole(a, 1), whole(a, 2)));
    }

    private static List<NDArray> parts(Signal.Response r) {
        return List.of(r.frequencies(), r.gain());
    }

    private static List<NDArray> parts(Spectrum s) {
        return List.of(s.frequencies(), s.power());
    }

    private static List<NDArray> parts(Spectrogram s) {
        return List.of(s.frequencies(), s.times(), s.values());
    }

    private static Segments segments(Arguments a) {
        Segments s = Segments.of(whole(a, 2)).rate(a.number(1));
        s = a.kw().containsKey("noverlap") ? s.overlap((int) a.number("noverlap", 0)) : s;
        s = a.kw().containsKey("nfft") ? s.transform((int) a.number("nfft", 0)) : s;
        s = a.kw().containsKey("window") ? s.window((String) a.kw().get("window")) : s;
        s = a.kw().containsKey("detrend") ? s.detrend((String) a.kw().get("detrend")) : s;
        return a.kw().containsKey("scaling") ? s.spectrum() : s;
    }

    private static void spectra() {
        add("signal.periodogram", a -> parts(Signal.periodogram(a.array(0), a.number(1))));
        add("signal.welch", a -> parts(Signal.welch(a.array(0), segments(a))));
        add("signal.spectrogram", a -> parts(Signal.spectrogram(a.array(0), segments(a))));
        add("signal.stft", a -> parts(Signal.stft(a.array(0), segments(a))));
        add(
                "signal.istft",
                a -> Signal.istft(a.array(0), Segments.of(whole(a, 1)).overlap(whole(a, 2))));
    }

    private static void singles() {
        add("signal.hilbert", a -> Signal.hilbert(a.array(0), whole(a, 1)));
        add("signal.detrend", a -> Signal.detrend(a.array(0), text(a, 1), whole(a, 2)));
        add("signal.medfilt", a -> Signal.medfilt(a.array(0), a.ints(a.args().get(1))));
        add(
                "signal.savgolFilter",
                a -> Signal.savgolFilter(
                        a.array(0), whole(a, 1), whole(a, 2), whole(a, 3), a.number(4), whole(a, 5), text(a, 6)));
        add("signal.findPeaks", a -> {
            double none = Double.NEGATIVE_INFINITY;
            Peaks which = Peaks.all()
                    .height(a.number("height", none))
                    .threshold(a.number("threshold", none))
                    .distance(a.number("distance", 1))
                    .prominence(a.number("prominence", none));
            return Signal.findPeaks(a.array(0), which);
        });
    }
}
