package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.LiveArray;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.engine.Engine;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory for the CPU engine's results, which a kernel writes in full: large arrays are used again, because a new array
 * is zeroed by one thread and its pages are touched for the first time, which costs more than most kernels.
 *
 * <p>An array goes back when its {@link HostBuffer} is released or found unreachable by the garbage collector, unless it
 * {@linkplain HostBuffer#isShared() is shared}. Whoever works on {@link HostBuffer#memory()} keeps the buffer reachable
 * until done ({@link java.lang.ref.Reference#reachabilityFence}). Idle arrays are softly reachable, at most an eighth of
 * the heap, and are let go after a few seconds.
 *
 * <p>Only a garbage collection tells which arrays are dead, and large arrays alone do not make G1 start one: it lets the
 * heap grow to its maximum, with fresh pages all the way. So the pool asks for a collection once {@link #budget} bytes
 * have been handed out since the last, if that takes less than half of what zeroing as many takes, or less than a
 * twentieth of the time; else further arrays are left to the collector and not used again.
 */
public final class HostPool {
    /** Arrays below this many bytes are plain garbage: the collector is better at those. */
    static final long SMALLEST = 256 << 10;

    /** From here on, capacities are rounded by 1/32 at most instead of 1/8. */
    private static final long LARGE = 256L << 20;

    private static final long IDLE_NANOS = 3_000_000_000L;
    private static final long TRIM_MILLIS = 1_000;
    private static final int ATTEMPTS = 4;

    /** How many times its own length must pass between two collections that the pool asks for. */
    private static final int PERIOD = 20;

    /** The length of the first collection, for a byte in the heap that is not the pool's. */
    private static final double GUESS_NANOS_PER_BYTE = 0.05;

    /** What a new array costs more than one used again. */
    private static final double ZEROING_NANOS_PER_BYTE = 0.1;

    /** How long dead arrays may take to arrive after the collection that found them. */
    private static final long ARRIVAL_NANOS = 2_000_000;

    private static final long MAX_HEAP = Runtime.getRuntime().maxMemory();
    private static final long BASE_BUDGET = Math.clamp(MAX_HEAP / 16, 32L << 20, 512L << 20);

    /** The pool as one of an engine's. */
    public static final Engine.MemoryPool POOL = new Engine.MemoryPool() {
        @Override
        public Stats stats() {
            return HostPool.stats();
        }

        @Override
        public long limit() {
            return limit;
        }

        @Override
        public void setLimit(long bytes) {
            limit = bytes == 0 ? MAX_HEAP : Math.min(bytes, MAX_HEAP);
        }

        @Override
        public void dropIdle() {
            HostPool.dropIdle();
        }

        @Override
        public List<LiveArray> live() {
            collect();
            return LIVE.values().stream().map(Tracked::array).toList();
        }
    };

    private record Key(Class<?> array, int capacity) {}

    private static final Map<HostBuffer.Lease, Tracked> LIVE = new ConcurrentHashMap<>();
    private static final ReferenceQueue<HostBuffer> DEAD = new ReferenceQueue<>();
    private static final AtomicLong LIVE_BYTES = new AtomicLong();
    private static final AtomicLong HITS = new AtomicLong();
    private static final AtomicLong MISSES = new AtomicLong();

    /** Bytes handed out since a collection last found dead arrays, less those released. */
    private static final AtomicLong HANDED_OUT = new AtomicLong();

    private static final AtomicLong FOUND_DEAD = new AtomicLong();
    private static final ReentrantLock COLLECTING = new ReentrantLock();
    private static final AtomicLong PEAK_BYTES = new AtomicLong();
    private static final AtomicLong COLLECTIONS = new AtomicLong();
    private static volatile long limit = MAX_HEAP;
    private static volatile long budget = BASE_BUDGET;
    private static volatile long lastCollection = System.nanoTime();
    private static volatile long lastLength;
    private static volatile long lastOthers = 1;

    /** Guards the idle arrays, by key and from the longest idle to the shortest. */
    private static final Object IDLE_LOCK = new Object();

    private static final Map<Key, ArrayDeque<Idle>> IDLE = new HashMap<>();
    private static final LinkedHashSet<Idle> IDLE_BY_AGE = new LinkedHashSet<>();
    private static long idleBytes;

    static {
        Thread keeper = new Thread(null, HostPool::keep, "tornado-arrays-pool", 0, false);
        keeper.setDaemon(true);
        keeper.start();
    }

    private HostPool() {}

    /** The memory of one buffer, held until the buffer is released or unreachable. */
    private static final class Tracked extends PhantomReference<HostBuffer> {
        /** Null where the array is left to the garbage collector. */
        private final @Nullable Object array;

        private final Key key;
        private final long bytes;
        private final HostBuffer.Lease lease;
        private final DType dtype;
        private final long length;

        Tracked(HostBuffer buffer, Key key, long bytes, boolean again) {
            super(buffer, DEAD);
            this.array = again ? buffer.memory() : null;
            this.key = key;
            this.bytes = bytes;
            this.lease = buffer.lease();
            this.dtype = buffer.dtype();
            this.length = buffer.length();
        }

        LiveArray array() {
            return new LiveArray(dtype, length, bytes, lease.shape(), lease.made());
        }
    }

    /** An array nobody uses. */
    private static final class Idle extends SoftReference<Object> {
        private final Key key;
        private final long bytes;
        private final long since = System.nanoTime();

        Idle(Tracked t, Object array) {
            super(array);
            this.key = t.key;
            this.bytes = t.bytes;
        }
    }

    /**
     * Memory with any content.
     *
     * @throws MemoryException if it cannot be had, also after a garbage collection
     */
    public static HostBuffer allocate(DType dtype, long length) {
        return allocate(dtype, length, false);
    }

    /**
     * Memory full of zeros.
     *
     * @throws MemoryException if it cannot be had, also after a garbage collection
     */
    public static HostBuffer allocateZeroed(DType dtype, long length) {
        return allocate(dtype, length, true);
    }

    private static HostBuffer allocate(DType dtype, long length, boolean zeroed) {
        if (length > Long.MAX_VALUE / dtype.itemSize()) {
            throw refusal(dtype, length);
        }
        long values = length * dtype.parts();
        long bytes = length * dtype.itemSize();
        if (values > HostBuffer.MAX_ARRAY) {
            return insist(dtype, length, () -> HostBuffer.allocateNative(dtype, length));
        }
        if (bytes < SMALLEST) {
            return insist(dtype, length, () -> HostBuffer.allocate(dtype, length));
        }
        collect();
        int valueBytes = dtype.part().itemSize();
        int capacity = capacity((int) values, valueBytes);
        Key key = new Key(arrayClass(dtype), capacity);
        long room = (long) capacity * valueBytes;
        Object array = takeIdle(key);
        boolean again = true;
        if (array == null && HANDED_OUT.get() + room > budget) {
            again = provoke();
            array = takeIdle(key);
        }
        if (array != null) {
            HITS.incrementAndGet();
            if (zeroed) {
                zero(array, (int) values);
            }
        } else {
            MISSES.incrementAndGet();
            keepTo(room, dtype, length);
            array = insist(dtype, length, () -> HostBuffer.newArray(dtype, capacity));
        }
        HostBuffer.Lease lease = new HostBuffer.Lease();
        HostBuffer buffer = HostBuffer.leased(dtype, length, array, lease);
        Tracked tracked = new Tracked(buffer, key, room, again);
        LIVE.put(lease, tracked);
        long now = LIVE_BYTES.addAndGet(room);
        if (now > PEAK_BYTES.get()) {
            PEAK_BYTES.accumulateAndGet(now, Math::max);
        }
        HANDED_OUT.addAndGet(room);
        return buffer;
    }

    /** Makes room below the limit that the user has set, if it is one. */
    private static void keepTo(long room, DType dtype, long length) {
        for (int attempt = 1; LIVE_BYTES.get() + room > limit && limit < MAX_HEAP; attempt++) {
            if (attempt == ATTEMPTS || !makeRoom(attempt)) {
                throw refusal(dtype, length);
            }
        }
    }

    /** Gives the memory back now; nobody may use the buffer any more. Shared, small and foreign memory is left alone. */
    public static void release(HostBuffer buffer) {
        if (buffer.isShared()) {
            return;
        }
        Tracked tracked = LIVE.get(buffer.lease());
        if (tracked != null && recycle(tracked, buffer.memory())) {
            buffer.forget();
            tracked.clear();
            HANDED_OUT.addAndGet(-tracked.bytes);
        }
    }

    public static Engine.MemoryPool.Stats stats() {
        collect();
        synchronized (IDLE_LOCK) {
            return new Engine.MemoryPool.Stats(
                    LIVE_BYTES.get(),
                    idleBytes,
                    IDLE_BY_AGE.size(),
                    PEAK_BYTES.get(),
                    HITS.get(),
                    MISSES.get(),
                    COLLECTIONS.get());
        }
    }

    /** Lets go of all idle arrays. */
    public static void dropIdle() {
        synchronized (IDLE_LOCK) {
            IDLE.clear();
            IDLE_BY_AGE.clear();
            idleBytes = 0;
        }
    }

    /** The capacity of the size class: eight classes between powers of two, 32 for large arrays. */
    static int capacity(int values, int valueBytes) {
        long bytes = (long) values * valueBytes;
        int bits = bytes < LARGE ? 3 : 5;
        long step = Long.highestOneBit(bytes) >> bits;
        long rounded = (bytes + step - 1) / step * step / valueBytes;
        return (int) Math.max(values, Math.min(rounded, HostBuffer.MAX_ARRAY));
    }

    private static Class<?> arrayClass(DType dtype) {
        return switch (dtype) {
            case BOOL, INT8, UINT8 -> byte[].class;
            case INT16, UINT16, FLOAT16, BFLOAT16 -> short[].class;
            case INT32, UINT32 -> int[].class;
            case INT64, UINT64 -> long[].class;
            case FLOAT32, COMPLEX64 -> float[].class;
            case FLOAT64, COMPLEX128 -> double[].class;
        };
    }

    /** Takes back what the garbage collector has found dead. */
    private static void collect() {
        for (Tracked t = (Tracked) DEAD.poll(); t != null; t = (Tracked) DEAD.poll()) {
            buried(t);
        }
    }

    private static void buried(Tracked t) {
        if (recycle(t, t.array)) {
            FOUND_DEAD.addAndGet(t.bytes);
            HANDED_OUT.set(0);
        }
    }

    /** Asks for a collection, if one is worth its time; whether new arrays are to be used again. */
    private static boolean provoke() {
        if (!COLLECTING.tryLock()) {
            return true;
        }
        try {
            long others = others();
            double length = lastLength == 0
                    ? others * GUESS_NANOS_PER_BYTE
                    : lastLength * Math.max(1.0, others / (double) lastOthers);
            long handedOut = HANDED_OUT.get();
            long start = System.nanoTime();
            if (length > handedOut * ZEROING_NANOS_PER_BYTE / 2 && start - lastCollection < PERIOD * length) {
                return false;
            }
            long before = FOUND_DEAD.get();
            System.gc();
            COLLECTIONS.incrementAndGet();
            lastCollection = System.nanoTime();
            lastLength = lastCollection - start;
            do {
                LockSupport.parkNanos(20_000);
                collect();
            } while (FOUND_DEAD.get() - before < handedOut / 2 && System.nanoTime() - lastCollection < ARRIVAL_NANOS);
            lastOthers = others();
            boolean fruitful = FOUND_DEAD.get() - before >= handedOut / 2;
            budget = fruitful ? BASE_BUDGET : Math.min(MAX_HEAP, 2 * budget);
            HANDED_OUT.set(0);
            return true;
        } finally {
            COLLECTING.unlock();
        }
    }

    /** Bytes in the heap that are not the pool's. */
    private static long others() {
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        synchronized (IDLE_LOCK) {
            return Math.max(1, used - LIVE_BYTES.get() - idleBytes);
        }
    }

    /** Makes the array idle; false if that was done before. */
    private static boolean recycle(Tracked t, @Nullable Object array) {
        if (!LIVE.remove(t.lease, t)) {
            return false;
        }
        LIVE_BYTES.addAndGet(-t.bytes);
        if (array == null || t.lease.isShared()) {
            return true;
        }
        Idle idle = new Idle(t, array);
        synchronized (IDLE_LOCK) {
            IDLE.computeIfAbsent(t.key, k -> new ArrayDeque<>()).addLast(idle);
            IDLE_BY_AGE.add(idle);
            idleBytes += idle.bytes;
            while (idleBytes > MAX_HEAP / 8) {
                drop(IDLE_BY_AGE.getFirst());
            }
        }
        return true;
    }

    private static @Nullable Object takeIdle(Key key) {
        synchronized (IDLE_LOCK) {
            ArrayDeque<Idle> ready = IDLE.get(key);
            while (ready != null && !ready.isEmpty()) {
                Idle idle = ready.getLast();
                Object array = idle.get();
                drop(idle);
                if (array != null) {
                    return array;
                }
            }
            return null;
        }
    }

    private static void drop(Idle idle) {
        IDLE_BY_AGE.remove(idle);
        idleBytes -= idle.bytes;
        ArrayDeque<Idle> ready = IDLE.get(idle.key);
        if (ready.peekLast() == idle) {
            ready.removeLast();
        } else {
            ready.remove(idle);
        }
        if (ready.isEmpty()) {
            IDLE.remove(idle.key);
        }
    }

    /** The pool's thread: takes dead arrays back while nobody allocates, and lets old idle ones go. */
    private static void keep() {
        while (true) {
            try {
                Tracked dead = (Tracked) DEAD.remove(TRIM_MILLIS);
                if (dead != null) {
                    buried(dead);
                }
            } catch (InterruptedException e) {
                continue;
            }
            long now = System.nanoTime();
            synchronized (IDLE_LOCK) {
                while (!IDLE_BY_AGE.isEmpty() && now - IDLE_BY_AGE.getFirst().since > IDLE_NANOS) {
                    drop(IDLE_BY_AGE.getFirst());
                }
            }
        }
    }

    private static void zero(Object array, int values) {
        Workers.run(values, 64 << 10, (from, to) -> {
            int a = (int) from;
            int b = (int) to;
            switch (array) {
                case byte[] x -> Arrays.fill(x, a, b, (byte) 0);
                case short[] x -> Arrays.fill(x, a, b, (short) 0);
                case int[] x -> Arrays.fill(x, a, b, 0);
                case long[] x -> Arrays.fill(x, a, b, 0);
                case float[] x -> Arrays.fill(x, a, b, 0);
                case double[] x -> Arrays.fill(x, a, b, 0);
                default -> throw new IllegalStateException("memory of class " + array.getClass());
            }
        });
    }

    /** Allocates; out of memory, makes room and tries again. */
    private static <T> T insist(DType dtype, long length, Supplier<T> allocation) {
        for (int attempt = 1; ; attempt++) {
            try {
                return allocation.get();
            } catch (OutOfMemoryError e) {
                if (attempt == ATTEMPTS || !makeRoom(attempt)) {
                    throw refusal(dtype, length);
                }
            }
        }
    }

    /** Drops idle arrays and those of buffers that turn out dead; the collector needs a moment to say which. */
    private static boolean makeRoom(int attempt) {
        dropIdle();
        System.gc();
        COLLECTIONS.incrementAndGet();
        try {
            Thread.sleep(10L * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        collect();
        dropIdle();
        return true;
    }

    private static MemoryException refusal(DType dtype, long length) {
        return new MemoryException(
                "allocate: " + LiveArray.bytes((double) length * dtype.itemSize()) + " for " + dtype + " (" + length
                        + " elements) could not be had; live arrays " + LiveArray.bytes(LIVE_BYTES.get()) + " of "
                        + LiveArray.bytes(limit)
                        + (limit < MAX_HEAP ? ", the limit of the pool" : " heap")
                        + "; close arrays" + (limit < MAX_HEAP ? "" : " or raise -Xmx") + "; "
                        + LiveArray.report(POOL.live()));
    }
}
