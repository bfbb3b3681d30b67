package io.github.tornadoarrays.device;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.rng.Draw;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The routines of a device, as kernels of this package. What has no kernel, or is too large for one whose indices are int32, is
 * left to another library.
 */
public final class DeviceLibrary implements Library {
    private static final List<Long> ANY = List.of();

    /** Lines shorter than this are not worth a group each. */
    private static final int SHORT = 512;

    private final Engine engine;
    private final Library borrowed;
    private final boolean checked;
    private final SortRoutines sorting;
    private final Transforms transforms;
    private final ConcurrentHashMap<String, Routine> routines = new ConcurrentHashMap<>();

    /** @param checked whether indices and divisors in the kernels are checked */
    public DeviceLibrary(Engine engine, Library borrowed, boolean checked) {
        this.engine = engine;
        this.borrowed = borrowed;
        this.checked = checked;
        this.sorting = new SortRoutines(engine, this);
        this.transforms = new DeviceTransforms(engine, this, borrowed.transforms());
    }

    Routine routine(Class<?> owner, String name) {
        return routines.computeIfAbsent(
                owner.getSimpleName() + "." + name, k -> Routine.of(engine, owner, name, checked));
    }

    private static boolean fits(Buffer... buffers) {
        for (Buffer b : buffers) {
            if (b.length() * b.dtype().parts() > HostBuffer.MAX_ARRAY) {
                return false;
            }
        }
        return true;
    }

    // ---- products

