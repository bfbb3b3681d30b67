package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.add;
import static io.github.tornadoarrays.ir.Expr.constant;
import static io.github.tornadoarrays.ir.Expr.mul;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The code of one tile, in stages: a loop over the tile, then the calls that need what the loop computed, then the next loop,
 * which may use what the calls gave. A value that a later stage needs is kept in a tile.
 */
final class Stages {
    private final Tile owner;
    private final Stages outer;
    private final Expr.Var lane;
    private final Expr.Var start;
    private final Expr.Var n;
    private final Expr.Var t;
    private final Set<String> varying = new HashSet<>();
    private final Map<String, Value> values = new HashMap<>();
    private final Map<Expr, Buf> gathered = new HashMap<>();
    private final Map<Expr, Value> calls = new HashMap<>();
    private final Map<Expr, Expr> invariants = new HashMap<>();
    private final List<Stmt> before = new ArrayList<>();
    private final List<List<Stmt>> loops = new ArrayList<>();
    private final List<List<Stmt>> after = new ArrayList<>();
    private final List<Stmt> scatters = new ArrayList<>();

    /** A value of each lane: the loop stage that computes it, what names it there, and the tile that keeps it, if one does. */
    private static final class Value {
        final int stage;
        final Expr here;
        Buf tile;

        Value(int stage, Expr here, Buf tile) {
            this.stage = stage;
            this.here = here;
            this.tile = tile;
        }
    }

    Stages(Tile owner, Stages outer, Expr.Var lane, Expr.Var start, Expr.Var n) {
        this.owner = owner;
        this.outer = outer;
        this.lane = lane;
        this.start = start;
        this.n = n;
        t = new Expr.Var(owner.fresh("t"), DType.INT32);
        varying.add(lane.name());
        if (outer != null) {
            varying.addAll(outer.varying);
        }
    }

    /** Stages over the same tile that run inside of these, once for each step of a fold. */
    Stages nested() {
        return new Stages(owner, this, lane, start, n);
    }

    // ---- building

    void let(Expr.Var v, Expr e) {
        if (!Linear.varies(e, varying)) {
            before.add(new Stmt.Let(v, e));
            return;
        }
        int stage = stage(e);
        Expr here = emit(e, stage);
        if (here instanceof Expr.Load l && l.buf().isLocal()) {
            values.put(v.name(), new Value(stage, here, l.buf()));
        } else {
            at(loops, stage).add(new Stmt.Let(v, here));
            values.put(v.name(), new Value(stage, v, null));
        }
        varying.add(v.name());
    }

    /** A statement of a fold's body. */
    void value(Stmt s) {
        switch (s) {
            case Stmt.Let let -> let(let.var(), let.value());
            case Stmt.Block b -> call(b);
            default -> throw new IllegalStateException("in a fold: " + s);
        }
    }

    /**
     * A user's function: a loop of its own over the tile, which computes one value after the other. What it reads is in tiles, and so is
     * what it assigns: variables that were given a value before.
     */
    void call(Stmt.Block b) {
        Set<String> own = new HashSet<>();
        Map<String, Expr.Var> read = new LinkedHashMap<>();
        Map<String, Expr.Var> assigned = new LinkedHashMap<>();
        Walk.statements(List.of(b), s -> {
            switch (s) {
                case Stmt.Let l -> own.add(l.var().name());
                case Stmt.Loop l -> own.add(l.var().name());
                case Stmt.Assign a -> assigned.putIfAbsent(a.var().name(), a.var());
                default -> {}
            }
        });
        assigned.keySet().removeAll(own);
        Walk.expressions(List.of(b), e -> {
            if (e instanceof Expr.Var v && !own.contains(v.name()) && !assigned.containsKey(v.name())) {
                read.putIfAbsent(v.name(), v);
            }
        });
        int stage = read.values().stream().mapToInt(this::stage).max().orElse(0);
        Map<String, Expr> here = new HashMap<>();
        List<Stmt> body = new ArrayList<>();
        read.forEach((name, v) -> {
            if (Linear.varies(v, varying)) {
                Expr.Var fresh = new Expr.Var(owner.fresh("w"), v.type());
                body.add(new Stmt.Let(fresh, new Expr.Load(tileOf(v), t)));
                here.put(name, fresh);
            } else {
                here.put(name, v);
            }
        });
        Map<String, Buf> results = new LinkedHashMap<>();
        assigned.forEach((name, v) -> {
            Expr.Var fresh = new Expr.Var(owner.fresh("w"), v.type());
            here.put(name, fresh);
            results.put(name, owner.tile(v.type()));
            body.add(new Stmt.Let(fresh, Expr.constant(v.type(), 0)));
        });
        List<Stmt> renamed =
                Walk.rewrite(List.of(b), e -> e instanceof Expr.Var v ? here.getOrDefault(v.name(), v) : e);
        body.addAll(Walk.replace(
                renamed,
                s -> List.of(
                        s instanceof Stmt.Assign a && here.get(a.var().name()) instanceof Expr.Var v
                                ? new Stmt.Assign(v, a.value())
                                : s)));
        results.forEach((name, tile) -> body.add(new Stmt.Store(tile, t, here.get(name))));
        at(after, stage).add(sequential(x -> body));
        results.forEach((name, tile) -> {
            values.put(name, new Value(stage + 1, new Expr.Load(tile, t), tile));
            varying.add(name);
        });
    }

