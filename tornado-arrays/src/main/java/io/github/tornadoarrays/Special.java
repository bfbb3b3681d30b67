package io.github.tornadoarrays;

import io.github.tornadoarrays.ir.Op;

/**
 * Special functions, under the names that they have in {@code scipy.special}: of real arrays, element by element, lazy. Integers and bool
 * give float64, 16-bit floats are computed in float32.
 */
public final class Special {
    Special() {}

    /**
     * The error function, 2/√π times the integral of exp(-t²) from 0 to x.
     *
     * @throws io.github.tornadoarrays.core.DTypeException of complex arrays
     */
    public NDArray erf(NDArray x) {
        return Elementwise.unary("erf", Op.ERF, x);
    }

    /**
     * The complementary error function {@code 1 - erf(x)}, also where that is tiny.
     *
     * @throws io.github.tornadoarrays.core.DTypeException of complex arrays
     */
    public NDArray erfc(NDArray x) {
        return Elementwise.unary("erfc", Op.ERFC, x);
    }

    /**
     * The distribution function of the standard normal distribution, {@code (1 + erf(x/√2)) / 2}: below about -5 few of float32's digits are
     * right, where {@code erfc(-x/√2) / 2} has them.
     *
     * @throws io.github.tornadoarrays.core.DTypeException of complex arrays
     */
    public NDArray ndtr(NDArray x) {
        return erf(x.mul(Math.sqrt(0.5))).mul(0.5).add(0.5);
    }
}
