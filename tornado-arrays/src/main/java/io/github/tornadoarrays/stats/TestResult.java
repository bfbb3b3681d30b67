package io.github.tornadoarrays.stats;

import io.github.tornadoarrays.NDArray;

/**
 * What a test of a hypothesis gives.
 *
 * @param statistic what is computed from the samples
 * @param pvalue how likely one at least as far out is where the hypothesis holds; both sides count
 */
public record TestResult(NDArray statistic, NDArray pvalue) {}
