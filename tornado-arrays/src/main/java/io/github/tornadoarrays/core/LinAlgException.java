package io.github.tornadoarrays.core;

/** A matrix that an operation of linear algebra is not defined for, or for which its algorithm did not converge: NumPy's {@code LinAlgError}. */
public final class LinAlgException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public LinAlgException(String message) {
        super(message);
    }
}
