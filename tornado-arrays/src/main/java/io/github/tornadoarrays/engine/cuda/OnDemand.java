package io.github.tornadoarrays.engine.cuda;

import io.github.tornadoarrays.ffi.LibraryException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Libraries that are loaded when they are first needed. */
final class OnDemand<T> {
    private final Supplier<T> open;
    private volatile @Nullable Outcome<T> outcome;

    private record Outcome<T>(Optional<T> there, String whyNot) {}

    /** @param open loads them, or throws a {@link LibraryException} */
    OnDemand(Supplier<T> open) {
        this.open = open;
    }

    /** The libraries; empty where there are none. */
    Optional<T> get() {
        return outcome().there;
    }

    /** Why there are none; empty where they are there. */
    String whyNot() {
        return outcome().whyNot;
    }

    private Outcome<T> outcome() {
        Outcome<T> o = outcome;
        return o != null ? o : load();
    }

    private synchronized Outcome<T> load() {
        Outcome<T> o = outcome;
        if (o == null) {
            try {
                o = new Outcome<>(Optional.of(open.get()), "");
            } catch (LibraryException e) {
                o = new Outcome<>(Optional.empty(), String.valueOf(e.getMessage()));
            }
            outcome = o;
        }
        return o;
    }
}
