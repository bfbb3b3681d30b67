#!/usr/bin/env python3
"""Writes the golden data of the tests: what NumPy 2 gives for every public function.

usage: make_golden.py [FOLDER [GROUP...]]      FOLDER: tornado-arrays/src/test/resources/golden, unless given

Seeded, so that the cases stay the same; the last bits of a few functions depend on NumPy's version and the machine.
"""

import pathlib
import sys

sys.dont_write_bytecode = True

from golden_arrays import creation, indexing, linear, shapes
from golden_assembly import assembly
from golden_breadth import breadth
from golden_elements import elementwise, promotion, reductions, scans
from golden_fft import fft
from golden_format import File
from golden_java import java
from golden_linalg import linalg
from golden_ndimage import ndimage
from golden_numbers import numbers
from golden_polynomials import polynomials
from golden_scipy import scipy
from golden_selections import selections
from golden_signal import signal
from golden_sorting import sets, sorting
from golden_sparse import sparse
from golden_spatial import spatial
from golden_statistics import calculus, estimates, histograms, statistics
from golden_stats import stats

ROOT = pathlib.Path(__file__).resolve().parents[2]

GROUPS = [
    elementwise,
    promotion,
    reductions,
    scans,
    creation,
    shapes,
    indexing,
    linear,
    java,
    sorting,
    sets,
    statistics,
    histograms,
    calculus,
    estimates,
    selections,
    numbers,
    assembly,
    ndimage,
    sparse,
    linalg,
    spatial,
    polynomials,
    fft,
    signal,
    stats,
    breadth,
    scipy,
]

if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tornado-arrays/src/test/resources/golden"
    folder.mkdir(parents=True, exist_ok=True)
    for group in [g for g in GROUPS if g.__name__ in sys.argv[2:]] or GROUPS:
        file = File(folder, group.__name__)
        group(file)
        file.write()
