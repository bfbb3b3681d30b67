package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Histograms: the bin of each element as an expression, one more bin for what is in none, and then a count. */
final class Histograms {
    private static final String RULES = "auto, fd, doane, scott, stone, rice, sturges and sqrt";

    private Histograms() {}

    /** Edges, and where they are evenly spaced, the first and the last of them. */
    private record Edges(NDArray edges, double low, double high, boolean even) {
        long bins() {
            return Math.max(0, edges.size() - 1);
        }
    }

    static Histogram of(NDArray x, Binning how) {
        NDArray values = values("histogram", x);
        NDArray weights = how.weights();
        if (weights != null && !Arrays.equals(weights.shape(), x.shape())) {
            throw new ShapeException("histogram: weights of shape " + Shape.text(weights.shape())
                    + " for elements of shape " + Shape.text(x.shape()) + "; the shapes must be equal");
        }
        Edges e = find("histogram", values, how, false);
        NDArray counts = Bins.tally(bin(values, e), weights == null ? null : Np.ravel(weights), e.bins());
        return new Histogram(how.isDensity() ? density(counts, e.edges) : counts, e.edges);
    }

    static NDArray edges(String name, NDArray x, Binning how) {
        return find(name, values(name, x), how, false).edges;
    }

    private static NDArray values(String name, NDArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(
                    name + ": not defined for " + x.dtype() + "; take it of the real or imaginary parts");
        }
        NDArray flat = Np.ravel(x);
        return x.dtype().isBool() ? flat.astype(DType.UINT8) : flat;
    }

    private static NDArray density(NDArray counts, NDArray edges) {
        long n = edges.size();
        NDArray widths =
                edges.get(Slice.of(1, n)).sub(edges.get(Slice.of(0, n - 1))).astype(DType.FLOAT64);
        return counts.div(widths).div(counts.sum());
    }

    // ---- edges

    private static Edges find(String name, NDArray x, Binning how, boolean pairs) {
        NDArray given = how.edges();
        if (given != null) {
            return new Edges(ascending(name, given), 0, 0, false);
        }
        String rule = how.rule();
        if (rule != null && how.weights() != null) {
            throw new ArrayException(name + ": the rule \"" + rule + "\" takes no weights; give a number of bins");
        }
        double[] range = range(name, x, how.range());
        // NumPy takes the ends as they are in the array, but chosen ones as Python's floats
        boolean own = how.range() == null && x.size() > 0;
        DType type = x.dtype().isFloat() && (own || !pairs) ? x.dtype() : DType.FLOAT64;
        DType steps = own ? type : DType.FLOAT64;
        long bins = rule == null ? how.count() : byRule(name, rule, x, range, how.range() != null);
        if (bins < 1 || bins > HostBuffer.MAX_ARRAY / 2) {
            throw new ArrayException(name + ": " + bins + " bins; there must be from 1 to " + HostBuffer.MAX_ARRAY / 2);
        }
        double[] edges = spaced(range[0], range[1], (int) bins, steps);
        for (int i = 0; i < edges.length; i++) {
            edges[i] = NDArray.rounded(type, edges[i]);
        }
        for (int i = 0; i < bins; i++) {
            if (edges[i] >= edges[i + 1]) {
                throw new ArrayException(name + ": " + bins + " bins from " + range[0] + " to " + range[1]
                        + " have no width in " + type + "; use fewer bins");
            }
        }
        NDArray all = Places.array(
                x.place(), DType.FLOAT64, new long[] {edges.length}, HostBuffer.of(DType.FLOAT64, edges.length, edges));
        return new Edges(all.astype(type), range[0], range[1], true);
    }

    private static NDArray ascending(String name, NDArray edges) {
        if (edges.ndim() != 1) {
            throw new ShapeException(
                    name + ": edges of shape " + Shape.text(edges.shape()) + "; they must have one dimension");
        }
        long n = edges.size();
        if (n > 1
                && Np.any(edges.get(Slice.of(0, n - 1)).gt(edges.get(Slice.of(1, n))))
                        .itemBoolean()) {
            throw new ArrayException(name + ": the edges do not ascend; sort them");
        }
        return edges;
    }

    private static double[] range(String name, NDArray x, double @Nullable [] chosen) {
        double low = 0;
        double high = 1;
        if (chosen != null) {
            low = chosen[0];
            high = chosen[1];
        } else if (x.size() > 0) {
            low = Np.min(x).item();
            high = Np.max(x).item();
        }
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new ArrayException(name + ": the range from " + low + " to " + high
                    + " is not finite; choose one with bins(n).range(low, high)");
        }
        if (low > high) {
            throw new ArrayException(name + ": the range from " + low + " to " + high + " descends; exchange its ends");
        }
        return low == high ? new double[] {low - 0.5, high + 0.5} : new double[] {low, high};
    }

    /** NumPy's {@code linspace}, with each operation rounded to a type. */
    private static double[] spaced(double low, double high, int bins, DType type) {
        double[] edges = new double[bins + 1];
        double step = NDArray.rounded(type, NDArray.rounded(type, high - low) / bins);
        for (int i = 0; i < bins; i++) {
            edges[i] = NDArray.rounded(type, NDArray.rounded(type, i * step) + low);
        }
        edges[bins] = high;
        return edges;
    }

    private static long byRule(String name, String rule, NDArray all, double[] range, boolean chosen) {
        NDArray x = chosen ? all.get(all.ge(range[0]).and(all.le(range[1]))) : all;
        if (x.size() == 0) {
            known(name, rule);
            return 1;
        }
        double n = x.size();
        double spread = Np.max(x).item() - Np.min(x).item();
        double width = width(name, rule, x, n, spread, range);
        if (!(width > 0)) {
            return 1;
        }
        return (long) Math.ceil((range[1] - range[0]) / (x.dtype().isInteger() ? Math.max(1, width) : width));
    }

    private static void known(String name, String rule) {
        if (!List.of(RULES.split(", | and ")).contains(rule)) {
            throw new ArrayException(name + ": unknown rule \"" + rule + "\" for bins; known are " + RULES);
        }
    }

    private static double width(String name, String rule, NDArray x, double n, double spread, double[] range) {
        return switch (rule) {
            case "sqrt" -> spread / Math.sqrt(n);
            case "sturges" -> spread / (log2(n) + 1);
            case "rice" -> spread / (2 * Math.pow(n, 1.0 / 3));
            case "scott" ->
                Math.pow(24 * Math.sqrt(Math.PI) / n, 1.0 / 3) * Np.std(x).item();
            case "fd" -> freedmanDiaconis(x, n);
            case "auto" ->
                Math.min(Math.max(freedmanDiaconis(x, n), spread / Math.sqrt(n) / 2), spread / (log2(n) + 1));
            case "doane" -> doane(x, n, spread);
            case "stone" -> stone(x, n, spread, range);
            default -> {
                known(name, rule);
                yield 0;
            }
        };
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private static double freedmanDiaconis(NDArray x, double n) {
        double[] q = Np.percentile(x, new double[] {75, 25}).toDoubleArray();
        return 2 * (q[0] - q[1]) * Math.pow(n, -1.0 / 3);
    }

    private static double doane(NDArray x, double n, double spread) {
        double sigma = n > 2 ? Np.std(x).item() : 0;
        if (!(sigma > 0)) {
            return 0;
        }
        NDArray far = x.sub(Np.mean(x)).div(sigma);
        double skew = Math.abs(Np.mean(far.mul(far).mul(far)).item());
        double noise = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
        return spread / (1 + log2(n) + log2(1 + skew / noise));
    }

    /** The number of bins with the least estimated loss (C. J. Stone, 1984). */
    private static double stone(NDArray x, double n, double spread, double[] range) {
        if (n <= 1 || spread == 0) {
            return 0;
        }
        long most = Math.max(100, (long) Math.sqrt(n));
        double best = Double.POSITIVE_INFINITY;
        long bins = 1;
        for (long k = 1; k <= most; k++) {
            double sum = 0;
            for (double c :
                    of(x, Binning.of(k).range(range[0], range[1])).counts().toDoubleArray()) {
                sum += c / n * (c / n);
            }
            double loss = (2 - (n + 1) * sum) / (spread / k);
            if (loss < best) {
                best = loss;
                bins = k;
            }
        }
        return spread / bins;
    }

    // ---- bins

    /** The bin of each element; of those in none, one more than the last. */
    private static NDArray bin(NDArray x, Edges e) {
        long bins = e.bins();
        if (bins == 0) {
            return new NDArray(Graph.constant(DType.INT64, x.shape(), 0).at(x.place()));
        }
        if (!e.even) {
            return between(x, e.edges, bins);
        }
        DType type = e.edges.dtype();
        if (EvenBins.suits(x, e.edges)) {
            return EvenBins.of(x, e.edges, e.low, e.high);
        }
        NDArray inside = x.ge(e.low).and(x.le(e.high));
        NDArray values = x.astype(type);
        double width = NDArray.rounded(type, e.high - e.low);
        NDArray place = Np.where(inside, values.sub(e.low).div(width).mul(bins), 0);
        NDArray guess = Np.minimum(place.astype(DType.INT64), bins - 1);
        NDArray less = values.lt(Np.take(e.edges, guess, 0, "clip")).astype(DType.INT64);
        NDArray more = values.ge(Np.take(e.edges, guess.add(1), 0, "clip"))
                .and(guess.ne(bins - 1))
                .astype(DType.INT64);
        return Np.where(inside, guess.sub(less).add(more), bins);
    }

    private static NDArray between(NDArray x, NDArray edges, long bins) {
        NDArray at = Sorting.search("histogram", edges, x, "right", null).sub(1);
        NDArray found = Np.where(x.eq(edges.get(bins)), bins - 1, at);
        return Np.where(found.lt(0), bins, found);
    }

    // ---- pairs

    static Histogram2d of(NDArray x, NDArray y, Binning ofX, Binning ofY) {
        String name = "histogram2d";
        if (x.ndim() != 1 || y.ndim() != 1 || x.size() != y.size()) {
            throw new ShapeException(name + ": elements of shapes " + Shape.text(x.shape()) + " and "
                    + Shape.text(y.shape()) + "; two vectors of the same length are needed");
        }
        NDArray weights = ofX.weights();
        if (weights != null && (weights.ndim() != 1 || weights.size() != x.size())) {
            throw new ShapeException(name + ": weights of shape " + Shape.text(weights.shape()) + " for " + x.size()
                    + " pairs; they must be as many");
        }
        DType type = Promotion.promote(x.dtype(), y.dtype());
        Edges across = pairEdges(name, x.astype(type), ofX);
        Edges down = pairEdges(name, y.astype(type), ofY);
        long n = across.bins();
        long m = down.bins();
        NDArray i = between(x.astype(type), across.edges, n);
        NDArray j = between(y.astype(type), down.edges, m);
        NDArray at = Np.where(i.lt(n).and(j.lt(m)), i.mul(m).add(j), n * m);
        NDArray counts = Np.reshape(Bins.tally(at, weights, n * m).astype(DType.FLOAT64), n, m);
        if (ofX.isDensity()) {
            NDArray widths = Np.expandDims(Np.diff(across.edges), 1).mul(Np.diff(down.edges));
            counts = counts.div(widths).div(counts.sum());
        }
        return new Histogram2d(counts, across.edges, down.edges);
    }

    static HistogramDd of(NDArray points, List<Binning> bins) {
        String name = "histogramdd";
        if (points.ndim() != 2 || bins.isEmpty() || bins.size() > 1 && bins.size() != points.shape(1)) {
            throw new ShapeException(name + ": points of shape " + Shape.text(points.shape()) + " and " + bins.size()
                    + " bins; a matrix with a row each is needed, and bins for each column or for all");
        }
        Binning first = bins.get(0);
        NDArray weights = first.weights();
        if (weights != null && (weights.ndim() != 1 || weights.size() != points.shape(0))) {
            throw new ShapeException(name + ": weights of shape " + Shape.text(weights.shape()) + " for "
                    + points.shape(0) + " points; they must be as many");
        }
        int d = (int) points.shape(1);
        List<NDArray> edges = new ArrayList<>();
        long[] shape = new long[d];
        NDArray at = new NDArray(
                Graph.constant(DType.INT64, new long[] {points.shape(0)}, 0).at(points.place()));
        NDArray inside = null;
        for (int k = 0; k < d; k++) {
            NDArray x = points.get(Slice.all(), k);
            Edges e = pairEdges(name, x, bins.get(bins.size() == 1 ? 0 : k));
            shape[k] = e.bins();
            NDArray i = between(x, e.edges, shape[k]);
            NDArray in = i.lt(shape[k]);
            inside = inside == null ? in : inside.and(in);
            at = at.mul(shape[k]).add(i);
            edges.add(e.edges);
        }
        long all = Shape.size(Shape.check(name, shape));
        NDArray place = inside == null ? at : Np.where(inside, at, all);
        NDArray counts = Np.reshape(Bins.tally(place, weights, all).astype(DType.FLOAT64), shape);
        if (first.isDensity()) {
            NDArray total = counts.sum();
            for (int k = 0; k < d; k++) {
                long[] extents = new long[d];
                Arrays.fill(extents, 1);
                extents[k] = shape[k];
                counts = counts.div(Np.reshape(Np.diff(edges.get(k)), extents));
            }
            counts = counts.div(total);
        }
        return new HistogramDd(counts, List.copyOf(edges));
    }

    private static Edges pairEdges(String name, NDArray x, Binning how) {
        if (how.rule() != null) {
            throw new ArrayException(name + ": bins by the rule \"" + how.rule() + "\"; give a number or edges");
        }
        return find(name, values(name, x), how, true);
    }
}
