package io.github.tornadoarrays.stats;

/**
 * The most frequent element, the least of them if there are several.
 *
 * @param mode the element
 * @param count how often it occurs
 */
public record Mode(double mode, long count) {}
