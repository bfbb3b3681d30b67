package io.github.tornadoarrays.engine.cpu;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * The threads that share the CPU engine's loops: one a core, the caller being one of them.
 *
 * <p>A job is a range cut into chunks, which the caller and whoever is free claim by an atomic counter; so a job never
 * waits for a thread that is busy elsewhere, and several callers do not block one another. A thread without work spins
 * for some microseconds, so that a loop of short kernels needs no wake-ups, and then parks. The property
 * {@code tornado.arrays.threads} sets the number of threads, by default the number of processors.
 */
public final class Workers {
    /** Something to do for each part of a range; parts run at the same time on several threads. */
    @FunctionalInterface
    public interface RangeTask {
        void run(long from, long to);
    }

    private static final int THREADS = Math.max(
            1, Integer.getInteger("tornado.arrays.threads", Runtime.getRuntime().availableProcessors()));

    /** Enough that the last chunks even out, few enough that claiming costs nothing. */
    private static final int CHUNKS_PER_THREAD = 4;

    private static final long SPIN_NANOS = 20_000;

    /** As long while jobs follow each other closely, but have parts that end at different times. */
    private static final long LONG_SPIN_NANOS = 1_000_000;

    private static final AtomicInteger BRISK = new AtomicInteger();

    private static final ConcurrentLinkedQueue<Job> JOBS = new ConcurrentLinkedQueue<>();
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);
    private static final Worker[] WORKERS = new Worker[THREADS - 1];

    static {
        for (int i = 0; i < WORKERS.length; i++) {
            WORKERS[i] = new Worker(i + 1);
        }
        for (Worker w : WORKERS) {
            w.start();
        }
    }

    private Workers() {}

    /** The number of threads a job can have, the caller included. */
    public static int threads() {
        return THREADS;
    }

    /**
     * Runs the task for all of [0, units), in parts that start at multiples of {@code grain}; returns when all are done.
     * A range of one grain, and a call from inside a task, run on the caller's thread as one part.
     *
     * <p>What a part throws is thrown here; parts not begun by then are left out.
     */
    public static void run(long units, long grain, RangeTask task) {
        run(units, grain, CHUNKS_PER_THREAD, task);
    }

    /** The same with a number of chunks: more even out parts of different cost. */
    static void run(long units, long grain, int chunksPerThread, RangeTask task) {
        if (units <= 0) {
            return;
        }
        if (units <= grain || THREADS == 1 || INSIDE.get()) {
            task.run(0, units);
            return;
        }
        INSIDE.set(true);
        try {
            Job job = new Job(units, chunk(units, Math.max(1, grain), chunksPerThread), task);
            JOBS.add(job);
            wakeTwo();
            job.work();
            job.await();
        } finally {
            INSIDE.set(false);
        }
    }

    /** Runs an action of many jobs, the first parts of each of which take longer than others: threads do not park meanwhile. */
    static int runBriskly(IntSupplier action) {
        BRISK.incrementAndGet();
        try {
            return action.getAsInt();
        } finally {
            BRISK.decrementAndGet();
        }
    }

    private static long spin() {
        return BRISK.get() > 0 ? LONG_SPIN_NANOS : SPIN_NANOS;
    }

    private static long chunk(long units, long grain, int chunksPerThread) {
        long grains = (units - 1) / grain + 1;
        long parts = (long) THREADS * chunksPerThread;
        return ((grains - 1) / parts + 1) * grain;
    }

    /** Everyone woken for a job wakes two more, so that many cores start in a few steps. */
    private static void wakeTwo() {
        int woken = 0;
        for (Worker w : WORKERS) {
            if (w.parked.get() && w.parked.compareAndSet(true, false)) {
                LockSupport.unpark(w);
                if (++woken == 2) {
                    return;
                }
            }
        }
    }

    private static final class Job {
        private final long units;
        private final long chunk;
        private final RangeTask task;
        private final Thread caller = Thread.currentThread();
        private final AtomicLong next = new AtomicLong();
        private final AtomicInteger helpers = new AtomicInteger();
        private volatile boolean callerWaits;
        private volatile Throwable failure;

        Job(long units, long chunk, RangeTask task) {
            this.units = units;
            this.chunk = chunk;
            this.task = task;
        }

        boolean isOpen() {
            return next.get() < units;
        }

        /** Claims and runs parts until none is left. */
        void work() {
            try {
                for (long from = next.getAndAdd(chunk); from < units; from = next.getAndAdd(chunk)) {
                    task.run(from, Math.min(from + chunk, units));
                }
            } catch (Throwable t) {
                failure = t;
                next.set(units);
            }
            JOBS.remove(this);
        }

        /** A helper counts itself in before it claims: whoever then finds all claimed sees every helper still at work. */
        void help() {
            helpers.incrementAndGet();
            work();
            if (helpers.decrementAndGet() == 0 && callerWaits) {
                LockSupport.unpark(caller);
            }
        }

        void await() {
            boolean interrupted = false;
            long start = System.nanoTime();
            while (helpers.get() != 0) {
                if (System.nanoTime() - start < spin()) {
                    Thread.onSpinWait();
                } else {
                    callerWaits = true;
                    if (helpers.get() != 0) {
                        LockSupport.park(this);
                    }
                    interrupted |= Thread.interrupted();
                }
            }
            if (interrupted) {
                caller.interrupt();
            }
            if (failure != null) {
                Job.<RuntimeException>rethrow(failure);
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void rethrow(Throwable t) throws T {
            throw (T) t;
        }
    }

    private static final class Worker extends Thread {
        private final AtomicBoolean parked = new AtomicBoolean();

        Worker(int number) {
            super(null, null, "tornado-arrays-" + number, 0, false);
            setDaemon(true);
        }

        @Override
        public void run() {
            INSIDE.set(true);
            while (true) {
                awaitJob();
                for (Job job : JOBS) {
                    if (job.isOpen()) {
                        wakeTwo();
                        job.help();
                    }
                }
            }
        }

        private void awaitJob() {
            long start = System.nanoTime();
            while (JOBS.isEmpty()) {
                if (System.nanoTime() - start < spin()) {
                    Thread.onSpinWait();
                    continue;
                }
                parked.set(true);
                if (JOBS.isEmpty()) {
                    LockSupport.park(this);
                }
                parked.set(false);
            }
        }
    }
}
