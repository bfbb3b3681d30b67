"""Cases of parts, neighbours and divisors of numbers, other running folds, and types."""

import numpy as np
from golden_format import COMPLEX, DTYPES, FLOATS, INTS, Arg, DType, Plain, Text
from golden_values import randoms, rng, small, specials


def numbers(f):
    for d in DTYPES:
        x, s, r = f.let(f"x.{d}", small(d, (3, 4))), f.let(f"s.{d}", specials(d)), f.let(f"r.{d}", randoms(d, 40))
        turned = f.view(x, "::-1, 1::2", (1, 0))
        none = f.let(f"none.{d}", np.zeros((0, 3), d))
        for a in (x, s, r, turned, none):
            f.case("angle", np.angle, a)
            for name in ("fabs", "modf", "frexp", "isposinf", "isneginf", "bitwise_count"):
                f.case("bitwiseCount" if name == "bitwise_count" else name, getattr(np, name), a)
            f.case("iscomplex", np.iscomplex, a)
            f.case("isreal", np.isreal, a)
            if a is not s or d[0] != "c":
                f.case("sortComplex", np.sort_complex, a)
        f.case("angle", np.angle, x, True)
        for a in (s, r):
            if d not in ("bool", "int8", "uint8", "float16"):  # of which NumPy's has no sign
                f.case("spacing", np.spacing, a)
        f.case("iscomplexobj", np.iscomplexobj, x)
        f.case("isrealobj", np.isrealobj, x)
        f.case("realIfClose", np.real_if_close, x)
        f.case("realIfClose", np.real_if_close, x, 1e-3)
        if d in COMPLEX:
            near = f.let(f"near.{d}", (np.arange(4) + 1j * np.finfo(d).eps * 20).astype(d))
            f.case("realIfClose", np.real_if_close, near)
            f.case("realIfClose", np.real_if_close, near, 10.0)
        y = f.let(f"y.{d}", small(d, (3, 4), 2))
        zeros = f.let(f"zeros.{d}", np.where(small("bool", (3, 4), 3), small(d, (3, 4), 4), 0).astype(d))
        for name in ("fmod", "gcd", "lcm", "heaviside", "logaddexp2", "float_power", "divmod"):
            for a, b in ((x, y), (x, zeros), (zeros, f.view(y, "0")), (none, f.view(y, "0, :3"))):
                f.case("floatPower" if name == "float_power" else name, getattr(np, name), a, b)
            f.case("floatPower" if name == "float_power" else name, getattr(np, name), x, 3)
        for name in ("divmod", "fmod"):
            f.case(name, getattr(np, name), 7, y)
            if d in FLOATS:
                f.case(name, getattr(np, name), 7.5, y)
        if d in FLOATS:
            for name in ("fmod", "heaviside", "divmod"):
                f.case(name, getattr(np, name), f.view(s, ":, None"), f.view(s, "::5"))
            f.case("logaddexp2", lambda a, b: np.logaddexp2(a.astype("f8"), b.astype("f8")).astype(a.dtype), f.view(r, ":20"), f.view(r, "20:"))
            f.case("ldexp", np.ldexp, s, Plain(3))
            f.case("ldexp", np.ldexp, f.view(s, ":, None"), f.let("n", np.array([0, 1, -1, 30, -30, 200, -160, 1100, -1080, -2100, 3000], "int32")))
            f.case("ldexp", np.ldexp, s, f.let("far", np.full((), -30, "int64")))
        f.case("ldexp", np.ldexp, x, f.let("m", np.arange(4, dtype="int16")))
        if d in INTS:
            big = f.let(f"big.{d}", randoms(d, 40, 2))
            for name in ("gcd", "lcm", "fmod", "divmod"):
                f.case(name, getattr(np, name), r, big)
                f.case(name, getattr(np, name), f.view(s, ":, None"), s)
            f.case("ldexp", np.ldexp, np.ones(3, "float32"), f.view(x, "0, :3"))
        for axis in (None, 0, 1, -1, 2):
            p = () if axis is None else (Plain(axis),)
            holes = f.let(f"holes.{d}", np.where(small("bool", (3, 4), 3), small(d, (3, 4), 4), np.nan).astype(d) if d in FLOATS + COMPLEX else x.value)
            f.case("nancumsum", np.nancumsum, holes, *p)
            f.case("nancumprod", np.nancumprod, f.view(holes, ":, :3"), *p)
            if axis is not None:
                for initial in (False, True):
                    f.case("cumulativeSum", lambda a, axis, i: np.cumulative_sum(a, axis=axis, include_initial=i), x, Plain(axis), initial)
                    f.case("cumulativeProd", lambda a, axis, i: np.cumulative_prod(a, axis=axis, include_initial=i), f.view(x, ":, :3"), Plain(axis), initial)
        for a in (x, f.view(x, "0")):
            f.case("cumulativeSum", np.cumulative_sum, a)
            f.case("cumulativeProd", np.cumulative_prod, a)
        if d not in COMPLEX and d not in ("bool", "float16") and d[0] != "u":
            phase = f.let(f"phase.{d}", (rng(4).random((3, 9)) * 30 - 15).astype(d))
            f.case("unwrap", np.unwrap, phase)
            f.case("unwrap", lambda a, discont, axis, period: np.unwrap(a, discont, axis, period=period), phase, None, Plain(0), 8)
            f.case("unwrap", lambda a, discont, axis, period: np.unwrap(a, discont, axis, period=period), phase, 6, Plain(1), 7)
            f.case("unwrap", lambda a, discont, axis, period: np.unwrap(a, discont, axis, period=period), phase, 3.5, Plain(1), 5.0)
            f.case("unwrap", lambda a, discont, axis, period: np.unwrap(a, discont, axis, period=period), phase, None, Plain(2), 5.0)
    f.case("unwrap", np.unwrap, np.array(1.0))
    f.case("ldexp", np.ldexp, np.ones(2), np.ones(2))
    f.case("ldexp", np.ldexp, np.ones(2), np.ones(2, "uint64"))
    types(f)


