#!/usr/bin/env python3
"""Writes what SciPy's special functions give, or mpmath's where SciPy's are less exact than ours: special.jsonl.gz, a function and its
arguments a line.

usage: special_golden.py [FOLDER]      FOLDER: tornado-arrays/src/test/resources/golden, unless given

  {"fn": NAME, "args": [[...], ...], "out": [...], "scale": [...]}      numbers as texts; an error is relative to the larger of the result and
                                                                     the scale
"""

import gzip
import json
import pathlib
import sys

import mpmath as mp
import numpy as np
import scipy.special as s

ROOT = pathlib.Path(__file__).resolve().parents[2]
inf, nan = np.inf, np.nan
LINE = np.array([0, 1e-300, 1e-20, 1e-8, 0.01, 0.1, 0.25, 0.3, 0.499, 0.5, 0.51, 0.65, 0.7, 0.9, 0.999999, 1, 1.0000001, 1.3, 1.4616321449683622, 1.47, 1.9, 2, 2.0001, 2.5, 3, 3.3, 4.9, 5, 7.5, 8, 9.99, 10, 11.5, 19.5, 20.5, 24.9, 25.1, 33, 50, 70.25, 100, 150, 171.5])
BOTH = np.concatenate([-LINE[::-1], LINE, [inf, -inf, nan]])
FAR = np.concatenate([LINE, [1e3, 1e6, inf, nan]])


def exact(f):
    """A function of mpmath's, NaN where it has none."""

    def number(*x):
        try:
            return float(mp.re(f(*map(mp.mpf, map(float, x)))))
        except (ValueError, ZeroDivisionError):
            return nan

    mp.mp.dps = 40
    return np.vectorize(number, otypes=[float])


