package io.github.tornadoarrays.engine.reference;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a kernel as its text says: all loops one iteration after another, every index checked. Values are held as
 * {@link Scalars} says. Sums of floats are compensated, so that the result is nearer to the true sum than any engine's.
 */
public final class Interpreter {
    /** What a kernel's memory is while it runs: its variables by slot, its buffers, and whose it is. */
    private record Frame(long[] vars, HostBuffer[] bufs, WorkItem item) {}

    private interface Value {
        long in(Frame f);
    }

    private interface Action {
        /** Where it goes on; null for what comes next. */
        @Nullable
        Jump in(Frame f);
    }

    /** A way out of all statements inside the one with the label: to what follows it, or to its next round. */
    private record Jump(String label, boolean again) {}

    private final Kernel kernel;
    private final Map<String, Integer> vars = new HashMap<>();
    private final Map<String, Integer> locals = new HashMap<>();
    private int barriers;
    private @Nullable String failure;

    private Interpreter(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Runs a kernel over its loops.
     *
     * @param buffers by slot; a complex buffer is seen as its values
     * @param scalars by position: the value of an integer or bool, the raw bits of the double of a float
     * @throws KernelException if arguments do not fit the kernel, an index is outside its buffer, an integer is divided by
     *     zero, or a check does not hold
     */
    public static void run(Kernel kernel, HostBuffer[] buffers, long[] scalars) {
        run(kernel, buffers, scalars, WorkItem.ALONE);
    }

    /** Runs a kernel for each work item of a launch, one group after another. */
    static void run(Kernel kernel, HostBuffer[] buffers, long[] scalars, List<WorkItem> groups) {
        Interpreter it = new Interpreter(kernel);
        try {
            it.run(buffers, scalars, groups);
        } catch (ArithmeticException e) {
            throw new KernelException(kernel.name() + ": " + e.getMessage(), e);
        } catch (KernelException e) {
            // a check said more of it
            throw it.failure == null ? e : new KernelException(it.failure, e);
        }
        if (it.failure != null) {
            throw new KernelException(it.failure);
        }
    }

    private void run(HostBuffer[] buffers, long[] scalars, List<WorkItem> groups) {
        if (buffers.length != kernel.buffers().size()
                || scalars.length != kernel.scalars().size()) {
            throw new KernelException(kernel.name() + ": given " + buffers.length + " buffers and " + scalars.length
                    + " scalars; the kernel takes " + kernel.buffers().size() + " and "
                    + kernel.scalars().size());
        }
        for (int i = 0; i < buffers.length; i++) {
            Buf b = kernel.buffers().get(i);
            if (buffers[i].dtype().part() != b.type()) {
                throw new KernelException(kernel.name() + ": buffer " + b.name() + " is given as " + buffers[i].dtype()
                        + "; the kernel takes " + b.type());
            }
        }
        int[] scalarSlots = new int[scalars.length];
        LongUnaryOperator[] fit = new LongUnaryOperator[scalars.length];
        for (int i = 0; i < scalars.length; i++) {
            Expr.Var v = kernel.scalars().get(i);
            scalarSlots[i] = slot(v);
            fit[i] = Scalars.canonical(v.type());
        }
        Action body = block(kernel.body());

        HostBuffer[] bufs = new HostBuffer[buffers.length + locals.size()];
        System.arraycopy(buffers, 0, bufs, 0, buffers.length);
        long[] first = new long[vars.size()];
        for (int i = 0; i < scalars.length; i++) {
            first[scalarSlots[i]] = fit[i].applyAsLong(scalars[i]);
        }
        for (WorkItem group : groups) {
            group.run(
                    kernel.name(),
                    barriers > 0,
                    bufs.length,
                    item -> body.in(new Frame(first.clone(), bufs.clone(), item)));
        }
    }

    private int slot(Expr.Var v) {
        return vars.computeIfAbsent(v.name(), _ -> vars.size());
    }

    private int slot(Buf b) {
        return b.isLocal() ? kernel.buffers().size() + locals.computeIfAbsent(b.name(), _ -> locals.size()) : b.slot();
    }

    // ---- statements

    private Action block(List<Stmt> body) {
        Action[] actions = body.stream().map(this::action).toArray(Action[]::new);
        return f -> {
            for (Action a : actions) {
                Jump out = a.in(f);
                if (out != null) {
                    return out;
                }
            }
            return null;
        };
    }

    private Action action(Stmt s) {
        return switch (s) {
            case Stmt.Let(Expr.Var v, Expr value) -> assign(v, value);
            case Stmt.Assign(Expr.Var v, Expr value) -> assign(v, value);
            case Stmt.Store st -> store(st.buf(), value(st.index()), value(st.value()));
            case Stmt.Local l -> local(l);
            case Stmt.Loop l -> loop(l.var(), l.from(), l.to(), block(l.body()));
            case Stmt.If i -> {
                Value condition = value(i.condition());
                Action then = block(i.then());
                Action otherwise = block(i.otherwise());
                yield f -> (condition.in(f) != 0 ? then : otherwise).in(f);
            }
            case Stmt.Fold fold -> fold(fold);
            case Stmt.Gather g -> each(g.n(), i -> store(g.to(), i, load(g.from(), at(g.base(), g.stride(), i))));
            case Stmt.Pick p -> each(p.n(), i -> store(p.to(), i, load(p.from(), load(p.index(), i))));
            case Stmt.Scatter c -> each(c.n(), i -> store(c.to(), at(c.base(), c.stride(), i), load(c.from(), i)));
            case Stmt.TileCall c -> {
                Expr.Var i = fresh(DType.INT64);
                List<Expr> args = new ArrayList<>();
                c.from().forEach(b -> args.add(new Expr.Load(b, i)));
                Expr call = new Expr.Apply(c.op(), c.to().type(), args);
                yield loop(i, Expr.constant(DType.INT64, 0), c.n(), action(new Stmt.Store(c.to(), i, call)));
            }
            case Stmt.TileFold t -> tileFold(t);
            case Stmt.Block b -> {
                Action body = block(b.body());
                yield f -> {
                    Jump out = body.in(f);
                    return out == null || out.label.equals(b.label()) ? null : out;
                };
            }
            case Stmt.Repeat r -> repeat(r.label(), block(r.body()));
            case Stmt.Break b -> {
                Jump out = new Jump(b.label(), false);
                yield _ -> out;
            }
            case Stmt.Continue c -> {
                Jump out = new Jump(c.label(), true);
                yield _ -> out;
            }
            case Stmt.Shared l -> {
                int slot = slot(l.buf());
                yield step(f ->
                        f.bufs[slot] = f.item.shared(slot, () -> fresh(l.buf().type(), l.length())));
            }
            case Stmt.Barrier b -> {
                int number = ++barriers;
                yield step(f -> f.item.await(number));
            }
            case Stmt.Shuffle x -> shuffle(x);
            case Stmt.LoadVector l -> {
                List<Stmt> one = new ArrayList<>();
                for (int k = 0; k < l.vars().size(); k++) {
                    Expr at = Expr.add(l.index(), Expr.constant(DType.INT64, k));
                    one.add(new Stmt.Let(l.vars().get(k), new Expr.Load(l.buf(), at)));
                }
                yield block(one);
            }
            case Stmt.StoreVector st -> {
                List<Stmt> one = new ArrayList<>();
                for (int k = 0; k < st.values().size(); k++) {
                    Expr at = Expr.add(st.index(), Expr.constant(DType.INT64, k));
                    one.add(new Stmt.Store(st.buf(), at, st.values().get(k)));
                }
                yield block(one);
            }
            case Stmt.Atomic a -> atomic(a);
            case Stmt.Check c -> check(c);
        };
    }

    private interface Step {
        void in(Frame f);
    }

    /** What never jumps. */
    private static Action step(Step s) {
        return f -> {
            s.in(f);
            return null;
        };
    }

    private Action assign(Expr.Var v, Expr e) {
        int slot = slot(v);
        Value value = value(e);
        return step(f -> f.vars[slot] = value.in(f));
    }

    /** Each work item shows its value, and after a barrier reads the other's. */
    private Action shuffle(Stmt.Shuffle x) {
        int slot = slot(x.var());
        Value value = value(x.value());
        int number = ++barriers;
        return step(f -> {
            f.item.show(value.in(f));
            f.item.await(number);
            long other = f.item.shown(x.distance());
            f.item.await(-number);
            f.vars[slot] = other;
        });
    }

    private static Action repeat(String label, Action body) {
        return f -> {
            while (true) {
                Jump out = body.in(f);
                if (out != null && !out.label.equals(label)) {
                    return out;
                }
                if (out != null && !out.again) {
                    return null;
                }
            }
        };
    }

    /** One work item runs at a time, so nothing comes between. */
    private Action atomic(Stmt.Atomic a) {
        Expr.Var index = fresh(a.index().type());
        Expr old = a.before();
        Expr operand = a.operands().get(0);
        Expr changed = switch (a.op()) {
            case ADD -> Expr.apply(Op.ADD, old, operand);
            case MIN -> Expr.apply(Op.MIN, old, operand);
            case MAX -> Expr.apply(Op.MAX, old, operand);
            case AND -> Expr.apply(Op.AND, old, operand);
            case OR -> Expr.apply(Op.OR, old, operand);
            case XOR -> Expr.apply(Op.XOR, old, operand);
            case EXCHANGE -> operand;
            case COMPARE_EXCHANGE ->
                Expr.select(Expr.apply(Op.EQ, old, operand), a.operands().get(1), old);
        };
        return block(List.of(
                new Stmt.Let(index, a.index()),
                new Stmt.Let(a.before(), new Expr.Load(a.buf(), index)),
                new Stmt.Store(a.buf(), index, changed)));
    }

    /** The first check that fails is the launch's failure. */
    private Action check(Stmt.Check c) {
        Value condition = value(c.condition());
        Value[] values = c.values().stream().map(this::value).toArray(Value[]::new);
        return step(f -> {
            if (condition.in(f) == 0 && failure == null) {
                long[] at = Arrays.stream(values).mapToLong(v -> v.in(f)).toArray();
                failure = Stmt.Check.filled(c.message(), at);
            }
        });
    }

    private Action loop(Expr.Var v, Expr from, Expr to, Action body) {
        int slot = slot(v);
        Value first = value(from);
        Value end = value(to);
        return f -> {
            long n = end.in(f);
            for (long i = first.in(f); i < n; i++) {
                f.vars[slot] = i;
                Jump out = body.in(f);
                if (out != null) {
                    return out;
                }
            }
            return null;
        };
    }

    private Action local(Stmt.Local l) {
        int slot = slot(l.buf());
        Value length = value(l.length());
        return step(f -> f.bufs[slot] = fresh(l.buf().type(), length.in(f)));
    }

    /** New memory filled with what no kernel may read: NaN, or a bit pattern. */
    private static HostBuffer fresh(DType t, long n) {
        HostBuffer memory = HostBuffer.allocate(t, n);
        for (long i = 0; i < n; i++) {
            if (t.isFloat()) {
                memory.setDouble(i, Double.NaN);
            } else {
                memory.setLong(i, t.isBool() ? 1 : 0x5a5a5a5a5a5a5a5aL);
            }
        }
        return memory;
    }

    private interface Body {
        Action at(Value i);
    }

    private Action each(Expr n, Body body) {
        Expr.Var i = fresh(DType.INT64);
        return loop(i, Expr.constant(DType.INT64, 0), n, body.at(value(i)));
    }

    private Value at(Expr base, Expr stride, Value i) {
        Value b = value(base);
        Value s = value(stride);
        return f -> b.in(f) + s.in(f) * i.in(f);
    }

    private Expr.Var fresh(DType t) {
        Expr.Var v = new Expr.Var("#" + vars.size(), t);
        slot(v);
        return v;
    }

    // ---- folds

    private Action fold(Stmt.Fold fold) {
        List<Expr.Var> state = fold.results();
        List<Stmt> init = new ArrayList<>();
        List<Expr> first = fold.op().init(state.stream().map(Expr.Var::type).toList());
        for (int i = 0; i < state.size(); i++) {
            init.add(new Stmt.Let(state.get(i), first.get(i)));
        }
        Folder folder = folder(fold.op(), state, fold.values());
        Action body = block(fold.body());
        Action walk = sequence(body, folder.step());
        for (Stmt.Axis a : fold.axes().reversed()) {
            walk = loop(a.var(), a.from(), a.to(), walk);
        }
        return sequence(block(init), folder.begin(), walk, folder.end());
    }

    private Action tileFold(Stmt.TileFold t) {
        Expr.Var i = fresh(DType.INT64);
        List<Expr> values = new ArrayList<>();
        values.add(new Expr.Load(t.from(), Expr.apply(Op.ADD, Expr.cast(DType.INT64, t.base()), i)));
        if (t.state().size() > 1) {
            values.add(Expr.apply(Op.ADD, Expr.cast(DType.INT64, t.position()), i));
        }
        Folder folder = folder(t.op(), t.state(), values);
        Action walk = loop(i, Expr.constant(DType.INT64, 0), t.n(), folder.step());
        return sequence(folder.begin(), walk, folder.end());
    }

    private static Action sequence(Action... actions) {
        return f -> {
            for (Action a : actions) {
                a.in(f);
            }
            return null;
        };
    }

    /** What happens before, at each point of, and after a fold over state variables that have their values already. */
    private record Folder(Action begin, Action step, Action end) {}

    private Folder folder(FoldOp op, List<Expr.Var> state, List<Expr> values) {
        if (op == FoldOp.SUM && state.get(0).type().isFloat()) {
            return compensatedSum(state.get(0), value(values.get(0)));
        }
        int n = state.size();
        List<Expr.Var> next = state.stream().map(v -> fresh(v.type())).toList();
        int[] stateSlots = state.stream().mapToInt(this::slot).toArray();
        int[] nextSlots = next.stream().mapToInt(this::slot).toArray();
        Value[] value = values.stream().map(this::value).toArray(Value[]::new);
        Value[] combined = op.combine(state, next).stream().map(this::value).toArray(Value[]::new);
        long[] results = new long[n];
        Action step = step(f -> {
            for (int i = 0; i < n; i++) {
                f.vars[nextSlots[i]] = value[i].in(f);
            }
            for (int i = 0; i < n; i++) {
                results[i] = combined[i].in(f);
            }
            for (int i = 0; i < n; i++) {
                f.vars[stateSlots[i]] = results[i];
            }
        });
        return new Folder(step(_ -> {}), step, step(_ -> {}));
    }

    /** Neumaier's sum in double: what each addition rounds off is summed beside it. */
    private Folder compensatedSum(Expr.Var state, Value value) {
        int sum = slot(state);
        int lost = slot(fresh(DType.FLOAT64));
        LongUnaryOperator round = Scalars.canonical(state.type());
        Action begin = step(f -> f.vars[lost] = 0);
        Action step = step(f -> {
            double s = longBitsToDouble(f.vars[sum]);
            double x = longBitsToDouble(value.in(f));
            double t = s + x;
            double off = Math.abs(s) >= Math.abs(x) ? s - t + x : x - t + s;
            f.vars[sum] = doubleToRawLongBits(t);
            f.vars[lost] = doubleToRawLongBits(longBitsToDouble(f.vars[lost]) + off);
        });
        Action end = step(f -> {
            double s = longBitsToDouble(f.vars[sum]);
            double off = longBitsToDouble(f.vars[lost]);
            // past an infinity "what was rounded off" is NaN; adding 0 would lose the sign of -0
            double total = Double.isFinite(s) && off != 0 ? s + off : s;
            f.vars[sum] = round.applyAsLong(doubleToRawLongBits(total));
        });
        return new Folder(begin, step, end);
    }

    // ---- expressions

    private Value value(Expr e) {
        return switch (e) {
            case Expr.Const c -> {
                long bits = Scalars.canonical(c.type()).applyAsLong(c.bits());
                yield _ -> bits;
            }
            case Expr.Var v -> {
                int slot = slot(v);
                yield f -> f.vars[slot];
            }
            case Expr.Id id -> f -> f.item.number(id);
            case Expr.Load l -> load(l.buf(), value(l.index()));
            case Expr.Apply a -> apply(a);
        };
    }

    private Value apply(Expr.Apply a) {
        if (a.args().size() != a.op().arity()) {
            throw new KernelException(
                    kernel.name() + ": " + a.op() + " of " + a.args().size() + " operands; it takes " + a.op().arity());
        }
        Value x = value(a.arg(0));
        DType t = a.arg(0).type();
        return switch (a.op().arity()) {
            case 1 -> {
                LongUnaryOperator op = Scalars.unary(a.op(), t, a.type());
                yield f -> op.applyAsLong(x.in(f));
            }
            case 2 -> {
                Value y = value(a.arg(1));
                LongBinaryOperator op = Scalars.binary(a.op(), t);
                yield f -> op.applyAsLong(x.in(f), y.in(f));
            }
            default -> {
                Value y = value(a.arg(1));
                Value z = value(a.arg(2));
                yield a.op() == Op.SELECT
                        ? f -> x.in(f) != 0 ? y.in(f) : z.in(f)
                        : f -> Scalars.fma(t, x.in(f), y.in(f), z.in(f));
            }
        };
    }

    private Value load(Buf b, Value index) {
        int slot = slot(b);
        if (b.type().isFloat()) {
            return f -> {
                HostBuffer memory = f.bufs[slot];
                return doubleToRawLongBits(memory.getDouble(check(b, memory, index.in(f))));
            };
        }
        return f -> {
            HostBuffer memory = f.bufs[slot];
            return memory.getLong(check(b, memory, index.in(f)));
        };
    }

    private Action store(Buf b, Value index, Value value) {
        int slot = slot(b);
        return step(
                b.type().isFloat()
                        ? f -> {
                            HostBuffer memory = f.bufs[slot];
                            memory.setDouble(check(b, memory, index.in(f)), longBitsToDouble(value.in(f)));
                        }
                        : f -> {
                            HostBuffer memory = f.bufs[slot];
                            memory.setLong(check(b, memory, index.in(f)), value.in(f));
                        });
    }

    private long check(Buf b, HostBuffer memory, long i) {
        if (memory == null) {
            throw new KernelException(kernel.name() + ": local buffer " + b.name() + " is used before it is declared");
        }
        long values = memory.length() * memory.dtype().parts();
        if (i < 0 || i >= values) {
            throw new KernelException(kernel.name() + ": index " + i + " of buffer " + b.name() + " is out of bounds"
                    + "; it has " + values + " values");
        }
        return i;
    }
}
