"""The peer of scripts/bench: a co-process that runs one row at a time with NumPy, CuPy or JAX.

usage: array_bench.py numpy|cupy N     N is the number of elements that random rows draw

gpu_bench.py beside it has the rows of scripts/bench gpu.

Commands come as lines on standard input, words parted by tabs; every answer is one line.

    rows                         the names of the rows here
    open NAME INPUTS             makes the inputs (DTYPE SHAPE SEED LOW HIGH; ...) and calls the row once
    time SECONDS BATCH           calls it until the time is over; nanoseconds a call, one number for each batch of calls
    result FILE                  writes up to a million elements that ours are compared with; their type and shape
    close                        forgets the row

A row that fails is answered with "failed" and why. The words of INPUTS are parted by blanks, inputs by semicolons, extents by commas.
"""

import importlib
import math
import sys
import time

MODULE, N = sys.argv[1], int(sys.argv[2])
if MODULE == "jax":
    import jax

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as np
else:
    np = importlib.import_module(MODULE)

CHUNK = 1 << (18 if MODULE == "numpy" else 24)
MOST_COMPARED = 1 << 20


def wait_for(result):
    if MODULE == "cupy":
        np.cuda.Device().synchronize()
    elif MODULE == "jax":
        jax.block_until_ready(result)


def numbers(dtype, shape, seed, low, high):
    """The same numbers as Inputs.java makes: element i is a hash of i, scaled to [low, high)."""
    kind = np.dtype(dtype)
    if kind.kind == "c":
        parts = numbers({8: "float32", 16: "float64"}[kind.itemsize], (*shape, 2), seed, low, high)
        return (parts[..., 0] + 1j * parts[..., 1]).astype(kind)
    n = math.prod(shape)
    parts = []
    for start in range(0, n, CHUNK):
        h = np.arange(start + 1, min(n, start + CHUNK) + 1, dtype=np.uint64)
        h *= np.uint64(0x9E3779B97F4A7C15)
        h += np.uint64(seed * 0xBF58476D1CE4E5B9 % 2**64)
        for _ in range(2):
            h ^= h >> np.uint64(32)
            h *= np.uint64(0xD6E8FEB86659FD93)
        if kind.kind == "i":
            part = (h >> np.uint64(33)) % np.uint64(high - low) + np.uint64(low)
        else:
            bits = 53 if kind == np.float64 else 24
            unit = (h >> np.uint64(64 - bits)).astype(np.float64) * 2.0**-bits
            part = unit * (high - low) + low
            if kind == np.float16:
                part = part.astype(np.float32)
        parts.append(part.astype(kind))
    return np.concatenate(parts).reshape(shape)


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def layernorm(x):
    return (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5)


def norms(x):
    return np.sqrt(np.sum(x**2, axis=-1))


def damped(x, y):
    return np.exp(-x * x) * np.sin(y)


def philox():
    return np.random.Generator(np.random.Philox(1))


RNG = None if MODULE == "jax" else np.random.default_rng(1)

ROWS = {
    "seed f64": norms,
    "seed f32": norms,
    "copy": lambda x: x.copy(),
    "x+y": lambda x, y: x + y,
    "2*x+3*y-z*x+1": lambda x, y, z: 2 * x + 3 * y - z * x + 1,
    "exp(-x*x)*sin(y) f32": damped,
    "exp(-x*x)*sin(y) f64": damped,
    "x*y+z": lambda x, y, z: x * y + z,
    "sum": lambda x: x.sum(),
    "var": lambda x: x.var(),
    "argmax": lambda x: x.argmax(),
    "cumsum": lambda x: x.cumsum(),
    "where(x>y,x,y)": lambda x, y: np.where(x > y, x, y),
    "x[x>.5]": lambda x: x[x > 0.5],
    "take": lambda x, i: np.take(x, i),
    "bincount": lambda x: np.bincount(x),
    "sort": lambda x: np.sort(x),
    "argsort": lambda x: np.argsort(x, kind="stable"),
    "unique": lambda x: np.unique(x),
    "median": lambda x: np.median(x),
    "histogram": lambda x: np.histogram(x, 100)[0],
    "softmax": softmax,
    "layernorm": layernorm,
    "sum(0)": lambda x: x.sum(0),
    "transpose copy": lambda x: x.T.copy(),
    "outer add": lambda x, y: x[:, None] + y[None, :],
    "pairwise": lambda x, y: np.sqrt(((x[:, None, :] - y[None, :, :]) ** 2).sum(-1)),
    "matmul f64": lambda x, y: x @ y,
    "matmul f32": lambda x, y: x @ y,
    "solve f64": lambda x, y: np.linalg.solve(x, y),
    "eigh f64": lambda x: np.linalg.eigh(x)[0],
    "svd f64": lambda x: np.linalg.svd(x)[1],
    "uniform": lambda: RNG.random(N),
    "normal": lambda: RNG.standard_normal(N),
    "philox f64": lambda: philox().random(N),
    "philox integers": lambda: philox().integers(0, 1000, N),
    "small a+b": lambda x, y: x + y,
    "small sqrt(a*a+b*b)": lambda x, y: np.sqrt(x * x + y * y),
}

