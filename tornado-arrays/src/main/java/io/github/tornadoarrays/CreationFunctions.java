package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Realizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions that make arrays; part of {@link Np}. */
abstract sealed class CreationFunctions extends ShapeFunctions permits SortFunctions {

    // ---- from Java's numbers and arrays

    /** A float64 array of these numbers. */
    public static NDArray array(double... values) {
        return FromJava.copy("array", values, null);
    }

    /** An int64 array of these numbers, as NumPy makes of integers in a list; {@link #asarray} keeps {@code int} as int32. */
    public static NDArray array(int... values) {
        return FromJava.copy("array", values, null);
    }

    /** An int64 array of these numbers. */
    public static NDArray array(long... values) {
        return FromJava.copy("array", values, null);
    }

    /** A float32 array of these numbers. */
    public static NDArray array(float... values) {
        return FromJava.copy("array", values, null);
    }

    /** A bool array of these values. */
    public static NDArray array(boolean... values) {
        return FromJava.copy("array", values, null);
    }

    /**
     * A copy of a number, a Java array (nested to any depth), a list (of lists) of numbers, a list of arrays, or an array. The
     * dtype holds all elements: bool for booleans, int64 for {@code int} and {@code long}, int8 for {@code byte}, int16 for
     * {@code short}, float32 for {@code float}, float64 for {@code double}, complex128 for {@link Complex}.
     *
     * @throws ShapeException if rows of one level differ in length
     * @throws DTypeException if something in it is not a number
     */
    public static NDArray array(Object values) {
        return FromJava.copy("array", values, null);
    }

    /** A copy of {@link #array(Object) what Java has} in a dtype. */
    public static NDArray array(Object values, DType dtype) {
        return FromJava.copy("array", values, dtype);
    }

    /**
     * An array over what Java has, not copied where it is a one-dimensional {@code byte[]}, {@code short[]}, {@code int[]},
     * {@code long[]}, {@code float[]} or {@code double[]}: the array and the Java array then share elements. Other things are
     * copied as in {@link #array(Object)}, but {@code int} becomes int32. An NDArray is given back as it is.
     *
     * <p>What is written to the Java array itself is seen by results that are computed later: call {@link NDArray#eval()} on those first.
     */
    public static NDArray asarray(Object values) {
        return FromJava.wrap("asarray", values, null);
    }

    /** {@link #asarray(Object)} in a dtype; copied unless it has that dtype. */
    public static NDArray asarray(Object values, DType dtype) {
        return FromJava.wrap("asarray", values, dtype);
    }

    // ---- of one number

    /** A float64 array of zeros. */
    public static NDArray zeros(long... shape) {
        return fill("zeros", DType.FLOAT64, shape, 0);
    }

    /** An array of zeros. */
    public static NDArray zeros(long[] shape, DType dtype) {
        return fill("zeros", dtype, shape, 0);
    }

    /** An array of zeros. */
    public static NDArray zeros(DType dtype, long... shape) {
        return fill("zeros", dtype, shape, 0);
    }

    /** A float64 array of ones. */
    public static NDArray ones(long... shape) {
        return fill("ones", DType.FLOAT64, shape, 1);
    }

    /** An array of ones. */
    public static NDArray ones(long[] shape, DType dtype) {
        return fill("ones", dtype, shape, 1);
    }

    /** An array of ones. */
    public static NDArray ones(DType dtype, long... shape) {
        return fill("ones", dtype, shape, 1);
    }

    /** An array of one value: a number, a boolean, or an array that broadcasts to the shape. The dtype is the value's. */
    public static NDArray full(long[] shape, Object value) {
        return full(shape, value, FromJava.wrap("full", value, null, Place.HOST).dtype());
    }

    /**
     * An array of one value.
     *
     * @throws DTypeException if the dtype cannot hold the number
     */
    public static NDArray full(long[] shape, Object value, DType dtype) {
        return full(shape, value, dtype, Places.current());
    }

