package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Axes;
import java.util.Arrays;

/**
 * Values between elements, of arrays of one to three axes; {@link Ndimage} inherits them. A result has the array's type, and is computed in float64.
 * Where nothing else is said it is a cubic spline's, with 0 beyond the ends.
 */
abstract sealed class InterpolationFunctions extends FilterFunctions permits MorphologyFunctions {
    /**
     * The coefficients of the cubic spline that goes through the elements, float64: {@code scipy.ndimage.spline_filter}. Functions that are given them
     * with {@link Spline#filtered} need not compute them.
     */
    public static NDArray splineFilter(NDArray x, Border border) {
        return splineFilter(x, 3, border);
    }

    /**
     * The coefficients of a spline of another order.
     *
     * @param order 2 to 5
     * @throws ArrayException if it is another
     */
    public static NDArray splineFilter(NDArray x, int order, Border border) {
        if (order < 2 || order > 5) {
            throw new ArrayException("splineFilter: order " + order + "; 2 to 5 have coefficients");
        }
        return Interpolation.coefficients(x, order, border);
    }

    /**
     * Values at coordinates: {@code scipy.ndimage.map_coordinates}.
     *
     * @param coordinates along its first axis one coordinate for each axis; the rest of its shape is the result's
     * @throws ShapeException unless there is one for each axis
     */
    public static NDArray mapCoordinates(NDArray x, NDArray coordinates) {
        return mapCoordinates(x, coordinates, Spline.CUBIC);
    }

    /** As {@link #mapCoordinates(NDArray, NDArray)}, of another order or border. */
    public static NDArray mapCoordinates(NDArray x, NDArray coordinates, Spline how) {
        return Interpolation.mapped(x, coordinates, how);
    }

    /**
     * Element o of the result is the value at {@code matrix o + offset}: {@code scipy.ndimage.affine_transform}.
     *
     * @param matrix of as many rows and columns as there are axes; with one column more for the offset, or one row more too, as homogeneous coordinates have it
     * @throws ShapeException for matrices of other shapes
     */
    public static NDArray affineTransform(NDArray x, double[][] matrix) {
        return affineTransform(x, matrix, new double[x.ndim()], x.shape(), Spline.CUBIC);
    }

    /**
     * As {@link #affineTransform(NDArray, double[][])}, with an offset, another shape of the result, order or border.
     *
     * @param offset one number an axis; it is added to what the matrix says
     */
    public static NDArray affineTransform(
            NDArray x, double[][] matrix, double[] offset, long[] outputShape, Spline how) {
        int rank = x.ndim();
        boolean square = matrix.length == rank && Arrays.stream(matrix).allMatch(r -> r.length == rank);
        boolean augmented = (matrix.length == rank || matrix.length == rank + 1)
                && Arrays.stream(matrix).allMatch(r -> r.length == rank + 1);
        if (!square && !augmented || offset.length != rank) {
            throw new ShapeException("affineTransform: a matrix of " + matrix.length + " rows and " + offset.length
                    + " offsets for shape " + Shape.text(x.shape()) + "; give " + rank + " rows of " + rank + " or "
                    + (rank + 1) + " columns, and " + rank + " offsets");
        }
        double[][] m = new double[rank][];
        double[] add = offset.clone();
        for (int r = 0; r < rank; r++) {
            m[r] = Arrays.copyOf(matrix[r], rank);
            add[r] += augmented ? matrix[r][rank] : 0;
        }
        return Interpolation.affine("affineTransform", x, m, add, outputShape, how);
    }

    /**
     * The array with more or fewer elements along its axes: {@code scipy.ndimage.zoom}. The first and last elements stay the first and last ones.
     *
     * @param factors one for all axes or one each
     * @throws ArrayException if one is negative, or there is another number of them
     */
    public static NDArray zoom(NDArray x, double... factors) {
        return zoom(x, factors, Spline.CUBIC);
    }

