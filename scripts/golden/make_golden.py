#!/usr/bin/env python3
"""Writes the golden data of the tests: what NumPy 2 gives for every public function.

usage: make_golden.py [FOLDER]      FOLDER: tornado-arrays/src/test/resources/golden, unless given

Seeded, so that the cases stay the same; the last bits of a few functions depend on NumPy's version and the machine.
"""

import pathlib
import sys
from fractions import Fraction

sys.dont_write_bytecode = True

import numpy as np
from golden_format import COMPLEX, DTYPES, FLOATS, INTS, Arg, DType, File, Plain, Slice, Text, camel

ROOT = pathlib.Path(__file__).resolve().parents[2]

UNARY = """abs acos acosh asin asinh atan atanh bitwise_invert ceil conj cos cosh exp expm1 floor imag isfinite isinf
isnan log log1p log2 log10 logical_not negative positive real reciprocal round sign signbit sin sinh square sqrt tan tanh
trunc exp2 cbrt sinc degrees radians nan_to_num""".split()
BINARY = """add atan2 bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor copysign divide equal
floor_divide greater greater_equal hypot less less_equal logaddexp logical_and logical_or logical_xor maximum minimum
multiply nextafter not_equal pow remainder subtract fmax fmin""".split()


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


# ---- functions of elements


def logaddexp(x, y):
    """NumPy's, without the cancellation that the narrow types suffer in it."""
    t = np.logaddexp(x, y).dtype
    return np.logaddexp(x.astype("f8"), y.astype("f8")).astype(t)


def exact_fma(a, b, c):
    """a*b+c rounded once, element by element."""
    f = np.finfo(a.dtype)
    out = []
    for x, y, z in zip(a.astype("f8"), b.astype("f8"), c.astype("f8")):
        x, y, z = float(x), float(y), float(z)
        if not all(map(np.isfinite, (x, y, z))):
            out.append(np.float64(x) * y + z)
            continue
        exact = Fraction(x) * Fraction(y) + Fraction(z)
        if exact == 0:
            out.append(np.float64(x) * y + z)
            continue
        e = max(abs(exact).numerator.bit_length() - exact.denominator.bit_length(), f.minexp)
        while abs(exact) >= Fraction(2) ** (e + 1):
            e += 1
        while e > f.minexp and abs(exact) < Fraction(2) ** e:
            e -= 1
        ulp = Fraction(2) ** (e - f.nmant)
        rounded = round(exact / ulp) * ulp
        size = np.inf if abs(rounded) > Fraction(float(f.max)) else float(abs(rounded))
        out.append(np.copysign(size, float(exact > 0) - 0.5))
    return np.array(out).astype(a.dtype)


def pairs(dtype, fn):
    """Two arrays that meet each special value with each of some others."""
    s = specials(dtype)
    if s.size > 30:
        keep = rng(DTYPES.index(dtype)).permutation(s.size)[:24]
        must = [i for i in range(s.size) if not np.isfinite(s[i]) or s[i] == 0 or abs(s[i]) == 1]
        s = s[sorted({*keep.tolist(), *must[:14]})]
    a, b = np.repeat(s, s.size), np.tile(s, s.size)
    a = np.concatenate([a, randoms(dtype, 40, 1)])
    b = np.concatenate([b, randoms(dtype, 40, 2)])
    if fn == "pow" and a.dtype.kind in "iu":
        b = b % 12
    if "shift" in fn and a.dtype.kind in "iu":
        b = (b % np.array(a.dtype.itemsize * 8 + 4).astype(b.dtype)).astype(b.dtype)
    return a, b


