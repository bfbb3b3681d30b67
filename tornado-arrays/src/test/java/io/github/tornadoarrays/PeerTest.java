package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DeviceException;
import org.junit.jupiter.api.Test;

/** Two CUDA devices. */
class PeerTest {
    @Test
    void arraysGoFromOneToTheOther() {
        try (var _ = StreamTest.use("cuda:1")) {
            NDArray x = Np.arange(10_000).astype(Np.float32).eval();
            NDArray y = x.mul(2).to("cuda:0");
            // what is written afterwards waits for the copy
            x.muli(0);
            assertThat(y.device().name()).isEqualTo("cuda:0");
            NDArray z = y.add(1).to("cuda:1");
            assertThat(z.add(x).get(9999).item()).isEqualTo(19999f);
            assertThat(y.get("::-2").to("cuda:1").get(0).item()).isEqualTo(19998f);
            assertThat(Np.ones(0).to("cuda:0").size()).isZero();
            assertThatThrownBy(() -> y.add(z))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("cuda:0")
                    .hasMessageContaining("cuda:1");
        }
    }

    @Test
    void copiesWaitForTheStreamsOfBoth() {
        try (var _ = StreamTest.use("cuda:1");
                Stream a = new Stream(Device.of("cuda:1"));
                Stream b = new Stream(Device.of("cuda:0"))) {
            NDArray x;
            try (var _ = a.use()) {
                x = Np.arange(1000).add(0.5).eval();
            }
            NDArray y;
            try (var _ = b.use()) {
                y = x.to("cuda:0");
            }
            x.set(":", 0);
            assertThat(y.add(1).get(999).item()).isEqualTo(1000.5);
        }
    }

    @Test
    void propertiesAreThoseOfTheCard() {
        try (var use = StreamTest.use("cuda:0")) {
            Device d = use.device();
            assertThat(d.computeCapability()).matches("\\d+\\.\\d");
            assertThat(d.warpSize()).isEqualTo(32);
            assertThat(d.multiprocessors()).isPositive();
            assertThat(d.maxThreadsPerBlock()).isEqualTo(1024);
            assertThat(d.sharedMemoryPerBlock()).isGreaterThanOrEqualTo(48 << 10);
            assertThat(d.l2CacheSize()).isPositive();
            assertThat(d.maxThreadsPerMultiprocessor()).isGreaterThanOrEqualTo(1024);
            assertThat(d.registersPerBlock()).isGreaterThanOrEqualTo(32768);
            assertThat(d.freeMemory()).isBetween(1L, d.totalMemory());
        }
        assertThat(Device.of("cpu").computeCapability()).isEmpty();
        assertThat(Device.of("cpu").freeMemory()).isPositive();
        assertThatThrownBy(() -> Device.of("cuda:99"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("there is no device \"cuda:99\"; there are cpu, reference");
    }
}
