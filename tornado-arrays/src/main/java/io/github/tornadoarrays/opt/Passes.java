package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.ir.Kernel;

/** The passes of each machine, in order. */
public final class Passes {
    private Passes() {}

    /** For the JVM: a launch gets ranges of the loops; loops that C2 would not vectorise run over tiles. */
    public static Kernel forJvm(Kernel kernel, boolean divisible, boolean wide) {
        return Tile.apply(LaunchRange.apply(kernel, divisible), wide);
    }
}