def elementwise(f):
    for d in DTYPES:
        special = f.let(f"special.{d}", specials(d))
        random = f.let(f"random.{d}", randoms(d, 150))
        integral = d in INTS
        for name in UNARY:
            fn = getattr(np, name)
            if name == "reciprocal" and integral:
                f.case(name, fn, f.let(f"nonzero.{d}", specials(d)[specials(d) != 0]))
                continue
            f.case(camel(name), fn, special)
            f.case(camel(name), fn, random)
        for name in BINARY:
            if d == "bool" and name in ("pow", "floor_divide", "remainder"):
                continue  # int8 results of bools, met in the promotion table
            if d in COMPLEX and name in ("fmax", "fmin"):
                continue  # NumPy gives one of the two NaNs of a pair, and not always the same
            a, b = pairs(d, name)
            if d in COMPLEX and name == "pow":
                # beyond the finite numbers NumPy gives what the C library gives, and that varies
                finite = np.isfinite(a) & np.isfinite(b) & (a != 0)
                f.case(name, np.pow, f.let(f"finite.a.{d}", a[finite]), f.let(f"finite.b.{d}", b[finite]))
                f.case(name, np.pow, f.let(f"zero.{d}", np.zeros(4, d)), f.let(f"exponents.{d}", np.array([0, 1, 2.5, 3], d)))
                continue
            tag = name if integral and (name == "pow" or "shift" in name) else "all"
            fn = logaddexp if name == "logaddexp" and np.dtype(d).kind != "c" else getattr(np, name)
            f.case(camel(name), fn, f.let(f"{tag}.a.{d}", a), f.let(f"{tag}.b.{d}", b))
    for d in FLOATS[1:]:
        a, b = pairs(d, "fma")
        c = np.concatenate([-(a[:-40] * b[:-40]), randoms(d, 40, 3)])
        f.case("fma", exact_fma, f.let(f"all.a.{d}", a), f.let(f"all.b.{d}", b), f.let(f"fma.c.{d}", c))
    for d in DTYPES:
        x, y = small(d, (4, 5), 1), small(d, (5,), 2)
        condition = small("bool", (4, 1), 3)
        f.case("where", np.where, condition, x, y)
        f.case("where", np.where, condition, x, 2)
        if d != "bool":
            f.case("clip", np.clip, x, 1, 3)
            f.case("clip", np.clip, x, small(d, (5,), 4), small(d, (4, 1), 5) + np.dtype(d).type(2))
            f.case("clip", np.clip, x, 1, None)
            f.case("clip", np.clip, x, None, 3)
    for d in FLOATS:
        special = f.let(f"special.{d}", specials(d))
        f.case("clip", np.clip, special, -1.5, 2.5)
        f.case("nanToNum", np.nan_to_num, special, nan=-7.0, posinf=100.0, neginf=-100.0)
        for decimals in (1, 2, -1):
            f.case("round", np.round, f.let(f"decimals.{d}", np.array([0.15, 2.5, -1.25, 15, 25, 123.456, 0, -0.05], d)), Plain(decimals))
    # broadcasting and layouts
    base = f.let("base", small("float64", (6, 8), 7))
    row = f.let("row", small("float64", (1, 4), 8))
    for index, axes in (("::2, 1::2", None), ("::-1, ::2", None), ("2:5, :4", None), (":4, ::2", (1, 0)), ("1:2, :4", None)):
        v = f.view(base, index, axes)
        f.case("add", np.add, v, row)
        f.case("multiply", np.multiply, row, v)
        f.case("exp", np.exp, v)
    f.case("add", np.add, np.ones((3, 4)), np.ones((4, 3)))
    f.case("add", np.add, np.ones((0, 4)), np.ones((1, 4)))
    f.case("add", np.add, np.float32(1), np.ones((2, 2), "int8"))


# ---- dtypes


PROMOTED = """add multiply divide floor_divide remainder pow subtract less less_equal equal not_equal greater bitwise_and
bitwise_or bitwise_xor bitwise_left_shift maximum logical_or atan2 hypot copysign""".split()


def promotion(f):
    left = {d: f.let(f"left.{d}", np.array([1, 0, 3, 7]).astype(d)) for d in DTYPES}
    right = {d: f.let(f"right.{d}", np.array([1, 1, 2, 3]).astype(d)) for d in DTYPES}
    for a in DTYPES:
        for b in DTYPES:
            for name in PROMOTED:
                f.case(camel(name), getattr(np, name), left[a], right[b])
            f.case("where", np.where, f.let("condition", np.array([True, False, True, False])), left[a], right[b])
            if not (np.dtype(a).kind == "c" and np.dtype(b).kind != "c"):
                f.case("astype", lambda x, t: x.astype(t), left[a], DType(b))
    for d in DTYPES:
        for s in (3, 2.5, 1 + 2j):
            for name in PROMOTED:
                f.case(camel(name), getattr(np, name), right[d], s)
                f.case(camel(name), getattr(np, name), s, right[d])
        for s in (300, -1, 70000, 2**40):
            f.case("add", np.add, left[d], s)
            f.case("less", np.less, left[d], s)
    for d in INTS:
        f.case("pow", np.pow, left[d], -1)
        for to in INTS:
            f.case("astype", lambda x, t: x.astype(t), f.let(f"special.{d}", specials(d)), DType(to))
        for to in FLOATS + COMPLEX:
            f.case("astype", lambda x, t: x.astype(t), f.let(f"special.{d}", specials(d)), DType(to))
    for d in FLOATS:
        inside = np.array([0, -0.0, 1.9, -1.9, 100.5, 0.5, -0.99], d)
        for to in INTS:
            positive = abs(inside) if to.startswith("u") else inside
            f.case("astype", lambda x, t: x.astype(t), f.let(f"inside.{d}.{to[0]}", positive), DType(to))
        for to in FLOATS + COMPLEX + ["bool"]:
            f.case("astype", lambda x, t: x.astype(t), f.let(f"special.{d}", specials(d)), DType(to))


