package io.github.tornadoarrays;

import java.util.List;

/**
 * How many points are in each bin of a space; {@link Np#histogramdd}.
 *
 * @param counts an axis for each coordinate; float64
 * @param edges of the bins along each axis, one more than there are bins
 */
public record HistogramDd(NDArray counts, List<NDArray> edges) {}
