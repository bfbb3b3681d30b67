"""Cases of making, reshaping, indexing and multiplying arrays."""

import numpy as np
from golden_format import DTYPES, INTS, Arg, DType, Plain, Slice, Text
from golden_values import rng, small

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
        if len(args) != 2:
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
    f.case("indices", np.indices, Plain([0, 2]))
    for d in DTYPES:
        t = DType(d)
        if d != "bool":  # NumPy's arange of bools ends at 2
            f.case("arange", lambda n, t: np.arange(n, dtype=t), 5, t)
            f.case("arange", lambda a, b, t: np.arange(a, b, dtype=t), 2, 9, t)
            f.case("indices", np.indices, Plain([2, 3]), t)
        f.case("eye", lambda n, t: np.eye(n, dtype=t), Plain(3), t)
        f.case("identity", np.identity, Plain(3), t)
        f.case("tri", np.tri, Plain(3), Plain(4), Plain(1), t)
        for name in ("empty", "emptyLike"):  # of which only type and shape are compared
            f.case(name, *((np.zeros, shape) if name == "empty" else (np.zeros_like, small("int8", (3, 0)))), t)
        f.case("emptyLike", np.zeros_like, small(d, (2, 1, 2)))
        f.case("zerosLike", np.zeros_like, small("int16", (2, 2)), t)
        f.case("onesLike", np.ones_like, small("int16", (2, 2)), t)
        f.case("fullLike", np.full_like, small("int16", (2, 2)), 3, t)
        if d != "bool" and d[0] != "c":
            f.case("linspace", lambda a, b, n, end, t: np.linspace(a, b, n, end, dtype=t), 0.0, 9.0, Plain(7), True, t)
            if d[0] != "u":
                f.case("linspace", lambda a, b, n, end, t: np.linspace(a, b, n, end, dtype=t), -3.0, 9.0, Plain(7), False, t)
    f.case("empty", np.zeros, shape)
    f.case("empty", np.zeros, Plain([2, -1]))
    f.case("arange", np.arange, 4.5)
    f.case("arange", np.arange, -1.5)
    f.case("arange", np.arange, 0, 5, 0)
    for d in ("float16", "float32", "float64"):
        f.case("arange", lambda a, b, c, t: np.arange(a, b, c, dtype=t), 0.5, 4.0, 0.25, DType(d))
    f.case("full", np.full, Plain([3]), 7, DType("float32"))
    f.case("full", np.full, Plain([2, 3]), np.array([1, 2, 3]), DType("int16"))
    f.case("full", np.full, Plain([2, 3]), np.array([[1.5], [2.5]]))
    f.case("full", np.full, Plain([2, 3]), np.array([1, 2]))
    f.case("full", np.full, Plain([2]), 300, DType("int8"))
    f.case("full", np.full, Plain([2]), True)
    f.case("linspace", np.linspace, -1.0, 2.0)
    f.case("logspace", np.logspace, 0.0, 2.0)
    f.case("logspace", np.logspace, 0.0, 8.0, Plain(5), False, 2.0)
    f.case("geomspace", np.geomspace, 1.0, 50.0)
    f.case("geomspace", np.geomspace, 1.0, 16.0, Plain(4), False)
    f.case("geomspace", np.geomspace, 0.0, 16.0, Plain(4))
    f.case("tri", np.tri, Plain(3), Plain(5))
    for a in (v, m, cube, np.zeros((0, 3)), np.zeros((2, 0, 3), "int8")):
        f.case("tril", np.tril, a)
        f.case("triu", np.triu, a)
        f.case("diagflat", np.diagflat, a)
        f.case("diag", np.diag, a)
    f.case("diag", np.diag, np.array(2.0))
    for text, function, size in (("10*i + j", lambda i, j: 10 * i + j, (3, 4)), ("i", lambda i: i, (5,)), ("i < j", lambda i, j: i < j, (3, 4)),
                                 ("sqrt(i)", lambda i: np.sqrt(i), (6,)), ("i", lambda i: i, (0,))):  # fmt: skip
        f.case("fromFunction", lambda _, s: np.fromfunction(function, s), Text(text), Plain(list(size)))
        for d in ("int64", "float32", "int16"):
            f.case("fromFunction", lambda _, s, t: np.fromfunction(function, s, dtype=t), Text(text), Plain(list(size)), DType(d))
    f.case("meshgrid", lambda *xs: np.meshgrid(*xs), np.arange(3))
    f.case("meshgrid", lambda *xs: np.meshgrid(*xs), np.arange(3), np.zeros(0))


