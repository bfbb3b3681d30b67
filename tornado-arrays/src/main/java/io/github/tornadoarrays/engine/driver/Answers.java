package io.github.tornadoarrays.engine.driver;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.tornadoarrays.engine.Engine;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that the kernel which computes them also writes to the host's memory, where the host looks for them: one launch, where a
 * {@linkplain SmallReads small read} is one more. A place there holds what is seldom a number until one has come. One thread at a time asks.
 */
final class Answers implements Engine.Scope {
    /** Kernels of one question each have their own. */
    private static final int PLACES = 64;

    /** What is in a place before; where it is also the number, the host waits for the device. */
    private static final long NOTHING = 0x7ff8_a5a5_7fc5_a5a5L;

    private static final VarHandle LONG = JAVA_LONG.varHandle();
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final VarHandle SHORT = JAVA_SHORT.varHandle();
    private static final VarHandle BYTE = JAVA_BYTE.varHandle();

    private final DriverEngine engine;
    private final Driver driver;
    private final ReentrantLock lock = new ReentrantLock();
    private MemorySegment places = MemorySegment.NULL;
    private boolean has = true;
    private int next;

    /** Whose number is on its way, to {@code place}. */
    private @Nullable DriverBuffer expected;

    private int place;

    /** Whether launches are recorded that are done another time, too. */
    private boolean recorded;

    Answers(DriverEngine engine, Driver driver) {
        this.engine = engine;
        this.driver = driver;
    }

    /** Has the calling thread's kernels answer until this is closed, where that can be. */
    Engine.Scope ask() {
        if (!has || lock.isHeldByCurrentThread() || engine.records() || !lock.tryLock()) {
            return () -> {};
        }
        if (places.equals(MemorySegment.NULL)) {
            MemorySegment shared = driver.shared((long) PLACES * Long.BYTES);
            has = shared != null;
            places = shared == null ? places : shared;
        }
        return this;
    }

    /** Whether the calling thread asks. */
    boolean asked() {
        return has && lock.isHeldByCurrentThread() && !recorded;
    }

    /** Does what launches kernels that are launched again when nobody asks. Where the calling thread asks. */
    void withoutAnswers(Runnable launches) {
        recorded = true;
        try {
            launches.run();
        } finally {
            recorded = false;
        }
    }

    /** A place for the element of a buffer, for a kernel that is launched now. */
    DriverBuffer expect(DriverBuffer buffer) {
        next = (next + 1) % PLACES;
        LONG.setVolatile(places, (long) next * Long.BYTES, NOTHING);
        expected = buffer;
        place = next;
        long address = places.address() + (long) next * Long.BYTES;
        return new DriverBuffer(engine, buffer.dtype(), 1, new Memory(address, Long.BYTES));
    }

    /** Whether the answer is that buffer's element, which it has then brought. */
    boolean read(DriverBuffer buffer, MemorySegment to) {
        if (!asked() || expected != buffer) {
            return false;
        }
        expected = null;
        long at = (long) place * Long.BYTES;
        int bytes = (int) to.byteSize();
        if (!SmallReads.arrives(() -> isThere(at, bytes))) {
            driver.finish();
        }
        MemorySegment.copy(places, at, to, 0, bytes);
        return true;
    }

    private boolean isThere(long at, int bytes) {
        return switch (bytes) {
            case Long.BYTES -> (long) LONG.getVolatile(places, at) != NOTHING;
            case Integer.BYTES -> (int) INT.getVolatile(places, at) != (int) NOTHING;
            case Short.BYTES -> (short) SHORT.getVolatile(places, at) != (short) NOTHING;
            default -> (byte) BYTE.getVolatile(places, at) != (byte) NOTHING;
        };
    }

    /** Ends the question; a number that nobody looked for has come by then. */
    @Override
    public void close() {
        try {
            if (expected != null) {
                expected = null;
                driver.finish();
            }
        } finally {
            lock.unlock();
        }
    }
}
