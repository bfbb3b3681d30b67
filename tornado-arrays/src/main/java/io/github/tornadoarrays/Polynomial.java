package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A polynomial by its coefficients, that of the lowest power first: NumPy's {@code polynomial.Polynomial}. Its argument is first mapped
 * from a domain to a window, which keeps fits over a far or wide domain exact; unless they are given both are [-1, 1]. It is immutable.
 *
 * <pre>{@code
 * Polynomial p = Polynomial.fit(x, y, 3);
 * NDArray smooth = p.call(x);
 * }</pre>
 */
public final class Polynomial {
    private static final double[] UNIT = {-1, 1};

    private final NDArray coef;
    private final double[] domain;
    private final double[] window;

    private Polynomial(NDArray coef, double[] domain, double[] window) {
        this.coef = coef;
        this.domain = domain;
        this.window = window;
    }

    /** The polynomial of coefficients, the lowest power first. */
    public static Polynomial of(double... coef) {
        return of(Np.array(coef.clone()));
    }

    /** The polynomial of coefficients, the lowest power first. */
    public static Polynomial of(NDArray coef) {
        return of(coef, UNIT, UNIT);
    }

    /**
     * The polynomial of coefficients whose argument is mapped from a domain to a window.
     *
     * @throws ShapeException if the coefficients are no vector with elements, or an interval has not two ends
     */
    public static Polynomial of(NDArray coef, double[] domain, double[] window) {
        if (coef.ndim() != 1 || coef.size() == 0) {
            throw new ShapeException("Polynomial: coefficients of shape " + Shape.text(coef.shape())
                    + "; a vector with elements is needed");
        }
        if (domain.length != 2 || window.length != 2) {
            throw new ShapeException("Polynomial: domain " + Arrays.toString(domain) + " or window "
                    + Arrays.toString(window) + " has not two ends; give {from, to}");
        }
        NDArray c = coef.dtype().isInexact() ? coef.copy() : coef.astype(Np.float64);
        return new Polynomial(c, domain.clone(), window.clone());
    }

    /** The polynomial of the least squares of {@code p(x) - y}, over the domain of the points. */
    public static Polynomial fit(NDArray x, NDArray y, int degree) {
        double low = Np.min(x).item();
        double high = Np.max(x).item();
        return fit(x, y, degree, low == high ? new double[] {low - 1, high + 1} : new double[] {low, high});
    }

    /** The polynomial of the least squares of {@code p(x) - y}, over a domain. */
    public static Polynomial fit(NDArray x, NDArray y, int degree, double[] domain) {
        double[] map = parameters(domain, UNIT);
        NDArray at = x.mul(map[1]).add(map[0]);
        return new Polynomial(
                Polynomials.fit("Polynomial.fit", at, y, degree, null, Double.NaN, true), domain.clone(), UNIT);
    }

    /** The polynomial with given roots, whose highest coefficient is 1. */
    public static Polynomial fromroots(NDArray roots) {
        return of(Np.flip(Np.atleast1d(Np.poly(roots))));
    }

    /** {@code x}. */
    public static Polynomial identity() {
        return of(0, 1);
    }

    /**
     * {@code x} to a power.
     *
     * @throws ArrayException if the power is negative
     */
    public static Polynomial basis(int degree) {
        if (degree < 0) {
            throw new ArrayException("Polynomial.basis: degree " + degree + " is negative; it is 0 or more");
        }
        double[] c = new double[degree + 1];
        c[degree] = 1;
        return of(c);
    }

    // ---- what it is

    /** The coefficients, the lowest power first; a copy. */
    public NDArray coef() {
        return coef.copy();
    }

    public double[] domain() {
        return domain.clone();
    }

    public double[] window() {
        return window.clone();
    }

    /** The number of coefficients less one, zeros counted. */
    public int degree() {
        return (int) coef.size() - 1;
    }

    /** Offset and factor that the argument is mapped with: {@code off + scl * x}. */
    public double[] mapparms() {
        return parameters(domain, window);
    }

    private static double[] parameters(double[] from, double[] to) {
        double length = from[1] - from[0];
        return new double[] {(from[1] * to[0] - from[0] * to[1]) / length, (to[1] - to[0]) / length};
    }

    /** The values at points; the points' shape. */
    public NDArray call(NDArray x) {
        return Polynomials.value(Np.flip(coef), mapped(x));
    }

    /** The value at a point. */
    public double call(double x) {
        return call(Np.array(x)).item();
    }

    private NDArray mapped(NDArray x) {
        double[] map = mapparms();
        NDArray real = x.dtype().isInexact() ? x : x.astype(Np.float64);
        return map[0] == 0 && map[1] == 1 ? real : real.mul(map[1]).add(map[0]);
    }

    /** Points evenly spaced over the domain, and the values there. */
    public List<NDArray> linspace(long n) {
        NDArray x = Np.linspace(domain[0], domain[1], n);
        return List.of(x, call(x));
    }

    /** The roots, sorted; computed now. */
    public NDArray roots() {
        NDArray found = Np.sort(Polynomials.roots("Polynomial.roots", Np.flip(coef)));
        double[] back = parameters(window, domain);
        return back[0] == 0 && back[1] == 1 ? found : found.mul(back[1]).add(back[0]);
    }

    // ---- arithmetic

    public Polynomial add(Polynomial other) {
        return like(other, "add", lowest(Polynomials.add(Np.flip(coef), Np.flip(other.coef), false)));
    }

    public Polynomial sub(Polynomial other) {
        return like(other, "sub", lowest(Polynomials.add(Np.flip(coef), Np.flip(other.coef), true)));
    }

