package io.github.tornadoarrays.engine.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.run.TestDevices;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bytes are read again and again, first by copies and then by a kernel. */
class SmallReadsTest {
    @ParameterizedTest
    @ValueSource(strings = {"opencl:0", "cuda:0"})
    void allSizesAndPlaces(String device) {
        DriverEngine engine = TestDevices.named(device);
        int n = 300;
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (i * 7);
        }
        Buffer x = engine.fromHost(HostBuffer.of(DType.INT8, n, bytes));
        for (int length : new int[] {1, 2, 3, 4, 8, 31, 32, 33, 63, 200, 255, 256, 257, 300}) {
            for (int from = 0; from + length <= n; from += 11) {
                byte[] read = new byte[length + 2];
                engine.read(x, from, HostBuffer.of(DType.INT8, length + 2, read), 1, length);
                for (int i = 0; i < length; i++) {
                    assertThat(read[1 + i]).isEqualTo(bytes[from + i]);
                }
                assertThat(read[0]).isZero();
                assertThat(read[length + 1]).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"opencl:0", "cuda:0"})
    void whatWasWrittenBeforeIsRead(String device) {
        DriverEngine engine = TestDevices.named(device);
        Buffer x = engine.allocate(DType.INT64, 3);
        for (long i = 0; i < 200; i++) {
            engine.write(HostBuffer.of(DType.INT64, 3, new long[] {i, -i, i * i}), 0, x, 0, 3);
            HostBuffer back = engine.toHost(x);
            assertThat(new long[] {back.getLong(0), back.getLong(1), back.getLong(2)})
                    .containsExactly(i, -i, i * i);
        }
    }
}
