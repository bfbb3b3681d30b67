package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The current device draws what the CPU draws: counts are the same, numbers are but for rounding. */
class SameDistributionsTest {
    private static final Map<String, Function<Random, NDArray>> DRAWS = new LinkedHashMap<>();

    static {
        int n = 2000;
        DRAWS.put("gamma", r -> r.gamma(0.7, 1, n));
        DRAWS.put("beta", r -> r.beta(0.1, 2, n));
        DRAWS.put("standardT", r -> r.standardT(3, n));
        DRAWS.put("noncentralF", r -> r.noncentralF(0.5, 4, 2, n));
        DRAWS.put("wald", r -> r.wald(3, 2, n));
        DRAWS.put("vonmises", r -> r.vonmises(1, 2, n));
        DRAWS.put("gumbel", r -> r.gumbel(1, 2, n));
        DRAWS.put("triangular", r -> r.triangular(0, 1, 3, n));
        DRAWS.put("poisson", r -> r.poisson(Np.array(3.0, 300), n, 2));
        DRAWS.put("binomial", r -> r.binomial(Np.array(30, 3000), Np.array(0.2), n, 2));
        DRAWS.put("hypergeometric", r -> r.hypergeometric(300, 200, 100, n));
        DRAWS.put("zipf", r -> r.zipf(2.5, n));
        DRAWS.put("logseries", r -> r.logseries(0.8, n));
        DRAWS.put("multinomial", r -> r.multinomial(9, new double[] {0.2, 0.5, 0.3}, n));
        DRAWS.put("dirichlet", r -> r.dirichlet(new double[] {0.2, 0.5, 3}, n));
    }

    @Test
    void sameAsOnTheHost() {
        DRAWS.forEach((name, draw) -> {
            NDArray here = draw.apply(Random.seeded(9)).to("host");
            NDArray there;
            try (var _ = Device.use("cpu")) {
                there = draw.apply(Random.seeded(9)).eval();
            }
            assertThat(here.shape()).containsExactly(there.shape());
            // where a device's logarithm is another in the last place, an attempt may be taken that was not, once in a
            // long while
            NDArray near = here.sub(there).abs().le(there.abs().mul(1e-9).add(1e-12));
            assertThat(near.all().itemBoolean()).as(name).isTrue();
        });
    }
}
