package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How a golden case of SciPy's becomes a call. */
final class SciPyCalls {
    /** What a function is called with: SciPy's positional arguments, and those by name. */
    record Arguments(List<Object> args, Map<String, Object> kw) {
        NDArray array(int i) {
            return (NDArray) args.get(i);
        }

        NDArray optional(int i) {
            return i < args.size() ? array(i) : null;
        }

        Csr matrix(int i) {
            return Sparse.of(array(i));
        }

        double number(int i) {
            return ((Number) args.get(i)).doubleValue();
        }

        double number(String name, double otherwise) {
            return kw.get(name) instanceof Number n ? n.doubleValue() : otherwise;
        }

        double[] numbers(Object x) {
            return x instanceof Number n
                    ? new double[] {n.doubleValue()}
                    : ((List<?>) x)
                            .stream()
                                    .mapToDouble(n -> ((Number) n).doubleValue())
                                    .toArray();
        }

        int[] ints(Object x) {
            return x instanceof Number n
                    ? new int[] {n.intValue()}
                    : ((List<?>) x)
                            .stream().mapToInt(n -> ((Number) n).intValue()).toArray();
        }

        int[] origin() {
            return ints(kw.getOrDefault("origin", 0));
        }

        Window window(int i) {
            Window window =
                    args.get(i) instanceof NDArray mask ? Window.footprint(mask) : Window.size(ints(args.get(i)));
            return window.origin(origin()).border(border("reflect"));
        }

        Spline spline() {
            return Spline.order((int) number("order", 3)).border(border("constant"));
        }

        Border border(String otherwise) {
            return Border.of((String) kw.getOrDefault("mode", otherwise), number("cval", 0));
        }
    }

    private static final Map<String, Function<Arguments, Object>> FUNCTIONS = new HashMap<>();

    private SciPyCalls() {}

    static Function<Arguments, Object> of(String name) {
        Function<Arguments, Object> f = FUNCTIONS.get(name);
        if (f == null) {
            throw new IllegalStateException("no call for " + name);
        }
        return f;
    }

    static void add(String name, Function<Arguments, Object> call) {
        FUNCTIONS.put(name, call);
    }

    static {
        filters();
        interpolations();
        masks();
        measures();
        sparse();
        solvers();
        spatial();
        axes();
        SignalCalls.addAll();
        StatsCalls.addAll();
        add("ndimage.gaussianFilter", a -> {
            Gaussian how = Gaussian.sigma(a.numbers(a.args().get(1)))
                    .truncate(a.number("truncate", 4))
                    .border(a.border("reflect"));
            how = a.kw().containsKey("order") ? how.order(a.ints(a.kw().get("order"))) : how;
            how = a.kw().containsKey("radius") ? how.radius(a.ints(a.kw().get("radius"))) : how;
            return Ndimage.gaussianFilter(a.array(0), how);
        });
    }

    private static void axes() {
        add(
                "special.logsumexp",
                a -> a.args().size() == 1
                        ? Np.special.logsumexp(a.array(0))
                        : Np.special.logsumexp(a.array(0), (int) a.number(1)));
        add("special.softmax", a -> Np.special.softmax(a.array(0), (int) a.number(1)));
        add("special.logSoftmax", a -> Np.special.logSoftmax(a.array(0), (int) a.number(1)));
    }

    private static void filters() {
        add("ndimage.correlate", a -> Ndimage.correlate(a.array(0), a.array(1), a.border("reflect"), a.origin()));
        add("ndimage.convolve", a -> Ndimage.convolve(a.array(0), a.array(1), a.border("reflect"), a.origin()));
        add(
                "ndimage.correlate1d",
                a -> Ndimage.correlate1d(
                        a.array(0), a.numbers(a.args().get(1)), (int) a.number(2), a.border("reflect"), a.origin()[0]));
        add(
                "ndimage.convolve1d",
                a -> Ndimage.convolve1d(
                        a.array(0), a.numbers(a.args().get(1)), (int) a.number(2), a.border("reflect"), a.origin()[0]));
        add("ndimage.sobel", a -> Ndimage.sobel(a.array(0), (int) a.number(1), a.border("reflect")));
        add("ndimage.prewitt", a -> Ndimage.prewitt(a.array(0), (int) a.number(1), a.border("reflect")));
        add("ndimage.laplace", a -> Ndimage.laplace(a.array(0), a.border("reflect")));
        add("ndimage.gaussianLaplace", a -> Ndimage.gaussianLaplace(a.array(0), a.number(1)));
        add("ndimage.gaussianGradientMagnitude", a -> Ndimage.gaussianGradientMagnitude(a.array(0), a.number(1)));
        add("ndimage.uniformFilter", a -> Ndimage.uniformFilter(a.array(0), a.window(1)));
        add("ndimage.minimumFilter", a -> Ndimage.minimumFilter(a.array(0), a.window(1)));
        add("ndimage.maximumFilter", a -> Ndimage.maximumFilter(a.array(0), a.window(1)));
        add("ndimage.medianFilter", a -> Ndimage.medianFilter(a.array(0), a.window(1)));
        add("ndimage.rankFilter", a -> Ndimage.rankFilter(a.array(0), (int) a.number(1), a.window(2)));
        add("ndimage.percentileFilter", a -> Ndimage.percentileFilter(a.array(0), a.number(1), a.window(2)));
    }

