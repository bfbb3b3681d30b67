package io.github.tornadoarrays.emit.c;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.HashSet;
import java.util.Set;

/** Finds the 64-bit values of a kernel that only say where in memory something is: sums and products of such never overflow. */
final class Counting {
    private final Set<String> found = new HashSet<>();

    private Counting() {}

    /** The names of the values that are part of an index or of a loop's bound. */
    static Set<String> find(Kernel kernel) {
        Counting c = new Counting();
        for (int before = -1; before < c.found.size(); ) {
            before = c.found.size();
            Walk.expressions(kernel.body(), e -> {
                if (e instanceof Expr.Load l) {
                    c.note(l.index());
                }
            });
            Walk.statements(kernel.body(), c::statement);
        }
        return c.found;
    }

    private void statement(Stmt s) {
        switch (s) {
            case Stmt.Store st -> note(st.index());
            case Stmt.Loop l -> {
                note(l.from());
                note(l.to());
            }
            case Stmt.Let l -> follow(l.var(), l.value());
            case Stmt.Assign a -> follow(a.var(), a.value());
            default -> {}
        }
    }

    private void follow(Expr.Var v, Expr value) {
        if (found.contains(v.name())) {
            note(value);
        }
    }

    private void note(Expr e) {
        if (e.type() != DType.INT64) {
            return;
        }
        if (e instanceof Expr.Var v) {
            found.add(v.name());
        } else if (isSum(e)) {
            ((Expr.Apply) e).args().forEach(this::note);
        }
    }

    /** Whether it is a sum, difference or product of 64 bits. */
    static boolean isSum(Expr e) {
        return e instanceof Expr.Apply a
                && a.type() == DType.INT64
                && (a.op() == Op.ADD || a.op() == Op.SUB || a.op() == Op.MUL);
    }
}
