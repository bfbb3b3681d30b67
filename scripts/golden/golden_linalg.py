"""Cases of numpy.linalg. What is unique only up to signs, phases or an order is written down as what defines it."""

import numpy as np
from golden_format import Plain, Text
from golden_values import rng, small

L = np.linalg
FLOATS = ["float32", "float64", "complex64", "complex128"]


def normal(dtype, shape, *seed):
    r = rng(FLOATS.index(dtype), *shape, 31, *seed)
    x = r.normal(size=shape)
    return (x + 1j * r.normal(size=shape) if dtype[0] == "c" else x).astype(dtype)


def tame(dtype, shape, *seed):
    """Square matrices that are far from singular, and have eigenvectors far from parallel."""
    n = shape[-1]
    return (normal(dtype, shape, *seed) + np.diag(np.arange(3, 3 + 2 * n, 2))).astype(dtype)


def hermitian(dtype, shape, *seed):
    x = tame(dtype, shape, *seed)
    return x + adjoint(x)


def definite(dtype, shape, *seed):
    x = tame(dtype, shape, *seed)
    return (x @ adjoint(x)).astype(dtype)


def adjoint(x):
    return np.conj(np.swapaxes(x, -1, -2))


# ---- what defines a decomposition; the test computes the same of its own


def qr(x, mode="reduced"):
    q, r = L.qr(x, mode)
    return [q @ r, adjoint(q) @ q, r - np.triu(r)]


def svd(x, full_matrices=True, hermitian=False):
    u, s, vh = L.svd(x, full_matrices, hermitian=hermitian)
    k = s.shape[-1]
    return [(u[..., :k] * s[..., None, :]) @ vh[..., :k, :], adjoint(u) @ u, vh @ adjoint(vh), s]


def eigh(x, uplo="L"):
    w, v = L.eigh(x, uplo)
    return [w, (v * w[..., None, :]) @ adjoint(v), adjoint(v) @ v]


def eig(x):
    w, v = L.eig(x)
    return [np.sort(w), (v * w[..., None, :]) @ L.inv(v), (abs(v) ** 2).sum(-2)]


def lstsq(a, b, rcond=None):
    x, residuals, rank, s = L.lstsq(a, b, rcond)
    return [x, residuals, np.int64(rank), s]


def raw(x):
    return list(L.qr(x, "raw"))


def linalg(f):
    systems(f)
    decompositions(f)
    numbers(f)
    products(f)
    refused(f)


