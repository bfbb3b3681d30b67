package io.github.tornadoarrays.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowTest {
    private final BufferAllocator allocator = new RootAllocator();

    /** It throws where a vector was not closed. */
    @AfterEach
    void close() {
        allocator.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BFLOAT16", "COMPLEX64", "COMPLEX128"},
            mode = EnumSource.Mode.EXCLUDE)
    void numbersComeBack(DType type) {
        NDArray x = Np.arange(11).astype(type).get("::-1");
        try (FieldVector v = Arrow.toVector("x", x, allocator)) {
            assertThat(v.getName()).isEqualTo("x");
            assertThat(v.getValueCount()).isEqualTo(11);
            assertThat(v.getNullCount()).isZero();
            NDArray y = Arrow.toArray(v);
            assertThat(y.dtype()).isEqualTo(type);
            assertThat(Np.arrayEqual(x, y)).isTrue();
        }
    }

    @Test
    void nullsAreNaN() {
        try (Float8Vector v = new Float8Vector("v", allocator)) {
            v.allocateNew(3);
            v.set(0, 1.5);
            v.setNull(1);
            v.set(2, 2.5);
            v.setValueCount(3);
            assertThat(Arrow.toArray(v).toDoubleArray()).containsExactly(1.5, Double.NaN, 2.5);
            assertThat(Arrow.isValid(v).toBooleanArray()).containsExactly(true, false, true);
        }
    }

    @Test
    void nullsOfIntegersAreRefused() {
        try (IntVector v = new IntVector("v", allocator)) {
            v.allocateNew(2);
            v.set(0, 1);
            v.setNull(1);
            v.setValueCount(2);
            assertThatThrownBy(() -> Arrow.toArray(v))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessage(
                            "arrow: 1 of 2 elements of v are null, and int32 has no NaN; fill them first, and see isValid");
        }
    }

    @Test
    void tablesAreColumns() {
        Map<String, NDArray> columns = new LinkedHashMap<>();
        columns.put("a", Np.arange(3));
        columns.put("b", Np.array(0.5, 1, 2));
        try (VectorSchemaRoot table = Arrow.toTable(columns, allocator)) {
            assertThat(table.getRowCount()).isEqualTo(3);
            Map<String, NDArray> back = Arrow.toArrays(table);
            assertThat(back.keySet()).containsExactly("a", "b");
            assertThat(back.get("b").toDoubleArray()).containsExactly(0.5, 1, 2);
        }
        columns.put("c", Np.arange(2));
        assertThatThrownBy(() -> Arrow.toTable(columns, allocator))
                .isInstanceOf(ShapeException.class)
                .hasMessage("arrow: columns of lengths [3, 2]; a table's are equally long");
    }

    @Test
    void emptyVectorsAndMistakes() {
        try (FieldVector v = Arrow.toVector("none", Np.zeros(0), allocator)) {
            assertThat(Arrow.toArray(v).shape()).containsExactly(0);
        }
        assertThatThrownBy(() -> Arrow.toVector("m", Np.zeros(2, 2), allocator))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "arrow: an array of 2 axes as the vector m; a vector has one, and a table has a vector for each column");
        assertThatThrownBy(() -> Arrow.toVector("z", Np.zeros(DType.COMPLEX64, 2), allocator))
                .isInstanceOf(DTypeException.class)
                .hasMessage(
                        "arrow: Arrow has no vector of complex64; cast it, or take the real and imaginary parts as two");
        try (VarCharVector v = new VarCharVector("t", allocator)) {
            assertThatThrownBy(() -> Arrow.toArray(v))
                    .isInstanceOf(DTypeException.class)
                    .hasMessage("arrow: the vector t is a VarCharVector; vectors of numbers and bits are arrays");
        }
    }
}
