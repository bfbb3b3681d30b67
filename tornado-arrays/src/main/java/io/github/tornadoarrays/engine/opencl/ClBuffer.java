package io.github.tornadoarrays.engine.opencl;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.Place;
import org.jspecify.annotations.Nullable;

/** Elements in the memory of an OpenCL device. Whoever uses {@link #memory} keeps the buffer reachable meanwhile. */
final class ClBuffer implements Buffer {
    private final OpenClEngine engine;
    private final DType dtype;
    private final long length;
    private volatile @Nullable Memory memory;

    /** What the pool knows the buffer by. */
    ClPool.@Nullable Tracked tracked;

    ClBuffer(OpenClEngine engine, DType dtype, long length, Memory memory) {
        this.engine = engine;
        this.dtype = dtype;
        this.length = length;
        this.memory = memory;
    }

    /** A {@code cl_mem}, which one buffer after another may have; another object is another {@code cl_mem}. */
    record Memory(long handle, long bytes) {
        @Override
        public boolean equals(Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(handle);
        }
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

    Memory memory() {
        Memory m = memory;
        if (m == null) {
            throw new IllegalStateException(engine.name() + ": the buffer was released");
        }
        return m;
    }

    void forget() {
        memory = null;
    }
}
