package io.github.tornadoarrays.engine.reference;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** An expression without memory, evaluated by the host: how often a loop runs, from the scalars of a launch. */
@FunctionalInterface
public interface HostValue {
    /** The value, where variables have theirs: integers as they are, floats as the bits of a double. */
    long of(long[] variables);

    /**
     * Makes an expression ready.
     *
     * @param places where each variable's value is
     * @throws KernelException if it needs something that only a kernel has
     */
    static HostValue of(Expr e, Map<String, Integer> places) {
        return switch (e) {
            case Expr.Const c -> {
                long value = Scalars.canonical(c.type()).applyAsLong(c.bits());
                yield _ -> value;
            }
            case Expr.Var v -> {
                Integer place = places.get(v.name());
                if (place == null) {
                    throw new KernelException(
                            "grid: " + v.name() + " is not known before the launch; bounds of parallel"
                                    + " loops are made of parameters and lengths");
                }
                int at = place;
                yield variables -> variables[at];
            }
            case Expr.Apply a
            when a.op().arity() == 1 -> {
                HostValue x = of(a.arg(0), places);
                LongUnaryOperator op = Scalars.unary(a.op(), a.arg(0).type(), a.type());
                yield variables -> op.applyAsLong(x.of(variables));
            }
            case Expr.Apply a
            when a.op().arity() == 2 -> {
                HostValue x = of(a.arg(0), places);
                HostValue y = of(a.arg(1), places);
                LongBinaryOperator op = Scalars.binary(a.op(), a.arg(0).type());
                yield variables -> op.applyAsLong(x.of(variables), y.of(variables));
            }
            case Expr.Apply a -> {
                HostValue x = of(a.arg(0), places);
                HostValue y = of(a.arg(1), places);
                HostValue z = of(a.arg(2), places);
                yield a.op() == Op.SELECT
                        ? variables -> x.of(variables) != 0 ? y.of(variables) : z.of(variables)
                        : variables -> Scalars.fma(a.type(), x.of(variables), y.of(variables), z.of(variables));
            }
            case Expr.Load l ->
                throw new KernelException(
                        "grid: an element of " + l.buf().name()
                                + " is not known before the launch; bounds of parallel loops are made of parameters and lengths");
            case Expr.Id _ -> throw new KernelException("grid: a work item's number is not known before the launch");
        };
    }
}
