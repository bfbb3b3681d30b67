"""Cases of what stands between arrays and Java: arrays from Java's numbers and to them, and what an array says of itself."""

import numpy as np
from golden_format import DTYPES, FLOATS, INTS, DType, Java, Plain, Slice
from golden_values import small

KINDS = {
    "boolean": "bool", "byte": "int8", "short": "int16", "int": "int64", "long": "int64", "float": "float32", "double": "float64",
}  # fmt: skip
NESTED = {
    "bool": "bool", "int8": "int8", "uint8": "int16", "int16": "int16", "uint16": "int32", "int32": "int32", "uint32": "int64",
    "int64": "int64", "uint64": "int64", "float16": "float32", "float32": "float32", "float64": "float64", "complex64": "complex128",
    "complex128": "complex128",
}  # fmt: skip


def from_java(f):
    for kind, dtype in KINDS.items():
        for shape in ((4,), (2, 3), (2, 1, 3), (0,), (3, 0)):
            values = small(dtype, shape)
            kept = "int32" if kind == "int" else dtype
            f.case("array", lambda x: x.copy(), Java(kind, values))
            f.case("asarray", lambda x: x.astype(kept), Java(kind, values))
            for to in ("bool", "int8", "int64", "float16", "float64", "complex64"):
                if dtype == "bool" or np.can_cast(dtype, to, "same_kind"):
                    f.case("array", lambda x, t: x.astype(t), Java(kind, values), DType(to))
                    f.case("asarray", lambda x, t: x.astype(t), Java(kind, values), DType(to))
    for values in (3, 2.5, True, 1 + 2j, [1, 2, 3], [1, 2.5], [[1, 2], [3, 4]], [True, False], [True, 2], [1, 2j], [[]], [[[1.5]]], [2**62, -1]):
        for name, function in (("array", np.array), ("asarray", np.asarray)):
            f.case(name, function, Java("list", np.asarray(values)))
            for to in ("float32", "int16", "uint8", "bool", "complex64"):
                f.case(name, lambda x, t: np.array(x.tolist(), dtype=t), Java("list", np.asarray(values)), DType(to))
    for to, value in (("int8", 128), ("uint8", -1), ("uint16", 65536), ("int64", 2**63 - 1), ("uint64", 5), ("int8", -128)):
        f.case("array", lambda x, t: np.array(x.tolist(), dtype=t), Java("list", np.asarray([0, value])), DType(to))
    for d in DTYPES:
        x = f.let(f"x.{d}", small(d, (3, 4)))
        v = f.view(x, "::2, ::-1", (1, 0))
        for a in (x, v):
            for name in ("array", "asarray", "copy"):
                f.case(name, lambda y: y.copy(), a)
            f.case("array", lambda y, t: y.astype(t), a, DType("float32" if np.dtype(d).kind != "c" else "complex64"))
            f.case("asarray", lambda y, t: y.astype(t), a, DType("int32" if np.dtype(d).kind != "c" else d))


