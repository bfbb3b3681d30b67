package io.github.tornadoarrays.engine.reference;

import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A work item of a launch. The work items of a group run one at a time: each until a barrier or its end, then the next. The
 * first of a group stands for the group.
 */
final class WorkItem {
    /** The one that runs a kernel over its own loops. */
    static final List<WorkItem> ALONE = groups(new Engine.Items(List.of(1L), List.of(1L)));

    private final Engine.Items launch;
    private final long[] group;
    private final long[] local;
    private final int number;
    private @Nullable Turns turns;
    private @Nullable HostBuffer[] shared = {};
    private long[] shown = {};

    private WorkItem(Engine.Items launch, long[] group, long[] local, int number) {
        this.launch = launch;
        this.group = group;
        this.local = local;
        this.number = number;
    }

    /** The first work item of each group of a launch. */
    static List<WorkItem> groups(Engine.Items launch) {
        long[] groups = new long[3];
        for (int d = 0; d < 3; d++) {
            groups[d] = launch.groups(d);
        }
        List<WorkItem> all = new ArrayList<>();
        for (long z = 0; z < groups[2]; z++) {
            for (long y = 0; y < groups[1]; y++) {
                for (long x = 0; x < groups[0]; x++) {
                    all.add(new WorkItem(launch, new long[] {x, y, z}, new long[3], 0));
                }
            }
        }
        return all;
    }

    private List<WorkItem> items() {
        List<WorkItem> all = new ArrayList<>();
        for (long z = 0; z < launch.local(2); z++) {
            for (long y = 0; y < launch.local(1); y++) {
                for (long x = 0; x < launch.local(0); x++) {
                    all.add(new WorkItem(launch, group, new long[] {x, y, z}, all.size()));
                }
            }
        }
        return all;
    }

    /** What an {@link Expr.Id} is for this work item. */
    long number(Expr.Id id) {
        int d = id.dimension();
        return switch (id.kind()) {
            case GLOBAL -> group[d] * launch.local(d) + local[d];
            case LOCAL -> local[d];
            case GROUP -> group[d];
            case GLOBAL_SIZE -> launch.global(d);
            case LOCAL_SIZE -> launch.local(d);
            case GROUPS -> launch.groups(d);
        };
    }

    /** The group's memory of a number, made by the first that asks. */
    HostBuffer shared(int k, Supplier<HostBuffer> make) {
        HostBuffer memory = shared[k];
        if (memory == null) {
            memory = make.get();
            shared[k] = memory;
        }
        return memory;
    }

    /** Shows a value to the others of the group. */
    void show(long value) {
        shown[number] = value;
    }

    /** What the work item shows whose number along dimension 0 differs in the bit. */
    long shown(int distance) {
        return shown[number ^ distance];
    }

    /** Lets all work items of the group come to the barrier with the number. */
    void await(int barrier) {
        if (turns != null) {
            turns.await(number, barrier);
        }
    }

    /** Runs all work items of this one's group; each on a thread of its own where there are barriers. */
    void run(String kernel, boolean barriers, int buffers, Consumer<WorkItem> body) {
        List<WorkItem> items = items();
        @Nullable HostBuffer[] memory = new HostBuffer[buffers];
        long[] values = new long[items.size()];
        items.forEach(i -> {
            i.shared = memory;
            i.shown = values;
        });
        if (barriers) {
            Turns order = new Turns(kernel, items.size());
            items.forEach(i -> i.turns = order);
            order.run(k -> body.accept(items.get(k)));
        } else {
            items.forEach(body);
        }
    }
}
