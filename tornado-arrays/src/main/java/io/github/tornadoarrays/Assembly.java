package io.github.tornadoarrays;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.AxisException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.IndexException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What {@link AssemblyFunctions} are made of. */
final class Assembly {
    private Assembly() {}

    // ---- joined

    static NDArray block(Object nested) {
        int depth = depth(nested);
        checkDepth(nested, depth, depth);
        int rank = Math.max(depth, rank(nested));
        return joined(nested, rank, depth);
    }

    private static int depth(Object x) {
        if (!(x instanceof List<?> list)) {
            return 0;
        }
        if (list.isEmpty()) {
            throw new ShapeException("block: a list is empty; give an array or a number at least");
        }
        return 1 + depth(list.get(0));
    }

    private static void checkDepth(Object x, int depth, int all) {
        boolean list = x instanceof List<?>;
        if (list != depth > 0 || list && ((List<?>) x).isEmpty()) {
            throw new ShapeException("block: lists are not nested alike; all arrays must be in " + all + " lists");
        }
        if (list) {
            ((List<?>) x).forEach(part -> checkDepth(part, depth - 1, all));
        }
    }

    private static int rank(Object x) {
        return switch (x) {
            case List<?> list -> list.stream().mapToInt(Assembly::rank).max().orElse(0);
            case NDArray a -> a.ndim();
            default -> 0;
        };
    }

    private static NDArray joined(Object x, int rank, int depth) {
        if (x instanceof List<?> list) {
            return JoinFunctions.joined(
                    "block",
                    list.stream().map(part -> joined(part, rank, depth - 1)).toList(),
                    rank - depth);
        }
        NDArray a = x instanceof NDArray array ? array : number(x);
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        System.arraycopy(a.layout().shape(), 0, shape, rank - a.ndim(), a.ndim());
        return Np.reshape(a, shape).copy();
    }

    private static NDArray number(Object x) {
        if (x instanceof Number n) {
            return new NDArray(NDArray.scalar(NDArray.scalarType(n), n));
        }
        return FromJava.copy("block", x, null);
    }

    static NDArray deep(NDArray x) {
        if (x.ndim() < 3) {
            throw new ShapeException(
                    "dsplit: the array has shape " + Shape.text(x.layout().shape()) + "; it needs at least 3 axes");
        }
        return x;
    }

    static void atLeast(String name, NDArray x, int rank) {
        if (x.ndim() < rank) {
            throw new ShapeException(name + ": an operand has shape "
                    + Shape.text(x.layout().shape()) + "; it needs at least " + rank + (rank == 1 ? " axis" : " axes"));
        }
    }

    // ---- taken out, put in

    static NDArray place(long i) {
        return Np.asarray(new long[] {i});
    }

    static NDArray delete(NDArray x, Slice places, int axis) {
        int a = Shape.axis("delete", axis, x.layout().shape());
        Slice.Range r = places.on(x.shape(a));
        Set<Long> gone = new HashSet<>();
        for (long i = 0; i < r.count(); i++) {
            gone.add(r.first() + i * r.step());
        }
        return without(x, gone, a);
    }

    static NDArray delete(NDArray x, NDArray places, int axis) {
        int a = Shape.axis("delete", axis, x.layout().shape());
        long n = x.shape(a);
        if (places.dtype().isBool()) {
            if (places.ndim() != 1 || places.size() != n) {
                throw new ShapeException("delete: a mask of shape " + Shape.text(places.shape()) + " for axis " + a
                        + " of extent " + n + "; give one truth value for each slice");
            }
            return without(x, positions("delete", Np.flatnonzero(places), n - 1, n), a);
        }
        return without(x, positions("delete", places, n - 1, n), a);
    }

    /** Places counted from the front. */
    private static Set<Long> positions(String name, NDArray places, long last, long n) {
        Set<Long> all = new HashSet<>();
        for (long i : checked(name, places, last, n)) {
            all.add(i);
        }
        return all;
    }

    private static long[] checked(String name, NDArray places, long last, long n) {
        if (places.size() > 0 && !places.dtype().isInteger()) {
            throw new IndexException(name + ": places cannot be " + places.dtype() + "; use integers");
        }
        long[] at = places.size() == 0 ? new long[0] : places.toLongArray();
        for (int k = 0; k < at.length; k++) {
            if (at[k] < -n || at[k] > last) {
                throw new IndexException(name + ": place " + at[k] + " is out of range; valid are " + -n + ".." + last);
            }
            at[k] += at[k] < 0 ? n : 0;
        }
        return at;
    }

    private static NDArray without(NDArray x, Set<Long> gone, int axis) {
        long[] kept = LongStream.range(0, x.shape(axis))
                .filter(i -> !gone.contains(i))
                .toArray();
        return Np.take(x, array(x, kept), axis);
    }

    /** Numbers where an array is. */
    private static NDArray array(NDArray beside, long... values) {
        return FromJava.wrap("positions", values, DType.INT64, beside.place());
    }

