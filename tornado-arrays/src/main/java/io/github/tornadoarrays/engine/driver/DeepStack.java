package io.github.tornadoarrays.engine.driver;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Calls compilers of devices, which need a deeper stack than Java gives its threads: the process ends where it is too small. */
final class DeepStack {
    private static final long BYTES = 64L << 20;

    private DeepStack() {}

    /** What an action gives; what it throws has the caller's lines as well. */
    static <T> T call(String name, Supplier<T> action) {
        FutureTask<T> task = new FutureTask<>(action::get);
        Thread thread = new Thread(null, task, name, BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
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
