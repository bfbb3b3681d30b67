package io.github.tornadoarrays.core;

/** Memory that holds elements of one type, on the host or on a device. */
public interface Buffer {
    DType dtype();

    /** The number of elements. */
    long length();

    /** Where the memory is. */
    default Place place() {
        return Place.HOST;
    }
}
