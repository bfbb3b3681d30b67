package io.github.tornadoarrays.ir;

import io.github.tornadoarrays.core.DType;
import java.util.List;

/**
 * A function of scalars that a user has written.
 *
 * @param name a name for people
 * @param parameters the variables that its arguments are
 * @param body what it does before the result is known; it reads and writes nothing but its own variables
 * @param result its value after the body
 */
public record Function(String name, List<Expr.Var> parameters, List<Stmt> body, Expr result) {
    public DType parameterType(int i) {
        return parameters.get(i).type();
    }

    public DType type() {
        return result.type();
    }

    /** Whether it has no loops, and no branches that avoid a division by zero: it is one expression then, with selections. */
    public boolean isExpression() {
        return isStraight(body, false);
    }

    private static boolean isStraight(List<Stmt> body, boolean branch) {
        return body.stream().allMatch(s -> switch (s) {
            case Stmt.Let l -> isSafe(l.value(), branch);
            case Stmt.Assign a -> isSafe(a.value(), branch);
            case Stmt.If i ->
                isSafe(i.condition(), branch) && isStraight(i.then(), true) && isStraight(i.otherwise(), true);
            default -> false;
        });
    }

    /** Whether an expression may be computed where the method would not have, and touches no memory. */
    private static boolean isSafe(Expr e, boolean branch) {
        return switch (e) {
            case Expr.Const c -> true;
            case Expr.Var v -> true;
            case Expr.Load l -> false;
            case Expr.Id i -> false;
            case Expr.Apply a -> (!branch || !mayFail(a)) && a.args().stream().allMatch(x -> isSafe(x, branch));
        };
    }

    private static boolean mayFail(Expr.Apply a) {
        return (a.op() == Op.DIV || a.op() == Op.REM)
                && a.type().isInteger()
                && !(a.arg(1) instanceof Expr.Const c && c.bits() != 0);
    }
}
