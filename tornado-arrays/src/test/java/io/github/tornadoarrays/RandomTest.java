package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.rng.Draw;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomTest {

    private static double[] values(NDArray x) {
        HostBuffer h = x.contiguous();
        return IntStream.range(0, (int) x.size()).mapToDouble(h::getDouble).toArray();
    }

    @Test
    void aDrawIsItsDefinition() {
        Random r = Random.seeded(42);
        double[] first = values(r.random(70_000));
        double[] second = values(r.standardNormal(3, 5));
        double[] third = values(r.integers(-3, 9, 100_000));
        double[] expected = IntStream.range(0, 70_000)
                .mapToDouble(Draw.of(42, 0)::uniform64)
                .toArray();
        assertThat(first).containsExactly(expected);
        assertThat(second)
                .containsExactly(IntStream.range(0, 15)
                        .mapToDouble(Draw.of(42, 1)::normal64)
                        .toArray());
        Draw d = Draw.of(42, 2);
        assertThat(third)
                .containsExactly(IntStream.range(0, 100_000)
                        .mapToDouble(i -> d.integer(i, -3, 12))
                        .toArray());
        r.seed(42);
        assertThat(values(r.random(70_000))).containsExactly(first);
    }

    @Test
    void theSharedGeneratorCanBeSeeded() {
        Np.random.seed(7);
        double[] first = values(Np.random.random(4));
        Np.random.seed(7);
        assertThat(values(Np.random.random(4))).containsExactly(first);
        assertThat(values(Np.random.random(4))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void types(DType type) {
        Random r = Random.seeded(1);
        if (type.isFloat()) {
            NDArray x = r.random(type, 10, 100);
            assertThat(x.dtype()).isEqualTo(type);
            assertThat(Arrays.stream(values(x))).allMatch(v -> v >= 0 && v <= 1);
            assertThat(r.standardNormal(type, 3).dtype()).isEqualTo(type);
            assertThatThrownBy(() -> r.integers(type, 0, 2, 3)).isInstanceOf(DTypeException.class);
        } else if (type.isComplex()) {
            assertThatThrownBy(() -> r.random(type, 3))
                    .isInstanceOf(DTypeException.class)
                    .hasMessage(
                            "random: not defined for " + type + "; it makes float16, bfloat16, float32 and float64");
        } else {
            NDArray x = r.integers(type, 0, 2, 2000);
            assertThat(x.dtype()).isEqualTo(type);
            assertThat(Arrays.stream(values(x)).distinct().sorted()).containsExactly(0.0, 1.0);
            assertThat(Arrays.stream(values(x)).average().orElseThrow()).isBetween(0.45, 0.55);
        }
    }

    @Test
    void meansAndDeviations() {
        Random r = Random.seeded(3);
        double[] x = values(r.normal(10, 2, 100, 1000));
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        assertThat(mean).isBetween(9.97, 10.03);
        assertThat(variance).isBetween(3.9, 4.1);
        assertThat(Arrays.stream(values(r.uniform(-1, 3, 1000))))
                .allMatch(v -> v >= -1 && v < 3)
                .anyMatch(v -> v > 2);
    }

    @Test
    void permutationsAndShuffles() {
        Random r = Random.seeded(5);
        assertThat(Arrays.stream(values(r.permutation(1000))).sorted())
                .containsExactly(
                        IntStream.range(0, 1000).asDoubleStream().boxed().toArray(Double[]::new));
        NDArray x = new NDArray(Graph.iota(DType.INT32, 40)).view(Layout.contiguous(10, 4));
        NDArray y = r.permutation(x);
        NDArray even = x.view(x.layout().slice(0, 0, 2, 5));
        r.shuffle(even);
        double[] v = values(x);
        assertThat(values(y)).hasSize(40).isNotEqualTo(v);
        Set<Double> heads = new HashSet<>();
        for (int row = 0; row < 10; row++) {
            for (int column = 1; column < 4; column++) {
                assertThat(v[4 * row + column]).isEqualTo(v[4 * row] + column);
            }
            heads.add(v[4 * row]);
            if (row % 2 == 1) {
                assertThat(v[4 * row]).isEqualTo(4 * row);
            }
        }
        assertThat(heads).hasSize(10);
    }

    @Test
    void choices() {
        Random r = Random.seeded(6);
        assertThat(Arrays.stream(values(r.choice(5, 1000)))).allMatch(v -> v >= 0 && v < 5);
        assertThat(Arrays.stream(values(r.choice(50, false, 50))).distinct()).hasSize(50);
        double[] p = {0.5, 0, 0.5};
        assertThat(Arrays.stream(values(r.choice(3, true, p, 400))).distinct().sorted())
                .containsExactly(0.0, 2.0);
        assertThat(Arrays.stream(values(r.choice(3, false, p, 2))).sorted()).containsExactly(0.0, 2.0);
        NDArray x = new NDArray(Graph.iota(DType.FLOAT32, 12)).view(Layout.contiguous(4, 3));
        assertThat(r.choice(x, 5, 2).shape()).containsExactly(5, 2, 3);
        assertThat(values(r.choice(x, false, 4))).containsExactlyInAnyOrder(values(x));
    }

    @Test
    void manyThreadsGetDifferentDraws() {
        Random r = Random.seeded(8);
        Set<Double> firsts = ConcurrentHashMap.newKeySet();
        LongStream.range(0, 500).parallel().forEach(i -> firsts.add(values(r.random(2))[0]));
        assertThat(firsts).hasSize(500);
        Random same = Random.seeded(8);
        assertThat(LongStream.range(0, 500).mapToObj(i -> values(same.random(2))[0]))
                .containsExactlyInAnyOrderElementsOf(firsts);
    }

    @Test
    void badInput() {
        Random r = Random.seeded(9);
        assertThatThrownBy(() -> r.integers(3, 3, 2))
                .isInstanceOf(ArrayException.class)
                .hasMessage("integers: low 3 is not less than high 3; numbers are taken from low up to, not including,"
                        + " high");
        assertThatThrownBy(() -> r.integers(DType.INT8, 0, 129, 2))
                .hasMessage("integers: 0..128 does not fit int8; it holds -128..127");
        assertThatThrownBy(() -> r.integers(DType.UINT16, -1, 2, 2)).hasMessageContaining("does not fit uint16");
        assertThatThrownBy(() -> r.random(-1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> r.normal(0, -1, 2)).isInstanceOf(ArrayException.class);
        assertThatThrownBy(() -> r.uniform(1, 0, 2)).isInstanceOf(ArrayException.class);
        assertThatThrownBy(() -> r.choice(3, false, 4))
                .hasMessage("choice: cannot take 4 of 3 without replacement; take 0..3");
        assertThatThrownBy(() -> r.choice(3, true, new double[] {0.5, 0.5}, 4))
                .hasMessage("choice: 2 probabilities for 3 to choose from; give one for each");
        assertThatThrownBy(() -> r.choice(2, true, new double[] {0.5, 0.6}, 4)).isInstanceOf(ArrayException.class);
        assertThatThrownBy(() -> r.choice(0, 1)).isInstanceOf(ArrayException.class);
        assertThatThrownBy(() -> r.shuffle(r.random())).isInstanceOf(ShapeException.class);
        assertThat(values(r.integers(Long.MIN_VALUE, Long.MAX_VALUE, 3))).hasSize(3);
        assertThat(r.random(0, 3).shape()).containsExactly(0, 3);
    }
}
