package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Realizer;
import java.util.ArrayList;
import java.util.List;

/** Sets by sorting: equal elements are neighbours then, and a mask says where a new one begins. */
final class Sets {
    private Sets() {}

    static NDArray values(String name, NDArray x, boolean equalNaN) {
        NDArray sorted = Sorting.sort(name, Np.ravel(x), 0);
        return Masks.pack(sorted, firsts(sorted, equalNaN));
    }

    static UniqueCounts counts(String name, NDArray x, boolean equalNaN) {
        NDArray sorted = Sorting.sort(name, Np.ravel(x), 0);
        NDArray firsts = firsts(sorted, equalNaN);
        return new UniqueCounts(Masks.pack(sorted, firsts), lengths(firsts));
    }

    static UniqueAll all(String name, NDArray x, boolean equalNaN) {
        NDArray flat = Np.ravel(x);
        NDArray order = Sorting.argsort(name, flat, 0);
        NDArray sorted = Np.take(flat, order).eval();
        NDArray firsts = firsts(sorted, equalNaN);
        NDArray inverse = inverse(order, firsts);
        return new UniqueAll(
                Masks.pack(sorted, firsts),
                Masks.pack(order, firsts),
                Np.reshape(inverse, x.layout().shape()),
                lengths(firsts));
    }

    /** The distinct slices along an axis. */
    static UniqueAll slices(String name, NDArray x, int axis) {
        long[] shape = x.layout().shape();
        int a = Shape.axis(name, axis, shape);
        long n = shape[a];
        NDArray front = Np.moveaxis(x, a, 0);
        if (n == 0) {
            NDArray none =
                    new NDArray(Graph.constant(DType.INT64, new long[] {0}, 0).at(x.place()));
            return new UniqueAll(x.copy(), none, none, none);
        }
        long width = x.size() / n;
        NDArray rows = Np.reshape(front, n, width).copy().eval();
        NDArray order = order(rows, n, width);
        NDArray firsts = starts(changes(Np.take(rows, order, 0).eval(), false, n));
        NDArray indices = Masks.pack(order, firsts);
        return new UniqueAll(
                Np.moveaxis(Np.take(front, indices, 0), 0, a), indices, inverse(order, firsts), lengths(firsts));
    }

    /** The order of rows by their elements, the first of which count first. */
    private static NDArray order(NDArray rows, long n, long width) {
        List<NDArray> keys = new ArrayList<>();
        for (long k = width - 1; k >= 0; k--) {
            keys.add(rows.get(Slice.all(), k));
        }
        return keys.isEmpty() ? new NDArray(Graph.iota(DType.INT64, n).at(rows.place())) : Sorting.lexsort(keys, 0);
    }

    /** Where, in a sorted vector, an element is the first of its kind. */
    private static NDArray firsts(NDArray sorted, boolean equalNaN) {
        long n = sorted.size();
        return n == 0
                ? new NDArray(Graph.constant(DType.BOOL, new long[] {0}, 0).at(sorted.place()))
                : starts(changes(sorted, equalNaN, n));
    }

    /** Whether each row but the first differs from the one before. */
    private static NDArray changes(NDArray sorted, boolean equalNaN, long n) {
        NDArray before = sorted.get(Slice.of(0, n - 1));
        NDArray after = sorted.get(Slice.of(1, n));
        NDArray differ = before.ne(after);
        if (equalNaN && sorted.dtype().isInexact()) {
            differ = differ.and(Np.isnan(before).not().or(Np.isnan(after).not()));
        }
        return sorted.ndim() > 1 ? differ.any(1) : differ;
    }

    private static NDArray starts(NDArray changes) {
        return edged(changes, true, false);
    }

    /** A mask with a true before and, if so wished, behind it. */
    private static NDArray edged(NDArray mask, boolean before, boolean behind) {
        NDArray edge = new NDArray(Graph.constant(DType.BOOL, new long[] {1}, 1).at(mask.place()));
        List<NDArray> parts = new ArrayList<>();
        if (before) {
            parts.add(edge);
        }
        parts.add(mask);
        if (behind) {
            parts.add(edge);
        }
        return Np.concat(parts).eval();
    }

    /** How far it is from each true of a mask to the next, or to the end. */
    private static NDArray lengths(NDArray firsts) {
        NDArray starts = Masks.positions(firsts);
        NDArray end = new NDArray(
                Graph.constant(DType.INT64, new long[] {1}, firsts.size()).at(firsts.place()));
        NDArray bounds = Np.concat(starts, end);
        long n = starts.size();
        return bounds.get(Slice.of(1, n + 1)).sub(bounds.get(Slice.of(0, n))).eval();
    }

    /** For each place that the order names, how many firsts there are up to it, less one. */
    private static NDArray inverse(NDArray order, NDArray firsts) {
        Node memory = Realizer.empty(DType.INT64, order.layout().shape(), order.place());
        NDArray inverse = new NDArray(memory);
        if (order.size() > 0) {
            inverse.set(Np.cumsum(firsts).sub(1), order);
        }
        return inverse;
    }

    // ---- two sets

    /** The elements of both, one after another. */
    static NDArray both(String name, NDArray a, NDArray b) {
        Graph.together(name, a.base(), b.base());
        return Np.concat(Np.ravel(a), Np.ravel(b));
    }

    /** The distinct elements of each, together, in order: those of both are there twice. */
    private static NDArray merged(String name, NDArray a, NDArray b) {
        return Sorting.sort(name, both(name, values(name, a, true), values(name, b, true)), 0);
    }

    static NDArray intersection(NDArray a, NDArray b) {
        NDArray sorted = merged("intersect1d", a, b);
        long n = sorted.size();
        if (n < 2) {
            return sorted.get(Slice.of(0, 0)).copy();
        }
        NDArray before = sorted.get(Slice.of(0, n - 1));
        return Masks.pack(before, before.eq(sorted.get(Slice.of(1, n))));
    }

    static NDArray exclusive(NDArray a, NDArray b) {
        NDArray sorted = merged("setxor1d", a, b);
        long n = sorted.size();
        if (n < 2) {
            return sorted;
        }
        NDArray edges = edged(changes(sorted, false, n), true, true);
        return Masks.pack(sorted, edges.get(Slice.of(1, n + 1)).and(edges.get(Slice.of(0, n))));
    }

    static NDArray isin(NDArray x, NDArray among, boolean invert) {
        Graph.together("isin", x.base(), among.base());
        if (among.size() == 0) {
            return new NDArray(Graph.constant(DType.BOOL, x.layout().shape(), invert ? 1 : 0)
                    .at(x.place()));
        }
        DType type = Promotion.promote(x.dtype(), among.dtype());
        NDArray sorted = Sorting.sort("isin", Np.ravel(among).astype(type), 0);
        NDArray values = x.astype(type);
        NDArray at = Sorting.search("isin", sorted, values, "left", null);
        NDArray found = Np.take(sorted, Np.minimum(at, sorted.size() - 1));
        return invert ? values.ne(found) : values.eq(found);
    }

    /** The common elements and their first places. */
    static Intersection places(NDArray a, NDArray b) {
        NDArray values = intersection(a, b);
        return new Intersection(values, firsts(a, values), firsts(b, values));
    }

    private static NDArray firsts(NDArray x, NDArray values) {
        UniqueAll all = all("intersect1dIndices", x.astype(values.dtype()), true);
        return Np.take(all.indices(), Sorting.search("intersect1dIndices", all.values(), values, "left", null));
    }
}
