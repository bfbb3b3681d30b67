package io.github.tornadoarrays;

import static io.github.tornadoarrays.Mistakes.mistake;
import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.Mistakes.Mistake;
import io.github.tornadoarrays.ndimage.Border;
import io.github.tornadoarrays.ndimage.Gaussian;
import io.github.tornadoarrays.ndimage.Ndimage;
import io.github.tornadoarrays.ndimage.Spline;
import io.github.tornadoarrays.ndimage.Window;
import io.github.tornadoarrays.signal.Band;
import io.github.tornadoarrays.signal.Peaks;
import io.github.tornadoarrays.signal.Segments;
import io.github.tornadoarrays.signal.Signal;
import io.github.tornadoarrays.signal.Windows;
import io.github.tornadoarrays.sparse.Coo;
import io.github.tornadoarrays.sparse.Csc;
import io.github.tornadoarrays.sparse.Csr;
import io.github.tornadoarrays.sparse.Solver;
import io.github.tornadoarrays.sparse.Sparse;
import io.github.tornadoarrays.sparse.SparseLinalg;
import io.github.tornadoarrays.spatial.Distance;
import io.github.tornadoarrays.spatial.Metric;
import io.github.tornadoarrays.stats.Distribution;
import io.github.tornadoarrays.stats.Stats;
import java.util.List;

/** What people do wrong with SciPy's parts. */
final class SciPyMistakes {
    private SciPyMistakes() {}

    static List<Mistake> special() {
        return List.of(
                mistake("erf: not defined for complex128", (x, v) -> special.erf(x.astype(complex128))),
                mistake("gamma: not defined for complex128", (x, v) -> special.gamma(x.astype(complex128))),
                mistake("logsumexp: axis 4 is out of range for shape (2, 3)", (x, v) -> special.logsumexp(x, 4)),
                mistake("softmax: axis 4 is out of range for shape (2, 3)", (x, v) -> special.softmax(x, 4)),
                mistake("logSoftmax: axis 7 is out of range for shape (2, 3)", (x, v) -> special.logSoftmax(x, 7)),
                mistake("max: no elements along axis 0 of shape (0,)", (x, v) -> special.softmax(zeros(0), 0)),
                mistake("beta: shapes (2, 3) and (4,) do not broadcast", (x, v) -> special.beta(x, v)),
                mistake("zeta: shapes (2, 3) and (4,) do not broadcast", (x, v) -> special.zeta(x, v)),
                mistake("entr: not defined for complex128", (x, v) -> special.entr(x.astype(complex128))),
                mistake(
                        "betainc: shapes (2, 3) and (4,) and (4,) do not broadcast",
                        (x, v) -> special.betainc(x, v, v)),
                mistake("comb: shapes (2, 3) and (4,) do not broadcast", (x, v) -> special.comb(x, v)));
    }

