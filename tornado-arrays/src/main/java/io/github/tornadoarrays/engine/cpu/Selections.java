package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** What a mask in host memory selects; how much that is becomes known with the mask's elements. */
final class Selections {
    private Selections() {}

    /** The positions of the true elements; int64. */
    static HostBuffer positions(HostBuffer mask) {
        if (mask.memory() instanceof byte[] m) {
            long[] found = Compaction.nonzeroFlat(m, 0, (int) mask.length());
            Reference.reachabilityFence(mask);
            return HostBuffer.of(DType.INT64, found.length, found);
        }
        long count = 0;
        for (long i = 0; i < mask.length(); i++) {
            count += mask.getLong(i);
        }
        HostBuffer out = HostBuffer.allocate(DType.INT64, count);
        long at = 0;
        for (long i = 0; at < count; i++) {
            if (mask.getLong(i) != 0) {
                out.setLong(at++, i);
            }
        }
        return out;
    }

    /** The elements where a mask of as many elements is true; null for complex numbers, and for memory that is no Java array. */
    static @Nullable HostBuffer pack(HostBuffer mask, HostBuffer x) {
        if (mask.isNative() || x.isNative() || x.dtype().isComplex()) {
            return null;
        }
        byte[] m = (byte[]) mask.memory();
        int n = (int) mask.length();
        Object packed = switch (x.memory()) {
            case byte[] a -> Compaction.select(m, 0, a, 0, n);
            case short[] a -> Compaction.select(m, 0, a, 0, n);
            case int[] a -> Compaction.select(m, 0, a, 0, n);
            case long[] a -> Compaction.select(m, 0, a, 0, n);
            case float[] a -> Compaction.select(m, 0, a, 0, n);
            case double[] a -> Compaction.select(m, 0, a, 0, n);
            default ->
                throw new IllegalStateException("memory of class " + x.memory().getClass());
        };
        Reference.reachabilityFence(mask);
        Reference.reachabilityFence(x);
        return HostBuffer.of(x.dtype(), Array.getLength(packed), packed);
    }
}
