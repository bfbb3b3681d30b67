package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fold that several work items of a group have part of: each folds its part, then the states are joined, in an order that
 * depends on nothing but the group's shape, and each work item has the result.
 */
final class GroupFolds {
    private static final Expr ZERO = constant(DType.INT64, 0);

    /** States that a work item takes in at a time. */
    private static final int MOST_READ = 16;

    private final Fresh fresh;
    private final FoldLoops folds;
    private final boolean wide;
    private final Map<List<Object>, Buf> memory = new LinkedHashMap<>();
    private final List<Stmt> shared = new ArrayList<>();
    private int number;

    GroupFolds(Fresh fresh, boolean wide) {
        this.fresh = fresh;
        this.wide = wide;
        folds = new FoldLoops(fresh);
    }

    /** The declarations of the memory that the joins so far need. */
    List<Stmt> shared() {
        return shared;
    }

    /** A work item's part of a loop over 0..n. */
    interface Part {
        List<Stmt> of(Expr.Var i, Expr n, List<Stmt> body);
    }

    /** Folds a work item's part; the state's variables are returned. */
    List<Expr.Var> part(Stmt.Fold f, Part part, List<Stmt> out) {
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
        body.addAll(folds.all(f.body()));
        folds.step(running, f.values(), body);
        out.addAll(part.of(i, n, body));
        folds.end(running, out);
        return state;
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

    // ---- joining

    /** The state that a work item and those that run in step with it have together, {@code width} of them. */
    List<Expr.Var> inStep(FoldOp op, List<Expr.Var> state, int width, List<Stmt> out) {
        List<Expr.Var> all = state;
        for (int d = width / 2; d > 0; d /= 2) {
            List<Expr.Var> other = new ArrayList<>();
            for (Expr.Var v : all) {
                Expr.Var o = fresh.var("o", v.type());
                out.add(new Stmt.Shuffle(o, v, d));
                other.add(o);
            }
            all = named(op.merge(all, other), out);
        }
        return all;
    }

    /**
     * The states of a team, whose members are numbered 0..{@code size}, by way of shared memory.
     *
     * @param slot where this work item's state goes, one of {@code slots}
     * @param first where the team's first one is; the others are {@code apart} from one another
     * @param member this work item's number in the team
     */
    List<Expr.Var> join(
            FoldOp op,
            List<Expr.Var> state,
            Expr slot,
            long slots,
            Expr first,
            int apart,
            Expr member,
            int size,
            List<Stmt> out) {
        List<Buf> place = places(state, slots);
        store(place, slot, state, out);
        out.add(new Stmt.Barrier());
        int left = size;
        while (left > MOST_READ) {
            int next = Math.max(left / MOST_READ, 8);
            List<Stmt> step = new ArrayList<>();
            List<Expr.Var> taken = takeIn(op, place, slot, next * apart, left / next, step);
            store(place, slot, taken, step);
            out.add(new Stmt.If(apply(Op.LT, member, constant(DType.INT64, next)), step, List.of()));
            out.add(new Stmt.Barrier());
            left = next;
        }
        // every work item takes in the last ones itself: that is quicker than to wait for one to do it
        return takeIn(op, place, first, apart, left, out);
    }

    /**
     * The states of the parts of a team that ran in step, {@code parts} of them with {@code width} members each: one member of each part
     * leaves its state, and each part joins all of them again in step.
     *
     * @param first where the team's states start, of {@code slots}
     */
    List<Expr.Var> joinInStep(
            FoldOp op,
            List<Expr.Var> state,
            Expr first,
            long slots,
            Expr member,
            int width,
            int parts,
            List<Stmt> out) {
        List<Buf> place = places(state, slots);
        Expr lane = apply(Op.AND, member, constant(DType.INT64, width - 1L));
        Expr part = apply(Op.SHR, member, constant(DType.INT64, Integer.numberOfTrailingZeros(width)));
        List<Stmt> leave = new ArrayList<>();
        store(place, Expr.add(first, part), state, leave);
        out.add(new Stmt.If(apply(Op.EQ, lane, ZERO), leave, List.of()));
        out.add(new Stmt.Barrier());
        Expr taken = Expr.add(first, apply(Op.AND, member, constant(DType.INT64, parts - 1L)));
        return inStep(op, takeIn(op, place, taken, 1, 1, out), parts, out);
    }

    /** The next join uses other memory: some may still read this one's states while others have gone on. */
    private List<Buf> places(List<Expr.Var> state, long slots) {
        number++;
        List<Buf> places = new ArrayList<>();
        Map<DType, Integer> parts = new HashMap<>();
        for (Expr.Var v : state) {
            int part = parts.merge(v.type(), 1, Integer::sum);
            places.add(memory.computeIfAbsent(List.of(v.type(), part, number % 2, slots), _ -> {
                Buf b = new Buf(fresh.name("shared"), v.type(), -1);
                shared.add(new Stmt.Shared(b, slots));
                return b;
            }));
        }
        return places;
    }

    private static void store(List<Buf> place, Expr slot, List<Expr.Var> state, List<Stmt> out) {
        for (int p = 0; p < state.size(); p++) {
            out.add(new Stmt.Store(place.get(p), slot, state.get(p)));
        }
    }

    /** The state of the {@code n} at {@code at, at+apart, at+2*apart, …}. */
    private List<Expr.Var> takeIn(FoldOp op, List<Buf> place, Expr at, int apart, int n, List<Stmt> out) {
        List<List<Expr.Var>> states = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            List<Expr.Var> state = new ArrayList<>();
            for (Buf b : place) {
                Expr.Var v = fresh.var("w", b.type());
                out.add(new Stmt.Let(v, new Expr.Load(b, Expr.add(at, constant(DType.INT64, (long) k * apart)))));
                state.add(v);
            }
            states.add(state);
        }
        while (states.size() > 1) {
            states.add(named(op.merge(states.remove(0), states.remove(0)), out));
        }
        return states.get(0);
    }

    private List<Expr.Var> named(List<Expr> values, List<Stmt> out) {
        List<Expr.Var> names = new ArrayList<>();
        for (Expr e : values) {
            Expr.Var v = fresh.var("w", e.type());
            out.add(new Stmt.Let(v, e));
            names.add(v);
        }
        return names;
    }
}
