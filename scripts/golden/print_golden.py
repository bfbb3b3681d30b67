#!/usr/bin/env python3
"""Writes the cases that ArrayText is compared with: what NumPy (2.4 or later) prints.

Usage: print_golden.py OUT.json.gz

One case: dtype, shape, the elements' bytes (little-endian, row-major) in base64, print options, str(a) and repr(a).
"""

import base64
import gzip
import json
import sys

import numpy as np

rng = np.random.default_rng(20250101)
cases = []


def case(a, **options):
    a = np.asarray(a)
    with np.printoptions(**options):
        cases.append({
            "dtype": a.dtype.name,
            "shape": a.shape,
            "data": base64.b64encode(np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<")).tobytes()).decode(),
            "options": options,
            "str": str(a),
            "repr": repr(a),
        })


INTS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]
SHAPES = [(1,), (5,), (30,), (2, 3), (3, 1), (1, 1, 1), (2, 3, 4), (2, 1, 3, 2), (4, 25), (2, 2, 2, 2, 2)]
LARGE = [(1001,), (1200,), (40, 40), (7, 400), (400, 7), (12, 11, 10), (3, 2, 700), (2000, 1), (1, 2000), (8, 8, 8, 8)]
EMPTY = [(0,), (0, 3), (2, 0), (3, 0, 2)]
SPECIAL = [0.0, -0.0, 1.0, -1.0, np.nan, np.inf, -np.inf, 0.1, -0.1, 1 / 3, 2.5, 1e-4, 9.9e-5, 1e-5, 1e-3, 999.0,
           1000.0, 1001.0, 1024.0, 65504.0, 123456.0, 999999.0, 1e6, 1234567.0, 1e7, 12345678.0, 1e8, 123456789.0,
           1e15, 1e16, 1e17, 1.5e20, 1e-7, 1e-8, 4.9e-9, 5e-9, 6e-9, 1e-10, 2.0 ** -24, 2.0 ** -14, 2.0 ** -126,
           1e-45, 1e100, 1e-100, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 3.4028235e38, 0.30000000000000004,
           9007199254740993.0, 9.5, 99.5, 0.99999999, 0.999999999, 9.999999995, 2.0 ** 60, 2.0 ** 90,
           # on the border between two shortest texts: half floats whose neighbours lie as far above as below, and not
           4112.0, 4128.0, 2.0 ** -7]


def values(dtype, shape):
    n = int(np.prod(shape))
    t = np.dtype(dtype)
    if t.kind == "b":
        return (rng.random(n) < 0.5).reshape(shape)
    if t.kind in "iu":
        info = np.iinfo(t)
        wide = rng.integers(info.min, info.max, n, dtype=t, endpoint=True)
        shift = rng.integers(0, t.itemsize * 8)
        return (wide >> t.type(shift)).reshape(shape)
    if t.kind == "c":
        part = "float32" if t.itemsize == 8 else "float64"
        return (values(part, shape) + 1j * values(part, shape).astype(t)).astype(t)
    kind = rng.integers(0, 6)
    x = rng.normal(size=n)
    if kind == 1:
        x = np.round(x * 10)
    elif kind == 2:
        x = np.round(x, 2)
    elif kind == 3:
        x = x * 10.0 ** rng.integers(-6, 5)
    elif kind == 4:
        x = x * 10.0 ** rng.integers(-8, 8, n)
    elif kind == 5:
        x = np.abs(x)
    return x.astype(t).reshape(shape)


np.seterr(all="ignore")
for t in ["bool"] + INTS + FLOATS + COMPLEX:
    for shape in SHAPES + EMPTY:
        case(values(t, shape) if 0 not in shape else np.zeros(shape, t))
    for shape in LARGE if t in ("bool", "int64", "uint8", "float32", "float64", "complex128") else LARGE[:4:2]:
        # 97 values over and over: random ones would make the file ten times as large
        case(np.resize(values(t, (97,)), shape))
