package io.github.tornadoarrays.run;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class's tests with new arrays on a {@link MirrorEngine}. */
public final class OnMirror implements BeforeAllCallback, AfterAllCallback {
    public static final MirrorEngine MIRROR = new MirrorEngine("mirror:0");

    private static final ThreadLocal<Engines.Scope> SCOPE = new ThreadLocal<>();

    /** Made by JUnit. */
    public OnMirror() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        SCOPE.set(Engines.use(MIRROR));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        SCOPE.get().close();
    }
}
