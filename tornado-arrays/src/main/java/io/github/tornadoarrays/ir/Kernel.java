package io.github.tornadoarrays.ir;

import java.util.List;

/**
 * One function to compile and launch.
 *
 * @param name a name for people; it is not part of the kernel's identity
 * @param buffers the buffer arguments, by slot
 * @param scalars the scalar arguments: sizes, strides, offsets and constants of the user's expression
 * @param body what it does; its grid loops, or else its lanes loop, is what a launch spreads over the machine. A body
 *     without such a loop is run by each work item of a launch and tells them apart by {@link Expr.Id}
 */
public record Kernel(String name, List<Buf> buffers, List<Expr.Var> scalars, List<Stmt> body) {
    /** How many grid loops are inside each other; 0 where work items or lanes are what a launch spreads. */
    public int gridLoops() {
        return gridLoops(body);
    }

    private static int gridLoops(List<Stmt> body) {
        return body.stream()
                .mapToInt(s -> s instanceof Stmt.Loop l && l.kind() == Stmt.LoopKind.GRID ? 1 + gridLoops(l.body()) : 0)
                .max()
                .orElse(0);
    }

    public Kernel withBody(List<Stmt> changed) {
        return new Kernel(name, buffers, scalars, changed);
    }
}
