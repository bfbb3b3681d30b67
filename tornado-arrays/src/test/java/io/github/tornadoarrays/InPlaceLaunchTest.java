package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was made for a write alone is not computed again by the next one, and what somebody has is. */
class InPlaceLaunchTest {
    @Test
    void aWriteDoesNotComputeWhatTheLastOneWasMadeOf() {
        try (var _ = StreamTest.use("cuda:0");
                Stream s = new Stream()) {
            NDArray x = Np.ones(Np.float32, 1000).eval();
            NDArray y = Np.ones(Np.float64, 1000).eval();
            try (Graph g = Graph.capture(s, () -> x.muli(3).addi(1).subi(y).addi(x))) {
                assertThat(g.size()).isEqualTo(4);
            }
            assertThat(x.get(999).item()).isEqualTo(6f);
        }
    }

    @Test
    void whatSomebodyHasKeepsItsMeaning() {
        for (int n : new int[] {10, 100_000}) {
            NDArray x = Np.ones(n).eval();
            NDArray twice = x.mul(2);
            x.set(":", twice);
            x.addi(twice);
            NDArray sum = x.add(twice);
            x.muli(x.add(1)).muli(10);
            assertThat(twice.get(n - 1).item()).isEqualTo(2.0);
            assertThat(sum.get(n - 1).item()).isEqualTo(6.0);
            assertThat(x.get(n - 1).item()).isEqualTo(200.0);
        }
    }
}
