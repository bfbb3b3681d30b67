package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.ir.FoldOp;
import org.jspecify.annotations.Nullable;

/** The routines of a device that has no atomic operations but additions: those that need others are borrowed. */
record WithoutAtomics(Library own, Library borrowed) implements Library {
    @Override
    public void put(Buffer to, Buffer places, long n, Layout block, Buffer values) {
        borrowed.put(to, places, n, block, values);
    }

    @Override
    public Buffer count(Buffer x, long bins) {
        return borrowed.count(x, bins);
    }

    @Override
    public Buffer weigh(Buffer x, Buffer weights, long bins) {
        return borrowed.weigh(x, weights, bins);
    }

    @Override
    public Buffer sort(Buffer x, long rows, long n) {
        return borrowed.sort(x, rows, n);
    }

    @Override
    public Buffer argsort(Buffer x, long rows, long n) {
        return borrowed.argsort(x, rows, n);
    }

    // ---- as they are

    @Override
    public Buffer search(Buffer sorted, Buffer x, boolean right) {
        return own.search(sorted, x, right);
    }

    @Override
    public @Nullable Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb) {
        return own.multiply(a, la, b, lb);
    }

    @Override
    public LinearAlgebra linearAlgebra() {
        return own.linearAlgebra();
    }

    @Override
    public Buffer scan(FoldOp op, Buffer in, long outer, long n, long inner) {
        return own.scan(op, in, outer, n, inner);
    }

    @Override
    public Buffer positions(Buffer mask) {
        return own.positions(mask);
    }

    @Override
    public @Nullable Buffer pack(Buffer mask, Buffer x) {
        return own.pack(mask, x);
    }

    @Override
    public Buffer uniform(DType type, long length, long key, long draw) {
        return own.uniform(type, length, key, draw);
    }

    @Override
    public Buffer normal(DType type, long length, long key, long draw) {
        return own.normal(type, length, key, draw);
    }

    @Override
    public Buffer integers(DType type, long length, long key, long draw, long low, long range) {
        return own.integers(type, length, key, draw, low, range);
    }

    @Override
    public Buffer bits(long start, long length, long key, long draw) {
        return own.bits(start, length, key, draw);
    }

    @Override
    public Transforms transforms() {
        return own.transforms();
    }
}
