"""Cases of scipy.sparse; a matrix is written as the dense array that it is made of."""

import numpy as np
from golden_format import DType, Plain, Text
from golden_values import rng
from scipy import sparse as sp
from scipy.sparse import linalg as spl

TYPES = ["float32", "float64", "complex64", "complex128"]


def matrix(d, rows, columns, density=0.3, *seed):
    r = rng(rows, columns, TYPES.index(d), 72, *seed)
    x = np.round(r.normal(size=(rows, columns)) * 8) / 4
    if d[0] == "c":
        x = x + 1j * np.round(r.normal(size=(rows, columns)) * 8) / 4
    return np.where(r.random((rows, columns)) < density, x, 0).astype(d)


def parts(a):
    a = sp.csr_array(a)
    a.sort_indices()
    return [a.indptr.astype(np.int32), a.indices.astype(np.int32), a.data]


def dense(f):
    """A function of sparse arrays, as one of dense ones."""

    def call(*args, **kw):
        made = f(*[sp.csr_array(a) if isinstance(a, np.ndarray) and a.ndim == 2 else a for a in args], **kw)
        return made.toarray() if sp.issparse(made) else np.asarray(made)

    return call


def definite(d, n):
    """A banded matrix that is its own transpose and far from singular."""
    a = matrix(d, n, n, 0.1, 5)
    a = a + a.conj().T
    return (a + np.diag(np.abs(a).sum(0) + 1)).astype(d)


def formats(f):
    for d in TYPES:
        for shape in ((1, 1), (5, 7), (33, 20), (3, 0), (0, 4)):
            a = f.let(f"a.{d}.{shape}", matrix(d, *shape))
            f.case("sparse.csr", parts, a)
            f.case("sparse.csc", lambda x: parts(x.T), a)
            f.case("sparse.coo", lambda x: [*map(lambda p: p.astype(np.int32), sp.coo_array(sp.csr_array(x)).coords), sp.csr_array(x).data], a)
            f.case("sparse.toDense", lambda x: x, a)
        n = 40
        r = rng(n, 73)
        row, column = r.integers(0, 5, n), r.integers(0, 6, n)
        data = (r.integers(-3, 4, n) / 2).astype(d)
        f.case("sparse.fromCoo", lambda i, j, v: parts(sp.coo_array((v, (i, j)), (5, 6))), row, column, data)
    f.case("sparse.eye", lambda n, m, k: sp.eye_array(n, m, k=k).toarray(), Plain(4), Plain(6), Plain(-1))
    f.case("sparse.eye", lambda n, m, k: sp.eye_array(n, m, k=k).toarray(), Plain(4), Plain(6), Plain(3))
    v, w = np.arange(1.0, 6), np.arange(3.0)
    f.case("sparse.diags", lambda ds, ks: sp.diags_array(ds, offsets=ks, shape=(5, 5)).toarray(), [v, w, np.ones(1)], Plain([0, 2, -1]))


def arithmetic(f):
    for d in TYPES:
        a, b = f.let(f"a.{d}", matrix(d, 12, 9)), f.let(f"b.{d}", matrix(d, 12, 9, 0.3, 1))
        c = f.let(f"c.{d}", matrix(d, 9, 11, 0.3, 2))
        f.case("sparse.add", dense(lambda x, y: x + y), a, b)
        f.case("sparse.sub", dense(lambda x, y: x - y), a, b)
        f.case("sparse.mul", dense(lambda x, y: x * y), a, b)
        f.case("sparse.scaled", dense(lambda x, s: x * s), a, 2.5)
        f.case("sparse.matmulSparse", dense(lambda x, y: x @ y), a, c)
        f.case("sparse.kron", dense(lambda x, y: sp.kron(x, y)), a, c)
        f.case("sparse.rows", dense(lambda x, i, j: x[i:j]), a, Plain(3), Plain(7))
        for k in (0, 2, -3):
            f.case("sparse.diagonal", dense(lambda x, k: x.diagonal(k)), a, Plain(k))
        f.case("sparse.sum", dense(lambda x: x.sum()), a)
        for axis in (0, 1, -1):
            f.case("sparse.sum", dense(lambda x, axis: x.sum(axis)), a, Plain(axis))
        for e in TYPES:
            x = f.let(f"x.{e}", matrix(e, 9, 1, 1, 3)[:, 0])
            many = f.let(f"y.{e}", matrix(e, 9, 4, 1, 4))
            f.case("sparse.matmul", lambda m, v: sp.csr_array(m) @ v, a, x)
            f.case("sparse.matmul", lambda m, v: sp.csr_array(m) @ v, a, many)
        f.case("sparse.matmul", lambda m, v: sp.csr_array(m) @ v, a, np.arange(9))
        f.case("sparse.matmul", lambda m, v: sp.csr_array(m) @ v, a, np.ones(8, d))
        # rows of very different lengths, over several chunks
        n, most = 300, 5000
        r = rng(n, 74)
        length = np.minimum(most, (3 / (r.random(n) + 1e-4)).astype(int)) * (r.random(n) < 0.7)
        length[7] = most
        row = np.repeat(np.arange(n), length)
        column = np.concatenate([r.permutation(most)[:k] for k in length])
        value = (r.integers(-8, 9, row.size) / 4).astype(d)
        if d in ("float32", "complex128"):
            f.case(
                "sparse.matmulCoo",
                lambda i, j, v, x: sp.csr_array((v, (i, j)), (n, most)) @ x,
                f.let("power.row", row.astype(np.int16)), f.let("power.column", column.astype(np.int16)),
                f.let(f"power.{d}", value), f.let(f"power.x.{d}", (r.integers(-8, 9, most) / 4).astype(d)),
            )  # fmt: skip
        f.case("sparse.norm", lambda m: np.asarray(spl.norm(sp.csr_array(m))), a)
        for ord in (1, "inf"):
            f.case("sparse.norm", lambda m, o: np.asarray(spl.norm(sp.csr_array(m), np.inf if o == "inf" else o)), a, Plain(1) if ord == 1 else Text("inf"))


def solvers(f):
    for d in ("float32", "float64", "complex128"):
        for n in (1, 5, 60):
            a = f.let(f"definite.{d}.{n}", definite(d, n))
            b = f.let(f"b.{d}.{n}", matrix(d, n, 1, 1, 7)[:, 0])
            for name in ("spsolve", "cg", "gmres", "bicgstab"):
                f.case("sparse." + name, lambda m, v: np.linalg.solve(m, v), a, b)
            skew = f.let(f"skew.{d}.{n}", (matrix(d, n, n, 0.2, 8) + np.diag(np.where(np.arange(n) % 3, 9, 0.5))).astype(d))
            f.case("sparse.spsolve", lambda m, v: np.linalg.solve(m, v), skew, b)
        f.case("sparse.spsolve", lambda m, v: np.linalg.solve(m, v), skew, matrix(d, 60, 3, 1, 9))
    f.case("sparse.spsolve", lambda m, v: np.linalg.solve(m, v), np.zeros((3, 3)), np.ones(3))


def sparse(f):
    formats(f)
    arithmetic(f)
    solvers(f)
