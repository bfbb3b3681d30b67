package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes one kernel: a grid loop, in it the folds and the lanes loop, or the folds inside the lanes loop. Sizes, strides and
 * offsets become arguments, so that other shapes of the same form give the same kernel.
 */
final class Lower {
    private static final DType INDEX = Arguments.INDEX;
    private static final Expr ZERO = Expr.constant(INDEX, 0);

    /** What an access at a computed place costs, in accesses one after another. */
    private static final double RANDOM_ACCESS = 20;

    /** Lanes this many values apart lie in different cache lines. */
    private static final long LONG_STRIDE = 8;

    /** What a user's function with loops is taken to cost, in nanoseconds; nobody knows. */
    private static final double CALL_NANOS = 20;

    private final Trace trace;
    private final Fusion fusion;
    private final List<Integer> grid;
    private final int lane;
    private final Map<Val.Fold, List<Integer>> folds;
    private final boolean rowFolds;

    private final Arguments arguments = new Arguments();
    private final Map<Val, Integer> uses = new IdentityHashMap<>();
    private Map<Val, KeptRows.Row> kept = Map.of();
    private final Map<Val.Fold, List<Expr.Var>> foldResults = new IdentityHashMap<>();
    private final Set<Val.Fold> countedFolds = new HashSet<>();
    private int names;
    private long operations;
    private double cost;
    private boolean strided;

    Lower(
            Trace trace,
            Fusion fusion,
            List<Integer> grid,
            int lane,
            Map<Val.Fold, List<Integer>> folds,
            boolean rowFolds) {
        this.trace = trace;
        this.fusion = fusion;
        this.grid = grid;
        this.lane = lane;
        this.folds = folds;
        this.rowFolds = rowFolds;
    }

    /** Statements under construction, and the values already named in them. */
    private final class Block {
        final Block parent;
        final long vars;
        final List<Stmt> body = new ArrayList<>();
        final Map<Val, Expr> known = new IdentityHashMap<>();
        final Map<Expr, Expr> bases = new HashMap<>();
        final double times;

        Block(Block parent, long vars, double times) {
            this.parent = parent;
            this.vars = parent == null ? vars : parent.vars | vars;
            this.times = times;
        }

        Expr name(String prefix, Expr e) {
            Expr.Var v = new Expr.Var(prefix + names++, e.type());
            body.add(new Stmt.Let(v, e));
            return v;
        }
    }

    Program.Step step(List<Fusion.Output> outputs) {
        Set<Val> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        outputs.forEach(o -> count(o.value(), seen));
        if (rowFolds && lane >= 0) {
            kept = KeptRows.find(trace, fusion, folds, lane, uses);
        }
        Block gridBlock = new Block(null, mask(grid), 1);
        Expr.Var g = new Expr.Var("g", INDEX);
        Expr rest = g;
        Expr total = null;
        for (int k = grid.size() - 1; k >= 0; k--) {
            Expr n = extent(grid.get(k));
            total = total == null ? n : Expr.apply(Op.MUL, n, total);
            Expr i = k == 0 ? rest : Expr.apply(Op.REM, rest, n);
            gridBlock.body.add(new Stmt.Let(var(grid.get(k)), i));
            if (k > 0) {
                rest = gridBlock.name("g", Expr.apply(Op.DIV, rest, n));
            }
        }
        Block inner = gridBlock;
        long lanes = 1;
        if (lane >= 0) {
            lanes = trace.extents[lane];
            inner = new Block(gridBlock, 1L << lane, lanes);
        }
        for (Fusion.Output o : outputs) {
            Expr value = value(o.value(), inner);
            Expr at = index(o.at(), resultOffset(o), Arguments.name(o.buffer()), inner);
            touch(inner, 1);
            inner.body.add(new Stmt.Store(arguments.buffer(o.buffer(), o.type()), at, value));
        }
        if (lane >= 0) {
            Expr zero = ZERO;
            gridBlock.body.add(new Stmt.Loop(LoopKind.LANES, var(lane), zero, extent(lane), inner.body));
        }
        Stmt.Loop loop =
                new Stmt.Loop(LoopKind.GRID, g, ZERO, total == null ? Expr.constant(INDEX, 1) : total, gridBlock.body);
        long rows = 1;
        for (int v : grid) {
            rows *= trace.extents[v];
        }
        Kernel kernel = new Kernel(kernelName(outputs), arguments.buffers, arguments.scalars, List.of(loop));
        return new Program.Step(
                kernel,
                arguments.bufferArgs,
                arguments.scalarArgs,
                rows,
                lanes,
                !rowFolds && lane >= 0,
                strided,
                cost / lanes,
                bytes(outputs, rows * lanes),
                operations * rows);
    }

