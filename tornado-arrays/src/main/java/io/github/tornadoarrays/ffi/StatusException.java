package io.github.tornadoarrays.ffi;

/** A native function reported failure; the message has the function, the code's name and the sizes involved. */
public final class StatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The code as the native function returned it. */
    private final int code;

    StatusException(String message, int code) {
        super(message);
        this.code = code;
    }

    /** {@return the code as the native function returned it} */
    public int code() {
        return code;
    }
}
