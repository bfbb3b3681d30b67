package io.github.tornadoarrays.ir;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says whether a kernel is well-formed: each name is defined once in its scope and before use, types agree with what the
 * operation takes, buffers are declared, and the one grid loop is outermost. What indices come to is not its business.
 */
public final class Verifier {
    /** How a name came to be; what is fixed may not be assigned. */
    private record Definition(DType type, boolean fixed) {}

    private final List<String> problems = new ArrayList<>();
    private Map<String, Definition> vars = new HashMap<>();
    private Map<String, Buf> bufs = new HashMap<>();
    private final Set<String> labels = new HashSet<>();
    private final Set<String> repeats = new HashSet<>();
    private boolean nested;

    /** Grid loops that are around the statement at hand; -1 once they have ended. */
    private int grids;

    private Verifier() {}

    /**
     * Everything wrong with a kernel; nothing if it is well-formed.
     *
     * @param launch variables that a launch defines, beside the kernel's scalars
     */
    public static List<String> problems(Kernel kernel, Expr.Var... launch) {
        Verifier v = new Verifier();
        for (int i = 0; i < kernel.buffers().size(); i++) {
            Buf b = kernel.buffers().get(i);
            v.require(b.slot() == i, "buffer " + b.name() + " has slot " + b.slot() + " but is argument " + i);
            v.declare(b);
        }
        for (Expr.Var l : launch) {
            v.define(l, true);
        }
        kernel.scalars().forEach(s -> v.define(s, true));
        v.block(kernel.body());
        return List.copyOf(v.problems);
    }

