package io.github.tornadoarrays.engine.cpu;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** While one of these is open OpenBLAS computes each call on its caller's thread alone: calls of anybody, as it knows one number of threads. */
final class OneThread implements AutoCloseable {
    private static final OneThread OPEN = new OneThread();
    private static int open;
    private static int before;

    private OneThread() {}

    /** What only OpenBLAS has. */
    private static final class Threads {
        static final MethodHandle GET =
                OpenBlas.LIBRARY.bind("openblas_get_num_threads", FunctionDescriptor.of(JAVA_INT));
        static final MethodHandle SET =
                OpenBlas.LIBRARY.bind("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
    }

    /** Whether the library can be told. */
    static boolean isPossible() {
        return Blas.available()
                && OpenBlas.LIBRARY.has("openblas_get_num_threads")
                && OpenBlas.LIBRARY.has("openblas_set_num_threads");
    }

    static synchronized OneThread begin() {
        if (open++ == 0) {
            before = get();
            set(1);
        }
        return OPEN;
    }

    @Override
    public void close() {
        synchronized (OneThread.class) {
            if (--open == 0) {
                set(before);
            }
        }
    }

    private static int get() {
        try {
            return (int) Threads.GET.invokeExact();
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
    }

    private static void set(int threads) {
        try {
            Threads.SET.invokeExact(threads);
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
    }
}
