package io.github.tornadoarrays;

/**
 * Eigenvalues and eigenvectors, {@code x @ v[:, i] = w[i] * v[:, i]}; {@link Linalg#eig}, {@link Linalg#eigh}.
 *
 * @param eigenvalues w, (…, n)
 * @param eigenvectors v, the columns of length 1; (…, n, n)
 */
public record Eigen(NDArray eigenvalues, NDArray eigenvectors) {}
