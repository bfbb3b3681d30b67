package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Neighbouring iterations of a loop, written out one after another: what lies along the loop is loaded and stored as vectors, all
 * loads first and all stores last.
 */
final class Vector {
    private final Fresh fresh;
    private final Expr.Var i;
    private final int width;

    /**
     * @param i the loop's variable
     * @param width how many iterations
     */
    Vector(Fresh fresh, Expr.Var i, int width) {
        this.fresh = fresh;
        this.i = i;
        this.width = width;
    }

    /** Whether a loop's body can be written out: it has names, assignments and stores, and what varies along the loop in memory lies along it. */
    static boolean canBe(Expr.Var i, List<Stmt> body) {
        Set<String> varying = new HashSet<>(Set.of(i.name()));
        for (Stmt s : body) {
            boolean straight = s instanceof Stmt.Let || s instanceof Stmt.Assign || s instanceof Stmt.Store;
            if (!straight
                    || !accesses(s).stream().allMatch(e -> isAlong(e, i, varying) || !Linear.varies(e, varying))) {
                return false;
            }
            if (s instanceof Stmt.Let l && Linear.varies(l.value(), varying)) {
                varying.add(l.var().name());
            }
        }
        return true;
    }

    /** The indices, but for the loop's variable, of what lies along a loop. */
    static List<Expr> bases(Expr.Var i, List<Stmt> body) {
        List<Expr> bases = new ArrayList<>();
        for (Stmt s : body) {
            for (Expr e : accesses(s)) {
                if (isAlong(e, i, Set.of(i.name()))) {
                    bases.add(Linear.of(e, i.name(), Set.of(i.name())).base());
                }
            }
        }
        return bases;
    }

    /** The indices of arrays that a statement uses. */
    private static List<Expr> accesses(Stmt s) {
        List<Expr> all = new ArrayList<>();
        Walk.expressions(s)
                .forEach(e -> Walk.parts(e, x -> {
                    if (x instanceof Expr.Load l && !l.buf().isLocal()) {
                        all.add(l.index());
                    }
                }));
        if (s instanceof Stmt.Store st && !st.buf().isLocal()) {
            all.add(st.index());
        }
        return all;
    }

    private static boolean isAlong(Expr index, Expr.Var i, Set<String> varying) {
        Linear l = Linear.of(index, i.name(), varying);
        return l != null && l.isUnit();
    }

    /**
     * The iterations from {@code first} on.
     *
     * @param body of each of them, which may differ in what only they keep
     */
    List<Stmt> from(Expr first, IntFunction<List<Stmt>> body) {
        List<Stmt> out = new ArrayList<>();
        Map<Expr.Load, List<Expr.Var>> loaded = new LinkedHashMap<>();
        for (Expr.Load l : loads(body.apply(0))) {
            List<Expr.Var> values = new ArrayList<>();
            for (int j = 0; j < width; j++) {
                values.add(fresh.var("x", l.type()));
            }
            out.add(new Stmt.LoadVector(values, l.buf(), at(l.index(), first)));
            loaded.put(l, values);
        }
        Map<Stmt.Store, List<Expr.Var>> stored = new LinkedHashMap<>();
        for (int j = 0; j < width; j++) {
            int k = j;
            Map<String, Expr> names = new HashMap<>();
            names.put(i.name(), plus(first, j));
            List<Stmt> known = Walk.rewrite(
                    body.apply(j),
                    e -> e instanceof Expr.Load l && loaded.containsKey(l)
                            ? loaded.get(l).get(k)
                            : e);
            for (Stmt s : known) {
                switch (s) {
                    case Stmt.Let l -> {
                        Expr.Var v = fresh.var(l.var().name() + "_", l.var().type());
                        out.add(new Stmt.Let(v, named(l.value(), names)));
                        names.put(l.var().name(), v);
                    }
                    case Stmt.Assign a -> out.add(new Stmt.Assign(a.var(), named(a.value(), names)));
                    case Stmt.Store st
                    when st.buf().isLocal() ->
                        out.add(new Stmt.Store(st.buf(), named(st.index(), names), named(st.value(), names)));
                    case Stmt.Store st -> {
                        Expr.Var v = fresh.var("w", st.value().type());
                        out.add(new Stmt.Let(v, named(st.value(), names)));
                        Expr index = at(st.index(), first);
                        Stmt.Store place = new Stmt.Store(st.buf(), index, constant(v.type(), 0L));
                        stored.computeIfAbsent(place, _ -> new ArrayList<>()).add(v);
                    }
                    default -> throw new IllegalStateException("a run does more than names and stores: " + s);
                }
            }
        }
        stored.forEach((place, values) -> out.add(new Stmt.StoreVector(place.buf(), place.index(), values, false)));
        return out;
    }

    /** What is loaded along the loop, at places that need nothing of what the body computes. */
    private Set<Expr.Load> loads(List<Stmt> body) {
        Set<String> inside = new HashSet<>();
        Set<Expr.Load> found = new LinkedHashSet<>();
        for (Stmt s : body) {
            Walk.expressions(s)
                    .forEach(e -> Walk.parts(e, x -> {
                        if (x instanceof Expr.Load l
                                && !l.buf().isLocal()
                                && isAlong(l.index(), i, Set.of(i.name()))
                                && !Linear.varies(l.index(), inside)) {
                            found.add(l);
                        }
                    }));
            if (s instanceof Stmt.Let l) {
                inside.add(l.var().name());
            }
        }
        return found;
    }

    private Expr at(Expr index, Expr first) {
        return named(index, Map.of(i.name(), first));
    }

    private static Expr plus(Expr first, int j) {
        return Expr.add(first, constant(DType.INT64, j));
    }

    private static Expr named(Expr e, Map<String, Expr> names) {
        return Walk.rewrite(e, x -> x instanceof Expr.Var v ? names.getOrDefault(v.name(), v) : x);
    }

    /**
     * Whether an index is known to be a multiple of a power of two.
     *
     * @param scalars the positions of those of its variables that are scalar arguments
     * @param values the scalar arguments
     */
    static boolean isMultiple(Expr e, int of, Map<String, Integer> scalars, long[] values) {
        return switch (e) {
            case Expr.Const c -> c.bits() % of == 0;
            case Expr.Var v -> {
                Integer position = scalars.get(v.name());
                yield position != null && values[position] % of == 0;
            }
            case Expr.Apply a ->
                switch (a.op()) {
                    case ADD, SUB, MIN ->
                        isMultiple(a.arg(0), of, scalars, values) && isMultiple(a.arg(1), of, scalars, values);
                    case MUL -> isMultiple(a.arg(0), of, scalars, values) || isMultiple(a.arg(1), of, scalars, values);
                    default -> a.op() == Op.CAST && isMultiple(a.arg(0), of, scalars, values);
                };
            case Expr.Load l -> false;
            case Expr.Id id -> false;
        };
    }
}
