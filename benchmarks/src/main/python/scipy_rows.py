"""The rows of SciPy's parts, for NumPy and CuPy; where SciPy is missing, there are none."""

import importlib
import importlib.util

WIDTH = 16


def of_gpu(module, np):
    if module == "numpy" and importlib.util.find_spec("scipy") is None:
        return {}
    home = "cupyx.scipy" if module == "cupy" else "scipy"
    ndimage = importlib.import_module(home + ".ndimage")
    sparse = importlib.import_module(home + ".sparse")
    kept = {}

    def times(data, column, x, lengths=None):
        """The matrix is made in the first call with these inputs and multiplied in each."""
        if kept.get("data") is not data:
            n = x.size
            starts = np.arange(n + 1, dtype=np.int64) * WIDTH
            if lengths is not None:
                ends = np.cumsum(1 + (1 << 16) // (lengths.astype(np.int64) + 1))
                starts = np.minimum(np.concatenate([np.zeros(1, np.int64), ends]), WIDTH * n)
            m = int(starts[-1])
            kept["data"] = data
            kept["matrix"] = sparse.csr_matrix((data[:m], column[:m], starts.astype(np.int32)), shape=(n, n))
        return kept["matrix"] @ x

    return {
        "gaussian_filter": lambda x: ndimage.gaussian_filter(x, 2),
        "csr @ x": times,
        "csr @ x, power law": times,
    }


def of_cpu(module, np):
    rows = of_gpu(module, np)
    return {"gaussian_filter f32": rows["gaussian_filter"], "csr @ x f64": rows["csr @ x"]} if rows else {}
