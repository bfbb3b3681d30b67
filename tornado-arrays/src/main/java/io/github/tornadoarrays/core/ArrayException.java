package io.github.tornadoarrays.core;

/** The base of what this library throws on purpose; the message is {@code op: what is wrong (values); remedy}. */
public class ArrayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArrayException(String message) {
        super(message);
    }

    public ArrayException(String message, Throwable cause) {
        super(message, cause);
    }
}