    void store(Stmt.Store s) {
        Linear at = Linear.of(s.index(), lane.name(), varying);
        if (at == null) {
            throw new IllegalStateException("a store at an index that is not affine: " + s);
        }
        Buf tile = tileOf(s.value());
        scatters.add(new Stmt.Scatter(s.buf(), add(at.base(), mul(start, at.stride())), at.stride(), tile, n));
    }

    /** Folds values into state tiles. */
    void combine(FoldOp op, List<Buf> state, List<Expr> more) {
        int stage = more.stream().mapToInt(this::stage).max().orElse(0);
        List<Expr> old = state.stream().<Expr>map(b -> new Expr.Load(b, t)).toList();
        List<Expr> next = op.combine(old, more.stream().map(e -> emit(e, stage)).toList());
        if (next.size() == 1) {
            at(loops, stage).add(new Stmt.Store(state.get(0), t, next.get(0)));
            return;
        }
        List<Expr.Var> temps = new ArrayList<>();
        for (Expr e : next) {
            Expr.Var v = new Expr.Var(owner.fresh("w"), e.type());
            temps.add(v);
            at(loops, stage).add(new Stmt.Let(v, e));
        }
        for (int k = 0; k < temps.size(); k++) {
            at(loops, stage).add(new Stmt.Store(state.get(k), t, temps.get(k)));
        }
    }

    /** Code that runs when all that was built so far is done; {@code results} are in tiles afterwards. */
    void barrier(List<Stmt> code, List<Expr.Var> results, List<Buf> tiles) {
        int stage = Math.max(0, Math.max(loops.size(), after.size()) - 1);
        at(after, stage).addAll(code);
        at(loops, stage + 1);
        for (int k = 0; k < tiles.size(); k++) {
            values.put(results.get(k).name(), new Value(stage + 1, new Expr.Load(tiles.get(k), t), tiles.get(k)));
            varying.add(results.get(k).name());
        }
    }

    /** A tile with the values of an expression. */
    Buf tileOf(Expr e) {
        int stage = stage(e);
        Expr here = emit(e, stage);
        if (here instanceof Expr.Load l && l.buf().isLocal() && l.index().equals(t)) {
            return l.buf();
        }
        Buf tile = owner.tile(e.type());
        at(loops, stage).add(new Stmt.Store(tile, t, here));
        return tile;
    }

    void finish(List<Stmt> out) {
        out.addAll(before);
        for (int k = 0; k < Math.max(loops.size(), after.size()); k++) {
            List<Stmt> body = at(loops, k);
            if (!body.isEmpty()) {
                out.add(loop(x -> body));
            }
            out.addAll(at(after, k));
        }
        out.addAll(scatters);
    }

    /** A loop over the tile. */
    Stmt loop(Function<Expr.Var, List<Stmt>> body) {
        return new Stmt.Loop(LoopKind.LANES, t, constant(DType.INT32, 0), Expr.cast(DType.INT32, n), body.apply(t));
    }

    /** A loop over the tile whose iterations depend on one another. */
    Stmt sequential(Function<Expr.Var, List<Stmt>> body) {
        return new Stmt.Loop(LoopKind.SEQ, t, constant(DType.INT32, 0), Expr.cast(DType.INT32, n), body.apply(t));
    }

