"""CuPy's rates for scripts/bench transfers: a line for each kind of copy, its name and GB/s, parted by a tab.

usage: transfer_bench.py BYTES
"""

import statistics
import sys
import time

import cupy
import cupyx
import numpy

BYTES = int(sys.argv[1])


def rate(copy):
    times = []
    for i in range(20):
        cupy.cuda.Device().synchronize()
        start = time.perf_counter()
        copy()
        cupy.cuda.Device().synchronize()
        if i >= 5:
            times.append(time.perf_counter() - start)
    return BYTES / statistics.median(times) / 1e9


plain = numpy.arange(BYTES // 4, dtype=numpy.float32)
pinned = cupyx.empty_pinned(plain.shape, plain.dtype)
pinned[...] = plain
there = cupy.asarray(plain)
back = numpy.zeros_like(plain)

for name, copy in {
    "plain to device": lambda: cupy.asarray(plain),
    "plain from device": lambda: there.get(out=back),
    "plain from device, new": lambda: there.get(),
    "pinned to device": lambda: there.set(pinned),
    "pinned from device": lambda: there.get(out=pinned),
}.items():
    print(f"{name}\t{rate(copy):.3f}")
