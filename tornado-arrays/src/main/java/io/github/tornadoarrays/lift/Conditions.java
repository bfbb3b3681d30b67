package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;

/** What branches ask. */
final class Conditions {
    private Conditions() {}

    static Expr not(Expr e) {
        if (e instanceof Expr.Const c) {
            return Expr.constant(DType.BOOL, 1 - c.bits());
        }
        if (e instanceof Expr.Apply a) {
            boolean total = !a.arg(0).type().isFloat();
            switch (a.op()) {
                case NOT -> {
                    return a.arg(0);
                }
                case AND, OR -> {
                    return Expr.apply(a.op() == Op.AND ? Op.OR : Op.AND, not(a.arg(0)), not(a.arg(1)));
                }
                case EQ -> {
                    return Expr.apply(Op.NE, a.arg(0), a.arg(1));
                }
                case NE -> {
                    return Expr.apply(Op.EQ, a.arg(0), a.arg(1));
                }
                case LT, LE, GT, GE -> {
                    if (total) {
                        return Expr.apply(opposite(a.op()), a.arg(0), a.arg(1));
                    }
                }
                default -> {}
            }
        }
        return Expr.apply(Op.NOT, e);
    }

    private static Op opposite(Op op) {
        return switch (op) {
            case LT -> Op.GE;
            case GE -> Op.LT;
            case GT -> Op.LE;
            default -> Op.GT;
        };
    }

    /** Whether what is on the stack relates to zero so. */
    static Expr againstZero(Op op, Val v) {
        return switch (v) {
            case Val.Compare c -> compare(op, c);
            case Val.Scalar(Expr e) -> {
                if ((op == Op.NE || op == Op.EQ)
                        && e instanceof Expr.Apply a
                        && a.op() == Op.CAST
                        && a.arg(0).type().isBool()) {
                    yield op == Op.NE ? a.arg(0) : not(a.arg(0));
                }
                yield Arithmetic.apply(op, e, Arithmetic.number(0));
            }
            default -> throw new IllegalArgumentException("no number: " + v);
        };
    }

    private static Expr compare(Op op, Val.Compare c) {
        boolean isFloat = c.a().type().isFloat();
        // true of NaN too?
        boolean ofNaN = c.nanIsAbove() ? op == Op.GT || op == Op.GE : op == Op.LT || op == Op.LE;
        return isFloat && ofNaN
                ? Expr.apply(Op.NOT, Expr.apply(opposite(op), c.a(), c.b()))
                : Arithmetic.apply(op, c.a(), c.b());
    }

    /** -1, 0 or 1. */
    static Expr sign(Val.Compare c) {
        Expr above = Arithmetic.number(1);
        Expr below = Arithmetic.number(-1);
        Expr zero = Arithmetic.number(0);
        return c.nanIsAbove()
                ? Expr.select(
                        Expr.apply(Op.LT, c.a(), c.b()),
                        below,
                        Expr.select(Expr.apply(Op.EQ, c.a(), c.b()), zero, above))
                : Expr.select(
                        Expr.apply(Op.GT, c.a(), c.b()),
                        above,
                        Expr.select(Expr.apply(Op.EQ, c.a(), c.b()), zero, below));
    }
}
