package io.github.tornadoarrays.benchmarks;

import static io.github.tornadoarrays.Np.argsort;
import static io.github.tornadoarrays.Np.asarray;
import static io.github.tornadoarrays.Np.axis;
import static io.github.tornadoarrays.Np.bincount;
import static io.github.tornadoarrays.Np.dot;
import static io.github.tornadoarrays.Np.fft;
import static io.github.tornadoarrays.Np.float32;
import static io.github.tornadoarrays.Np.linalg;
import static io.github.tornadoarrays.Np.random;
import static io.github.tornadoarrays.Np.sort;
import static io.github.tornadoarrays.Np.take;
import static io.github.tornadoarrays.Np.unique;
import static io.github.tornadoarrays.Np.where;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.ElementwiseKernel;
import io.github.tornadoarrays.Graph;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Stream;
import io.github.tornadoarrays.core.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The rows of the GPU's table; {@code gpu_bench.py} has the peers' side under the same names. */
final class GpuRows {
    private static final Bar STREAM = Bar.ofCopy(93).overJax(1);
    private static final Bar NEARLY = Bar.ofCopy(90);

    /** ‖out − ref‖ / ‖ref‖ of float32 and float64 results that are a few roundings off. */
    private static final double SINGLE = 2e-6;

    private static final double DOUBLE = 1e-14;

    /** The side of what is small, and the bar of 20 kernels on it: 1.5 µs each. */
    private static final int SIDE = 32;

    private static final Bar DEPENDENT = Bar.most(0.030);

    private static final int FIRST_CALLS = 12;

    private final Scale scale;
    private final Input x;
    private final Input y;
    private final Input z;
    private final Input matrix;
    private final Input square = floats(3, SIDE, SIDE);
    private final List<GpuRow> rows = new ArrayList<>();

    private GpuRows(Scale scale) {
        this.scale = scale;
        x = floats(1, scale.n());
        y = floats(2, scale.n());
        z = floats(3, scale.n());
        matrix = floats(1, scale.rows(), scale.columns());
    }

    /** All rows; those with the same inputs are neighbours. */
    static List<GpuRow> of(Scale scale, Device device) {
        GpuRows all = new GpuRows(scale);
        all.rowsOfVectors();
        all.elements();
        all.folds();
        all.selections();
        all.sorting();
        all.drawn();
        all.matrices();
        all.products();
        all.transforms();
        all.rows.addAll(SciPyRows.ofGpu(scale));
        all.factorisations();
        all.transfers();
        all.small();
        if (device.name().startsWith("cuda")) {
            all.graph();
        }
        all.firstCalls();
        return all.rows;
    }

    private void rowsOfVectors() {
        int depth = 1000;
        long rows = Math.max(1, scale.n() / 100_000);
        Input doubles = new Input(DType.FLOAT64, 1, 0, 1, rows, 100, depth);
        Input floats = floats(1, rows, 100, depth);
        double bytes = 8.0 * rows * 100 * (depth + 1);
        row("seed f64", STREAM, bytes, List.of(doubles), Expressions::norms, norms(doubles, DOUBLE));
        row("norm f64", STREAM, bytes, List.of(doubles), a -> linalg.norm(a[0], axis(-1)), norms(doubles, DOUBLE));
        row("seed f32", STREAM, bytes / 2, List.of(floats), Expressions::norms, norms(floats, SINGLE));
    }

    private void elements() {
        long n = scale.n();
        row("x+y", STREAM, 12.0 * n, List.of(x, y), a -> a[0].add(a[1]), each(SINGLE, n, i -> x.at(i) + y.at(i)));
        row(
                "2*x+3*y-z*x+1",
                STREAM,
                16.0 * n,
                List.of(x, y, z),
                a -> a[0].mul(2).add(a[1].mul(3)).sub(a[2].mul(a[0])).add(1),
                each(SINGLE, n, i -> 2 * x.at(i) + 3 * y.at(i) - z.at(i) * x.at(i) + 1));
        row(
                "exp(-x*x)*sin(y)",
                STREAM,
                12.0 * n,
                List.of(x, y),
                Expressions::damped,
                each(SINGLE, n, i -> Math.exp(-x.at(i) * x.at(i)) * Math.sin(y.at(i))));
        row(
                "where(x>y,x,y)",
                STREAM,
                12.0 * n,
                List.of(x, y),
                a -> where(a[0].gt(a[1]), a[0], a[1]),
                each(0, n, i -> Math.max(x.at(i), y.at(i))));
        Input share = new Input(DType.FLOAT32, 1, 10, 50, n);
        Input strike = new Input(DType.FLOAT32, 2, 10, 50, n);
        Input years = new Input(DType.FLOAT32, 3, 1, 3, n);
        List<Input> options = List.of(share, strike, years);
        Bar bar = NEARLY.overJax(1.5);
        Reference prices = each(5e-6, n, i -> Expected.blackScholes(share.at(i), strike.at(i), years.at(i)));
        row("Black-Scholes", bar, 16.0 * n, options, Expressions::blackScholes, prices);
        ElementwiseKernel price =
                ElementwiseKernel.of((float s, float k, float t) -> Expressions.blackScholes(s, k, t));
        row("Black-Scholes as kernel", NEARLY, 16.0 * n, options, a -> price.call(a[0], a[1], a[2]), prices);
    }

