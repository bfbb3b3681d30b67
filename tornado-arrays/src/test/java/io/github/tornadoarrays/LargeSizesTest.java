package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ndimage.Ndimage;
import io.github.tornadoarrays.sparse.Coo;
import io.github.tornadoarrays.sparse.Csr;
import io.github.tornadoarrays.sparse.Sparse;
import io.github.tornadoarrays.sparse.SparseLinalg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What processors compute in another way, or in parts, from some size on. */
class LargeSizesTest {
    private static NDArray random(long... shape) {
        return Random.seeded(3).random(shape).eval();
    }

    // ---- quantiles by selection

    /** Spread, in order, nearly all equal, and so that every element of the sample is an outlier. */
    @ParameterizedTest
    @ValueSource(strings = {"random", "ascending", "equal", "misleading"})
    void mediansAndQuantilesAreThoseOfSortedElements(String kind) {
        int n = (1 << 18) + 77;
        NDArray x = switch (kind) {
            case "random" -> random(n).astype(DType.FLOAT32);
            case "ascending" -> Np.arange(n).astype(DType.FLOAT64);
            case "equal" -> random(n).gt(0.001).astype(DType.INT32);
            default -> Np.where(Np.arange(n).mod(n >> 13).eq(0), 1e9, random(n));
        };
        NDArray sorted = Np.sort(x).astype(DType.FLOAT64);
        double middle = sorted.item((n - 1) / 2);
        assertThat(Np.median(x).item()).isEqualTo(middle);
        assertThat(Np.median(x.get("1:")).item())
                .isEqualTo(Np.sort(x.get("1:"))
                        .astype(DType.FLOAT64)
                        .get(Slice.of((n - 2) / 2, n / 2 + n % 2))
                        .mean()
                        .astype(x.dtype().isFloat() ? x.dtype() : DType.FLOAT64)
                        .item());
        assertThat(Np.quantile(x, 0.99, Np.axis(0), "lower").item())
                .isEqualTo(sorted.item((long) Math.floor((n - 1) * 0.99)));
        assertThat(Np.quantile(x, 0.0).item()).isEqualTo(sorted.item(0));
        assertThat(Np.quantile(x, 1.0).item()).isEqualTo(sorted.item(n - 1));
    }

    @Test
    void oneNaNMakesTheMedianNaN() {
        NDArray x = random(1 << 19);
        x.set("12345", Double.NaN);
        assertThat(Np.median(x).item()).isNaN();
        assertThat(Np.nanmedian(x).item()).isBetween(0.49, 0.51);
    }

    // ---- components by parts

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.4, 0.6, 0.9})
    void componentsAreThoseOfAFloodFill(double limit) {
        int rows = 150;
        int columns = 131;
        boolean[] inside = random(rows, columns).gt(limit).ravel().toBooleanArray();
        int[] expected = new int[inside.length];
        int count = 0;
        int[] stack = new int[4 * inside.length];
        for (int start = 0; start < inside.length; start++) {
            if (!inside[start] || expected[start] != 0) {
                continue;
            }
            expected[start] = ++count;
            int top = 0;
            stack[top++] = start;
            while (top > 0) {
                int at = stack[--top];
                int[] next = {
                    at % columns > 0 ? at - 1 : at,
                    at % columns < columns - 1 ? at + 1 : at,
                    at >= columns ? at - columns : at,
                    at + columns < inside.length ? at + columns : at
                };
                for (int i : next) {
                    if (inside[i] && expected[i] == 0) {
                        expected[i] = count;
                        stack[top++] = i;
                    }
                }
            }
        }
        var found = Ndimage.label(Np.asarray(inside).reshape(rows, columns));
        assertThat(found.labels().ravel().toIntArray()).containsExactly(expected);
        assertThat(found.count()).isEqualTo(count);
    }

    // ---- sparse matrices by counting and by rows

    /** Many elements in some rows, none in others, some positions twice, some sums 0. */
    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "complex128"})
    void sparseMatricesAreWhatDenseOnesAre(String name) {
        DType type = DType.of(name);
        Random r = Random.seeded(5);
        int n = 6000;
        NDArray row = r.integers(0, 90, n).mul(r.integers(0, 2, n)).astype(DType.INT32);
        NDArray column = r.integers(0, 120, n).astype(DType.INT32);
        NDArray data = r.integers(-3, 4, n).astype(type);
        Coo coo = Coo.of(row, column, data, 90, 120);
        NDArray dense = Np.zeros(type, 90, 120);
        NDArray key = row.astype(DType.INT64).mul(120).add(column);
        dense.real()
                .set(
                        "...",
                        Np.bincount(key, data.real().astype(DType.FLOAT64), 90 * 120)
                                .reshape(90, 120));
        Csr a = coo.toCsr();
        assertThat(Np.arrayEqual(a.toDense(), dense)).isTrue();
        assertThat(Np.arrayEqual(a.toCsc().toDense(), dense)).isTrue();
        assertThat(Np.arrayEqual(a.T().toCsr().toDense(), dense.T())).isTrue();
        // the columns of each row backwards
        NDArray back = a.T().toCsr().T().toCoo().column();
        Csr turned = Csr.of(a.data(), back.neg().add(119), a.indptr(), 120);
        Csr sum = a.add(turned);
        NDArray both = dense.add(dense.get(":, ::-1"));
        assertThat(Np.arrayEqual(sum.toDense(), both)).isTrue();
        assertThat(sum.nnz()).isEqualTo(Np.countNonzero(both).itemLong());
        assertThat(Np.arrayEqual(a.sub(turned).toDense(), dense.sub(dense.get(":, ::-1"))))
                .isTrue();
        assertThat(a.sub(a).nnz()).isZero();
        Csr product = a.matmul(turned.T());
        assertThat(Np.arrayEqual(
                        product.toDense(), dense.matmul(dense.get(":, ::-1").T())))
                .isTrue();
        assertThat(Np.arrayEqual(
                        product.add(product).toDense(), product.toDense().mul(2)))
                .isTrue();
    }

    @Test
    void systemsWithSeparateParts() {
        NDArray line = Np.full(new long[] {39}, -1.0);
        Csr one = Sparse.diags(new NDArray[] {line, Np.full(new long[] {40}, 2.5), line.mul(0.5)}, -1, 0, 1);
        Csr grid = Sparse.kron(one, Sparse.eye(40)).add(Sparse.kron(Sparse.eye(40), one));
        Csr apart = Sparse.kron(Sparse.eye(2), grid).toCsr();
        NDArray b = random(3200);
        NDArray x = SparseLinalg.spsolve(apart, b);
        assertThat(apart.matmul(x).sub(b).abs().max().item()).isLessThan(1e-12);
    }
}
