package io.github.tornadoarrays.engine.driver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory of a device, which one buffer after another may have; another object is other memory, also where handles are equal. It
 * knows which streams use it, so that each waits for the others: whatever one stream wrote, or still reads, another finds done,
 * also where the memory was given back meanwhile and belongs to somebody else.
 */
public final class Memory {
    private final long handle;
    private final long bytes;

    /** The stream that wrote last; null for the device's own. */
    private @Nullable DriverStream writer;

    /** Other streams that have waited for that and read since. */
    private final List<DriverStream> readers = new ArrayList<>(0);

    private final Slabs.@Nullable Slab slab;

    /** Its neighbours among what is idle, of {@link IdleMemory}. */
    @Nullable
    Memory longer;

    @Nullable
    Memory shorter;

    public Memory(long handle, long bytes) {
        this(handle, bytes, null);
    }

    /** @param slab what it is a piece of; null where it is the driver's own */
    Memory(long handle, long bytes, Slabs.@Nullable Slab slab) {
        this.handle = handle;
        this.bytes = bytes;
        this.slab = slab;
    }

    Slabs.@Nullable Slab slab() {
        return slab;
    }

    public long handle() {
        return handle;
    }

    public long bytes() {
        return bytes;
    }

    /** Has a stream that is about to use the memory wait for the streams that did. */
    synchronized void use(DriverStream stream, boolean written) {
        DriverStream last = writer == null ? stream.own() : writer;
        if (written) {
            stream.follow(last);
            readers.forEach(stream::follow);
            readers.clear();
            writer = stream;
        } else if (last != stream && !readers.contains(stream)) {
            stream.follow(last);
            readers.add(stream);
        }
    }
}
