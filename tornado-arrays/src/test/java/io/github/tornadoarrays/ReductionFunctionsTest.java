package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Node;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Axes, types, empty folds, aliasing and errors; values against NumPy's are the golden tests' part. */
class ReductionFunctionsTest {

    private static NDArray of(DType type, long[] shape, double... x) {
        HostBuffer h = HostBuffer.allocate(type, Shape.size(shape));
        for (int i = 0; i < x.length; i++) {
            h.setDouble(i, x[i]);
        }
        return new NDArray(Node.leaf(type, shape, h));
    }

    private static NDArray of(double... x) {
        return of(float64, new long[] {x.length}, x);
    }

    private static double[] values(NDArray x) {
        HostBuffer h = x.contiguous();
        return IntStream.range(0, (int) x.size() * x.dtype().parts())
                .mapToDouble(h::getDouble)
                .toArray();
    }

    private final NDArray table = of(float64, new long[] {2, 3}, 1, 2, 3, 4, -5, 6);

    @Test
    void axes() {
        assertThat(values(table.sum())).containsExactly(11);
        assertThat(values(table.sum(0))).containsExactly(5, -3, 9);
        assertThat(values(table.sum(-1))).containsExactly(6, 5);
        assertThat(values(table.sum(1, 0))).containsExactly(11);
        assertThat(table.sum(axis(-1).keepdims()).shape()).containsExactly(2, 1);
        assertThat(table.sum(axis().keepdims()).shape()).containsExactly(1, 1);
        assertThat(table.argmax(axis().keepdims()).shape()).containsExactly(1, 1);
        assertThat(values(table.div(table.sum(axis(1).keepdims())).sum(1))[0]).isCloseTo(1, within(1e-15));
    }

    @Test
    void axesThatAreNotThere() {
        assertThatThrownBy(() -> table.sum(2))
                .isInstanceOf(AxisException.class)
                .hasMessage("sum: axis 2 is out of range for shape (2, 3); valid axes are -2..1");
        assertThatThrownBy(() -> table.var(0, -2))
                .isInstanceOf(AxisException.class)
                .hasMessage("var: axis -2 is named twice in [0, -2]; name each axis once");
        assertThatThrownBy(() -> table.argmax(axis(0, 1))).isInstanceOf(AxisException.class);
        assertThatThrownBy(() -> table.cumsum(5)).isInstanceOf(AxisException.class);
        assertThatThrownBy(() -> of(float64, new long[0], 1).mean(0))
                .hasMessage("mean: axis 0 is out of range for shape (); a 0-d array has no axes");
    }

    @Test
    void types() {
        assertThat(table.astype(int8).sum().dtype()).isEqualTo(int64);
        assertThat(table.astype(uint8).prod().dtype()).isEqualTo(uint64);
        assertThat(table.astype(bool_).cumsum().dtype()).isEqualTo(int64);
        assertThat(table.astype(int8).max().dtype()).isEqualTo(int8);
        assertThat(table.astype(int16).mean().dtype()).isEqualTo(float64);
        assertThat(table.astype(float16).var().dtype()).isEqualTo(float16);
        assertThat(table.astype(complex64).std().dtype()).isEqualTo(float32);
        assertThat(table.astype(int32).sum(axis(0).dtype(float32)).dtype()).isEqualTo(float32);
        assertThat(table.argmin(0).dtype()).isEqualTo(int64);
    }

    @Test
    void halvesAreSummedInMore() {
        NDArray many = new NDArray(io.github.tornadoarrays.graph.Graph.constant(float16, new long[] {4096}, 1, 0));
        assertThat(values(many.sum())).containsExactly(4096);
        assertThat(values(many.mul(30).mean())).containsExactly(30);
        assertThat(values(many.astype(bfloat16).cumsum())[1023]).isEqualTo(1024);
    }

    @Test
    void foldsOfNothing() {
        NDArray none = of(float64, new long[] {0, 2});
        assertThat(values(none.sum(0))).containsExactly(0, 0);
        assertThat(values(none.prod(0))).containsExactly(1, 1);
        assertThat(values(none.mean())).containsExactly(Double.NaN);
        assertThat(values(none.any())).containsExactly(0);
        assertThat(values(none.all())).containsExactly(1);
        assertThat(none.max(1).shape()).containsExactly(0);
        assertThatThrownBy(() -> none.max(0))
                .isInstanceOf(ShapeException.class)
                .hasMessage("max: no elements along axis 0 of shape (0, 2);"
                        + " the result of an empty max is not defined");
        assertThatThrownBy(none::argmin).isInstanceOf(ShapeException.class);
        assertThat(none.cumsum(0).shape()).containsExactly(0, 2);
    }

    @Test
    void aFoldOfNoAxesIsACopy() {
        NDArray x = of(float64, new long[0], 3);
        NDArray s = x.sum();
        NDArray m = x.max();
        s.addi(1);
        m.addi(2);
        assertThat(values(x)).containsExactly(3);
        assertThat(values(s)).containsExactly(4);
        assertThat(values(m)).containsExactly(5);
    }