def shapes(f):
    x = f.let("x", np.arange(60, dtype="int32").reshape(3, 4, 5))
    v = f.view(f.let("base", np.arange(270.0).reshape(5, 6, 9)), "::2, 4::-1, 1:8:2")
    t = f.view(x, axes=(1, 2, 0))
    line = f.let("line", np.arange(6, dtype="int8"))
    scalar = f.let("scalar", np.array(5.0))
    one = f.let("one", np.arange(4, dtype="uint8").reshape(1, 4, 1))
    nothing = f.let("nothing", np.zeros((0, 3), "float32"))

    for to in ((60,), (4, 15), (-1, 5), (5, -1, 2), (3, 2, 2, 5), (1, 60), (7, -1), (-1, -1), (61,)):
        f.case("reshape", np.reshape, x, Plain(list(to)))
        f.case("reshape", np.reshape, t, Plain(list(to)))
        f.case("reshape", np.reshape, v, Plain(list(to)))
    f.case("reshape", np.reshape, x, Plain([5, -2]))
    f.case("reshape", np.reshape, x, Plain([-2, -1]))
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
        f.case("rot90", np.rot90, a)
        for k, p, q in ((1, 1, 2), (3, 0, -1), (2, 2, 1), (1, 0, 0), (1, 0, 3)):
            f.case("rot90", lambda y, k, p, q: np.rot90(y, k, (p, q)), a, *map(Plain, (k, p, q)))
        for k in (0, 1, 2, 3, -1, 5):
            f.case("rot90", np.rot90, a, Plain(k))
        for reps in ((2,), (2, 1, 3), (1, 2, 1, 2), (0,)):
            f.case("tile", np.tile, a, Plain(list(reps)))
        f.case("repeat", np.repeat, a, Plain(3))
        f.case("repeat", np.repeat, a, Plain(2), axis=Plain(1))
        f.case("repeat", np.repeat, a, Plain([1, 0, 2] if a is x else [2, 1, 0]), axis=Plain(0))
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
    for a in (nothing, f.let("hollow", np.zeros((2, 0, 3), "int16"))):
        for name in ("swapaxes", "moveaxis"):
            f.case(name, getattr(np, name), a, Plain(0), Plain(-1))
        f.case("roll", np.roll, a, Plain(2))
        f.case("roll", np.roll, a, Plain(2), axis=Plain(0))
        f.case("rot90", np.rot90, a)
        f.case("tile", np.tile, a, Plain([2, 1]))
        f.case("repeat", np.repeat, a, Plain(2))
        f.case("repeat", np.repeat, a, Plain(2), axis=Plain(1))
        f.case("broadcastTo", np.broadcast_to, a, Plain([4, *a.value.shape]))
        f.case("broadcastTo", np.broadcast_to, a, Plain([4, 3]))
        for name in ("concat", "stack"):
            for axis in (0, 1, -1):
                f.case(name, lambda xs, axis: getattr(np, name)(xs, axis=axis), [a, a], axis=Plain(axis))
        for name in ("hstack", "vstack", "dstack"):
            f.case(name, getattr(np, name), [a, a])
        for name in ("unstack", "nonzero", "argwhere", "flatnonzero", "flipud", "fliplr", "atleast_3d"):
            f.case(name.replace("_", ""), getattr(np, name), a)
        f.case("arraySplit", np.array_split, a, Plain(2))
        f.case("diagonal", np.diagonal, a)
        f.case("trace", np.trace, a)
        f.case("take", np.take, a, np.array([0, 1]), axis=Plain(-1))
        f.case("take", np.take, a, np.array([0]))
        f.case("take", np.take, a, np.zeros(0, int))
    f.case("argwhere", np.argwhere, scalar)
    f.case("flatnonzero", np.flatnonzero, scalar)
    f.case("nonzero", np.nonzero, scalar)
    for axis in (0, -1, 1):  # NumPy lets the first two pass where there is no axis
        f.case("repeat", np.repeat, scalar, Plain(3), axis=Plain(axis))
        f.case("take", np.take, scalar, np.array([0, 0]), axis=Plain(axis))
        f.case("roll", np.roll, scalar, Plain(1), axis=Plain(axis))
        f.case("swapaxes", np.swapaxes, scalar, Plain(axis), Plain(axis))
        f.case("concat", lambda xs, axis: np.concat(xs, axis=axis), [scalar, scalar], axis=Plain(axis))
        f.case("stack", lambda xs, axis: np.stack(xs, axis=axis), [scalar, scalar], axis=Plain(axis))
        f.case("unstack", lambda y, axis: np.unstack(y, axis=axis), scalar, axis=Plain(axis))
    f.case("repeat", np.repeat, scalar, Plain(3))
    f.case("take", np.take, scalar, np.array([0, 0]))
    f.case("roll", np.roll, scalar, Plain(1))
    f.case("tile", np.tile, scalar, Plain([2, 3]))
    for mode in ("raise", "wrap", "clip"):
        for at in ([0, -1, 7], [-9, 2, 100], [[1, 2]], []):
            f.case("take", lambda y, i, axis, mode: np.take(y, i, axis, mode=mode), v, np.array(at, "int64"), axis=Plain(1), mode=Text(mode))
    for a in (scalar, line, x, v):
        for name in ("atleast_1d", "atleast_2d", "atleast_3d"):
            f.case(name.replace("_", ""), getattr(np, name), a)
    for a in (x, v, t):
        f.case("flipud", np.flipud, a)
        f.case("fliplr", np.fliplr, a)
        f.case("dstack", np.dstack, [a, a])
        for axis in (0, 1, -1):
            f.case("unstack", lambda y, axis: np.unstack(y, axis=axis), a, axis=Plain(axis))
            f.case("arraySplit", np.array_split, a, Plain(2), axis=Plain(axis))
            f.case("arraySplit", np.array_split, a, Plain([1, 2]), axis=Plain(axis))
        f.case("vsplit", np.vsplit, a, Plain(3))
        f.case("unstack", np.unstack, a)
        f.case("split", np.split, a, Plain(3))
        f.case("split", np.split, a, Plain(7))
        f.case("arraySplit", np.array_split, a, Plain(7))
        f.case("split", np.split, a, Plain([3, 1, -1, 9]), axis=Plain(1))
        f.case("hsplit", np.hsplit, a, Plain(2))
    f.case("fliplr", np.fliplr, line)
    f.case("dstack", np.dstack, [line, line])
    f.case("hsplit", np.hsplit, line, Plain(2))
    f.case("permuteDims", np.permute_dims, x, Plain([2, 0, 1]))
    f.case("diagflat", np.diagflat, line, Plain(1))
    f.case("diagflat", np.diagflat, one, Plain(-2))
    f.case("broadcastArrays", lambda *a: np.broadcast_arrays(*a), x, f.let("five", np.arange(5.0)), scalar)
    f.case("broadcastArrays", lambda *a: np.broadcast_arrays(*a), x, line)
    for d in DTYPES:
        some = f.let(f"some.{d}", small(d, (3, 5), 4) * (small("bool", (3, 5), 5)).astype(d))
        for a in (some, f.view(some, "::-1, 1::2", (1, 0))):
            f.case("nonzero", np.nonzero, a)
            f.case("argwhere", np.argwhere, a)
            f.case("flatnonzero", np.flatnonzero, a)
    places = rng(8).integers(-3, 3, (3, 4, 2))
    f.case("takeAlongAxis", np.take_along_axis, x, places, Plain(2))
    f.case("takeAlongAxis", np.take_along_axis, v, rng(9).integers(0, 3, (2, 5, 4)), Plain(0))
    f.case("takeAlongAxis", np.take_along_axis, x, places + 20, Plain(2))
    f.case("takeAlongAxis", np.take_along_axis, x, places[:1], Plain(2))
    f.case("takeAlongAxis", np.take_along_axis, x, places.astype("int8"), Plain(-1))
    f.case("takeAlongAxis", np.take_along_axis, x, places[0], Plain(2))
    f.case("takeAlongAxis", np.take_along_axis, x, places.astype("float32"), Plain(2))
    f.case("takeAlongAxis", np.take_along_axis, nothing, np.zeros((0, 2), int), Plain(1))
    for d in DTYPES:
        a = f.let(f"some.{d}", small(d, (3, 5), 4) * (small("bool", (3, 5), 5)).astype(d))
        for at, axis in ((np.array([[1, 0, 4]] * 3), 1), (np.array([[2, 0, 1, -1, -3]]), 0), (np.array([[1]]), 1), (np.zeros((3, 0), int), 1), (np.array([[5, 0]] * 3), 1)):
            f.case("putAlongAxis", put_along, a, at, small(d, at.shape, 9), Plain(axis))
            f.case("putAlongAxis", put_along, a, at, 2, Plain(axis))
        f.case("putAlongAxis", put_along, f.view(a, "::-1", (1, 0)), np.array([[1, 0, 1]] * 5), small(d, (1, 3), 9), Plain(1))
    f.case("putAlongAxis", put_along, x, places, 3.5, Plain(2))
    f.case("putAlongAxis", put_along, x, places, np.array([7, 8]), Plain(2))
    f.case("putAlongAxis", put_along, x, places, np.array([7, 8, 9]), Plain(2))
    f.case("putAlongAxis", put_along, x, places[0], 1, Plain(2))
    near = f.let("near", np.array([1, 1 + 1e-9, 1e-9, np.inf, np.nan, -np.inf, 1e300]))
    f.case("isclose", np.isclose, near, f.let("far", np.array([1 + 1e-6, 1, 0, np.inf, np.nan, np.inf, 1e300 * (1 + 1e-6)])))
    far = f.let("far", np.array([1 + 1e-6, 1, 0, np.inf, np.nan, np.inf, 1e300 * (1 + 1e-6)]))
    complicated = f.let("complicated", np.array([1 + 1j, 1e-9j, complex(np.nan, 0), complex(0, np.inf), complex(np.inf, 1), 3, 1e5j]))
    for a, b in ((near, far), (near, near), (far, near), (near, np.float32(1)), (complicated, complicated), (complicated, far),
                 (line, line), (v, v), (v, x), (nothing, nothing), (nothing, f.let("five", np.arange(5.0))), (scalar, scalar), (line, scalar)):  # fmt: skip
        f.case("isclose", np.isclose, a, b)
        f.case("allclose", np.allclose, a, b)
        f.case("arrayEqual", np.array_equal, a, b)
        f.case("isclose", np.isclose, a, b, 1e-3, 1e-2, True)
        f.case("allclose", np.allclose, a, b, 1e-3, 1e-2, True)
        f.case("allclose", np.allclose, a, b, 0.0, 0.0, False)
        f.case("arrayEqual", np.array_equal, a, b, True)
    for d in DTYPES:
        a = f.let(f"some.{d}", small(d, (3, 5), 4) * (small("bool", (3, 5), 5)).astype(d))
        f.case("isclose", np.isclose, a, 2)
        f.case("isclose", np.isclose, a, 2.00001)
        f.case("allclose", np.allclose, a, 2)
        f.case("allclose", np.allclose, a, a)
        f.case("arrayEqual", np.array_equal, a, f.let("other", small("float64", (3, 5), 4)))
        f.case("arrayEqual", np.array_equal, a, a)
        f.case("arrayEqual", np.array_equal, f.view(a, "::-1"), a)
    f.case("isclose", np.isclose, line, f.let("off", np.arange(6) + np.array([0, 1e-9, 0.1, 0, 1e-5, -1e-4])))
    for a in (line, f.let("bytes", rng(3).integers(0, 50, 500).astype("uint8")), f.let("none", np.zeros(0, "int64"))):
        f.case("bincount", np.bincount, a)
        for n in (0, 3, 60):
            f.case("bincount", lambda y, n: np.bincount(y, minlength=n), a, Plain(n))
        for d in DTYPES:
            w = f.let(f"weights.{d}.{a.value.size}", small(d, a.value.shape, 3))
            f.case("bincount", np.bincount, a, w)
            f.case("bincount", np.bincount, a, w, Plain(9))
        f.case("bincount", np.bincount, a, np.full(a.value.size, np.nan))
        f.case("bincount", np.bincount, a, np.ones(a.value.size + 1))
        f.case("bincount", lambda y, n: np.bincount(y, minlength=n), a, Plain(-1))
    for d in INTS + ["bool"]:
        f.case("bincount", np.bincount, f.let(f"few.{d}", np.array([1, 0, 1, 3]).astype(d)))
    f.case("bincount", np.bincount, f.view(f.let("bytes2", rng(3).integers(0, 5, (7, 9))), "::-2, 3"), f.view(f.let("w2", rng(4).random((9, 7))), "1::2, 3"))
    f.case("bincount", np.bincount, np.array([1, -1]))
    f.case("bincount", np.bincount, np.array([1.0, 2.0]))
    for mode in ("constant", "edge", "reflect", "symmetric", "wrap"):
        f.case("pad", lambda a, w, mode: np.pad(a, w, mode=mode), line, Plain([[2, 3]]), mode=Text(mode))
        f.case("pad", lambda a, w, mode: np.pad(a, w, mode=mode), v, Plain([[1, 0], [2, 1], [0, 2]]), mode=Text(mode))
    for a in (x, v, nothing):
        f.case("pad", np.pad, a, Plain(2))
        for mode in ("constant", "edge", "reflect", "symmetric", "wrap"):
            f.case("pad", lambda a, w, mode: np.pad(a, w, mode=mode), a, Plain(1), mode=Text(mode))
        f.case("pad", lambda a, w, c: np.pad(a, w, constant_values=c), a, Plain(1), 7)
    f.case("pad", np.pad, x, Plain(-1))
    f.case("pad", lambda a, w, c: np.pad(a, w, constant_values=c), line, Plain(1), 2.5)
    f.case("pad", lambda a, w, constant_values: np.pad(a, w, constant_values=constant_values), x, Plain([[1, 1], [0, 0], [2, 0]]), constant_values=9)


