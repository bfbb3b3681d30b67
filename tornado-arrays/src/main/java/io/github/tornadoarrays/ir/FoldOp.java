package io.github.tornadoarrays.ir;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;
import static io.github.tornadoarrays.ir.Expr.select;

import io.github.tornadoarrays.core.DType;
import java.util.List;

/**
 * The associative operations that a fold folds with. The state has one part, but for {@link #ARGMAX}, {@link #ARGMIN}
 * (value, position) and the complex ones (real, imaginary[, position]).
 */
public enum FoldOp {
    SUM,
    PROD,
    MAX,
    MIN,
    /** Whether any is true. */
    ANY,
    /** Whether all are true. */
    ALL,
    ARGMAX,
    ARGMIN,
    COMPLEX_PROD,
    /** Two sums side by side. */
    COMPLEX_SUM;

    /** The state before the first value. */
    public List<Expr> init(List<DType> state) {
        DType t = state.get(0);
        return switch (this) {
            case SUM -> List.of(constant(t, 0));
            case PROD -> List.of(constant(t, 1));
            case MAX -> List.of(lowest(t));
            case MIN -> List.of(highest(t));
            case ANY -> List.of(constant(t, 0));
            case ALL -> List.of(constant(t, 1));
            // a position below zero means "nothing yet"
            case ARGMAX -> List.of(lowest(t), constant(DType.INT64, -1));
            case ARGMIN -> List.of(highest(t), constant(DType.INT64, -1));
            case COMPLEX_PROD -> List.of(constant(t, 1), constant(t, 0));
            case COMPLEX_SUM -> List.of(constant(t, 0), constant(t, 0));
        };
    }

    /** The state after folding another state in; sums and products also take a float32 value into a float64 state. */
    public List<Expr> combine(List<? extends Expr> a, List<? extends Expr> b) {
        Expr x = a.get(0);
        Expr y = b.get(0);
        return switch (this) {
            case SUM -> List.of(apply(Op.ADD, x, Expr.cast(x.type(), y)));
            case PROD -> List.of(apply(Op.MUL, x, Expr.cast(x.type(), y)));
            case MAX -> List.of(apply(Op.MAX, x, y));
            case MIN -> List.of(apply(Op.MIN, x, y));
            case ANY -> List.of(apply(Op.OR, x, y));
            case ALL -> List.of(apply(Op.AND, x, y));
            case ARGMAX -> best(Op.GT, a, b);
            case ARGMIN -> best(Op.LT, a, b);
            case COMPLEX_SUM ->
                List.of(
                        apply(Op.ADD, x, Expr.cast(x.type(), y)),
                        apply(Op.ADD, a.get(1), Expr.cast(a.get(1).type(), b.get(1))));
            case COMPLEX_PROD ->
                List.of(
                        apply(Op.SUB, apply(Op.MUL, x, y), apply(Op.MUL, a.get(1), b.get(1))),
                        apply(Op.ADD, apply(Op.MUL, x, b.get(1)), apply(Op.MUL, a.get(1), y)));
        };
    }

    /** As {@link #combine}, of states of the same types that hold values from anywhere: it keeps the position that comes first. */
    public List<Expr> merge(List<? extends Expr> a, List<? extends Expr> b) {
        if (this != ARGMAX && this != ARGMIN) {
            return combine(a, b);
        }
        Expr x = a.get(0);
        Expr y = b.get(0);
        Expr equal = apply(Op.EQ, x, y);
        Expr better = apply(this == ARGMAX ? Op.GT : Op.LT, y, x);
        if (x.type().isFloat()) {
            Expr both = apply(Op.AND, apply(Op.ISNAN, x), apply(Op.ISNAN, y));
            Expr only = apply(Op.AND, apply(Op.NOT, apply(Op.ISNAN, x)), apply(Op.ISNAN, y));
            equal = apply(Op.OR, equal, both);
            better = apply(Op.OR, better, only);
        }
        Expr nothing = apply(Op.LT, a.get(1), constant(DType.INT64, 0));
        Expr something = apply(Op.GE, b.get(1), constant(DType.INT64, 0));
        Expr earlier = apply(Op.AND, equal, apply(Op.LT, b.get(1), a.get(1)));
        Expr take = apply(Op.AND, apply(Op.OR, apply(Op.OR, better, earlier), nothing), something);
        return List.of(select(take, y, x), select(take, b.get(1), a.get(1)));
    }

    /** The better of a state and a value; of equals, and of NaNs, the one that came first; NaN is better than all else. */
    private static List<Expr> best(Op better, List<? extends Expr> a, List<? extends Expr> b) {
        Expr x = a.get(0);
        Expr y = b.get(0);
        Expr at = a.get(1);
        Expr take = apply(better, y, x);
        if (x.type().isFloat()) {
            // a NaN is not at most anything
            Expr notWorse = apply(Op.NOT, apply(better == Op.GT ? Op.LE : Op.GE, y, x));
            take = apply(Op.AND, notWorse, apply(Op.EQ, x, x));
        }
        take = apply(Op.OR, take, apply(Op.LT, at, constant(DType.INT64, 0)));
        return List.of(select(take, y, x), select(take, b.get(1), at));
    }

    /** Minus infinity, or the lowest integer. */
    public static Expr lowest(DType t) {
        return switch (t.kind()) {
            case FLOAT -> constant(t, Double.NEGATIVE_INFINITY);
            case SIGNED -> constant(t, -1L << t.bits() - 1);
            default -> constant(t, 0L);
        };
    }

    /** Infinity, or the highest integer. */
    public static Expr highest(DType t) {
        return switch (t.kind()) {
            case FLOAT -> constant(t, Double.POSITIVE_INFINITY);
            case SIGNED -> constant(t, (1L << t.bits() - 1) - 1);
            case BOOL -> constant(t, 1L);
            default -> constant(t, t.bits() == 64 ? -1L : (1L << t.bits()) - 1);
        };
    }
}
