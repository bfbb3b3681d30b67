package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Expr.IdKind;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes the work items of a kernel to which groups do not matter three grid loops, dimension 0 innermost. */
final class ItemLoops {
    private ItemLoops() {}

    /** Whether work items have to do with those of their group, or know their group. */
    static boolean hasGroups(Kernel kernel) {
        AtomicBoolean found = new AtomicBoolean();
        Walk.statements(kernel.body(), s -> {
            if (s instanceof Stmt.Barrier || s instanceof Stmt.Shared) {
                found.set(true);
            }
        });
        Walk.expressions(kernel.body(), e -> {
            if (e instanceof Expr.Id id && id.kind() != IdKind.GLOBAL && id.kind() != IdKind.GLOBAL_SIZE) {
                found.set(true);
            }
        });
        return found.get();
    }

    static Kernel apply(Kernel kernel) {
        List<Expr.Var> scalars = new ArrayList<>(kernel.scalars());
        List<Stmt> body = Walk.rewrite(
                kernel.body(),
                e -> e instanceof Expr.Id id
                        ? id.kind() == IdKind.GLOBAL ? item(id.dimension()) : size(id.dimension())
                        : e);
        for (int d = 0; d < 3; d++) {
            scalars.add(size(d));
            body = List.of(new Stmt.Loop(LoopKind.GRID, item(d), Expr.constant(DType.INT32, 0), size(d), body));
        }
        return new Kernel(kernel.name(), kernel.buffers(), scalars, body);
    }

    private static Expr.Var item(int dimension) {
        return new Expr.Var("item" + dimension + "$", DType.INT32);
    }

    private static Expr.Var size(int dimension) {
        return new Expr.Var("size" + dimension + "$", DType.INT32);
    }
}
