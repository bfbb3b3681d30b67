package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
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

/**
 * A work item a lane, or several that lie a group's width apart, so that neighbouring work items still touch neighbouring
 * memory. Of several, all loads come first and all stores last: many loads are under way then, whatever branches there are in what
 * is computed, and though the compiler can't know that a result is no operand.
 */
final class LaneItems {
    private final Fresh fresh;
    private final Strategy strategy;

    LaneItems(Fresh fresh, Strategy strategy) {
        this.fresh = fresh;
        this.strategy = strategy;
    }

    List<Stmt> body(Stmt.Loop grid, List<Stmt> row) {
        List<Stmt> inside = new ArrayList<>(new FoldLoops(fresh).all(row.subList(0, row.size() - 1)));
        Stmt.Loop lanes = (Stmt.Loop) row.get(row.size() - 1);
        inside.addAll(strategy.each() == 1 ? one(lanes) : several(lanes));
        if (grid.to() instanceof Expr.Const c && c.bits() == 1) {
            List<Stmt> out = new ArrayList<>();
            out.add(new Stmt.Let(grid.var(), constant(DType.INT64, 0)));
            out.addAll(inside);
            return out;
        }
        return down(fresh, grid.var(), grid.to(), inside);
    }

    /** A work item a point, where there are too few lanes to fill a group. */
    List<Stmt> points(Stmt.Loop grid, List<Stmt> row) {
        Stmt.Loop lanes = (Stmt.Loop) row.get(row.size() - 1);
        FoldLoops folds = new FoldLoops(fresh);
        Expr.Var point = fresh.var("point", DType.INT64);
        List<Stmt> inside = new ArrayList<>();
        inside.add(new Stmt.Let(grid.var(), NarrowDivision.divide(Op.DIV, point, lanes.to())));
        inside.addAll(folds.all(row.subList(0, row.size() - 1)));
        Expr before = Expr.mul(grid.var(), lanes.to());
        inside.add(new Stmt.Let(lanes.var(), apply(Op.SUB, point, before)));
        inside.addAll(folds.all(lanes.body()));
        Expr in = apply(Op.LT, point, Expr.mul(grid.to(), lanes.to()));
        return List.of(
                new Stmt.Let(point, Spread.Items.position(strategy.across())), new Stmt.If(in, inside, List.of()));
    }

    /** Rows along dimension 1, whose work items may be fewer than there are rows. */
    static List<Stmt> down(Fresh fresh, Expr.Var row, Expr end, List<Stmt> inside) {
        Expr.Var at = fresh.var("at", DType.INT64);
        String label = fresh.name("rows");
        List<Stmt> round = new ArrayList<>();
        round.add(new Stmt.If(apply(Op.GE, at, end), List.of(new Stmt.Break(label)), List.of()));
        round.add(new Stmt.Let(row, at));
        round.addAll(inside);
        Expr next = apply(Op.ADD, at, Spread.Items.id(Expr.IdKind.GLOBAL_SIZE, 1));
        round.add(new Stmt.Assign(at, next));
        return List.of(new Stmt.Let(at, Spread.Items.id(Expr.IdKind.GLOBAL, 1)), new Stmt.Repeat(label, round));
    }

    private List<Stmt> one(Stmt.Loop lanes) {
        return List.of(
                new Stmt.Let(lanes.var(), Spread.Items.position(strategy.across())),
                new Stmt.If(apply(Op.LT, lanes.var(), lanes.to()), new FoldLoops(fresh).all(lanes.body()), List.of()));
    }

    private List<Stmt> several(Stmt.Loop lanes) {
        int each = strategy.each();
        Expr across = constant(DType.INT64, strategy.across());
        Expr.Var first = fresh.var("first", DType.INT64);
        Expr group = Spread.Items.id(Expr.IdKind.GROUP, 0);
        Expr start = Expr.add(
                Expr.mul(group, constant(DType.INT64, (long) each * strategy.across())),
                Spread.Items.id(Expr.IdKind.LOCAL, 0));
        Expr last = Expr.add(first, constant(DType.INT64, (long) (each - 1) * strategy.across()));

        Expr.Var k = fresh.var("k", DType.INT64);
        List<Stmt> tail = List.of(
                new Stmt.Let(lanes.var(), Expr.add(first, Expr.mul(k, across))),
                new Stmt.If(apply(Op.LT, lanes.var(), lanes.to()), lanes.body(), List.of()));
        Stmt rest = new Stmt.Loop(LoopKind.SEQ, k, constant(DType.INT64, 0), constant(DType.INT64, each), tail);
        return List.of(
                new Stmt.Let(first, start),
                new Stmt.If(apply(Op.LT, last, lanes.to()), together(lanes, first), List.of(rest)));
    }

