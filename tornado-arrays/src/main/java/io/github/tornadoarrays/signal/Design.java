package io.github.tornadoarrays.signal;

import io.github.tornadoarrays.core.ArrayException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** How digital filters come about: an analog lowpass, moved to its band, then to the unit circle. In the order of SciPy, so that sections are the same. */
final class Design {
    /** What SciPy moves analog filters to digital ones with. */
    private static final double RATE = 2;

    private Design() {}

    /** A point of the complex plane. */
    record Point(double re, double im) {
        static final Point ZERO = new Point(0, 0);

        Point plus(Point o) {
            return new Point(re + o.re, im + o.im);
        }

        Point minus(Point o) {
            return new Point(re - o.re, im - o.im);
        }

        Point times(Point o) {
            return new Point(re * o.re - im * o.im, re * o.im + im * o.re);
        }

        Point times(double x) {
            return new Point(re * x, im * x);
        }

        Point over(Point o) {
            double square = o.re * o.re + o.im * o.im;
            return new Point((re * o.re + im * o.im) / square, (im * o.re - re * o.im) / square);
        }

        Point negative() {
            return new Point(-re, -im);
        }

        Point conjugate() {
            return new Point(re, -im);
        }

        double abs() {
            return Math.hypot(re, im);
        }

        Point root() {
            double r = abs();
            double a = Math.sqrt((r + Math.abs(re)) / 2);
            if (a == 0) {
                return ZERO;
            }
            double b = Math.abs(im) / (2 * a);
            return re >= 0 ? new Point(a, Math.copySign(b, im)) : new Point(b, Math.copySign(a, im));
        }

        boolean isReal() {
            return im == 0;
        }
    }

    /** Zeros, poles and a factor. */
    record Zpk(List<Point> zeros, List<Point> poles, double gain) {
        private int degree() {
            return poles.size() - zeros.size();
        }
    }

    // ---- analog lowpasses at 1

    static Zpk butterworth(int order) {
        List<Point> poles = new ArrayList<>();
        for (int m = -order + 1; m < order; m += 2) {
            double angle = Math.PI * m / (2 * order);
            poles.add(new Point(-Math.cos(angle), m == 0 ? 0 : -Math.sin(angle)));
        }
        return new Zpk(List.of(), poles, 1);
    }

    static Zpk chebyshev(int order, double ripple) {
        double eps = Math.sqrt(Math.pow(10, 0.1 * ripple) - 1);
        double inverse = 1 / eps;
        double mu = Math.log(inverse + Math.sqrt(inverse * inverse + 1)) / order;
        List<Point> poles = new ArrayList<>();
        for (int m = -order + 1; m < order; m += 2) {
            double theta = Math.PI * m / (2 * order);
            poles.add(new Point(-Math.sinh(mu) * Math.cos(theta), m == 0 ? 0 : -Math.cosh(mu) * Math.sin(theta)));
        }
        double gain = product(poles, Point::negative).re;
        return new Zpk(List.of(), poles, order % 2 == 0 ? gain / Math.sqrt(1 + eps * eps) : gain);
    }

    private static Point product(List<Point> points, UnaryOperator<Point> of) {
        Point p = new Point(1, 0);
        for (Point x : points) {
            p = p.times(of.apply(x));
        }
        return p;
    }

    // ---- bands

    static Zpk digital(Zpk analog, Band band) {
        double[] edges = band.edges();
        double[] warped = new double[edges.length];
        for (int i = 0; i < edges.length; i++) {
            warped[i] = 2 * RATE * Math.tan(Math.PI * edges[i] / RATE);
        }
        Zpk moved = switch (band.kind()) {
            case LOWPASS -> lowpass(analog, warped[0]);
            case HIGHPASS -> highpass(analog, warped[0]);
            case BANDPASS -> bandpass(analog, Math.sqrt(warped[0] * warped[1]), warped[1] - warped[0]);
            case BANDSTOP -> bandstop(analog, Math.sqrt(warped[0] * warped[1]), warped[1] - warped[0]);
        };
        return bilinear(moved);
    }

    private static List<Point> each(List<Point> points, UnaryOperator<Point> f) {
        List<Point> all = new ArrayList<>();
        points.forEach(p -> all.add(f.apply(p)));
        return all;
    }

    private static Zpk lowpass(Zpk f, double to) {
        return new Zpk(
                each(f.zeros, z -> z.times(to)), each(f.poles, p -> p.times(to)), f.gain * Math.pow(to, f.degree()));
    }

    private static Zpk highpass(Zpk f, double to) {
        UnaryOperator<Point> turn = p -> new Point(to, 0).over(p);
        List<Point> zeros = each(f.zeros, turn);
        for (int i = 0; i < f.degree(); i++) {
            zeros.add(Point.ZERO);
        }
        return new Zpk(zeros, each(f.poles, turn), f.gain * ratio(f));
    }

    private static double ratio(Zpk f) {
        return product(f.zeros, Point::negative).over(product(f.poles, Point::negative)).re;
    }

    /** Each point becomes two: plus and minus the root of its square less the centre's. */
    private static List<Point> split(List<Point> points, double centre) {
        List<Point> all = new ArrayList<>();
        List<Point> second = new ArrayList<>();
        Point square = new Point(centre * centre, 0);
        for (Point p : points) {
            Point root = p.times(p).minus(square).root();
            all.add(p.plus(root));
            second.add(p.minus(root));
        }
        all.addAll(second);
        return all;
    }