    // ---- names and arguments

    private static long mask(List<Integer> vars) {
        long m = 0;
        for (int v : vars) {
            m |= 1L << v;
        }
        return m;
    }

    private static Expr.Var var(int v) {
        return new Expr.Var("i" + v, INDEX);
    }

    private Expr extent(int v) {
        return arguments.fixed("n", "" + v, trace.extents[v]);
    }

    /** The offset of the result as an expression; zero where it is known to be. */
    private Expr resultOffset(Fusion.Output o) {
        long more = o.at().constant();
        return o.fromStart() && more == 0
                ? ZERO
                : arguments.scalar("o", new Program.ScalarArg.ResultOffset(more), INDEX);
    }

    private Expr leafOffset(int leaf, Affine at) {
        boolean start = !(trace.leaves.get(leaf).value() instanceof Value.View v)
                || v.layout().offset() == 0;
        return start && at.constant() == 0
                ? ZERO
                : arguments.scalar("o", new Program.ScalarArg.Offset(leaf, at.constant()), INDEX);
    }

    /** The index expression of an affine place: what the grid says, named once, and the variables of the loops inside. */
    private Expr index(Affine at, Expr offset, String key, Block block) {
        Expr e = offset;
        for (int v : grid) {
            e = Expr.add(e, term(at, v, key));
        }
        if (block.parent != null && e instanceof Expr.Apply) {
            Block root = block;
            while (root.parent != null) {
                root = root.parent;
            }
            Block home = root;
            Expr base = e;
            e = root.bases.computeIfAbsent(base, b -> home.name("b", base));
        }
        for (int v : live(block)) {
            if (!grid.contains(v)) {
                e = Expr.add(e, term(at, v, key));
            }
        }
        return e;
    }

    /** The variables in scope, outermost first. */
    private List<Integer> live(Block block) {
        List<Integer> live = new ArrayList<>(grid);
        for (List<Integer> f : new java.util.LinkedHashSet<>(folds.values())) {
            if ((block.vars & mask(f)) != 0) {
                live.addAll(f);
            }
        }
        if (lane >= 0 && (block.vars & 1L << lane) != 0) {
            live.add(lane);
        }
        return live;
    }

    private Expr term(Affine at, int v, String key) {
        long c = at.coef(v);
        if (c == 0) {
            return ZERO;
        }
        strided |= v == lane && Math.abs(c) >= LONG_STRIDE;
        if (c == 1) {
            return var(v);
        }
        return Expr.mul(var(v), arguments.fixed("s", key + "_" + v, c));
    }

    // ---- values

    private void count(Val v, Set<Val> seen) {
        uses.merge(v, 1, Integer::sum);
        boolean first = v instanceof Val.Folded f ? countedFolds.add(f.fold()) : seen.add(v);
        if (first) {
            v.args().forEach(a -> count(a, seen));
        }
    }

    /** The block, this one or further out, where a value can be computed: the outermost that has all its variables. */
    private Block home(Val v, Block block) {
        long all = mask(grid);
        for (List<Integer> f : folds.values()) {
            all |= mask(f);
        }
        if (lane >= 0) {
            all |= 1L << lane;
        }
        long need = fusion.deps(v) & all;
        Block b = block;
        while (b.parent != null && (need & ~b.parent.vars) == 0) {
            b = b.parent;
        }
        return b;
    }

    private Expr value(Val v, Block user) {
        switch (v) {
            case Val.Literal l -> {
                return l.number();
            }
            case Val.Scalar s -> {
                DType t = s.type();
                return arguments.scalar("c", new Program.ScalarArg.Constant(s.index(), s.part()), t);
            }
            default -> {}
        }
        Block block = home(v, user);
        Expr known = block.known.get(v);
        if (known != null) {
            return known;
        }
        KeptRows.Row k = kept.get(v);
        if (k != null) {
            Expr e = new Expr.Load(keep(k, block), var(loopVar(v, k)));
            block.known.put(v, e);
            return e;
        }
        Expr e = compute(v, block);
        boolean simple = e instanceof Expr.Var || e instanceof Expr.Const || v instanceof Val.Iota;
        if (!simple && (block != user || uses.getOrDefault(v, 1) > 1)) {
            e = block.name("v", e);
        }
        block.known.put(v, e);
        return e;
    }

