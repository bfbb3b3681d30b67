package io.github.tornadoarrays.stats;

import io.github.tornadoarrays.NDArray;

/**
 * What {@link Stats#describe} gives.
 *
 * @param count how many elements each line has
 * @param min the least of each
 * @param max the largest of each
 * @param mean their means
 * @param variance their variances, divided by one less than the count
 * @param skewness see {@link Stats#skew}
 * @param kurtosis see {@link Stats#kurtosis}
 */
public record Description(
        long count, NDArray min, NDArray max, NDArray mean, NDArray variance, NDArray skewness, NDArray kurtosis) {}
