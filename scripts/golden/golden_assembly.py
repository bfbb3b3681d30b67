"""Cases of arrays put together, taken apart, applied along axes, and of places."""

import numpy as np
from golden_format import DTYPES, Plain, Slice, Text
from golden_selections import changed
from golden_values import small

ALONG = {"sum": np.sum, "cumsum": np.cumsum, "first two": lambda v: v[:2], "outer": lambda v: v[:, None] * v}
MASKS = {"triu": np.triu, "tril": np.tril}


def assembly(f):
    for d in DTYPES:
        x, y = f.let(f"x.{d}", small(d, (3, 4))), f.let(f"y.{d}", small(d, (2, 4), 2))
        cube, v = f.let(f"cube.{d}", small(d, (2, 3, 4), 3)), f.let(f"v.{d}", small(d, (4,), 5))
        turned = f.view(cube, "::-1, :, ::2", (2, 0, 1))
        f.case("append", np.append, x, y)
        for axis in (0, 1, -1, 2):
            f.case("append", np.append, x, y, Plain(axis))
        f.case("columnStack", lambda *a: np.column_stack(a), f.view(x, ":, 0"), x)
        f.case("columnStack", lambda *a: np.column_stack(a), v, f.view(v, "::-1"))
        f.case("columnStack", lambda *a: np.column_stack(a), x, v)
        f.case("block", np.block, x)
        f.case("block", np.block, [x, x])
        f.case("block", np.block, [[x, x], [y, y]])
        f.case("block", np.block, [[x, f.view(x, ":, 0, None")], [v, f.view(v, "0")]])
        f.case("block", np.block, [[cube], [cube]])
        f.case("block", np.block, [[x], x])
        f.case("block", np.block, [[x, x], []])
        f.case("dsplit", lambda a, n: np.dsplit(a, n), cube, Plain(2))
        f.case("dsplit", lambda a, n: np.dsplit(a, n), cube, Plain([1, 3]))
        f.case("dsplit", lambda a, n: np.dsplit(a, n), cube, Plain(3))
        f.case("dsplit", lambda a, n: np.dsplit(a, n), x, Plain(2))
        for axis in (0, 1, -1):
            for place in (0, 1, -1, -3, 5):
                f.case("delete", lambda a, i, axis: np.delete(a, i, axis), x, Plain(place), Plain(axis))
            f.case("delete", lambda a, i, axis: np.delete(a, i, axis), turned, Slice(None, None, 2), Plain(axis))
            f.case("delete", lambda a, i, axis: np.delete(a, i, axis), x, f.let("two", np.array([0, -1, 0])), Plain(axis))
            f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, Plain(1), 5, Plain(axis))
            f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, Plain(-1), f.view(x, "0, :1"), Plain(axis))
            f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, f.let("two", np.array([0, -1, 0])), 7, Plain(axis))
            f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, f.let("one", np.array([2])), 7, Plain(axis))
        f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, Plain(1), v, Plain(0))
        f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, Plain(1), y, Plain(0))
        f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, Plain(2), f.view(x, ":, :2", (1, 0)), Plain(1))
        f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, f.let("at", np.array([3, 1])), y, Plain(0))
        f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, f.let("at", np.array([3, 1])), f.view(x, ":, :2"), Plain(1))
        f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, f.let("one", np.array([2])), f.view(x, ":, 1:2"), Plain(1))
        f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, Plain(1), f.view(x, "0, :3"), Plain(0))
        f.case("insert", lambda a, i, w, axis: np.insert(a, i, w, axis), x, Plain(7), 1, Plain(0))
        f.case("insert", lambda a, i, w: np.insert(a, i, w), x, Plain(3), 2)
        f.case("insert", lambda a, i, w: np.insert(a, i, w), x, f.let("places", np.array([5, 0, 12])), f.view(v, ":3"))
        f.case("delete", lambda a, i: np.delete(a, i), x, f.let("gone", np.array([5, 0, 11])))
        f.case("delete", lambda a, i: np.delete(a, i), x, f.let("places2", np.array([5, 12])))
        f.case("delete", lambda a, i, axis: np.delete(a, i, axis), x, np.array([True, False, True]), Plain(0))
        f.case("delete", lambda a, i, axis: np.delete(a, i, axis), x, np.array([True, False]), Plain(0))
        f.case("delete", lambda a, i, axis: np.delete(a, i, axis), x, np.zeros(0, "int64"), Plain(0))
        for shape in ([2, 3], [5, 7], [0, 2], [12]):
            f.case("resize", lambda a, *s: np.resize(a, s), x, *map(Plain, shape))
        f.case("resize", lambda a, *s: np.resize(a, s), f.view(x, ":0"), Plain(2), Plain(2))
        f.case("copyto", changed(np.copyto), x, v)
        f.case("copyto", changed(np.copyto), x, f.view(v, ":3"))
        for other in ("int8", "float32", "complex64", "bool"):
            f.case("copyto", changed(np.copyto), x, f.let(f"v.{other}", small(other, (4,), 5)))
        mask = f.let("mask", small("bool", (3, 4), 6))
        f.case("copyto", changed(lambda a, b, w: np.copyto(a, b, where=w)), x, v, mask)
        f.case("copyto", changed(lambda a, b, w: np.copyto(a, b, where=w)), x, v, f.view(mask, "0"))
        far = f.let("far", np.array([[0, 5, -1], [12, 3, -13]]))
        for mode in ("raise", "wrap", "clip", "drop"):
            f.case("put", changed(lambda a, i, w, m: np.put(a, i, w, m)), x, far, v, Text(mode))
        f.case("put", changed(np.put), x, f.let("near", np.array([0, 5, -1])), v)
        f.case("put", changed(np.put), x, f.let("near", np.array([0, 5, -1])), f.view(v, "1:3"))
        f.case("put", changed(np.put), x, f.let("near", np.array([0, 5, -1])), f.view(v, ":0"))
        for axis in (0, 1, -1, 3):
            f.case("rollaxis", np.rollaxis, cube, Plain(axis))
            for start in (0, 1, 3, -2, 4):
                f.case("rollaxis", np.rollaxis, cube, Plain(axis), Plain(start))
        for a in (x, turned, f.view(v, "0"), f.view(x, "::-1")):
            f.case("ascontiguousarray", np.ascontiguousarray, a)
            f.case("asfortranarray", np.asfortranarray, a)
            f.case("isfortran", np.isfortran, a)
        f.case("isfortran", np.isfortran, f.view(x, None, (1, 0)))
        f.case("arrayEquiv", np.array_equiv, x, x)
        f.case("arrayEquiv", np.array_equiv, f.view(x, "0"), x)
        f.case("arrayEquiv", np.array_equiv, f.view(x, "0, :3"), x)
        m = f.let(f"m.{d}", small(d, (2, 4, 3), 7))
        f.case("matvec", np.matvec, x, v)
        f.case("matvec", np.matvec, cube, v)
        f.case("matvec", np.matvec, cube, f.view(m, ":, :, 0"))
        f.case("matvec", np.matvec, x, f.view(v, ":3"))
        f.case("matvec", np.matvec, v, v)
        f.case("vecmat", np.vecmat, v, m)
        f.case("vecmat", np.vecmat, f.view(v, ":3"), x)
        f.case("vecmat", np.vecmat, v, x)
        for name, function in ALONG.items():
            for axis in (0, 1, 2, -1, 3):
                f.case("applyAlongAxis", lambda n, axis, a: np.apply_along_axis(ALONG[n], axis, a), Text(name), Plain(axis), cube)
        f.case("applyAlongAxis", lambda n, axis, a: np.apply_along_axis(ALONG[n], axis, a), Text("sum"), Plain(0), f.view(x, ":, :0"))
        f.case("applyOverAxes", lambda n, a, *axes: np.apply_over_axes(ALONG[n], a, axes), Text("sum"), cube, Plain(0), Plain(2))
        f.case("applyOverAxes", lambda n, a, *axes: np.apply_over_axes(ALONG[n], a, axes), Text("cumsum"), cube, Plain(1))
        f.case("applyOverAxes", lambda n, a, *axes: np.apply_over_axes(ALONG[n], a, axes), Text("sum"), cube, Plain(3))
        for a in (cube, f.view(v, "0")):
            f.case("ndenumerate", lambda b: [np.array(e[1]).astype("complex128" if d[0] == "c" else "float64" if d[0] == "f" else "int64") for e in np.ndenumerate(b)], a)
    for value in (1.0, np.nan, np.inf):
        f.case("asarrayChkfinite", np.asarray_chkfinite, np.array([0.5, value]))
    f.case("asarrayChkfinite", np.asarray_chkfinite, np.array([1, 2]))
    places(f)


