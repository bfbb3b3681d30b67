"""Cases of statistics."""

import numpy as np
from golden_format import COMPLEX, DTYPES, FLOATS, Plain, Text
from golden_values import rng, small

METHODS = """inverted_cdf averaged_inverted_cdf closest_observation interpolated_inverted_cdf hazen weibull linear
median_unbiased normal_unbiased lower higher midpoint nearest""".split()


def with_nan(x):
    y = x.copy()
    y[1, 2] = np.nan
    y[0, :, 3] = np.nan
    return y


def statistics(f):
    for d in DTYPES:
        x, odd = f.let(f"x.{d}", small(d, (4, 5, 6), 3)), f.let(f"odd.{d}", small(d, (7,), 4))
        turned = f.view(x, "::-1, 1:, ::2", (2, 0, 1))
        inputs = [x, odd, turned, f.let(f"one.{d}", small(d, (1, 3), 4)), f.let(f"none.{d}", np.zeros((0, 3), d))]
        if d in FLOATS + COMPLEX:
            inputs += [f.let(f"nan.{d}", with_nan(x.value)), f.let(f"inf.{d}", np.array([np.inf, 1, 2, -np.inf, 3, np.inf]).astype(d))]
            if d[0] == "c":
                inputs.pop()
        for a in inputs:
            for axis in (None, 0, -1, [0, 1], 3):
                for keep in (None, True):
                    kw = dict(axis=None if axis is None else Plain(axis), keepdims=keep)
                    f.case("median", lambda y, **kw: np.median(y, **kw), a, **kw)
                    if d != "bool":
                        f.case("nanmedian", lambda y, **kw: np.nanmedian(y, **kw), a, **kw)
            if a.value.size == 0:
                continue
            for nan in ("", "nan"):
                for q in (0.0, 0.3, 0.5, 1.0, [0.1, 0.9, 0.5, 0.0]):
                    f.case(nan + "quantile", lambda y, q: getattr(np, nan + "quantile")(y, q), a, q)
                    for axis in (0, -1, [0, 1]):
                        f.case(nan + "quantile", lambda y, q, axis: getattr(np, nan + "quantile")(y, q, axis), a, q, Plain(axis))
                f.case(nan + "percentile", lambda y, q: getattr(np, nan + "percentile")(y, q), a, 33.0)
                f.case(nan + "percentile", lambda y, q, axis: getattr(np, nan + "percentile")(y, q, axis), a, [10.0, 75.0], Plain(0))
        if d in ("int16", "float32", "float64", "complex64"):
            for method in METHODS + ["best"]:
                for a in inputs[:1] + inputs[1:2] + inputs[5:6]:
                    for nan in ("", "nan"):
                        for q in (0.25, 0.0, [0.5, 0.33, 1.0, 0.2]):
                            for kw in (dict(axis=Plain(0)), dict(axis=Plain(-1), keepdims=True), dict()):
                                name = nan + "quantile"
                                f.case(name, lambda y, q, method, **kw: getattr(np, name)(y, q, method=method, **kw), a, q, method=Text(method), **kw)
                            g = [100 * p for p in q] if isinstance(q, list) else 100 * q
                            other = nan + "percentile"
                            f.case(other, lambda y, q, method, **kw: getattr(np, other)(y, q, method=method, **kw), a, g, method=Text(method), axis=Plain(0))
        for name, q in (("quantile", 1.5), ("quantile", -0.1), ("quantile", [0.5, np.nan]), ("percentile", 101.0), ("nanquantile", 2.0), ("nanpercentile", -1.0)):
            f.case(name, lambda y, q: getattr(np, name)(y, q), x, q)


