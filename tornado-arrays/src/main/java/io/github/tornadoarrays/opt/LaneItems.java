package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
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
 * memory, and of one row or of several. Of several, all loads come first and all stores last: many loads are under way then, whatever
 * branches there are in what is computed, and though the compiler can't know that a result is no operand. What several lanes or
 * rows load from one place, the compiler loads once. Folds run side by side.
 */
final class LaneItems {
    private final Fresh fresh;
    private final Strategy strategy;
    private final FoldLoops folds;

    LaneItems(Fresh fresh, Strategy strategy) {
        this.fresh = fresh;
        this.strategy = strategy;
        folds = new FoldLoops(fresh);
    }

    /** Whether a work item can do several lanes: there is nothing but names, stores, and folds of as many values for all. */
    static boolean canDoSeveral(List<Stmt> lanes) {
        return lanes.stream()
                .allMatch(s -> s instanceof Stmt.Let
                        || s instanceof Stmt.Store
                        || s instanceof Stmt.Fold f
                                && f.axes().stream().allMatch(a -> a.to() instanceof Expr.Var)
                                && f.body().stream().allMatch(x -> x instanceof Stmt.Let));
    }

    List<Stmt> body(Stmt.Loop grid, List<Stmt> row) {
        Stmt.Loop lanes = (Stmt.Loop) row.get(row.size() - 1);
        List<Stmt> before = row.subList(0, row.size() - 1);
        if (strategy.deep() > 1) {
            return rows(grid, before, lanes);
        }
        List<Stmt> inside = new ArrayList<>(folds.all(before));
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
                new Stmt.If(apply(Op.LT, lanes.var(), lanes.to()), folds.all(lanes.body()), List.of()));
    }

    // ---- several lanes

    private List<Stmt> several(Stmt.Loop lanes) {
        Expr.Var first = fresh.var("first", DType.INT64);
        List<Map<String, Expr>> copies = new ArrayList<>();
        List<Stmt> together = new ArrayList<>(lanes(lanes, first, List.of(Map.of()), copies));
        together.addAll(copied(lanes.body(), copies));
        return List.of(
                new Stmt.Let(first, first()),
                new Stmt.If(isInside(first, lanes), together, List.of(oneByOne(lanes, first))));
    }

    /** Several lanes of several rows. */
    private List<Stmt> rows(Stmt.Loop grid, List<Stmt> before, Stmt.Loop lanes) {
        int deep = strategy.deep();
        Expr.Var first = fresh.var("first", DType.INT64);
        Expr.Var top = fresh.var("top", DType.INT64);
        List<Stmt> together = new ArrayList<>();
        List<Map<String, Expr>> above = new ArrayList<>();
        for (int r = 0; r < deep; r++) {
            Expr.Var g = fresh.var(grid.var().name(), DType.INT64);
            together.add(new Stmt.Let(g, Expr.add(top, constant(DType.INT64, r))));
            Map<String, Expr> copy = new HashMap<>(Map.of(grid.var().name(), g));
            before.forEach(s -> together.add(named((Stmt.Let) s, copy)));
            above.add(copy);
        }
        List<Map<String, Expr>> copies = new ArrayList<>();
        together.addAll(lanes(lanes, first, above, copies));
        together.addAll(copied(lanes.body(), copies));

        Expr.Var r = fresh.var("r", DType.INT64);
        List<Stmt> one = new ArrayList<>(before);
        one.add(oneByOne(lanes, first));
        List<Stmt> round = List.of(
                new Stmt.Let(grid.var(), Expr.add(top, r)),
                new Stmt.If(apply(Op.LT, grid.var(), grid.to()), one, List.of()));
        Stmt rest = new Stmt.Loop(LoopKind.SEQ, r, constant(DType.INT64, 0), constant(DType.INT64, deep), round);
        Expr full = apply(Op.LT, Expr.add(top, constant(DType.INT64, deep - 1L)), grid.to());

        Expr.Var at = fresh.var("at", DType.INT64);
        Expr.Var tiles = fresh.var("tiles", DType.INT64);
        Expr more = Expr.add(grid.to(), constant(DType.INT64, deep - 1L));
        List<Stmt> out = new ArrayList<>();
        out.add(new Stmt.Let(first, first()));
        out.add(new Stmt.Let(tiles, apply(Op.SHR, more, constant(DType.INT64, Integer.numberOfTrailingZeros(deep)))));
        out.addAll(down(
                fresh,
                at,
                tiles,
                List.of(
                        new Stmt.Let(top, Expr.mul(at, constant(DType.INT64, deep))),
                        new Stmt.If(apply(Op.AND, full, isInside(first, lanes)), together, List.of(rest)))));
        return out;
    }

    /** A work item's first lane. */
    private Expr first() {
        Expr group = Spread.Items.id(Expr.IdKind.GROUP, 0);
        return Expr.add(
                Expr.mul(group, constant(DType.INT64, (long) strategy.each() * strategy.across())),
                Spread.Items.id(Expr.IdKind.LOCAL, 0));
    }

    private Expr isInside(Expr.Var first, Stmt.Loop lanes) {
        Expr last = Expr.add(first, constant(DType.INT64, (long) (strategy.each() - 1) * strategy.across()));
        return apply(Op.LT, last, lanes.to());
    }

    private Stmt oneByOne(Stmt.Loop lanes, Expr.Var first) {
        Expr.Var k = fresh.var("k", DType.INT64);
        Expr across = constant(DType.INT64, strategy.across());
        List<Stmt> tail = List.of(
                new Stmt.Let(lanes.var(), Expr.add(first, Expr.mul(k, across))),
                new Stmt.If(apply(Op.LT, lanes.var(), lanes.to()), folds.all(lanes.body()), List.of()));
        return new Stmt.Loop(LoopKind.SEQ, k, constant(DType.INT64, 0), constant(DType.INT64, strategy.each()), tail);
    }

    /** Names the lanes; for each of them in each row, what its names stand for goes to {@code copies}. */
    private List<Stmt> lanes(
            Stmt.Loop lanes, Expr.Var first, List<Map<String, Expr>> rows, List<Map<String, Expr>> copies) {
        List<Stmt> out = new ArrayList<>();
        List<Expr.Var> names = new ArrayList<>();
        for (int j = 0; j < strategy.each(); j++) {
            Expr.Var lane = fresh.var(lanes.var().name() + "_", DType.INT64);
            out.add(new Stmt.Let(lane, Expr.add(first, constant(DType.INT64, (long) j * strategy.across()))));
            names.add(lane);
        }
        for (Map<String, Expr> row : rows) {
            for (Expr.Var lane : names) {
                Map<String, Expr> copy = new HashMap<>(row);
                copy.put(lanes.var().name(), lane);
                copies.add(copy);
            }
        }
        return out;
    }

    private List<Stmt> copied(List<Stmt> body, List<Map<String, Expr>> copies) {
        List<Stmt> out = new ArrayList<>();
        List<Stmt> stores = new ArrayList<>();
        boolean hasFolds = body.stream().anyMatch(s -> s instanceof Stmt.Fold);
        for (Stmt s : hasFolds ? body : loadsFirst(body)) {
            if (s instanceof Stmt.Fold f) {
                sideBySide(f, copies, out);
                continue;
            }
            for (Map<String, Expr> copy : copies) {
                switch (s) {
                    case Stmt.Let l -> out.add(named(l, copy));
                    case Stmt.Store st -> {
                        Expr.Var v = fresh.var("w", st.value().type());
                        out.add(new Stmt.Let(v, replaced(st.value(), copy)));
                        stores.add(new Stmt.Store(st.buf(), replaced(st.index(), copy), v));
                    }
                    default -> throw new IllegalStateException("a lane does more than loads, folds and stores: " + s);
                }
            }
        }
        out.addAll(stores);
        return out;
    }

    private Stmt.Let named(Stmt.Let l, Map<String, Expr> copy) {
        Expr.Var v = fresh.var(l.var().name() + "_", l.var().type());
        Expr value = replaced(l.value(), copy);
        copy.put(l.var().name(), v);
        return new Stmt.Let(v, value);
    }

    /** One loop in which all copies of a fold take in their values; sums of float32 add in float32, as short as they are. */
    private void sideBySide(Stmt.Fold f, List<Map<String, Expr>> copies, List<Stmt> out) {
        boolean narrow = f.op() == FoldOp.SUM && f.values().get(0).type() == DType.FLOAT32;
        List<FoldLoops.Running> running = new ArrayList<>();
        for (int c = 0; c < copies.size(); c++) {
            List<Expr.Var> state = f.results().stream()
                    .map(v -> fresh.var("part", narrow ? DType.FLOAT32 : v.type()))
                    .toList();
            running.add(folds.startPlain(f.op(), state, out));
        }
        List<Stmt> inside = new ArrayList<>();
        for (Stmt s : f.body()) {
            copies.forEach(copy -> inside.add(named((Stmt.Let) s, copy)));
        }
        for (int c = 0; c < copies.size(); c++) {
            Map<String, Expr> copy = copies.get(c);
            folds.step(
                    running.get(c),
                    f.values().stream().map(e -> replaced(e, copy)).toList(),
                    inside);
        }
        List<Stmt> loop = inside;
        for (Stmt.Axis a : f.axes().reversed()) {
            loop = List.of(new Stmt.Loop(LoopKind.SEQ, a.var(), a.from(), a.to(), loop));
        }
        out.addAll(loop);
        for (int c = 0; c < copies.size(); c++) {
            for (int p = 0; p < f.results().size(); p++) {
                Expr.Var result = f.results().get(p);
                copies.get(c)
                        .put(
                                result.name(),
                                Expr.cast(result.type(), running.get(c).state().get(p)));
            }
        }
    }

    // ---- loads first

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
