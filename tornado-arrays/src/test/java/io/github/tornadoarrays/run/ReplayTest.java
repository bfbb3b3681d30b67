package io.github.tornadoarrays.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Graph;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Random;
import io.github.tornadoarrays.Stream;
import io.github.tornadoarrays.core.DType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Expressions of many kernels that are computed again and again, on a CUDA device beside the processor. */
class ReplayTest {
    private Device.Use use;

    @BeforeEach
    void device() {
        List<String> there = Device.list().stream().map(Device::name).toList();
        assumeTrue(there.contains("cuda:0"), () -> "cuda:0 is not here; there are " + there);
        use = Device.use("cuda:0");
    }

    @AfterEach
    void end() {
        if (use != null) {
            use.close();
        }
    }

    private static NDArray numbers(long seed, long rows, long columns) {
        return Random.seeded(seed).random(DType.FLOAT64, rows, columns).add(0.5).eval();
    }

    /** Divides by the sums of columns, then of rows, again and again, and scales. */
    private static NDArray balanced(NDArray x, int rounds, double scale) {
        NDArray y = x;
        for (int i = 0; i < rounds; i++) {
            y = y.div(y.sum(0));
            y = y.div(y.sum(1).get(":, newaxis"));
        }
        return y.mul(scale);
    }

    private static void assertBalanced(NDArray result, NDArray x, int rounds, double scale) {
        NDArray expected;
        try (var _ = Device.use("cpu")) {
            expected = balanced(x.to(Device.of("cpu")), rounds, scale).eval();
        }
        double[] ours = result.toDoubleArray();
        double[] theirs = expected.toDoubleArray();
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).isCloseTo(theirs[i], org.assertj.core.data.Offset.offset(1e-12 * Math.abs(theirs[i])));
        }
    }

    @Test
    void eachTimeWithOtherNumbersAndOtherMemory() {
        long before = Realizer.replays();
        for (int i = 0; i < 12; i++) {
            NDArray x = numbers(i, 31, 17);
            assertBalanced(balanced(x, 4, i), x, 4, i);
        }
        assertThat(Realizer.replays()).isEqualTo(before + 1);
    }

    @Test
    void resultsStayWhenTheNextIsComputed() {
        NDArray x = numbers(1, 20, 30);
        NDArray[] results = new NDArray[10];
        for (int i = 0; i < results.length; i++) {
            results[i] = balanced(x, 3, i + 1).eval();
        }
        for (int i = 0; i < results.length; i++) {
            assertBalanced(results[i], x, 3, i + 1);
        }
    }

    @Test
    void viewsThatStartElsewhereEachTime() {
        NDArray all = numbers(2, 40, 19);
        for (int i = 0; i < 10; i++) {
            NDArray x = all.get(i + ":" + (i + 20));
            assertBalanced(balanced(x, 3, 1), x, 3, 1);
        }
    }

    @Test
    void aPartThatIsAskedForEndsIt() {
        long before = Realizer.replays();
        NDArray x = numbers(3, 23, 29);
        for (int i = 0; i < 8; i++) {
            NDArray part = balanced(x, 2, 1.5);
            NDArray whole = balanced(part, 2, 2);
            assertBalanced(whole, part, 2, 2);
            assertBalanced(part, x, 2, 1.5);
        }
        // part is memory where it was asked for, and so a leaf of the whole
        assertThat(Realizer.replays()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void writesToWhatItReads() {
        NDArray x = numbers(4, 27, 13);
        for (int i = 0; i < 10; i++) {
            NDArray old = x.copy().eval();
            NDArray y = balanced(x, 3, 1).eval();
            x.muli(0.5).addi(i);
            assertBalanced(y, old, 3, 1);
        }
    }

    @Test
    void inStreamsByTurns() {
        try (Stream a = new Stream();
                Stream b = new Stream()) {
            NDArray x = numbers(5, 33, 21);
            for (int i = 0; i < 12; i++) {
                NDArray next;
                try (var _ = (i % 2 == 0 ? a : b).use()) {
                    next = balanced(x, 3, 1.0 + i).eval();
                }
                assertBalanced(next, x, 3, 1.0 + i);
                x = next;
            }
        }
    }

    @Test
    void inAGraphItsLaunchesAreSingle() {
        NDArray x = numbers(6, 18, 14);
        for (int i = 0; i < 6; i++) {
            balanced(x, 3, 3).eval();
        }
        NDArray[] y = new NDArray[1];
        try (Stream s = new Stream();
                Graph g = Graph.capture(s, () -> y[0] = balanced(x, 3, 3).eval())) {
            x.set(numbers(7, 18, 14));
            g.launch();
            s.synchronize();
            assertBalanced(y[0], x, 3, 3);
        }
    }
}
