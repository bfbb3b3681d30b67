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

    /** What only a library that has it can set. */
    private static final class Setter {
        static final MethodHandle SET =
                OpenBlas.LIBRARY.bind("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
    }

    /** Whether the library can be told. */
    static boolean isPossible() {
        return Blas.available() && OpenBlas.LIBRARY.has("openblas_set_num_threads") && OpenBlas.threads() > 0;
    }

    static synchronized OneThread begin() {
        if (open++ == 0) {
            before = OpenBlas.threads();
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

    private static void set(int threads) {
        try {
            Setter.SET.invokeExact(threads);
        } catch (Throwable t) {
            throw Pieces.unexpected(t);
        }
    }
}
