package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import org.jspecify.annotations.Nullable;

/**
 * An order in which a device does what it is told. What is put into one stream is done one after another; two streams of a CUDA device
 * may be busy at once.
 *
 * <pre>{@code
 * try (var s = new Stream(); var use = s.use()) {
 *     NDArray y = x.mul(2).eval();         // goes into s
 * }
 * }</pre>
 *
 * <p>Arrays are always what they would be with a single stream: where one stream uses an array that another has computed, or gets memory
 * that another had, it waits for it on the device. Events are needed for what the library does not see, such as memory that
 * {@link io.github.tornadoarrays.cuda.Driver} calls write to.
 *
 * <p>The other devices have one stream only, and all of their streams are that.
 */
public final class Stream implements AutoCloseable {
    private final Engine engine;
    private final Engine.Stream stream;

    private Stream(Engine engine, Engine.Stream stream) {
        this.engine = engine;
        this.stream = stream;
    }

    /** A stream of the current device. */
    public Stream() {
        this(Device.current());
    }

    /** A stream of a device. */
    public Stream(Device device) {
        this(device, 0);
    }

    /**
     * A stream of a device.
     *
     * @param priority streams with lower numbers go first; CUDA's cards take -5..0 or fewer, and what is out of range is the nearest
     */
    public Stream(Device device, int priority) {
        this(device.engine(), device.engine().newStream(priority));
    }

    /** What this thread puts into the current device goes here. */
    public static Stream current() {
        return current(Device.current());
    }

    /** What this thread puts into a device goes here. */
    public static Stream current(Device device) {
        return new Stream(device.engine(), device.engine().stream());
    }

    public Device device() {
        return new Device(engine);
    }

    /**
     * Puts all that this thread launches and copies on the stream's device into the stream, until what is returned is closed. Other
     * threads do not notice, and the current device stays.
     */
    public Use use() {
        return new Use(stream.use());
    }

    /** A stretch of code during which a stream is a thread's. Closing it twice, or before one inside of it, does no harm. */
    public static final class Use implements AutoCloseable {
        private final Engine.Scope scope;

        private Use(Engine.Scope scope) {
            this.scope = scope;
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    /** Waits until all is done that was put in. */
    public void synchronize() {
        stream.finish();
    }

    /** Whether all is done that was put in. */
    public boolean isDone() {
        return stream.isDone();
    }

    /** An event behind all that was put in so far. Pending arrays are in no stream: {@link NDArray#eval} puts them there. */
    public Event record() {
        return new Event(stream.record());
    }

    /** Records an event here, whatever it stood for before. */
    public void record(Event event) {
        event.set(stream.record());
    }

    /**
     * Has what is put in from now on wait for an event, without the host waiting.
     *
     * @throws DeviceException if the event was not recorded
     */
    public void waitEvent(Event event) {
        stream.waitFor(event.recorded("Stream.waitEvent"));
    }

    /** Waits until all is done that was put in, and ends the stream. */
    @Override
    public void close() {
        stream.close();
    }

    Engine engine() {
        return engine;
    }

    Engine.Stream stream() {
        return stream;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Stream s && s.stream.equals(stream);
    }

    @Override
    public int hashCode() {
        return stream.hashCode();
    }

    @Override
    public String toString() {
        return "Stream of " + engine.name();
    }
}
