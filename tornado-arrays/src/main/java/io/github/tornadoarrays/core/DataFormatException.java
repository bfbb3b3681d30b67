package io.github.tornadoarrays.core;

/** A file or text that is not what it should be. */
public final class DataFormatException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public DataFormatException(String message) {
        super(message);
    }

    public DataFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
