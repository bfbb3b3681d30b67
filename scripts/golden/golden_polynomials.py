"""Cases of polynomials, and of what functions have further arguments for: padding, quantiles by weights, places of sets."""

import numpy as np
from golden_format import COMPLEX, DTYPES, FLOATS, Plain, Text
from golden_values import rng, small

PAIRS = [("float64", "float64"), ("int32", "int32"), ("float32", "float32"), ("complex64", "complex64"), ("complex128", "complex128"), ("int64", "float32"), ("float64", "complex64")]


def polynomials(f):
    for d, e in PAIRS:
        p, q = f.let(f"p.{d}", small(d, (5,), 1)), f.let(f"q.{e}", np.concatenate([[2], small(e, (2,), 2)]).astype(e))
        zeros, one = f.let(f"z.{d}", np.concatenate([[0, 0], small(d, (3,), 3)]).astype(d)), f.let(f"o.{d}", np.ones(1, d))
        x = f.let(f"x.{e}", small(e, (3, 4), 4))
        for a, b in ((p, q), (q, p), (zeros, q), (one, p), (f.view(p, "::-2"), q)):
            f.case("polyadd", np.polyadd, a, b)
            f.case("polysub", np.polysub, a, b)
            f.case("polymul", np.polymul, a, b)
            f.case("polyval", np.polyval, a, x)
        f.case("polyval", np.polyval, f.view(p, ":0"), x)
        f.case("polydiv", np.polydiv, p, q)
        f.case("polydiv", np.polydiv, q, p)
        f.case("polydiv", np.polydiv, f.view(p, ":4"), f.view(q, ":1"))
        for m in (0, 1, 2, 5, 7, -1):
            f.case("polyder", np.polyder, p, Plain(m))
            f.case("polyint", np.polyint, p, Plain(m))
        f.case("polyder", np.polyder, p)
        f.case("polyint", np.polyint, p)
        if d not in COMPLEX:
            f.case("polyint", lambda p, m, *k: np.polyint(p, m, list(k)), p, Plain(3), 1.5, -2.0, 3.0)
            f.case("polyint", lambda p, m, *k: np.polyint(p, m, list(k)), p, Plain(2), 2.0)
            f.case("polyint", lambda p, m, *k: np.polyint(p, m, list(k)), p, Plain(3), 2.0, 1.0)
        v = f.let(f"v.{d}", small(d, (4,), 6, low=-3))
        f.case("vander", np.vander, v)
        for n in (0, 1, 2, 5):
            f.case("vander", np.vander, v, Plain(n))
            f.case("vander", np.vander, v, Plain(n), True)
        f.case("vander", np.vander, x)
        f.case("poly", np.poly, v)
        f.case("poly", np.poly, f.view(v, ":0"))
    at = f.let("at", np.linspace(-2, 3, 12))
    for d in ("float64", "float32", "int64"):
        y = f.let(f"y.{d}", (np.polyval([0.5, -1, 2, 3], at.value) * 4 + rng(7).normal(size=12)).astype(d))
        m = f.let(f"m.{d}", np.stack([y.value, y.value[::-1] * 2], 1))
        for degree in (0, 1, 3):
            f.case("polyfit", np.polyfit, at, y, Plain(degree))
            f.case("polyfit", np.polyfit, at, m, Plain(degree))
        if d != "float32":  # by which NumPy multiplies weights in place
            f.case("polyfit", lambda x, y, n, w, r: np.polyfit(x, y, n, r, w=w), at, y, Plain(2), f.let("w", np.arange(1, 13) / 4), 1e-12)
    f.case("polyfit", np.polyfit, at, f.view(y, ":3"), Plain(1))
    f.case("polyfit", np.polyfit, at, y, Plain(-1))
    f.case("poly", np.poly, np.array([1 + 2j, 1 - 2j, 3]))
    f.case("poly", np.poly, np.array([[2.0, 1], [1, 3]]))
    for p in ([1.0, -6, 11, -6], [0, 0, 2, -8, 0, 0], [1, 0, 1], [5.0], [0.0, 0], [1.0, -2]):
        f.case("sortedRoots", lambda c: np.sort_complex(np.roots(c)), np.array(p))
    more(f)


