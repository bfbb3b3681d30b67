package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.emptyPinned;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.float64;
import static io.github.tornadoarrays.Np.int32;
import static io.github.tornadoarrays.Np.zerosPinned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedArrayTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 4098, 1 << 20})
    void elementsGoToADeviceAndComeBack(int n) {
        try (PinnedArray p = emptyPinned(float64, n);
                PinnedArray back = zerosPinned(float64, n)) {
            for (int i = 0; i < n; i++) {
                p.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, i, i);
            }
            NDArray x = p.to(Device.current());
            assertThat(x.device()).isEqualTo(Device.current());
            back.copyFrom(x.add(1));
            back.synchronize();
            for (int i = 0; i < n; i++) {
                assertThat(back.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, i))
                        .isEqualTo(i + 1);
            }
            assertThat(back.array().toDoubleArray()).isEqualTo(x.add(1).toDoubleArray());
        }
    }

    @Test
    void partsOfArraysAreCopied() {
        NDArray x = arange(12.).reshape(3, 4).copy().eval();
        NDArray waits = x.mul(2);
        try (PinnedArray p = zerosPinned(float64, 2, 2);
                PinnedArray row = emptyPinned(float64, 4)) {
            p.buffer().asDoubleBuffer().put(new double[] {-1, -2, -3, -4});
            p.copyTo(x.get(":2, 1:3"));
            row.copyFrom(x.get(1));
            assertThat(row.array().toDoubleArray()).containsExactly(4, -3, -4, 7);
            row.copyTo(x.get(2));
            row.copyFrom(
                    x.get(":, 0").get(":").get("::-1").reshape(3).get("0:1").broadcastTo(4));
            assertThat(row.array().toDoubleArray()).containsExactly(4, 4, 4, 4);
            assertThat(x.toDoubleArray()).containsExactly(0, -1, -2, 3, 4, -3, -4, 7, 4, -3, -4, 7);
            assertThat(waits.item(2, 3)).isEqualTo(22);
        }
    }

    @Test
    void itIsAnArrayOfTheHost() {
        PinnedArray p = zerosPinned(int32, 5);
        NDArray a = p.array();
        assertThat(a.device().isHost()).isTrue();
        a.addi(3);
        NDArray waits = a.mul(2);
        MemorySegment s = p.segment();
        assertThat(s.getAtIndex(ValueLayout.JAVA_INT, 4)).isEqualTo(3);
        assertThat(a.to(Device.current()).sum().item()).isEqualTo(15);
        p.close();
        p.close();
        assertThat(waits.toIntArray()).containsOnly(6);
        assertThatThrownBy(a::toIntArray).isInstanceOf(ArrayException.class).hasMessageContaining("was closed at");
        assertThatThrownBy(p::segment).isInstanceOf(ArrayException.class);
        assertThatThrownBy(() -> s.getAtIndex(ValueLayout.JAVA_INT, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void otherShapesAndTypesAreRefused() {
        try (PinnedArray p = emptyPinned(float32, 2, 3)) {
            assertThat(p).hasToString("pinned float32 array of shape (2, 3)");
            assertThatThrownBy(() -> p.copyFrom(arange(6.).reshape(2, 3)))
                    .isInstanceOf(DTypeException.class)
                    .hasMessage("copyFrom: the array is float64 and the pinned array float32; cast the array first");
            assertThatThrownBy(() -> p.copyTo(arange(6.).astype(float32)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("copyTo: the array has shape (6,) and the pinned array (2, 3); they must be equal");
        }
        assertThatThrownBy(() -> emptyPinned(float32, -1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void aScopeLeavesItAlone() {
        PinnedArray p;
        try (Scope _ = Np.scope()) {
            p = zerosPinned(float64, 3);
        }
        assertThat(p.array().sum().item()).isZero();
        p.close();
    }
}
