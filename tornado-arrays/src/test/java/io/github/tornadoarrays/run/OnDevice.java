package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.Engine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the tests of a class, and of those nested in it, with new arrays on a device, for which the host does what it has no routine for. */
public class OnDevice implements BeforeAllCallback, AfterAllCallback {
    private final Supplier<Engine> device;
    private final Deque<Engines.Scope> open = new ArrayDeque<>();

    /** @param device the device, or a failed assumption that says why there is none */
    OnDevice(Supplier<Engine> device) {
        this.device = device;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open.push(Engines.use(device.get()));
        System.setProperty("tornado.arrays.borrow", "1");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!open.isEmpty()) {
            open.pop().close();
            if (open.isEmpty()) {
                System.clearProperty("tornado.arrays.borrow");
            }
        }
    }
}
