package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;
import static io.github.tornadoarrays.ir.Expr.select;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A fold as assignments to variables. A sum of floats in their own type is kept with what its additions round off (Knuth's
 * two-sum), so that its error does not grow with its length.
 */
final class FoldLoops {
    private final Fresh fresh;

    FoldLoops(Fresh fresh) {
        this.fresh = fresh;
    }

    /** A fold's state while it runs, and what was rounded off each part of it where that is kept. */
    record Running(FoldOp op, List<Expr.Var> state, List<Expr.Var> lost) {}

    /** Starts a fold: the statements go to {@code out}. */
    Running start(Stmt.Fold f, List<Expr.Var> state, List<Stmt> out) {
        Running plain = startPlain(f.op(), state, out);
        DType t = state.get(0).type();
        boolean sums = f.op() == FoldOp.SUM || f.op() == FoldOp.COMPLEX_SUM;
        if (!sums || !t.isFloat() || f.values().get(0).type() != t) {
            return plain;
        }
        List<Expr.Var> lost = new ArrayList<>();
        for (int k = 0; k < state.size(); k++) {
            lost.add(fresh.var("lost", t));
            out.add(new Stmt.Let(lost.get(k), constant(t, 0.0)));
        }
        return new Running(f.op(), state, lost);
    }

    /** Starts a fold whose additions may round: it is so short that they do no harm. */
    Running startPlain(FoldOp op, List<Expr.Var> state, List<Stmt> out) {
        List<Expr> first = op.init(state.stream().map(Expr.Var::type).toList());
        for (int k = 0; k < state.size(); k++) {
            out.add(new Stmt.Let(state.get(k), first.get(k)));
        }
        return new Running(op, state, List.of());
    }

    /** Folds values in. */
    void step(Running r, List<Expr> values, List<Stmt> out) {
        List<Expr> named = new ArrayList<>();
        for (Expr e : values) {
            named.add(name("w", e, out));
        }
        for (int k = 0; k < r.lost.size(); k++) {
            // t = s + x; lost += (s - (t - z)) + (x - z) where z = t - s
            Expr.Var s = r.state.get(k);
            Expr x = named.get(k);
            Expr t = name("t", apply(Op.ADD, s, x), out);
            Expr z = name("z", apply(Op.SUB, t, s), out);
            Expr off = apply(Op.ADD, apply(Op.SUB, s, apply(Op.SUB, t, z)), apply(Op.SUB, x, z));
            out.add(new Stmt.Assign(r.lost.get(k), apply(Op.ADD, r.lost.get(k), off)));
            out.add(new Stmt.Assign(s, t));
        }
        if (r.lost.isEmpty()) {
            assign(r.state, r.op.combine(r.state, named), out);
        }
    }

    /** Ends a fold: afterwards its state is the result. */
    void end(Running r, List<Stmt> out) {
        for (int k = 0; k < r.lost.size(); k++) {
            Expr.Var s = r.state.get(k);
            Expr.Var lost = r.lost.get(k);
            // past an infinity, what was rounded off is NaN
            Expr counts = apply(Op.AND, apply(Op.ISFINITE, s), apply(Op.NE, lost, constant(lost.type(), 0.0)));
            out.add(new Stmt.Assign(s, select(counts, apply(Op.ADD, s, lost), s)));
        }
    }

    /** Gives variables values that may depend on all of them. */
    void assign(List<Expr.Var> vars, List<Expr> values, List<Stmt> out) {
        List<Expr> next = new ArrayList<>(values);
        if (vars.size() > 1) {
            next.replaceAll(e -> name("w", e, out));
        }
        for (int k = 0; k < vars.size(); k++) {
            out.add(new Stmt.Assign(vars.get(k), next.get(k)));
        }
    }

    /** The whole fold in one work item. */
    List<Stmt> sequential(Stmt.Fold f) {
        List<Stmt> out = new ArrayList<>();
        Running r = start(f, f.results(), out);
        List<Stmt> body = new ArrayList<>(all(f.body()));
        step(r, f.values(), body);
        for (Stmt.Axis a : f.axes().reversed()) {
            body = List.of(new Stmt.Loop(LoopKind.SEQ, a.var(), a.from(), a.to(), body));
        }
        out.addAll(body);
        end(r, out);
        return out;
    }

    /** Statements with each fold and each loop in them done by one work item. */
    List<Stmt> all(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Fold f -> out.addAll(sequential(f));
                case Stmt.Loop l -> out.add(new Stmt.Loop(LoopKind.SEQ, l.var(), l.from(), l.to(), all(l.body())));
                case Stmt.If i -> out.add(new Stmt.If(i.condition(), all(i.then()), all(i.otherwise())));
                case Stmt.Block b -> out.add(new Stmt.Block(b.label(), all(b.body())));
                case Stmt.Repeat r -> out.add(new Stmt.Repeat(r.label(), all(r.body())));
                default -> out.add(s);
            }
        }
        return out;
    }

    /** The same for what is inside grid loops, which stay. */
    List<Stmt> within(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            if (s instanceof Stmt.Loop l && l.kind() == LoopKind.GRID) {
                out.add(new Stmt.Loop(LoopKind.GRID, l.var(), l.from(), l.to(), within(l.body())));
            } else {
                out.addAll(all(List.of(s)));
            }
        }
        return out;
    }

    private Expr name(String prefix, Expr e, List<Stmt> out) {
        if (e instanceof Expr.Var || e instanceof Expr.Const) {
            return e;
        }
        Expr.Var v = fresh.var(prefix, e.type());
        out.add(new Stmt.Let(v, e));
        return v;
    }
}
