package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
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
import org.jspecify.annotations.Nullable;

/**
 * Square tiles for what lies in memory along another axis than lanes: a transpose. A group loads a tile with neighbours along that axis, which
 * is one of the grid's, and after a barrier reads it along lanes, so that memory is only touched in runs. A tile's rows are one element
 * longer than it is wide, so that those that lie below each other are in different banks.
 */
final class Tiles {
    /** Work items of a group along dimension 1, which with {@link Strategy#across} along dimension 0 make one. */
    static final int DOWN = 8;

    /** Work items along dimension 0. */
    static final int ACROSS = 32;

    private final Fresh fresh;
    private final Strategy strategy;
    private final Turned turned;
    private final boolean wide;

    Tiles(Fresh fresh, Strategy strategy, Turned turned, boolean wide) {
        this.fresh = fresh;
        this.strategy = strategy;
        this.turned = turned;
        this.wide = wide;
    }

    /**
     * An axis of the grid along which some operands lie.
     *
     * @param axis its variable
     * @param extent how many steps it has
     * @param loads what lies along it, by the load of it
     * @param others the other variables of the grid with their extents, the outermost first
     */
    record Turned(Expr.Var axis, Expr extent, List<Expr.Load> loads, Map<Expr.Var, Expr> others) {
        /** Bytes that a group keeps of tiles whose side is so long. */
        long bytes(int side) {
            return loads.stream()
                    .mapToLong(l -> (long) side * (side + 1) * l.buf().type().itemSize())
                    .sum();
        }

        /** The axis for the loads that lie along one, or null where there is none. */
        static @Nullable Turned of(Stmt.Loop grid) {
            List<Stmt> row = grid.body();
            if (!(row.get(row.size() - 1) instanceof Stmt.Loop lanes)
                    || !lanes.body().stream().allMatch(s -> s instanceof Stmt.Let || s instanceof Stmt.Store)
                    || !row.subList(0, row.size() - 1).stream().allMatch(s -> s instanceof Stmt.Let)) {
                return null;
            }
            Map<Expr.Var, Expr> extents = axes(grid);
            Map<String, Expr> names = new HashMap<>();
            Set<String> counted = new HashSet<>();
            extents.keySet().forEach(v -> counted.add(v.name()));
            for (Stmt s : row.subList(0, row.size() - 1)) {
                Stmt.Let l = (Stmt.Let) s;
                if (!counted.contains(l.var().name())) {
                    names.put(l.var().name(), full(l.value(), names));
                }
            }
            Set<String> lane = new HashSet<>(Set.of(lanes.var().name()));
            Map<Expr.Var, Set<Expr.Load>> along = new LinkedHashMap<>();
            for (Stmt s : lanes.body()) {
                Walk.expressions(s)
                        .forEach(e -> Walk.parts(e, x -> {
                            if (x instanceof Expr.Load l) {
                                Expr.Var axis = axis(full(l.index(), names), lanes.var(), extents.keySet());
                                if (axis != null) {
                                    along.computeIfAbsent(axis, _ -> new java.util.LinkedHashSet<>())
                                            .add(l);
                                }
                            }
                        }));
                if (s instanceof Stmt.Let l && Linear.varies(l.value(), lane)) {
                    lane.add(l.var().name());
                }
            }
            if (along.size() != 1) {
                return null;
            }
            Expr.Var axis = along.keySet().iterator().next();
            Map<Expr.Var, Expr> others = new LinkedHashMap<>(extents);
            Expr extent = others.remove(axis);
            return new Turned(axis, extent, List.copyOf(along.get(axis)), others);
        }

        /** The grid's variables, the outermost first, with their extents: how its number is taken apart says it. */
        private static Map<Expr.Var, Expr> axes(Stmt.Loop grid) {
            List<Stmt.Let> inner = new ArrayList<>();
            Expr.Var outermost = grid.var();
            Expr rest = grid.var();
            Expr total = grid.to();
            for (Stmt s : grid.body()) {
                if (!(s instanceof Stmt.Let l)) {
                    break;
                }
                if (l.value().equals(rest)) {
                    outermost = l.var();
                    break;
                }
                if (l.value() instanceof Expr.Apply a && a.arg(0).equals(rest)) {
                    if (a.op() == Op.REM) {
                        inner.add(l);
                    } else if (a.op() == Op.DIV) {
                        rest = l.var();
                    }
                }
            }
            // the end is n0 * (n1 * …): the outermost axis' extent is its first factor
            Expr extent = inner.isEmpty() ? total : ((Expr.Apply) total).arg(0);
            Map<Expr.Var, Expr> axes = new LinkedHashMap<>();
            axes.put(outermost, extent);
            for (Stmt.Let l : inner.reversed()) {
                axes.put(l.var(), ((Expr.Apply) l.value()).arg(1));
            }
            return axes;
        }

