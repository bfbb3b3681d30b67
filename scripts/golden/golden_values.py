"""The arrays that golden cases are made of."""

import numpy as np
from golden_format import DTYPES


def rng(*seed):
    return np.random.default_rng([2024, *seed])


def specials(dtype):
    """Values at which functions are likely to be wrong."""
    t = np.dtype(dtype)
    if t.kind == "b":
        return np.array([False, True])
    if t.kind in "iu":
        i = np.iinfo(t)
        near = [0, 1, 2, 3, 7, 10, 100, i.max, i.max - 1, i.max // 2, i.min, i.min + 1]
        return np.array(near + ([-1, -2, -7, -100] if i.min else []), dtype=t)
    if t.kind == "c":
        part = np.array([0, -0.0, 1, -1, 0.5, 2, np.inf, -np.inf, np.nan], dtype=t.type(0).real.dtype)
        z = np.empty(part.size**2, dtype=t)
        z.real, z.imag = np.repeat(part, part.size), np.tile(part, part.size)
        return z
    f = np.finfo(t)
    values = [0, 0.5, 1, 1.5, 2, 2.5, 3, 10, 0.1, 1e-5, 1 / 3, np.pi / 4, np.pi / 2, np.pi, np.e, 7.25, 88.7, 104, 700, 745, 1e4]
    values += [f.smallest_subnormal, 3 * f.smallest_subnormal, f.tiny, f.max, f.eps, 1 + f.eps, 1 - f.epsneg, np.inf]
    values += [] if t.itemsize == 2 else [1e7, 123456792.0, 1e15, 2.0**31, 2.0**53, 1e30]
    values += [1e100, 2.0**1000] if t.itemsize == 8 else []
    return np.array(values + [-v for v in values] + [np.nan], dtype=t)


def randoms(dtype, n, *seed):
    """Random values over what the type holds."""
    r = rng(n, DTYPES.index(dtype), *seed)
    t = np.dtype(dtype)
    if t.kind == "b":
        return r.random(n) < 0.5
    if t.kind in "iu":
        i = np.iinfo(t)
        return r.integers(i.min, i.max, n, dtype=t, endpoint=True)
    if t.kind == "c":
        return (r.normal(size=n) * 3 + 1j * r.normal(size=n) * 3).astype(t)
    near = r.normal(size=n // 2) * 4
    span = {2: 4, 4: 30, 8: 250}[t.itemsize]
    far = r.choice([-1, 1], n - n // 2) * 10.0 ** r.uniform(-span, span, n - n // 2)
    return np.concatenate([near, far]).astype(t)


def small(dtype, shape, *seed, low=-8):
    """Small values with few bits, so that sums and products of some of them are exact."""
    r = rng(DTYPES.index(dtype), *shape, *seed)
    t = np.dtype(dtype)
    if t.kind == "b":
        return r.random(shape) < 0.6
    if t.kind == "u" or t.kind == "i":
        return r.integers(0 if t.kind == "u" else low, 9, shape).astype(t)
    x = r.integers(low * 4, 33, shape) / 4
    return (x + 1j * r.integers(low * 4, 33, shape) / 4 if t.kind == "c" else x).astype(t)


def factors(dtype, shape, *seed):
    """Values whose products are exact, whatever the order."""
    r = rng(DTYPES.index(dtype), *shape, 11, *seed)
    t = np.dtype(dtype)
    if t.kind == "b":
        return r.random(shape) < 0.9
    if t.kind in "iu":
        return r.choice([1, 2, 3, 1] if t.kind == "u" else [1, 2, -3, -1], shape).astype(t)
    x = r.choice([1, -1, 0.5, 2], shape)
    return (x * r.choice([1, 1j, -1j], shape) if t.kind == "c" else x).astype(t)
