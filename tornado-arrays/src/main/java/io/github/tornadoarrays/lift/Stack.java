package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Walk;
import java.lang.classfile.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The operand stack while a node is read: expressions that have not been computed yet. */
final class Stack {
    private final List<Val> entries;
    private final Sink sink;

    Stack(List<Val> entries, Sink sink) {
        this.entries = new ArrayList<>(entries);
        this.sink = sink;
    }

    List<Val> entries() {
        return entries;
    }

    void push(Val v) {
        entries.add(v);
    }

    void push(Expr e) {
        entries.add(new Val.Scalar(e));
    }

    Val pop() {
        return entries.removeLast();
    }

    Expr popNumber() {
        return number(pop());
    }

    static Expr number(Val v) {
        return switch (v) {
            case Val.Scalar s -> s.e();
            case Val.Compare c -> Conditions.sign(c);
            default -> throw new IllegalStateException("no number: " + v);
        };
    }

    /** Computes now what would come to something else later. */
    void settle(Predicate<Expr> changes) {
        entries.replaceAll(v -> settled(v, changes));
    }

    private Val settled(Val v, Predicate<Expr> changes) {
        return switch (v) {
            case Val.Scalar(Expr e) -> changes.test(e) ? new Val.Scalar(sink.named(Sink.TEMPORARY, e)) : v;
            case Val.Compare c ->
                changes.test(c.a()) || changes.test(c.b())
                        ? new Val.Compare(
                                sink.named(Sink.TEMPORARY, c.a()), sink.named(Sink.TEMPORARY, c.b()), c.nanIsAbove())
                        : v;
            case Val.Array a ->
                a.isRow() && changes.test(a.row()) ? new Val.Array(a.of(), sink.named(Sink.TEMPORARY, a.row())) : v;
            case Val.Struct s ->
                new Val.Struct(
                        s.type(),
                        s.names(),
                        s.parts().stream().map(p -> settled(p, changes)).toList());
            default -> v;
        };
    }

    static boolean reads(Expr e) {
        AtomicBoolean found = new AtomicBoolean();
        Walk.parts(e, p -> {
            if (p instanceof Expr.Load) {
                found.set(true);
            }
        });
        return found.get();
    }

    /** Before memory is written: computes what is read from memory. */
    void settleReads() {
        settle(Stack::reads);
    }

    /** Before ways part: computes everything, so that nothing is computed on a way that doesn't need it, or on both. */
    void settleAll() {
        entries.replaceAll(v -> v instanceof Val.Compare c ? new Val.Scalar(Conditions.sign(c)) : v);
        settle(e -> !(e instanceof Expr.Const
                || e instanceof Expr.Var v && sink.names().isTemporary(v.name())));
    }

    void shuffle(Opcode op) {
        switch (op) {
            case POP -> pop();
            case POP2 -> {
                if (!pop().isWide()) {
                    pop();
                }
            }
            case DUP -> copy(take(1), 0);
            case DUP_X1 -> copy(take(1), 1);
            case DUP_X2 -> copy(take(1), 2);
            case DUP2 -> copy(take(2), 0);
            case DUP2_X1 -> copy(take(2), 1);
            case DUP2_X2 -> copy(take(2), 2);
            case SWAP -> {
                Val top = pop();
                Val below = pop();
                push(top);
                push(below);
            }
            default -> throw new IllegalArgumentException("not on the stack: " + op);
        }
    }

    /** The entries that are the topmost words. */
    private List<Val> take(int words) {
        List<Val> taken = new ArrayList<>();
        int left = words;
        while (left > 0) {
            Val v = pop();
            left -= v.isWide() ? 2 : 1;
            taken.addFirst(settled(v, e -> !Val.isTrivial(e)));
        }
        return taken;
    }

    /** Puts entries back and, further down, below {@code words} others, once more. */
    private void copy(List<Val> taken, int words) {
        List<Val> between = new ArrayList<>();
        int left = words;
        while (left > 0) {
            Val v = pop();
            left -= v.isWide() ? 2 : 1;
            between.addFirst(v);
        }
        entries.addAll(taken);
        entries.addAll(between);
        entries.addAll(taken);
    }
}
