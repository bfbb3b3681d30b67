package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nodes as nested statements: Ramsey, "Beyond Relooper: recursive translation of unstructured control flow to structured
 * control flow" (2022), with two changes: what a loop leads to comes behind the loop and not inside it, and a parallel loop
 * becomes a loop statement.
 */
final class Structure {
    private final Flow flow;
    private final Map<Node, ParallelLoop> parallel;

    /** The node in whose statements, or behind whose loop, each node comes. */
    private final Map<Node, List<Node>> children = new HashMap<>();

    private final Map<Node, String> label = new HashMap<>();
    private final Map<Node, String> repeat = new HashMap<>();

    Structure(Flow flow, Names labels) {
        this(flow, labels, Map.of());
    }

    Structure(Flow flow, Names labels, Map<Node, ParallelLoop> parallel) {
        this.flow = flow;
        this.parallel = parallel;
        Node entry = flow.order().getFirst();
        for (Node n : flow.order()) {
            children.put(n, new ArrayList<>());
        }
        for (Node n : flow.order()) {
            if (n == entry) {
                continue;
            }
            Node loop = behind(n);
            boolean merges =
                    flow.before(n).stream().filter(m -> !flow.isBack(m, n)).count() > 1;
            Node parent = loop != null ? loop : flow.dominator(n);
            if (loop != null || merges) {
                label.put(n, labels.fresh("b"));
                children.get(parent).add(n);
            }
        }
        children.values().forEach(c -> c.sort(Comparator.comparingInt(flow::position)));
        flow.loops().keySet().forEach(h -> repeat.put(h, labels.fresh("l")));
    }

    List<Stmt> statements() {
        return tree(flow.order().getFirst());
    }

    /** The start of the outermost loop that leads to a node, where the node comes behind that loop; or null. */
    private Node behind(Node n) {
        Node from = flow.dominator(n);
        for (Map.Entry<Node, Set<Node>> loop : flow.loops().entrySet()) {
            if (loop.getValue().contains(from) && !loop.getValue().contains(n)) {
                boolean merges =
                        flow.before(n).stream().filter(m -> !flow.isBack(m, n)).count() > 1;
                boolean goesOn =
                        flow.order().stream().anyMatch(m -> m.exit instanceof Node.End && flow.dominates(n, m));
                return merges || goesOn || from == loop.getKey() ? loop.getKey() : null;
            }
        }
        return null;
    }

    private List<Stmt> tree(Node x) {
        Set<Node> loop = flow.loops().get(x);
        List<Node> inside = new ArrayList<>();
        List<Node> outside = new ArrayList<>();
        children.get(x).forEach(c -> (loop == null || loop.contains(c) ? inside : outside).add(c));
        List<Stmt> code = follow(within(x), inside);
        ParallelLoop p = parallel.get(x);
        if (p != null) {
            code = List.of(p.loop(List.of(new Stmt.Block(repeat.get(x), code))), new Stmt.Break(label.get(p.exit())));
        } else if (loop != null) {
            code = List.of(new Stmt.Repeat(repeat.get(x), code));
        }
        return follow(code, outside);
    }

    private List<Stmt> follow(List<Stmt> code, List<Node> nodes) {
        List<Stmt> all = code;
        for (Node y : nodes) {
            List<Stmt> more = new ArrayList<>();
            more.add(new Stmt.Block(label.get(y), all));
            more.addAll(tree(y));
            all = more;
        }
        return all;
    }

    private List<Stmt> within(Node x) {
        List<Stmt> code = new ArrayList<>(x.statements);
        ParallelLoop p = parallel.get(x);
        if (p != null) {
            code.clear();
            code.addAll(go(x, p.body()));
            return code;
        }
        switch (x.exit) {
            case Node.End e -> {}
            case Node.Goto g -> code.addAll(go(x, g.to()));
            case Node.Branch b -> code.add(new Stmt.If(b.condition(), go(x, b.yes()), go(x, b.no())));
            case Node.Switch s -> {
                List<Stmt> chain = go(x, s.otherwise());
                for (Node.Case c : s.cases().reversed()) {
                    chain = List.of(new Stmt.If(isOneOf(s.selector(), c.keys()), go(x, c.to()), chain));
                }
                code.addAll(chain);
            }
        }
        return code;
    }

    private List<Stmt> go(Node from, Node to) {
        if (flow.isBack(from, to)) {
            String l = repeat.get(to);
            return List.of(parallel.containsKey(to) ? new Stmt.Break(l) : new Stmt.Continue(l));
        }
        String l = label.get(to);
        return l != null ? List.of(new Stmt.Break(l)) : tree(to);
    }

    /** Runs of keys become ranges. */
    private static Expr isOneOf(Expr selector, List<Integer> keys) {
        Expr any = null;
        for (int i = 0; i < keys.size(); ) {
            int j = i;
            while (j + 1 < keys.size() && keys.get(j + 1) == keys.get(j) + 1) {
                j++;
            }
            Expr low = Expr.constant(DType.INT32, (long) keys.get(i));
            Expr high = Expr.constant(DType.INT32, (long) keys.get(j));
            Expr one = i == j
                    ? Expr.apply(Op.EQ, selector, low)
                    : Expr.apply(Op.AND, Expr.apply(Op.GE, selector, low), Expr.apply(Op.LE, selector, high));
            any = any == null ? one : Expr.apply(Op.OR, any, one);
            i = j + 1;
        }
        return any;
    }
}
