package io.github.tornadoarrays;

import io.github.tornadoarrays.text.PrintOptions;
import org.jspecify.annotations.Nullable;

/** Print options that count until this is closed, on this thread; {@link Np#printoptions}. */
public final class Printing implements AutoCloseable {
    private static volatile PrintOptions all = PrintOptions.DEFAULT;
    private static final ThreadLocal<@Nullable PrintOptions> HERE = new ThreadLocal<>();

    private final @Nullable PrintOptions before;

    Printing(PrintOptions options) {
        before = HERE.get();
        HERE.set(options);
    }

    /** The options of this thread. */
    static PrintOptions options() {
        PrintOptions here = HERE.get();
        return here == null ? all : here;
    }

    static void set(PrintOptions options) {
        if (HERE.get() == null) {
            all = options;
        } else {
            HERE.set(options);
        }
    }

    /** The options are again what they were. */
    @Override
    public void close() {
        if (before == null) {
            HERE.remove();
        } else {
            HERE.set(before);
        }
    }
}
