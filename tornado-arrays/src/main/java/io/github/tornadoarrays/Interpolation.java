package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import org.jspecify.annotations.Nullable;

/** Piecewise linear interpolation: the points on either side are searched for, the rest is an expression. */
final class Interpolation {
    private Interpolation() {}

    static NDArray of(NDArray x, NDArray xp, NDArray fp, @Nullable Number left, @Nullable Number right) {
        check(x, xp, fp);
        if (fp.dtype().isComplex()) {
            return part(x, xp, fp.real(), re(left), re(right))
                    .astype(DType.COMPLEX128)
                    .add(part(x, xp, fp.imag(), im(left), im(right)).mul(Complex.of(0, 1)));
        }
        return part(x, xp, fp, left, right);
    }

    private static @Nullable Number re(@Nullable Number x) {
        return x instanceof Complex c ? (Number) c.re() : x;
    }

    private static @Nullable Number im(@Nullable Number x) {
        return x == null ? null : x instanceof Complex c ? c.im() : 0.0;
    }

    private static void check(NDArray x, NDArray xp, NDArray fp) {
        if (xp.ndim() != 1 || fp.ndim() != 1 || xp.size() != fp.size()) {
            throw new ShapeException("interp: points of shapes " + Shape.text(xp.shape()) + " and "
                    + Shape.text(fp.shape()) + "; two vectors of the same length are needed");
        }
        if (xp.size() == 0) {
            throw new ShapeException("interp: no points; give at least one");
        }
        if (x.dtype().isComplex() || xp.dtype().isComplex()) {
            throw new DTypeException("interp: coordinates cannot be complex; take their real parts");
        }
    }

    private static NDArray part(
            NDArray where, NDArray points, NDArray values, @Nullable Number left, @Nullable Number right) {
        long n = points.size();
        NDArray x = where.astype(DType.FLOAT64);
        NDArray xp = points.astype(DType.FLOAT64).eval();
        NDArray fp = values.astype(DType.FLOAT64).eval();
        NDArray at = Sorting.search("interp", xp, x, "right", null).sub(1);
        NDArray here = Np.take(fp, at, 0, "clip");
        NDArray next = Np.take(fp, at.add(1), 0, "clip");
        NDArray start = Np.take(xp, at, 0, "clip");
        NDArray end = Np.take(xp, at.add(1), 0, "clip");
        NDArray slope = next.sub(here).div(end.sub(start));
        NDArray forth = slope.mul(x.sub(start)).add(here);
        // of infinite values one side may still be a number
        NDArray back = slope.mul(x.sub(end)).add(next);
        NDArray line = Np.where(Np.isnan(forth), Np.where(Np.isnan(back).and(here.eq(next)), here, back), forth);
        NDArray inside = Np.where(start.eq(x), here, line);
        NDArray behind = Np.where(x.gt(xp.get(n - 1)), side(right, fp.get(n - 1)), fp.get(n - 1));
        NDArray result = Np.where(at.lt(0), side(left, fp.get(0)), Np.where(at.ge(n - 1), behind, inside));
        return Np.where(Np.isnan(x), x, result);
    }

    private static NDArray side(@Nullable Number chosen, NDArray end) {
        return chosen == null
                ? end
                : new NDArray(
                        NDArray.scalar(DType.FLOAT64, chosen.doubleValue()).at(end.place()));
    }

    static NDArray periodic(NDArray x, NDArray xp, NDArray fp, double period) {
        if (period == 0) {
            throw new ArrayException("interp: the period is 0; it must be another number");
        }
        check(x, xp, fp);
        double p = Math.abs(period);
        NDArray at = xp.astype(DType.FLOAT64).mod(p);
        NDArray order = Np.argsort(at);
        at = Np.take(at, order);
        NDArray f = Np.take(fp, order);
        long n = at.size();
        return of(
                x.astype(DType.FLOAT64).mod(p),
                Np.concat(
                        at.get(Slice.from(n - 1)).sub(p),
                        at,
                        at.get(Slice.to(1)).add(p)),
                Np.concat(f.get(Slice.from(n - 1)), f, f.get(Slice.to(1))),
                null,
                null);
    }
}
