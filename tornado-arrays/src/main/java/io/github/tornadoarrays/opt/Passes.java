package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Verifier;

/** The passes of each machine, in order. */
public final class Passes {
    private Passes() {}

    /** For the JVM: a launch gets ranges of the loops; loops that C2 would not vectorise run over tiles. */
    public static Kernel forJvm(Kernel kernel, boolean divisible, boolean wide) {
        assert isWellFormed(kernel);
        Kernel ranged = LaunchRange.apply(kernel, divisible);
        assert isWellFormed(ranged);
        Kernel tiled = Tile.apply(ranged, wide);
        assert isWellFormed(tiled);
        return tiled;
    }

    /** For the JVM, {@linkplain Checks checked}: one value after the other, nothing for speed. */
    public static Kernel checkedForJvm(Kernel kernel, boolean divisible) {
        assert isWellFormed(kernel);
        Kernel ranged = LaunchRange.apply(Checks.apply(kernel), divisible);
        Kernel looped = ranged.withBody(new FoldLoops(new Fresh(ranged)).all(ranged.body()));
        assert isWellFormed(looped);
        return looped;
    }

    /** For the JVM, of a Java method: a launch gets ranges of its grid loops, or of loops over its work items or groups. */
    public static Shaped ofMethodForJvm(Kernel kernel) {
        assert isWellFormed(kernel);
        Kernel looped = kernel.withBody(new FoldLoops(new Fresh(kernel)).within(kernel.body()));
        int loops = kernel.gridLoops();
        Shaped shaped;
        if (loops > 0) {
            shaped = new Shaped(GridLoops.apply(looped), Shaped.Over.LOOPS, loops);
        } else if (ItemLoops.hasGroups(looped)) {
            shaped = new Shaped(Groups.apply(looped), Shaped.Over.GROUPS, 0);
        } else {
            shaped = new Shaped(GridLoops.apply(ItemLoops.apply(looped)), Shaped.Over.ITEMS, 0);
        }
        assert isWellFormed(shaped.kernel());
        return shaped;
    }

    /** Looked at where assertions are on, as they are in tests. */
    private static boolean isWellFormed(Kernel kernel) {
        Verifier.check(
                kernel, LaunchRange.GRID_FROM, LaunchRange.GRID_TO, LaunchRange.LANES_FROM, LaunchRange.LANES_TO);
        return true;
    }
}
