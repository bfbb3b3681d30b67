package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import org.jspecify.annotations.Nullable;

/**
 * A point in a {@link Stream}, and when it was reached.
 *
 * <pre>{@code
 * Event start = stream.record();
 * kernel.stream(stream).run(x, y);
 * Event end = stream.record();
 * double ms = Event.elapsedTime(start, end);
 * }</pre>
 *
 * <p>On devices other than CUDA's, recording waits for the device, and the time is the host's.
 */
public final class Event {
    private volatile Engine.@Nullable Event event;

    /** An event that is not in a stream yet. */
    public Event() {}

    Event(Engine.Event event) {
        this.event = event;
    }

    void set(Engine.Event e) {
        event = e;
    }

    Engine.Event recorded(String op) {
        Engine.Event e = event;
        if (e == null) {
            throw new DeviceException(op + ": the event was not recorded; record it in a stream first");
        }
        return e;
    }

    /** Puts the event into this thread's stream of the current device. */
    public void record() {
        record(Stream.current());
    }

    /** Puts the event into a stream. */
    public void record(Stream stream) {
        stream.record(this);
    }

    /**
     * Waits until all before it is done.
     *
     * @throws DeviceException if it was not recorded
     */
    public void synchronize() {
        recorded("Event.synchronize").await();
    }

    /**
     * Whether all before it is done.
     *
     * @throws DeviceException if it was not recorded
     */
    public boolean isDone() {
        return recorded("Event.isDone").isDone();
    }

    /**
     * The milliseconds between two events, for which it waits. CUDA tells them to about half a microsecond.
     *
     * @throws DeviceException if one was not recorded, or they are of two devices
     */
    public static double elapsedTime(Event start, Event end) {
        return end.recorded("Event.elapsedTime").millisecondsSince(start.recorded("Event.elapsedTime"));
    }
}