        /** An expression with names replaced by what they stand for. */
        private static Expr full(Expr e, Map<String, Expr> names) {
            return Walk.rewrite(e, x -> x instanceof Expr.Var v ? names.getOrDefault(v.name(), v) : x);
        }

        /** The axis along which neighbours are neighbours in memory, where those along lanes are not. */
        private static Expr.@Nullable Var axis(Expr index, Expr.Var lane, Set<Expr.Var> axes) {
            Linear byLane = Linear.of(index, lane.name(), Set.of(lane.name()));
            if (byLane == null || byLane.isInvariant() || byLane.isUnit()) {
                return null;
            }
            for (Expr.Var v : axes) {
                Linear l = Linear.of(index, v.name(), Set.of(v.name()));
                if (l != null && l.isUnit()) {
                    return v;
                }
            }
            return null;
        }
    }

    List<Stmt> body(Stmt.Loop grid) {
        List<Stmt> row = grid.body();
        Stmt.Loop lanes = (Stmt.Loop) row.get(row.size() - 1);
        int side = strategy.each();
        Expr.Var axis = turned.axis();
        List<Stmt> out = new ArrayList<>();
        List<Buf> tiles = new ArrayList<>();
        for (Expr.Load l : turned.loads()) {
            Buf b = new Buf(fresh.name("tile"), l.buf().type(), -1);
            out.add(new Stmt.Shared(b, (long) side * (side + 1)));
            tiles.add(b);
        }
        Expr.Var x = let("x", Spread.Items.id(Expr.IdKind.LOCAL, 0), out);
        Expr.Var y = let("y", Spread.Items.id(Expr.IdKind.LOCAL, 1), out);
        // the group's number is, from the last on: its tile along the axis, its tile along lanes, the other axes
        Expr.Var rest = let("group", Spread.Items.id(Expr.IdKind.GROUP, 0), out);
        Expr.Var top = digit("top", rest, tiles(turned.extent(), side), side, out);
        rest = next(rest, tiles(turned.extent(), side), out);
        Expr.Var left = digit("left", rest, tiles(lanes.to(), side), side, out);
        rest = next(rest, tiles(lanes.to(), side), out);
        for (Map.Entry<Expr.Var, Expr> o :
                List.copyOf(turned.others().entrySet()).reversed()) {
            out.add(new Stmt.Let(o.getKey(), divided(Op.REM, rest, o.getValue())));
            rest = next(rest, o.getValue(), out);
        }

        // loads: neighbours along the axis
        List<Stmt> load = new ArrayList<>();
        Expr.Var c = fresh.var("c", DType.INT64);
        Expr.Var r = fresh.var("r", DType.INT64);
        Expr.Var over = let("x", Expr.add(Expr.mul(c, constant(DType.INT64, ACROSS)), x), load);
        Expr.Var below = let("y", Expr.add(Expr.mul(r, constant(DType.INT64, DOWN)), y), load);
        List<Stmt> fill = new ArrayList<>(named(grid, axis));
        Set<String> needed = new HashSet<>();
        for (int k = 0; k < tiles.size(); k++) {
            Expr.Load l = turned.loads().get(k);
            Walk.parts(l.index(), e -> {
                if (e instanceof Expr.Var v) {
                    needed.add(v.name());
                }
            });
        }
        for (Stmt s : lanes.body()) {
            if (s instanceof Stmt.Let l && needed.contains(l.var().name())) {
                fill.add(l);
            }
        }
        for (int k = 0; k < tiles.size(); k++) {
            Expr place = Expr.add(Expr.mul(below, constant(DType.INT64, side + 1L)), over);
            fill.add(new Stmt.Store(tiles.get(k), place, turned.loads().get(k)));
        }
        Expr whole = whole(top, left, lanes, side, out);
        Expr there = apply(Op.AND, apply(Op.LT, axis, turned.extent()), apply(Op.LT, lanes.var(), lanes.to()));
        out.add(rounds(
                whole, side, c, r, load, place(axis, Expr.add(top, over), lanes, Expr.add(left, below)), there, fill));
        out.add(new Stmt.Barrier());

        // what is computed: neighbours along lanes
        List<Stmt> use = new ArrayList<>();
        Expr.Var d = fresh.var("c", DType.INT64);
        Expr.Var q = fresh.var("r", DType.INT64);
        Expr.Var right = let("x", Expr.add(Expr.mul(d, constant(DType.INT64, ACROSS)), x), use);
        Expr.Var down = let("y", Expr.add(Expr.mul(q, constant(DType.INT64, DOWN)), y), use);
        Expr kept = Expr.add(Expr.mul(right, constant(DType.INT64, side + 1L)), down);
        List<Stmt> compute = new ArrayList<>(named(grid, axis));
        compute.addAll(Walk.rewrite(lanes.body(), e -> {
            int k = e instanceof Expr.Load l ? turned.loads().indexOf(l) : -1;
            return k < 0 ? e : new Expr.Load(tiles.get(k), kept);
        }));
        out.add(rounds(
                whole,
                side,
                d,
                q,
                use,
                place(axis, Expr.add(top, down), lanes, Expr.add(left, right)),
                there,
                compute));
        return out;
    }

