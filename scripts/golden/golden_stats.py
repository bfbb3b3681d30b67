"""Cases of scipy.stats."""

import numpy as np
from golden_format import Plain, Text
from golden_values import rng
from scipy import stats as s

R = rng(2026)


def both(function):
    """A test's statistic and p-value."""

    def call(*args, **kw):
        r = function(*args, **kw)
        return [np.asarray(r.statistic), np.asarray(r.pvalue)]

    return call


def limit(function, p):
    """With the p-value of the limit for many elements."""

    def call(a, b):
        d = function(a, b).statistic
        return [np.asarray(d), np.asarray(s.kstwobign.sf(d * p(a, b)))]

    return call


def described(x, axis):
    d = s.describe(x, axis)
    return [np.asarray(v) for v in (d.minmax[0], d.minmax[1], d.mean, d.variance, d.skewness, d.kurtosis)]


def descriptions(f, arrays):
    for a in arrays:
        for axis in range(-1, a.value.ndim):
            k = Plain(axis)
            f.case("stats.zscore", s.zscore, a, k)
            f.case("stats.zscore", lambda a, axis, ddof: s.zscore(a, axis, ddof), a, k, Plain(1))
            f.case("stats.skew", s.skew, a, k)
            f.case("stats.kurtosis", s.kurtosis, a, k)
            f.case("stats.iqr", s.iqr, a, k)
            f.case("stats.sem", s.sem, a, k)
            f.case("stats.trimMean", lambda a, axis, p: s.trim_mean(a, p, axis), a, k, 0.2)
            f.case("stats.describe", described, a, k)
            for order in range(6):
                f.case("stats.moment", lambda a, axis, order: s.moment(a, order, axis), a, k, Plain(order))
            f.case("stats.ttest1samp", both(lambda a, axis, mean: s.ttest_1samp(a, mean, axis)), a, k, 1.5)


def means(f, arrays, y):
    for a in arrays:
        for axis in (0, 1):
            f.case("stats.gmean", s.gmean, a, Plain(axis))
            f.case("stats.hmean", s.hmean, a, Plain(axis))
            f.case("stats.pmean", lambda a, axis, p: s.pmean(a, p, axis=axis), a, Plain(axis), 2.0)
            f.case("stats.pmean", lambda a, axis, p: s.pmean(a, p, axis=axis), a, Plain(axis), -0.5)
    f.case("stats.pmean", lambda a, axis, p: s.pmean(a, p, axis=axis), y, Plain(0), 0.0)


def ranks(f, n, x):
    for a in (n, x, np.array([3, 1, 3, 1, 2]), np.array([2.5])):
        f.case("stats.mode", lambda a: [np.float64(s.mode(a, axis=None).mode), np.int64(s.mode(a, axis=None).count)], a)
    for a in (n.value.ravel(), x.value.ravel(), np.array([2.5]), np.zeros(0), n, np.array([1.0, np.inf, -np.inf, 0.0, -0.0])):
        for method in ("average", "min", "max", "dense", "ordinal"):
            f.case("stats.rankdata", s.rankdata, a, Text(method))


def pairs(f, x, y, n):
    u, v = x.value[0], 0.5 * x.value[0] + y.value[0]
    n = n.value
    far = np.arange(50.0)
    for a, b in ((u, v), (u, -v), (n[0], n[1]), (u, y.value[1]), (u[:2], v[:2]), (u[:3], v[:3]), (far, far + R.normal(0, 40, 50)), (u.astype("float32"), v.astype("float32"))):
        f.case("stats.pearsonr", both(s.pearsonr), a, b)
        if len(a) > 2 and not np.array_equal(a, b):
            f.case("stats.spearmanr", both(s.spearmanr), a, b)

        def line(a, b):
            r = s.linregress(np.float64(a), np.float64(b))
            return [np.float64(p) for p in (r.slope, r.intercept, r.rvalue, r.pvalue, r.stderr, r.intercept_stderr)]

        f.case("stats.linregress", line, a, b)


