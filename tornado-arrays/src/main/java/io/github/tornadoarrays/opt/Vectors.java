package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the loops along the rows of a kernel can be {@linkplain Vector written out} in vectors: what they use in memory lies along them. */
final class Vectors {
    private final boolean possible;

    /** Where each loop ends, and where what it uses in memory starts. */
    private final List<Expr> starts = new ArrayList<>();

    private final Map<String, Integer> scalars;
    private int widest = 1;

    /** @param scalars the positions of the scalar arguments */
    Vectors(Stmt.Loop grid, Map<String, Integer> scalars) {
        this.scalars = scalars;
        Map<String, Expr> names = new HashMap<>();
        boolean all = true;
        for (Stmt s : grid.body()) {
            switch (s) {
                case Stmt.Let l -> names.put(l.var().name(), full(l.value(), names));
                case Stmt.Loop l -> {
                    all &= add(l.var(), l.body(), names);
                    starts.add(full(l.to(), names));
                }
                case Stmt.Fold f -> {
                    List<Stmt> body = new ArrayList<>(f.body());
                    f.values().forEach(e -> body.add(new Stmt.Let(new Expr.Var("value", e.type()), e)));
                    all &= f.axes().size() == 1 && add(f.axes().get(0).var(), body, names);
                    starts.add(full(f.axes().get(0).to(), names));
                }
                default -> {}
            }
        }
        possible = all && !starts.isEmpty();
    }

    private boolean add(Expr.Var i, List<Stmt> body, Map<String, Expr> names) {
        if (!Vector.canBe(i, body)) {
            return false;
        }
        for (Stmt s : body) {
            if (s instanceof Stmt.Store st && !st.buf().isLocal()) {
                widest = Math.max(widest, st.buf().type().itemSize());
            }
        }
        Walk.expressions(body, e -> {
            if (e instanceof Expr.Load l && !l.buf().isLocal()) {
                widest = Math.max(widest, l.buf().type().itemSize());
            }
        });
        Vector.bases(i, body).forEach(e -> starts.add(full(e, names)));
        return true;
    }

    private static Expr full(Expr e, Map<String, Expr> names) {
        return Walk.rewrite(e, x -> x instanceof Expr.Var v ? names.getOrDefault(v.name(), v) : x);
    }

    /** Bytes of the widest elements that are used along rows. */
    int widest() {
        return widest;
    }

    /** Whether each row starts in all arrays, and ends, at a multiple of so many elements. */
    boolean areAligned(int width, long[] values) {
        if (!possible || width == 1) {
            return false;
        }
        for (Expr e : starts) {
            if (!Vector.isMultiple(e, width, scalars, values)) {
                return false;
            }
        }
        return true;
    }
}
