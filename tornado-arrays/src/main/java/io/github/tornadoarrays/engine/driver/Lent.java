package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.ffi.HeapPins;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A Java array that a device computes on as it lies in the heap, where host and device share their memory. */
final class Lent {
    /** Fewer bytes are copied there and back faster than an array is pinned and made known to the device. */
    private static final long SMALLEST = 64L << 10;

    /** Arrays that a failing device may still write to: they stay where they are for good. */
    private static final Queue<Object> LOST = new ConcurrentLinkedQueue<>();

    private final Driver driver;
    private final Object array;
    private final long address;
    private final long handle;
    private final long bytes;
    private final boolean written;

    private Lent(Driver driver, Object array, long address, long handle, long bytes, boolean written) {
        this.driver = driver;
        this.array = array;
        this.address = address;
        this.handle = handle;
        this.bytes = bytes;
        this.written = written;
    }

    /** The buffer's array, pinned; null where the device can't have it so. */
    static @Nullable Lent of(Driver driver, HostBuffer buffer, boolean written) {
        long bytes = buffer.length() * buffer.dtype().itemSize();
        if (bytes < SMALLEST || !isProcessor(driver.limits()) || buffer.isNative() || !HeapPins.areAvailable()) {
            return null;
        }
        long address = HeapPins.pin(buffer.memory());
        if (address == 0) {
            return null;
        }
        long handle = driver.lend(address, bytes);
        if (handle == 0) {
            HeapPins.unpin(buffer.memory(), address);
            return null;
        }
        return new Lent(driver, buffer.memory(), address, handle, bytes, written);
    }

    /** Where memory is shared and no card has to be told of it. */
    private static boolean isProcessor(Limits limits) {
        return limits.unified() && !limits.traits().isGpu();
    }

    Memory memory() {
        return new Memory(handle, bytes);
    }

    /** Waits for the device, and takes the array back. */
    void end() {
        boolean done = false;
        try {
            if (written) {
                driver.unmap(handle, driver.map(handle, 0, bytes, false));
            }
            driver.finish();
            done = true;
        } finally {
            if (done) {
                driver.free(handle);
                HeapPins.unpin(array, address);
            } else {
                LOST.add(array);
            }
        }
    }
}
