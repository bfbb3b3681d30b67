#!/usr/bin/env python3
"""Writes what NumPy's Generator(Philox(seed)) gives: philox.jsonl.gz, a generator and its calls a line.

usage: philox_golden.py [FOLDER]      FOLDER: tornado-arrays/src/test/resources/golden, unless given

  {"seed": TEXT, "calls": [{"fn": NAME, "args": [...], "out": ARRAY, ...}, ...]}
"""

import gzip
import json
import pathlib
import sys

sys.dont_write_bytecode = True

import numpy as np
from golden_format import encode_array
from numpy.random import Generator, Philox

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIMITS = {np.dtype(t).name: np.iinfo(t) for t in "bhilBHIL"}


def random(g, dtype, *shape):
    return {"fn": "random", "dtype": dtype, "shape": shape, "out": encode_array(g.random(shape, dtype))}


def integers(g, dtype, low, high, *shape):
    """In [low, high]."""
    out = g.integers(low, high, shape, dtype=dtype, endpoint=True)
    return {"fn": "integers", "dtype": dtype, "low": low, "high": high, "shape": shape, "out": encode_array(out)}


def bytes_(g, n):
    return {"fn": "bytes", "n": n, "out": encode_array(np.frombuffer(g.bytes(n), np.int8))}


def ranges(dtype):
    if dtype == "bool":
        return [(0, 1), (0, 0), (1, 1)]
    i = LIMITS[dtype]
    high = min(int(i.max), 2**63 - 1)
    some = [(0, 0), (0, 1), (0, 6), (3, 99), (5, 17), (int(i.min), high), (high // 2, high), (0, high - 1), (1, high // 2 + high // 4)]
    if i.bits > 16:
        some += [(0, 2**31), (0, 2**32 - 1), (7, 2**31 + 2**30)] if i.max > 2**31 else [(0, 2**31 - 1)]
    if i.bits == 64:
        some += [(0, 2**32), (0, 2**33), (0, 2**62 + 2**61 + 5), (-(2**62) if i.min else 0, 2**62 + 12345)]
    return some


def lines():
    for seed in (0, 1, 12345, 2**32, 2**63 - 1, 2**127 + 987654321):
        g = Generator(Philox(seed))
        calls = [random(g, "float64", 7), random(g, "float32", 5), random(g, "float64", 2, 3), random(g, "float32", 2), random(g, "float32", 0), random(g, "float64")]
        calls += [random(g, "float32"), bytes_(g, 11), random(g, "float32", 3), random(g, "float64", 100)]
        yield seed, calls
    for k, dtype in enumerate(["bool", *LIMITS]):
        g = Generator(Philox(100 + k))
        calls = []
        for r, (low, high) in enumerate(ranges(dtype)):
            for shape in ((3,), (130,)) if r else ((3,), (), (2, 3), (130,)):
                calls.append(integers(g, dtype, low, high, *shape))
                if len(shape) == 1 and shape[0] == 3:
                    calls += [random(g, "float32", 1), random(g, "float64", 3)]
        yield 100 + k, calls
    g = Generator(Philox(7))
    calls = [random(g, "float64", 3)]
    for child in g.spawn(2):
        calls += [{"fn": "spawned", "calls": [random(child, "float64", 4), integers(child, "int64", 0, 99, 5)]}]
        calls[-1]["calls"] += [{"fn": "spawned", "calls": [random(child.spawn(1)[0], "float64", 4)]}]
    calls += [{"fn": "spawned", "calls": [random(g.spawn(1)[0], "float64", 4)]}]
    calls += [{"fn": "jumped", "n": 1, "calls": [random(Generator(g.bit_generator.jumped()), "float64", 4)]}]
    calls += [{"fn": "jumped", "n": 5, "calls": [random(Generator(g.bit_generator.jumped(5)), "float64", 4)]}]
    calls += [random(g, "float32", 1)]
    for delta in (0, 1, 3, 2**62):
        g.bit_generator.advance(delta)
        calls += [{"fn": "advance", "n": delta}, random(g, "float32", 3), random(g, "float64", 3)]
    yield 7, calls


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tornado-arrays/src/test/resources/golden"
    text = "".join(json.dumps({"seed": str(seed), "calls": calls}, separators=(",", ":")) + "\n" for seed, calls in lines())
    packed = gzip.compress(text.encode(), mtime=0)
    (folder / "philox.jsonl.gz").write_bytes(packed)
    print(f"philox.jsonl.gz: {len(packed) // 1024} KB packed, {len(text) // 1024} KB")
