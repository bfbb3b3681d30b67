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
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Choosing, writing by masks, bits and numbers of elements, as expressions where that can be. */
final class Choices {
    private Choices() {}

    static NDArray choose(NDArray which, List<NDArray> among, String mode) {
        int n = among.size();
        if (n == 0) {
            throw new ShapeException("choose: no arrays to choose from; give at least one");
        }
        NDArray index = inRange("choose", which, n, mode);
        DType type = among.get(0).dtype();
        for (NDArray a : among) {
            type = Promotion.promote(type, a.dtype());
        }
        NDArray chosen = among.get(n - 1).astype(type);
        for (int k = n - 2; k >= 0; k--) {
            chosen = Np.where(index.eq(k), among.get(k).astype(type), chosen);
        }
        long[] shape = Shape.broadcast("choose", index.shape(), chosen.shape());
        return Arrays.equals(shape, chosen.shape())
                ? chosen
                : Np.broadcastTo(chosen, shape).copy();
    }

    private static NDArray inRange(String name, NDArray index, long n, String mode) {
        if (index.dtype().isInexact()) {
            throw new IndexException(name + ": indices cannot be " + index.dtype() + "; use an integer array");
        }
        NDArray i = index.astype(DType.INT64);
        return switch (mode) {
            case "raise" -> {
                if (i.size() > 0) {
                    long low = Np.min(i).itemLong();
                    long high = Np.max(i).itemLong();
                    if (low < 0 || high >= n) {
                        throw new IndexException(name + ": index " + (low < 0 ? low : high)
                                + " is out of range; valid are 0.." + (n - 1));
                    }
                }
                yield i;
            }
            case "wrap" -> i.mod(n);
            case "clip" -> i.clip(0, n - 1);
            default ->
                throw new ArrayException(
                        name + ": unknown mode \"" + mode + "\"; known are \"raise\", \"wrap\" and \"clip\"");
        };
    }

    static NDArray select(List<NDArray> conditions, List<NDArray> among, Operand otherwise) {
        if (conditions.size() != among.size() || conditions.isEmpty()) {
            throw new ShapeException("select: " + conditions.size() + " conditions and " + among.size()
                    + " arrays; give as many of one as of the other, and at least one");
        }
        for (NDArray c : conditions) {
            if (!c.dtype().isBool()) {
                throw new DTypeException("select: a condition is " + c.dtype() + "; conditions must be bool");
            }
        }
        DType type = among.get(0).dtype();
        for (NDArray a : among) {
            type = Promotion.promote(type, a.dtype());
        }
        type = otherwise instanceof Operand.Array
                ? Promotion.promote(type, otherwise.dtype())
                : Promotion.weak(type, otherwise.dtype());
        NDArray chosen = new NDArray(Graph.cast(otherwise.node("select", type), type));
        for (int k = among.size() - 1; k >= 0; k--) {
            chosen = Np.where(conditions.get(k), among.get(k).astype(type), chosen);
        }
        return chosen;
    }

    // ---- piecewise

    static NDArray piecewise(NDArray x, List<NDArray> conditions, List<UnaryOperator<NDArray>> functions) {
        List<NDArray> masks = masks(x, conditions, functions.size());
        NDArray y = zerosLike(x);
        for (int k = 0; k < functions.size(); k++) {
            NDArray values = x.get(masks.get(k));
            if (values.size() > 0) {
                y.set(functions.get(k).apply(values), masks.get(k));
            }
        }
        return y;
    }

    static NDArray piecewise(NDArray x, List<NDArray> conditions, Number... values) {
        List<NDArray> masks = masks(x, conditions, values.length);
        NDArray y = zerosLike(x);
        for (int k = 0; k < values.length; k++) {
            y.set(values[k], masks.get(k));
        }
        return y;
    }

    private static NDArray zerosLike(NDArray x) {
        return new NDArray(Graph.copy(Graph.constant(x.dtype(), x.shape(), 0, 0).at(x.place())));
    }

    private static List<NDArray> masks(NDArray x, List<NDArray> conditions, int functions) {
        int n = conditions.size();
        if (n == 0 || functions != n && functions != n + 1) {
            throw new ShapeException("piecewise: " + functions + " functions for " + n
                    + " conditions; there must be as many, or one more for all other elements");
        }
        List<NDArray> masks = new ArrayList<>();
        NDArray any = null;
        for (NDArray c : conditions) {
            NDArray mask = Np.broadcastTo(c.astype(DType.BOOL), x.shape());
            masks.add(mask);
            any = any == null ? mask : any.or(mask);
        }
        if (functions > n) {
            masks.add(any.not());
        }
        return masks;
    }

    // ---- masks