    static NDArray full(long[] shape, Object value, DType dtype, @Nullable Place place) {
        long[] s = Shape.check("full", shape.clone());
        return switch (value) {
            case Number x -> new NDArray(Fill.number("full", dtype, x, s).at(place));
            case Boolean b ->
                new NDArray(Fill.number("full", dtype, b ? 1 : 0, s).at(place));
            default -> {
                NDArray v = new NDArray(Fill.node("full", dtype, value, place));
                yield new NDArray(Graph.copy(Assignment.fit("full", v, s).node()));
            }
        };
    }

    /** A float64 array whose elements may be anything. */
    public static NDArray empty(long... shape) {
        return empty(DType.FLOAT64, shape);
    }

    /** An array whose elements may be anything. */
    public static NDArray empty(long[] shape, DType dtype) {
        return empty(dtype, shape);
    }

    /** An array whose elements may be anything. */
    public static NDArray empty(DType dtype, long... shape) {
        return empty(Places.current(), dtype, shape);
    }

    static NDArray empty(@Nullable Place place, DType dtype, long... shape) {
        long[] s = Shape.check("empty", shape.clone());
        return new NDArray(Realizer.empty(dtype, s, place));
    }

    /** Zeros of an array's shape and dtype. */
    public static NDArray zerosLike(NDArray x) {
        return fill("zerosLike", x.dtype(), x.shape(), 0, x.place());
    }

    /** Zeros of an array's shape. */
    public static NDArray zerosLike(NDArray x, DType dtype) {
        return fill("zerosLike", dtype, x.shape(), 0, x.place());
    }

    /** Ones of an array's shape and dtype. */
    public static NDArray onesLike(NDArray x) {
        return fill("onesLike", x.dtype(), x.shape(), 1, x.place());
    }

    /** Ones of an array's shape. */
    public static NDArray onesLike(NDArray x, DType dtype) {
        return fill("onesLike", dtype, x.shape(), 1, x.place());
    }

    /** One value in an array's shape and dtype. */
    public static NDArray fullLike(NDArray x, Object value) {
        return full(x.shape(), value, x.dtype(), x.place());
    }

    /** One value in an array's shape. */
    public static NDArray fullLike(NDArray x, Object value, DType dtype) {
        return full(x.shape(), value, dtype, x.place());
    }

    /** An array of an array's shape and dtype whose elements may be anything. */
    public static NDArray emptyLike(NDArray x) {
        return empty(x.place(), x.dtype(), x.shape());
    }

    /** An array of an array's shape whose elements may be anything. */
    public static NDArray emptyLike(NDArray x, DType dtype) {
        return empty(x.place(), dtype, x.shape());
    }

    private static NDArray fill(String op, DType dtype, long[] shape, int value) {
        return fill(op, dtype, shape, value, Places.current());
    }

    private static NDArray fill(String op, DType dtype, long[] shape, int value, @Nullable Place place) {
        return new NDArray(
                Fill.number(op, dtype, value, Shape.check(op, shape.clone())).at(place));
    }

    // ---- sequences

    /** 0, 1, … up to but without {@code stop}; int64. */
    public static NDArray arange(long stop) {
        return arange(0, stop, 1);
    }

    /** {@code start, start+1, …} up to but without {@code stop}; int64. */
    public static NDArray arange(long start, long stop) {
        return arange(start, stop, 1);
    }

    /** {@code start, start+step, …} up to but without {@code stop}; int64. */
    public static NDArray arange(long start, long stop, long step) {
        return Sequences.arange(start, stop, step);
    }

    /** Integers in a dtype. */
    public static NDArray arange(long stop, DType dtype) {
        return arange(0, stop, 1, dtype);
    }

    /** Integers in a dtype. */
    public static NDArray arange(long start, long stop, DType dtype) {
        return arange(start, stop, 1, dtype);
    }

