package io.github.tornadoarrays.run;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.tornadoarrays.core.DType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of {@code DLManagedTensor} and {@code DLManagedTensorVersioned} lie, as dlpack.h of version 1.0 has them on machines
 * with addresses of 64 bits.
 */
enum DlpackStruct {
    /** {@code {DLTensor dl_tensor; void *manager_ctx; void (*deleter)(self);}}. */
    MANAGED(64, 0, 56),

    /** {@code {DLPackVersion version; void *manager_ctx; void (*deleter)(self); uint64_t flags; DLTensor dl_tensor;}}. */
    VERSIONED(80, 32, 16);

    static final int MAJOR = 1;
    static final int MINOR = 0;

    /** Flags: nobody may write to it; it is a copy of what the producer has. */
    static final long READ_ONLY = 1;

    static final long IS_COPIED = 1 << 1;

    /** Kinds of devices. */
    static final int CPU = 1;

    static final int CUDA = 2;
    static final int CUDA_HOST = 3;

    final long bytes;
    private final long tensor;
    private final long deleter;

    DlpackStruct(long bytes, long tensor, long deleter) {
        this.bytes = bytes;
        this.tensor = tensor;
        this.deleter = deleter;
    }

    /**
     * What a struct says.
     *
     * @param address of the first element, where it has any
     * @param type null where there is no such dtype here
     * @param typeText the type in DLPack's terms
     */
    record Tensor(
            int deviceType,
            int deviceId,
            @Nullable DType type,
            String typeText,
            long[] shape,
            long @Nullable [] strides,
            long address,
            long deleter,
            long flags) {}

    void write(MemorySegment s, Tensor t, MemorySegment shape, MemorySegment strides, MemorySegment free) {
        if (this == VERSIONED) {
            s.set(JAVA_INT, 0, MAJOR);
            s.set(JAVA_INT, 4, MINOR);
            s.set(JAVA_LONG, 24, t.flags);
        }
        s.set(ADDRESS, deleter, free);
        DType type = t.type;
        s.set(JAVA_LONG, tensor, t.address);
        s.set(JAVA_INT, tensor + 8, t.deviceType);
        s.set(JAVA_INT, tensor + 12, t.deviceId);
        s.set(JAVA_INT, tensor + 16, t.shape.length);
        s.set(JAVA_BYTE, tensor + 20, (byte) code(type));
        s.set(JAVA_BYTE, tensor + 21, (byte) (8 * type.itemSize()));
        s.set(JAVA_SHORT, tensor + 22, (short) 1);
        s.set(ADDRESS, tensor + 24, shape);
        s.set(ADDRESS, tensor + 32, strides);
        s.set(JAVA_LONG, tensor + 40, 0);
    }

    /** The fields of a struct that is all there. */
    @SuppressWarnings("restricted")
    Tensor read(MemorySegment s) {
        int rank = s.get(JAVA_INT, tensor + 16);
        int code = s.get(JAVA_BYTE, tensor + 20) & 0xff;
        int bits = s.get(JAVA_BYTE, tensor + 21) & 0xff;
        int lanes = s.get(JAVA_SHORT, tensor + 22) & 0xffff;
        return new Tensor(
                s.get(JAVA_INT, tensor + 8),
                s.get(JAVA_INT, tensor + 12),
                lanes == 1 ? type(code, bits) : null,
                "code " + code + ", " + bits + " bits, " + lanes + " lanes",
                longs(s.get(ADDRESS, tensor + 24), rank),
                s.get(JAVA_LONG, tensor + 32) == 0 ? null : longs(s.get(ADDRESS, tensor + 32), rank),
                s.get(JAVA_LONG, tensor) + s.get(JAVA_LONG, tensor + 40),
                s.get(JAVA_LONG, deleter),
                this == VERSIONED ? s.get(JAVA_LONG, 24) : 0);
    }

    @SuppressWarnings("restricted")
    private static long[] longs(MemorySegment at, int n) {
        return n == 0 ? new long[0] : at.reinterpret(8L * n).toArray(JAVA_LONG);
    }

    private static int code(DType type) {
        return switch (type) {
            case INT8, INT16, INT32, INT64 -> 0;
            case UINT8, UINT16, UINT32, UINT64 -> 1;
            case FLOAT16, FLOAT32, FLOAT64 -> 2;
            case BFLOAT16 -> 4;
            case COMPLEX64, COMPLEX128 -> 5;
            case BOOL -> 6;
        };
    }

    private static @Nullable DType type(int code, int bits) {
        for (DType t : DType.values()) {
            if (code(t) == code && 8 * t.itemSize() == bits) {
                return t;
            }
        }
        return null;
    }
}
