package io.github.tornadoarrays.benchmarks;

import static io.github.tornadoarrays.Np.arange;
import static io.github.tornadoarrays.Np.concat;
import static io.github.tornadoarrays.Np.floorDivide;
import static io.github.tornadoarrays.Np.full;
import static io.github.tornadoarrays.Np.minimum;
import static io.github.tornadoarrays.Np.repeat;
import static io.github.tornadoarrays.Np.zeros;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.ndimage.Ndimage;
import io.github.tornadoarrays.sparse.Coo;
import io.github.tornadoarrays.sparse.Csr;
import io.github.tornadoarrays.sparse.Sparse;
import io.github.tornadoarrays.sparse.SparseLinalg;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The rows of SciPy's parts; {@code scipy_rows.py} has the peers' side under the same names. */
final class SciPyRows {
    private static final double SINGLE = 2e-6;

    /** Elements of a row of the matrix, where all have as many. */
    private static final int WIDTH = 16;

    private SciPyRows() {}

    // ---- pictures

    static List<GpuRow> ofGpu(Scale scale) {
        long side = scale.matrix();
        int n = (int) side;
        Input picture = new Input(DType.FLOAT32, 1, 0, 1, side, side);
        double[] w = gaussian(2);
        GpuRow blur = new GpuRow(
                "gaussian_filter",
                Bar.overCupy(5),
                8.0 * side * side,
                List.of(picture),
                a -> Ndimage.gaussianFilter(a[0], 2),
                Reference.elements(SINGLE, side * side, Math.max(1, n * n >> 16) | 1, i -> {
                    double s = 0;
                    for (int p = 0; p < w.length; p++) {
                        for (int q = 0; q < w.length; q++) {
                            int row = reflected(i / n + p - w.length / 2, n);
                            s += w[p] * w[q] * picture.at(row * n + reflected(i % n + q - w.length / 2, n));
                        }
                    }
                    return s;
                }));
        long rows = scale.n() / 100;
        return List.of(blur, times("csr @ x", rows, false), times("csr @ x, power law", rows, true));
    }

