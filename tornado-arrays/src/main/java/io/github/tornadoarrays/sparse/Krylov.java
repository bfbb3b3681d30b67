package io.github.tornadoarrays.sparse;

import static io.github.tornadoarrays.sparse.SparseLinalg.inner;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Precision;
import io.github.tornadoarrays.sparse.Solver.Solution;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Iterations over a matrix's products with a vector.
 *
 * @param b the right side
 * @param start where it begins
 * @param tolerance of the residual's norm
 */
record Krylov(UnaryOperator<NDArray> a, NDArray b, NDArray start, Solver how, double tolerance) {
    static Krylov of(String op, UnaryOperator<NDArray> a, NDArray b, Solver how) {
        if (how.start() != null && !Arrays.equals(how.start().shape(), b.shape())) {
            throw new ShapeException(
                    op + ": the start has shape " + Shape.text(how.start().shape()) + ", the right side "
                            + Shape.text(b.shape()) + "; they must be equal");
        }
        NDArray given = how.start() == null ? Np.zerosLike(b) : how.start();
        DType type = Promotion.inexact(Promotion.promote(a.apply(given).dtype(), b.dtype()));
        if (type.isHalf()) {
            throw new DTypeException(op + ": " + type + "; cast to float32");
        }
        NDArray right = Precision.cast(b, type);
        double norm = right.norm().item();
        return new Krylov(a, right, Precision.cast(given, type), how, Math.max(how.atol(), how.rtol() * norm));
    }

    private boolean isDone(double norm) {
        return norm <= tolerance;
    }

    private NDArray residual(NDArray x) {
        return b.sub(a.apply(x)).eval();
    }

    Solution cg() {
        NDArray x = start;
        NDArray r = residual(x);
        NDArray p = r;
        NDArray before = r;
        int limit = how.limit(b.size());
        for (int k = 0; ; k++) {
            double norm = r.norm().item();
            if (isDone(norm) || k == limit || Double.isNaN(norm)) {
                return new Solution(x, isDone(norm), k, norm);
            }
            NDArray z = how.precondition(r);
            NDArray rho = inner(r, z).eval();
            p = k == 0 ? z : z.add(p.mul(rho.div(before))).eval();
            NDArray q = a.apply(p);
            NDArray alpha = rho.div(inner(p, q)).eval();
            x = x.add(p.mul(alpha)).eval();
            r = r.sub(q.mul(alpha)).eval();
            before = rho;
        }
    }

    Solution bicgstab() {
        NDArray x = start;
        NDArray r = residual(x);
        NDArray shadow = r;
        NDArray p = r;
        NDArray v = r;
        NDArray before = r;
        NDArray alpha = r;
        NDArray omega = r;
        int limit = how.limit(b.size());
        for (int k = 0; ; k++) {
            double norm = r.norm().item();
            if (isDone(norm) || k == limit || Double.isNaN(norm)) {
                return new Solution(x, isDone(norm), k, norm);
            }
            NDArray rho = inner(shadow, r).eval();
            if (k > 0) {
                NDArray beta = rho.div(before).mul(alpha.div(omega));
                p = r.add(p.sub(v.mul(omega)).mul(beta)).eval();
            }
            NDArray toP = how.precondition(p);
            v = a.apply(toP).eval();
            alpha = rho.div(inner(shadow, v)).eval();
            NDArray s = r.sub(v.mul(alpha)).eval();
            NDArray toS = how.precondition(s);
            NDArray t = a.apply(toS).eval();
            NDArray square = inner(t, t).eval();
            // a residual of 0 is reached half way
            omega = Np.where(square.real().eq(0), square, inner(t, s).div(square))
                    .eval();
            x = x.add(toP.mul(alpha)).add(toS.mul(omega)).eval();
            r = s.sub(t.mul(omega)).eval();
            before = rho;
        }
    }

    Solution gmres() {
        NDArray x = start;
        int limit = how.limit(b.size());
        int vectors = (int) Math.min(how.restart(), b.size());
        int done = 0;
        while (true) {
            NDArray r = residual(x);
            double norm = r.norm().item();
            if (isDone(norm) || done >= limit || Double.isNaN(norm)) {
                return new Solution(x, isDone(norm), done, norm);
            }
            NDArray basis = Precision.empty(b, b.dtype(), vectors + 1, b.size());
            basis.set("0", r.div(norm));
            Hessenberg h = new Hessenberg(vectors, norm);
            int k = 0;
            while (k < vectors && done < limit && !isDone(h.residual())) {
                NDArray w = a.apply(how.precondition(basis.get(k))).eval();
                NDArray known = basis.get(":" + (k + 1));
                NDArray dual = known.dtype().isComplex() ? known.conj() : known;
                NDArray first = dual.matmul(w).eval();
                w = w.sub(first.matmul(known)).eval();
                NDArray second = dual.matmul(w).eval();
                w = w.sub(second.matmul(known)).eval();
                NDArray length = w.norm().eval();
                NDArray column = Np.concat(
                        first.add(second), Precision.cast(length, b.dtype()).reshape(1));
                done++;
                k++;
                if (!h.add(column)) {
                    break;
                }
                basis.set(w.div(length), k);
            }
            try (var _ = Device.use(b.device())) {
                NDArray y = Precision.cast(h.solution(), b.dtype());
                x = x.add(how.precondition(y.matmul(basis.get(":" + k)))).eval();
            }
        }
    }
}
