package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Differences of neighbours and what is made of them, as expressions. */
final class Differences {
    private Differences() {}

    /** Elements from one to another place along an axis; negative places count from the end. */
    private static NDArray part(NDArray x, int axis, long from, @Nullable Long to) {
        Object[] index = new Object[axis + 1];
        Arrays.fill(index, Slice.all());
        index[axis] = new Slice(from, to, null);
        return x.get(index);
    }

    private static NDArray head(NDArray x, int axis, long dropped) {
        return part(x, axis, 0, Math.max(0, x.shape(axis) - dropped));
    }

    private static NDArray tail(NDArray x, int axis, long dropped) {
        return part(x, axis, dropped, null);
    }

    static NDArray diff(NDArray x, int n, int axis) {
        if (n < 0) {
            throw new ArrayException("diff: n is " + n + "; it must be 0 or more");
        }
        if (n == 0) {
            return x;
        }
        int a = Shape.axis("diff", axis, x.layout().shape());
        NDArray d = x;
        for (int k = 0; k < n; k++) {
            NDArray before = head(d, a, 1);
            NDArray after = tail(d, a, 1);
            d = x.dtype().isBool() ? after.ne(before) : after.sub(before);
        }
        return d;
    }

    static NDArray extended(NDArray x, int axis, @Nullable NDArray prepend, @Nullable NDArray append) {
        int a = Shape.axis("diff", axis, x.layout().shape());
        List<NDArray> parts = new ArrayList<>();
        if (prepend != null) {
            parts.add(slab(x, a, prepend));
        }
        parts.add(x);
        if (append != null) {
            parts.add(slab(x, a, append));
        }
        return parts.size() == 1 ? x : Np.concat(parts, a);
    }

    private static NDArray slab(NDArray x, int axis, NDArray more) {
        if (more.ndim() > 0) {
            return more;
        }
        long[] shape = x.shape();
        shape[axis] = 1;
        return Np.broadcastTo(more, shape);
    }

    static NDArray ediff1d(NDArray x, @Nullable NDArray toEnd, @Nullable NDArray toBegin) {
        NDArray flat = Np.ravel(x);
        NDArray differences = tail(flat, 0, 1).sub(head(flat, 0, 1));
        List<NDArray> parts = new ArrayList<>();
        if (toBegin != null) {
            parts.add(beside("toBegin", x, toBegin));
        }
        parts.add(differences);
        if (toEnd != null) {
            parts.add(beside("toEnd", x, toEnd));
        }
        return parts.size() == 1 ? differences : Np.concat(parts);
    }

    private static NDArray beside(String what, NDArray x, NDArray more) {
        if (more.dtype().kind().compareTo(x.dtype().kind()) > 0) {
            throw new DTypeException("ediff1d: " + what + " of " + more.dtype() + " beside differences of " + x.dtype()
                    + "; cast the one or the other");
        }
        return Np.ravel(more).astype(x.dtype());
    }

    // ---- gradients

    static List<NDArray> gradients(NDArray x, double spacing) {
        List<NDArray> all = new ArrayList<>();
        for (int a = 0; a < x.ndim(); a++) {
            all.add(gradient(x, spacing, a, 1));
        }
        return all;
    }

    private static NDArray floats(NDArray x) {
        return x.dtype().isInteger() ? x.astype(DType.FLOAT64) : x;
    }

    private static int gradientAxis(NDArray x, int axis, int edgeOrder) {
        int a = Shape.axis("gradient", axis, x.layout().shape());
        if (edgeOrder < 1 || edgeOrder > 2) {
            throw new ArrayException("gradient: edgeOrder is " + edgeOrder + "; it must be 1 or 2");
        }
        if (x.shape(a) < edgeOrder + 1) {
            throw new ShapeException("gradient: axis " + a + " of shape " + Shape.text(x.shape())
                    + " is too short; with edgeOrder " + edgeOrder + " it must have " + (edgeOrder + 1)
                    + " elements at least");
        }
        return a;
    }

