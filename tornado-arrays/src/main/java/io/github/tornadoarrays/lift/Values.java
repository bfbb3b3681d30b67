package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes statements fewer: copies of values give way to the values, a branch that only chooses between two values becomes a
 * choice, and what nobody reads goes.
 */
final class Values {
    /** More operations than this are not done in vain. */
    static final int SMALL = 8;

    private final Names names;
    private final boolean always;
    private final Map<Expr.Var, Integer> assigned = new HashMap<>();
    private final Map<Expr.Var, Integer> reads = new HashMap<>();
    private final Map<Expr, Expr> copies = new HashMap<>();

    private Values(List<Stmt> body, Names names, boolean always) {
        this.names = names;
        this.always = always;
        Walk.statements(body, s -> {
            switch (s) {
                case Stmt.Assign a -> assigned.merge(a.var(), 1, Integer::sum);
                case Stmt.Let l -> assigned.merge(l.var(), 1, Integer::sum);
                // known only behind the statement, so never copied
                case Stmt.Atomic a -> assigned.merge(a.before(), 2, Integer::sum);
                case Stmt.Fold f -> f.results().forEach(v -> assigned.merge(v, 2, Integer::sum));
                default -> {}
            }
        });
        Walk.expressions(body, e -> {
            if (e instanceof Expr.Var v) {
                reads.merge(v, 1, Integer::sum);
            }
        });
        Walk.statements(body, s -> {
            if (s instanceof Stmt.Assign(Expr.Var v, Expr value) && isAssignedOnce(v) && isSame(value)) {
                copies.put(v, value);
            }
        });
    }

    /**
     * @param always whether branches become choices whatever computing both sides costs
     */
    static List<Stmt> simplify(List<Stmt> body, Names names, boolean always) {
        List<Stmt> now = body;
        for (int i = 0; i < 100; i++) {
            Values v = new Values(now, names, always);
            // one after the other: what is counted is counted before either
            List<Stmt> next = v.copied(now);
            next = next.equals(now) ? v.list(now) : next;
            if (next.equals(now)) {
                break;
            }
            now = next;
        }
        return now;
    }

    private boolean isAssignedOnce(Expr.Var v) {
        return assigned.getOrDefault(v, 0) == 1;
    }

    /** Whether the value is the same wherever a variable that is assigned it once is read. */
    private boolean isSame(Expr e) {
        return switch (e) {
            case Expr.Const c -> true;
            case Expr.Id i -> true;
            case Expr.Var v -> assigned.getOrDefault(v, 0) <= 1;
            case Expr.Apply a -> a.op() == Op.CAST && a.arg(0).type().isBool() && isSame(a.arg(0));
            case Expr.Load l -> false;
        };
    }

    private List<Stmt> copied(List<Stmt> body) {
        return Walk.rewrite(body, e -> direct(resolved(e)));
    }

    private Expr resolved(Expr e) {
        Expr now = e;
        for (int i = 0; i < 100 && copies.containsKey(now); i++) {
            now = copies.get(now);
        }
        return now;
    }

