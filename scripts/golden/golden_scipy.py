"""SciPy's functions over types, borders and shapes that its other files do not have."""

import numpy as np
from golden_format import Plain, Text, camel
from golden_ndimage import MODES, boxes, picture
from golden_signal import wave
from golden_sparse import TYPES, dense, matrix
from golden_values import rng
from scipy import ndimage as nd
from scipy import signal as sp
from scipy import sparse
from scipy import special as ss
from scipy.spatial import distance as sd

GRIDS = ["grid-mirror", "grid-wrap", "grid-constant"]


def truth(function):
    """With truths as 0 and 1: SciPy writes other bytes into arrays of bool, too."""

    def call(*args, **kw):
        out = function(*args, **kw)
        return out.view(np.uint8) != 0 if out.dtype == bool else out

    return call


def filters(f):
    """Whole numbers and truths come out as themselves."""
    for d in ("bool", "uint8", "int16", "int64", "uint16", "complex64"):
        for s in ((9,), (7, 11)):
            x = rng(*s, 90).integers(0, 2 if d == "bool" else 200, s).astype(d)
            x = f.let(f"x.{d}.{s}", x + 1j * x[::-1] if d == "complex64" else x)
            n = len(s)
            w = f.let(f"w.{n}", np.array([[1.0, 2, 0.5], [0, -1, 3], [0.25, 1, 2]])[(0,) * (2 - n)])
            f.case("ndimage.correlate", truth(nd.correlate), x, w)
            f.case("ndimage.convolve", truth(nd.convolve), x, w)
            f.case("ndimage.correlate1d", truth(nd.correlate1d), x, [0.5, -1.0, 2.0], Plain(0))
            f.case("ndimage.gaussianFilter", truth(nd.gaussian_filter), x, 1.0)
            if d != "bool":
                f.case("ndimage.prewitt", nd.prewitt, x, Plain(-1))
                f.case("ndimage.sobel", nd.sobel, x, Plain(-1))
                f.case("ndimage.laplace", nd.laplace, x)
                f.case("ndimage.gaussianLaplace", nd.gaussian_laplace, x, 1.0)
                f.case("ndimage.gaussianGradientMagnitude", nd.gaussian_gradient_magnitude, x, 1.0)
            f.case("ndimage.uniformFilter", truth(nd.uniform_filter), x, Plain(3))
            if d == "complex64":
                continue
            for name in ("median_filter", "minimum_filter", "maximum_filter"):
                f.case("ndimage." + camel(name), getattr(nd, name), x, Plain(3))
            f.case("ndimage.rankFilter", nd.rank_filter, x, Plain(2), Plain(3))
            f.case("ndimage.percentileFilter", nd.percentile_filter, x, 30.0, Plain(3))
            # of truths a cubic spline is 1 or just less where they are
            for order in (0, 1) if d == "bool" else (0, 1, 3):
                f.case("ndimage.zoom", truth(lambda x, z, order: nd.zoom(x, z, order=order)), x, 1.6, order=Plain(order))
                f.case("ndimage.shift", truth(lambda x, z, order: nd.shift(x, z, order=order)), x, 0.7, order=Plain(order))
            if d != "bool":
                f.case("ndimage.label", lambda x: [nd.label(x)[0], np.int64(nd.label(x)[1])], f.view(x, "::2"))
    for d in ("float32", "float64"):
        for s in ((9,), (7, 11)):
            x = f.let(f"y.{d}.{s}", picture(d, s))
            for mode in MODES + GRIDS:
                for name, args in (("sobel", [Plain(0)]), ("prewitt", [Plain(0)]), ("laplace", [])):
                    g = getattr(nd, name)
                    f.case("ndimage." + name, lambda *a, mode: g(*a, mode=mode), x, *args, mode=Text(mode))
                f.case("ndimage.zoom", lambda x, z, order, mode: nd.zoom(x, z, order=order, mode=mode), x, 1.6, order=Plain(1), mode=Text(mode))
                m = [[0.9, 0.2], [-0.3, 1.1]]
                f.case("ndimage.affineTransform", lambda x, m, order, mode: nd.affine_transform(x, m, order=order, mode=mode), x, [r[: len(s)] for r in m[: len(s)]], order=Plain(1), mode=Text(mode))
                if len(s) == 2:
                    f.case("ndimage.rotate", lambda x, a, order, mode: nd.rotate(x, a, (1, 0), order=order, mode=mode), x, 33.0, order=Plain(1), mode=Text(mode))
            for sigma in (0.5, 2.0):
                f.case("ndimage.gaussianLaplace", nd.gaussian_laplace, x, sigma)
                f.case("ndimage.gaussianGradientMagnitude", nd.gaussian_gradient_magnitude, x, sigma)


