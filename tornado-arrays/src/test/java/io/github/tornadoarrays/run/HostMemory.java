package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.Place;
import org.junit.jupiter.api.Assumptions;

/** For tests of what only arrays in the host's memory do. */
public final class HostMemory {
    private HostMemory() {}

    public static void needed() {
        Assumptions.assumeTrue(
                Engines.current().memory() == Place.HOST,
                () -> "arrays share memory with Java's on the host only, and this is "
                        + Engines.current().name());
    }
}
