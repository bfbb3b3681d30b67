"""Cases of scipy.spatial.distance."""

import numpy as np
from golden_format import Text
from golden_values import rng
from scipy.spatial import distance as sd

NUMBERS = "braycurtis canberra chebyshev cityblock correlation cosine euclidean hamming minkowski seuclidean sqeuclidean".split()
TRUTHS = "dice jaccard rogerstanimoto russellrao sokalsneath yule hamming".split()


def points(d, n, k, *seed):
    return (rng(n, k, 78, *seed).integers(-20, 21, (n, k)) / 4).astype(d)


def spatial(f):
    def own(function):
        """In the type of the points, as the library has it."""

        def call(*args, **kw):
            out = function(*args, **kw)
            return out.astype(np.float32) if args[0].dtype == np.float32 else out

        return call

    for d in ("float32", "float64", "int32"):
        for n, m, k in ((5, 4, 3), (1, 9, 7), (17, 6, 33)):
            a, b = f.let(f"a.{d}.{n}.{k}", points(d, n, k)), f.let(f"b.{d}.{m}.{k}", points(d, m, k, 1))
            for name in NUMBERS:
                f.case("spatial.cdist", own(sd.cdist), a, b, Text(name))
                if n > 1:
                    f.case("spatial.pdist", own(sd.pdist), a, Text(name))
            for p in (1.0, 3.0, 0.5):
                f.case("spatial.minkowski", own(lambda a, b, p: sd.cdist(a, b, "minkowski", p=p)), a, b, p)
            v = f.let(f"v.{k}", rng(k, 79).uniform(0.5, 2, k))
            f.case("spatial.seuclidean", own(lambda a, b, v: sd.cdist(a, b, "seuclidean", V=v)), a, b, v)
            w = rng(k, 80).normal(size=(k, k))
            inverse = f.let(f"inverse.{k}", w @ w.T + np.eye(k))
            f.case("spatial.mahalanobis", own(lambda a, b, v: sd.cdist(a, b, "mahalanobis", VI=v)), a, b, inverse)
            f.case("spatial.cdist", own(sd.cdist), f.view(a, "::-1"), b, Text("euclidean"))
    a, b = f.let("u", rng(5, 81).uniform(0.1, 1, (5, 6))), f.let("v", rng(4, 82).uniform(0.1, 1, (4, 6)))
    f.case("spatial.cdist", sd.cdist, a, b, Text("jensenshannon"))
    p, q = f.let("p", rng(7, 83).random((7, 11)) < 0.4), f.let("q", rng(6, 84).random((6, 11)) < 0.4)
    for name in TRUTHS:
        f.case("spatial.cdist", lambda a, b, m: sd.cdist(a, b, m), p, q, Text(name))
        f.case("spatial.pdist", lambda a, m: sd.pdist(a, m), p, Text(name))
    f.case("spatial.cdist", sd.cdist, f.let("none", np.zeros((0, 3))), f.let("some", np.ones((4, 3))), Text("euclidean"))
    f.case("spatial.cdist", sd.cdist, np.ones((2, 3)), np.ones((2, 4)), Text("euclidean"))
    f.case("spatial.cdist", sd.cdist, np.ones(3), np.ones((2, 3)), Text("euclidean"))
    f.case("spatial.cdist", sd.cdist, np.ones((2, 3)), np.ones((2, 3)), Text("unheard"))
    far = np.array([[np.nan, 1], [np.inf, 2], [0, 3]])
    for name in ("euclidean", "cityblock"):
        f.case("spatial.cdist", sd.cdist, far, np.array([[1.0, 2], [np.inf, 5]]), Text(name))
    for n in (1, 3, 6, 15):
        f.case("spatial.squareform", sd.squareform, np.arange(1.0, n + 1))
    f.case("spatial.squareform", sd.squareform, np.arange(4.0))
    f.case("spatial.squareform", sd.squareform, sd.squareform(np.arange(1.0, 11)))
    f.case("spatial.squareform", sd.squareform, np.arange(9.0).reshape(3, 3))
    f.case("spatial.squareform", sd.squareform, np.eye(3))
