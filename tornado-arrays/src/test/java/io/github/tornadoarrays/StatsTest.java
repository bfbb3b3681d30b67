package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.stats.Distribution;
import io.github.tornadoarrays.stats.Stats;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What statistics refuse; their results are compared with SciPy's in {@link SciPyGoldenTest}. */
class StatsTest {
    @Test
    void withoutAnAxisItIsTheFirst() {
        NDArray x = Np.array(new double[][] {{1, 5, 2}, {2, 3, 4}, {4, 1, 9}, {9, 2, 3}});
        NDArray y = x.mul(x).add(1);
        Map<NDArray, NDArray> same = Map.ofEntries(
                Map.entry(Stats.zscore(x), Stats.zscore(x, 0)),
                Map.entry(Stats.moment(x, 3), Stats.moment(x, 3, 0)),
                Map.entry(Stats.skew(x), Stats.skew(x, 0)),
                Map.entry(Stats.kurtosis(x), Stats.kurtosis(x, 0)),
                Map.entry(Stats.gmean(x), Stats.gmean(x, 0)),
                Map.entry(Stats.hmean(x), Stats.hmean(x, 0)),
                Map.entry(Stats.pmean(x, 2), Stats.pmean(x, 2, 0)),
                Map.entry(Stats.trimMean(x, 0.25), Stats.trimMean(x, 0.25, 0)),
                Map.entry(Stats.sem(x), Stats.sem(x, 0)),
                Map.entry(Stats.describe(x).mean(), Stats.describe(x, 0).mean()),
                Map.entry(Stats.entropy(x), Stats.entropy(x, 0)),
                Map.entry(Stats.entropy(x, y), Stats.entropy(x, y, 0)),
                Map.entry(
                        Stats.ttest1samp(x, 2).pvalue(),
                        Stats.ttest1samp(x, 2, 0).pvalue()),
                Map.entry(Stats.ttestRel(x, y).pvalue(), Stats.ttestRel(x, y, 0).pvalue()),
                Map.entry(Stats.ttestInd(x, y).pvalue(), Stats.ttestInd(x, y, 0).pvalue()),
                Map.entry(Stats.chisquare(x).pvalue(), Stats.chisquare(x, 0).pvalue()),
                Map.entry(
                        Stats.chisquare(x, x).pvalue(), Stats.chisquare(x, x, 0).pvalue()));
        same.forEach((a, b) -> assertThat(Np.allclose(a, b)).isTrue());
        assertThat(Stats.iqr(x).item()).isEqualTo(Stats.iqr(x.ravel(), 0).item());
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
