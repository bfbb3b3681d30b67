package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.NumberFunctionsTest.throwsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** {@link Polynomial}, beside NumPy's results, and what is refused of {@link PolynomialFunctions}. */
class PolynomialTest {
    private static final Offset<Double> NEAR = within(1e-9);

    private final NDArray x = Np.linspace(2, 5, 9);
    private final NDArray y = x.pow(3).sub(x.mul(2)).add(1);
    private final Polynomial q = Polynomial.of(1, 2, 3);
    private final Polynomial r = Polynomial.of(0.5, -1);

    @Test
    void fitsAreExactOverTheirDomain() {
        Polynomial p = Polynomial.fit(x, y, 3);
        assertThat(p.coef().toDoubleArray()).containsExactly(new double[] {36.875, 52.125, 23.625, 3.375}, NEAR);
        assertThat(p.domain()).containsExactly(2, 5);
        assertThat(p.window()).containsExactly(-1, 1);
        assertThat(p.mapparms()).containsExactly(new double[] {-7 / 3.0, 2 / 3.0}, NEAR);
        assertThat(p.call(3.3)).isCloseTo(30.337, NEAR);
        assertThat(p.deriv().call(3.3)).isCloseTo(30.67, NEAR);
        assertThat(p.integ().deriv().call(3.3)).isCloseTo(30.337, NEAR);
        assertThat(p.call(x).sub(y).abs().max().item()).isLessThan(1e-9);
        assertThat(p.roots().real().toDoubleArray())
                .containsExactly(new double[] {(-1 - Math.sqrt(5)) / 2, (-1 + Math.sqrt(5)) / 2, 1}, within(1e-6));
    }

    @Test
    void arithmetic() {
        assertThat(q.mul(r).coef().toDoubleArray()).containsExactly(0.5, 0, -0.5, -3);
        assertThat(q.mul(2).coef().toDoubleArray()).containsExactly(2, 4, 6);
        assertThat(q.add(r).coef().toDoubleArray()).containsExactly(1.5, 1, 3);
        assertThat(q.sub(r).coef().toDoubleArray()).containsExactly(0.5, 3, 3);
        assertThat(q.floorDiv(r).coef().toDoubleArray()).containsExactly(-3.5, -3);
        assertThat(q.mod(r).coef().toDoubleArray()).containsExactly(2.75);
        assertThat(q.pow(3).coef().toDoubleArray()).containsExactly(1, 6, 21, 44, 63, 54, 27);
        assertThat(q.pow(0)).isEqualTo(Polynomial.of(1));
        assertThat(q.call(array(1.0, 2)).toDoubleArray()).containsExactly(6, 17);
    }

    @Test
    void calculusAndShorterOnes() {
        assertThat(q.deriv().coef().toDoubleArray()).containsExactly(2, 6);
        assertThat(q.deriv(5).coef().toDoubleArray()).containsExactly(0);
        assertThat(q.integ().coef().toDoubleArray()).containsExactly(0, 1, 1, 1);
        assertThat(q.integ(2).coef().toDoubleArray()).containsExactly(new double[] {0, 0, 0.5, 1 / 3.0, 0.25}, NEAR);
        assertThat(q.truncate(2))
                .isEqualTo(Polynomial.of(1, 2))
                .isEqualTo(q.cutdeg(1))
                .hasSameHashCodeAs(q.cutdeg(1));
        assertThat(Polynomial.of(1, 2, 0, 1e-9).trim(1e-8)).isEqualTo(Polynomial.of(1, 2));
        assertThat(Polynomial.of(0, 0).trim(0)).isEqualTo(Polynomial.of(0));
        assertThat(q.degree()).isEqualTo(2);
        assertThat(q).hasToString("1.0 + 2.0 x + 3.0 x**2").isNotEqualTo(r);
        List<NDArray> line = q.linspace(3);
        assertThat(line.get(0).toDoubleArray()).containsExactly(-1, 0, 1);
        assertThat(line.get(1).toDoubleArray()).containsExactly(2, 1, 6);
    }

    @Test
    void madeFromRootsAndPowers() {
        assertThat(Polynomial.fromroots(array(1.0, 2))).isEqualTo(Polynomial.of(2, -3, 1));
        assertThat(Polynomial.basis(2)).isEqualTo(Polynomial.of(0, 0, 1));
        assertThat(Polynomial.identity()).isEqualTo(Polynomial.of(0, 1));
        assertThat(Polynomial.of(6, -5, 1).roots().real().toDoubleArray()).containsExactly(new double[] {2, 3}, NEAR);
        assertThat(Polynomial.of(array(1.0, 1), new double[] {0, 2}, new double[] {0, 1})
                        .call(2))
                .isEqualTo(2);
    }

