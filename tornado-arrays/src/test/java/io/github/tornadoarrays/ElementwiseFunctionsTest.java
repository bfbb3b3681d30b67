package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Node;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Types, short cuts, aliasing and errors; values against NumPy's are the golden tests' part. */
class ElementwiseFunctionsTest {

    private static NDArray of(DType type, double... x) {
        HostBuffer h = HostBuffer.allocate(type, x.length / type.parts());
        for (int i = 0; i < x.length; i++) {
            h.setDouble(i, x[i]);
        }
        return new NDArray(Node.leaf(type, new long[] {x.length / type.parts()}, h));
    }

    private static NDArray longs(DType type, long... x) {
        HostBuffer h = HostBuffer.allocate(type, x.length);
        for (int i = 0; i < x.length; i++) {
            h.setLong(i, x[i]);
        }
        return new NDArray(Node.leaf(type, new long[] {x.length}, h));
    }

    private static double[] values(NDArray x) {
        HostBuffer h = x.contiguous();
        return IntStream.range(0, (int) x.size() * x.dtype().parts())
                .mapToDouble(h::getDouble)
                .toArray();
    }

    private static NDArray slice(NDArray x, long start, long step, long count) {
        return x.view(x.layout().slice(0, start, step, count));
    }

    // ---- Java numbers beside arrays

    @Test
    void aNumberTakesTheArraysType() {
        assertThat(of(float32, 1).add(2.5).dtype()).isEqualTo(float32);
        assertThat(of(int8, 1).mul(2).dtype()).isEqualTo(int8);
        assertThat(of(int8, 1).mul(2.0).dtype()).isEqualTo(float64);
        assertThat(of(bool_, 1).add(2).dtype()).isEqualTo(int64);
        assertThat(of(float32, 1).mul(Complex.of(0, 1)).dtype()).isEqualTo(complex64);
        assertThat(of(int16, 1).div(2).dtype()).isEqualTo(float64);
    }

    @Test
    void aNumberOnTheLeft() {
        assertThat(values(subtract(1, of(float64, 1, 2, 3)))).containsExactly(0, -1, -2);
        assertThat(values(divide(6, of(int32, 1, 2, 3)))).containsExactly(6, 3, 2);
        assertThat(values(pow(2, of(int32, 0, 3)))).containsExactly(1, 8);
    }

    @Test
    void aNumberThatTheTypeCannotHold() {
        NDArray x = of(uint8, 1, 200);
        assertThatThrownBy(() -> x.add(300))
                .isInstanceOf(DTypeException.class)
                .hasMessage("add: 300 is out of range for uint8 (0..255);"
                        + " cast the array to a wider type, or the number to an array");
        assertThatThrownBy(() -> maximum(x, -1)).isInstanceOf(DTypeException.class);
        assertThat(values(x.div(400))).containsExactly(0.0025, 0.5);
        assertThat(values(x.clip(-5, 100))).containsExactly(1, 100);
    }

    @Test
    void comparisonsAreExactWhereNoTypeHoldsBothSides() {
        assertThat(values(of(uint8, 1, 255).lt(300))).containsExactly(1, 1);
        assertThat(values(greater(-1, of(uint8, 1, 255)))).containsExactly(0, 0);
        assertThat(values(of(uint8, 1, 255).ne(-1))).containsExactly(1, 1);
        NDArray most = longs(uint64, -1, Long.MIN_VALUE, 5);
        assertThat(values(most.gt(BigInteger.TWO.pow(63)))).containsExactly(1, 0, 0);
        NDArray signed = longs(int64, -1, Long.MAX_VALUE, 5);
        assertThat(values(signed.eq(most))).containsExactly(0, 0, 1);
        assertThat(values(signed.lt(most))).containsExactly(1, 1, 0);
        assertThat(values(most.ge(signed))).containsExactly(1, 1, 1);
        assertThat(values(most.lt(signed))).containsExactly(0, 0, 0);
    }

