package io.github.tornadoarrays.scipy;

/** Parts of a range for kernels of which each work item has a part: as many as there are processors, and no more. */
public final class Parts {
    private Parts() {}

    /** How many parts are wanted, as far as there are processors; at least one. */
    public static int atMost(long wanted) {
        return Math.clamp(wanted, 1, Runtime.getRuntime().availableProcessors());
    }

    /** Where each part of n begins, and where the last one ends; n is less than 2³¹. */
    public static int[] bounds(long n, int parts) {
        int[] bounds = new int[parts + 1];
        for (int p = 0; p <= parts; p++) {
            bounds[p] = (int) (n * p / parts);
        }
        return bounds;
    }
}
