package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.ShapeException;

/**
 * Polynomials as vectors of coefficients, that of the highest power first, as NumPy's older functions have them; part of {@link Np}.
 * {@link Polynomial} has the lowest first.
 */
abstract sealed class PolynomialFunctions extends TextFunctions permits Np {

    /** A polynomial's values at points, by Horner's rule; the points' shape. */
    public static NDArray polyval(NDArray p, NDArray x) {
        return Polynomials.value(p, x);
    }

    /** The sum of two polynomials. */
    public static NDArray polyadd(NDArray a, NDArray b) {
        return Polynomials.add(a, b, false);
    }

    /** The difference of two polynomials. */
    public static NDArray polysub(NDArray a, NDArray b) {
        return Polynomials.add(a, b, true);
    }

    /** The product of two polynomials, without zeros before the highest power of each. */
    public static NDArray polymul(NDArray a, NDArray b) {
        return convolve(Polynomials.trimmed(a), Polynomials.trimmed(b));
    }

    /**
     * Quotient and remainder of two polynomials; computed now, in a floating type.
     *
     * @throws ArrayException if the divisor's first coefficient is 0
     */
    public static Divmod polydiv(NDArray a, NDArray b) {
        return Polynomials.divide(a, b);
    }

    /** The derivative of a polynomial. */
    public static NDArray polyder(NDArray p) {
        return polyder(p, 1);
    }

    /** The m-th derivative of a polynomial. */
    public static NDArray polyder(NDArray p, int m) {
        return Polynomials.derivative(p, m);
    }

    /** The integral of a polynomial, 0 at 0. */
    public static NDArray polyint(NDArray p) {
        return polyint(p, 1);
    }

    /**
     * The m-th integral of a polynomial.
     *
     * @param constants what is added by each integration, the first first; none for zeros, one for all
     */
    public static NDArray polyint(NDArray p, int m, double... constants) {
        return Polynomials.integral(p, m, constants);
    }

    /** The powers of numbers as columns, the highest first: shape (n, n). Integers are in int64 at least. */
    public static NDArray vander(NDArray x) {
        return vander(x, x.size(), false);
    }

    /** The powers of numbers below {@code columns}, the highest first: shape (n, columns). */
    public static NDArray vander(NDArray x, long columns) {
        return vander(x, columns, false);
    }

    /**
     * The powers of numbers below {@code columns}: shape (n, columns).
     *
     * @param increasing whether the lowest is first
     * @throws ShapeException if the numbers are no vector
     */
    public static NDArray vander(NDArray x, long columns, boolean increasing) {
        return Polynomials.vander(x, columns, increasing);
    }

    /** The polynomial of the least squares of {@code p(x) - y}: shape (degree + 1), or with a column for each of those of {@code y}. */
    public static NDArray polyfit(NDArray x, NDArray y, int degree) {
        return Polynomials.fit("polyfit", x, y, degree, null, Double.NaN, false);
    }

    /**
     * As {@link #polyfit(NDArray, NDArray, int)}.
     *
     * @param weights what each difference is multiplied by before it is squared
     * @param rcond singular values below so much of the largest count as 0; NaN for the number of points times the type's precision
     * @throws ShapeException if the points are no vector, or {@code y} or the weights have another length
     */
    public static NDArray polyfit(NDArray x, NDArray y, int degree, NDArray weights, double rcond) {
        return Polynomials.fit("polyfit", x, y, degree, weights, rcond, false);
    }

    /** The polynomial with given roots, or of a square matrix its characteristic one; the first coefficient is 1. Computed now. Of nothing, 1 alone, 0-d. */
    public static NDArray poly(NDArray roots) {
        return Polynomials.ofRoots(roots);
    }

    /** The roots of a polynomial, as eigenvalues of its companion matrix; in no order. Computed now. */
    public static NDArray roots(NDArray p) {
        return Polynomials.roots("roots", p);
    }
}
