package io.github.tornadoarrays.stats;

/**
 * The straight line through points that {@link Stats#linregress} finds.
 *
 * @param slope of the line
 * @param intercept where it crosses x = 0
 * @param rvalue the correlation
 * @param pvalue of the hypothesis that the slope is 0
 * @param stderr the slope's standard error
 * @param interceptStderr the intercept's standard error
 */
public record Regression(
        double slope, double intercept, double rvalue, double pvalue, double stderr, double interceptStderr) {}
