package io.github.tornadoarrays.core;

/** An axis out of range, or named twice. */
public final class AxisException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public AxisException(String message) {
        super(message);
    }
}
