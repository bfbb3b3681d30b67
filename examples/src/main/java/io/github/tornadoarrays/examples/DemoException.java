package io.github.tornadoarrays.examples;

/** What the demo was asked cannot be done; the message says why and what to do. */
final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoException(String message) {
        super(message);
    }
}
