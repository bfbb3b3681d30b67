package io.github.tornadoarrays.core;

/** Where memory is. Engines are places; the host's memory is one that several engines work on. */
public interface Place {
    /** Such as {@code host} or {@code opencl:0}. */
    String name();

    /** Whether elements of a type can be computed there; any can be kept. */
    default boolean computes(DType type) {
        return true;
    }

    /** The host's memory. */
    Place HOST = () -> "host";
}
