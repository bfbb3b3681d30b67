package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Stmt;
import java.util.List;

/** Takes the statements of one node, and gives values names. */
record Sink(List<Stmt> to, Names names) {
    void add(Stmt s) {
        to.add(s);
    }

    void assign(Expr.Var v, Expr value) {
        if (!v.equals(value)) {
            to.add(new Stmt.Assign(v, value));
        }
    }

    /** The value under a new name. */
    Expr.Var named(String name, Expr value) {
        Expr.Var v = new Expr.Var(names.temporary(name), value.type());
        to.add(new Stmt.Assign(v, value));
        return v;
    }

    /** The value as something that may be written down twice. */
    Expr once(Expr value) {
        return Val.isTrivial(value) ? value : named(TEMPORARY, value);
    }

    static final String TEMPORARY = "t";
}