    @Test
    void sixteenBitFloatsRoundTheNumberFirst() {
        assertThat(values(of(float16, 1).mul(0.1))).containsExactly(0.0999755859375);
        assertThat(values(of(bfloat16, 1).mul(0.1))).containsExactly(0.10009765625);
    }

    // ---- powers

    @Test
    void knownExponentsKeepTheType() {
        assertThat(values(of(float32, 3, -2).pow(2))).containsExactly(9, 4);
        assertThat(of(float32, 3).pow(2).dtype()).isEqualTo(float32);
        assertThat(of(bool_, 1).pow(2).dtype()).isEqualTo(int8);
        assertThat(of(int32, 4).pow(0.5).dtype()).isEqualTo(float64);
        assertThat(values(of(int32, 4, 9).pow(0.5))).containsExactly(2, 3);
        assertThat(values(of(float64, 4, -0.0).pow(-1))).containsExactly(0.25, Double.NEGATIVE_INFINITY);
        assertThat(values(of(float64, Double.NEGATIVE_INFINITY).pow(0.5))).containsExactly(Double.NaN);
        assertThat(values(of(complex128, 1, 2).pow(3))).containsExactly(-11, -2);
    }

    @Test
    void integersToNegativeIntegers() {
        NDArray x = of(int32, 2, 3);
        assertThatThrownBy(() -> x.pow(-1))
                .isInstanceOf(DTypeException.class)
                .hasMessage("pow: integers to negative integer powers are not integers (exponent -1);"
                        + " cast the base to a float first");
        assertThatThrownBy(() -> x.powi(of(int8, 1, -1))).isInstanceOf(DTypeException.class);
        assertThat(values(x)).containsExactly(2, 3);
        assertThat(values(x.pow(of(int8, 1, 2)))).containsExactly(2, 9);
    }

    // ---- results are new arrays

    @ParameterizedTest
    @EnumSource(DType.class)
    void aResultNeverSharesElementsWithItsOperand(DType type) {
        NDArray x = type.isComplex() ? of(type, 1, 0) : of(type, 1);
        for (NDArray y : List.of(
                abs(x), conj(x), x.astype(type), x.pow(1), clip(x, (Number) null, null), nanToNum(x), x.round())) {
            assertThat(y.sharesMemory(x)).isFalse();
            y.assign(() -> Np.subtract(x.astype(int8), 1).astype(y.dtype()).node());
            assertThat(values(x)[0]).isEqualTo(1);
            assertThat(values(y)[0]).isEqualTo(0);
        }
    }

    @Test
    void pendingReadsSeeWhatWasThere() {
        NDArray x = of(float64, 1, 2, 3);
        NDArray y = x.mul(10);
        NDArray tail = slice(x, 1, 1, 2);
        tail.addi(100);
        assertThat(values(y)).containsExactly(10, 20, 30);
        assertThat(values(x)).containsExactly(1, 102, 103);
        assertThat(values(tail.mul(1))).containsExactly(102, 103);
    }

    // ---- in place

    @Test
    void overlappingOperandsAreReadFirst() {
        NDArray x = of(float64, 1, 2, 3, 4, 5);
        slice(x, 1, 1, 4).addi(slice(x, 0, 1, 4));
        assertThat(values(x)).containsExactly(1, 3, 5, 7, 9);
        NDArray y = of(int32, 1, 2, 3);
        y.muli(slice(y, 2, -1, 3));
        assertThat(values(y)).containsExactly(3, 4, 3);
    }

    @Test
    void inPlaceKeepsTheTypeWithinItsKind() {
        NDArray f = of(float32, 1, 2);
        assertThat(f.addi(of(float64, 0.5, 0.25))).isSameAs(f);
        assertThat(f.dtype()).isEqualTo(float32);
        assertThat(values(f)).containsExactly(1.5, 2.25);
        NDArray i = of(int8, 100, 7);
        assertThat(values(i.addi(100))).containsExactly(-56, 107);
        assertThat(values(i.shri(1).andi(0x0f).xori(1))).containsExactly(5, 4);
        assertThat(values(of(bool_, 1, 0).ori(true))).containsExactly(1, 1);
    }

