package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import org.jspecify.annotations.Nullable;

/** What {@link PolynomialFunctions} and {@link Polynomial} are made of; the highest power first. */
final class Polynomials {
    private Polynomials() {}

    static NDArray checked(String name, NDArray p) {
        NDArray v = Np.atleast1d(p);
        if (v.ndim() != 1) {
            throw new ShapeException(name + ": coefficients of shape " + Shape.text(p.shape()) + "; they are a vector");
        }
        return v;
    }

    static NDArray value(NDArray p, NDArray x) {
        NDArray c = checked("polyval", p);
        NDArray y = Np.zerosLike(x);
        for (long i = 0; i < c.size(); i++) {
            y = y.mul(x).add(c.get(i));
        }
        return y;
    }

    static NDArray add(NDArray a, NDArray b, boolean minus) {
        NDArray p = checked(minus ? "polysub" : "polyadd", a);
        NDArray q = checked(minus ? "polysub" : "polyadd", b);
        long n = Math.max(p.size(), q.size());
        p = padded(p, n);
        q = padded(q, n);
        return minus ? p.sub(q) : p.add(q);
    }

    private static NDArray padded(NDArray p, long n) {
        return p.size() == n ? p : Np.pad(p, new long[][] {{n - p.size(), 0}}, 0);
    }

    static NDArray trimmed(NDArray p) {
        NDArray t = Np.trimZeros(checked("polymul", p), "f");
        return t.size() == 0 ? Np.zerosLike(Np.broadcastTo(Np.ravel(p).get(":1"), 1)) : t;
    }

    private static NDArray floating(NDArray x) {
        return x.dtype().isInexact() ? x : x.astype(DType.FLOAT64);
    }

    static Divmod divide(NDArray a, NDArray b) {
        DType t = Promotion.promote(
                floating(checked("polydiv", a)).dtype(),
                floating(checked("polydiv", b)).dtype());
        NDArray u = Np.atleast1d(a).astype(t);
        NDArray v = Np.atleast1d(b).astype(t);
        if (v.size() == 0 || v.get(0).eq(0).itemBoolean()) {
            throw new ArrayException(
                    "polydiv: the divisor's first coefficient is 0; leave zeros before it out (trimZeros)");
        }
        long m = u.size() - 1;
        long n = v.size() - 1;
        NDArray q = new NDArray(Graph.copy(Graph.constant(t, new long[] {Math.max(m - n + 1, 1)}, 0, 0)
                .at(a.place())));
        NDArray r = u.copy();
        NDArray scale = Np.reciprocal(v.get(0));
        for (long k = 0; k <= m - n; k++) {
            NDArray d = scale.mul(r.get(k)).eval();
            q.set(d, k);
            r.get(Slice.of(k, k + n + 1)).subi(v.mul(d));
        }
        // as NumPy: leading coefficients that are nearly 0
        while (r.size() > 1 && Np.abs(r.get(0)).le(1e-8).itemBoolean()) {
            r = r.get("1:");
        }
        return new Divmod(q, r);
    }

    static NDArray derivative(NDArray p, int m) {
        if (m < 0) {
            throw new ArrayException("polyder: order " + m + " is negative; polyint integrates");
        }
        NDArray c = checked("polyder", p);
        for (int i = 0; i < m; i++) {
            long n = c.size() - 1;
            c = c.get(Slice.to(Math.max(n, 0))).mul(descending(Math.max(n, 0)));
        }
        return m == 0 ? c.copy() : c;
    }

    static NDArray integral(NDArray p, int m, double... constants) {
        if (m < 0) {
            throw new ArrayException("polyint: order " + m + " is negative; polyder differentiates");
        }
        if (constants.length > 1 && constants.length < m) {
            throw new ArrayException("polyint: " + constants.length + " constants for " + m
                    + " integrations; give none, one, or one for each");
        }
        NDArray c = checked("polyint", p);
        for (int i = 0; i < m; i++) {
            double k = constants.length == 0 ? 0 : constants[constants.length == 1 ? 0 : i];
            NDArray raised = c.div(descending(c.size()));
            c = Np.concat(raised, Np.fullLike(Np.broadcastTo(raised.sum(), 1), k));
        }
        return m == 0 ? c.copy() : c;
    }

    /** n, n-1, … 1. */
    private static NDArray descending(long n) {
        return new NDArray(Graph.iota(DType.INT64, n)).neg().add(n);
    }

