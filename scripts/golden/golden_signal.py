"""Cases of scipy.signal."""

import numpy as np
from golden_format import Plain, Text
from golden_values import rng, small
from scipy import signal as sp

BANDS = [("lowpass", [0.3]), ("highpass", [0.3]), ("bandpass", [0.2, 0.5]), ("bandstop", [0.2, 0.5])]
NAMES = "boxcar triang bartlett hann hamming blackman nuttall blackmanharris flattop cosine bohman".split()


def wave(d, *shape):
    r = rng(*shape, 91)
    x = r.normal(size=shape) + np.linspace(-1, 2, shape[-1])
    return (x + 1j * r.normal(size=shape) if d[0] == "c" else x).astype(d)


def windows(f):
    for n in (0, 1, 2, 7, 8):
        for sym in (True, False):
            for name in NAMES:
                f.case("signal." + name, lambda n, sym: sp.get_window(name, n, fftbins=not sym) if n > 0 else np.zeros(0), Plain(n), sym)
            f.case("signal.kaiser", lambda n, b, s: sp.windows.kaiser(n, b, s), Plain(n), 8.6, sym)
            f.case("signal.gaussian", lambda n, b, s: sp.windows.gaussian(n, b, s), Plain(n), 1.5, sym)
            for alpha in (0.0, 0.25, 0.5, 1.0):
                f.case("signal.tukey", lambda n, a, s: sp.windows.tukey(n, a, s), Plain(n), alpha, sym)


def convolutions(f):
    for d in ("float32", "float64", "complex64", "complex128", "int32"):
        pairs = [((9,), (4,)), ((4,), (9,)), ((6,), (6,)), ((7, 8), (3, 2)), ((3, 4, 5), (2, 2, 3)), ((100,), (80,))]
        for s, t in pairs:
            a, b = (small(d, s, 3), small(d, t, 4)) if d == "int32" else (wave(d, *s), wave(d, *t))
            a, b = f.let(f"a.{d}.{s}", a), f.let(f"b.{d}.{t}", b)
            for mode in ("full", "same", "valid"):
                f.case("signal.convolve", sp.convolve, a, b, Text(mode))
                f.case("signal.fftconvolve", sp.fftconvolve, a, b, Text(mode))
                f.case("signal.correlate", sp.correlate, a, b, Text(mode))
                if len(s) == 1 and d[0] in "fc":
                    f.case("signal.oaconvolve", lambda a, b, mode: sp.oaconvolve(a, b, mode), a, b, Text(mode))
                if len(s) == 2:
                    for boundary in ("fill", "wrap", "symm"):
                        f.case("signal.convolve2d", lambda a, b, m, y: sp.convolve2d(a, b, m, y), a, b, Text(mode), Text(boundary))
    x, h = f.let("long", wave("float64", 2, 700)), f.let("short", wave("float64", 2, 21))
    for mode in ("full", "same", "valid"):
        f.case("signal.oaconvolve", lambda a, b, mode: sp.oaconvolve(a, b, mode, axes=-1), x, h, Text(mode))
    f.case("signal.convolve", sp.convolve, x, f.let("one", wave("float64", 3)), Text("full"))
    f.case("signal.convolve", sp.convolve, x, h, Text("middle"))


def designs(f):
    for kind, edges in BANDS:
        for order in (1, 2, 3, 4, 5, 8):
            e = edges[0] if len(edges) == 1 else edges
            f.case("signal.butterSos", lambda n, k, w: sp.butter(n, e, k, output="sos"), Plain(order), Text(kind), edges)
            f.case("signal.cheby1Sos", lambda n, k, w: sp.cheby1(n, 0.5, e, k, output="sos"), Plain(order), Text(kind), edges)
            if order < 6:
                f.case("signal.butter", lambda n, k, w: sp.butter(n, e, k), Plain(order), Text(kind), edges)


def filters(f):
    b, a = sp.butter(3, 0.3)
    sos = sp.butter(5, [0.2, 0.5], "bandpass", output="sos")
    lists = lambda m: [list(map(float, r)) for r in m]
    for d in ("float32", "float64", "int16", "complex128"):
        x = f.let(f"f.{d}", (wave("float64", 3, 60) * 50).astype(d) if d == "int16" else wave(d, 3, 60))
        wide = lambda v: np.asarray(v).astype("complex128" if np.iscomplexobj(v) else "float64")
        for axis in (-1, 1):
            f.case("signal.lfilter", lambda b, a, x, axis: sp.lfilter(b, a, wide(x), axis), list(map(float, b)), list(map(float, a)), x, Plain(axis))
            f.case("signal.sosfilt", lambda s, x, axis: sp.sosfilt(s, wide(x), axis), lists(sos), x, Plain(axis))
            f.case("signal.filtfilt", lambda b, a, x, axis: sp.filtfilt(b, a, wide(x), axis), list(map(float, b)), list(map(float, a)), x, Plain(axis))
            f.case("signal.sosfiltfilt", lambda s, x, axis: sp.sosfiltfilt(s, wide(x), axis), lists(sos), x, Plain(axis))
        f.case("signal.lfilter", lambda b, a, x, axis: sp.lfilter(b, a, wide(x), axis), [1.0, 2.0, 3.0], [2.0], x, Plain(0))
    f.case("signal.filtfilt", lambda b, a, x, axis: sp.filtfilt(b, a, x, axis), [1.0, 2.0, 3.0], [2.0, 1.0], np.ones(5), Plain(-1))
    f.case("signal.freqz", lambda b, a, n: sp.freqz(b, a, n), list(map(float, b)), list(map(float, a)), Plain(33))
    f.case("signal.sosfreqz", lambda s, n: sp.freqz_sos(s, n), lists(sos), Plain(33))


