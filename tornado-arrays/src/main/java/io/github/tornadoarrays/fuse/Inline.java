package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Function;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a function's statements where it is called. */
final class Inline {
    private final String prefix;
    private final Map<String, Expr> variables = new HashMap<>();

    private Inline(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The call as one statement, which gives an existing variable the function's result.
     *
     * @param args variables or constants
     * @param prefix what names and labels of the function start with here, so that they are like no others
     */
    static Stmt call(Function f, List<Expr> args, Expr.Var result, String prefix) {
        Inline in = new Inline(prefix + "_");
        List<Stmt> body = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            Expr.Var p = f.parameters().get(i);
            if (assigns(f.body(), p)) {
                body.add(new Stmt.Let(in.fresh(p), args.get(i)));
            } else {
                in.variables.put(p.name(), args.get(i));
            }
        }
        Walk.replace(Walk.rewrite(f.body(), in::expression), s -> List.of(in.statement(s)))
                .forEach(body::add);
        body.add(new Stmt.Assign(result, Walk.rewrite(f.result(), in::expression)));
        return new Stmt.Block(prefix, body);
    }

    private static boolean assigns(List<Stmt> body, Expr.Var v) {
        boolean[] found = {false};
        Walk.statements(
                body,
                s -> found[0] |= s instanceof Stmt.Assign a && a.var().name().equals(v.name()));
        return found[0];
    }

    private Expr expression(Expr e) {
        return switch (e) {
            case Expr.Var v -> variables.getOrDefault(v.name(), fresh(v));
            case Expr.Load l -> new Expr.Load(buf(l.buf()), l.index());
            default -> e;
        };
    }

    private Expr.Var fresh(Expr.Var v) {
        return new Expr.Var(prefix + v.name(), v.type());
    }

    private Buf buf(Buf b) {
        return new Buf(prefix + b.name(), b.type(), b.slot());
    }

    private String label(String label) {
        return prefix + label;
    }

    /** A statement with what it declares and the labels it names; its expressions are done. */
    private Stmt statement(Stmt s) {
        return switch (s) {
            case Stmt.Let l -> new Stmt.Let(fresh(l.var()), l.value());
            case Stmt.Assign a -> new Stmt.Assign(fresh(a.var()), a.value());
            case Stmt.Store st -> new Stmt.Store(buf(st.buf()), st.index(), st.value());
            case Stmt.Local l -> new Stmt.Local(buf(l.buf()), l.length());
            case Stmt.Loop l -> new Stmt.Loop(l.kind(), fresh(l.var()), l.from(), l.to(), l.body());
            case Stmt.If i -> i;
            case Stmt.Block b -> new Stmt.Block(label(b.label()), b.body());
            case Stmt.Repeat r -> new Stmt.Repeat(label(r.label()), r.body());
            case Stmt.Break b -> new Stmt.Break(label(b.label()));
            case Stmt.Continue c -> new Stmt.Continue(label(c.label()));
            case Stmt.Check c -> c;
            default -> throw new IllegalStateException("in a function of scalars: " + s);
        };
    }
}
