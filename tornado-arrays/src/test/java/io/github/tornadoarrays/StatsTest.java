package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.stats.Description;
import io.github.tornadoarrays.stats.Distribution;
import io.github.tornadoarrays.stats.Mode;
import io.github.tornadoarrays.stats.Regression;
import io.github.tornadoarrays.stats.Stats;
import io.github.tornadoarrays.stats.TestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Statistics are SciPy's: {@code scripts/golden/stats_golden.py}. */
class StatsTest {
    private static final String[] METHODS = {"average", "min", "max", "dense", "ordinal"};

    private static final Map<String, List<JsonNode>> CASES = cases();

    private static Map<String, List<JsonNode>> cases() {
        try (GZIPInputStream in = new GZIPInputStream(StatsTest.class.getResourceAsStream("/golden/stats.jsonl.gz"))) {
            Map<String, List<JsonNode>> all = new LinkedHashMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode c = new ObjectMapper().readTree(line);
                all.computeIfAbsent(c.get("fn").textValue(), _ -> new ArrayList<>())
                        .add(c);
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Iterable<String> functions() {
        return CASES.keySet();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void asSciPys(String fn) {
        GoldenFile none = GoldenFile.read("java");
        List<String> wrong = new ArrayList<>();
        for (JsonNode c : CASES.get(fn)) {
            List<NDArray> x = new ArrayList<>();
            c.get("args").forEach(a -> x.add((NDArray) none.argument(a, true)));
            double[] p = new double[c.get("numbers").size()];
            Arrays.setAll(p, i -> c.get("numbers").get(i).doubleValue());
            List<NDArray> got = call(fn, x, p);
            for (int i = 0; i < got.size(); i++) {
                String d = difference(c.get("out").get(i), got.get(i), x.get(0).dtype() == DType.FLOAT32);
                if (!d.isEmpty()) {
                    wrong.add(fn + " " + x.get(0).dtype() + c.get("args").get(0).get("shape") + c.get("numbers")
                            + ", result " + i + ": " + d);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String difference(JsonNode want, NDArray got, boolean single) {
        if (!Arrays.equals(got.shape(), GoldenFile.shape(want))) {
            return "shape " + Arrays.toString(got.shape()) + ", SciPy's " + want.get("shape");
        }
        HostBuffer w = GoldenFile.values(want);
        HostBuffer g = got.contiguous();
        for (long i = 0; i < w.length(); i++) {
            double a = w.dtype().isFloat() ? w.getDouble(i) : w.getLong(i);
            double b = g.dtype().isFloat() ? g.getDouble(i) : g.getLong(i);
            double allowed = (single ? 4e-5 : 1e-10) * Math.abs(a) + (single ? 1e-5 : 1e-14);
            if (Double.compare(a, b) != 0 && !(Math.abs(a - b) <= allowed)) {
                return "[" + i + "] is " + b + ", SciPy's " + a;
            }
        }
        return "";
    }

    private static List<NDArray> both(TestResult r) {
        return List.of(r.statistic(), r.pvalue());
    }

    private static List<NDArray> call(String fn, List<NDArray> x, double[] p) {
        NDArray a = x.get(0);
        NDArray b = x.size() > 1 ? x.get(1) : a;
        int axis = p.length > 0 ? (int) p[0] : 0;
        return switch (fn) {
            case "zscore" -> List.of(Stats.zscore(a, axis));
            case "skew" -> List.of(Stats.skew(a, axis));
            case "kurtosis" -> List.of(Stats.kurtosis(a, axis));
            case "iqr" -> List.of(Stats.iqr(a, axis));
            case "sem" -> List.of(Stats.sem(a, axis));
            case "trimMean" -> List.of(Stats.trimMean(a, p[1], axis));
            case "moment" -> List.of(Stats.moment(a, (int) p[1], axis));
            case "describe" -> {
                Description d = Stats.describe(a, axis);
                assertThat(d.count()).isEqualTo(a.shape(axis));
                yield List.of(d.min(), d.max(), d.mean(), d.variance(), d.skewness(), d.kurtosis());
            }
            case "gmean" -> List.of(Stats.gmean(a, axis));
            case "hmean" -> List.of(Stats.hmean(a, axis));
            case "pmean" -> List.of(Stats.pmean(a, p[1], axis));
            case "mode" -> {
                Mode m = Stats.mode(a);
                yield List.of(Np.array(m.mode()), Np.array(m.count()));
            }
            case "rankdata" -> List.of(Stats.rankdata(a, METHODS[axis]));
            case "pearsonr" -> both(Stats.pearsonr(a, b));
            case "spearmanr" -> both(Stats.spearmanr(a, b));
            case "linregress" -> {
                Regression r = Stats.linregress(a, b);
                yield Arrays.stream(new double[] {
                            r.slope(), r.intercept(), r.rvalue(), r.pvalue(), r.stderr(), r.interceptStderr()
                        })
                        .mapToObj(v -> Np.array(v))
                        .toList();
            }
            case "ttest1samp" -> both(Stats.ttest1samp(a, p[1], axis));
            case "ttestRel" -> both(Stats.ttestRel(a, b, axis));
            case "ttestInd" -> both(Stats.ttestInd(a, b, axis));
            case "welch" -> both(Stats.ttestInd(a, b, axis, false));
            case "ks1samp" -> both(Stats.ks1samp(a, Distribution.norm(p[0], p[1])));
            case "ks2samp" -> both(Stats.ks2samp(a, b));
            case "chisquare" -> both(x.size() > 1 ? Stats.chisquare(a, b, axis) : Stats.chisquare(a, axis));
            case "entropy" -> List.of(x.size() > 1 ? Stats.entropy(a, b, axis) : Stats.entropy(a, axis));
            case "distribution" -> {
                Distribution d = p[0] == 0
                        ? Distribution.norm(p[1], p[2])
                        : p[0] == 1 ? Distribution.t(p[1]) : Distribution.chi2(p[1]);
                yield List.of(d.pdf(a), d.cdf(a), d.sf(a), d.ppf(b));
            }
            default -> throw new IllegalArgumentException(fn);
        };
    }

    @Test
    void badInput() {
        NDArray x = Np.array(1.0, 2, 3);
        NDArray z = x.astype(Np.complex128);
        assertThatThrownBy(() -> Stats.zscore(z, 0))
                .isInstanceOf(DTypeException.class)
                .hasMessage("zscore: not defined for complex128; it takes real types");
        assertThatThrownBy(() -> Stats.moment(x, -1, 0)).hasMessageContaining("moment: the order -1 is negative");
        assertThatThrownBy(() -> Stats.trimMean(x, 0.7, 0))
                .isInstanceOf(ArrayException.class)
                .hasMessageContaining("trimMean: the proportion is 0.7");
        assertThatThrownBy(() -> Stats.rankdata(x, "best"))
                .hasMessage("rankdata: there is no method \"best\"; give average, min, max, dense or ordinal");
        assertThatThrownBy(() -> Stats.pearsonr(x, Np.array(1.0, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("pearsonr: shapes (3,) and (2,); two vectors of one length, of at least 2, are needed");
        assertThatThrownBy(() -> Stats.linregress(Np.ones(3), x))
                .hasMessage("linregress: all x are 1.0; a line needs two that differ");
        assertThatThrownBy(() -> Stats.chisquare(x, Np.ones(3), 0))
                .hasMessageContaining("chisquare: the sums of the observed and of the expected counts differ");
        assertThatThrownBy(() -> Stats.ks1samp(Np.ones(2, 2), Distribution.norm()))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Distribution.t(0)).hasMessage("t: df is 0.0; it must be greater than 0");
        assertThatThrownBy(() -> Distribution.norm(0, -1)).hasMessageContaining("norm: scale is -1.0");
        assertThatThrownBy(() -> Distribution.chi2(Double.NaN)).hasMessageContaining("chi2: df is NaN");
    }
}
