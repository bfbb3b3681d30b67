package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Realizer;
import java.util.function.Supplier;

/**
 * An n-dimensional array of numbers of one type: NumPy's {@code ndarray}.
 *
 * <p>Operations are lazy: they give an array that is computed, fused with its neighbours, when its elements are asked for.
 * That can be seen as speed only; what is read, and when it was written, is as in NumPy. Slices and reshapes are views: they
 * share elements with the array that they come from.
 */
public final class NDArray {
    private final Node base;
    private final Layout layout;
    private Node node;

    /** Elements of a node's row-major order, picked by a layout. Arrays with one base share elements. */
    NDArray(Node base, Layout layout) {
        this.base = base;
        this.layout = layout;
    }

    /** All elements of a node. */
    NDArray(Node base) {
        this(base, Layout.contiguous(base.shape()));
        node = base;
    }

    // ---- what it is

    public DType dtype() {
        return base.dtype();
    }

    public long[] shape() {
        return layout.shape().clone();
    }

    public long shape(int axis) {
        return layout.shape()[Shape.axis("shape", axis, layout.shape())];
    }

    public int ndim() {
        return layout.rank();
    }

    public long size() {
        return layout.size();
    }

    // ---- for the rest of this package

    Layout layout() {
        return layout;
    }

    /** What this array is, as an operand of an expression. */
    Node node() {
        Node n = node;
        if (n == null) {
            n = layout.size() == base.size()
                            && layout.offset() == 0
                            && layout.isContiguous()
                            && java.util.Arrays.equals(layout.shape(), base.shape())
                    ? base
                    : Graph.view(base, layout);
            node = n;
        }
        return n;
    }

    /** Another view of the same elements. */
    NDArray view(Layout other) {
        return new NDArray(base, other);
    }

    /** Whether two arrays share memory, so that a write to one may be seen in the other. */
    boolean sharesMemory(NDArray other) {
        return base == other.base;
    }

    /** The memory of the array's base; computed now unless it is there. Elements lie where {@link #layout()} says. */
    Buffer buffer() {
        return Realizer.realize(base);
    }

    /** The elements in row-major order in host memory: this array's own memory where it lies so, else a copy. */
    HostBuffer contiguous() {
        if (layout.offset() == 0 && layout.isContiguous() && layout.size() == base.size()) {
            return (HostBuffer) buffer();
        }
        return (HostBuffer) Realizer.realize(Graph.copy(node()));
    }

    /** Writes a value, of a shape that broadcasts to this one's, into these elements. */
    void assign(Supplier<Node> value) {
        Realizer.write(base, layout, value);
    }

    /** The type that a Java number has beside an array: weak, so that it never widens the array's own kind. */
    static DType scalarType(Number x) {
        return x instanceof Complex
                ? DType.COMPLEX128
                : x instanceof Double || x instanceof Float ? DType.FLOAT64 : DType.INT64;
    }

    static Node scalar(DType type, Number x) {
        if (type.isInexact() || x instanceof Double || x instanceof Float || x instanceof Complex) {
            return x instanceof Complex c
                    ? Graph.constant(type, Shape.SCALAR, c.re(), c.im())
                    : Graph.constant(
                            type,
                            Shape.SCALAR,
                            type.part() == DType.FLOAT32 ? (float) x.doubleValue() : x.doubleValue(),
                            0);
        }
        return Graph.constant(type, Shape.SCALAR, x.longValue());
    }

    NDArray binary(String name, Op op, NDArray other) {
        return new NDArray(Graph.binary(name, op, node(), other.node()));
    }

    NDArray binary(String name, Op op, Number other) {
        DType t = Promotion.weak(dtype(), scalarType(other));
        return new NDArray(Graph.binary(name, op, node(), scalar(t, other), t));
    }

    NDArray unary(String name, Op op) {
        return new NDArray(Graph.unary(name, op, node()));
    }

    // ---- arithmetic, comparison, functions of elements (ElementwiseFunctions has them as functions)

    // ---- folds and scans (ReductionFunctions)

    // ---- shape (ShapeFunctions)

    // ---- indexing: get, set, take, assignment in place (Indexing)

    // ---- products (LinearFunctions)

    // ---- out of the array: item, toDoubleArray, toNested, asMemorySegment, toString

    // ---- evaluation

    /** Computes the elements now, unless they are there. */
    public NDArray eval() {
        buffer();
        return this;
    }
}
