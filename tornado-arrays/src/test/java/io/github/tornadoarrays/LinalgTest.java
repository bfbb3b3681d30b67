package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.eye;
import static io.github.tornadoarrays.Np.linalg;
import static io.github.tornadoarrays.Np.ones;
import static io.github.tornadoarrays.Np.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.LinAlgException;
import io.github.tornadoarrays.core.ShapeException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear algebra beside the golden cases: sizes that those have not, what is unusual, and what mistakes are told. */
class LinalgTest {
    /** A side at which LAPACK works in blocks, by several threads and outside the heap; odd, so that blocks don't fit. */
    private static final int LARGE = 205;

    private static NDArray random(DType type, long... shape) {
        Random r = Random.seeded(7);
        NDArray x = r.normal(0, 1, shape);
        return (type.isComplex() ? x.add(r.normal(0, 1, shape).mul(Complex.of(0, 1))) : x)
                .astype(type)
                .eval();
    }

    private static NDArray adjoint(NDArray x) {
        return x.mT().conj();
    }

    /** That two arrays of numbers around 1 agree, in units of the type's rounding. */
    private static void close(NDArray got, NDArray expected, double units) {
        double eps = got.dtype().part() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
        assertThat(got.shape()).containsExactly(expected.shape());
        assertThat(got.sub(expected).abs().max().item()).isLessThan(units * eps);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
    void largeMatrices(DType type) {
        NDArray a = random(type, LARGE, LARGE);
        NDArray one = eye(LARGE, type);
        NDArray steep = a.add(one.mul(3 * LARGE)).div(LARGE).eval();
        NDArray b = random(type, LARGE, 3);
        close(steep.matmul(linalg.solve(steep, b)), b, 1000);
        close(steep.matmul(linalg.inv(steep)), one, 1000);
        NDArray definite = a.matmul(adjoint(a)).div(LARGE).add(one).eval();
        NDArray l = linalg.cholesky(definite);
        close(l.matmul(adjoint(l)), definite, 1000);
        Qr qr = linalg.qr(a);
        close(qr.q().matmul(qr.r()), a, 5000);
        close(adjoint(qr.q()).matmul(qr.q()), one, 1000);
        Svd svd = linalg.svd(a);
        close(svd.u().mul(svd.s()).matmul(svd.vh()), a, 20000);
        close(adjoint(svd.u()).matmul(svd.u()), one, 2000);
        Eigen eigh = linalg.eigh(definite);
        close(eigh.eigenvectors().mul(eigh.eigenvalues()).matmul(adjoint(eigh.eigenvectors())), definite, 5000);
    }

    /** Sides that blocks fit and don't fit, with pivots on the diagonal and far from it. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
    void largeSystems(DType type) {
        for (long n : new long[] {384, 517}) {
            NDArray steep = random(type, 2, n, n).div(n).add(eye(n, type)).eval();
            NDArray a = steep.get(":, ::-1").copy().eval();
            NDArray b = random(type, 2, n, 70);
            close(a.matmul(linalg.solve(a, b)), b, 5000);
            close(a.matmul(linalg.inv(a)), eye(n, type).add(Np.zerosLike(a)), 5000);
            // the same rows in the opposite order: n / 2 exchanges, each of which changes the sign
            Slogdet one = linalg.slogdet(steep);
            Slogdet other = linalg.slogdet(a);
            close(other.logabsdet(), one.logabsdet(), 1e4);
            close(other.sign(), one.sign().mul(n / 2 % 2 == 0 ? 1 : -1), 1e5);
        }
    }

    @Test
    void largeSingularMatricesOfAStackAreNamed() {
        NDArray a = random(DType.FLOAT64, 3, 400, 400);
        a.set("1, :, 399", a.get("1, :, 7"));
        a.set("1, 300", 0);
        assertThatThrownBy(() -> linalg.solve(a, ones(3, 400, 1)))
                .isInstanceOf(LinAlgException.class)
                .hasMessageContaining("[1] of the stack (3,)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float64", "complex128"})
    void largeEigenvaluesOfAnyMatrix(String type) {
        NDArray a = random(DType.of(type), LARGE, LARGE);
        Eigen e = linalg.eig(a);
        NDArray v = e.eigenvectors();
        close(a.astype(v.dtype()).matmul(v), v.mul(e.eigenvalues()), 1e6);
        close(v.abs().pow(2).sum(0), ones(LARGE), 1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 60, 130})
    void stacks(long n) {
        NDArray a = random(DType.FLOAT64, 9, n, n).add(eye(n).mul(3 * n)).div(n).eval();
        NDArray b = random(DType.FLOAT64, 9, n, 2);
        close(a.matmul(linalg.solve(a, b)), b, 2000);
        NDArray definite = a.matmul(a.mT()).eval();
        NDArray l = linalg.cholesky(definite);
        close(l.matmul(l.mT()), definite, 5000);
        Svd svd = linalg.svd(a);
        close(svd.u().mul(Np.expandDims(svd.s(), -2)).matmul(svd.vh()), a, 5000);
        Eigen e = linalg.eigh(definite);
        NDArray v = e.eigenvectors();
        close(v.mul(Np.expandDims(e.eigenvalues(), -2)).matmul(v.mT()), definite, 20000);
        for (int i = 0; i < 9; i++) {
            NDArray one = linalg.det(a.get(i));
            close(linalg.det(a).get(i).div(one), one.div(one), 1e4);
        }
    }

    @Test
    void operandsStayAsTheyAre() {
        NDArray a = random(DType.FLOAT64, 5, 5);
        NDArray before = a.copy().eval();
        linalg.inv(a);
        linalg.inv(a.mT());
        linalg.svd(a);
        linalg.eig(a.mT());
        assertThat(a.eq(before).all().itemLong()).isEqualTo(1);
        NDArray b = ones(5, 2).eval();
        linalg.solve(a, b);
        assertThat(b.eq(1).all().itemLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void halfFloatsAreComputedInFloat32(DType type) {
        NDArray x = eye(3).mul(2).astype(type);
        assertThat(linalg.inv(x).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(linalg.inv(x).get(0, 0).item()).isEqualTo(0.5);
        assertThat(linalg.svdvals(x).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(linalg.norm(x, 2).dtype()).isEqualTo(type);
    }

    @Test
    void determinantsBeyondTheRangeOfFloats() {
        NDArray x = eye(400).mul(10).eval();
        Slogdet d = linalg.slogdet(x);
        assertThat(d.sign().item()).isEqualTo(1);
        assertThat(d.logabsdet().item()).isCloseTo(400 * Math.log(10), within(1e-9));
        assertThat(linalg.det(x).item()).isInfinite();
    }

    // ---- mistakes

    private static void refused(Class<? extends ArrayException> type, String message, Consumer<Linalg> call) {
        assertThatThrownBy(() -> call.accept(linalg)).isInstanceOf(type).hasMessage(message);
    }

    @Test
    void singularMatrices() {
        refused(
                LinAlgException.class,
                "solve: the matrix is singular; pinv and lstsq are defined for such matrices",
                l -> l.solve(asarray(new double[][] {{1, 2}, {2, 4}}), ones(2)));
        NDArray stack = Np.stack(eye(2), zeros(2, 2), zeros(2, 2)).reshape(1, 3, 2, 2);
        refused(
                LinAlgException.class,
                "inv: the matrix at [0, 1] of the stack (1, 3) is singular; pinv and lstsq are defined for such matrices",
                l -> l.inv(stack));
    }

    @Test
    void matricesThatAreNotSquare() {
        String text = ": shape (2, 3) is 2 x 3; the last two axes must be equal";
        refused(LinAlgException.class, "inv" + text, l -> l.inv(ones(2, 3)));
        refused(LinAlgException.class, "det" + text, l -> l.det(ones(2, 3)));
        refused(LinAlgException.class, "eigh" + text, l -> l.eigh(ones(2, 3)));
        refused(LinAlgException.class, "matrixPower" + text, l -> l.matrixPower(ones(2, 3), 2));
    }

    @Test
    void whatIsNoMatrix() {
        refused(
                LinAlgException.class,
                "svd: shape (3,) is not a matrix; at least 2 axes are needed, of which the last two are the matrix's",
                l -> l.svd(ones(3)));
    }

    @Test
    void matricesThatAreNotPositiveDefinite() {
        refused(
                LinAlgException.class,
                "cholesky: the matrix is not positive definite; it must have positive eigenvalues, which eigvalsh gives",
                l -> l.cholesky(asarray(new double[][] {{1, 2}, {2, 1}})));
    }

    @Test
    void whatHasNoEigenvalues() {
        NDArray x = eye(2);
        x.set("0, 0", Double.NaN);
        refused(
                LinAlgException.class,
                "eig: shape (2, 2) has infinities or NaN, for which there are no eigenvalues; nanToNum or a mask replaces them",
                l -> l.eig(x));
    }

    @Test
    void rightSidesThatDoNotFit() {
        refused(
                ShapeException.class,
                "solve: the right side has shape (2,), the matrix (3, 3); it must be (3) or (…, 3, k)",
                l -> l.solve(eye(3), ones(2)));
        refused(
                LinAlgException.class,
                "lstsq: the matrix has 3 rows, (3, 2), and the right side 2, (2,); they must be equal",
                l -> l.lstsq(ones(3, 2), ones(2)));
    }

    @Test
    void unknownWords() {
        refused(
                ArrayException.class,
                "eigh: unknown triangle \"M\"; \"L\" reads the lower one, \"U\" the upper",
                l -> l.eigh(eye(2), "M"));
        refused(
                ArrayException.class,
                "qr: unknown mode \"r\"; \"reduced\" and \"complete\", or qrR for r alone and qrRaw for the reflections",
                l -> l.qr(eye(2), "r"));
        refused(
                ArrayException.class,
                "norm: order 3.0 of matrices is not defined; \"fro\", \"nuc\", 1, -1, 2, -2, inf and -inf are",
                l -> l.norm(eye(2), 3));
    }
}