    /** Integers in a dtype. */
    public static NDArray arange(long start, long stop, long step, DType dtype) {
        return dtype.isInexact()
                ? arange((double) start, stop, step, dtype)
                : Places.created(Graph.cast(arange(start, stop, step).node(), dtype));
    }

    /** 0, 1, … up to but without {@code stop}; float64. */
    public static NDArray arange(double stop) {
        return arange(0.0, stop, 1.0, DType.FLOAT64);
    }

    /** {@code start, start+1, …} up to but without {@code stop}; float64. */
    public static NDArray arange(double start, double stop) {
        return arange(start, stop, 1.0, DType.FLOAT64);
    }

    /**
     * {@code start, start+step, …}, {@code ceil((stop-start)/step)} of them, so that rounding may let the last reach {@code stop};
     * float64. {@link #linspace} has an exact end.
     */
    public static NDArray arange(double start, double stop, double step) {
        return arange(start, stop, step, DType.FLOAT64);
    }

    /** {@link #arange(double, double, double)} in a dtype. */
    public static NDArray arange(double start, double stop, double step, DType dtype) {
        return Sequences.arange(start, stop, step, dtype);
    }

    /** 50 numbers from {@code start} to {@code stop}, evenly spaced; float64. */
    public static NDArray linspace(double start, double stop) {
        return linspace(start, stop, 50);
    }

    /** Numbers from {@code start} to {@code stop}, evenly spaced; the last is {@code stop} exactly; float64. */
    public static NDArray linspace(double start, double stop, long num) {
        return linspace(start, stop, num, true);
    }

    /** Numbers evenly spaced from {@code start} to {@code stop}, which is left out unless {@code endpoint}; float64. */
    public static NDArray linspace(double start, double stop, long num, boolean endpoint) {
        return linspace(start, stop, num, endpoint, DType.FLOAT64);
    }

    /** {@link #linspace(double, double, long, boolean)} in a dtype; integers are rounded down. */
    public static NDArray linspace(double start, double stop, long num, boolean endpoint, DType dtype) {
        return Places.created(Sequences.typed(Sequences.linspace("linspace", start, stop, num, endpoint), dtype));
    }

    /** 50 numbers from 10^start to 10^stop, whose logarithms are evenly spaced; float64. */
    public static NDArray logspace(double start, double stop) {
        return logspace(start, stop, 50);
    }

    /** Numbers from 10^start to 10^stop, whose logarithms are evenly spaced; float64. */
    public static NDArray logspace(double start, double stop, long num) {
        return logspace(start, stop, num, true, 10);
    }

    /** Powers of a base, whose exponents are {@link #linspace(double, double, long, boolean)}; float64. */
    public static NDArray logspace(double start, double stop, long num, boolean endpoint, double base) {
        return Places.created(Sequences.powers("logspace", start, stop, num, endpoint, base));
    }

    /** 50 numbers from {@code start} to {@code stop}, each the same multiple of the one before; float64. */
    public static NDArray geomspace(double start, double stop) {
        return geomspace(start, stop, 50);
    }

    /** Numbers from {@code start} to {@code stop}, both exact, each the same multiple of the one before; float64. */
    public static NDArray geomspace(double start, double stop, long num) {
        return geomspace(start, stop, num, true);
    }

    /**
     * Numbers from {@code start} to {@code stop} (left out unless {@code endpoint}), each the same multiple of the one before;
     * float64.
     *
     * @throws ArrayException if an end is 0
     */
    public static NDArray geomspace(double start, double stop, long num, boolean endpoint) {
        return Sequences.geomspace(start, stop, num, endpoint);
    }

    // ---- matrices

    /** The n by n identity matrix; float64. */
    public static NDArray identity(long n) {
        return eye(n, n, 0, DType.FLOAT64);
    }

    /** The n by n identity matrix. */
    public static NDArray identity(long n, DType dtype) {
        return eye(n, n, 0, dtype);
    }

    /** The n by n matrix with ones on the diagonal; float64. */
    public static NDArray eye(long n) {
        return eye(n, n, 0, DType.FLOAT64);
    }

