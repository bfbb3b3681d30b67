package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.ShapeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random numbers are distributed as SciPy says: {@code scripts/golden/distributions_golden.py}. */
class DistributionsTest {
    private static final int N = 20_000;

    static Stream<Arguments> cases() throws IOException {
        List<Arguments> all = new ArrayList<>();
        try (var in = DistributionsTest.class.getResourceAsStream("/golden/distributions.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode c = new ObjectMapper().readTree(line);
                all.add(Arguments.of(c.get("fn").asText() + c.get("args") + c.path("component"), c));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void distributedAsSciPySays(String name, JsonNode c) {
        NDArray x = drawn(Random.seeded(20_26), c, N);
        if (c.has("component")) {
            x = x.get(Np.ellipsis, c.get("component").intValue());
        }
        double[] v = x.astype(DType.FLOAT64).toDoubleArray();
        assertThat(v).hasSize(N).doesNotContain(Double.NaN);
        double[] edges = numbers(c.get("edges"));
        double[] cdf = numbers(c.get("cdf"));
        Arrays.sort(v);
        double chi2 = 0;
        int bins = 0;
        double before = 0;
        int seen = 0;
        for (int j = 0; j <= edges.length; j++) {
            double up = j == edges.length ? 1 : cdf[j];
            int until = j == edges.length ? N : upTo(v, edges[j]);
            // Kolmogorov and Smirnov at the edges; a chance of 10⁻⁵
            assertThat(Math.abs((double) until / N - up)).as("at edge " + j).isLessThan(2.47 / Math.sqrt(N) + 1e-9);
            double expected = N * (up - before);
            if (expected >= 8 || j == edges.length && expected > 0.5) {
                chi2 += (until - seen - expected) * (until - seen - expected) / expected;
                bins++;
                before = up;
                seen = until;
            }
        }
        double free = Math.max(1, bins - 1);
        // the quantile of E. B. Wilson and M. M. Hilferty, again of 10⁻⁵
        double bound = free * Math.pow(1 - 2 / (9 * free) + 4.265 * Math.sqrt(2 / (9 * free)), 3);
        assertThat(chi2).isLessThan(bound);
    }

    /** How many of some numbers in order are up to a bound. */
    private static int upTo(double[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double[] numbers(JsonNode list) {
        double[] x = new double[list.size()];
        Arrays.setAll(x, i -> list.get(i).doubleValue());
        return x;
    }

    private static long[] longs(JsonNode list) {
        return Arrays.stream(numbers(list)).mapToLong(x -> (long) x).toArray();
    }

    private static NDArray drawn(Random r, JsonNode c, long... shape) {
        JsonNode a = c.get("args");
        double x = a.path(0).asDouble();
        double y = a.path(1).asDouble();
        double z = a.path(2).asDouble();
        return switch (c.get("fn").asText()) {
            case "random" -> r.random(shape);
            case "standardNormal" -> r.standardNormal(shape);
            case "standardExponential" -> r.standardExponential(shape);
            case "standardCauchy" -> r.standardCauchy(shape);
            case "beta" -> r.beta(x, y, shape);
            case "chisquare" -> r.chisquare(x, shape);
            case "exponential" -> r.exponential(x, shape);
            case "rayleigh" -> r.rayleigh(x, shape);
            case "f" -> r.f(x, y, shape);
            case "gamma" -> r.gamma(x, y, shape);
            case "standardGamma" -> r.standardGamma(x, shape);
            case "gumbel" -> r.gumbel(x, y, shape);
            case "laplace" -> r.laplace(x, y, shape);
            case "logistic" -> r.logistic(x, y, shape);
            case "normal" -> r.normal(x, y, shape);
            case "lognormal" -> r.lognormal(x, y, shape);
            case "noncentralChisquare" -> r.noncentralChisquare(x, y, shape);
            case "noncentralF" -> r.noncentralF(x, y, z, shape);
            case "pareto" -> r.pareto(x, shape);
            case "power" -> r.power(x, shape);
            case "weibull" -> r.weibull(x, shape);
            case "standardT" -> r.standardT(x, shape);
            case "triangular" -> r.triangular(x, y, z, shape);
            case "uniform" -> r.uniform(x, y, shape);
            case "vonmises" -> r.vonmises(x, y, shape);
            case "wald" -> r.wald(x, y, shape);
            case "binomial" -> r.binomial((long) x, y, shape);
            case "geometric" -> r.geometric(x, shape);
            case "hypergeometric" -> r.hypergeometric((long) x, (long) y, (long) z, shape);
            case "logseries" -> r.logseries(x, shape);
            case "negativeBinomial" -> r.negativeBinomial(x, y, shape);
            case "poisson" -> r.poisson(x, shape);
            case "zipf" -> r.zipf(x, shape);
            case "multinomial" -> r.multinomial((long) x, numbers(a.get(1)), shape);
            case "dirichlet" -> r.dirichlet(numbers(a.get(0)), shape);
            case "multivariateHypergeometric" -> r.multivariateHypergeometric(longs(a.get(0)), (long) y, shape);
            case "multivariateNormal" -> r.multivariateNormal(numbers(a.get(0)), matrix(a.get(1)), shape);
            default -> throw new IllegalArgumentException(c.toString());
        };
    }

    private static double[][] matrix(JsonNode rows) {
        double[][] m = new double[rows.size()][];
        Arrays.setAll(m, i -> numbers(rows.get(i)));
        return m;
    }

    // ---- parameters that are arrays

    @Test
    void eachElementHasItsParameter() {
        Random r = Random.seeded(4);
        double[] lam = {0, 0.5, 20, 3000};
        NDArray x = r.poisson(Np.array(lam), 4000, 4);
        assertThat(x.dtype()).isEqualTo(DType.INT64);
        assertThat(x.astype(DType.FLOAT64).mean(0).toDoubleArray()).satisfies(means -> {
            for (int i = 0; i < lam.length; i++) {
                assertThat(means[i]).isCloseTo(lam[i], within(5 * Math.sqrt(lam[i] / 4000)));
            }
        });
        assertThat(r.gamma(Np.ones(3, 1), Np.ones(4)).shape()).containsExactly(3, 4);
        assertThat(r.normal(Np.array(1e6, -1e6), Np.array(0.0)).toDoubleArray()).containsExactly(1e6, -1e6);
        assertThat(r.uniform(Np.array(1, 5), Np.array(2, 6)).floor().toDoubleArray())
                .containsExactly(1, 5);
        assertThat(r.binomial(Np.array(7, 0), Np.array(1, 0.5)).toLongArray()).containsExactly(7, 0);
        assertThat(r.multinomial(Np.array(5, 0), Np.array(0.25, 0.75)).sum(-1).toLongArray())
                .containsExactly(5, 0);
    }

    /** An element is a function of its index: however many there are, and wherever they are computed. */
    @Test
    void elementsDoNotDependOnTheOthers() {
        List<Function<Integer, NDArray>> draws = List.of(
                n -> Random.seeded(3).gamma(0.4, 1, n),
                n -> Random.seeded(3).poisson(30, n),
                n -> Random.seeded(3).binomial(100, 0.4, n),
                n -> Random.seeded(3).hypergeometric(50, 60, 40, n),
                n -> Random.seeded(3).vonmises(1, 2, n),
                n -> Random.seeded(3).zipf(2, n));
        for (Function<Integer, NDArray> draw : draws) {
            double[] many = draw.apply(50_001).astype(DType.FLOAT64).toDoubleArray();
            double[] few = draw.apply(17).astype(DType.FLOAT64).toDoubleArray();
            assertThat(Arrays.copyOf(many, 17)).containsExactly(few);
        }
    }

    /** Numbers that were drawn on the host, so that another engine, or another version, which has others, is seen. */
    @Test
    void sameNumbersEverywhere() {
        Random r = Random.seeded(1);
        assertThat(r.poisson(4, 8).toLongArray()).containsExactly(POISSON);
        assertThat(r.binomial(1000, 0.3, 8).toLongArray()).containsExactly(BINOMIAL);
        assertThat(r.gamma(2.5, 2, 4).toDoubleArray()).containsExactly(GAMMA, within(1e-13));
        assertThat(r.beta(0.5, 0.7, 4).toDoubleArray()).containsExactly(BETA, within(1e-13));
    }

    private static final long[] POISSON = {3, 7, 2, 4, 8, 3, 1, 4};
    private static final long[] BINOMIAL = {314, 296, 316, 309, 296, 310, 283, 299};
    private static final double[] GAMMA = {3.7263769168520375, 5.10749452121778, 4.170575397771571, 9.91564169074569};
    private static final double[] BETA = {
        0.5086258665309977, 0.05949739261320178, 0.24655928027246585, 0.3734614225830346
    };

    @Test
    void vectors() {
        Random r = Random.seeded(5);
        NDArray x = r.multivariateNormal(new double[] {1, 2}, new double[][] {{4, 1.2}, {1.2, 1}}, 20_000);
        double[] cov = Np.cov(x.T()).ravel().toDoubleArray();
        assertThat(cov).containsExactly(new double[] {4, 1.2, 1.2, 1}, within(0.15));
        // of rank 1
        NDArray flat = r.multivariateNormal(new double[] {0, 0}, new double[][] {{1, 1}, {1, 1}}, 100);
        assertThat(flat.get(":, 0").sub(flat.get(":, 1")).abs().max().item()).isLessThan(1e-7);
        NDArray d = r.dirichlet(new double[] {1e-3, 1e-3, 1e-3}, 500);
        assertThat(d.sum(-1).sub(1).abs().max().item()).isLessThan(1e-14);
        assertThat(r.multinomial(9, new double[] {0.2, 0.8}, 3, 4).shape()).containsExactly(3, 4, 2);
        NDArray h = r.multivariateHypergeometric(new long[] {3, 4, 5}, 7, 200);
        assertThat(h.sum(-1).eq(7).all().itemBoolean()).isTrue();
        assertThat(h.le(Np.array(3, 4, 5)).all().itemBoolean()).isTrue();
    }

    @Test
    void standardTypes() {
        Random r = Random.seeded(6);
        assertThat(r.standardExponential(DType.FLOAT32, 5).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(r.standardGamma(DType.FLOAT32, 2, 5).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(r.standardCauchy(2, 3).shape()).containsExactly(2, 3);
        assertThat(r.wald(1, 1).shape()).isEmpty();
        assertThat(r.poisson(3, 0, 2).shape()).containsExactly(0, 2);
    }

    // ---- order

    @Test
    void eachLineByItself() {
        Random r = Random.seeded(7);
        NDArray x = Np.arange(24).reshape(4, 6);
        NDArray y = r.permuted(x, 1);
        assertThat(Np.arrayEqual(Np.sort(y, 1), x)).isTrue();
        assertThat(Np.arrayEqual(y, x)).isFalse();
        assertThat(Np.arrayEqual(Np.sort(r.permuted(x, 0), 0), x)).isTrue();
        assertThat(Np.sort(r.permuted(x).ravel()).toLongArray())
                .containsExactly(x.ravel().toLongArray());
        NDArray columns = r.permutation(x, 1);
        assertThat(columns.get(1).sub(columns.get(0)).eq(6).all().itemBoolean()).isTrue();
        NDArray z = x.copy();
        r.shuffle(z, -1);
        assertThat(z.get(1).sub(z.get(0)).eq(6).all().itemBoolean()).isTrue();
        assertThat(Np.sort(z.get(0)).toLongArray()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    // ---- bad input

    private static void refused(String message, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(ArrayException.class).hasMessageContaining(message);
    }

    @Test
    void badInput() {
        Random r = Random.seeded(8);
        NDArray minus = Np.array(1.0, -2.0);
        refused("exponential: scale is -1.0; it must be 0 or more", () -> r.exponential(-1, 2));
        refused("exponential: scale has the element -2.0; all must be 0 or more", () -> r.exponential(minus));
        refused("gamma: shape is -0.5; it must be 0 or more", () -> r.gamma(-0.5, 1, 2));
        refused("gamma: scale has the element -2.0", () -> r.gamma(Np.ones(2), minus));
        refused("standardGamma: shape is -1.0", () -> r.standardGamma(-1, 2));
        refused("beta: a is 0.0; it must be greater than 0", () -> r.beta(0, 1, 2));
        refused("beta: b is NaN; it must be greater than 0", () -> r.beta(1, Double.NaN, 2));
        refused("chisquare: df is 0.0", () -> r.chisquare(0, 2));
        refused("f: dfden is 0.0", () -> r.f(1, 0, 2));
        refused("standardT: df is -1.0", () -> r.standardT(-1, 2));
        refused("noncentralChisquare: nonc is -1.0", () -> r.noncentralChisquare(1, -1, 2));
        refused("noncentralF: dfnum is 0.0", () -> r.noncentralF(0, 1, 1, 2));
        refused("normal: scale is -1.0", () -> r.normal(0, -1, 2));
        refused("lognormal: sigma is -1.0", () -> r.lognormal(0, -1, 2));
        refused("gumbel: scale is -1.0", () -> r.gumbel(0, -1, 2));
        refused("laplace: scale is -1.0", () -> r.laplace(0, -1, 2));
        refused("logistic: scale is -1.0", () -> r.logistic(0, -1, 2));
        refused("rayleigh: scale is -1.0", () -> r.rayleigh(-1, 2));
        refused("pareto: a is 0.0", () -> r.pareto(0, 2));
        refused("power: a is 0.0", () -> r.power(0, 2));
        refused("weibull: a is -1.0", () -> r.weibull(-1, 2));
        refused("vonmises: kappa is -1.0", () -> r.vonmises(0, -1, 2));
        refused("wald: mean is 0.0", () -> r.wald(0, 1, 2));
        refused("uniform: high - low is -1.0; it must be 0 or more", () -> r.uniform(1, 0, 2));
        refused("uniform: high - low is Infinity; it must be finite", () -> r.uniform(-1e308, 1e308, 2));
        refused(
                "triangular: left, mode and right are not in this order (0.0, 2.0, 1.0)",
                () -> r.triangular(0, 2, 1, 2));
        refused("binomial: n is -1.0; it must be a whole number of 0 or more", () -> r.binomial(-1, 0.5, 2));
        refused("binomial: p is 1.5; it must be in [0, 1]", () -> r.binomial(1, 1.5, 2));
        refused("binomial: n has the element 1.5", () -> r.binomial(Np.array(1.5), Np.array(0.5)));
        refused("geometric: p is 0.0; it must be in (0, 1]", () -> r.geometric(0, 2));
        refused("hypergeometric: nsample is more than ngood + nbad", () -> r.hypergeometric(2, 3, 6, 2));
        refused("hypergeometric: ngood is -1.0", () -> r.hypergeometric(-1, 3, 1, 2));
        refused("logseries: p is 1.0; it must be in [0, 1)", () -> r.logseries(1, 2));
        refused("negativeBinomial: n is 0.0", () -> r.negativeBinomial(0, 0.5, 2));
        refused("poisson: lam is -1.0", () -> r.poisson(-1, 2));
        refused("poisson: lam is 1.0E19", () -> r.poisson(1e19, 2));
        refused("zipf: a is 1.0; it must be greater than 1", () -> r.zipf(1, 2));
        refused(
                "multinomial: all of pvals but the last sum to more than 1",
                () -> r.multinomial(1, new double[] {.7, .7, 0}));
        refused("multinomial: there are no kinds", () -> r.multinomial(1, new double[0]));
        refused("dirichlet: alpha[1] is 0.0; it must be greater than 0", () -> r.dirichlet(new double[] {1, 0}, 2));
        refused(
                "multivariateHypergeometric: nsample is 4; of 3 it must be 0..3",
                () -> r.multivariateHypergeometric(new long[] {1, 2}, 4));
        refused(
                "multivariateNormal: cov is not symmetric: cov[1][0] is 0.5, cov[0][1] is 0.1",
                () -> r.multivariateNormal(new double[2], new double[][] {{1, .1}, {.5, 1}}));
        refused(
                "multivariateNormal: cov has the eigenvalue -0.99999",
                () -> r.multivariateNormal(new double[2], new double[][] {{1, 2}, {2, 1}}));
        assertThatThrownBy(() -> r.gamma(Np.ones(3), Np.ones(2))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> r.gamma(Np.ones(3), Np.ones(3), 4)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> r.gamma(Np.ones(2, 3), Np.ones(3), 3))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "gamma: parameters of shape (2, 3) do not broadcast to (3,); leave the shape out, or give one"
                                + " that they broadcast to");
        assertThatThrownBy(() -> r.normal(Np.ones(2).astype(Np.complex64), Np.ones(2)))
                .hasMessageContaining("the parameter loc is an array of complex64");
        assertThatThrownBy(() -> r.exponential(1, -1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> r.permuted(Np.ones(2, 2), 2)).isInstanceOf(ArrayException.class);
    }
}
