package io.github.tornadoarrays.core;

/** An element type that an operation does not take or that cannot be converted. */
public final class DTypeException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public DTypeException(String message) {
        super(message);
    }
}
