package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.LiveArray;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.core.Origin;
import io.github.tornadoarrays.engine.Engine;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one device. It is used again, because getting it from the driver and giving it back takes longer than most
 * kernels.
 *
 * <p>Memory comes back when its buffer is released or found unreachable by the garbage collector. Buffers are small objects
 * on the heap, so the collector seldom has a reason of its own to look: the pool asks it once much memory has been handed
 * out since it last looked, if that takes less than a twentieth of the time; when the pool would grow past {@link #mostIdle},
 * since by then a collection gives back so much that its cost is small for each array; and always before it gives up.
 */
public final class Pool implements Engine.MemoryPool {
    private static final int ATTEMPTS = 4;

    /** How many times its own length must pass between two collections that are not necessary. */
    private static final int PERIOD = 20;

    /** How long dead buffers may take to arrive after the collection that found them. */
    private static final long ARRIVAL_NANOS = 2_000_000;

    private static final long SMALLEST = 256;

    private final Driver driver;
    private final Slabs slabs;

    /** What the device has. */
    private final long memoryBytes;

    /** What may be live and idle together. */
    private volatile long mostBytes;

    private final long mostIdle;
    private final long baseBudget;

    private final ReferenceQueue<DriverBuffer> dead = new ReferenceQueue<>();
    private final ReentrantLock collecting = new ReentrantLock();
    private volatile long budget;
    private volatile long lastCollection = System.nanoTime();
    private volatile long lastLength;

    /** Guards what follows: one lock taken once is the quickest, and nothing waits for the device or the collector under it. */
    private final Object lock = new Object();

    private final IdleMemory idle = new IdleMemory();

    /** The first of what is live. */
    private @Nullable Tracked newest;

    private int liveBuffers;
    private long liveBytes;
    private long peakBytes;
    private long collections;
    private long hits;
    private long misses;

    /** Bytes handed out since a collection last found dead buffers, less those released. */
    private long handedOut;

    private long foundDead;

    Pool(Driver driver) {
        this(driver, driver.limits().traits().memoryBytes());
    }

    Pool(Driver driver, long mostBytes) {
        this.driver = driver;
        this.memoryBytes = mostBytes;
        this.slabs = new Slabs(driver);
        this.mostBytes = mostBytes;
        // A processor's memory is the host's own.
        this.mostIdle = mostBytes / (driver.limits().unified() ? 8 : 2);
        // Looking for dead buffers takes as long on a large card as on a small one.
        this.baseBudget = Math.clamp(mostBytes / 16, 32L << 20, driver.limits().unified() ? 1L << 30 : 8L << 30);
        this.budget = baseBudget;
    }

    /** The memory of one buffer, held until the buffer is released or unreachable. */
    static final class Tracked extends PhantomReference<DriverBuffer> {
        private final Memory memory;
        private final DType dtype;
        private final long length;

        /** Whose it is; null unless an array's. */
        private long @Nullable [] shape;

        private @Nullable Origin made = Origin.ifKept();

        /** Its neighbours in the list of what is live, and whether it is there. */
        private @Nullable Tracked newer;

        private @Nullable Tracked older;
        private boolean isLive;

        Tracked(DriverBuffer buffer, Memory memory, ReferenceQueue<DriverBuffer> queue) {
            super(buffer, queue);
            this.memory = memory;
            this.dtype = buffer.dtype();
            this.length = buffer.length();
        }

        void describe(long[] shape, @Nullable Origin made) {
            this.shape = shape;
            if (made != null) {
                this.made = made;
            }
        }

        LiveArray array() {
            return new LiveArray(dtype, length, memory.bytes(), shape, made);
        }
    }

    /**
     * Memory with any content.
     *
     * @throws MemoryException if it cannot be had, also after a garbage collection
     */
    DriverBuffer allocate(DriverEngine engine, DType dtype, long length) {
        if (length > mostBytes / dtype.itemSize()) {
            throw refusal(dtype, length, "");
        }
        takeBack();
        long room = capacity(length * dtype.itemSize());
        boolean mustCollect;
        synchronized (lock) {
            Memory memory = idle.take(room);
            if (memory != null) {
                hits++;
                return hand(engine, dtype, length, memory);
            }
            boolean full = liveBytes + room > mostBytes;
            mustCollect = full || handedOut + room > budget && worthCollecting() || isCrowded(room);
        }
        if (mustCollect) {
            collect();
        }
        synchronized (lock) {
            Memory memory = mustCollect ? idle.take(room) : null;
            if (memory != null) {
                hits++;
                return hand(engine, dtype, length, memory);
            }
            misses++;
        }
        Memory created = create(dtype, length, room);
        synchronized (lock) {
            return hand(engine, dtype, length, created);
        }
    }

    /** The memory as that of a new buffer. Under the lock. */
    private DriverBuffer hand(DriverEngine engine, DType dtype, long length, Memory memory) {
        liveBytes += memory.bytes();
        peakBytes = Math.max(peakBytes, liveBytes);
        handedOut += memory.bytes();
        return track(new DriverBuffer(engine, dtype, length, memory));
    }

    private DriverBuffer track(DriverBuffer buffer) {
        Tracked tracked = new Tracked(buffer, buffer.memory(), dead);
        buffer.tracked = tracked;
        tracked.isLive = true;
        tracked.older = newest;
        if (newest != null) {
            newest.newer = tracked;
        }
        newest = tracked;
        liveBuffers++;
        return buffer;
    }

    /** Takes it out of the list of what is live; false if that was done before. Under the lock. */
    private boolean untrack(Tracked t) {
        if (!t.isLive) {
            return false;
        }
        t.isLive = false;
        if (t.newer == null) {
            newest = t.older;
        } else {
            t.newer.older = t.older;
        }
        if (t.older != null) {
            t.older.newer = t.newer;
        }
        t.newer = null;
        t.older = null;
        liveBuffers--;
        return true;
    }

    /** The memory as that of a shorter buffer; nobody may use this one any more. */
    DriverBuffer shorten(DriverBuffer buffer, long length) {
        synchronized (lock) {
            Tracked tracked = buffer.tracked;
            if (tracked == null || length > buffer.length() || !untrack(tracked)) {
                throw new IllegalStateException(driver.name() + ": a buffer of " + buffer.length()
                        + " elements is not to be had as one of " + length);
            }
            DriverBuffer shorter =
                    track(new DriverBuffer((DriverEngine) buffer.place(), buffer.dtype(), length, buffer.memory()));
            buffer.forget();
            tracked.clear();
            return shorter;
        }
    }

    /** Takes the memory back now; nobody may use the buffer any more. */
    void release(DriverBuffer buffer) {
        Tracked tracked = buffer.tracked;
        if (tracked == null || buffer.isShared()) {
            return;
        }
        synchronized (lock) {
            if (recycle(tracked)) {
                buffer.forget();
                tracked.clear();
                handedOut -= tracked.memory.bytes();
            }
        }
    }

    @Override
    public Stats stats() {
        takeBack();
        synchronized (lock) {
            return new Stats(liveBytes, idle.bytes(), idle.blocks(), peakBytes, hits, misses, collections);
        }
    }

    /** What is lost with the device, in words. */
    String lost() {
        synchronized (lock) {
            return liveBuffers + " arrays with " + text(liveBytes);
        }
    }

    @Override
    public long limit() {
        return mostBytes;
    }

    @Override
    public void setLimit(long bytes) {
        mostBytes = bytes == 0 ? memoryBytes : Math.min(bytes, memoryBytes);
        takeBack();
        makeWay(0);
    }

    @Override
    public List<LiveArray> live() {
        takeBack();
        List<LiveArray> all = new ArrayList<>();
        synchronized (lock) {
            for (Tracked t = newest; t != null; t = t.older) {
                all.add(t.array());
            }
        }
        return all;
    }

    @Override
    public void dropIdle() {
        takeBack();
        dropReady();
        driver.trim();
    }

    /** Gives idle memory back to the driver. */
    private void dropReady() {
        synchronized (lock) {
            while (dropLongest()) {}
        }
    }

    /** Gives idle memory back to the driver until as much may be had beside what is live. */
    private void makeWay(long room) {
        synchronized (lock) {
            while (liveBytes + idle.bytes() + room > mostBytes && dropLongest()) {}
        }
    }

    private boolean dropLongest() {
        Memory memory = idle.takeLongest();
        if (memory == null) {
            return false;
        }
        slabs.free(memory);
        return true;
    }

    private long liveBytes() {
        synchronized (lock) {
            return liveBytes;
        }
    }

    private long foundDead() {
        synchronized (lock) {
            return foundDead;
        }
    }

    /** Gives back to the driver what nobody uses; whether trying again may help. */
    boolean makeRoom(int attempt) {
        dropReady();
        long before = foundDead();
        collect();
        if (foundDead() == before) {
            LockSupport.parkNanos(10_000_000L * attempt);
            takeBack();
        }
        dropReady();
        // Some drivers keep what was released until the commands before it are done.
        return driver.trim() && attempt < ATTEMPTS;
    }

    MemoryException refusal(DType dtype, long length, String reason) {
        Stats s = stats();
        return new MemoryException("allocate: " + text((double) length * dtype.itemSize()) + " for " + dtype + " ("
                + length + " elements) could not be had on " + driver.name()
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + "; live arrays there have " + text(s.liveBytes()) + " of " + text(mostBytes)
                + (mostBytes < memoryBytes ? ", the limit of its pool" : "")
                + ", the largest array may have " + text(driver.limits().largestBuffer())
                + "; close arrays, or move some with to(\"host\"); " + LiveArray.report(live()));
    }

    /** The capacity of the size class: eight classes between powers of two, 32 from 256 MB on. */
    static long capacity(long bytes) {
        long b = Math.max(bytes, SMALLEST);
        long step = Long.highestOneBit(b) >> (b < 256L << 20 ? 3 : 5);
        return (b + step - 1) / step * step;
    }

    private Memory create(DType dtype, long length, long room) {
        String reason = "";
        for (int attempt = 1; ; attempt++) {
            if (liveBytes() + room <= mostBytes) {
                makeWay(room);
                try {
                    return slabs.allocate(room);
                } catch (Driver.NoRoom e) {
                    reason = String.valueOf(e.getMessage());
                }
            }
            if (!makeRoom(attempt)) {
                throw refusal(dtype, length, reason);
            }
        }
    }

    /** Takes back what the garbage collector has found dead. */
    private void takeBack() {
        for (Tracked t = (Tracked) dead.poll(); t != null; t = (Tracked) dead.poll()) {
            synchronized (lock) {
                if (recycle(t)) {
                    foundDead += t.memory.bytes();
                    handedOut = 0;
                }
            }
        }
    }

    /** Whether the pool would grow past its size, and a good part of it was handed out since the last collection. */
    private boolean isCrowded(long room) {
        return handedOut >= mostIdle / 4 && liveBytes + idle.bytes() + room > mostIdle;
    }

    private boolean worthCollecting() {
        return System.nanoTime() - lastCollection > PERIOD * lastLength;
    }

    /** Has the garbage collector look for dead buffers. */
    private void collect() {
        if (!collecting.tryLock()) {
            return;
        }
        try {
            long expected;
            long before;
            synchronized (lock) {
                expected = handedOut / 2;
                before = foundDead;
                collections++;
            }
            long start = System.nanoTime();
            System.gc();
            lastCollection = System.nanoTime();
            lastLength = lastCollection - start;
            do {
                LockSupport.parkNanos(20_000);
                takeBack();
            } while (foundDead() - before < expected && System.nanoTime() - lastCollection < ARRIVAL_NANOS);
            budget = foundDead() - before >= expected ? baseBudget : Math.min(mostBytes / 2, 2 * budget);
            synchronized (lock) {
                handedOut = 0;
            }
        } finally {
            collecting.unlock();
        }
    }

    /** Makes the memory idle; false if that was done before. Under the lock. */
    private boolean recycle(Tracked t) {
        if (!untrack(t)) {
            return false;
        }
        liveBytes -= t.memory.bytes();
        idle.add(t.memory);
        while (idle.bytes() > mostIdle && dropLongest()) {}
        return true;
    }

    static String text(double bytes) {
        return LiveArray.bytes(bytes);
    }
}