def cases():
    unit = np.array([0, 1e-300, 1e-15, 1e-5, 0.01, 0.07, 0.2, 0.49, 0.5, 0.6, 0.8, 0.95, 0.9999, 1, 1.5, nan])
    yield "erf", s.erf, [BOTH]
    yield "erfc", exact(mp.erfc), [BOTH]
    yield "erfinv", s.erfinv, [np.concatenate([-unit, unit])]
    yield "erfcinv", s.erfcinv, [np.concatenate([unit, 2 - unit])]
    yield "ndtri", s.ndtri, [unit]
    z = np.array([-37, -20.5, -19, -10, -5, -2, -1, -0.1, 0, 1e-9, 0.5, 1, 3, 7, 9, 40, inf, -inf, nan])
    yield "ndtr", s.ndtr, [z]
    yield "logNdtr", s.log_ndtr, [np.concatenate([z[:-2], [-100, -1e5, inf, nan]])]
    yield "gamma", s.gamma, [np.concatenate([BOTH, -np.arange(0.5, 180, 13.7)])]
    yield "rgamma", s.rgamma, [BOTH]
    yield "gammaln", s.gammaln, [np.concatenate([BOTH, [1e5, 1e10, -1e3 - 0.3]])], 1.0
    poles = np.concatenate([BOTH[(BOTH > 0) | (BOTH != np.rint(BOTH))], [1e5, -30.3]])
    yield "digamma", exact(mp.digamma), [poles[~np.isinf(poles)]], 1.0
    yield "digamma", s.digamma, [np.array([-inf, -2, -1, -0.0, 0, inf])]
    yield "factorial", lambda n: s.factorial(n), [np.array([0, 1, 2, 5, 10, 20, 21, 100, 170, 171, -1.0, 0.5])]
    for name in ("i0", "i0e", "i1", "i1e"):
        yield name, getattr(s, name), [np.concatenate([BOTH[np.isfinite(BOTH)], [700, nan]])]
    for name in ("k0", "k1"):
        yield name, getattr(s, name), [np.concatenate([LINE[:-2], [1.99, 2.01, 700, inf, -1, nan]])]
    for name in ("j0", "j1", "y0", "y1"):
        x = np.concatenate([LINE, [1.99, 2.01, 24.5, 25.5, 1e3, 1e5, nan]])
        x = np.concatenate([x, -x]) if name[0] == "j" else np.append(x, -1)
        with np.errstate(all="ignore"):
            f = getattr(mp, "bessel" + name[0])
            yield name, exact(lambda x: f(int(name[1]), x)) if name[0] == "j" else (lambda x: np.where(x > 0, exact(lambda x: f(int(name[1]), x))(np.maximum(x, 1e-310)), getattr(s, name)(x))), [x], np.minimum(1, np.sqrt(2 / (np.pi * np.abs(x))))
    e = np.concatenate([BOTH, [700, -700, 1e4, -1e4]])
    yield "expit", s.expit, [e]
    yield "logExpit", s.log_expit, [e]
    yield "logit", s.logit, [unit]
    yield "exprel", s.exprel, [e]
    yield "entr", s.entr, [BOTH]
    m = np.concatenate([unit, -LINE, [-1e10, -inf]])
    yield "ellipk", s.ellipk, [m]
    yield "ellipe", s.ellipe, [m]
    yield "lambertw", lambda x: s.lambertw(x).real, [np.concatenate([LINE, [1e5, 1e100, -0.1, -0.2, -0.25, -0.3, -0.36]])]
    pos = np.array([0.01, 0.3, 1, 2.5, 9.5, 10, 17, 60, 300, 1e4])
    a, b = (g.ravel() for g in np.meshgrid(pos, pos))
    yield "beta", exact(mp.beta), [a, b]
    yield "betaln", exact(lambda a, b: mp.log(mp.beta(a, b))), [a, b], np.maximum(1, np.abs(s.gammaln(np.minimum(a, b))))
    a, x = (g.ravel() for g in np.meshgrid(np.append(pos, [0, 1e6, inf]), np.append(pos * 1.1, [0, 280, 1e6, 1.001e6, inf])))
    keep = ~((a == inf) | (x == inf)) | (a != x)
    yield "gammainc", s.gammainc, [a[keep], x[keep]]
    yield "gammaincc", s.gammaincc, [a[keep], x[keep]]
    a, b, x = (g.ravel() for g in np.meshgrid(pos, pos, np.array([0, 1e-9, 0.01, 0.3, 0.5, 0.77, 0.999, 1])))
    yield "betainc", s.betainc, [a, b, x]
    chances = np.array([0, 1e-100, 1e-9, 0.01, 0.3, 0.5, 0.77, 0.999, 1])
    a, p = (g.ravel() for g in np.meshgrid(pos[1:], chances))
    yield "gammaincinv", s.gammaincinv, [a, p]
    a, b, p = (g.ravel() for g in np.meshgrid(pos[1:-2], pos[1:-2], chances[2:]))
    yield "betaincinv", s.betaincinv, [a, b, p]
    n, k = (g.ravel() for g in np.meshgrid(np.array([0, 1, 5, 10, 52, 100, 1000.0]), np.array([-1, 0, 1, 2, 5, 17, 50, 99, 100, 500.0])))
    yield "comb", s.comb, [n, k]
    n, k = (g.ravel() for g in np.meshgrid(np.array([0.5, 3.3, 10, 52, 99.5]), np.array([0, 1, 2.5, 5, 17])))
    yield "binom", s.binom, [n, k]
    x, y = (g.ravel() for g in np.meshgrid(np.array([0, 0.2, 1, 3.5, inf, nan]), np.array([0, 1e-200, 0.3, 1, 4, 1e200, nan])))
    yield "xlogy", s.xlogy, [x, y]
    yield "xlog1py", s.xlog1py, [x, y]
    fine = np.isfinite(x) & np.isfinite(y)
    yield "relEntr", s.rel_entr, [x[fine], y[fine]]
    yield "klDiv", s.kl_div, [x[fine], y[fine]], np.abs(x[fine] + y[fine])
    d, r = (g.ravel() for g in np.meshgrid(np.array([-1, 0, 0.5, 2]), np.array([-5, -0.3, 0, 0.5, 1.9, 7])))
    yield "huber", s.huber, [d, r]
    n, x = (g.ravel() for g in np.meshgrid(np.arange(1.0, 6), LINE[4:]))
    yield "polygamma", lambda n, x: s.polygamma(n.astype(int), x), [n, x]
    yield "zeta", s.zeta, [np.array([-3.5, -2, -1, -0.5, 0, 0.3, 0.999, 1, 1.001, 1.5, 2, 3.3, 10, 50, 100, inf])]
    x, q = (g.ravel() for g in np.meshgrid(np.array([0.5, 1, 1.1, 2, 3.5, 20]), np.array([-1.5, 0, 0.1, 1, 2.5, 40])))
    yield "zeta", s.zeta, [x, q]


def texts(x):
    return [repr(float(v)) for v in np.asarray(x, float).ravel()]


def line(fn, f, args, scale=None):
    with np.errstate(all="ignore"):
        out = f(*args)
    case = {"fn": "special." + fn, "args": [texts(a) for a in args], "out": texts(out)}
    if scale is not None:
        case["scale"] = texts(np.broadcast_to(scale, np.shape(out)))
    return case


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tornado-arrays/src/test/resources/golden"
    text = "".join(json.dumps(line(*c), separators=(",", ":")) + "\n" for c in cases())
    packed = gzip.compress(text.encode(), mtime=0)
    (folder / "special.jsonl.gz").write_bytes(packed)
    print(f"special.jsonl.gz: {len(packed) // 1024} KB packed, {len(text) // 1024} KB")
