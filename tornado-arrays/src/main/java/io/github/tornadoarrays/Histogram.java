package io.github.tornadoarrays;

/**
 * How many elements are in each bin; {@link Np#histogram(NDArray)}.
 *
 * @param counts one a bin: int64, of the type of the weights, or float64 where it is a density
 * @param edges one more than bins; a bin has its lower edge, the last one its upper edge too
 */
public record Histogram(NDArray counts, NDArray edges) {}
