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