    private void folds() {
        long n = scale.n();
        double read = 4.0 * n;
        row(
                "sum",
                STREAM,
                read,
                List.of(x),
                a -> a[0].sum(),
                Reference.number(SINGLE, () -> Reference.total(n, x::at)));
        row("var", NEARLY, read, List.of(x), a -> a[0].var(), Reference.number(SINGLE, () -> Expected.variance(x)));
        row(
                "dot",
                STREAM,
                2 * read,
                List.of(x, y),
                a -> dot(a[0], a[1]),
                Reference.number(SINGLE, () -> Reference.total(n, i -> x.at(i) * y.at(i))));
        row("argmax", STREAM, read, List.of(x), a -> a[0].argmax(), Reference.number(0, () -> Expected.argmax(x)));
        row(
                "countNonzero(x>.5)",
                STREAM,
                read,
                List.of(x),
                a -> a[0].gt(0.5).countNonzero(),
                Reference.number(0, () -> Reference.total(n, i -> x.at(i) > 0.5 ? 1 : 0)));
    }

    private void selections() {
        long n = scale.n();
        long picked = scale.picked();
        row("cumsum", Bar.ofCopy(80), 8.0 * n, List.of(x), a -> a[0].cumsum(), Reference.sums(SINGLE, x));
        row("x[x>.5]", Bar.ofCopy(68), 6.0 * n, List.of(x), a -> a[0].get(a[0].gt(0.5)), Reference.above(x, 0.5));
        Input places = new Input(DType.INT32, 4, 0, (int) n, picked);
        row(
                "take",
                Bar.overCupy(1),
                12.0 * picked,
                List.of(x, places),
                a -> take(a[0], a[1]),
                each(0, picked, i -> x.at((int) places.at(i))));
        Input values = new Input(DType.INT32, 5, 0, 1024, picked);
        row(
                "bincount",
                Bar.overCupy(5),
                4.0 * picked,
                List.of(values),
                a -> bincount(a[0]),
                Reference.whole(0, () -> Expected.counts(values)));
    }

    private void sorting() {
        row(
                "sort",
                Bar.overCupy(1.3),
                Double.NaN,
                List.of(x),
                a -> sort(a[0]),
                Reference.whole(0, () -> Expected.sorted(x)));
        Input fewer = floats(6, scale.picked());
        row("argsort", Bar.overCupy(1.1), Double.NaN, List.of(fewer), a -> argsort(a[0]), Reference.ordering(fewer));
        Input whole = new Input(DType.INT32, 7, 0, 1_000_000, scale.picked());
        row(
                "unique",
                Bar.overCupy(1.1),
                Double.NaN,
                List.of(whole),
                a -> unique(a[0]),
                Reference.whole(0, () -> Expected.distinct(whole)));
    }

    private void drawn() {
        long n = scale.n();
        row(
                "uniform",
                STREAM,
                4.0 * n,
                List.of(),
                a -> random.random(float32, n),
                Reference.moments(0.5, Math.sqrt(1.0 / 12), n));
        row(
                "normal",
                Bar.ofCopy(75),
                4.0 * n,
                List.of(),
                a -> random.standardNormal(float32, n),
                Reference.moments(0, 1, n));
    }

