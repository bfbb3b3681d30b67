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
    void erfcOfFloat32IsAsGoodWhereItIsTiny() {
        NDArray x = Np.linspace(-10, 10, 40_001).astype(float32);
        float[] found = special.erfc(x).toFloatArray();
        double[] expected = special.erfc(x.astype(Np.float64)).toDoubleArray();
        for (int i = 0; i < found.length; i++) {
            double unit = Math.ulp((float) expected[i]) + 2 * (double) Float.MIN_VALUE;
            assertThat((double) found[i]).as("erfc(%s)", x.item(i)).isCloseTo(expected[i], within(5 * unit));
        }
        assertThat(special.erfc(array(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, 0f, -0f))
                        .toFloatArray())
                .containsExactly(2, 0, Float.NaN, 1, 1);
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

    @Test
    void sumsOfExponentials() {
        NDArray x = array(new double[][] {{1000, 1001, 999}, {-1000, -1001, Double.NEGATIVE_INFINITY}});
        double[] rows = special.logsumexp(x, 1).toDoubleArray();
        assertThat(rows).containsExactly(new double[] {1001.4076059644443, -999.6867383124818}, within(1e-12));
        assertThat(special.logsumexp(x).item()).isCloseTo(1001.4076059644443, within(1e-12));
        assertThat(special.logsumexp(array(Double.NEGATIVE_INFINITY)).item()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(special.softmax(x, 1).sum(1).toDoubleArray()).containsExactly(new double[] {1, 1}, within(1e-15));
        double[] log = special.logSoftmax(x, -1).ravel().toDoubleArray();
        assertThat(log)
                .containsExactly(
                        new double[] {
                            -1.4076059644443804,
                            -0.4076059644443804,
                            -2.4076059644443806,
                            -0.31326168751822286,
                            -1.3132616875182228,
                            Double.NEGATIVE_INFINITY
                        },
                        within(1e-12));
    }

    @Test
    void theyFuseAndBroadcast() {
        NDArray a = array(0.5, 1, 2).reshape(3, 1);
        NDArray p = special.gammainc(a, array(0.1, 1));
        assertThat(p.shape()).containsExactly(3, 2);
        NDArray both = p.add(special.gammaincc(a, array(0.1, 1)));
        assertThat(both.sub(1).abs().max().item()).isLessThan(1e-15);
        assertThat(special.gammainc(1, array(2f)).dtype()).isEqualTo(float32);
        assertThat(special.betainc(2, 3, array(0.5)).item()).isCloseTo(0.6875, within(1e-15));
    }

    @Test
    void complexIsRefused() {
        NDArray z = array(1.0).astype(Np.complex64);
        assertThatThrownBy(() -> special.gamma(z))
                .isInstanceOf(DTypeException.class)
                .hasMessage("gamma: not defined for complex64; it takes real types");
        assertThatThrownBy(() -> special.betainc(z, z, z)).hasMessageContaining("betainc");
        assertThatThrownBy(() -> special.logsumexp(z)).hasMessageContaining("logsumexp");
    }
}