def histograms(f):
    for d in DTYPES:
        if d[0] == "c":
            f.case("histogram", np.histogram, small(d, (5,)))
            f.case("histogramBinEdges", np.histogram_bin_edges, small(d, (5,)))
            continue
        x = f.let(f"x.{d}", small(d, (8, 25), 7))
        r = f.let(f"r.{d}", (rng(5).normal(size=300) * 3).clip(-7, 7).astype(d) if d[0] in "if" else small(d, (300,), 9))
        w = f.let("w", rng(6).random((8, 25)))
        for a in (x, r, f.view(x, "::-2, 3"), f.let(f"none.{d}", np.zeros(0, d)), f.let(f"same.{d}", np.ones(5, d))):
            f.case("histogram", np.histogram, a)
            f.case("histogramBinEdges", np.histogram_bin_edges, a)
            f.case("histogram", np.histogram, a, Plain(7))
            f.case("histogram", np.histogram, a, bins=Plain(5), range=[-1.5, 4.0])
            f.case("histogram", np.histogram, a, bins=Plain(4), density=True)
            f.case("histogramBinEdges", np.histogram_bin_edges, a, bins=Plain(3), range=[0.0, 1.0])
            f.case("histogram", np.histogram, a, bins=np.array([-3.0, 0, 0.5, 2, 8]))
            f.case("histogram", np.histogram, a, bins=np.array([0, 1, 1, 3, 3]), density=False)
            for rule in "auto fd doane scott stone rice sturges sqrt best".split():
                if d != "float16":  # of which NumPy's are as inexact as the type
                    f.case("histogramBinEdges", np.histogram_bin_edges, a, bins=Text(rule))
            f.case("histogram", np.histogram, a, bins=Text("sturges"), range=[-2.0, 3.0])
        for weights in (w, f.let("wi", small("int32", (8, 25), 3)), f.let("wf", small("float32", (8, 25), 3)), f.let("wc", small("complex64", (8, 25), 3))):
            f.case("histogram", np.histogram, x, bins=Plain(6), weights=weights)
            f.case("histogram", np.histogram, x, bins=np.array([-3.0, 0, 0.5, 2, 8]), weights=weights)
            f.case("histogram", np.histogram, x, bins=Plain(6), range=[0.0, 3.0], weights=weights, density=True)
        f.case("histogram", np.histogram, x, bins=Plain(6), weights=np.ones(3))
        f.case("histogram", np.histogram, x, bins=Text("auto"), weights=w)
        for bins, span in ((0, None), (-1, None), (3, [2.0, 1.0]), (3, [0.0, np.inf])):
            f.case("histogram", np.histogram, x, bins=Plain(bins), range=span)
        f.case("histogram", np.histogram, x, bins=np.array([1.0, 0.5]))
        f.case("histogram", np.histogram, x, bins=np.ones((2, 2)))
        y = f.let(f"y.{d}", small(d, (300,), 10))
        f.case("histogram2d", np.histogram2d, r, y)
        f.case("histogram2d", lambda p, q, b, c: np.histogram2d(p, q, [b, c]), r, y, Plain(4), np.array([-2.0, 0, 1, 5]))
        f.case("histogram2d", lambda p, q, b, c, range, density: np.histogram2d(p, q, [b, c], range=[range, None], density=density), r, y, Plain(4), Plain(3), range=[-1.0, 2.0], density=True)
        f.case("histogram2d", lambda p, q, b, c, weights: np.histogram2d(p, q, [b, c], weights=weights), r, y, Plain(4), Plain(3), weights=f.let("w300", rng(8).random(300)))
    odd = f.let("odd", np.array([np.nan, 1, 2, np.inf, -np.inf, 0.5]))
    f.case("histogram", np.histogram, odd)
    f.case("histogram", np.histogram, odd, bins=Plain(4), range=[0.0, 2.0])
    f.case("histogram", np.histogram, odd, bins=np.array([0.0, 1.0, 2.0]))
    f.case("histogram2d", np.histogram2d, np.arange(3), np.arange(4))