    static NDArray insert(NDArray x, long place, Object values, int axis) {
        int a = Shape.axis("insert", axis, x.layout().shape());
        long n = x.shape(a);
        long at = checked("insert", place(place), n, n)[0];
        NDArray v = values(x, values);
        if (v.ndim() == 0) {
            v = Np.reshape(v, 1);
        }
        // one slice, unless the values have the array's axes; their first axis then is the new one
        NDArray rows = v;
        while (rows.ndim() < x.ndim()) {
            rows = Np.expandDims(rows, 0);
        }
        rows = Np.moveaxis(rows, 0, a);
        long count = rows.shape(a);
        long[] shape = x.shape();
        shape[a] = count;
        rows = Assignment.fit("insert", rows, shape);
        return Np.concat(a, x.get(part(a, Slice.to(at))), rows, x.get(part(a, Slice.from(at))));
    }

    private static Object[] part(int axis, Object at) {
        Object[] index = new Object[axis + 1];
        Arrays.fill(index, Slice.all());
        index[axis] = at;
        return index;
    }

    private static NDArray values(NDArray x, Object values) {
        return values instanceof NDArray v
                ? v.astype(x.dtype())
                : new NDArray(Fill.node("insert", x.dtype(), values, x.place()));
    }

    static NDArray insert(NDArray x, NDArray places, Object values, int axis) {
        int a = Shape.axis("insert", axis, x.layout().shape());
        long n = x.shape(a);
        NDArray given = places.dtype().isBool() ? Np.flatnonzero(places) : places;
        if (given.ndim() > 1) {
            throw new ShapeException("insert: places of shape " + Shape.text(given.shape()) + "; give a vector");
        }
        long[] at = checked("insert", given, n, n);
        if (at.length == 1) {
            NDArray v = values(x, values);
            return insert(x, at[0], v.ndim() < x.ndim() || v.ndim() == 0 ? v : Np.moveaxis(v, a, 0), a);
        }
        int[] order = IntStream.range(0, at.length)
                .boxed()
                .sorted((p, q) -> Long.compare(at[p], at[q]))
                .mapToInt(i -> i)
                .toArray();
        long[] target = new long[at.length];
        Set<Long> taken = new HashSet<>();
        for (int k = 0; k < order.length; k++) {
            target[order[k]] = at[order[k]] + k;
            taken.add(target[order[k]]);
        }
        long[] shape = x.shape();
        shape[a] = n + at.length;
        NDArray out = CreationFunctions.empty(x.place(), x.dtype(), shape);
        long[] rest =
                LongStream.range(0, shape[a]).filter(i -> !taken.contains(i)).toArray();
        if (target.length > 0) {
            long[] slices = x.shape();
            slices[a] = at.length;
            out.set(Assignment.fit("insert", values(x, values), slices), part(a, array(x, target)));
        }
        if (rest.length > 0) {
            out.set(x, part(a, array(x, rest)));
        }
        return out;
    }

    static NDArray resize(NDArray x, long... shape) {
        long size = Shape.size(Shape.check("resize", shape.clone()));
        NDArray flat = Np.ravel(x);
        if (flat.size() == 0 || size == 0) {
            return Np.zerosLike(Np.broadcastTo(Np.zerosLike(flat).sum().astype(x.dtype()), shape));
        }
        NDArray whole = size <= flat.size()
                ? flat.get(Slice.to(size))
                : Np.tile(flat, (size + flat.size() - 1) / flat.size()).get(Slice.to(size));
        return Np.reshape(whole.copy(), shape);
    }

    // ---- written

    static void copyto(NDArray to, NDArray from, @Nullable NDArray where) {
        if (!Promotion.canCastSameKind(from.dtype(), to.dtype())) {
            throw new DTypeException("copyto: " + from.dtype() + " cannot be kept in an array of " + to.dtype()
                    + "; cast it with astype");
        }
        if (where == null) {
            to.set(Assignment.fit("copyto", from, to.shape()));
            return;
        }
        Assignment.checkWritable("copyto", to);
        NDArray v = Assignment.fit("copyto", from.astype(to.dtype()), to.shape());
        NDArray mask = Assignment.fit("copyto", where.astype(DType.BOOL), to.shape());
        to.assign(() -> Np.where(mask, v, to).node());
    }

    static void put(NDArray x, NDArray places, NDArray values, String mode) {
        Assignment.checkWritable("put", x);
        if (places.dtype().isInexact()) {
            throw new IndexException("put: places cannot be " + places.dtype() + "; use integers");
        }
        if (places.size() == 0 || values.size() == 0) {
            return;
        }
        long n = x.size();
        NDArray at = Np.ravel(places.astype(DType.INT64));
        NDArray inside = switch (mode) {
            case "raise" -> {
                long low = Np.min(at).itemLong();
                long high = Np.max(at).itemLong();
                if (low < -n || high >= n) {
                    throw new IndexException("put: place " + (low < -n ? low : high) + " is out of range; valid are "
                            + -n + ".." + (n - 1));
                }
                yield Np.where(at.lt(0), at.add(n), at);
            }
            case "wrap" -> at.mod(n);
            case "clip" -> at.clip(0, n - 1);
            default ->
                throw new ArrayException(
                        "put: unknown mode \"" + mode + "\"; known are \"raise\", \"wrap\" and \"clip\"");
        };
        NDArray v = Np.ravel(values.astype(x.dtype()));
        NDArray again = Np.take(v, new NDArray(Graph.iota(DType.INT64, at.size())), 0, "wrap");
        x.set(
                again,
                x.ndim() == 0
                        ? new Object[] {Np.ellipsis}
                        : Np.unravelIndex(inside, x.shape()).toArray());
    }

