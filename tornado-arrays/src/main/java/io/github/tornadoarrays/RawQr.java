package io.github.tornadoarrays;

/**
 * A QR decomposition as LAPACK leaves it; {@link Linalg#qrRaw}.
 *
 * @param h transposed: R on and above the diagonal of its transpose, below it the vectors of the reflections; (…, n, m)
 * @param tau the factors of the reflections; (…, min(m, n))
 */
public record RawQr(NDArray h, NDArray tau) {}
