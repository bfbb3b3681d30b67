package io.github.tornadoarrays.core;

/** A kernel that cannot be compiled or launched. */
public final class KernelException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public KernelException(String message) {
        super(message);
    }

    public KernelException(String message, Throwable cause) {
        super(message, cause);
    }
}