def calculus(f):
    for d in DTYPES:
        x = f.let(f"x.{d}", small(d, (4, 5, 6), 3))
        for a in (x, f.view(x, "::-1, 1:, ::2", (2, 0, 1)), f.let(f"none.{d}", np.zeros((0, 3), d)), f.let(f"one.{d}", np.ones((1, 1), d)), f.let(f"scalar.{d}", np.ones((), d))):
            f.case("diff", np.diff, a)
            f.case("ediff1d", np.ediff1d, a)
            f.case("trapezoid", np.trapezoid, a)
            f.case("trapezoid", lambda y, dx: np.trapezoid(y, dx=dx), a, 0.25)
            for axis in (0, 1, -1, 3):
                f.case("diff", np.diff, a, Plain(1), Plain(axis))
                f.case("diff", np.diff, a, Plain(2), Plain(axis))
                f.case("trapezoid", lambda y, dx, axis: np.trapezoid(y, dx=dx, axis=axis), a, 2.0, Plain(axis))
        for n in (0, 1, 3, 9, -1):
            f.case("diff", np.diff, x, Plain(n))
        more = f.let(f"more.{d}", small(d, (4, 2, 6), 4))
        for before, behind in ((more, None), (None, more), (f.let(f"two.{d}", np.array(1, d)), more)):
            f.case("diff", lambda y, n, axis, p, q: np.diff(y, n, axis, **({} if p is None else {"prepend": p}), **({} if q is None else {"append": q})), x, Plain(1), Plain(1), before, behind)
        f.case("ediff1d", np.ediff1d, x, more, f.let(f"two.{d}", np.array(1, d)))
        f.case("ediff1d", np.ediff1d, x, None, more)
        f.case("ediff1d", np.ediff1d, x, np.array([0.5]), None)
        f.case("gradient", lambda y: list(np.gradient(y)), x)
        f.case("gradient", lambda y, h: list(np.gradient(y, h)), x, 0.5)
        even, uneven = np.arange(6) * 0.5, np.array([0, 1, 3, 3.5, 4, 8.0])
        for axis in (-1, 2, 3):
            f.case("gradient", lambda y, h, axis: np.gradient(y, h, axis=axis), x, 2.0, Plain(axis))
            for order in (1, 2, 3):
                f.case("gradient", lambda y, h, axis, order: np.gradient(y, h, axis=axis, edge_order=order), x, 2.0, Plain(axis), Plain(order))
                for c in (even, uneven, np.arange(6)):
                    f.case("gradient", lambda y, c, axis, order: np.gradient(y, c, axis=axis, edge_order=order), x, f.let(f"at{c[2]}{c.dtype}", c), Plain(axis), Plain(order))
            f.case("gradient", lambda y, c, axis: np.gradient(y, c, axis=axis), x, f.let("uneven", uneven), Plain(axis))
        f.case("gradient", lambda y, c, axis: np.gradient(y, c, axis=axis), x, np.arange(5.0), Plain(0))
        f.case("gradient", lambda y, h, axis: np.gradient(y, h, axis=axis), np.ones((1, 3), d), 1.0, Plain(0))
        f.case("trapezoid", np.trapezoid, x, f.let("uneven", uneven))
        f.case("trapezoid", lambda y, c, axis: np.trapezoid(y, c, axis=axis), x, np.array([0, 2, 3, 7]), Plain(0))
        f.case("trapezoid", np.trapezoid, x, f.let("wide", rng(3).integers(0, 9, (4, 5, 6)) / 4))
        xp, fp = f.let(f"xp.{d}", np.sort(small(d, (9,), 5)) if d[0] != "c" else np.arange(9.0)), f.let(f"fp.{d}", small(d, (9,), 6))
        at = f.let("at", np.array([[-1, 0, 0.25, 2.75], [3, 8, 8.5, np.nan], [np.inf, -np.inf, 1, 4.125]]))
        f.case("interp", np.interp, at, xp, fp)
        f.case("interp", np.interp, at, f.let("xs", np.arange(9) * 1.5 - 2), fp)
        f.case("interp", np.interp, at, f.let("xs", np.arange(9) * 1.5 - 2), fp, -5, 7.5)
        f.case("interp", np.interp, at, f.let("xs", np.arange(9) * 1.5 - 2), fp, None, 3)
        f.case("interp", lambda x, xp, fp, period: np.interp(x, xp, fp, period=period), f.let("finite", np.arange(-4, 9, 0.75)), f.let("xs", np.arange(9) * 1.5 - 2), fp, 10.0)
    line = np.arange(3.0)
    for xp, fp in ((line, np.arange(2.0)), (line[:0], line[:0]), (line[:1], line[:1]), (np.ones((2, 2)), np.ones((2, 2))), (line, np.array([1, np.inf, 2])), (np.array([1.0, 1, 2]), line)):
        f.case("interp", np.interp, np.zeros(1), xp, fp)
    f.case("interp", lambda x, xp, fp, period: np.interp(x, xp, fp, period=period), line, line, line, 0.0)