    static NDArray compress(NDArray mask, NDArray x, int axis) {
        if (mask.ndim() != 1) {
            throw new ShapeException(
                    "compress: a mask of shape " + Shape.text(mask.shape()) + "; it must have one dimension");
        }
        NDArray at = Np.flatnonzero(mask);
        long n = x.shape(Shape.axis("compress", axis, x.layout().shape()));
        if (at.size() > 0 && mask.size() > n && at.itemLong(-1) >= n) {
            throw new IndexException("compress: the mask is true at " + at.itemLong(-1) + ", and axis " + axis
                    + " of shape " + Shape.text(x.shape()) + " has " + n + " slices; leave the end of the mask out");
        }
        return Np.take(x, at, axis);
    }

    static void place(NDArray x, NDArray mask, NDArray values) {
        checkMask("place", x, mask);
        NDArray at = Np.cumsum(Np.ravel(mask.astype(DType.BOOL))).sub(1);
        write("place", x, mask, values, at);
    }

    static void putmask(NDArray x, NDArray mask, NDArray values) {
        checkMask("putmask", x, mask);
        if (values.size() == 0) {
            return;
        }
        write("putmask", x, mask, values, new NDArray(Graph.iota(DType.INT64, x.size())));
    }

    private static void checkMask(String name, NDArray x, NDArray mask) {
        Assignment.checkWritable(name, x);
        if (mask.size() != x.size()) {
            throw new ShapeException(name + ": a mask of shape " + Shape.text(mask.shape()) + " for an array of shape "
                    + Shape.text(x.shape()) + "; they must have as many elements");
        }
    }

    /** Writes {@code values[at mod their number]} where a mask is true. */
    private static void write(String name, NDArray x, NDArray mask, NDArray values, NDArray at) {
        NDArray condition = Np.reshape(mask.astype(DType.BOOL), x.shape());
        if (x.size() == 0) {
            return;
        }
        NDArray flat = Np.ravel(values.astype(x.dtype()));
        if (flat.size() == 0) {
            if (Np.any(condition).itemBoolean()) {
                throw new ShapeException(name + ": no values to write; give at least one");
            }
            return;
        }
        NDArray chosen = Np.reshape(Np.take(flat, at, 0, "wrap"), x.shape());
        x.assign(() -> Np.where(condition, chosen, x).node());
    }

    static void fillDiagonal(NDArray x, Object value, boolean wrap) {
        Assignment.checkWritable("fillDiagonal", x);
        long[] shape = x.shape();
        if (shape.length < 2
                || shape.length > 2 && Arrays.stream(shape).distinct().count() > 1) {
            throw new ShapeException("fillDiagonal: an array of shape " + Shape.text(shape)
                    + "; two axes are needed, or more of one length");
        }
        NDArray v = Np.ravel(new NDArray(Graph.copy(Fill.node("fillDiagonal", x.dtype(), value, x.place()))));
        long written = 0;
        long step = shape[1] + 1;
        for (long row = 0; row == 0 || wrap && shape.length == 2 && row < shape[0]; row += step) {
            NDArray diagonal = diagonal(row == 0 ? x : x.get(Slice.from(row)));
            NDArray at = new NDArray(Graph.iota(DType.INT64, diagonal.size())).add(written);
            if (diagonal.size() > 0) {
                diagonal.set(Np.take(v, at, 0, "wrap"));
            }
            written += diagonal.size();
        }
    }

    private static NDArray diagonal(NDArray x) {
        Layout l = x.layout();
        long stride = Arrays.stream(l.strides()).sum();
        long n = Arrays.stream(l.shape()).min().orElse(0);
        return x.view(new Layout(new long[] {n}, new long[] {stride}, l.offset()));
    }

    static NDArray trimZeros(NDArray x, String ends) {
        return trimZeros(x, ends, Shape.allAxes(x.ndim()));
    }

    static NDArray trimZeros(NDArray x, String ends, int... axes) {
        String trim = ends.toLowerCase(Locale.ROOT);
        if (!List.of("f", "b", "fb", "bf").contains(trim)) {
            throw new ArrayException("trimZeros: unknown ends \"" + ends + "\"; known are \"f\", \"b\" and \"fb\"");
        }
        NDArray trimmed = x;
        Object[] index = new Object[x.ndim()];
        Arrays.fill(index, Slice.all());
        for (int axis : axes) {
            int[] others = Arrays.stream(Shape.allAxes(x.ndim()))
                    .filter(i -> i != axis)
                    .toArray();
            NDArray some = x.astype(DType.BOOL);
            long[] found =
                    Np.flatnonzero(others.length == 0 ? some : some.any(others)).toLongArray();
            long from = found.length == 0 ? 0 : found[0];
            long to = found.length == 0 ? 0 : found[found.length - 1] + 1;
            boolean all = found.length > 0;
            index[axis] =
                    Slice.of(all && !trim.contains("f") ? 0 : from, all && !trim.contains("b") ? x.shape(axis) : to);
        }
        return index.length == 0 ? trimmed : trimmed.get(index);
    }