def rates(f):
    for d in ("float32", "float64", "complex128"):
        x = f.let(f"r.{d}", wave(d, 2, 45))
        even = f.view(x, ":, 1:")
        for y in (x, even):
            for num in (1, 20, 21, 44, 45, 90, 91):
                f.case("signal.resample", lambda x, n, axis: sp.resample(x, n, axis=axis), y, Plain(num), Plain(-1))
        f.case("signal.resample", lambda x, n, axis: sp.resample(x, n, axis=axis), x, Plain(5), Plain(0))
        for up, down in ((1, 2), (3, 2), (2, 3), (4, 2), (5, 7), (2, 2)):
            f.case("signal.resamplePoly", lambda x, u, w, axis: sp.resample_poly(x, u, w, axis=axis), x, Plain(up), Plain(down), Plain(-1))
        f.case("signal.resamplePoly", lambda x, u, w, axis: sp.resample_poly(x, u, w, axis=axis), x, Plain(2), Plain(3), Plain(0))
    x = f.let("dec", wave("float64", 2, 120))
    for q in (2, 5):
        f.case("signal.decimate", lambda x, q, axis: sp.decimate(x, q, axis=axis), x, Plain(q), Plain(-1))


def spectra(f):
    for d in ("float32", "float64", "complex128"):
        x = f.let(f"s.{d}", wave(d, 2, 300))
        f.case("signal.periodogram", lambda x, fs: sp.periodogram(x, fs), x, 2.0)
        for n in (32, 33):
            for kw in (dict(), dict(noverlap=10), dict(nfft=40), dict(window="flattop"), dict(detrend="linear"), dict(scaling="spectrum")):
                plain = {k: Text(v) if isinstance(v, str) else Plain(v) for k, v in kw.items()}
                f.case("signal.welch", lambda x, fs, nperseg, **kw: sp.welch(x, fs, nperseg=nperseg, **kw), x, 2.0, Plain(n), **plain)
            f.case("signal.spectrogram", lambda x, fs, nperseg: sp.spectrogram(x, fs, nperseg=nperseg), x, 2.0, Plain(n))
            if n == 32 or d == "float64":
                f.case("signal.stft", lambda x, fs, nperseg: sp.stft(x, fs, nperseg=nperseg), x, 2.0, Plain(n))
        f.case("signal.stft", lambda x, fs, nperseg, noverlap: sp.stft(x, fs, nperseg=nperseg, noverlap=noverlap), x, 2.0, Plain(32), noverlap=Plain(20))
        f.case("signal.welch", lambda x, fs, nperseg: sp.welch(x, fs, nperseg=nperseg), x, 1.0, Plain(1000))
    x = wave("float64", 2, 300)
    for n, o in ((32, 16), (32, 20), (32, 24)):
        z = sp.stft(x, nperseg=n, noverlap=o)[2]
        f.case("signal.istft", lambda z, n, o: sp.istft(z, nperseg=n, noverlap=o)[1], z, Plain(n), Plain(o))


def singles(f):
    for d in ("float32", "float64"):
        x = f.let(f"one.{d}", wave(d, 4, 31))
        f.case("signal.hilbert", lambda x, axis: sp.hilbert(x, axis=axis), x, Plain(-1))
        f.case("signal.hilbert", lambda x, axis: sp.hilbert(x, axis=axis), x, Plain(0))
        for kind in ("linear", "constant"):
            f.case("signal.detrend", lambda x, kind, axis: sp.detrend(x, axis, kind), x, Text(kind), Plain(-1))
            f.case("signal.detrend", lambda x, kind, axis: sp.detrend(x, axis, kind), x, Text(kind), Plain(0))
        f.case("signal.medfilt", lambda x, s: sp.medfilt(x, s), x, Plain([3, 5]))
        for w, p, v in ((5, 2, 0), (7, 3, 1), (11, 4, 2), (5, 0, 0)):
            for mode in ("interp", "mirror", "nearest", "constant", "wrap"):
                f.case("signal.savgolFilter", lambda x, w, p, v, delta, axis, mode: sp.savgol_filter(x, w, p, v, delta, axis, mode), x, Plain(w), Plain(p), Plain(v), 0.5, Plain(-1), Text(mode))
        f.case("signal.savgolFilter", lambda x, w, p, v, delta, axis, mode: sp.savgol_filter(x, w, p, v, delta, axis, mode), x, Plain(3), Plain(1), Plain(0), 1.0, Plain(0), Text("interp"))
    p = f.let("peaks", np.round(wave("float64", 200) * 4) / 4 + np.arange(200) * 1e-3)
    flat = f.let("flat", np.array([0, 1, 1, 0, 2, 2, 2, 1, 3, 3, 3, 3, 0, 0, 5.0]))
    for x in (p, flat):
        for kw in (dict(), dict(height=0.5), dict(threshold=0.3), dict(distance=7.0), dict(prominence=1.0), dict(height=0.1, distance=4.0, prominence=0.6)):
            f.case("signal.findPeaks", lambda x, **kw: sp.find_peaks(x, **kw)[0], x, **kw)


def signal(f):
    windows(f)
    convolutions(f)
    designs(f)
    filters(f)
    rates(f)
    spectra(f)
    singles(f)
