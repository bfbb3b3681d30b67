package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.LiveArray;
import io.github.tornadoarrays.core.MemoryException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/** Launches a function. Its arguments are set and it is launched under the {@link #lock}. */
final class Launcher {
    final ReentrantLock lock = new ReentrantLock();
    final Driver.Function function;

    private final Driver driver;
    private final Pool pool;
    private final String name;

    Launcher(DriverEngine.Started s, long program, String source, String entry, String name) {
        this.driver = s.driver();
        this.pool = s.pool();
        this.name = name;
        this.function = driver.function(program, source, entry, name);
    }

    /** Puts in a launch of sizes that were {@linkplain #check checked}. Only under the lock. */
    void launch(long[] items, long[] group) {
        try {
            function.launch(items, group);
        } catch (Driver.NoRoom e) {
            // Drivers that take memory only when it is used say so here.
            pool.makeRoom(1);
            launchAgain(items, group);
        }
    }

    private void launchAgain(long[] items, long[] group) {
        try {
            function.launch(items, group);
        } catch (Driver.NoRoom e) {
            throw new MemoryException(name + ": there is no room for its arrays on " + driver.name() + ", "
                    + e.getMessage() + "; live arrays there have "
                    + Pool.text(pool.stats().liveBytes()) + ", close some; " + LiveArray.report(pool.live()));
        }
    }

    /**
     * Says what is wrong with these sizes, before the driver does.
     *
     * @throws KernelException if the device has no such launch
     */
    void check(long[] items, long[] group) {
        Limits limits = driver.limits();
        long product = 1;
        for (int d = 0; d < group.length; d++) {
            long most = limits.mostItems()[d];
            if (group[d] < 1 || group[d] > most) {
                throw new KernelException(name + ": a group of " + Arrays.toString(group) + " is out of range along"
                        + " dimension " + d + "; " + driver.name() + " allows 1.." + most + " there");
            }
            product = Math.multiplyExact(product, group[d]);
            if (items[d] % group[d] != 0) {
                throw new KernelException(name + ": " + items[d] + " work items along dimension " + d
                        + " can't be divided into groups of " + group[d]
                        + "; make the first a multiple of the second and leave out the rest in the kernel");
            }
            long groups = items[d] / group[d];
            if (groups > limits.mostGroups()[d]) {
                throw new KernelException(name + ": " + groups + " groups along dimension " + d + "; " + driver.name()
                        + " allows " + limits.mostGroups()[d] + " there");
            }
        }
        if (product > function.mostInGroup()) {
            throw new KernelException(name + ": a group of " + Arrays.toString(group) + " has " + product
                    + " work items; of this kernel " + driver.name() + " allows at most " + function.mostInGroup());
        }
    }
}
