package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rewrites a lanes loop's body for an int loop variable: an index {@code base + i} becomes {@code (int) base + i}. */
final class Narrow {
    private final Expr.Var wide;
    private final Expr.Var narrow;
    private final List<Stmt> before = new ArrayList<>();
    private final Map<Expr, Expr.Var> bases = new HashMap<>();

    Narrow(Expr.Var wide, Expr.Var narrow) {
        this.wide = wide;
        this.narrow = narrow;
    }

    /** What must run before the loop. */
    List<Stmt> before() {
        return before;
    }

    Stmt stmt(Stmt s) {
        return switch (s) {
            case Stmt.Let l -> new Stmt.Let(l.var(), value(l.value()));
            case Stmt.Store st -> new Stmt.Store(st.buf(), index(st.index()), value(st.value()));
            default -> throw new IllegalStateException("in a loop of one index: " + s);
        };
    }

    private Expr value(Expr e) {
        return switch (e) {
            case Expr.Const c -> c;
            case Expr.Id id -> id;
            case Expr.Var v -> v.equals(wide) ? Expr.cast(DType.INT64, narrow) : v;
            case Expr.Load l -> new Expr.Load(l.buf(), index(l.index()));
            case Expr.Apply a ->
                new Expr.Apply(
                        a.op(), a.type(), a.args().stream().map(this::value).toList());
        };
    }

    private Expr index(Expr e) {
        if (e.equals(wide)) {
            return narrow;
        }
        if (e instanceof Expr.Apply a && a.op() == Op.ADD && a.arg(1).equals(wide)) {
            Expr.Var base = bases.computeIfAbsent(a.arg(0), b -> {
                Expr.Var v = new Expr.Var("base$" + bases.size() + narrow.name(), DType.INT32);
                before.add(new Stmt.Let(v, Expr.cast(DType.INT32, b)));
                return v;
            });
            return Expr.apply(Op.ADD, base, narrow);
        }
        return value(e);
    }
}