    // ---- axes and memory

    static NDArray rollaxis(NDArray x, int axis, int start) {
        int n = x.ndim();
        int a = Shape.axis("rollaxis", axis, x.layout().shape());
        if (start < -n || start > n) {
            throw new AxisException("rollaxis: start " + start + " is out of range for shape "
                    + Shape.text(x.layout().shape()) + "; valid are " + -n + ".." + n);
        }
        int s = start < 0 ? start + n : start;
        return Np.moveaxis(x, a, a < s ? s - 1 : s);
    }

    static NDArray finite(NDArray x) {
        if (x.dtype().isInexact() && !Np.all(Np.isfinite(x)).itemBoolean()) {
            throw new ArrayException("asarrayChkfinite: an element is infinite or NaN; use asarray to keep it");
        }
        return x;
    }

    /** Whether two views of one memory have an element in common, or only their ranges meet. */
    static boolean overlap(NDArray a, NDArray b, boolean exactly) {
        if (!a.sharesMemory(b) || a.size() == 0 || b.size() == 0) {
            return false;
        }
        long[] p = range(a.layout());
        long[] q = range(b.layout());
        if (p[0] > q[1] || q[0] > p[1] || !exactly) {
            return p[0] <= q[1] && q[0] <= p[1];
        }
        // elements of both in one array of flags
        if (p[1] - p[0] > Integer.MAX_VALUE - 8) {
            return true;
        }
        boolean[] used = new boolean[(int) (p[1] - p[0] + 1)];
        each(a.layout(), 0, a.layout().offset(), at -> used[(int) (at - p[0])] = true);
        boolean[] met = {false};
        each(b.layout(), 0, b.layout().offset(), at -> met[0] |= at >= p[0] && at <= p[1] && used[(int) (at - p[0])]);
        return met[0];
    }

    private static void each(Layout l, int axis, long at, LongConsumer f) {
        if (axis == l.rank()) {
            f.accept(at);
            return;
        }
        for (long i = 0; i < l.shape()[axis]; i++) {
            each(l, axis + 1, at + i * l.strides()[axis], f);
        }
    }

    private static long[] range(Layout l) {
        long low = l.offset();
        long high = l.offset();
        for (int i = 0; i < l.rank(); i++) {
            long far = (l.shape()[i] - 1) * l.strides()[i];
            low += Math.min(0, far);
            high += Math.max(0, far);
        }
        return new long[] {low, high};
    }

    static boolean equiv(NDArray a, NDArray b) {
        try {
            Shape.broadcast("arrayEquiv", a.shape(), b.shape());
        } catch (ShapeException _) {
            return false;
        }
        return Np.all(a.eq(b)).itemBoolean();
    }

    // ---- functions along axes

    static NDArray alongAxis(UnaryOperator<NDArray> f, int axis, NDArray x) {
        int a = Shape.axis("applyAlongAxis", axis, x.layout().shape());
        long[] rest = IntStream.range(0, x.ndim())
                .filter(i -> i != a)
                .mapToLong(i -> x.shape(i))
                .toArray();
        long n = Shape.size(rest);
        if (n == 0) {
            throw new ShapeException(
                    "applyAlongAxis: shape " + Shape.text(x.shape()) + " has no vectors along axis " + a);
        }
        NDArray vectors = Np.reshape(Np.moveaxis(x, a, -1), n, x.shape(a));
        List<NDArray> results = new ArrayList<>();
        for (long i = 0; i < n; i++) {
            results.add(f.apply(vectors.get(i)));
        }
        NDArray all = Np.stack(results, 0);
        long[] own = Arrays.copyOfRange(all.shape(), 1, all.ndim());
        long[] shape =
                LongStream.concat(LongStream.of(rest), LongStream.of(own)).toArray();
        int[] from = IntStream.range(rest.length, shape.length).toArray();
        int[] to = IntStream.range(a, a + own.length).toArray();
        return Np.moveaxis(Np.reshape(all, shape), from, to);
    }

    static NDArray overAxes(BiFunction<NDArray, Integer, NDArray> f, NDArray x, int... axes) {
        NDArray result = x;
        for (int axis : axes) {
            int a = Shape.axis("applyOverAxes", axis, x.layout().shape());
            NDArray next = f.apply(result, a);
            if (next.ndim() == result.ndim() - 1) {
                next = Np.expandDims(next, a);
            }
            if (next.ndim() != result.ndim()) {
                throw new ShapeException("applyOverAxes: the function gave shape " + Shape.text(next.shape()) + " for "
                        + Shape.text(result.shape()) + "; it may fold one axis");
            }
            result = next;
        }
        return result;
    }
}
