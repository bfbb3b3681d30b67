package io.github.tornadoarrays.cuda;

import static io.github.tornadoarrays.cuda.Driver.*;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tornadoarrays.core.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** The driver's functions as a user calls them. */
class DriverTest {
    private static void start() {
        assumeTrue(Driver.whyNone().isEmpty(), Driver::whyNone);
        cuInit(0);
        cuCtxSetCurrent(cuDevicePrimaryCtxRetain(cuDeviceGet(0)));
    }

    @Test
    void withoutADriverEachFunctionSaysWhatToInstall() {
        assumeTrue(!Driver.whyNone().isEmpty(), "there is a driver here");
        assertThatThrownBy(() -> cuInit(0))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("cuInit: ")
                .hasMessageContaining("install its driver");
        assertThatThrownBy(Driver::cuDeviceGetCount).isInstanceOf(DeviceException.class);
    }

    @Test
    void memoryIsCopiedThereAndBack() {
        start();
        try (Arena arena = Arena.ofConfined()) {
            float[] numbers = {1, 2, 3, 4};
            MemorySegment host = arena.allocateFrom(JAVA_FLOAT, numbers);
            long memory = cuMemAlloc(16);
            long stream = cuStreamCreate(1);
            long before = cuEventCreate(0);
            long after = cuEventCreate(0);
            cuEventRecord(before, stream);
            cuMemcpyHtoDAsync(memory, host, 16, stream);
            cuMemsetD32Async(memory + 4, Float.floatToRawIntBits(9), 2, stream);
            MemorySegment back = arena.allocate(16);
            cuMemcpyDtoHAsync(back, memory, 16, stream);
            cuEventRecord(after, stream);
            cuStreamSynchronize(stream);
            assertThat(back.toArray(JAVA_FLOAT)).containsExactly(1, 9, 9, 4);
            assertThat(cuStreamQuery(stream)).isTrue();
            assertThat(cuEventElapsedTime(before, after)).isNotNegative();
            cuMemFree(memory);
            cuStreamDestroy(stream);
        }
        assertThat(cuMemGetInfo().free()).isLessThanOrEqualTo(cuMemGetInfo().total());
        assertThat(cuDeviceGetName(cuDeviceGet(0))).isNotBlank();
    }

    @Test
    void aStatusIsAnExceptionWithItsName() {
        start();
        assertThatThrownBy(() -> cuDeviceGet(99))
                .isInstanceOfSatisfying(CudaException.class, e -> {
                    assertThat(e.codeName()).isEqualTo("CUDA_ERROR_INVALID_DEVICE");
                    assertThat(e.function()).isEqualTo("cuDeviceGet");
                    assertThat(e.code()).isEqualTo(101);
                })
                .hasMessageStartingWith("cuDeviceGet: CUDA_ERROR_INVALID_DEVICE (101");
        assertThatThrownBy(() -> cuMemAlloc(1L << 50)).hasMessageContaining("CUDA_ERROR_OUT_OF_MEMORY");
        assertThatThrownBy(() -> cuMemcpyHtoD(0, MemorySegment.ofArray(new int[1]), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("native memory");
    }
}