def to_java(f):
    def refuse_complex(x, t):
        if x.dtype.kind == "c" or x.size and not np.isfinite(x).all():
            raise TypeError
        return x.ravel().astype(t)

    def exactly(x, t):
        """A value that the Java type holds, or none."""
        y = x.astype(t)
        if x.dtype.kind == "u" and t == "int64" and (y < 0).any():
            raise OverflowError
        return y

    for d in DTYPES:
        x = f.let(f"x.{d}", small(d, (3, 4)))
        base = f.let(f"base.{d}", small(d, (4, 6, 5), 2, low=0))
        cases = [x, f.view(base, "::2, ::-1, 1", (1, 0)), f.view(base, "1, 2, 1:4"), f.let(f"none.{d}", np.zeros((0, 2), d)), f.view(base, "1, 2, 3")]
        if d != "bool":
            cases.append(f.view(f.let(f"row.{d}", small(d, (1, 3), 4)), broadcast=(2, 3)))
        for a in cases:
            for name, t in (("Boolean", "bool"), ("Byte", "int8"), ("Short", "int16"), ("Int", "int32"), ("Long", "int64"),
                            ("Float", "float32"), ("Double", "float64")):  # fmt: skip
                if t == "bool":
                    f.case("toBooleanArray", lambda y: y.ravel() != 0, a)
                elif "float" in t or d in INTS + ["bool"] or d.startswith("complex"):
                    f.case(f"to{name}Array", lambda y: refuse_complex(y, t), a)
                elif np.dtype(d).kind == "f" and np.abs(a.value).max(initial=0) < 100:
                    f.case(f"to{name}Array", lambda y: refuse_complex(y, t), a)
            if a.value.size > 0:
                f.case("toNested", lambda y: exactly(y, NESTED[d]), a)
        for a, index in ((x, (1, 2)), (x, (-1, -4)), (x, (0,)), (x, (3, 0)), (x, (0, 4)), (cases[1], (5, 1)), (cases[4], ()), (x, ())):
            at = [Plain(i) for i in index]
            if index:
                f.case("item", lambda y, *i: real(one(y, *i)), a, *at)
                f.case("itemComplex", lambda y, *i: one(y, *i).astype("complex128"), a, *at)
                f.case("itemLong", lambda y, *i: whole(one(y, *i)), a, *at)
            else:
                f.case("item", lambda y: real(one(y)), a)
                f.case("itemComplex", lambda y: one(y).astype("complex128"), a)
                f.case("itemLong", lambda y: whole(one(y)), a)
                f.case("itemBoolean", lambda y: one(y) != 0, a)
        for a in cases:
            f.case("shape", lambda y: np.array(y.shape, "int64"), a)
            f.case("ndim", lambda y: np.int32(y.ndim), a)
            f.case("size", np.size, a)
            f.case("dtype", lambda y: np.zeros((), y.dtype), a)
            for axis in (0, -1, 1, 3):
                f.case("shape", lambda y, i: np.int64(y.shape[i]), a, Plain(axis))
    for value in (2**53 + 1, -(2**63), 2**63 - 1):
        f.case("itemLong", lambda y: y, np.array(value))
        f.case("itemLong", lambda y: y[0, 0], np.array([[value]]))
        f.case("toNested", lambda y: y, np.array([value]))
        f.case("toLongArray", lambda y: y, np.array([value]))
    f.case("toNested", lambda y: exactly(y, "int64"), np.array([2**63], "uint64"))
    for d in FLOATS:
        odd = f.let(f"odd.{d}", np.array([np.nan, np.inf, -np.inf, -0.0, np.finfo(d).max, np.finfo(d).smallest_subnormal], d))
        f.case("toDoubleArray", lambda y: y.astype("float64"), odd)
        f.case("toFloatArray", lambda y: y.astype("float32"), odd)
        f.case("toBooleanArray", lambda y: y != 0, odd)
        f.case("toNested", lambda y: y.astype(NESTED[d]), odd)
        for i in range(6):
            f.case("item", lambda y, i: y[i].astype("float64"), odd, Plain(i))


def one(x, *index):
    if index and len(index) != x.ndim:
        raise IndexError  # a flat index is NumPy's; here an index has a position an axis
    return np.asarray(x.item(*([index] if index else []))).astype(x.dtype)


def real(x):
    if x.dtype.kind == "c":
        raise TypeError
    return x.astype("float64")


def whole(x):
    if x.dtype.kind not in "iub":
        raise TypeError
    return x.astype("int64")


def slices(f):
    x = f.let("x", np.arange(20.0).reshape(4, 5))
    for parts in ((None, None), (1, 3), (1, None), (None, -1), (None, None, 2), (None, None, -1), (-1, 0, -2), (4, 1, -1), (0, 5, 3), (3, 1), (-9, 9)):
        f.case("getItems", lambda a, i: a[tuple(i)], x, [Slice(*parts)])
        f.case("getItems", lambda a, i: a[tuple(i)], x, [Slice(None), Slice(*parts)])
    f.case("getItems", lambda a, i: a[tuple(i)], x, [Slice(None, None, 0)])


def java(f):
    from_java(f)
    to_java(f)
    slices(f)