def systems(f):
    for d in FLOATS:
        a = f.let(f"a.{d}", tame(d, (4, 4)))
        stack = f.let(f"stack.{d}", tame(d, (2, 3, 5, 5)))
        turned = f.view(stack, "::-1, :, ::-1", (1, 0, 3, 2))
        one = f.let(f"one.{d}", tame(d, (1, 1)))
        for x in (a, stack, turned, one, np.zeros((0, 0), d), np.zeros((0, 3, 3), d), np.zeros((2, 0, 0), d)):
            f.case("linalg.inv", L.inv, x)
            f.case("linalg.det", L.det, x)
            f.case("linalg.slogdet", lambda y: list(L.slogdet(y)), x)
        v, m = f.let(f"v.{d}", normal(d, (4,))), f.let(f"m.{d}", normal(d, (4, 3)))
        f.case("linalg.solve", L.solve, a, v)
        f.case("linalg.solve", L.solve, a, m)
        f.case("linalg.solve", L.solve, a, f.let(f"ms.{d}", normal(d, (2, 4, 3))))
        f.case("linalg.solve", L.solve, f.view(a, "::-1", (1, 0)), f.view(m, "::-1, ::2"))
        rows = f.let(f"rows.{d}", normal(d, (3, 5, 2)))
        f.case("linalg.solve", L.solve, stack, rows)
        f.case("linalg.solve", L.solve, stack, f.let(f"row.{d}", normal(d, (5, 2))))
        f.case("linalg.solve", L.solve, stack, f.let(f"five.{d}", normal(d, (5,))))
        f.case("linalg.solve", L.solve, a, np.zeros((4, 0), d))
        f.case("linalg.solve", L.solve, np.zeros((0, 0), d), np.zeros((0, 2), d))
        f.case("linalg.solve", L.solve, np.zeros((0, 2, 2), d), np.ones((2, 2), d))
        hard = np.zeros((3, 3), d)
        hard[:2] = [[1, 2, 3], [2, 4, 6]]
        f.case("linalg.pinv", lambda y, r: L.pinv(y, r), hard, 1e-4)
        f.case("linalg.cond", L.cond, hard, 1.0)
        for name in ("det", "slogdet", "inv", "matrix_rank"):
            numpy = getattr(L, name)
            f.case("linalg." + camel(name), (lambda g: lambda y: list(g(y)) if g is L.slogdet else g(y))(numpy), hard)
        tall, wide = f.let(f"tall.{d}", normal(d, (6, 3))), f.let(f"wide.{d}", normal(d, (3, 6)))
        thin = f.let(f"thin.{d}", (normal(d, (6, 2)) @ normal(d, (2, 3))).astype(d))
        for x in (tall, wide, thin):
            k = x.value.shape[0]
            if x is thin:
                f.case("linalg.lstsq", lstsq, x, f.let(f"right.{d}.{k}", normal(d, (k, 2))), 1e-4)
            else:
                f.case("linalg.lstsq", lstsq, x, f.let(f"right.{d}.{k}", normal(d, (k, 2))))
                f.case("linalg.lstsq", lstsq, x, f.let(f"line.{d}.{k}", normal(d, (k,))))
            f.case("linalg.lstsq", lstsq, x, f.let(f"line.{d}.{k}", normal(d, (k,))), 0.5)
            f.case("linalg.pinv", lambda y, r: L.pinv(y, r), x, 1e-5)
            f.case("linalg.pinv", lambda y, r: L.pinv(y, r), x, np.array(0.5))
            f.case("linalg.matrixRank", L.matrix_rank, x, 0.01)
        f.case("linalg.pinv", L.pinv, tall)
        f.case("linalg.pinv", L.pinv, f.let(f"flat.{d}", normal(d, (2, 3, 4))))
        f.case("linalg.pinv", L.pinv, np.zeros((0, 3), d))
        f.case("linalg.pinv", L.pinv, f.let(f"flat.{d}", normal(d, (2, 3, 4))), np.array([1e-4, 0.5]))
        f.case("linalg.pinv", L.pinv, f.let(f"h.{d}", hermitian(d, (4, 4))), 1e-5, True)
        f.case("linalg.lstsq", lstsq, np.zeros((0, 3), d), np.zeros((0, 2), d))
        f.case("linalg.lstsq", lstsq, np.zeros((3, 0), d), np.ones((3, 2), d))
        t = f.let(f"tensor.{d}", tame(d, (6, 6)).reshape(2, 3, 6))
        f.case("linalg.tensorsolve", L.tensorsolve, t, f.let(f"tb.{d}", normal(d, (2, 3))))
        f.case("linalg.tensorsolve", L.tensorsolve, t, f.let(f"six.{d}", normal(d, (6,))), Plain([0, 1]))
        f.case("linalg.tensorinv", L.tensorinv, t)
        f.case("linalg.tensorinv", L.tensorinv, f.let(f"t1.{d}", tame(d, (6, 6)).reshape(6, 3, 2)), Plain(1))
        f.case("linalg.tensorinv", L.tensorinv, t, Plain(0))
    for a, b in (("float32", "float64"), ("complex64", "float64"), ("float32", "complex64"), ("float64", "float32")):
        f.case("linalg.solve", L.solve, f.let(f"a.{a}", tame(a, (4, 4))), f.let(f"v.{b}", normal(b, (4,))))
    for d in ("bool", "int8", "int32", "uint64"):
        x = np.array([[1, 0, 1], [1, 1, 0], [0, 1, 1]]).astype(d)
        for name in ("inv", "det", "eigvalsh", "svdvals", "pinv", "matrix_rank"):
            f.case("linalg." + camel(name), getattr(L, name), x)
        f.case("linalg.solve", L.solve, x, np.ones(3, "float32"))
        f.case("linalg.solve", L.solve, x.astype("float32"), np.ones(3, d))


