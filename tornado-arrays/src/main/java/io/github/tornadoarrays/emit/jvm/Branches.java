package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which conditions of a kernel a compiler takes for what they are. Of a condition of several parts it makes several jumps, of a variable
 * that has been given constants jumps from where it was given them, of comparisons with several constants a switch; what they lead to is
 * not nested any more. A compiler that must write nested branches, as TornadoVM's, loses its way among those.
 */
final class Branches {
    /** A variable that is 0, of which the compiler knows that it is 0 or -1. */
    static final Expr.Var ZERO = new Expr.Var("zero$", DType.INT32);

    private final Set<Expr> many = new HashSet<>();
    private final Set<Expr.Var> plain = new HashSet<>();

    private Branches() {}

    static Branches of(Kernel kernel, List<Stmt> body) {
        Branches b = new Branches();
        Map<Expr, Set<Expr>> constants = new HashMap<>();
        Walk.expressions(body, x -> {
            if (x instanceof Expr.Apply a && comparesWithConstant(a)) {
                constants.computeIfAbsent(a.arg(0), _ -> new HashSet<>()).add(a.arg(1));
            }
        });
        constants.forEach((x, c) -> {
            if (c.size() > 1) {
                b.many.add(x);
            }
        });
        b.plain.addAll(kernel.scalars());
        Walk.statements(body, s -> {
            switch (s) {
                case Stmt.Loop l -> b.plain.add(l.var());
                case Stmt.Let l when b.isPlainNumber(l.value()) -> b.plain.add(l.var());
                default -> {}
            }
        });
        Walk.statements(body, s -> {
            if (s instanceof Stmt.Assign a) {
                b.plain.remove(a.var());
            }
        });
        return b;
    }

    /** Whether a condition is one comparison, of numbers that don't come about by branches. */
    boolean isPlain(Expr condition) {
        return condition instanceof Expr.Apply a
                && ExprEmitter.isComparison(a.op())
                && !isOneOfMany(a)
                && isPlainNumber(a.arg(0))
                && isPlainNumber(a.arg(1));
    }

    private boolean isOneOfMany(Expr.Apply a) {
        return comparesWithConstant(a) && many.contains(a.arg(0));
    }

    private static boolean comparesWithConstant(Expr.Apply a) {
        return (a.op() == Op.EQ || a.op() == Op.NE)
                && a.arg(1) instanceof Expr.Const
                && Carrier.of(a.arg(0).type()) == Carrier.INT;
    }

    private boolean isPlainNumber(Expr e) {
        return switch (e) {
            case Expr.Const c -> Double.isFinite(c.asDouble());
            case Expr.Id id -> true;
            case Expr.Load l -> l.type() != DType.BOOL && isPlainNumber(l.index());
            case Expr.Var v -> v.type() != DType.BOOL && plain.contains(v);
            case Expr.Apply a ->
                switch (a.op()) {
                    case ADD, SUB, MUL, NEG -> a.args().stream().allMatch(this::isPlainNumber);
                    case CAST ->
                        !a.type().isFloat()
                                && !a.arg(0).type().isFloat()
                                && a.type() != DType.BOOL
                                && isPlainNumber(a.arg(0));
                    default -> false;
                };
        };
    }
}
