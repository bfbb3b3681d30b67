package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
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

/**
 * Declares each variable and each local array in the innermost list of statements that has all that mentions it. Java lets
 * no variable be read before it is written, so a list inside a loop is wide enough for one whose mentions are all in it.
 */
final class Declarations {
    /** Lengths of local arrays. */
    private final Map<Buf, Long> lengths;

    /** What is defined around the list at hand. */
    private final Set<Object> known = new HashSet<>();

    private Declarations(Map<Buf, Long> lengths) {
        this.lengths = lengths;
    }

    static List<Stmt> place(List<Stmt> body, Set<? extends Object> known, Map<Buf, Long> lengths) {
        Declarations d = new Declarations(lengths);
        d.known.addAll(known);
        Walk.statements(body, s -> d.known.addAll(defines(s)));
        return d.list(body);
    }

    private List<Stmt> list(List<Stmt> body) {
        Map<Object, List<Integer>> at = new LinkedHashMap<>();
        for (int i = 0; i < body.size(); i++) {
            int here = i;
            Set<Object> mentioned = new LinkedHashSet<>();
            Walk.statements(List.of(body.get(i)), s -> mentioned.addAll(mentions(s)));
            mentioned.removeAll(known);
            mentioned.forEach(o -> at.computeIfAbsent(o, _ -> new ArrayList<>()).add(here));
        }
        // what two statements mention, or one itself and not only inside it
        at.entrySet()
                .removeIf(e -> e.getValue().size() == 1
                        && !mentions(body.get(e.getValue().getFirst())).contains(e.getKey()));
        Map<Integer, List<Object>> declared = new HashMap<>();
        at.forEach((o, is) ->
                declared.computeIfAbsent(is.getFirst(), _ -> new ArrayList<>()).add(o));
        known.addAll(at.keySet());
        List<Stmt> out = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            Stmt s = body.get(i);
            boolean names = false;
            for (Object o : declared.getOrDefault(i, List.of())) {
                if (o instanceof Buf b) {
                    out.add(new Stmt.Local(b, Expr.constant(DType.INT32, lengths.get(b))));
                } else if (s instanceof Stmt.Assign(Expr.Var to, Expr value)
                        && to.equals(o)
                        && !Cell.mentions(value, to)) {
                    names = true;
                } else if (o instanceof Expr.Var v) {
                    out.add(new Stmt.Let(v, Expr.constant(v.type(), 0L)));
                }
            }
            out.add(names && s instanceof Stmt.Assign(Expr.Var to, Expr value) ? new Stmt.Let(to, value) : inside(s));
        }
        known.removeAll(at.keySet());
        return out;
    }

    private Stmt inside(Stmt s) {
        return switch (s) {
            case Stmt.If i -> new Stmt.If(i.condition(), list(i.then()), list(i.otherwise()));
            case Stmt.Block b -> new Stmt.Block(b.label(), list(b.body()));
            case Stmt.Repeat r -> new Stmt.Repeat(r.label(), list(r.body()));
            case Stmt.Loop l -> new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), list(l.body()));
            case Stmt.Fold f -> new Stmt.Fold(f.op(), f.results(), f.axes(), list(f.body()), f.values());
            default -> s;
        };
    }

    /** The variables that a statement defines by itself; they are used in what follows it only, or inside it. */
    private static Set<Object> defines(Stmt s) {
        return switch (s) {
            case Stmt.Let l -> Set.of(l.var());
            case Stmt.Loop l -> Set.of(l.var());
            case Stmt.Atomic a -> Set.of(a.before());
            case Stmt.Fold f -> {
                Set<Object> all = new HashSet<>(f.results());
                f.axes().forEach(a -> all.add(a.var()));
                yield all;
            }
            default -> Set.of();
        };
    }

    /** The variables and local arrays that a statement mentions itself, not inside. */
    static Set<Object> mentions(Stmt s) {
        Set<Object> all = new LinkedHashSet<>();
        Walk.expressions(s)
                .forEach(e -> Walk.parts(e, p -> {
                    if (p instanceof Expr.Var) {
                        all.add(p);
                    } else if (p instanceof Expr.Load l && l.buf().isLocal()) {
                        all.add(l.buf());
                    }
                }));
        switch (s) {
            case Stmt.Assign a -> all.add(a.var());
            case Stmt.Store st -> all.add(st.buf());
            case Stmt.Atomic a -> all.add(a.buf());
            default -> {}
        }
        all.removeIf(o -> o instanceof Buf b && !b.isLocal());
        return all;
    }
}
