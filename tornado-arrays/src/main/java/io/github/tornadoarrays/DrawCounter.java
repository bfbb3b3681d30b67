package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.rng.Draw;
import io.github.tornadoarrays.rng.Philox;
import io.github.tornadoarrays.run.Engines;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** A key, and how many arrays were drawn with it: what the package {@code rng} defines. A step is a draw. */
final class DrawCounter implements Generator {
    static final String NAME = "draws";

    /** The draw from whose blocks the keys of children are; no array is drawn by this number. */
    private static final long CHILDREN = -1;

    private final long key;
    private final AtomicLong draws;
    private final AtomicLong children;

    private DrawCounter(long key, long draws, long children) {
        this.key = key;
        this.draws = new AtomicLong(draws);
        this.children = new AtomicLong(children);
    }

    static DrawCounter seeded(long seed) {
        return new DrawCounter(Philox.key(seed), 0, 0);
    }

    @Override
    public Draw draw() {
        return new Draw(key, draws.getAndIncrement());
    }

    @Override
    public NDArray uniform(DType type, long[] shape) {
        Draw d = draw();
        return array(type, shape, Engines.library(null).uniform(type, Shape.size(shape), d.key(), d.id()));
    }

    @Override
    public NDArray integers(DType type, long low, long high, long[] shape) {
        Draw d = draw();
        long n = Shape.size(shape);
        return array(type, shape, Engines.library(null).integers(type, n, d.key(), d.id(), low, high - low + 1));
    }

    private static NDArray array(DType type, long[] shape, Buffer elements) {
        return new NDArray(Node.leaf(type, shape.clone(), elements));
    }

    @Override
    public void advance(BigInteger steps) {
        draws.addAndGet(steps.longValue());
    }

    @Override
    public Generator jumped(long times) {
        return new DrawCounter(key, draws.get() + (times << 40), 0);
    }

    @Override
    public List<Generator> spawn(int n) {
        long first = children.getAndAdd(n);
        return LongStream.range(first, first + n)
                .<Generator>mapToObj(i -> new DrawCounter(new Draw(key, CHILDREN).bits64(2 * i), 0, 0))
                .toList();
    }

    @Override
    public String state() {
        return NAME + " " + Long.toHexString(key) + " " + draws + " " + children;
    }

    static DrawCounter of(String[] state) {
        if (state.length != 4) {
            throw new IllegalArgumentException("it has " + (state.length - 1) + " numbers, not 3");
        }
        return new DrawCounter(
                Long.parseUnsignedLong(state[1], 16), Long.parseLong(state[2]), Long.parseLong(state[3]));
    }

    @Override
    public String toString() {
        return "key " + Long.toHexString(key) + ", " + draws + " draws";
    }
}