    private void matrices() {
        long rows = scale.rows();
        long columns = scale.columns();
        int width = (int) columns;
        double once = 4.0 * rows * columns;
        List<Input> in = List.of(matrix);
        row(
                "softmax",
                STREAM,
                2 * once,
                in,
                Expressions::softmax,
                Reference.rows(SINGLE, rows, columns, (r, out) -> Expected.softmax(matrix, r, out)));
        row(
                "layernorm",
                STREAM,
                2 * once,
                in,
                Expressions::layernorm,
                Reference.rows(SINGLE, rows, columns, (r, out) -> Expected.layernorm(matrix, r, out)));
        row(
                "sum(0)",
                NEARLY,
                once,
                in,
                a -> a[0].sum(0),
                each(
                        SINGLE,
                        columns,
                        c -> IntStream.range(0, (int) rows)
                                .mapToDouble(r -> matrix.at(r * width + c))
                                .sum()));
        row(
                "transpose copy",
                STREAM,
                2 * once,
                in,
                a -> a[0].T().copy(),
                each(0, rows * columns, i -> matrix.at(i % (int) rows * width + i / (int) rows)));
        int half = (width + 1) / 2;
        long kept = (rows + 1) / 2 * half;
        row(
                "A[::2,::2]*2",
                NEARLY,
                once + 4.0 * kept,
                in,
                a -> a[0].get("::2, ::2").mul(2),
                each(0, kept, i -> 2 * matrix.at(i / half * 2 * width + i % half * 2)));
        int side = (int) scale.outer();
        Input column = floats(1, side);
        Input line = floats(2, side);
        row(
                "outer add",
                STREAM,
                4.0 * side * side,
                List.of(column, line),
                Expressions::outerSum,
                each(SINGLE, (long) side * side, i -> column.at(i / side) + line.at(i % side)));
        int points = (int) scale.points();
        Input from = floats(1, points, 3);
        Input to = floats(2, points, 3);
        row(
                "pairwise",
                STREAM,
                4.0 * points * points,
                List.of(from, to),
                Expressions::pairwise,
                each(SINGLE, (long) points * points, i -> Expected.distance(from, i / points, to, i % points)));
    }

    private void products() {
        product("matmul f32", DType.FLOAT32, scale.matrix(), 5e-6);
        product("matmul f64", DType.FLOAT64, scale.matrix(), 1e-13);
        product("matmul f16", DType.FLOAT16, 2 * scale.matrix(), 1e-3);
    }

