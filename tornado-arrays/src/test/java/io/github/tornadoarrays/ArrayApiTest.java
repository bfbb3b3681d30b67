package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The special cases of the array API standard, for all floating types, and its inspection. */
class ArrayApiTest {
    /** A line of {@code names/array-api-special-cases.tsv}. */
    private record Rule(String fn, boolean complex, List<String[]> args, String[] result, String text) {
        static Rule of(String line) {
            String[] p = line.split("\t");
            List<String[]> args =
                    Arrays.stream(p[2].split("; ")).map(a -> a.split(" ")).toList();
            return new Rule(p[0], p[1].equals("complex"), args, p[3].split(" "), p[4]);
        }
    }

    private static Map<String, List<Rule>> rules() {
        Map<String, List<Rule>> all = new LinkedHashMap<>();
        try (InputStream in = ArrayApiTest.class.getResourceAsStream("/names/array-api-special-cases.tsv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .map(Rule::of)
                    .forEach(r -> all.computeIfAbsent(r.fn + (r.complex ? " complex" : ""), _ -> new ArrayList<>())
                            .add(r));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> specialCases() {
        return rules().entrySet().stream()
                .flatMap(e -> types(e.getValue().get(0).complex)
                        .map(t -> DynamicTest.dynamicTest(e.getKey() + " " + t, () -> check(e.getValue(), t))));
    }

    private static Stream<DType> types(boolean complex) {
        return complex ? Stream.of(DType.COMPLEX64, DType.COMPLEX128) : Stream.of(DType.FLOAT32, DType.FLOAT64);
    }

    /** All rules of a function at once, each at two places, so that it is met in vectors and in what is left of them. */
    private static void check(List<Rule> rules, DType type) {
        int n = rules.size();
        List<Object> args = new ArrayList<>();
        for (int k = 0; k < rules.get(0).args.size(); k++) {
            HostBuffer values = HostBuffer.allocate(type, 2L * n);
            for (int i = 0; i < 2 * n; i++) {
                String[] parts = rules.get(i % n).args.get(k);
                for (int p = 0; p < parts.length; p++) {
                    put(values, (long) i * parts.length + p, parts[p]);
                }
            }
            args.add(Places.array(Places.current(), type, new long[] {2L * n}, values));
        }
        String name = rules.get(0).fn;
        NDArray made = (NDArray) GoldenCalls.the(Np.class, null, camel(name), args.toArray());
        HostBuffer got = made.contiguous();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < 2 * n; i++) {
            Rule r = rules.get(i % n);
            for (int p = 0; p < r.result.length; p++) {
                if (!fits(r.result[p], got, (long) i * r.result.length + p)) {
                    wrong.add(name + "("
                            + r.args.stream().map(a -> String.join(" ", a)).toList() + ") is "
                            + GoldenComparison.text(got, i) + ", the standard's " + String.join(" ", r.result) + ": "
                            + r.text);
                    break;
                }
            }
        }
        if (!wrong.isEmpty()) {
            fail(wrong.size() + " of " + 2 * n + "\n  "
                    + String.join("\n  ", wrong.subList(0, Math.min(12, wrong.size()))));
        }
    }

    private static String camel(String name) {
        int at = name.indexOf('_');
        return at < 0
                ? name
                : name.substring(0, at) + Character.toUpperCase(name.charAt(at + 1)) + name.substring(at + 2);
    }

    private static void put(HostBuffer to, long at, String text) {
        boolean single = to.dtype().part() == DType.FLOAT32;
        if (text.endsWith("NaN")) {
            // the sign of NaN is in its bits alone
            boolean minus = text.startsWith("-");
            if (single) {
                to.segment().setAtIndex(ValueLayout.JAVA_INT, at, minus ? 0xffc00000 : 0x7fc00000);
            } else {
                to.segment().setAtIndex(ValueLayout.JAVA_LONG, at, minus ? 0xfff8000000000000L : 0x7ff8000000000000L);
            }
        } else if (single) {
            to.segment().setAtIndex(ValueLayout.JAVA_FLOAT, at, Float.parseFloat(text));
        } else {
            to.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, at, Double.parseDouble(text));
        }
    }

    private static boolean fits(String want, HostBuffer got, long at) {
        DType part = got.dtype().part();
        double g = got.dtype().isBool() ? got.getLong(at) : got.getDouble(at);
        switch (want) {
            case "positive":
                return g > 0 || 1 / g > 0;
            case "negative":
                return g < 0 || 1 / g < 0;
            case "+NaN", "-NaN":
                return Double.isNaN(g) && isMinus(got, at) == want.startsWith("-");
            default:
        }
        boolean anySign = want.startsWith("±");
        double w = Double.parseDouble(anySign ? want.substring(1) : want);
        double x = anySign ? Math.abs(g) : g;
        if (Double.isNaN(w)) {
            return Double.isNaN(x);
        }
        if (w == 0 || Double.isInfinite(w)) {
            return x == w && 1 / x == 1 / w;
        }
        return Math.abs(x - w) <= Math.abs(w) * (part == DType.FLOAT32 ? 0x1p-21 : 0x1p-50);
    }

    private static boolean isMinus(HostBuffer x, long at) {
        return x.dtype() == DType.FLOAT32
                ? x.segment().getAtIndex(ValueLayout.JAVA_INT, at) < 0
                : x.segment().getAtIndex(ValueLayout.JAVA_LONG, at) < 0;
    }

    @Test
    void theLibraryIsInspected() {
        ArrayApi api = Np.arrayApi();
        assertThat(api.capabilities()).isEqualTo(new ArrayApi.Capabilities(true, true, null));
        assertThat(api.defaultDevice().name()).isEqualTo(Device.current().name());
        assertThat(api.devices()).isNotEmpty();
        assertThat(api.defaultDtypes())
                .containsEntry("real floating", Np.ones(1).dtype())
                .containsEntry("integral", Np.arange(1).dtype())
                .containsEntry("complex floating", DType.COMPLEX128)
                .containsEntry("indexing", Np.argmax(Np.ones(1)).dtype());
        assertThat(api.dtypes())
                .hasSize(13)
                .containsEntry("bool", DType.BOOL)
                .containsEntry("complex64", DType.COMPLEX64);
        assertThat(api.dtypes("real floating").values()).containsExactly(DType.FLOAT32, DType.FLOAT64);
        assertThatThrownBy(() -> api.dtypes("any")).isInstanceOf(ArrayException.class);
    }

    // ---- rules of other kinds of results

    private static NDArray of(DType type, double... values) {
        return Np.asarray(values).astype(type);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void statisticsOfNothingAndOfNaN(DType t) {
        NDArray none = Np.zeros(t, 0);
        NDArray nan = of(t, 1, Double.NaN, 2);
        assertThat(none.mean().item()).isNaN();
        assertThat(none.sum().item()).isZero();
        assertThat(none.prod().item()).isOne();
        assertThat(none.var().item()).isNaN();
        assertThat(none.std().item()).isNaN();
        assertThat(of(t, 1, 2).var(Np.axis().ddof(2)).item()).isIn(Double.NaN, Double.POSITIVE_INFINITY);
        assertThat(List.of(nan.mean(), nan.sum(), nan.prod(), nan.var(), nan.std(), nan.min(), nan.max()))
                .allSatisfy(x -> assertThat(x.item()).isNaN());
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLEX64", "COMPLEX128"})
    void meansOfComplexNumbers(DType t) {
        Complex none = Np.zeros(t, 0).mean().itemComplex();
        assertThat(none.re()).isNaN();
        assertThat(none.im()).isNaN();
        NDArray re = Np.array(List.of(Complex.of(Double.NaN, 1), Complex.of(1, 3)), t);
        assertThat(re.mean().itemComplex().re()).isNaN();
        assertThat(re.mean().itemComplex().im()).isEqualTo(2);
        NDArray im = Np.array(List.of(Complex.of(3, Double.NaN), Complex.of(1, 3)), t);
        assertThat(im.mean().itemComplex().re()).isEqualTo(2);
        assertThat(im.mean().itemComplex().im()).isNaN();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void numbersOfArrays(DType t) {
        assertThat(of(t, Double.NaN).itemBoolean()).isTrue();
        assertThat(of(t, Double.POSITIVE_INFINITY).itemBoolean()).isTrue();
        assertThat(of(t, Double.NEGATIVE_INFINITY).itemBoolean()).isTrue();
        assertThat(of(t, 0.0).itemBoolean()).isFalse();
        assertThat(of(t, -0.0).itemBoolean()).isFalse();
        assertThat((long) of(t, -2.75).item()).isEqualTo(-2);
        assertThat(of(t, Double.NEGATIVE_INFINITY).itemComplex()).isEqualTo(Complex.of(Double.NEGATIVE_INFINITY, 0));
        assertThat(of(t, 1.5).itemComplex()).isEqualTo(Complex.of(1.5, 0));
        assertThat(Np.array(true).itemComplex()).isEqualTo(Complex.of(1, 0));
        assertThat(Np.array(true).item()).isOne();
        assertThat(Np.array(false).item()).isZero();
        assertThat(Np.array(true).itemLong()).isOne();
    }

    /** The standard's {@code __int__} of a float raises where it is no number; here Java's cast of {@code item()} says what is meant. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1.5})
    void floatsAreNoIntegers(double x) {
        assertThatThrownBy(() -> Np.array(x).itemLong())
                .isInstanceOf(ArrayException.class)
                .hasMessage("itemLong: the element is float64; use item(), or cast the array");
    }
}
