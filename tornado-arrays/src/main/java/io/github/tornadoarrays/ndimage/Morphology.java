package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.Device;
import io.github.tornadoarrays.Kernel;
import io.github.tornadoarrays.NDArray;
import io.github.tornadoarrays.Np;
import io.github.tornadoarrays.Slice;
import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.scipy.Axes;
import io.github.tornadoarrays.scipy.Parts;
import io.github.tornadoarrays.scipy.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks: eroded, dilated, taken apart, measured. */
final class Morphology {
    private static final Kernel BEGIN = Kernel.of(LabelKernels::begin);
    private static final Kernel JOIN = Kernel.of(LabelKernels::join);
    private static final Kernel JOIN_PARTS = Kernel.of(LabelKernels::joinParts);
    private static final Kernel JOIN_BORDERS = Kernel.of(LabelKernels::joinBorders);
    private static final Kernel COUNT_FIRSTS = Kernel.of(LabelKernels::countFirsts);
    private static final Kernel NUMBER = Kernel.of(LabelKernels::number);
    private static final Kernel LABEL = Kernel.of(LabelKernels::label);
    private static final Kernel FLATTEN = Kernel.of(LabelKernels::flatten);
    private static final Kernel BOUNDS = Kernel.of(LabelKernels::bounds);
    private static final Kernel NEAREST = Kernel.of(LabelKernels::nearest);

    private Morphology() {}

    // ---- erosion and dilation

    /** The neighbours along the axes, and those that take so many steps along different ones. */
    static NDArray structure(int rank, int connectivity) {
        if (rank < 0) {
            throw new ArrayException("generateBinaryStructure: " + rank + " axes; give 0 or more");
        }
        long[] shape = new long[rank];
        Arrays.fill(shape, 3);
        boolean[] all = new boolean[(int) Shape.size(shape)];
        for (int i = 0; i < all.length; i++) {
            int steps = 0;
            int rest = i;
            for (int a = 0; a < rank; a++) {
                steps += rest % 3 == 1 ? 0 : 1;
                rest /= 3;
            }
            all[i] = steps <= Math.max(1, connectivity);
        }
        return Np.asarray(all).reshape(shape);
    }

    /** Whether all, or any, of an element's neighbours are in the mask, so many times over; 0 times until nothing changes. */
    static NDArray repeated(
            String op, NDArray x, @Nullable NDArray structure, int iterations, boolean outside, boolean erodes) {
        if (iterations < 0) {
            throw new ArrayException(
                    op + ": " + iterations + " iterations; give 1 or more, or 0 until nothing changes");
        }
        NDArray mask = x.ne(0);
        if (x.ndim() == 0) {
            return mask;
        }
        NDArray shape = structure == null ? structure(x.ndim(), 1) : structure;
        if (shape.ndim() != x.ndim()) {
            throw new ShapeException(op + ": a structure of shape " + Shape.text(shape.shape()) + " for shape "
                    + Shape.text(x.shape()) + "; both need as many axes");
        }
        // a dilation looks at the structure the other way round, and one element aside where that has no middle
        int[] origin = new int[x.ndim()];
        for (int a = 0; !erodes && a < origin.length; a++) {
            origin[a] = shape.shape(a) % 2 == 0 ? -1 : 0;
        }
        Window window = Window.footprint(erodes ? shape : Np.flip(shape))
                .origin(origin)
                .border(Border.constant(outside ? 1 : 0));
        NDArray y = mask.astype(DType.FLOAT32).eval();
        for (int k = 0; iterations == 0 || k < iterations; k++) {
            NDArray next = Neighbours.extreme(op, y, window, !erodes).eval();
            boolean same = iterations == 0 && next.eq(y).all().itemBoolean();
            y = next;
            if (same) {
                break;
            }
        }
        return y.ne(0);
    }

    // ---- components

    record Components(NDArray labels, int count) {}