def more(f):
    widths = Plain([[2, 3], [1, 0]])
    for d in DTYPES:
        x, c = f.let(f"pad.{d}", small(d, (4, 3), 9)), f.let(f"line.{d}", small(d, (5,), 10))
        for mode in ("maximum", "minimum", "mean", "median", "linear_ramp"):
            if d == "bool" and mode in ("mean", "median", "linear_ramp") or d in COMPLEX and mode == "median":
                continue
            f.case("padMode", lambda a, w, m, k: np.pad(a, w, m), x, widths, Text(mode), None)
            if mode != "linear_ramp":
                f.case("padMode", lambda a, w, m, k: np.pad(a, w, m, stat_length=k), x, widths, Text(mode), Plain(2))
            elif d[0] != "c":
                f.case("padMode", lambda a, w, m, k: np.pad(a, w, m, end_values=k), x, widths, Text(mode), Plain(3))
        if d != "bool":
            for mode in ("reflect", "symmetric"):
                for w in (Plain([[2, 1]]), Plain([[9, 12]]), Plain([[0, 4]])):
                    f.case("padOdd", lambda a, w, m: np.pad(a, w, m, reflect_type="odd"), c, w, Text(mode))
                f.case("padOdd", lambda a, w, m: np.pad(a, w, m, reflect_type="odd"), x, Plain([[5, 2], [3, 3]]), Text(mode))
        f.case("padMode", lambda a, w, m, k: np.pad(a, w, m), f.view(x, ":0"), widths, Text("mean"), None)
        a, b = f.let(f"seta.{d}", small(d, (3, 5), 11)), f.let(f"setb.{d}", small(d, (9,), 12))
        f.case("intersect1dIndices", lambda p, q: np.intersect1d(p, q, return_indices=True), a, b)
        f.case("intersect1dIndices", lambda p, q: np.intersect1d(p, q, return_indices=True), a, f.view(b, ":0"))
        holes = f.let(f"holes.{d}", np.pad(np.array([[1, 0], [0, 2]]), ((1, 2), (2, 0))).astype(d))
        for axes in ((0,), (1,), (0, 1)):
            for ends in ("f", "b", "fb"):
                f.case("trimZeros", lambda a, e, *axes: np.trim_zeros(a, e, axes), holes, Text(ends), *map(Plain, axes))
        if d not in COMPLEX and d != "bool":
            y = f.let(f"wq.{d}", small(d, (4, 6), 13))
            w = f.let("weights", np.array([0, 1, 2, 0.5, 3, 1]))
            whole = f.let("whole", rng(3).integers(0, 4, (4, 6)) + np.eye(4, 6))
            for q in (0.3, [0.0, 0.5, 1.0, 0.77]):
                for nan in ("", "nan"):
                    name = nan + "quantile"
                    if not nan:  # NumPy takes no vector of weights there
                        f.case(name + "Weighted", lambda a, q, w, axis, keep: getattr(np, name)(a, q, axis, weights=w, method="inverted_cdf", keepdims=keep), y, q, w, Plain(1), True)
                    f.case(name + "Weighted", lambda a, q, w, axis, keep: getattr(np, name)(a, q, axis, weights=w, method="inverted_cdf", keepdims=keep), y, q, whole, Plain([0, 1]), False)
                    pct = nan + "percentile"
                    g = [100 * p for p in q] if isinstance(q, list) else 100 * q
                    f.case(pct + "Weighted", lambda a, q, w, axis, keep: getattr(np, pct)(a, q, axis, weights=w, method="inverted_cdf", keepdims=keep), y, g, whole, Plain(0), False)
            f.case("quantileWeighted", lambda a, q, w, axis, keep: np.quantile(a, q, axis, weights=w, method="inverted_cdf", keepdims=keep), y, 0.5, f.view(w, ":3"), Plain(1), False)
            f.case("quantileWeighted", lambda a, q, w, axis, keep: np.quantile(a, q, axis, weights=w, method="inverted_cdf", keepdims=keep), y, 0.5, f.let("minus", -np.ones(6)), Plain(1), False)
        if d in FLOATS:
            gaps = f.let(f"gaps.{d}", np.where(small("bool", (4, 6), 14), y.value, np.nan).astype(d))
            for name in ("quantile", "nanquantile"):
                f.case(name + "Weighted", lambda a, q, w, axis, keep: getattr(np, name)(a, q, axis, weights=w, method="inverted_cdf", keepdims=keep), gaps, [0.2, 0.9], whole, Plain(1), False)
        cube = f.let(f"cube.{d}", small(d, (3, 4, 5), 3))
        wc = f.let("wc", rng(2).integers(1, 9, (3, 4, 5)) / 4)
        for axis, keep in ((None, False), (0, True), ([0, 2], False)):
            f.case("averageAndWeights", lambda a, w, axis, keepdims: np.average(a, axis, w, returned=True, keepdims=keepdims), cube, wc, axis=None if axis is None else Plain(axis), keepdims=keep) if axis is not None else None
        if d not in COMPLEX:
            points = f.let(f"points.{d}", small(d, (60, 3), 15))
            f.case("histogramdd", lambda s: (lambda h, e: [h, *e])(*np.histogramdd(s)), f.view(points, ":, :2"))
            f.case("histogramddBins", lambda s, *b: (lambda h, e: [h, *e])(*np.histogramdd(s, b)), points, Plain(3), np.array([-3.0, 0, 2, 9]), Plain(2))
            f.case("histogramddBins", lambda s, *b: (lambda h, e: [h, *e])(*np.histogramdd(s, b)), points, Plain(3), Plain(2))
    f.case("einsumPathOf", lambda t, *a: [np.array(p, "int64") for p in np.einsum_path(t, *a, optimize="greedy")[0][1:]], Text("ij,jk"), np.ones((3, 4)), np.ones((4, 5)))
