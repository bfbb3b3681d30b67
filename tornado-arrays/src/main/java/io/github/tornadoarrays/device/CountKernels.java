package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;

/** Histograms of small integers, by atomic additions: to a copy of each group where the bins fit into what a group shares. */
final class CountKernels {
    static final int GROUP = 256;

    /** The most bins that a group keeps for itself. */
    static final int SHARED = 4096;

    /** Elements a group counts before it adds its counts to those of all. */
    static final int SPAN = 1 << 14;

    private CountKernels() {}

    static void shared(KernelContext ctx, double[] x, long[] counts, int n, int bins) {
        int[] own = ctx.sharedInts(SHARED);
        int t = ctx.localId(0);
        for (int b = t; b < bins; b += GROUP) {
            own[b] = 0;
        }
        ctx.barrier();
        int from = ctx.groupId(0) * SPAN;
        int to = Math.min(n - from, SPAN);
        for (int i = t; i < to; i += GROUP) {
            int ignored = ctx.atomicAdd(own, (int) x[from + i], 1);
        }
        ctx.barrier();
        for (int b = t; b < bins; b += GROUP) {
            if (own[b] != 0) {
                long ignored = ctx.atomicAdd(counts, b, (long) own[b]);
            }
        }
    }

    static void global(KernelContext ctx, double[] x, long[] counts, int n) {
        int i = ctx.globalId(0);
        if (i < n) {
            long ignored = ctx.atomicAdd(counts, (int) x[i], 1L);
        }
    }

    static void weigh(KernelContext ctx, long[] x, double[] weights, double[] sums, int n) {
        int i = ctx.globalId(0);
        if (i < n) {
            double ignored = ctx.atomicAdd(sums, (int) x[i], weights[i]);
        }
    }

    static void zeros(double[] x) {
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] = 0;
        }
    }
}
