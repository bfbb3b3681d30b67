package io.github.tornadoarrays.engine.driver;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.emit.c.Dialect;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a few bytes, such as a sum, sooner than a copy does that the host sleeps for: a kernel writes them to the host's memory and then
 * says so there, which the host looks at again and again. That kernel is compiled once there were many such reads.
 */
final class SmallReads {
    /** The most bytes. */
    static final int MOST = 256;

    private static final int MANY = 50;

    /** How long to look before sleeping, which is also how failures of the device are noticed. */
    private static final long LOOKING_NANOS = 50_000;

    private static final int FLAG = MOST;

    private static final VarHandle NUMBER = JAVA_INT.varHandle();

    private static final String SOURCE = Dialect.CUDA.prologue() + """
            extern "C" __global__ void small_read(const char* from, char* to, volatile int* flag, int n, int number) {
                wait_for_kernels_before();
                int i = threadIdx.x;
                if (i < n) to[i] = from[i];
                __threadfence_system();
                __syncthreads();
                if (i == 0) *flag = number;
            }
            """;

    private final DriverEngine.Started device;
    private int reads;
    private @Nullable Launcher kernel;
    private MemorySegment seen = MemorySegment.NULL;
    private int number;

    SmallReads(DriverEngine.Started device) {
        this.device = device;
    }

    /** Whether it has read; else a copy has to. */
    synchronized boolean read(long memory, long from, MemorySegment to) {
        Launcher k = kernel;
        if (k == null) {
            if (++reads != MANY) {
                return false;
            }
            MemorySegment shared = device.driver().shared(MOST + Integer.BYTES);
            if (shared == null) {
                return false;
            }
            seen = shared;
            NUMBER.setVolatile(seen, (long) FLAG, 0);
            k = new Launcher(
                    device,
                    device.programs()
                            .get(
                                    "small_read",
                                    SOURCE,
                                    device.driver().language().options()),
                    SOURCE,
                    "small_read",
                    "small_read");
            kernel = k;
        }
        int bytes = (int) to.byteSize();
        number++;
        k.function.setMemory(0, new Memory(memory + from, bytes));
        k.function.setMemory(1, new Memory(seen.address(), bytes));
        k.function.setMemory(2, new Memory(seen.address() + FLAG, Integer.BYTES));
        k.function.setScalar(3, DType.INT32, bytes);
        k.function.setScalar(4, DType.INT32, number);
        long threads = (bytes + 31L) & -32;
        k.launch(new long[] {threads}, new long[] {threads});
        if (!arrived()) {
            return false;
        }
        MemorySegment.copy(seen, 0, to, 0, bytes);
        return true;
    }

    private boolean arrived() {
        if (arrives(() -> !isOld())) {
            return true;
        }
        device.driver().finish();
        return !isOld();
    }

    /** Looks until something is there, or for so long that sleeping is better. */
    static boolean arrives(BooleanSupplier isThere) {
        long start = System.nanoTime();
        while (!isThere.getAsBoolean()) {
            if (System.nanoTime() - start > LOOKING_NANOS) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private boolean isOld() {
        return (int) NUMBER.getVolatile(seen, (long) FLAG) != number;
    }
}