    /**
     * Lets a well-formed kernel through.
     *
     * @throws KernelException if it is not; the message has the problems and the kernel's text
     */
    public static Kernel check(Kernel kernel, Expr.Var... launch) {
        List<String> found = problems(kernel, launch);
        if (!found.isEmpty()) {
            throw new KernelException(
                    kernel.name() + ": not well-formed: " + String.join("; ", found) + "\n" + Printer.print(kernel));
        }
        return kernel;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    private void define(Expr.Var v, boolean fixed) {
        require(!v.type().isComplex(), v.name() + " is " + v.type() + "; scalars are real");
        Definition before = vars.put(v.name(), new Definition(v.type(), fixed));
        require(before == null, v.name() + " is defined twice");
    }

    private void declare(Buf b) {
        require(!b.type().isComplex(), "buffer " + b.name() + " is " + b.type() + "; buffers hold real values");
        Buf before = bufs.put(b.name(), b);
        require(before == null, "buffer " + b.name() + " is declared twice");
    }

    // ---- statements

    private void block(List<Stmt> body) {
        scope(() -> body.forEach(this::stmt));
    }

    private void scope(Runnable inside) {
        Map<String, Definition> outerVars = vars;
        Map<String, Buf> outerBufs = bufs;
        vars = new HashMap<>(outerVars);
        bufs = new HashMap<>(outerBufs);
        inside.run();
        vars = outerVars;
        bufs = outerBufs;
    }

    private void nest(Runnable inside) {
        boolean outer = nested;
        nested = true;
        scope(inside);
        nested = outer;
    }

    private void stmt(Stmt s) {
        switch (s) {
            case Stmt.Let l -> {
                typed("the value of " + l.var().name(), l.var().type(), l.value());
                define(l.var(), false);
            }
            case Stmt.Assign a -> {
                typed("the value of " + a.var().name(), a.var().type(), a.value());
                assignable(a.var());
            }
            case Stmt.Store st -> {
                known(st.buf());
                index("the index into " + st.buf().name(), st.index());
                typed("the value stored into " + st.buf().name(), st.buf().type(), st.value());
            }
            case Stmt.Local l -> {
                index("the length of " + l.buf().name(), l.length());
                require(
                        l.buf().isLocal(),
                        "local buffer " + l.buf().name() + " has an argument's slot "
                                + l.buf().slot());
                declare(l.buf());
            }
            case Stmt.Loop l -> loop(l);
            case Stmt.If i -> {
                typed("the condition", DType.BOOL, i.condition());
                nest(() -> i.then().forEach(this::stmt));
                nest(() -> i.otherwise().forEach(this::stmt));
            }
            case Stmt.Fold f -> fold(f);
            case Stmt.Block b -> labelled(b.label(), false, b.body());
            case Stmt.Repeat r -> labelled(r.label(), true, r.body());
            case Stmt.Break b ->
                require(labels.contains(b.label()), "break " + b.label() + " is not inside what it leaves");
            case Stmt.Continue c ->
                require(repeats.contains(c.label()), "continue " + c.label() + " is not inside what it repeats");
            case Stmt.Shared l -> {
                require(l.length() > 0, "shared buffer " + l.buf().name() + " has length " + l.length());
                require(l.buf().isLocal(), "shared buffer " + l.buf().name() + " has an argument's slot");
                declare(l.buf());
            }
            case Stmt.Barrier b -> {}
            case Stmt.LoadVector l -> {
                known(l.buf());
                index("the index into " + l.buf().name(), l.index());
                l.vars().forEach(v -> {
                    require(
                            v.type() == l.buf().type(),
                            v.name() + " is " + v.type() + "; it must be "
                                    + l.buf().type());
                    define(v, false);
                });
            }
            case Stmt.StoreVector st -> {
                known(st.buf());
                index("the index into " + st.buf().name(), st.index());
                st.values()
                        .forEach(e -> typed(
                                "the value stored into " + st.buf().name(),
                                st.buf().type(),
                                e));
            }
            case Stmt.Shuffle x -> {
                typed("the value of " + x.var().name(), x.var().type(), x.value());
                require(Integer.bitCount(x.distance()) == 1, "a shuffle over " + x.distance() + " work items");
                define(x.var(), false);
            }
            case Stmt.Atomic a -> atomic(a);
            case Stmt.Check c -> {
                typed("the condition", DType.BOOL, c.condition());
                c.values().forEach(e -> typed("a value of a check", DType.INT64, e));
            }
            case Stmt.Gather g -> {
                local("gather", g.to());
                known(g.from());
                require(
                        g.to().type() == g.from().type(),
                        "gather from " + g.from().type() + " to " + g.to().type());
                index("gather's base", g.base());
                index("gather's stride", g.stride());
                index("gather's count", g.n());
            }
            case Stmt.Pick p -> {
                local("pick", p.to());
                local("pick", p.index());
                known(p.from());
                require(
                        p.to().type() == p.from().type(),
                        "pick from " + p.from().type() + " to " + p.to().type());
                require(
                        p.index().type() == DType.INT64,
                        "pick's index is " + p.index().type() + "; it must be int64");
                index("pick's count", p.n());
            }
            case Stmt.Scatter c -> {
                local("scatter", c.from());
                known(c.to());
                require(
                        c.to().type() == c.from().type(),
                        "scatter from " + c.from().type() + " to " + c.to().type());
                index("scatter's base", c.base());
                index("scatter's stride", c.stride());
                index("scatter's count", c.n());
            }
            case Stmt.TileCall c -> {
                local("tile call", c.to());
                c.from().forEach(b -> local("tile call", b));
                index("tile call's count", c.n());
                applied(c.op(), c.to().type(), c.from().stream().map(Buf::type).toList());
            }
            case Stmt.TileFold t -> tileFold(t);
        }
    }

    private void loop(Stmt.Loop l) {
        range(l.var(), l.from(), l.to());
        if (l.kind() == Stmt.LoopKind.GRID) {
            require(
                    !nested || grids > 0,
                    "the grid loop over " + l.var().name() + " is inside something; it must be outermost");
            require(grids >= 0, "a second grid loop, over " + l.var().name() + "; a kernel has at most one");
            require(grids < 3, "the grid loop over " + l.var().name() + " is the fourth; a grid has three dimensions");
            grids = Math.max(grids, 0) + 1;
            boolean inner = l.body().stream().anyMatch(s -> s instanceof Stmt.Loop m && m.kind() == Stmt.LoopKind.GRID);
            for (Stmt s : l.body()) {
                require(
                        !inner || s instanceof Stmt.Let || s instanceof Stmt.Loop m && m.kind() == Stmt.LoopKind.GRID,
                        "between grid loops there is more than names of values");
            }
            nest(() -> {
                define(l.var(), true);
                l.body().forEach(this::stmt);
            });
            grids = grids == 1 ? -1 : grids - 1;
            return;
        }
        int around = grids;
        grids = grids > 0 ? 0 : grids;
        nest(() -> {
            define(l.var(), true);
            l.body().forEach(this::stmt);
        });
        grids = around;
    }

    private void labelled(String label, boolean repeat, List<Stmt> body) {
        require(labels.add(label), "label " + label + " is inside a block of the same label");
        if (repeat) {
            repeats.add(label);
        }
        nest(() -> body.forEach(this::stmt));
        labels.remove(label);
        repeats.remove(label);
    }

    private void atomic(Stmt.Atomic a) {
        known(a.buf());
        index("the index into " + a.buf().name(), a.index());
        DType t = a.buf().type();
        require(
                a.operands().size() == (a.op() == AtomicOp.COMPARE_EXCHANGE ? 2 : 1),
                "atomic " + a.op() + " of " + a.operands().size() + " operands");
        a.operands().forEach(e -> typed("an operand of atomic " + a.op(), t, e));
        boolean bits = a.op() == AtomicOp.AND || a.op() == AtomicOp.OR || a.op() == AtomicOp.XOR;
        require(
                t == DType.INT32 || t == DType.INT64 || !bits && (t == DType.FLOAT32 || t == DType.FLOAT64),
                "atomic " + a.op() + " on " + t + " is not defined");
        require(a.before().type() == t, a.before().name() + " is " + a.before().type() + "; it must be " + t);
        define(a.before(), false);
    }

    private void range(Expr.Var v, Expr from, Expr to) {
        index("where " + v.name() + " starts", from);
        index("where " + v.name() + " ends", to);
        require(
                v.type() == DType.INT64 || v.type() == DType.INT32,
                v.name() + " is " + v.type() + "; loop variables are int64 or int32");
        require(
                from.type() == v.type() && to.type() == v.type(),
                v.name() + " is " + v.type() + " but runs over " + from.type() + ".." + to.type());
    }

    private void fold(Stmt.Fold f) {
        String name = "fold " + f.op();
        nest(() -> {
            for (Stmt.Axis a : f.axes()) {
                range(a.var(), a.from(), a.to());
                define(a.var(), true);
            }
            f.body().forEach(this::stmt);
            f.values().forEach(this::expr);
        });
        if (stateFits(name, f.op(), f.results())) {
            require(
                    types(f.values()).equals(types(f.results()))
                            || f.values().stream().allMatch(e -> widens(f.op(), e.type(), f.results())),
                    name + " of " + types(f.values()) + " into " + types(f.results()));
        }
        f.results().forEach(v -> define(v, false));
    }

    private void tileFold(Stmt.TileFold t) {
        String name = "tile fold " + t.op();
        known(t.from());
        index(name + "'s base", t.base());
        index(name + "'s count", t.n());
        index(name + "'s position", t.position());
        t.state().forEach(this::assignable);
        if (stateFits(name, t.op(), t.state())) {
            DType s = t.state().get(0).type();
            require(
                    t.from().type() == s || widens(t.op(), t.from().type(), t.state()),
                    name + " of " + t.from().type() + " into " + s);
            require(
                    t.op() != FoldOp.COMPLEX_PROD && t.op() != FoldOp.COMPLEX_SUM,
                    name + "; a tile holds one part of a state");
        }
    }

    private static boolean widens(FoldOp op, DType value, List<Expr.Var> state) {
        return (op == FoldOp.SUM || op == FoldOp.PROD || op == FoldOp.COMPLEX_SUM)
                && value == DType.FLOAT32
                && state.get(0).type() == DType.FLOAT64;
    }

    /** Whether state variables are as many, and of such types, as the operation folds into. */
    private boolean stateFits(String name, FoldOp op, List<Expr.Var> state) {
        if (state.isEmpty()) {
            problems.add(name + " has no results");
            return false;
        }
        List<DType> has = types(state);
        List<DType> wants = types(op.init(has));
        require(has.equals(wants), name + " has the state " + has + "; it must be " + wants);
        if (!has.equals(wants)) {
            return false;
        }
        int before = problems.size();
        scope(() -> {
            state.forEach(v -> vars.put(v.name(), new Definition(v.type(), false)));
            op.combine(state, state).forEach(this::expr);
        });
        return problems.size() == before;
    }

    private static List<DType> types(List<? extends Expr> es) {
        return es.stream().map(Expr::type).toList();
    }

    private void assignable(Expr.Var v) {
        expr(v);
        Definition d = vars.get(v.name());
        require(d == null || !d.fixed, v.name() + " is assigned; it is a loop variable or an argument");
    }

    private void known(Buf b) {
        Buf d = bufs.get(b.name());
        if (d == null) {
            problems.add("buffer " + b.name() + " is not declared");
        } else {
            require(d.equals(b), "buffer " + b.name() + " is used as " + b + " but declared as " + d);
        }
    }

    private void local(String what, Buf b) {
        known(b);
        require(b.isLocal(), what + " uses buffer " + b.name() + "; it must be local");
    }

    // ---- expressions

    private void index(String what, Expr e) {
        expr(e);
        require(
                e.type() == DType.INT64 || e.type() == DType.INT32,
                what + " is " + e.type() + "; it must be int64 or int32");
    }

    private void typed(String what, DType t, Expr e) {
        expr(e);
        require(e.type() == t, what + " is " + e.type() + "; it must be " + t + " (" + Printer.text(e) + ")");
    }

    private void expr(Expr e) {
        switch (e) {
            case Expr.Const c -> require(fits(c), "constant " + Printer.text(c) + " is no " + c.type());
            case Expr.Var v -> {
                Definition d = vars.get(v.name());
                if (d == null) {
                    problems.add(v.name() + " is used before it is defined");
                } else {
                    require(d.type == v.type(), v.name() + " is used as " + v.type() + " but defined as " + d.type);
                }
            }
            case Expr.Id id ->
                require(
                        id.dimension() >= 0 && id.dimension() < 3 && grids == 0,
                        Printer.text(id) + " is no number of a work item here");
            case Expr.Load l -> {
                known(l.buf());
                index("the index into " + l.buf().name(), l.index());
            }
            case Expr.Apply a -> {
                a.args().forEach(this::expr);
                applied(a.op(), a.type(), types(a.args()));
            }
        }
    }

    private static boolean fits(Expr.Const c) {
        int bits = c.type().bits();
        return switch (c.type().kind()) {
            case BOOL -> c.bits() == 0 || c.bits() == 1;
            case SIGNED -> c.bits() << 64 - bits >> 64 - bits == c.bits();
            case UNSIGNED -> c.bits() << 64 - bits >>> 64 - bits == c.bits();
            case FLOAT -> true;
            case COMPLEX -> false;
        };
    }

    private void applied(Op op, DType result, List<DType> args) {
        if (args.size() != op.arity()) {
            problems.add(op + " of " + args.size() + " operands; it takes " + op.arity());
            return;
        }
        DType a = args.get(0);
        boolean same = args.stream().allMatch(t -> t == a);
        boolean ok = switch (op) {
            case CAST -> !a.isComplex() && !result.isComplex();
            case SELECT -> a.isBool() && args.get(1) == args.get(2) && result == args.get(1);
            case LT, LE, GT, GE, EQ, NE -> same && result.isBool();
            case ISNAN, ISINF, ISFINITE, SIGNBIT -> !a.isComplex() && result.isBool();
            case ADD, SUB, MUL, DIV, FLOOR_DIV, MOD, POW, NEG, ABS, FMA, SIGN -> same && result == a && !a.isBool();
            case REM -> same && result == a && !a.isBool() && !a.isComplex();
            case MUL_HIGH -> same && result == a && a == DType.INT64;
            case SHL, SHR, POPCOUNT, CLZ -> same && result == a && a.isInteger();
            case BITCAST -> !a.isComplex() && !a.isBool() && !result.isBool() && a.bits() == result.bits();
            case SATURATE -> a.isFloat() && (result == DType.INT32 || result == DType.INT64);
            case MAX, MIN -> same && result == a;
            case AND, OR, XOR, NOT -> same && result == a && !a.isFloat();
            case REAL, IMAG, CONJ, COMPLEX -> false;
            default -> same && result == a && a.isFloat();
        };
        require(
                ok && !result.isComplex(),
                op + args.stream().map(DType::toString).collect(Collectors.joining(", ", "(", ")")) + " giving "
                        + result + " is not defined");
    }
}
