package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Stmt.Check} before each access of a fused kernel to its arguments, and before each division of integers; where
 * one fails, nothing is written, the first value is read, or 1 divides. The lengths of the buffers are further scalar arguments.
 */
public final class Checks {
    private static final Expr ZERO = Expr.constant(DType.INT64, 0);

    private final Kernel kernel;
    private final Fresh fresh;
    private final Map<String, Expr> lengths = new HashMap<>();

    private Checks(Kernel kernel) {
        this.kernel = kernel;
        fresh = new Fresh(kernel);
    }

    /** The checked kernel; it is launched with the scalars that {@link #arguments} gives. */
    public static Kernel apply(Kernel kernel) {
        Checks c = new Checks(kernel);
        List<Expr.Var> scalars = new ArrayList<>(kernel.scalars());
        for (Buf b : kernel.buffers()) {
            Expr.Var length = c.fresh.var("length_" + b.name(), DType.INT64);
            scalars.add(length);
            c.lengths.put(b.name(), length);
        }
        return new Kernel(kernel.name(), kernel.buffers(), scalars, c.block(kernel.body()));
    }

    /** A launch's scalars, and behind them the number of values of each buffer. */
    public static long[] arguments(Buffer[] buffers, long[] scalars) {
        long[] all = Arrays.copyOf(scalars, scalars.length + buffers.length);
        for (int i = 0; i < buffers.length; i++) {
            all[scalars.length + i] = buffers[i].length() * buffers[i].dtype().parts();
        }
        return all;
    }

    // ---- statements

    private List<Stmt> block(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        body.forEach(s -> statement(s, out));
        return out;
    }