    static NDArray gradient(NDArray x, double h, int axis, int edgeOrder) {
        int a = gradientAxis(x, axis, edgeOrder);
        NDArray f = floats(x);
        NDArray inner = tail(f, a, 2).sub(head(f, a, 2)).div(2.0 * h);
        if (edgeOrder == 1) {
            return joined(
                    a,
                    at(f, a, 1).sub(at(f, a, 0)).div(h),
                    inner,
                    at(f, a, -1).sub(at(f, a, -2)).div(h));
        }
        NDArray first = at(f, a, 0)
                .mul(-1.5 / h)
                .add(at(f, a, 1).mul(2.0 / h))
                .add(at(f, a, 2).mul(-0.5 / h));
        NDArray last = at(f, a, -3)
                .mul(0.5 / h)
                .add(at(f, a, -2).mul(-2.0 / h))
                .add(at(f, a, -1).mul(1.5 / h));
        return joined(a, first, inner, last);
    }

    /** One element along an axis, which stays. */
    private static NDArray at(NDArray x, int axis, long i) {
        return part(x, axis, i, i == -1 ? null : i + 1);
    }

    private static NDArray joined(int axis, NDArray first, NDArray inner, NDArray last) {
        return Np.concat(List.of(first, inner, last), axis);
    }

    static NDArray gradient(NDArray x, NDArray coordinates, int axis, int edgeOrder) {
        int a = gradientAxis(x, axis, edgeOrder);
        if (coordinates.ndim() != 1 || coordinates.size() != x.shape(a)) {
            throw new ShapeException("gradient: coordinates of shape " + Shape.text(coordinates.shape())
                    + " along axis " + a + " of shape " + Shape.text(x.shape()) + "; give one for each element of it");
        }
        NDArray f = floats(x);
        long[] shape = new long[x.ndim()];
        Arrays.fill(shape, 1);
        shape[a] = coordinates.size() - 1;
        NDArray d = Np.reshape(diff(floats(coordinates), 1, 0), shape);
        if (Np.all(d.eq(at(d, a, 0))).itemBoolean()) {
            return gradient(x, d.eval().ravel().get(0).item(), a, edgeOrder);
        }
        NDArray before = head(d, a, 1);
        NDArray after = tail(d, a, 1);
        NDArray both = before.add(after);
        NDArray inner = after.neg()
                .div(before.mul(both))
                .mul(head(f, a, 2))
                .add(after.sub(before).div(before.mul(after)).mul(part(f, a, 1, -1L)))
                .add(before.div(after.mul(both)).mul(tail(f, a, 2)));
        NDArray first;
        NDArray last;
        if (edgeOrder == 1) {
            first = at(f, a, 1).sub(at(f, a, 0)).div(at(d, a, 0));
            last = at(f, a, -1).sub(at(f, a, -2)).div(at(d, a, -1));
        } else {
            NDArray p = at(d, a, 0);
            NDArray q = at(d, a, 1);
            first = p.mul(2)
                    .add(q)
                    .neg()
                    .div(p.mul(p.add(q)))
                    .mul(at(f, a, 0))
                    .add(p.add(q).div(p.mul(q)).mul(at(f, a, 1)))
                    .add(p.neg().div(q.mul(p.add(q))).mul(at(f, a, 2)));
            NDArray r = at(d, a, -2);
            NDArray s = at(d, a, -1);
            last = s.div(r.mul(r.add(s)))
                    .mul(at(f, a, -3))
                    .add(s.add(r).neg().div(r.mul(s)).mul(at(f, a, -2)))
                    .add(s.mul(2).add(r).div(s.mul(r.add(s))).mul(at(f, a, -1)));
        }
        return joined(a, first, inner, last).astype(f.dtype().isInexact() ? f.dtype() : DType.FLOAT64);
    }

    // ---- integrals

    static NDArray trapezoid(NDArray y, double dx, int axis) {
        int a = Shape.axis("trapezoid", axis, y.layout().shape());
        return tail(y, a, 1).add(head(y, a, 1)).mul(dx).div(2.0).sum(a);
    }

    static NDArray trapezoid(NDArray y, NDArray x, int axis) {
        int a = Shape.axis("trapezoid", axis, y.layout().shape());
        NDArray d;
        if (x.ndim() == 1) {
            long[] shape = new long[y.ndim()];
            Arrays.fill(shape, 1);
            shape[a] = Math.max(0, x.size() - 1);
            d = Np.reshape(diff(x, 1, 0), shape);
        } else {
            d = diff(x, 1, axis);
        }
        NDArray sums = tail(y, a, 1).add(head(y, a, 1));
        Shape.broadcast("trapezoid", d.shape(), sums.shape());
        return d.mul(sums).div(2.0).sum(a);
    }
}
