package io.github.tornadoarrays;

import static io.github.tornadoarrays.Mistakes.mistake;
import static io.github.tornadoarrays.Np.*;

import io.github.tornadoarrays.Mistakes.Mistake;
import java.util.List;

/** What people do wrong with random numbers. */
final class RandomMistakes {
    private RandomMistakes() {}

    static List<Mistake> random() {
        return List.of(
                mistake(
                        "random: negative extent in shape (-1,)",
                        (x, v) -> Random.seeded(1).random(-1)),
                mistake(
                        "random: not defined for int32",
                        (x, v) -> Random.seeded(1).random(int32, 3)),
                mistake(
                        "integers: low 5 is not less than high 5",
                        (x, v) -> Random.seeded(1).integers(5, 5, 3)),
                mistake(
                        "integers: low 5 is not less than high 2",
                        (x, v) -> Random.seeded(1).integers(5, 2, 3)),
                mistake(
                        "integers: 0..299 does not fit uint8",
                        (x, v) -> Random.seeded(1).integers(uint8, 0, 300, 3)),
                mistake(
                        "integers: -1..2 does not fit uint8",
                        (x, v) -> Random.seeded(1).integers(uint8, -1, 3, 3)),
                mistake(
                        "integers: not defined for float32",
                        (x, v) -> Random.seeded(1).integers(float32, 0, 3, 3)),
                mistake("normal: scale is -1.0", (x, v) -> Random.seeded(1).normal(0, -1, 3)),
                mistake(
                        "uniform: high - low is Infinity",
                        (x, v) -> Random.seeded(1).uniform(0, inf, 3)),
                mistake("exponential: scale is -1.0", (x, v) -> Random.seeded(1).exponential(-1, 3)),
                mistake("gamma: shape is -1.0", (x, v) -> Random.seeded(1).gamma(-1, 1, 3)),
                mistake("beta: a is 0.0", (x, v) -> Random.seeded(1).beta(0, 1, 3)),
                mistake("binomial: n is -1.0", (x, v) -> Random.seeded(1).binomial(-1, 0.5, 3)),
                mistake("binomial: p is 1.5", (x, v) -> Random.seeded(1).binomial(10, 1.5, 3)),
                mistake("binomial: p is NaN", (x, v) -> Random.seeded(1).binomial(10, nan, 3)),
                mistake("poisson: lam is -1.0", (x, v) -> Random.seeded(1).poisson(-1, 3)),
                mistake("poisson: lam is 1.0E30", (x, v) -> Random.seeded(1).poisson(1e30, 3)),
                mistake("geometric: p is 0.0", (x, v) -> Random.seeded(1).geometric(0, 3)),
                mistake(
                        "hypergeometric: ngood is -1.0",
                        (x, v) -> Random.seeded(1).hypergeometric(-1, 2, 3, 3)),
                mistake(
                        "hypergeometric: nsample is more than ngood + nbad",
                        (x, v) -> Random.seeded(1).hypergeometric(1, 2, 30, 3)),
                mistake("negativeBinomial: n is 0.0", (x, v) -> Random.seeded(1).negativeBinomial(0, 0.5, 3)),
                mistake("logseries: p is 1.5", (x, v) -> Random.seeded(1).logseries(1.5, 3)),
                mistake("zipf: a is 1.0", (x, v) -> Random.seeded(1).zipf(1, 3)),
                mistake("pareto: a is 0.0", (x, v) -> Random.seeded(1).pareto(0, 3)),
                mistake("weibull: a is -1.0", (x, v) -> Random.seeded(1).weibull(-1, 3)),
                mistake("rayleigh: scale is -1.0", (x, v) -> Random.seeded(1).rayleigh(-1, 3)),
                mistake(
                        "triangular: left, mode and right are not in this order (3.0, 2.0, 1.0)",
                        (x, v) -> Random.seeded(1).triangular(3, 2, 1, 3)),
                mistake("vonmises: kappa is -1.0", (x, v) -> Random.seeded(1).vonmises(0, -1, 3)),
                mistake("wald: mean is -1.0", (x, v) -> Random.seeded(1).wald(-1, 1, 3)),
                mistake("chisquare: df is 0.0", (x, v) -> Random.seeded(1).chisquare(0, 3)),
                mistake("f: dfnum is 0.0", (x, v) -> Random.seeded(1).f(0, 2, 3)),
                mistake("noncentralF: nonc is -1.0", (x, v) -> Random.seeded(1).noncentralF(1, 2, -1, 3)),
                mistake("standardT: df is 0.0", (x, v) -> Random.seeded(1).standardT(0, 3)),
                mistake(
                        "standardGamma: shape is -1.0",
                        (x, v) -> Random.seeded(1).standardGamma(-1, 3)),
                mistake("lognormal: sigma is -1.0", (x, v) -> Random.seeded(1).lognormal(0, -1, 3)),
                mistake(
                        "multinomial: n is -1.0",
                        (x, v) -> Random.seeded(1).multinomial(-1, new double[] {0.5, 0.5}, 3)),
                mistake(
                        "multinomial: there are no kinds",
                        (x, v) -> Random.seeded(1).multinomial(10, new double[] {}, 3)),
                mistake(
                        "dirichlet: alpha[1] is -1.0",
                        (x, v) -> Random.seeded(1).dirichlet(new double[] {1, -1}, 3)),
                mistake(
                        "multivariateNormal: the covariances of 2 means are no matrix of shape (2, 2)",
                        (x, v) -> Random.seeded(1)
                                .multivariateNormal(
                                        new double[] {0, 0}, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 3)),
                mistake(
                        "multivariateNormal: cov has the eigenvalue -0.9999999999999998",
                        (x, v) -> Random.seeded(1)
                                .multivariateNormal(new double[] {0, 0}, new double[][] {{1, 2}, {2, 1}}, 3)),
                mistake(
                        "multivariateHypergeometric: nsample is 5",
                        (x, v) -> Random.seeded(1).multivariateHypergeometric(new long[] {1, 2}, 5, 3)),
                mistake(
                        "multivariateHypergeometric: colors[1] is -2",
                        (x, v) -> Random.seeded(1).multivariateHypergeometric(new long[] {1, -2}, 1, 3)),
                mistake(
                        "choice: there is nothing to choose from (0)",
                        (x, v) -> Random.seeded(1).choice(0, 3)),
                mistake(
                        "choice: cannot take 5 of 3 without replacement",
                        (x, v) -> Random.seeded(1).choice(3, false, 5)),
                mistake(
                        "choice: 2 probabilities for 3 to choose from",
                        (x, v) -> Random.seeded(1).choice(3, true, new double[] {0.5, 0.5}, 2)),
                mistake(
                        "choice: the 3 probabilities sum to 1.5",
                        (x, v) -> Random.seeded(1).choice(3, true, new double[] {0.5, 0.5, 0.5}, 2)),
                mistake(
                        "choice: probability 0 is -0.5",
                        (x, v) -> Random.seeded(1).choice(3, true, new double[] {-0.5, 1, 0.5}, 2)),
                mistake(
                        "choice: cannot take 2 without replacement where 1 probabilities are positive",
                        (x, v) -> Random.seeded(1).choice(3, false, new double[] {1, 0, 0}, 2)),
                mistake(
                        "choice: a 0-d array has no rows",
                        (x, v) -> Random.seeded(1).choice(asarray(1.0), 2)),
                mistake(
                        "choice: there is nothing to choose from (0)",
                        (x, v) -> Random.seeded(1).choice(zeros(0), 2)),
                mistake(
                        "permutation: -3 is negative",
                        (x, v) -> Random.seeded(1).permutation(-3)),
                mistake(
                        "permutation: a 0-d array has no rows",
                        (x, v) -> Random.seeded(1).permutation(asarray(3.0))),
                mistake(
                        "permutation: axis 4 is out of range for shape (2, 3)",
                        (x, v) -> Random.seeded(1).permutation(x, 4)),
                mistake(
                        "permuted: axis 4 is out of range for shape (2, 3)",
                        (x, v) -> Random.seeded(1).permuted(x, 4)),
                mistake(
                        "shuffle: a 0-d array has no rows",
                        (x, v) -> Random.seeded(1).shuffle(asarray(1.0))),
                mistake(
                        "shuffle: axis 3 is out of range for shape (2, 3)",
                        (x, v) -> Random.seeded(1).shuffle(x, 3)),
                mistake(
                        "bytes: the length -1 is negative",
                        (x, v) -> Random.seeded(1).bytes(-1)),
                mistake("spawn: -1 is negative", (x, v) -> Random.seeded(1).spawn(-1)),
                mistake("jumped: -1 is negative", (x, v) -> Random.philox(1).jumped(-1)),
                mistake("philox: the seed -1 is negative", (x, v) -> Random.philox(-1)),
                mistake(
                        "ofState: \"rubbish\" is no state of a generator: it starts with neither draws nor philox",
                        (x, v) -> Random.ofState("rubbish")),
                mistake(
                        "multivariateNormal: cov is not symmetric: cov[1][0] is 0.0, cov[0][1] is 2.0",
                        (x, v) -> Random.seeded(1)
                                .multivariateNormal(new double[] {0, 0}, new double[][] {{1, 2}, {0, 1}}, 3)),
                mistake(
                        "choice: probability 0 is NaN",
                        (x, v) -> Random.seeded(1).choice(3, true, new double[] {nan, 0.5, 0.5}, 2)),
                mistake(
                        "integers: negative extent in shape (-1,)",
                        (x, v) -> Random.seeded(1).integers(int64, 0, Long.MAX_VALUE, -1)));
    }
}