    private void statement(Stmt s, List<Stmt> out) {
        switch (s) {
            case Stmt.Let l -> out.add(new Stmt.Let(l.var(), value(l.value(), null, out)));
            case Stmt.Assign a -> out.add(new Stmt.Assign(a.var(), value(a.value(), null, out)));
            case Stmt.Store st -> {
                Place at = place(st.buf(), st.index(), null, out);
                Stmt store = new Stmt.Store(st.buf(), at.index, value(st.value(), null, out));
                out.add(at.fine == null ? store : new Stmt.If(at.fine, List.of(store), List.of()));
            }
            case Stmt.Local l -> {
                if (l.length() instanceof Expr.Const) {
                    lengths.put(l.buf().name(), Expr.cast(DType.INT64, l.length()));
                }
                out.add(l);
            }
            case Stmt.Loop l -> out.add(new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), block(l.body())));
            case Stmt.If i ->
                out.add(new Stmt.If(value(i.condition(), null, out), block(i.then()), block(i.otherwise())));
            case Stmt.Fold f -> {
                List<Stmt> body = new ArrayList<>(block(f.body()));
                List<Expr> values =
                        f.values().stream().map(e -> value(e, null, body)).toList();
                out.add(new Stmt.Fold(f.op(), f.results(), f.axes(), body, values));
            }
            case Stmt.Block b -> out.add(new Stmt.Block(b.label(), block(b.body())));
            case Stmt.Repeat r -> out.add(new Stmt.Repeat(r.label(), block(r.body())));
            case Stmt.Break b -> out.add(b);
            case Stmt.Continue c -> out.add(c);
            case Stmt.Shared sh -> out.add(sh);
            case Stmt.Barrier b -> out.add(b);
            case Stmt.Shuffle x -> out.add(new Stmt.Shuffle(x.var(), value(x.value(), null, out), x.distance()));
            case Stmt.Check c -> out.add(c);
            case Stmt.LoadVector l -> throw unexpected(l);
            case Stmt.StoreVector st -> throw unexpected(st);
            case Stmt.Atomic a -> throw unexpected(a);
            case Stmt.Gather g -> throw unexpected(g);
            case Stmt.Pick p -> throw unexpected(p);
            case Stmt.Scatter c -> throw unexpected(c);
            case Stmt.TileCall c -> throw unexpected(c);
            case Stmt.TileFold t -> throw unexpected(t);
        }
    }

    private static IllegalStateException unexpected(Stmt s) {
        return new IllegalStateException("in a fused kernel: " + s);
    }

    // ---- expressions

    /** An index that is inside its buffer, and whether the one asked for is; null where that is not checked. */
    private record Place(Expr index, @Nullable Expr fine) {}

    /** An expression whose accesses and divisions are inside their limits; the checks go to {@code out}. */
    private Expr value(Expr e, @Nullable Expr only, List<Stmt> out) {
        return switch (e) {
            case Expr.Const c -> c;
            case Expr.Var v -> v;
            case Expr.Id i -> i;
            case Expr.Load l -> new Expr.Load(l.buf(), place(l.buf(), l.index(), only, out).index);
            case Expr.Apply a
            when a.op() == Op.SELECT && mayFail(a) -> {
                Expr condition = name(value(a.arg(0), only, out), out);
                Expr yes = value(a.arg(1), both(only, condition), out);
                Expr no = value(a.arg(2), both(only, Expr.apply(Op.NOT, condition)), out);
                yield new Expr.Apply(Op.SELECT, a.type(), List.of(condition, yes, no));
            }
            case Expr.Apply a -> {
                List<Expr> args = new ArrayList<>();
                a.args().forEach(x -> args.add(value(x, only, out)));
                if (isDivision(a)) {
                    args.set(1, divisor(args.get(1), only, out));
                }
                yield new Expr.Apply(a.op(), a.type(), args);
            }
        };
    }

    private Place place(Buf buf, Expr index, @Nullable Expr only, List<Stmt> out) {
        Expr length = lengths.get(buf.name());
        Expr asked = value(index, only, out);
        if (length == null) {
            return new Place(asked, null);
        }
        Expr at = name(Expr.cast(DType.INT64, asked), out);
        Expr fine = name(Expr.apply(Op.AND, Expr.apply(Op.GE, at, ZERO), Expr.apply(Op.LT, at, length)), out);
        out.add(new Stmt.Check(
                unless(only, fine),
                kernel.name() + ": " + buf.name() + "[{0}] is out of range for length {1}",
                List.of(at, length)));
        return new Place(Expr.select(fine, at, ZERO), fine);
    }

    private Expr divisor(Expr e, @Nullable Expr only, List<Stmt> out) {
        Expr by = name(e, out);
        Expr fine = name(Expr.apply(Op.NE, by, Expr.constant(by.type(), 0)), out);
        out.add(new Stmt.Check(unless(only, fine), kernel.name() + ": division by zero", List.of()));
        return Expr.select(fine, by, Expr.constant(by.type(), 1));
    }

    private static boolean isDivision(Expr.Apply a) {
        return (a.op() == Op.DIV || a.op() == Op.REM)
                && a.type().isInteger()
                && !(a.arg(1) instanceof Expr.Const c && c.bits() != 0);
    }

    private static boolean mayFail(Expr e) {
        boolean[] found = {false};
        Walk.parts(e, x -> found[0] |= x instanceof Expr.Load || x instanceof Expr.Apply a && isDivision(a));
        return found[0];
    }

    private static Expr both(@Nullable Expr a, Expr b) {
        return a == null ? b : Expr.apply(Op.AND, a, b);
    }

    /** What must hold: {@code fine}, where {@code only} is true. */
    private static Expr unless(@Nullable Expr only, Expr fine) {
        return only == null ? fine : Expr.apply(Op.OR, Expr.apply(Op.NOT, only), fine);
    }

    private Expr name(Expr e, List<Stmt> out) {
        if (e instanceof Expr.Const || e instanceof Expr.Var) {
            return e;
        }
        Expr.Var v = fresh.var("checked", e.type());
        out.add(new Stmt.Let(v, e));
        return v;
    }
}
