package io.github.tornadoarrays.engine;

import io.github.tornadoarrays.core.Buffer;

/**
 * Discrete Fourier transforms. Operands are row-major from their memory's start and are left as they are; what is returned is new memory. Many
 * threads call them. A transform forward is {@code X[k] = scale * Σ x[j] e^(-2πijk/n)}, backward the same with {@code e^(2πijk/n)}.
 */
public interface Transforms {
    /**
     * Transforms over neighbouring axes.
     *
     * @param x complex64 or complex128, of shape (outer, n…, inner), of at least one element
     * @param n the lengths of one to three axes
     * @return of the same type and shape
     */
    Buffer complex(Buffer x, long outer, long[] n, long inner, boolean forward, double scale);

    /**
     * Transforms forward of real elements over the last axes.
     *
     * @param x float32 or float64, of shape (outer, n…), of at least one element
     * @param n the lengths of one to three axes
     * @return the first {@code n/2 + 1} elements along the last axis, complex64 or complex128
     */
    Buffer fromReal(Buffer x, long outer, long[] n, double scale);

    /**
     * Transforms backward to real elements along the last axis.
     *
     * @param x complex64 or complex128, of shape (outer, n/2 + 1), of at least one element: the first half of rows whose second half mirrors it, conjugated.
     *     Imaginary parts of what mirrors itself count as 0.
     * @return float32 or float64 of shape (outer, n)
     */
    Buffer toReal(Buffer x, long outer, long n, double scale);
}
