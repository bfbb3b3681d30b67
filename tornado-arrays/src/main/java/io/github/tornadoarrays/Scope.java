package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Origin;
import io.github.tornadoarrays.graph.Lifetime;
import io.github.tornadoarrays.run.Release;

/**
 * A block of code at whose end memory is given back, that of the host and that of devices: of all arrays that the thread which began it
 * made in it and that were computed, but for those that were {@linkplain #keep kept}. To ask for elements of the others afterwards is an
 * exception. No garbage collection is needed for that, so that a loop over large arrays uses the same memory again and again.
 *
 * <p>Arrays from outside stay as they are, also if they are computed or written to inside. What wasn't computed has no memory to give
 * back; it still can be later, if it reads nothing that is gone. Scopes may lie in each other: what an inner one keeps belongs to the next.
 * Begin one by {@link Np#scope()}.
 */
public final class Scope implements AutoCloseable {
    private final Lifetime lifetime = Lifetime.begin();

    Scope() {}

    /**
     * Keeps an array beyond the end of this scope, with the arrays that share its elements. It is computed now. A view keeps all of what it
     * is a view of; keep its {@link NDArray#copy()} where that is much more.
     *
     * @return the array
     */
    public NDArray keep(NDArray x) {
        if (lifetime.isEnded()) {
            throw new IllegalStateException("keep: the scope has ended; keep arrays before that");
        }
        Release.keep(x.whole().base(), lifetime);
        return x;
    }

    /**
     * Keeps an array beyond the end of this and of all scopes around it, as {@link #keep} does beyond this one: for what is worked out once and
     * used from then on, whoever asked for it first.
     *
     * @return the array
     */
    public NDArray keepForGood(NDArray x) {
        if (lifetime.isEnded()) {
            throw new IllegalStateException("keepForGood: the scope has ended; keep arrays before that");
        }
        Release.keepForGood(x.whole().base());
        return x;
    }

    /** Ends the scope. Ending it twice does no harm. */
    @Override
    public void close() {
        if (!lifetime.isEnded()) {
            Release.end(lifetime, "was not kept (s.keep(x)) beyond its scope, which ended", Origin.here());
        }
    }
}
