package io.github.tornadoarrays;

import io.github.tornadoarrays.ErrorState.Kind;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.FloatingPointException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An error state that counts until this is closed, on this thread; {@link Np#errstate}. */
public final class Errors implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.github.tornadoarrays");

    /** How many threads look at results, so that the others pay one read of a field for it. */
    private static final AtomicInteger WATCHING = new AtomicInteger();

    private static final ThreadLocal<@Nullable Errors> HERE = new ThreadLocal<>();
    private static volatile @Nullable Consumer<String> call;

    private final @Nullable Errors before;
    private ErrorState state;
    private boolean looking;

    Errors(ErrorState state) {
        before = HERE.get();
        this.state = state;
        HERE.set(this);
        WATCHING.incrementAndGet();
    }

    static ErrorState state() {
        Errors here = HERE.get();
        return here == null ? ErrorState.IGNORE : here.state;
    }

    /** Sets the state of the block that is open on this thread; without one, of the thread from now on. */
    static ErrorState set(ErrorState state) {
        ErrorState old = state();
        Errors here = HERE.get();
        if (here != null) {
            here.state = state;
        } else if (!state.equals(ErrorState.IGNORE)) {
            new Errors(state);
        }
        return old;
    }

    static @Nullable Consumer<String> setCall(@Nullable Consumer<String> handler) {
        Consumer<String> old = call;
        call = handler;
        return old;
    }

    static @Nullable Consumer<String> call() {
        return call;
    }

    /** The state is again what it was. */
    @Override
    public void close() {
        if (HERE.get() == this) {
            WATCHING.decrementAndGet();
            if (before == null) {
                HERE.remove();
            } else {
                HERE.set(before);
            }
        }
    }

    // ---- looking

    /** Looks at a new array, if this thread's state asks for it: it is computed now, with what it is made of. */
    static void look(Node made) {
        if (WATCHING.get() == 0) {
            return;
        }
        Errors here = HERE.get();
        if (here == null || here.looking || here.state.equals(ErrorState.IGNORE)) {
            return;
        }
        here.looking = true;
        try {
            here.check(made, here.state.watched());
        } finally {
            here.looking = false;
        }
    }

    /** Checks the operations a node stands for, from its operands on; those that are in memory were checked when they were made. */
    private void check(Node made, Set<Kind> kinds) {
        if (!made.isPending()) {
            return;
        }
        switch (made.value()) {
            case Value.Map m -> {
                m.inputs().forEach(in -> check(in, kinds));
                for (Kind k : kinds) {
                    Node wrong = wrong(k, m, made);
                    if (wrong != null && any(wrong)) {
                        report(k, m.op().name());
                    }
                }
            }
            case Value.Reduce r -> {
                check(r.input(), kinds);
                Node wrong =
                        made.dtype().isInexact() && (r.op() == FoldOp.SUM || r.op() == FoldOp.PROD) ? r.input() : null;
                for (Kind k : kinds) {
                    if (wrong != null && (k == Kind.OVER || k == Kind.INVALID)) {
                        Op test = k == Kind.OVER ? Op.ISINF : Op.ISNAN;
                        // an infinity among the elements makes infinities, and with another NaN
                        Node excuse = unary(Op.NOT, fold(unary(k == Kind.OVER ? Op.ISFINITE : Op.ISNAN, wrong), r, k));
                        Node found = unary(test, made);
                        Node bad = k == Kind.OVER ? and(found, unary(Op.NOT, excuse)) : and(found, excuse);
                        if (any(bad)) {
                            report(k, r.op().name());
                        }
                    }
                }
            }
            case Value.View v -> check(v.base(), kinds);
            case Value.Leaf _, Value.Const _, Value.Call _, Value.Iota _, Value.Gather _ -> {}
        }
    }

    /** Of a fold's elements, whether all are finite, or whether any is NaN. */
    private static Node fold(Node truth, Value.Reduce r, Kind kind) {
        return Graph.reduce("errstate", kind == Kind.OVER ? FoldOp.ALL : FoldOp.ANY, truth, r.axes());
    }

    /** Where an operation went wrong; null where it can't. */
    private static @Nullable Node wrong(Kind kind, Value.Map m, Node made) {
        Node a = m.inputs().get(0);
        Node b = m.inputs().size() > 1 ? m.inputs().get(1) : null;
        Op op = m.op();
        if (op == Op.CAST) {
            boolean cut =
                    kind == Kind.INVALID && a.dtype().isFloat() && made.dtype().isInteger();
            return cut ? unary(Op.NOT, unary(Op.ISFINITE, a)) : null;
        }
        if (!made.dtype().isInexact()) {
            boolean divides = op == Op.FLOOR_DIV || op == Op.MOD;
            return kind == Kind.DIVIDE && divides && b != null && made.dtype().isInteger() ? isNumber(b, 0) : null;
        }
        if (op == Op.SELECT || op == Op.COPYSIGN || op == Op.NEXTAFTER || op == Op.NEG || op == Op.ABS) {
            return null;
        }
        return switch (kind) {
            case DIVIDE -> divided(op, a, b);
            case INVALID -> {
                Node was = b == null ? unary(Op.ISNAN, a) : or(unary(Op.ISNAN, a), unary(Op.ISNAN, b));
                yield and(unary(Op.ISNAN, made), unary(Op.NOT, was));
            }
            case OVER -> {
                Node finite = b == null ? unary(Op.ISFINITE, a) : and(unary(Op.ISFINITE, a), unary(Op.ISFINITE, b));
                Node over = and(unary(Op.ISINF, made), finite);
                Node divided = divided(op, a, b);
                yield divided == null ? over : and(over, unary(Op.NOT, divided));
            }
            case UNDER -> under(op, a, b, made);
        };
    }

    /** Where a pole was met. */
    private static @Nullable Node divided(Op op, Node a, @Nullable Node b) {
        if (a.dtype().isComplex()) {
            return null;
        }
        return switch (op) {
            case DIV, FLOOR_DIV -> and(isNumber(b, 0), and(unary(Op.ISFINITE, a), unary(Op.NOT, isNumber(a, 0))));
            case LOG, LOG2, LOG10 -> isNumber(a, 0);
            case LOG1P -> isNumber(a, -1);
            case ATANH -> isNumber(unary(Op.ABS, a), 1);
            case POW -> and(isNumber(a, 0), Graph.binary("errstate", Op.LT, b, NDArray.scalar(b.dtype(), 0.0)));
            default -> null;
        };
    }

    /** Where a result is smaller than the numbers with all digits, and its operands say that it is not 0. */
    private static @Nullable Node under(Op op, Node a, @Nullable Node b, Node made) {
        if (made.dtype().isComplex()) {
            return null;
        }
        Node somewhat = switch (op) {
            case MUL, DIV ->
                and(
                        and(unary(Op.ISFINITE, a), unary(Op.ISFINITE, b)),
                        unary(Op.NOT, op == Op.MUL ? or(isNumber(a, 0), isNumber(b, 0)) : isNumber(a, 0)));
            case EXP, EXP2 -> unary(Op.ISFINITE, a);
            case POW -> and(unary(Op.ISFINITE, b), and(unary(Op.ISFINITE, a), unary(Op.NOT, isNumber(a, 0))));
            default -> null;
        };
        if (somewhat == null) {
            return null;
        }
        DType t = made.dtype();
        Node small = Graph.binary(
                "errstate",
                Op.LT,
                unary(Op.ABS, made),
                NDArray.scalar(t, Finfo.of(t).smallestNormal()));
        return and(small, somewhat);
    }

    private static Node isNumber(@Nullable Node x, double number) {
        if (x == null) {
            throw new IllegalStateException("an operation of two operands has one");
        }
        return Graph.binary(
                "errstate",
                Op.EQ,
                x,
                x.dtype().isInexact()
                        ? NDArray.scalar(x.dtype(), number)
                        : Graph.constant(x.dtype(), Shape.SCALAR, (long) number));
    }

    private static Node unary(Op op, @Nullable Node x) {
        return Graph.unary("errstate", op, x);
    }

    private static Node and(Node a, Node b) {
        return Graph.binary("errstate", Op.AND, a, b);
    }

    private static Node or(Node a, Node b) {
        return Graph.binary("errstate", Op.OR, a, b);
    }

    private static boolean any(Node truth) {
        return Elementwise.isTrue(
                new NDArray(Graph.reduce("errstate", FoldOp.ANY, truth, Shape.allAxes(truth.shape().length))));
    }

    private void report(Kind kind, String op) {
        String message = op.toLowerCase(Locale.ROOT) + ": " + kind.text;
        switch (state.of(kind)) {
            case IGNORE -> {}
            case WARN -> LOG.log(System.Logger.Level.WARNING, message);
            case RAISE ->
                throw new FloatingPointException(message + " met; Np.errstate(state.with"
                        + kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT)
                        + "(IGNORE)) goes on, as is the default");
            case CALL -> {
                Consumer<String> handler = call;
                if (handler == null) {
                    throw new FloatingPointException(
                            message + " met, and there is nothing to call; give seterrcall a handler");
                }
                handler.accept(message);
            }
        }
    }
}
