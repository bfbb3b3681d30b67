package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.opt.GridItems;
import io.github.tornadoarrays.opt.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A kernel that was made from a Java method: its grid loops are spread over work items, or it is written for them. */
final class MethodKernel implements Engine.Executable {
    /** Work items of a group, where the user leaves it open. */
    private static final long GROUP = 256;

    private final String name;
    private final boolean grid;
    private final Machine machine;
    private final ItemKernel code;

    /** That a group on the device may have. */
    private final long mostInGroup;

    /** What was built for groups that are larger than this code can have, by their sizes. */
    private final ConcurrentHashMap<List<Long>, ItemKernel> forGroups = new ConcurrentHashMap<>();

    private volatile @Nullable Sized last;

    /** What a launch over the same items comes to. */
    private record Sized(Engine.Items work, long[] items, long[] group, ItemKernel code) {}

    MethodKernel(DriverEngine engine, Kernel kernel) {
        this.name = kernel.name();
        this.grid = GridItems.hasGrid(kernel);
        this.code =
                grid ? ItemKernel.ofGrid(engine, GridItems.of(kernel)) : ItemKernel.of(engine, GridItems.of(kernel));
        this.machine = engine.limits().machine(code.mostInGroup());
        this.mostInGroup = engine.traits().mostInGroup();
    }

    @Override
    public void launch(Buffer[] buffers, long[] scalars, Engine.Work work) {
        Engine.Items items = (Engine.Items) work;
        Sized sized = last;
        if (sized == null || !sized.work.equals(items)) {
            sized = sized(items);
            last = sized;
        }
        sized.code.launch(buffers, scalars, sized.items, sized.group);
    }

    private Sized sized(Engine.Items work) {
        for (long n : work.global()) {
            if (n < 0) {
                throw new KernelException(name + ": a grid of " + work.global()
                        + "; there are 0 or more work items along" + " each dimension");
            }
        }
        long[] group = work.local().stream().mapToLong(Long::longValue).toArray();
        if (group.length > work.global().size()) {
            throw new KernelException(name + ": a group of " + work.local() + " for a grid of " + work.global()
                    + "; give at most as many dimensions as the grid has");
        }
        group = padded(group, work.global().size());
        long[] items;
        if (grid) {
            List<Long> iterations = new ArrayList<>(work.global());
            iterations.set(iterations.size() - 1, Math.ceilDiv(iterations.getLast(), code.width()));
            group = work.local().isEmpty() ? GridItems.local(iterations, machine) : group;
            items = iterations.contains(0L) ? new long[] {0} : GridItems.global(iterations, group);
        } else {
            items = work.global().stream().mapToLong(Long::longValue).toArray();
            group = work.local().isEmpty() ? divisors(items) : group;
        }
        ItemKernel sized = forGroups(group);
        if (items[0] != 0) {
            sized.check(items, group);
        }
        return new Sized(work, items, group, sized);
    }

    private ItemKernel forGroups(long[] group) {
        long size = LongStream.of(group).reduce(1, (a, b) -> a * b);
        return size <= code.mostInGroup() || size > mostInGroup
                ? code
                : forGroups.computeIfAbsent(LongStream.of(group).boxed().toList(), _ -> code.forGroups(group));
    }

    /** Dimensions that a group doesn't mention have one work item in it. */
    private static long[] padded(long[] group, int dimensions) {
        long[] all = new long[dimensions];
        for (int d = 0; d < dimensions; d++) {
            all[d] = d < group.length ? group[d] : 1;
        }
        return all;
    }

    /** Groups that divide the work items. */
    private long[] divisors(long[] items) {
        long[] group = new long[items.length];
        long left = Math.min(GROUP, machine.mostInGroup());
        for (int d = 0; d < items.length; d++) {
            long g = Math.clamp(items[d], 1, left);
            while (items[d] % g != 0) {
                g--;
            }
            group[d] = g;
            left = Math.max(1, left / g);
        }
        return group;
    }

    @Override
    public String source() {
        return code.text();
    }

    @Override
    public String assembly() {
        return code.assembly();
    }
}
