package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.special;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.core.DTypeException;
import org.junit.jupiter.api.Test;

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
}
