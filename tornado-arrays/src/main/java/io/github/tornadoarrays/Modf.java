package io.github.tornadoarrays;

/**
 * Numbers in two parts of their own sign; {@link Np#modf}.
 *
 * @param fraction what is behind the point
 * @param whole what is before it
 */
public record Modf(NDArray fraction, NDArray whole) {}
