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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * Runs a kernel as its text says: all loops one iteration after another, every index checked. Values are held as
 * {@link Scalars} says. Sums of floats are compensated, so that the result is nearer to the true sum than any engine's.
 */
public final class Interpreter {
    /** What a kernel's memory is while it runs: its variables by slot, and its buffers. */
    private record Frame(long[] vars, HostBuffer[] bufs) {}

    private interface Value {
        long in(Frame f);
    }

    private interface Action {
        void in(Frame f);
    }

    private final Kernel kernel;
    private final Map<String, Integer> vars = new HashMap<>();
    private final Map<String, Integer> locals = new HashMap<>();

    private Interpreter(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Runs a kernel.
     *
     * @param buffers by slot; a complex buffer is seen as its values
     * @param scalars by position: the value of an integer or bool, the raw bits of the double of a float
     * @throws KernelException if arguments do not fit the kernel, or an index is outside its buffer
     */
    public static void run(Kernel kernel, HostBuffer[] buffers, long[] scalars) {
        new Interpreter(kernel).run(buffers, scalars);
    }

    private void run(HostBuffer[] buffers, long[] scalars) {
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
        Frame frame = new Frame(new long[vars.size()], bufs);
        for (int i = 0; i < scalars.length; i++) {
            frame.vars[scalarSlots[i]] = fit[i].applyAsLong(scalars[i]);
        }
        body.in(frame);
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
                a.in(f);
            }
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
            case Stmt.Block b -> throw new UnsupportedOperationException("block");
            case Stmt.Repeat b -> throw new UnsupportedOperationException("repeat");
            case Stmt.Break b -> throw new UnsupportedOperationException("break");
            case Stmt.Continue b -> throw new UnsupportedOperationException("continue");
            case Stmt.Shared b -> throw new UnsupportedOperationException("shared");
            case Stmt.Barrier b -> throw new UnsupportedOperationException("barrier");
            case Stmt.Atomic b -> throw new UnsupportedOperationException("atomic");
            case Stmt.Check b -> throw new UnsupportedOperationException("check");
        };
    }

    private Action assign(Expr.Var v, Expr e) {
        int slot = slot(v);
        Value value = value(e);
        return f -> f.vars[slot] = value.in(f);
    }

    private Action loop(Expr.Var v, Expr from, Expr to, Action body) {
        int slot = slot(v);
        Value first = value(from);
        Value end = value(to);
        return f -> {
            long n = end.in(f);
            for (long i = first.in(f); i < n; i++) {
                f.vars[slot] = i;
                body.in(f);
            }
        };
    }

    /** New memory filled with what no kernel may read: NaN, or a bit pattern. */
    private Action local(Stmt.Local l) {
        int slot = slot(l.buf());
        DType t = l.buf().type();
        Value length = value(l.length());
        return f -> {
            long n = length.in(f);
            HostBuffer memory = HostBuffer.allocate(t, n);
            for (long i = 0; i < n; i++) {
                if (t.isFloat()) {
                    memory.setDouble(i, Double.NaN);
                } else {
                    memory.setLong(i, t.isBool() ? 1 : 0x5a5a5a5a5a5a5a5aL);
                }
            }
            f.bufs[slot] = memory;
        };
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
        Action walk = f -> {
            body.in(f);
            folder.step().in(f);
        };
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
        Action step = f -> {
            for (int i = 0; i < n; i++) {
                f.vars[nextSlots[i]] = value[i].in(f);
            }
            for (int i = 0; i < n; i++) {
                results[i] = combined[i].in(f);
            }
            for (int i = 0; i < n; i++) {
                f.vars[stateSlots[i]] = results[i];
            }
        };
        return new Folder(_ -> {}, step, _ -> {});
    }

    /** Neumaier's sum in double: what each addition rounds off is summed beside it. */
    private Folder compensatedSum(Expr.Var state, Value value) {
        int sum = slot(state);
        int lost = slot(fresh(DType.FLOAT64));
        LongUnaryOperator round = Scalars.canonical(state.type());
        Action begin = f -> f.vars[lost] = 0;
        Action step = f -> {
            double s = longBitsToDouble(f.vars[sum]);
            double x = longBitsToDouble(value.in(f));
            double t = s + x;
            double off = Math.abs(s) >= Math.abs(x) ? s - t + x : x - t + s;
            f.vars[sum] = doubleToRawLongBits(t);
            f.vars[lost] = doubleToRawLongBits(longBitsToDouble(f.vars[lost]) + off);
        };
        Action end = f -> {
            double s = longBitsToDouble(f.vars[sum]);
            double off = longBitsToDouble(f.vars[lost]);
            // past an infinity "what was rounded off" is NaN; adding 0 would lose the sign of -0
            double total = Double.isFinite(s) && off != 0 ? s + off : s;
            f.vars[sum] = round.applyAsLong(doubleToRawLongBits(total));
        };
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
            case Expr.Id id -> throw new UnsupportedOperationException("id");
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
        if (b.type().isFloat()) {
            return f -> {
                HostBuffer memory = f.bufs[slot];
                memory.setDouble(check(b, memory, index.in(f)), longBitsToDouble(value.in(f)));
            };
        }
        return f -> {
            HostBuffer memory = f.bufs[slot];
            memory.setLong(check(b, memory, index.in(f)), value.in(f));
        };
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
