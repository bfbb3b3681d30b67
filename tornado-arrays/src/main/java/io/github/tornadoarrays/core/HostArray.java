package io.github.tornadoarrays.core;

/** An array in the host's memory: the elements, and where they lie. What readers of files return. */
public record HostArray(HostBuffer data, Layout layout) {

    /** Rows one after another from the start of a buffer. */
    public static HostArray contiguous(HostBuffer data, long... shape) {
        return new HostArray(data, Layout.contiguous(shape));
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
