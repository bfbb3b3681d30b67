package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Random#philox} gives NumPy's own numbers; what those are is written by {@code scripts/golden/philox_golden.py}. */
class PhiloxStreamTest {
    static List<JsonNode> generators() throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(PhiloxStreamTest.class.getResourceAsStream("/golden/philox.jsonl.gz"))) {
            List<JsonNode> all = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                all.add(new ObjectMapper().readTree(line));
            }
            return all;
        }
    }

    @ParameterizedTest
    @MethodSource("generators")
    void isNumPysGenerator(JsonNode generator) {
        Random r = Random.philox(new BigInteger(generator.get("seed").textValue()));
        run(r, generator.get("calls"));
    }

    private static void run(Random r, JsonNode calls) {
        for (JsonNode c : calls) {
            switch (c.get("fn").textValue()) {
                case "random" -> same(c, r.random(type(c), shape(c)));
                case "integers" ->
                    same(
                            c,
                            r.integers(
                                    type(c),
                                    c.get("low").longValue(),
                                    c.get("high").longValue(),
                                    true,
                                    shape(c)));
                case "bytes" -> same(c, Np.array((Object) r.bytes(c.get("n").intValue())));
                case "spawned" -> run(r.spawn(1).get(0), c.get("calls"));
                case "jumped" -> run(r.jumped(c.get("n").longValue()), c.get("calls"));
                case "advance" -> assertThat(r.advance(c.get("n").longValue())).isSameAs(r);
                default -> throw new IllegalArgumentException(c.toString());
            }
        }
    }

    private static DType type(JsonNode call) {
        return DType.of(call.get("dtype").textValue());
    }

    private static long[] shape(JsonNode call) {
        return GoldenFile.shape(call);
    }

    private static void same(JsonNode call, NDArray got) {
        HostBuffer want = GoldenFile.values(call.get("out"));
        String what = call.get("fn") + " " + call.path("dtype") + " " + call.path("low") + ".." + call.path("high")
                + " " + call.path("shape");
        assertThat(got.dtype()).as(what).isEqualTo(GoldenFile.dtype(call.get("out")));
        assertThat(got.shape()).as(what).containsExactly(GoldenFile.shape(call.get("out")));
        assertThat(GoldenComparison.EXACT.difference(want, got.contiguous()))
                .as(what)
                .isEmpty();
    }

    @Test
    void seldomRejectedNumbersAreLeftOut() {
        long range = 4_200_001; // of its halves 6 in 10000 are rejected
        Random whole = Random.philox(3);
        NDArray all = whole.integers(-5, range - 5, 2_500_000);
        Random parts = Random.philox(3);
        NDArray joined = Np.concat(
                parts.integers(-5, range - 5, 1),
                parts.integers(-5, range - 5, 1_300_001),
                parts.integers(-5, range - 5, 1_199_998));
        assertThat(Np.arrayEqual(all, joined)).isTrue();
        assertThat(all.min().itemLong()).isBetween(-5L, 50L);
        assertThat(whole.state()).isEqualTo(parts.state());
    }

    /** About half of all words are rejected, so that the stream is gone through in pieces. */
    @ParameterizedTest
    @ValueSource(ints = {1, 32, 1000, 100_000})
    void piecesJoin(int n) {
        for (long range : new long[] {(1L << 31) + 1, (1L << 62) + (1L << 61) + 1}) {
            Random whole = Random.philox(3);
            NDArray all = whole.integers(DType.INT64, 0, range, n);
            Random single = Random.philox(3);
            for (int i = 0; i < Math.min(n, 50); i++) {
                assertThat(single.integers(0, range).itemLong()).isEqualTo(all.itemLong(i));
            }
            if (n <= 50) {
                assertThat(whole.random().item()).isEqualTo(single.random().item());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStateGoesOn(boolean numpy) {
        Random r = numpy ? Random.philox(5) : Random.seeded(5);
        r.random(DType.FLOAT32, 3);
        r.random(2);
        r.spawn(1);
        Random other = Random.ofState(r.state());
        for (int i = 0; i < 3; i++) {
            assertThat(other.random(DType.FLOAT32, 5).toFloatArray())
                    .containsExactly(r.random(DType.FLOAT32, 5).toFloatArray());
            assertThat(other.standardNormal(5).toDoubleArray())
                    .containsExactly(r.standardNormal(5).toDoubleArray());
        }
        assertThat(other.spawn(1).get(0).random(3).toDoubleArray())
                .containsExactly(r.spawn(1).get(0).random(3).toDoubleArray());
        assertThat(other.state()).isEqualTo(r.state());
        assertThat(r.jumped(1).random(3).toDoubleArray())
                .isNotEqualTo(r.random(3).toDoubleArray());
    }

    @Test
    void childrenDiffer() {
        for (Random r : List.of(Random.philox(5), Random.seeded(5))) {
            List<Double> firsts = new ArrayList<>();
            r.spawn(3).forEach(c -> firsts.add(c.random().item()));
            r.spawn(2).forEach(c -> firsts.add(c.random().item()));
            firsts.add(r.random().item());
            assertThat(firsts).doesNotHaveDuplicates();
        }
    }

    @Test
    void otherDrawsTakeAWordEach() {
        Random r = Random.philox(11);
        r.standardNormal(1000);
        r.permutation(10);
        Random other = Random.philox(11);
        other.random(2);
        assertThat(r.random(3).toDoubleArray()).containsExactly(other.random(3).toDoubleArray());
    }

    @Test
    void badInput() {
        assertThatThrownBy(() -> Random.philox(-1))
                .isInstanceOf(ArrayException.class)
                .hasMessage("philox: the seed -1 is negative; give 0 or more");
        assertThatThrownBy(() -> Random.ofState("pcg 1 2"))
                .hasMessage(
                        "ofState: \"pcg 1 2\" is no state of a generator: it starts with neither draws nor philox; give what state() gave");
        for (String state : List.of("", "draws 1", "draws x 0 0", "philox 0 0 0 5 -1 - - 0", "philox 0 0")) {
            assertThatThrownBy(() -> Random.ofState(state)).isInstanceOf(ArrayException.class);
        }
        Random r = Random.philox(1);
        assertThatThrownBy(() -> r.advance(-1)).hasMessageContaining("advance: -1 is negative");
        assertThatThrownBy(() -> r.jumped(-1)).hasMessageContaining("jumped: -1 is negative");
        assertThatThrownBy(() -> r.spawn(-1)).hasMessageContaining("spawn: -1 is negative");
        assertThatThrownBy(() -> r.bytes(-1)).hasMessageContaining("bytes: the length -1 is negative");
        assertThatThrownBy(() -> Random.ofState("philox 1 2 0 4 -1 - - 0").spawn(1))
                .hasMessageContaining("spawn: the generator was made without a seed");
    }
}
