package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.special;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Special functions are as accurate as their documentation says, beside SciPy's: {@code scripts/golden/special_golden.py}. */
class SpecialGoldenTest {
    static List<JsonNode> scipy() throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(SpecialGoldenTest.class.getResourceAsStream("/golden/special.jsonl.gz"))) {
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
        GoldenRecord.saw("special", c.get("fn").textValue(), 1, 0);
        NDArray[] x = new NDArray[c.get("args").size()];
        Arrays.setAll(x, i -> array(numbers(c.get("args").get(i))));
        String fn = c.get("fn").textValue().substring("special.".length());
        double bound = Accuracy.relative("special." + fn);
        double[] got = call(fn, x).toDoubleArray();
        double[] want = numbers(c.get("out"));
        double[] scale = c.has("scale") ? numbers(c.get("scale")) : new double[want.length];
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < want.length; i++) {
            double unit = Math.max(Math.abs(want[i]), Double.isNaN(scale[i]) ? 0 : scale[i]);
            double error = Math.abs(got[i] - want[i]);
            boolean near = Double.isFinite(want[i])
                    ? error <= bound * unit + 2 * Double.MIN_NORMAL
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
        GoldenRecord.saw("special", c.get("fn").textValue(), 0, 1);
    }
}
