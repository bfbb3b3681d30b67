package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.ones;
import static io.github.tornadoarrays.NumberFunctionsTest.throwsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What golden cases can't say of {@link AssemblyFunctions} and {@link PlaceFunctions}: memory, places of elements, messages. */
class AssemblyFunctionsTest {
    @Test
    void viewsShareMemoryWhereTheyMeet() {
        NDArray x = arange(12).reshape(3, 4).copy().eval();
        assertThat(Np.sharesMemory(x, x.get("1"))).isTrue();
        assertThat(Np.sharesMemory(x.get("0"), x.get("1"))).isFalse();
        assertThat(Np.sharesMemory(x.get(":, ::2"), x.get(":, 1::2"))).isFalse();
        assertThat(Np.mayShareMemory(x.get(":, ::2"), x.get(":, 1::2"))).isTrue();
        assertThat(Np.mayShareMemory(x.get("0"), x.get("1"))).isFalse();
        assertThat(Np.sharesMemory(x, x.copy())).isFalse();
        assertThat(Np.sharesMemory(x.get("::-1"), x.get("1, 2:3"))).isTrue();
    }

    @Test
    void columnMajorCopies() {
        NDArray x = arange(6).reshape(2, 3);
        NDArray f = Np.asfortranarray(x);
        assertThat(Np.isfortran(f)).isTrue();
        assertThat(Np.isfortran(x)).isFalse();
        assertThat(f.toLongArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Np.sharesMemory(Np.ascontiguousarray(f.T()), f)).isTrue();
    }

    @Test
    void elementsHaveTheirPlaces() {
        List<Element> all = Np.ndenumerate(array(1.5, 2.5).reshape(2, 1)).toList();
        assertThat(all.get(1).index()).containsExactly(1, 0);
        assertThat(all.get(1).value()).isEqualTo(2.5);
    }

    @Test
    void blocksOfNumbersAndArrays() {
        NDArray b = Np.block(List.of(List.of(Np.eye(2), Np.zeros(2, 1)), List.of(Np.ones(1, 2), 7)));
        assertThat(b.shape()).containsExactly(3, 3);
        assertThat(b.get(2).toDoubleArray()).containsExactly(1, 1, 7);
    }

    @Test
    void deletesWhatASliceOrAMaskPicks() {
        NDArray x = arange(6);
        assertThat(Np.delete(x, Slice.every(-2), 0).toLongArray()).containsExactly(0, 2, 4);
        assertThat(Np.delete(x, x.gt(3), 0).toLongArray()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void mistakesAreNamed() {
        NDArray x = arange(12).reshape(3, 4);
        throwsOf(() -> Np.delete(x, 3, 0), IndexException.class, "delete: place 3 is out of range; valid are -3..2");
        throwsOf(
                () -> Np.delete(x, array(true, false), 0),
                ShapeException.class,
                "delete: a mask of shape (2,) for axis 0 of extent 3; give one truth value for each slice");
        throwsOf(() -> Np.insert(x, 4, 1, 0), IndexException.class, "insert: place 4 is out of range; valid are -3..3");
        throwsOf(
                () -> Np.delete(x, ones(1), 0), IndexException.class, "delete: places cannot be float64; use integers");
        throwsOf(
                () -> Np.block(List.of()),
                ShapeException.class,
                "block: a list is empty; give an array or a number at least");
        throwsOf(
                () -> Np.block(List.of(List.of(x), x)),
                ShapeException.class,
                "block: lists are not nested alike; all arrays must be in 2 lists");
        throwsOf(
                () -> Np.copyto(x, ones(4)),
                DTypeException.class,
                "copyto: float64 cannot be kept in an array of int64; cast it with astype");
        throwsOf(
                () -> Np.put(x.copy(), array(12), array(1)),
                IndexException.class,
                "put: place 12 is out of range; valid are -12..11");
        throwsOf(
                () -> Np.put(x.copy(), array(1), array(1), "drop"),
                ArrayException.class,
                "put: unknown mode \"drop\"; known are \"raise\", \"wrap\" and \"clip\"");
        throwsOf(
                () -> Np.asarrayChkfinite(array(1.0, Double.NaN)),
                ArrayException.class,
                "asarrayChkfinite: an element is infinite or NaN; use asarray to keep it");
        throwsOf(
                () -> Np.matvec(arange(3), arange(3)),
                ShapeException.class,
                "matvec: an operand has shape (3,); it needs at least 2 axes");
        throwsOf(
                () -> Np.applyAlongAxis(v -> v, 0, Np.zeros(3, 0)),
                ShapeException.class,
                "applyAlongAxis: shape (3, 0) has no vectors along axis 0");
        throwsOf(
                () -> Np.applyOverAxes((v, _) -> v.sum(), x.reshape(3, 2, 2), 0),
                ShapeException.class,
                "applyOverAxes: the function gave shape () for (3, 2, 2); it may fold one axis");
        throwsOf(
                () -> Np.dsplit(x, 2),
                ShapeException.class,
                "dsplit: the array has shape (3, 4); it needs at least 3 axes");
        throwsOf(
                () -> Np.diagIndicesFrom(x),
                ShapeException.class,
                "diagIndicesFrom: an array of shape (3, 4); at least two axes of one length are needed");
        throwsOf(
                () -> Np.triuIndicesFrom(arange(3)),
                ShapeException.class,
                "triuIndicesFrom: an array of shape (3,); a matrix is needed");
        throwsOf(() -> Np.ix(x), ShapeException.class, "ix: an array of shape (3, 4); give vectors");
        throwsOf(() -> Np.ix(ones(2)), IndexException.class, "ix: places cannot be float64; use integers or bool");
        throwsOf(
                () -> Np.mgrid("0:2, x:3"),
                IndexException.class,
                "mgrid: \"x:3\" in \"0:2, x:3\" is no range; write start:stop, start:stop:step, or start:stop:5j for 5 points");
        throwsOf(
                () -> Np.rollaxis(x, 0, 3),
                AxisException.class,
                "rollaxis: start 3 is out of range for shape (3, 4); valid are -2..2");
        assertThat(x.dtype()).isEqualTo(DType.INT64);
    }
}