    @Override
    public @Nullable Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb) {
        Buffer product = engine.multiply(a, la, b, lb);
        return product != null ? product : ownProduct(a, la, b, lb);
    }

    private @Nullable Buffer ownProduct(Buffer a, Layout la, Buffer b, Layout lb) {
        int r = la.rank();
        long[] lead = java.util.Arrays.copyOf(la.shape(), r - 2);
        long m = la.shape()[r - 2];
        long k = la.shape()[r - 1];
        long n = lb.shape()[r - 1];
        long pairs = 1;
        for (long e : lead) {
            pairs *= e;
        }
        DType type = a.dtype();
        if (!fits(a, b) || pairs * m * n * type.parts() > HostBuffer.MAX_ARRAY || pairs > 65535) {
            return null;
        }
        Buffer c = engine.allocate(type, pairs * m * n);
        if (c.length() == 0) {
            return c;
        }
        Buffer offsetsA = offsets(la, lead, pairs);
        Buffer offsetsB = offsets(lb, lead, pairs);
        long rowA = la.strides()[r - 2];
        long columnA = la.strides()[r - 1];
        long rowB = lb.strides()[r - 2];
        long columnB = lb.strides()[r - 1];
        if (type.isComplex()) {
            routine(ProductKernels.class, "complex")
                    .run(
                            type.part(),
                            List.of(pairs, m, n),
                            ANY,
                            a,
                            b,
                            c,
                            offsetsA,
                            offsetsB,
                            rowA,
                            columnA,
                            rowB,
                            columnB,
                            pairs,
                            m,
                            n,
                            k);
        } else {
            long side = ProductKernels.SIDE;
            long across = Math.ceilDiv(n, ProductKernels.TILE) * side;
            long down = Math.ceilDiv(m, ProductKernels.TILE) * side;
            routine(ProductKernels.class, "tiles")
                    .run(
                            type,
                            List.of(across, down, pairs),
                            List.of(side, side, 1L),
                            a,
                            b,
                            c,
                            offsetsA,
                            offsetsB,
                            rowA,
                            columnA,
                            rowB,
                            columnB,
                            m,
                            n,
                            k);
        }
        engine.release(offsetsA);
        engine.release(offsetsB);
        return c;
    }

    /** Where the matrices of a stack start; int32. */
    private Buffer offsets(Layout layout, long[] lead, long pairs) {
        int[] at = new int[(int) pairs];
        for (int p = 0; p < at.length; p++) {
            long rest = p;
            long offset = layout.offset();
            for (int d = lead.length - 1; d >= 0; d--) {
                offset += rest % lead[d] * layout.strides()[d];
                rest /= lead[d];
            }
            at[p] = (int) offset;
        }
        return engine.fromHost(HostBuffer.of(DType.INT32, pairs, at));
    }

    @Override
    public LinearAlgebra linearAlgebra() {
        return engine.linearAlgebra(new DeviceLinearAlgebra(engine, this, borrowed.linearAlgebra()));
    }

    // ---- running folds

    @Override
    public Buffer scan(FoldOp op, Buffer in, long outer, long n, long inner) {
        if (!fits(in)) {
            return borrowed.scan(op, in, outer, n, inner);
        }
        Buffer out = engine.allocate(in.dtype(), in.length());
        if (in.length() == 0) {
            return out;
        }
        int code = switch (op) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> 2;
            case MIN -> 3;
            default -> throw new IllegalArgumentException("a running " + op);
        };
        DType type = in.dtype().part();
        long lines = outer * inner;
        if (in.dtype().isComplex()) {
            routine(ScanKernels.class, "complexLines").run(type, List.of(lines), ANY, in, out, lines, n, inner, code);
        } else if (inner > 1 || n < SHORT) {
            routine(ScanKernels.class, "lines").run(type, List.of(lines), ANY, in, out, lines, n, inner, code);
        } else {
            rows(type, in, out, outer, n, code);
        }
        return out;
    }

    /** Running folds of rows. */
    void rows(DType type, Buffer in, Buffer out, long rows, long n, int op) {
        long tiles = Math.ceilDiv(n, ScanKernels.TILE);
        List<Long> items = List.of(rows * tiles * ScanKernels.GROUP);
        List<Long> group = List.of((long) ScanKernels.GROUP);
        Buffer before = in;
        if (tiles > 1) {
            Buffer totals = engine.allocate(type, rows * tiles);
            routine(ScanKernels.class, "folds").run(type, items, group, in, totals, n, tiles, op);
            before = engine.allocate(type, rows * tiles);
            rows(type, totals, before, rows, tiles, op);
            engine.release(totals);
        }
        routine(ScanKernels.class, "tiles").run(type, items, group, in, out, before, n, tiles, op);
        if (before != in) {
            engine.release(before);
        }
    }

    // ---- order

    @Override
    public Buffer sort(Buffer x, long rows, long n) {
        return ours(x) ? sorting.sort(x, rows, n) : borrowed.sort(x, rows, n);
    }

    @Override
    public Buffer argsort(Buffer x, long rows, long n) {
        return ours(x) ? sorting.argsort(x, rows, n) : borrowed.argsort(x, rows, n);
    }

    @Override
    public Buffer search(Buffer sorted, Buffer x, boolean right) {
        return ours(sorted) && ours(x) ? sorting.search(sorted, x, right) : borrowed.search(sorted, x, right);
    }

    private boolean ours(Buffer x) {
        return fits(x) && !x.dtype().isComplex() && engine.computes(x.dtype());
    }

    // ---- selections

    /** The trues up to the end of each tile. */
    private Buffer ends(Buffer mask) {
        long tiles = Math.ceilDiv(mask.length(), SelectKernels.TILE);
        Buffer counts = engine.allocate(DType.INT32, tiles);
        routine(SelectKernels.class, "counts")
                .run(DType.FLOAT64, tileItems(tiles), tileGroup(), mask, counts, mask.length());
        Buffer ends = engine.allocate(DType.INT32, tiles);
        rows(DType.INT32, counts, ends, 1, tiles, 0);
        engine.release(counts);
        return ends;
    }

    private static List<Long> tileItems(long tiles) {
        return List.of(tiles * SelectKernels.GROUP);
    }

    private static List<Long> tileGroup() {
        return List.of((long) SelectKernels.GROUP);
    }

    private long last(Buffer ends) {
        HostBuffer one = HostBuffer.allocate(DType.INT32, 1);
        engine.read(ends, ends.length() - 1, one, 0, 1);
        return one.getLong(0);
    }

    @Override
    public Buffer positions(Buffer mask) {
        if (!fits(mask)) {
            return borrowed.positions(mask);
        }
        if (mask.length() == 0) {
            return engine.allocate(DType.INT64, 0);
        }
        Buffer ends = ends(mask);
        Buffer out = engine.allocate(DType.INT64, last(ends));
        if (out.length() > 0) {
            routine(SelectKernels.class, "positions")
                    .run(DType.FLOAT64, tileItems(ends.length()), tileGroup(), mask, out, ends, mask.length());
        }
        engine.release(ends);
        return out;
    }

    @Override
    public @Nullable Buffer pack(Buffer mask, Buffer x) {
        if (x.dtype().isComplex() || !fits(mask)) {
            return null;
        }
        if (mask.length() == 0) {
            return engine.allocate(x.dtype(), 0);
        }
        Buffer ends = ends(mask);
        Buffer out = engine.allocate(x.dtype(), last(ends));
        if (out.length() > 0) {
            routine(SelectKernels.class, "pack")
                    .run(x.dtype(), tileItems(ends.length()), tileGroup(), mask, x, out, ends, mask.length());
        }
        engine.release(ends);
        return out;
    }

    // ---- counts

    /** Makes all elements 0. */
    void zero(Buffer x) {
        if (x.length() > 0) {
            routine(CountKernels.class, "zeros").run(x.dtype(), List.of(x.length()), ANY, x);
        }
    }

    @Override
    public Buffer count(Buffer x, long bins) {
        if (!fits(x) || bins > HostBuffer.MAX_ARRAY) {
            return borrowed.count(x, bins);
        }
        Buffer counts = engine.allocate(DType.INT64, bins);
        if (bins == 0) {
            return counts;
        }
        zero(counts);
        if (x.length() == 0) {
            return counts;
        }
        long group = CountKernels.GROUP;
        if (bins <= CountKernels.SHARED) {
            long groups = Math.ceilDiv(x.length(), CountKernels.SPAN);
            routine(CountKernels.class, "shared")
                    .run(x.dtype(), List.of(groups * group), List.of(group), x, counts, x.length(), bins);
        } else {
            long items = Math.ceilDiv(x.length(), group) * group;
            routine(CountKernels.class, "global").run(x.dtype(), List.of(items), List.of(group), x, counts, x.length());
        }
        return counts;
    }

    @Override
    public Buffer weigh(Buffer x, Buffer weights, long bins) {
        if (!fits(x) || bins > HostBuffer.MAX_ARRAY) {
            return borrowed.weigh(x, weights, bins);
        }
        Buffer sums = engine.allocate(DType.FLOAT64, bins);
        if (bins == 0) {
            return sums;
        }
        zero(sums);
        if (x.length() > 0) {
            long group = CountKernels.GROUP;
            long items = Math.ceilDiv(x.length(), group) * group;
            routine(CountKernels.class, "weigh")
                    .run(DType.FLOAT64, List.of(items), List.of(group), x, weights, sums, x.length());
        }
        return sums;
    }

    // ---- writes

    @Override
    public void put(Buffer to, Buffer places, long n, Layout block, Buffer values) {
        if (!fits(to, places, values)) {
            borrowed.put(to, places, n, block, values);
            return;
        }
        if (n == 0 || block.size() == 0) {
            return;
        }
        Buffer last = engine.allocate(DType.INT32, to.length());
        routine(PutKernels.class, "nobody").run(DType.FLOAT64, List.of(to.length()), ANY, last);
        long group = CountKernels.GROUP;
        routine(PutKernels.class, "claim")
                .run(DType.FLOAT64, List.of(Math.ceilDiv(n, group) * group), List.of(group), places, last, n);
        int[] offsets = new int[(int) block.size()];
        for (int j = 0; j < offsets.length; j++) {
            long rest = j;
            long offset = 0;
            for (int d = block.rank() - 1; d >= 0; d--) {
                offset += rest % block.shape()[d] * block.strides()[d];
                rest /= block.shape()[d];
            }
            offsets[j] = (int) offset;
        }
        Buffer there = engine.fromHost(HostBuffer.of(DType.INT32, offsets.length, offsets));
        routine(PutKernels.class, "write")
                .run(
                        to.dtype().part(),
                        List.of(n, block.size()),
                        ANY,
                        to,
                        places,
                        last,
                        values,
                        there,
                        n,
                        block.size(),
                        to.dtype().parts());
        engine.release(last);
        engine.release(there);
    }

    // ---- random draws

    private Buffer draw(String kernel, DType type, DType as, long length, int each, Object... arguments) {
        Buffer out = engine.allocate(type, length);
        long blocks = Math.ceilDiv(length, each);
        if (blocks > 0) {
            Object[] all = new Object[2 + arguments.length];
            all[0] = out;
            all[1] = blocks;
            System.arraycopy(arguments, 0, all, 2, arguments.length);
            routine(DrawKernels.class, kernel).run(as, List.of(blocks), ANY, all);
        }
        return out;
    }

    @Override
    public Buffer uniform(DType type, long length, long key, long draw) {
        if (length > HostBuffer.MAX_ARRAY) {
            return borrowed.uniform(type, length, key, draw);
        }
        return type == DType.FLOAT32
                ? draw("uniform32", type, DType.FLOAT64, length, 4, key, draw)
                : draw("uniform64", type, DType.FLOAT64, length, 2, key, draw);
    }

    @Override
    public Buffer normal(DType type, long length, long key, long draw) {
        if (length > HostBuffer.MAX_ARRAY) {
            return borrowed.normal(type, length, key, draw);
        }
        return type == DType.FLOAT32
                ? draw("normal32", type, DType.FLOAT64, length, 4, key, draw)
                : draw("normal64", type, DType.FLOAT64, length, 2, key, draw);
    }

    @Override
    public Buffer integers(DType type, long length, long key, long draw, long low, long range) {
        if (length > HostBuffer.MAX_ARRAY) {
            return borrowed.integers(type, length, key, draw, low, range);
        }
        return Draw.isNarrow(range)
                ? draw("narrow", type, type, length, 2, key, draw, low, range)
                : draw("wide", type, type, length, 1, key, draw, low, range);
    }

    @Override
    public Buffer bits(long start, long length, long key, long draw) {
        if (length > HostBuffer.MAX_ARRAY) {
            return borrowed.bits(start, length, key, draw);
        }
        long skip = start % 2;
        Buffer out = engine.allocate(DType.INT64, length);
        if (length > 0) {
            long blocks = Math.ceilDiv(length + skip, 2);
            routine(DrawKernels.class, "bits64")
                    .run(DType.FLOAT64, List.of(blocks), ANY, out, blocks, start / 2, skip, key, draw);
        }
        return out;
    }

    // ---- Fourier transforms

    @Override
    public Transforms transforms() {
        return transforms;
    }
}
