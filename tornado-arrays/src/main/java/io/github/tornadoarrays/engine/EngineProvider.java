package io.github.tornadoarrays.engine;

import java.util.List;

/** Engines that come in a jar of their own and are found by {@link java.util.ServiceLoader}. */
public interface EngineProvider {
    /** What they are called for, such as {@code tornadovm}. */
    String name();

    /** The engines of this machine, looked for when first asked for; empty where there are none. */
    List<? extends Engine> engines();

    /** What they are made of, with its version, for people; where there are none, why, and after a semicolon what to do. */
    String explain();
}