def masks(f):
    for s in ((40,), (11, 14), (4, 5, 6)):
        for share in (0.2, 0.5, 0.8):
            x = f.let(f"mask.{s}.{share}", rng(*s, 92).random(s) < share)
            f.case("ndimage.binaryOpening", nd.binary_opening, x)
            f.case("ndimage.binaryClosing", nd.binary_closing, x)
            f.case("ndimage.distanceTransformEdt", nd.distance_transform_edt, x)
            labels = f.let(f"labels.{s}.{share}", nd.label(x.value)[0])
            f.case("ndimage.findObjects", boxes, labels)
            count = labels.value.max()
            index = f.let(f"index.{s}.{share}", np.arange(1, min(count, 4) + 1))
            f.case("ndimage.centerOfMass", lambda x, l, i: np.array(nd.center_of_mass(x, l, i)), f.let(f"weights.{s}", rng(*s, 93).random(s) + 1), labels, index)
    f.case("ndimage.binaryOpening", nd.binary_opening, np.zeros((0, 3), bool))
    f.case("ndimage.binaryClosing", nd.binary_closing, np.arange(12.0).reshape(3, 4) - 5)


def signals(f):
    for d in ("float32", "float64", "complex128"):
        x = f.let(f"s.{d}", wave(d, 3, 200))
        for n in (16, 45, 200):
            f.case("signal.spectrogram", lambda x, fs, nperseg: sp.spectrogram(x, fs, nperseg=nperseg), x, 10.0, Plain(n))
            f.case("signal.spectrogram", lambda x, fs, nperseg, noverlap: sp.spectrogram(x, fs, nperseg=nperseg, noverlap=noverlap), x, 10.0, Plain(n), noverlap=Plain(5))
            for window in ("boxcar", "hamming", "blackmanharris"):
                f.case("signal.welch", lambda x, fs, nperseg, window: sp.welch(x, fs, nperseg=nperseg, window=window), x, 1.0, Plain(n), window=Text(window))
        f.case("signal.periodogram", lambda x, fs: sp.periodogram(x, fs), f.view(x, "0, ::3"), 1.0)
        f.case("signal.periodogram", lambda x, fs: sp.periodogram(x, fs), f.view(x, ":, :1"), 1.0)
    for kind, edges in (("lowpass", 0.1), ("highpass", 0.6), ("bandpass", [0.3, 0.35]), ("bandstop", [0.1, 0.9])):
        sos = sp.butter(4, edges, kind, output="sos")
        for d in ("float32", "float64", "int32"):
            x = f.let(f"t.{d}", (wave("float64", 2, 80) * 20).astype(d))
            wide = lambda v: np.asarray(v).astype("float64")
            f.case("signal.sosfilt", lambda s, x, axis: sp.sosfilt(s, wide(x), axis), [list(map(float, r)) for r in sos], x, Plain(-1))
            f.case("signal.sosfiltfilt", lambda s, x, axis: sp.sosfiltfilt(s, wide(x), axis), [list(map(float, r)) for r in sos], x, Plain(-1))
    for d in ("float32", "float64"):
        for s in ((1,), (2,), (13,), (5, 4)):
            x = f.let(f"u.{d}.{s}", wave(d, *s))
            f.case("signal.hilbert", lambda x, axis: sp.hilbert(x, axis=axis), x, Plain(-1))
            f.case("signal.medfilt", lambda x, k: sp.medfilt(x, k), x, Plain(3))
            f.case("signal.detrend", lambda x, kind, axis: sp.detrend(x, axis, kind), x, Text("constant"), Plain(-1))


