package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes the jumps out of a kernel, for compilers that lose their way among them: each loop has one exit, at its head. A jump becomes a number
 * that says where it leads; what it passes over asks whether there is one.
 *
 * <p>What comes out has {@link Stmt.Repeat}s whose label is the name of an int variable: they run while that is not 0.
 */
final class OneExit {
    private static final Expr.Var JUMP = new Expr.Var("jump$", DType.INT32);

    private final Map<String, Integer> numbers = new HashMap<>();
    private int loops;

    private OneExit() {}

    /** The statements without jumps; they themselves where there are none. */
    static List<Stmt> of(List<Stmt> body) {
        AtomicBoolean found = new AtomicBoolean();
        Walk.statements(body, s -> {
            if (s instanceof Stmt.Repeat || s instanceof Stmt.Block) {
                found.set(true);
            }
        });
        if (!found.get()) {
            return body;
        }
        List<Stmt> out = new ArrayList<>();
        out.add(new Stmt.Assign(JUMP, number(0)));
        out.addAll(new OneExit().list(body));
        return out;
    }

    private static Expr number(long n) {
        return Expr.constant(DType.INT32, n);
    }

    /** The variable of a {@link Stmt.Repeat} that came out. */
    static Expr.Var going(Stmt.Repeat r) {
        return new Expr.Var(r.label(), DType.INT32);
    }

    private int leaving(String label) {
        return numbers.computeIfAbsent(label, _ -> 2 * numbers.size() + 1);
    }

    private int again(String label) {
        return leaving(label) + 1;
    }

    private List<Stmt> list(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            Stmt s = body.get(i);
            out.addAll(stmt(s));
            if (s instanceof Stmt.Break || s instanceof Stmt.Continue) {
                break;
            }
            if (jumps(s) && i + 1 < body.size()) {
                out.add(new Stmt.If(
                        Expr.apply(Op.EQ, JUMP, number(0)), list(body.subList(i + 1, body.size())), List.of()));
                break;
            }
        }
        return out;
    }

    private List<Stmt> stmt(Stmt s) {
        return switch (s) {
            case Stmt.Break b -> List.of(new Stmt.Assign(JUMP, number(leaving(b.label()))));
            case Stmt.Continue c -> List.of(new Stmt.Assign(JUMP, number(again(c.label()))));
            case Stmt.If i -> List.of(new Stmt.If(i.condition(), list(i.then()), list(i.otherwise())));
            case Stmt.Block b -> {
                List<Stmt> out = new ArrayList<>(list(b.body()));
                out.add(arrive(leaving(b.label())));
                yield out;
            }
            case Stmt.Repeat r -> {
                List<Stmt> inside = new ArrayList<>(list(r.body()));
                inside.add(arrive(again(r.label())));
                List<Stmt> out = loop(List.of(), inside, List.of());
                out.add(arrive(leaving(r.label())));
                yield out;
            }
            case Stmt.Loop l
            when jumps(l) -> {
                Expr.Var end = new Expr.Var(l.var().name() + "$end", l.var().type());
                Expr more = Expr.apply(Op.LT, l.var(), end);
                Stmt next = new Stmt.Assign(
                        l.var(),
                        Expr.apply(Op.ADD, l.var(), Expr.constant(l.var().type(), 1L)));
                List<Stmt> inside = new ArrayList<>(list(l.body()));
                inside.add(next);
                List<Stmt> out = loop(
                        List.of(new Stmt.Assign(l.var(), l.from()), new Stmt.Assign(end, l.to())),
                        inside,
                        List.of(more));
                yield out;
            }
            case Stmt.Loop l -> List.of(new Stmt.Loop(l.kind(), l.var(), l.from(), l.to(), list(l.body())));
            default -> List.of(s);
        };
    }

    /** A loop that runs until there is a jump, or while a condition holds before each round. */
    private List<Stmt> loop(List<Stmt> before, List<Stmt> body, List<Expr> conditions) {
        Expr.Var going = new Expr.Var("going$" + loops++, DType.INT32);
        Expr condition = Expr.apply(Op.EQ, JUMP, number(0));
        List<Stmt> out = new ArrayList<>(before);
        out.add(new Stmt.Assign(going, asInt(conditions)));
        List<Stmt> inside = new ArrayList<>(body);
        inside.add(new Stmt.If(
                condition,
                List.of(new Stmt.Assign(going, asInt(conditions))),
                List.of(new Stmt.Assign(going, number(0)))));
        out.add(new Stmt.Repeat(going.name(), inside));
        return out;
    }

    private static Expr asInt(List<Expr> conditions) {
        return conditions.isEmpty() ? number(1) : Expr.select(conditions.getFirst(), number(1), number(0));
    }

    /** Where a jump leads. */
    private static Stmt arrive(int number) {
        return new Stmt.If(
                Expr.apply(Op.EQ, JUMP, number(number)), List.of(new Stmt.Assign(JUMP, number(0))), List.of());
    }

    /** Whether control may go on elsewhere than behind a statement. */
    private static boolean jumps(Stmt s) {
        List<String> inside = new ArrayList<>();
        List<String> out = new ArrayList<>();
        Walk.statements(List.of(s), x -> {
            switch (x) {
                case Stmt.Block b -> inside.add(b.label());
                case Stmt.Repeat r -> inside.add(r.label());
                case Stmt.Break b -> out.add(b.label());
                case Stmt.Continue c -> out.add(c.label());
                default -> {}
            }
        });
        return !inside.containsAll(out);
    }
}
