package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import java.util.List;

/** Makes the grid loop run from {@link #GRID_FROM} to {@link #GRID_TO}, and a divisible lanes loop over a range as well. */
public final class LaunchRange {
    public static final Expr.Var GRID_FROM = new Expr.Var("gridFrom", DType.INT64);
    public static final Expr.Var GRID_TO = new Expr.Var("gridTo", DType.INT64);
    public static final Expr.Var LANES_FROM = new Expr.Var("lanesFrom", DType.INT64);
    public static final Expr.Var LANES_TO = new Expr.Var("lanesTo", DType.INT64);

    private LaunchRange() {}

    static Kernel apply(Kernel kernel, boolean divisible) {
        return kernel.withBody(
                kernel.body().stream().map(s -> loop(s, divisible)).toList());
    }

    private static Stmt loop(Stmt s, boolean divisible) {
        if (!(s instanceof Stmt.Loop l)) {
            return s;
        }
        return switch (l.kind()) {
            case GRID -> {
                List<Stmt> body = l.body().stream().map(x -> loop(x, divisible)).toList();
                yield new Stmt.Loop(LoopKind.SEQ, l.var(), GRID_FROM, GRID_TO, body);
            }
            case LANES -> divisible ? new Stmt.Loop(l.kind(), l.var(), LANES_FROM, LANES_TO, l.body()) : l;
            case SEQ -> l;
        };
    }
}