def axes(f):
    """Special functions over axes."""
    for d in ("float32", "float64", "int32"):
        for s in ((5,), (3, 4), (2, 3, 4)):
            x = f.let(f"e.{d}.{s}", (rng(*s, 94).normal(size=s) * 30).astype(d))
            f.case("special.logsumexp", lambda x: ss.logsumexp(x), x)
            for axis in range(-1, len(s)):
                f.case("special.logsumexp", lambda x, axis: ss.logsumexp(x, axis), x, Plain(axis))
                f.case("special.softmax", lambda x, axis: ss.softmax(x, axis), x, Plain(axis))
                f.case("special.logSoftmax", lambda x, axis: ss.log_softmax(x, axis), x, Plain(axis))
    extremes = np.array([[1e4, 1e4, -1e4], [-np.inf, 0, 1], [np.inf, 0, 1], [np.nan, 0, 1], [-np.inf, -np.inf, -np.inf]])
    f.case("special.logsumexp", lambda x, axis: ss.logsumexp(x, axis), extremes, Plain(1))
    f.case("special.softmax", lambda x, axis: ss.softmax(x, axis), extremes[:2], Plain(1))
    f.case("special.logSoftmax", lambda x, axis: ss.log_softmax(x, axis), extremes[:2], Plain(1))
    f.case("special.logsumexp", lambda x, axis: ss.logsumexp(x, axis), np.zeros((0, 3)), Plain(1))
    f.case("special.logsumexp", lambda x, axis: ss.logsumexp(x, axis), np.zeros((2, 0)), Plain(1))


def matrices(f):
    for n, m, k in ((0, 0, 0), (1, 1, 0), (5, 5, 0), (5, 3, -4), (3, 5, 4), (4, 4, 7), (4, 0, 0)):
        f.case("sparse.eye", lambda n, m, k: sparse.eye_array(n, m, k=k).toarray(), Plain(n), Plain(m), Plain(k))
    for offsets in ([0], [1], [-2], [-1, 0, 1], [3, -3]):
        for d in ("float32", "float64", "complex128"):
            n = 6
            ds = [(rng(n - abs(o), 95).integers(-9, 9, n - abs(o)) / 2).astype(d) for o in offsets]
            f.case("sparse.diags", lambda ds, ks: sparse.diags_array(ds, offsets=ks).toarray(), ds, Plain(offsets))
    for d in TYPES:
        for s, t in (((2, 3), (3, 2)), ((1, 4), (2, 1)), ((5, 1), (1, 5))):
            a, b = f.let(f"k.{d}.{s}", matrix(d, *s, 0.7)), f.let(f"l.{d}.{t}", matrix(d, *t, 0.7, 1))
            f.case("sparse.kron", dense(lambda x, y: sparse.kron(x, y)), a, b)
            f.case("sparse.mul", dense(lambda x, y: x * y), a, a)
            f.case("sparse.sub", dense(lambda x, y: x - y), a, a)
            f.case("sparse.sum", dense(lambda x: x.sum()), a)
    for n in (1, 3, 10, 21):
        v = np.arange(1.0, n + 1)
        for d in ("float32", "int64"):
            f.case("spatial.squareform", sd.squareform, v.astype(d))
            f.case("spatial.squareform", sd.squareform, sd.squareform(v.astype(d)))


def scipy(f):
    filters(f)
    masks(f)
    signals(f)
    axes(f)
    matrices(f)