    private static Zpk bandpass(Zpk f, double centre, double width) {
        UnaryOperator<Point> scale = p -> p.times(width / 2);
        List<Point> zeros = split(each(f.zeros, scale), centre);
        for (int i = 0; i < f.degree(); i++) {
            zeros.add(Point.ZERO);
        }
        return new Zpk(zeros, split(each(f.poles, scale), centre), f.gain * Math.pow(width, f.degree()));
    }

    private static Zpk bandstop(Zpk f, double centre, double width) {
        UnaryOperator<Point> turn = p -> new Point(width / 2, 0).over(p);
        List<Point> zeros = split(each(f.zeros, turn), centre);
        for (double side : new double[] {centre, -centre}) {
            for (int i = 0; i < f.degree(); i++) {
                zeros.add(new Point(0, side));
            }
        }
        return new Zpk(zeros, split(each(f.poles, turn), centre), f.gain * ratio(f));
    }

    private static Zpk bilinear(Zpk f) {
        Point twice = new Point(2 * RATE, 0);
        UnaryOperator<Point> move = p -> twice.plus(p).over(twice.minus(p));
        List<Point> zeros = each(f.zeros, move);
        for (int i = 0; i < f.degree(); i++) {
            zeros.add(new Point(-1, 0));
        }
        double gain = f.gain * product(f.zeros, twice::minus).over(product(f.poles, twice::minus)).re;
        return new Zpk(zeros, each(f.poles, move), gain);
    }

    // ---- other forms

    /** The real coefficients of the polynomial with these roots, the highest power first. */
    static double[] polynomial(List<Point> roots) {
        Point[] c = new Point[roots.size() + 1];
        Arrays.fill(c, Point.ZERO);
        c[0] = new Point(1, 0);
        for (int i = 0; i < roots.size(); i++) {
            for (int k = i + 1; k > 0; k--) {
                c[k] = c[k].minus(roots.get(i).times(c[k - 1]));
            }
        }
        return Arrays.stream(c).mapToDouble(Point::re).toArray();
    }

    /** One of each pair of conjugates, ordered, then the real ones. */
    private static List<Point> halves(List<Point> points) {
        double tolerance = 100 * Math.ulp(1.0);
        List<Point> real = new ArrayList<>();
        List<Point> upper = new ArrayList<>();
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point::re).thenComparingDouble(p -> Math.abs(p.im)));
        for (Point p : sorted) {
            if (Math.abs(p.im) <= tolerance * p.abs()) {
                real.add(new Point(p.re, 0));
            } else if (p.im > 0) {
                upper.add(p);
            }
        }
        upper.addAll(real);
        return upper;
    }

    private static int least(List<Point> points, ToDoubleFunction<Point> of, boolean onlyReal) {
        int found = -1;
        for (int i = 0; i < points.size(); i++) {
            if ((!onlyReal || points.get(i).isReal())
                    && (found < 0 || of.applyAsDouble(points.get(i)) < of.applyAsDouble(points.get(found)))) {
                found = i;
            }
        }
        return found;
    }

    private static long realOnes(List<Point> points) {
        return points.stream().filter(Point::isReal).count();
    }

    /** Sections of second order, the poles nearest to the unit circle last, each with the zeros nearest to them. */
    static double[][] sections(Zpk f) {
        List<Point> z = new ArrayList<>(f.zeros);
        List<Point> p = new ArrayList<>(f.poles);
        int n = (Math.max(p.size(), z.size()) + 1) / 2;
        while (p.size() < 2 * n) {
            p.add(Point.ZERO);
        }
        while (z.size() < 2 * n) {
            z.add(Point.ZERO);
        }
        z = halves(z);
        p = halves(p);
        ToDoubleFunction<Point> fromCircle = q -> Math.abs(1 - q.abs());
        double[][] sections = new double[n][];
        for (int s = n - 1; s >= 0; s--) {
            Point p1 = p.remove(least(p, fromCircle, false));
            ToDoubleFunction<Point> near = q -> q.minus(p1).abs();
            if (p1.isReal() && realOnes(p) == 0) {
                Point z1 = z.remove(least(z, near, true));
                sections[s] = section(List.of(z1, Point.ZERO), List.of(p1, Point.ZERO));
                continue;
            }
            if (p.size() + 1 == z.size() && !p1.isReal() && realOnes(p) == 1 && realOnes(z) == 1) {
                List<Point> upper = z.stream().filter(q -> !q.isReal()).toList();
                Point z1 = upper.get(least(upper, near, false));
                z.remove(z1);
                sections[s] = section(List.of(z1, z1.conjugate()), List.of(p1, p1.conjugate()));
                continue;
            }
            Point p2 = p1.isReal() ? p.remove(least(p, fromCircle, true)) : p1.conjugate();
            Point z1 = z.remove(least(z, near, false));
            Point z2 = z1.isReal() ? z.remove(least(z, near, true)) : z1.conjugate();
            sections[s] = section(List.of(z1, z2), List.of(p1, p2));
        }
        for (int i = 0; i < 3; i++) {
            sections[0][i] *= f.gain;
        }
        return sections;
    }

    private static double[] section(List<Point> zeros, List<Point> poles) {
        double[] b = polynomial(zeros);
        double[] a = polynomial(poles);
        return new double[] {b[0], b[1], b[2], a[0], a[1], a[2]};
    }

    static int order(String op, int order) {
        if (order < 1) {
            throw new ArrayException(op + ": order " + order + "; a filter has an order of at least 1");
        }
        return order;
    }
}
