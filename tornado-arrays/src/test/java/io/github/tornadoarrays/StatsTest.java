package io.github.tornadoarrays;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.stats.Distribution;
import io.github.tornadoarrays.stats.Stats;
import org.junit.jupiter.api.Test;

/** What statistics refuse; their results are compared with SciPy's in {@link SciPyGoldenTest}. */
class StatsTest {
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
