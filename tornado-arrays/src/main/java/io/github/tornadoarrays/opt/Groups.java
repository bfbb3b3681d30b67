package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.add;
import static io.github.tornadoarrays.ir.Expr.cast;
import static io.github.tornadoarrays.ir.Expr.mul;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a kernel of work items a loop over groups, as in Stratton, Stone and Hwu, "MCUDA: An Efficient Implementation of CUDA
 * Kernels for Multi-core CPUs" (2008): what lies between two barriers becomes a loop over the work items of the group (a
 * "run"), and statements with a barrier inside run once for the group. {@link Uniform} says what is the same for all work
 * items, {@link Crossing} keeps what each work item has from one run to the next.
 */
final class Groups {
    static final Expr.Var ROW = new Expr.Var("group$", DType.INT64);

    /** The number of a work item in its group. */
    static final Expr.Var ITEM = new Expr.Var("item$", DType.INT32);

    /** Work items of a group. */
    static final Expr.Var ITEMS = new Expr.Var("items$", DType.INT32);

    private static final Expr.Var BASE = new Expr.Var("base$", DType.INT32);
    private static final Expr ZERO = Expr.constant(DType.INT32, 0);
    private static final Expr ONE = Expr.constant(DType.INT32, 1);
    private static final String LEFT = "left$";

    private final Kernel kernel;
    private final Uniform uniform;
    private final List<Stmt> shared = new ArrayList<>();
    private int conditions;

    private Groups(Kernel kernel) {
        this.kernel = kernel;
        uniform = new Uniform(kernel);
    }

    static Kernel apply(Kernel kernel) {
        List<Expr.Var> scalars = new ArrayList<>(kernel.scalars());
        for (int d = 0; d < 3; d++) {
            scalars.add(size(d));
        }
        for (int d = 0; d < 3; d++) {
            scalars.add(groups(d));
        }
        Kernel named =
                new Kernel(kernel.name(), kernel.buffers(), scalars, Walk.rewrite(kernel.body(), Groups::number));
        Groups g = new Groups(named);
        List<Stmt> pieces = g.once(named.body());
        return named.withBody(g.loop(new Crossing(named, pieces)));
    }

    static Expr.Var local(int dimension) {
        return new Expr.Var("local" + dimension + "$", DType.INT32);
    }

    static Expr.Var group(int dimension) {
        return new Expr.Var("group" + dimension + "$", DType.INT32);
    }

    static Expr.Var size(int dimension) {
        return new Expr.Var("size" + dimension + "$", DType.INT32);
    }

    static Expr.Var groups(int dimension) {
        return new Expr.Var("groups" + dimension + "$", DType.INT32);
    }

    private static Expr number(Expr e) {
        if (!(e instanceof Expr.Id id)) {
            return e;
        }
        int d = id.dimension();
        return switch (id.kind()) {
            case GLOBAL -> add(mul(group(d), size(d)), local(d));
            case LOCAL -> local(d);
            case GROUP -> group(d);
            case GLOBAL_SIZE -> mul(groups(d), size(d));
            case LOCAL_SIZE -> size(d);
            case GROUPS -> groups(d);
        };
    }

    /** The loop over groups around the pieces. */
    private List<Stmt> loop(Crossing crossing) {
        List<Stmt> out = new ArrayList<>();
        out.add(new Stmt.Let(ITEMS, mul(mul(size(0), size(1)), size(2))));
        out.addAll(shared);
        out.addAll(crossing.declarations());
        Expr first = cast(DType.INT64, groups(0));
        Expr second = cast(DType.INT64, groups(1));
        out.add(new Stmt.Loop(
                LoopKind.SEQ,
                ROW,
                LaunchRange.GRID_FROM,
                LaunchRange.GRID_TO,
                List.of(
                        new Stmt.Let(group(0), cast(DType.INT32, Expr.apply(Op.REM, ROW, first))),
                        new Stmt.Let(
                                group(1),
                                cast(DType.INT32, Expr.apply(Op.REM, Expr.apply(Op.DIV, ROW, first), second))),
                        new Stmt.Let(
                                group(2),
                                cast(DType.INT32, Expr.apply(Op.DIV, Expr.apply(Op.DIV, ROW, first), second))),
                        new Stmt.Block(LEFT, crossing.pieces()))));
        return out;
    }

    // ---- what runs once for a group

