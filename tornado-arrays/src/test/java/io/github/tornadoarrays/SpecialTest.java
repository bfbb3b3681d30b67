package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.special;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tornadoarrays.core.DTypeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Special functions; the numbers are those of M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, tables 7.1 and 26.1. */
class SpecialTest {
    @Test
    void erfAndErfc() {
        double[] erf = special.erf(array(0.0, 0.5, -1.0, 2.0)).toDoubleArray();
        assertThat(erf).containsExactly(new double[] {0, 0.5204998778, -0.8427007929, 0.9953222650}, within(1e-10));
        double[] erfc = special.erfc(array(0.0, 2.0, -2.0, 10.0)).toDoubleArray();
        assertThat(erfc[1]).isCloseTo(0.0046777349, within(1e-10));
        assertThat(erfc[2]).isCloseTo(1.9953222650, within(1e-10));
        assertThat(erfc[3]).isCloseTo(2.0884875838e-45, within(1e-54));
    }

    @Test
    void endsOfTheRange() {
        double[] erf = special.erf(array(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN))
                .toDoubleArray();
        assertThat(erf).containsExactly(-1, 1, Double.NaN);
        assertThat(special.erfc(array(Double.POSITIVE_INFINITY)).item()).isEqualTo(0.0);
    }

    @Test
    void ndtrIsTheNormalDistribution() {
        NDArray p = special.ndtr(array(0f, 1f, -1.96f));
        assertThat(p.dtype()).isEqualTo(float32);
        assertThat(p.astype(Np.float64).toDoubleArray())
                .containsExactly(new double[] {0.5, 0.8413447, 0.0249979}, within(1e-7));
    }

    @Test
    void integersGiveFloat64AndComplexIsRefused() {
        assertThat(special.erf(array(0, 1)).dtype()).isEqualTo(Np.float64);
        assertThatThrownBy(() -> special.erf(array(1.0).astype(Np.complex128)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("erf");
    }

    // ---- beside SciPy

    static List<JsonNode> scipy() throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(SpecialTest.class.getResourceAsStream("/golden/special.jsonl.gz"))) {
            List<JsonNode> all = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                all.add(new ObjectMapper().readTree(line));
            }
            return all;
        }
    }

    private static double[] numbers(JsonNode list) {
        double[] x = new double[list.size()];
        Arrays.setAll(x, i -> switch (list.get(i).textValue()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(list.get(i).textValue());
        });
        return x;
    }

    private static NDArray call(String fn, NDArray... x) {
        Class<?>[] types = new Class<?>[x.length];
        Arrays.fill(types, NDArray.class);
        try {
            return (NDArray) Special.class.getMethod(fn, types).invoke(special, (Object[]) x);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(fn, e);
        }
    }

    @ParameterizedTest
    @MethodSource("scipy")
    void asSciPys(JsonNode c) {
        NDArray[] x = new NDArray[c.get("args").size()];
        Arrays.setAll(x, i -> array(numbers(c.get("args").get(i))));
        String fn = c.get("fn").textValue();
        double[] got = call(fn, x).toDoubleArray();
        double[] want = numbers(c.get("out"));
        double[] scale = c.has("scale") ? numbers(c.get("scale")) : new double[want.length];
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < want.length; i++) {
            double unit = Math.max(Math.abs(want[i]), Double.isNaN(scale[i]) ? 0 : scale[i]);
            double error = Math.abs(got[i] - want[i]);
            boolean near = Double.isFinite(want[i])
                    ? error <= c.get("tolerance").doubleValue() * unit + 2 * Double.MIN_NORMAL
                    : Double.compare(got[i], want[i]) == 0;
            if (!near) {
                StringBuilder at = new StringBuilder();
                for (NDArray a : x) {
                    at.append(" ").append(a.item(i));
                }
                wrong.add(fn + at + " is " + got[i] + ", SciPy's " + want[i] + ", " + error / unit);
            }
        }
        assertThat(wrong).isEmpty();
        // float32 is float64 rounded
        NDArray[] narrow = new NDArray[x.length];
        Arrays.setAll(narrow, i -> x[i].astype(float32));
        NDArray single = call(fn, narrow);
        assertThat(single.dtype()).isEqualTo(float32);
        if (!List.of("erf", "erfc", "ndtr", "logNdtr").contains(fn)) {
            NDArray[] wide = new NDArray[x.length];
            Arrays.setAll(wide, i -> narrow[i].astype(Np.float64));
            assertThat(single.toFloatArray())
                    .containsExactly(call(fn, wide).astype(float32).toFloatArray());
        }
    }

    @Test
    void sumsOfExponentials() {
        NDArray x = array(new double[][] {{1000, 1001, 999}, {-1000, -1001, Double.NEGATIVE_INFINITY}});
        double[] rows = special.logsumexp(x, 1).toDoubleArray();
        assertThat(rows).containsExactly(new double[] {1001.4076059644443, -999.6867383124818}, within(1e-12));
        assertThat(special.logsumexp(x).item()).isCloseTo(1001.4076059644443, within(1e-12));
        assertThat(special.logsumexp(array(Double.NEGATIVE_INFINITY)).item()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(special.softmax(x, 1).sum(1).toDoubleArray()).containsExactly(new double[] {1, 1}, within(1e-15));
        double[] log = special.logSoftmax(x, -1).ravel().toDoubleArray();
        assertThat(log).containsExactly(
                new double[] {
                    -1.4076059644443804, -0.4076059644443804, -2.4076059644443806, -0.31326168751822286,
                    -1.3132616875182228, Double.NEGATIVE_INFINITY
                },
                within(1e-12));
    }

    @Test
    void theyFuseAndBroadcast() {
        NDArray a = array(0.5, 1, 2).reshape(3, 1);
        NDArray p = special.gammainc(a, array(0.1, 1));
        assertThat(p.shape()).containsExactly(3, 2);
        NDArray both = p.add(special.gammaincc(a, array(0.1, 1)));
        assertThat(both.sub(1).abs().max().item()).isLessThan(1e-15);
        assertThat(special.gammainc(1, array(2f)).dtype()).isEqualTo(float32);
        assertThat(special.betainc(2, 3, array(0.5)).item()).isCloseTo(0.6875, within(1e-15));
    }

    @Test
    void complexIsRefused() {
        NDArray z = array(1.0).astype(Np.complex64);
        assertThatThrownBy(() -> special.gamma(z))
                .isInstanceOf(DTypeException.class)
                .hasMessage("gamma: not defined for complex64; it takes real types");
        assertThatThrownBy(() -> special.betainc(z, z, z)).hasMessageContaining("betainc");
        assertThatThrownBy(() -> special.logsumexp(z)).hasMessageContaining("logsumexp");
    }
}
