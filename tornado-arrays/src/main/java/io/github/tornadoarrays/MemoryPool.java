package io.github.tornadoarrays;

import io.github.tornadoarrays.core.LiveArray;
import io.github.tornadoarrays.engine.Engine;

/**
 * The memory that arrays of a device have, and that others get after them: CuPy's {@code MemoryPool}. All numbers are bytes unless they
 * say otherwise.
 *
 * <p>A card's pool has its arrays' memory, rounded up by an eighth at most. The pool of {@code cpu} has Java arrays of at least 256 KB; what
 * is smaller is left to the garbage collector.
 */
public final class MemoryPool {
    private final Engine.MemoryPool pool;
    private final String device;

    MemoryPool(Engine engine) {
        pool = engine.pool();
        device = engine.name();
    }

    /** What arrays have now. */
    public long usedBytes() {
        return pool.stats().liveBytes();
    }

    /** What is ready for arrays to come. */
    public long freeBytes() {
        return pool.stats().idleBytes();
    }

    /** Used and free together. */
    public long totalBytes() {
        Engine.MemoryPool.Stats s = pool.stats();
        return s.liveBytes() + s.idleBytes();
    }

    /** The most that arrays had at one time. */
    public long peakBytes() {
        return pool.stats().peakBytes();
    }

    /** How many pieces of memory are ready for arrays to come. */
    public long nFreeBlocks() {
        return pool.stats().idleBlocks();
    }

    /** The most that may be used and free together; all that the device has, or Java's heap, where no limit was set. */
    public long limit() {
        return pool.limit();
    }

    /**
     * Sets the most that may be used and free together. Where arrays have more already, they keep it; an operation that needs more than
     * that leaves throws a {@link io.github.tornadoarrays.core.MemoryException}.
     *
     * @param bytes 0 for no limit but the device's
     */
    public void setLimit(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "setLimit: " + bytes + " bytes; give a number of bytes, or 0 for no limit but the device's");
        }
        pool.setLimit(bytes);
    }

    /** Gives what is free back to the system, or to Java's garbage collector. */
    public void freeAllBlocks() {
        pool.dropIdle();
    }

    /** What the pool has and did, and which arrays have the most of it, for people. */
    public String report() {
        Engine.MemoryPool.Stats s = pool.stats();
        return device + ": " + LiveArray.bytes(s.liveBytes()) + " used, " + LiveArray.bytes(s.idleBytes()) + " free in "
                + s.idleBlocks() + " blocks, limit " + LiveArray.bytes(limit()) + ", at most "
                + LiveArray.bytes(s.peakBytes()) + " used at once; memory was ready " + s.hits()
                + " times, was not " + s.misses() + " times; " + s.collections() + " garbage collections asked for; "
                + LiveArray.report(pool.live());
    }

    @Override
    public String toString() {
        return device + ": " + LiveArray.bytes(usedBytes()) + " used, " + LiveArray.bytes(freeBytes()) + " free";
    }
}
