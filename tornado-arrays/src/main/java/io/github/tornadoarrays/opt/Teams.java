package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;
import static io.github.tornadoarrays.ir.Expr.select;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A team of work items a row. In every loop along the row each has the elements a team's width apart from its number on, so what
 * it keeps of the row, it alone needs. Folds end in shared memory: a few work items take in sixteen states each until sixteen are
 * left, which all work items take in.
 */
final class Teams {
    private static final Expr ZERO = constant(DType.INT64, 0);

    /** States that a work item takes in at a time. */
    private static final int MOST_READ = 16;

    private final Fresh fresh;
    private final Strategy strategy;
    private final FoldLoops folds;
    private final Map<String, Expr.Var> parts = new HashMap<>();
    private final Map<List<Object>, Buf> memory = new LinkedHashMap<>();
    private final List<Stmt> shared = new ArrayList<>();
    private final Expr.Var member;
    private final Expr.Var slot;
    private final Expr.Var live;
    private final boolean wide;
    private int fold;

    Teams(Fresh fresh, Strategy strategy, boolean wide) {
        this.wide = wide;
        this.fresh = fresh;
        this.strategy = strategy;
        folds = new FoldLoops(fresh);
        member = fresh.var("member", DType.INT64);
        boolean several = strategy.down() > 1;
        slot = several ? fresh.var("slot", DType.INT64) : member;
        live = several ? fresh.var("live", DType.BOOL) : null;
    }

    List<Stmt> body(Stmt.Loop grid, List<Stmt> row) {
        List<Stmt> out = new ArrayList<>();
        Expr.IdKind local = Expr.IdKind.LOCAL;
        out.add(new Stmt.Let(member, Spread.Items.id(local, 0)));
        Expr group = Spread.Items.id(Expr.IdKind.GROUP, 0);
        if (live == null) {
            out.add(new Stmt.Let(grid.var(), group));
        } else {
            // a team past the last row goes through the barriers with the others, on no elements of that row
            Expr.Var team = fresh.var("team", DType.INT64);
            out.add(new Stmt.Let(team, Spread.Items.id(local, 1)));
            out.add(new Stmt.Let(slot, Expr.add(Expr.mul(team, constant(DType.INT64, strategy.across())), member)));
            Expr.Var mine = fresh.var("mine", DType.INT64);
            out.add(new Stmt.Let(mine, Expr.add(Expr.mul(group, constant(DType.INT64, strategy.down())), team)));
            out.add(new Stmt.Let(live, apply(Op.LT, mine, grid.to())));
            Expr last = apply(Op.SUB, grid.to(), constant(DType.INT64, 1));
            out.add(new Stmt.Let(grid.var(), select(live, mine, last)));
        }
        for (Stmt s : row) {
            switch (s) {
                case Stmt.Let l -> out.add(new Stmt.Let(l.var(), kept(l.value())));
                case Stmt.Local l -> out.add(new Stmt.Local(l.buf(), constant(DType.INT64, strategy.each())));
                case Stmt.Loop l -> out.addAll(along(l.var(), l.to(), inside(l.body())));
                case Stmt.Fold f -> fold(f, out);
                // a user's function of what the row came to: every work item computes it for itself
                case Stmt.Block b -> out.addAll(Walk.rewrite(List.of(b), this::keptPart));
                case Stmt.Store st -> {
                    Expr first = apply(Op.EQ, member, ZERO);
                    Expr stores = live == null ? first : apply(Op.AND, first, live);
                    out.add(new Stmt.If(
                            stores, List.of(new Stmt.Store(st.buf(), st.index(), kept(st.value()))), List.of()));
                }
                default -> throw new IllegalStateException("a row does more than loops and folds: " + s);
            }
        }
        out.addAll(0, shared);
        return out;
    }

    // ---- loops along the row

    /** Each work item's part of a loop over 0..n. */
    private List<Stmt> along(Expr.Var i, Expr n, List<Stmt> body) {
        int across = strategy.across();
        Expr.Var k = fresh.var("k", DType.INT64);
        parts.put(i.name(), k);
        List<Stmt> inside = new ArrayList<>();
        inside.add(new Stmt.Let(i, Expr.add(Expr.mul(k, constant(DType.INT64, across)), member)));
        List<Stmt> seen = keptIn(body);
        if (strategy.each() > 0) {
            Expr in = apply(Op.LT, i, n);
            inside.add(new Stmt.If(live == null ? in : apply(Op.AND, in, live), seen, List.of()));
            return List.of(new Stmt.Loop(LoopKind.SEQ, k, ZERO, constant(DType.INT64, strategy.each()), inside));
        }
        inside.addAll(seen);
        Expr more = apply(Op.SUB, constant(DType.INT64, across - 1L), member);
        Expr count = apply(Op.SHR, Expr.add(n, more), constant(DType.INT64, Integer.numberOfTrailingZeros(across)));
        Expr.Var end = fresh.var("end", DType.INT64);
        return List.of(
                new Stmt.Let(end, live == null ? count : select(live, count, ZERO)),
                new Stmt.Loop(LoopKind.SEQ, k, ZERO, end, inside));
    }

    private List<Stmt> inside(List<Stmt> body) {
        return folds.all(body);
    }