# ---- folds and scans


REDUCTIONS = """sum prod min max mean std var any all count_nonzero ptp nansum nanprod nanmin nanmax nanmean nanstd
nanvar""".split()
POSITIONS = "argmax argmin nanargmax nanargmin".split()


def norm(x, axis=None, keepdims=False):
    return np.linalg.norm(x.ravel() if axis is None and not keepdims else x, axis=axis, keepdims=keepdims)


def fold(name):
    return norm if name == "norm" else getattr(np, name)


def reductions(f):
    for d in DTYPES:
        x = f.let(f"x.{d}", small(d, (3, 4, 5)))
        views = [
            x,
            f.view(f.let(f"base.{d}", small(d, (6, 4, 9), 2)), "::2, ::-1, 1:8:3"),
            f.view(x, axes=(2, 0, 1)),
            f.view(x, "1, :, None, ::2"),
        ]
        for name in REDUCTIONS + ["norm"]:
            v = 0
            for axis in (None, 0, 1, -1, [0, 2], [-1, 1], [0, 1, 2]):
                if name == "norm" and isinstance(axis, list):
                    continue
                p = None if axis is None else Plain(axis)
                if "prod" in name:
                    y = f.let(f"factors.{d}", factors(d, (3, 4, 5)))
                    f.case(camel(name), fold(name), y, axis=p)
                    f.case(camel(name), fold(name), f.view(y, "::-1, ::2", (2, 0, 1)), axis=p, keepdims=True)
                    continue
                f.case(camel(name), fold(name), x, axis=p)
                if not (name == "norm" and axis is None):
                    f.case(camel(name), fold(name), views[1 + v % 3], axis=p, keepdims=True)
                v += 1
        for name in POSITIONS:
            for v, axis in enumerate((None, 0, 1, -1)):
                p = None if axis is None else Plain(axis)
                f.case(camel(name), fold(name), x, axis=p)
                f.case(camel(name), fold(name), views[1 + v % 3], axis=p, keepdims=True)
    for d in FLOATS + COMPLEX:
        x = factors(d, (4, 6))
        x[1, 2] = x[3, 0] = x[3, 5] = np.nan
        holes = f.let(f"holes.{d}", x)
        y = x.copy()
        y[2] = np.nan
        row = f.let(f"row.{d}", y)
        for name in REDUCTIONS + ["norm"] + POSITIONS:
            for axis in (None, 0, 1):
                p = None if axis is None else Plain(axis)
                f.case(camel(name), fold(name), holes, axis=p)
                f.case(camel(name), fold(name), row, axis=p)
    for d in FLOATS:
        infinite = f.let(f"infinite.{d}", np.array([[1, np.inf, 2], [np.inf, -np.inf, 3], [-np.inf, -1, -np.inf], [0, -0.0, 1]], d))
        for name in REDUCTIONS + ["norm"] + POSITIONS:
            f.case(camel(name), fold(name), infinite, axis=Plain(1))
    for shape in ((0,), (0, 3), (3, 0)):
        for d in ("float64", "int8", "bool", "complex64"):
            empty = f.let(f"empty.{shape}.{d}", np.zeros(shape, d))
            for name in REDUCTIONS + POSITIONS:
                f.case(camel(name), fold(name), empty)
                f.case(camel(name), fold(name), empty, axis=Plain(0))
                f.case(camel(name), fold(name), empty, axis=Plain(-1))
    for d in DTYPES:
        x = f.let(f"x.{d}", small(d, (3, 4, 5)))
        y = f.let(f"factors.{d}", factors(d, (3, 4, 5)))
        for name in ("sum", "prod", "mean"):
            for to in ("int8", "uint16", "int64", "float32", "float64", "complex128"):
                if np.can_cast(d, to, "same_kind") and not (name == "mean" and "int" in to):
                    f.case(name, fold(name), y if name == "prod" else x, axis=Plain(2), dtype=DType(to))
        for name in ("std", "var"):
            f.case(name, fold(name), x, axis=Plain(1), ddof=Plain(1))
            f.case(name, fold(name), x, axis=Plain([0, 2]), ddof=Plain(2), keepdims=True)
    x = f.let("x.float64", small("float64", (3, 4, 5)))
    for name in ("sum", "max", "argmax"):
        f.case(name, fold(name), x, axis=Plain(3))
        f.case(name, fold(name), x, axis=Plain(-4))
    f.case("sum", np.sum, x, axis=Plain([1, 1]))
    f.case("sum", np.sum, x, axis=Plain([0, -3]))
    for d in FLOATS + ["int32"]:
        long = f.let(f"long.{d}", (rng(5).random(3001) * 100).astype(d))
        for name in "sum mean std var min max argmax argmin norm".split():
            if d == "float16" and name in ("std", "var", "norm"):
                continue  # NumPy's squares overflow
            f.case(name, fold(name), long)
        wide = f.let(f"wide.{d}", (rng(6).random((7, 301)) * 100).astype(d))
        for name in "sum mean std var max argmin".split():
            f.case(name, fold(name), wide, axis=Plain(0))
            if d != "float16" or name not in ("std", "var"):
                f.case(name, fold(name), wide, axis=Plain(1))
    f.case("sum", np.sum, f.view(f.let("one", np.ones((1, 3), "float32")), broadcast=(100, 3)), axis=Plain(0))