    static NDArray vander(NDArray x, long columns, boolean increasing) {
        if (x.ndim() != 1) {
            throw new ShapeException("vander: numbers of shape " + Shape.text(x.shape()) + "; they are a vector");
        }
        if (columns < 0) {
            throw new ArrayException("vander: " + columns + " columns; there are 0 or more");
        }
        DType t = Promotion.promote(x.dtype(), DType.INT64);
        NDArray one = Np.onesLike(x, t);
        NDArray factors = columns == 0
                ? Np.zerosLike(x, t).reshape(x.size(), 1).get(":, :0")
                : columns == 1
                        ? one.reshape(x.size(), 1)
                        : Np.concat(
                                1,
                                one.reshape(x.size(), 1),
                                Np.repeat(x.astype(t).reshape(x.size(), 1), columns - 1, 1));
        NDArray powers = columns < 2 ? factors : Np.cumprod(factors, 1, t);
        return increasing ? powers : Np.flip(powers, 1);
    }

    static NDArray fit(
            String name, NDArray x, NDArray y, int degree, @Nullable NDArray w, double rcond, boolean increasing) {
        if (degree < 0) {
            throw new ArrayException(name + ": degree " + degree + " is negative; it is 0 or more");
        }
        if (x.ndim() != 1 || x.size() == 0) {
            throw new ShapeException(
                    name + ": points of shape " + Shape.text(x.shape()) + "; a vector with elements is needed");
        }
        if (y.ndim() < 1 || y.ndim() > 2 || y.shape(0) != x.size()) {
            throw new ShapeException(name + ": values of shape " + Shape.text(y.shape()) + " for " + x.size()
                    + " points; give one for each, or a matrix with a row for each");
        }
        NDArray points = floating(x);
        NDArray left = vander(points, degree + 1L, increasing);
        NDArray right = floating(y);
        if (w != null) {
            if (w.ndim() != 1 || w.size() != x.size()) {
                throw new ShapeException(name + ": weights of shape " + Shape.text(w.shape()) + " for " + x.size()
                        + " points; give one for each");
            }
            NDArray column = Np.expandDims(floating(w), 1);
            left = left.mul(column);
            right = right.mul(right.ndim() == 2 ? column : floating(w));
        }
        NDArray scale = Np.sqrt(Np.real(left.mul(Np.conj(left))).sum(0));
        scale = Np.where(scale.eq(0), 1, scale);
        double least = Double.isNaN(rcond) ? x.size() * Np.finfo(points.dtype()).eps() : rcond;
        NDArray c = Np.linalg.lstsq(left.div(scale), right, least).x();
        return c.div(right.ndim() == 2 ? Np.expandDims(scale, 1) : scale);
    }

    static NDArray ofRoots(NDArray given) {
        NDArray roots = given.ndim() == 2 && given.shape(0) == given.shape(1) && given.shape(0) > 0
                ? Np.linalg.eigvals(given)
                : checked("poly", given);
        if (roots.size() == 0) {
            return new NDArray(Graph.constant(DType.FLOAT64, Shape.SCALAR, 1, 0).at(given.place()));
        }
        NDArray r = floating(roots);
        NDArray c = Np.onesLike(Np.broadcastTo(Np.zerosLike(r).sum().astype(r.dtype()), 1));
        for (long i = 0; i < r.size(); i++) {
            NDArray root = r.get(Slice.of(i, i + 1));
            c = Np.convolve(c, Np.concat(Np.onesLike(root), root.neg())).eval();
        }
        if (c.dtype().isComplex()) {
            NDArray sorted = Np.sort(r);
            return Np.all(sorted.eq(Np.sort(Np.conj(r)))).itemBoolean()
                    ? c.real().copy()
                    : c;
        }
        return c;
    }

    static NDArray roots(String name, NDArray given) {
        NDArray p = checked(name, given);
        long[] some = Np.flatnonzero(p).toLongArray();
        if (some.length == 0) {
            return Np.zerosLike(p).get(":0");
        }
        long zeros = p.size() - 1 - some[some.length - 1];
        NDArray c = floating(p.get(Slice.of(some[0], some[some.length - 1] + 1)));
        long n = c.size() - 1;
        NDArray found;
        if (n > 0) {
            NDArray companion = Np.concat(
                    0,
                    c.get("1:").div(c.get(0)).neg().reshape(1, n),
                    CreationFunctions.eye(n - 1, n, 0, c.dtype()).to(c.device()));
            found = Np.linalg.eigvals(companion);
        } else {
            found = Np.zerosLike(c).get(":0");
        }
        return zeros == 0
                ? found
                : Np.concat(found, Np.zerosLike(Np.broadcastTo(Np.zerosLike(c).sum(), zeros), found.dtype()));
    }
}
