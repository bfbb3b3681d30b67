package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;

/** Sorting along an axis: the axis goes to the end, its rows to the library of their place, and the axis back. */
final class Sorting {
    private Sorting() {}

    @FunctionalInterface
    private interface Routine {
        Buffer of(Library library, Buffer x, long rows, long n);
    }

    static NDArray sort(String name, NDArray x, int axis) {
        return along(name, x, axis, Library::sort);
    }

    /** Of a 0-d array along axis 0 or -1 it has shape (1,), as NumPy's. */
    static NDArray argsort(String name, NDArray x, int axis) {
        if (Shape.isOnlyAxis(new int[] {axis}, x.layout().shape())) {
            return argsort(name, x.view(x.layout().expand(0)), 0);
        }
        return along(name, x, axis, Library::argsort);
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
}