def estimates(f):
    for d in DTYPES:
        x, y = f.let(f"x.{d}", small(d, (4, 6), 3)), f.let(f"y.{d}", small(d, (2, 6), 4))
        cube = f.let(f"cube.{d}", small(d, (3, 4, 5), 3))
        w = f.let("w", rng(2).integers(1, 9, (3, 4, 5)) / 4)
        f.case("average", lambda a: np.average(a), cube)
        f.case("average", lambda a, w: np.average(a, weights=w), cube, w)
        for axis in (0, -1, [0, 2], [2, 0], 3):
            f.case("average", lambda a, axis: np.average(a, axis=axis), cube, axis=Plain(axis))
            f.case("average", lambda a, w, axis: np.average(a, weights=w, axis=axis), cube, w, axis=Plain(axis))
            f.case("average", lambda a, w, axis, keepdims: np.average(a, weights=w, axis=axis, keepdims=keepdims), cube, w, axis=Plain(axis), keepdims=True)
        f.case("average", lambda a, w, axis: np.average(a, weights=w, axis=axis), cube, np.array([1, 2, 3, 4]), axis=Plain(1))
        f.case("average", lambda a, w, axis: np.average(a, weights=w, axis=axis), cube, np.arange(15.0).reshape(5, 3), axis=Plain([2, 0]))
        f.case("average", lambda a, w, axis: np.average(a, weights=w, axis=axis), cube, np.arange(5), axis=Plain(1))
        f.case("average", lambda a, w: np.average(a, weights=w), cube, np.arange(5))
        f.case("average", lambda a, w, axis: np.average(a, weights=w, axis=axis), cube, np.zeros(4), axis=Plain(1))
        f.case("cov", np.cov, x)
        f.case("cov", np.cov, x, y)
        f.case("cov", np.cov, f.view(x, "0"), f.view(y, "1"))
        f.case("cov", np.cov, f.view(x, "0"))
        f.case("cov", np.cov, cube)
        f.case("corrcoef", np.corrcoef, x)
        f.case("corrcoef", np.corrcoef, x, y)
        f.case("corrcoef", np.corrcoef, f.view(x, "0"))
        f.case("corrcoef", lambda m, y, r: np.corrcoef(m, y, r), x, f.view(x, "::-1"), False)
        for rowvar in (True, False):
            for ddof in (0, 1):
                f.case("cov", lambda m, r, ddof: np.cov(m, rowvar=r, ddof=ddof), x, rowvar, Plain(ddof))
                fw, aw = np.array([1, 2, 0, 3, 1, 1]), np.array([0.5, 1, 2, 0.25, 1, 3])
                if not rowvar:
                    fw, aw = fw[:4], aw[:4]
                for p, q in ((fw, None), (None, aw), (fw, aw)):
                    f.case("cov", lambda m, y, r, ddof, p, q: np.cov(m, y, r, ddof=ddof, fweights=p, aweights=q), x, None, rowvar, Plain(ddof), p, q)
        f.case("cov", lambda m, y, r, ddof, p, q: np.cov(m, y, r, ddof=ddof, fweights=p, aweights=q), x, None, True, Plain(1), np.array([0.5] * 6), None)
        f.case("cov", lambda m, y, r, ddof, p, q: np.cov(m, y, r, ddof=ddof, fweights=p, aweights=q), x, None, True, Plain(1), None, -np.ones(6))
        for n, m in ((7, 3), (3, 7), (7, 4), (4, 7), (5, 5), (1, 1), (6, 1), (1, 2), (8, 2)):
            a, v = f.let(f"a{n}.{d}", small(d, (n,), 30)), f.let(f"v{m}.{d}", small(d, (m,), 31))
            f.case("convolve", np.convolve, a, v)
            f.case("correlate", np.correlate, a, v)
            for mode in ("full", "same", "valid"):
                f.case("convolve", np.convolve, a, v, Text(mode))
                f.case("correlate", np.correlate, a, v, Text(mode))
        f.case("convolve", np.convolve, a, np.zeros(0, d))
        f.case("correlate", np.correlate, x, y)
        f.case("convolve", np.convolve, a, v, Text("most"))
    for a, b in (("int32", "float32"), ("float32", "float64"), ("int8", "uint8"), ("float64", "complex64"), ("bool", "int16")):
        f.case("convolve", np.convolve, small(a, (5,)), small(b, (3,)))
        f.case("correlate", np.correlate, small(a, (5,)), small(b, (3,)))
        f.case("cov", np.cov, small(a, (2, 5)), small(b, (2, 5)))
