package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Divides the grid's number into those of the result's axes with 32 bits, where it has no more: devices take much longer with 64.
 */
final class NarrowDivision {
    private NarrowDivision() {}

    /** The body of a grid loop with its divisions narrowed. */
    static List<Stmt> apply(Stmt.Loop grid) {
        Set<String> numbers = new HashSet<>(List.of(grid.var().name()));
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : grid.body()) {
            if (s instanceof Stmt.Let l
                    && l.value() instanceof Expr.Apply a
                    && (a.op() == Op.DIV || a.op() == Op.REM)
                    && a.arg(0) instanceof Expr.Var v
                    && numbers.contains(v.name())) {
                numbers.add(l.var().name());
                out.add(new Stmt.Let(l.var(), divide(a.op(), v, a.arg(1))));
            } else {
                out.add(s);
            }
        }
        return out;
    }

    /** A quotient or remainder of numbers that are not negative and have at most 32 bits. */
    static Expr divide(Op op, Expr a, Expr b) {
        Expr narrow = Expr.apply(op, Expr.cast(DType.UINT32, a), Expr.cast(DType.UINT32, b));
        return Expr.cast(DType.INT64, narrow);
    }
}