    @Test
    void aPendingFoldSeesWhatWasThere() {
        NDArray x = of(1, 2, 3);
        NDArray kept = x.sum(axis().keepdims());
        NDArray place = x.argmax();
        x.muli(-1);
        assertThat(values(kept)).containsExactly(6);
        assertThat(values(place)).containsExactly(2);
        x.subi(x.mean());
        assertThat(values(x)).containsExactly(1, 0, -1);
    }

    @Test
    void nan() {
        NDArray x = of(float64, new long[] {2, 3}, 1, nan, 3, nan, nan, 2);
        assertThat(values(x.max(1))).containsExactly(nan, nan);
        assertThat(values(x.argmax(1))).containsExactly(1, 0);
        assertThat(values(x.nansum(0))).containsExactly(1, 0, 5);
        assertThat(values(x.nanmean(0))).containsExactly(1, nan, 2.5);
        assertThat(values(x.nanmax(0))).containsExactly(1, nan, 3);
        assertThat(values(x.nanvar(axis(1).ddof(1)))).containsExactly(2, nan);
        assertThat(values(x.nanargmin(1))).containsExactly(0, 2);
        assertThat(values(x.cummax(1))).containsExactly(1, nan, nan, nan, nan, nan);
        assertThatThrownBy(() -> x.nanargmax(0))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("nanargmax: all elements of a fold over axes [0] are NaN");
    }

    @Test
    void complexNumbersAreOrderedByRealPartThenImaginary() {
        NDArray z = of(complex128, new long[] {4}, 1, 2, 3, -1, 3, 4, 1, -2);
        assertThat(values(z.max())).containsExactly(3, 4);
        assertThat(values(z.min())).containsExactly(1, -2);
        assertThat(values(z.argmax())).containsExactly(2);
        assertThat(values(z.cummin())).containsExactly(1, 2, 1, 2, 1, 2, 1, -2);
        NDArray n = of(complex128, new long[] {3}, 5, 0, 1, nan, nan, 2);
        assertThat(values(n.max())).containsExactly(1, nan);
        assertThat(values(n.argmin())).containsExactly(1);
        assertThat(values(n.nanmax())).containsExactly(5, 0);
    }

    @Test
    void varianceOfNumbersFarFromZero() {
        assertThat(values(of(1e9, 1e9 + 1, 1e9 + 2).var())[0]).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(values(of(1, 2).var(axis().ddof(2)))).containsExactly(Double.POSITIVE_INFINITY);
    }

    @Test
    void scans() {
        assertThat(values(table.cumsum())).containsExactly(1, 3, 6, 10, 5, 11);
        assertThat(values(table.cumsum(0))).containsExactly(1, 2, 3, 5, -3, 9);
        assertThat(values(table.view(table.layout().permute(1, 0)).cumprod(0))).containsExactly(1, 4, 2, -20, 6, -120);
        assertThat(values(cumsum(table, 1, int8))).containsExactly(1, 3, 6, 4, -1, 5);
        HostBuffer big = HostBuffer.of(uint64, 3, new long[] {1, -1, 2});
        assertThat(new NDArray(Node.leaf(uint64, new long[] {3}, big))
                        .cummax()
                        .contiguous()
                        .getLong(2))
                .isEqualTo(-1);
    }

    @Test
    void norms() {
        assertThat(values(of(3, 4, 5).norm())[0]).isCloseTo(Math.sqrt(50), within(1e-15));
        assertThat(values(linalg.norm(table, 1))).containsExactly(9);
        assertThat(values(linalg.norm(table, "inf"))).containsExactly(15);
        assertThat(values(linalg.norm(table, -inf))).containsExactly(6);
        assertThat(values(linalg.norm(table, 0, axis(1)))).containsExactly(3, 3);
        assertThat(linalg.norm(table, "fro", axis(1, 0).keepdims()).shape()).containsExactly(1, 1);
        assertThat(values(linalg.norm(of(complex128, new long[] {1}, 3, 4)))).containsExactly(5);
        assertThatThrownBy(() -> linalg.norm(table, 3)).isInstanceOf(ArrayException.class);
        assertThatThrownBy(() -> linalg.norm(of(1, 2), "fro")).isInstanceOf(ArrayException.class);
    }

    @Test
    void ptpOfBool() {
        assertThat(values(table.ptp(1))).containsExactly(2, 11);
        assertThatThrownBy(() -> table.gt(0).ptp()).isInstanceOf(DTypeException.class);
    }

    @Test
    void softmaxRowsSumToOne() {
        NDArray s = softmax(table.mul(400), 1);
        assertThat(values(s.sum(1))).containsExactly(1, 1);
        assertThat(values(s)[2]).isEqualTo(1);
    }
}
