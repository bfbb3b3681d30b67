package io.github.tornadoarrays.core;

/** A result that an error state says is a mistake: a division by zero, an overflow, an underflow, or no number; NumPy's {@code FloatingPointError}. */
public final class FloatingPointException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public FloatingPointException(String message) {
        super(message);
    }
}
