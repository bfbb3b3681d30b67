package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How many work items there are along each dimension, and how many of them a group has. */
record GroupShape(List<Long> global, List<Long> local) {

    /** What the options say, with as many dimensions as they name; a group gets a usual size where they name none. */
    static GroupShape of(String kernel, LaunchOptions how, Engine.Traits machine) {
        List<Long> said = how.items().isEmpty() ? how.groups() : how.items();
        if (said.isEmpty()) {
            throw new KernelException(
                    kernel
                            + ": how many work items there are is not said; use items(n).run(...), or grid(groups).block(size).run(...)");
        }
        int rank = Math.max(said.size(), how.block().size());
        List<Long> local = padded(how.block().isEmpty() ? usual(rank, machine.mostInGroup()) : how.block(), rank);
        List<Long> count = padded(said, rank);
        List<Long> global = new ArrayList<>();
        long inGroup = 1;
        for (int d = 0; d < rank; d++) {
            long groups = how.items().isEmpty() ? count.get(d) : Math.ceilDiv(count.get(d), local.get(d));
            long items = Math.multiplyHigh(groups, local.get(d)) != 0 ? Long.MAX_VALUE : groups * local.get(d);
            if (items > Integer.MAX_VALUE) {
                throw new KernelException(kernel + ": " + groups + " groups of " + local.get(d)
                        + " work items along dimension " + d + "; ids are int, so at most 2147483647 items fit");
            }
            global.add(items);
            inGroup *= local.get(d);
        }
        if (inGroup > machine.mostInGroup()) {
            throw new KernelException(kernel + ": a block of " + how.block() + " is " + inGroup + " work items; "
                    + machine.description() + " has at most " + machine.mostInGroup() + " in a group");
        }
        return new GroupShape(global, local);
    }

    private static List<Long> usual(int rank, long most) {
        List<Long> shape = switch (rank) {
            case 1 -> List.of(256L);
            case 2 -> List.of(16L, 16L);
            default -> List.of(8L, 8L, 4L);
        };
        return most >= 256 ? shape : Collections.nCopies(rank, 1L);
    }

    private static List<Long> padded(List<Long> n, int rank) {
        List<Long> all = new ArrayList<>(n);
        while (all.size() < rank) {
            all.add(1L);
        }
        return all;
    }
}
