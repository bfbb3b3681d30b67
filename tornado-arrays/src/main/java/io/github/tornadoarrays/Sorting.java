package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.Realizer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorting along an axis: the axis goes to the end, its rows to the library of their place, and the axis back. */
final class Sorting {
    private Sorting() {}

    @FunctionalInterface
    private interface Routine {
        Buffer of(Library library, Buffer x, long rows, long n);
    }

    static NDArray sort(String name, NDArray x, int axis) {
        if (isInParts(x)) {
            int a = Shape.axis(name, axis, x.layout().shape());
            return ShapeFunctions.takeAlongAxis(x, inParts(x, a), a);
        }
        return along(name, x, axis, Library::sort);
    }

    /** Whether they are complex numbers of a device: these sort real ones. */
    private static boolean isInParts(NDArray x) {
        return x.dtype().isComplex() && x.place() != null && x.place() != Place.HOST;
    }

    /** The order of complex numbers, as NumPy's: by real parts, then by imaginary ones, but those without NaN first, and last those that have nothing else. */
    private static NDArray inParts(NDArray x, int axis) {
        NDArray re = x.real();
        NDArray im = x.imag();
        NDArray kind = re.isnan().astype(DType.INT8).mul(2).add(im.isnan().astype(DType.INT8));
        return lexsort(List.of(im, re, kind), axis);
    }

    /** Of a 0-d array along axis 0 or -1 it has shape (1,), as NumPy's. */
    static NDArray argsort(String name, NDArray x, int axis) {
        if (Shape.isOnlyAxis(new int[] {axis}, x.layout().shape())) {
            return argsort(name, x.view(x.layout().expand(0)), 0);
        }
        return isInParts(x)
                ? inParts(x, Shape.axis(name, axis, x.layout().shape()))
                : along(name, x, axis, Library::argsort);
    }

    static NDArray inPlace(NDArray x, int axis) {
        Assignment.checkWritable("sort", x);
        NDArray sorted = sort("sort", x, axis);
        x.assign(sorted::node);
        return x;
    }

    private static NDArray along(String name, NDArray x, int axis, Routine routine) {
        long[] shape = x.layout().shape();
        int a = Shape.axis(name, axis, shape);
        NDArray rows = last(x, a);
        Buffer in = rows.inOrder();
        long n = shape[a];
        long count = x.size() == 0 ? 0 : x.size() / n;
        Buffer out = routine.of(Engines.library(in.place()), in, count, n);
        NDArray sorted = new NDArray(Node.leaf(out.dtype(), rows.layout().shape(), out));
        return ShapeFunctions.moveaxis(sorted, -1, a);
    }

    /** The view with an axis at the end. */
    static NDArray last(NDArray x, int axis) {
        return axis == x.ndim() - 1 ? x : ShapeFunctions.moveaxis(x, axis, -1);
    }

    static NDArray lexsort(List<NDArray> keys, int axis) {
        if (keys.isEmpty()) {
            throw new ShapeException("lexsort: no keys; give at least one");
        }
        long[] shape = keys.get(0).layout().shape();
        for (NDArray k : keys) {
            if (!Arrays.equals(k.layout().shape(), shape)) {
                throw new ShapeException("lexsort: keys of shapes " + Shape.text(shape) + " and "
                        + Shape.text(k.layout().shape()) + "; shapes must be equal");
            }
        }
        if (Shape.isOnlyAxis(new int[] {axis}, shape)) {
            return new NDArray(
                    Graph.constant(DType.INT64, shape, 0).at(keys.get(0).place()));
        }
        int a = Shape.axis("lexsort", axis, shape);
        NDArray order = argsort("lexsort", keys.get(0), a);
        for (NDArray key : keys.subList(1, keys.size())) {
            NDArray next = argsort("lexsort", ShapeFunctions.takeAlongAxis(key, order, a), a);
            order = ShapeFunctions.takeAlongAxis(order, next, a);
        }
        return order;
    }

    static void checkKth(String name, NDArray x, long kth, int axis) {
        int a = Shape.axis(name, axis, x.layout().shape());
        long n = x.layout().shape()[a];
        if (kth < -n || kth >= n) {
            throw new IndexException(name + ": kth is " + kth + " along axis " + a + " of shape "
                    + Shape.text(x.layout().shape()) + "; valid are " + -n + ".." + (n - 1));
        }
    }

    // ---- searching

    static NDArray search(String name, NDArray row, NDArray x, String side, @Nullable NDArray sorter) {
        if (row.ndim() != 1) {
            throw new ShapeException(name + ": the sorted array has shape "
                    + Shape.text(row.layout().shape()) + "; it must have one dimension");
        }
        if (!side.equals("left") && !side.equals("right")) {
            throw new ArrayException(name + ": unknown side \"" + side + "\"; known are \"left\" and \"right\"");
        }
        NDArray sorted = row;
        if (sorter != null) {
            if (sorter.ndim() != 1 || sorter.size() != row.size()) {
                throw new ShapeException(name + ": a sorter of shape "
                        + Shape.text(sorter.layout().shape()) + " for an array of shape "
                        + Shape.text(row.layout().shape()) + "; the shapes must be equal");
            }
            sorted = ShapeFunctions.take(row, sorter);
        }
        Graph.together(name, sorted.base(), x.base());
        DType type = Promotion.promote(sorted.dtype(), x.dtype());
        Place place = sorted.place() == null ? x.place() : sorted.place();
        Engine engine = Engines.at(place);
        Buffer keys = Realizer.realize(Graph.cast(sorted.node(), type), engine);
        Buffer values = Realizer.realize(Graph.cast(x.node(), type), engine);
        Buffer found = Engines.library(engine.memory()).search(keys, values, side.equals("right"));
        return new NDArray(Node.leaf(DType.INT64, x.layout().shape(), found));
    }

    static NDArray digitize(NDArray x, NDArray bins, boolean right) {
        if (x.dtype().isComplex() || bins.dtype().isComplex()) {
            throw new DTypeException("digitize: not defined for complex numbers; digitize the real or imaginary parts");
        }
        if (bins.ndim() != 1) {
            throw new ShapeException(
                    "digitize: bins of shape " + Shape.text(bins.layout().shape()) + "; they must have one dimension");
        }
        long n = bins.size();
        NDArray lower = n < 2 ? bins : bins.get(Slice.of(0, n - 1));
        NDArray upper = n < 2 ? bins : bins.get(Slice.of(1, n));
        if (Np.all(lower.le(upper)).itemBoolean()) {
            return search("digitize", bins, x, right ? "left" : "right", null);
        }
        if (!Np.all(lower.ge(upper)).itemBoolean()) {
            throw new ArrayException(
                    "digitize: the bins neither ascend nor descend; sort them, and leave out those that are NaN");
        }
        NDArray found = search("digitize", Np.flip(bins), x, right ? "left" : "right", null);
        return found.mul(-1).add(n);
    }
}
