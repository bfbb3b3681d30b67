package io.github.tornadoarrays.core;

/** Shapes that do not fit together, or a size that cannot be. */
public final class ShapeException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