    private static void interpolations() {
        add("ndimage.splineFilter", a -> Ndimage.splineFilter(a.array(0), a.border("mirror")));
        add("ndimage.mapCoordinates", a -> Ndimage.mapCoordinates(a.array(0), a.array(1), a.spline()));
        add("ndimage.zoom", a -> Ndimage.zoom(a.array(0), a.numbers(a.args().get(1)), a.spline()));
        add("ndimage.shift", a -> Ndimage.shift(a.array(0), a.numbers(a.args().get(1)), a.spline()));
        add(
                "ndimage.rotate",
                a -> a.kw().isEmpty()
                        ? Ndimage.rotate(a.array(0), a.number(1))
                        : Ndimage.rotate(
                                a.array(0),
                                a.number(1),
                                -1,
                                0,
                                (Boolean) a.kw().getOrDefault("reshape", true),
                                a.spline()));
        add("ndimage.affineTransform", a -> {
            double[][] matrix =
                    ((List<?>) a.args().get(1)).stream().map(a::numbers).toArray(double[][]::new);
            NDArray x = a.array(0);
            return Ndimage.affineTransform(x, matrix, new double[x.ndim()], x.shape(), a.spline());
        });
    }

    private static void masks() {
        add("ndimage.label", a -> {
            var found = Ndimage.label(a.array(0), a.optional(1));
            return List.of(found.labels(), Np.asarray(found.count()));
        });
        add(
                "ndimage.binaryErosion",
                a -> Ndimage.binaryErosion(
                        a.array(0), a.optional(1), (int) a.number("iterations", 1), a.kw().containsKey("outside")));
        add(
                "ndimage.binaryDilation",
                a -> Ndimage.binaryDilation(
                        a.array(0), a.optional(1), (int) a.number("iterations", 1), a.kw().containsKey("outside")));
        add("ndimage.binaryOpening", a -> Ndimage.binaryOpening(a.array(0)));
        add("ndimage.binaryClosing", a -> Ndimage.binaryClosing(a.array(0)));
        add("ndimage.binaryFillHoles", a -> Ndimage.binaryFillHoles(a.array(0)));
        add(
                "ndimage.distanceTransformEdt",
                a -> a.args().size() == 1
                        ? Ndimage.distanceTransformEdt(a.array(0))
                        : Ndimage.distanceTransformEdt(
                                a.array(0), a.numbers(a.args().get(1))));
        add(
                "ndimage.generateBinaryStructure",
                a -> Ndimage.generateBinaryStructure((int) a.number(0), (int) a.number(1)));
    }

    private static void measures() {
        add("ndimage.findObjects", a -> {
            NDArray labels = a.array(0);
            long[][][] all = Ndimage.findObjects(labels).stream()
                    .map(o -> o == null
                            ? IntStream.range(0, labels.ndim())
                                    .mapToObj(_ -> new long[] {-1, -1})
                                    .toArray(long[][]::new)
                            : Arrays.stream(o)
                                    .map(s -> new long[] {s.start(), s.stop()})
                                    .toArray(long[][]::new))
                    .toArray(long[][][]::new);
            return Np.asarray(all);
        });
        add("ndimage.sumLabels", a -> Ndimage.sumLabels(a.array(0), a.optional(1), a.optional(2)));
        add("ndimage.mean", a -> Ndimage.mean(a.array(0), a.optional(1), a.optional(2)));
        add("ndimage.variance", a -> Ndimage.variance(a.array(0), a.optional(1), a.optional(2)));
        add("ndimage.standardDeviation", a -> Ndimage.standardDeviation(a.array(0), a.optional(1), a.optional(2)));
        add("ndimage.median", a -> Ndimage.median(a.array(0), a.optional(1), a.optional(2)));
        add("ndimage.minimum", a -> Ndimage.minimum(a.array(0), a.optional(1), a.optional(2)));
        add("ndimage.maximum", a -> Ndimage.maximum(a.array(0), a.optional(1), a.optional(2)));
        add("ndimage.centerOfMass", a -> Ndimage.centerOfMass(a.array(0), a.optional(1), a.optional(2)));
    }

