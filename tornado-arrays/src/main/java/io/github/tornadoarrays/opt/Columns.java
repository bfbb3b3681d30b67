package io.github.tornadoarrays.opt;

import static io.github.tornadoarrays.ir.Expr.apply;
import static io.github.tornadoarrays.ir.Expr.constant;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * A team of work items a lane, for folds inside the lanes loop of too few lanes to occupy a machine: neighbours have neighbouring
 * lanes, and along dimension 1 the members of a team have every so many-th step of a fold.
 */
final class Columns {
    private final Fresh fresh;
    private final Strategy strategy;
    private final boolean wide;
    private final GroupFolds joined;

    Columns(Fresh fresh, Strategy strategy, boolean wide) {
        this.fresh = fresh;
        this.strategy = strategy;
        this.wide = wide;
        joined = new GroupFolds(fresh, wide);
    }

    List<Stmt> body(Stmt.Loop grid, List<Stmt> row) {
        Stmt.Loop lanes = (Stmt.Loop) row.get(row.size() - 1);
        int across = strategy.across();
        int down = strategy.down();
        List<Stmt> out = new ArrayList<>();
        // groups are counted along one dimension, the strips of a row's lanes first
        Expr.Var strips = fresh.var("strips", DType.INT64);
        Expr more = Expr.add(lanes.to(), constant(DType.INT64, across - 1L));
        out.add(new Stmt.Let(
                strips, apply(Op.SHR, more, constant(DType.INT64, Integer.numberOfTrailingZeros(across)))));
        Expr.Var group = fresh.var("group", DType.INT64);
        out.add(new Stmt.Let(group, Spread.Items.id(Expr.IdKind.GROUP, 0)));
        out.add(new Stmt.Let(
                grid.var(), wide ? apply(Op.DIV, group, strips) : NarrowDivision.divide(Op.DIV, group, strips)));
        out.addAll(new FoldLoops(fresh).all(row.subList(0, row.size() - 1)));
        Expr.Var x = fresh.var("x", DType.INT64);
        out.add(new Stmt.Let(x, Spread.Items.id(Expr.IdKind.LOCAL, 0)));
        Expr.Var member = fresh.var("member", DType.INT64);
        out.add(new Stmt.Let(member, Spread.Items.id(Expr.IdKind.LOCAL, 1)));
        Expr strip = apply(Op.SUB, group, Expr.mul(grid.var(), strips));
        Expr.Var mine = fresh.var("mine", DType.INT64);
        out.add(new Stmt.Let(mine, Expr.add(Expr.mul(strip, constant(DType.INT64, across)), x)));
        // those past the last lane do the last one as well, but store nothing
        Expr last = apply(Op.SUB, lanes.to(), constant(DType.INT64, 1));
        out.add(new Stmt.Let(lanes.var(), apply(Op.MIN, mine, last)));
        Expr.Var stores = fresh.var("stores", DType.BOOL);
        Expr first = apply(Op.EQ, member, constant(DType.INT64, 0));
        out.add(new Stmt.Let(stores, apply(Op.AND, first, apply(Op.LT, mine, lanes.to()))));
        Rounds rounds = new Rounds(fresh, member, down);
        for (Stmt s : lanes.body()) {
            switch (s) {
                case Stmt.Fold f -> {
                    List<Expr.Var> state = joined.part(f, (i, n, body) -> rounds.any(i, n, _ -> body), out);
                    Expr slot = Expr.add(Expr.mul(member, constant(DType.INT64, across)), x);
                    List<Expr.Var> all =
                            joined.join(f.op(), state, slot, (long) across * down, x, across, member, down, out);
                    for (int p = 0; p < all.size(); p++) {
                        out.add(new Stmt.Let(f.results().get(p), all.get(p)));
                    }
                }
                case Stmt.Store st -> out.add(new Stmt.If(stores, List.of(st), List.of()));
                default -> out.add(s);
            }
        }
        out.addAll(0, joined.shared());
        return out;
    }
}
