package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says which values are the same for all work items of a group. */
final class Uniform {
    /** A value that a name gets, and whether all work items get it together. */
    private record Definition(String name, List<Expr> values, boolean together) {}

    private final Set<String> varying = new HashSet<>();
    private final Set<Buf> written;
    private final List<Definition> definitions = new ArrayList<>();
    private final Set<Stmt> together = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());

    Uniform(Kernel kernel) {
        written = Walk.written(kernel);
        for (int d = 0; d < 3; d++) {
            varying.add(Groups.local(d).name());
        }
        varying.add(Groups.ITEM.name());
        collect(kernel.body(), true);
        int before;
        do {
            before = varying.size();
            for (Definition d : definitions) {
                if (!d.together || !d.values.stream().allMatch(this::isUniform)) {
                    varying.add(d.name);
                }
            }
        } while (varying.size() > before);
    }

    private void collect(List<Stmt> body, boolean ofGroup) {
        for (Stmt s : body) {
            boolean here = ofGroup && isOfGroup(s);
            switch (s) {
                case Stmt.Let l -> define(s, l.var(), List.of(l.value()), ofGroup);
                case Stmt.Assign a -> define(s, a.var(), List.of(a.value()), ofGroup);
                case Stmt.Loop l when !here -> define(s, l.var(), List.of(), false);
                case Stmt.Atomic a -> define(s, a.before(), List.of(), false);
                // bounds that all agree on are seen to be the same when they run
                default -> {}
            }
            Walk.bodies(s).forEach(b -> collect(b, here));
        }
    }

    private void define(Stmt s, Expr.Var v, List<Expr> values, boolean all) {
        definitions.add(new Definition(v.name(), values, all));
        if (all) {
            together.add(s);
        }
    }

    /** Whether a statement between runs names a value that is the same for all. */
    boolean isDefinition(Stmt s) {
        return together.contains(s) && !varying.contains(name(s));
    }

    /** What a statement gives a value; empty where it doesn't. */
    static String name(Stmt s) {
        return switch (s) {
            case Stmt.Let l -> l.var().name();
            case Stmt.Assign a -> a.var().name();
            case Stmt.Atomic a -> a.before().name();
            case Stmt.Loop l -> l.var().name();
            default -> "";
        };
    }

    boolean isUniform(Expr e) {
        return switch (e) {
            case Expr.Const c -> true;
            case Expr.Id id -> false;
            case Expr.Var v -> !varying.contains(v.name());
            case Expr.Load l -> !l.buf().isLocal() && !written.contains(l.buf()) && isUniform(l.index());
            case Expr.Apply a -> a.args().stream().allMatch(this::isUniform);
        };
    }

    /** Whether a statement runs once for a group: it has a barrier inside, or leaves something that has. */
    static boolean isOfGroup(Stmt s) {
        return isOfGroup(s, Set.of());
    }

    private static boolean isOfGroup(Stmt s, Set<String> inside) {
        Set<String> labels = inside;
        switch (s) {
            case Stmt.Barrier b -> {
                return true;
            }
            case Stmt.Break b -> {
                return !inside.contains(b.label());
            }
            case Stmt.Continue c -> {
                return !inside.contains(c.label());
            }
            case Stmt.Block b -> labels = with(inside, b.label());
            case Stmt.Repeat r -> labels = with(inside, r.label());
            default -> {}
        }
        for (List<Stmt> body : Walk.bodies(s)) {
            for (Stmt x : body) {
                if (isOfGroup(x, labels)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> with(Set<String> labels, String label) {
        Set<String> more = new HashSet<>(labels);
        more.add(label);
        return more;
    }
}
