package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.argsort;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.int32;
import static io.github.tornadoarrays.Np.ones;
import static io.github.tornadoarrays.Np.sort;
import static io.github.tornadoarrays.Np.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortFunctionsTest {
    private static float[] floats(int n) {
        SplittableRandom random = new SplittableRandom(n);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(4) == 0 ? random.nextInt(5) - 2 : (float) random.nextDouble() - 0.5f;
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 1024, 1025, 30_000})
    void sortsAndTellsWhereElementsWere(int n) {
        float[] x = floats(n);
        float[] expected = x.clone();
        Arrays.sort(expected);
        NDArray a = array(x);
        assertThat(sort(a).toFloatArray()).containsExactly(expected);
        assertThat(a.toFloatArray()).as("the array itself").containsExactly(x);
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (i, j) -> Float.compare(x[i] + 0f, x[j] + 0f));
        assertThat(argsort(a).toLongArray())
                .containsExactly(Arrays.stream(order).mapToLong(i -> i).toArray());
        assertThat(a.take(argsort(a)).toFloatArray()).containsExactly(expected);
        a.sort();
        assertThat(a.toFloatArray()).containsExactly(expected);
    }

    @Test
    void descendingOrderKeepsEqualElementsInOrderToo() {
        NDArray x = array(1, 3, 1, 2, 3);
        assertThat(sort(x, 0, true).toLongArray()).containsExactly(3, 3, 2, 1, 1);
        assertThat(argsort(x, 0, true).toLongArray()).containsExactly(1, 4, 3, 0, 2);
    }

    @Test
    void sortsAPendingExpressionAndWhatAViewSees() {
        NDArray x = array(new int[][] {{3, 1, 2}, {9, 7, 8}});
        assertThat(sort(x.mul(-1)).toNested()).isEqualTo(new long[][] {{-3, -2, -1}, {-9, -8, -7}});
        NDArray pending = x.add(10);
        x.get(":, ::2").sort(0);
        x.get("1").sort();
        assertThat(x.toNested()).isEqualTo(new long[][] {{3, 1, 2}, {7, 8, 9}});
        assertThat(pending.toNested()).as("read before the sort").isEqualTo(new long[][] {{13, 11, 12}, {19, 17, 18}});
    }

    @Test
    void resultsAreWhereTheArrayIs() {
        NDArray x = array(3f, 1f, 2f);
        List<NDArray> all = List.of(
                sort(x),
                argsort(x),
                Np.unique(x),
                Np.uniqueAll(x).inverseIndices(),
                Np.searchsorted(sort(x), x),
                Np.isin(x, x),
                Np.setxor1d(x, x.get(":2")),
                Np.unique(Np.reshape(x, 3, 1), 0),
                Np.median(x),
                Np.nanmedian(x),
                Np.quantile(x, new double[] {0.5, 1}),
                Np.nanquantile(x, 0.3),
                Np.histogram(x).counts(),
                Np.histogram(x).edges(),
                Np.interp(x, sort(x), x),
                Np.convolve(x, x),
                Np.packbits(x.gt(1)),
                Np.unravelIndex(argsort(x), 3).get(0),
                Np.trimZeros(x),
                Np.choose(argsort(x), x, x, x),
                Np.cov(x),
                Np.select(List.of(x.gt(1)), List.of(x)),
                Np.piecewise(x, List.of(x.gt(1)), 1, 2));
        for (NDArray r : all) {
            assertThat(r.device().name()).isEqualTo(x.device().name());
        }
    }

    @Test
    void mixedPlacesAreRefused() {
        NDArray here = array(1, 2, 3);
        NDArray there = here.to("host");
        if (there == here) {
            return;
        }
        assertThatThrownBy(() -> Np.searchsorted(here, there)).hasMessageContaining("searchsorted: operands are on");
        assertThatThrownBy(() -> Np.isin(here, there)).hasMessageContaining("isin: operands are on");
    }

    @Test
    void setsOfManyElements() {
        NDArray x = arange(100_000).mod(997).astype(int32);
        UniqueAll all = Np.uniqueAll(x);
        assertThat(all.values().toLongArray())
                .containsExactly(IntStream.range(0, 997).mapToLong(i -> i).toArray());
        assertThat(all.indices().toLongArray())
                .containsExactly(IntStream.range(0, 997).mapToLong(i -> i).toArray());
        assertThat(all.counts().sum().itemLong()).isEqualTo(100_000);
        assertThat(all.values().take(all.inverseIndices()).eq(x).all().itemBoolean())
                .isTrue();
        assertThat(Np.isin(x, array(5, 996)).sum().itemLong())
                .isEqualTo(all.counts().itemLong(5) + all.counts().itemLong(996));
    }

    @Test
    void saysWhatIsWrong() {
        NDArray x = zeros(float32, 2, 3);
        assertThatThrownBy(() -> sort(x, 2))
                .isInstanceOf(AxisException.class)
                .hasMessage("sort: axis 2 is out of range for shape (2, 3); valid axes are -2..1");
        assertThatThrownBy(() -> sort(array(1f).reshape()))
                .isInstanceOf(AxisException.class)
                .hasMessage("sort: axis -1 is out of range for shape (); a 0-d array has no axes");
        assertThatThrownBy(() -> Np.broadcastTo(ones(3), 2, 3).sort())
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("sort: the array of shape (2, 3) is a broadcast view");
        assertThatThrownBy(() -> Np.partition(x, 3))
                .isInstanceOf(IndexException.class)
                .hasMessage("partition: kth is 3 along axis 1 of shape (2, 3); valid are -3..2");
        assertThatThrownBy(() -> Np.lexsort(x, ones(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("lexsort: keys of shapes (2, 3) and (3,); shapes must be equal");
        assertThatThrownBy(Np::lexsort).hasMessage("lexsort: no keys; give at least one");
        assertThatThrownBy(() -> Np.searchsorted(x, x))
                .isInstanceOf(ShapeException.class)
                .hasMessage("searchsorted: the sorted array has shape (2, 3); it must have one dimension");
        assertThatThrownBy(() -> Np.searchsorted(ones(3), x, "middle"))
                .isInstanceOf(ArrayException.class)
                .hasMessage("searchsorted: unknown side \"middle\"; known are \"left\" and \"right\"");
        assertThatThrownBy(() -> Np.digitize(x, array(1., 3, 2)))
                .isInstanceOf(ArrayException.class)
                .hasMessageStartingWith("digitize: the bins neither ascend nor descend");
        assertThatThrownBy(() -> Np.unique(x, 2))
                .isInstanceOf(AxisException.class)
                .hasMessageStartingWith("unique: axis 2 is out of range");
    }

    @Test
    void saysWhatIsWrongInStatistics() {
        NDArray x = arange(6.).reshape(2, 3);
        assertThatThrownBy(() -> Np.quantile(x, 1.5))
                .isInstanceOf(ArrayException.class)
                .hasMessage("quantile: q is 1.5; it must be from 0 to 1");
        assertThatThrownBy(() -> Np.percentile(x, -1))
                .isInstanceOf(ArrayException.class)
                .hasMessage("percentile: q is -1.0; it must be from 0 to 100");
        assertThatThrownBy(() -> Np.quantile(x, 0.5, Np.axis(), "best"))
                .isInstanceOf(ArrayException.class)
                .hasMessageStartingWith("quantile: unknown method \"best\"; known are inverted_cdf");
        assertThatThrownBy(() -> Np.quantile(x.astype(Np.complex64), 0.5))
                .isInstanceOf(DTypeException.class)
                .hasMessage("quantile: not defined for complex64; take it of the real or imaginary parts");
        assertThatThrownBy(() -> Np.quantile(zeros(0, 3), 0.5, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("quantile: no elements along the axes of shape (0, 3)");
        assertThatThrownBy(() -> Np.histogram(x, 0))
                .isInstanceOf(ArrayException.class)
                .hasMessageStartingWith("histogram: 0 bins");
        assertThatThrownBy(() -> Np.histogram(x, Np.bins(3).range(2, 1)))
                .hasMessage("histogram: the range from 2.0 to 1.0 descends; exchange its ends");
        assertThatThrownBy(() -> Np.histogram(x, Np.bins(3).weights(ones(2))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("histogram: weights of shape (2,) for elements of shape (2, 3); the shapes must be equal");
        assertThatThrownBy(() -> Np.histogram(x, Np.bins("best")))
                .hasMessageStartingWith("histogram: unknown rule \"best\" for bins; known are auto, fd");
        assertThatThrownBy(() -> Np.histogram(x, Np.bins(array(2., 1)))).hasMessageContaining("edges do not ascend");
        assertThatThrownBy(() -> Np.diff(x, -1)).hasMessage("diff: n is -1; it must be 0 or more");
        assertThatThrownBy(() -> Np.gradient(x, 1, 0, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("gradient: axis 0 of shape (2, 3) is too short");
        assertThatThrownBy(() -> Np.interp(x, ones(3), ones(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("interp: points of shapes (3,) and (2,)");
        assertThatThrownBy(() -> Np.average(x, zeros(2, 3)))
                .hasMessage("average: weights sum to 0; at least one must count");
        assertThatThrownBy(() -> Np.average(x, ones(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("average: weights of shape (3,) for an array of shape (2, 3)");
        assertThatThrownBy(() -> Np.cov(zeros(2, 2, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("cov: variables of shape (2, 2, 2)");
        assertThatThrownBy(() -> Np.convolve(ones(3), zeros(0)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("convolve: operands of shapes (3,) and (0,)");
        assertThatThrownBy(() -> Np.correlate(ones(3), ones(2), "most"))
                .hasMessage("correlate: unknown mode \"most\"; known are \"full\", \"same\" and \"valid\"");
    }

    @Test
    void saysWhatIsWrongInChoices() {
        NDArray x = arange(6.).reshape(2, 3);
        NDArray bad = array(0, 3);
        assertThatThrownBy(() -> Np.choose(bad, ones(2), ones(2)))
                .isInstanceOf(IndexException.class)
                .hasMessage("choose: index 3 is out of range; valid are 0..1");
        assertThatThrownBy(() -> Np.select(List.of(x), List.of(x)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("select: a condition is float64; conditions must be bool");
        assertThatThrownBy(() -> Np.select(List.of(), List.of())).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Np.piecewise(x, List.of(x.gt(1)), 1, 2, 3))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("piecewise: 3 functions for 1 conditions");
        assertThatThrownBy(() -> Np.place(x, ones(2), ones(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("place: a mask of shape (2,) for an array of shape (2, 3)");
        assertThatThrownBy(() -> Np.place(x, x.gt(1), zeros(0)))
                .hasMessage("place: no values to write; give at least one");
        assertThatThrownBy(() -> Np.fillDiagonal(ones(3), 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("fillDiagonal: an array of shape (3,)");
        assertThatThrownBy(() -> Np.packbits(x)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Np.unpackbits(x))
                .hasMessage("unpackbits: the elements are float64; they must be uint8");
        assertThatThrownBy(() -> Np.unravelIndex(array(6), 2, 3))
                .hasMessage("unravelIndex: index 6 is out of range; valid are 0..5");
        assertThatThrownBy(() -> Np.ravelMultiIndex(List.of(array(1)), 2, 3))
                .isInstanceOf(AxisException.class)
                .hasMessageStartingWith("ravelMultiIndex: 1 arrays of places for shape (2, 3)");
        assertThatThrownBy(() -> Np.trimZeros(x, "x")).hasMessageStartingWith("trimZeros: unknown ends \"x\"");
        assertThatThrownBy(() -> Np.compress(x, x, 0)).isInstanceOf(ShapeException.class);
    }

    /** By real parts, then by imaginary ones; where there is NaN, behind the others. */
    @Test
    void complexNumbers() {
        double nan = Double.NaN;
        NDArray re = Np.asarray(new double[] {1, 1, nan, 1, nan, 0, nan, -1, 1, 0});
        NDArray im = Np.asarray(new double[] {2, 1, 1, nan, nan, 5, 0, nan, 1, -5});
        int[] order = {9, 5, 1, 8, 0, 7, 3, 6, 2, 4};
        NDArray z = zeros(10).astype(Np.complex128);
        z.real().set("...", re);
        z.imag().set("...", im);
        NDArray rows = Np.stack(List.of(z, z.get("::-1")), 1);
        NDArray places = argsort(rows, 0);
        NDArray sorted = sort(rows, 0);
        for (int k = 0; k < 10; k++) {
            assertThat(places.itemLong(k, 0)).isEqualTo(order[k]);
            for (int column = 0; column < 2; column++) {
                assertThat(sorted.itemComplex(k, column)).isEqualTo(Complex.of(re.item(order[k]), im.item(order[k])));
            }
        }
    }
}
