package io.github.tornadoarrays;

/**
 * A determinant that may be too large or too small for a float, {@code sign * exp(logabsdet)}; {@link Linalg#slogdet}.
 *
 * @param sign 1, -1 or 0, or a complex number of magnitude 1 or 0; of the matrix's type
 * @param logabsdet the logarithm of the magnitude, -infinity where that is 0; real
 */
public record Slogdet(NDArray sign, NDArray logabsdet) {}