    private Expr compute(Val v, Block block) {
        return switch (v) {
            case Val.Access a -> {
                touch(block, 1);
                Buf b = arguments.buffer(new Program.BufferArg.Leaf(a.leaf()), a.type());
                yield new Expr.Load(b, index(a.at(), leafOffset(a.leaf(), a.at()), "a" + a.leaf(), block));
            }
            case Val.Stored s -> {
                touch(block, 1);
                Buf b = arguments.buffer(new Program.BufferArg.Temp(s.temporary()), s.type());
                yield new Expr.Load(b, index(s.at(), ZERO, "t" + s.temporary(), block));
            }
            case Val.Iota i -> {
                Expr offset = i.at().constant() == 0 ? ZERO : arguments.fixed("k", "", i.at().constant());
                yield Expr.cast(i.type(), index(i.at(), offset, "k", block));
            }
            case Val.Pick p -> {
                touch(block, RANDOM_ACCESS);
                Expr at = index(p.at(), leafOffset(p.leaf(), p.at()), "p" + p.leaf(), block);
                for (int d = 0; d < p.index().size(); d++) {
                    Expr i = value(p.index().get(d), block);
                    if (!(i instanceof Expr.Var)) {
                        i = block.name("v", i);
                    }
                    String name = "p" + p.leaf() + "_" + d;
                    Expr n = arguments.fixed("n", name, p.extent()[d]);
                    Expr s = arguments.fixed("s", name, p.stride()[d]);
                    // a negative index counts from the end: i + n * (i < 0), without a branch
                    Expr sign = Expr.apply(Op.SHR, i, Expr.constant(INDEX, 63));
                    Expr wrapped = Expr.apply(Op.ADD, i, Expr.apply(Op.AND, sign, n));
                    at = Expr.add(at, Expr.apply(Op.MUL, wrapped, s));
                }
                yield new Expr.Load(arguments.buffer(new Program.BufferArg.Leaf(p.leaf()), p.type()), at);
            }
            case Val.Apply a -> {
                List<Expr> args = new ArrayList<>();
                for (Val x : a.args()) {
                    args.add(value(x, block));
                }
                tally(a.op(), block);
                yield new Expr.Apply(a.op(), a.type(), args);
            }
            case Val.Call c -> call(c, block);
            case Val.Folded f -> fold(f.fold(), block).get(f.part());
            case Val.Scalar s -> throw new IllegalStateException();
            case Val.Literal l -> throw new IllegalStateException();
        };
    }

    /** A user's function: its statements in a block of their own, with names that nothing else has. */
    private Expr call(Val.Call c, Block block) {
        List<Expr> args = new ArrayList<>();
        for (Val x : c.args()) {
            Expr e = value(x, block);
            args.add(e instanceof Expr.Var || e instanceof Expr.Const ? e : block.name("v", e));
        }
        cost += block.times * CALL_NANOS;
        operations += (long) block.times;
        Expr.Var result = new Expr.Var("v" + names++, c.type());
        block.body.add(new Stmt.Let(result, Expr.constant(c.type(), 0)));
        block.body.add(Inline.call(c.function(), args, result, "f" + names++));
        return result;
    }

    /** Counts the cost of memory: what streams costs about as much as an operation. */
    private void touch(Block block, double times) {
        cost += block.times * 0.15 * times;
    }

    private void tally(Op op, Block block) {
        operations += op == Op.CAST ? 0 : (long) block.times;
        cost += block.times
                * (op.isTranscendental() ? 2.5 : op == Op.CAST ? 0.05 : op == Op.DIV || op == Op.SQRT ? 0.5 : 0.15);
    }