# ---- indexing


TEXTS = """0 -1 2 5 -6 : ... 1:3 ::2 ::-1 3:0:-1 -2: :-2 10:20 4:1 1:100 -100:2 ::-2 2,3 2,3,4 -1,-1,-1 ...,0 0,... :,0 :,:,-1
::2,... 1:4,::-2,3 ...,::-1 None None,... ...,None :,None 1,None,2 ::2,None,::3,None 0,...,0 1:3,...,::2 :,:,: :,:,:,:
5,0 0,6 0,0,-8 ...,... ::0 0:5:7 -1:-6:-1 4::-1 3:3 ...,1:1 0,1,2,3 [0,2] [-1] :,[1,-1,1] [0,2],[1,3] [0,5] ...,[0,3,2]""".split()


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


def put_through(x, view, text, value):
    """Writes into a view; what is compared is the array below."""
    y = x.copy()
    exec(f"v = y[{view}]; v[{text}] = value", {"y": y, "value": value})
    return y


def put_along(x, places, values, axis):
    y = x.copy()
    np.put_along_axis(y, places, values, axis)
    return y


def put_part(part):
    def run(x, text, value):
        y = x.copy()
        exec(f"y.{part}[{text}] = value", {"y": y, "value": value})
        return y

    return run


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
    for view, text, value in (
        ("::2, 1", "0", 7),
        ("..., ::-1", "1, :, 2:5", 7),
        ("1:4, :, 3", "::-1, 2:", np.arange(4)),
        ("3", "..., None, 1", np.arange(6)),
        ("None, 2:", "0, -1", np.arange(42).reshape(6, 7)),
        ("4:1:-2", "[1, 0]", 7),
        ("0", "[1, 1, 3], [2, 2, 0]", np.array([5, 6, 7])),
    ):
        f.case("setThrough", put_through, x, Text(view), Text(text), value)
    f.case("set", put, x, Text("0"), np.array([1.5, 2.5, -1.5, 3, 4, 5, 6]))
    for axis in (None, 0, 1, -1, 3):
        for i in (rows, rows.reshape(2, 2), np.array(2), np.array([7])):
            f.case("take", np.take, x, i, **({} if axis is None else {"axis": Plain(axis)}))
    for name, np_name in (("addi", "add"), ("subi", "subtract"), ("muli", "multiply"), ("divi", "divide"),
                          ("floorDivi", "floor_divide"), ("modi", "remainder"), ("andi", "bitwise_and"), ("ori", "bitwise_or"),
                          ("xori", "bitwise_xor"), ("powi", "power"), ("shli", "bitwise_left_shift"), ("shri", "bitwise_right_shift")):  # fmt: skip
        for d in ("int32", "float32", "float64", "uint8", "complex64"):
            a = small(d, (3, 4), 1)
            for y in (small(d, (4,), 2) + np.array(1, d), 2, 2.5, small("int8", (3, 1), 3, low=1), small("float64", (3, 4), 4), np.ones((2, 3, 4), d)):
                if name == "powi" and d[0] == "c" or d == "float64" and np.asarray(y).ndim and np.asarray(y).min() < 0:
                    continue
                f.case(name, in_place(np_name), a, y)
        if name in ("andi", "ori", "xori"):
            for d in ("bool", "int32"):
                f.case(name, in_place(np_name), small(d, (3, 4), 1), True)
        for d in ("float32", "int16"):
            f.case(name, in_place(np_name), np.zeros((0, 3), d), 2)
            f.case(name, in_place(np_name), f.view(f.let(f"odd.{d}", small(d, (4, 6), 1)), "::-2, 1::2", (1, 0)), small(d, (3, 1), 7, low=1) + np.array(1, d))
        if name in ("addi", "subi", "muli", "divi", "powi"):
            odd = np.array([np.nan, np.inf, -np.inf, -0.0, 1, 0])
            f.case(name, in_place(np_name), odd, odd[::-1].copy())
    # parts of complex arrays are views
    for d in ("complex64", "complex128", "float32"):
        z = f.let(f"z.{d}", small(d, (3, 4), 1))
        for name, part in (("setReal", "real"), ("setImag", "imag")):
            if d == "float32" and part == "imag":
                continue  # NumPy's is read-only
            for a in (z, f.view(z, "::-1, ::2", (1, 0))):
                f.case(name, put_part(part), a, Text("..."), 7)
                f.case(name, put_part(part), a, Text("1, 1:"), 2.5)
                f.case(name, put_part(part), a, Text("::2, 1"), np.array([5, 6], "float32"))
                f.case(name, put_part(part), a, Text("[2, 0]"), -1)
                f.case("real", np.real, a)
                f.case("imag", np.imag, a)
    # other types, values and kinds of index
    for d in DTYPES:
        a = f.let(f"a.{d}", small(d, (4, 5), 5))
        mask, row_mask = small("bool", (4, 5), 6), small("bool", (4,), 7)
        for index in ([Arg(1, {"int": 1})], [Slice(None, None, 2)], [mask], [row_mask], [np.array([2, 0])], [np.array([1, 1]), np.array([0, 0])],
                      [Arg(True, {"bool": True})], [Arg(False, {"bool": False})], [np.array(2)], [np.array(True)], [new, np.array([1])], [ellipsis],
                      [np.zeros((0, 5), bool)], [np.zeros((4, 5), bool)], [np.array([-5])], [Slice(3, 0, -1), np.array([4, 4])], [np.array([], "int64")]):  # fmt: skip
            f.case("getItems", items, a, index)
            f.case("setItems", put_items, a, 1, index)
            f.case("setItems", put_items, a, np.array(3).astype(d), index)
            for other in ("float64", "int8", "complex64"):
                if np.can_cast(other, d, "unsafe") and not (other == "complex64" and d[0] != "c"):
                    f.case("setItems", put_items, a, np.array(3).astype(other), index)
            try:
                picked = a.value[tuple(i.value if isinstance(i, Arg) else i for i in index)]
                f.case("setItems", put_items, a, small(d, picked.shape, 8), index)
                f.case("setItems", put_items, f.view(a, "::-1, ::-1"), small(d, picked.shape[-1:], 8), index)
                f.case("setItems", put_items, a, small(d, (*picked.shape, 2), 8), index)
            except IndexError:
                pass
        f.case("getItems", items, f.let(f"point.{d}", np.array(3).astype(d)), [ellipsis])
        f.case("getItems", items, f.let(f"point.{d}", np.array(3).astype(d)), [new])
        f.case("getItems", items, f.let(f"point.{d}", np.array(3).astype(d)), [np.array(True)])
        f.case("getItems", items, f.let(f"point.{d}", np.array(3).astype(d)), [Arg(0, {"int": 0})])
        f.case("setItems", put_items, f.let(f"point.{d}", np.array(3).astype(d)), 1, [ellipsis])
        f.case("set", put, a, Text("1, 2"), 2.5)
        f.case("set", put, a, Text("..."), np.arange(5))


