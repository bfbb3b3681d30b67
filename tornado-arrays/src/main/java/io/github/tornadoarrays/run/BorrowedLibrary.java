package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.ir.FoldOp;
import org.jspecify.annotations.Nullable;

/** The host's routines for a device that lacks them: operands are copied to the host, results back. */
record BorrowedLibrary(Borrowing borrowing, Library host) implements Library {
    private HostBuffer in(Buffer buffer) {
        return borrowing.in(buffer);
    }

    private Buffer out(Buffer result) {
        return borrowing.out(result);
    }

    @Override
    public @Nullable Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb) {
        borrowing.begin("matmul", "", a, b);
        Buffer product = host.multiply(in(a), la, in(b), lb);
        return product == null ? null : out(product);
    }

    @Override
    public LinearAlgebra linearAlgebra() {
        return new BorrowedLinearAlgebra(borrowing, host.linearAlgebra(), "");
    }

    @Override
    public Buffer scan(FoldOp op, Buffer in, long outer, long n, long inner) {
        borrowing.begin("running folds", "", in);
        return out(host.scan(op, in(in), outer, n, inner));
    }

    @Override
    public Buffer sort(Buffer x, long rows, long n) {
        borrowing.begin("sort", "", x);
        return out(host.sort(in(x), rows, n));
    }

    @Override
    public Buffer argsort(Buffer x, long rows, long n) {
        borrowing.begin("argsort", "", x);
        return out(host.argsort(in(x), rows, n));
    }

    @Override
    public Buffer search(Buffer sorted, Buffer x, boolean right) {
        borrowing.begin("searchsorted", "", sorted, x);
        return out(host.search(in(sorted), in(x), right));
    }

    @Override
    public Buffer positions(Buffer mask) {
        borrowing.begin("nonzero", "", mask);
        return out(host.positions(in(mask)));
    }

    @Override
    public @Nullable Buffer pack(Buffer mask, Buffer x) {
        borrowing.begin("selection by a mask", "", mask, x);
        Buffer packed = host.pack(in(mask), in(x));
        return packed == null ? null : out(packed);
    }

    @Override
    public Buffer count(Buffer x, long bins) {
        borrowing.begin("bincount", "", x);
        return out(host.count(in(x), bins));
    }

    @Override
    public Buffer weigh(Buffer x, Buffer weights, long bins) {
        borrowing.begin("bincount with weights", "", x, weights);
        return out(host.weigh(in(x), in(weights), bins));
    }

    @Override
    public void put(Buffer to, Buffer places, long n, Layout block, Buffer values) {
        borrowing.begin("writes at index arrays", "", to, places, values);
        HostBuffer copy = in(to);
        host.put(copy, in(places), n, block, in(values));
        borrowing.back(copy, to);
    }

    @Override
    public Buffer uniform(DType type, long length, long key, long draw) {
        borrowing.note("uniform random numbers");
        return out(host.uniform(type, length, key, draw));
    }

    @Override
    public Buffer normal(DType type, long length, long key, long draw) {
        borrowing.note("normal random numbers");
        return out(host.normal(type, length, key, draw));
    }

    @Override
    public Buffer integers(DType type, long length, long key, long draw, long low, long range) {
        borrowing.note("random integers");
        return out(host.integers(type, length, key, draw, low, range));
    }

    @Override
    public Buffer bits(long start, long length, long key, long draw) {
        borrowing.note("random bits");
        return out(host.bits(start, length, key, draw));
    }

    @Override
    public Transforms transforms() {
        return new BorrowedTransforms(borrowing, host.transforms());
    }
}
