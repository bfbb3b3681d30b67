package io.github.tornadoarrays;

/**
 * A singular value decomposition, {@code x = (u * s) @ vh}; {@link Linalg#svd}.
 *
 * @param u orthonormal columns, the left singular vectors
 * @param s the singular values in descending order
 * @param vh orthonormal rows, the right singular vectors conjugated
 */
public record Svd(NDArray u, NDArray s, NDArray vh) {}
