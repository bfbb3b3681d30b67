package io.github.tornadoarrays.benchmarks;

import static io.github.tornadoarrays.Np.argsort;
import static io.github.tornadoarrays.Np.bincount;
import static io.github.tornadoarrays.Np.bins;
import static io.github.tornadoarrays.Np.fft;
import static io.github.tornadoarrays.Np.histogram;
import static io.github.tornadoarrays.Np.median;
import static io.github.tornadoarrays.Np.random;
import static io.github.tornadoarrays.Np.sort;
import static io.github.tornadoarrays.Np.take;
import static io.github.tornadoarrays.Np.unique;
import static io.github.tornadoarrays.Np.where;

import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Random;
import io.github.tornadoarrays.benchmarks.Check.Close;
import io.github.tornadoarrays.benchmarks.Check.Moments;
import io.github.tornadoarrays.core.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The rows of the table; {@code array_bench.py} has the peer's side under the same names. */
final class Rows {
    /** A few roundings apart, in either type. */
    private static final Check FLOATS = new Close(2e-6, 1e-7);

    private static final Check DOUBLES = new Close(1e-14, 1e-15);

    private final Scale scale;

    Rows(Scale scale) {
        this.scale = scale;
    }

    /** Whole operations. */
    List<Row> operations() {
        long n = scale.n();
        List<Row> rows = new ArrayList<>();
        // the small ones first, before large arrays stretch the heap to pages that were never touched
        List<Input> small = List.of(floats(1, 1000), floats(2, 1000));
        rows.add(new Row("small a+b", 1, FLOATS, small, a -> a[0].add(a[1])).small(Double.POSITIVE_INFINITY));
        rows.add(new Row(
                        "small sqrt(a*a+b*b)",
                        1,
                        FLOATS,
                        small,
                        a -> a[0].mul(a[0]).add(a[1].mul(a[1])).sqrt())
                .small(0.0015));
        Input seed = new Input(DType.FLOAT64, 1, 0, 1, 1000, 100, 1000);
        rows.add(new Row("seed f64", 3, DOUBLES, List.of(seed), Expressions::norms));
        rows.add(new Row("seed f32", 1, FLOATS, List.of(floats(1, 1000, 100, 1000)), Expressions::norms));
        Input x = floats(1, n);
        Input y = floats(2, n);
        Input z = floats(3, n);
        rows.add(new Row("copy", 1, Check.EQUAL, List.of(x), a -> a[0].copy()));
        rows.add(new Row("x+y", 1, FLOATS, List.of(x, y), a -> a[0].add(a[1])));
        rows.add(new Row(
                "2*x+3*y-z*x+1",
                2.5,
                FLOATS,
                List.of(x, y, z),
                a -> a[0].mul(2).add(a[1].mul(3)).sub(a[2].mul(a[0])).add(1)));
        rows.add(new Row("exp(-x*x)*sin(y) f32", 1, FLOATS, List.of(x, y), Expressions::damped));
        rows.add(new Row(
                "exp(-x*x)*sin(y) f64",
                1,
                DOUBLES,
                List.of(numbers(DType.FLOAT64, 1), numbers(DType.FLOAT64, 2)),
                Expressions::damped));
        rows.add(new Row(
                "x*y+z", 1, FLOATS, List.of(x, y, z), a -> a[0].mul(a[1]).add(a[2])));
        rows.add(new Row("sum", 1, FLOATS, List.of(x), a -> a[0].sum()));
        rows.add(new Row("var", 1, new Close(1e-5, 0), List.of(x), a -> a[0].var()));
        rows.add(new Row("argmax", 1, Check.EQUAL, List.of(x), a -> a[0].argmax()));
        rows.add(new Row("cumsum", 1, FLOATS, List.of(x), a -> a[0].cumsum()));
        rows.add(new Row("where(x>y,x,y)", 2.5, Check.EQUAL, List.of(x, y), a -> where(a[0].gt(a[1]), a[0], a[1])));
        rows.add(new Row("x[x>.5]", 2.5, Check.EQUAL, List.of(x), a -> a[0].get(a[0].gt(0.5))));
        Input places = new Input(DType.INT64, 4, 0, (int) n, scale.picked());
        rows.add(new Row("take", 1, Check.EQUAL, List.of(x, places), a -> take(a[0], a[1])).notStreaming());
        Input values = new Input(DType.INT64, 5, 0, 1024, scale.picked());
        rows.add(new Row("bincount", 1, Check.EQUAL, List.of(values), a -> bincount(a[0])));
        rows.add(new Row("sort", 3, Check.EQUAL, List.of(x), a -> sort(a[0])).notStreaming());
        rows.add(new Row("argsort", 1, Check.EQUAL, List.of(floats(1, scale.picked())), a -> argsort(a[0]))
                .notStreaming());
        rows.add(new Row("unique", 3, Check.EQUAL, List.of(places), a -> unique(a[0])).notStreaming());
        rows.add(new Row("median", 1, Check.EQUAL, List.of(x), a -> median(a[0])).notStreaming());
        rows.add(new Row(
                        "histogram",
                        1,
                        Check.EQUAL,
                        List.of(x),
                        a -> histogram(a[0], bins(100)).counts())
                .notStreaming());
        Input matrix = floats(1, scale.rows(), scale.columns());
        rows.add(new Row("softmax", 2.5, FLOATS, List.of(matrix), Expressions::softmax));
        rows.add(new Row("layernorm", 2.5, new Close(1e-5, 1e-5), List.of(matrix), Expressions::layernorm));
        rows.add(new Row("sum(0)", 1, new Close(1e-5, 0), List.of(matrix), a -> a[0].sum(0)));
        rows.add(new Row(
                "transpose copy", 1, Check.EQUAL, List.of(matrix), a -> a[0].T().copy()));
        rows.add(new Row(
                "outer add",
                2.5,
                FLOATS,
                List.of(floats(1, scale.outer()), floats(2, scale.outer())),
                Expressions::outerSum));
        rows.add(new Row(
                "pairwise",
                2.5,
                FLOATS,
                List.of(floats(1, scale.points(), 3), floats(2, scale.points(), 3)),
                Expressions::pairwise));
        rows.add(new Row("matmul f64", 0.95, new Close(1e-13, 0), matrices(DType.FLOAT64), a -> a[0].matmul(a[1]))
                .notStreaming());
        rows.add(new Row("matmul f32", 0.95, new Close(1e-5, 0), matrices(DType.FLOAT32), a -> a[0].matmul(a[1]))
                .notStreaming());
        for (DType type : List.of(DType.COMPLEX128, DType.COMPLEX64)) {
            long length = Long.highestOneBit(n / 8);
            long side = Long.highestOneBit(scale.matrix());
            Check close = type == DType.COMPLEX64 ? new Close(1e-5, 0.02) : new Close(1e-13, 1e-10);
            String suffix = type == DType.COMPLEX64 ? " c64" : " c128";
            Input line = new Input(type, 1, 0, 1, length);
            Input square = new Input(type, 1, 0, 1, side, side);
            Input real = new Input(type.part(), 1, 0, 1, length);
            rows.add(new Row("fft" + suffix, 1, close, List.of(line), a -> fft.fft(a[0])).notStreaming());
            rows.add(new Row("ifft" + suffix, 1, close, List.of(line), a -> fft.ifft(a[0])).notStreaming());
            rows.add(new Row("fft2" + suffix, 1, close, List.of(square), a -> fft.fft2(a[0])).notStreaming());
            rows.add(new Row("rfft" + suffix, 1, close, List.of(real), a -> fft.rfft(a[0])).notStreaming());
        }
        rows.addAll(SciPyRows.ofCpu(scale));
        long side = scale.matrix();
        Check solved = new Close(1e-7, 1e-7);
        Input square = new Input(DType.FLOAT64, 1, 0, 1, side / 2, side / 2);
        rows.add(new Row(
                        "solve f64",
                        1,
                        solved,
                        List.of(square, new Input(DType.FLOAT64, 2, 0, 1, side / 2)),
                        a -> Np.linalg.solve(a[0], a[1]))
                .notStreaming());
        Input quarter = new Input(DType.FLOAT64, 1, 0, 1, side / 4, side / 4);
        rows.add(new Row(
                        "eigh f64",
                        1,
                        solved,
                        List.of(quarter),
                        a -> Np.linalg.eigh(a[0]).eigenvalues())
                .notStreaming());
        rows.add(new Row(
                        "svd f64",
                        1,
                        solved,
                        List.of(quarter),
                        a -> Np.linalg.svd(a[0]).s())
                .notStreaming());
        rows.add(new Row("uniform", 1, new Moments(0.5, Math.sqrt(1.0 / 12)), List.of(), a -> random.random(n)));
        rows.add(new Row("normal", 1, new Moments(0, 1), List.of(), a -> random.normal(0, 1, n)));
        rows.add(new Row(
                "philox f64", 1, Check.EQUAL, List.of(), a -> Random.philox(1).random(n)));
        rows.add(new Row(
                "philox integers",
                1,
                Check.EQUAL,
                List.of(),
                a -> Random.philox(1).integers(0, 1000, n)));
        return rows;
    }

