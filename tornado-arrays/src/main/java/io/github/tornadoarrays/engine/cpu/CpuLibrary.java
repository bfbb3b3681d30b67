package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.ir.FoldOp;
import org.jspecify.annotations.Nullable;

/** The routines on host memory, by all workers. */
public final class CpuLibrary implements Library {
    private static final LinearAlgebra FACTORISATIONS = new CpuLinearAlgebra();
    private final Transforms transforms = new CpuTransforms();

    public CpuLibrary() {}

    @Override
    public @Nullable Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb) {
        return MatrixProducts.multiply((HostBuffer) a, la, (HostBuffer) b, lb);
    }

    @Override
    public LinearAlgebra linearAlgebra() {
        return FACTORISATIONS;
    }

    @Override
    public Buffer scan(FoldOp op, Buffer in, long outer, long n, long inner) {
        return RunningFolds.scan(op, (HostBuffer) in, outer, n, inner);
    }

    @Override
    public Buffer sort(Buffer x, long rows, long n) {
        return Sorts.sort((HostBuffer) x, rows, n);
    }

    @Override
    public Buffer argsort(Buffer x, long rows, long n) {
        return Sorts.argsort((HostBuffer) x, rows, n);
    }

    @Override
    public Buffer search(Buffer sorted, Buffer x, boolean right) {
        return Searches.search((HostBuffer) sorted, (HostBuffer) x, right);
    }

    @Override
    public Buffer positions(Buffer mask) {
        return Selections.positions((HostBuffer) mask);
    }

    @Override
    public @Nullable Buffer pack(Buffer mask, Buffer x) {
        return Selections.pack((HostBuffer) mask, (HostBuffer) x);
    }

    @Override
    public Buffer count(Buffer x, long bins) {
        return Counts.count((HostBuffer) x, Math.toIntExact(bins));
    }

    @Override
    public Buffer weigh(Buffer x, Buffer weights, long bins) {
        return Counts.weigh((HostBuffer) x, (HostBuffer) weights, Math.toIntExact(bins));
    }

    @Override
    public void put(Buffer to, Buffer places, long n, Layout block, Buffer values) {
        Scatter.write((HostBuffer) to, (HostBuffer) places, n, block, (HostBuffer) values);
    }

    @Override
    public Buffer uniform(DType type, long length, long key, long draw) {
        return Draws.uniform(type, length, key, draw);
    }

    @Override
    public Buffer normal(DType type, long length, long key, long draw) {
        return Draws.normal(type, length, key, draw);
    }

    @Override
    public Buffer integers(DType type, long length, long key, long draw, long low, long range) {
        return Draws.integers(type, length, key, draw, low, range);
    }

    @Override
    public Buffer bits(long start, long length, long key, long draw) {
        return Draws.bits(start, length, key, draw);
    }

    @Override
    public Transforms transforms() {
        return transforms;
    }
}