def scans(f):
    functions = {
        "cumsum": np.cumsum,
        "cumprod": np.cumprod,
        "cummax": lambda x, axis=None: np.maximum.accumulate(x.ravel() if axis is None else x, axis=axis or 0),
        "cummin": lambda x, axis=None: np.minimum.accumulate(x.ravel() if axis is None else x, axis=axis or 0),
    }
    for d in DTYPES:
        x = f.let(f"x.{d}", small(d, (3, 4, 2)))
        base = f.let(f"base.{d}", small(d, (6, 4, 3), 2))
        for name, fn in functions.items():
            values = f.let(f"factors.{d}", factors(d, (3, 4, 2))) if name == "cumprod" else x
            for axis in (None, 0, 1, -1):
                p = None if axis is None else Plain(axis)
                f.case(name, fn, values, axis=p)
            if name != "cumprod":
                f.case(name, fn, f.view(base, "::-2, 1:, ::2", (1, 2, 0)), axis=Plain(1))
    for d in FLOATS:
        x = f.let(f"nan.{d}", np.array([1, 3, np.nan, 2, np.inf, 1, -np.inf, 5], d))
        for name, fn in functions.items():
            f.case(name, fn, x, axis=Plain(0))
    for name, fn in functions.items():
        f.case(name, fn, np.zeros((0, 3)), axis=Plain(0))
        f.case(name, fn, np.zeros((2, 3)), axis=Plain(2))
    f.case("cumsum", np.cumsum, f.let("ints", np.arange(2000, dtype="int32")), axis=Plain(0))
    f.case("cumsum", np.cumsum, f.let("eighths", (np.arange(3000) % 17 / 8).astype("float32")), axis=Plain(0))


# ---- making and reshaping


def creation(f):
    shape = Plain([2, 3])
    for d in DTYPES:
        f.case("zeros", np.zeros, shape, DType(d))
        f.case("ones", np.ones, shape, DType(d))
        f.case("full", np.full, shape, 7, DType(d))
        f.case("zerosLike", np.zeros_like, small(d, (2, 2)))
        f.case("onesLike", np.ones_like, small(d, (2, 2)))
        f.case("fullLike", np.full_like, small(d, (2, 2)), 3)
        f.case("eye", np.eye, Plain(3), Plain(4), Plain(1), DType(d))
    f.case("zeros", np.zeros, shape)
    f.case("ones", np.ones, Plain([0, 2]))
    f.case("zeros", np.zeros, Plain([-1, 2]))
    f.case("full", np.full, shape, 7)
    f.case("full", np.full, shape, 7.5)
    f.case("full", np.full, shape, 7 + 1j)
    for args in ((5,), (2, 9), (2, 9, 3), (9, 2, -2), (3, 3), (5, 2), (0, 1, 0.1), (1.0, 2.0, 0.25), (0.5, 4), (1, 0, -0.3), (-1.0, 1.0, 0.1)):
        f.case("arange", np.arange, *args)
    for d in ("int8", "uint16", "int32", "float16", "float32", "float64"):
        f.case("arange", lambda a, b, c, t: np.arange(a, b, c, dtype=t), 1, 20, 3, DType(d))
    for args in ((0, 1, 5), (0, 1, 7), (-1, 1, 10), (2, 3, 1), (5, -5, 11), (0, 0, 3), (1, 2, 0), (-3.3, 1e6, 9), (0.1, 0.7, 50)):
        start, stop, n = map(lambda v: v if isinstance(v, int) else float(v), args)
        f.case("linspace", np.linspace, float(start), float(stop), Plain(n))
        f.case("linspace", lambda a, b, n, end: np.linspace(a, b, n, endpoint=end), float(start), float(stop), Plain(n), False)
    f.case("logspace", np.logspace, 0.0, 3.0, Plain(4))
    f.case("logspace", np.logspace, -2.0, 2.0, Plain(9))
    f.case("geomspace", np.geomspace, 1.0, 1000.0, Plain(4))
    f.case("geomspace", np.geomspace, 0.5, 12.0, Plain(6))
    f.case("geomspace", np.geomspace, -1.0, -1000.0, Plain(4))
    for args in ((3,), (3, 4), (3, 4, 1), (4, 3, -2), (2, 2, 5)):
        f.case("eye", np.eye, *map(Plain, args))
        f.case("tri", np.tri, *map(Plain, args))
    f.case("identity", np.identity, Plain(4))
    v, m, cube = small("float32", (4,)), small("int16", (4, 5)), small("float64", (2, 3, 4))
    for k in (0, 1, -2, 5):
        f.case("diag", np.diag, v, Plain(k))
        f.case("diag", np.diag, m, Plain(k))
        f.case("tril", np.tril, m, Plain(k))
        f.case("triu", np.triu, m, Plain(k))
        f.case("tril", np.tril, cube, Plain(k))
    f.case("triu", np.triu, small("bool", (3, 3)), Plain(0))
    f.case("meshgrid", lambda *xs: np.meshgrid(*xs), np.arange(3), np.arange(4.0))
    f.case("meshgrid", lambda *xs, indexing: np.meshgrid(*xs, indexing=indexing), np.arange(3), np.arange(4.0), np.arange(2), indexing=Text("ij"))
    f.case("meshgrid", lambda *xs: np.meshgrid(*xs), np.arange(3), np.arange(4.0), np.arange(2))
    f.case("indices", np.indices, Plain([2, 3]))
    f.case("indices", np.indices, Plain([4]))


