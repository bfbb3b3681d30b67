package io.github.tornadoarrays.emit.jvm;

import io.github.tornadoarrays.ir.Stmt;
import org.jspecify.annotations.Nullable;

/** The first failed check of a launch, if there is one. */
public final class Failure {
    private volatile @Nullable String message;

    public @Nullable String message() {
        return message;
    }

    void add(String text, long[] values) {
        if (message == null) {
            synchronized (this) {
                if (message == null) {
                    message = Stmt.Check.filled(text, values);
                }
            }
        }
    }
}
