#!/usr/bin/env python3
"""Writes what SciPy's stats give: stats.jsonl.gz, a call a line.

usage: stats_golden.py [FOLDER]      FOLDER: tornado-arrays/src/test/resources/golden, unless given

  {"fn": NAME, "args": [ARRAY...], "numbers": [...], "out": [ARRAY...]}      arrays as golden_format.py has them
"""

import gzip
import json
import pathlib
import sys

sys.dont_write_bytecode = True

import numpy as np
from golden_format import encode_array
from scipy import stats as s

ROOT = pathlib.Path(__file__).resolve().parents[2]
R = np.random.default_rng(2026)


def cases():
    x = R.normal(2, 3, (6, 7))
    y = R.gamma(2, 1.5, (6, 7))
    n = R.integers(0, 5, (6, 7))
    nan = x.copy()
    nan[2, 3] = np.nan
    for a in (x, y, n, x.astype(np.float32), nan, np.ones((3, 4))):
        for axis in (0, 1, -1):
            yield "zscore", [a], [axis], s.zscore(a, axis)
            yield "skew", [a], [axis], s.skew(a, axis)
            yield "kurtosis", [a], [axis], s.kurtosis(a, axis)
            yield "iqr", [a], [axis], s.iqr(a, axis)
            yield "sem", [a], [axis], s.sem(a, axis)
            yield "trimMean", [a], [axis, 0.2], s.trim_mean(a, 0.2, axis)
            d = s.describe(a, axis)
            yield "describe", [a], [axis], d.minmax[0], d.minmax[1], d.mean, d.variance, d.skewness, d.kurtosis
            for order in (0, 1, 2, 3, 4, 5):
                yield "moment", [a], [axis, order], s.moment(a, order, axis)
            yield "ttest1samp", [a], [axis, 1.5], *s.ttest_1samp(a, 1.5, axis)
    for a in (y, n, x, y.astype(np.float32)):
        for axis in (0, 1):
            if a is not x:
                yield "gmean", [a], [axis], s.gmean(a, axis)
            yield "hmean", [a], [axis], s.hmean(a, axis)
            yield "pmean", [a], [axis, 2.0], s.pmean(a, 2.0, axis=axis)
    yield "pmean", [y], [0, 0.0], s.pmean(y, 0, axis=0)
    for a in (n, x, np.array([3, 1, 3, 1, 2])):
        m = s.mode(a, axis=None)
        yield "mode", [a], [], m.mode, m.count
    for a in (n.ravel(), x.ravel(), np.array([2.5]), np.zeros(0), n):
        for k, method in enumerate(("average", "min", "max", "dense", "ordinal")):
            yield "rankdata", [a], [k], s.rankdata(a, method)
    u, v = x[0], 0.5 * x[0] + y[0]
    for a, b in ((u, v), (u, -v), (u, u), (n[0], n[1]), (u, y[1]), (u[:2], v[:2]), (u[:3], v[:3]), (np.arange(50.0), np.arange(50.0) + R.normal(0, 40, 50))):
        yield "pearsonr", [a, b], [], *s.pearsonr(a, b)
        if len(a) > 2 and not np.array_equal(a, b):
            yield "spearmanr", [a, b], [], *s.spearmanr(a, b)
        r = s.linregress(a, b)
        yield "linregress", [a, b], [], r.slope, r.intercept, r.rvalue, r.pvalue, r.stderr, r.intercept_stderr
    for axis in (0, 1):
        yield "ttestRel", [x, y], [axis], *s.ttest_rel(x, y, axis)
        yield "ttestInd", [x, y], [axis], *s.ttest_ind(x, y, axis=axis)
        yield "welch", [x, y], [axis], *s.ttest_ind(x, y, axis=axis, equal_var=False)
    yield "ttestInd", [x[:4], y], [0], *s.ttest_ind(x[:4], y, axis=0)
    yield "welch", [x[:4], y], [0], *s.ttest_ind(x[:4], y, axis=0, equal_var=False)
    yield "ks1samp", [x.ravel()], [2.0, 3.0], s.ks_1samp(x.ravel(), s.norm(2, 3).cdf).statistic, s.kstwobign.sf(np.sqrt(42) * s.ks_1samp(x.ravel(), s.norm(2, 3).cdf).statistic)
    yield "ks1samp", [y.ravel()], [0.0, 1.0], *s.ks_1samp(y.ravel(), s.norm.cdf, method="asymp")[:2]
    for a, b in ((x.ravel(), y.ravel()), (x[0], x[1]), (n.ravel(), n[0])):
        d = s.ks_2samp(a, b).statistic
        yield "ks2samp", [a, b], [], d, s.kstwobign.sf(d * np.sqrt(len(a) * len(b) / (len(a) + len(b))))
    counts = R.integers(5, 30, (4, 6))
    for axis in (0, 1):
        yield "chisquare", [counts], [axis], *s.chisquare(counts, axis=axis)
    e = counts.sum(1, keepdims=True) * np.array([0.1, 0.2, 0.1, 0.3, 0.2, 0.1])
    yield "chisquare", [counts, e], [1], *s.chisquare(counts, e, axis=1)
    for axis in (0, 1):
        yield "entropy", [y], [axis], s.entropy(y, axis=axis)
        yield "entropy", [y, np.abs(x)], [axis], s.entropy(y, np.abs(x), axis=axis)
    at = np.array([-40, -3.5, -1, -0.2, 0, 1e-5, 0.3, 1, 2.5, 7, 30, 200])
    p = np.array([0, 1e-12, 0.01, 0.2, 0.5, 0.7, 0.99, 1, 1.5])
    for name, parameters in (("norm", (0.0, 1.0)), ("norm", (2.0, 0.5)), ("t", (1.0,)), ("t", (2.5,)), ("t", (40.0,)), ("chi2", (0.7,)), ("chi2", (2.0,)), ("chi2", (55.0,))):
        d = getattr(s, name)(*parameters)
        k = ("norm", "t", "chi2").index(name)
        yield "distribution", [at, p], [k, *parameters], d.pdf(at), d.cdf(at), d.sf(at), d.ppf(p)


def line(fn, args, numbers, *out):
    return {"fn": fn, "args": [encode_array(a) for a in args], "numbers": numbers, "out": [encode_array(o) for o in out]}


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tornado-arrays/src/test/resources/golden"
    text = "".join(json.dumps(line(*c)) + "\n" for c in cases())
    packed = gzip.compress(text.encode(), mtime=0)
    (folder / "stats.jsonl.gz").write_bytes(packed)
    print(f"stats.jsonl.gz: {len(packed) // 1024} KB packed, {len(text) // 1024} KB")
