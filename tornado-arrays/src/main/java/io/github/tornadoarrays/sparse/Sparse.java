package io.github.tornadoarrays.sparse;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Random;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;

/**
 * A matrix of which only some elements are kept; the others are 0. SciPy's sparse arrays: {@code *} of two is element by element,
 * {@link #matmul} is the product of matrices. Elements are float32, float64, complex64 or complex128; positions are int32. Matrices do not
 * change, and what two of them give is where they are.
 *
 * <p>Operations that say nothing else work on {@link Csr} and give it.
 */
public sealed interface Sparse permits Coo, Csr, Csc {

    // ---- from elsewhere

    /**
     * What is not 0 in a dense array of two axes.
     *
     * @throws ShapeException if it has another number of axes
     * @throws io.github.tornadoarrays.core.DTypeException unless its type is one that matrices have
     */
    static Csr of(NDArray dense) {
        return Assembly.dense(dense);
    }

    /** The unit matrix, float64: {@code scipy.sparse.eye_array}. */
    static Csr eye(long n) {
        return eye(n, n, 0, DType.FLOAT64);
    }

    /**
     * Ones on the k-th diagonal, counted upwards.
     *
     * @throws ShapeException if an extent is negative, or 2<sup>31</sup> - 1 or more
     */
    static Csr eye(long rows, long columns, long k, DType type) {
        Assembly.extents("eye", rows, columns);
        if (k <= -Math.max(1, rows) || k >= Math.max(1, columns)) {
            throw new ShapeException("eye: " + k + " is no diagonal of a matrix of " + rows + " rows and " + columns
                    + " columns; those are " + -(rows - 1) + ".." + (columns - 1));
        }
        long n = Math.max(0, Math.min(rows + Math.min(k, 0), columns - Math.max(k, 0)));
        NDArray at = Np.arange(n);
        return new Coo(at.sub(Math.min(k, 0)), at.add(Math.max(k, 0)), Np.ones(type, n), rows, columns).toCsr();
    }

    /**
     * A square matrix of diagonals, each as long as it is there or of one element: {@code scipy.sparse.diags_array}.
     *
     * @param offsets where they are, counted upwards; 0 is the main diagonal
     * @throws ShapeException if there are more or fewer offsets than diagonals, or one has another length
     */
    static Csr diags(NDArray[] diagonals, long... offsets) {
        return Assembly.diagonals(diagonals, offsets);
    }

    /** The Kronecker product: each element of the first times the second. */
    static Csr kron(Sparse a, Sparse b) {
        return Assembly.kron(a.toCoo(), b.toCoo());
    }

    /**
     * Uniform numbers in [0, 1) at positions that are drawn: {@code scipy.sparse.random_array}.
     *
     * @param density the share of elements that are kept, 0 to 1
     * @throws io.github.tornadoarrays.core.ArrayException for another density
     */
    static Csr random(long rows, long columns, double density, DType type, Random random) {
        return Assembly.random(rows, columns, density, type, random);
    }

    // ---- what it is

    long rows();

    long columns();

    /** The elements that are kept, in the order of the format. */
    NDArray data();

    default DType dtype() {
        return data().dtype();
    }

    /** {@code {rows, columns}}. */
    default long[] shape() {
        return new long[] {rows(), columns()};
    }

    /** How many elements are kept; some may be 0, and in a {@link Coo} several may be at one position. */
    default long nnz() {
        return data().size();
    }

    default Device device() {
        return data().device();
    }

    /** The same matrix elsewhere; see {@link NDArray#to(Device)}. */
    Sparse to(Device device);

    /** See {@link #to(Device)}. */
    default Sparse to(String device) {
        return to(Device.of(device));
    }

    // ---- other formats

    /** By positions, row by row. */
    Coo toCoo();

    /** By rows; elements at one position are added. */
    Csr toCsr();

    /** By columns. */
    default Csc toCsc() {
        return new Csc(toCsr().transposed());
    }

    /** All elements, as an array. */
    default NDArray toDense() {
        return toCsr().dense();
    }

    // ---- element by element