    private List<Stmt> together(Stmt.Loop lanes, Expr.Var first) {
        List<Stmt> out = new ArrayList<>();
        List<Stmt> stores = new ArrayList<>();
        List<Map<String, Expr>> copies = new ArrayList<>();
        for (int j = 0; j < strategy.each(); j++) {
            Expr.Var lane = fresh.var(lanes.var().name() + "_", DType.INT64);
            out.add(new Stmt.Let(lane, Expr.add(first, constant(DType.INT64, (long) j * strategy.across()))));
            copies.add(new HashMap<>(Map.of(lanes.var().name(), lane)));
        }
        for (Stmt s : loadsFirst(lanes.body())) {
            for (Map<String, Expr> copy : copies) {
                switch (s) {
                    case Stmt.Let l -> {
                        Expr.Var v = fresh.var(l.var().name() + "_", l.var().type());
                        out.add(new Stmt.Let(v, replaced(l.value(), copy)));
                        copy.put(l.var().name(), v);
                    }
                    case Stmt.Store st -> {
                        Expr.Var v = fresh.var("w", st.value().type());
                        out.add(new Stmt.Let(v, replaced(st.value(), copy)));
                        stores.add(new Stmt.Store(st.buf(), replaced(st.index(), copy), v));
                    }
                    default -> throw new IllegalStateException("a lane does more than loads and stores: " + s);
                }
            }
        }
        out.addAll(stores);
        return out;
    }

    /**
     * The statements with loads named before anything is computed with them, unless their indices are loaded themselves or only
     * one case of a choice has them.
     */
    private List<Stmt> loadsFirst(List<Stmt> body) {
        Set<String> later = new HashSet<>();
        List<Stmt> indices = new ArrayList<>();
        List<Stmt> named = new ArrayList<>();
        List<Stmt> rest = new ArrayList<>();
        for (Stmt s : body) {
            if (s instanceof Stmt.Let l) {
                if (l.var().type() == DType.INT64 && isKnown(l.value(), later)) {
                    indices.add(s);
                    continue;
                }
                later.add(l.var().name());
                if (l.value() instanceof Expr.Load x && isKnown(x.index(), later)) {
                    named.add(s);
                    continue;
                }
            }
            rest.add(s);
        }
        Map<Expr.Load, Expr> loads = new LinkedHashMap<>();
        rest.forEach(s -> Walk.expressions(s).forEach(e -> note(e, later, loads)));
        List<Stmt> out = new ArrayList<>(indices);
        out.addAll(named);
        loads.forEach((load, name) -> out.add(new Stmt.Let((Expr.Var) name, load)));
        out.addAll(Walk.rewrite(rest, e -> e instanceof Expr.Load l ? loads.getOrDefault(l, l) : e));
        return out;
    }

    private void note(Expr e, Set<String> later, Map<Expr.Load, Expr> loads) {
        switch (e) {
            case Expr.Load l -> {
                if (isKnown(l.index(), later)) {
                    loads.computeIfAbsent(l, _ -> fresh.var("x", l.type()));
                } else {
                    note(l.index(), later, loads);
                }
            }
            case Expr.Apply a -> {
                List<Expr> always = a.op() == Op.SELECT ? a.args().subList(0, 1) : a.args();
                always.forEach(x -> note(x, later, loads));
            }
            case Expr.Const c -> {}
            case Expr.Var v -> {}
            case Expr.Id id -> {}
        }
    }

    /** Whether an expression needs no memory and none of these values. */
    private static boolean isKnown(Expr e, Set<String> later) {
        boolean[] known = {true};
        Walk.parts(
                e,
                x -> known[0] &= !(x instanceof Expr.Load) && !(x instanceof Expr.Var v && later.contains(v.name())));
        return known[0];
    }

    private static Expr replaced(Expr e, Map<String, Expr> by) {
        return Walk.rewrite(e, x -> x instanceof Expr.Var v ? by.getOrDefault(v.name(), v) : x);
    }
}
