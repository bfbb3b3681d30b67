package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Parallel loops that accumulate. The rounds are cut into {@link #PARTS} runs, one after another; each run is folded for itself,
 * and then the results of the runs. So the result depends on how many rounds there are, but not on the machine's cores.
 */
final class Reductions {
    /** Enough to keep any machine busy, few enough to fold quickly at the end. */
    static final int PARTS = 1024;

    /** What is accumulated: a variable that stands for it in the loop, and the operation. */
    record Accumulation(Expr.Var var, FoldOp op, Place place) {}

    /** An element of an array that takes up values, or null for a local variable. */
    record Place(Buf buf, Expr index) {}

    private final Names names;
    private final Map<Object, Accumulation> found = new LinkedHashMap<>();
    private final BiFunction<String, String, RuntimeException> refusal;

    /**
     * @param refusal makes the exception from what is wrong and what to do instead
     */
    Reductions(Names names, BiFunction<String, String, RuntimeException> refusal) {
        this.names = names;
        this.refusal = refusal;
    }

    /** The accumulations of a loop's body. */
    List<Accumulation> accumulations() {
        return List.copyOf(found.values());
    }

    /** The body with elements that take up values replaced by variables; refuses other uses of what is accumulated. */
    List<Stmt> rewritten(List<Stmt> body, Function<Expr.Var, Boolean> isReduced, Function<Buf, Boolean> takesUp) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            out.add(
                    switch (s) {
                        case Stmt.Assign a when isReduced.apply(a.var()) -> local(a);
                        case Stmt.Store st when takesUp.apply(st.buf()) -> element(st);
                        case Stmt.If i ->
                            new Stmt.If(
                                    i.condition(),
                                    rewritten(i.then(), isReduced, takesUp),
                                    rewritten(i.otherwise(), isReduced, takesUp));
                        case Stmt.Block b -> new Stmt.Block(b.label(), rewritten(b.body(), isReduced, takesUp));
                        case Stmt.Repeat r -> new Stmt.Repeat(r.label(), rewritten(r.body(), isReduced, takesUp));
                        case Stmt.Loop l ->
                            new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), rewritten(l.body(), isReduced, takesUp));
                        default -> s;
                    });
        }
        return out;
    }

    private Stmt local(Stmt.Assign a) {
        return taking(a.var(), a.var(), a.value(), a.var().name(), null);
    }

    private Stmt element(Stmt.Store st) {
        String text = st.buf().name() + "[" + io.github.tornadoarrays.ir.Printer.text(st.index()) + "]";
        return taking(new Expr.Load(st.buf(), st.index()), null, st.value(), text, new Place(st.buf(), st.index()));
    }

    /** The assignment as one to a variable: {@code v = v op value}. */
    private Stmt taking(Expr target, Expr.Var var, Expr value, String text, Place place) {
        Expr.Apply a = value instanceof Expr.Apply x ? x : null;
        FoldOp op = a == null ? null : fold(a.op());
        boolean first = op != null && a.arg(0).equals(target);
        boolean second = op != null && a.op() != Op.SUB && a.arg(1).equals(target);
        if (!first && !second) {
            throw refusal.apply(
                    text + " is @Reduce, but is not accumulated with +, *, Math.min or Math.max",
                    "write " + text + " += value, or " + text + " = Math.max(" + text + ", value)");
        }
        Expr one = a.arg(first ? 1 : 0);
        Accumulation acc = found.computeIfAbsent(
                target,
                _ -> new Accumulation(
                        var != null
                                ? var
                                : new Expr.Var(names.invent(place.buf().name() + "_part"), target.type()),
                        op,
                        place));
        if (acc.op != op) {
            throw refusal.apply(text + " is accumulated with two operations", "use one for each @Reduce variable");
        }
        Expr taken = a.op() == Op.SUB ? Expr.apply(Op.NEG, one) : one;
        return new Stmt.Assign(
                acc.var, op.combine(List.of(acc.var), List.of(taken)).getFirst());
    }

    private static FoldOp fold(Op op) {
        return switch (op) {
            case ADD, SUB -> FoldOp.SUM;
            case MUL -> FoldOp.PROD;
            case MIN -> FoldOp.MIN;
            case MAX -> FoldOp.MAX;
            default -> null;
        };
    }

    /** Refuses what a loop does with an accumulation but to accumulate. */
    void check(List<Stmt> body) {
        for (Accumulation a : found.values()) {
            Walk.statements(body, s -> {
                long uses =
                        Walk.expressions(s).stream().mapToLong(e -> count(e, a)).sum();
                boolean takes = s instanceof Stmt.Assign t && t.var().equals(a.var);
                if (uses > (takes ? 1 : 0)) {
                    String name = a.place == null ? a.var.name() : a.place.buf().name();
                    throw refusal.apply(
                            name + " is @Reduce, but its value is used inside the loop, where it is not known yet",
                            "only accumulate into it; for the largest, write " + name + " = Math.max(" + name
                                    + ", value)");
                }
            });
        }
    }

    private static long count(Expr e, Accumulation a) {
        long[] n = {0};
        Walk.parts(e, p -> {
            boolean element =
                    p instanceof Expr.Load l && a.place != null && l.buf().equals(a.place.buf());
            n[0] += p.equals(a.var) || element ? 1 : 0;
        });
        return n[0];
    }

    /** The loop over the runs; the result of run {@code k} of each accumulation goes to element {@code k} of its buffer. */
    Stmt.Loop parts(Stmt.Loop loop, List<Stmt> body, List<Buf> results) {
        DType t = DType.INT64;
        Expr.Var part = new Expr.Var(names.temporary("part"), DType.INT32);
        Expr.Var from = new Expr.Var(names.temporary("start"), loop.var().type());
        Expr.Var to = new Expr.Var(names.temporary("end"), loop.var().type());
        Expr.Var rounds = new Expr.Var(names.temporary("rounds"), t);
        Expr.Var size = new Expr.Var(names.temporary("size"), t);
        Expr sized = Expr.apply(
                Op.DIV, Expr.apply(Op.ADD, rounds, Expr.constant(t, PARTS - 1L)), Expr.constant(t, (long) PARTS));
        List<Stmt> out = new ArrayList<>();
        out.add(new Stmt.Assign(rounds, Expr.apply(Op.MAX, Expr.cast(t, loop.to()), Expr.constant(t, 0L))));
        out.add(new Stmt.Assign(size, sized));
        out.add(new Stmt.Assign(from, bound(rounds, size, Expr.cast(t, part), loop)));
        Expr next = Expr.apply(Op.ADD, Expr.cast(t, part), Expr.constant(t, 1L));
        out.add(new Stmt.Assign(to, bound(rounds, size, next, loop)));
        List<Accumulation> all = accumulations();
        if (all.size() == 1) {
            Accumulation a = all.getFirst();
            Expr.Var result = new Expr.Var(names.temporary(a.var.name() + "_run"), a.var.type());
            List<Stmt> inside = new ArrayList<>();
            inside.add(new Stmt.Let(a.var, a.op.init(List.of(a.var.type())).getFirst()));
            inside.addAll(body);
            Expr value = a.var;
            if (body.getLast() instanceof Stmt.Assign last
                    && last.var().equals(a.var)
                    && body.stream()
                            .limit(body.size() - 1L)
                            .allMatch(
                                    s -> s instanceof Stmt.Assign o && !o.var().equals(a.var))) {
                value = ((Expr.Apply) last.value()).arg(1);
                inside.removeFirst();
                inside.removeLast();
                inside.replaceAll(s -> s instanceof Stmt.Assign(Expr.Var v, Expr e) ? new Stmt.Let(v, e) : s);
            }
            out.add(new Stmt.Fold(
                    a.op, List.of(result), List.of(new Stmt.Axis(loop.var(), from, to)), inside, List.of(value)));
            out.add(new Stmt.Store(results.getFirst(), part, result));
        } else {
            all.forEach(a -> out.add(
                    new Stmt.Assign(a.var, a.op.init(List.of(a.var.type())).getFirst())));
            Expr.Var k = new Expr.Var(names.temporary("round"), loop.var().type());
            List<Stmt> inside = new ArrayList<>();
            inside.add(new Stmt.Let(loop.var(), Expr.apply(Op.ADD, from, k)));
            inside.addAll(body);
            out.add(new Stmt.Loop(
                    Stmt.LoopKind.SEQ, k, Expr.constant(k.type(), 0L), Expr.apply(Op.SUB, to, from), inside));
            for (int i = 0; i < all.size(); i++) {
                out.add(new Stmt.Store(results.get(i), part, all.get(i).var));
            }
        }
        return new Stmt.Loop(Stmt.LoopKind.GRID, part, Arithmetic.number(0), Arithmetic.number(PARTS), out);
    }

    private static Expr bound(Expr rounds, Expr size, Expr part, Stmt.Loop loop) {
        return Expr.cast(loop.var().type(), Expr.apply(Op.MIN, rounds, Expr.apply(Op.MUL, size, part)));
    }

    /**
     * Puts the runs' results together, and then with what was there before the loop.
     *
     * @param after the variables that local ones are called behind the loop
     */
    List<Stmt> together(List<Buf> results, Map<Expr.Var, Expr.Var> after) {
        List<Stmt> out = new ArrayList<>();
        int i = 0;
        for (Accumulation a : accumulations()) {
            Expr.Var part = new Expr.Var(names.temporary("part"), DType.INT32);
            Expr.Var all = new Expr.Var(names.temporary(a.var.name() + "_all"), a.var.type());
            out.add(new Stmt.Fold(
                    a.op,
                    List.of(all),
                    List.of(new Stmt.Axis(part, Arithmetic.number(0), Arithmetic.number(PARTS))),
                    List.of(),
                    List.of(new Expr.Load(results.get(i++), part))));
            Expr before = a.place == null ? a.var : new Expr.Load(a.place.buf(), a.place.index());
            Expr value = a.op.combine(List.of(before), List.of(all)).getFirst();
            out.add(
                    a.place == null
                            ? new Stmt.Assign(after.get(a.var), value)
                            : new Stmt.Store(a.place.buf(), a.place.index(), value));
        }
        return out;
    }
}
