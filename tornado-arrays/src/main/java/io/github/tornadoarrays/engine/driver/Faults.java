package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Stmt;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** The places where checked kernels say what went wrong: four numbers of the device's memory, all 0 where nothing has. */
public final class Faults {
    private static final int NUMBERS = 4;

    private final DriverEngine engine;
    private final ConcurrentLinkedDeque<DriverBuffer> free = new ConcurrentLinkedDeque<>();

    Faults(DriverEngine engine) {
        this.engine = engine;
    }

    /** A place for one launch. */
    DriverBuffer take() {
        DriverBuffer place = free.poll();
        if (place != null) {
            return place;
        }
        return (DriverBuffer) engine.fromHost(HostBuffer.of(DType.INT64, NUMBERS, new long[NUMBERS]));
    }

    /**
     * Waits for the launch and throws if a check failed.
     *
     * @param messages those of the kernel's checks
     */
    void settle(DriverBuffer place, List<String> messages) {
        long[] numbers = new long[NUMBERS];
        engine.read(place, 0, HostBuffer.of(DType.INT64, NUMBERS, numbers), 0, NUMBERS);
        @Nullable String failure = null;
        if (numbers[0] != 0) {
            failure = Stmt.Check.filled(messages.get((int) numbers[0] - 1), numbers[1], numbers[2], numbers[3]);
            engine.write(HostBuffer.of(DType.INT64, NUMBERS, new long[NUMBERS]), 0, place, 0, NUMBERS);
        }
        free.push(place);
        if (failure != null) {
            throw new KernelException(failure);
        }
    }
}