    private List<Stmt> once(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        List<Stmt> run = new ArrayList<>();
        for (Stmt s : body) {
            if (s instanceof Stmt.Shared l) {
                shared.add(new Stmt.Local(l.buf(), Expr.constant(DType.INT64, l.length())));
            } else if (Uniform.isOfGroup(s)) {
                run = flushed(run, out);
                ofGroup(s, out);
            } else if (uniform.isDefinition(s)) {
                // goes ahead of the run that it stands in, unless that has something of the name
                if (mentions(run, Uniform.name(s))) {
                    run = flushed(run, out);
                }
                out.add(s);
            } else {
                run.add(s);
            }
        }
        flushed(run, out);
        return out;
    }

    private static List<Stmt> flushed(List<Stmt> run, List<Stmt> out) {
        if (!run.isEmpty()) {
            out.add(new Stmt.Loop(LoopKind.LANES, ITEM, ZERO, ITEMS, run));
        }
        return new ArrayList<>();
    }

    private static boolean mentions(List<Stmt> run, String name) {
        boolean[] found = {false};
        Walk.expressions(
                run, e -> found[0] |= e instanceof Expr.Var v && v.name().equals(name));
        Walk.statements(run, s -> found[0] |= name.equals(Uniform.name(s)));
        return found[0];
    }

    private void ofGroup(Stmt s, List<Stmt> out) {
        switch (s) {
            case Stmt.Barrier b -> {}
            case Stmt.If i -> {
                Expr condition = agreed(i.condition(), out);
                out.add(new Stmt.If(condition, once(i.then()), once(i.otherwise())));
            }
            case Stmt.Loop l -> {
                Expr from = agreed(l.from(), out);
                Expr to = agreed(l.to(), out);
                out.add(new Stmt.Loop(l.kind(), l.var(), from, to, once(l.body())));
            }
            case Stmt.Block b -> out.add(new Stmt.Block(b.label(), once(b.body())));
            case Stmt.Repeat r -> out.add(new Stmt.Repeat(r.label(), once(r.body())));
            case Stmt.Break b -> out.add(b);
            case Stmt.Continue c -> out.add(c);
            default -> throw new IllegalStateException("a barrier inside " + s);
        }
    }

    /** The value that the work items of a group agree on; where they might not, they are asked. */
    private Expr agreed(Expr e, List<Stmt> out) {
        if (uniform.isUniform(e)) {
            return e;
        }
        String name = "agreed" + conditions++ + "$";
        Expr.Var first = new Expr.Var(name, e.type());
        Expr.Var mine = new Expr.Var(name + "mine", e.type());
        Expr.Var differ = new Expr.Var(name + "differ", DType.INT32);
        out.add(new Stmt.Let(first, Expr.constant(e.type(), 0L)));
        out.add(new Stmt.Let(differ, ZERO));
        flushed(
                List.of(
                        new Stmt.Let(mine, e),
                        new Stmt.If(Expr.apply(Op.EQ, ITEM, ZERO), List.of(new Stmt.Assign(first, mine)), List.of()),
                        new Stmt.If(
                                Expr.apply(Op.NE, mine, first),
                                List.of(new Stmt.Assign(differ, add(differ, ONE))),
                                List.of())),
                out);
        Expr parted = Expr.apply(Op.NE, differ, ZERO);
        out.add(new Stmt.If(
                parted,
                List.of(
                        new Stmt.Check(
                                Expr.constant(DType.BOOL, 0L),
                                kernel.name()
                                        + ": {0} of the {1} work items of a group part from its first where a barrier"
                                        + " follows; all work items of a group must come to each barrier",
                                List.of(cast(DType.INT64, differ), cast(DType.INT64, ITEMS))),
                        new Stmt.Break(LEFT)),
                List.of()));
        return first;
    }

    // ---- runs

    /** The loop over the work items of a group. */
    static Stmt overItems(List<Stmt> body) {
        Clip some = Clip.of(body);
        List<Stmt> item = new ArrayList<>();
        item.add(new Stmt.Let(ITEM, add(BASE, local(0))));
        item.addAll(some.body());
        Expr base = mul(add(mul(local(2), size(1)), local(1)), size(0));
        List<Stmt> row = List.of(
                new Stmt.Let(BASE, base), new Stmt.Loop(LoopKind.LANES, local(0), some.from(), some.to(), item));
        return new Stmt.Loop(
                LoopKind.SEQ,
                local(2),
                ZERO,
                size(2),
                List.of(new Stmt.Loop(LoopKind.SEQ, local(1), ZERO, size(1), row)));
    }
}
