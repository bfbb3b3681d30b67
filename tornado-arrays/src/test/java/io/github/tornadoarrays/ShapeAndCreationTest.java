package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.run.HostMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeAndCreationTest {

    @Test
    void arrayHasNumPysTypesAndCopies() {
        assertThat(array(1, 2).dtype()).isEqualTo(DType.INT64);
        assertThat(array(5).shape()).isEmpty();
        assertThat(array(List.of(List.of(1, 2), List.of(3, 4.5))).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(array(List.of(Complex.of(1, 2))).itemComplex()).isEqualTo(Complex.of(1, 2));
        double[] memory = {1, 2};
        NDArray copy = array(memory);
        memory[0] = 9;
        assertThat(copy.toDoubleArray()).containsExactly(1, 2);
    }

    @Test
    void asarraySharesPrimitiveArrays() {
        HostMemory.needed();
        double[] memory = {1, 2, 3};
        NDArray x = asarray(memory);
        x.get("1:").set(7);
        assertThat(memory).containsExactly(1, 7, 7);
        memory[0] = 5;
        assertThat(x.item(0)).isEqualTo(5);
        assertThat(asarray(new int[] {1}).dtype()).isEqualTo(DType.INT32);
        assertThat(asarray(x)).isSameAs(x);
    }

    @Test
    void raggedArraysAreRefusedWithThePlace() {
        assertThatThrownBy(() -> array(List.of(List.of(1, 2), List.of(3))))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "array: ragged nested array: element [1] has 1 element where a row of 2 elements is expected;"
                                + " all rows of a level must have one length");
        assertThatThrownBy(() -> array(new double[][][] {{{1}}, {{1}, {2}}})).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> array(List.of(List.of(1), 2))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> array(List.of(1, "2"))).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> array(List.of(300), DType.INT8)).isInstanceOf(DTypeException.class);
    }

    @Test
    void nestedArraysGoInAndOut() {
        double[][] matrix = {{1, 2, 3}, {4, 5, 6}};
        assertThat((double[][]) array(matrix).T().T().toNested()).isDeepEqualTo(matrix);
        assertThat((double[][]) array(matrix).T().toNested()).isDeepEqualTo(new double[][] {{1, 4}, {2, 5}, {3, 6}});
        assertThat((short[]) array(List.of(200), DType.UINT8).toNested()).containsExactly((short) 200);
        assertThat(zeros().toNested()).isEqualTo(0.0);
    }

    @Test
    void flatArraysConvertAndAreTheCallersOwn() {
        NDArray x = array(1.5, -2.5, 0);
        assertThat(x.toIntArray()).containsExactly(1, -2, 0);
        assertThat(x.toBooleanArray()).containsExactly(true, true, false);
        assertThat(x.get("1:").toFloatArray()).containsExactly(-2.5f, 0);
        x.toDoubleArray()[0] = 99;
        assertThat(x.item(0)).isEqualTo(1.5);
        assertThatThrownBy(() -> x.astype(DType.COMPLEX64).toDoubleArray()).isInstanceOf(DTypeException.class);
        assertThatThrownBy(x::item)
                .isInstanceOf(ShapeException.class)
                .hasMessage("item: the array of shape (3,) has 3 elements; item() takes exactly 1, or an index");
    }

    @Test
    void memorySegmentsAreTheArraysOwnWhereElementsLieInOrder() {
        HostMemory.needed();
        NDArray x = arange(6).reshape(2, 3).copy();
        MemorySegment row = x.get("1").asMemorySegment();
        assertThat(row.byteSize()).isEqualTo(24);
        row.setAtIndex(ValueLayout.JAVA_LONG, 0, 42);
        assertThat(x.itemLong(1, 0)).isEqualTo(42);
        MemorySegment columns = x.T().asMemorySegment();
        assertThat(columns.isReadOnly()).isTrue();
        assertThat(columns.getAtIndex(ValueLayout.JAVA_LONG, 1)).isEqualTo(42);
    }

    @Test
    void viewsShareAndCopiesDoNot() {
        NDArray x = arange(6).copy();
        NDArray m = x.reshape(2, 3);
        NDArray turned = m.T();
        NDArray copied = turned.reshape(6);
        x.set("1", -1);
        assertThat(turned.get(":, 0").toLongArray()).containsExactly(0, -1, 2);
        assertThat(copied.toLongArray()).containsExactly(0, 3, 1, 4, 2, 5);
        m.flip(1).set("0, 0", -2);
        assertThat(x.itemLong(2)).isEqualTo(-2);
        assertThat(Np.diag(m).set(0)).isNotNull();
        assertThat(x.toLongArray()).containsExactly(0, -1, -2, 3, 0, 5);
        Np.split(x, 2).get(1).set(8);
        assertThat(x.toLongArray()).containsExactly(0, -1, -2, 8, 8, 8);
        assertThat(m.flatten().set(0).sum().itemLong()).isZero();
        assertThat(m.sum().itemLong()).isEqualTo(21);
    }

    @Test
    void shapeErrors() {
        NDArray x = arange(12).reshape(3, 4);
        fails(
                ShapeException.class,
                () -> x.reshape(5, -1),
                "reshape: cannot reshape 12 elements of shape (3, 4) to (5, -1);");
        fails(ShapeException.class, () -> x.reshape(-1, -1), "reshape: shape (-1, -1) has more than one -1");
        fails(ShapeException.class, () -> zeros(0).reshape(1L << 32, 1L << 32), "reshape: the size of shape");
        fails(ShapeException.class, () -> zeros(1L << 32, 1L << 31), "zeros: the size of shape");
        fails(AxisException.class, () -> x.transpose(0, 0), "transpose: axis 0 is named twice");
        fails(AxisException.class, () -> x.swapaxes(0, 2), "swapaxes: axis 2 is out of range for shape (3, 4)");
        fails(ShapeException.class, () -> x.squeeze(0), "squeeze: axis 0 of shape (3, 4) has extent 3");
        fails(
                ShapeException.class,
                () -> Np.concat(x, x.T()),
                "concat: shapes (3, 4) and (4, 3) do not join along axis 0");
        fails(ShapeException.class, () -> Np.stack(x, x.T()), "stack: arrays of shapes (3, 4) and (4, 3)");
        fails(ShapeException.class, () -> Np.split(x, 2), "split: axis 0 of shape (3, 4) does not divide into 2");
        fails(
                ShapeException.class,
                () -> x.broadcastTo(2, 4),
                "broadcastTo: shape (3, 4) does not broadcast to (2, 4)");
        fails(ArrayException.class, () -> Np.pad(x, 1, "mirror"), "pad: unknown mode \"mirror\"");
        fails(ArrayException.class, () -> arange(0, 5, 0), "arange: step is 0");
        fails(
                DTypeException.class,
                () -> Np.full(new long[] {2}, -1, DType.UINT8),
                "full: -1 is out of range for uint8");
    }

    private static void fails(Class<? extends ArrayException> type, Runnable call, String start) {
        assertThatThrownBy(call::run).isInstanceOf(type).hasMessageStartingWith(start);
    }
}