    @Test
    void mistakesAreNamed() {
        throwsOf(
                () -> Polynomial.of(Np.zeros(2, 2)),
                ShapeException.class,
                "Polynomial: coefficients of shape (2, 2); a vector with elements is needed");
        throwsOf(
                () -> Polynomial.of(array(1.0, 2), new double[] {1}, new double[] {0, 1}),
                ShapeException.class,
                "Polynomial: domain [1.0] or window [0.0, 1.0] has not two ends; give {from, to}");
        throwsOf(() -> q.pow(-1), ArrayException.class, "pow: exponent -1 is negative; it is 0 or more");
        throwsOf(
                () -> q.truncate(0),
                ArrayException.class,
                "truncate: size 0 is out of range; there is one coefficient at least");
        throwsOf(
                () -> q.add(Polynomial.fit(x, y, 1)),
                ArrayException.class,
                "add: domains [-1.0, 1.0] and [2.0, 5.0], or windows, differ; fit both over one domain");
        throwsOf(
                () -> Np.polydiv(array(1.0, 2), array(0.0, 1)),
                ArrayException.class,
                "polydiv: the divisor's first coefficient is 0; leave zeros before it out (trimZeros)");
        throwsOf(
                () -> Np.polyder(array(1.0), -1),
                ArrayException.class,
                "polyder: order -1 is negative; polyint integrates");
        throwsOf(
                () -> Np.polyint(array(1.0), -1),
                ArrayException.class,
                "polyint: order -1 is negative; polyder differentiates");
        throwsOf(
                () -> Np.polyint(array(1.0), 3, 1, 2),
                ArrayException.class,
                "polyint: 2 constants for 3 integrations; give none, one, or one for each");
        throwsOf(
                () -> Np.polyfit(x, y.get(":3"), 1),
                ShapeException.class,
                "polyfit: values of shape (3,) for 9 points; give one for each, or a matrix with a row for each");
        throwsOf(() -> Np.polyfit(x, y, -1), ArrayException.class, "polyfit: degree -1 is negative; it is 0 or more");
        throwsOf(
                () -> Np.polyfit(x, y, 1, Np.ones(1), 1e-9),
                ShapeException.class,
                "polyfit: weights of shape (1,) for 9 points; give one for each");
        throwsOf(
                () -> Np.polyval(Np.zeros(2, 2), x),
                ShapeException.class,
                "polyval: coefficients of shape (2, 2); they are a vector");
        throwsOf(() -> Np.vander(x, -1), ArrayException.class, "vander: -1 columns; there are 0 or more");
        throwsOf(
                () -> Np.pad(x, new long[][] {{1, 1}}, "around"),
                ArrayException.class,
                "pad: unknown mode \"around\"; known are \"constant\", \"edge\", \"reflect\", \"symmetric\", \"wrap\", \"empty\","
                        + " \"linear_ramp\", \"maximum\", \"minimum\", \"mean\" and \"median\"");
        throwsOf(
                () -> Np.quantile(x, 0.5, Np.axis(0), "linear", Np.ones(9)),
                ArrayException.class,
                "quantile: method \"linear\" takes no weights; \"inverted_cdf\" does");
        throwsOf(
                () -> Np.histogramdd(x),
                ShapeException.class,
                "histogramdd: points of shape (9,) and 1 bins; a matrix with a row each is needed, and bins for each column or for all");
    }

    @Test
    void productsOfManyAreMadeInTheOrderThatIsTold() {
        EinsumPath path = Np.einsumPath("ij,jk,kl->il", Np.ones(100, 2), Np.ones(2, 100), Np.ones(100, 3));
        assertThat(path.contractions().get(0)).containsExactly(1, 2);
        assertThat(path.contractions().get(1)).containsExactly(0, 1);
        assertThat(path.largest()).isEqualTo(300);
        assertThat(Np.einsumPath("ij->j", Np.ones(2, 3)).contractions()).isEmpty();
    }

    @Test
    void paddingWithAnythingKeepsTheArray() {
        NDArray p = Np.pad(array(1.0, 2), new long[][] {{1, 2}}, "empty");
        assertThat(p.shape()).containsExactly(5);
        assertThat(p.get("1:3").toDoubleArray()).containsExactly(1, 2);
    }

    /** What NumPy 2.4 writes with {@code set_default_printstyle("ascii")}. */
    @Test
    void textIsNumPys() {
        assertThat(Polynomial.fit(arange(6.0), array(0, 0.8, 0.9, 0.1, -0.8, -1), 2))
                .hasToString("0.46875 - 0.75714286 (-1.0 + 0.4x) - 1.00446429 (-1.0 + 0.4x)**2");
        assertThat(Polynomial.of(1, -2.5, 0, 3)).hasToString("1.0 - 2.5 x + 0.0 x**2 + 3.0 x**3");
        assertThat(Polynomial.of(-1, 1e-10, 2e10)).hasToString("-1.0 + (1.0e-10) x + (2.0e+10) x**2");
        assertThat(Polynomial.of(array(1.0, 2), new double[] {0, 2}, new double[] {0, 1}))
                .hasToString("1.0 + 2.0 (0.5x)");
        assertThat(Polynomial.of(array(1.0, 2), new double[] {1, 3}, new double[] {0, 2}))
                .hasToString("1.0 + 2.0 (-1.0 + x)");
        assertThat(Polynomial.of(1.11111111, 2.22222222, 3.33333333, 4.44444444, 5.55555555, 6.66666666, 7.777777777))
                .hasToString("""
                        1.11111111 + 2.22222222 x + 3.33333333 x**2 + 4.44444444 x**3 +
                        5.55555555 x**4 + 6.66666666 x**5 + 7.77777778 x**6""");
    }
}
