package io.github.tornadoarrays.fuse;

import java.util.ArrayList;
import java.util.List;

/** Merges neighbouring loops that walk memory as one loop would, so that rank stops mattering where layouts allow it. */
final class Collapse {
    private Collapse() {}

    /**
     * The loop variables that stay, of {@code vars} in order: those with extent 1 are dropped, and {@code a, b} become {@code b} with
     * both extents where every affine place moves as far for one step of {@code a} as for all steps of {@code b}.
     */
    static List<Integer> merge(List<Integer> vars, long[] extents, List<Affine> places) {
        List<Integer> kept = new ArrayList<>();
        for (int v : vars) {
            if (extents[v] == 1) {
                continue;
            }
            if (!kept.isEmpty()) {
                int outer = kept.get(kept.size() - 1);
                if (places.stream().allMatch(p -> p.coef(outer) == p.coef(v) * extents[v])) {
                    extents[v] *= extents[outer];
                    kept.set(kept.size() - 1, v);
                    continue;
                }
            }
            kept.add(v);
        }
        return kept;
    }
}