def decompositions(f):
    for d in FLOATS:
        stack = f.let(f"spd.{d}", definite(d, (2, 3, 4, 4)))
        for x in (f.view(stack, "0, 1"), stack, f.view(stack, "1, ::-1"), np.zeros((0, 0), d), np.zeros((3, 0, 0), d)):
            f.case("linalg.cholesky", L.cholesky, x)
            f.case("linalg.cholesky", lambda y, u: L.cholesky(y, upper=u), x, True)
        herm = f.let(f"herm.{d}", hermitian(d, (2, 5, 5)))
        # what is in the other triangle does not matter
        half = f.let(f"half.{d}", np.tril(herm.value[0]) + 7 * np.triu(np.ones((5, 5)), 1).astype(d))
        for x in (herm, half, f.view(herm, "0", (1, 0)), np.zeros((0, 0), d), np.zeros((0, 2, 2), d)):
            f.case("linalg.eigh", eigh, x)
            f.case("linalg.eigvalsh", L.eigvalsh, x)
            for uplo in ("U", "L"):
                f.case("linalg.eigh", eigh, x, Text(uplo))
                f.case("linalg.eigvalsh", L.eigvalsh, x, Text(uplo))
        f.case("linalg.svd", svd, herm, True, True)
        f.case("linalg.matrixRank", lambda y, h: L.matrix_rank(y, hermitian=h), herm, True)
        general = f.let(f"general.{d}", tame(d, (3, 4, 4), 1))
        for x in (general, f.view(general, "0, ::-1"), np.zeros((0, 0), d), np.zeros((0, 2, 2), d), np.diag([1, 2, 3]).astype(d)):
            f.case("linalg.eig", eig, x)
            f.case("linalg.eigvals", lambda y: np.sort(L.eigvals(y)), x)
        turn = f.let(f"turn.{d}", np.array([[0, 1, 0], [-1, 0, 0], [0, 0, 2]]).astype(d))
        f.case("linalg.eig", eig, turn)
        for shape in ((5, 3), (3, 5), (4, 4), (1, 3), (2, 4, 3), (2, 3, 4), (0, 3), (3, 0), (2, 0, 3), (0, 2, 3)):
            x = f.let(f"m.{d}.{shape}", normal(d, shape, 5))
            for mode in ("reduced", "complete"):
                f.case("linalg.qr", qr, x, Text(mode))
            f.case("linalg.qr", qr, x)
            f.case("linalg.qrR", lambda y: L.qr(y, "r"), x)
            f.case("linalg.qrRaw", raw, x)
            f.case("linalg.svd", svd, x)
            for full in (True, False):
                f.case("linalg.svd", svd, x, full)
            f.case("linalg.svdvals", L.svdvals, x)
        f.case("linalg.svdvals", L.svdvals, f.view(f.let(f"m.{d}.(2, 4, 3)", normal(d, (2, 4, 3), 5)), "::-1, 1:", (2, 0, 1)))
        for name in ("eig", "eigvals"):
            f.case("linalg." + name, eig if name == "eig" else L.eigvals, np.array([[1, np.nan], [0, 1]], d))
            f.case("linalg." + name, eig if name == "eig" else L.eigvals, np.array([[1, np.inf], [0, 1]], d))


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(r.capitalize() for r in rest)


