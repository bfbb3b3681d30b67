package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Averages, covariances and sliding products as expressions. */
final class Estimates {
    private Estimates() {}

    static NDArray average(NDArray x, NDArray weights, Reduction how) {
        return averages(x, weights, how).average();
    }

    static Averages averages(NDArray x, NDArray weights, Reduction how) {
        long[] shape = x.layout().shape();
        int[] axes = how.realAxes("average", shape);
        NDArray w = weights;
        if (!Arrays.equals(weights.shape(), shape)) {
            int[] given = Shape.axes("average", how.given(), shape);
            long[] along = Arrays.stream(given).mapToLong(a -> shape[a]).toArray();
            if (given.length == 0 || !Arrays.equals(weights.shape(), along)) {
                throw new ShapeException("average: weights of shape " + Shape.text(weights.shape())
                        + " for an array of shape " + Shape.text(shape)
                        + "; they must have that shape, or that of the axes which are named");
            }
            List<Integer> order = Arrays.stream(given).boxed().toList();
            int[] sorted = Arrays.stream(axes).map(order::indexOf).toArray();
            long[] extents = new long[shape.length];
            Arrays.fill(extents, 1);
            for (int a : axes) {
                extents[a] = shape[a];
            }
            w = Np.broadcastTo(Np.reshape(Np.transpose(weights, sorted), extents), shape);
        }
        DType type = Promotion.promote(x.dtype(), w.dtype());
        if (!x.dtype().isInexact()) {
            type = Promotion.promote(type, DType.FLOAT64);
        }
        NDArray total = w.sum(how.dtype(type));
        if (Np.any(total.eq(0)).itemBoolean()) {
            throw new ArrayException("average: weights sum to 0; at least one must count");
        }
        return new Averages(
                x.astype(type).mul(w.astype(type)).sum(how).div(total).astype(type), total);
    }

    // ---- covariances

    static NDArray cov(
            String name,
            NDArray x,
            @Nullable NDArray y,
            boolean rowvar,
            int ddof,
            @Nullable NDArray fweights,
            @Nullable NDArray aweights) {
        DType type = Promotion.promote(y == null ? x.dtype() : Promotion.promote(x.dtype(), y.dtype()), DType.FLOAT64);
        NDArray all = variables(name, x, rowvar, x.ndim() != 1).astype(type);
        if (all.shape(0) == 0) {
            return new NDArray(
                    Graph.constant(DType.FLOAT64, new long[] {0, 0}, 0, 0).at(x.place()));
        }
        if (y != null) {
            NDArray more = variables(name, y, rowvar, Np.atleast2d(y).shape(0) != 1);
            all = JoinFunctions.joined(name, List.of(all, more.astype(type)), 0);
        }
        long n = all.shape(1);
        NDArray f = weights(name, "fweights", fweights, n);
        NDArray a = weights(name, "aweights", aweights, n);
        if (f != null && !Np.all(f.eq(Np.round(f))).itemBoolean()) {
            throw new ArrayException(name + ": fweights are not whole numbers; use aweights");
        }
        NDArray w = f == null ? a : a == null ? f : f.mul(a);
        NDArray mean;
        double denominator;
        if (w == null) {
            mean = all.mean(Np.axis(1).keepdims());
            denominator = n - ddof;
        } else {
            mean = average(all, Np.broadcastTo(w, all.shape()), Np.axis(1).keepdims());
            double total = w.sum().item();
            denominator = ddof == 0
                    ? total
                    : a == null ? total - ddof : total - ddof * w.mul(a).sum().item() / total;
        }
        NDArray far = all.sub(mean);
        NDArray weighed = w == null ? far : far.mul(w);
        NDArray c = Np.matmul(far, Np.conj(Np.transpose(weighed)));
        return Np.squeeze(c.mul(1 / Math.max(0.0, denominator)));
    }

