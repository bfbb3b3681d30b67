package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;
import static io.github.tornadoarrays.ir.Expr.select;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A team of work items a row. In every loop along the row each has the elements a team's width apart from its number on, so what
 * it keeps of the row, it alone needs, in registers where it is known how many elements that are at most.
 */
final class Teams {
    private static final Expr ZERO = constant(DType.INT64, 0);

    private final Fresh fresh;
    private final Strategy strategy;
    private final int inStep;
    private final FoldLoops folds;
    private final GroupFolds joined;
    private final Map<String, Expr> parts = new HashMap<>();
    private final Expr.Var member;
    private final Expr.Var team;
    private final Expr.Var live;

    Teams(Fresh fresh, Strategy strategy, boolean wide, int inStep) {
        this.fresh = fresh;
        this.strategy = strategy;
        this.inStep = Math.min(inStep, strategy.across());
        folds = new FoldLoops(fresh);
        joined = new GroupFolds(fresh, wide);
        member = fresh.var("member", DType.INT64);
        boolean several = strategy.down() > 1;
        team = several ? fresh.var("team", DType.INT64) : null;
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
            // a team past the last row does the last row as well, but stores nothing
            out.add(new Stmt.Let(team, Spread.Items.id(local, 1)));
            Expr.Var mine = fresh.var("mine", DType.INT64);
            out.add(new Stmt.Let(mine, Expr.add(Expr.mul(group, constant(DType.INT64, strategy.down())), team)));
            out.add(new Stmt.Let(live, apply(Op.LT, mine, grid.to())));
            Expr last = apply(Op.SUB, grid.to(), constant(DType.INT64, 1));
            out.add(new Stmt.Let(grid.var(), select(live, mine, last)));
        }
        for (Stmt s : row) {
            switch (s) {
                case Stmt.Let l -> out.add(new Stmt.Let(l.var(), kept(l.value())));
                case Stmt.Local l ->
                    out.add(new Stmt.Local(l.buf(), constant(DType.INT64, (long) strategy.each() * strategy.vector())));
                case Stmt.Loop l -> out.addAll(along(l.var(), l.to(), folds.all(l.body())));
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
        out.addAll(0, joined.shared());
        return out;
    }

    // ---- loops along the row

    /** Each work item's part of a loop over 0..n. */
    private List<Stmt> along(Expr.Var i, Expr n, List<Stmt> body) {
        boolean stores = live != null
                && body.stream()
                        .anyMatch(s -> s instanceof Stmt.Store st && !st.buf().isLocal());
        Rounds rounds = new Rounds(fresh, member, strategy.across());
        int vector = strategy.vector();
        Expr.Var v = vector == 1 ? i : fresh.var("v", DType.INT64);
        Expr vectors = vector == 1 ? n : apply(Op.SHR, n, constant(DType.INT64, Integer.numberOfTrailingZeros(vector)));
        Rounds.Body inside = k -> {
            List<Stmt> seen = vector == 1 ? round(i, k, body) : run(i, v, k, body);
            return stores ? List.of(new Stmt.If(live, seen, List.of())) : seen;
        };
        return strategy.each() > 0
                ? rounds.known(v, vectors, strategy.each(), strategy.even(), inside)
                : rounds.any(v, vectors, inside);
    }

    private List<Stmt> round(Expr.Var i, Expr k, List<Stmt> body) {
        parts.put(i.name(), k);
        return keptIn(body);
    }

    /** The elements of a vector, one after another. */
    private List<Stmt> run(Expr.Var i, Expr.Var v, Expr k, List<Stmt> body) {
        Expr width = constant(DType.INT64, strategy.vector());
        return new Vector(fresh, i, strategy.vector())
                .from(Expr.mul(v, width), j -> round(i, Expr.add(Expr.mul(k, width), constant(DType.INT64, j)), body));
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
        Expr k = index instanceof Expr.Var v ? parts.get(v.name()) : null;
        if (k == null) {
            throw new IllegalStateException("what is kept of a row is read somewhere else: " + index);
        }
        return k;
    }

    // ---- folds

    private void fold(Stmt.Fold f, List<Stmt> out) {
        List<Expr.Var> all = join(f, joined.part(f, this::along, out), out);
        for (int p = 0; p < all.size(); p++) {
            out.add(new Stmt.Let(f.results().get(p), all.get(p)));
        }
    }

    private List<Expr.Var> join(Stmt.Fold f, List<Expr.Var> state, List<Stmt> out) {
        int across = strategy.across();
        if (across == 1) {
            return state;
        }
        if (inStep > 1) {
            List<Expr.Var> near = joined.inStep(f.op(), state, inStep, out);
            int parts = across / inStep;
            return parts == 1
                    ? near
                    : joined.joinInStep(
                            f.op(), near, start(parts), (long) parts * strategy.down(), member, inStep, parts, out);
        }
        Expr first = start(across);
        Expr slot = Expr.add(first, member);
        return joined.join(f.op(), state, slot, (long) across * strategy.down(), first, 1, member, across, out);
    }

    /** Where this team's states start, of which each team has so many. */
    private Expr start(int states) {
        return team == null ? ZERO : Expr.mul(team, constant(DType.INT64, states));
    }
}
