package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.add;
import static io.github.tornadoarrays.ir.Expr.cast;
import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes nested grid loops one over rows, which are the iterations of all but the innermost, and one over lanes, the
 * innermost's. Both run over the range of a launch.
 */
final class GridLoops {
    private static final Expr.Var ROW = new Expr.Var("row$", DType.INT64);
    private static final Expr.Var LANE = new Expr.Var("lane$", DType.INT32);
    private static final Expr.Var COUNT = new Expr.Var("count$", DType.INT64);

    private GridLoops() {}

    static boolean isGrid(Stmt s) {
        return s instanceof Stmt.Loop l && l.kind() == LoopKind.GRID;
    }

    static Kernel apply(Kernel kernel) {
        List<Stmt> body = new ArrayList<>();
        for (Stmt s : kernel.body()) {
            if (s instanceof Stmt.Loop l && isGrid(s)) {
                body.addAll(spread(l, kernel.gridLoops()));
            } else {
                body.add(s);
            }
        }
        return kernel.withBody(body);
    }

    private static List<Stmt> spread(Stmt.Loop outer, int depth) {
        if (depth == 1) {
            return List.of(lanes(outer));
        }
        List<Stmt> before = new ArrayList<>();
        List<Stmt> body = new ArrayList<>();
        Expr row = ROW;
        if (depth == 3) {
            Stmt.Loop middle = inner(outer);
            before.add(new Stmt.Let(
                    COUNT, Expr.apply(Op.SUB, cast(DType.INT64, middle.to()), cast(DType.INT64, middle.from()))));
            row = Expr.apply(Op.DIV, ROW, COUNT);
        }
        Stmt.Loop l = outer;
        for (int k = 0; k < depth - 1; k++) {
            body.add(new Stmt.Let(l.var(), add(l.from(), cast(l.var().type(), row))));
            l.body().stream().filter(s -> !isGrid(s)).forEach(body::add);
            row = Expr.apply(Op.REM, ROW, COUNT);
            l = inner(l);
        }
        body.add(lanes(l));
        before.add(new Stmt.Loop(LoopKind.SEQ, ROW, LaunchRange.GRID_FROM, LaunchRange.GRID_TO, body));
        return before;
    }

    private static Stmt.Loop inner(Stmt.Loop l) {
        return (Stmt.Loop)
                l.body().stream().filter(GridLoops::isGrid).findFirst().orElseThrow();
    }

    /** The innermost loop counts an int, whatever its variable is. */
    private static Stmt lanes(Stmt.Loop l) {
        if (l.var().type() == DType.INT32) {
            return new Stmt.Loop(
                    LoopKind.LANES,
                    l.var(),
                    add(l.from(), cast(DType.INT32, LaunchRange.LANES_FROM)),
                    add(l.from(), cast(DType.INT32, LaunchRange.LANES_TO)),
                    l.body());
        }
        List<Stmt> body = new ArrayList<>();
        Expr first = add(l.from(), LaunchRange.LANES_FROM);
        body.add(new Stmt.Let(l.var(), add(first, cast(DType.INT64, LANE))));
        body.addAll(l.body());
        Expr n = cast(DType.INT32, Expr.apply(Op.SUB, LaunchRange.LANES_TO, LaunchRange.LANES_FROM));
        return new Stmt.Loop(LoopKind.LANES, LANE, constant(DType.INT32, 0), n, body);
    }
}