def shapes(f):
    x = f.let("x", np.arange(60, dtype="int32").reshape(3, 4, 5))
    v = f.view(f.let("base", np.arange(270.0).reshape(5, 6, 9)), "::2, 4::-1, 1:8:2")
    t = f.view(x, axes=(1, 2, 0))
    line = f.let("line", np.arange(6, dtype="int8"))
    scalar = f.let("scalar", np.array(5.0))
    one = f.let("one", np.arange(4, dtype="uint8").reshape(1, 4, 1))
    nothing = f.let("nothing", np.zeros((0, 3), "float32"))

    for to in ((60,), (4, 15), (-1, 5), (5, -1, 2), (3, 2, 2, 5), (1, 60), (7, -1), (-1, -1), (61,), (2, -2)):
        f.case("reshape", np.reshape, x, Plain(list(to)))
        f.case("reshape", np.reshape, t, Plain(list(to)))
        f.case("reshape", np.reshape, v, Plain(list(to)))
    f.case("reshape", np.reshape, scalar, Plain([1, 1]))
    f.case("reshape", np.reshape, nothing, Plain([3, 0]))
    f.case("reshape", np.reshape, nothing, Plain([-1, 3]))
    f.case("reshape", np.reshape, nothing, Plain([-1, 0]))
    for a in (x, v, t, scalar, one, nothing):
        f.case("ravel", np.ravel, a)
        f.case("flatten", lambda y: y.flatten(), a)
        f.case("transpose", np.transpose, a)
        f.case("squeeze", np.squeeze, a)
        f.case("flip", np.flip, a)
        for axis in (0, 1, -1, -2, 3):
            f.case("expandDims", np.expand_dims, a, Plain(axis))
            f.case("flip", np.flip, a, Plain(axis))
            f.case("squeeze", np.squeeze, a, Plain(axis))
    f.case("expandDims", np.expand_dims, x, Plain([0, 2]))
    f.case("squeeze", np.squeeze, one, Plain([0, 2]))
    for a in (x, v):
        for axes in ((0, 1, 2), (2, 1, 0), (1, 2, 0), (-1, 0, 1), (0, 0, 1), (0, 1), (0, 1, 3)):
            f.case("permute", np.permute_dims, a, Plain(list(axes)))
        for p, q in ((0, 2), (1, -1), (-3, 1), (0, 3)):
            f.case("swapaxes", np.swapaxes, a, Plain(p), Plain(q))
            f.case("moveaxis", np.moveaxis, a, Plain(p), Plain(q))
        f.case("moveaxis", np.moveaxis, a, Plain([0, 1]), Plain([-1, 0]))
        for shift, axis in ((1, None), (-7, None), (2, 0), (-1, 1), (13, -1), ([1, 2], [0, 2])):
            f.case("roll", np.roll, a, Plain(shift), **({} if axis is None else {"axis": Plain(axis)}))
        for k in (0, 1, 2, 3, -1, 5):
            f.case("rot90", np.rot90, a, Plain(k))
        for reps in ((2,), (2, 1, 3), (1, 2, 1, 2), (0,)):
            f.case("tile", np.tile, a, Plain(list(reps)))
        f.case("repeat", np.repeat, a, Plain(3))
        f.case("repeat", np.repeat, a, Plain(2), axis=Plain(1))
        f.case("repeat", np.repeat, a, np.array([1, 0, 2]), axis=Plain(0))
        for axis in (0, 1, -1):
            f.case("split", np.split, a, Plain([1, 3]), axis=Plain(axis))
        f.case("split", np.split, a, Plain(3), axis=Plain(0))
        f.case("split", np.split, a, Plain(2), axis=Plain(0))
    for shape in ((3, 4, 5), (2, 3, 4, 5), (4, 5), (3, 1, 5)):
        f.case("broadcastTo", np.broadcast_to, x, Plain(list(shape)))
        f.case("broadcastTo", np.broadcast_to, f.let("five", np.arange(5.0)), Plain(list(shape)))
    f.case("broadcastTo", np.broadcast_to, one, Plain([3, 4, 2]))
    f.case("broadcastTo", np.broadcast_to, scalar, Plain([2, 2]))
    y = f.let("y", small("float32", (3, 2, 5)))
    for axis in (0, 1, -1, 3):
        f.case("concat", lambda xs, axis: np.concat(xs, axis=axis), [x, y], axis=Plain(axis))
        f.case("concat", lambda xs, axis: np.concat(xs, axis=axis), [v, v, v], axis=Plain(axis))
        f.case("stack", lambda xs, axis: np.stack(xs, axis=axis), [x, x], axis=Plain(axis))
        f.case("stack", lambda xs, axis: np.stack(xs, axis=axis), [line, line, line], axis=Plain(axis))
    f.case("stack", lambda xs: np.stack(xs), [x, y])
    for xs in ([line, line], [x, y], [x, x]):
        f.case("hstack", np.hstack, xs)
        f.case("vstack", np.vstack, xs)
    for a in DTYPES:
        for b in DTYPES:
            f.case("concat", lambda xs: np.concat(xs), [f.let(f"ones.{a}", np.ones(2, a)), f.let(f"ones.{b}", np.ones(2, b))])
    for mode in ("constant", "edge", "reflect", "symmetric", "wrap"):
        f.case("pad", lambda a, w, mode: np.pad(a, w, mode=mode), line, Plain([[2, 3]]), mode=Text(mode))
        f.case("pad", lambda a, w, mode: np.pad(a, w, mode=mode), v, Plain([[1, 0], [2, 1], [0, 2]]), mode=Text(mode))
    f.case("pad", lambda a, w, constant_values: np.pad(a, w, constant_values=constant_values), x, Plain([[1, 1], [0, 0], [2, 0]]), constant_values=9)


