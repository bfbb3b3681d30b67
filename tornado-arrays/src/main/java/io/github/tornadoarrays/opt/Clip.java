package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A run that only some neighbours take part in, as the loop over those: where all that happens is inside {@code if (local <
 * bound)} or {@code if (local == constant)}, the loop has that bound.
 */
record Clip(Expr from, Expr to, List<Stmt> body) {
    private static final Expr.Var LOCAL = Groups.local(0);
    private static final Expr.Var SIZE = Groups.size(0);

    static Clip of(List<Stmt> body) {
        Clip whole = new Clip(Expr.constant(SIZE.type(), 0), SIZE, body);
        if (body.isEmpty()
                || !(body.getLast() instanceof Stmt.If i)
                || !i.otherwise().isEmpty()
                || !(i.condition() instanceof Expr.Apply c)) {
            return whole;
        }
        Map<Expr.Var, Expr> lets = new HashMap<>();
        for (Stmt s : body.subList(0, body.size() - 1)) {
            if (!(s instanceof Stmt.Let l)) {
                return whole;
            }
            lets.put(l.var(), l.value());
        }
        List<Stmt> inside = new ArrayList<>(body.subList(0, body.size() - 1));
        inside.addAll(i.then());
        if (c.op() == Op.LT && isLocal(c.arg(0), lets) && isOutside(c.arg(1), lets)) {
            return new Clip(whole.from, Expr.apply(Op.MIN, SIZE, c.arg(1)), inside);
        }
        if (c.op() == Op.GT && isLocal(c.arg(1), lets) && isOutside(c.arg(0), lets)) {
            return new Clip(whole.from, Expr.apply(Op.MIN, SIZE, c.arg(0)), inside);
        }
        if (c.op() == Op.EQ
                && isLocal(c.arg(0), lets)
                && c.arg(1) instanceof Expr.Const k
                && k.bits() >= 0
                && k.bits() < Integer.MAX_VALUE) {
            Expr next = Expr.constant(SIZE.type(), k.bits() + 1);
            return new Clip(Expr.apply(Op.MIN, SIZE, k), Expr.apply(Op.MIN, SIZE, next), inside);
        }
        return whole;
    }

    private static boolean isLocal(Expr e, Map<Expr.Var, Expr> lets) {
        Expr at = e;
        while (at instanceof Expr.Var v && lets.containsKey(v)) {
            at = lets.get(v);
        }
        return at.equals(LOCAL);
    }

    /** Whether it is the same for all work items of the run, and known before it. */
    private static boolean isOutside(Expr e, Map<Expr.Var, Expr> lets) {
        boolean[] outside = {true};
        Walk.parts(e, x -> {
            outside[0] &= !(x instanceof Expr.Load);
            outside[0] &= !(x instanceof Expr.Var v) || !lets.containsKey(v) && !v.equals(LOCAL);
        });
        return outside[0];
    }
}
