package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Origin;
import io.github.tornadoarrays.core.Place;
import java.lang.ref.Cleaner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Elements in the memory of a device. Whoever uses {@link #memory} keeps the buffer reachable meanwhile. */
public final class DriverBuffer implements Buffer {
    private final DriverEngine engine;
    private final DType dtype;
    private final long length;
    private volatile @Nullable Memory memory;

    /** What the pool knows the buffer by; null where the memory is not the pool's. */
    Pool.@Nullable Tracked tracked;

    /** The Java array that it is; null where it has memory of the pool. */
    @Nullable
    Lent lent;

    /** What gives memory back that is somebody else's. */
    Cleaner.@Nullable Cleanable owner;

    private volatile boolean shared;

    /** Of its integers, until they may have changed. */
    private volatile @Nullable Extremes extremes;

    DriverBuffer(DriverEngine engine, DType dtype, long length, Memory memory) {
        this.engine = engine;
        this.dtype = dtype;
        this.length = length;
        this.memory = memory;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Place place() {
        return engine;
    }

    /** Where they are. */
    public Memory memory() {
        Memory m = memory;
        if (m == null) {
            throw new IllegalStateException(engine.name() + ": the buffer was released");
        }
        return m;
    }

    @Override
    public void describe(long[] shape, @Nullable Origin made) {
        Pool.Tracked t = tracked;
        if (t != null) {
            t.describe(shape, made);
        }
    }

    /** Says that somebody outside has the memory: it comes back when the buffer is unreachable and not before. */
    public void share() {
        shared = true;
    }

    boolean isShared() {
        return shared;
    }

    /** Says that its elements are about to change. */
    void change() {
        extremes = null;
    }

    /** The least and the most of its integers: what was found before, unless they may have changed since, else what {@code find} gives. */
    public long[] extremes(Supplier<long[]> find) {
        if (shared || lent != null || owner != null || engine.records()) {
            return find.get();
        }
        Extremes known = extremes;
        if (known == null || known.found == null) {
            known = new Extremes();
            // before they are looked at, so that a change meanwhile takes it away
            extremes = known;
            known.found = find.get();
        }
        return known.found;
    }

    private static final class Extremes {
        volatile long @Nullable [] found;
    }

    void forget() {
        memory = null;
    }

    /** How many graphs have it, and whether it was released meanwhile; guarded by this. */
    private int holds;

    private boolean released;

    /** Keeps the memory for a graph, also when it is released. */
    synchronized void hold() {
        holds++;
    }

    /** Whether a graph has it, or is about to as it is being recorded. */
    public synchronized boolean isHeld() {
        return holds > 0 || engine.records();
    }

    /** Ends that. */
    void letGo(DriverEngine owner) {
        synchronized (this) {
            holds--;
            if (holds > 0 || !released) {
                return;
            }
        }
        owner.release(this);
    }

    /** Whether it may be released now; else it is when no graph has it any more. */
    synchronized boolean mayRelease() {
        released = true;
        return holds == 0;
    }
}