    private void product(String name, DType dtype, long side, double tolerance) {
        int n = (int) side;
        Input a = new Input(dtype, 1, 0, 1, n, n);
        Input b = new Input(dtype, 2, 0, 1, n, n);
        Reference some = Reference.elements(tolerance, side * side, Math.max(1, n * n >> 16) | 1, i -> {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += a.at(i / n * n + k) * b.at(k * n + i % n);
            }
            return sum;
        });
        row(name, Bar.overCupy(0.97), Double.NaN, List.of(a, b), m -> m[0].matmul(m[1]), some);
    }

    private void factorisations() {
        int n = (int) scale.matrix();
        Input a = floats(1, n, n);
        Input b = floats(2, n);
        Bar bar = Bar.overCupy(0.97);
        // a random matrix of this size is far from well-conditioned: what x must do is solve the system
        row(
                "solve f32",
                bar,
                Double.NaN,
                List.of(a, b),
                m -> Np.linalg.solve(m[0], m[1]),
                new Reference(0.05, x -> Expected.misfit(a, x, b)));
        rows.add(new GpuRow(
                "cholesky f32",
                bar,
                Double.NaN,
                0,
                List.of(a),
                m -> {
                    NDArray definite = m[0].add(Np.eye(n, DType.FLOAT32).mul(n)).eval();
                    return () -> Np.linalg.cholesky(definite).eval();
                },
                new Reference(1e-4, l -> Expected.misfitOfFactor(a, n, l))));
        Input small = floats(1, n / 4, n / 4);
        row(
                "svd f32",
                bar,
                Double.NaN,
                List.of(small),
                m -> Np.linalg.svd(m[0]).s(),
                new Reference(1e-4, s -> Expected.misfitOfSquares(small, s)));
        Input middle = floats(1, n / 2, n / 2);
        row(
                "eigh f32",
                bar,
                Double.NaN,
                List.of(middle),
                m -> Np.linalg.eigh(m[0]).eigenvalues(),
                new Reference(1e-4, w -> Expected.misfitOfTrace(middle, w)));
    }

    /** Fourier transforms, of which some elements are compared with sums as they are defined. */
    private void transforms() {
        int length = Math.toIntExact(Long.highestOneBit(scale.n() / 4));
        int side = Math.toIntExact(Long.highestOneBit(scale.matrix()));
        Bar bar = Bar.overCupy(0.97);
        Input line = new Input(DType.COMPLEX64, 1, 0, 1, length);
        Input square = new Input(DType.COMPLEX64, 1, 0, 1, side, side);
        Input real = floats(1, length);
        double none = Double.NaN;
        row("fft c64", bar, none, List.of(line), a -> fft.fft(a[0]), Expected.transform(SINGLE, line, 1, length));
        row(
                "fft2 c64",
                bar,
                none,
                List.of(square),
                a -> fft.fft2(a[0]),
                Expected.transform(SINGLE, square, side, side));
        row("ifft(fft) c64", bar, none, List.of(line), a -> fft.ifft(fft.fft(a[0])), new Reference(SINGLE, ours -> {
            double off = Reference.total(2L * length, i -> Math.pow(ours.at().applyAsDouble(i) - line.part(i), 2));
            return Math.sqrt(off / Reference.total(2L * length, i -> Math.pow(line.part(i), 2)));
        }));
        row(
                "irfft(rfft) f32",
                bar,
                none,
                List.of(real),
                a -> fft.irfft(fft.rfft(a[0])),
                each(SINGLE, length, real::at));
    }

    /** 256 MB in a plain Java array. */
    private void transfers() {
        Input all = floats(1, scale.n() * 64 / 100);
        Reference same = each(0, all.size(), all::at);
        Bar bar = Bar.overCupy(3);
        rows.add(new GpuRow(
                "host to device",
                bar,
                Double.NaN,
                0,
                List.of(all),
                a -> {
                    float[] host = a[0].toFloatArray();
                    return () -> asarray(host).eval();
                },
                same));
        rows.add(new GpuRow(
                "device to host",
                bar,
                Double.NaN,
                0,
                List.of(all),
                a -> {
                    float[] host = a[0].toFloatArray();
                    return () -> {
                        a[0].copyTo(host);
                        return host;
                    };
                },
                same));
    }

    private void small() {
        int n = 1000;
        Input a = floats(1, n);
        Input b = floats(2, n);
        double none = Double.NaN;
        row(
                "small a+b",
                Bar.most(0.004),
                none,
                List.of(a, b),
                v -> v[0].add(v[1]),
                each(SINGLE, n, i -> a.at(i) + b.at(i)));
        row(
                "small sqrt(a*a+b*b)",
                Bar.most(0.005),
                none,
                List.of(a, b),
                v -> v[0].mul(v[0]).add(v[1].mul(v[1])).sqrt(),
                each(SINGLE, n, i -> Math.sqrt(a.at(i) * a.at(i) + b.at(i) * b.at(i))));
        rows.add(new GpuRow(
                "small float(sum(a))",
                Bar.most(0.012),
                none,
                0,
                List.of(a),
                v -> () -> v[0].sum().item(),
                Reference.number(SINGLE, () -> Reference.total(n, a::at))));
        row(
                "20 dependent kernels",
                DEPENDENT,
                none,
                List.of(square),
                Expressions::balanced,
                Reference.whole(SINGLE, () -> Expected.balanced(square, SIDE)));
    }

    /** The same kernels recorded by hand, which CUDA alone can. */
    private void graph() {
        rows.add(new GpuRow(
                "20 dependent kernels as a graph",
                DEPENDENT,
                Double.NaN,
                0,
                List.of(square),
                a -> {
                    NDArray[] result = new NDArray[1];
                    Graph graph = Graph.capture(
                            new Stream(),
                            () -> result[0] = Expressions.balanced(a).eval());
                    return () -> {
                        graph.launch(Stream.current());
                        return result[0];
                    };
                },
                Reference.whole(SINGLE, () -> Expected.balanced(square, SIDE))));
    }

    private void firstCalls() {
        Input a = floats(1, 1000);
        FirstCalls cold = new FirstCalls(System.nanoTime());
        FirstCalls known = new FirstCalls(System.nanoTime() + 1_000_000_000);
        rows.add(new GpuRow(
                "first call, cold",
                Bar.most(100),
                Double.NaN,
                FIRST_CALLS,
                List.of(a),
                v -> cold.calls(v[0]),
                each(1e-5, 1000, i -> cold.expected(0, a.at(i)))));
        rows.add(new GpuRow(
                "first call, disk cache",
                Bar.most(5),
                Double.NaN,
                FIRST_CALLS,
                List.of(a),
                v -> known.callsFromDisk(v[0], FIRST_CALLS + 1),
                each(1e-5, 1000, i -> known.expected(0, a.at(i)))));
    }

    private void row(
            String name,
            Bar bar,
            double bytes,
            List<Input> inputs,
            Function<NDArray[], NDArray> ours,
            Reference reference) {
        rows.add(new GpuRow(name, bar, bytes, inputs, ours, reference));
    }

    private static Reference each(double tolerance, long size, IntToDoubleFunction at) {
        return Reference.elements(tolerance, size, at);
    }

    private static Reference norms(Input x, double tolerance) {
        int depth = (int) x.shape()[2];
        return each(tolerance, x.size() / depth, row -> {
            double sum = 0;
            for (int i = row * depth; i < (row + 1) * depth; i++) {
                sum += x.at(i) * x.at(i);
            }
            return Math.sqrt(sum);
        });
    }

    private static Input floats(int seed, long... shape) {
        return new Input(DType.FLOAT32, seed, 0, 1, shape);
    }
}
