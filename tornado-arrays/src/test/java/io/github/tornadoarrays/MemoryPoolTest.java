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
    /** More than other tests' arrays have, so that these are among the largest. */
    private static final int N = 1 << 22;

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
        assertThat(pool.report()).contains("float64 (" + N + ",) with 33.6 MB");
        x.close();
        assertThat(pool.freeBytes()).isGreaterThanOrEqualTo(BYTES);
        assertThat(pool.nFreeBlocks()).isPositive();
        pool.freeAllBlocks();
        assertThat(pool.freeBytes()).isLessThan(BYTES);
    }

    @Test
    void moreThanTheLimitIsRefused() {
        long whole = pool.limit();
        pool.setLimit(3 * BYTES / 2);
        assertThat(pool.limit()).isEqualTo(3 * BYTES / 2);
        assertThatThrownBy(() -> arange(2. * N).add(1).eval())
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining("67.1 MB for float64 (" + 2 * N + " elements) could not be had")
                .hasMessageContaining("of 50.3 MB, the limit of");
        pool.setLimit(0);
        assertThat(pool.limit()).isEqualTo(whole);
        assertThat(arange(2. * N).add(1).eval().item(0)).isEqualTo(1);
        assertThatThrownBy(() -> pool.setLimit(-1)).hasMessageContaining("setLimit: -1 bytes");
    }
}
