"""Cases of functions of elements, dtypes, folds and scans."""

from fractions import Fraction

import numpy as np
from golden_format import COMPLEX, DTYPES, FLOATS, INTS, DType, Plain, camel
from golden_values import factors, randoms, rng, small, specials

UNARY = """abs acos acosh asin asinh atan atanh bitwise_invert ceil conj cos cosh exp expm1 floor imag isfinite isinf
isnan log log1p log2 log10 logical_not negative positive real reciprocal round sign signbit sin sinh square sqrt tan tanh
trunc exp2 cbrt sinc degrees radians nan_to_num""".split()
BINARY = """add atan2 bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor copysign divide equal
floor_divide greater greater_equal hypot less less_equal logaddexp logical_and logical_or logical_xor maximum minimum
multiply nextafter not_equal pow remainder subtract fmax fmin""".split()


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


def exact_fma_of(a, b, c):
    """The same of arrays that broadcast, and numbers beside them."""
    t = a.dtype
    a, b, c = np.broadcast_arrays(a, np.asarray(b, t), np.asarray(c, t))
    return exact_fma(a.ravel(), b.ravel(), c.ravel()).reshape(a.shape)


def softmax(x, axis=None):
    """SciPy's definition, in float64."""
    y = x.astype("complex128" if x.dtype.kind == "c" else "float64")
    e = np.exp(y - np.max(y, axis=axis, keepdims=True))
    return (e / np.sum(e, axis=axis, keepdims=True)).astype(np.exp(x[:0]).dtype)


def softmaxes(f):
    for d in DTYPES:
        x = f.let(f"wide.{d}", small(d, (3, 4, 5), 12))
        for a in (x, f.view(x, "::-1, 1:, ::2", (2, 0, 1))):
            for axis in (None, 0, 1, -1, [0, 2], 3):
                f.case("softmax", softmax, a, axis=None if axis is None else Plain(axis))
        if d in FLOATS:
            big = np.finfo(d).max
            odd = np.array([[1, np.nan, 2], [np.inf, 1, 2], [-np.inf, 1, 2], [-np.inf] * 3, [big, -big, 0], [big, big, 1]], d)
            f.case("softmax", softmax, f.let(f"odd.softmax.{d}", odd), axis=Plain(1))
        f.case("softmax", softmax, np.zeros((2, 0), d), axis=Plain(0))
        f.case("softmax", softmax, np.zeros((0,), d), axis=Plain(0))


def odd_layouts(f):
    """Every function of elements on arrays that are turned, empty or without axes."""
    for d in ("bool", "uint8", "int32", "float32", "complex64"):
        base = f.let(f"turned.{d}", small(d, (5, 7), 13))
        turned = f.view(base, "::-2, 1::3", (1, 0))
        spread = f.view(f.let(f"spread.{d}", small(d, (1, 3), 14)), broadcast=(2, 3))
        empty = f.let(f"empty.{d}", np.zeros((0, 3), d))
        point = f.let(f"point.{d}", np.array(2).astype(d))
        for name in UNARY:
            if name == "reciprocal" and d in INTS + ["bool"]:
                continue
            for a in (turned, spread, empty, point):
                f.case(camel(name), getattr(np, name), a)
        for name in BINARY:
            if d in COMPLEX and name in ("fmax", "fmin") or name in ("pow", "bitwise_left_shift", "bitwise_right_shift"):
                continue
            fn = logaddexp if name == "logaddexp" and np.dtype(d).kind != "c" else getattr(np, name)
            for a, b in ((turned, spread), (spread, point), (empty, spread), (point, point), (turned, f.view(turned, "::-1"))):
                if isinstance(a.text.get("index"), str) and b is not spread:
                    continue
                if a is turned:
                    b = f.view(base, "1:4, :3")
                f.case(camel(name), fn, a, b)


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
                f.case(name, np.pow, f.let(f"infinite.a.{d}", a[~finite]), f.let(f"infinite.b.{d}", b[~finite]))
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
    odd_layouts(f)
    softmaxes(f)
    # scalars
    for d in DTYPES:
        x = f.let(f"few.{d}", small(d, (2, 3), 9))
        for s in (2, 0, 1.5, -1, True, 1 + 2j):
            for name in ("fmax", "fmin", "logaddexp", "logical_and", "logical_or", "logical_xor", "minimum", "maximum", "nextafter"):
                if d in COMPLEX or isinstance(s, complex):
                    if name in ("fmax", "fmin"):
                        continue
                if isinstance(s, bool):
                    continue
                f.case(camel(name), getattr(np, name), x, s)
                f.case(camel(name), getattr(np, name), s, x)
            for name in ("bitwise_and", "bitwise_or", "bitwise_xor", "equal", "not_equal"):
                if isinstance(s, bool):
                    f.case(camel(name), getattr(np, name), x, s)
            if not isinstance(s, bool):
                f.case("where", np.where, x.value != 0, s, x)
                f.case("where", np.where, x.value != 0, s, 3)
                f.case("where", np.where, x, s, 2.5)
        if d in FLOATS[1:]:
            y = f.let(f"more.{d}", small(d, (3,), 10))
            for parts in ((x, y, 0.1), (x, 3, y), (x, 0.1, 0.7), (x, y, 2), (x, np.inf, y), (x, y, np.nan)):
                f.case("fma", lambda a, b, c: exact_fma_of(a, b, c), *parts)
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


PROMOTED = """add multiply divide floor_divide remainder pow subtract less less_equal equal not_equal greater greater_equal
bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift maximum logical_or atan2 hypot copysign""".split()


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
    point = f.let("point", np.array(5.0))
    for name in REDUCTIONS + POSITIONS:
        f.case(camel(name), fold(name), point)
        for axis in (0, -1, 1):
            f.case(camel(name), fold(name), point, axis=Plain(axis))
        f.case(camel(name), fold(name), f.let("x.float64", small("float64", (3, 4, 5))), axis=Plain(1), keepdims=False)
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
        for to in ("int8", "uint16", "int64", "float32", "float64", "complex128"):
            if np.can_cast(d, to, "same_kind"):
                f.case("cumsum", lambda x, axis, t: np.cumsum(x, axis, t), f.let(f"x.{d}", small(d, (3, 4, 2))), Plain(1), DType(to))
                f.case("cumprod", lambda x, axis, t: np.cumprod(x, axis, t), f.let(f"factors.{d}", factors(d, (3, 4, 2))), Plain(-1), DType(to))
    for name, fn in functions.items():
        for axis in (None, 0, -1, 1):
            if axis == 0 or axis is None or name.startswith("cums") or name.startswith("cump"):
                f.case(name, fn, f.let("scalar", np.array(5.0)), axis=None if axis is None else Plain(axis))
        f.case(name, fn, np.zeros(0, "float32"))
        f.case(name, fn, np.zeros((0, 2), "int8"))
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