    /** The n by n matrix with ones on the diagonal. */
    public static NDArray eye(long n, DType dtype) {
        return eye(n, n, 0, dtype);
    }

    /** The n by m matrix with ones on the diagonal; float64. */
    public static NDArray eye(long n, long m) {
        return eye(n, m, 0, DType.FLOAT64);
    }

    /** The n by m matrix with ones on the k-th diagonal (above the main one for k &gt; 0); float64. */
    public static NDArray eye(long n, long m, long k) {
        return eye(n, m, k, DType.FLOAT64);
    }

    /** The n by m matrix with ones on the k-th diagonal. */
    public static NDArray eye(long n, long m, long k, DType dtype) {
        return Places.created(Graph.cast(diagonalTest("eye", Op.EQ, n, m, k), dtype));
    }

    /** The n by n matrix with ones on and below the diagonal; float64. */
    public static NDArray tri(long n) {
        return tri(n, n, 0, DType.FLOAT64);
    }

    /** The n by m matrix with ones on and below the diagonal; float64. */
    public static NDArray tri(long n, long m) {
        return tri(n, m, 0, DType.FLOAT64);
    }

    /** The n by m matrix with ones on and below the k-th diagonal; float64. */
    public static NDArray tri(long n, long m, long k) {
        return tri(n, m, k, DType.FLOAT64);
    }

    /** The n by m matrix with ones on and below the k-th diagonal. */
    public static NDArray tri(long n, long m, long k, DType dtype) {
        return Places.created(Graph.cast(diagonalTest("tri", Op.LE, n, m, k), dtype));
    }

    /** The matrix, or stack of matrices, with zeros above the diagonal. */
    public static NDArray tril(NDArray x) {
        return tril(x, 0);
    }

    /** The matrix, or stack of matrices, with zeros above the k-th diagonal. */
    public static NDArray tril(NDArray x, long k) {
        return triangle("tril", x, k, true);
    }

    /** The matrix, or stack of matrices, with zeros below the diagonal. */
    public static NDArray triu(NDArray x) {
        return triu(x, 0);
    }

    /** The matrix, or stack of matrices, with zeros below the k-th diagonal. */
    public static NDArray triu(NDArray x, long k) {
        return triangle("triu", x, k - 1, false);
    }

    private static NDArray triangle(String op, NDArray x, long k, boolean lower) {
        if (x.ndim() == 0) {
            throw new ShapeException(op + ": the array is 0-d; matrices have two axes");
        }
        NDArray m = x.ndim() == 1 ? x.view(x.layout().broadcastTo(x.size(), x.size())) : x;
        Node below = diagonalTest(op, Op.LE, m.shape(-2), m.shape(-1), k);
        Node zero = Fill.number(op, x.dtype(), 0, Shape.SCALAR);
        return new NDArray(
                lower ? Graph.where(below, m.node(), zero, x.dtype()) : Graph.where(below, zero, m.node(), x.dtype()));
    }

    /** Whether {@code j - k} compares so with {@code i}, at (i, j). */
    private static Node diagonalTest(String op, Op test, long n, long m, long k) {
        Shape.check(op, n, m);
        NDArray i = new NDArray(Graph.iota(DType.INT64, n));
        NDArray j = new NDArray(Graph.iota(DType.INT64, m));
        Node shifted = Graph.binary(op, Op.SUB, j.node(), Graph.constant(DType.INT64, Shape.SCALAR, k));
        return Graph.binary(op, test, shifted, i.view(i.layout().expand(1)).node());
    }

    /** Of a vector, the matrix with it on the diagonal; of a matrix, its diagonal (a view). */
    public static NDArray diag(NDArray x) {
        return diag(x, 0);
    }

