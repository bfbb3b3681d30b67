package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the loops that are said to be parallel, and refuses those whose form says otherwise. */
final class ParallelLoops {
    private final MethodReader.Read read;
    private final Code code;
    private final Flow flow;

    /** Variables that may be carried from iteration to iteration. */
    private final Set<Expr.Var> reduced;

    /** Scalar parameters and lengths of array parameters. */
    private final Set<Expr.Var> scalars;

    private final Map<Expr.Var, List<Stmt.Assign>> assigned = new HashMap<>();

    private ParallelLoops(MethodReader.Read read, Set<Expr.Var> reduced, Set<Expr.Var> scalars) {
        this.read = read;
        this.code = read.code();
        this.flow = read.flow();
        this.reduced = reduced;
        this.scalars = scalars;
        flow.order()
                .forEach(n -> Walk.statements(n.statements, s -> {
                    if (s instanceof Stmt.Assign a) {
                        assigned.computeIfAbsent(a.var(), _ -> new ArrayList<>())
                                .add(a);
                    }
                }));
    }

    /** The parallel loops by the node where each starts; what counts their rounds is taken out of the nodes. */
    static Map<Node, ParallelLoop> find(
            MethodReader.Read read, Set<Expr.Var> reduced, Set<Expr.Var> scalars, Names names) {
        ParallelLoops p = new ParallelLoops(read, reduced, scalars);
        Map<Node, ParallelLoop> found = new LinkedHashMap<>();
        Map<Node, Expr.Var> marked = p.marked();
        for (Node start : p.flow.loops().keySet()) {
            Expr.Var v = marked.get(start);
            if (v != null) {
                boolean inner = found.keySet().stream()
                        .anyMatch(h -> p.flow.loops().get(h).contains(start));
                ParallelLoop loop = p.loop(start, v, inner, names);
                if (loop != null) {
                    found.put(start, loop);
                }
            }
        }
        return found;
    }

    /** The variable of each loop that is said to be parallel. */
    private Map<Node, Expr.Var> marked() {
        Map<Node, Expr.Var> marked = new HashMap<>();
        for (Code.Annotated a : code.annotated(Code.PARALLEL)) {
            int web = read.webs().storedBefore(a.slot(), a.start());
            Expr.Var v = web < 0 ? null : read.reader().variable(web);
            if (v == null) {
                continue;
            }
            int at = code.indexOf(a.start());
            Node start = null;
            for (Map.Entry<Node, Set<Node>> loop : flow.loops().entrySet()) {
                boolean counts = assignments(loop.getValue(), v).size() > 0;
                if (counts
                        && (start == null)
                        && assignments(outside(loop.getValue()), v).size() > 0) {
                    start = loop.getKey();
                }
            }
            if (start == null) {
                throw code.refuse(
                        at,
                        v.name() + " is @Parallel, but no loop counts with it",
                        "write for (@Parallel int i = 0; i < n; i++)");
            }
            if (v.type() != DType.INT32) {
                throw code.refuse(at, "the @Parallel variable " + v.name() + " is a " + v.type(), "make it an int");
            }
            marked.put(start, v);
        }
        return marked;
    }

    private Set<Node> outside(Set<Node> loop) {
        Set<Node> all = new LinkedHashSet<>(flow.order());
        all.removeAll(loop);
        return all;
    }

    private static List<Stmt.Assign> assignments(Set<Node> nodes, Expr.Var v) {
        List<Stmt.Assign> all = new ArrayList<>();
        nodes.forEach(n -> Walk.statements(n.statements, s -> {
            if (s instanceof Stmt.Assign a && a.var().equals(v)) {
                all.add(a);
            }
        }));
        return all;
    }

