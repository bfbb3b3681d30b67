package io.github.tornadoarrays.core;

/** Memory that could not be had; says how much was asked for and what is live. */
public final class MemoryException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public MemoryException(String message) {
        super(message);
    }
}