    /** Functions of elements, which must be no slower than NumPy's. */
    List<Row> functions() {
        List<Row> rows = new ArrayList<>();
        function(rows, "exp", -10, 10, NDArray::exp);
        function(rows, "log", 0, 100, NDArray::log);
        function(rows, "sin", -10, 10, NDArray::sin);
        function(rows, "cos", -10, 10, NDArray::cos);
        function(rows, "tanh", -4, 4, NDArray::tanh);
        BinaryOperator<NDArray> pow = NDArray::pow;
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            rows.add(new Row(
                    "pow" + suffix(dtype),
                    1,
                    tolerance(dtype),
                    List.of(new Input(dtype, 1, 0, 10, scale.n()), new Input(dtype, 2, -3, 3, scale.n())),
                    a -> pow.apply(a[0], a[1])));
        }
        return rows;
    }

    private void function(List<Row> rows, String name, int low, int high, UnaryOperator<NDArray> f) {
        Function<NDArray[], NDArray> ours = a -> f.apply(a[0]);
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Input x = new Input(dtype, 1, low, high, scale.n());
            rows.add(new Row(name + suffix(dtype), 1, tolerance(dtype), List.of(x), ours));
        }
    }

    private static String suffix(DType dtype) {
        return dtype == DType.FLOAT32 ? " f32" : " f64";
    }

    private static Check tolerance(DType dtype) {
        return dtype == DType.FLOAT32 ? FLOATS : DOUBLES;
    }

    private static Input floats(int seed, long... shape) {
        return new Input(DType.FLOAT32, seed, 0, 1, shape);
    }

    private Input numbers(DType dtype, int seed) {
        return new Input(dtype, seed, 0, 1, scale.n());
    }

    private List<Input> matrices(DType dtype) {
        long n = scale.matrix();
        return List.of(new Input(dtype, 1, 0, 1, n, n), new Input(dtype, 2, 0, 1, n, n));
    }
}