    /** As {@link #zoom(NDArray, double...)}, of another order or border. */
    public static NDArray zoom(NDArray x, double[] factors, Spline how) {
        Axes.count("zoom", "factors", factors.length, x);
        int rank = x.ndim();
        long[] shape = x.shape();
        double[][] m = new double[rank][rank];
        for (int a = 0; a < rank; a++) {
            double factor = Axes.each(factors, a);
            if (!(factor >= 0) || Double.isInfinite(factor)) {
                throw new ArrayException(
                        "zoom: factors " + Arrays.toString(factors) + "; give finite numbers of 0 or more");
            }
            long n = (long) Math.rint(shape[a] * factor);
            m[a][a] = n == 1 ? 1 : (double) (shape[a] - 1) / (n - 1);
            shape[a] = n;
        }
        return Interpolation.affine("zoom", x, m, new double[rank], shape, how);
    }

    /**
     * The array moved: {@code scipy.ndimage.shift}.
     *
     * @param by elements, one number for all axes or one each
     */
    public static NDArray shift(NDArray x, double... by) {
        return shift(x, by, Spline.CUBIC);
    }

    /** As {@link #shift(NDArray, double...)}, of another order or border. */
    public static NDArray shift(NDArray x, double[] by, Spline how) {
        Axes.count("shift", "elements", by.length, x);
        int rank = x.ndim();
        double[][] m = new double[rank][rank];
        double[] offset = new double[rank];
        for (int a = 0; a < rank; a++) {
            m[a][a] = 1;
            offset[a] = -Axes.each(by, a);
        }
        return Interpolation.affine("shift", x, m, offset, x.shape(), how);
    }

    /** The array turned by degrees in the plane of its first two axes, with room for all of it: {@code scipy.ndimage.rotate}. */
    public static NDArray rotate(NDArray x, double degrees) {
        return rotate(x, degrees, 1, 0, true, Spline.CUBIC);
    }

    /**
     * As {@link #rotate(NDArray, double)}, in another plane, of another order or border.
     *
     * @param reshape whether the result has room for all of the array; else it has its shape
     * @throws ShapeException if the axes are one, or not there
     * @throws ArrayException if the angle is not finite
     */
    public static NDArray rotate(NDArray x, double degrees, int axis1, int axis2, boolean reshape, Spline how) {
        int one = Axes.normal("rotate", axis1, x);
        int other = Axes.normal("rotate", axis2, x);
        if (one == other) {
            throw new ShapeException("rotate: axes " + axis1 + " and " + axis2 + " are one; a plane has two");
        }
        if (!Double.isFinite(degrees)) {
            throw new ArrayException("rotate: by " + degrees + " degrees; give a finite number");
        }
        int a = Math.min(one, other);
        int b = Math.max(one, other);
        double c = cosine(degrees);
        double s = cosine(degrees - 90);
        long[] shape = x.shape();
        double rows = shape[a];
        double columns = shape[b];
        if (reshape) {
            shape[a] = (long) (span(c * rows, s * columns) + 0.5);
            shape[b] = (long) (span(-s * rows, c * columns) + 0.5);
        }
        int rank = x.ndim();
        double[][] m = new double[rank][rank];
        double[] offset = new double[rank];
        for (int i = 0; i < rank; i++) {
            m[i][i] = 1;
        }
        m[a][a] = c;
        m[a][b] = s;
        m[b][a] = -s;
        m[b][b] = c;
        double y = (shape[a] - 1) / 2.0;
        double z = (shape[b] - 1) / 2.0;
        offset[a] = (rows - 1) / 2 - (c * y + s * z);
        offset[b] = (columns - 1) / 2 - (-s * y + c * z);
        return Interpolation.affine("rotate", x, m, offset, shape, how);
    }

    /** From the least to the largest of 0, u, v and their sum. */
    private static double span(double u, double v) {
        double most = Math.max(Math.max(0, u), Math.max(v, u + v));
        double least = Math.min(Math.min(0, u), Math.min(v, u + v));
        return most - least;
    }

    /** Exact at multiples of 90 degrees. */
    private static double cosine(double degrees) {
        double d = Math.abs(degrees) % 360;
        return d == 90 || d == 270 ? 0 : d == 180 ? -1 : Math.cos(Math.toRadians(d));
    }
}
