package io.github.tornadoarrays.engine.reference;

import io.github.tornadoarrays.core.KernelException;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The work items of a group as threads that run one at a time, in order: each until a barrier or its end. */
final class Turns {
    private static final int ENDED = 0;

    private final String kernel;
    private final Semaphore[] turn;
    private final int[] at;
    private @Nullable Throwable failure;

    Turns(String kernel, int n) {
        this.kernel = kernel;
        turn = new Semaphore[n];
        at = new int[n];
        for (int k = 0; k < n; k++) {
            turn[k] = new Semaphore(0);
        }
    }

    void run(IntConsumer body) {
        Thread[] threads = new Thread[turn.length];
        for (int k = 0; k < threads.length; k++) {
            int item = k;
            threads[k] = Thread.startVirtualThread(() -> {
                turn[item].acquireUninterruptibly();
                try {
                    if (failure == null) {
                        body.accept(item);
                    }
                } catch (Throwable t) {
                    failure = failure == null ? t : failure;
                }
                next(item, ENDED);
            });
        }
        turn[0].release();
        for (Thread t : threads) {
            boolean interrupted = false;
            while (t.isAlive()) {
                try {
                    t.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    void await(int item, int barrier) {
        next(item, barrier);
        turn[item].acquireUninterruptibly();
        if (failure != null) {
            throw new IllegalStateException("another work item of the group failed");
        }
    }

    /** Gives the turn on; the last of a round sees whether all came to the same barrier. */
    private void next(int item, int barrier) {
        at[item] = barrier;
        if (item + 1 < turn.length) {
            turn[item + 1].release();
            return;
        }
        for (int k = 0; k < at.length && failure == null; k++) {
            if (at[k] != barrier) {
                int waiting = barrier == ENDED ? k : item;
                int other = barrier == ENDED ? item : k;
                failure = new KernelException(kernel + ": work item " + waiting + " of a group waits at a barrier, and "
                        + other + " is not there; all work items of a group must come to each barrier");
            }
        }
        if (barrier != ENDED || failure != null) {
            for (int k = 0; k < (failure == null ? 1 : turn.length); k++) {
                turn[k].release();
            }
        }
    }
}
