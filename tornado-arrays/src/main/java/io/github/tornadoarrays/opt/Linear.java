package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.util.Set;

/** An index as {@code base + stride * variable}, where neither depends on the variable. */
record Linear(Expr base, Expr stride) {
    private static final Expr ZERO = Expr.constant(DType.INT64, 0);

    /**
     * The index in this form, or null where it has none.
     *
     * @param lane the variable
     * @param varying the names of all values that depend on it, its own among them
     */
    static Linear of(Expr e, String lane, Set<String> varying) {
        if (!varies(e, varying)) {
            return new Linear(e, ZERO);
        }
        return switch (e) {
            case Expr.Var v -> v.name().equals(lane) ? new Linear(ZERO, Expr.constant(DType.INT64, 1)) : null;
            case Expr.Apply a
            when a.op() == Op.ADD -> {
                Linear x = of(a.arg(0), lane, varying);
                Linear y = of(a.arg(1), lane, varying);
                yield x == null || y == null
                        ? null
                        : new Linear(Expr.add(x.base, y.base), Expr.add(x.stride, y.stride));
            }
            case Expr.Apply a
            when a.op() == Op.MUL -> {
                boolean left = varies(a.arg(0), varying);
                Linear x = of(a.arg(left ? 0 : 1), lane, varying);
                Expr k = a.arg(left ? 1 : 0);
                yield x == null || varies(k, varying) ? null : new Linear(Expr.mul(x.base, k), Expr.mul(x.stride, k));
            }
            default -> null;
        };
    }

    boolean isInvariant() {
        return Expr.isZero(stride);
    }

    boolean isUnit() {
        return Expr.isOne(stride);
    }

    /** Whether an expression uses one of the names. */
    static boolean varies(Expr e, Set<String> varying) {
        return switch (e) {
            case Expr.Const c -> false;
            case Expr.Id id -> false;
            case Expr.Var v -> varying.contains(v.name());
            case Expr.Load l ->
                varies(l.index(), varying) || varying.contains(l.buf().name());
            case Expr.Apply a -> a.args().stream().anyMatch(x -> varies(x, varying));
        };
    }
}
