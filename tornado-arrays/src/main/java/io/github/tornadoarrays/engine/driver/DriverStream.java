package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import org.jspecify.annotations.Nullable;

/** A stream of a device, by its handle. */
public final class DriverStream implements Engine.Stream {
    private final Streams streams;
    private final long handle;
    private volatile boolean closed;

    /** What keeps a record of what is put in at the moment, which is not done then. */
    private volatile @Nullable Recording recording;

    DriverStream(Streams streams, long handle) {
        this.streams = streams;
        this.handle = handle;
    }

    public long handle() {
        return handle;
    }

    DriverStream own() {
        return streams.own();
    }

    boolean isOf(Streams all) {
        return streams == all;
    }

    @Nullable
    Recording recording() {
        return recording;
    }

    void recordInto(@Nullable Recording r) {
        recording = r;
    }

    @Override
    public Engine.Scope use() {
        if (closed) {
            throw new DeviceException("Stream.use: the stream was closed; make another one");
        }
        return streams.use(this);
    }

    /** What is put in from now on waits for what another stream of the device was given so far. */
    void follow(DriverStream other) {
        // what is being recorded isn't done by itself, and a stream that was closed has been waited for
        if (other != this && !other.closed && other.recording == null && recording == null) {
            streams.calls().follow(handle, other.handle);
        }
    }

    @Override
    public void finish() {
        if (!closed) {
            streams.checkWaits("Stream.synchronize");
            streams.calls().finish(handle);
        }
    }

    @Override
    public boolean isDone() {
        return closed || streams.calls().isDone(handle);
    }

    @Override
    public Engine.Event record() {
        if (closed) {
            throw new DeviceException("Event.record: the stream was closed; use one that is open");
        }
        streams.checkWaits("Event.record");
        return new DriverEvent(streams.calls(), handle);
    }

    @Override
    public void waitFor(Engine.Event event) {
        if (closed) {
            throw new DeviceException("Stream.waitEvent: the stream was closed; use one that is open");
        }
        if (event instanceof DriverEvent e) {
            streams.checkWaits("Stream.waitEvent");
            streams.calls().await(handle, e.handle());
        } else {
            event.await();
        }
    }

    @Override
    public void close() {
        if (this != own() && !closed) {
            finish();
            closed = true;
            streams.close(this);
        }
    }
}