    @Test
    void aWiderKindIsRefusedAndNothingChanges() {
        NDArray i = of(int32, 4, 6);
        assertThatThrownBy(() -> i.divi(2))
                .isInstanceOf(DTypeException.class)
                .hasMessage("divi: the result's type float64 cannot be kept in an array of int32;"
                        + " use the form that makes a new array, or cast with astype");
        assertThatThrownBy(() -> i.addi(0.5)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> of(uint8, 1).subi(of(int8, 1))).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> of(float64, 1).muli(Complex.of(0, 1))).isInstanceOf(DTypeException.class);
        assertThat(values(i)).containsExactly(4, 6);
    }

    @Test
    void inPlaceNeedsRoomForTheResult() {
        NDArray x = of(float64, 1, 2);
        NDArray rows = new NDArray(x.node()).view(Layout.contiguous(1, 2).broadcastTo(3, 2));
        assertThatThrownBy(() -> rows.addi(1))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("addi: the array of shape (3, 2) is a broadcast view");
        assertThatThrownBy(() -> x.addi(rows))
                .isInstanceOf(ShapeException.class)
                .hasMessage("addi: the result's shape (3, 2) does not fit the array's, (2,);"
                        + " the other operand must broadcast to the array's shape");
        assertThat(values(x)).containsExactly(1, 2);
    }

    // ---- what has no meaning

    @Test
    void typesThatAFunctionDoesNotTake() {
        NDArray b = of(bool_, 1);
        NDArray z = of(complex128, 1, 2);
        List<Runnable> wrong = List.of(
                () -> b.neg(),
                () -> b.sub(b),
                () -> positive(b),
                () -> b.sign(),
                () -> z.floor(),
                () -> z.floorDiv(2),
                () -> z.mod(z),
                () -> atan2(z, 1),
                () -> hypot(1, z),
                () -> z.cbrt(),
                () -> z.degrees(),
                () -> fma(z, z, z),
                () -> of(float64, 1).and(1),
                () -> of(float32, 1).not(),
                () -> of(float64, 1).shl(1));
        assertThat(wrong).allSatisfy(f -> assertThatThrownBy(f::run).isInstanceOf(DTypeException.class));
    }

    @Test
    void shapesThatDoNotBroadcast() {
        assertThatThrownBy(() -> of(float64, 1, 2).mul(of(float64, 1, 2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("mul: shapes (2,) and (3,) do not broadcast; trailing extents must be equal or 1");
        assertThatThrownBy(() -> where(of(bool_, 1, 0), of(int8, 1, 2, 3), 0)).isInstanceOf(ArrayException.class);
    }

    // ---- compositions

    @Test
    void closeness() {
        NDArray x = of(float64, 1, Double.NaN, Double.POSITIVE_INFINITY, 1e-9);
        NDArray y = of(float64, 1 + 1e-6, Double.NaN, Double.POSITIVE_INFINITY, 0);
        assertThat(values(isclose(x, y))).containsExactly(1, 0, 1, 1);
        assertThat(allclose(x, y)).isFalse();
        assertThat(allclose(x, y, 1e-5, 1e-8, true)).isTrue();
        assertThat(arrayEqual(x, x)).isFalse();
        assertThat(arrayEqual(x, x, true)).isTrue();
        assertThat(arrayEqual(x, slice(x, 0, 1, 3))).isFalse();
    }

    @Test
    void sixteenBitNeighbours() {
        assertThat(values(nextafter(
                        of(float16, 0, 1, 1, 65504, Double.POSITIVE_INFINITY, -6e-8), of(float16, 1, 2, 0, 1e9, 0, 1))))
                .containsExactly(0x1p-24, 1 + 0x1p-10, 1 - 0x1p-11, Double.POSITIVE_INFINITY, 65504, -0.0);
        assertThat(values(nextafter(of(bfloat16, 1, 1), of(bfloat16, 2, 0)))).containsExactly(1 + 0x1p-7, 1 - 0x1p-8);
    }
}
