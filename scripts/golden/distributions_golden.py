#!/usr/bin/env python3
"""Writes distribution functions, by SciPy: distributions.jsonl, what a random function's numbers are compared with, a line a case.

usage: distributions_golden.py [FOLDER]      FOLDER: tornado-arrays/src/test/resources/golden, unless given

  {"fn": NAME, "args": [...], "edges": [...], "cdf": [...], "component": N}      the chance of a number up to each edge; for functions
                                                                              that give vectors, of the one component
"""

import json
import pathlib
import sys

import numpy as np
from scipy import stats as s

ROOT = pathlib.Path(__file__).resolve().parents[2]
GRID = np.arange(1, 40) / 40


def cases():
    yield "random", [], s.uniform()
    yield "standardNormal", [], s.norm()
    yield "standardExponential", [], s.expon()
    yield "standardCauchy", [], s.cauchy()
    for a, b in ((2.0, 3.0), (0.5, 0.5), (0.05, 0.2), (40.0, 0.7), (1.0, 1.0), (500.0, 800.0)):
        yield "beta", [a, b], s.beta(a, b)
    for df in (0.3, 1.0, 2.0, 7.5, 1000.0):
        yield "chisquare", [df], s.chi2(df)
    for scale in (0.5, 3.0):
        yield "exponential", [scale], s.expon(scale=scale)
        yield "rayleigh", [scale], s.rayleigh(scale=scale)
    for m, n in ((1.0, 1.0), (5.0, 2.0), (3.0, 100.0), (0.7, 8.0)):
        yield "f", [m, n], s.f(m, n)
    for k, scale in ((0.01, 1.0), (0.3, 2.0), (1.0, 0.5), (2.5, 3.0), (1e4, 1e-3)):
        yield "gamma", [k, scale], s.gamma(k, scale=scale)
    for k in (0.6, 1.0, 33.0):
        yield "standardGamma", [k], s.gamma(k)
    for loc, scale in ((0.0, 1.0), (-3.0, 0.25), (100.0, 20.0)):
        yield "gumbel", [loc, scale], s.gumbel_r(loc, scale)
        yield "laplace", [loc, scale], s.laplace(loc, scale)
        yield "logistic", [loc, scale], s.logistic(loc, scale)
        yield "normal", [loc, scale], s.norm(loc, scale)
    yield "lognormal", [0.0, 1.0], s.lognorm(1)
    yield "lognormal", [1.5, 0.25], s.lognorm(0.25, scale=np.exp(1.5))
    for df, nonc in ((0.5, 3.0), (1.0, 1.0), (3.0, 4.0), (20.0, 0.5), (2.0, 60.0)):
        yield "noncentralChisquare", [df, nonc], s.ncx2(df, nonc)
    for m, n, nonc in ((3.0, 10.0, 2.0), (0.5, 8.0, 5.0), (10.0, 30.0, 0.3)):
        yield "noncentralF", [m, n, nonc], s.ncf(m, n, nonc)
    for a in (0.5, 3.0, 12.0):
        yield "pareto", [a], s.lomax(a)
        yield "power", [a], s.powerlaw(a)
        yield "weibull", [a], s.weibull_min(a)
    for df in (1.0, 2.5, 30.0):
        yield "standardT", [df], s.t(df)
    for left, mode, right in ((-1.0, 0.0, 4.0), (0.0, 0.0, 1.0), (2.0, 5.0, 5.0)):
        yield "triangular", [left, mode, right], s.triang((mode - left) / (right - left), left, right - left)
    yield "uniform", [-2.0, 5.0], s.uniform(-2, 7)
    for kappa in (1e-9, 1e-6, 0.01, 0.7, 4.0, 1000.0, 1e7):
        yield "vonmises", [0.0, kappa], s.vonmises(kappa) if kappa > 1e-8 else s.uniform(-np.pi, 2 * np.pi)
    for mean, scale in ((1.0, 1.0), (3.0, 0.5), (0.2, 40.0), (20.0, 0.01)):
        yield "wald", [mean, scale], s.invgauss(mean / scale, scale=scale)
    for n, p in ((0, 0.5), (1, 0.3), (10, 0.5), (40, 0.02), (40, 0.97), (100, 0.4), (1000, 0.7), (10**9, 1e-8), (10**9, 0.3)):
        yield "binomial", [n, p], s.binom(n, p)
    for p in (1.0, 0.7, 0.2, 0.01):
        yield "geometric", [p], s.geom(p)
    for good, bad, n in ((5, 5, 3), (7, 3, 9), (30, 70, 20), (70, 30, 85), (1000, 500, 400), (500, 1000, 1200), (10**4, 2 * 10**4, 10**3), (0, 5, 2), (4, 0, 3)):
        yield "hypergeometric", [good, bad, n], s.hypergeom(good + bad, good, n)
    for p in (0.05, 0.5, 0.9, 0.999):
        yield "logseries", [p], s.logser(p)
    for n, p in ((1.0, 0.5), (0.3, 0.1), (20.0, 0.4), (100.0, 0.02)):
        yield "negativeBinomial", [n, p], s.nbinom(n, p)
    for lam in (0.0, 0.2, 3.0, 9.9, 10.0, 50.0, 1e4, 1e9):
        yield "poisson", [lam], s.poisson(lam)
    for a in (1.2, 2.0, 3.5, 20.0):
        yield "zipf", [a], s.zipf(a)
    for component, p in enumerate((0.2, 0.5, 0.0, 0.3)):
        yield "multinomial", [20, [0.2, 0.5, 0.0, 0.3]], s.binom(20, p), component
    for component, a in enumerate((0.02, 1.0, 5.0)):
        yield "dirichlet", [[0.02, 1.0, 5.0]], s.beta(a, 6.02 - a), component
    for component, n in enumerate((10, 0, 50, 30)):
        yield "multivariateHypergeometric", [[10, 0, 50, 30], 25], s.hypergeom(90, n, 25), component
    for component, (m, v) in enumerate(((1.0, 4.0), (-2.0, 1.0))):
        yield "multivariateNormal", [[1.0, -2.0], [[4.0, 1.2], [1.2, 1.0]]], s.norm(m, np.sqrt(v)), component


def line(fn, args, distribution, component=None):
    if fn == "zipf":
        edges = np.arange(1, 40)
        cdf = np.cumsum(distribution.pmf(edges))
        return {"fn": fn, "args": args, "edges": edges.tolist(), "cdf": cdf.tolist()}
    edges = np.unique(distribution.ppf(GRID))
    if fn in "binomial geometric hypergeometric logseries negativeBinomial poisson multinomial multivariateHypergeometric".split():
        low, high = distribution.ppf(0.002), distribution.ppf(0.998)
        if high - low < 60:
            edges = np.arange(low - 1, high + 1)
    case = {"fn": fn, "args": args, "edges": edges.tolist(), "cdf": distribution.cdf(edges).tolist()}
    if component is not None:
        case["component"] = component
    return case


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tornado-arrays/src/test/resources/golden"
    text = "".join(json.dumps(line(*c)) + "\n" for c in cases())
    (folder / "distributions.jsonl").write_text(text)
    print(f"distributions.jsonl: {len(text) // 1024} KB")