    // ---- bits

    private static boolean isBig(String name, String bitorder) {
        if (!bitorder.equals("big") && !bitorder.equals("little")) {
            throw new ArrayException(
                    name + ": unknown bitorder \"" + bitorder + "\"; known are \"big\" and \"little\"");
        }
        return bitorder.equals("big");
    }

    /** 7, 6 … 0, or 0, 1 … 7. */
    private static NDArray shifts(boolean big) {
        NDArray up = new NDArray(Graph.iota(DType.UINT8, 8));
        return big ? Np.flip(up) : up;
    }

    static NDArray packbits(NDArray x, int axis, String bitorder) {
        boolean big = isBig("packbits", bitorder);
        if (x.dtype().isInexact()) {
            throw new DTypeException("packbits: the elements are " + x.dtype() + "; they must be bool or integers");
        }
        if (x.ndim() == 0) {
            return packbits(Np.ravel(x), axis, bitorder);
        }
        int a = Shape.axis("packbits", axis, x.layout().shape());
        NDArray last = Sorting.last(x, a);
        long n = x.shape(a);
        long bytes = Math.ceilDiv(n, 8);
        long[][] more = new long[x.ndim()][2];
        more[x.ndim() - 1][1] = bytes * 8 - n;
        NDArray bits = Np.pad(last.astype(DType.BOOL), more, 0).astype(DType.UINT8);
        long[] shape = Arrays.copyOf(last.shape(), x.ndim() + 1);
        shape[x.ndim() - 1] = bytes;
        shape[x.ndim()] = 8;
        NDArray packed =
                Np.reshape(bits, shape).shl(shifts(big)).sum(Np.axis(-1).dtype(DType.UINT8));
        return Np.moveaxis(packed, -1, a);
    }

    static NDArray unpackbits(NDArray x, int axis, @Nullable Long count, String bitorder) {
        boolean big = isBig("unpackbits", bitorder);
        if (x.dtype() != DType.UINT8) {
            throw new DTypeException("unpackbits: the elements are " + x.dtype() + "; they must be uint8");
        }
        if (x.ndim() == 0) {
            return unpackbits(Np.ravel(x), axis, count, bitorder);
        }
        int a = Shape.axis("unpackbits", axis, x.layout().shape());
        NDArray last = Sorting.last(x, a);
        long[] shape = last.shape();
        NDArray bits = Np.expandDims(last, -1).shr(shifts(big)).and(1);
        shape[shape.length - 1] *= 8;
        NDArray unpacked = Np.moveaxis(Np.reshape(bits, shape), -1, a);
        if (count == null) {
            return unpacked;
        }
        long n = shape[shape.length - 1];
        long wanted = count < 0 ? n + count : count;
        if (wanted < 0) {
            throw new ArrayException(
                    "unpackbits: count is " + count + " of " + n + " bits; it must be " + -n + " or more");
        }
        if (wanted > n) {
            long[][] more = new long[x.ndim()][2];
            more[a][1] = wanted - n;
            return Np.pad(unpacked, more, 0);
        }
        Object[] index = new Object[a + 1];
        Arrays.fill(index, Slice.all());
        index[a] = Slice.to(wanted);
        return unpacked.get(index);
    }

    // ---- numbers of elements

    static List<NDArray> unravelIndex(NDArray numbers, long... shape) {
        long[] checked = Shape.check("unravelIndex", shape);
        NDArray rest = inRange("unravelIndex", numbers, Shape.size(checked), "raise");
        List<NDArray> places = new ArrayList<>();
        for (int a = shape.length - 1; a >= 0; a--) {
            places.add(0, a == 0 ? rest : rest.mod(shape[a]));
            rest = a == 0 ? rest : rest.floorDiv(shape[a]);
        }
        return places;
    }

    static NDArray ravelMultiIndex(List<NDArray> places, long[] shape, String mode) {
        Shape.check("ravelMultiIndex", shape);
        if (places.size() != shape.length || shape.length == 0) {
            throw new AxisException("ravelMultiIndex: " + places.size() + " arrays of places for shape "
                    + Shape.text(shape) + "; give one for each axis");
        }
        NDArray number = inRange("ravelMultiIndex", places.get(0), shape[0], mode);
        for (int a = 1; a < shape.length; a++) {
            number = number.mul(shape[a]).add(inRange("ravelMultiIndex", places.get(a), shape[a], mode));
        }
        return number;
    }
}
