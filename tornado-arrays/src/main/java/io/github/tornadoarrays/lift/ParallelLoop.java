package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * A loop whose iterations are independent: the variable goes from {@code from} to before {@code to}.
 *
 * @param start the node where the condition is tested
 * @param body where an iteration starts
 * @param exit where the loop leads
 * @param count a name for the number of an iteration, where that is not the variable
 * @param at an instruction of the loop, for messages
 */
record ParallelLoop(
        Node start, Node body, Node exit, Expr.Var var, Expr from, Expr to, int step, String count, int at) {

    /** The loop statement with the body. */
    Stmt.Loop loop(List<Stmt> statements) {
        if (Expr.isZero(from) && step == 1) {
            return new Stmt.Loop(Stmt.LoopKind.GRID, var, from, to, statements);
        }
        boolean small = from instanceof Expr.Const c && c.bits() >= 0;
        DType type = small ? DType.INT32 : DType.INT64;
        Expr.Var k = new Expr.Var(count, type);
        Expr first = Arithmetic.cast(type, from);
        Expr end = Arithmetic.cast(type, to);
        Expr distance = Expr.apply(Op.SUB, Expr.apply(Op.MAX, end, first), first);
        Expr rounds = distance;
        if (step != 1) {
            // (distance - 1) / step + 1, but 0 for 0, without passing the highest int
            Expr one = Expr.constant(type, 1L);
            Expr by = Expr.constant(type, (long) step);
            rounds = Expr.select(
                    Expr.apply(Op.GT, distance, Expr.constant(type, 0L)),
                    Expr.apply(Op.ADD, Expr.apply(Op.DIV, Expr.apply(Op.SUB, distance, one), by), one),
                    Expr.constant(type, 0L));
        }
        Expr value = Arithmetic.apply(Op.ADD, Expr.mul(k, Expr.constant(type, (long) step)), first);
        List<Stmt> body = new ArrayList<>();
        body.add(new Stmt.Let(var, Arithmetic.cast(DType.INT32, value)));
        body.addAll(statements);
        return new Stmt.Loop(Stmt.LoopKind.GRID, k, Expr.constant(type, 0L), rounds, body);
    }
}
