package io.github.tornadoarrays;

/**
 * An element of an array and its place; {@link Np#ndenumerate}.
 *
 * @param index one number an axis
 * @param value a Long, of bool 0 or 1, of uint64 as its bits; a Double; or a {@link Complex}
 */
public record Element(long[] index, Number value) {}
