package io.github.tornadoarrays;

/**
 * Numbers as {@code mantissa * 2**exponent}; {@link Np#frexp}.
 *
 * @param mantissa from 0.5 up to but without 1, with the number's sign; 0, infinities and NaN as they are
 * @param exponent int32; 0 where the number is 0, infinite or NaN
 */
public record Frexp(NDArray mantissa, NDArray exponent) {}
