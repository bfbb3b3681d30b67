package io.github.tornadoarrays.core;

/** A device that isn't there, that can't do what was asked or that failed; or arrays on different devices. */
public class DeviceException extends ArrayException {
    private static final long serialVersionUID = 1L;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