    static List<Mistake> ndimage() {
        return List.of(
                mistake("gaussian: sigma [-1.0]", (x, v) -> Ndimage.gaussianFilter(x, -1)),
                mistake(
                        "gaussianFilter: 3 numbers for sigma and shape (2, 3)",
                        (x, v) -> Ndimage.gaussianFilter(x, 1, 2, 3)),
                mistake("gaussian: sigma [NaN]", (x, v) -> Ndimage.gaussianFilter(x, nan)),
                mistake(
                        "gaussian: order [-1]",
                        (x, v) -> Ndimage.gaussianFilter(x, Gaussian.sigma(1).order(-1))),
                mistake(
                        "gaussian: truncate -1.0",
                        (x, v) -> Ndimage.gaussianFilter(x, Gaussian.sigma(1).truncate(-1))),
                mistake(
                        "gaussian: radius [-2]",
                        (x, v) -> Ndimage.gaussianFilter(x, Gaussian.sigma(1).radius(-2))),
                mistake(
                        "border: unknown mode \"mirrored\"",
                        (x, v) -> Ndimage.gaussianFilter(x, Gaussian.sigma(1).border(Border.of("mirrored")))),
                mistake("convolve: weights of shape (3,) for shape (2, 3)", (x, v) -> Ndimage.convolve(x, ones(3))),
                mistake("convolve: no weights", (x, v) -> Ndimage.convolve(x, ones(0, 3))),
                mistake(
                        "convolve: origin -2 puts a window of 3 beside its element",
                        (x, v) -> Ndimage.convolve(x, ones(3, 3), Border.REFLECT, 2)),
                mistake(
                        "convolve: 3 numbers for origin and shape (2, 3)",
                        (x, v) -> Ndimage.convolve(x, ones(3, 3), Border.REFLECT, 1, 1, 1)),
                mistake("convolve1d: no weights", (x, v) -> Ndimage.convolve1d(x, new double[] {}, 0)),
                mistake(
                        "convolve1d: axis 3 is out of range for shape (2, 3)",
                        (x, v) -> Ndimage.convolve1d(x, new double[] {1}, 3)),
                mistake(
                        "correlate1d: origin 5 puts a window of 3 beside its element",
                        (x, v) -> Ndimage.correlate1d(x, new double[] {1, 2, 3}, 0, Border.REFLECT, 5)),
                mistake("window: size [0]", (x, v) -> Ndimage.uniformFilter(x, 0)),
                mistake(
                        "uniformFilter: 3 numbers for size and shape (2, 3)",
                        (x, v) -> Ndimage.uniformFilter(x, 3, 3, 3)),
                mistake("window: size [-3]", (x, v) -> Ndimage.medianFilter(x, -3)),
                mistake(
                        "medianFilter: a footprint of 1 axes for shape (2, 3)",
                        (x, v) -> Ndimage.medianFilter(x, Window.footprint(ones(3).gt(0)))),
                mistake(
                        "window: no element of the footprint is true",
                        (x, v) -> Ndimage.medianFilter(
                                x, Window.footprint(zeros(3, 3).gt(0)))),
                mistake(
                        "rankFilter: rank 9 in a window of 9 elements",
                        (x, v) -> Ndimage.rankFilter(x, 9, Window.size(3))),
                mistake("percentileFilter: 101.0 per cent", (x, v) -> Ndimage.percentileFilter(x, 101, Window.size(3))),
                mistake(
                        "percentileFilter: -101.0 per cent",
                        (x, v) -> Ndimage.percentileFilter(x, -101, Window.size(3))),
                mistake("sobel: axis 2 is out of range for shape (2, 3)", (x, v) -> Ndimage.sobel(x, 2)),
                mistake("prewitt: axis -3 is out of range for shape (2, 3)", (x, v) -> Ndimage.prewitt(x, -3)),
                mistake("zoom: factors [-2.0]", (x, v) -> Ndimage.zoom(x, -2)),
                mistake("zoom: 3 numbers for factors and shape (2, 3)", (x, v) -> Ndimage.zoom(x, 1, 2, 3)),
                mistake("zoom: factors [NaN]", (x, v) -> Ndimage.zoom(x, nan)),
                mistake("rotate: axis 1 is out of range for shape (4,)", (x, v) -> Ndimage.rotate(v, 30)),
                mistake("rotate: by NaN degrees", (x, v) -> Ndimage.rotate(x, nan)),
                mistake("rotate: axes 0 and 0 are one", (x, v) -> Ndimage.rotate(x, 30, 0, 0, true, Spline.order(1))),
                mistake(
                        "rotate: axis 5 is out of range for shape (2, 3)",
                        (x, v) -> Ndimage.rotate(x, 30, 0, 5, true, Spline.order(1))),
                mistake("shift: 3 numbers for elements and shape (2, 3)", (x, v) -> Ndimage.shift(x, 1, 2, 3)),
                mistake("spline: order 6", (x, v) -> Ndimage.shift(x, new double[] {1, 1}, Spline.order(6))),
                mistake("spline: order -1", (x, v) -> Ndimage.shift(x, new double[] {1, 1}, Spline.order(-1))),
                mistake(
                        "affineTransform: a matrix of 1 rows and 2 offsets for shape (2, 3)",
                        (x, v) -> Ndimage.affineTransform(x, new double[][] {{1, 0}})),
                mistake(
                        "affineTransform: a matrix of 2 rows and 2 offsets for shape (2, 3)",
                        (x, v) -> Ndimage.affineTransform(x, new double[][] {{1, 0}, {0}})),
                mistake(
                        "affineTransform: a matrix of 2 rows and 1 offsets for shape (2, 3)",
                        (x, v) -> Ndimage.affineTransform(
                                x,
                                new double[][] {{1, 0}, {0, 1}},
                                new double[] {1},
                                new long[] {2, 3},
                                Spline.order(1))),
                mistake(
                        "affineTransform: a result of shape (2,) from one of shape (2, 3)",
                        (x, v) -> Ndimage.affineTransform(
                                x,
                                new double[][] {{1, 0}, {0, 1}},
                                new double[] {1, 1},
                                new long[] {2},
                                Spline.order(1))),
                mistake(
                        "mapCoordinates: coordinates of shape (4,) for shape (2, 3)",
                        (x, v) -> Ndimage.mapCoordinates(x, v)),
                mistake(
                        "mapCoordinates: coordinates of shape (3, 4) for shape (2, 3)",
                        (x, v) -> Ndimage.mapCoordinates(x, ones(3, 4))),
                mistake("label: a structure of shape (3,) for shape (2, 3)", (x, v) -> Ndimage.label(x, ones(3))),
                mistake("label: a structure of shape (2, 2) for shape (2, 3)", (x, v) -> Ndimage.label(x, ones(2, 2))),
                mistake("label: not defined for complex128", (x, v) -> Ndimage.label(x.astype(complex128))),
                mistake(
                        "binaryErosion: a structure of shape (3,) for shape (2, 3)",
                        (x, v) -> Ndimage.binaryErosion(x, ones(3), 1, false)),
                mistake("binaryErosion: -1 iterations", (x, v) -> Ndimage.binaryErosion(x, ones(3, 3), -1, false)),
                mistake(
                        "window: no element of the footprint is true",
                        (x, v) -> Ndimage.binaryDilation(x, ones(3, 3).mul(0), 1, false)),
                mistake("generateBinaryStructure: -1 axes", (x, v) -> Ndimage.generateBinaryStructure(-1, 1)),
                mistake(
                        "centerOfMass: shape (2, 3) with labels of shape (3,)",
                        (x, v) -> Ndimage.centerOfMass(x, ones(3).astype(int32), array(1, 2))),
                mistake(
                        "sumLabels: shape (2, 3) with labels of shape (3, 3)",
                        (x, v) -> Ndimage.sumLabels(x, ones(3, 3).astype(int32), array(1, 2))),
                mistake(
                        "mean: labels are float64, those to look for int64 of shape (2,)",
                        (x, v) -> Ndimage.mean(x, x, array(1, 2))),
                mistake(
                        "distanceTransformEdt: 3 numbers for sampling and shape (2, 3)",
                        (x, v) -> Ndimage.distanceTransformEdt(x, 1, 2, 3)),
                mistake("findObjects: labels are float64", (x, v) -> Ndimage.findObjects(x)),
                mistake("findObjects: labels are bool", (x, v) -> Ndimage.findObjects(x.astype(bool_))));
    }