def numbers(f):
    for d in FLOATS:
        stack = f.let(f"norms.{d}", normal(d, (3, 4, 4), 8) + np.eye(4, dtype=d))
        wide = f.let(f"wide.{d}", normal(d, (3, 6)))
        for x in (stack, wide, f.view(stack, "0, ::-1")):
            f.case("linalg.cond", L.cond, x)
            f.case("linalg.matrixNorm", L.matrix_norm, x)
            for order in (1.0, -1.0, 2.0, -2.0, np.inf, -np.inf):
                f.case("linalg.matrixNorm", lambda y, o: L.matrix_norm(y, ord=o), x, order)
                f.case("linalg.matrixNorm", lambda y, o, k: L.matrix_norm(y, ord=o, keepdims=k), x, order, True)
                f.case("linalg.cond", L.cond, x, order)
            for order in ("fro", "nuc"):
                f.case("linalg.matrixNorm", lambda y, o: L.matrix_norm(y, ord=o), x, Text(order))
                f.case("linalg.matrixNorm", lambda y, o, k: L.matrix_norm(y, ord=o, keepdims=k), x, Text(order), True)
                f.case("linalg.cond", L.cond, x, Text(order))
            f.case("linalg.matrixRank", L.matrix_rank, x)
            f.case("linalg.matrixRank", L.matrix_rank, x, 1.5)
            f.case("linalg.matrixRankRelative", lambda y, r: L.matrix_rank(y, rtol=r), x, 0.5)
        f.case("linalg.matrixRank", L.matrix_rank, stack, np.array([0.1, 1, 100]))
        f.case("linalg.vectorNorm", L.vector_norm, stack)
        for order in (0.0, 1.0, 2.0, 3.0, np.inf, -np.inf):
            f.case("linalg.vectorNorm", lambda y, o: L.vector_norm(y, ord=o), stack, order)
            f.case("linalg.vectorNorm", lambda y, ord, axis, keepdims: L.vector_norm(y, ord=ord, axis=axis, keepdims=keepdims), stack, ord=order, axis=Plain([0, 2]), keepdims=True)
        f.case("linalg.vectorNorm", lambda y, axis: L.vector_norm(y, axis=axis), stack, axis=Plain(1))
        for order in (2.0, -2.0, "nuc"):
            o = Text(order) if isinstance(order, str) else order
            f.case("linalg.norm", L.norm, wide, ord=o)
            f.case("linalg.norm", lambda y, ord, axis, keepdims: L.norm(y, ord, axis, keepdims), stack, ord=o, axis=Plain([2, 0]), keepdims=True)
        f.case("linalg.matrixRank", L.matrix_rank, np.zeros((3, 3), d))
        f.case("linalg.matrixRank", L.matrix_rank, np.zeros((2, 0, 3), d))
        f.case("linalg.matrixRank", L.matrix_rank, np.zeros(4, d))
        f.case("linalg.matrixRank", L.matrix_rank, np.ones(4, d))
        f.case("linalg.trace", L.trace, stack)
        f.case("linalg.trace", lambda y, k: L.trace(y, offset=k), stack, Plain(-1))
        f.case("linalg.diagonal", L.diagonal, stack)
        f.case("linalg.diagonal", lambda y, k: L.diagonal(y, offset=k), stack, Plain(2))


def products(f):
    for d in ("int32", "int64", "float32", "float64", "complex128"):
        a, b = f.let(f"p.{d}", small(d, (2, 3, 3), 1, low=-2)), f.let(f"q.{d}", small(d, (3, 3), 2, low=-2))
        x, y = f.let(f"u.{d}", small(d, (3,), 3)), f.let(f"w.{d}", small(d, (3,), 4))
        for n in (0, 1, 2, 3, 6):
            f.case("linalg.matrixPower", L.matrix_power, a, Plain(n))
        f.case("linalg.multiDot", lambda xs: L.multi_dot(xs), [b, f.view(b, "::-1"), b])
        f.case("linalg.multiDot", lambda xs: L.multi_dot(xs), [x, b, f.view(b, ":, ::2"), f.view(b, ":2, 0")])
        f.case("linalg.multiDot", lambda xs: L.multi_dot(xs), [b, f.view(b, ":, :1"), f.view(b, ":1"), b, x])
        f.case("linalg.multiDot", lambda xs: L.multi_dot(xs), [b, b])
        f.case("linalg.matmul", L.matmul, a, b)
        f.case("linalg.outer", L.outer, x, y)
        f.case("linalg.cross", L.cross, a, x)
        f.case("linalg.cross", lambda p, q, axis: L.cross(p, q, axis=axis), a, a, Plain(1))
        f.case("linalg.vecdot", L.vecdot, a, b)
        f.case("linalg.vecdot", lambda p, q, axis: L.vecdot(p, q, axis=axis), a, a, Plain(-2))
        f.case("linalg.tensordot", L.tensordot, a, b)
        f.case("linalg.tensordot", lambda p, q, n: L.tensordot(p, q, axes=n), a, b, Plain(1))
        f.case("linalg.tensordot", lambda p, q, i, j: L.tensordot(p, q, axes=(i, j)), a, b, Plain([1, 2]), Plain([1, 0]))
        f.case("linalg.matrixTranspose", L.matrix_transpose, a)
    for d in FLOATS:
        for n in (-1, -3):
            f.case("linalg.matrixPower", L.matrix_power, f.let(f"a.{d}", tame(d, (4, 4))), Plain(n))


