package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.MemoryException;
import io.github.tornadoarrays.core.Origin;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.Realizer;
import io.github.tornadoarrays.run.Release;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * An array in page-locked memory of the host, which a card copies to and from by itself: at the full speed of its link, and while the host
 * goes on. CuPy's {@code empty_pinned} and {@code zeros_pinned}, {@link Np#emptyPinned} and {@link Np#zerosPinned} here.
 *
 * <pre>{@code
 * try (PinnedArray p = Np.emptyPinned(Np.float32, 1 << 26)) {
 *     fill(p.segment());                 // Java's or a library's data
 *     NDArray x = p.to(device);          // under way when this returns
 *     p.copyFrom(x.sqrt());              // so is this, after that
 *     p.synchronize();                   // now the results are in p
 * }
 * }</pre>
 *
 * <p>The device does copies in the order in which they and its other work are asked for. The host may read what a copy writes, or write
 * what it reads, after {@link #synchronize()}. On {@code cpu}, where there is nothing to copy over, it is native memory like any other.
 * Page-locked memory is taken from the whole machine: it is given back when this is closed, or when nobody has it or a segment of it.
 */
public final class PinnedArray implements AutoCloseable {
    /** Copies under way beyond which the oldest is waited for. */
    private static final int MOST_UNDER_WAY = 64;

    private final Engine.Locked memory;
    private final NDArray array;
    private final Deque<Runnable> underWay = new ArrayDeque<>();

    /**
     * With any content.
     *
     * @param device the card that copies
     * @throws MemoryException if the system locks no more memory
     */
    public static PinnedArray empty(Device device, DType dtype, long... shape) {
        return new PinnedArray(device.engine(), dtype, Shape.check("pinned", shape));
    }

    private PinnedArray(Engine engine, DType dtype, long[] shape) {
        long size = Shape.size(shape);
        if (size > Long.MAX_VALUE / dtype.itemSize()) {
            throw new MemoryException("pinned: " + size + " elements of " + dtype + " are more than any memory has");
        }
        memory = engine.locked(Math.max(1, size * dtype.itemSize()));
        MemorySegment elements = memory.segment().asSlice(0, size * dtype.itemSize());
        HostBuffer buffer = HostBuffer.of(dtype, size, elements);
        buffer.share();
        Node node = Node.leaf(dtype, shape, buffer);
        node.move(null); // it ends when it is closed, whatever scope it is in
        array = new NDArray(node);
    }

    /** The elements as an array on the host, which shares this memory; copies that were under way are done. */
    public NDArray array() {
        synchronize();
        return array;
    }

    /** The elements in row-major order. Those that a copy reads or writes are left alone until {@link #synchronize()}. */
    public MemorySegment segment() {
        return ((HostBuffer) array.buffer()).segment();
    }

    /**
     * {@link #segment()} for those who have no use for segments, in the machine's order of bytes.
     *
     * @throws MemoryException if it has more than 2³¹-1 bytes, as buffers can't
     */
    public ByteBuffer buffer() {
        MemorySegment s = segment();
        if (s.byteSize() > Integer.MAX_VALUE) {
            throw new MemoryException("buffer: the array has " + s.byteSize() + " bytes; a ByteBuffer has at most "
                    + Integer.MAX_VALUE + ", take parts of segment()");
        }
        return s.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    public DType dtype() {
        return array.dtype();
    }

    public long[] shape() {
        return array.shape();
    }

    /** A new array on a device with these elements; the copy is under way. */
    public NDArray to(Device device) {
        Engine engine = device.engine();
        Buffer there = engine.allocate(dtype(), array.size());
        start(engine.write(segment(), there, 0));
        return new NDArray(Node.leaf(dtype(), array.layout().shape(), there));
    }

    /**
     * Copies these elements to an array of the same shape and dtype; the copy is under way when this returns.
     *
     * @throws ShapeException if it has another shape
     * @throws DTypeException if it has another dtype
     */
    public void copyTo(NDArray x) {
        check("copyTo", x);
        if (x.layout().isContiguous() && !x.isPart()) {
            Buffer b = x.writable();
            start(Engines.at(b.place()).write(segment(), b, x.layout().offset() * dtype().itemSize()));
        } else {
            NDArray there = to(x.device());
            x.set(there);
            there.close();
        }
    }

    /** Copies the elements of an array here, as {@link #copyTo} does in the other direction. */
    public void copyFrom(NDArray x) {
        check("copyFrom", x);
        NDArray line = x.layout().isContiguous() && !x.isPart() ? x : x.copy();
        Buffer b = line.buffer();
        long first = line.layout().offset() * dtype().itemSize();
        Realizer.writable(array.base());
        start(Engines.at(b.place()).read(b, first, segment()));
        if (line != x) {
            line.close();
        }
    }

    private void check(String op, NDArray x) {
        if (x.dtype() != dtype()) {
            throw new DTypeException(
                    op + ": the array is " + x.dtype() + " and the pinned array " + dtype() + "; cast the array first");
        }
        if (!Arrays.equals(x.layout().shape(), array.layout().shape())) {
            throw new ShapeException(
                    op + ": the array has shape " + Shape.text(x.layout().shape()) + " and the pinned array "
                            + Shape.text(array.layout().shape()) + "; they must be equal");
        }
    }

    private void start(Runnable copy) {
        Runnable oldest = null;
        synchronized (underWay) {
            underWay.add(copy);
            if (underWay.size() > MOST_UNDER_WAY) {
                oldest = underWay.remove();
            }
        }
        if (oldest != null) {
            oldest.run();
        }
    }

    /** Waits for the copies that were asked for here. */
    public void synchronize() {
        while (true) {
            Runnable next;
            synchronized (underWay) {
                next = underWay.poll();
            }
            if (next == null) {
                return;
            }
            next.run();
        }
    }

    /** Gives the memory back; segments, buffers, arrays and DLPack structs of it may not be used any more. */
    @Override
    public void close() {
        if (!array.isClosed()) {
            synchronize();
            Release.closeForeign(array.base(), "was closed", Origin.here());
            memory.close().run();
        }
    }

    @Override
    public String toString() {
        return "pinned " + dtype() + " array of shape "
                + Shape.text(array.layout().shape());
    }
}
