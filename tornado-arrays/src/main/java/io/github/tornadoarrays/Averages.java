package io.github.tornadoarrays;

/**
 * Averages and what their weights sum to; {@link Np#averageAndWeights}.
 *
 * @param average of the elements
 * @param weights their sums, of the same shape
 */
public record Averages(NDArray average, NDArray weights) {}
