package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.engine.driver.Driver;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The driver's page-locked memory of the host, in the context that is this thread's. */
final class CuMemory {
    /** Every context may use it as such memory, so that arrays of it can be copied to any card. */
    private static final int PORTABLE = 1;

    private static final MethodHandle MEM_FREE_HOST =
            Cu.LIBRARY.bind("cuMemFreeHost", FunctionDescriptor.of(JAVA_INT, ADDRESS));

    private CuMemory() {}

    @SuppressWarnings("restricted")
    static MemorySegment pin(String device, long bytes) throws Driver.NoRoom {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            int status = Cu.memHostAlloc(place, bytes, PORTABLE);
            if (status == CuStatus.OUT_OF_MEMORY) {
                throw new Driver.NoRoom(CuStatus.text(status, "cuMemHostAlloc"));
            }
            if (status != 0) {
                throw CuStatus.failure(status, "cuMemHostAlloc", device, bytes + " bytes");
            }
            return MemorySegment.ofAddress(place.get(JAVA_LONG, 0)).reinterpret(bytes);
        }
    }

    static void unpin(MemorySegment memory) {
        try {
            // A context that is lost has lost this too.
            int _ = (int) MEM_FREE_HOST.invokeExact(memory);
        } catch (Throwable t) {
            throw Cu.unexpected(t);
        }
    }
}
