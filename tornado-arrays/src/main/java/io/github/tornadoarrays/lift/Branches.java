package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;

/** Joins branches that only ask one question after another ({@code a && b}) where asking both at once is as good. */
final class Branches {
    private Branches() {}

    static Flow joined(Node entry, boolean always) {
        Flow flow = new Flow(entry, Node::targets);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Node n : flow.order().reversed()) {
                if (n.exit instanceof Node.Branch b) {
                    Node.Branch joined = joined(flow, n, b, always);
                    if (joined != null) {
                        n.exit = joined;
                        changed = true;
                        break;
                    }
                }
            }
            flow = changed ? new Flow(entry, Node::targets) : flow;
        }
        return flow;
    }

    private static Node.Branch joined(Flow flow, Node n, Node.Branch b, boolean always) {
        if (b.yes() != n && isQuestion(flow, b.yes(), always) && b.yes().exit instanceof Node.Branch next) {
            // n asks and, of yes, goes on asking
            if (next.no() == b.no()) {
                return new Node.Branch(Expr.apply(Op.AND, b.condition(), next.condition()), next.yes(), b.no());
            }
            if (next.yes() == b.no()) {
                Expr both = Expr.apply(Op.AND, b.condition(), Conditions.not(next.condition()));
                return new Node.Branch(both, next.no(), b.no());
            }
        }
        if (b.no() != n && isQuestion(flow, b.no(), always) && b.no().exit instanceof Node.Branch next) {
            if (next.yes() == b.yes()) {
                return new Node.Branch(Expr.apply(Op.OR, b.condition(), next.condition()), b.yes(), next.no());
            }
            if (next.no() == b.yes()) {
                Expr either = Expr.apply(Op.OR, b.condition(), Conditions.not(next.condition()));
                return new Node.Branch(either, b.yes(), next.yes());
            }
        }
        return null;
    }

    private static boolean isQuestion(Flow flow, Node n, boolean always) {
        return n.statements.isEmpty()
                && n.exit instanceof Node.Branch b
                && flow.before(n).size() == 1
                && Values.cost(b.condition()) <= (always ? 1 << 20 : Values.SMALL);
    }
}