    static List<Mistake> signal() {
        return List.of(
                mistake("convolve: shapes (2, 3) and (4,) have not as many axes", (x, v) -> Signal.convolve(x, v)),
                mistake("convolve: unknown mode \"some\"", (x, v) -> Signal.convolve(v, v, "some")),
                mistake(
                        "fftconvolve: shapes (2, 3) and (4,) have not as many axes",
                        (x, v) -> Signal.fftconvolve(x, v)),
                mistake("correlate: unknown mode \"all\"", (x, v) -> Signal.correlate(v, v, "all")),
                mistake("convolve2d: shapes (4,) and (4,)", (x, v) -> Signal.convolve2d(v, v)),
                mistake(
                        "convolve2d: unknown boundary \"mirror\"",
                        (x, v) -> Signal.convolve2d(x, x, "full", "mirror", 0)),
                mistake(
                        "convolve2d: shapes (2, 5) and (3, 3)",
                        (x, v) -> Signal.convolve2d(ones(2, 5), ones(3, 3), "valid")),
                mistake(
                        "oaconvolve: axis 3 is out of range for shape (4,)",
                        (x, v) -> Signal.oaconvolve(v, v, "full", 3)),
                mistake("butter: order 0", (x, v) -> Signal.butter(0, Band.lowpass(0.2))),
                mistake("butter: order -1", (x, v) -> Signal.butter(-1, Band.lowpass(0.2))),
                mistake("Band: lowpass at [1.2]", (x, v) -> Signal.butter(4, Band.lowpass(1.2))),
                mistake("Band: lowpass at [0.0]", (x, v) -> Signal.butter(4, Band.lowpass(0))),
                mistake("Band: bandpass at [0.5, 0.2]", (x, v) -> Signal.butter(4, Band.bandpass(0.5, 0.2))),
                mistake("Band: lowpass at [NaN]", (x, v) -> Signal.butter(4, Band.lowpass(nan))),
                mistake("cheby1: a ripple of -1.0 dB", (x, v) -> Signal.cheby1(4, -1, Band.lowpass(0.2))),
                mistake(
                        "lfilter: coefficients [] and [1.0]",
                        (x, v) -> Signal.lfilter(new double[] {}, new double[] {1}, v)),
                mistake(
                        "lfilter: coefficients [1.0] and []",
                        (x, v) -> Signal.lfilter(new double[] {1}, new double[] {}, v)),
                mistake(
                        "lfilter: coefficients [1.0] and [0.0, 1.0]",
                        (x, v) -> Signal.lfilter(new double[] {1}, new double[] {0, 1}, v)),
                mistake(
                        "lfilter: axis 3 is out of range for shape (4,)",
                        (x, v) -> Signal.lfilter(new double[] {1}, new double[] {1}, v, 3)),
                mistake(
                        "lfilter: axis -1 is out of range for shape ()",
                        (x, v) -> Signal.lfilter(new double[] {1}, new double[] {1}, asarray(1.0))),
                mistake(
                        "filtfilt: 4 elements along axis -1, and the ends are continued by 6",
                        (x, v) -> Signal.filtfilt(new double[] {1, 1}, new double[] {1, .5}, v)),
                mistake(
                        "filtfilt: coefficients [1.0, 1.0] and [0.0]",
                        (x, v) -> Signal.filtfilt(new double[] {1, 1}, new double[] {0}, ones(30))),
                mistake("sosfilt: section [1.0, 2.0, 3.0]", (x, v) -> Signal.sosfilt(new double[][] {{1, 2, 3}}, v)),
                mistake("sosfilt: no sections", (x, v) -> Signal.sosfilt(new double[][] {}, v)),
                mistake(
                        "sosfilt: section [1.0, 2.0, 3.0, 2.0, 1.0, 1.0]",
                        (x, v) -> Signal.sosfilt(new double[][] {{1, 2, 3, 2, 1, 1}}, v)),
                mistake(
                        "sosfiltfilt: 4 elements along axis -1, and the ends are continued by 9",
                        (x, v) -> Signal.sosfiltfilt(new double[][] {{1, 2, 3, 1, 1, 1}}, v)),
                mistake("freqz: coefficients [] and [1.0]", (x, v) -> Signal.freqz(new double[] {}, new double[] {1})),
                mistake("sosfreqz: section [1.0, 2.0, 3.0]", (x, v) -> Signal.sosfreqz(new double[][] {{1, 2, 3}}, 5)),
                mistake("resample: 0 elements", (x, v) -> Signal.resample(v, 0)),
                mistake("resample: -2 elements", (x, v) -> Signal.resample(v, -2)),
                mistake("resample: axis 4 is out of range for shape (4,)", (x, v) -> Signal.resample(v, 3, 4)),
                mistake("resamplePoly: up 0 and down 1", (x, v) -> Signal.resamplePoly(v, 0, 1)),
                mistake("resamplePoly: up 1 and down -1", (x, v) -> Signal.resamplePoly(v, 1, -1)),
                mistake("decimate: factor 0", (x, v) -> Signal.decimate(v, 0)),
                mistake("decimate: axis 3 is out of range for shape (4,)", (x, v) -> Signal.decimate(v, 2, 3)),
                mistake(
                        "Segments: 4 elements that overlap by 4, transformed as -1, at a rate of 1.0",
                        (x, v) -> Signal.welch(v, Segments.of(4).overlap(4))),
                mistake(
                        "Segments: 4 elements that overlap by -1, transformed as 2, at a rate of 1.0",
                        (x, v) -> Signal.welch(v, Segments.of(4).transform(2))),
                mistake(
                        "Windows.of: there is no window \"bell\"",
                        (x, v) -> Signal.welch(v, Segments.of(4).window("bell"))),
                mistake(
                        "welch: unknown detrend \"quadratic\"",
                        (x, v) -> Signal.welch(v, Segments.of(4).detrend("quadratic"))),
                mistake(
                        "Segments: 4 elements that overlap by -1, transformed as -1, at a rate of 0.0",
                        (x, v) -> Signal.welch(v, Segments.of(4).rate(0))),
                mistake("welch: shape (0,) has no signal along its last axis", (x, v) -> Signal.welch(zeros(0))),
                mistake(
                        "Segments: 0 elements that overlap by -1, transformed as -1, at a rate of -1.0",
                        (x, v) -> Signal.periodogram(v, -1)),
                mistake("stft: shape () has no signal along its last axis", (x, v) -> Signal.stft(asarray(1.0))),
                mistake("istft: shape (4,)", (x, v) -> Signal.istft(v)),
                mistake("hilbert: the signal is complex128", (x, v) -> Signal.hilbert(v.astype(complex128))),
                mistake("hilbert: axis 3 is out of range for shape (4,)", (x, v) -> Signal.hilbert(v, 3)),
                mistake("fft: 0 elements along axis -1 of shape (0,)", (x, v) -> Signal.hilbert(zeros(0), 0)),
                mistake("detrend: unknown type \"cubic\"", (x, v) -> Signal.detrend(v, "cubic", 0)),
                mistake("detrend: axis 2 is out of range for shape (4,)", (x, v) -> Signal.detrend(v, "linear", 2)),
                mistake("medfilt: sizes [2]", (x, v) -> Signal.medfilt(v, 2)),
                mistake("window: size [-1]", (x, v) -> Signal.medfilt(v, -1)),
                mistake("medianFilter: 3 numbers for size and shape (2, 3)", (x, v) -> Signal.medfilt(x, 3, 3, 3)),
                mistake("savgolFilter: a window of 4, order 1, derivative 0", (x, v) -> Signal.savgolFilter(v, 4, 1)),
                mistake("savgolFilter: a window of 3, order 3, derivative 0", (x, v) -> Signal.savgolFilter(v, 3, 3)),
                mistake(
                        "savgolFilter: axis -1 of shape (4,) is shorter than the window of 5",
                        (x, v) -> Signal.savgolFilter(v, 5, 2)),
                mistake(
                        "savgolFilter: a window of 5, order 2, derivative -1",
                        (x, v) -> Signal.savgolFilter(ones(9), 5, 2, -1, 1.0, 0, "interp")),
                mistake(
                        "border: unknown mode \"bend\"",
                        (x, v) -> Signal.savgolFilter(ones(9), 5, 2, 0, 1.0, 0, "bend")),
                mistake("findPeaks: float64 of shape (2, 3)", (x, v) -> Signal.findPeaks(x)),
                mistake(
                        "Peaks: a distance of 0.0",
                        (x, v) -> Signal.findPeaks(v, Peaks.all().distance(0))),
                mistake("Windows.of: there is no window \"blob\"", (x, v) -> Windows.of("blob", 5, true)),
                mistake("hann: a window of -1 points", (x, v) -> Windows.hann(-1)),
                mistake("kaiser: a window of -1 points", (x, v) -> Windows.kaiser(-1, 1)));
    }

