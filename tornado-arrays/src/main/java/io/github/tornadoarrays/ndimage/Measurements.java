package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an array and the place that each has among the labels asked for.
 *
 * @param x the elements, one after another
 * @param shape of the array
 * @param part the place of each, int64; {@code count} for those of other labels
 * @param count of labels that are asked for
 */
record Measurements(NDArray x, long[] shape, NDArray part, long count) {
    static Measurements of(String op, NDArray x, @Nullable NDArray labels, @Nullable NDArray index) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(op + ": " + x.dtype() + "; give the real and the imaginary part");
        }
        NDArray flat = x.ravel();
        if (labels == null) {
            if (index != null) {
                throw new ArrayException(op + ": labels to look for, but no labels; give both");
            }
            try (var _ = Device.use(x.device())) {
                return new Measurements(flat, x.shape(), Np.zeros(DType.INT64, flat.size()), 1);
            }
        }
        if (!labels.dtype().isInteger() || index != null && (!index.dtype().isInteger() || index.ndim() != 1)) {
            throw new DTypeException(op + ": labels are " + labels.dtype()
                    + (index == null
                            ? ""
                            : ", those to look for " + index.dtype() + " of shape " + Shape.text(index.shape()))
                    + "; give integers, and those to look for as a vector");
        }
        if (!Shape.text(labels.shape()).equals(Shape.text(x.shape()))) {
            throw new ShapeException(op + ": shape " + Shape.text(x.shape()) + " with labels of shape "
                    + Shape.text(labels.shape()) + "; both need the same");
        }
        NDArray label = labels.ravel().astype(DType.INT64);
        if (index == null) {
            return new Measurements(flat, x.shape(), Np.where(label.gt(0), 0, 1).astype(DType.INT64), 1);
        }
        long n = index.size();
        NDArray wanted = index.astype(DType.INT64);
        NDArray order = Np.argsort(wanted);
        NDArray sorted = wanted.get(order);
        if (n == 0) {
            return new Measurements(flat, x.shape(), Np.zerosLike(label), 0);
        }
        NDArray at = Np.minimum(Np.searchsorted(sorted, label), n - 1);
        NDArray part = Np.where(sorted.get(at).eq(label), order.get(at), n).astype(DType.INT64);
        return new Measurements(flat, x.shape(), part, n);
    }

    private NDArray total(NDArray values) {
        return Np.bincount(part, values.astype(DType.FLOAT64), count + 1).get(":" + count);
    }

    private NDArray size() {
        return Np.bincount(part, count + 1).get(":" + count);
    }

    NDArray sum() {
        return total(x);
    }

    NDArray mean() {
        return sum().div(size());
    }

    /** From the means, in a second reading: differences of large sums would say nothing. */
    NDArray variance() {
        NDArray means = Np.concat(mean(), Np.zerosLike(sum().get(":1"))).eval();
        return total(x.sub(means.get(Np.minimum(part, count))).square()).div(size());
    }

    NDArray centers() {
        NDArray mass = sum();
        NDArray[] columns = new NDArray[shape.length];
        try (var _ = Device.use(x.device())) {
            NDArray at = Np.arange(x.size());
            long inner = 1;
            for (int a = shape.length - 1; a >= 0; a--) {
                columns[a] = total(x.mul(at.floorDiv(inner).mod(Math.max(1, shape[a]))))
                        .div(mass);
                inner *= Math.max(1, shape[a]);
            }
        }
        return Np.stack(columns).T();
    }

    /** Where each part's elements begin among all, sorted by part and then by size, and where the last ends. */
    private record Sorted(NDArray elements, NDArray starts) {}

    private Sorted sorted() {
        NDArray bySize = Np.argsort(x);
        NDArray parts = part.get(bySize);
        NDArray order = Np.argsort(parts);
        try (var _ = Device.use(x.device())) {
            NDArray starts = Np.searchsorted(parts.get(order), Np.arange(count + 1));
            return new Sorted(x.get(bySize).get(order), starts.eval());
        }
    }

    /** The first (0) or last (1) of each part in ascending order. */
    NDArray ordered(int last) {
        Sorted s = sorted();
        NDArray from = s.starts.get(":-1");
        NDArray to = s.starts.get("1:");
        if (to.le(from).any().itemBoolean()) {
            throw new ArrayException(
                    (last == 0 ? "minimum" : "maximum") + ": one of the labels has no elements; leave it out");
        }
        return s.elements.get(last == 0 ? from : to.sub(1));
    }

    NDArray median() {
        Sorted s = sorted();
        NDArray from = s.starts.get(":-1");
        NDArray to = s.starts.get("1:");
        if (to.le(from).any().itemBoolean()) {
            throw new ArrayException("median: one of the labels has no elements; leave it out");
        }
        NDArray low = s.elements.get(from.add(to).sub(1).floorDiv(2)).astype(DType.FLOAT64);
        return low.add(s.elements.get(from.add(to).floorDiv(2))).div(2);
    }
}