    private static double[] gaussian(double sigma) {
        int radius = (int) (4 * sigma + 0.5);
        double[] w = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            w[i] = Math.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
            sum += w[i];
        }
        for (int i = 0; i < w.length; i++) {
            w[i] /= sum;
        }
        return w;
    }

    private static int reflected(int i, int n) {
        int at = Math.floorMod(i, 2 * n);
        return at < n ? at : 2 * n - 1 - at;
    }

    // ---- sparse matrices

    /** Sparse matrix times vector. Rows have 16 elements each; or 1 + 65536 / h for a random h, which is 13 in the mean. */
    private static GpuRow times(String name, long rows, boolean powerLaw) {
        List<Input> in = sparse(DType.FLOAT32, rows, powerLaw);
        Input data = in.get(0);
        Input column = in.get(1);
        Input x = in.get(2);
        Function<NDArray[], Supplier<Object>> ours = a -> {
            Csr matrix = matrix(a);
            return () -> matrix.matmul(a[2]).eval();
        };
        int[][] starts = new int[1][];
        Reference expected = Reference.elements(SINGLE, rows, r -> {
            double s = 0;
            for (int k = starts[0][r]; k < starts[0][r + 1]; k++) {
                s += data.at(k) * x.at((int) column.at(k));
            }
            return s;
        });
        Reference reference = new Reference(SINGLE, result -> {
            starts[0] = starts((int) rows, powerLaw ? in.get(3) : null);
            return expected.error().applyAsDouble(result);
        });
        double elements = powerLaw ? 12.7 : WIDTH;
        return new GpuRow(name, Bar.overCupy(1), (8 * elements + 12) * rows, 0, in, ours, reference);
    }

    private static List<Input> sparse(DType type, long rows, boolean powerLaw) {
        Input data = new Input(type, 1, 0, 1, WIDTH * rows);
        Input column = new Input(DType.INT32, 2, 0, (int) rows, WIDTH * rows);
        Input x = new Input(type, 3, 0, 1, rows);
        return powerLaw
                ? List.of(data, column, x, new Input(DType.INT32, 4, 0, 1 << 16, rows))
                : List.of(data, column, x);
    }

    private static Csr matrix(NDArray[] a) {
        long rows = a[2].size();
        NDArray starts = arange(rows + 1).mul(WIDTH);
        if (a.length > 3) {
            NDArray length = a[3].astype(DType.INT64).add(1);
            NDArray ends = floorDivide(1 << 16, length).add(1).cumsum();
            starts = minimum(concat(zeros(DType.INT64, 1), ends), WIDTH * rows);
        }
        long n = starts.itemLong(-1);
        return Csr.of(a[0].get(":" + n), a[1].get(":" + n), starts, rows);
    }

    /** As {@link #matrix} has them. */
    private static int[] starts(int rows, Input lengths) {
        int[] starts = new int[rows + 1];
        for (int r = 0; r < rows; r++) {
            long length = lengths == null ? WIDTH : 1 + (1 << 16) / ((long) lengths.at(r) + 1);
            starts[r + 1] = (int) Math.min(starts[r] + length, (long) WIDTH * rows);
        }
        return starts;
    }

    /** On the host, where NumPy's rows are those of one thread. */
    static List<Row> ofCpu(Scale scale) {
        long side = scale.matrix();
        Input picture = new Input(DType.FLOAT32, 1, 0, 1, side, side);
        Row blur = new Row(
                "gaussian_filter f32",
                1,
                new Check.Close(2e-6, 1e-6),
                List.of(picture),
                a -> Ndimage.gaussianFilter(a[0], 2));
        Row product = new Row(
                "csr @ x f64",
                1,
                new Check.Close(1e-14, 1e-13),
                sparse(DType.FLOAT64, scale.n() / 100, false),
                kept(SciPyRows::matrix, (m, a) -> m.matmul(a[2])));
        Row label = new Row(
                "label",
                1,
                Check.EQUAL,
                List.of(picture),
                a -> Ndimage.label(a[0].gt(0.5)).labels());
        List<Row> rows = new ArrayList<>(List.of(blur, product, label));
        rows.addAll(assembled(scale.n() / 100, scale.n() / 500));
        rows.add(solution(scale.matrix() / 20));
        return rows.stream().map(Row::notStreaming).toList();
    }

    /** Conversions, and what gives a matrix from two. */
    private static List<Row> assembled(long large, long small) {
        Check close = new Check.Close(1e-13, 1e-13);
        return List.of(
                new Row(
                        "coo to csr",
                        1,
                        Check.EQUAL,
                        elements(large, 1),
                        kept(a -> positions(a[0], a[1]).T(), m -> m.toCsr().data())),
                new Row(
                        "csr to csc",
                        1,
                        Check.EQUAL,
                        elements(large, 1),
                        kept(a -> positions(a[0], a[1]).toCsr(), m -> m.toCsc().data())),
                new Row(
                        "A + B",
                        1,
                        Check.EQUAL,
                        elements(large, 2),
                        pair((a, b, _) -> a.add(b).data())),
                new Row(
                        "A @ B",
                        1,
                        close,
                        elements(small, 2),
                        pair((a, b, x) -> a.matmul(b).matmul(x))));
    }

    /** The solution of Poisson's equation on a grid. */
    private static Row solution(long side) {
        long n = side * side;
        return new Row(
                "spsolve",
                1,
                new Check.Close(1e-9, 1e-9),
                List.of(new Input(DType.FLOAT64, 1, 0, 1, n)),
                kept(
                        a -> {
                            NDArray line = full(new long[] {side - 1}, -1.0);
                            Csr one = Sparse.diags(new NDArray[] {line, full(new long[] {side}, 2.0), line}, -1, 0, 1);
                            return Sparse.kron(one, Sparse.eye(side)).add(Sparse.kron(Sparse.eye(side), one));
                        },
                        (m, a) -> SparseLinalg.spsolve(m, a[0])));
    }

    /** Elements, the first column of each row and a vector. */
    private static List<Input> elements(long rows, int matrices) {
        List<Input> in = new ArrayList<>();
        for (int i = 0; i < matrices; i++) {
            in.add(new Input(DType.FLOAT64, 2 * i + 1, 0, 1, WIDTH * rows));
            in.add(new Input(DType.INT32, 2 * i + 2, 0, (int) rows, rows));
        }
        in.add(new Input(DType.FLOAT64, 5, 0, 1, rows));
        return in;
    }

    /** As many elements in each row, equally far apart. */
    private static Coo positions(NDArray data, NDArray first) {
        int n = (int) first.size();
        NDArray steps = arange(WIDTH).mul(n / WIDTH);
        NDArray column =
                first.astype(DType.INT64).expandDims(1).add(steps).mod(n).ravel();
        return Coo.of(repeat(arange(n), WIDTH), column, data, n, n);
    }

    private static <M> Function<NDArray[], NDArray> kept(Function<NDArray[], M> make, Function<M, NDArray> use) {
        return kept(make, (m, a) -> use.apply(m));
    }

    private interface OfTwo {
        NDArray apply(Csr a, Csr b, NDArray x);
    }

    private static Function<NDArray[], NDArray> pair(OfTwo use) {
        return kept(
                a -> List.of(
                        positions(a[0], a[1]).toCsr(), positions(a[2], a[3]).toCsr()),
                (m, a) -> use.apply(m.get(0), m.get(1), a[4]));
    }

    /** What is made of the last inputs is made once. */
    private static <M> Function<NDArray[], NDArray> kept(
            Function<NDArray[], M> make, BiFunction<M, NDArray[], NDArray> use) {
        Object[] known = new Object[1];
        AtomicReference<M> made = new AtomicReference<>();
        return a -> {
            if (known[0] != a[0]) {
                known[0] = a[0];
                made.set(make.apply(a));
            }
            return use.apply(made.get(), a);
        };
    }
}
