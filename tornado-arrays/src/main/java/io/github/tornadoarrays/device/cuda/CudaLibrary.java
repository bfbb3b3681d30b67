package io.github.tornadoarrays.device.cuda;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.ir.FoldOp;
import io.github.tornadoarrays.ir.Op;
import org.jspecify.annotations.Nullable;

/** The routines of an NVIDIA card: kernels of its own where those are faster, else another library's. */
public final class CudaLibrary implements Library {
    private final Sources sources;
    private final Library others;
    private final Transforms transforms;

    /** @param others the library of all devices, for the same card */
    public CudaLibrary(DriverEngine card, Library others) {
        this.sources = new Sources(card);
        this.others = others;
        this.transforms = new CudaTransforms(sources, others.transforms());
    }

    @Override
    public @Nullable Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb) {
        return others.multiply(a, la, b, lb);
    }

    @Override
    public LinearAlgebra linearAlgebra() {
        return others.linearAlgebra();
    }

    @Override
    public Buffer scan(FoldOp op, Buffer in, long outer, long n, long inner) {
        return Scan.has(in.dtype(), outer, n, inner)
                ? Scan.run(sources, op, in, outer, n)
                : others.scan(op, in, outer, n, inner);
    }

    @Override
    public Buffer sort(Buffer x, long rows, long n) {
        return RadixSort.has(x.dtype(), rows, n) ? RadixSort.run(sources, x, rows, n, false) : others.sort(x, rows, n);
    }

    @Override
    public Buffer argsort(Buffer x, long rows, long n) {
        return RadixSort.has(x.dtype(), rows, n)
                ? RadixSort.run(sources, x, rows, n, true)
                : others.argsort(x, rows, n);
    }

    @Override
    public Buffer search(Buffer sorted, Buffer x, boolean right) {
        return others.search(sorted, x, right);
    }

    @Override
    public Buffer positions(Buffer mask) {
        return Select.positions(sources, mask);
    }

    @Override
    public Buffer pack(Buffer mask, Buffer x) {
        return Select.pack(sources, mask, x);
    }

    @Override
    public @Nullable Buffer packWhere(Op op, Buffer x, long number) {
        return Select.compares(sources, op, x.dtype(), x.length())
                ? Select.packWhere(sources, op, x, number)
                : others.packWhere(op, x, number);
    }

    @Override
    public Buffer count(Buffer x, long bins) {
        return Histogram.count(sources, x, bins);
    }

    @Override
    public Buffer weigh(Buffer x, Buffer weights, long bins) {
        return Histogram.weigh(sources, x, weights, bins);
    }

    @Override
    public long @Nullable [] extremes(Buffer x) {
        return Extremes.has(x.dtype())
                ? sources.engine().own(x).extremes(() -> Extremes.run(sources, x))
                : others.extremes(x);
    }

    @Override
    public void put(Buffer to, Buffer places, long n, Layout block, Buffer values) {
        others.put(to, places, n, block, values);
    }

    @Override
    public Buffer uniform(DType type, long length, long key, long draw) {
        return Draws.uniform(sources, type, length, key, draw);
    }

    @Override
    public Buffer normal(DType type, long length, long key, long draw) {
        return Draws.normal(sources, type, length, key, draw);
    }

    @Override
    public Buffer integers(DType type, long length, long key, long draw, long low, long range) {
        return Draws.integers(sources, type, length, key, draw, low, range);
    }

    @Override
    public Buffer bits(long start, long length, long key, long draw) {
        return others.bits(start, length, key, draw);
    }

    @Override
    public Transforms transforms() {
        return transforms;
    }
}
