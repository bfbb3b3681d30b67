package io.github.tornadoarrays.core;

/** An array in the host's memory: the elements, and where they lie. What readers of files return. */
public record HostArray(HostBuffer data, Layout layout) {

    /** Rows one after another from the start of a buffer. */
    public static HostArray contiguous(HostBuffer data, long... shape) {
        return new HostArray(data, Layout.contiguous(shape));
    }

    /** The elements of a primitive array, not copied. */
    public static HostArray contiguous(Object array) {
        DType type = switch (array) {
            case byte[] _ -> DType.INT8;
            case short[] _ -> DType.INT16;
            case int[] _ -> DType.INT32;
            case long[] _ -> DType.INT64;
            case float[] _ -> DType.FLOAT32;
            case double[] _ -> DType.FLOAT64;
            default -> throw new DTypeException("array: " + array.getClass().getSimpleName() + " has no dtype here");
        };
        int n = java.lang.reflect.Array.getLength(array);
        return contiguous(HostBuffer.of(type, n, array), n);
    }

    public DType dtype() {
        return data.dtype();
    }

    public long[] shape() {
        return layout.shape();
    }

    @Override
    public String toString() {
        return "HostArray of " + dtype() + ", " + layout;
    }
}
