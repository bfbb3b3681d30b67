package io.github.tornadoarrays.engine.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads for native code that needs more stack than Java's threads have: OpenBLAS's parallel factorisations call themselves, with half a
 * megabyte of bookkeeping each time, and a thread of 1 MB dies without a word.
 */
final class LapackThreads {
    private static final long BYTES = 64L << 20;

    /** Threads that have nothing to do for a minute end. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread t = new Thread(null, task, "tornado-arrays-lapack", BYTES, false);
        t.setDaemon(true);
        return t;
    });

    private LapackThreads() {}

    /** Runs a task for all of [0, units) on so many such threads at most, and waits; an interrupt is kept for later, as the task uses the caller's memory. */
    static void run(long units, int threads, Workers.RangeTask task) {
        long parts = Math.min(units, threads);
        List<Future<?>> begun = new ArrayList<>();
        for (long i = 0; i < parts; i++) {
            long from = units * i / parts;
            long to = units * (i + 1) / parts;
            begun.add(THREADS.submit(() -> task.run(from, to)));
        }
        boolean interrupted = false;
        Throwable failure = null;
        for (int i = 0; i < begun.size(); ) {
            try {
                begun.get(i).get();
                i++;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                failure = e.getCause();
                i++;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw Pieces.unexpected(failure);
        }
    }
}