def places(f):
    f.case("broadcastShapes", lambda *s: np.array(np.broadcast_shapes(*s), "int64"), Plain([2, 1]), Plain([3]))
    f.case("broadcastShapes", lambda *s: np.array(np.broadcast_shapes(*s), "int64"), Plain([2, 1]), Plain([3, 1, 5]), Plain([1]))
    f.case("broadcastShapes", lambda *s: np.array(np.broadcast_shapes(*s), "int64"), Plain([2]), Plain([3]))
    square, wide, cube = f.let("square", small("int32", (3, 3))), f.let("wide", small("int32", (3, 5))), f.let("cube", small("int32", (2, 2, 2)))
    f.case("diagIndices", lambda n: list(np.diag_indices(n)), Plain(4))
    f.case("diagIndices", lambda n, k: list(np.diag_indices(n, k)), Plain(2), Plain(3))
    for a in (square, wide, cube):
        for name in ("diag_indices_from", "tril_indices_from", "triu_indices_from"):
            camel = {"diag_indices_from": "diagIndicesFrom", "tril_indices_from": "trilIndicesFrom", "triu_indices_from": "triuIndicesFrom"}[name]
            f.case(camel, lambda b: list(getattr(np, name)(b)), a)
            if name[0] == "t":
                f.case(camel, lambda b, k: list(getattr(np, name)(b, k)), a, Plain(1))
    for name, camel in (("tril_indices", "trilIndices"), ("triu_indices", "triuIndices")):
        f.case(camel, lambda n: list(getattr(np, name)(n)), Plain(3))
        for n, k, m in ((3, 0, 4), (4, 1, 2), (3, -1, 3), (2, 5, 2), (0, 0, 3)):
            f.case(camel, lambda n, k, m: list(getattr(np, name)(n, k, m)), Plain(n), Plain(k), Plain(m))
    for name in MASKS:
        f.case("maskIndices", lambda n, m: list(np.mask_indices(n, MASKS[m])), Plain(3), Text(name))
        f.case("maskIndices", lambda n, m, k: list(np.mask_indices(n, MASKS[m], k)), Plain(4), Text(name), Plain(1))
    f.case("ix", lambda *a: list(np.ix_(*a)), np.array([0, 2]), np.array([1, 3, 0]), np.array([True, False, True]))
    f.case("ix", lambda *a: list(np.ix_(*a)), np.ones((2, 2), "int64"))
    for text in ("0:3", "2:9:3", "0:1:0.25", ":4, 1:3", "-1:1:5j, 0:2", "1:5:2, 0:0.5:0.125, 3:1:-1", "0:1:3j"):
        f.case("mgrid", lambda t: eval(f"np.mgrid[{t}]"), Text(text))
        f.case("ogrid", lambda t: [np.asarray(a) for a in (lambda g: g if isinstance(g, tuple) else [g])(eval(f"np.ogrid[{t}]"))], Text(text))
    for text in ("3", "a:b", "1:2:3:4"):
        f.case("mgrid", lambda t: (_ for _ in ()).throw(IndexError()), Text(text))
    f.case("ndindex", lambda *s: [np.array(i, "int64") for i in np.ndindex(*s)], Plain(2), Plain(3))
    f.case("ndindex", lambda *s: [np.array(i, "int64") for i in np.ndindex(*s)], Plain(0), Plain(3))
