"""Functions that have few cases elsewhere, over types, shapes, layouts, empty arrays, NaN and infinities."""

import numpy as np
from golden_format import Plain, Text
from golden_values import small

TYPES = ["bool", "int8", "uint16", "int64", "float16", "float32", "float64", "complex64", "complex128"]


def arrays(f, d):
    """An array of each kind: no axes, one to three, none of some, strided, transposed, repeated."""
    cube = f.let(f"cube.{d}", small(d, (2, 4, 6), 5))
    matrix = f.let(f"matrix.{d}", small(d, (4, 6), 6))
    line = f.let(f"line.{d}", small(d, (6,), 7))
    return {
        "none": f.let(f"none.{d}", small(d, (), 8)),
        "line": line,
        "empty": f.let(f"empty.{d}", small(d, (0,), 9)),
        "matrix": matrix,
        "square": f.view(matrix, ":, 1:5"),
        "hollow": f.let(f"hollow.{d}", small(d, (4, 0), 9)),
        "strided": f.view(matrix, "::-1, ::2"),
        "turned": f.view(matrix, axes=(1, 0)),
        "rows": f.view(line, broadcast=(3, 6)),
        "cube": cube,
        "mixed": f.view(cube, ":, ::2, ::-1", axes=(2, 0, 1)),
    }


def lists(function):
    return lambda *a: list(function(*a))


def odd(d):
    """With NaN and infinities where there are such."""
    x = small(d, (7,), 11)
    if np.dtype(d).kind in "fc":
        x[1], x[3], x[5] = np.nan, np.inf, -np.inf
    return x


def moved(f, d, a):
    for x in a.values():
        for name in ("atleast_1d", "atleast_2d", "atleast_3d"):
            f.case(name.replace("_", ""), getattr(np, name), x)
        f.case("ravel", np.ravel, x)
        f.case("flatten", lambda x: x.flatten(), x)
        f.case("flipud", np.flipud, x)
        f.case("fliplr", np.fliplr, x)
        f.case("matrixTranspose", lambda x: x.mT, x)
        f.case("transpose", np.transpose, x)
        f.case("tile", lambda x, *n: np.tile(x, n), x, Plain(2), Plain(1), Plain(3))
        f.case("repeat", np.repeat, x, Plain(2))
        if x.value.ndim > 0:
            f.case("repeat", np.repeat, x, Plain(2), Plain(-1))
            f.case("unstack", lambda x: list(np.unstack(x)), x)
        if x.value.ndim > 1:
            f.case("swapaxes", np.swapaxes, x, Plain(0), Plain(-1))
            f.case("moveaxis", np.moveaxis, x, Plain(0), Plain(-1))
            f.case("tril", lambda x, k: np.tril(x, k), x, Plain(-1))
            f.case("triu", lambda x, k: np.triu(x, k), x, Plain(1))
        if 0 < x.value.ndim < 3:
            f.case("diag", lambda x, k: np.diag(x, k), x, Plain(1))
        f.case("diagflat", lambda x, k: np.diagflat(x, k), x, Plain(-1))
        f.case("asarrayChkfinite", np.asarray_chkfinite, x)
    f.case("asarrayChkfinite", np.asarray_chkfinite, f.let(f"odd.{d}", odd(d)))
    if d in ("int8", "float32", "complex128"):
        index = f.let("places", np.array([[1], [0], [3], [2]]))
        f.case("takeAlongAxis", np.take_along_axis, a["matrix"], index, Plain(1))
        f.case("takeAlongAxis", np.take_along_axis, a["strided"], f.let("negative", np.array([[-1, 0, 1]])), Plain(0))
        f.case("takeAlongAxis", np.take_along_axis, a["turned"], f.view(index, axes=(1, 0)), Plain(0))


def joined(f, d, a):
    other = f.let("counts", np.arange(6, dtype="int32"))
    for name in ("hstack", "vstack", "dstack"):
        g = getattr(np, name)
        call = lambda *xs: g(xs)
        f.case(name, call, a["line"], a["line"])
        f.case(name, call, a["line"], other)
        f.case(name, call, a["none"], a["none"], a["none"])
        f.case(name, call, a["matrix"], a["matrix"])
        f.case(name, call, a["strided"], a["strided"])
        f.case(name, call, a["cube"], a["cube"])
        f.case(name, call, a["empty"], a["empty"])
        f.case(name, call, a["hollow"], a["hollow"])
        f.case(name, call, a["line"], a["matrix"])
        f.case(name, call, a["matrix"])
    for name, along in (("hsplit", 1), ("vsplit", 0)):
        for x in ("line", "matrix", "strided", "cube", "mixed", "hollow", "none"):
            for n in (1, 2, 3):
                f.case(name, lists(getattr(np, name)), a[x], Plain(n))
    for n in (1, 2, 4):
        f.case("split", lists(np.split), a["turned"], Plain(n))
        f.case("stack", lambda xs: np.stack(xs), [a["mixed"]] * n)
    f.case("broadcastArrays", lambda *x: np.broadcast_arrays(*x), a["none"], a["line"], a["turned"])
    f.case("broadcastArrays", lambda *x: np.broadcast_arrays(*x), a["matrix"], a["line"], a["cube"])
    f.case("broadcastArrays", lambda *x: np.broadcast_arrays(*x), a["hollow"], a["none"])
    for shape in ([2, 6], [1, 6], [6], [0, 6], [4, 4, 6], []):
        f.case("broadcastTo", lambda x, *s: np.broadcast_to(x, s), a["line"], *map(Plain, shape))
        f.case("broadcastTo", lambda x, *s: np.broadcast_to(x, s), a["none"], *map(Plain, shape))
    f.case("meshgrid", lambda *xs: np.meshgrid(*xs), a["line"], other)
    f.case("meshgrid", lambda *xs: np.meshgrid(*xs), a["empty"], a["line"])
    for indexing in ("xy", "ij", "yx"):
        f.case("meshgrid", lambda *xs, indexing: np.meshgrid(*xs, indexing=indexing), a["line"], other, a["line"], indexing=Text(indexing))


