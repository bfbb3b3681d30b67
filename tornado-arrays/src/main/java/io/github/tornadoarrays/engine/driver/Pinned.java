package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.engine.Engine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Page-locked memory of the host that users have: the device moves it without anybody's help. */
public final class Pinned {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Driver driver;

    /** The addresses where blocks begin and end. */
    private final ConcurrentSkipListMap<Long, Long> blocks = new ConcurrentSkipListMap<>();

    private final AtomicLong bytes = new AtomicLong();

    Pinned(Driver driver) {
        this.driver = driver;
    }

    /** Bytes in all blocks. */
    long bytes() {
        return bytes.get();
    }

    /** Whether all of a segment is such memory. */
    boolean holds(MemorySegment segment) {
        if (!segment.isNative() || blocks.isEmpty()) {
            return false;
        }
        Map.Entry<Long, Long> block = blocks.floorEntry(segment.address());
        return block != null && segment.address() + segment.byteSize() <= block.getValue();
    }

    /**
     * New memory with any content. It is there until it is closed, or until nobody has a segment of it any more.
     *
     * @throws MemoryException if the system locks no more memory
     */
    @SuppressWarnings("restricted")
    Engine.Locked allocate(long size) {
        MemorySegment raw;
        try {
            raw = insist(size);
        } catch (Driver.NoRoom e) {
            throw new MemoryException("pinned: " + Pool.text(size) + " of page-locked memory could not be had ("
                    + e.getMessage() + "); arrays have " + Pool.text(bytes.get())
                    + " of it now; close some of them, or use memory that is not page-locked");
        }
        long address = raw.address();
        blocks.put(address, address + size);
        bytes.addAndGet(size);
        Arena arena = Arena.ofShared();
        MemorySegment segment = MemorySegment.ofAddress(address).reinterpret(size, arena, null);
        // What slices keep reachable is the scope.
        Cleaner.Cleanable free = CLEANER.register(arena.scope(), new Free(this, raw));
        return new Engine.Locked(segment, () -> {
            arena.close();
            free.clean();
        });
    }

    private MemorySegment insist(long size) throws Driver.NoRoom {
        try {
            return driver.pin(size);
        } catch (Driver.NoRoom e) {
            System.gc();
            return driver.pin(size);
        }
    }

    private record Free(Pinned pinned, MemorySegment raw) implements Runnable {
        @Override
        public void run() {
            pinned.blocks.remove(raw.address());
            pinned.bytes.addAndGet(-raw.byteSize());
            pinned.driver.unpin(raw);
        }
    }
}
