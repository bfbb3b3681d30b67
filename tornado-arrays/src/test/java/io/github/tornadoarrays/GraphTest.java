package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DeviceException;
import org.junit.jupiter.api.Test;

/** Work that is recorded and done again. */
class GraphTest {
    @Test
    void theSameWorkIsDoneAgain() {
        try (var _ = StreamTest.use("cuda:0");
                Stream s = new Stream()) {
            NDArray x = Np.ones(Np.float32, 1000).eval();
            NDArray y = Np.full(new long[] {1000}, 2).astype(Np.float32).eval();
            try (Graph g = Graph.capture(s, () -> x.muli(3).addi(y))) {
                // it was done once
                assertThat(x.get(999).item()).isEqualTo(5f);
                assertThat(g.size()).isEqualTo(2);
                g.launch();
                g.launch();
                assertThat(x.get(0).item()).isEqualTo(53f);
                y.set(":", 1);
                try (Stream other = new Stream()) {
                    g.launch(other);
                }
                assertThat(x.get(0).item()).isEqualTo(160f);
            }
        }
    }

    @Test
    void resultsAreOfTheLastLaunchAndTheirMemoryIsKept() {
        try (var _ = StreamTest.use("cuda:0");
                Stream s = new Stream()) {
            NDArray x = Np.arange(3000).eval();
            NDArray[] result = new NDArray[1];
            Graph g = Graph.capture(s, () -> {
                NDArray norm = x.div(x.sum()).eval();
                result[0] = norm.mul(100).cumsum(0).eval();
            });
            assertThat(result[0].get(2999).item())
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.DOUBLE)
                    .isBetween(99.999, 100.001);
            x.set(":", 0);
            x.set("5", 4);
            // memory that others get meanwhile is none of the graph's
            NDArray[] others = new NDArray[20];
            for (int i = 0; i < others.length; i++) {
                others[i] = Np.full(new long[] {3000}, i).eval();
            }
            g.launch();
            assertThat(result[0].get(4).item()).isEqualTo(0.0);
            assertThat(result[0].get(5).item()).isEqualTo(100.0);
            for (int i = 0; i < others.length; i++) {
                assertThat(others[i].get(17).item()).isEqualTo((double) i);
            }
            g.close();
            assertThat(result[0].get(5).item()).isEqualTo(100.0);
            assertThatThrownBy(g::launch).isInstanceOf(DeviceException.class).hasMessageContaining("was closed");
        }
    }

    @Test
    void whatWaitsForTheDeviceIsRefusedAndTheRestIsDone() {
        try (var _ = StreamTest.use("cuda:0");
                Stream s = new Stream()) {
            NDArray x = Np.ones(10).eval();
            assertThatThrownBy(() -> Graph.capture(s, () -> {
                        x.addi(1);
                        x.get(0).item();
                    }))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("copy to the host: the stream records a graph");
            assertThat(x.sum().item()).isEqualTo(20.0);
            assertThatThrownBy(() ->
                            Graph.capture(s, () -> Np.asarray(new float[] {1}).addi(1)))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("copy from the host");
            try (var _ = s.use()) {
                assertThat(x.add(1).sum().item()).isEqualTo(30.0);
            }
            assertThatThrownBy(() -> Graph.capture(Stream.current(), () -> {}))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("new Stream()");
        }
    }

    @Test
    void otherDevicesHaveNone() {
        try (var _ = Device.use("cpu");
                Stream s = new Stream()) {
            assertThatThrownBy(() -> Graph.capture(s, () -> {}))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage("Graph.capture: cpu has no graphs; run the action again instead, or use a CUDA device");
        }
    }
}
