package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Engines;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reading through an index: {@link NDArray#get(Object...)} and its relatives. {@link Assignment} writes. */
final class Indexing {
    private Indexing() {}

    /** Items of an index that name no place. */
    enum Mark {
        ELLIPSIS,
        NEWAXIS
    }

    static NDArray get(NDArray x, Object... index) {
        List<Object> items = items("get", x, index);
        if (items.size() == 1
                && items.get(0) instanceof NDArray m
                && m.dtype().isBool()
                && m.ndim() == x.ndim()
                && x.ndim() > 0) {
            return Masks.pack(x, checkMask("get", m, x.layout().shape(), 0));
        }
        Selection s = select("get", x, items);
        if (s.isBasic()) {
            NDArray view = x.view(s.rest());
            return s.isCopy() ? new NDArray(Graph.copy(view.node())) : view;
        }
        return s.gather(x);
    }

    /** What an index means: text is parsed, Java numbers and arrays become longs and arrays. */
    static List<Object> items(String op, NDArray x, Object... index) {
        List<Object> items = new ArrayList<>();
        for (Object o : index) {
            switch (o) {
                case String text -> items.addAll(items(op, x, IndexText.parse(op, text)));
                case Long _, Slice _, Mark _ -> items.add(o);
                case Integer _, Short _, Byte _ -> items.add(((Number) o).longValue());
                case Boolean b -> items.add(new NDArray(Graph.constant(DType.BOOL, Shape.SCALAR, b ? 1 : 0)));
                case NDArray a -> items.add(checkIndexType(op, a));
                case null -> throw new IndexException(op + ": the index holds null; use Np.newaxis for a new axis");
                default -> {
                    if (!o.getClass().isArray() && !(o instanceof List)) {
                        throw new IndexException(
                                op + ": an index cannot be a "
                                        + o.getClass().getName()
                                        + "; it can be integers, slices, Np.ellipsis, Np.newaxis, text, integer arrays and bool arrays");
                    }
                    NDArray a = FromJava.copy(op, o, null, x.place());
                    items.add(
                            a.size() == 0 && a.dtype().isFloat()
                                    ? CreationFunctions.zerosLike(a, DType.INT64)
                                    : checkIndexType(op, a));
                }
            }
        }
        return items;
    }

    private static NDArray checkIndexType(String op, NDArray a) {
        if (a.dtype().isInexact()) {
            throw new IndexException(op + ": an index array cannot be " + a.dtype() + "; use an integer or bool array");
        }
        return a;
    }

    /** The mask, if its shape is that of the axes that it stands for. */
    static NDArray checkMask(String op, NDArray mask, long[] shape, int axis) {
        long[] m = mask.layout().shape();
        if (axis + m.length > shape.length || !Arrays.equals(m, 0, m.length, shape, axis, axis + m.length)) {
            throw new IndexException(op + ": a mask of shape " + Shape.text(m) + " does not fit shape "
                    + Shape.text(shape) + " from axis " + axis + "; their extents must be equal");
        }
        return mask;
    }

    /** An array of positions along an axis of the indexed array; the axis is -1 where the position is always 0. */
    record Along(NDArray positions, int axis, long extent, long stride) {}

    /**
     * What an index picks: the axes that basic indexing leaves, and arrays of positions, whose common shape goes into the
     * result's at an axis.
     */
    record Selection(Layout rest, List<Along> along, int at, boolean isCopy) {

        boolean isBasic() {
            return along.isEmpty();
        }

        /** The shape of the arrays of positions, broadcast. */
        long[] lead(String op) {
            long[][] shapes =
                    along.stream().map(a -> a.positions.layout().shape()).toArray(long[][]::new);
            try {
                return Shape.broadcast(op, shapes);
            } catch (ShapeException e) {
                throw new IndexException(
                        op + ": index arrays of" + e.getMessage().substring(op.length() + 1));
            }
        }

        /** The result's shape. */
        long[] shape(String op) {
            long[] lead = lead(op);
            long[] r = rest.shape();
            long[] out = new long[lead.length + r.length];
            System.arraycopy(r, 0, out, 0, at);
            System.arraycopy(lead, 0, out, at, lead.length);
            System.arraycopy(r, at, out, at + lead.length, r.length - at);
            return out;
        }

        /** The axes of the result, those of the positions first. */
        int[] leadFirst(int leadRank) {
            int[] order = new int[leadRank + rest.rank()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i < leadRank ? at + i : i - leadRank < at ? i - leadRank : i;
            }
            return order;
        }

        /** The elements, in a new array. */
        NDArray gather(NDArray x) {
            long[] lead = lead("get");
            int n = along.size();
            long[] extents = new long[n + rest.rank()];
            long[] strides = new long[n + rest.rank()];
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                extents[i] = along.get(i).extent;
                strides[i] = along.get(i).stride;
                nodes.add(positions(along.get(i), lead));
            }
            System.arraycopy(rest.shape(), 0, extents, n, rest.rank());
            System.arraycopy(rest.strides(), 0, strides, n, rest.rank());
            NDArray g = new NDArray(Graph.gather(x.base(), new Layout(extents, strides, rest.offset()), nodes));
            if (at == 0) {
                return g;
            }
            int[] order = leadFirst(lead.length);
            int[] inverse = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                inverse[order[i]] = i;
            }
            return g.view(g.layout().permute(inverse));
        }

        /** Where in the indexed array's memory each position lies, but for the rest's strides. */
        NDArray places(String op) {
            long[] lead = lead(op);
            Node sum = Graph.constant(DType.INT64, lead, rest.offset());
            for (Along a : along) {
                Node p = Graph.cast(positions(a, lead), DType.INT64);
                Node wrapped = binary("add", p, a.extent);
                Node negative = Graph.binary(op, Op.LT, p, number(0));
                Node from0 = Graph.where(negative, wrapped, p, DType.INT64);
                sum = Graph.binary(op, Op.ADD, sum, binary("mul", from0, a.stride));
            }
            return new NDArray(Graph.copy(sum));
        }

        private static Node number(long x) {
            return Graph.constant(DType.INT64, Shape.SCALAR, x);
        }

        private static Node binary(String op, Node a, long b) {
            Op o = op.equals("add") ? Op.ADD : Op.MUL;
            return Graph.binary(op, o, a, number(b));
        }

        private static Node positions(Along a, long[] lead) {
            Node n = a.positions.node();
            return n.value() instanceof Value.Const
                    ? Graph.constant(n, Layout.contiguous(lead))
                    : Graph.broadcast(n, lead);
        }
    }

    /** Reads an index from left to right; every check is made here. */
    static Selection select(String op, NDArray x, List<Object> items) {
        long[] shape = x.layout().shape();
        long[] strides = x.layout().strides();
        int used = 0;
        boolean arrays = false;
        int ellipses = 0;
        for (Object o : items) {
            switch (o) {
                case NDArray a -> {
                    used += a.dtype().isBool() ? a.ndim() : 1;
                    arrays |= a.dtype().isBool() || a.ndim() > 0;
                }
                case Mark m -> ellipses += m == Mark.ELLIPSIS ? 1 : 0;
                default -> used++;
            }
        }
        if (ellipses > 1) {
            throw new IndexException(op + ": the index has " + ellipses + " ellipses; it can have one");
        }
        if (used > shape.length) {
            throw new IndexException(op + ": too many indices (" + used + ") for an array of shape " + Shape.text(shape)
                    + "; it has " + shape.length + (shape.length == 1 ? " axis" : " axes"));
        }
        List<Object> all = new ArrayList<>(items);
        if (ellipses == 0) {
            all.add(Mark.ELLIPSIS);
        }
        List<long[]> rest = new ArrayList<>();
        List<Along> along = new ArrayList<>();
        long offset = x.layout().offset();
        Run run = new Run();
        int axis = 0;
        boolean copy = false;
        int numbers = 0;
        for (Object o : all) {
            switch (o) {
                case Slice s -> {
                    if (s.step() != null && s.step() == 0) {
                        throw new IndexException(op + ": slice " + s + " has step 0; steps are not 0");
                    }
                    Slice.Range r = s.on(shape[axis]);
                    offset += r.count() == 0 ? 0 : r.first() * strides[axis];
                    rest.add(new long[] {r.count(), r.step() * strides[axis]});
                    axis++;
                    run.interrupt();
                }
                case Mark m -> {
                    if (m == Mark.NEWAXIS) {
                        rest.add(new long[] {1, 0});
                    } else {
                        for (int i = used; i < shape.length; i++) {
                            rest.add(new long[] {shape[axis], strides[axis]});
                            axis++;
                        }
                    }
                    run.interrupt();
                }
                case Long i -> {
                    offset += inRange(op, i, axis, shape[axis]) * strides[axis];
                    axis++;
                    numbers++;
                    if (arrays) {
                        run.join(rest.size());
                    }
                }
                case NDArray a
                when a.dtype().isBool() -> {
                    checkMask(op, a, shape, axis);
                    run.join(rest.size());
                    if (a.ndim() == 0) {
                        NDArray zero = new NDArray(Graph.constant(DType.INT64, new long[] {ToJava.integer(op, a)}, 0));
                        along.add(new Along(zero, -1, 1, 0));
                    }
                    for (NDArray p : a.ndim() == 0 ? List.<NDArray>of() : Masks.nonzero(a)) {
                        along.add(new Along(p, axis, shape[axis], strides[axis]));
                        axis++;
                    }
                }
                case NDArray a
                when a.ndim() == 0 -> {
                    offset += inRange(op, ToJava.integer(op, a), axis, shape[axis]) * strides[axis];
                    axis++;
                    copy = true;
                    if (arrays) {
                        run.join(rest.size());
                    }
                }
                case NDArray a -> {
                    inRange(op, a, axis, shape[axis]);
                    run.join(rest.size());
                    along.add(new Along(a, axis, shape[axis], strides[axis]));
                    axis++;
                }
                default -> throw new IllegalStateException("index item " + o);
            }
        }
        Layout left = new Layout(
                rest.stream().mapToLong(r -> r[0]).toArray(),
                rest.stream().mapToLong(r -> r[1]).toArray(),
                offset);
        // As in NumPy, one element named by integers alone is a value, not a view.
        copy |= ellipses == 0 && numbers == shape.length && items.size() == numbers;
        Selection s = new Selection(left, along, run.place(), copy);
        if (!along.isEmpty()) {
            s.lead(op);
        }
        return s;
    }

    /** NumPy's rule for where the arrays' axes go: in the place of the arrays if those are neighbours, else first. */
    private static final class Run {
        private int at = -1;
        private boolean interrupted;

        void join(int place) {
            if (at < 0) {
                at = place;
            } else if (interrupted) {
                at = 0;
            }
        }

        void interrupt() {
            interrupted = at >= 0;
        }

        int place() {
            return Math.max(0, at);
        }
    }

    /** The element at an index of one position an axis. */
    static NDArray element(String op, NDArray x, long... index) {
        Layout l = x.layout();
        if (index.length != l.rank()) {
            throw new IndexException(
                    op + ": " + index.length + " positions for an array of shape " + Shape.text(l.shape())
                            + "; give one for each of its " + l.rank() + (l.rank() == 1 ? " axis" : " axes"));
        }
        long at = l.offset();
        for (int i = 0; i < index.length; i++) {
            at += inRange(op, index[i], i, l.shape()[i]) * l.strides()[i];
        }
        return x.view(new Layout(Shape.SCALAR, Shape.SCALAR, at));
    }

    /** The position counted from the front. */
    static long inRange(String op, long i, int axis, long extent) {
        if (i < -extent || i >= extent) {
            throw new IndexException(op + ": index " + i + " is out of range for axis " + axis + " with size " + extent
                    + (extent == 0 ? "; the axis has no elements" : "; valid are " + -extent + ".." + (extent - 1)));
        }
        return i < 0 ? i + extent : i;
    }

    /** Checks all positions of an array now, so that the error comes from the call. */
    static void inRange(String op, NDArray positions, int axis, long extent) {
        long n = positions.size();
        long least = 0;
        long most = -1;
        if (n == 0) {
            return;
        }
        if (Engines.at(positions.place()).memory() != Place.HOST) {
            // two numbers are copied, and not all
            Buffer there = positions.inOrder();
            long[] extremes = Engines.library(there.place()).extremes(there);
            inRange(op, extremes != null ? extremes[0] : ToJava.integer(op, Np.min(positions)), axis, extent);
            inRange(op, extremes != null ? extremes[1] : ToJava.integer(op, Np.max(positions)), axis, extent);
            return;
        }
        HostBuffer h = positions.contiguous();
        if (h.memory() instanceof long[] a && h.dtype() == DType.INT64) {
            long lo = Long.MAX_VALUE;
            long hi = Long.MIN_VALUE;
            for (int i = 0; i < (int) n; i++) {
                lo = Math.min(lo, a[i]);
                hi = Math.max(hi, a[i]);
            }
            least = lo;
            most = hi;
        } else if (h.memory() instanceof int[] a && h.dtype() == DType.INT32) {
            int lo = Integer.MAX_VALUE;
            int hi = Integer.MIN_VALUE;
            for (int i = 0; i < (int) n; i++) {
                lo = Math.min(lo, a[i]);
                hi = Math.max(hi, a[i]);
            }
            least = lo;
            most = hi;
        } else {
            least = Long.MAX_VALUE;
            most = Long.MIN_VALUE;
            for (long i = 0; i < n; i++) {
                long v = h.getLong(i);
                least = Math.min(least, v);
                most = Math.max(most, v);
            }
        }
        Reference.reachabilityFence(h);
        inRange(op, least, axis, extent);
        inRange(op, most, axis, extent);
    }
}
