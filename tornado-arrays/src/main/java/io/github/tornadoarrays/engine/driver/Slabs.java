package io.github.tornadoarrays.engine.driver;

import org.jspecify.annotations.Nullable;

/**
 * Memory for small arrays in pieces of larger memory, as getting it from the driver takes about as long as a launch, and a loop whose
 * small results wait for the garbage collector asks for it each time. A piece goes back with all others of its slab.
 */
final class Slabs {
    private static final long SLAB = 4L << 20;

    /** Larger pieces come from the driver. */
    private static final long LARGEST = 64L << 10;

    /** What drivers promise of their memory, too. */
    private static final long ALIGNMENT = 256;

    private final Driver driver;

    /** Guarded by this, with what slabs have. */
    private @Nullable Slab filling;

    /** Memory of which pieces before {@code used} were given out and {@code live} were not given back. */
    static final class Slab {
        private final long handle;
        private long used;
        private int live;

        Slab(long handle) {
            this.handle = handle;
        }
    }

    Slabs(Driver driver) {
        this.driver = driver;
    }

    /** New memory with any content. */
    Memory allocate(long bytes) throws Driver.NoRoom {
        if (bytes > LARGEST || !driver.handlesAreAddresses()) {
            return new Memory(driver.allocate(bytes), bytes);
        }
        long room = (bytes + ALIGNMENT - 1) & -ALIGNMENT;
        synchronized (this) {
            Slab slab = filling;
            if (slab == null || slab.used + room > SLAB) {
                slab = new Slab(driver.allocate(SLAB));
                if (filling != null && filling.live == 0) {
                    driver.free(filling.handle);
                }
                filling = slab;
            }
            Memory piece = new Memory(slab.handle + slab.used, bytes, slab);
            slab.used += room;
            slab.live++;
            return piece;
        }
    }

    /** Gives memory back. */
    void free(Memory memory) {
        Slab slab = memory.slab();
        if (slab == null) {
            driver.free(memory.handle());
            return;
        }
        synchronized (this) {
            slab.live--;
            if (slab.live == 0) {
                if (slab == filling) {
                    filling = null;
                }
                driver.free(slab.handle);
            }
        }
    }
}