def types(f):
    """A type as a result is an array of that type."""

    def of(function):
        return lambda *args: np.zeros((), function(*args))

    for a in DTYPES:
        for b in DTYPES:
            f.case("promoteTypes", of(np.promote_types), DType(a), DType(b))
            f.case("canCast", lambda p, q: np.bool(np.can_cast(p, q)), DType(a), DType(b))
            for casting in ("no", "same_kind", "unsafe"):
                f.case("canCast", lambda p, q, c: np.bool(np.can_cast(p, q, c)), DType(a), DType(b), Text(casting))
        x = f.let(f"x.{a}", small(a, (3, 4)))
        for o in (1, 2.5, 1j, True, DType("int16"), DType("float32")):
            f.case("resultType", of(lambda *p: np.result_type(*[np.dtype(q) if isinstance(q, np.dtype) else q for q in p])), x, o)
        f.case("commonType", of(np.common_type), x)
        f.case("commonType", of(np.common_type), x, f.let("x.float32", small("float32", (3, 4))))
        for kind in ("bool", "signed integer", "unsigned integer", "integral", "real floating", "complex floating", "numeric", "none"):
            f.case("isdtype", lambda t, k: np.bool(np.isdtype(t, k)), DType(a), Text(kind))
        f.case("isdtype", lambda t, k, l: np.bool(np.isdtype(t, (k, l))), DType(a), Text("bool"), Text("real floating"))
    for v in (0, 1, 127, 128, 255, 256, -1, -128, -129, 40000, 70000, -40000, 2**31, 2**32, -(2**31) - 1, 2**40, 1.0, 70000.0, 1e39, float("inf"), 1j, 1e5 + 0j, 1e40j):
        f.case("minScalarType", of(np.min_scalar_type), v)
    f.case("canCast", lambda p, q, c: np.bool(np.can_cast(p, q, c)), DType("int8"), DType("int8"), Text("maybe"))
