package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.run.HostMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An array of more elements than a Java array has. */
class HugeArrayTest {
    private static final long N = (1L << 31) + 3;

    private static long last(NDArray x) {
        return ((HostBuffer) x.buffer()).getLong(N - 1);
    }

    /** What Linux says; elsewhere it is taken to be enough. */
    private static long availableMegabytes() throws IOException {
        Path info = Path.of("/proc/meminfo");
        if (!Files.exists(info)) {
            return Long.MAX_VALUE;
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    @Test
    @Timeout(300)
    void moreThanTwoToThe31Elements() throws IOException {
        HostMemory.needed();
        assumeTrue(availableMegabytes() > 5000, "two arrays of 2 GiB need 5 GB of free memory");
        NDArray x = Np.zeros(DType.UINT8, N);
        x.set(7, N - 1);
        x.set("2147483645:2147483648", 5);
        assertThat(((HostBuffer) x.buffer()).isNative()).isTrue();
        assertThat(last(x)).isEqualTo(7);
        assertThat(x.sum().item()).isEqualTo(3 * 5 + 7);
        assertThat(x.argmax().item()).isEqualTo(N - 1);

        NDArray tail = x.get("-7:");
        assertThat(tail.toDoubleArray()).containsExactly(0, 5, 5, 5, 0, 0, 7);
        assertThat(x.get("::-1").get("0:3").toDoubleArray()).containsExactly(7, 0, 0);
        assertThat(x.get("1::1073741824").toDoubleArray()).containsExactly(0, 0, 0);

        NDArray y = x.add(1);
        assertThat(last(y)).isEqualTo(8);
        HostBuffer memory = (HostBuffer) y.buffer();
        assertThat(memory.getLong(0)).isEqualTo(1);
        assertThat(memory.getLong(N - 8)).isEqualTo(1);
        assertThat(memory.getLong(Integer.MAX_VALUE)).isEqualTo(6);
        assertThat(y.sub(x).sum().item()).isEqualTo(N);
    }
}
