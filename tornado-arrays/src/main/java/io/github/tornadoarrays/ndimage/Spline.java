package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.core.ArrayException;

/**
 * How elements are made between elements: {@code Spline.order(1).border(Border.NEAREST)}.
 *
 * @param order 0 the nearest element, 1 linear, 2 to 5 a spline of that order through the elements
 * @param isFiltered whether the elements are the spline's coefficients already; see {@link Ndimage#splineFilter}
 */
public record Spline(int order, Border border, boolean isFiltered) {
    /** SciPy's: a cubic spline, 0 beyond the ends. */
    public static final Spline CUBIC = order(3);

    public Spline {
        if (order < 0 || order > 5) {
            throw new ArrayException("spline: order " + order + "; 0 to 5 are possible");
        }
    }

    /** Of an order, 0 beyond the ends. */
    public static Spline order(int order) {
        return new Spline(order, Border.constant(0), false);
    }

    /** With another continuation of the array. */
    public Spline border(Border continuation) {
        return new Spline(order, continuation, isFiltered);
    }

    /** Of an array that is {@link Ndimage#splineFilter}'s already. */
    public Spline filtered() {
        return new Spline(order, border, true);
    }
}
