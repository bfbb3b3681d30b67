package io.github.tornadoarrays;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.array;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.eye;
import static io.github.tornadoarrays.Np.ones;
import static io.github.tornadoarrays.Np.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.ndimage.Border;
import io.github.tornadoarrays.ndimage.Gaussian;
import io.github.tornadoarrays.ndimage.Ndimage;
import io.github.tornadoarrays.ndimage.Spline;
import io.github.tornadoarrays.ndimage.Window;
import io.github.tornadoarrays.sparse.Coo;
import io.github.tornadoarrays.sparse.Csr;
import io.github.tornadoarrays.sparse.Solver;
import io.github.tornadoarrays.sparse.Sparse;
import io.github.tornadoarrays.sparse.SparseLinalg;
import io.github.tornadoarrays.spatial.Distance;
import io.github.tornadoarrays.spatial.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SciPy's parts where golden cases say nothing: mistakes, and what lives from one call to the next. */
class SciPyTest {
    private interface Mistake {
        Object make(NDArray x);
    }

    private static Arguments bad(String what, Mistake mistake, Class<? extends ArrayException> type, String message) {
        return Arguments.of(what, mistake, type, message);
    }

    static List<Arguments> mistakes() {
        return List.of(
                // x has shape (3, 4)
                bad(
                        "too many sigmas",
                        x -> Ndimage.gaussianFilter(x, 1, 2, 3),
                        ShapeException.class,
                        "gaussianFilter: 3 numbers for sigma and shape (3, 4)"),
                bad("a negative sigma", x -> Ndimage.gaussianFilter(x, -1), ArrayException.class, "sigma [-1.0]"),
                bad("a sigma that is none", x -> Ndimage.gaussianFilter(x, Double.NaN), ArrayException.class, "NaN"),
                bad(
                        "a negative order",
                        x -> Ndimage.gaussianFilter(x, Gaussian.sigma(1).order(-1)),
                        ArrayException.class,
                        "order [-1]"),
                bad("an unknown mode", x -> Border.of("reflekt"), ArrayException.class, "known are reflect, mirror"),
                bad(
                        "an axis that is not there",
                        x -> Ndimage.sobel(x, 2),
                        ShapeException.class,
                        "sobel: axis 2 is out of range for shape (3, 4); valid axes are -2..1"),
                bad(
                        "weights of another rank",
                        x -> Ndimage.correlate(x, ones(3)),
                        ShapeException.class,
                        "correlate: weights of shape (3,) for shape (3, 4)"),
                bad("no weights", x -> Ndimage.correlate1d(x, new double[0], 0), ArrayException.class, "no weights"),
                bad(
                        "an origin outside",
                        x -> Ndimage.convolve1d(x, new double[] {1, 2, 3}, 0, Border.REFLECT, 2),
                        ArrayException.class,
                        "a window of 3"),
                bad("an empty window", x -> Ndimage.medianFilter(x, 0), ArrayException.class, "size [0]"),
                bad(
                        "a rank too large",
                        x -> Ndimage.rankFilter(x, 9, Window.size(3)),
                        ArrayException.class,
                        "rank 9 in a window of 9 elements; -9..8 are possible"),
                bad(
                        "more than all per cent",
                        x -> Ndimage.percentileFilter(x, 101, Window.size(3)),
                        ArrayException.class,
                        "101.0 per cent"),
                bad(
                        "a footprint of nothing",
                        x -> Ndimage.minimumFilter(x, Window.footprint(zeros(3, 3))),
                        ArrayException.class,
                        "no element of the footprint"),
                bad(
                        "the order of complex numbers",
                        x -> Ndimage.medianFilter(x.astype(DType.COMPLEX128), 3),
                        DTypeException.class,
                        "complex128 has no order"),
                bad("a spline of order 6", x -> Spline.order(6), ArrayException.class, "order 6; 0 to 5 are possible"),
                bad(
                        "coefficients of order 1",
                        x -> Ndimage.splineFilter(x, 1, Border.MIRROR),
                        ArrayException.class,
                        "splineFilter: order 1; 2 to 5 have coefficients"),
                bad("a negative zoom", x -> Ndimage.zoom(x, -1), ArrayException.class, "zoom: factors [-1.0]"),
                bad(
                        "coordinates of one axis",
                        x -> Ndimage.mapCoordinates(x, ones(1, 5)),
                        ShapeException.class,
                        "mapCoordinates: coordinates of shape (1, 5) for shape (3, 4)"),
                bad(
                        "a matrix of another rank",
                        x -> Ndimage.affineTransform(x, new double[][] {{1}}),
                        ShapeException.class,
                        "affineTransform: a matrix of 1 rows"),
                bad(
                        "a plane of one axis",
                        x -> Ndimage.rotate(x, 10, 0, -2, true, Spline.CUBIC),
                        ShapeException.class,
                        "are one"),
                bad("four axes", x -> Ndimage.shift(ones(2, 2, 2, 2), 1), ShapeException.class, "has 4 axes"),
                bad(
                        "a structure of another rank",
                        x -> Ndimage.binaryErosion(x, ones(3), 1, false),
                        ShapeException.class,
                        "binaryErosion: a structure of shape (3,)"),
                bad(
                        "a wide structure",
                        x -> Ndimage.label(x, ones(3, 5)),
                        ShapeException.class,
                        "3 elements along each"),
                bad(
                        "labels of another shape",
                        x -> Ndimage.mean(x, arange(3), null),
                        ShapeException.class,
                        "mean: shape (3, 4) with labels of shape (3,)"),
                bad(
                        "a label that nothing has",
                        x -> Ndimage.maximum(x, x.astype(DType.INT32), array(1, 99)),
                        ArrayException.class,
                        "maximum: one of the labels has no elements"),
                bad(
                        "a matrix of integers",
                        x -> Sparse.of(x.astype(DType.INT64)),
                        DTypeException.class,
                        "elements are int64"),
                bad("a matrix of one axis", x -> Sparse.of(x.ravel()), ShapeException.class, "a matrix has two axes"),
                bad(
                        "a position outside",
                        x -> Coo.of(array(0, 3), array(0, 1), ones(2), 3, 4),
                        IndexException.class,
                        "coo: row goes from 0 to 3; 0 to 2 are possible"),
                bad(
                        "positions that are no integers",
                        x -> Coo.of(ones(2), array(0, 1), ones(2), 3, 4),
                        DTypeException.class,
                        "positions are integers"),
                bad(
                        "rows that go back",
                        x -> Csr.of(ones(2), array(0, 1), array(0, 2, 1, 2), 4),
                        IndexException.class,
                        "csr: indptr goes from 0 to 2 and down in between"),
                bad(
                        "sparse matrices of other shapes",
                        x -> Sparse.of(x).add(Sparse.of(x.T())),
                        ShapeException.class,
                        "add: shapes (3, 4) and (4, 3)"),
                bad(
                        "a product of unfit sparse matrices",
                        x -> Sparse.of(x).matmul(Sparse.of(x)),
                        ShapeException.class,
                        "matmul: shapes (3, 4) and (3, 4)"),
                bad("a vector too short", x -> Sparse.of(x).matmul(ones(3)), ShapeException.class, "times shape (3,)"),
                bad("rows that are not there", x -> Sparse.of(x).rows(1, 4), ShapeException.class, "rows: 1 to 4"),
                bad("a diagonal that is not there", x -> Sparse.of(x).diagonal(4), ShapeException.class, "-2..3"),
                bad(
                        "a density of 2",
                        x -> Sparse.random(2, 2, 2, DType.FLOAT64, Np.random),
                        ArrayException.class,
                        "density 2.0"),
                bad(
                        "a system that is not square",
                        x -> SparseLinalg.cg(Sparse.of(x), ones(3)),
                        ShapeException.class,
                        "cg: the matrix has shape (3, 4); it must be square"),
                bad(
                        "a right side too short",
                        x -> SparseLinalg.gmres(Sparse.eye(3), ones(2)),
                        ShapeException.class,
                        "gmres: the right side has shape (2,); it needs 3 rows"),
                bad(
                        "a singular matrix",
                        x -> SparseLinalg.spsolve(Sparse.of(ones(3, 3)).to("cpu"), ones(3).to("cpu")),
                        ArrayException.class,
                        "spsolve: the matrix is singular"),
                bad("a negative tolerance", x -> Solver.rtol(-1), ArrayException.class, "rtol -1.0"),
                bad(
                        "points of other spaces",
                        x -> Distance.cdist(x, ones(2, 3)),
                        ShapeException.class,
                        "cdist: shapes (3, 4) and (2, 3)"),
                bad(
                        "an unknown metric",
                        x -> Distance.pdist(x, "manhattan"),
                        ArrayException.class,
                        "known are euclidean"),
                bad(
                        "mahalanobis without a matrix",
                        x -> Metric.of("mahalanobis"),
                        ArrayException.class,
                        "Metric.mahalanobis(its inverse)"),
                bad(
                        "a vector of no matrix",
                        x -> Distance.squareform(ones(4)),
                        ShapeException.class,
                        "squareform: a vector of 4"),
                bad(
                        "distances to themselves",
                        x -> Distance.squareform(eye(3)),
                        ArrayException.class,
                        "squareform: the diagonal is not 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void mistake(String what, Mistake mistake, Class<? extends ArrayException> type, String message) {
        NDArray x = arange(12.0).reshape(3, 4);
        assertThatThrownBy(() -> mistake.make(x)).isInstanceOf(type).hasMessageContaining(message);
    }

    @Test
    void whatAMatrixWorksOutOnceOutlivesTheScopeOfItsFirstProduct() {
        Csr a = Sparse.of(eye(50));
        NDArray x = arange(50.0);
        try (Scope _ = Np.scope()) {
            assertThat(a.matmul(x).sum().item()).isEqualTo(1225);
        }
        assertThat(a.matmul(x).sum().item()).isEqualTo(1225);
    }

    @Test
    void aDirectSolutionOfASystemElsewhereIsRefused() {
        Csr a = Sparse.eye(3);
        if (!a.device().isHost()) {
            assertThatThrownBy(() -> SparseLinalg.spsolve(a, ones(3)))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("a.to(\"cpu\")");
        } else {
            assertThat(SparseLinalg.spsolve(a, ones(3)).sum().item()).isEqualTo(3);
        }
    }

    @Test
    void aSystemWithManyUnknownsIsSolvedDirectlyAndByIterations() {
        // the five-point stencil of a square of 16 by 16
        int n = 16;
        NDArray off = ones(n - 1).neg();
        Csr line = Sparse.diags(new NDArray[] {off, ones(1).mul(2), off}, -1, 0, 1);
        Csr a = Sparse.kron(line, Sparse.eye(n)).add(Sparse.kron(Sparse.eye(n), line));
        NDArray x = Random.seeded(5).random(DType.FLOAT64, (long) n * n);
        NDArray b = a.matmul(x);
        NDArray direct = SparseLinalg.spsolve(a.to("cpu"), b.to("cpu"));
        assertThat(direct.sub(x.to("cpu")).abs().max().item()).isLessThan(1e-11);
        Solver how = Solver.rtol(1e-10);
        for (Solver.Solution s : List.of(
                SparseLinalg.cg(a, b, how),
                SparseLinalg.bicgstab(a, b, how),
                SparseLinalg.gmres(a, b, how.most(5000)),
                SparseLinalg.cg(a, b, how.preconditioner(r -> r.div(4))))) {
            assertThat(s.isConverged()).isTrue();
            assertThat(s.x().sub(x).abs().max().item()).isLessThan(1e-6);
        }
        Solver.Solution early = SparseLinalg.cg(a, b, how.most(3));
        assertThat(early.isConverged()).isFalse();
        assertThat(early.iterations()).isEqualTo(3);
        assertThat(early.residual()).isCloseTo(b.sub(a.matmul(early.x())).norm().item(), within(1e-9));
    }

    @Test
    void aRandomMatrixHasItsDensityAndItsSeed() {
        Csr a = Sparse.random(30, 40, 0.1, DType.FLOAT32, Random.seeded(3));
        assertThat(a.nnz()).isEqualTo(120);
        assertThat(a.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(a.toDense().ne(0).sum().itemLong()).isEqualTo(120);
        Csr b = Sparse.random(30, 40, 0.1, DType.FLOAT32, Random.seeded(3));
        assertThat(a.sub(b).nnz()).isZero();
        assertThat(Sparse.random(4, 5, 1, DType.FLOAT64, Random.seeded(3)).nnz())
                .isEqualTo(20);
        assertThat(Sparse.random(4, 5, 0, DType.FLOAT64, Random.seeded(3)).nnz())
                .isZero();
    }

    @Test
    void viewsAndPendingArraysAreFilteredAsTheyAre() {
        NDArray x = arange(60.0).reshape(6, 10);
        NDArray turned = x.T().get("::-1, 1:");
        NDArray blurred = Ndimage.gaussianFilter(turned, 1);
        assertThat(blurred.sub(Ndimage.gaussianFilter(turned.copy(), 1))
                        .abs()
                        .max()
                        .item())
                .isZero();
        NDArray pending = x.mul(2);
        NDArray filtered = Ndimage.uniformFilter(pending, 3);
        x.set("...", 0);
        assertThat(filtered.max().item()).isGreaterThan(90);
        assertThat(asarray(filtered.shape()).toLongArray()).containsExactly(6, 10);
    }
}
