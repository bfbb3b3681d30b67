package io.github.tornadoarrays;

/**
 * A QR decomposition, {@code x = q @ r}; {@link Linalg#qr}.
 *
 * @param q orthonormal columns
 * @param r an upper triangle
 */
public record Qr(NDArray q, NDArray r) {}