    private List<Stmt> list(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            switch (s) {
                case Stmt.Assign a -> {
                    if (reads.getOrDefault(a.var(), 0) > 0) {
                        out.add(a);
                    }
                }
                case Stmt.Block b -> out.add(new Stmt.Block(b.label(), list(b.body())));
                case Stmt.Repeat r -> out.add(new Stmt.Repeat(r.label(), list(r.body())));
                case Stmt.Loop l -> out.add(new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), list(l.body())));
                case Stmt.Fold f -> out.add(new Stmt.Fold(f.op(), f.results(), f.axes(), list(f.body()), f.values()));
                case Stmt.If i -> {
                    Stmt.If now = new Stmt.If(i.condition(), list(i.then()), list(i.otherwise()));
                    List<Stmt> choice = choice(now);
                    if (choice != null) {
                        out.addAll(choice);
                    } else if (!now.then().isEmpty()) {
                        out.add(now);
                    } else if (!now.otherwise().isEmpty()) {
                        out.add(new Stmt.If(Conditions.not(now.condition()), now.otherwise(), List.of()));
                    }
                }
                default -> out.add(s);
            }
        }
        return moved(out);
    }

    // ---- choices

    private List<Stmt> choice(Stmt.If i) {
        Map<Expr.Var, Expr> yes = values(i.then());
        Map<Expr.Var, Expr> no = values(i.otherwise());
        if (yes == null || no == null || yes.isEmpty() && no.isEmpty()) {
            return null;
        }
        boolean both = yes.keySet().equals(no.keySet());
        if (!both && !always) {
            return null;
        }
        Map<Expr.Var, Expr> all = new LinkedHashMap<>(yes);
        no.keySet().forEach(v -> all.putIfAbsent(v, v));
        List<Stmt> out = new ArrayList<>();
        Expr condition = i.condition();
        if (all.size() > 1) {
            Expr.Var once = new Expr.Var(names.temporary(Sink.TEMPORARY), DType.BOOL);
            out.add(new Stmt.Assign(once, condition));
            condition = once;
        }
        for (Expr.Var v : all.keySet()) {
            boolean othersReadIt = all.keySet().stream()
                    .anyMatch(w -> w != v
                            && (Cell.mentions(yes.getOrDefault(w, w), v) || Cell.mentions(no.getOrDefault(w, w), v)));
            if (!both && assigned.getOrDefault(v, 0) < 2 || othersReadIt) {
                return null;
            }
            out.add(new Stmt.Assign(v, select(condition, yes.getOrDefault(v, v), no.getOrDefault(v, v))));
        }
        return out;
    }

    private static Expr select(Expr condition, Expr yes, Expr no) {
        if (yes.type() == DType.INT32 && yes instanceof Expr.Const a && no instanceof Expr.Const b) {
            if (a.bits() == 1 && b.bits() == 0) {
                return Expr.cast(DType.INT32, condition);
            }
            if (a.bits() == 0 && b.bits() == 1) {
                return Expr.cast(DType.INT32, Conditions.not(condition));
            }
        }
        return condition instanceof Expr.Apply a && a.op() == Op.NOT
                ? Expr.select(a.arg(0), no, yes)
                : Expr.select(condition, yes, no);
    }

    /** A bool that is made an int to be compared with zero is that bool. */
    private static Expr direct(Expr e) {
        if (e instanceof Expr.Apply a
                && (a.op() == Op.NE || a.op() == Op.EQ)
                && Expr.isZero(a.arg(1))
                && a.arg(0) instanceof Expr.Apply c
                && c.op() == Op.CAST
                && c.arg(0).type().isBool()) {
            return a.op() == Op.NE ? c.arg(0) : Conditions.not(c.arg(0));
        }
        return e;
    }

    /** What each variable is assigned, if the statements are assignments of values that may be computed in vain; or null. */
    private Map<Expr.Var, Expr> values(List<Stmt> body) {
        Map<Expr.Var, Expr> all = new LinkedHashMap<>();
        for (Stmt s : body) {
            if (!(s instanceof Stmt.Assign(Expr.Var v, Expr value))
                    || cost(value) > (always ? 1 << 20 : SMALL)
                    || all.keySet().stream().anyMatch(w -> Cell.mentions(value, w))
                    || all.put(v, value) != null) {
                return null;
            }
        }
        return all;
    }

    static int cost(Expr e) {
        return switch (e) {
            case Expr.Const c -> 0;
            case Expr.Var v -> 0;
            case Expr.Id i -> 0;
            case Expr.Load l -> 1 << 24;
            case Expr.Apply a -> {
                boolean fails =
                        (a.op() == Op.DIV || a.op() == Op.REM) && a.type().isInteger();
                int sum = fails ? 1 << 24 : a.op().isTranscendental() || a.op() == Op.POW ? SMALL + 1 : 1;
                for (Expr x : a.args()) {
                    sum = Math.min(1 << 24, sum + cost(x));
                }
                yield sum;
            }
        };
    }

    // ---- moves

    /** Writes invented values that are read once where they are read. */
    private List<Stmt> moved(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>(body);
        for (int i = out.size() - 1; i >= 0; i--) {
            if (out.get(i) instanceof Stmt.Assign(Expr.Var v, Expr value)
                    && names.isInvented(v.name())
                    && isAssignedOnce(v)
                    && reads.getOrDefault(v, 0) == 1) {
                for (int j = i + 1; j < out.size(); j++) {
                    Stmt s = out.get(j);
                    if (Declarations.mentions(s).contains(v)) {
                        Expr.Var read = v;
                        out.set(j, own(s, e -> e.equals(read) ? value : e));
                        out.remove(i);
                        break;
                    }
                    if (disturbs(s, value)) {
                        break;
                    }
                }
            }
        }
        return out;
    }

    /** Whether running the statement can change what the expression comes to. */
    private static boolean disturbs(Stmt s, Expr e) {
        boolean readsMemory = Stack.reads(e);
        boolean[] found = {false};
        Walk.statements(List.of(s), t -> {
            found[0] |= t instanceof Stmt.Assign a && Cell.mentions(e, a.var());
            found[0] |= readsMemory && Calls.writes(List.of(t));
            found[0] |= t instanceof Stmt.Break || t instanceof Stmt.Continue;
        });
        return found[0];
    }

    /** The statement with its own expressions rewritten, not those inside. */
    private static Stmt own(Stmt s, java.util.function.UnaryOperator<Expr> change) {
        return switch (s) {
            case Stmt.If i -> new Stmt.If(Walk.rewrite(i.condition(), change), i.then(), i.otherwise());
            case Stmt.Loop l ->
                new Stmt.Loop(
                        l.kind(), l.var(), Walk.rewrite(l.from(), change), Walk.rewrite(l.to(), change), l.body());
            default -> Walk.rewrite(List.of(s), change).getFirst();
        };
    }
}
