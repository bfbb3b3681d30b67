package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.run.TestDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of an index array on a device is forgotten with every way of changing it. */
class ChangedIndicesTest {
    private static final Map<String, Consumer<NDArray>> CHANGES = Map.of(
            "an element", i -> i.set(7, 2),
            "all", i -> i.addi(5),
            "a view of it", i -> i.get(Slice.of(1, 3)).addi(5),
            "a kernel", i -> Kernel.of(ChangedIndicesTest::later).run(i),
            "a copy from the host", i -> Np.copyto(i, Np.asarray(new long[] {0, 1, 2, 9})),
            "a mask", i -> Np.putmask(i, i.gt(1), Np.asarray(new long[] {8})));

    static void later(long[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = x[i] + 4;
        }
    }

    static List<Arguments> changes() {
        List<Arguments> all = new ArrayList<>();
        for (String device : TestDevices.names()) {
            CHANGES.keySet().stream().sorted().forEach(c -> all.add(Arguments.of(device, c)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void areLookedAtAgain(String device, String change) {
        TestDevices.named(device);
        try (Device.Use _ = Device.use(device)) {
            NDArray x = Np.arange(5).astype("float64");
            NDArray indices = Np.asarray(new long[] {0, 1, 2, 3}).to(device);
            for (int i = 0; i < 2; i++) {
                assertThat(Np.take(x, indices).toDoubleArray()).containsExactly(0, 1, 2, 3);
            }
            CHANGES.get(change).accept(indices);
            assertThatThrownBy(() -> Np.take(x, indices)).isInstanceOf(IndexException.class);
        }
    }

    /** A graph changes what it wrote when it was recorded, each time. */
    @ParameterizedTest
    @MethodSource("io.github.tornadoarrays.run.TestDevices#names")
    void areLookedAtAfterAGraph(String device) {
        TestDevices.named(device);
        Assumptions.assumeTrue(device.startsWith("cuda"), "graphs are CUDA's");
        try (Device.Use _ = Device.use(device)) {
            NDArray x = Np.arange(6).astype("float64");
            NDArray indices = Np.asarray(new long[] {0, 1, 2, 3}).to(device);
            try (Stream stream = new Stream();
                    Graph graph = Graph.capture(stream, () -> indices.addi(1))) {
                assertThat(Np.take(x, indices).toDoubleArray()).containsExactly(1, 2, 3, 4);
                graph.launch();
                assertThat(Np.take(x, indices).toDoubleArray()).containsExactly(2, 3, 4, 5);
                graph.launch();
                assertThatThrownBy(() -> Np.take(x, indices)).isInstanceOf(IndexException.class);
            }
        }
    }
}
