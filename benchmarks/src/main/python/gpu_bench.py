"""The peer of scripts/bench gpu: CuPy timed with device events, or JAX jitted and pipelined.

usage: gpu_bench.py cupy|jax|numpy N     N is the number of elements that random rows draw; numpy is for trying this out

The commands are those of array_bench.py. A row that a module has no words for is not among its rows.
"""

import math
import time

import scipy_rows
from array_bench import MODULE, N, ROWS as COMMON, np, serve, timed, wait_for

RATE, VOLATILITY = 0.02, 0.3

if MODULE == "jax":
    import jax

    # float32 and not TF32, as on the other sides
    jax.config.update("jax_default_matmul_precision", "highest")
    from jax.scipy.special import ndtr
elif MODULE == "cupy":
    from cupyx.scipy.special import ndtr
else:
    erfcs = np.vectorize(math.erfc)

    def ndtr(x):
        return (0.5 * erfcs(-x * math.sqrt(0.5))).astype(x.dtype)


def black_scholes(share, strike, years):
    spread = VOLATILITY * np.sqrt(years)
    d = (np.log(share / strike) + (RATE + VOLATILITY**2 / 2) * years) / spread
    return share * ndtr(d) - strike * np.exp(-RATE * years) * ndtr(d - spread)


def cholesky(x, made={}):
    """Of the lower triangle of a matrix that is made positive definite the first time."""
    if x.shape not in made:
        made.clear()
        made[x.shape] = x + len(x) * np.eye(len(x), dtype=x.dtype)
    return np.linalg.cholesky(made[x.shape])


def balanced(x):
    for _ in range(5):
        x = x / x.sum(0, keepdims=True)
        x = x / x.sum(1, keepdims=True)
    return x


SAME = """seed f64;seed f32;x+y;2*x+3*y-z*x+1;sum;var;argmax;cumsum;where(x>y,x,y);x[x>.5];take;bincount;softmax;layernorm;sum(0)
transpose copy;outer add;pairwise;matmul f64;matmul f32;small a+b;small sqrt(a*a+b*b)"""

rows = {name: COMMON[name] for name in SAME.replace("\n", ";").split(";")}
rows |= {
    "exp(-x*x)*sin(y)": COMMON["exp(-x*x)*sin(y) f32"],
    "norm f64": lambda x: np.linalg.norm(x, axis=-1),
    "dot": lambda x, y: np.dot(x, y),
    "countNonzero(x>.5)": lambda x: np.count_nonzero(x > 0.5),
    "sort": lambda x: np.sort(x),
    "argsort": lambda x: np.argsort(x),
    "unique": lambda x: np.unique(x),
    "fft c64": lambda x: np.fft.fft(x),
    "fft2 c64": lambda x: np.fft.fft2(x),
    "ifft(fft) c64": lambda x: np.fft.ifft(np.fft.fft(x)),
    "irfft(rfft) f32": lambda x: np.fft.irfft(np.fft.rfft(x)),
    "Black-Scholes": black_scholes,
    "A[::2,::2]*2": lambda x: x[::2, ::2] * 2,
    "matmul f16": lambda x, y: x @ y,
    "solve f32": lambda x, y: np.linalg.solve(x, y),
    "svd f32": lambda x: np.linalg.svd(x)[1],
    "eigh f32": lambda x: np.linalg.eigh(x)[0],
    "small float(sum(a))": lambda x: float(x.sum()),
    "20 dependent kernels": balanced,
}


if MODULE != "jax":
    rows["cholesky f32"] = cholesky


def cupy_rows():
    """What is CuPy's own, and with NumPy in its place what stands for it."""

    def memcpy(x, into={}):
        into.setdefault(x.size, np.empty_like(x))
        np.copyto(into[x.size], x)

    def first_call(x):
        if MODULE == "numpy":
            return x * 2
        # a constant that no kernel before had
        body = f"z = sqrt(x * x + {time.time_ns() % 10**9}.0f)"
        return np.ElementwiseKernel("float32 x", "float32 z", body, f"first_{time.time_ns()}")(x)

    def to_device(x, hosts={}):
        if x.size not in hosts:
            hosts.clear()
            hosts[x.size] = x.copy() if MODULE == "numpy" else np.asnumpy(x)
        return hosts[x.size].copy() if MODULE == "numpy" else np.asarray(hosts[x.size])

    def to_host(x, hosts={}):
        if MODULE == "numpy":
            return np.copy(x)
        if x.size not in hosts:
            hosts.clear()
            hosts[x.size] = np.asnumpy(x)
        return x.get(out=hosts[x.size])

    random = np.random.default_rng(1).random if MODULE == "numpy" else np.random.random
    normal = np.random.default_rng(1).standard_normal if MODULE == "numpy" else np.random.standard_normal
    return {
        "copy": memcpy,
        "uniform": lambda: random(N, dtype=np.float32),
        "normal": lambda: normal(N, dtype=np.float32),
        "host to device": to_device,
        "device to host": to_host,
        "first call, cold": first_call,
    }


def jax_rows():
    key = jax.random.key(1)
    uniform = jax.jit(lambda k: jax.random.uniform(k, (N,), np.float32))
    normal = jax.jit(lambda k: jax.random.normal(k, (N,), np.float32))
    total = jax.jit(lambda x: x.sum())
    shapes_unknown = {"x[x>.5]", "unique", "small float(sum(a))"}
    jitted = {name: jax.jit(f) for name, f in rows.items() if name not in shapes_unknown}
    return jitted | {
        "take": jax.jit(lambda x, i: np.take(x, i, mode="clip")),
        "bincount": jax.jit(lambda x: np.bincount(x, length=1024)),
        "uniform": lambda: uniform(key),
        "normal": lambda: normal(key),
        "small float(sum(a))": lambda x: float(total(x)),
        "first call, cold": lambda x: jax.jit(lambda y, c=time.time_ns() % 10**9: np.sqrt(y * y + c))(x),
    }


def between_events(call, inputs, seconds, batch):
    """As timed, but by the device's clock."""
    start, end = np.cuda.Event(), np.cuda.Event()
    samples = []
    stop = time.perf_counter() + seconds
    while True:
        start.record()
        for _ in range(batch):
            result = call(*inputs)
        end.record()
        end.synchronize()
        samples.append(np.cuda.get_elapsed_time(start, end) * 1e6 / batch)
        del result
        if time.perf_counter() >= stop:
            return samples


if __name__ == "__main__":
    if MODULE == "jax":
        serve(jax.__version__, jax_rows(), timed)
    else:
        serve(np.__version__, rows | cupy_rows() | scipy_rows.of_gpu(MODULE, np), between_events if MODULE == "cupy" else timed)
