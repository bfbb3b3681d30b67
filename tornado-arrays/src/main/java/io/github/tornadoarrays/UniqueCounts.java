package io.github.tornadoarrays;

/**
 * The distinct elements of an array, and how often each occurs; {@link Np#uniqueCounts}.
 *
 * @param values the distinct elements in ascending order
 * @param counts how often each value occurs; int64
 */
public record UniqueCounts(NDArray values, NDArray counts) {}
