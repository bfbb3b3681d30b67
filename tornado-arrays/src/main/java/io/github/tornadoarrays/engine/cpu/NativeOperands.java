package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.ffi.HeapPins;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * Buffers as native calls take them until it is closed. For brief calls Java arrays are passed as they are. For calls that may last,
 * during which collections go on, they are pinned, or where the collector can't do that copied, and back at the end.
 */
final class NativeOperands implements AutoCloseable {
    private record Pin(HostBuffer buffer, long address) {}

    private record Copy(HostBuffer buffer, MemorySegment memory) {}

    private final boolean brief;
    private final List<HostBuffer> buffers = new ArrayList<>();
    private final List<HostBuffer> work = new ArrayList<>();
    private final List<Pin> pins = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private final Arena arena = Arena.ofConfined();

    NativeOperands(boolean brief) {
        this.brief = brief;
    }

    /** The buffer's elements, to be read and written. */
    @SuppressWarnings("restricted")
    MemorySegment of(HostBuffer buffer) {
        buffers.add(buffer);
        MemorySegment heap = buffer.segment();
        if (brief || buffer.isNative() || heap.byteSize() == 0) {
            return brief || buffer.isNative() ? heap : MemorySegment.NULL;
        }
        long address = HeapPins.areAvailable() ? HeapPins.pin(buffer.memory()) : 0;
        if (address != 0) {
            pins.add(new Pin(buffer, address));
            return MemorySegment.ofAddress(address).reinterpret(heap.byteSize());
        }
        MemorySegment copy = arena.allocate(heap.byteSize(), 64);
        copy.copyFrom(heap);
        copies.add(new Copy(buffer, copy));
        return copy;
    }

    /** Memory with any content. */
    MemorySegment work(DType type, long length) {
        HostBuffer buffer = HostPool.allocate(type, length);
        work.add(buffer);
        return of(buffer);
    }

    @Override
    public void close() {
        pins.forEach(p -> HeapPins.unpin(p.buffer.memory(), p.address));
        copies.forEach(c -> c.buffer.segment().copyFrom(c.memory));
        arena.close();
        work.forEach(HostPool::release);
        // Memory goes back to a pool with its buffer.
        Reference.reachabilityFence(buffers);
    }
}
