package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The grid loops of a kernel that was made from a Java method, as work items: the innermost loop along dimension 0. Along the others
 * a work item may do several rounds, as some devices have few groups there.
 */
public final class GridItems {
    private final Fresh fresh;

    private GridItems(Fresh fresh) {
        this.fresh = fresh;
    }

    /** The kernel of work items. A kernel that is one stays as it is. */
    public static Kernel of(Kernel kernel) {
        GridItems pass = new GridItems(new Fresh(kernel));
        return kernel.withBody(pass.block(new FoldLoops(pass.fresh).within(kernel.body())));
    }

    /** Whether a kernel has grid loops. */
    public static boolean hasGrid(Kernel kernel) {
        return kernel.body().stream().anyMatch(s -> s instanceof Stmt.Loop l && l.kind() == LoopKind.GRID);
    }

    private List<Stmt> block(List<Stmt> body) {
        List<Stmt> out = new ArrayList<>();
        for (Stmt s : body) {
            if (s instanceof Stmt.Loop l && l.kind() == LoopKind.GRID) {
                out.addAll(grid(l, inner(l)));
            } else {
                out.add(s);
            }
        }
        return out;
    }

    /** How many grid loops there are inside a loop. */
    private static int inner(Stmt.Loop l) {
        for (Stmt s : l.body()) {
            if (s instanceof Stmt.Loop m && m.kind() == LoopKind.GRID) {
                return 1 + inner(m);
            }
        }
        return 0;
    }

    private List<Stmt> grid(Stmt.Loop l, int dimension) {
        List<Stmt> body = block(l.body());
        DType t = l.var().type();
        Expr group = Expr.cast(t, new Expr.Id(Expr.IdKind.GROUP, dimension));
        Expr size = Expr.cast(t, new Expr.Id(Expr.IdKind.LOCAL_SIZE, dimension));
        Expr id = t == DType.INT32
                ? new Expr.Id(Expr.IdKind.GLOBAL, dimension)
                : Expr.add(Expr.mul(group, size), Expr.cast(t, new Expr.Id(Expr.IdKind.LOCAL, dimension)));
        Expr at = Expr.add(l.from(), id);
        if (dimension == 0) {
            return List.of(new Stmt.Let(l.var(), at), new Stmt.If(apply(Op.LT, l.var(), l.to()), body, List.of()));
        }
        Expr.Var next = fresh.var("at", DType.INT64);
        String label = fresh.name("rounds");
        List<Stmt> round = new ArrayList<>();
        Expr end = Expr.cast(DType.INT64, l.to());
        round.add(new Stmt.If(apply(Op.GE, next, end), List.of(new Stmt.Break(label)), List.of()));
        round.add(new Stmt.Let(l.var(), Expr.cast(t, next)));
        round.addAll(body);
        Expr step = Expr.cast(DType.INT64, new Expr.Id(Expr.IdKind.GLOBAL_SIZE, dimension));
        round.add(new Stmt.Assign(next, apply(Op.ADD, next, step)));
        return List.of(new Stmt.Let(next, Expr.cast(DType.INT64, at)), new Stmt.Repeat(label, round));
    }

    // ---- launching

    /** Work items of a group for grid loops of so many iterations, the outermost first: along dimension 0, 1, 2. */
    public static long[] local(List<Long> iterations, Machine machine) {
        int dimensions = iterations.size();
        long[] local = new long[dimensions];
        Arrays.fill(local, 1);
        long most = Math.min(256, Integer.highestOneBit(machine.mostInGroup()));
        long innermost = iterations.get(dimensions - 1);
        long all = 1;
        for (long n : iterations) {
            all *= Math.max(1, n);
        }
        while (most > 32 && Math.ceilDiv(all, most) < 2L * machine.units()) {
            most /= 2;
        }
        long limit = dimensions == 1 ? most : Math.min(most, 32);
        while (local[0] < innermost && local[0] < limit) {
            local[0] *= 2;
        }
        for (int d = 1; d < dimensions; d++) {
            long left = most / (local[0] * (d == 2 ? local[1] : 1));
            long n = iterations.get(dimensions - 1 - d);
            long cap = d == 1 && dimensions == 3 ? Math.min(left, 4) : left;
            while (local[d] < n && local[d] * 2 <= cap) {
                local[d] *= 2;
            }
        }
        return local;
    }

    /** Work items in all for grid loops of so many iterations, the outermost first, in groups of {@code local}. */
    public static long[] global(List<Long> iterations, long[] local) {
        long[] global = new long[local.length];
        for (int d = 0; d < global.length; d++) {
            long n = iterations.get(iterations.size() - 1 - d);
            long groups = Math.ceilDiv(n, local[d]);
            global[d] = local[d] * (d == 0 ? groups : Math.min(groups, Spread.MOST_GROUPS_DOWN));
        }
        return global;
    }
}
