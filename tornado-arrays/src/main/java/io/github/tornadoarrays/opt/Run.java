package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a work item does between two barriers, and the names in it that may mean something outside. */
final class Run {
    final List<Stmt> body;

    /** What it uses or changes that it did not name itself. */
    final Set<Expr.Var> free = new LinkedHashSet<>();

    /** What has a value at its end that it was given here, and the statements that gave it. */
    final Map<Expr.Var, List<Stmt>> given = new LinkedHashMap<>();

    /** Names of the arrays that it uses. */
    final Set<String> arrays = new HashSet<>();

    Run(List<Stmt> body) {
        this.body = body;
        block(body, new HashSet<>(), true);
    }

    /** @param inside names that were given inside of something, and end with it */
    private void block(List<Stmt> statements, Set<Expr.Var> inside, boolean top) {
        Set<Expr.Var> here = new HashSet<>(inside);
        for (Stmt s : statements) {
            Walk.expressions(s)
                    .forEach(x -> Walk.parts(x, e -> {
                        if (e instanceof Expr.Var v && !here.contains(v) && !given.containsKey(v)) {
                            free.add(v);
                        } else if (e instanceof Expr.Load l) {
                            arrays.add(l.buf().name());
                        }
                    }));
            switch (s) {
                case Stmt.Let l -> name(l.var(), s, here, top);
                case Stmt.Atomic a -> {
                    arrays.add(a.buf().name());
                    name(a.before(), s, here, top);
                }
                case Stmt.Assign a -> {
                    if (!here.contains(a.var())) {
                        if (!given.containsKey(a.var())) {
                            free.add(a.var());
                        }
                        give(a.var(), s);
                    }
                }
                case Stmt.Store st -> arrays.add(st.buf().name());
                case Stmt.Local l -> arrays.add(l.buf().name());
                default -> {}
            }
            Set<Expr.Var> below = new HashSet<>(here);
            if (s instanceof Stmt.Loop l) {
                below.add(l.var());
            }
            Walk.bodies(s).forEach(b -> block(b, below, false));
        }
    }

    private void name(Expr.Var v, Stmt s, Set<Expr.Var> here, boolean top) {
        if (top) {
            give(v, s);
        } else {
            here.add(v);
        }
    }

    private void give(Expr.Var v, Stmt s) {
        given.computeIfAbsent(v, _ -> new ArrayList<>()).add(s);
    }
}
