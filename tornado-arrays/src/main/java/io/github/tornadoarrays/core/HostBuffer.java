package io.github.tornadoarrays.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Elements in the host's memory: a primitive array, or native memory where an array would be too long. The array may be
 * longer than the buffer. Complex elements are two neighbouring values; element access below names <em>values</em>, so
 * index {@code 2*i} is the real part of element {@code i}.
 */
public final class HostBuffer implements Buffer {
    /** The longest Java array that every JVM allocates. */
    public static final long MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final DType dtype;
    private final long length;
    /** Null once it was given back. */
    private Object memory;

    private final Lease lease;

    /** What outlives a buffer and tells whoever recycles its array whether somebody outside still holds that, and whose it is. */
    public static final class Lease {
        private volatile boolean shared;
        private long @Nullable [] shape;
        private @Nullable Origin made = Origin.ifKept();

        /** Nobody outside holds the array yet. */
        public Lease() {}

        public boolean isShared() {
            return shared;
        }

        /** The shape of the array that has the memory; null unless it is an array's. */
        public long @Nullable [] shape() {
            return shape;
        }

        /** The user's line that made it, where lines are kept. */
        public @Nullable Origin made() {
            return made;
        }
    }

    private HostBuffer(DType dtype, long length, Object memory, Lease lease) {
        this.dtype = dtype;
        this.length = length;
        this.memory = memory;
        this.lease = lease;
    }

    private HostBuffer(DType dtype, long length, Object memory) {
        this(dtype, length, memory, new Lease());
    }

    /** A buffer over an array of the type's primitive, not copied. */
    public static HostBuffer of(DType dtype, long length, Object array) {
        return new HostBuffer(dtype, length, array);
    }

    /** A buffer over an array that is recycled once the buffer is unreachable, unless the lease says it is shared. */
    public static HostBuffer leased(DType dtype, long length, Object array, Lease lease) {
        return new HostBuffer(dtype, length, array, lease);
    }

    public Lease lease() {
        return lease;
    }

    /** New zeroed memory, without any pool. */
    public static HostBuffer allocate(DType dtype, long length) {
        long values = length * dtype.parts();
        if (values > MAX_ARRAY) {
            return allocateNative(dtype, length);
        }
        return new HostBuffer(dtype, length, newArray(dtype, (int) values));
    }

    /** New zeroed memory outside the heap. */
    public static HostBuffer allocateNative(DType dtype, long length) {
        return new HostBuffer(dtype, length, Arena.ofAuto().allocate(length * dtype.itemSize(), 64));
    }