    static List<Mistake> stats() {
        return List.of(
                mistake("zscore: axis 3 is out of range for shape (2, 3)", (x, v) -> Stats.zscore(x, 3)),
                mistake("skew: axis 5 is out of range for shape (2, 3)", (x, v) -> Stats.skew(x, 5)),
                mistake("describe: no elements along axis 0 of shape (0,)", (x, v) -> Stats.describe(zeros(0), 0)),
                mistake("describe: axis 9 is out of range for shape (2, 3)", (x, v) -> Stats.describe(x, 9)),
                mistake("moment: the order -1 is negative", (x, v) -> Stats.moment(x, -1, 0)),
                mistake("gmean: axis 9 is out of range for shape (2, 3)", (x, v) -> Stats.gmean(x, 9)),
                mistake("trimMean: the proportion is 0.5", (x, v) -> Stats.trimMean(x, 0.5, 0)),
                mistake("trimMean: the proportion is -1.0", (x, v) -> Stats.trimMean(x, -1, 0)),
                mistake("trimMean: axis 5 is out of range for shape (2, 3)", (x, v) -> Stats.trimMean(x, 0.1, 5)),
                mistake("iqr: axis 5 is out of range for shape (2, 3)", (x, v) -> Stats.iqr(x, 5)),
                mistake("sem: axis 5 is out of range for shape (2, 3)", (x, v) -> Stats.sem(x, 5)),
                mistake("pearsonr: shapes () and ()", (x, v) -> Stats.pearsonr(array(1.0), array(1.0))),
                mistake("pearsonr: shapes (4,) and (2, 3)", (x, v) -> Stats.pearsonr(v, x)),
                mistake("spearmanr: shapes (4,) and (3,)", (x, v) -> Stats.spearmanr(v, ones(3))),
                mistake("linregress: shapes (4,) and (3,)", (x, v) -> Stats.linregress(v, ones(3))),
                mistake("linregress: shapes () and ()", (x, v) -> Stats.linregress(array(1.0), array(1.0))),
                mistake("ttest1samp: axis 4 is out of range for shape (2, 3)", (x, v) -> Stats.ttest1samp(x, 0, 4)),
                mistake("ttestRel: shapes (4,) and (3,) do not broadcast", (x, v) -> Stats.ttestRel(v, ones(3), 0)),
                mistake("ttestInd: shapes (2, 3) and (4,)", (x, v) -> Stats.ttestInd(x, v, 0)),
                mistake("ks2samp: shape (0,)", (x, v) -> Stats.ks2samp(v, zeros(0))),
                mistake("ks1samp: shape (0,)", (x, v) -> Stats.ks1samp(zeros(0), Distribution.norm())),
                mistake("chisquare: shapes (4,) and (3,) do not broadcast", (x, v) -> Stats.chisquare(v, ones(3), 0)),
                mistake("chisquare: axis 4 is out of range for shape (4,)", (x, v) -> Stats.chisquare(v, 4)),
                mistake("entropy: shapes (4,) and (3,) do not broadcast", (x, v) -> Stats.entropy(v, ones(3), 0)),
                mistake("rankdata: there is no method \"mean\"", (x, v) -> Stats.rankdata(v, "mean")),
                mistake("rankdata: not defined for complex128", (x, v) -> Stats.rankdata(v.astype(complex128))),
                mistake("norm: scale is 0.0", (x, v) -> Distribution.norm(0, 0)),
                mistake("t: df is -1.0", (x, v) -> Distribution.t(-1)),
                mistake("chi2: df is 0.0", (x, v) -> Distribution.chi2(0)));
    }

