package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Places as arrays that index others: of diagonals, triangles and grids; part of {@link Np}. */
abstract sealed class PlaceFunctions extends AssemblyFunctions permits TextFunctions {

    /** The shape that shapes broadcast to. */
    public static long[] broadcastShapes(long[]... shapes) {
        for (long[] s : shapes) {
            Shape.check("broadcastShapes", s.clone());
        }
        return Shape.broadcast("broadcastShapes", shapes).clone();
    }

    // ---- diagonals and triangles

    /** The places of the main diagonal of an n by n matrix: int64, an array for each axis. */
    public static List<NDArray> diagIndices(long n) {
        return diagIndices(n, 2);
    }

    /** The places of the main diagonal of an array of some axes, all of length n: int64, an array for each axis. */
    public static List<NDArray> diagIndices(long n, int ndim) {
        NDArray line = arange(n);
        return Collections.nCopies(ndim, line);
    }

    /**
     * {@link #diagIndices(long, int)} for an array.
     *
     * @throws ShapeException if there are fewer than two axes, or they differ in length
     */
    public static List<NDArray> diagIndicesFrom(NDArray x) {
        long[] shape = x.shape();
        if (shape.length < 2 || Arrays.stream(shape).distinct().count() > 1) {
            throw new ShapeException("diagIndicesFrom: an array of shape " + Shape.text(shape)
                    + "; at least two axes of one length are needed");
        }
        return diagIndices(shape[0], shape.length);
    }

    /** The places on and below the main diagonal of an n by n matrix, in row-major order: rows and columns, int64. */
    public static List<NDArray> trilIndices(long n) {
        return trilIndices(n, 0, n);
    }

    /** The places on and below the k-th diagonal of an n by m matrix, in row-major order: rows and columns, int64. */
    public static List<NDArray> trilIndices(long n, long k, long m) {
        return nonzero(tri(n, m, k, DType.BOOL));
    }

    /** {@link #trilIndices(long, long, long)} for a matrix. */
    public static List<NDArray> trilIndicesFrom(NDArray x, long k) {
        checkMatrix("trilIndicesFrom", x);
        return trilIndices(x.shape(0), k, x.shape(1));
    }

    /** {@link #trilIndicesFrom(NDArray, long)} of the main diagonal. */
    public static List<NDArray> trilIndicesFrom(NDArray x) {
        return trilIndicesFrom(x, 0);
    }

    /** The places on and above the main diagonal of an n by n matrix, in row-major order: rows and columns, int64. */
    public static List<NDArray> triuIndices(long n) {
        return triuIndices(n, 0, n);
    }

    /** The places on and above the k-th diagonal of an n by m matrix, in row-major order: rows and columns, int64. */
    public static List<NDArray> triuIndices(long n, long k, long m) {
        return nonzero(tri(n, m, k - 1, DType.BOOL).not());
    }

    /** {@link #triuIndices(long, long, long)} for a matrix. */
    public static List<NDArray> triuIndicesFrom(NDArray x, long k) {
        checkMatrix("triuIndicesFrom", x);
        return triuIndices(x.shape(0), k, x.shape(1));
    }

    /** {@link #triuIndicesFrom(NDArray, long)} of the main diagonal. */
    public static List<NDArray> triuIndicesFrom(NDArray x) {
        return triuIndicesFrom(x, 0);
    }

    private static void checkMatrix(String name, NDArray x) {
        if (x.ndim() != 2) {
            throw new ShapeException(name + ": an array of shape " + Shape.text(x.shape()) + "; a matrix is needed");
        }
    }

    /**
     * The places of an n by n matrix that a function leaves when it makes others 0, such as {@code Np::triu}.
     *
     * @param k what the function is given beside the matrix
     */
    public static List<NDArray> maskIndices(long n, BiFunction<NDArray, Long, NDArray> mask, long k) {
        return nonzero(mask.apply(ones(DType.INT64, n, n), k).ne(0));
    }

    /** {@link #maskIndices(long, BiFunction, long)} with 0. */
    public static List<NDArray> maskIndices(long n, BiFunction<NDArray, Long, NDArray> mask) {
        return maskIndices(n, mask, 0);
    }

    // ---- grids

    /**
     * Vectors as places that broadcast with each other: {@code x.get(ix(rows, columns).toArray())} is where these rows and columns cross.
     *
     * @param axes integers, or bool, of which the true ones count
     * @throws ShapeException if one is no vector
     */
    public static List<NDArray> ix(NDArray... axes) {
        return Grids.ix(axes);
    }

    /**
     * A grid between bounds: for each axis the coordinate of each point, along a new first axis unless there is one only.
     *
     * @param text for each axis {@code start:stop:step} as in an index, int64 where all are whole numbers, else float64; a step with
     *     {@code j} is how many points there are, with the stop among them: {@code "0:5, -1:1:9j"}
     * @throws IndexException if the text is no such
     */
    public static NDArray mgrid(String text) {
        List<NDArray> lines = Grids.lines("mgrid", text);
        return lines.size() == 1 ? lines.get(0) : stack(meshgrid("ij", lines.toArray(NDArray[]::new)), 0);
    }

    /** The lines that {@link #mgrid} is made of, each along its axis, so that they broadcast. */
    public static List<NDArray> ogrid(String text) {
        return Grids.open(Grids.lines("ogrid", text));
    }

    /** All places in a shape, in row-major order. */
    public static Stream<long[]> ndindex(long... shape) {
        return Grids.places(Shape.check("ndindex", shape.clone()));
    }

    /** All elements with their places, in row-major order; computes now. */
    public static Stream<Element> ndenumerate(NDArray x) {
        return Grids.elements(x);
    }
}
