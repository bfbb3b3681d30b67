package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.List;

/** A guess at what one iteration of a kernel costs before it was measured. */
final class MethodCost {
    /** How often a loop is guessed to run. */
    private static final double ROUNDS = 50;

    private MethodCost() {}

    static double nanos(List<Stmt> body) {
        double sum = 0;
        for (Stmt s : body) {
            double rounds =
                    s instanceof Stmt.Loop l && l.kind() == LoopKind.SEQ || s instanceof Stmt.Repeat ? ROUNDS : 1;
            for (Expr e : Walk.expressions(s)) {
                double[] cost = {0.2};
                Walk.parts(e, part -> cost[0] += part(part));
                sum += cost[0];
            }
            for (List<Stmt> inner : Walk.bodies(s)) {
                sum += rounds * nanos(inner);
            }
        }
        return sum;
    }

    private static double part(Expr e) {
        return switch (e) {
            case Expr.Load l -> 0.3;
            case Expr.Apply a -> a.op().isTranscendental() || a.op() == Op.POW ? 8 : 0.2;
            case Expr.Const c -> 0;
            case Expr.Var v -> 0;
            case Expr.Id id -> 0;
        };
    }
}
