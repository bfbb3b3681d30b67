package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes away jumps to where the way leads anyhow, and the blocks that only they need. */
final class Tidy {
    private Tidy() {}

    static List<Stmt> jumps(List<Stmt> body) {
        List<Stmt> now = body;
        for (int i = 0; i < 20; i++) {
            List<Stmt> next = list(now, Set.of(), "");
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now;
    }

    /**
     * @param behind the labels that a break at the end of the list may name without effect
     * @param again the loop that goes on at the end of the list, or nothing
     */
    private static List<Stmt> list(List<Stmt> body, Set<String> behind, String again) {
        List<Stmt> out = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            boolean last = i == body.size() - 1;
            Set<String> here = last ? behind : Set.of();
            String more = last ? again : "";
            switch (body.get(i)) {
                case Stmt.Break b -> {
                    if (!here.contains(b.label())) {
                        out.add(b);
                    }
                }
                case Stmt.Continue c -> {
                    if (!c.label().equals(more)) {
                        out.add(c);
                    }
                }
                case Stmt.Block b -> {
                    Set<String> inner = new HashSet<>(here);
                    inner.add(b.label());
                    List<Stmt> inside = list(b.body(), inner, more);
                    if (leaves(inside, b.label())) {
                        out.add(new Stmt.Block(b.label(), inside));
                    } else {
                        out.addAll(inside);
                    }
                }
                case Stmt.Repeat r ->
                    out.add(new Stmt.Repeat(r.label(), list(renamed(r.body(), here, r.label()), Set.of(), r.label())));
                case Stmt.Loop l ->
                    out.add(new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), list(l.body(), Set.of(), "")));
                case Stmt.If s -> branch(out, s, here, more);
                default -> out.add(body.get(i));
            }
            if (!out.isEmpty() && jumps(out.getLast())) {
                break;
            }
        }
        return out;
    }

    private static void branch(List<Stmt> out, Stmt.If s, Set<String> behind, String again) {
        List<Stmt> yes = list(s.then(), behind, again);
        List<Stmt> no = list(s.otherwise(), behind, again);
        if (yes.isEmpty() && no.isEmpty()) {
            return;
        }
        if (yes.isEmpty()) {
            out.add(new Stmt.If(Conditions.not(s.condition()), no, List.of()));
        } else if (!no.isEmpty() && jumps(yes.getLast())) {
            out.add(new Stmt.If(s.condition(), yes, List.of()));
            out.addAll(no);
        } else if (!no.isEmpty() && jumps(no.getLast())) {
            out.add(new Stmt.If(Conditions.not(s.condition()), no, List.of()));
            out.addAll(yes);
        } else if (!no.isEmpty() && s.condition() instanceof Expr.Apply a && a.op() == Op.NOT) {
            out.add(new Stmt.If(a.arg(0), no, yes));
        } else {
            out.add(new Stmt.If(s.condition(), yes, no));
        }
    }

    private static boolean jumps(Stmt s) {
        return s instanceof Stmt.Break || s instanceof Stmt.Continue;
    }

    static boolean leaves(List<Stmt> body, String label) {
        AtomicBoolean found = new AtomicBoolean();
        Walk.statements(body, s -> {
            if (s instanceof Stmt.Break b && b.label().equals(label)) {
                found.set(true);
            }
        });
        return found.get();
    }

    /** Breaks to any of the labels leave another statement instead, which ends where they do. */
    private static List<Stmt> renamed(List<Stmt> body, Set<String> labels, String to) {
        if (labels.isEmpty()) {
            return body;
        }
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            out.add(
                    switch (s) {
                        case Stmt.Break b when labels.contains(b.label()) -> new Stmt.Break(to);
                        case Stmt.Block b -> new Stmt.Block(b.label(), renamed(b.body(), labels, to));
                        case Stmt.Repeat r -> new Stmt.Repeat(r.label(), renamed(r.body(), labels, to));
                        case Stmt.If i ->
                            new Stmt.If(
                                    i.condition(), renamed(i.then(), labels, to), renamed(i.otherwise(), labels, to));
                        default -> s;
                    });
        }
        return out;
    }
}
