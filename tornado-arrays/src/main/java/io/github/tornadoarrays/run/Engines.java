package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.cpu.CpuEngine;
import io.github.tornadoarrays.engine.cpu.Workers;
import io.github.tornadoarrays.engine.reference.ReferenceEngine;
import java.util.function.Supplier;

/** Chooses the engine, once, and says why. */
public final class Engines {
    private static final Choice CHOSEN = choose();

    private static final ScopedValue<Engine> HERE = ScopedValue.newInstance();

    /** Whether {@link #with} was ever called: what isn't used costs nothing. */
    private static volatile boolean scoped;

    private Engines() {}

    public static Engine current() {
        return scoped && HERE.isBound() ? HERE.get() : CHOSEN.engineOrThrow();
    }

    /** What an action gives when this thread's computations run on an engine. */
    public static <T> T with(Engine engine, Supplier<T> action) {
        scoped = true;
        return ScopedValue.where(HERE, engine).call(action::get);
    }

    /** The engine that was chosen, and why. */
    public static String explain() {
        return CHOSEN.engineOrThrow().name() + ": " + CHOSEN.why();
    }

    private static Choice choose() {
        String property = System.getProperty("tornado.arrays.engine");
        String name = property != null ? property : System.getenv("TORNADO_ARRAYS_ENGINE");
        String asked = property != null ? "property tornado.arrays.engine" : "TORNADO_ARRAYS_ENGINE";
        return switch (name) {
            case null ->
                new Choice(
                        new CpuEngine(),
                        "no other was asked for, and of this version's engines it is the only fast one; it uses "
                                + Workers.threads() + " threads");
            case "cpu" -> new Choice(new CpuEngine(), asked + " says so");
            case "reference" -> new Choice(new ReferenceEngine(), asked + " says so; it is slow, for checking others");
            default -> new Choice(null, asked + ": there is no engine \"" + name + "\"; there are cpu and reference");
        };
    }

    /** An engine and why it was chosen, or null and what is wrong with what was asked for: every use says so then. */
    private record Choice(Engine engine, String why) {
        Engine engineOrThrow() {
            if (engine == null) {
                throw new ArrayException(why);
            }
            return engine;
        }
    }
}