    static Components label(NDArray x, @Nullable NDArray structure) {
        int rank = x.ndim();
        if (x.dtype().isComplex()) {
            throw new DTypeException("label: not defined for " + x.dtype() + "; label x.ne(0)");
        }
        NDArray shape = structure == null ? structure(rank, 1) : structure.ne(0).to("host");
        if (shape.ndim() != rank || Arrays.stream(shape.shape()).anyMatch(n -> n != 3)) {
            throw new ShapeException("label: a structure of shape " + Shape.text(shape.shape()) + " for shape "
                    + Shape.text(x.shape()) + "; it needs 3 elements along each of " + rank + " axes");
        }
        if (!Np.flip(shape).eq(shape).all().itemBoolean()) {
            throw new ArrayException("label: the structure is not the same when turned round; if an element is a"
                    + " neighbour of another, that must be one of it");
        }
        if (x.size() == 0 || rank == 0) {
            NDArray labels = x.ne(0).astype(DType.INT32);
            return new Components(labels, x.size() > 0 && labels.itemLong() > 0 ? 1 : 0);
        }
        NDArray padded = Np.pad(x.ne(0), 1).eval();
        int[] extents = Axes.shape("label", padded);
        int[] strides = Neighbours.strides(extents);
        boolean[] is = shape.ravel().toBooleanArray();
        int[] offsets = new int[is.length / 2];
        int count = 0;
        for (int i = 0; i < is.length / 2; i++) {
            if (is[i]) {
                int rest = i;
                for (int a = rank - 1; a >= 0; a--) {
                    offsets[count] += (rest % 3 - 1) * strides[a];
                    rest /= 3;
                }
                count++;
            }
        }
        Object[] inner = new Object[rank];
        Arrays.fill(inner, Slice.of(1, -1));
        if (x.device().isHost()) {
            return labelled(padded, Arrays.copyOf(offsets, count), inner);
        }
        NDArray parent = Precision.empty(x, DType.INT32, padded.size());
        NDArray roots = Precision.empty(x, DType.INT32, padded.size());
        BEGIN.run(padded.ravel(), parent);
        if (count > 0) {
            JOIN.items(parent.size()).run(parent, Arrays.copyOf(offsets, count));
        }
        FLATTEN.run(parent, roots);
        try (var _ = Device.use(x.device())) {
            NDArray first = roots.eq(Np.arange(roots.size(), DType.INT32));
            NDArray number = first.astype(DType.INT32).cumsum().astype(DType.INT32);
            NDArray labels =
                    Np.where(roots.ge(0), number.get(Np.maximum(roots, 0)), 0).astype(DType.INT32);
            return new Components(
                    labels.reshape(padded.shape()).get(inner).copy().eval(), (int) number.itemLong(-1));
        }
    }

    /** By processors, each of which has a part of the elements. */
    private static Components labelled(NDArray padded, int[] offsets, Object[] inner) {
        int n = (int) padded.size();
        int parts = Parts.atMost(n >> 12);
        int[] bounds = Parts.bounds(n, parts);
        NDArray parent = Precision.empty(padded, DType.INT32, n);
        NDArray numbers = Precision.empty(padded, DType.INT32, n);
        NDArray labels = Precision.empty(padded, DType.INT32, n);
        NDArray counts = Precision.empty(padded, DType.INT32, parts + 1);
        JOIN_PARTS.run(padded.ravel(), parent, offsets, bounds);
        int reach = -Arrays.stream(offsets).min().orElse(0);
        if (parts > 1) {
            JOIN_BORDERS.run(parent, offsets, bounds, reach);
        }
        COUNT_FIRSTS.run(parent, bounds, counts);
        NDArray before = counts.cumsum().eval();
        NUMBER.run(parent, bounds, before, numbers);
        LABEL.run(parent, numbers, labels);
        return new Components(labels.reshape(padded.shape()).get(inner).copy().eval(), (int) before.itemLong(-1));
    }

    static List<Slice @Nullable []> objects(NDArray labels) {
        if (!labels.dtype().isInteger()) {
            throw new DTypeException("findObjects: labels are " + labels.dtype() + "; give those of label");
        }
        int most = labels.size() == 0 ? 0 : (int) Math.max(0, labels.max().itemLong());
        int rank = labels.ndim();
        List<Slice @Nullable []> all = new ArrayList<>();
        if (most == 0 || rank == 0) {
            return all;
        }
        NDArray bounds;
        try (var _ = Device.use(labels.device())) {
            NDArray none = Np.asarray(new int[] {Integer.MAX_VALUE, -1});
            bounds = Np.broadcastTo(none, (long) most * rank, 2).copy().ravel().eval();
        }
        NDArray flat = Precision.cast(labels, DType.INT32).ravel();
        BOUNDS.items(flat.size()).run(flat, Axes.shape("findObjects", labels), bounds);
        int[] b = bounds.toIntArray();
        for (int i = 0; i < most; i++) {
            Slice[] slices = new Slice[rank];
            for (int a = 0; a < rank; a++) {
                int at = 2 * (i * rank + a);
                slices[a] = Slice.of(b[at], b[at + 1] + 1L);
            }
            all.add(b[2 * i * rank + 1] < 0 ? null : slices);
        }
        return all;
    }

    // ---- distances

    static NDArray distances(NDArray x, double[] sampling) {
        Axes.count("distanceTransformEdt", "sampling", sampling.length, x);
        NDArray y = Np.where(x.ne(0), Double.POSITIVE_INFINITY, 0).eval();
        int[] shape = Axes.shape("distanceTransformEdt", x);
        for (int a = 0; a < shape.length && x.size() > 0; a++) {
            NDArray next = Np.emptyLike(y);
            NEAREST.run(
                    y.ravel(),
                    next.ravel(),
                    Axes.product(shape, 0, a),
                    shape[a],
                    Axes.product(shape, a + 1, shape.length),
                    Axes.each(sampling, a));
            y = next;
        }
        return y.sqrt();
    }
}
