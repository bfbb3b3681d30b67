package io.github.tornadoarrays.core;

/** An index out of range, or index text that does not parse. */
public final class IndexException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public IndexException(String message) {
        super(message);
    }
}
