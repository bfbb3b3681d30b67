package io.github.tornadoarrays.ffi;

/** A native library, or a function in it, could not be found; the message names what was tried and what to do. */
public final class LibraryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LibraryException(String message) {
        super(message);
    }
}
