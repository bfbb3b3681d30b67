package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.fromDlpack;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.run.OnCuda;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** DLPack's structs of a card's memory. */
@ExtendWith(OnCuda.class)
class CudaDlpackTest {
    @Test
    void memoryOfACardIsSharedUntilTheArrayIsClosed() {
        NDArray x = arange(24.).reshape(4, 6).copy().eval();
        MemorySegment s = x.get("1:, ::-2").toDlpack();
        assertThat(s.get(JAVA_INT, 32 + 8)).isEqualTo(2);
        assertThat(s.get(JAVA_LONG, 24)).isZero();
        NDArray y = fromDlpack(s);
        assertThat(y.device()).isEqualTo(x.device());
        assertThat(y.shape()).containsExactly(3, 3);
        assertThat(y.get(0).toDoubleArray()).containsExactly(11, 9, 7);
        y.set(-1, 0, 0);
        assertThat(x.item(1, 5)).isEqualTo(-1);
        NDArray waits = y.mul(2);
        y.close();
        assertThatThrownBy(() -> s.get(JAVA_INT, 0)).isInstanceOf(IllegalStateException.class);
        assertThat(waits.item(2, 2)).isEqualTo(38);
    }

    @Test
    void memoryThatIsOutStaysWhenTheArrayIsClosed() {
        NDArray x = arange(100_000.).add(1).eval();
        NDArray y = fromDlpack(x.toDlpack());
        x.close();
        for (int i = 0; i < 4; i++) {
            arange(100_000.).mul(-1).eval();
        }
        assertThat(y.item(99_999)).isEqualTo(100_000);
    }
}