    /** The same positions with other elements. */
    Sparse withData(NDArray data);

    /** In another type. */
    default Sparse astype(DType type) {
        return withData(data().astype(type));
    }

    /** Each element times a number. */
    default Sparse mul(Number factor) {
        return withData(data().mul(factor));
    }

    /** Each element divided by a number. */
    default Sparse div(Number divisor) {
        return withData(data().div(divisor));
    }

    /** The negative. */
    default Sparse neg() {
        return withData(data().neg());
    }

    /** The magnitudes. */
    default Sparse abs() {
        return withData(data().abs());
    }

    /** The complex conjugate. */
    default Sparse conj() {
        return withData(data().conj());
    }

    /**
     * The sum; zeros are not kept.
     *
     * @throws ShapeException if the other matrix has another shape
     */
    default Csr add(Sparse other) {
        return ByRows.sum("add", toCsr(), other.toCsr());
    }

    /** The difference; zeros are not kept. See {@link #add}. */
    default Csr sub(Sparse other) {
        return ByRows.sum("sub", toCsr(), other.neg().toCsr());
    }

    /** The product element by element; zeros are not kept. See {@link #add}. */
    default Csr mul(Sparse other) {
        return Assembly.product(toCsr(), other.toCsr());
    }

    /** Each element times that of a dense array, which broadcasts: {@code a.multiply(b)} in SciPy. */
    default Csr mul(NDArray dense) {
        Coo a = toCsr().toCoo();
        if (!Arrays.equals(Shape.broadcast("mul", shape(), dense.shape()), shape())) {
            throw new ShapeException("mul: shapes " + Shape.text(shape()) + " and " + Shape.text(dense.shape())
                    + "; the second must broadcast to the matrix's");
        }
        NDArray all = Np.broadcastTo(dense, rows(), columns());
        return a.withData(a.data().mul(all.get(a.row(), a.column()))).toCsr();
    }

    // ---- products of matrices

    /**
     * Times a vector, or a matrix of one column after another: {@code A @ x}.
     *
     * @return of the type that the two promote to
     * @throws ShapeException unless x has as many rows as this matrix has columns
     */
    default NDArray matmul(NDArray x) {
        return toCsr().times(x);
    }

    /**
     * Times another matrix: {@code A @ B}. On the host row by row (F. G. Gustavson, "Two fast algorithms for sparse matrices", 1978); the columns of a row
     * are in no order then, as in SciPy. On devices, and of complex numbers, all products are made, sorted by their positions and added (N. Bell, S. Dalton,
     * L. Olson, "Exposing fine-grained parallelism in algebraic multigrid methods", 2012), so there is memory for them at once.
     *
     * @throws ShapeException unless it has as many rows as this one has columns
     */
    default Csr matmul(Sparse other) {
        return ByRows.matmul(toCsr(), other.toCsr());
    }

    /** Rows as columns: the same memory. */
    Sparse T();

    // ---- parts and folds

    /**
     * Rows {@code from} to {@code to - 1}.
     *
     * @throws ShapeException if they are not rows of it
     */
    default Csr rows(long from, long to) {
        return toCsr().slice(from, to);
    }

    /**
     * The k-th diagonal, counted upwards, with its zeros.
     *
     * @throws ShapeException if there is none
     */
    default NDArray diagonal(long k) {
        return toCsr().diagonalOf(k);
    }

    /** The main diagonal. */
    default NDArray diagonal() {
        return diagonal(0);
    }

    /** The sum of all elements. */
    default NDArray sum() {
        return data().sum();
    }

    /**
     * The sum of each column (axis 0) or row (axis 1).
     *
     * @throws ShapeException for other axes
     */
    default NDArray sum(int axis) {
        if (axis < -2 || axis > 1) {
            throw new ShapeException("sum: axis " + axis + " is out of range for a matrix; valid axes are -2..1");
        }
        return Math.floorMod(axis, 2) == 1
                ? toCsr().rowSums()
                : toCsr().transposed().rowSums();
    }

    /** The same matrix without the zeros that are kept. */
    default Csr eliminateZeros() {
        return toCsr().compact();
    }
}