# ---- indexing


TEXTS = """0 -1 2 5 -6 : ... 1:3 ::2 ::-1 3:0:-1 -2: :-2 10:20 4:1 1:100 -100:2 ::-2 2,3 2,3,4 -1,-1,-1 ...,0 0,... :,0 :,:,-1
::2,... 1:4,::-2,3 ...,::-1 None None,... ...,None :,None 1,None,2 ::2,None,::3,None 0,...,0 1:3,...,::2 :,:,: :,:,:,:
5,0 0,6 0,0,-8 ...,... ::0 0:5:7 -1:-6:-1 4::-1 3:3 ...,1:1 0,1,2,3""".split()


def get(x, text):
    return np.asarray(eval(f"x[{text}]", {"x": x}))


def put(x, text, value):
    y = x.copy()
    exec(f"y[{text}] = value", {"y": y, "value": value})
    return y


def items(x, index):
    return np.asarray(x[tuple(index)])


def put_items(x, value, index):
    y = x.copy()
    y[tuple(index)] = value
    return y


def in_place(name):
    def run(x, y):
        z = x.copy()
        getattr(np, name)(z, y, out=z)
        return z

    return run


def indexing(f):
    x = f.let("x", np.arange(210, dtype="int32").reshape(5, 6, 7))
    v = f.view(f.let("base", np.arange(12 * 6 * 9.0).reshape(12, 6, 9)), "1:11:2, ::-1, 1:8")
    ellipsis, new, every = Arg(Ellipsis, {"text": "..."}), Arg(None, {"text": "None"}), Slice(None)
    for text in TEXTS:
        f.case("get", get, x, Text(text))
        f.case("get", get, v, Text(text))
        f.case("set", put, x, Text(text), 7)
    rows, cols = np.array([0, 4, -1, 2]), np.array([1, 1, -6, 5])
    mask3, mask1 = small("bool", (5, 6, 7), 1), small("bool", (5,), 2)
    mask2 = small("bool", (5, 6), 3)
    indices = [
        [Arg(2, {"int": 2}), Slice(1, 5, 2)],
        [rows],
        [rows, cols],
        [rows, cols, np.array([0, 1, 2, 3])],
        [rows[:, None], cols],
        [rows.reshape(2, 2), every, cols.reshape(2, 2)],
        [every, rows],
        [every, every, rows],
        [every, rows, cols],
        [rows, every, cols],
        [ellipsis, rows],
        [rows, ellipsis],
        [Slice(None, None, 2), rows, Slice(3, None, -1)],
        [Arg(1, {"int": 1}), rows],
        [rows, Arg(1, {"int": 1})],
        [Arg(1, {"int": 1}), every, rows],
        [new, rows],
        [rows, new, cols],
        [every, new, rows],
        [rows.astype("int32")],
        [rows[:2].astype("uint8")],
        [np.zeros(0, "int64")],
        [mask3],
        [mask2],
        [mask1],
        [mask1, Arg(0, {"int": 0})],
        [every, small("bool", (6,), 4)],
        [every, small("bool", (6,), 4), Slice(None, None, 3)],
        [ellipsis, small("bool", (7,), 5)],
        [np.array([True, False, True, False, False]), np.array([0, 2])],
        [every, small("bool", (6, 7), 6)],
        [np.zeros(5, bool)],
        [np.array([5])],
        [np.array([0, -6])],
        [np.array([0, 1]), np.array([0, 1, 2])],
        [small("bool", (4,), 2)],
        [mask3, Arg(0, {"int": 0})],
        [np.array([0.0, 1.0])],
    ]
    for index in indices:
        f.case("getItems", items, x, index)
        f.case("getItems", items, v, index)
        f.case("setItems", put_items, x, -5, index)
        try:
            shape = x.value[tuple(i.value if isinstance(i, Arg) else i for i in index)].shape
            f.case("setItems", put_items, x, np.arange(int(np.prod(shape)), dtype="int64").reshape(shape), index)
        except IndexError:
            pass
    for text, value in (
        ("1", np.arange(42).reshape(6, 7)),
        ("1:3", np.arange(7)),
        ("..., 0", np.arange(6)),
        ("::2, 1", np.arange(21).reshape(3, 7)),
        (":, None, 2", np.arange(7.0)),
        ("1:3", np.arange(6)),
        ("::-1", np.arange(210).reshape(5, 6, 7)),
        ("0, 0, 0", np.array(9)),
        ("1:1", np.arange(7)),
    ):
        f.case("set", put, x, Text(text), value)
    f.case("set", put, x, Text("0"), np.array([1.5, 2.5, -1.5, 3, 4, 5, 6]))
    for axis in (None, 0, 1, -1, 3):
        for i in (rows, rows.reshape(2, 2), np.array(2), np.array([7])):
            f.case("take", np.take, x, i, **({} if axis is None else {"axis": Plain(axis)}))
    for name, np_name in (("addi", "add"), ("subi", "subtract"), ("muli", "multiply"), ("divi", "divide")):
        for d in ("int32", "float32", "float64", "uint8", "complex64"):
            a = small(d, (3, 4), 1)
            for y in (small(d, (4,), 2) + np.array(1, d), 2, 2.5, small("int8", (3, 1), 3, low=1), small("float64", (3, 4), 4), np.ones((2, 3, 4), d)):
                f.case(name, in_place(np_name), a, y)


