package io.github.tornadoarrays;

import static io.github.tornadoarrays.SciPyCalls.add;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tornadoarrays.SciPyCalls.Arguments;
import io.github.tornadoarrays.stats.Description;
import io.github.tornadoarrays.stats.Distribution;
import io.github.tornadoarrays.stats.Mode;
import io.github.tornadoarrays.stats.Regression;
import io.github.tornadoarrays.stats.Stats;
import io.github.tornadoarrays.stats.TestResult;
import java.util.List;
import java.util.stream.DoubleStream;

/** How golden cases of {@code scipy.stats} become calls. */
final class StatsCalls {
    private StatsCalls() {}

    private static int axis(Arguments a, int i) {
        return (int) a.number(i);
    }

    private static List<NDArray> both(TestResult r) {
        return List.of(r.statistic(), r.pvalue());
    }

    private static List<NDArray> scalars(double... values) {
        return DoubleStream.of(values).mapToObj(v -> Np.asarray(v)).toList();
    }

    static void addAll() {
        descriptions();
        means();
        pairs();
        tests();
        add("stats.distribution", StatsCalls::distribution);
    }

    private static void descriptions() {
        add(
                "stats.zscore",
                a -> a.args().size() == 2
                        ? Stats.zscore(a.array(0), axis(a, 1))
                        : Stats.zscore(a.array(0), axis(a, 1), axis(a, 2)));
        add("stats.skew", a -> Stats.skew(a.array(0), axis(a, 1)));
        add("stats.kurtosis", a -> Stats.kurtosis(a.array(0), axis(a, 1)));
        add("stats.iqr", a -> Stats.iqr(a.array(0), axis(a, 1)));
        add("stats.sem", a -> Stats.sem(a.array(0), axis(a, 1)));
        add("stats.trimMean", a -> Stats.trimMean(a.array(0), a.number(2), axis(a, 1)));
        add("stats.moment", a -> Stats.moment(a.array(0), axis(a, 2), axis(a, 1)));
        add("stats.describe", a -> {
            Description d = Stats.describe(a.array(0), axis(a, 1));
            assertThat(d.count()).isEqualTo(a.array(0).shape(axis(a, 1)));
            return List.of(d.min(), d.max(), d.mean(), d.variance(), d.skewness(), d.kurtosis());
        });
    }

    private static void means() {
        add("stats.gmean", a -> Stats.gmean(a.array(0), axis(a, 1)));
        add("stats.hmean", a -> Stats.hmean(a.array(0), axis(a, 1)));
        add("stats.pmean", a -> Stats.pmean(a.array(0), a.number(2), axis(a, 1)));
        add("stats.mode", a -> {
            Mode m = Stats.mode(a.array(0));
            return List.of(Np.asarray(m.mode()), Np.asarray(m.count()));
        });
        add("stats.rankdata", a -> Stats.rankdata(a.array(0), (String) a.args().get(1)));
    }

    private static void pairs() {
        add("stats.pearsonr", a -> both(Stats.pearsonr(a.array(0), a.array(1))));
        add("stats.spearmanr", a -> both(Stats.spearmanr(a.array(0), a.array(1))));
        add("stats.linregress", a -> {
            Regression r = Stats.linregress(a.array(0), a.array(1));
            return scalars(r.slope(), r.intercept(), r.rvalue(), r.pvalue(), r.stderr(), r.interceptStderr());
        });
    }

    private static void tests() {
        add("stats.ttest1samp", a -> both(Stats.ttest1samp(a.array(0), a.number(2), axis(a, 1))));
        add("stats.ttestRel", a -> both(Stats.ttestRel(a.array(0), a.array(1), axis(a, 2))));
        add("stats.ttestInd", a -> both(Stats.ttestInd(a.array(0), a.array(1), axis(a, 2))));
        add("stats.welchTest", a -> both(Stats.ttestInd(a.array(0), a.array(1), axis(a, 2), false)));
        add("stats.ks1samp", a -> both(Stats.ks1samp(a.array(0), Distribution.norm(a.number(1), a.number(2)))));
        add("stats.ks2samp", a -> both(Stats.ks2samp(a.array(0), a.array(1))));
        add("stats.chisquare", a -> both(Stats.chisquare(a.array(0), axis(a, 1))));
        add("stats.chisquareExpected", a -> both(Stats.chisquare(a.array(0), a.array(1), axis(a, 2))));
        add("stats.entropy", a -> Stats.entropy(a.array(0), axis(a, 1)));
        add("stats.relativeEntropy", a -> Stats.entropy(a.array(0), a.array(1), axis(a, 2)));
    }

    private static NDArray distribution(Arguments a) {
        double[] p = a.numbers(a.args().get(2));
        String name = (String) a.args().get(0);
        Distribution d = switch (name) {
            case "norm" -> Distribution.norm(p[0], p[1]);
            case "t" -> Distribution.t(p[0]);
            case "chi2" -> Distribution.chi2(p[0]);
            default -> throw new IllegalArgumentException(name);
        };
        NDArray x = a.array(3);
        String function = (String) a.args().get(1);
        return switch (function) {
            case "pdf" -> d.pdf(x);
            case "cdf" -> d.cdf(x);
            case "sf" -> d.sf(x);
            case "ppf" -> d.ppf(x);
            default -> throw new IllegalArgumentException(function);
        };
    }
}
