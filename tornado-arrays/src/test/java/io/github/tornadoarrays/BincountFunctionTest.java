package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Node;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BincountFunctionTest {
    private static NDArray of(DType type, double... x) {
        HostBuffer h = HostBuffer.allocate(type, x.length);
        for (int i = 0; i < x.length; i++) {
            h.setDouble(i, x[i]);
        }
        return new NDArray(Node.leaf(type, new long[] {x.length}, h));
    }

    private static double[] values(NDArray x) {
        HostBuffer h = x.contiguous();
        return IntStream.range(0, (int) x.size()).mapToDouble(h::getDouble).toArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"BOOL", "INT8", "INT32", "INT64", "UINT8", "UINT32", "UINT64"})
    void countsIntegersOfEveryType(DType type) {
        NDArray counts = Np.bincount(of(type, 1, 0, 1, 1));
        assertThat(counts.dtype()).isEqualTo(DType.INT64);
        assertThat(values(counts)).containsExactly(1, 3);
    }

    @Test
    void countsAViewAndAPendingExpression() {
        NDArray x = of(DType.INT64, 3, 9, 1, 9, 3, 9);
        NDArray everySecond = x.view(new Layout(new long[] {3}, new long[] {2}, 0));
        assertThat(values(Np.bincount(everySecond))).containsExactly(0, 1, 0, 2);
        assertThat(values(Np.bincount(everySecond.sub(1)))).containsExactly(1, 0, 2);
    }

    @Test
    void givesAtLeastAsManyCountsAsAskedFor() {
        assertThat(values(Np.bincount(of(DType.INT32, 1), 3))).containsExactly(0, 1, 0);
        assertThat(values(Np.bincount(of(DType.INT32, 4), 3))).containsExactly(0, 0, 0, 0, 1);
        assertThat(values(Np.bincount(of(DType.INT32)))).isEmpty();
        assertThat(values(Np.bincount(of(DType.INT32), 2))).containsExactly(0, 0);
    }

    @Test
    void addsWeights() {
        NDArray sums = Np.bincount(of(DType.INT32, 0, 2, 2), of(DType.FLOAT32, 0.5, 1, 2));
        assertThat(sums.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(values(sums)).containsExactly(0.5, 0, 3);
        assertThat(values(Np.bincount(of(DType.INT8), of(DType.INT8), 2))).containsExactly(0, 0);
    }

    @Test
    void saysWhatIsWrong() {
        NDArray ints = of(DType.INT64, 1, 2);
        assertThatThrownBy(() -> Np.bincount(of(DType.INT64, 5, -3, 1)))
                .isInstanceOf(ArrayException.class)
                .hasMessage("bincount: the smallest value is -3; values from 0 to 2**63 - 1 are counted");
        assertThatThrownBy(() -> Np.bincount(of(DType.FLOAT64, 1)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("bincount: the values are float64; they must be integers");
        assertThatThrownBy(() -> Np.bincount(ints.view(Layout.contiguous(1, 2))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("bincount: the values have shape (1, 2); ravel them to one dimension");
        assertThatThrownBy(() -> Np.bincount(ints, of(DType.FLOAT64, 1))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Np.bincount(ints, -1)).isInstanceOf(ArrayException.class);
        assertThatThrownBy(() -> Np.bincount(of(DType.INT64, 0x1p40))).isInstanceOf(MemoryException.class);
    }
}
