package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.MemoryException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device's pool says and does; other tests' arrays may die meanwhile, so that numbers of all are compared loosely. */
class MemoryPoolTest {
    private static final int N = 1 << 20;
    private static final long BYTES = 8L * N;

    private MemoryPool pool;

    @BeforeEach
    void findPool() {
        try {
            pool = Device.current().memoryPool();
        } catch (DeviceException e) {
            Assumptions.abort(e.getMessage());
        }
    }

    @AfterEach
    void takeTheLimitAway() {
        if (pool != null) {
            pool.setLimit(0);
        }
    }

    @Test
    void usedMemoryBecomesFreeAndIsUsedAgain() {
        NDArray x = arange((double) N).eval();
        assertThat(pool.usedBytes()).isGreaterThanOrEqualTo(BYTES);
        assertThat(pool.peakBytes()).isGreaterThanOrEqualTo(BYTES);
        assertThat(pool.totalBytes()).isGreaterThanOrEqualTo(pool.usedBytes());
        assertThat(pool.report()).contains("float64 (" + N + ",) with 8.4 MB");
        x.close();
        assertThat(pool.freeBytes()).isGreaterThanOrEqualTo(BYTES);
        assertThat(pool.nFreeBlocks()).isPositive();
        pool.freeAllBlocks();
        assertThat(pool.freeBytes()).isLessThan(BYTES);
    }

    @Test
    void moreThanTheLimitIsRefused() {
        long whole = pool.limit();
        System.gc();
        pool.freeAllBlocks();
        pool.setLimit(pool.usedBytes() + 3 * BYTES / 2);
        assertThat(pool.limit()).isLessThan(whole);
        NDArray x = arange((double) N).eval();
        assertThatThrownBy(() -> arange((double) N).add(1).eval())
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("8.4 MB for float64 (" + N + " elements) could not be had")
                .hasMessageContaining("the limit of")
                .hasMessageContaining("float64 (" + N + ",) with 8.4 MB");
        x.close();
        assertThat(arange((double) N).add(1).eval().item(0)).isEqualTo(1);
        pool.setLimit(0);
        assertThat(pool.limit()).isEqualTo(whole);
        assertThatThrownBy(() -> pool.setLimit(-1)).hasMessageContaining("setLimit: -1 bytes");
    }
}