for name in ("exp", "log", "sin", "cos", "tanh", "pow"):
    ROWS[name + " f32"] = ROWS[name + " f64"] = np.power if name == "pow" else getattr(np, name)

for name in ("c64", "c128"):
    ROWS |= {f"{f} {name}": getattr(np.fft, f) for f in ("fft", "ifft", "fft2", "rfft")}

# What ours are compared with where the peer's own result is too inexact: it adds one float32 after the other.
EXACT = {"cumsum": lambda x: x.cumsum(dtype=np.float64), "var": lambda x: x.astype(np.float64).var().astype(x.dtype)}


def timed(call, inputs, seconds, batch):
    samples = []
    end = time.perf_counter_ns() + int(seconds * 1e9)
    while True:
        start = time.perf_counter_ns()
        for _ in range(batch):
            result = call(*inputs)
        wait_for(result)
        now = time.perf_counter_ns()
        samples.append((now - start) / batch)
        # freed now and not when the next is there: that is what `y = f(x)` in a function does
        del result
        if now >= end:
            return samples


def answer_to(command, state, rows, measure):
    """The words of the answer to a command; state has the row's name and its inputs."""
    match command:
        case ["rows"]:
            return list(rows)
        case ["open", name, specs]:
            old = state["inputs"]
            state["name"], state["inputs"] = name, {}
            for spec in filter(None, specs.split(";")):
                if spec not in old:
                    dtype, shape, seed, low, high = spec.split(" ")
                    extents = tuple(int(n) for n in shape.split(","))
                    old[spec] = numbers(dtype, extents, int(seed), int(low), int(high))
                state["inputs"][spec] = old[spec]
            wait_for(rows[name](*state["inputs"].values()))
            return ["open"]
        case ["time", seconds, batch]:
            return measure(rows[state["name"]], state["inputs"].values(), float(seconds), int(batch))
        case ["result", file]:
            row = EXACT.get(state["name"], rows[state["name"]])
            result = np.asarray(row(*state["inputs"].values()), order="C")
            if result.size > MOST_COMPARED:
                result = np.ascontiguousarray(result.ravel()[:: result.size // MOST_COMPARED + 1])
            with open(file, "wb") as out:
                result.tofile(out)
            return [result.dtype, ",".join(map(str, result.shape))]
        case ["close"]:
            state["inputs"] = {}
            return ["closed"]
        case _:
            return ["failed", "unknown command"]


def serve(version, rows, measure):
    """Answers commands until there are none.

    rows are functions of inputs by name; measure(call, inputs, seconds, batch) gives nanoseconds a call of each batch
    """
    state = {"name": "", "inputs": {}}
    print(MODULE, version, sep="\t", flush=True)
    for line in sys.stdin:
        try:
            answer = answer_to(line.rstrip("\n").split("\t"), state, rows, measure)
        except Exception as e:
            answer = ["failed", f"{type(e).__name__}: {e}".replace("\n", " ")]
        print(*answer, sep="\t", flush=True)


if __name__ == "__main__":
    import scipy_rows

    serve(np.__version__, ROWS | scipy_rows.of_cpu(MODULE, np), timed)
