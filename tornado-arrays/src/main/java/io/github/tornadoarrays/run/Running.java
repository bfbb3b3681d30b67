package io.github.tornadoarrays.run;

import io.github.tornadoarrays.graph.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a thread is in the middle of while it computes nodes. */
final class Running {
    private static final ThreadLocal<Running> HERE = ThreadLocal.withInitial(Running::new);

    /** Signatures to read into; a computation that needs another one first takes a second. */
    final Deque<Signature> signatures = new ArrayDeque<>();

    /** What has been computed for the plan that is being made, in order; null while none is. */
    @Nullable
    List<Node> first;

    /** What has been run of an expression that is to be replayed; null where there is none. */
    @Nullable
    List<Replay.Run> recorded;

    private Running() {}

    static Running here() {
        return HERE.get();
    }
}
