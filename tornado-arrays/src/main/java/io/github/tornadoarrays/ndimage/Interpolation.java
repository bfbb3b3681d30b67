package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.Iinfo;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Axes;
import io.github.tornadoarrays.scipy.Precision;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Values between elements, in float64 as SciPy has it: coordinates in float32 would be off by parts of an element. */
final class Interpolation {
    private static final Kernel COEFFICIENTS = Kernel.of(SplineKernels::coefficients);
    private static final Kernel AFFINE = Kernel.of(SplineKernels::affine);
    private static final Kernel MAPPED = Kernel.of(SplineKernels::mapped);

    /** How many elements an array gets on each side before it is filtered, where a spline would have to know what is beyond its ends. */
    private static final int MARGIN = 12;

    private Interpolation() {}

    /** Refuses arrays of more axes than the kernels have. */
    private static void check(String op, NDArray x) {
        if (x.ndim() < 1 || x.ndim() > 3) {
            throw new ShapeException(
                    op + ": shape " + Shape.text(x.shape()) + " has " + x.ndim() + " axes; 1, 2 and 3 are possible");
        }
    }

    /** Values in the type of the operand: of integers the nearest, of halves that away from 0, and of too large ones the last there is. */
    private static NDArray back(NDArray y, DType type) {
        if (type.isBool()) {
            return y.trunc().ne(0);
        }
        if (!type.isInteger()) {
            return Precision.cast(y, type);
        }
        Iinfo range = Np.iinfo(type);
        double most = type.itemSize() < 8
                ? range.max().doubleValue()
                : Math.nextDown(range.max().doubleValue());
        NDArray nearest = Np.where(y.gt(0), y.add(0.5), y.sub(0.5));
        return nearest.clip((double) range.min(), most).astype(type);
    }

    /** A function of float64 arrays, for an array of any type. */
    private static NDArray inDoubles(NDArray x, UnaryOperator<NDArray> f) {
        if (!x.dtype().isComplex()) {
            return back(f.apply(Precision.cast(x, DType.FLOAT64)), x.dtype());
        }
        NDArray re = f.apply(x.real().astype(DType.FLOAT64));
        NDArray z = Precision.empty(x, x.dtype(), re.shape());
        z.real().set("...", re);
        z.imag().set("...", f.apply(x.imag().astype(DType.FLOAT64)));
        return z;
    }

    /** The coefficients of the spline through the elements, float64. */
    static NDArray coefficients(NDArray x, int order, Border border) {
        NDArray c = x.astype(DType.FLOAT64).eval();
        int[] shape = Axes.shape("splineFilter", x);
        for (int a = 0; a < shape.length; a++) {
            if (shape[a] > 1 && x.size() > 0) {
                COEFFICIENTS.run(
                        c.ravel(),
                        Axes.product(shape, 0, a),
                        shape[a],
                        Axes.product(shape, a + 1, shape.length),
                        order,
                        border.mode().ordinal());
            }
        }
        return c;
    }

    /** Coefficients, and by how much the array has grown on each side. */
    private record Prepared(NDArray coefficients, int margin) {
        static Prepared of(NDArray x, Spline how) {
            if (how.order() < 2 || how.isFiltered()) {
                return new Prepared(x, 0);
            }
            Border.Mode mode = how.border().mode();
            boolean grows = mode == Border.Mode.NEAREST || mode == Border.Mode.GRID_CONSTANT;
            if (!grows) {
                return new Prepared(Interpolation.coefficients(x, how.order(), how.border()), 0);
            }
            long[][] widths = new long[x.ndim()][];
            Arrays.fill(widths, new long[] {MARGIN, MARGIN});
            return new Prepared(
                    Interpolation.coefficients(Neighbours.padded(x, widths, how.border()), how.order(), how.border()),
                    MARGIN);
        }
    }

    private static int[] three(int[] shape) {
        int[] all = {1, 1, 1};
        System.arraycopy(shape, 0, all, 3 - shape.length, shape.length);
        return all;
    }

    /**
     * Element o of the result is the value at {@code matrix o + offset}.
     *
     * @param matrix of as many rows and columns as there are axes
     */
    static NDArray affine(String op, NDArray x, double[][] matrix, double[] offset, long[] shape, Spline how) {
        check(op, x);
        int rank = x.ndim();
        if (shape.length != rank) {
            throw new ShapeException(op + ": a result of shape " + Shape.text(shape) + " from one of shape "
                    + Shape.text(x.shape()) + "; both have as many axes");
        }
        if (x.size() == 0) {
            throw new ShapeException(op + ": shape " + Shape.text(x.shape()) + " has no elements");
        }
        return inDoubles(x, d -> {
            Prepared p = Prepared.of(d, how);
            double[] m = new double[12];
            int first = 3 - rank;
            for (int r = 0; r < rank; r++) {
                System.arraycopy(matrix[r], 0, m, 3 * (first + r) + first, rank);
                m[9 + first + r] = offset[r] + p.margin;
            }
            NDArray y = Precision.empty(x, DType.FLOAT64, shape);
            if (y.size() > 0) {
                int[] out = three(Axes.shape(op, y));
                AFFINE.run(
                        p.coefficients.ravel(),
                        three(Axes.shape(op, p.coefficients)),
                        m,
                        out[0],
                        out[1],
                        out[2],
                        y.ravel(),
                        rank,
                        how.order(),
                        how.border().mode().ordinal(),
                        how.border().value());
            }
            return y;
        });
    }

    static NDArray mapped(NDArray x, NDArray coordinates, Spline how) {
        check("mapCoordinates", x);
        long[] shape = coordinates.shape();
        if (coordinates.ndim() < 1 || shape[0] != x.ndim()) {
            throw new ShapeException("mapCoordinates: coordinates of shape " + Shape.text(shape) + " for shape "
                    + Shape.text(x.shape()) + "; their first axis needs " + x.ndim() + " elements, one for each axis");
        }
        if (coordinates.dtype().isComplex()) {
            throw new ArrayException("mapCoordinates: coordinates are " + coordinates.dtype() + "; give real ones");
        }
        if (x.size() == 0) {
            throw new ShapeException("mapCoordinates: shape " + Shape.text(x.shape()) + " has no elements");
        }
        NDArray at = Precision.cast(coordinates, DType.FLOAT64).ravel();
        return inDoubles(x, d -> {
            Prepared p = Prepared.of(d, how);
            NDArray y = Precision.empty(x, DType.FLOAT64, Arrays.copyOfRange(shape, 1, shape.length));
            if (y.size() > 0) {
                MAPPED.run(
                        p.coefficients.ravel(),
                        three(Axes.shape("mapCoordinates", p.coefficients)),
                        at,
                        p.margin,
                        y.ravel(),
                        x.ndim(),
                        how.order(),
                        how.border().mode().ordinal(),
                        how.border().value());
            }
            return y;
        });
    }
}
