package io.github.tornadoarrays.run;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The buffers of which grid loops write one element after another, each iteration one, whatever it computes: where there are at
 * least as many iterations as elements, nothing of what was there before is left.
 */
final class WholeWrites {
    private final Set<String> assigned = new HashSet<>();
    private final Map<String, Expr> named = new HashMap<>();
    private final Set<Integer> slots = new HashSet<>();

    private WholeWrites() {}

    /** The slots of those buffers. */
    static Set<Integer> slots(Kernel kernel) {
        WholeWrites w = new WholeWrites();
        Walk.statements(kernel.body(), s -> {
            if (s instanceof Stmt.Assign a) {
                w.assigned.add(a.var().name());
            }
        });
        w.descend(kernel.body(), new ArrayList<>());
        return w.slots;
    }

    private void descend(List<Stmt> body, List<Stmt.Loop> around) {
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Let l -> {
                    if (!assigned.contains(l.var().name())) {
                        named.put(l.var().name(), resolved(l.value()));
                    }
                }
                case Stmt.Loop l
                when l.kind() == LoopKind.GRID && Expr.isZero(l.from()) -> {
                    List<Stmt.Loop> all = new ArrayList<>(around);
                    all.add(l);
                    descend(l.body(), all);
                }
                case Stmt.Store st -> {
                    boolean inner = body.stream().noneMatch(x -> x instanceof Stmt.Loop l && l.kind() == LoopKind.GRID);
                    if (inner && !st.buf().isLocal() && counts(resolved(st.index()), around)) {
                        slots.add(st.buf().slot());
                    }
                }
                default -> {}
            }
        }
    }

    /** Whether an index is the number of the iteration, the innermost loop the fastest. */
    private boolean counts(Expr index, List<Stmt.Loop> loops) {
        if (loops.isEmpty()) {
            return false;
        }
        Stmt.Loop last = loops.getLast();
        if (loops.size() == 1) {
            return index.equals(last.var());
        }
        return index instanceof Expr.Apply sum
                && sum.op() == Op.ADD
                && (before(sum.arg(0), sum.arg(1), loops) || before(sum.arg(1), sum.arg(0), loops));
    }

    private boolean before(Expr product, Expr last, List<Stmt.Loop> loops) {
        Expr length = resolved(loops.getLast().to());
        List<Stmt.Loop> outer = loops.subList(0, loops.size() - 1);
        return last.equals(loops.getLast().var())
                && product instanceof Expr.Apply p
                && p.op() == Op.MUL
                && (p.arg(1).equals(length) && counts(p.arg(0), outer)
                        || p.arg(0).equals(length) && counts(p.arg(1), outer));
    }

    /** An expression with the values of names in their places. */
    private Expr resolved(Expr e) {
        return Walk.rewrite(e, x -> x instanceof Expr.Var v ? named.getOrDefault(v.name(), v) : x);
    }
}
