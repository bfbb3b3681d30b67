package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/** A piece of a method that is entered at its start only and runs to its end. */
final class Node {
    /** Where it goes on. */
    sealed interface Exit {}

    record Goto(Node to) implements Exit {}

    record Branch(Expr condition, Node yes, Node no) implements Exit {}

    /** Goes to the first case with the selector among its keys. */
    record Switch(Expr selector, List<Case> cases, Node otherwise) implements Exit {}

    record Case(List<Integer> keys, Node to) {}

    /** The method ends; only the node behind all others ends so. */
    record End() implements Exit {}

    /** The first of its instructions. */
    final int first;

    /** Behind the last of its instructions. */
    final int end;

    /** Where its last instruction can go. */
    final List<Node> successors = new ArrayList<>();

    /** What it does, once it has been read. */
    final List<Stmt> statements = new ArrayList<>();

    Exit exit = new End();

    Node(int first, int end) {
        this.first = first;
        this.end = end;
    }

    /** The nodes it goes to, once it has been read. */
    List<Node> targets() {
        return switch (exit) {
            case Goto g -> List.of(g.to);
            case Branch b -> List.of(b.yes, b.no);
            case Switch s -> {
                List<Node> all = new ArrayList<>(s.cases.stream().map(Case::to).toList());
                all.add(s.otherwise);
                yield all;
            }
            case End e -> List.of();
        };
    }

    /** The expressions of its statements and its exit. */
    List<Expr> decides() {
        return switch (exit) {
            case Branch b -> List.of(b.condition);
            case Switch s -> List.of(s.selector);
            case Goto g -> List.of();
            case End e -> List.of();
        };
    }
}
