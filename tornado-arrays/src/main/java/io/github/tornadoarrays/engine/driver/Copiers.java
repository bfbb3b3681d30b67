package io.github.tornadoarrays.engine.driver;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Threads that copy memory of the host for those who wait for it. One thread alone moves less than a card's link does. */
final class Copiers {
    /** Past this many, the memory is what limits them. */
    private static final int MOST = 12;

    /** Bytes copied at a time; between two such parts the garbage collector may stop the thread. */
    private static final long PART = 512L << 10;

    /** How often a waiting thread looks before it sleeps. */
    private static final int SPINS = 2000;

    /** Threads beside the one that asks. */
    static final int THREADS = threads();

    private static final ThreadPoolExecutor POOL = pool();

    private Copiers() {}

    private static int threads() {
        Integer asked = Integer.getInteger("tornado.arrays.transfer.threads");
        return Math.max(
                0,
                asked != null ? asked - 1 : Math.min(MOST, Runtime.getRuntime().availableProcessors() - 1));
    }

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                Math.max(1, THREADS), Math.max(1, THREADS), 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread t = new Thread(null, task, "tornado-arrays-copy", 0, false);
                    t.setDaemon(true);
                    return t;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One copy, made by whoever comes first: a thread of these, or the one that needs it. */
    static final class Copy implements Runnable {
        private final MemorySegment from;
        private final long at;
        private final MemorySegment to;
        private final long start;
        private final long bytes;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final Thread asker = Thread.currentThread();
        private volatile boolean done;

        Copy(MemorySegment from, long at, MemorySegment to, long start, long bytes) {
            this.from = from;
            this.at = at;
            this.to = to;
            this.start = start;
            this.bytes = bytes;
        }

        @Override
        public void run() {
            if (taken.compareAndSet(false, true)) {
                make();
                done = true;
                LockSupport.unpark(asker);
            }
        }

        private void make() {
            for (long i = 0; i < bytes; i += PART) {
                MemorySegment.copy(from, at + i, to, start + i, Math.min(PART, bytes - i));
            }
        }

        /** Returns once it is made. Only the thread that asked for it may wait. */
        void await() {
            if (taken.compareAndSet(false, true)) {
                make();
                done = true;
                return;
            }
            for (int spin = 0; !done; spin++) {
                if (spin < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }
    }

    /** Starts a copy of segments that stay as they are until it is made; the segments' lengths were checked. */
    static Copy start(MemorySegment from, long at, MemorySegment to, long start, long bytes) {
        Copy copy = new Copy(from, at, to, start, bytes);
        if (THREADS > 0) {
            POOL.execute(copy);
        }
        return copy;
    }

    /** Copies by as many threads as it pays for. */
    static void copy(MemorySegment from, long at, MemorySegment to, long start, long bytes) {
        long each = Math.max(2 * PART, Math.ceilDiv(bytes, 4L * (THREADS + 1)));
        Copy[] parts = new Copy[(int) Math.ceilDiv(bytes, each)];
        for (int p = 0; p < parts.length; p++) {
            long done = p * each;
            long n = Math.min(each, bytes - done);
            parts[p] = parts.length == 1
                    ? new Copy(from, at + done, to, start + done, n)
                    : start(from, at + done, to, start + done, n);
        }
        for (Copy part : parts) {
            part.await();
        }
    }
}
