"""The peer of scripts/bench: a co-process that runs one row at a time with NumPy or CuPy.

usage: array_bench.py numpy|cupy N     N is the number of elements that random rows draw

Commands come as lines on standard input, words parted by tabs; every answer is one line.

    rows                         the names of the rows here
    open NAME INPUTS             makes the inputs (DTYPE SHAPE SEED LOW HIGH; ...) and calls the row once
    time SECONDS BATCH           calls it until the time is over; nanoseconds a call, one number for each batch of calls
    result FILE                  writes up to a million elements that ours are compared with; their type and shape
    close                        forgets the row

The words of INPUTS are parted by blanks, inputs by semicolons, extents by commas.
"""

import importlib
import math
import sys
import time

MODULE, N = sys.argv[1], int(sys.argv[2])
np = importlib.import_module(MODULE)

CHUNK = 1 << (18 if MODULE == "numpy" else 24)
MOST_COMPARED = 1 << 20


def synchronize():
    if MODULE == "cupy":
        np.cuda.Device().synchronize()


def numbers(dtype, shape, seed, low, high):
    """The same numbers as Inputs.java makes: element i is a hash of i, scaled to [low, high)."""
    n = math.prod(shape)
    out = np.empty(n, dtype)
    for start in range(0, n, CHUNK):
        h = np.arange(start + 1, min(n, start + CHUNK) + 1, dtype=np.uint64)
        h *= np.uint64(0x9E3779B97F4A7C15)
        h += np.uint64(seed * 0xBF58476D1CE4E5B9 % 2**64)
        for _ in range(2):
            h ^= h >> np.uint64(32)
            h *= np.uint64(0xD6E8FEB86659FD93)
        if out.dtype.kind == "i":
            out[start : start + len(h)] = (h >> np.uint64(33)) % np.uint64(high - low) + np.uint64(low)
        else:
            bits = 24 if out.dtype == np.float32 else 53
            unit = (h >> np.uint64(64 - bits)).astype(np.float64) * 2.0**-bits
            out[start : start + len(h)] = unit * (high - low) + low
    return out.reshape(shape)


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def layernorm(x):
    return (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5)


def norms(x):
    return np.sqrt(np.sum(x**2, axis=-1))


def damped(x, y):
    return np.exp(-x * x) * np.sin(y)


RNG = np.random.default_rng(1)

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
    "softmax": softmax,
    "layernorm": layernorm,
    "sum(0)": lambda x: x.sum(0),
    "transpose copy": lambda x: x.T.copy(),
    "outer add": lambda x, y: x[:, None] + y[None, :],
    "pairwise": lambda x, y: np.sqrt(((x[:, None, :] - y[None, :, :]) ** 2).sum(-1)),
    "matmul f64": lambda x, y: x @ y,
    "matmul f32": lambda x, y: x @ y,
    "uniform": lambda: RNG.random(N),
    "normal": lambda: RNG.standard_normal(N),
    "small a+b": lambda x, y: x + y,
    "small sqrt(a*a+b*b)": lambda x, y: np.sqrt(x * x + y * y),
}

for name in ("exp", "log", "sin", "cos", "tanh", "pow"):
    ROWS[name + " f32"] = ROWS[name + " f64"] = np.power if name == "pow" else getattr(np, name)

# What ours are compared with where the peer's own result is too inexact: it adds one float32 after the other.
EXACT = {"cumsum": lambda x: x.cumsum(dtype=np.float64), "var": lambda x: x.astype(np.float64).var().astype(x.dtype)}


def timed(call, inputs, seconds, batch):
    samples = []
    end = time.perf_counter_ns() + int(seconds * 1e9)
    while True:
        start = time.perf_counter_ns()
        for _ in range(batch):
            result = call(*inputs)
        synchronize()
        now = time.perf_counter_ns()
        samples.append((now - start) / batch)
        # freed now and not when the next is there: that is what `y = f(x)` in a function does
        del result
        if now >= end:
            return samples


def main():
    name, inputs = "", []
    print(MODULE, np.__version__, sep="\t", flush=True)
    for line in sys.stdin:
        match line.rstrip("\n").split("\t"):
            case ["rows"]:
                answer = list(ROWS)
            case ["open", name, specs]:
                inputs = []
                for spec in filter(None, specs.split(";")):
                    dtype, shape, seed, low, high = spec.split(" ")
                    extents = tuple(int(n) for n in shape.split(","))
                    inputs.append(numbers(dtype, extents, int(seed), int(low), int(high)))
                ROWS[name](*inputs)
                answer = ["open"]
            case ["time", seconds, batch]:
                answer = timed(ROWS[name], inputs, float(seconds), int(batch))
            case ["result", file]:
                result = np.asarray(EXACT.get(name, ROWS[name])(*inputs), order="C")
                if result.size > MOST_COMPARED:
                    result = np.ascontiguousarray(result.ravel()[:: result.size // MOST_COMPARED + 1])
                with open(file, "wb") as out:
                    result.tofile(out)
                answer = [result.dtype, ",".join(map(str, result.shape))]
            case ["close"]:
                inputs = []
                answer = ["closed"]
            case _:
                answer = ["unknown"]
        print(*answer, sep="\t", flush=True)


if __name__ == "__main__":
    main()
