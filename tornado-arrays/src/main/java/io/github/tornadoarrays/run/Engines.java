package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;

/** Chooses the engine, once, and says why. */
public final class Engines {
    private static volatile Engine current = choose();

    private Engines() {}

    public static Engine current() {
        return current;
    }

    private static Engine choose() {
        return new ReferenceEngine();
    }
}
