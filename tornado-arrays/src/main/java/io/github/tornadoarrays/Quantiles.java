package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of sorted samples. A method says between which two elements of a sample a quantile lies, and how far from the first
 * (R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", 1996; NumPy's names and its four other ones).
 */
final class Quantiles {
    private Quantiles() {}

    /** Where quantiles lie in a sample. */
    private enum Method {
        INVERTED_CDF,
        AVERAGED_INVERTED_CDF,
        CLOSEST_OBSERVATION,
        INTERPOLATED_INVERTED_CDF,
        HAZEN,
        WEIBULL,
        LINEAR,
        MEDIAN_UNBIASED,
        NORMAL_UNBIASED,
        LOWER,
        HIGHER,
        MIDPOINT,
        NEAREST;

        static Method of(String name, String text) {
            for (Method m : values()) {
                if (m.text().equals(text)) {
                    return m;
                }
            }
            throw new ArrayException(name + ": unknown method \"" + text + "\"; known are "
                    + String.join(
                            ", ", Arrays.stream(values()).map(Method::text).toList()));
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether quantiles are always elements. */
        boolean isDiscrete() {
            return switch (this) {
                case INVERTED_CDF, CLOSEST_OBSERVATION, LOWER, HIGHER, NEAREST -> true;
                default -> false;
            };
        }

        /** The place of a quantile among n sorted elements. */
        double place(double n, double q) {
            return switch (this) {
                case INVERTED_CDF -> {
                    double at = n * q - 1;
                    yield Math.max(0, at == Math.floor(at) ? at : Math.floor(at) + 1);
                }
                case CLOSEST_OBSERVATION -> {
                    double at = n * q - 1 - 0.5;
                    double before = Math.floor(at);
                    // the sign of Python's remainder is the divisor's
                    yield Math.max(0, at == before && Math.floorMod((long) before, 2) == 1 ? before : before + 1);
                }
                case AVERAGED_INVERTED_CDF -> n * q - 1;
                case INTERPOLATED_INVERTED_CDF -> place(n, q, 0, 1);
                case HAZEN -> place(n, q, 0.5, 0.5);
                case WEIBULL -> place(n, q, 0, 0);
                case LINEAR -> (n - 1) * q;
                case MEDIAN_UNBIASED -> place(n, q, 1 / 3.0, 1 / 3.0);
                case NORMAL_UNBIASED -> place(n, q, 3 / 8.0, 3 / 8.0);
                case LOWER -> Math.floor((n - 1) * q);
                case HIGHER -> Math.ceil((n - 1) * q);
                case MIDPOINT -> 0.5 * (Math.floor((n - 1) * q) + Math.ceil((n - 1) * q));
                case NEAREST -> Math.rint((n - 1) * q);
            };
        }

        private static double place(double n, double q, double alpha, double beta) {
            return n * q + (alpha + q * (1 - alpha - beta)) - 1;
        }

        /** How far a place is from the element before it towards the next. */
        double gamma(double place, double before) {
            double gamma = place - before;
            return switch (this) {
                case AVERAGED_INVERTED_CDF -> gamma == 0 ? 0.5 : 1;
                case MIDPOINT -> place == Math.floor(place) ? 0 : 0.5;
                default -> gamma;
            };
        }
    }

    /** The elements before and behind places, and how far from the first. */
    private record Between(long[] before, long[] behind, double[] gamma) {
        Between(int n) {
            this(new long[n], new long[n], new double[n]);
        }

        void set(int i, Method method, long n, double q) {
            double place = method.place(n, q);
            double floor = Math.floor(place);
            if (place >= n - 1) {
                before[i] = n - 1;
                behind[i] = n - 1;
                floor = -1; // as NumPy counts
            } else if (place < 0) {
                floor = 0;
            } else {
                before[i] = (long) floor;
                behind[i] = before[i] + 1;
            }
            gamma[i] = method.gamma(place, floor);
        }
    }

    /** The first and the last place that is wanted among n sorted elements. */
    @FunctionalInterface
    private interface Wanted {
        long[] among(long n);
    }

    /**
     * Samples in order, along the first axis: all of n elements, or some of them.
     *
     * @param from the place of the first
     */
    private record Samples(NDArray sorted, long from, long n, int[] axes) {
        /** With those places at least that are wanted; null for all. */
        static Samples of(String name, NDArray x, Reduction how, @Nullable Wanted wanted) {
            long[] shape = x.layout().shape();
            int[] axes = how.realAxes(name, shape);
            int[] front = Shape.allAxes(axes.length);
            NDArray first = Np.moveaxis(x, axes, front);
            long[] rest = Arrays.copyOfRange(first.layout().shape(), axes.length, shape.length);
            long n = 1;
            for (int a : axes) {
                n *= shape[a];
            }
            long[] rows = new long[rest.length + 1];
            rows[0] = n;
            System.arraycopy(rest, 0, rows, 1, rest.length);
            NDArray all = Np.reshape(first, rows);
            Selection part = wanted == null || rest.length > 0 ? null : Selection.of(all, wanted.among(n));
            return part == null
                    ? new Samples(Sorting.sort(name, all, 0), 0, n, axes)
                    : new Samples(part.sorted(), part.from(), n, axes);
        }

        NDArray at(long place) {
            return sorted.get(place - from);
        }

        /** NaN where a sample has one: they come last, and among some of the elements is none. */
        NDArray last() {
            return sorted.get(-1);
        }

        /** The folded axes again, with extent 1, behind {@code lead} others, if they are to stay. */
        NDArray finish(NDArray result, int lead, Reduction how) {
            if (!how.isKeepdims()) {
                return result;
            }
            int[] at = Arrays.stream(axes).map(a -> a + lead).toArray();
            return at.length == 0 ? result : Np.expandDims(result, at);
        }

        /** How many elements of each sample are numbers, where NaN does not count. */
        long[] counts() {
            return Np.isnan(sorted).not().sum(0).toLongArray();
        }
    }

    /**
     * Quantiles of samples.
     *
     * @param q from 0 to 1
     * @param scalar whether the result has no axis for q, and no wider type because of it
     */
    static NDArray of(
            String name, NDArray x, double[] q, boolean scalar, Reduction how, String method, boolean ignoreNaN) {
        check(name, x, q);
        Method m = Method.of(name, method);
        Samples samples = Samples.of(name, x, how, scalar && !ignoreNaN ? n -> places(m, n, q[0]) : null);
        if (samples.n == 0 && !ignoreNaN) {
            throw new ShapeException(name + ": no elements along the axes of shape "
                    + Shape.text(x.layout().shape()) + "; the quantile of nothing is not defined");
        }
        if (x.size() == 0) {
            NDArray nothing = Folds.mean(name, x, how, true);
            return scalar ? nothing : Np.stack(Collections.nCopies(q.length, nothing), 0);
        }
        boolean varying = ignoreNaN && x.dtype().isFloat();
        NDArray result = varying ? varying(samples, q, scalar, m) : equal(samples, q, scalar, m);
        if (x.dtype().isFloat() && !varying) {
            NDArray last = samples.last();
            result = Np.where(Np.isnan(last), last.astype(result.dtype()), result);
        }
        return samples.finish(result, scalar ? 0 : 1, how);
    }

    private static long[] places(Method m, long n, double q) {
        Between between = new Between(1);
        between.set(0, m, n, q);
        return new long[] {between.before[0], between.behind[0]};
    }

    private static void check(String name, NDArray x, double[] q) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(
                    name + ": not defined for " + x.dtype() + "; take it of the real or imaginary parts");
        }
        for (double v : q) {
            if (!(v >= 0 && v <= 1)) {
                boolean percent = name.endsWith("percentile");
                throw new ArrayException(
                        name + ": q is " + (percent ? v * 100 : v) + "; it must be from 0 to " + (percent ? 100 : 1));
            }
        }
    }

    /**
     * Quantiles of samples whose elements count by weights: the first element at which the sum of the weights reaches the part q of all.
     *
     * @param weights of the array's shape, or of its extent along the axis that is named
     */
    static NDArray weighted(
            String name,
            NDArray x,
            double[] q,
            boolean scalar,
            Reduction how,
            String method,
            boolean ignoreNaN,
            NDArray weights) {
        if (!method.equals("inverted_cdf")) {
            throw new ArrayException(name + ": method \"" + method + "\" takes no weights; \"inverted_cdf\" does");
        }
        check(name, x, q);
        long[] shape = x.layout().shape();
        int[] axes = how.realAxes(name, shape);
        NDArray w = weights;
        if (!Arrays.equals(w.shape(), shape)) {
            if (axes.length != 1 || w.ndim() != 1 || w.size() != shape[axes[0]]) {
                throw new ShapeException(name + ": weights of shape " + Shape.text(w.shape())
                        + " for an array of shape " + Shape.text(shape)
                        + "; they must have that shape, or that of the axis which is named");
            }
            long[] extents = new long[shape.length];
            Arrays.fill(extents, 1);
            extents[axes[0]] = w.size();
            w = Np.broadcastTo(Np.reshape(w, extents), shape);
        }
        if (w.dtype().isComplex() || w.size() > 0 && Np.any(w.lt(0)).itemBoolean()) {
            throw new ArrayException(name + ": weights are complex or negative; they must be 0 or more");
        }
        if (x.size() == 0) {
            throw new ShapeException(name + ": no elements in an array of shape " + Shape.text(shape));
        }
        long[] rest = rest(shape, axes);
        NDArray rows = rows(x, axes, rest);
        NDArray counts = rows(w, axes, rest).astype(DType.FLOAT64);
        if (ignoreNaN && x.dtype().isFloat()) {
            counts = Np.where(Np.isnan(rows), 0.0, counts);
        }
        NDArray order = Np.argsort(rows, 0);
        NDArray sorted = Np.takeAlongAxis(rows, order, 0);
        NDArray sums = Np.cumsum(Np.takeAlongAxis(counts, order, 0), 0);
        long n = sorted.shape(0);
        NDArray part = sums.div(sums.get(n - 1));
        // elements before the first that counts are never taken
        part = Np.where(part.eq(0), -1.0, part);
        NDArray[] found = new NDArray[q.length];
        for (int i = 0; i < q.length; i++) {
            NDArray at =
                    Np.minimum(part.lt(q[i]).astype(DType.INT64).sum(Np.axis(0).keepdims()), n - 1);
            found[i] = Np.takeAlongAxis(sorted, at, 0).get(0);
            if (x.dtype().isFloat() && !ignoreNaN) {
                NDArray last = sorted.get(n - 1);
                found[i] = Np.where(Np.isnan(last), last, found[i]);
            }
        }
        NDArray result = scalar ? found[0] : Np.stack(Arrays.asList(found), 0);
        int lead = scalar ? 0 : 1;
        int[] at = Arrays.stream(axes).map(a -> a + lead).toArray();
        return how.isKeepdims() && at.length > 0 ? Np.expandDims(result, at) : result;
    }

    private static long[] rest(long[] shape, int[] axes) {
        return IntStream.range(0, shape.length)
                .filter(i -> Arrays.stream(axes).noneMatch(a -> a == i))
                .mapToLong(i -> shape[i])
                .toArray();
    }

    /** The folded axes as one, in front. */
    private static NDArray rows(NDArray x, int[] axes, long[] rest) {
        long[] rows = new long[rest.length + 1];
        rows[0] = -1;
        System.arraycopy(rest, 0, rows, 1, rest.length);
        return Np.reshape(Np.moveaxis(x, axes, Shape.allAxes(axes.length)), rows);
    }

    /** Of samples of one length. */
    private static NDArray equal(Samples s, double[] q, boolean scalar, Method m) {
        Between places = new Between(q.length);
        for (int i = 0; i < q.length; i++) {
            places.set(i, m, s.n, q[i]);
        }
        if (scalar) {
            NDArray before = s.at(places.before[0]);
            return m.isDiscrete() ? before.copy() : between(before, s.at(places.behind[0]), places.gamma[0]);
        }
        Place place = s.sorted.place();
        NDArray before = Np.take(s.sorted, array(place, places.before), 0);
        if (m.isDiscrete()) {
            return before;
        }
        long[] shape = new long[s.sorted.ndim()];
        Arrays.fill(shape, 1);
        shape[0] = q.length;
        NDArray behind = Np.take(s.sorted, array(place, places.behind), 0);
        return between(before, behind, Np.reshape(array(place, places.gamma), shape), null);
    }

    /** Of samples in which NaN does not count, so that each has a length of its own. */
    private static NDArray varying(Samples s, double[] q, boolean scalar, Method m) {
        long[] counts = s.counts();
        Between places = new Between(q.length * counts.length);
        for (int i = 0; i < q.length; i++) {
            for (int k = 0; k < counts.length; k++) {
                if (counts[k] > 0) {
                    places.set(i * counts.length + k, m, counts[k], q[i]);
                }
            }
        }
        long[] shape = s.sorted.shape();
        shape[0] = q.length;
        Place place = s.sorted.place();
        NDArray result = Np.takeAlongAxis(s.sorted, Np.reshape(array(place, places.before), shape), 0);
        if (!m.isDiscrete()) {
            NDArray behind = Np.takeAlongAxis(s.sorted, Np.reshape(array(place, places.behind), shape), 0);
            NDArray gamma = Np.reshape(array(place, places.gamma), shape);
            result = between(result, behind, gamma, scalar ? s.sorted.dtype() : null);
        }
        return scalar ? result.get(0) : result;
    }

    /** {@code a + (b - a) * t}, from the nearer end. */
    private static NDArray between(NDArray a, NDArray b, double t) {
        NDArray far = difference(a, b);
        return t >= 0.5 ? b.sub(far.mul(1 - t)) : a.add(far.mul(t));
    }

    private static NDArray between(NDArray a, NDArray b, NDArray t, @Nullable DType type) {
        NDArray far = difference(a, b);
        NDArray up = type == null ? t : t.astype(type);
        NDArray down = type == null ? t.mul(-1).add(1) : t.mul(-1).add(1).astype(type);
        return Np.where(t.ge(0.5), b.sub(far.mul(down)), a.add(far.mul(up)));
    }

    private static NDArray difference(NDArray a, NDArray b) {
        DType type = a.dtype();
        boolean narrow = type.isInteger() && type.bits() < 64;
        return narrow ? b.astype(DType.INT64).sub(a.astype(DType.INT64)) : b.sub(a);
    }

    private static NDArray array(@Nullable Place place, long[] values) {
        return values(place, HostBuffer.of(DType.INT64, values.length, values));
    }

    private static NDArray array(@Nullable Place place, double[] values) {
        return values(place, HostBuffer.of(DType.FLOAT64, values.length, values));
    }

    private static NDArray values(@Nullable Place place, HostBuffer values) {
        return Places.array(place, values.dtype(), new long[] {values.length()}, values);
    }

    // ---- the median

    static NDArray median(String name, NDArray x, Reduction how, boolean ignoreNaN) {
        if (x.size() == 0) {
            return Folds.mean(name, x, how, ignoreNaN);
        }
        boolean numbers = ignoreNaN && x.dtype().isInexact();
        Samples s = Samples.of(name, x, how, numbers ? null : n -> new long[] {(n - 1) / 2, n / 2});
        DType type = Promotion.inexact(x.dtype().isInexact() ? x.dtype() : DType.FLOAT64);
        if (numbers) {
            return s.finish(ofNumbers(s, type), 0, how);
        }
        NDArray middle = s.sorted
                .get(Slice.of((s.n - 1) / 2 - s.from, s.n / 2 + 1 - s.from))
                .mean(0);
        if (x.dtype().isInexact()) {
            NDArray last = s.last();
            middle = Np.where(Np.isnan(last), last, middle);
        }
        return s.finish(middle, 0, how);
    }

    private static NDArray ofNumbers(Samples s, DType type) {
        long[] counts = s.counts();
        long[] low = new long[counts.length];
        long[] high = new long[counts.length];
        for (int k = 0; k < counts.length; k++) {
            low[k] = Math.max(0, (counts[k] - 1) / 2);
            high[k] = counts[k] / 2;
        }
        long[] shape = s.sorted.shape();
        shape[0] = 1;
        Place place = s.sorted.place();
        NDArray before = Np.takeAlongAxis(s.sorted, Np.reshape(array(place, low), shape), 0);
        NDArray behind = Np.takeAlongAxis(s.sorted, Np.reshape(array(place, high), shape), 0);
        DType wide = type.isHalf() ? DType.FLOAT32 : type;
        NDArray half = before.astype(wide).add(behind.astype(wide)).div(2).astype(type);
        return Np.where(before.eq(behind), before, half).get(0);
    }
}
