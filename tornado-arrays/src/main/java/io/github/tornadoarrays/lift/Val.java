package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.util.List;

/** What a local variable or the operand stack holds while a method is read. */
sealed interface Val {

    /** A number: int32, int64, float32 or float64. */
    record Scalar(Expr e) implements Val {}

    /** The outcome of comparing two values: below, at or above zero; with NaN, above if {@code nanIsAbove}, else below. */
    record Compare(Expr a, Expr b, boolean nanIsAbove) implements Val {}

    /** An array, or one row of an array of rows. */
    record Array(Memory of, Expr row) implements Val {
        boolean isRow() {
            return row != null;
        }
    }

    /** A record's components. */
    record Struct(String type, List<String> names, List<Val> parts) implements Val {}

    /** A record that is being made: it has no components yet. Equal ones are one object. */
    record Raw(String type, int number) implements Val {}

    /** A record whose constructor runs: its components' places by name. */
    record Making(String type, List<String> names, List<Cell> cells) implements Val {}

    /** The kernel context. */
    record Context() implements Val {}

    record Null() implements Val {}

    /**
     * The memory of an array.
     *
     * @param extents one length, or two for an array of rows
     */
    record Memory(String name, Buf buf, List<Expr> extents) {
        int rank() {
            return extents.size();
        }
    }

    /** Operand stack words. */
    default boolean isWide() {
        return this instanceof Scalar s && (s.e.type() == DType.INT64 || s.e.type() == DType.FLOAT64);
    }

    /** Whether the value is the same wherever it is computed, and costs nothing. */
    static boolean isTrivial(Expr e) {
        return switch (e) {
            case Expr.Const c -> true;
            case Expr.Var v -> true;
            case Expr.Id i -> true;
            case Expr.Load l -> false;
            case Expr.Apply a -> a.op() == Op.CAST && isTrivial(a.arg(0));
        };
    }
}
