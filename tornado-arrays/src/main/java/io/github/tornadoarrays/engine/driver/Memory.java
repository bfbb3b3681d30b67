package io.github.tornadoarrays.engine.driver;

/** Memory of a device, which one buffer after another may have; another object is other memory, also where handles are equal. */
public record Memory(long handle, long bytes) {
    @Override
    public boolean equals(Object o) {
        return this == o;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(handle);
    }
}
