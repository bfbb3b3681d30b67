package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides a method into launches. Each parallel loop is one. What stands between them and reads or writes memory is one of a
 * single iteration; what only computes values is repeated wherever they are used. A value that comes from memory goes to later
 * launches through a temporary.
 */
final class Launches {
    private final Session session;
    private final Code code;
    private final Map<String, Integer> places;
    private final Set<Expr.Var> scalars;
    private final Set<Expr.Var> reduced;
    private final Set<Buf> takesUp;
    private final int firstTemporary;

    final List<Lifted.Temporary> temporaries = new ArrayList<>();
    final List<Buf> buffers = new ArrayList<>();
    private final List<List<Stmt>> launches = new ArrayList<>();

    /** What a method does, in order: a statement, or a parallel loop with when it runs. */
    private sealed interface Step {
        record Plain(Stmt stmt) implements Step {}

        record Grid(Stmt.Loop loop) implements Step {}

        /** A parallel loop that accumulates; local variables that do are called otherwise behind it. */
        record Sum(Stmt.Loop loop, List<Stmt> body, Reductions reductions, Map<Expr.Var, Expr.Var> after)
                implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();

    /** Variables whose values come from memory. */
    private final Set<Expr.Var> kept = new LinkedHashSet<>();

    private final Map<Expr.Var, Buf> keepers = new LinkedHashMap<>();

    /** What only computes, of the steps so far. */
    private final List<Stmt> pure = new ArrayList<>();

    /** What stands since the last parallel loop. */
    private final List<Stmt> between = new ArrayList<>();

    /**
     * @param places an instruction of each parallel loop by its variable's name
     * @param takesUp arrays that take up what loops accumulate
     */
    Launches(
            Session session,
            Code code,
            Map<String, Integer> places,
            Set<Expr.Var> scalars,
            Set<Expr.Var> reduced,
            Set<Buf> takesUp,
            int arrays) {
        this.session = session;
        this.code = code;
        this.places = places;
        this.scalars = scalars;
        this.reduced = reduced;
        this.takesUp = takesUp;
        firstTemporary = arrays;
    }

