package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The streams of a device, and into which of them each thread puts what it does not say. */
public final class Streams {
    /** What a native interface does with streams and events, by their handles. */
    public interface Calls {
        long create(int priority);

        void destroy(long stream);

        /** Waits for all that was put in. */
        void finish(long stream);

        boolean isDone(long stream);

        /** Has a stream wait for what was put into another one so far. */
        void follow(long stream, long other);

        /** A new event with its time, behind what was put in so far. */
        long event(long stream);

        /** Has a stream wait for an event. */
        void await(long stream, long event);

        /** Waits for an event. */
        void await(long event);

        boolean isReached(long event);

        /** The milliseconds between two events that were reached. */
        double milliseconds(long from, long to);

        void destroyEvent(long event);

        /** From now on what is put into a stream is recorded instead of done. */
        void beginCapture(long stream);

        /** Ends that; a graph that can be launched. */
        Graph endCapture(long stream);

        void launch(long graph, long stream);

        void destroyGraph(long graph);
    }

    /** A graph that can be launched, and how many launches and copies it has. */
    public record Graph(long handle, int nodes) {
        static final Graph NONE = new Graph(0, 0);
    }

    private final Calls calls;
    private final DriverStream own;
    private final Set<DriverStream> open = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<@Nullable Use> uses = new ThreadLocal<>();

    /** Whether there was ever another stream than the own one: what isn't used costs nothing. */
    private volatile boolean several;

    /** @param own the handle of the device's own stream */
    public Streams(Calls calls, long own) {
        this.calls = calls;
        this.own = new DriverStream(this, own);
    }

    Calls calls() {
        return calls;
    }

    DriverStream own() {
        return own;
    }

    /** Whether there may be others than the device's own. */
    public boolean several() {
        return several;
    }

    /** The calling thread's stream. */
    public DriverStream current() {
        if (!several) {
            return own;
        }
        Use u = innermost();
        return u == null ? own : u.stream;
    }

    DriverStream create(int priority) {
        DriverStream s = new DriverStream(this, calls.create(priority));
        open.add(s);
        several = true;
        return s;
    }

    void close(DriverStream stream) {
        open.remove(stream);
        calls.destroy(stream.handle());
    }

    /** The device's own stream waits for all others, as memory is about to be given back that any of them may have used. */
    public void join() {
        open.forEach(own::follow);
    }

    /** Waits for all that was put into any of them. What is being recorded is not put in yet, and goes on being recorded. */
    public void finish() {
        join();
        calls.finish(own.handle());
    }

    /** Has the calling thread's stream wait for those that used a buffer. */
    void use(DriverBuffer buffer, boolean written) {
        DriverStream stream = current();
        Recording recording = stream.recording();
        if (recording != null) {
            recording.use(buffer, written);
        } else {
            buffer.memory().use(stream, written);
        }
    }

    /** Refuses what waits for the device while the calling thread's stream records. */
    public void checkWaits(String what) {
        if (several && current().recording() != null) {
            throw new DeviceException(
                    what + ": the stream records a graph, whose work is not done yet; do this before or after"
                            + " Graph.capture");
        }
    }

    // ---- scopes, closed in any order and twice

    private final class Use implements Engine.Scope {
        private final DriverStream stream;
        private final @Nullable Use outer;
        private volatile boolean closed;

        Use(DriverStream stream, @Nullable Use outer) {
            this.stream = stream;
            this.outer = outer;
        }

        @Override
        public void close() {
            closed = true;
            innermost();
        }
    }

    Engine.Scope use(DriverStream stream) {
        Use u = new Use(stream, innermost());
        uses.set(u);
        return u;
    }

    private @Nullable Use innermost() {
        Use u = uses.get();
        if (u == null || !u.closed) {
            return u;
        }
        while (u != null && u.closed) {
            u = u.outer;
        }
        if (u == null) {
            uses.remove();
        } else {
            uses.set(u);
        }
        return u;
    }
}
