package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * One of several work items' part of a loop: every {@code step}th iteration, a power of two apart, from its number on. Rounds that
 * all of them have are written without a look at the loop's end and several at a time, so that many loads are under way.
 */
final class Rounds {
    private static final Expr ZERO = constant(DType.INT64, 0);

    /** Rounds that are written out together where it isn't known how many there are. */
    private static final int TOGETHER = 8;

    private final Fresh fresh;
    private final Expr number;
    private final int step;

    Rounds(Fresh fresh, Expr number, int step) {
        this.fresh = fresh;
        this.number = number;
        this.step = step;
    }

    /** What is done in a round: an expression that counts the rounds says which. */
    interface Body {
        List<Stmt> in(Expr round);
    }

    /**
     * The part of a loop over 0..n, which is at most {@code each} rounds.
     *
     * @param even whether only the last round can be missing
     */
    List<Stmt> known(Expr.Var i, Expr n, int each, boolean even, Body body) {
        List<Stmt> out = new ArrayList<>();
        if (!even) {
            Expr.Var k = fresh.var("k", DType.INT64);
            List<Stmt> round = List.of(new Stmt.Let(i, at(k)), new Stmt.If(apply(Op.LT, i, n), body.in(k), List.of()));
            return List.of(new Stmt.Loop(LoopKind.SEQ, k, ZERO, constant(DType.INT64, each), round));
        }
        if (each > 1) {
            Expr.Var k = fresh.var("k", DType.INT64);
            out.add(new Stmt.Loop(LoopKind.SEQ, k, ZERO, constant(DType.INT64, each - 1L), round(i, k, body)));
        }
        Expr last = constant(DType.INT64, each - 1L);
        Expr.Var j = fresh.var(i.name(), DType.INT64);
        out.add(new Stmt.Let(j, at(last)));
        List<Stmt> there = Walk.rewrite(body.in(last), e -> e.equals(i) ? j : e);
        out.add(new Stmt.If(apply(Op.LT, j, n), there, List.of()));
        return out;
    }

    /** The part of a loop over 0..n, whatever n is. */
    List<Stmt> any(Expr.Var i, Expr n, Body body) {
        List<Stmt> out = new ArrayList<>();
        Expr to = n;
        if (!(n instanceof Expr.Var) && !(n instanceof Expr.Const)) {
            Expr.Var v = fresh.var("n", DType.INT64);
            out.add(new Stmt.Let(v, n));
            to = v;
        }
        int log = Integer.numberOfTrailingZeros(step);
        Expr.Var many = fresh.var("many", DType.INT64);
        Expr span = constant(DType.INT64, log + Integer.numberOfTrailingZeros(TOGETHER));
        out.add(new Stmt.Let(many, apply(Op.SHR, to, span)));
        Expr.Var m = fresh.var("m", DType.INT64);
        Expr.Var u = fresh.var("u", DType.INT64);
        Expr.Var k = fresh.var("k", DType.INT64);
        Expr together = constant(DType.INT64, TOGETHER);
        List<Stmt> one = new ArrayList<>();
        one.add(new Stmt.Let(k, Expr.add(Expr.mul(m, together), u)));
        one.addAll(round(i, k, body));
        out.add(new Stmt.Loop(
                LoopKind.SEQ, m, ZERO, many, List.of(new Stmt.Loop(LoopKind.SEQ, u, ZERO, together, one))));
        Expr.Var end = fresh.var("end", DType.INT64);
        Expr more = apply(Op.SUB, constant(DType.INT64, step - 1L), number);
        out.add(new Stmt.Let(end, apply(Op.SHR, Expr.add(to, more), constant(DType.INT64, log))));
        Expr.Var rest = fresh.var("k", DType.INT64);
        out.add(new Stmt.Loop(LoopKind.SEQ, rest, Expr.mul(many, together), end, round(i, rest, body)));
        return out;
    }

    private List<Stmt> round(Expr.Var i, Expr.Var k, Body body) {
        List<Stmt> out = new ArrayList<>();
        out.add(new Stmt.Let(i, at(k)));
        out.addAll(body.in(k));
        return out;
    }

    private Expr at(Expr round) {
        return Expr.add(Expr.mul(round, constant(DType.INT64, step)), number);
    }
}