# ---- products


def norm(x, ord=None, axis=None, keepdims=False):
    named = {"inf": np.inf, "-inf": -np.inf, "2": 2}
    return np.linalg.norm(x, named.get(ord, ord) if isinstance(ord, str) else ord, axis, keepdims)


def norms(f, d, named):
    """Norms by order; those of matrices that need singular values are not here."""
    vector, matrix, stack = named[(4,)], named[(4, 3)], named[(2, 4, 3)]
    odd = f.view(stack, "1, ::-1, ::2", (1, 0))
    for a in (vector, matrix, stack, odd):
        f.case("linalg.norm", norm, a)
        f.case("linalg.norm", norm, a, axis=Plain(0))
        f.case("linalg.norm", norm, a, axis=Plain(-1), keepdims=True)
    wide = d not in ("float16", "bool")  # NumPy's powers of float16 overflow, and of bool are int8
    for order in (0.0, 1.0, 2.0, 3.0, 0.5, -1.0, -2.0, np.inf, -np.inf):
        if wide or np.isinf(order) or d != "bool" and abs(order) < 2:
            f.case("linalg.norm", norm, vector, ord=order)
            f.case("linalg.norm", norm, matrix, ord=order, axis=Plain(1))
            f.case("linalg.norm", norm, odd, ord=order, axis=Plain(0), keepdims=True)
    for order in (1.0, -1.0, np.inf, -np.inf):
        f.case("linalg.norm", norm, matrix, ord=order)
        f.case("linalg.norm", norm, odd, ord=order)
        f.case("linalg.norm", norm, stack, ord=order, axis=Plain([1, 2]))
        f.case("linalg.norm", norm, stack, ord=order, axis=Plain([2, 0]), keepdims=True)
    for order in ("fro", "inf", "-inf", "2"):
        if order != "2":
            f.case("linalg.norm", norm, matrix, ord=Text(order))
            f.case("linalg.norm", norm, stack, ord=Text(order), axis=Plain([0, 1]))
        if order != "fro":
            f.case("linalg.norm", norm, vector, ord=Text(order))
            f.case("linalg.norm", norm, stack, ord=Text(order), axis=Plain(1))
    f.case("linalg.norm", norm, vector, ord=Text("fro"))
    f.case("linalg.norm", norm, vector, ord=Text("big"))
    f.case("linalg.norm", norm, matrix, ord=0.5)
    f.case("linalg.norm", norm, stack, ord=1.0)
    f.case("linalg.norm", norm, stack, axis=Plain([0, 0]))


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
        f.case("tensordot", np.tensordot, named[(2, 4, 3)], small(d, (4, 3, 2), 3))
        f.case("tensordot", np.tensordot, named[(3,)], named[(4,)])
        f.case("vecdot", lambda a, b, axis: np.vecdot(a, b, axis=axis), named[(2, 4, 3)], named[(2, 4, 3)], Plain(1))
        f.case("vecdot", lambda a, b, axis: np.vecdot(a, b, axis=axis), named[(4, 3)], named[(4, 3)], Plain(0))
        f.case("cross", lambda a, b, axis: np.cross(a, b, axis=axis), named[(3, 5)], small(d, (3, 5), 8), Plain(0))
        f.case("cross", lambda a, b, axis: np.cross(a, b, axis=axis), named[(3, 5)], small(d, (3, 5), 8), Plain(1))
        for name in ("inner", "outer", "vdot", "dot", "matmul", "kron", "vecdot"):
            none = f.let(f"none.{d}", np.zeros(0, d))
            f.case(name, getattr(np, name), none, none)
            f.case(name, getattr(np, name), f.view(named[(4, 3)], "::-1, 1"), f.view(named[(4, 3)], "::-1, 0"))
        norms(f, d, named)
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
