"""Times one OpenBLAS call in NumPy's process with NumPy's own library and with another one, on the same arrays.

usage: openblas_builds.py PATH_OF_LIBOPENBLAS

The bundled library of tornado-arrays is unpacked below the cache folder that scripts/doctor prints.
"""

import ctypes
import statistics
import sys
import time

import numpy as np

N = 2000
ROW_MAJOR, NO_TRANSPOSE = 101, 111


def median_ms(call):
    times = []
    for _ in range(31):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def main():
    library = ctypes.CDLL(sys.argv[1])
    config = library.openblas_get_config
    config.restype = ctypes.c_char_p
    print("NumPy", np.__version__, "beside", config().decode())
    for name, dtype, number in (("sgemm", np.float32, ctypes.c_float), ("dgemm", np.float64, ctypes.c_double)):
        gemm = getattr(library, "cblas_" + name)
        gemm.restype = None
        a = np.random.default_rng(0).random((N, N)).astype(dtype)
        b = a.copy()
        c = np.empty_like(a)
        i = ctypes.c_int

        def other():
            x, y, z = (ctypes.c_void_p(m.ctypes.data) for m in (a, b, c))
            gemm(i(ROW_MAJOR), i(NO_TRANSPOSE), i(NO_TRANSPOSE), i(N), i(N), i(N),
                 number(1), x, i(N), y, i(N), number(0), z, i(N))

        rounds = [(median_ms(lambda: np.matmul(a, b, out=c)), median_ms(other)) for _ in range(3)]
        own, theirs = (statistics.median(r[k] for r in rounds) for k in (0, 1))
        print(f"{name} {N}x{N}: NumPy's own {own:.1f} ms, the other {theirs:.1f} ms, ratio {own / theirs:.3f}")


if __name__ == "__main__":
    main()
