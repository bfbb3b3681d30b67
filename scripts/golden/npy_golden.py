#!/usr/bin/env python3
"""Writes the .npy and .npz files that the reader is tested with.

Usage: npy_golden.py DIR
"""

import os
import sys

import numpy as np
from numpy.lib import format as npy

out = sys.argv[1]
TYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
         "float16", "float32", "float64", "complex64", "complex128"]


def ramp(dtype):
    """(2, 3) from -2 on; unsigned types wrap around, complex ones have an imaginary part."""
    a = np.arange(6).reshape(2, 3) - 2
    if dtype.startswith("complex"):
        return (a + 0.5j * a).astype(dtype)
    return a.astype(dtype)


def save(name, a, version=None):
    with open(os.path.join(out, name + ".npy"), "wb") as f:
        npy.write_array(f, a, version=version)


for t in TYPES:
    save(t, ramp(t))
    if np.dtype(t).itemsize > 1:
        save(t + "-big-endian", ramp(t).astype(np.dtype(t).newbyteorder(">")))
save("fortran", np.asfortranarray(np.arange(24, dtype="float32").reshape(2, 3, 4)))
save("fortran-big-endian", np.asfortranarray(np.arange(6, dtype=">i2").reshape(2, 3)))
save("version-2", ramp("float32"), (2, 0))
save("version-3", ramp("float32"), (3, 0))
save("scalar", np.array(2.5))
save("vector", np.arange(5, dtype="int32"))
save("empty", np.zeros((0, 3), "float32"))
save("two-bytes", np.array([0x3f80, 0xc040], "<u2").view("V2"))
save("record", np.zeros(2, [("x", "<f4"), ("y", "<i4")]))
save("string", np.array(["a", "bc"]))
save("datetime", np.array(["2020-01-01"], "M8[D]"))
save("long-double", np.zeros(2, "longdouble"))
save("object", np.array([None, 1], object))
np.savez(os.path.join(out, "stored.npz"), weights=ramp("float32"), bias=np.arange(3))
np.savez_compressed(os.path.join(out, "deflated.npz"), weights=ramp("float32"), zeros=np.zeros((100, 100)))
