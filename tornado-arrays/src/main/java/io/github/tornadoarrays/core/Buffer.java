package io.github.tornadoarrays.core;

import org.jspecify.annotations.Nullable;

/** Memory that holds elements of one type, on the host or on a device. */
public interface Buffer {
    DType dtype();

    /** The number of elements. */
    long length();

    /** Where the memory is. */
    default Place place() {
        return Place.HOST;
    }

    /**
     * Says whose memory it is, for messages.
     *
     * @param shape the shape of the array that has it
     * @param made the user's line that made the array, where that is known
     */
    default void describe(long[] shape, @Nullable Origin made) {}
}
