package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.add;
import static io.github.tornadoarrays.ir.Expr.cast;
import static io.github.tornadoarrays.ir.Expr.mul;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each work item keeps from one run to the next. A value that is quickly computed again is; others have an array with
 * one element a work item, and a run takes them out of it first and puts those that it changes back at its end. A private
 * array becomes a row of a larger one.
 */
final class Crossing {
    private final Kernel kernel;
    private final Map<Stmt, Run> runs = new IdentityHashMap<>();

    /** The statements that give a name its values in runs. */
    private final Map<Expr.Var, List<Stmt>> given = new HashMap<>();

    private final Set<Expr.Var> free = new HashSet<>();
    private final Map<String, Stmt.Local> arrays = new HashMap<>();
    private final Map<String, Integer> arrayRuns = new HashMap<>();

    /** How often a name is given a value between runs. */
    private final Map<Expr.Var, Integer> ofGroup = new HashMap<>();

    private final Map<Expr.Var, Buf> kept = new LinkedHashMap<>();
    private final Map<String, Expr> rows = new LinkedHashMap<>();
    private final List<Stmt> declarations = new ArrayList<>();
    private final List<Stmt> pieces;

    /** @param pieces what runs once for a group, with runs as lanes loops over {@link Groups#ITEM} */
    Crossing(Kernel kernel, List<Stmt> pieces) {
        this.kernel = kernel;
        look(pieces);
        this.pieces = change(pieces);
    }

    /** The arrays, for the group that is running. */
    List<Stmt> declarations() {
        return declarations;
    }

    /** The pieces with all runs as loops. */
    List<Stmt> pieces() {
        return pieces;
    }

    private static boolean isRun(Stmt s) {
        return s instanceof Stmt.Loop l && l.kind() == LoopKind.LANES && l.var().equals(Groups.ITEM);
    }

    private void look(List<Stmt> body) {
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Loop l
                when isRun(l) -> {
                    Run run = new Run(l.body());
                    runs.put(l, run);
                    run.given.forEach((v, by) ->
                            given.computeIfAbsent(v, _ -> new ArrayList<>()).addAll(by));
                    free.addAll(run.free);
                    run.arrays.forEach(a -> arrayRuns.merge(a, 1, Integer::sum));
                    Walk.statements(l.body(), x -> {
                        if (x instanceof Stmt.Local a) {
                            arrays.put(a.buf().name(), a);
                        }
                    });
                }
                case Stmt.Let l -> ofGroup.merge(l.var(), 1, Integer::sum);
                case Stmt.Assign a -> ofGroup.merge(a.var(), 2, Integer::sum);
                case Stmt.Loop l -> {
                    ofGroup.merge(l.var(), 1, Integer::sum);
                    look(l.body());
                }
                default -> Walk.bodies(s).forEach(this::look);
            }
        }
    }

    // ---- runs as loops

    private List<Stmt> change(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Loop l when isRun(l) -> out.add(Groups.overItems(item(runs.get(l))));
                case Stmt.Loop l -> out.add(new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), change(l.body())));
                case Stmt.If i -> out.add(new Stmt.If(i.condition(), change(i.then()), change(i.otherwise())));
                case Stmt.Block b -> out.add(new Stmt.Block(b.label(), change(b.body())));
                case Stmt.Repeat r -> out.add(new Stmt.Repeat(r.label(), change(r.body())));
                default -> out.add(s);
            }
        }
        return out;
    }

    private List<Stmt> item(Run run) {
        List<Stmt> out = new ArrayList<>();
        Set<Expr.Var> there = new HashSet<>();
        run.free.forEach(v -> bring(v, there, out));
        out.addAll(withRows(Walk.rewrite(
                run.body, e -> e instanceof Expr.Load l ? new Expr.Load(l.buf(), at(l.buf(), l.index())) : e)));
        for (Expr.Var v : run.given.keySet()) {
            if (crosses(v) && !isComputedAgain(v)) {
                out.add(new Stmt.Store(keep(v), Groups.ITEM, v));
            }
        }
        return out;
    }

    /** Gives a run the value that a work item had when the last one ended. */
    private void bring(Expr.Var v, Set<Expr.Var> there, List<Stmt> out) {
        if (!given.containsKey(v) || ofGroup.containsKey(v) || !there.add(v)) {
            return;
        }
        if (isComputedAgain(v)) {
            Expr value = ((Stmt.Let) given.get(v).getFirst()).value();
            Walk.parts(value, e -> {
                if (e instanceof Expr.Var x) {
                    bring(x, there, out);
                }
            });
            out.add(new Stmt.Let(v, value));
        } else {
            out.add(new Stmt.Let(v, new Expr.Load(keep(v), Groups.ITEM)));
        }
    }

    private boolean crosses(Expr.Var v) {
        return free.contains(v) && !ofGroup.containsKey(v);
    }

    /** Whether it has one value for good, made of constants, arguments and where the work item stands. */
    private boolean isComputedAgain(Expr.Var v) {
        List<Stmt> by = given.get(v);
        return by.size() == 1
                && by.getFirst() instanceof Stmt.Let l
                && !ofGroup.containsKey(v)
                && isComputedAgain(l.value());
    }

    private boolean isComputedAgain(Expr e) {
        return switch (e) {
            case Expr.Const c -> true;
            case Expr.Id id -> false;
            case Expr.Load l -> false;
            case Expr.Apply a -> !a.op().isTranscendental() && a.args().stream().allMatch(this::isComputedAgain);
            case Expr.Var v -> given.containsKey(v) ? isComputedAgain(v) : ofGroup.getOrDefault(v, 1) == 1;
        };
    }

    private Buf keep(Expr.Var v) {
        return kept.computeIfAbsent(v, _ -> {
            Buf b = new Buf(v.name() + "$" + kept.size(), v.type(), -1);
            declarations.add(new Stmt.Local(b, cast(DType.INT64, Groups.ITEMS)));
            return b;
        });
    }

    // ---- private arrays

    private List<Stmt> withRows(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Local l -> {
                    if (row(l.buf()) == null) {
                        out.add(s);
                    }
                }
                case Stmt.Store st -> out.add(new Stmt.Store(st.buf(), at(st.buf(), st.index()), st.value()));
                case Stmt.Loop l -> out.add(new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), withRows(l.body())));
                case Stmt.If i -> out.add(new Stmt.If(i.condition(), withRows(i.then()), withRows(i.otherwise())));
                case Stmt.Block b -> out.add(new Stmt.Block(b.label(), withRows(b.body())));
                case Stmt.Repeat r -> out.add(new Stmt.Repeat(r.label(), withRows(r.body())));
                default -> out.add(s);
            }
        }
        return out;
    }

    private Expr at(Buf b, Expr index) {
        Expr row = row(b);
        return row == null ? index : add(cast(index.type(), row), index);
    }

    /** Where a work item's part of a private array starts; null for arrays that it does not keep. */
    private @Nullable Expr row(Buf b) {
        Stmt.Local l = arrays.get(b.name());
        if (l == null || arrayRuns.getOrDefault(b.name(), 0) < 2) {
            return null;
        }
        return rows.computeIfAbsent(b.name(), _ -> {
            if (!(l.length() instanceof Expr.Const c)) {
                throw new KernelException(
                        kernel.name() + ": the length of the private array " + b.name()
                                + " is not a constant; one that is used before and after a barrier must have a constant length");
            }
            Expr n = Expr.constant(DType.INT32, c.bits());
            declarations.add(new Stmt.Local(b, cast(DType.INT64, mul(Groups.ITEMS, n))));
            return mul(Groups.ITEM, n);
        });
    }
}
