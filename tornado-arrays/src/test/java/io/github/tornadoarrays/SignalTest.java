package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.signal.Band;
import io.github.tornadoarrays.signal.Peaks;
import io.github.tornadoarrays.signal.Segments;
import io.github.tornadoarrays.signal.Signal;
import io.github.tornadoarrays.signal.Spectrogram;
import io.github.tornadoarrays.signal.Spectrum;
import io.github.tornadoarrays.signal.Windows;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signals where golden cases say nothing: mistakes, and what functions have to do with each other. */
class SignalTest {
    private static Arguments bad(String what, Function<NDArray, Object> mistake, Class<?> type, String message) {
        return Arguments.of(what, mistake, type, message);
    }

    static List<Arguments> mistakes() {
        double[] one = {1};
        return List.of(
                // x has shape (3, 4)
                bad(
                        "axes",
                        x -> Signal.convolve(x, x.get(0)),
                        ShapeException.class,
                        "convolve: shapes (3, 4) and (4,) have not as many axes"),
                bad(
                        "mode",
                        x -> Signal.fftconvolve(x, x, "most"),
                        ArrayException.class,
                        "fftconvolve: unknown mode \"most\"; \"full\", \"same\" or \"valid\""),
                bad(
                        "valid",
                        x -> Signal.convolve(x, x.T(), "valid"),
                        ShapeException.class,
                        "convolve: shapes (3, 4) and (4, 3); with mode \"valid\""),
                bad(
                        "boundary",
                        x -> Signal.convolve2d(x, x, "full", "edge", 0),
                        ArrayException.class,
                        "convolve2d: unknown boundary \"edge\""),
                bad(
                        "rate",
                        x -> Band.bandpass(10, 600, 1000),
                        ArrayException.class,
                        "Band: bandpass at [10.0, 600.0] of a"),
                bad("order", x -> Signal.butter(0, Band.lowpass(0.5)), ArrayException.class, "butter: order 0"),
                bad(
                        "ripple",
                        x -> Signal.cheby1(2, 0, Band.lowpass(0.5)),
                        ArrayException.class,
                        "cheby1: a ripple of 0.0 dB"),
                bad("edge", x -> Band.highpass(1), ArrayException.class, "Band: highpass at [1.0]"),
                bad("edges", x -> Band.bandpass(0.5, 0.2), ArrayException.class, "Band: bandpass at [0.5, 0.2]"),
                bad(
                        "denominator",
                        x -> Signal.lfilter(one, new double[] {0, 1}, x),
                        ArrayException.class,
                        "lfilter: coefficients [1.0] and [0.0, 1.0]"),
                bad(
                        "section",
                        x -> Signal.sosfilt(new double[][] {{1, 2, 3}}, x),
                        ArrayException.class,
                        "sosfilt: section [1.0, 2.0, 3.0]"),
                bad(
                        "no sections",
                        x -> Signal.sosfilt(new double[0][], x),
                        ArrayException.class,
                        "sosfilt: no sections"),
                bad(
                        "short",
                        x -> Signal.filtfilt(one, new double[] {1, 0.5}, x),
                        ShapeException.class,
                        "filtfilt: 4 elements along axis -1, and the ends are continued by 6"),
                bad(
                        "axis",
                        x -> Signal.lfilter(one, one, x, 2),
                        ShapeException.class,
                        "lfilter: axis 2 is out of range for shape (3, 4)"),
                bad("num", x -> Signal.resample(x, 0), ArrayException.class, "resample: 0 elements"),
                bad("up", x -> Signal.resamplePoly(x, 0, 1), ArrayException.class, "resamplePoly: up 0 and down 1"),
                bad("factor", x -> Signal.decimate(x, 0), ArrayException.class, "decimate: factor 0"),
                bad(
                        "overlap",
                        x -> Signal.welch(x, Segments.of(4).overlap(4)),
                        ArrayException.class,
                        "Segments: 4 elements that overlap by 4"),
                bad(
                        "window",
                        x -> Signal.welch(x, Segments.of(4).window("wide")),
                        ArrayException.class,
                        "Windows.of: there is no window \"wide\""),
                bad(
                        "detrend",
                        x -> Signal.detrend(x, "cubic", -1),
                        ArrayException.class,
                        "detrend: unknown type \"cubic\""),
                bad(
                        "nothing",
                        x -> Signal.welch(x.get(":, :0")),
                        ShapeException.class,
                        "welch: shape (3, 0) has no signal"),
                bad(
                        "savgol",
                        x -> Signal.savgolFilter(x, 4, 2),
                        ArrayException.class,
                        "savgolFilter: a window of 4, order 2"),
                bad(
                        "savgol's ends",
                        x -> Signal.savgolFilter(x, 5, 2),
                        ShapeException.class,
                        "savgolFilter: axis -1 of shape (3, 4) is shorter than the window of 5"),
                bad("medfilt", x -> Signal.medfilt(x, 2), ArrayException.class, "medfilt: sizes [2]"),
                bad(
                        "hilbert",
                        x -> Signal.hilbert(x.mul(Complex.of(0, 1))),
                        ArrayException.class,
                        "hilbert: the signal is complex128"),
                bad(
                        "peaks of a matrix",
                        x -> Signal.findPeaks(x),
                        ShapeException.class,
                        "findPeaks: float64 of shape (3, 4)"),
                bad("distance", x -> Peaks.all().distance(0), ArrayException.class, "Peaks: a distance of 0.0"),
                bad("points", x -> Windows.hann(-1), ArrayException.class, "hann: a window of -1 points"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void badInput(String what, Function<NDArray, Object> mistake, Class<?> type, String message) {
        NDArray x = arange(12.).reshape(3, 4);
        assertThatThrownBy(() -> mistake.apply(x)).isInstanceOf(type).hasMessageStartingWith(message);
    }

    @Test
    void shortTimeTransformsGoBack() {
        NDArray x = Random.seeded(3).normal(0, 1, 2, 1000);
        Segments how = Segments.of(100).overlap(75);
        Spectrogram s = Signal.stft(x, how);
        NDArray y = Signal.istft(s.values(), how).get(":, :1000");
        assertThat(y.sub(x).abs().max().item()).isLessThan(1e-13);
    }

    /** The power of all frequencies is the signal's variance. */
    @Test
    void powerIsVariance() {
        NDArray x = Random.seeded(4).normal(3, 2, 4096);
        Spectrum s = Signal.periodogram(x, 10);
        assertThat(s.power().sum().item() * 10 / 4096).isCloseTo(x.var().item(), offset(1e-10));
    }

    @Test
    void filtersLetTheirBandThrough() {
        NDArray t = arange(2000.).div(1000);
        NDArray low = Np.sin(t.mul(2 * Math.PI * 20));
        NDArray both = low.add(Np.sin(t.mul(2 * Math.PI * 300)));
        NDArray y = Signal.sosfiltfilt(Signal.butter(6, Band.lowpass(0.2)).sos(), both);
        assertThat(y.sub(low).get("100:-100").abs().max().item()).isLessThan(1e-3);
    }

    @Test
    void operandsStay() {
        NDArray x = array(1., 2, 3, 4, 5, 6);
        NDArray y = Signal.lfilter(new double[] {1}, new double[] {1, -1}, x);
        assertThat(y.toDoubleArray()).containsExactly(1, 3, 6, 10, 15, 21);
        assertThat(x.toDoubleArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void bandsAreGivenAsTheRateIs() {
        assertThat(Band.lowpass(100, 1000)).isEqualTo(Band.lowpass(0.2));
        assertThat(Band.highpass(0.2, 2)).isEqualTo(Band.highpass(0.2));
        assertThat(Band.bandpass(100, 250, 1000)).isEqualTo(Band.bandpass(0.2, 0.5));
        assertThat(Band.bandstop(100, 250, 1000)).isEqualTo(Band.bandstop(0.2, 0.5));
    }
}
