package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.broadcastTo;
import static io.github.tornadoarrays.Np.ellipsis;
import static io.github.tornadoarrays.Np.newaxis;
import static io.github.tornadoarrays.Np.ones;
import static io.github.tornadoarrays.Np.take;
import static io.github.tornadoarrays.Np.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IndexingTest {
    private final NDArray x = arange(12).reshape(3, 4).copy();

    @Test
    void textAndObjectsNameTheSame() {
        assertThat(x.get("::2, ..., -1").toLongArray()).containsExactly(3, 11);
        assertThat(x.get(Slice.every(2), ellipsis, -1).toLongArray()).containsExactly(3, 11);
        assertThat(x.get("None, 1, [0, 2]").shape()).containsExactly(1, 2);
        assertThat(x.get(newaxis, "1", new int[] {0, 2}).shape()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void wholeRowsAreTaken(DType type) {
        NDArray base = arange(700 * 6).mod(100).astype(type).reshape(700, 6).eval();
        NDArray views = arange(2000).mul(37).mod(700).sub(350).eval();
        for (NDArray rows : List.of(base, base.get("5:, 1:4"), base.get("::-2"), base.reshape(700, 2, 3))) {
            long n = rows.shape()[0];
            for (NDArray i : List.of(
                    views.mod(n).eval(),
                    views.mod(n).sub(n).astype(Np.int32).eval(),
                    views.mod(n).get("10:30"))) {
                NDArray taken = rows.take(i, 0);
                assertThat(taken.shape()[0]).isEqualTo(i.size());
                // with more to do, a kernel takes them element by element
                assertThat(taken.eval()
                                .eq(rows.take(i, 0).astype(Np.complex128))
                                .all()
                                .toBooleanArray())
                        .containsExactly(true);
            }
        }
    }

    @Test
    void rowsAreTakenFromTheEnd() {
        assertThat(x.take(array(1, -1), 0).toNested()).isEqualTo(new long[][] {{4, 5, 6, 7}, {8, 9, 10, 11}});
    }

    @Test
    void rowsTakenBeforeAWriteKeepTheirElements() {
        NDArray y = x.copy();
        NDArray taken = y.take(array(2, 0), 0);
        y.set("2", -1);
        assertThat(taken.toNested()).isEqualTo(new long[][] {{8, 9, 10, 11}, {0, 1, 2, 3}});
    }

    @Test
    void slicesAreViewsBothWays() {
        NDArray column = x.get(":, 1");
        column.set(array(-1, -2, -3));
        assertThat(x.get("1").toLongArray()).containsExactly(4, -2, 6, 7);
        x.set("1", 0);
        assertThat(column.toLongArray()).containsExactly(-1, 0, -3);
    }

    @Test
    void oneElementIsAValueAndArraysGiveCopies() {
        NDArray one = x.get(0, 1);
        NDArray view = x.get("0, 1, ...");
        NDArray picked = x.get((Object) new int[] {0});
        x.set(99, 0);
        assertThat(one.itemLong()).isEqualTo(1);
        assertThat(view.itemLong()).isEqualTo(99);
        assertThat(picked.toLongArray()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void pendingReadersSeeWhatWasThereBeforeAWrite() {
        NDArray zeros = zeros(3);
        NDArray pending = zeros.add(1);
        NDArray index = array(0, 2);
        NDArray gathered = x.get(":, :3").get(1).get(index);
        zeros.set("0", 5);
        index.set("0", 1);
        x.set("1", -1);
        assertThat(pending.toDoubleArray()).containsExactly(1, 1, 1);
        assertThat(zeros.toDoubleArray()).containsExactly(5, 0, 0);
        assertThat(gathered.toLongArray()).containsExactly(4, 6);
    }

    @Test
    void overlappingAssignmentsBehaveAsIfCopiedFirst() {
        NDArray v = arange(6).copy();
        v.set("1:", v.get(":-1"));
        assertThat(v.toLongArray()).containsExactly(0, 0, 1, 2, 3, 4);
        v.set(v, new int[] {5, 4, 3, 2, 1, 0});
        assertThat(v.toLongArray()).containsExactly(4, 3, 2, 1, 0, 0);
    }

    @Test
    void theLastOfTwoValuesForOnePlaceStays() {
        x.set(array(7, 8), new int[] {0, 0}, new int[] {1, 1});
        assertThat(x.itemLong(0, 1)).isEqualTo(8);
    }

    @Test
    void masksSelectAndWrite() {
        NDArray mask = x.gt(8);
        assertThat(x.get(mask).toLongArray()).containsExactly(9, 10, 11);
        x.set(0, mask);
        assertThat(x.get("2").toLongArray()).containsExactly(8, 0, 0, 0);
        x.set(array(1, 2, 3, 4), (Object) new boolean[] {false, true, true});
        assertThat(x.get("1:").toLongArray()).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
        x.set(array(-1, -2), x.eq(4));
        assertThat(x.get(":, -1").toLongArray()).containsExactly(3, -1, -2);
    }

    /** Masks not computed yet that compare the array itself with a number, which devices may have a routine for. */
    @Test
    void whatComparesWithANumberIsSelected() {
        NDArray v = Np.asarray(new float[] {3, Float.NaN, -1, 0.1f, 3, -0f});
        assertThat(v.get(v.gt(0.1)).toFloatArray()).containsExactly(3, 3);
        assertThat(v.get(v.ge(0.1f)).toFloatArray()).containsExactly(3, 0.1f, 3);
        assertThat(v.get(v.lt(0)).toFloatArray()).containsExactly(-1);
        assertThat(v.get(v.le(0)).toFloatArray()).containsExactly(-1, -0f);
        assertThat(v.get(v.eq(3)).toFloatArray()).containsExactly(3, 3);
        assertThat(v.get(v.ne(3)).toFloatArray()).containsExactly(Float.NaN, -1, 0.1f, -0f);
        assertThat(v.get(v.gt(5)).toFloatArray()).isEmpty();
        assertThat(x.get(x.gt(2.5)).toLongArray()).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(x.get(x.T().gt(4).T()).toLongArray()).containsExactly(5, 6, 7, 8, 9, 10, 11);
        assertThat(x.T().get(x.T().gt(8)).toLongArray()).containsExactly(9, 10, 11);
        assertThat(x.get("1").get(x.get("1").gt(5)).toLongArray()).containsExactly(6, 7);
        // the mask is of what the array was
        NDArray mask = v.lt(0.5);
        v.addi(10);
        assertThat(v.get(mask).toFloatArray()).containsExactly(9, 10.1f, 10);
    }

    @Test
    void valuesAreConvertedAsInNumPy() {
        x.set(2.9, 0, 0);
        assertThat(x.itemLong(0, 0)).isEqualTo(2);
        assertThatThrownBy(() -> zeros(Np.int8, 2).set("0", 300))
                .isInstanceOf(DTypeException.class)
                .hasMessage("set: 300 is out of range for int8 (-128..127); use a wider type");
        assertThatThrownBy(() -> x.set("0", Double.NaN)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> x.set("0", ones(Np.complex128, 4))).isInstanceOf(DTypeException.class);
    }

    @Test
    void errorsNameTheValuesAndLeaveTheArrayAsItWas() {
        fails(() -> x.get(7), "get: index 7 is out of range for axis 0 with size 3; valid are -3..2");
        fails(
                () -> x.get((Object) new int[] {1, -4}),
                "get: index -4 is out of range for axis 0 with size 3; valid are -3..2");
        fails(
                () -> take(x, array(new int[] {0, 4}), 1),
                "take: index 4 is out of range for axis 1 with size 4; valid are -4..3");
        fails(() -> x.get(0, 0, 0), "get: too many indices (3) for an array of shape (3, 4); it has 2 axes");
        fails(
                () -> x.get((Object) new boolean[] {true, false}),
                "get: a mask of shape (2,) does not fit shape (3, 4) from axis 0; their extents must be equal");
        fails(
                () -> x.get(new int[] {0, 1}, new int[] {0, 1, 2}),
                "get: index arrays of shapes (2,) and (3,) do not broadcast; trailing extents must be equal or 1");
        fails(
                () -> x.get((Object) new double[] {1}),
                "get: an index array cannot be float64; use an integer or bool array");
        assertThatThrownBy(() -> x.set("0", array(1, 2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("set: a value of shape (3,) does not broadcast to the shape written to, (4,);"
                        + " trailing extents must be equal or 1");
        fails(() -> x.set(1, new int[] {0, 3}), "set: index 3 is out of range for axis 0 with size 3; valid are -3..2");
        assertThatThrownBy(() -> broadcastTo(x.get("0"), 2, 4).set(1)).isInstanceOf(ShapeException.class);
        assertThat(x.toLongArray()).isEqualTo(arange(12).toLongArray());
    }

    @Test
    void badTextHasACaretUnderThePlace() {
        fails(() -> x.get("1, 2a"), """
                get: bad index text at column 5: expected ',' or the end; write it as in NumPy, such as "1:3, ..., -1"
                  1, 2a
                      ^""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|1", "1:2:0|5", "--1|2", "[1, x]|5", "1,,2|3", "99999999999999999999|1", "1 2|3"})
    void badTextIsRefused(String text, int column) {
        assertThatThrownBy(() -> x.get(text))
                .isInstanceOf(IndexException.class)
                .hasMessageStartingWith("get: bad index text at column " + column + ": ");
    }

    private static void fails(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IndexException.class).hasMessage(message);
    }
}