    private ParallelLoop loop(Node start, Expr.Var v, boolean inner, Names names) {
        Set<Node> nodes = flow.loops().get(start);
        int at = Math.max(start.first, start.end - 1);
        String name = "the @Parallel loop over " + v.name();
        boolean plain = start.exit instanceof Node.Branch b && nodes.contains(b.yes()) != nodes.contains(b.no());
        boolean onlyTemporaries = start.statements.stream()
                .allMatch(s ->
                        s instanceof Stmt.Assign a && names.isTemporary(a.var().name()) || s instanceof Stmt.Check);
        if (!plain || !onlyTemporaries) {
            throw code.refuse(at, name + " has no simple condition", "write " + v.name() + " < n as its condition");
        }
        for (Node n : nodes) {
            for (Node to : n.targets()) {
                if (n != start && !nodes.contains(to)) {
                    throw code.refuse(
                            n.end - 1,
                            name + " is left before its end (break or return)",
                            "write continue, or leave @Parallel out");
                }
            }
        }
        Node.Branch b = (Node.Branch) start.exit;
        boolean yesStays = nodes.contains(b.yes());
        Expr stays = yesStays ? b.condition() : Conditions.not(b.condition());
        Node body = yesStays ? b.yes() : b.no();
        Node exit = yesStays ? b.no() : b.yes();
        int step = step(nodes, start, v, name);
        Expr end = end(stays, v);
        if (end == null) {
            throw code.refuse(
                    at,
                    "the condition of " + name + " is not " + v.name() + " < n or " + v.name() + " <= n",
                    "write it so, with n that the loop does not change");
        }
        List<Stmt.Assign> first = assignments(outside(nodes), v);
        Expr to = resolved(end, 0);
        Expr from = first.size() == 1 ? resolved(first.getFirst().value(), 0) : null;
        if (to == null || from == null) {
            if (inner) {
                return null;
            }
            throw code.refuse(
                    at,
                    (to == null ? "the end" : "the start") + " of " + name
                            + " can't be computed from the parameters before the kernel starts",
                    "use int parameters and array lengths, or pass the number as a parameter");
        }
        checkUses(nodes, v, name);
        checkCarried(nodes, v, name, names);
        remove(outside(nodes), v);
        remove(nodes, v);
        return new ParallelLoop(start, body, exit, v, from, to, step, names.fresh(v.name() + "_n"), at);
    }

    private int step(Set<Node> nodes, Node start, Expr.Var v, String name) {
        List<Node> latches =
                flow.before(start).stream().filter(n -> flow.isBack(n, start)).toList();
        Node last = latches.getFirst();
        List<Stmt.Assign> changes = assignments(nodes, v);
        boolean atEnd = latches.size() == 1
                && !last.statements.isEmpty()
                && last.statements.getLast() instanceof Stmt.Assign a
                && a.var().equals(v);
        if (!atEnd || changes.size() != 1) {
            Node where = nodes.stream()
                    .filter(n -> !assignments(Set.of(n), v).isEmpty() && n != last)
                    .findFirst()
                    .orElse(last);
            throw code.refuse(
                    where.first,
                    v.name() + ", the variable of a @Parallel loop, is assigned in the loop's body",
                    "use another variable in the body, or leave @Parallel out");
        }
        Expr value = changes.getFirst().value();
        if (value instanceof Expr.Apply a
                && (a.op() == Op.ADD || a.op() == Op.SUB)
                && a.arg(0).equals(v)) {
            Expr by = resolvedConstant(a.arg(1));
            if (by instanceof Expr.Const c) {
                long step = a.op() == Op.ADD ? c.bits() : -c.bits();
                if (step > 0) {
                    return (int) step;
                }
                throw code.refuse(
                        last.end - 1, name + " counts down", "count up, and use n - 1 - " + v.name() + " in the body");
            }
        }
        throw code.refuse(
                last.end - 1,
                "the step of " + name + " is not a constant",
                "write " + v.name() + "++ or " + v.name() + " += 2, and multiply in the body");
    }