    /** What is kept of the row is at the number of the round, in the work item's own array. */
    private List<Stmt> keptIn(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : Walk.rewrite(body, this::keptPart)) {
            boolean keeps = s instanceof Stmt.Store st && st.buf().isLocal();
            out.add(keeps ? keep((Stmt.Store) s) : s);
        }
        return out;
    }

    private Stmt.Store keep(Stmt.Store st) {
        return new Stmt.Store(st.buf(), part(st.index()), st.value());
    }

    private Expr kept(Expr e) {
        return Walk.rewrite(e, this::keptPart);
    }

    private Expr keptPart(Expr e) {
        return e instanceof Expr.Load l && l.buf().isLocal() ? new Expr.Load(l.buf(), part(l.index())) : e;
    }

    private Expr part(Expr index) {
        Expr.Var k = index instanceof Expr.Var v ? parts.get(v.name()) : null;
        if (k == null) {
            throw new IllegalStateException("what is kept of a row is read somewhere else: " + index);
        }
        return k;
    }

    // ---- folds

    private void fold(Stmt.Fold f, List<Stmt> out) {
        List<Expr.Var> state =
                f.results().stream().map(v -> fresh.var("part", v.type())).toList();
        FoldLoops.Running running = folds.start(f, state, out);
        Expr.Var i;
        Expr n;
        List<Stmt> body = new ArrayList<>();
        if (f.axes().size() == 1) {
            i = f.axes().get(0).var();
            n = f.axes().get(0).to();
        } else {
            i = fresh.var("i", DType.INT64);
            n = decode(f.axes(), i, body);
        }
        body.addAll(inside(f.body()));
        folds.step(running, f.values(), body);
        out.addAll(along(i, n, body));
        folds.end(running, out);
        if (strategy.across() == 1) {
            for (int p = 0; p < state.size(); p++) {
                out.add(new Stmt.Let(f.results().get(p), state.get(p)));
            }
            return;
        }
        join(f, state, out);
    }

    /** The numbers along several axes from the one that counts all points, whose end is returned. */
    private Expr decode(List<Stmt.Axis> axes, Expr i, List<Stmt> out) {
        Expr total = constant(DType.INT64, 1);
        Expr rest = i;
        for (int a = axes.size() - 1; a >= 0; a--) {
            Stmt.Axis axis = axes.get(a);
            total = Expr.mul(axis.to(), total);
            if (a == 0) {
                out.add(new Stmt.Let(axis.var(), rest));
            } else {
                out.add(new Stmt.Let(axis.var(), divide(Op.REM, rest, axis.to())));
                Expr.Var next = fresh.var("rest", DType.INT64);
                out.add(new Stmt.Let(next, divide(Op.DIV, rest, axis.to())));
                rest = next;
            }
        }
        return total;
    }

    private Expr divide(Op op, Expr a, Expr b) {
        return wide ? apply(op, a, b) : NarrowDivision.divide(op, a, b);
    }

    private void join(Stmt.Fold f, List<Expr.Var> state, List<Stmt> out) {
        List<Buf> place = new ArrayList<>();
        for (int p = 0; p < state.size(); p++) {
            place.add(memory(state.get(p).type(), p));
        }
        // the next fold uses other memory: some may still read this one's result while others have gone on
        fold++;
        for (int p = 0; p < state.size(); p++) {
            out.add(new Stmt.Store(place.get(p), slot, state.get(p)));
        }
        out.add(new Stmt.Barrier());
        int left = strategy.across();
        while (left > MOST_READ) {
            int next = Math.max(left / MOST_READ, 8);
            List<Stmt> step = new ArrayList<>();
            List<Expr.Var> taken = takeIn(f.op(), place, slot, left, next, step);
            for (int p = 0; p < place.size(); p++) {
                step.add(new Stmt.Store(place.get(p), slot, taken.get(p)));
            }
            out.add(new Stmt.If(apply(Op.LT, member, constant(DType.INT64, next)), step, List.of()));
            out.add(new Stmt.Barrier());
            left = next;
        }
        // every work item takes in the last ones itself: that is quicker than to wait for one to do it
        Expr first = live == null ? ZERO : apply(Op.SUB, slot, member);
        List<Expr.Var> all = takeIn(f.op(), place, first, left, 1, out);
        for (int p = 0; p < state.size(); p++) {
            out.add(new Stmt.Let(f.results().get(p), all.get(p)));
        }
    }

    /** The state of all those at {@code at, at+next, at+2*next, …}, of which there are {@code left/next}. */
    private List<Expr.Var> takeIn(FoldOp op, List<Buf> place, Expr at, int left, int next, List<Stmt> out) {
        List<List<Expr.Var>> states = new ArrayList<>();
        for (int from = 0; from < left; from += next) {
            List<Expr.Var> state = new ArrayList<>();
            for (Buf b : place) {
                Expr.Var v = fresh.var("w", b.type());
                out.add(new Stmt.Let(v, new Expr.Load(b, Expr.add(at, constant(DType.INT64, from)))));
                state.add(v);
            }
            states.add(state);
        }
        while (states.size() > 1) {
            List<Expr.Var> a = states.remove(0);
            List<Expr.Var> b = states.remove(0);
            List<Expr> merged = op.merge(a, b);
            List<Expr.Var> state = new ArrayList<>();
            for (Expr e : merged) {
                Expr.Var v = fresh.var("w", e.type());
                out.add(new Stmt.Let(v, e));
                state.add(v);
            }
            states.add(state);
        }
        return states.get(0);
    }

    private Buf memory(DType t, int part) {
        return memory.computeIfAbsent(List.of(t, part, fold % 2), _ -> {
            Buf b = new Buf(fresh.name("shared"), t, -1);
            shared.add(new Stmt.Shared(b, (long) strategy.across() * strategy.down()));
            return b;
        });
    }
}
