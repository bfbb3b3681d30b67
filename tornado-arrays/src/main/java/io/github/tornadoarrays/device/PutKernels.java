package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;

/** Writes at places that may repeat: the last writer of each place is found first, and it alone writes. */
final class PutKernels {
    private PutKernels() {}

    static void nobody(int[] last) {
        for (@Parallel int i = 0; i < last.length; i++) {
            last[i] = -1;
        }
    }

    static void claim(KernelContext ctx, long[] places, int[] last, int n) {
        int i = ctx.globalId(0);
        if (i < n) {
            int ignored = ctx.atomicMax(last, (int) places[i], i);
        }
    }

    /** Element j of block i goes to its place plus {@code offsets[j]}; an element is {@code parts} values. */
    static void write(
            double[] to, long[] places, int[] last, double[] values, int[] offsets, int n, int block, int parts) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < block; j++) {
                int place = (int) places[i];
                if (last[place] == i) {
                    int at = (place + offsets[j]) * parts;
                    int from = (i * block + j) * parts;
                    for (int p = 0; p < parts; p++) {
                        to[at + p] = values[from + p];
                    }
                }
            }
        }
    }
}