    private Expr resolvedConstant(Expr e) {
        Expr r = resolved(e, 0);
        return r == null ? e : r;
    }

    private static Expr end(Expr stays, Expr.Var v) {
        if (!(stays instanceof Expr.Apply a)
                || a.args().size() != 2
                || !a.arg(0).type().isInteger()) {
            return null;
        }
        boolean left = a.arg(0).equals(v);
        if (left == a.arg(1).equals(v)) {
            return null;
        }
        Expr other = a.arg(left ? 1 : 0);
        if (Cell.mentions(other, v)) {
            return null;
        }
        Op op = a.op();
        if (op == (left ? Op.LT : Op.GT)) {
            return other;
        }
        return op == (left ? Op.LE : Op.GE) ? Arithmetic.apply(Op.ADD, other, Arithmetic.number(1)) : null;
    }

    /** The expression in terms of scalar parameters and lengths, or null. */
    private Expr resolved(Expr e, int depth) {
        if (depth > 50) {
            return null;
        }
        return switch (e) {
            case Expr.Const c -> c;
            case Expr.Var v -> {
                List<Stmt.Assign> values = assigned.getOrDefault(v, List.of());
                yield scalars.contains(v)
                        ? v
                        : values.size() == 1 ? resolved(values.getFirst().value(), depth + 1) : null;
            }
            case Expr.Id id -> null;
            case Expr.Load l -> null;
            case Expr.Apply a -> {
                List<Expr> args = new ArrayList<>();
                for (Expr x : a.args()) {
                    Expr r = resolved(x, depth + 1);
                    if (r == null) {
                        yield null;
                    }
                    args.add(r);
                }
                yield new Expr.Apply(a.op(), a.type(), args);
            }
        };
    }

    private void checkUses(Set<Node> nodes, Expr.Var v, String name) {
        for (Node n : outside(nodes)) {
            boolean used = n.decides().stream().anyMatch(e -> Cell.mentions(e, v));
            boolean[] read = {used};
            Walk.expressions(n.statements, e -> read[0] |= e.equals(v));
            if (read[0]) {
                throw code.refuse(
                        Math.min(n.first, code.ins.size() - 1),
                        v.name() + ", the variable of " + name + ", is used behind the loop",
                        "declare it in the for statement");
            }
        }
    }

    /** Refuses variables that one iteration gives to another, or to what comes after the loop. */
    private void checkCarried(Set<Node> nodes, Expr.Var v, String name, Names names) {
        Set<Object> outside = new HashSet<>();
        for (Node n : outside(nodes)) {
            Walk.statements(n.statements, s -> outside.addAll(Declarations.mentions(s)));
            n.decides().forEach(e -> Walk.parts(e, outside::add));
        }
        for (Node n : nodes) {
            Walk.statements(
                    n.statements,
                    s -> Declarations.mentions(s).forEach(o -> {
                        if (o instanceof Buf b && outside.contains(b)) {
                            throw code.refuse(
                                    n.first,
                                    "the array " + b.name() + " is made outside " + name + " and used inside",
                                    "make it inside, where each iteration has its own");
                        }
                    }));
            Set<Expr.Var> changed = new LinkedHashSet<>();
            Walk.statements(n.statements, s -> {
                if (s instanceof Stmt.Assign a) {
                    changed.add(a.var());
                }
            });
            changed.remove(v);
            changed.removeAll(reduced);
            for (Expr.Var c : changed) {
                if (outside.contains(c) && !names.isTemporary(c.name())) {
                    throw code.refuse(
                            n.first,
                            c.name() + " is carried from one iteration of " + name + " to another, or behind the loop",
                            "declare it inside the loop, mark it @Reduce, or leave @Parallel out");
                }
            }
        }
    }

    private static void remove(Set<Node> nodes, Expr.Var v) {
        nodes.forEach(n ->
                n.statements.removeIf(s -> s instanceof Stmt.Assign a && a.var().equals(v)));
    }
}