    private List<Expr.Var> fold(Val.Fold f, Block block) {
        List<Expr.Var> results = foldResults.get(f);
        if (results != null) {
            return results;
        }
        List<Integer> vars = folds.get(f);
        double times = block.times;
        for (int v : vars) {
            times *= f.range() != null && f.range().cut() == v ? f.range().length() : trace.extents[v];
        }
        Block body = new Block(block, mask(vars), times);
        List<Expr> values = f.values().stream().map(v -> value(v, body)).toList();
        List<Stmt.Axis> axes = new ArrayList<>();
        for (int v : vars) {
            Expr to = extent(v);
            if (f.range() != null && f.range().cut() == v) {
                Val.Piece r = f.range();
                Expr length = arguments.fixed("n", "piece" + v, r.length());
                to = Expr.apply(
                        Op.MIN, length, Expr.apply(Op.SUB, extent(v), Expr.apply(Op.MUL, var(r.piece()), length)));
            }
            axes.add(new Stmt.Axis(var(v), ZERO, to));
        }
        if (axes.isEmpty()) {
            // every axis has one element: the fold of a range of one
            axes.add(new Stmt.Axis(new Expr.Var("u" + names++, INDEX), ZERO, Expr.constant(INDEX, 1)));
        }
        results = new ArrayList<>();
        for (DType t : f.state()) {
            results.add(new Expr.Var("f" + names++, t));
        }
        block.body.add(new Stmt.Fold(f.op(), results, axes, body.body, values));
        operations += (long) times;
        cost += times * 0.3;
        foldResults.put(f, results);
        return results;
    }

    // ---- rows kept between loops

    private int loopVar(Val v, KeptRows.Row k) {
        if (v == k.value) {
            return k.var;
        }
        long deps = fusion.deps(v);
        if ((deps & 1L << lane) != 0) {
            return lane;
        }
        for (List<Integer> f : folds.values()) {
            if (f.size() == 1 && (deps & 1L << f.get(0)) != 0) {
                return f.get(0);
            }
        }
        throw new IllegalStateException("a kept row has no loop");
    }

    /** The local array of a kept row, filled by a loop of its own before the first loop that needs it. */
    private Buf keep(KeptRows.Row k, Block user) {
        if (k.buf == null) {
            Block at = user;
            while ((at.vars & (1L << k.var | 1L << lane | 1L << loopVarOf(user))) != 0 && at.parent != null) {
                at = at.parent;
            }
            k.buf = new Buf("e" + names++, k.value.type(), -1);
            Block fill = new Block(at, 1L << k.var, trace.extents[lane]);
            Expr e = compute(k.value, fill);
            at.body.add(new Stmt.Local(k.buf, extent(k.var)));
            fill.body.add(new Stmt.Store(k.buf, var(k.var), e));
            at.body.add(new Stmt.Loop(LoopKind.LANES, var(k.var), ZERO, extent(k.var), fill.body));
        }
        return k.buf;
    }

    private int loopVarOf(Block b) {
        return Long.numberOfTrailingZeros(b.vars & ~b.parent.vars);
    }

    // ---- what people read

    private static String kernelName(List<Fusion.Output> outputs) {
        String name = name(outputs.get(0).value(), 0);
        return name.isEmpty() ? "copy" : name;
    }

    private static String name(Val v, int depth) {
        return switch (v) {
            case Val.Apply a -> {
                String op = a.op() == Op.CAST ? "" : a.op().name().toLowerCase(java.util.Locale.ROOT);
                String rest = depth > 3 ? "" : name(a.args().get(0), depth + 1);
                yield op.isEmpty() ? rest : rest.isEmpty() ? op : op + "_" + rest;
            }
            case Val.Call c -> c.function().name();
            case Val.Folded f -> {
                String op = f.fold().op().name().toLowerCase(java.util.Locale.ROOT);
                String rest = depth > 3 ? "" : name(f.fold().values().get(0), depth + 1);
                yield rest.isEmpty() ? op : op + "_" + rest;
            }
            default -> "";
        };
    }

    /** The elements of memory that a leaf names: those repeated by broadcasting count once. */
    private static long distinct(Node leaf) {
        if (!(leaf.value() instanceof Value.View v)) {
            return leaf.size();
        }
        long n = 1;
        for (int d = 0; d < v.layout().rank(); d++) {
            n *= v.layout().strides()[d] == 0 ? 1 : v.layout().shape()[d];
        }
        return n;
    }

    private long bytes(List<Fusion.Output> outputs, long points) {
        long total = 0;
        for (int k = 0; k < arguments.bufferArgs.size(); k++) {
            total += switch (arguments.bufferArgs.get(k)) {
                case Program.BufferArg.Leaf l ->
                    distinct(trace.leaves.get(l.index()))
                            * trace.leaves.get(l.index()).dtype().itemSize();
                case Program.BufferArg.Result r ->
                    points * outputs.size() * outputs.get(0).type().itemSize();
                case Program.BufferArg.Temp t -> 0;
            };
        }
        return total;
    }
}
