package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.reference.HostValue;
import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Stmt;
import io.github.tornadoarrays.ir.Stmt.LoopKind;
import io.github.tornadoarrays.ir.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often the grid loops of a kernel run, worked out by the host from the scalars of a launch. */
final class GridBounds {
    /** A value named before or between the loops. */
    private record Named(int place, HostValue value) {}

    private record Range(HostValue from, HostValue to) {}

    private final int scalars;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Named> named = new ArrayList<>();
    private final List<Range> loops = new ArrayList<>();

    GridBounds(Kernel kernel) {
        for (Expr.Var v : kernel.scalars()) {
            places.put(v.name(), places.size());
        }
        scalars = places.size();
        List<Stmt> body = kernel.body();
        while (body != null) {
            body = descend(body);
        }
    }

    /** Reads one level; the body of its grid loop, or null. */
    private List<Stmt> descend(List<Stmt> body) {
        Stmt.Loop grid = body.stream()
                .filter(Stmt.Loop.class::isInstance)
                .map(Stmt.Loop.class::cast)
                .filter(l -> l.kind() == LoopKind.GRID)
                .findFirst()
                .orElse(null);
        if (grid == null) {
            return null;
        }
        for (Stmt s : body) {
            if (s == grid) {
                break;
            }
            if (s instanceof Stmt.Let let && known(let.value())) {
                HostValue value = HostValue.of(let.value(), places);
                places.put(let.var().name(), places.size());
                named.add(new Named(places.size() - 1, value));
            }
        }
        loops.add(new Range(HostValue.of(grid.from(), places), HostValue.of(grid.to(), places)));
        return grid.body();
    }

    private boolean known(Expr e) {
        boolean[] all = {true};
        Walk.parts(
                e,
                p -> all[0] &= switch (p) {
                    case Expr.Const c -> true;
                    case Expr.Apply a -> true;
                    case Expr.Var v -> places.containsKey(v.name());
                    case Expr.Load l -> false;
                    case Expr.Id id -> false;
                });
        return all[0];
    }

    /** The number of grid loops. */
    int count() {
        return loops.size();
    }

    /** Iterations of each grid loop, the outermost first. */
    List<Long> of(long[] scalarArguments) {
        long[] all = scalarArguments;
        if (places.size() > scalars) {
            all = Arrays.copyOf(scalarArguments, places.size());
            for (Named n : named) {
                all[n.place] = n.value.of(all);
            }
        }
        Long[] counts = new Long[loops.size()];
        for (int i = 0; i < counts.length; i++) {
            Range r = loops.get(i);
            counts[i] = Math.max(0, r.to.of(all) - r.from.of(all));
        }
        return List.of(counts);
    }
}
