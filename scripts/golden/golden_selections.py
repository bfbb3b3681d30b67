"""Cases of choosing, of writes by masks and of bits."""

import numpy as np
from golden_format import DTYPES, INTS, Plain, Text
from golden_values import rng, small


def changed(function):
    """What a function that writes into its first argument leaves there."""

    def call(x, *args, **kw):
        y = x.copy()
        function(y, *args, **kw)
        return y

    return call


def selections(f):
    which = f.let("which", np.array([[0, 2, 1], [1, 1, 0]]))
    far = f.let("far", np.array([[-1, 5, 3], [7, -8, 0]]))
    for d in DTYPES:
        x, y, z = (f.let(f"{n}.{d}", small(d, (2, 3), k)) for k, n in enumerate("xyz"))
        f.case("choose", lambda i, *among: np.choose(i, among), which, x, y, z)
        f.case("choose", lambda i, *among: np.choose(i, among), which, x, f.view(y, "0"), f.view(z, ":, :1"))
        f.case("choose", lambda i, *among: np.choose(i, among), far, x, y, z)
        for mode in ("raise", "wrap", "clip", "round"):
            f.case("choose", lambda i, among, mode: np.choose(i, among, mode=mode), far, [x, y, z], Text(mode))
        p, q = f.let("p", np.array([[True, False, True], [False, False, True]])), f.let("q", np.array([True, True, False]))
        f.case("select", np.select, [p, q], [x, y])
        f.case("select", np.select, [q, p], [x, y], 2)
        f.case("select", np.select, [p, q], [f.view(x, "0"), y], z)
        f.case("select", np.select, [q], [x], 1.5)
        f.case("select", np.select, [q], [x, y])
        f.case("select", np.select, [which], [x])
        big = f.let(f"big.{d}", small(d, (3, 4, 5), 9))
        turned = f.view(big, "::-1, 1:, ::2", (2, 0, 1))
        mask = f.let("mask", rng(4).random((3, 4, 5)) < 0.4)
        f.case("extract", np.extract, mask, big)
        f.case("extract", np.extract, f.view(mask, "::-1, 1:, ::2", (2, 0, 1)), turned)
        f.case("extract", np.extract, np.array([1, 0, 2]), big)
        for axis in (0, 1, -1, 3):
            f.case("compress", np.compress, np.array([False, True, True]), big, Plain(axis))
        f.case("compress", np.compress, np.array([1, 0, 0, 7]), turned)
        f.case("compress", np.compress, np.array([0, 0, 0, 0, 0, 1]), big, Plain(0))
        f.case("compress", np.compress, f.view(mask, "0"), big, Plain(0))
        values, none = f.let(f"values.{d}", small(d, (7,), 2)), f.let(f"none.{d}", np.zeros(0, d))
        for v in (values, f.view(values, "1:4"), big):
            f.case("place", changed(np.place), big, mask, v)
            f.case("putmask", changed(np.putmask), big, mask, v)
        f.case("place", changed(np.place), big, f.let("false", np.zeros((3, 4, 5), bool)), none)
        f.case("place", changed(np.place), big, mask, none)
        f.case("place", changed(np.place), big, f.view(mask, "0"), values)
        f.case("putmask", changed(np.putmask), big, f.view(mask, "0"), values)
        for shape in ((4, 4), (3, 5), (7, 3), (3, 3, 3)):
            m = f.let(f"m{len(shape)}{shape[0]}.{d}", small(d, shape, 6))
            for v in (3, f.view(values, ":2"), values):
                f.case("fillDiagonal", changed(np.fill_diagonal), m, v)
                for wrap in (True, False):
                    f.case("fillDiagonal", changed(np.fill_diagonal), m, v, wrap)
        f.case("fillDiagonal", changed(np.fill_diagonal), values, 3)
        f.case("fillDiagonal", changed(np.fill_diagonal), big, 3)
        holes = f.let(f"holes.{d}", np.array([0, 0, 1, 2, 0, 3, 0]).astype(d))
        grid = f.let(f"grid.{d}", np.pad(np.array([[1, 0], [0, 2]]), ((1, 2), (2, 0))).astype(d))
        for a in (holes, grid, none, f.let(f"zeros.{d}", np.zeros(3, d))):
            f.case("trimZeros", np.trim_zeros, a)
            for ends in ("f", "b", "fb", "BF", "x"):
                f.case("trimZeros", np.trim_zeros, a, Text(ends))
        bits = f.let(f"bits.{d}", small(d, (3, 11), 5) * np.array(small("bool", (3, 11), 6), d))
        f.case("packbits", np.packbits, bits)
        for axis in (0, 1, 2):
            f.case("packbits", np.packbits, bits, Plain(axis))
            for order in ("big", "little", "middle"):
                f.case("packbits", lambda a, axis, order: np.packbits(a, axis, bitorder=order), bits, Plain(axis), Text(order))
        f.case("unpackbits", np.unpackbits, f.let(f"m23.{d}", small(d, (3, 5), 6)))
        line = f.let(f"line.{d}", small(d, (8,), 14))
        for conditions in ([np.array([True, False] * 4), np.arange(8) > 2], [np.arange(8) > 4]):
            masks = [f.let(f"c{len(conditions)}{k}", c) for k, c in enumerate(conditions)]
            for n in (len(masks), len(masks) + 1, len(masks) + 2):
                f.case("piecewise", lambda a, conditions, *v: np.piecewise(a, conditions, v), line, masks, *[1, 2, 3, 4][:n])
                texts = [Text(t) for t in ("x*2", "x+1", "cumsum", "x")[:n]]
                f.case("piecewiseOf", lambda a, conditions, *v: np.piecewise(a, conditions, [PIECES[t] for t in v]), line, masks, *texts)
    bytes_ = f.let("bytes", rng(1).integers(0, 256, (3, 4)).astype("uint8"))
    f.case("unpackbits", np.unpackbits, bytes_)
    for axis in (0, 1, 2):
        f.case("unpackbits", np.unpackbits, bytes_, Plain(axis))
        for count in (0, 5, 11, 40, -3, -90):
            for order in ("big", "little"):
                f.case("unpackbits", lambda a, axis, count, order: np.unpackbits(a, axis, count, order), bytes_, Plain(axis), Plain(count), Text(order))
    for d in INTS:
        numbers = f.let(f"numbers.{d}", np.array([[0, 7, 59], [31, 12, 5]]).astype(d))
        for shape in ((3, 4, 5), (60,), (2, 3)):
            f.case("unravelIndex", lambda i, *s: np.unravel_index(i, s), numbers, *map(Plain, shape))
        rows, columns = f.let(f"rows.{d}", np.array([[0], [2]]).astype(d)), f.let(f"columns.{d}", np.array([1, 3, 4]).astype(d))
        f.case("ravelMultiIndex", lambda i, *s: np.ravel_multi_index(i, s), [rows, columns], Plain(3), Plain(5))
        f.case("ravelMultiIndex", lambda i, *s: np.ravel_multi_index(i, s), [rows, columns], Plain(3), Plain(4))
        f.case("ravelMultiIndex", lambda i, *s: np.ravel_multi_index(i, s), [rows, columns], Plain(3))
        for mode in ("raise", "wrap", "clip", "none"):
            f.case("ravelMultiIndex", lambda i, s, mode: np.ravel_multi_index(i, s, mode=mode), [rows, columns], Plain([2, 4]), Text(mode))
    f.case("unravelIndex", lambda i, *s: np.unravel_index(i, s), np.array([-1]), Plain(3))
    f.case("unravelIndex", lambda i, *s: np.unravel_index(i, s), np.array([1.0]), Plain(3))


PIECES = {"x*2": lambda x: x * x.dtype.type(2), "x+1": lambda x: x + x.dtype.type(1), "cumsum": lambda x: np.cumsum(x), "x": lambda x: x}
