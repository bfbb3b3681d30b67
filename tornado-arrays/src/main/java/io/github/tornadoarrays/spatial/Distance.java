package io.github.tornadoarrays.spatial;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Precision;

/**
 * SciPy's {@code spatial.distance}: distances between points, which are the rows of matrices. Floats of up to 32 bits are computed in float32
 * and give it, unlike in SciPy, which has float64 always; all else gives float64. Results are lazy.
 */
public final class Distance {
    private Distance() {}

    /**
     * The Euclidean distance from each row of one matrix to each of another: {@code scipy.spatial.distance.cdist}.
     *
     * @return one row for each of a's, one column for each of b's
     * @throws ShapeException unless both are matrices of as many columns
     * @throws DTypeException if one is complex
     */
    public static NDArray cdist(NDArray a, NDArray b) {
        return cdist(a, b, Metric.EUCLIDEAN);
    }

    /** As {@link #cdist(NDArray, NDArray)}, of the metric of a name. */
    public static NDArray cdist(NDArray a, NDArray b, String metric) {
        return cdist(a, b, Metric.of(metric));
    }

    /** As {@link #cdist(NDArray, NDArray)}, of another metric. */
    public static NDArray cdist(NDArray a, NDArray b, Metric metric) {
        check("cdist", a);
        check("cdist", b);
        if (a.shape(1) != b.shape(1)) {
            throw new ShapeException("cdist: shapes " + Shape.text(a.shape()) + " and " + Shape.text(b.shape())
                    + "; both need as many columns");
        }
        DType type = computed(Promotion.promote(a.dtype(), b.dtype()));
        NDArray u = Precision.cast(a, type);
        NDArray v = Precision.cast(b, type);
        NDArray variances = metric.kind() == Metric.Kind.SEUCLIDEAN && metric.scale() == null
                ? Np.concat(u, v).var(Np.axis(0).ddof(1))
                : null;
        return Metrics.distances(u.expandDims(1), v.expandDims(0), metric, variances);
    }

    /**
     * The Euclidean distances between the rows of a matrix: {@code scipy.spatial.distance.pdist}.
     *
     * @return a vector: from the first to all others, from the second to those after it, and so on; {@link #squareform} makes a matrix of it
     * @throws ShapeException unless it is a matrix
     * @throws DTypeException if it is complex
     */
    public static NDArray pdist(NDArray x) {
        return pdist(x, Metric.EUCLIDEAN);
    }

    /** As {@link #pdist(NDArray)}, of the metric of a name. */
    public static NDArray pdist(NDArray x, String metric) {
        return pdist(x, Metric.of(metric));
    }

    /** As {@link #pdist(NDArray)}, of another metric. */
    public static NDArray pdist(NDArray x, Metric metric) {
        check("pdist", x);
        NDArray u = Precision.cast(x, computed(x.dtype()));
        NDArray variances = metric.kind() == Metric.Kind.SEUCLIDEAN && metric.scale() == null
                ? u.var(Np.axis(0).ddof(1))
                : null;
        NDArray[] pairs = pairs(x, x.shape(0));
        return Metrics.distances(u.get(pairs[0]), u.get(pairs[1]), metric, variances);
    }

    /** The rows and columns of what is above the diagonal, row by row. */
    private static NDArray[] pairs(NDArray at, long n) {
        try (var _ = Device.use(at.device())) {
            // row i has n - 1 - i elements
            NDArray i = Np.arange(n);
            NDArray ends = i.add(1).mul(Np.subtract(2 * n - 2, i)).floorDiv(2);
            NDArray k = Np.arange(n * (n - 1) / 2);
            NDArray row = Np.searchsorted(ends, k, "right").eval();
            NDArray begin = row.mul(Np.subtract(2 * n - 1, row)).floorDiv(2);
            return new NDArray[] {row, k.sub(begin).add(row).add(1)};
        }
    }

    /**
     * The matrix of what {@link #pdist} gives, or the other way round: {@code scipy.spatial.distance.squareform}.
     *
     * @throws ShapeException for a vector that is none of a matrix, or a matrix that is not square
     * @throws ArrayException for a matrix that is not its own transpose, or not 0 on the diagonal
     */
    public static NDArray squareform(NDArray x) {
        return x.ndim() == 1 ? matrix(x) : vector(x);
    }

    private static NDArray matrix(NDArray x) {
        long n = Math.round((1 + Math.sqrt(1 + 8.0 * x.size())) / 2);
        if (n * (n - 1) / 2 != x.size()) {
            throw new ShapeException("squareform: a vector of " + x.size()
                    + " elements is no upper half of a matrix; of n rows that has n(n-1)/2");
        }
        NDArray[] pairs = pairs(x, n);
        NDArray y = Precision.empty(x, x.dtype(), n, n);
        y.set("...", 0);
        if (x.size() > 0) {
            y.set(x, pairs[0], pairs[1]);
            y.set(x, pairs[1], pairs[0]);
        }
        return y;
    }

    private static NDArray vector(NDArray x) {
        if (x.ndim() != 2 || x.shape(0) != x.shape(1)) {
            throw new ShapeException(
                    "squareform: shape " + Shape.text(x.shape()) + "; give a vector or a square matrix");
        }
        if (!x.eq(x.T()).all().itemBoolean()) {
            throw new ArrayException("squareform: the matrix is not its own transpose; give x.add(x.T()).div(2)");
        }
        if (x.diagonal().ne(0).any().itemBoolean()) {
            throw new ArrayException(
                    "squareform: the diagonal is not 0, so these are no distances; fillDiagonal makes it 0");
        }
        NDArray[] pairs = pairs(x, x.shape(0));
        return x.get(pairs[0], pairs[1]);
    }

    private static DType computed(DType type) {
        return type.isFloat() && type != DType.FLOAT64 ? DType.FLOAT32 : DType.FLOAT64;
    }

    private static void check(String op, NDArray x) {
        if (x.ndim() != 2) {
            throw new ShapeException(
                    op + ": shape " + Shape.text(x.shape()) + "; points are the rows of a matrix, so give two axes");
        }
        if (x.dtype().isComplex()) {
            throw new DTypeException(op + ": " + x.dtype() + "; give real points");
        }
    }
}
