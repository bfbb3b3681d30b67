package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.KernelContext;

/** What a mask selects, in order: the trues of each tile are counted, the counts summed up, and each tile writes from its sum on. */
final class SelectKernels {
    static final int GROUP = 256;
    static final int ITEMS = 8;
    static final int TILE = GROUP * ITEMS;

    private SelectKernels() {}

    static void counts(KernelContext ctx, boolean[] mask, int[] counts, int n) {
        int[] sums = ctx.sharedInts(GROUP);
        int t = ctx.localId(0);
        int from = ctx.groupId(0) * TILE;
        int c = 0;
        for (int k = 0; k < ITEMS; k++) {
            int i = from + k * GROUP + t;
            if (i < n && mask[i]) {
                c++;
            }
        }
        sums[t] = c;
        ctx.barrier();
        for (int d = GROUP / 2; d > 0; d >>= 1) {
            if (t < d) {
                sums[t] += sums[t + d];
            }
            ctx.barrier();
        }
        if (t == 0) {
            counts[ctx.groupId(0)] = sums[0];
        }
    }

    /** Where this work item's first element goes: {@code ends} are the running sums of the counts. */
    private static int place(KernelContext ctx, boolean[] mask, int[] sums, int[] ends, int n) {
        int t = ctx.localId(0);
        int g = ctx.groupId(0);
        int from = g * TILE + t * ITEMS;
        int c = 0;
        for (int k = 0; k < ITEMS; k++) {
            if (from + k < n && mask[from + k]) {
                c++;
            }
        }
        sums[t] = c;
        ctx.barrier();
        for (int d = 1; d < GROUP; d <<= 1) {
            int v = sums[t];
            if (t >= d) {
                v += sums[t - d];
            }
            ctx.barrier();
            sums[t] = v;
            ctx.barrier();
        }
        int at = sums[t] - c;
        if (g > 0) {
            at += ends[g - 1];
        }
        return at;
    }

    static void pack(KernelContext ctx, boolean[] mask, double[] x, double[] out, int[] ends, int n) {
        int[] sums = ctx.sharedInts(GROUP);
        int at = place(ctx, mask, sums, ends, n);
        int from = ctx.groupId(0) * TILE + ctx.localId(0) * ITEMS;
        for (int k = 0; k < ITEMS; k++) {
            if (from + k < n && mask[from + k]) {
                out[at] = x[from + k];
                at++;
            }
        }
    }

    /** As {@link #pack}, of the elements' positions. */
    static void positions(KernelContext ctx, boolean[] mask, long[] out, int[] ends, int n) {
        int[] sums = ctx.sharedInts(GROUP);
        int at = place(ctx, mask, sums, ends, n);
        int from = ctx.groupId(0) * TILE + ctx.localId(0) * ITEMS;
        for (int k = 0; k < ITEMS; k++) {
            int i = from + k;
            if (i < n && mask[i]) {
                out[at] = i;
                at++;
            }
        }
    }
}
