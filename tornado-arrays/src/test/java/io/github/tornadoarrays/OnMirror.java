package io.github.tornadoarrays;

import io.github.tornadoarrays.run.Engines;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class's tests with new arrays on a {@link MirrorEngine}. */
public final class OnMirror implements BeforeAllCallback, AfterAllCallback {
    static final MirrorEngine MIRROR = new MirrorEngine("mirror:0");

    private static final ThreadLocal<Engines.Scope> SCOPE = new ThreadLocal<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        SCOPE.set(Engines.use(MIRROR));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SCOPE.get().close();
    }
}
