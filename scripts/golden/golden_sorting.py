"""Cases of order: sorting, searching, sets."""

import numpy as np
from golden_format import DTYPES, Plain, Text
from golden_values import randoms, rng, small, specials


def mixed(d, n, *seed):
    """Values of all sizes, special ones and repeated ones, in random order."""
    s = specials(d)
    s = s[np.isfinite(s) | np.isnan(s) | np.isinf(s)]
    x = np.concatenate([randoms(d, n, *seed), s, s[: n // 4], small(d, (n,), *seed)])
    return rng(*seed, 5).permutation(x)


def descending(x, axis):
    return np.flip(np.sort(x, axis), axis)


def argdescending(x, axis):
    return x.shape[axis] - 1 - np.flip(np.argsort(np.flip(x, axis), axis, kind="stable"), axis)


def argsort(x, axis=-1):
    return np.argsort(x, axis, kind="stable")


def sorting(f):
    for d in DTYPES:
        line = f.let(f"mixed.{d}", mixed(d, 300))
        f.case("sort", np.sort, line)
        f.case("argsort", argsort, line)
        x = f.let(f"x.{d}", small(d, (5, 6, 7), 3))
        turned = f.view(x, "::-1, 1:, ::2", (2, 0, 1))
        for a in (x, turned):
            f.case("sort", np.sort, a)
            f.case("argsort", argsort, a)
            for axis in (0, 1, -1, -3, 3):
                f.case("sort", np.sort, a, Plain(axis))
                f.case("argsort", argsort, a, Plain(axis))
            for axis in (0, -1):
                f.case("sort", lambda y, axis, _: descending(y, axis), a, Plain(axis), True)
                f.case("argsort", lambda y, axis, _: argdescending(y, axis), a, Plain(axis), True)
                f.case("sort", lambda y, axis, _: np.sort(y, axis), a, Plain(axis), False)
                f.case("argsort", lambda y, axis, _: argsort(y, axis), a, Plain(axis), False)
            f.case("sortInPlace", lambda y: np.sort(y), a)
            for axis in (0, -2, 3):
                f.case("sortInPlace", lambda y, axis: np.sort(y, axis), a, Plain(axis))
        rows = f.let(f"rows.{d}", mixed(d, 260)[: 8 * 65].reshape(-1, 65)[:3])
        for name, function in (("sort", np.sort), ("argsort", argsort)):
            f.case(name, function, rows)
            for shape in ((0,), (0, 3), (3, 0), (1,), (4, 1), ()):
                f.case(name, function, f.let(f"shaped.{d}.{shape}", small(d, shape)))
    searching(f)


def kth(x, axis=-1):
    return np.sort(x, axis)


def searching(f):
    for d in DTYPES:
        x = f.let(f"x.{d}", small(d, (5, 6, 7), 3))
        y, z = (f.let(f"key{i}.{d}", small(d, (5, 6, 7), 20 + i)) for i in (1, 2))
        f.case("lexsort", lambda ks: np.lexsort(ks), [x, y, z])
        for axis in (0, 1, -1, 3):
            f.case("lexsort", lambda ks, axis: np.lexsort(ks, axis), [f.view(x, "::-1"), y], Plain(axis))
        # of a partition only one element is NumPy's own
        f.case("partition", lambda y, k: kth(y), x, Plain(3))
        f.case("partition", lambda y, k, axis: kth(y, axis), x, Plain(-2), Plain(0))
        f.case("argpartition", lambda y, k: argsort(y), x, Plain(3))
        f.case("argpartition", lambda y, k, axis: argsort(y, axis), x, Plain(-2), Plain(0))
        f.case("partitionInPlace", lambda y, k: kth(y), x, Plain(0))
        f.case("partitionInPlace", lambda y, k, axis: kth(y, axis), x, Plain(0), Plain(1))
        for name in ("partition", "argpartition"):
            f.case(name, getattr(np, name), x, Plain(7))
            f.case(name, getattr(np, name), x, Plain(-8))
            f.case(name, getattr(np, name), x, Plain(0), Plain(3))
        row = f.let(f"row.{d}", np.sort(mixed(d, 60)))
        off = f.let(f"off.{d}", mixed(d, 40, 7)[:40].reshape(5, 8))
        for side in ("left", "right"):
            f.case("searchsorted", lambda a, v, side: np.searchsorted(a, v, side), row, off, Text(side))
            f.case("searchsorted", lambda a, v, side: np.searchsorted(a, v, side), np.zeros(0, d), off, Text(side))
        f.case("searchsorted", np.searchsorted, row, f.view(off, "::-2, 1:", (1, 0)))
        f.case("searchsorted", np.searchsorted, row, np.zeros((0, 2), d))
        mess = f.let(f"mess.{d}", mixed(d, 30, 9))
        order = f.let(f"order.{d}", argsort(mixed(d, 30, 9)))
        f.case("searchsorted", np.searchsorted, mess, off, Text("right"), order)
        f.case("searchsorted", np.searchsorted, x, off)
        if d[0] != "c":
            up = f.let(f"up.{d}", np.unique(small(d, (9,), 4)))
            down = f.view(up, "::-1")
            for bins in (up, down):
                f.case("digitize", np.digitize, x, bins)
                for right in (True, False):
                    f.case("digitize", np.digitize, x, bins, right)
            f.case("digitize", np.digitize, x, np.zeros(0, d))
    for a, b in (("int32", "float32"), ("int64", "uint64"), ("float32", "float64"), ("int8", "uint8"), ("float64", "complex64")):
        f.case("searchsorted", np.searchsorted, np.arange(9).astype(a), np.array([3, 0, 8, 9]).astype(b))
    line = f.let("line", np.arange(9.0))
    for v in (3, 2.5, -1, 100):
        f.case("searchsorted", np.searchsorted, line, v)
        f.case("searchsorted", np.searchsorted, line, v, Text("right"))
    f.case("searchsorted", np.searchsorted, np.arange(5), 2.5)
    f.case("searchsorted", np.searchsorted, line, line, Text("middle"))
    f.case("searchsorted", np.searchsorted, line, line, Text("left"), np.arange(3))
    f.case("digitize", np.digitize, line, np.array([1, 3, 2.0]))
    f.case("digitize", np.digitize, line, np.array([[1, 3, 2.0]]))
    f.case("digitize", np.digitize, line.value + 1j, np.arange(3.0))
    f.case("lexsort", lambda ks: np.lexsort(ks), [np.arange(3), np.arange(4)])


# ---- sets


def unique(x, axis=None, equal_nan=True):
    return np.unique(x, axis=axis, equal_nan=equal_nan)


def unique_all(x, axis=None, equal_nan=False):
    return np.unique(x, True, True, True, axis=axis, equal_nan=equal_nan)


def distinct(d, n, *seed):
    """As mixed; which of several complex numbers with a NaN stands for all of them is NumPy's secret, so there is one."""
    x = mixed(d, n, *seed)
    return np.append(x[~np.isnan(x)], x.dtype.type(np.nan)) if d[0] == "c" else x


def sets(f):
    for d in DTYPES:
        line, x = f.let(f"mixed.{d}", distinct(d, 200)), f.let(f"x.{d}", small(d, (5, 6, 7), 3))
        turned = f.view(x, "::-1, 1:, ::2", (2, 0, 1))
        for a in (line, x, turned, *(f.let(f"shaped.{d}.{s}", small(d, s)) for s in ((0,), (0, 3), (1,), (), (2, 2)))):
            f.case("unique", unique, a)
            f.case("uniqueValues", lambda y: unique(y, equal_nan=False), a)
            f.case("uniqueAll", unique_all, a)
            f.case("uniqueCounts", lambda y: np.unique(y, return_counts=True, equal_nan=False), a)
            f.case("uniqueInverse", lambda y: np.unique(y, return_inverse=True, equal_nan=False), a)
            for same in (True, False):
                f.case("unique", lambda y, same: unique(y, equal_nan=same), a, same)
                f.case("uniqueAll", lambda y, same: unique_all(y, equal_nan=same), a, same)
                f.case("uniqueCounts", lambda y, same: np.unique(y, return_counts=True, equal_nan=same), a, same)
        few = f.let(f"few.{d}", np.repeat(small(d, (4, 3, 2), 5), 3, axis=1)[:, [0, 3, 1, 5, 8, 2]][[1, 0, 1, 3, 2, 0]])
        for axis in (0, 1, -1, 3):
            f.case("unique", lambda y, axis: unique(y, axis), few, Plain(axis))
            f.case("uniqueAll", lambda y, axis: unique_all(y, axis), few, Plain(axis))
        f.case("unique", lambda y, axis: unique(y, axis), f.let(f"shaped.{d}.(0, 3)", small(d, (0, 3))), Plain(0))
        f.case("uniqueAll", lambda y, axis: unique_all(y, axis), np.zeros((3, 0), d), Plain(0))
        a, b = f.let(f"a.{d}", distinct(d, 60, 1)[-90:].reshape(9, 10)), f.let(f"b.{d}", distinct(d, 70, 2)[-80:])
        empty, one = f.let(f"empty.{d}", np.zeros(0, d)), f.let(f"one.{d}", np.ones(1, d))
        for name in ("intersect1d", "union1d", "setdiff1d", "setxor1d", "isin"):
            for p, q in ((a, b), (b, a), (x, b), (a, empty), (empty, a), (empty, empty), (one, one), (one, empty), (f.view(x, "::-1, 0"), f.view(x, "1"))):
                f.case(name, getattr(np, name), p, q)
        for invert in (True, False):
            f.case("isin", lambda p, q, i: np.isin(p, q, invert=i), x, b, invert)
        f.case("isin", np.isin, x, 3)
    for a, b in (("int32", "float32"), ("int64", "uint64"), ("float32", "float64"), ("int8", "uint8"), ("float64", "complex64"), ("bool", "int16")):
        for name in ("intersect1d", "union1d", "setdiff1d", "setxor1d", "isin"):
            f.case(name, getattr(np, name), f.let(f"x.{a}", small(a, (5, 6, 7), 3)), f.let(f"x.{b}", small(b, (5, 6, 7), 3)))
    f.case("isin", np.isin, np.arange(4), 2.5)
