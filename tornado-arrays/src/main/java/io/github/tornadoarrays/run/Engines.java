package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;

/** Chooses the engine, once, and says why. */
public final class Engines {
    private static volatile Engine current = choose();

    private Engines() {}

    public static Engine current() {
        return current;
    }

    private static Engine choose() {
        return switch (requested()) {
            case "reference" -> new ReferenceEngine();
            default -> new CpuEngine();
        };
    }

    private static String requested() {
        String set = System.getProperty("tornado.arrays.engine", System.getenv("TORNADO_ARRAYS_ENGINE"));
        return set == null ? "cpu" : set;
    }
}