def refused(f):
    """Each way in which NumPy refuses, which the methods throw for."""
    row, flat, ones = np.ones(3), np.ones((2, 3)), np.ones((3, 3))
    for name in ("inv", "det", "slogdet", "cholesky", "eigvals", "eigvalsh", "qrR", "svdvals", "pinv", "cond"):
        numpy = (lambda y: L.qr(y, "r")) if name == "qrR" else getattr(L, name)
        f.case("linalg." + name, numpy, row)
        f.case("linalg." + name, numpy, np.float64(1))
    for name in ("inv", "det", "slogdet", "cholesky", "eigvals", "eigvalsh"):
        f.case("linalg." + name, getattr(L, name), flat)
    f.case("linalg.eig", eig, flat)
    f.case("linalg.eigh", eigh, flat)
    f.case("linalg.eigh", eigh, ones, Text("M"))
    f.case("linalg.qr", qr, ones, Text("whole"))
    f.case("linalg.inv", L.inv, ones)
    f.case("linalg.inv", L.inv, np.stack([np.eye(3), ones]))
    f.case("linalg.solve", L.solve, ones, row)
    f.case("linalg.solve", L.solve, np.eye(3), np.ones(2))
    f.case("linalg.solve", L.solve, np.eye(3), np.float64(2))
    f.case("linalg.solve", L.solve, np.ones((2, 3, 3)), np.ones((4, 3, 1)))
    f.case("linalg.solve", L.solve, flat, row)
    f.case("linalg.cholesky", L.cholesky, -np.eye(2))
    f.case("linalg.cholesky", L.cholesky, np.stack([np.eye(2), np.array([[1, 2], [2, 1.0]])]))
    f.case("linalg.cond", L.cond, np.zeros((0, 0)))
    f.case("linalg.cond", L.cond, flat, 1.0)
    f.case("linalg.cond", L.cond, ones, Text("big"))
    f.case("linalg.matrixPower", L.matrix_power, flat, Plain(2))
    f.case("linalg.matrixPower", L.matrix_power, ones, Plain(-1))
    f.case("linalg.multiDot", lambda xs: L.multi_dot(xs), [ones])
    f.case("linalg.multiDot", lambda xs: L.multi_dot(xs), [ones, row, ones])
    f.case("linalg.multiDot", lambda xs: L.multi_dot(xs), [ones, flat])
    f.case("linalg.lstsq", lstsq, row, row)
    f.case("linalg.lstsq", lstsq, ones, np.ones(2))
    f.case("linalg.lstsq", lstsq, ones, np.ones((3, 1, 1)))
    f.case("linalg.tensorinv", L.tensorinv, np.ones((2, 3, 4)))
    f.case("linalg.tensorsolve", L.tensorsolve, np.ones((2, 3, 4)), np.ones((2, 3)))
    f.case("linalg.matrixNorm", L.matrix_norm, row)
    f.case("linalg.matrixNorm", lambda y, o: L.matrix_norm(y, ord=o), ones, 3.0)
    f.case("linalg.outer", L.outer, ones, row)
    f.case("linalg.cross", L.cross, flat, np.ones((2, 2)))
    f.case("linalg.diagonal", L.diagonal, row)
    f.case("linalg.trace", L.trace, row)