    /** A new primitive array that holds {@code values} values of the type. */
    public static Object newArray(DType dtype, int values) {
        return switch (dtype) {
            case BOOL, INT8, UINT8 -> new byte[values];
            case INT16, UINT16, FLOAT16, BFLOAT16 -> new short[values];
            case INT32, UINT32 -> new int[values];
            case INT64, UINT64 -> new long[values];
            case FLOAT32, COMPLEX64 -> new float[values];
            case FLOAT64, COMPLEX128 -> new double[values];
        };
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public long length() {
        return length;
    }

    /** The primitive array, or a {@link MemorySegment} where {@link #isNative()}. */
    public Object memory() {
        Object m = memory;
        if (m == null) {
            throw new IllegalStateException("the buffer was released");
        }
        return m;
    }

    /** Says that the memory is somebody else's now. */
    public void forget() {
        memory = null;
    }

    @Override
    public void describe(long[] shape, @Nullable Origin made) {
        lease.shape = shape;
        if (made != null) {
            lease.made = made;
        }
    }

    public boolean isNative() {
        return memory instanceof MemorySegment;
    }

    /** Says that somebody outside holds the array, so that it is never used again for another buffer. */
    public void share() {
        lease.shared = true;
    }

    public boolean isShared() {
        return lease.shared;
    }

    /** The memory as a segment, not copied. The array behind it must not be recycled: call {@link #share()} first. */
    public MemorySegment segment() {
        long bytes = length * dtype.itemSize();
        return switch (memory()) {
            case byte[] a -> MemorySegment.ofArray(a).asSlice(0, bytes);
            case short[] a -> MemorySegment.ofArray(a).asSlice(0, bytes);
            case int[] a -> MemorySegment.ofArray(a).asSlice(0, bytes);
            case long[] a -> MemorySegment.ofArray(a).asSlice(0, bytes);
            case float[] a -> MemorySegment.ofArray(a).asSlice(0, bytes);
            case double[] a -> MemorySegment.ofArray(a).asSlice(0, bytes);
            case MemorySegment s -> s;
            default -> throw new IllegalStateException("memory of class " + memory.getClass());
        };
    }

    /** Value {@code i} as a double (integers of 64 bits are rounded). */
    public double getDouble(long i) {
        return switch (dtype) {
            case FLOAT32, COMPLEX64 ->
                memory instanceof float[] a
                        ? a[(int) i]
                        : ((MemorySegment) memory).getAtIndex(ValueLayout.JAVA_FLOAT, i);
            case FLOAT64, COMPLEX128 ->
                memory instanceof double[] a
                        ? a[(int) i]
                        : ((MemorySegment) memory).getAtIndex(ValueLayout.JAVA_DOUBLE, i);
            case FLOAT16 -> Float.float16ToFloat((short) getLong(i));
            case BFLOAT16 -> Half.bfloat16ToFloat((short) getLong(i));
            case UINT64 -> unsignedToDouble(getLong(i));
            default -> getLong(i);
        };
    }

    /** Value {@code i} of an integer or bool type, zero-extended where unsigned; of a float type, truncated; of a 16-bit float, its bits. */
    public long getLong(long i) {
        long raw = switch (memory) {
            case byte[] a -> a[(int) i];
            case short[] a -> a[(int) i];
            case int[] a -> a[(int) i];
            case long[] a -> a[(int) i];
            case float[] a -> (long) a[(int) i];
            case double[] a -> (long) a[(int) i];
            case MemorySegment s ->
                switch (dtype.part()) {
                    case BOOL, INT8, UINT8 -> s.get(ValueLayout.JAVA_BYTE, i);
                    case INT16, UINT16, FLOAT16, BFLOAT16 -> s.getAtIndex(ValueLayout.JAVA_SHORT, i);
                    case INT32, UINT32 -> s.getAtIndex(ValueLayout.JAVA_INT, i);
                    case INT64, UINT64 -> s.getAtIndex(ValueLayout.JAVA_LONG, i);
                    case FLOAT32 -> (long) s.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                    default -> (long) s.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
                };
            default -> throw new IllegalStateException("memory of class " + memory.getClass());
        };
        return switch (dtype) {
            case UINT8 -> raw & 0xff;
            case UINT16 -> raw & 0xffff;
            case UINT32 -> raw & 0xffffffffL;
            default -> raw;
        };
    }

    /** Sets value {@code i} from a double, rounding or truncating to the type. */
    public void setDouble(long i, double x) {
        switch (dtype) {
            case FLOAT32, COMPLEX64 -> {
                if (memory instanceof float[] a) {
                    a[(int) i] = (float) x;
                } else {
                    ((MemorySegment) memory).setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) x);
                }
            }
            case FLOAT64, COMPLEX128 -> {
                if (memory instanceof double[] a) {
                    a[(int) i] = x;
                } else {
                    ((MemorySegment) memory).setAtIndex(ValueLayout.JAVA_DOUBLE, i, x);
                }
            }
            case FLOAT16 -> setLong(i, Float.floatToFloat16((float) x));
            case BFLOAT16 -> setLong(i, Half.floatToBfloat16((float) x));
            case BOOL -> setLong(i, x != 0 ? 1 : 0);
            case UINT64 -> setLong(i, x >= 0x1p63 ? (long) (x - 0x1p63) ^ Long.MIN_VALUE : (long) x);
            default -> setLong(i, (long) x);
        }
    }

    /** Sets value {@code i} of an integer or bool type from its low bits; of a 16-bit float from its bits. */
    public void setLong(long i, long x) {
        switch (memory) {
            case byte[] a -> a[(int) i] = (byte) x;
            case short[] a -> a[(int) i] = (short) x;
            case int[] a -> a[(int) i] = (int) x;
            case long[] a -> a[(int) i] = x;
            case float[] a -> a[(int) i] = x;
            case double[] a -> a[(int) i] = x;
            case MemorySegment s -> {
                switch (dtype.part()) {
                    case BOOL, INT8, UINT8 -> s.set(ValueLayout.JAVA_BYTE, i, (byte) x);
                    case INT16, UINT16, FLOAT16, BFLOAT16 -> s.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) x);
                    case INT32, UINT32 -> s.setAtIndex(ValueLayout.JAVA_INT, i, (int) x);
                    case INT64, UINT64 -> s.setAtIndex(ValueLayout.JAVA_LONG, i, x);
                    case FLOAT32 -> s.setAtIndex(ValueLayout.JAVA_FLOAT, i, x);
                    default -> s.setAtIndex(ValueLayout.JAVA_DOUBLE, i, x);
                }
            }
            default -> throw new IllegalStateException("memory of class " + memory.getClass());
        }
    }

    /** An unsigned 64-bit integer as the nearest double. */
    public static double unsignedToDouble(long x) {
        return x >= 0 ? x : ((x >>> 1) | (x & 1)) * 2.0;
    }
}
