"""Cases of Fourier transforms."""

import numpy as np
from golden_format import DTYPES, Plain, Text
from golden_values import rng, small

LENGTHS = [1, 2, 3, 4, 5, 7, 8, 16, 17, 61, 64, 67, 127, 134, 360]
LONG = 1536
NORMS = ["backward", "ortho", "forward"]
ONE = ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]
MANY = ["fft", "ifft", "rfft", "irfft"]


def normal(dtype, *shape):
    r = rng(DTYPES.index(dtype), 77, *shape)
    x = r.normal(size=shape)
    return (x + 1j * r.normal(size=shape) if dtype[0] == "c" else x).astype(dtype)


def numpy_one(name):
    def call(x, n=-1, axis=-1, norm=None):
        return getattr(np.fft, name)(x, None if n == -1 else n, axis, norm)

    return call


def numpy_many(name):
    """With axes named where lengths are, as NumPy wants it."""

    def call(x, s=(), axes=None, norm=None):
        if len(s) == 0:
            s = None
        if axes is None and s is not None:
            axes = (-2, -1) if name.endswith("2") else tuple(range(-len(s), 0))
        return getattr(np.fft, name)(x, s, axes, norm) if axes is not None else getattr(np.fft, name)(x)

    return call


def fft(f):
    for d in ("float32", "float64", "complex64", "complex128"):
        for n in LENGTHS + ([LONG] if d == "complex128" else []):
            if n > 100 and d in ("float32", "complex64"):
                continue
            x = f.let(f"x{n}.{d}", normal(d, n))
            for name in ONE:
                if (n > 130 and name in ("hfft", "ihfft")) or (n > 2000 and name != "fft"):
                    continue
                f.case("fft." + name, numpy_one(name), x)
    blocks = {}
    for d in DTYPES:
        x = f.let(f"m.{d}", normal(d, 3, 4, 6) if d[0] in "fc" else small(d, (3, 4, 6), 3))
        blocks[d] = x
        for name in ONE:
            f.case("fft." + name, numpy_one(name), f.view(x, "0"))
    for d in ("float32", "float64", "complex64", "complex128"):
        x = blocks[d]
        turned = f.view(x, "::-1, 1:, ::2", (2, 0, 1))
        for name in ONE:
            call = numpy_one(name)
            for n in (1, 6, 7, 12, 17):
                f.case("fft." + name, call, f.view(x, "1"), Plain(n))
            for axis in (0, 1, -1):
                f.case("fft." + name, call, x, Plain(-1), Plain(axis))
                f.case("fft." + name, call, turned, Plain(4), Plain(axis))
            for norm in NORMS:
                f.case("fft." + name, call, f.view(x, "1"), Plain(5), Plain(0), Text(norm))
            f.case("fft." + name, call, x, Plain(0))
            f.case("fft." + name, call, x, Plain(4), Plain(3))
            f.case("fft." + name, call, x, Plain(4), Plain(0), Text("orthogonal"))
        for kind in MANY:
            for name in (kind + "2", kind + "n"):
                call = numpy_many(name)
                f.case("fft." + name, call, x)
                f.case("fft." + name, call, turned)
                f.case("fft." + name, call, f.view(x, "0, 0"))
                f.case("fft." + name, call, f.view(x, "0"), Plain([4, 6]))
                f.case("fft." + name, call, x, Plain([]), Plain([0, 1]))
                f.case("fft." + name, call, x, Plain([]), Plain([2, 0]))
                f.case("fft." + name, call, x, Plain([3, 9]), Plain([1, 0]))
                f.case("fft." + name, call, f.view(x, "1"), Plain([-1, 5]), Plain([0, 1]))
                f.case("fft." + name, call, x, Plain([2, 2]), Plain([0, 1, 2]))
                f.case("fft." + name, call, x, Plain([]), Plain([0, 3]))
                f.case("fft." + name, call, x, Plain([0, 2]), Plain([0, 1]))
                for norm in NORMS:
                    f.case("fft." + name, call, f.view(x, "1"), Plain([]), Plain([-1, -2]), Text(norm))
            call = numpy_many(kind + "n")
            f.case("fft." + kind + "n", call, x, Plain([4, 6]))
            f.case("fft." + kind + "n", call, x, Plain([4, 3, 6]), Plain([0, 1, 2]))
            f.case("fft." + kind + "n", call, x, Plain([]), Plain([1]))
            f.case("fft." + kind + "n", call, f.view(x, "1"), Plain([]), Plain([1, 1]))
    deep = f.let("deep", normal("complex64", 2, 3, 2, 3, 2))
    for kind in MANY:
        y = f.let("deepreal", deep.value.real.copy()) if kind == "rfft" else deep
        f.case(f"fft.{kind}n", numpy_many(kind + "n"), y)
        f.case(f"fft.{kind}n", numpy_many(kind + "n"), y, Plain([]), Plain([0, 1, 3, 4]))
    nan = normal("float64", 3, 12)
    nan[1, 5] = np.nan
    wrong = f.let("nan", nan)
    wide = f.let("nanlong", np.where(np.arange(67) == 9, np.nan, normal("float32", 67)).astype("float32"))
    for name in ONE:
        f.case("fft." + name, numpy_one(name), wrong)
        f.case("fft." + name, numpy_one(name), wide)
        for shape in ((0,), (0, 4), (4, 0), ()):
            f.case("fft." + name, numpy_one(name), np.zeros(shape))
    for kind in MANY:
        for name in (kind + "2", kind + "n"):
            f.case("fft." + name, numpy_many(name), np.zeros((0, 3)))
            f.case("fft." + name, numpy_many(name), np.zeros((0, 3, 4)), Plain([]), Plain([1, 2]))
            f.case("fft." + name, numpy_many(name), np.zeros(()))
    for name in ("fftfreq", "rfftfreq"):
        for n in (1, 2, 7, 8, 0):
            f.case("fft." + name, getattr(np.fft, name), Plain(n))
            f.case("fft." + name, getattr(np.fft, name), Plain(n), 0.1)
    for name in ("fftshift", "ifftshift"):
        for d in ("int16", "float32", "complex128"):
            x = blocks[d]
            f.case("fft." + name, getattr(np.fft, name), x)
            f.case("fft." + name, getattr(np.fft, name), x, Plain(1))
            f.case("fft." + name, getattr(np.fft, name), x, Plain([0, -1]))
            f.case("fft." + name, getattr(np.fft, name), x, Plain([0, 3]))
    for n in (0, 1, 2, 7, 8, -1):
        for name in ("bartlett", "blackman", "hamming", "hanning"):
            f.case(name, getattr(np, name), Plain(n))
        f.case("kaiser", np.kaiser, Plain(n), 8.6)