    /**
     * Of a vector, the matrix with it on the k-th diagonal; of a matrix, its k-th diagonal (a view).
     *
     * @throws ShapeException if the array is neither
     */
    public static NDArray diag(NDArray x, long k) {
        if (x.ndim() == 2) {
            return diagonal(x, Math.toIntExact(k), 0, 1);
        }
        if (x.ndim() != 1) {
            throw new ShapeException("diag: the array has shape "
                    + Shape.text(x.layout().shape()) + "; it must be a vector or a matrix");
        }
        long n = x.size() + Math.abs(k);
        Shape.check("diag", n, n);
        NDArray out = fill("diag", x.dtype(), new long[] {n, n}, 0, x.place());
        diagonal(out, Math.toIntExact(k), 0, 1).assign(x::node);
        return out;
    }

    /** The matrix with the flattened array on its diagonal. */
    public static NDArray diagflat(NDArray x) {
        return diag(ravel(x), 0);
    }

    /** The matrix with the flattened array on its k-th diagonal. */
    public static NDArray diagflat(NDArray x, long k) {
        return diag(ravel(x), k);
    }

    // ---- grids

    /** Coordinate matrices of vectors: the i-th repeats the i-th vector; shape (len(x1), len(x0), len(x2), …). */
    public static List<NDArray> meshgrid(NDArray... axes) {
        return meshgrid("xy", axes);
    }

    /**
     * Coordinate matrices of vectors.
     *
     * @param indexing {@code "xy"}: the first vector runs along the second axis; {@code "ij"}: along the first
     */
    public static List<NDArray> meshgrid(String indexing, NDArray... axes) {
        boolean xy = indexing.equals("xy");
        if (!xy && !indexing.equals("ij")) {
            throw new ArrayException("meshgrid: unknown indexing \"" + indexing + "\"; known are \"xy\" and \"ij\"");
        }
        int rank = axes.length;
        long[] shape = new long[rank];
        int[] place = new int[rank];
        for (int i = 0; i < rank; i++) {
            place[i] = xy && rank > 1 && i < 2 ? 1 - i : i;
            shape[place[i]] = axes[i].size();
        }
        Shape.check("meshgrid", shape);
        List<NDArray> out = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            out.add(new NDArray(
                    Graph.copy(alongAxis(ravel(axes[i]), place[i], shape).node())));
        }
        return out;
    }

    /** A vector along one axis of a shape, the same along the others. */
    private static NDArray alongAxis(NDArray x, int axis, long[] shape) {
        long[] strides = new long[shape.length];
        strides[axis] = x.layout().strides()[0];
        return x.view(new Layout(shape, strides, x.layout().offset()));
    }

    /** The index of each element along each axis: shape (rank, shape…); int64. */
    public static NDArray indices(long... shape) {
        return indices(shape, DType.INT64);
    }

    /** The index of each element along each axis: shape (rank, shape…). */
    public static NDArray indices(long[] shape, DType dtype) {
        long[] s = Shape.check("indices", shape.clone());
        long[] whole = new long[s.length + 1];
        whole[0] = s.length;
        System.arraycopy(s, 0, whole, 1, s.length);
        NDArray out = empty(dtype, whole);
        NDArray[] grids = grids(dtype, s);
        for (int i = 0; i < s.length; i++) {
            Node grid = grids[i].node();
            out.view(out.layout().select(0, i)).assign(() -> grid);
        }
        return out;
    }

    private static NDArray[] grids(DType dtype, long[] shape) {
        NDArray[] out = new NDArray[shape.length];
        Arrays.setAll(out, i -> {
            NDArray line = arange(shape[i], dtype);
            return alongAxis(line, i, shape);
        });
        return out;
    }

    /** What a function gives for the array of indices along each axis (float64, of the given shape). */
    public static NDArray fromFunction(Function<NDArray[], NDArray> f, long... shape) {
        return fromFunction(f, shape, DType.FLOAT64);
    }

    /** What a function gives for the array of indices along each axis. */
    public static NDArray fromFunction(Function<NDArray[], NDArray> f, long[] shape, DType dtype) {
        return f.apply(grids(dtype, Shape.check("fromFunction", shape.clone())));
    }
}
