package io.github.tornadoarrays.engine.opencl;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.ir.Stmt;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** The places where checked kernels say what went wrong: four numbers of the device's memory, all 0 where nothing has. */
final class Faults {
    private static final int NUMBERS = 4;

    private final OpenClEngine engine;
    private final ConcurrentLinkedDeque<ClBuffer> free = new ConcurrentLinkedDeque<>();

    Faults(OpenClEngine engine) {
        this.engine = engine;
    }

    /** A place for one launch. */
    ClBuffer take() {
        ClBuffer place = free.poll();
        if (place != null) {
            return place;
        }
        return (ClBuffer) engine.fromHost(HostBuffer.of(DType.INT64, NUMBERS, new long[NUMBERS]));
    }

    /**
     * Waits for the launch and throws if a check failed.
     *
     * @param messages those of the kernel's checks
     */
    void settle(ClBuffer place, List<String> messages) {
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
