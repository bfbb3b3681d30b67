package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.Library;
import io.github.tornadoarrays.engine.Transforms;
import io.github.tornadoarrays.ir.FoldOp;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The host's routines for a device that lacks them: operands are copied to the host, results back. */
final class BorrowedLibrary implements Library {
    private final Engine engine;
    private final Library host;
    private final Set<String> borrowed = new TreeSet<>();

    BorrowedLibrary(Engine engine, Library host) {
        this.engine = engine;
        this.host = host;
    }

    /** The operations that the host has done for the device. */
    String borrowed() {
        synchronized (borrowed) {
            return String.join(", ", borrowed);
        }
    }

    private void borrow(String operation) {
        synchronized (borrowed) {
            if (!borrowed.add(operation)) {
                return;
            }
        }
        Tracing.borrowed(operation, engine);
    }

    private HostBuffer in(Buffer buffer) {
        return Engines.toHost(buffer);
    }

    private Buffer out(Buffer result) {
        return engine.fromHost((HostBuffer) result);
    }

    @Override
    public @Nullable Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb) {
        borrow("matmul");
        Buffer product = host.multiply(in(a), la, in(b), lb);
        return product == null ? null : out(product);
    }

    @Override
    public Buffer scan(FoldOp op, Buffer in, long outer, long n, long inner) {
        borrow("running folds");
        return out(host.scan(op, in(in), outer, n, inner));
    }

    @Override
    public Buffer sort(Buffer x, long rows, long n) {
        borrow("sort");
        return out(host.sort(in(x), rows, n));
    }

    @Override
    public Buffer argsort(Buffer x, long rows, long n) {
        borrow("argsort");
        return out(host.argsort(in(x), rows, n));
    }

    @Override
    public Buffer search(Buffer sorted, Buffer x, boolean right) {
        borrow("searchsorted");
        return out(host.search(in(sorted), in(x), right));
    }

    @Override
    public Buffer positions(Buffer mask) {
        borrow("nonzero");
        return out(host.positions(in(mask)));
    }

    @Override
    public @Nullable Buffer pack(Buffer mask, Buffer x) {
        borrow("selection by a mask");
        Buffer packed = host.pack(in(mask), in(x));
        return packed == null ? null : out(packed);
    }

    @Override
    public Buffer count(Buffer x, long bins) {
        borrow("bincount");
        return out(host.count(in(x), bins));
    }

    @Override
    public Buffer weigh(Buffer x, Buffer weights, long bins) {
        borrow("bincount with weights");
        return out(host.weigh(in(x), in(weights), bins));
    }

    @Override
    public void put(Buffer to, Buffer places, long n, Layout block, Buffer values) {
        borrow("writes at index arrays");
        HostBuffer copy = in(to);
        host.put(copy, in(places), n, block, in(values));
        engine.write(copy, 0, to, 0, to.length() * to.dtype().parts());
    }

    @Override
    public Buffer uniform(DType type, long length, long key, long draw) {
        borrow("uniform random numbers");
        return out(host.uniform(type, length, key, draw));
    }

    @Override
    public Buffer normal(DType type, long length, long key, long draw) {
        borrow("normal random numbers");
        return out(host.normal(type, length, key, draw));
    }

    @Override
    public Buffer integers(DType type, long length, long key, long draw, long low, long range) {
        borrow("random integers");
        return out(host.integers(type, length, key, draw, low, range));
    }

    @Override
    public Buffer weighted(double[] p, long length, long key, long draw) {
        borrow("random choices");
        return out(host.weighted(p, length, key, draw));
    }

    @Override
    public Buffer permutation(long n, long key, long draw) {
        borrow("permutations");
        return out(host.permutation(n, key, draw));
    }

    @Override
    public Buffer choice(long n, long k, long key, long draw) {
        borrow("random choices");
        return out(host.choice(n, k, key, draw));
    }

    @Override
    public Buffer choice(double[] p, long k, long key, long draw) {
        borrow("random choices");
        return out(host.choice(p, k, key, draw));
    }

    @Override
    public Transforms transforms() {
        return new Transforms() {
            @Override
            public Buffer complex(Buffer x, long outer, long[] n, long inner, boolean forward, double scale) {
                borrow("Fourier transforms");
                return out(host.transforms().complex(in(x), outer, n, inner, forward, scale));
            }

            @Override
            public Buffer fromReal(Buffer x, long outer, long[] n, double scale) {
                borrow("Fourier transforms");
                return out(host.transforms().fromReal(in(x), outer, n, scale));
            }

            @Override
            public Buffer toReal(Buffer x, long outer, long n, double scale) {
                borrow("Fourier transforms");
                return out(host.transforms().toReal(in(x), outer, n, scale));
            }
        };
    }
}
