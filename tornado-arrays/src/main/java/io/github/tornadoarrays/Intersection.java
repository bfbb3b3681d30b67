package io.github.tornadoarrays;

/**
 * The distinct elements of two arrays, and where they are first; {@link Np#intersect1dIndices}.
 *
 * @param values sorted
 * @param first their places in the first array, in row-major order; int64
 * @param second their places in the second array
 */
public record Intersection(NDArray values, NDArray first, NDArray second) {}