    static List<Mistake> spatial() {
        return List.of(
                mistake("cdist: shapes (2, 3) and (2, 4)", (x, v) -> Distance.cdist(x, ones(2, 4))),
                mistake("cdist: shape (4,)", (x, v) -> Distance.cdist(v, v)),
                mistake("distance: unknown metric \"euclid\"", (x, v) -> Distance.cdist(x, x, "euclid")),
                mistake("minkowski: p is -1.0", (x, v) -> Distance.cdist(x, x, Metric.minkowski(-1))),
                mistake("minkowski: p is NaN", (x, v) -> Distance.cdist(x, x, Metric.minkowski(nan))),
                mistake(
                        "seuclidean: variances of shape (4,) for points of 3 coordinates",
                        (x, v) -> Distance.cdist(x, x, Metric.seuclidean(v))),
                mistake(
                        "mahalanobis: the inverse covariance matrix of shape (2, 2) for points of 3 coordinates",
                        (x, v) -> Distance.cdist(x, x, Metric.mahalanobis(eye(2)))),
                mistake("mahalanobis: there is no covariance matrix", (x, v) -> Distance.cdist(x, x, "mahalanobis")),
                mistake("pdist: shape (4,)", (x, v) -> Distance.pdist(v)),
                mistake("distance: unknown metric \"block\"", (x, v) -> Distance.pdist(x, "block")),
                mistake(
                        "squareform: a vector of 4 elements is no upper half of a matrix",
                        (x, v) -> Distance.squareform(ones(4))),
                mistake("squareform: shape (2, 3)", (x, v) -> Distance.squareform(ones(2, 3))),
                mistake(
                        "squareform: the matrix is not its own transpose",
                        (x, v) -> Distance.squareform(array(new double[][] {{0, 1}, {2, 0}}))),
                mistake(
                        "squareform: the diagonal is not 0, so these are no distances",
                        (x, v) -> Distance.squareform(array(new double[][] {{1, 1}, {1, 0}}))),
                mistake("squareform: shape (2, 2, 2)", (x, v) -> Distance.squareform(ones(2, 2, 2))),
                mistake("cdist: complex128", (x, v) -> Distance.cdist(x.astype(complex128), x.astype(complex128))));
    }

