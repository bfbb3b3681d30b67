package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.asarray;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.run.HostMemory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Large pending readers of memory that is written: they keep the old elements, however the write is made. */
class ReadersTest {
    private static final int N = 100_000;

    private static NDArray count() {
        return arange((double) N).copy().eval();
    }

    @Test
    void writeOfTheWholeArray() {
        NDArray x = count();
        NDArray view = x.get("1:");
        NDArray twice = x.mul(2);
        NDArray shifted = view.mul(10);
        NDArray total = x.sum();
        x.addi(1);
        assertThat(x.item(7)).isEqualTo(8);
        assertThat(view.item(0)).isEqualTo(2);
        assertThat(twice.item(7)).isEqualTo(14);
        assertThat(shifted.item(0)).isEqualTo(10);
        assertThat(total.item()).isEqualTo((N - 1) / 2.0 * N);
    }

    @Test
    void writeOfAPart() {
        NDArray x = count();
        NDArray twice = x.mul(2);
        x.set("3", -1);
        x.set("4", -2);
        assertThat(twice.get("2:6").toDoubleArray()).containsExactly(4, 6, 8, 10);
        assertThat(x.get("2:6").toDoubleArray()).containsExactly(2, -1, -2, 5);
    }

    @Test
    void valueThatReadsTheArrayItself() {
        NDArray x = count();
        NDArray twice = x.mul(2);
        x.set("...", x.get("::-1"));
        assertThat(x.item(0)).isEqualTo(N - 1.0);
        assertThat(x.item(N - 1)).isZero();
        assertThat(twice.item(1)).isEqualTo(2);
    }

    @Test
    void theWholeArrayWrittenToItselfInAnotherOrder() {
        NDArray x = count();
        x.get("::-1").set(x);
        assertThat(x.item(0)).isEqualTo(N - 1.0);
        assertThat(x.item(N - 1)).isZero();
    }

    @Test
    void memoryThatSomebodyElseHoldsIsWrittenInPlace() {
        HostMemory.needed();
        double[] mine = new double[N];
        Arrays.setAll(mine, i -> i);
        NDArray x = asarray(mine);
        NDArray twice = x.mul(2);
        x.addi(1);
        assertThat(mine[7]).isEqualTo(8);
        assertThat(twice.item(7)).isEqualTo(14);
    }
}
