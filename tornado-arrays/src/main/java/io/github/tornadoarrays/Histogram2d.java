package io.github.tornadoarrays;

/**
 * How many pairs are in each bin of a plane; {@link Np#histogram2d(NDArray, NDArray)}.
 *
 * @param counts shape (bins of x, bins of y); float64
 * @param xEdges one more than bins of x
 * @param yEdges one more than bins of y
 */
public record Histogram2d(NDArray counts, NDArray xEdges, NDArray yEdges) {}
