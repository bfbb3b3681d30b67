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
import org.jspecify.annotations.Nullable;

/**
 * A work item a lane, or several, of one row or of several. Several lanes lie a group's width apart, so that neighbouring work items
 * still touch neighbouring memory, or next to each other where they are loaded and stored as vectors. All loads come first and
 * all stores last: many loads are under way then, whatever branches there are in what is computed, and though the compiler can't know
 * that a result is no operand. What several lanes or rows load from one place, the compiler loads once. Folds run side by side. Lanes and
 * rows past the last are computed as the last, and not stored.
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

    /** A lane of a row that a work item does: what its names stand for, and whether it is one; null where that is known. */
    private record Copy(Map<String, Expr> names, @Nullable Expr stores) {}

    private List<Stmt> several(Stmt.Loop lanes) {
        List<Stmt> out = new ArrayList<>();
        Expr.Var first = first(out);
        List<Stmt> inside = new ArrayList<>();
        inside.addAll(copied(lanes, first, List.of(new Copy(new HashMap<>(), null)), false));
        return within(first, lanes, out, inside);
    }

    /** Several lanes of several rows; nearly all work items have all of them, and need not look. */
    private List<Stmt> rows(Stmt.Loop grid, List<Stmt> before, Stmt.Loop lanes) {
        int deep = strategy.deep();
        List<Stmt> out = new ArrayList<>();
        Expr.Var first = first(out);
        Expr.Var tiles = fresh.var("tiles", DType.INT64);
        Expr more = Expr.add(grid.to(), constant(DType.INT64, deep - 1L));
        out.add(new Stmt.Let(tiles, apply(Op.SHR, more, constant(DType.INT64, Integer.numberOfTrailingZeros(deep)))));
        Expr.Var at = fresh.var("at", DType.INT64);
        Expr.Var top = fresh.var("top", DType.INT64);
        Expr down = apply(Op.LT, Expr.add(top, constant(DType.INT64, deep - 1L)), grid.to());
        boolean side = strategy.vector() == 1;
        long reach = (long) (strategy.each() - 1) * strategy.across();
        Expr across = apply(Op.LT, Expr.add(first, constant(DType.INT64, reach)), lanes.to());
        List<Stmt> inside = List.of(
                new Stmt.Let(top, Expr.mul(at, constant(DType.INT64, deep))),
                new Stmt.If(
                        side ? apply(Op.AND, down, across) : down,
                        rows(grid, before, lanes, first, top, true),
                        rows(grid, before, lanes, first, top, false)));
        return within(first, lanes, out, down(fresh, at, tiles, inside));
    }

    /** @param all whether all rows and lanes are there */
    private List<Stmt> rows(
            Stmt.Loop grid, List<Stmt> before, Stmt.Loop lanes, Expr.Var first, Expr.Var top, boolean all) {
        List<Stmt> out = new ArrayList<>();
        Expr last = apply(Op.SUB, grid.to(), constant(DType.INT64, 1));
        List<Copy> above = new ArrayList<>();
        for (int r = 0; r < strategy.deep(); r++) {
            Expr mine = Expr.add(top, constant(DType.INT64, r));
            Expr.Var g = fresh.var(grid.var().name(), DType.INT64);
            out.add(new Stmt.Let(g, all || r == 0 ? mine : apply(Op.MIN, mine, last)));
            Map<String, Expr> names = new HashMap<>(Map.of(grid.var().name(), g));
            before.forEach(s -> out.add(named((Stmt.Let) s, names)));
            above.add(new Copy(names, all || r == 0 ? null : apply(Op.LT, mine, grid.to())));
        }
        out.addAll(copied(lanes, first, above, all));
        return out;
    }

    /** The statements, where a work item's first lane is one. */
    private static List<Stmt> within(Expr.Var first, Stmt.Loop lanes, List<Stmt> out, List<Stmt> inside) {
        out.add(new Stmt.If(apply(Op.LT, first, lanes.to()), inside, List.of()));
        return out;
    }

    private Expr.Var first(List<Stmt> out) {
        Expr.Var first = fresh.var("first", DType.INT64);
        Expr group = Spread.Items.id(Expr.IdKind.GROUP, 0);
        Expr item = Spread.Items.id(Expr.IdKind.LOCAL, 0);
        Expr across = constant(DType.INT64, strategy.across());
        Expr each = constant(DType.INT64, strategy.each());
        out.add(new Stmt.Let(
                first,
                strategy.vector() > 1
                        ? Expr.mul(Expr.add(Expr.mul(group, across), item), each)
                        : Expr.add(Expr.mul(group, Expr.mul(each, across)), item)));
        return first;
    }

    /**
     * The lanes of all rows.
     *
     * @param all whether all lanes are there
     */
    private List<Stmt> copied(Stmt.Loop lanes, Expr.Var first, List<Copy> rows, boolean all) {
        List<Stmt> out = new ArrayList<>();
        boolean hasFolds = lanes.body().stream().anyMatch(s -> s instanceof Stmt.Fold);
        if (strategy.vector() > 1) {
            List<Stmt> stores = new ArrayList<>();
            for (Copy row : rows) {
                List<Stmt> body = lanes.body().stream()
                        .map(s -> Walk.rewrite(List.of(s), e -> named(e, row.names))
                                .get(0))
                        .toList();
                for (Stmt s : new Vector(fresh, lanes.var(), strategy.vector()).from(first, _ -> body)) {
                    if (s instanceof Stmt.StoreVector st) {
                        Stmt store = new Stmt.StoreVector(st.buf(), st.index(), st.values(), streams());
                        stores.add(row.stores == null ? store : new Stmt.If(row.stores, List.of(store), List.of()));
                    } else {
                        out.add(s);
                    }
                }
            }
            out.addAll(stores);
            return out;
        }
        Expr.Var last = fresh.var("last", DType.INT64);
        out.add(new Stmt.Let(last, apply(Op.SUB, lanes.to(), constant(DType.INT64, 1))));
        List<Expr> mine = new ArrayList<>();
        List<Expr.Var> names = new ArrayList<>();
        for (int j = 0; j < strategy.each(); j++) {
            Expr lane = Expr.add(first, constant(DType.INT64, (long) j * strategy.across()));
            Expr.Var name = fresh.var(lanes.var().name() + "_", DType.INT64);
            out.add(new Stmt.Let(name, all || j == 0 ? lane : apply(Op.MIN, lane, last)));
            mine.add(lane);
            names.add(name);
        }
        List<Copy> copies = new ArrayList<>();
        for (Copy row : rows) {
            for (int j = 0; j < names.size(); j++) {
                Map<String, Expr> known = new HashMap<>(row.names);
                known.put(lanes.var().name(), names.get(j));
                Expr there = all || j == 0 ? null : apply(Op.LT, mine.get(j), lanes.to());
                copies.add(new Copy(
                        known,
                        there == null ? row.stores : row.stores == null ? there : apply(Op.AND, row.stores, there)));
            }
        }
        List<Stmt> stores = new ArrayList<>();
        for (Stmt s : hasFolds ? lanes.body() : loadsFirst(lanes.body())) {
            if (s instanceof Stmt.Fold f) {
                sideBySide(f, copies, out);
                continue;
            }
            for (Copy copy : copies) {
                switch (s) {
                    case Stmt.Let l -> out.add(named(l, copy.names));
                    case Stmt.Store st -> {
                        Expr.Var v = fresh.var("w", st.value().type());
                        out.add(new Stmt.Let(v, named(st.value(), copy.names)));
                        Expr index = named(st.index(), copy.names);
                        Stmt store = streams()
                                ? new Stmt.StoreVector(st.buf(), index, List.of(v), true)
                                : new Stmt.Store(st.buf(), index, v);
                        stores.add(copy.stores == null ? store : new Stmt.If(copy.stores, List.of(store), List.of()));
                    }
                    default -> throw new IllegalStateException("a lane does more than loads, folds and stores: " + s);
                }
            }
        }
        out.addAll(stores);
        return out;
    }

    /** What is written of several rows is more than a cache holds; see {@link Spread}. */
    private boolean streams() {
        return strategy.deep() > 1;
    }

    private Stmt.Let named(Stmt.Let l, Map<String, Expr> copy) {
        Expr.Var v = fresh.var(l.var().name() + "_", l.var().type());
        Expr value = named(l.value(), copy);
        copy.put(l.var().name(), v);
        return new Stmt.Let(v, value);
    }

    /** One loop in which all copies of a fold take in their values; sums of float32 add in float32, as short as they are. */
    private void sideBySide(Stmt.Fold f, List<Copy> copies, List<Stmt> out) {
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
            copies.forEach(copy -> inside.add(named((Stmt.Let) s, copy.names)));
        }
        for (int c = 0; c < copies.size(); c++) {
            Map<String, Expr> names = copies.get(c).names;
            folds.step(
                    running.get(c),
                    f.values().stream().map(e -> named(e, names)).toList(),
                    inside);
        }
        List<Stmt> loop = inside;
        for (Stmt.Axis a : f.axes().reversed()) {
            // the compiler writes out a loop whose end it knows
            Expr to = strategy.fold() > 0 && f.axes().size() == 1 ? constant(DType.INT64, strategy.fold()) : a.to();
            loop = List.of(new Stmt.Loop(LoopKind.SEQ, a.var(), a.from(), to, loop));
        }
        out.addAll(loop);
        for (int c = 0; c < copies.size(); c++) {
            for (int p = 0; p < f.results().size(); p++) {
                Expr.Var result = f.results().get(p);
                copies.get(c)
                        .names
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

    private static Expr named(Expr e, Map<String, Expr> by) {
        return Walk.rewrite(e, x -> x instanceof Expr.Var v ? by.getOrDefault(v.name(), v) : x);
    }
}
