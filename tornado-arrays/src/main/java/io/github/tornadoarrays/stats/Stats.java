package io.github.tornadoarrays.stats;

import static io.github.tornadoarrays.Np.axis;
import static io.github.tornadoarrays.Np.special;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;
import io.github.tornadoarrays.UniqueCounts;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Axes;
import java.util.function.UnaryOperator;

/**
 * SciPy's {@code stats}: descriptions of samples, and tests, along an axis. Integers and bool give float64, real floats themselves; NaN gives NaN.
 * Complex arrays are refused with a {@link DTypeException}.
 */
public final class Stats {
    private Stats() {}

    private static NDArray real(String op, NDArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(op + ": not defined for " + x.dtype() + "; it takes real types");
        }
        return x.dtype().isFloat() ? x : x.astype(DType.FLOAT64);
    }

    /** What {@link #real} gives, of an array that has the axis. */
    private static NDArray real(String op, NDArray x, int axis) {
        Axes.normal(op, axis, x);
        return real(op, x);
    }

    /** Without a mean, with the axis kept. */
    private static NDArray centred(NDArray x, int axis) {
        return x.sub(x.mean(axis(axis).keepdims()));
    }

    // ---- descriptions

    /** As {@link #zscore(NDArray, int)}, along the first axis. */
    public static NDArray zscore(NDArray x) {
        return zscore(x, 0);
    }

    /** Elements less their line's mean, divided by its standard deviation. */
    public static NDArray zscore(NDArray x, int axis) {
        return zscore(x, axis, 0);
    }

    /**
     * Elements less their line's mean, divided by its standard deviation.
     *
     * @param ddof what the count is lessened by where the variance is divided by it
     */
    public static NDArray zscore(NDArray x, int axis, int ddof) {
        NDArray y = real("zscore", x, axis);
        return centred(y, axis).div(y.std(axis(axis).ddof(ddof).keepdims()));
    }

    /** As {@link #moment(NDArray, int, int)}, along the first axis. */
    public static NDArray moment(NDArray x, int order) {
        return moment(x, order, 0);
    }

    /** The mean of the powers of what elements differ from the mean by; of order 1, 0. */
    public static NDArray moment(NDArray x, int order, int axis) {
        if (order < 0) {
            throw new ArrayException("moment: the order " + order + " is negative; give 0 or more");
        }
        NDArray y = real("moment", x, axis);
        if (order == 1) {
            return y.mean(axis).mul(0);
        }
        return power(centred(y, axis), order).mean(axis);
    }

    private static NDArray power(NDArray x, int n) {
        return n == 0
                ? x.mul(0).add(1)
                : n == 1
                        ? x
                        : n % 2 == 0
                                ? power(x.square(), n / 2)
                                : power(x, n - 1).mul(x);
    }

    /** As {@link #skew(NDArray, int)}, along the first axis. */
    public static NDArray skew(NDArray x) {
        return skew(x, 0);
    }

    /** The third moment over the second to the power 3/2; NaN where all elements are about the same. */
    public static NDArray skew(NDArray x, int axis) {
        return shape("skew", x, axis, m -> power(m, 3), 1.5);
    }

    /** As {@link #kurtosis(NDArray, int)}, along the first axis. */
    public static NDArray kurtosis(NDArray x) {
        return kurtosis(x, 0);
    }

    /** The fourth moment over the square of the second, less 3; NaN where all elements are about the same. */
    public static NDArray kurtosis(NDArray x, int axis) {
        return shape("kurtosis", x, axis, m -> power(m, 4), 2).sub(3);
    }

    private static NDArray shape(String op, NDArray x, int axis, UnaryOperator<NDArray> power, double over) {
        NDArray y = real(op, x, axis);
        NDArray c = centred(y, axis);
        NDArray second = c.square().mean(axis);
        double epsilon = y.dtype() == DType.FLOAT64 ? 0x1p-52 : y.dtype() == DType.FLOAT32 ? 0x1p-23 : 0x1p-10;
        NDArray same = second.le(y.mean(axis).mul(epsilon).square());
        return Np.where(same, Double.NaN, power.apply(c).mean(axis).div(second.pow(over)));
    }

    /** The most frequent element of all. */
    public static Mode mode(NDArray x) {
        real("mode", x);
        if (x.size() == 0) {
            return new Mode(Double.NaN, 0);
        }
        UniqueCounts u = Np.uniqueCounts(x);
        long at = u.counts().argmax().itemLong();
        return new Mode(u.values().item(at), u.counts().itemLong(at));
    }

    /** As {@link #gmean(NDArray, int)}, along the first axis. */
    public static NDArray gmean(NDArray x) {
        return gmean(x, 0);
    }

    /** The geometric mean. */
    public static NDArray gmean(NDArray x, int axis) {
        return real("gmean", x, axis).log().mean(axis).exp();
    }

    /** As {@link #hmean(NDArray, int)}, along the first axis. */
    public static NDArray hmean(NDArray x) {
        return hmean(x, 0);
    }

    /** The harmonic mean; 0 if an element is 0, NaN if one is negative. */
    public static NDArray hmean(NDArray x, int axis) {
        return pmean(x, -1, axis);
    }

    /** As {@link #pmean(NDArray, double, int)}, along the first axis. */
    public static NDArray pmean(NDArray x, double power) {
        return pmean(x, power, 0);
    }

    /** The power mean, the root of the mean of powers; of power 0 {@link #gmean}. NaN if an element is negative. */
    public static NDArray pmean(NDArray x, double power, int axis) {
        NDArray y = real("pmean", x, axis);
        NDArray mean = power == 0 ? gmean(y, axis) : y.pow(power).mean(axis).pow(1 / power);
        return Np.where(y.lt(0).any(axis), Double.NaN, mean);
    }

    /** As {@link #trimMean(NDArray, double, int)}, along the first axis. */
    public static NDArray trimMean(NDArray x, double proportion) {
        return trimMean(x, proportion, 0);
    }

    /**
     * The mean without a part of the elements at each end.
     *
     * @param proportion how many, of all, at each end; rounded down
     * @throws ArrayException if nothing would be left
     */
    public static NDArray trimMean(NDArray x, double proportion, int axis) {
        NDArray y = real("trimMean", x, axis);
        long n = y.shape(axis);
        long cut = (long) (proportion * n);
        if (!(proportion >= 0) || n > 0 && 2 * cut >= n) {
            throw new ArrayException(
                    "trimMean: the proportion is " + proportion + "; it must be 0 or more, and less than 0.5");
        }
        NDArray mean = Np.sort(y, axis)
                .moveaxis(axis, -1)
                .get(Np.ellipsis, Slice.of(cut, n - cut))
                .mean(-1);
        return Np.where(y.isnan().any(axis), Double.NaN, mean);
    }

    /** The third quartile less the first, of all elements. */
    public static NDArray iqr(NDArray x) {
        return iqr(x.ravel(), 0);
    }

    /** The third quartile less the first. */
    public static NDArray iqr(NDArray x, int axis) {
        NDArray y = real("iqr", x, axis);
        NDArray q = Np.quantile(y, new double[] {0.25, 0.75}, axis);
        return q.get(1).sub(q.get(0)).astype(y.dtype());
    }

    /** As {@link #sem(NDArray, int)}, along the first axis. */
    public static NDArray sem(NDArray x) {
        return sem(x, 0);
    }

    /** The standard error of the mean: the standard deviation, divided by one less than the count, over the root of the count. */
    public static NDArray sem(NDArray x, int axis) {
        NDArray y = real("sem", x, axis);
        return y.std(axis(axis).ddof(1)).div(Math.sqrt(y.shape(axis)));
    }

    /** As {@link #describe(NDArray, int)}, along the first axis. */
    public static Description describe(NDArray x) {
        return describe(x, 0);
    }

    /**
     * Count, least, largest, mean, variance, skewness and kurtosis.
     *
     * @throws ShapeException of no elements along the axis
     */
    public static Description describe(NDArray x, int axis) {
        NDArray y = real("describe", x, axis);
        if (y.shape(axis) == 0) {
            throw new ShapeException("describe: no elements along axis " + axis + " of shape " + Shape.text(x.shape())
                    + "; a sample has at least one");
        }
        return new Description(
                y.shape(axis),
                x.min(axis),
                x.max(axis),
                y.mean(axis),
                y.var(axis(axis).ddof(1)),
                skew(y, axis),
                kurtosis(y, axis));
    }

    /** As {@link #entropy(NDArray, int)}, along the first axis. */
    public static NDArray entropy(NDArray p) {
        return entropy(p, 0);
    }

    /** As {@link #entropy(NDArray, NDArray, int)}, along the first axis. */
    public static NDArray entropy(NDArray p, NDArray q) {
        return entropy(p, q, 0);
    }

    /** The entropy of a distribution along an axis, which is made to sum to 1; in nats. */
    public static NDArray entropy(NDArray p, int axis) {
        return special.entr(shares("entropy", p, axis)).sum(axis);
    }

    /** The relative entropy of one distribution to another (Kullback-Leibler divergence); both are made to sum to 1. */
    public static NDArray entropy(NDArray p, NDArray q, int axis) {
        Shape.broadcast("entropy", p.shape(), q.shape());
        return special.relEntr(shares("entropy", p, axis), shares("entropy", q, axis))
                .sum(axis);
    }

    private static NDArray shares(String op, NDArray p, int axis) {
        NDArray y = real(op, p, axis);
        return y.div(y.sum(axis(axis).keepdims()));
    }

    // ---- ranks and correlation

    /** The ranks of a vector's elements from 1, the mean of their ranks for equal ones; float64. Any other array is flattened. */
    public static NDArray rankdata(NDArray x) {
        return rankdata(x, "average");
    }

    /**
     * The ranks of a vector's elements from 1.
     *
     * @param method what equal elements get: "average", "min" or "max" of their ranks, "dense" (the next element's is one more), or
     *     "ordinal" (their order)
     * @return float64 of "average", else int64
     * @throws ArrayException if there is no such method
     */
    public static NDArray rankdata(NDArray x, String method) {
        real("rankdata", x);
        NDArray y = x.ravel();
        return switch (method) {
            case "average" -> first(y).add(last(y)).add(1).mul(0.5);
            case "min" -> first(y).add(1);
            case "max" -> last(y);
            case "dense" -> Np.searchsorted(Np.uniqueValues(y), y).add(1);
            case "ordinal" -> Np.argsort(Np.argsort(y)).add(1);
            default ->
                throw new ArrayException(
                        "rankdata: there is no method \"" + method + "\"; give average, min, max, dense or ordinal");
        };
    }

    private static NDArray first(NDArray x) {
        return Np.searchsorted(Np.sort(x), x, "left");
    }

    private static NDArray last(NDArray x) {
        return Np.searchsorted(Np.sort(x), x, "right");
    }

    /**
     * Pearson's correlation of two vectors, and of the hypothesis that there is none, the p-value.
     *
     * @throws ShapeException unless they are vectors of one length, of 2 or more
     */
    public static TestResult pearsonr(NDArray x, NDArray y) {
        pairs("pearsonr", x, y);
        double n = x.shape(0);
        DType type = Promotion.promote(
                real("pearsonr", x).dtype(), real("pearsonr", y).dtype());
        NDArray a = centred(real("pearsonr", x).astype(DType.FLOAT64), 0);
        NDArray b = centred(real("pearsonr", y).astype(DType.FLOAT64), 0);
        // each of length 1, so that nothing overflows
        NDArray r = a.div(a.norm()).mul(b.div(b.norm())).sum().clip(-1, 1);
        if (n == 2) {
            return new TestResult(r.round().astype(type), Np.onesLike(r).astype(type));
        }
        // distributed as a beta number on [-1, 1]
        NDArray p = special.betainc(
                        n / 2 - 1, n / 2 - 1, Np.subtract(1, r.abs()).mul(0.5))
                .mul(2);
        return new TestResult(r.astype(type), p.astype(type));
    }

    /**
     * Spearman's correlation: {@link #pearsonr} of the ranks, with the p-value of Student's t.
     *
     * @throws ShapeException unless they are vectors of one length, of 2 or more
     */
    public static TestResult spearmanr(NDArray x, NDArray y) {
        pairs("spearmanr", x, y);
        NDArray r = pearsonr(rankdata(x), rankdata(y)).statistic();
        double df = x.shape(0) - 2.0;
        NDArray t = r.mul(Np.divide(df, r.add(1).mul(Np.subtract(1, r))).sqrt());
        return new TestResult(r, Distribution.StudentT.outside(t, Np.array(df)));
    }

    /**
     * The straight line with the least sum of squares.
     *
     * @throws ShapeException unless they are vectors of one length, of 2 or more
     * @throws ArrayException if all x are the same
     */
    public static Regression linregress(NDArray x, NDArray y) {
        pairs("linregress", x, y);
        NDArray u = real("linregress", x).astype(DType.FLOAT64);
        NDArray v = real("linregress", y).astype(DType.FLOAT64);
        double n = x.shape(0);
        double mx = u.mean().item();
        double my = v.mean().item();
        NDArray a = u.sub(mx);
        NDArray b = v.sub(my);
        double xx = a.square().mean().item();
        double yy = b.square().mean().item();
        double xy = a.mul(b).mean().item();
        if (xx == 0) {
            throw new ArrayException("linregress: all x are " + mx + "; a line needs two that differ");
        }
        double slope = xy / xx;
        double r = yy == 0 ? 0 : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
        if (n == 2) {
            return new Regression(slope, my - slope * mx, r, v.item(0) == v.item(1) ? 1 : 0, 0, 0);
        }
        double df = n - 2;
        double t = r * Math.sqrt(df / ((1 - r + 1e-20) * (1 + r + 1e-20)));
        double error = Math.sqrt((1 - r * r) * yy / xx / df);
        return new Regression(
                slope,
                my - slope * mx,
                r,
                Distribution.StudentT.outside(Np.array(t), Np.array(df)).item(),
                error,
                error * Math.sqrt(xx + mx * mx));
    }

    private static void pairs(String op, NDArray x, NDArray y) {
        if (x.ndim() != 1 || y.ndim() != 1 || x.shape(0) != y.shape(0) || x.shape(0) < 2) {
            throw new ShapeException(op + ": shapes " + Shape.text(x.shape()) + " and " + Shape.text(y.shape())
                    + "; two vectors of one length, of at least 2, are needed");
        }
    }

    // ---- tests

    /** As {@link #ttest1samp(NDArray, double, int)}, along the first axis. */
    public static TestResult ttest1samp(NDArray x, double mean) {
        return ttest1samp(x, mean, 0);
    }

    /** Whether the mean is a number: Student's t-test of one sample. */
    public static TestResult ttest1samp(NDArray x, double mean, int axis) {
        NDArray y = real("ttest1samp", x, axis);
        NDArray t = y.mean(axis).sub(mean).div(sem(y, axis));
        return new TestResult(t, Distribution.StudentT.outside(t, Np.array(y.shape(axis) - 1.0)));
    }

    /** As {@link #ttestRel(NDArray, NDArray, int)}, along the first axis. */
    public static TestResult ttestRel(NDArray x, NDArray y) {
        return ttestRel(x, y, 0);
    }

    /** Whether pairs differ by 0 on average: {@link #ttest1samp} of the differences. */
    public static TestResult ttestRel(NDArray x, NDArray y, int axis) {
        NDArray a = real("ttestRel", x, axis);
        NDArray b = real("ttestRel", y, axis);
        Shape.broadcast("ttestRel", a.shape(), b.shape());
        return ttest1samp(a.sub(b), 0, axis);
    }

    /** As {@link #ttestInd(NDArray, NDArray, int)}, along the first axis. */
    public static TestResult ttestInd(NDArray x, NDArray y) {
        return ttestInd(x, y, 0);
    }

    /** Whether two samples, of one variance, have one mean: Student's t-test. */
    public static TestResult ttestInd(NDArray x, NDArray y, int axis) {
        return ttestInd(x, y, axis, true);
    }

    /**
     * Whether two samples have one mean.
     *
     * @param equalVariances whether they have one variance; if not, the test is B. L. Welch's
     * @throws ShapeException unless they have as many axes
     */
    public static TestResult ttestInd(NDArray x, NDArray y, int axis, boolean equalVariances) {
        NDArray a = real("ttestInd", x, axis);
        NDArray b = real("ttestInd", y, axis);
        if (x.ndim() != y.ndim()) {
            throw new ShapeException("ttestInd: shapes " + Shape.text(x.shape()) + " and " + Shape.text(y.shape())
                    + "; both samples need as many axes");
        }
        double n = a.shape(axis);
        double m = b.shape(axis);
        NDArray va = a.var(axis(axis).ddof(1));
        NDArray vb = b.var(axis(axis).ddof(1));
        NDArray df;
        NDArray error;
        if (equalVariances) {
            df = Np.array(n + m - 2);
            NDArray pooled = va.mul(n - 1).add(vb.mul(m - 1)).div(n + m - 2);
            error = pooled.mul(1 / n + 1 / m).sqrt();
        } else {
            NDArray p = va.div(n);
            NDArray q = vb.div(m);
            df = p.add(q).square().div(p.square().div(n - 1).add(q.square().div(m - 1)));
            error = p.add(q).sqrt();
        }
        NDArray t = a.mean(axis).sub(b.mean(axis)).div(error);
        return new TestResult(t, Distribution.StudentT.outside(t, df));
    }

    /** As {@link #chisquare(NDArray, int)}, along the first axis. */
    public static TestResult chisquare(NDArray observed) {
        return chisquare(observed, 0);
    }

    /** As {@link #chisquare(NDArray, NDArray, int)}, along the first axis. */
    public static TestResult chisquare(NDArray observed, NDArray expected) {
        return chisquare(observed, expected, 0);
    }

    /** Whether counts are equally likely: Pearson's chi-square test, along an axis. */
    public static TestResult chisquare(NDArray observed, int axis) {
        NDArray o = real("chisquare", observed, axis);
        return chisquareOf(o, o.mean(axis(axis).keepdims()), axis);
    }

    /**
     * Whether counts are as they were expected: Pearson's chi-square test, along an axis.
     *
     * @throws ArrayException if the sums along the axis differ by more than the root of the unit in the last place, 1.5e-8 of float64
     */
    public static TestResult chisquare(NDArray observed, NDArray expected, int axis) {
        NDArray o = real("chisquare", observed, axis);
        NDArray e = real("chisquare", expected);
        NDArray so = o.sum(axis);
        NDArray se = e.broadcastTo(Shape.broadcast("chisquare", o.shape(), e.shape()))
                .sum(axis);
        double root = Math.sqrt(Np.finfo(so.sub(se).dtype()).eps());
        if (se.sub(so).abs().gt(Np.minimum(so, se).abs().mul(root)).any().itemBoolean()) {
            throw new ArrayException(
                    "chisquare: the sums of the observed and of the expected counts differ; scale the expected ones");
        }
        return chisquareOf(o, e, axis);
    }

    private static TestResult chisquareOf(NDArray o, NDArray e, int axis) {
        NDArray x = o.sub(e).square().div(e).sum(axis);
        return new TestResult(x, special.gammaincc(0.5 * (o.shape(axis) - 1), x.mul(0.5)));
    }

    /**
     * Whether a sample, a vector, is of a distribution: A. N. Kolmogorov's test. The p-value is that of the limit for many elements.
     *
     * @throws ShapeException unless it is a vector with elements
     */
    public static TestResult ks1samp(NDArray x, Distribution distribution) {
        sample("ks1samp", x);
        double n = x.shape(0);
        NDArray f = distribution.cdf(Np.sort(real("ks1samp", x)).astype(DType.FLOAT64));
        NDArray i = Np.arange(n);
        NDArray d = Np.maximum(i.add(1).div(n).sub(f), f.sub(i.div(n))).max();
        return new TestResult(d, kolmogorov(d.mul(Math.sqrt(n))));
    }

    /**
     * Whether two samples, vectors, are of one distribution: N. V. Smirnov's test. The p-value is that of the limit for many elements.
     *
     * @throws ShapeException unless they are vectors with elements
     */
    public static TestResult ks2samp(NDArray x, NDArray y) {
        sample("ks2samp", x);
        sample("ks2samp", y);
        double n = x.shape(0);
        double m = y.shape(0);
        NDArray a = Np.sort(real("ks2samp", x));
        NDArray b = Np.sort(real("ks2samp", y));
        NDArray all = Np.concat(a, b);
        NDArray f = Np.searchsorted(a, all, "right").div(n);
        NDArray g = Np.searchsorted(b, all, "right").div(m);
        NDArray d = f.sub(g).abs().max();
        return new TestResult(d, kolmogorov(d.mul(Math.sqrt(n * m / (n + m)))));
    }

    private static void sample(String op, NDArray x) {
        if (x.ndim() != 1 || x.shape(0) == 0) {
            throw new ShapeException(op + ": shape " + Shape.text(x.shape()) + "; a vector with elements is needed");
        }
    }

    /** The probability that Kolmogorov's limit is above x: two series, of which each is quick where the other is slow. */
    private static NDArray kolmogorov(NDArray x) {
        NDArray far = x.mul(0);
        NDArray near = x.mul(0);
        NDArray inverse = x.pow(-2);
        for (int k = 1; k <= 4; k++) {
            far = far.add(x.square().mul(-2.0 * k * k).exp().mul(k % 2 == 0 ? -2 : 2));
            double odd = 2 * k - 1;
            near = near.add(inverse.mul(-odd * odd * Math.PI * Math.PI / 8).exp());
        }
        NDArray below = Np.subtract(1, near.div(x).mul(Math.sqrt(2 * Math.PI)));
        return Np.where(x.gt(0), Np.where(x.lt(1), below, far), 1);
    }
}
