package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import java.lang.ref.Cleaner;

/** An event of a device, with its time, by its handle. */
final class DriverEvent implements Engine.Event {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Streams.Calls calls;
    private final long handle;

    /** Puts a new event into a stream. */
    DriverEvent(Streams.Calls calls, long stream) {
        this.calls = calls;
        long made = calls.event(stream);
        handle = made;
        CLEANER.register(this, () -> calls.destroyEvent(made));
    }

    long handle() {
        return handle;
    }

    @Override
    public void await() {
        calls.await(handle);
    }

    @Override
    public boolean isDone() {
        return calls.isReached(handle);
    }

    @Override
    public double millisecondsSince(Engine.Event earlier) {
        if (!(earlier instanceof DriverEvent e) || e.calls != calls) {
            throw new DeviceException("Event.elapsedTime: the events are of two devices; record both on one");
        }
        e.await();
        await();
        return calls.milliseconds(e.handle, handle);
    }
}