    private static NDArray variables(String name, NDArray x, boolean rowvar, boolean turn) {
        if (x.ndim() > 2) {
            throw new ShapeException(
                    name + ": variables of shape " + Shape.text(x.shape()) + "; a vector or a matrix is needed");
        }
        NDArray matrix = Np.atleast2d(x);
        return rowvar || !turn ? matrix : Np.transpose(matrix);
    }

    private static @Nullable NDArray weights(String name, String what, @Nullable NDArray w, long n) {
        if (w == null) {
            return null;
        }
        if (w.ndim() != 1 || w.size() != n) {
            throw new ShapeException(name + ": " + what + " of shape " + Shape.text(w.shape()) + " for " + n
                    + " observations; give one for each");
        }
        if (Np.any(w.lt(0)).itemBoolean()) {
            throw new ArrayException(name + ": " + what + " are negative; they must be 0 or more");
        }
        return w.astype(DType.FLOAT64);
    }

    static NDArray corrcoef(NDArray x, @Nullable NDArray y, boolean rowvar) {
        NDArray c = cov("corrcoef", x, y, rowvar, 1, null, null);
        if (c.ndim() == 0) {
            return c.div(c);
        }
        NDArray deviation = Np.sqrt(Np.diagonal(c).real());
        NDArray r = c.div(Np.expandDims(deviation, 1)).div(Np.expandDims(deviation, 0));
        if (!r.dtype().isComplex()) {
            return r.clip(-1, 1);
        }
        return r.real().clip(-1, 1).astype(r.dtype()).add(r.imag().clip(-1, 1).mul(Complex.of(0, 1)));
    }

    // ---- sliding products

    static NDArray convolve(NDArray a, NDArray v, String mode) {
        NDArray longer = Np.atleast1d(a);
        NDArray shorter = Np.atleast1d(v);
        checkVectors("convolve", longer, shorter);
        if (shorter.size() > longer.size()) {
            NDArray swap = longer;
            longer = shorter;
            shorter = swap;
        }
        return correlate("convolve", longer, Np.flip(shorter), mode, false);
    }

    private static void checkVectors(String name, NDArray a, NDArray v) {
        if (a.ndim() != 1 || v.ndim() != 1 || a.size() == 0 || v.size() == 0) {
            throw new ShapeException(name + ": operands of shapes " + Shape.text(a.shape()) + " and "
                    + Shape.text(v.shape()) + "; two vectors with elements are needed");
        }
    }

    /** The sums of {@code a[k + i] * v[i]} for a range of k. */
    static NDArray correlate(String name, NDArray left, NDArray right, String mode, boolean conjugate) {
        NDArray a = Np.atleast1d(left);
        NDArray v = Np.atleast1d(right);
        checkVectors(name, a, v);
        Graph.together(name, a.base(), v.base());
        long n = a.size();
        long m = v.size();
        long from;
        long count;
        switch (mode) {
            case "full" -> {
                from = 1 - m;
                count = n + m - 1;
            }
            case "same" -> {
                from = n >= m ? -(m / 2) : n / 2 - m + 1;
                count = Math.max(n, m);
            }
            case "valid" -> {
                from = n >= m ? 0 : n - m;
                count = Math.abs(n - m) + 1;
            }
            default ->
                throw new ArrayException(
                        name + ": unknown mode \"" + mode + "\"; known are \"full\", \"same\" and \"valid\"");
        }
        DType type = Promotion.promote(a.dtype(), v.dtype());
        long before = Math.max(0, -from);
        long behind = Math.max(0, from + count + m - 1 - n);
        NDArray padded = Np.pad(a.astype(type), new long[][] {{before, behind}}, 0);
        // window k starts at element k: one that has every element of the vector at its place
        long start = Math.max(0, from);
        Layout windows = new Layout(new long[] {count, m}, new long[] {1, 1}, start);
        NDArray factor = conjugate && type.isComplex() ? Np.conj(v) : v;
        NDArray contiguous = padded.copy().eval();
        return LinearFunctions.sumOfProducts(name, contiguous.view(windows), Np.expandDims(factor.astype(type), 0), 1);
    }
}
