package io.github.tornadoarrays.run;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import java.util.function.Supplier;

/** Chooses the engine, once, and says why. */
public final class Engines {
    private static final Engine CHOSEN = choose();

    private static final ScopedValue<Engine> HERE = ScopedValue.newInstance();

    /** Whether {@link #with} was ever called: what isn't used costs nothing. */
    private static volatile boolean scoped;

    private Engines() {}

    public static Engine current() {
        return scoped && HERE.isBound() ? HERE.get() : CHOSEN;
    }

    /** What an action gives when this thread's computations run on an engine. */
    public static <T> T with(Engine engine, Supplier<T> action) {
        scoped = true;
        return ScopedValue.where(HERE, engine).call(action::get);
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
