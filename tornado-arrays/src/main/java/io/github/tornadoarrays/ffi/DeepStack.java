package io.github.tornadoarrays.ffi;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Threads for native code that needs a deeper stack than Java's threads have, such as compilers and parallel factorisations: where the stack
 * is too small the process ends without a word.
 */
public final class DeepStack {
    private static final long BYTES = 64L << 20;

    /** Threads that have nothing to do for a minute end. */
    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(task -> thread("tornado-arrays-native", task));

    private DeepStack() {}

    /** A thread that does not keep the program from ending; it is not started. */
    public static Thread thread(String name, Runnable task) {
        Thread t = new Thread(null, task, name, BYTES, false);
        t.setDaemon(true);
        return t;
    }

    /** What an action gives; what it throws has the caller's lines as well. */
    public static <T> T call(Callable<T> action) {
        return await(begin(action));
    }

    /** Begins an action. */
    public static <T> Future<T> begin(Callable<T> action) {
        return THREADS.submit(action);
    }

    /** Waits for an action, as {@link #call}. An interrupt is kept for later, as actions use the caller's memory. */
    public static <T> T await(Future<T> action) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return action.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unchecked(e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        StackTraceElement[] caller = Thread.currentThread().getStackTrace();
        cause.setStackTrace(
                Stream.of(cause.getStackTrace(), caller).flatMap(Stream::of).toArray(StackTraceElement[]::new));
        if (cause instanceof Error e) {
            throw e;
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }
}
