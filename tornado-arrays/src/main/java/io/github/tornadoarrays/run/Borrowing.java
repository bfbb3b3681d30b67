package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.engine.Engine;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the host does for one device that has no routine for it. Elements that are on the device go to the host for that only where the user
 * {@linkplain Modes#borrows allows} it.
 */
final class Borrowing {
    private final Engine engine;
    private final Set<String> done = new TreeSet<>();

    Borrowing(Engine engine) {
        this.engine = engine;
    }

    /** The operations that the host has done for the device. */
    String operations() {
        synchronized (done) {
            return String.join(", ", done);
        }
    }

    /**
     * An operation on elements of the device is about to begin.
     *
     * @param reason why the device has no routine, for people; may be empty
     * @throws DeviceException unless it may
     */
    void begin(String operation, String reason, Buffer... operands) {
        if (!Modes.borrows()) {
            long bytes = 0;
            for (Buffer b : operands) {
                bytes += b.length() * b.dtype().itemSize();
            }
            Buffer first = operands[0];
            throw new DeviceException(operation + ": " + engine.name() + " has no routine for " + first.length()
                    + " elements of " + first.dtype() + (reason.isEmpty() ? "" : " (" + reason + ")")
                    + "; x.to(\"cpu\") computes it there, or "
                    + "TORNADO_ARRAYS_BORROW=1 allows copying (" + bytes + " bytes) each time");
        }
        note(operation, reason);
    }

    /** The host makes new elements for the device, where nobody else has to wait for any. */
    void note(String operation) {
        note(operation, "");
    }

    private void note(String operation, String reason) {
        synchronized (done) {
            if (!done.add(operation)) {
                return;
            }
        }
        Tracing.borrowed(operation, engine, reason);
    }

    HostBuffer in(Buffer buffer) {
        return Engines.toHost(buffer);
    }

    Buffer out(Buffer result) {
        return engine.fromHost((HostBuffer) result);
    }

    /** Writes what came {@link #in} and was changed. */
    void back(HostBuffer changed, Buffer to) {
        engine.write(changed, 0, to, 0, to.length() * to.dtype().parts());
    }
}