def made(f):
    shapes = lambda *s: np.array(np.broadcast_shapes(*s), "int64")
    for s in ([[]], [[], [3]], [[0], [1]], [[0], [2]], [[5, 1, 3], [4, 1]], [[1, 1], [7], [2, 1, 1]], [[2, 3], [3, 2]]):
        f.case("broadcastShapes", shapes, *map(Plain, s))
    for n in (0, 1, 5):
        for k in (1, 2, 3):
            f.case("diagIndices", lambda n, k: list(np.diag_indices(n, k)), Plain(n), Plain(k))
        for k in (-2, -1, 0, 1, 6):
            for name in ("triu", "tril"):
                g = getattr(np, name)
                f.case("maskIndices", lambda n, m, k: list(np.mask_indices(n, g, k)), Plain(n), Text(name), Plain(k))
                f.case(name + "Indices", lambda n, k, m: list(getattr(np, name + "_indices")(n, k, m)), Plain(n), Plain(k), Plain(4))
            f.case("tri", lambda n, m, k: np.tri(n, m, k), Plain(n), Plain(3), Plain(k))
    for s in ((3, 3), (0, 0), (2, 2, 2), (1, 1)):
        x = np.ones(s)
        f.case("diagIndicesFrom", lambda x: list(np.diag_indices_from(x)), x)
        if len(s) == 2:
            for k in (-1, 0, 1):
                f.case("triuIndicesFrom", lambda x, k: list(np.triu_indices_from(x, k)), x, Plain(k))
                f.case("trilIndicesFrom", lambda x, k: list(np.tril_indices_from(x, k)), x, Plain(k))
    for xs in ([np.arange(3)], [np.zeros(0, "int64"), np.arange(2)], [np.array([True, False, True]), np.array([False, True])], [np.array([1, -1]), np.array([2]), np.arange(2), np.arange(3)]):
        f.case("ix", lambda *a: list(np.ix_(*a)), *xs)
    for s in ((), (3,), (2, 0), (1, 2, 2)):
        f.case("ndindex", lambda *s: [np.array(i, "int64") for i in np.ndindex(*s)], *map(Plain, s))
    for lo, hi in ((0.0, 3.0), (-2.5, 0.5), (3.0, -3.0), (0.0, 0.0), (1.0, 310.0)):
        for n in (0, 1, 2, 7, 50):
            f.case("logspace", np.logspace, lo, hi, Plain(n))
            f.case("logspace", np.logspace, lo, hi, Plain(n), False, 2.0)
    for lo, hi in ((1.0, 1000.0), (2.0, 0.5), (-1.0, -81.0), (1e-300, 1e300), (3.0, 3.0), (0.0, 1.0), (-1.0, 4.0)):
        for n in (0, 1, 2, 5, 33):
            f.case("geomspace", np.geomspace, lo, hi, Plain(n))
            f.case("geomspace", np.geomspace, lo, hi, Plain(n), False)
    for n in (0, 1, 2, 3, 12, 51):
        for name in ("bartlett", "blackman", "hamming", "hanning"):
            f.case(name, getattr(np, name), Plain(n))
        for beta in (0.0, 5.0, 14.0, 40.5):
            f.case("kaiser", np.kaiser, Plain(n), beta)
    for x in (np.array([0.0, 0.5, -3.0, 20.0, 700.0, np.nan]), np.float32([0.25, 8.1, -60]), np.arange(-3, 9), np.zeros((0, 2)), np.float64(2.5)):
        f.case("i0", np.i0, x)
    for text in ("i,j->ij", "ij,jk->ik", "ij,ij->", "ij->ji", "i,i->"):
        xs = [np.arange(3.0) if "," in text and text.startswith("i,") else np.arange(9.0).reshape(3, 3)] * (text.count(",") + 1)
        f.case("einsum", lambda t, *x: np.einsum(t, *x), Text(text), *xs)


def breadth(f):
    for d in TYPES:
        a = arrays(f, d)
        moved(f, d, a)
        joined(f, d, a)
    made(f)
