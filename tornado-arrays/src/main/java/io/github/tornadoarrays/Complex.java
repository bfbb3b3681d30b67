package io.github.tornadoarrays;

/** A complex number: what an element of a complex array is in Java, and what may stand beside an array as a scalar. */
public final class Complex extends Number {
    private static final long serialVersionUID = 1L;

    private final double re;
    private final double im;

    private Complex(double re, double im) {
        this.re = re;
        this.im = im;
    }

    public static Complex of(double re, double im) {
        return new Complex(re, im);
    }

    public double re() {
        return re;
    }

    public double im() {
        return im;
    }

    /** The real part, if the imaginary one is zero. */
    @Override
    public double doubleValue() {
        if (im != 0) {
            throw new ArithmeticException("doubleValue: " + this + " is not real; use re() and im()");
        }
        return re;
    }

    @Override
    public float floatValue() {
        return (float) doubleValue();
    }

    @Override
    public int intValue() {
        return (int) doubleValue();
    }

    @Override
    public long longValue() {
        return (long) doubleValue();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Complex c && Double.compare(re, c.re) == 0 && Double.compare(im, c.im) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(re) + Double.hashCode(im);
    }

    /** As Python prints it: {@code (1+2j)}. */
    @Override
    public String toString() {
        return "(" + re + (im < 0 || 1 / im < 0 ? "" : "+") + im + "j)";
    }
}