def tests(f, x, y, n):
    for axis in (0, 1):
        f.case("stats.ttestRel", both(s.ttest_rel), x, y, Plain(axis))
        f.case("stats.ttestInd", both(lambda a, b, axis: s.ttest_ind(a, b, axis=axis)), x, y, Plain(axis))
        f.case("stats.welchTest", both(lambda a, b, axis: s.ttest_ind(a, b, axis=axis, equal_var=False)), x, y, Plain(axis))
    few = f.view(x, ":4")
    f.case("stats.ttestInd", both(lambda a, b, axis: s.ttest_ind(a, b, axis=axis)), few, y, Plain(0))
    f.case("stats.welchTest", both(lambda a, b, axis: s.ttest_ind(a, b, axis=axis, equal_var=False)), few, y, Plain(0))
    for a, mean, deviation in ((x.value.ravel(), 2.0, 3.0), (y.value.ravel(), 0.0, 1.0), (x.value[0], 1.0, 2.0)):
        d = s.norm(mean, deviation)

        def test(a, mean, deviation):
            statistic = s.ks_1samp(a, d.cdf).statistic
            return [np.asarray(statistic), np.asarray(s.kstwobign.sf(np.sqrt(a.size) * statistic))]

        f.case("stats.ks1samp", test, a, mean, deviation)
    for a, b in ((x.value.ravel(), y.value.ravel()), (x.value[0], x.value[1]), (n.value.ravel(), n.value[0])):
        f.case("stats.ks2samp", limit(s.ks_2samp, lambda a, b: np.sqrt(a.size * b.size / (a.size + b.size))), a, b)
    counts = R.integers(5, 30, (4, 6))
    expected = counts.sum(1, keepdims=True) * np.array([0.1, 0.2, 0.1, 0.3, 0.2, 0.1])
    for c in (counts, counts.astype("float32")):
        for axis in (0, 1):
            f.case("stats.chisquare", both(lambda o, axis: s.chisquare(o, axis=axis)), c, Plain(axis))
        f.case("stats.chisquareExpected", both(lambda o, e, axis: s.chisquare(o, e, axis=axis)), c, expected.astype("float64"), Plain(1))
    for axis in (0, 1):
        for a in (y, f.let("y.float32", y.value.astype("float32")), f.let("counts", counts)):
            f.case("stats.entropy", lambda p, axis: s.entropy(p, axis=axis), a, Plain(axis))
        f.case("stats.relativeEntropy", lambda p, q, axis: s.entropy(p, q, axis=axis), y, np.abs(x.value), Plain(axis))


def distributions(f):
    at = f.let("at", np.array([-40, -3.5, -1, -0.2, 0, 1e-5, 0.3, 1, 2.5, 7, 30, 200, np.inf, -np.inf, np.nan]))
    p = f.let("p", np.array([0, 1e-12, 0.01, 0.2, 0.4999, 0.5, 0.51, 0.7, 0.99, 1, 1.5, np.nan]))
    for name, parameters in (("norm", (0.0, 1.0)), ("norm", (2.0, 0.5)), ("t", (1.0,)), ("t", (2.5,)), ("t", (40.0,)), ("chi2", (0.7,)), ("chi2", (2.0,)), ("chi2", (55.0,))):
        d = getattr(s, name)(*parameters)
        for function in ("pdf", "cdf", "sf"):
            f.case("stats.distribution", lambda n, fn, q, x: getattr(d, fn)(x), Text(name), Text(function), list(parameters), at)
        f.case("stats.distribution", lambda n, fn, q, x: d.ppf(x), Text(name), Text("ppf"), list(parameters), p)


def stats(f):
    x = R.normal(2, 3, (6, 7))
    y = f.let("y", R.gamma(2, 1.5, (6, 7)))
    n = f.let("n", R.integers(0, 5, (6, 7)))
    nan = x.copy()
    nan[2, 3] = np.nan
    nan = f.let("nan", nan)
    x = f.let("x", x)
    single = f.let("x.float32", x.value.astype("float32"))
    ones = f.let("ones", np.ones((3, 4)))
    cube = f.let("cube", R.normal(0, 1, (3, 4, 5)))
    descriptions(f, (x, y, n, single, nan, ones, cube, f.view(x, "::-1, ::2"), f.let("small", x.value[0, :2])))
    means(f, (y, n, f.let("positive", np.abs(x.value)), f.let("y.float32", y.value.astype("float32"))), y)
    ranks(f, n, x)
    pairs(f, x, y, n)
    tests(f, x, y, n)
    distributions(f)
