package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import org.jspecify.annotations.Nullable;

/** Counting of small integers, {@link Np#bincount(NDArray)}. */
final class Bins {
    private Bins() {}

    static NDArray count(NDArray x, @Nullable NDArray weighting, long minlength) {
        check(x, weighting, minlength);
        if (weighting != null) {
            Graph.together("bincount", x.base(), weighting.base());
        }
        // As in NumPy, there are counts where nothing is to be weighed.
        NDArray weights = x.size() == 0 ? null : weighting;
        NDArray values = x.dtype() == DType.INT32 && weights == null ? x : x.as(DType.INT64);
        long bins = minlength;
        boolean onDevice = x.place() != Place.HOST && x.size() > 0;
        Extremes extremes = onDevice ? Extremes.of("bincount", values) : new Extremes(0, 0);
        if (x.size() > 0) {
            long largest =
                    onDevice ? extremes.most() : Np.max(values).contiguous().getLong(0);
            bins = Math.max(bins, Math.max(0, largest) + 1);
        }
        if (bins < 0 || bins > HostBuffer.MAX_ARRAY) {
            throw new MemoryException("bincount: " + Long.toUnsignedString(bins)
                    + " counts, one for each value up to the largest; at most " + HostBuffer.MAX_ARRAY
                    + " can be, so subtract the smallest value first, or divide");
        }
        checkLeast(extremes.least());
        Buffer numbers = values.inOrder();
        Library library = Engines.library(numbers.place());
        Buffer counts;
        try {
            counts = weights == null
                    ? library.count(numbers, bins)
                    : library.weigh(numbers, weights.as(DType.FLOAT64).inOrder(), bins);
        } catch (IndexOutOfBoundsException e) {
            // the largest value is known, so it can only be a negative one
            checkLeast(Np.min(values).contiguous().getLong(0));
            throw e;
        }
        return new NDArray(Node.leaf(counts.dtype(), new long[] {bins}, counts));
    }

    /**
     * How often each number from 0 to {@code bins - 1} occurs, or the sums of its weights, in their type.
     *
     * @param at int64, from 0 to {@code bins}; the last is not counted
     */
    static NDArray tally(NDArray at, @Nullable NDArray weights, long bins) {
        if (weights != null && weights.dtype().isComplex()) {
            return new NDArray(Graph.binary(
                    "histogram",
                    Op.COMPLEX,
                    tally(at, weights.real(), bins).node(),
                    tally(at, weights.imag(), bins).node()));
        }
        if (weights != null) {
            Graph.together("histogram", at.base(), weights.base());
        }
        Buffer numbers = at.inOrder();
        Library library = Engines.library(numbers.place());
        Buffer counts = weights == null
                ? library.count(numbers, bins + 1)
                : library.weigh(numbers, weights.as(DType.FLOAT64).inOrder(), bins + 1);
        NDArray all = new NDArray(Node.leaf(counts.dtype(), new long[] {bins + 1}, counts));
        NDArray inside = all.get(Slice.of(0, bins));
        return weights == null ? inside : inside.astype(weights.dtype());
    }

    private static void checkLeast(long least) {
        if (least < 0) {
            throw new ArrayException(
                    "bincount: the smallest value is " + least + "; values from 0 to 2**63 - 1 are counted");
        }
    }

    private static void check(NDArray x, @Nullable NDArray weights, long minlength) {
        if (x.dtype().isInexact()) {
            throw new DTypeException("bincount: the values are " + x.dtype() + "; they must be integers");
        }
        if (x.ndim() != 1) {
            throw new ShapeException(
                    "bincount: the values have shape " + Shape.text(x.shape()) + "; ravel them to one dimension");
        }
        if (minlength < 0) {
            throw new ArrayException("bincount: minlength is " + minlength + "; it must not be negative");
        }
        if (weights == null) {
            return;
        }
        if (weights.dtype().isComplex()) {
            throw new DTypeException("bincount: the weights are " + weights.dtype() + "; they must be real");
        }
        if (weights.ndim() != 1 || weights.size() != x.size()) {
            throw new ShapeException("bincount: weights of shape " + Shape.text(weights.shape())
                    + " for values of shape " + Shape.text(x.shape()) + "; the shapes must be equal");
        }
    }
}
