package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * A number that a kernel tells the host: it writes to memory of the host that the host looks at meanwhile, which takes half as long as a
 * copy and the wait for it. One thread at a time uses it.
 */
public final class Mailbox {
    private static final long NOTHING = Long.MIN_VALUE;
    private static final VarHandle NUMBER = ValueLayout.JAVA_LONG.varHandle();

    /** How long to look before waiting for the device, which says what went wrong. */
    private static final long PATIENCE_NANOS = 2_000_000;

    private final DriverEngine engine;
    private final MemorySegment number;
    private final DriverBuffer buffer;

    Mailbox(DriverEngine engine, MemorySegment number) {
        this.engine = engine;
        this.number = number;
        this.buffer = new DriverBuffer(engine, DType.INT64, 1, new Memory(number.address(), number.byteSize()));
        clear();
    }

    /** What is given to a kernel that writes an int64 to it. */
    public Buffer buffer() {
        return buffer;
    }

    /** The number, once a kernel that was launched has written it; the mailbox is then empty again. */
    public long take() {
        engine.checkWaits("a routine whose result's size is known only when it is done");
        long start = System.nanoTime();
        long found = (long) NUMBER.getVolatile(number, 0L);
        while (found == NOTHING) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                engine.finish();
                found = (long) NUMBER.getVolatile(number, 0L);
                if (found == NOTHING) {
                    throw new IllegalStateException(engine.name() + ": no kernel has written to the mailbox");
                }
            } else {
                Thread.onSpinWait();
                found = (long) NUMBER.getVolatile(number, 0L);
            }
        }
        clear();
        return found;
    }

    private void clear() {
        NUMBER.setVolatile(number, 0L, NOTHING);
    }
}
