package io.github.tornadoarrays;

/**
 * A quotient and what it leaves; {@link Np#divmod(NDArray, NDArray)}.
 *
 * @param quotient rounded towards minus infinity
 * @param remainder of the divisor's sign
 */
public record Divmod(NDArray quotient, NDArray remainder) {}
