"""Cases of order: sorting, searching, sets."""

import numpy as np
from golden_format import DTYPES, Plain
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