    private static void sparse() {
        add("sparse.csr", a -> parts(a.matrix(0)));
        add("sparse.csc", a -> parts(a.matrix(0).toCsc().transposed()));
        add("sparse.coo", a -> {
            Coo coo = a.matrix(0).toCoo();
            return List.of(coo.row(), coo.column(), coo.data());
        });
        add("sparse.toDense", a -> a.matrix(0).toCsc().toCoo().toDense());
        add(
                "sparse.fromCoo",
                a -> parts(Coo.of(a.array(0), a.array(1), a.array(2), 5, 6).toCsr()));
        add(
                "sparse.eye",
                a -> Sparse.eye((long) a.number(0), (long) a.number(1), (long) a.number(2), DType.FLOAT64)
                        .toDense());
        add("sparse.diags", a -> {
            NDArray[] diagonals = ((List<?>) a.args().get(0)).toArray(NDArray[]::new);
            long[] offsets =
                    Arrays.stream(a.ints(a.args().get(1))).mapToLong(i -> i).toArray();
            return Sparse.diags(diagonals, offsets).toDense();
        });
        add("sparse.add", a -> a.matrix(0).add(a.matrix(1)).toDense());
        add("sparse.sub", a -> a.matrix(0).sub(a.matrix(1)).toDense());
        add("sparse.mul", a -> a.matrix(0).mul(a.matrix(1)).toDense());
        add("sparse.scaled", a -> a.matrix(0).mul(a.number(1)).toDense());
        add("sparse.matmulSparse", a -> a.matrix(0).matmul(a.matrix(1)).toDense());
        add("sparse.kron", a -> Sparse.kron(a.matrix(0), a.matrix(1)).toDense());
        add(
                "sparse.rows",
                a -> a.matrix(0).rows((long) a.number(1), (long) a.number(2)).toDense());
        add("sparse.diagonal", a -> a.matrix(0).diagonal((long) a.number(1)));
        add(
                "sparse.sum",
                a -> a.args().size() == 1 ? a.matrix(0).sum() : a.matrix(0).sum((int) a.number(1)));
        add("sparse.matmul", a -> a.matrix(0).matmul(a.array(1)));
        add(
                "sparse.matmulCoo",
                a -> Coo.of(a.array(0), a.array(1), a.array(2), 300, 5000).matmul(a.array(3)));
    }

    private static void solvers() {
        add(
                "sparse.norm",
                a -> a.args().size() == 1
                        ? SparseLinalg.norm(a.matrix(0))
                        : SparseLinalg.norm(
                                a.matrix(0),
                                a.args().get(1) instanceof Number n ? n.doubleValue() : Double.POSITIVE_INFINITY));
        add("sparse.spsolve", a -> onHost(a.matrix(0), a.array(1)));
        add("sparse.cg", a -> converged(SparseLinalg.cg(a.matrix(0), a.array(1), precise(a))));
        add(
                "sparse.gmres",
                a -> converged(
                        SparseLinalg.gmres(a.matrix(0), a.array(1), precise(a).restart(30))));
        add("sparse.bicgstab", a -> converged(SparseLinalg.bicgstab(a.matrix(0), a.array(1), precise(a))));
    }

    private static void spatial() {
        add(
                "spatial.cdist",
                a -> Distance.cdist(a.array(0), a.array(1), (String) a.args().get(2)));
        add("spatial.pdist", a -> Distance.pdist(a.array(0), (String) a.args().get(1)));
        add("spatial.minkowski", a -> Distance.cdist(a.array(0), a.array(1), Metric.minkowski(a.number(2))));
        add("spatial.seuclidean", a -> Distance.cdist(a.array(0), a.array(1), Metric.seuclidean(a.array(2))));
        add("spatial.mahalanobis", a -> Distance.cdist(a.array(0), a.array(1), Metric.mahalanobis(a.array(2))));
        add("spatial.squareform", a -> Distance.squareform(a.array(0)));
    }

    private static NDArray onHost(Csr a, NDArray b) {
        return SparseLinalg.spsolve(a.to("cpu"), b.to("cpu")).to(b.device());
    }

    private static Solver precise(Arguments a) {
        return Solver.rtol(a.array(0).dtype() == DType.FLOAT32 ? 1e-6 : 1e-13);
    }

    private static NDArray converged(Solver.Solution s) {
        if (!s.isConverged()) {
            throw new IllegalStateException("not converged after " + s.iterations() + " iterations: " + s.residual());
        }
        return s.x();
    }

    private static List<NDArray> parts(Csr a) {
        return List.of(a.indptr(), a.indices(), a.data());
    }
}
