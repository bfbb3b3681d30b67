package io.github.tornadoarrays.io;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.DataFormatException;
import io.github.tornadoarrays.core.HostArray;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** The buffers of java.nio as arrays. */
public final class Buffers {
    private Buffers() {}

    /** A buffer's elements: those of the Java array behind it where there is one that may be written to, else copies. */
    public static HostArray of(Buffer buffer) {
        if (buffer.hasArray()) {
            Object array = buffer.array();
            HostArray whole = HostArray.contiguous(array);
            whole.data().share();
            long first = buffer.arrayOffset() + (long) buffer.position();
            return new HostArray(whole.data(), new Layout(new long[] {buffer.remaining()}, new long[] {1}, first));
        }
        int n = buffer.remaining();
        return HostArray.contiguous(
                switch (buffer) {
                    case ByteBuffer b -> {
                        byte[] to = new byte[n];
                        b.duplicate().get(to);
                        yield to;
                    }
                    case ShortBuffer b -> {
                        short[] to = new short[n];
                        b.duplicate().get(to);
                        yield to;
                    }
                    case IntBuffer b -> {
                        int[] to = new int[n];
                        b.duplicate().get(to);
                        yield to;
                    }
                    case LongBuffer b -> {
                        long[] to = new long[n];
                        b.duplicate().get(to);
                        yield to;
                    }
                    case FloatBuffer b -> {
                        float[] to = new float[n];
                        b.duplicate().get(to);
                        yield to;
                    }
                    case DoubleBuffer b -> {
                        double[] to = new double[n];
                        b.duplicate().get(to);
                        yield to;
                    }
                    case CharBuffer _ -> throw new DTypeException("frombuffer: characters have no dtype here");
                    default -> throw new DTypeException("frombuffer: unknown buffer " + buffer);
                });
    }

    /** A buffer's bytes as elements: the memory itself of a direct buffer, else a copy. */
    public static HostArray of(ByteBuffer buffer, DType type) {
        int bytes = buffer.remaining();
        if (bytes % type.itemSize() != 0) {
            throw new DataFormatException("frombuffer: " + bytes + " bytes are no whole number of " + type + ", of "
                    + type.itemSize() + " bytes each; set the limit of the buffer");
        }
        long n = bytes / type.itemSize();
        MemorySegment from = MemorySegment.ofBuffer(buffer);
        boolean aligned = from.isNative() && from.address() % type.part().itemSize() == 0 && !from.isReadOnly();
        if (aligned && n > 0 && buffer.order() == ByteOrder.nativeOrder()) {
            HostBuffer data = HostBuffer.of(type, n, from);
            data.share();
            return HostArray.contiguous(data, n);
        }
        HostBuffer data = HostBuffer.allocate(type, n);
        if (buffer.order() == ByteOrder.nativeOrder() || type.part().itemSize() == 1) {
            data.segment().copyFrom(from);
        } else {
            throw new DataFormatException("frombuffer: the buffer's order is " + buffer.order()
                    + "; set buffer.order(ByteOrder.nativeOrder()), or take a typed view such as asFloatBuffer()");
        }
        return HostArray.contiguous(data, n);
    }
}
