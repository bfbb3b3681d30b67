package io.github.tornadoarrays.engine;

import io.github.tornadoarrays.core.Buffer;

/**
 * Factorisations of stacks of matrices. They are called with {@code count} matrices of float32, float64, complex64 or complex128, one after
 * another in memory of the engine they belong to, each column after column, as LAPACK has them; neither the number of matrices nor a
 * side is 0. What they return is new memory of the engine. Many threads call them.
 *
 * <p>{@code op} is what the user called, for messages. A status is an int32 for each matrix: 0, or where the algorithm stopped, counted from 1.
 */
public interface LinearAlgebra {

    /** Eigenvalues, the eigenvectors where they were asked for, and the statuses: that of a matrix is not 0 where it did not converge. */
    record Eigen(Buffer values, Buffer vectors, Buffer status) {}

    /**
     * A singular value decomposition, and the statuses: that of a matrix is not 0 where it did not converge.
     *
     * @param v the right singular vectors as columns, or conjugated as rows
     * @param rows whether it is the latter
     */
    record Svd(Buffer u, Buffer s, Buffer v, boolean rows, Buffer status) {}

    /** How much of the singular vectors is wanted: none, as many as there are singular values, or square matrices. */
    enum Vectors {
        NONE,
        REDUCED,
        FULL
    }

    /**
     * The LU decomposition with partial pivoting of square matrices, in their place: U in the upper triangle, below it L without its
     * diagonal of ones.
     *
     * @return for each row, counted from 1, the row that it was exchanged with; int32 or int64
     */
    Buffer lu(String op, Buffer a, long count, int n);

    /**
     * Solves a x = b by {@link #lu}.
     *
     * @param a n x n, overwritten with anything
     * @param b n x k, overwritten with x
     * @return the statuses; not 0 where a matrix is exactly singular
     */
    Buffer solve(String op, Buffer a, Buffer b, long count, int n, int k);

    /**
     * The lower triangle L of l lᴴ = a, in a's place; what is above the diagonal is neither read nor meaningful afterwards.
     *
     * @return the statuses; not 0 where a matrix is not positive definite
     */
    Buffer cholesky(String op, Buffer a, long count, int n);

    /**
     * The QR decomposition of m x n matrices by Householder reflections H(1) … H(min(m, n)), in their place: R in the upper triangle, below
     * it the vectors of the reflections, whose first element is 1.
     *
     * @return the factors of the reflections, min(m, n) for each matrix
     */
    Buffer qr(String op, Buffer a, long count, int m, int n);

    /**
     * The first columns of the product of {@code k} reflections.
     *
     * @param a m x n with n ≤ m, in whose first k ≤ n columns {@link #qr} left reflections; overwritten with the product's columns
     * @param factors k for each matrix
     */
    void q(String op, Buffer a, Buffer factors, long count, int m, int n, int k);

    /**
     * The real eigenvalues of symmetric or Hermitian matrices in ascending order, by the lower triangle.
     *
     * @param a n x n, overwritten with the eigenvectors as columns where they are wanted, else with anything
     * @return with {@code a} as the vectors
     */
    Eigen eigh(String op, Buffer a, long count, int n, boolean vectors);

    /**
     * The singular values of m x n matrices with m ≥ n in descending order, and singular vectors.
     *
     * @param a overwritten with anything
     * @return with empty buffers for vectors that are not wanted, else n vectors or m in u, n in v
     */
    Svd svd(String op, Buffer a, long count, int m, int n, Vectors vectors);

    /**
     * The eigenvalues of square matrices, which are complex, conjugated ones of a real matrix after one another, that with the
     * positive imaginary part first; and the eigenvectors as columns, of length 1.
     *
     * @param a overwritten with anything
     * @return the vectors of real matrices are real: for two conjugated eigenvalues, the real part of the first one's vector, then its
     *     imaginary part. Empty where they are not wanted
     */
    Eigen eig(String op, Buffer a, long count, int n, boolean vectors);

    /** The same, knowing why it stands in for a device's own, for messages. */
    default LinearAlgebra because(String reason) {
        return this;
    }
}