    /** The names of a row that are no axis of the grid. */
    private List<Stmt> named(Stmt.Loop grid, Expr.Var axis) {
        List<Stmt> out = new ArrayList<>();
        Set<String> rests = new HashSet<>(Set.of(grid.var().name()));
        for (Stmt s : grid.body()) {
            if (s instanceof Stmt.Let l) {
                boolean known = l.var().equals(axis) || turned.others().containsKey(l.var());
                if (Linear.varies(l.value(), rests)) {
                    rests.add(l.var().name());
                    if (known) {
                        rests.remove(l.var().name());
                    }
                } else if (!known) {
                    out.add(l);
                }
            }
        }
        return out;
    }

    /** Whether all of a group's tile is there: nearly all are, and their work items need not look. */
    private Expr whole(Expr.Var top, Expr.Var left, Stmt.Loop lanes, int side, List<Stmt> out) {
        Expr most = constant(DType.INT64, side - 1L);
        Expr.Var v = fresh.var("whole", DType.BOOL);
        Expr down = apply(Op.LT, Expr.add(top, most), turned.extent());
        out.add(new Stmt.Let(v, apply(Op.AND, down, apply(Op.LT, Expr.add(left, most), lanes.to()))));
        return v;
    }

    private static List<Stmt> place(Expr.Var axis, Expr i, Stmt.Loop lanes, Expr j) {
        return List.of(new Stmt.Let(axis, i), new Stmt.Let(lanes.var(), j));
    }

    /** A work item's elements of a tile: of a whole one without a look at where it ends. */
    private static Stmt rounds(
            Expr whole,
            int side,
            Expr.Var c,
            Expr.Var r,
            List<Stmt> before,
            List<Stmt> place,
            Expr there,
            List<Stmt> body) {
        List<Stmt> all = new ArrayList<>(before);
        all.addAll(place);
        List<Stmt> some = new ArrayList<>(all);
        all.addAll(body);
        some.add(new Stmt.If(there, body, List.of()));
        return new Stmt.If(whole, List.of(loops(side, c, r, all)), List.of(loops(side, c, r, some)));
    }

    private static Stmt loops(int side, Expr.Var c, Expr.Var r, List<Stmt> body) {
        Expr zero = constant(DType.INT64, 0);
        Stmt inner = new Stmt.Loop(LoopKind.SEQ, r, zero, constant(DType.INT64, side / DOWN), body);
        return new Stmt.Loop(LoopKind.SEQ, c, zero, constant(DType.INT64, side / ACROSS), List.of(inner));
    }

    private Expr.Var let(String name, Expr value, List<Stmt> out) {
        Expr.Var v = fresh.var(name, DType.INT64);
        out.add(new Stmt.Let(v, value));
        return v;
    }

    private static Expr tiles(Expr extent, int side) {
        Expr more = Expr.add(extent, constant(DType.INT64, side - 1L));
        return apply(Op.SHR, more, constant(DType.INT64, Integer.numberOfTrailingZeros(side)));
    }

    private Expr.Var digit(String name, Expr number, Expr n, int side, List<Stmt> out) {
        return let(name, Expr.mul(divided(Op.REM, number, n), constant(DType.INT64, side)), out);
    }

    private Expr.Var next(Expr number, Expr n, List<Stmt> out) {
        return let("group", divided(Op.DIV, number, n), out);
    }

    private Expr divided(Op op, Expr a, Expr b) {
        return wide ? apply(op, a, b) : NarrowDivision.divide(op, a, b);
    }
}