for t in INTS:
    info = np.iinfo(t)
    case(np.array([info.min, info.max], t))
    case(np.array(info.max, t))
    case(np.array(info.min, t))
    case(np.zeros(3, t))
case(np.array(True))
case(np.array(False))
case(np.array([True]))
for t in FLOATS + COMPLEX:
    for x in SPECIAL:
        case(np.array(x, t))
        case(np.array([x], t))
        case(np.array([x, 1], t))
        case(np.array([x, -2.5, 1000], t))
    case(np.array(SPECIAL, t))
    case(np.array([np.nan, np.nan], t))
    case(np.array([np.inf, 1], t))
    case(np.array([-np.inf, np.nan, 0.5], t))
    case(np.array([-np.inf, 12345.25], t))
    case(np.array([0.0, 0.0], t))
    for i in range(8):
        case(np.array(rng.choice(SPECIAL, size=(3, 4)), t))
        case(2.0 ** rng.integers(-20, 20, 9).astype(t))
    for options in ({"suppress": True}, {"precision": 3}, {"precision": 0}, {"precision": 16}, {"linewidth": 40},
                    {"threshold": 5}, {"edgeitems": 1, "threshold": 10}, {"suppress": True, "precision": 4},
                    {"threshold": 5, "edgeitems": 0}, {"linewidth": 10}, {"threshold": 0}):
        for shape in (7, ), (3, 9), (2, 2, 3):
            case(values(t, shape), **options)
        case(np.array(SPECIAL, t), **options)
        case(np.array([x for x in SPECIAL if abs(x) < 1e8 and abs(x) > 1e-10], t), **options)
    for options in ({"floatmode": "fixed"}, {"floatmode": "fixed", "precision": 3}, {"floatmode": "unique"},
                    {"floatmode": "maxprec_equal"}, {"floatmode": "maxprec_equal", "precision": 3}, {"sign": "+"},
                    {"sign": " "}, {"nanstr": "missing", "infstr": "oo"}, {"sign": " ", "nanstr": "?"}):
        for shape in (5, ), (2, 3):
            case(values(t, shape), **options)
            case(np.abs(values(t, shape)), **options)
        case(np.array([0.25, 1.5, -3.125, 100], t), **options)
        case(np.array([np.nan, np.inf, 1.5], t), **options)
        case(np.array([np.nan, -np.inf, 1e-9, 3], t), **options)
        case(np.array([np.nan], t), **options)
for t in INTS:
    for sign in "+ ":
        case(values(t, (5,)), sign=sign)
        case(np.array([3, 15], t), sign=sign)
for a, b in [(1, -0.0), (0, -0.0), (-0.0, 1), (np.nan, np.inf), (1e20, -np.nan), (0, 1), (0.1, -1e-9), (-1, -1), (0, np.nan)]:
    for t in COMPLEX:
        case(np.array(complex(a, b), t))
        case(np.array([complex(a, b)], t))
        case(np.array([complex(a, b), complex(b, a), 1], t))
case(np.arange(1000))
case(np.arange(24).reshape(2, 3, 4) - 5)
case(np.array([[1, 1000], [-22, 3]]))
case(np.linspace(0, 1, 11))
case(np.linspace(0, 1, 12))
case(np.array([1e8, 1]))
case(np.array([99999999.0, 1]))
case(np.array([1, 1000.0]))
case(np.array([1, 1000.1]))
case(np.zeros(12, bool))
case(np.zeros((2, 30), "uint8"))

payload = json.dumps({"numpy": np.__version__, "cases": cases}, separators=(",", ":")).encode()
with open(sys.argv[1], "wb") as f:
    # no name and no time inside, so that the file only changes when the cases do
    with gzip.GzipFile(filename="", fileobj=f, mode="wb", mtime=0) as z:
        z.write(payload)
print(len(cases), "cases,", len(payload), "bytes")