# ---- products


def linear(f):
    for d in DTYPES:
        named = {s: f.let(f"{s}.{d}", small(d, s, 1)) for s in ((3,), (4,), (4, 3), (3, 5), (2, 4, 3), (2, 3, 5), (5, 1, 3, 4), (3, 3))}
        for a, b in (
            ((3,), (3,)), ((4, 3), (3,)), ((4,), (4, 3)), ((4, 3), (3, 5)), ((2, 4, 3), (3, 5)), ((2, 4, 3), (2, 3, 5)),
            ((5, 1, 3, 4), (2, 4, 3)), ((2, 4, 3), (3,)), ((4,), (2, 4, 3)), ((4, 3), (4, 3)), ((3,), (4,)),
        ):  # fmt: skip
            f.case("matmul", np.matmul, named[a], named[b])
        for a, b in (((3,), (3,)), ((4, 3), (3, 5)), ((4, 3), (3,)), ((2, 4, 3), (3, 5)), ((2, 4, 3), (2, 3, 5)), ((3,), (4,))):
            f.case("dot", np.dot, named[a], named[b])
        f.case("vdot", np.vdot, named[(3,)], named[(3,)])
        f.case("vdot", np.vdot, named[(3, 3)], named[(3, 3)])
        f.case("inner", np.inner, named[(3,)], named[(3,)])
        f.case("inner", np.inner, named[(2, 4, 3)], named[(4, 3)])
        f.case("outer", np.outer, named[(3,)], named[(4,)])
        f.case("outer", np.outer, named[(4, 3)], named[(4,)])
        f.case("tensordot", np.tensordot, named[(2, 4, 3)], named[(3, 5)], Plain(1))
        f.case("tensordot", np.tensordot, named[(3,)], named[(4,)], Plain(0))
        over = lambda a, b, p, q: np.tensordot(a, b, (p, q))
        f.case("tensordot", over, named[(2, 4, 3)], named[(4, 3)], Plain([1, 2]), Plain([0, 1]))
        f.case("tensordot", over, named[(2, 4, 3)], named[(2, 3, 5)], Plain([0, 2]), Plain([0, 1]))
        f.case("tensordot", over, named[(2, 4, 3)], named[(2, 3, 5)], Plain([2, 0]), Plain([-2, 0]))
        f.case("tensordot", over, named[(2, 4, 3)], named[(2, 3, 5)], Plain([0, 1]), Plain([0, 1]))
        for name in ("trace", "diagonal"):
            f.case(name, getattr(np, name), named[(4, 3)])
            f.case(name, getattr(np, name), named[(4, 3)], *map(Plain, (1, 0, 1)))
            f.case(name, getattr(np, name), named[(2, 4, 3)], *map(Plain, (-1, 0, 1)))
            f.case(name, getattr(np, name), named[(2, 4, 3)], *map(Plain, (1, 2, 0)))
        f.case("kron", np.kron, named[(3,)], named[(4,)])
        f.case("kron", np.kron, named[(4, 3)], named[(3, 5)])
        f.case("cross", np.cross, named[(3,)], named[(3,)])
        f.case("cross", np.cross, named[(4, 3)], named[(3,)])
        f.case("vecdot", np.vecdot, named[(4, 3)], named[(3,)])
        f.case("vecdot", np.vecdot, named[(4, 3)], named[(2, 4, 3)])
        f.case("matrixTranspose", np.matrix_transpose, named[(2, 4, 3)])
        if d in ("int32", "float32", "float64", "complex64", "complex128", "bool"):
            for text, shapes_ in (
                ("ij,jk->ik", ((4, 3), (3, 5))), ("ij,jk", ((4, 3), (3, 5))), ("ij,kj->ik", ((4, 3), (3, 3))), ("i,i->", ((3,), (3,))),
                ("i,j->ij", ((3,), (4,))), ("ii->i", ((3, 3),)), ("ii", ((3, 3),)), ("ij->ji", ((4, 3),)), ("ba", ((4, 3),)),
                ("ij->j", ((4, 3),)), ("ij->", ((4, 3),)), ("bij,bjk->bik", ((2, 4, 3), (2, 3, 5))), ("bij,jk->bik", ((2, 4, 3), (3, 5))),
                ("...ij,...jk->...ik", ((5, 1, 3, 4), (2, 4, 3))), ("...i->...", ((2, 4, 3),)), ("bij,bij->b", ((2, 4, 3), (2, 4, 3))),
                ("ij,j,jk->ik", ((4, 3), (3,), (3, 5))), ("ijk->kij", ((2, 4, 3),)), ("ij,ij->ij", ((4, 3), (4, 3))), ("ij,ik->jk", ((4, 3), (4, 3))),
                ("ij,jk->iq", ((4, 3), (3, 5))), ("ij,jk->ik", ((4, 3), (4, 3))), ("ijk", ((4, 3),)),
            ):  # fmt: skip
                f.case("einsum", np.einsum, Text(text), *[named[s] for s in shapes_])
    for d in ("float32", "float64", "complex64", "complex128", "int64"):
        base = f.let(f"base.{d}", small(d, (8, 9, 6), 2))
        a = f.view(base, "0, ::2, ::-1")  # 5 x 6
        b = f.view(base, "1, ::2, 1:6:2", (1, 0))  # 3 x 5
        c = f.view(base, "::2, 1:6, 2:5")  # 4 x 5 x 3
        f.case("matmul", np.matmul, b, a)
        f.case("matmul", np.matmul, c, b)
        f.case("matmul", np.matmul, a, f.view(base, "2, 0:3", (1, 0)))
        f.case("matmul", np.matmul, f.view(base, "0, :2, :3"), f.view(base, "1, 0:3, 0:4"))
        f.case("matmul", np.matmul, np.zeros((3, 0), d), np.zeros((0, 2), d))
    for a, b in (("int32", "float32"), ("float32", "float64"), ("float32", "complex64"), ("int8", "uint8"), ("bool", "int16")):
        f.case("matmul", np.matmul, small(a, (3, 4)), small(b, (4, 2)))
    f.case("matmul", np.matmul, np.array(2.0), np.ones((2, 2)))
    f.case("dot", np.dot, np.array(2.0), np.ones((2, 2)))
    for d in ("float32", "float64"):
        m, n = rng(1).random((37, 65)).astype(d), rng(2).random((65, 29)).astype(d)
        f.case("matmul", np.matmul, m, n)


GROUPS = [elementwise, promotion, reductions, scans, creation, shapes, indexing, linear]

if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tornado-arrays/src/test/resources/golden"
    folder.mkdir(parents=True, exist_ok=True)
    for group in GROUPS:
        file = File(folder, group.__name__)
        group(file)
        file.write()