    List<List<Stmt>> of(List<Stmt> body) {
        flatten(body, null);
        findSums();
        findKept();
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Step.Plain p -> between.add(p.stmt);
                case Step.Grid g -> {
                    sequential(i);
                    launches.add(List.of(nested(g.loop, arriving(List.of(g.loop), List.of()), 1, true)));
                }
                case Step.Sum s -> {
                    sequential(i);
                    sum(s);
                }
            }
        }
        sequential(steps.size());
        return launches;
    }

    // ---- steps

    private void flatten(List<Stmt> body, Expr when) {
        for (Stmt s : body) {
            if (s instanceof Stmt.Loop l && l.kind() == Stmt.LoopKind.GRID) {
                Expr to = when == null ? l.to() : Expr.select(when, l.to(), Expr.constant(l.to().type(), 0L));
                steps.add(new Step.Grid(new Stmt.Loop(l.kind(), l.var(), l.from(), to, l.body())));
            } else if (!hasGrid(s)) {
                steps.add(new Step.Plain(when == null ? s : new Stmt.If(when, List.of(s), List.of())));
            } else if (s instanceof Stmt.If i && isFixed(i.condition())) {
                flatten(i.then(), when == null ? i.condition() : Expr.apply(Op.AND, when, i.condition()));
                Expr not = Conditions.not(i.condition());
                flatten(i.otherwise(), when == null ? not : Expr.apply(Op.AND, when, not));
            } else {
                boolean loop = s instanceof Stmt.Repeat || s instanceof Stmt.Loop;
                throw code.refuse(
                        place(s),
                        "a @Parallel loop is inside "
                                + (loop ? "a sequential loop" : "a condition on values of the kernel"),
                        loop
                                ? "call the kernel once for each round of the outer loop, with its variable as a parameter"
                                : "put the condition inside the loop");
            }
        }
    }

    private static boolean hasGrid(Stmt s) {
        boolean[] found = {false};
        Walk.statements(List.of(s), t -> found[0] |= t instanceof Stmt.Loop l && l.kind() == Stmt.LoopKind.GRID);
        return found[0];
    }

    private int place(Stmt s) {
        int[] found = {0};
        Walk.statements(List.of(s), t -> {
            if (t instanceof Stmt.Loop l && l.kind() == Stmt.LoopKind.GRID && found[0] == 0) {
                found[0] = places.getOrDefault(l.var().name(), 0);
            }
        });
        return found[0];
    }

    private boolean isFixed(Expr e) {
        boolean[] fixed = {true};
        Walk.parts(
                e, p -> fixed[0] &= !(p instanceof Expr.Load) && (!(p instanceof Expr.Var v) || scalars.contains(v)));
        return fixed[0];
    }

    /** Values are kept that come from memory, or are computed from such. */
    private void findKept() {
        int before = -1;
        while (kept.size() != before) {
            before = kept.size();
            for (Step s : steps) {
                if (s instanceof Step.Plain p && touches(p.stmt)) {
                    kept.addAll(assigned(List.of(p.stmt)));
                }
            }
        }
    }

    /** Whether a statement reads or writes memory, or uses what was read. */
    private boolean touches(Stmt s) {
        boolean[] found = {false};
        Walk.statements(
                List.of(s),
                t -> found[0] |= t instanceof Stmt.Store
                        || t instanceof Stmt.Atomic
                        || t instanceof Stmt.Fold
                        || t instanceof Stmt.Check
                        || t instanceof Stmt.Assign a && kept.contains(a.var()));
        Walk.expressions(
                List.of(s), e -> found[0] |= e instanceof Expr.Load || e instanceof Expr.Var v && kept.contains(v));
        return found[0];
    }

    private static Set<Expr.Var> assigned(List<Stmt> body) {
        Set<Expr.Var> all = new LinkedHashSet<>();
        Walk.statements(body, s -> {
            if (s instanceof Stmt.Assign a) {
                all.add(a.var());
            }
        });
        return all;
    }

    private static Set<Object> mentioned(List<Stmt> body) {
        Set<Object> all = new HashSet<>();
        Walk.statements(body, s -> all.addAll(Declarations.mentions(s)));
        return all;
    }

    // ---- launches

    /** One iteration of what has gathered since the last parallel loop, if that does more than compute. */
    private void sequential(int next) {
        if (between.stream().anyMatch(this::touches)) {
            Set<Object> later = new HashSet<>();
            for (Step s : steps.subList(next, steps.size())) {
                later.addAll(mentioned(statements(s)));
            }
            List<Stmt> body = new ArrayList<>(arriving(between, List.of()));
            body.addAll(between);
            Set<Expr.Var> changed = assigned(between);
            boolean needed = between.stream().anyMatch(s -> Calls.writes(List.of(s)));
            for (Expr.Var v : kept) {
                if (changed.contains(v) && later.contains(v)) {
                    needed = true;
                    body.add(new Stmt.Store(
                            keepers.computeIfAbsent(v, w -> temporary("kept_" + w.name(), w.type(), 1)),
                            Arithmetic.number(0),
                            v));
                }
            }
            if (needed || between.stream().anyMatch(Launches::checks)) {
                Expr.Var once = new Expr.Var(session.names.temporary("once"), DType.INT32);
                launches.add(List.of(
                        new Stmt.Loop(Stmt.LoopKind.GRID, once, Arithmetic.number(0), Arithmetic.number(1), body)));
            }
        }
        between.stream().filter(s -> !touches(s)).forEach(pure::add);
        between.clear();
    }

    private static List<Stmt> statements(Step step) {
        return switch (step) {
            case Step.Plain p -> List.of(p.stmt);
            case Step.Grid g -> List.of(g.loop);
            case Step.Sum s -> {
                List<Stmt> all = new ArrayList<>(s.body);
                s.after.forEach((v, w) -> all.add(new Stmt.Assign(w, v)));
                yield all;
            }
        };
    }

    private static boolean checks(Stmt s) {
        boolean[] found = {false};
        Walk.statements(List.of(s), t -> found[0] |= t instanceof Stmt.Check);
        return found[0];
    }

    /** What a launch computes or reads again before it starts, without some variables. */
    private List<Stmt> arriving(List<Stmt> body, List<Expr.Var> but) {
        List<Stmt> all = new ArrayList<>(pure);
        Set<Object> used = mentioned(body);
        used.removeAll(but);
        keepers.forEach((v, buf) -> {
            if (used.contains(v)) {
                all.add(new Stmt.Assign(v, new Expr.Load(buf, Arithmetic.number(0))));
            }
        });
        // only what is used
        for (int i = all.size() - 1; i >= 0; i--) {
            Set<Expr.Var> gives = assigned(List.of(all.get(i)));
            if (gives.stream().anyMatch(used::contains)) {
                used.addAll(mentioned(List.of(all.get(i))));
            } else {
                all.remove(i);
            }
        }
        return all;
    }

    private Buf temporary(String name, DType type, long length) {
        temporaries.add(new Lifted.Temporary(type, length));
        Buf b = new Buf(session.names.fresh(name), type, firstTemporary + buffers.size());
        buffers.add(b);
        return b;
    }

    /** Loops that accumulate; what they accumulate into gets another name behind each. */
    private void findSums() {
        for (int i = 0; i < steps.size(); i++) {
            if (!(steps.get(i) instanceof Step.Grid(Stmt.Loop loop))) {
                continue;
            }
            int at = places.getOrDefault(loop.var().name(), 0);
            Reductions r = new Reductions(session.names, (what, instead) -> code.refuse(at, what, instead));
            List<Stmt> body = r.rewritten(loop.body(), reduced::contains, takesUp::contains);
            if (r.accumulations().isEmpty()) {
                continue;
            }
            r.check(body);
            Map<Expr.Var, Expr.Var> after = new LinkedHashMap<>();
            for (Reductions.Accumulation a : r.accumulations()) {
                if (a.place() == null) {
                    Expr.Var renamed = new Expr.Var(
                            session.names.fresh(a.var().name()), a.var().type());
                    after.put(a.var(), renamed);
                    reduced.add(renamed);
                    kept.add(renamed);
                } else if (!isFixed(a.place().index())) {
                    throw code.refuse(
                            at,
                            a.place().buf().name() + " is @Reduce, but not the same element in every iteration",
                            "accumulate into one element with a constant index, or leave @Reduce out");
                }
            }
            steps.set(i, new Step.Sum(loop, body, r, after));
            for (int j = i + 1; j < steps.size(); j++) {
                steps.set(
                        j,
                        switch (steps.get(j)) {
                            case Step.Plain p ->
                                new Step.Plain(renamed(List.of(p.stmt), after).getFirst());
                            case Step.Grid g ->
                                new Step.Grid((Stmt.Loop)
                                        renamed(List.of(g.loop), after).getFirst());
                            case Step.Sum s -> s;
                        });
            }
        }
    }

    private static List<Stmt> renamed(List<Stmt> body, Map<Expr.Var, Expr.Var> names) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : Walk.rewrite(body, e -> e instanceof Expr.Var v ? names.getOrDefault(v, v) : e)) {
            out.add(
                    switch (s) {
                        case Stmt.Assign a -> new Stmt.Assign(names.getOrDefault(a.var(), a.var()), a.value());
                        case Stmt.If i ->
                            new Stmt.If(i.condition(), renamed(i.then(), names), renamed(i.otherwise(), names));
                        case Stmt.Block b -> new Stmt.Block(b.label(), renamed(b.body(), names));
                        case Stmt.Repeat r -> new Stmt.Repeat(r.label(), renamed(r.body(), names));
                        case Stmt.Loop l ->
                            new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), renamed(l.body(), names));
                        default -> s;
                    });
        }
        return out;
    }

    private void sum(Step.Sum s) {
        List<Reductions.Accumulation> all = s.reductions.accumulations();
        List<Stmt> inside = new ArrayList<>(
                arriving(s.body, all.stream().map(Reductions.Accumulation::var).toList()));
        List<Buf> results = all.stream()
                .map(a -> temporary("parts_of_" + a.var().name(), a.var().type(), Reductions.PARTS))
                .toList();
        Stmt.Loop parts = s.reductions.parts(s.loop, sequentialInside(s.body), results);
        inside.addAll(parts.body());
        launches.add(List.of(new Stmt.Loop(parts.kind(), parts.var(), parts.from(), parts.to(), inside)));
        between.addAll(s.reductions.together(results, s.after));
    }

    /** The grid loop with what arrives in its body; a loop inside is one of the grid if nothing but values stands around it. */
    private Stmt.Loop nested(Stmt.Loop loop, List<Stmt> arriving, int depth, boolean outer) {
        List<Stmt> body = new ArrayList<>(arriving);
        body.addAll(loop.body());
        Stmt last = body.isEmpty() ? null : body.getLast();
        boolean values = body.stream().limit(Math.max(0, body.size() - 1)).allMatch(s -> isValue(s, body));
        if (outer && values && last instanceof Stmt.Loop l && l.kind() == Stmt.LoopKind.GRID) {
            if (depth == 3) {
                throwIfDeeper(l);
            }
            List<Stmt> now = new ArrayList<>(body.subList(0, body.size() - 1));
            now.add(nested(l, List.of(), depth + 1, depth < 3));
            return new Stmt.Loop(Stmt.LoopKind.GRID, loop.var(), loop.from(), loop.to(), now);
        }
        return new Stmt.Loop(Stmt.LoopKind.GRID, loop.var(), loop.from(), loop.to(), sequentialInside(body));
    }

    private void throwIfDeeper(Stmt.Loop l) {
        throw code.refuse(
                places.getOrDefault(l.var().name(), 0),
                "the @Parallel loop over " + l.var().name() + " is the fourth inside each other",
                "a grid has three dimensions; leave @Parallel out of the innermost loop");
    }

    private static boolean isValue(Stmt s, List<Stmt> body) {
        if (!(s instanceof Stmt.Assign a)) {
            return s instanceof Stmt.Let;
        }
        int[] count = {0};
        Walk.statements(
                body, t -> count[0] += t instanceof Stmt.Assign b && b.var().equals(a.var()) ? 1 : 0);
        return count[0] == 1;
    }

    /** Grid loops as ordinary ones. */
    private static List<Stmt> sequentialInside(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            out.add(
                    switch (s) {
                        case Stmt.Loop l ->
                            new Stmt.Loop(Stmt.LoopKind.SEQ, l.var(), l.from(), l.to(), sequentialInside(l.body()));
                        case Stmt.If i ->
                            new Stmt.If(i.condition(), sequentialInside(i.then()), sequentialInside(i.otherwise()));
                        case Stmt.Block b -> new Stmt.Block(b.label(), sequentialInside(b.body()));
                        case Stmt.Repeat r -> new Stmt.Repeat(r.label(), sequentialInside(r.body()));
                        default -> s;
                    });
        }
        return out;
    }
}
