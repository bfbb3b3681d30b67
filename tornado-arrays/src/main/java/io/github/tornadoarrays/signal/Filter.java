package io.github.tornadoarrays.signal;

import java.util.Arrays;

/** A digital filter, as its zeros and poles are; {@link Signal#butter} and others make one. */
public final class Filter {
    private final Design.Zpk form;

    Filter(Design.Zpk form) {
        this.form = form;
    }

    /**
     * Sections of second order, one after another: rows of six coefficients, those of the numerator and those of the denominator. Whatever the order, they lose
     * little to rounding.
     */
    public double[][] sos() {
        return Design.sections(form);
    }

    /** The coefficients of the transfer function's numerator, of ascending powers of z⁻¹. */
    public double[] b() {
        return Arrays.stream(Design.polynomial(form.zeros()))
                .map(c -> c * form.gain())
                .toArray();
    }

    /** Those of its denominator; the first is 1. */
    public double[] a() {
        return Design.polynomial(form.poles());
    }
}