    public Polynomial mul(Polynomial other) {
        return like(other, "mul", Np.convolve(coef, other.coef));
    }

    public Polynomial mul(double factor) {
        return new Polynomial(coef.mul(factor), domain, window);
    }

    /** The quotient, without what is left. */
    public Polynomial floorDiv(Polynomial other) {
        return like(
                other,
                "floorDiv",
                lowest(Np.polydiv(Np.flip(coef), Np.flip(other.coef)).quotient()));
    }

    /** What {@link #floorDiv} leaves. */
    public Polynomial mod(Polynomial other) {
        return like(
                other,
                "mod",
                lowest(Np.polydiv(Np.flip(coef), Np.flip(other.coef)).remainder()));
    }

    /** A whole power, 0 or more. */
    public Polynomial pow(int exponent) {
        if (exponent < 0) {
            throw new ArrayException("pow: exponent " + exponent + " is negative; it is 0 or more");
        }
        NDArray c = Np.onesLike(coef).get(":1");
        for (int i = 0; i < exponent; i++) {
            c = Np.convolve(c, coef);
        }
        return new Polynomial(c.copy(), domain, window);
    }

    private static NDArray lowest(NDArray highestFirst) {
        return Np.flip(highestFirst).copy();
    }

    private Polynomial like(Polynomial other, String name, NDArray c) {
        if (!Arrays.equals(domain, other.domain) || !Arrays.equals(window, other.window)) {
            throw new ArrayException(name + ": domains " + Arrays.toString(domain) + " and "
                    + Arrays.toString(other.domain) + ", or windows, differ; fit both over one domain");
        }
        return new Polynomial(c, domain, window);
    }

    // ---- calculus

    /** The derivative. */
    public Polynomial deriv() {
        return deriv(1);
    }

    /** The m-th derivative. */
    public Polynomial deriv(int m) {
        NDArray c = m >= coef.size()
                ? Np.zerosLike(coef).get(":1").copy()
                : lowest(Polynomials.derivative(Np.flip(coef), m));
        return new Polynomial(c.mul(Math.pow(mapparms()[1], m)), domain, window);
    }

    /** The integral that is 0 where the mapped argument is 0. */
    public Polynomial integ() {
        return integ(1);
    }

    /** The m-th integral; each is 0 where the mapped argument is 0. */
    public Polynomial integ(int m) {
        NDArray c = lowest(Polynomials.integral(Np.flip(coef), m));
        return new Polynomial(c.div(Math.pow(mapparms()[1], m)), domain, window);
    }

    // ---- shorter ones

    /** Without the highest coefficients whose magnitude is not above a number. */
    public Polynomial trim(double tolerance) {
        long[] some = Np.flatnonzero(Np.abs(coef).gt(tolerance)).toLongArray();
        long n = some.length == 0 ? 1 : some[some.length - 1] + 1;
        NDArray c = coef.get(Slice.to(n)).copy();
        return new Polynomial(some.length == 0 ? c.mul(0) : c, domain, window);
    }

    /** The lowest coefficients alone, so many at most. */
    public Polynomial truncate(int size) {
        if (size < 1) {
            throw new ArrayException("truncate: size " + size + " is out of range; there is one coefficient at least");
        }
        return new Polynomial(coef.get(Slice.to(size)).copy(), domain, window);
    }

    /** The powers up to a degree alone. */
    public Polynomial cutdeg(int degree) {
        return truncate(degree + 1);
    }

    // ---- as an object

    /** Whether coefficients, domain and window are the same; computes now. */
    @Override
    public boolean equals(Object o) {
        return o instanceof Polynomial p
                && Arrays.equals(domain, p.domain)
                && Arrays.equals(window, p.window)
                && Np.arrayEqual(coef, p.coef);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(domain), Arrays.hashCode(window), coef.size());
    }

    /** {@code 1.0 + 2.0 x - 3.0 x**2}, as NumPy writes it: with eight digits, and {@code (-1.0 + 0.4x)} for the argument where that is mapped. */
    @Override
    public String toString() {
        double[] map = mapparms();
        String offset = map[0] == 0 ? "" : number(map[0], true) + " + ";
        String scale = map[1] == 1 ? "" : number(map[1], true);
        String argument = map[0] == 0 && map[1] == 1 ? "x" : "(" + offset + scale + "x)";
        int width = Math.max(1, Np.getPrintoptions().lineWidth());
        StringBuilder text = new StringBuilder(coefficient(0, false, false));
        for (int i = 1; i <= degree(); i++) {
            boolean minus = !coef.dtype().isComplex() && !(coef.item(i) >= 0);
            String term =
                    (minus ? "- " : "+ ") + coefficient(i, minus, true) + " " + argument + (i == 1 ? "" : "**" + i);
            // a line that is not the last ends with the next sign
            int length = text.length() - text.lastIndexOf("\n") + term.length() + (i < degree() ? 2 : 0);
            text.append(' ').append(length >= width ? term.replaceFirst(" ", "\n") : term);
        }
        return text.toString();
    }

    private String coefficient(int i, boolean negated, boolean parentheses) {
        if (coef.dtype().isComplex()) {
            return coef.get(i).toString();
        }
        return number(negated ? -coef.item(i) : coef.item(i), parentheses);
    }

    private static String number(double x, boolean parentheses) {
        double size = Math.abs(x);
        if (size == 0 || size < 1e8 && size >= 0.0001 || !Double.isFinite(x)) {
            String text = Np.formatFloatPositional(x, 8, true);
            return text.endsWith(".") ? text + "0" : text;
        }
        String text = Np.formatFloatScientific(x, 8, true).replace(".e", ".0e");
        return parentheses ? "(" + text + ")" : text;
    }
}
