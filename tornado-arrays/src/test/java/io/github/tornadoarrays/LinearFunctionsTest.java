package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Op;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LinearFunctionsTest {

    /** 0, 1, 2, … in a shape. */
    private static NDArray range(DType type, long... shape) {
        int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        HostBuffer h = HostBuffer.allocate(type, n);
        for (int i = 0; i < n; i++) {
            h.setDouble((long) i * type.parts(), i);
        }
        return new NDArray(Node.leaf(type, shape, h));
    }

    private static NDArray range(long... shape) {
        return range(DType.FLOAT64, shape);
    }

    private static double[] values(NDArray x) {
        HostBuffer h = x.contiguous();
        return IntStream.range(0, (int) x.size() * x.dtype().parts())
                .mapToDouble(h::getDouble)
                .toArray();
    }

    /** By its definition, in double. */
    private static double[] product(NDArray a, NDArray b) {
        int m = (int) a.shape(0);
        int k = (int) a.shape(1);
        int n = (int) b.shape(1);
        double[] x = values(a);
        double[] y = values(b);
        double[] r = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int l = 0; l < k; l++) {
                    r[i * n + j] += x[i * k + l] * y[l * n + j];
                }
            }
        }
        return r;
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,7,3", "5,1,2", "3,4,1", "33,17,9", "0,3,2", "2,0,3", "70,65,40"})
    void matmulOfEveryLayout(int m, int k, int n) {
        NDArray[] lefts = {
            range(m, k), range(k, m).mT(), strided(m, k), range(m, k).view(reversed(m, k))
        };
        NDArray[] rights = {
            range(k, n), range(n, k).mT(), strided(k, n), range(k, n).view(reversed(k, n))
        };
        for (NDArray a : lefts) {
            for (NDArray b : rights) {
                assertThat(values(a.matmul(b))).containsExactly(product(a, b));
            }
        }
    }

    private static NDArray strided(int rows, int columns) {
        NDArray x = range(rows, 2L * columns);
        return x.view(x.layout().slice(1, 0, 2, columns));
    }

    private static Layout reversed(int rows, int columns) {
        return Layout.contiguous(rows, columns).slice(0, Math.max(0, rows - 1), -1, rows);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void matmulKeepsTheType(DType type) {
        NDArray a = range(type, 2, 3);
        NDArray b = range(type, 3, 2);
        NDArray c = a.matmul(b);
        assertThat(c.dtype()).isEqualTo(type);
        double[] want = type.isBool()
                ? new double[] {1, 1, 1, 1}
                : type.isComplex() ? new double[] {10, 0, 13, 0, 28, 0, 40, 0} : new double[] {10, 13, 28, 40};
        assertThat(values(c)).containsExactly(want);
    }

    @Test
    void integersWrapAround() {
        NDArray a = range(DType.INT8, 1, 128);
        assertThat(values(a.matmul(a.mT()))).containsExactly((byte) (127 * 128 * 255 / 6));
    }

    @Test
    void stacksBroadcast() {
        NDArray a = range(2, 1, 3, 4);
        NDArray b = range(5, 4, 2);
        NDArray c = Np.matmul(a, b);
        assertThat(c.shape()).containsExactly(2, 5, 3, 2);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 5; j++) {
                NDArray x = a.view(a.layout().select(0, i).select(0, 0));
                NDArray y = b.view(b.layout().select(0, j));
                NDArray z = c.view(c.layout().select(0, i).select(0, j));
                assertThat(values(z)).containsExactly(product(x, y));
            }
        }
        assertThat(Np.matmul(range(3, 4, 5), range(5, 2)).shape()).containsExactly(3, 4, 2);
        assertThat(Np.matmul(range(5), range(3, 5, 2)).shape()).containsExactly(3, 2);
        assertThat(Np.matmul(range(3, 2, 5), range(5)).shape()).containsExactly(3, 2);
        assertThat(Np.matmul(range(5), range(5)).shape()).isEmpty();
    }

    @Test
    void aProductIsNotSeenByLaterWrites() {
        NDArray a = range(2, 2);
        NDArray c = a.matmul(a);
        a.assign(() -> a.binary("add", Op.ADD, 100).node());
        assertThat(values(c)).containsExactly(2, 3, 6, 11);
        NDArray d = a.outer(a);
        double[] before = values(a.outer(a));
        a.assign(() -> a.binary("mul", Op.MUL, 0).node());
        assertThat(values(d)).containsExactly(before);
    }

    @Test
    void diagonalIsAView() {
        NDArray x = range(3, 4);
        NDArray d = x.diagonal(1, 0, 1);
        assertThat(values(d)).containsExactly(1, 6, 11);
        d.assign(() -> d.binary("mul", Op.MUL, 0).node());
        assertThat(values(x)).containsExactly(0, 0, 2, 3, 4, 5, 0, 7, 8, 9, 10, 0);
        assertThat(x.diagonal(9, 0, 1).shape()).containsExactly(0);
        NDArray e = Np.einsum("ii->i", range(3, 3));
        assertThat(values(e)).containsExactly(0, 4, 8);
    }

    @Test
    void einsumOfManyOperands() {
        NDArray a = range(2, 3);
        NDArray b = range(3, 4);
        NDArray c = range(4, 5);
        NDArray want = Np.matmul(Np.matmul(a, b), c);
        assertThat(values(Np.einsum("ij,jk,kl", a, b, c))).containsExactly(values(want));
        assertThat(values(Np.einsum("kl , jk,ij -> il", c, b, a))).containsExactly(values(want));
        assertThat(values(Np.einsum("...ij,...jk", a, b))).containsExactly(values(Np.matmul(a, b)));
        assertThat(values(Np.einsum("ij->ji", a))).containsExactly(values(a.mT()));
        assertThat(values(Np.einsum("ij->", a))).containsExactly(15);
        assertThat(values(Np.einsum("ij,ij->i", a, a))).containsExactly(5, 50);
    }

    @Test
    void einsumShowsThePlace() {
        assertThatThrownBy(() -> Np.einsum("ij,jk->il", range(2, 3), range(3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("einsum: no operand has the label 'l' of the result; use labels left of ->\n"
                        + "  ij,jk->il\n"
                        + "          ^");
        assertThatThrownBy(() -> Np.einsum("ij,jk", range(2, 3), range(4, 4)))
                .hasMessage("einsum: the label 'j' has lengths 3 and 4 (operand 1, axis 0); axes with one label must"
                        + " have one length\n"
                        + "  ij,jk\n"
                        + "     ^");
        assertThatThrownBy(() -> Np.einsum("ij", range(2, 3), range(4, 4)))
                .hasMessageStartingWith("einsum: the text names 1 operands and there are 2;");
        assertThatThrownBy(() -> Np.einsum("i1", range(2, 3))).hasMessageEndingWith("  i1\n   ^");
        assertThatThrownBy(() -> Np.einsum("i..", range(2, 3))).hasMessageEndingWith("  i..\n   ^");
        assertThatThrownBy(() -> Np.einsum("i", range(2, 3))).hasMessageContaining("has 2 axes and 1 letters");
        assertThatThrownBy(() -> Np.einsum("i->ii", range(2))).hasMessageEndingWith("  i->ii\n      ^");
        assertThatThrownBy(() -> Np.einsum("i...->i", range(2, 3))).hasMessageContaining("write ... right of -> too");
        assertThatThrownBy(() -> Np.einsum("ii", range(2, 3))).hasMessageContaining("lengths 2 and 3");
    }

    @Test
    void badShapes() {
        assertThatThrownBy(() -> range(2, 3).matmul(range(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("matmul: shapes (2, 3) and (2, 3) do not agree: axis 1 of the first has length 3, axis 0 of"
                        + " the second 2; they must be equal");
        assertThatThrownBy(() -> range().matmul(range(3)))
                .hasMessage("matmul: shapes () and (3,) have a 0-d operand; operands need at least one axis, use mul"
                        + " for scalars");
        assertThatThrownBy(() -> range(2, 2, 3).matmul(range(3, 3, 2)))
                .hasMessage("matmul: shapes (2,) and (3,) do not broadcast; trailing extents must be equal or 1");
        assertThatThrownBy(() -> Np.tensordot(range(2, 3), range(3, 2), 3)).isInstanceOf(AxisException.class);
        assertThatThrownBy(() -> Np.tensordot(range(2, 3), range(3, 2), new int[] {0, 0}, new int[] {0, 1}))
                .isInstanceOf(AxisException.class);
        assertThatThrownBy(() -> Np.tensordot(range(2, 3), range(3, 2), new int[] {0}, new int[] {0, 1}))
                .isInstanceOf(AxisException.class);
        assertThatThrownBy(() -> Np.vdot(range(2), range(3))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Np.trace(range(3))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Np.diagonal(range(3, 3), 0, 1, 1)).isInstanceOf(AxisException.class);
        assertThatThrownBy(() -> Np.cross(range(2), range(2))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Np.cross(range(DType.BOOL, 3), range(DType.BOOL, 3)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> range(3).mT()).isInstanceOf(ShapeException.class);
    }

    @Test
    void smallProducts() {
        NDArray x = range(3);
        assertThat(values(Np.cross(x, range(2, 3)))).containsExactly(0, 0, 0, -3 + 0.0, 6, -3);
        assertThat(values(Np.kron(x, range(1, 2)))).containsExactly(0, 0, 0, 1, 0, 2);
        assertThat(values(Np.inner(range(2, 3), x))).containsExactly(5, 14);
        assertThat(values(Np.vecdot(range(2, 3), x))).containsExactly(5, 14);
        assertThat(values(Np.trace(range(DType.INT8, 3, 3)))).containsExactly(12);
        assertThat(Np.trace(range(DType.INT8, 3, 3)).dtype()).isEqualTo(DType.INT64);
    }

    @Test
    void manySmallMatricesAtOnce() {
        Random random = new Random(1);
        HostBuffer h = HostBuffer.allocate(DType.FLOAT32, 5000 * 12);
        for (int i = 0; i < h.length(); i++) {
            h.setDouble(i, random.nextInt(9));
        }
        NDArray a = new NDArray(Node.leaf(DType.FLOAT32, new long[] {5000, 3, 4}, h));
        NDArray b = a.view(Layout.contiguous(5000, 4, 3));
        NDArray c = a.matmul(b);
        for (int i = 0; i < 5000; i += 499) {
            assertThat(values(c.view(c.layout().select(0, i))))
                    .containsExactly(product(
                            a.view(a.layout().select(0, i)), b.view(b.layout().select(0, i))));
        }
    }
}
