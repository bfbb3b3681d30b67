package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Stmt;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a loop's body uses and does not define: the arguments of the method that it becomes. */
final class FreeNames {
    final Set<Expr.Var> vars = new LinkedHashSet<>();
    final Set<Buf> bufs = new LinkedHashSet<>();
    private final Set<String> defined = new HashSet<>();

    /** The names that a loop over {@code var} takes from outside; null where the body has more than values and stores. */
    static FreeNames of(Expr.Var var, List<Stmt> body) {
        FreeNames f = new FreeNames();
        f.defined.add(var.name());
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Let l -> {
                    f.expr(l.value());
                    f.defined.add(l.var().name());
                }
                case Stmt.Store st -> {
                    f.bufs.add(st.buf());
                    f.expr(st.index());
                    f.expr(st.value());
                }
                default -> {
                    return null;
                }
            }
        }
        return f;
    }

    private void expr(Expr e) {
        switch (e) {
            case Expr.Const c -> {}
            case Expr.Id id -> {}
            case Expr.Var v -> {
                if (!defined.contains(v.name())) {
                    vars.add(v);
                }
            }
            case Expr.Load l -> {
                bufs.add(l.buf());
                expr(l.index());
            }
            case Expr.Apply a -> a.args().forEach(this::expr);
        }
    }
}