    static List<Mistake> sparse() {
        return List.of(
                mistake("sparse: shape (4,)", (x, v) -> Sparse.of(v)),
                mistake("sparse: shape (2, 2, 2)", (x, v) -> Sparse.of(ones(2, 2, 2))),
                mistake(
                        "matmul: a matrix of shape (2, 3) times shape (2,)",
                        (x, v) -> Sparse.of(x).matmul(ones(2))),
                mistake(
                        "matmul: shapes (2, 3) and (2, 3)",
                        (x, v) -> Sparse.of(x).matmul(Sparse.of(x))),
                mistake("add: shapes (2, 3) and (2, 2)", (x, v) -> Sparse.of(x).add(Sparse.of(eye(2)))),
                mistake(
                        "mul: shapes (2, 3) and (4,) do not broadcast",
                        (x, v) -> Sparse.of(x).mul(ones(4))),
                mistake(
                        "rows: 1 to 5 of a matrix of 2 rows",
                        (x, v) -> Sparse.of(x).rows(1, 5)),
                mistake(
                        "diagonal: 9 is none of a matrix of shape (2, 3)",
                        (x, v) -> Sparse.of(x).diagonal(9)),
                mistake(
                        "sum: axis 3 is out of range for a matrix",
                        (x, v) -> Sparse.of(x).sum(3)),
                mistake(
                        "withData: 2 elements for 5 positions",
                        (x, v) -> Sparse.of(x).withData(ones(2))),
                mistake(
                        "diags: 2 diagonals and 1 offsets",
                        (x, v) -> Sparse.diags(new NDArray[] {ones(3), ones(3)}, 0)),
                mistake(
                        "diags: diagonal 0 at offset 0 has 3 elements",
                        (x, v) -> Sparse.diags(new NDArray[] {ones(3), ones(3)}, 0, 1)),
                mistake("diags: 0 diagonals and 0 offsets", (x, v) -> Sparse.diags(new NDArray[] {})),
                mistake("eye: -1 rows and -1 columns", (x, v) -> Sparse.eye(-1)),
                mistake("random: density 1.5", (x, v) -> Sparse.random(3, 3, 1.5, float64, Random.seeded(1))),
                mistake(
                        "random: 3 rows and -3 columns",
                        (x, v) -> Sparse.random(3, -3, 0.5, float64, Random.seeded(1))),
                mistake("coo: row goes from 0 to 5", (x, v) -> Coo.of(array(0, 5), array(0, 1), ones(2), 3, 3)),
                mistake("coo: column goes from -1 to 0", (x, v) -> Coo.of(array(0, 1), array(0, -1), ones(2), 3, 3)),
                mistake("coo: row has shape (2,)", (x, v) -> Coo.of(array(0, 1), array(0, 1), ones(3), 3, 3)),
                mistake("coo: row is float64", (x, v) -> Coo.of(array(0.0, 1), array(0, 1), ones(2), 3, 3)),
                mistake("csr: indptr goes from 0 to 1", (x, v) -> Csr.of(ones(2), array(0, 1), array(0, 1), 3)),
                mistake(
                        "csr: indptr goes from 0 to 1 and down in between",
                        (x, v) -> Csr.of(ones(2), array(0, 1), array(0, 2, 1), 3)),
                mistake("csr: indices goes from 0 to 9", (x, v) -> Csr.of(ones(2), array(0, 9), array(0, 1, 2), 3)),
                mistake("csr: indices has shape (2,)", (x, v) -> Csr.of(ones(3), array(0, 1), array(0, 1, 2), 3)),
                mistake("csr: indptr goes from 1 to 2", (x, v) -> Csr.of(ones(2), array(0, 1), array(1, 1, 2), 3)),
                mistake("csc: indices goes from 0 to 9", (x, v) -> Csc.of(ones(2), array(0, 9), array(0, 1, 2), 3)),
                mistake("spsolve: the matrix has shape (2, 3)", (x, v) -> SparseLinalg.spsolve(Sparse.of(x), ones(2))),
                mistake(
                        "spsolve: the right side has shape (2,)",
                        (x, v) -> SparseLinalg.spsolve(Sparse.of(eye(3)), ones(2))),
                mistake("cg: the matrix has shape (2, 3)", (x, v) -> SparseLinalg.cg(Sparse.of(x), ones(2))),
                mistake("cg: the right side has shape (2,)", (x, v) -> SparseLinalg.cg(Sparse.of(eye(3)), ones(2))),
                mistake(
                        "solver: rtol -1.0, atol 0.0, at most 0 iterations, restart 20",
                        (x, v) -> SparseLinalg.cg(Sparse.of(eye(3)), ones(3), Solver.rtol(-1))),
                mistake(
                        "solver: rtol 1.0E-5, atol 0.0, at most 0 iterations, restart 0",
                        (x, v) -> SparseLinalg.gmres(
                                Sparse.of(eye(3)), ones(3), Solver.rtol(1e-5).restart(0))),
                mistake(
                        "bicgstab: the start has shape (2,), the right side (3,)",
                        (x, v) -> SparseLinalg.bicgstab(
                                Sparse.of(eye(3)), ones(3), Solver.rtol(1e-5).start(ones(2)))),
                mistake("norm: order 3.0 is none of 1, -1, inf and -inf", (x, v) -> SparseLinalg.norm(Sparse.of(x), 3)),
                mistake("coo: -3 rows and 3 columns", (x, v) -> Coo.of(array(0, 1), array(0, 1), ones(2), -3, 3)),
                mistake("coo: elements are int64", (x, v) -> Coo.of(array(0, 1), array(0, 1), array(1, 2), 3, 3)));
    }
}
