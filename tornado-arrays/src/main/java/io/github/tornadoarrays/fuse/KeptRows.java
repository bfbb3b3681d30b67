package io.github.tornadoarrays.fuse;

import io.github.tornadoarrays.ir.Buf;
import io.github.tornadoarrays.ir.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the values that a fold over a row and the row's result both need (or two folds do) and that cost more to compute than to keep:
 * the exponentials of a softmax and, where registers keep them, the elements that are read.
 */
final class KeptRows {
    /** A kept row has at most this many elements, so that it stays in a core's cache. */
    private static final long LONGEST = 1 << 15;

    /** A row's result from more arrays than this reads them again, as registers are few. */
    private static final int MOST_READ = 2;

    /** A value that is computed once a row, by a loop over variable {@code var}, into {@code buf}. */
    static final class Row {
        final Val value;
        final int var;
        Buf buf;

        Row(Val value, int var) {
            this.value = value;
            this.var = var;
        }
    }

    private KeptRows() {}

    /** The kept row of each value that has one. */
    static Map<Val, Row> find(
            Trace trace, Fusion fusion, Map<Val.Fold, List<Integer>> folds, int lane, Map<Val, Integer> uses) {
        Map<Val, Row> kept = new IdentityHashMap<>();
        long n = trace.extents[lane];
        if (n > LONGEST) {
            return kept;
        }
        Set<Integer> rowVars = new HashSet<>(List.of(lane));
        folds.forEach((f, vars) -> {
            if (vars.size() == 1 && f.vars().length == 1 && trace.extents[vars.get(0)] == n) {
                rowVars.add(vars.get(0));
            }
        });
        // the same node at the same place of a row is one value, whichever loop runs along the row
        Map<Trace.Key, List<Val>> same = new LinkedHashMap<>();
        boolean reads = n <= fusion.split().keptRow();
        trace.done.forEach((key, parts) -> {
            boolean read = reads && parts[0] instanceof Val.Access;
            if (parts.length == 1 && uses.containsKey(parts[0]) && (read || expensive(parts[0]))) {
                List<Affine> index =
                        key.index().stream().map(i -> onLane(i, rowVars, lane)).toList();
                List<Val> values = same.computeIfAbsent(new Trace.Key(key.node(), index), k -> new ArrayList<>());
                if (values.stream().noneMatch(v -> v == parts[0])) {
                    values.add(parts[0]);
                }
            }
        });
        long rowMask = rowVars.stream().mapToLong(v -> 1L << v).reduce(0, (a, b) -> a | b);
        for (List<Val> values : same.values()) {
            List<Val> inFolds = new ArrayList<>(values);
            inFolds.removeIf(v -> (fusion.deps(v) & 1L << lane) != 0 || (fusion.deps(v) & rowMask) == 0);
            if (values.size() >= 2 && !inFolds.isEmpty()) {
                Val first = inFolds.get(0);
                Row row = new Row(first, Long.numberOfTrailingZeros(fusion.deps(first) & rowMask));
                values.forEach(v -> kept.put(v, row));
            }
        }
        long read = kept.values().stream()
                .distinct()
                .filter(r -> r.value instanceof Val.Access)
                .count();
        if (read > MOST_READ) {
            kept.keySet().removeIf(v -> v instanceof Val.Access);
        }
        return kept;
    }

    private static Affine onLane(Affine a, Set<Integer> rowVars, int lane) {
        long[] c = Arrays.copyOf(a.coef(), Math.max(a.coef().length, lane + 1));
        for (int v : rowVars) {
            if (v != lane && v < c.length) {
                c[lane] += c[v];
                c[v] = 0;
            }
        }
        return new Affine(c, a.constant());
    }

    private static boolean expensive(Val v) {
        return v instanceof Val.Call
                || v instanceof Val.Apply a
                        && (a.op().isTranscendental()
                                || a.op() == Op.CAST && expensive(a.args().get(0)));
    }
}
