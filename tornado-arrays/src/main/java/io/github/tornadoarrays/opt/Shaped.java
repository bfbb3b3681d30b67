package io.github.tornadoarrays.opt;

import io.github.tornadoarrays.ir.Kernel;

/**
 * A kernel made from a Java method, as the JVM runs it: over rows from {@link LaunchRange#GRID_FROM} and, in each, over lanes
 * from {@link LaunchRange#LANES_FROM}.
 *
 * @param kernel the kernel over rows and lanes; what a launch has to tell it follows its scalars
 * @param over what rows and lanes are
 * @param loops the number of grid loops inside each other that it was made with
 */
public record Shaped(Kernel kernel, Over over, int loops) {
    /** What a launch goes over. */
    public enum Over {
        /** Lanes are the iterations of the innermost grid loop, rows those of the others. */
        LOOPS,
        /** Lanes are work items along dimension 0, rows along the others; three scalars say how many there are. */
        ITEMS,
        /** Rows are groups; six scalars say how many work items a group has, and how many groups there are. */
        GROUPS
    }
}
