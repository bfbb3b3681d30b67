package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A device that was started: its OpenCL context and its one queue, which does things in the order they are put in. That
 * order is why memory can be given to somebody else as soon as the last command that uses it has been put in.
 *
 * @param name what users call the device
 */
record Context(String name, ClDevice device, long handle, long queue) {
    private static final int CONTEXT_PLATFORM = 0x1084;

    /** Starts the device. */
    static Context start(String name, ClDevice device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            long context = Cl.createContext(
                    arena.allocateFrom(JAVA_LONG, CONTEXT_PLATFORM, device.platform(), 0),
                    arena.allocateFrom(JAVA_LONG, device.handle()),
                    status);
            Status.check(status.get(JAVA_INT, 0), "clCreateContext", name);
            long queue = Cl.createQueue(context, device.handle(), 0, status);
            Status.check(status.get(JAVA_INT, 0), "clCreateCommandQueue", name);
            return new Context(name, device, context, queue);
        }
    }

    void check(int status, String function) {
        Status.check(status, function, name);
    }

    /** Lets the device start what was put in. */
    void flush() {
        Status.check(Cl.flush(queue), "clFlush", name);
    }

    /** Waits for everything that was put in. */
    void finish() {
        Status.check(Cl.finish(queue), "clFinish", name);
    }
}