    // ---- expressions

    private static List<Stmt> at(List<List<Stmt>> stages, int k) {
        while (stages.size() <= k) {
            stages.add(new ArrayList<>());
        }
        return stages.get(k);
    }

    /** The first stage in which an expression can be computed. */
    private int stage(Expr e) {
        if (!Linear.varies(e, varying)) {
            return 0;
        }
        return switch (e) {
            case Expr.Const c -> 0;
            case Expr.Id id -> 0;
            case Expr.Var v -> {
                Value known = values.get(v.name());
                yield known == null ? 0 : known.stage;
            }
            case Expr.Load l -> Linear.of(l.index(), lane.name(), varying) != null ? 0 : stage(l.index()) + 1;
            case Expr.Apply a -> {
                int s = 0;
                for (Expr x : a.args()) {
                    s = Math.max(s, stage(x));
                }
                yield Tile.isCall(a) ? s + 1 : s;
            }
        };
    }

    /** An expression for use in the loop of a stage. */
    private Expr emit(Expr e, int stage) {
        if (!Linear.varies(e, varying)) {
            return invariant(e);
        }
        return switch (e) {
            case Expr.Const c -> c;
            case Expr.Id id -> id;
            case Expr.Var v -> variable(v, stage);
            case Expr.Load l -> new Expr.Load(gather(l), t);
            case Expr.Apply a -> {
                if (Tile.isCall(a)) {
                    yield call(a).here;
                }
                List<Expr> args = new ArrayList<>();
                for (Expr x : a.args()) {
                    args.add(emit(x, stage));
                }
                yield new Expr.Apply(a.op(), a.type(), args);
            }
        };
    }

    /** What doesn't change along the tile is computed before it: a load of another array in the loop would spoil it. */
    private Expr invariant(Expr e) {
        if (e instanceof Expr.Const || e instanceof Expr.Var) {
            return e;
        }
        return invariants.computeIfAbsent(e, x -> {
            Expr.Var v = new Expr.Var(owner.fresh("h"), x.type());
            before.add(new Stmt.Let(v, x));
            return v;
        });
    }

    private Expr variable(Expr.Var v, int stage) {
        if (v.name().equals(lane.name())) {
            return Expr.apply(io.github.tornadoarrays.ir.Op.ADD, start, Expr.cast(DType.INT64, t));
        }
        Value known = values.get(v.name());
        if (known == null) {
            return new Expr.Load(outer.keep(v), t);
        }
        return known.stage == stage ? known.here : new Expr.Load(keep(v), t);
    }

    /** The tile that keeps a named value. */
    private Buf keep(Expr.Var v) {
        Value known = values.get(v.name());
        if (known == null) {
            return v.name().equals(lane.name()) ? tileOf(v) : outer.keep(v);
        }
        if (known.tile == null) {
            known.tile = owner.tile(v.type());
            at(loops, known.stage).add(new Stmt.Store(known.tile, t, known.here));
        }
        return known.tile;
    }

    private Buf gather(Expr.Load l) {
        Buf known = gathered.get(l);
        if (known != null) {
            return known;
        }
        Buf tile = owner.tile(l.buf().type());
        Linear at = Linear.of(l.index(), lane.name(), varying);
        if (at != null) {
            Expr base = add(at.base(), mul(start, at.stride()));
            if (l.buf().isLocal() || outer == null || !Linear.varies(base, outer.varying)) {
                before.add(new Stmt.Gather(tile, l.buf(), base, at.stride(), n));
            } else {
                throw new IllegalStateException("an index that varies twice: " + l);
            }
        } else {
            int stage = stage(l.index());
            Buf index = tileOf(l.index());
            at(after, stage).add(new Stmt.Pick(tile, l.buf(), index, n));
        }
        gathered.put(l, tile);
        return tile;
    }

    private Value call(Expr.Apply a) {
        Value known = calls.get(a);
        if (known == null) {
            int stage = stage(a) - 1;
            List<Buf> args = new ArrayList<>();
            for (Expr x : a.args()) {
                args.add(tileOf(x));
            }
            Buf out = owner.tile(a.type());
            at(after, stage).add(new Stmt.TileCall(a.op(), out, args, n));
            known = new Value(stage + 1, new Expr.Load(out, t), out);
            calls.put(a, known);
        }
        return known;
    }
}
