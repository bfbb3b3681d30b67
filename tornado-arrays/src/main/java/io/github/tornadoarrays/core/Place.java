package io.github.tornadoarrays.core;

/** Where memory is. Engines are places; the host's memory is one that several engines work on. */
public interface Place {
    /** Such as {@code host} or {@code opencl:0}. */
    String name();

    /** The host's memory. */
    Place HOST = () -> "host";
}
