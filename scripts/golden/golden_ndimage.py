"""Cases of scipy.ndimage."""

import numpy as np
from golden_format import Plain, Text
from golden_values import rng
from scipy import ndimage as nd

MODES = ["reflect", "mirror", "nearest", "wrap", "constant"]


def picture(d, shape, *seed):
    """Smooth enough that filters say something, with few bits."""
    x = rng(*shape, 71, *seed).normal(size=shape) * 10
    return np.abs(x).astype(d) if d[0] == "u" else x.astype(d)


def with_nan(x):
    x = x.copy()
    x.flat[x.size // 2] = np.nan
    x.flat[x.size // 3] = np.inf
    return x


def arrays(f, *types, shapes=((7,), (9, 12), (4, 5, 6))):
    for d in types:
        for s in shapes:
            yield f.let(f"x.{d}.{s}", picture(d, s))


def gaussian(f):
    def function(x, sigma, order=0, mode="reflect", cval=0.0, truncate=4.0, radius=None):
        return nd.gaussian_filter(x, sigma, order, mode=mode, cval=cval, truncate=truncate, radius=radius)

    name = "ndimage.gaussianFilter"
    for x in arrays(f, "float32", "float64"):
        n = x.value.ndim
        f.case(name, function, x, 1.0)
        f.case(name, function, x, [0.5, 0, 2.0][:n] if n > 1 else [0.7])
        for mode in MODES:
            f.case(name, function, x, 1.5, mode=Text(mode), cval=2.5)
            f.case(name, function, x, 4.0, mode=Text(mode))
        f.case(name, function, x, 1.0, order=Plain(1))
        f.case(name, function, x, 1.3, order=Plain([2, 0, 3][:n]))
        f.case(name, function, x, 1.0, truncate=2.0)
        f.case(name, function, x, 1.0, radius=Plain(3))
        f.case(name, function, f.view(x, "::-1"), 1.0)
    for x in arrays(f, "int32", "uint8", "complex64", "complex128"):
        f.case(name, function, x, 1.2)
    for d in ("float32", "float64"):
        f.case(name, function, f.let(f"nan.{d}", with_nan(picture(d, (40, 50)))), 1.0)
        f.case(name, function, f.let(f"large.{d}", picture(d, (67, 130))), 2.0)
        for s in ((0,), (0, 3), (1,), (1, 1), ()):
            f.case(name, function, f.let(f"shaped.{d}.{s}", picture(d, s)), 1.0)


def ndimage(f):
    gaussian(f)
