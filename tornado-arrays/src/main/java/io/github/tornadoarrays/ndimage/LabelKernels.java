package io.github.tornadoarrays.ndimage;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;

/**
 * Connected components by union and find: each element points to one before it in its component, at last to the first (Y. Komura, "GPU-based
 * cluster-labeling algorithm without the use of conventional iteration", 2015). Arrays have a margin of zeros; elements outside have parent -1.
 */
final class LabelKernels {
    private LabelKernels() {}

    static void begin(boolean[] inside, int[] parent) {
        for (@Parallel int i = 0; i < parent.length; i++) {
            parent[i] = inside[i] ? i : -1;
        }
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            at = parent[at];
        }
        return at;
    }

    /** Joins each element with those neighbours that are before it. */
    static void join(KernelContext c, int[] parent, int[] offsets) {
        int i = c.globalId(0);
        if (i < parent.length && parent[i] >= 0) {
            for (int k = 0; k < offsets.length; k++) {
                int other = i + offsets[k];
                if (parent[other] >= 0) {
                    int a = root(parent, i);
                    int b = root(parent, other);
                    boolean apart = a != b;
                    while (apart) {
                        int high = Math.max(a, b);
                        int low = Math.min(a, b);
                        int before = c.atomicMin(parent, high, low);
                        // somebody else may have joined it meanwhile
                        apart = before != high && before != low;
                        a = root(parent, before);
                        b = root(parent, low);
                        apart = apart && a != b;
                    }
                }
            }
        }
    }

    static void flatten(int[] parent, int[] roots) {
        for (@Parallel int i = 0; i < parent.length; i++) {
            roots[i] = parent[i] < 0 ? -1 : root(parent, i);
        }
    }

    /** The first and last index along each axis of the elements of each label: {@code bounds[(label - 1) * 2 * rank + 2 * axis]} and after it. */
    static void bounds(KernelContext c, int[] labels, int[] shape, int[] bounds) {
        int i = c.globalId(0);
        if (i < labels.length && labels[i] > 0) {
            int rank = shape.length;
            int rest = i;
            for (int a = rank - 1; a >= 0; a--) {
                int q = rest / shape[a];
                int at = rest - q * shape[a];
                rest = q;
                int place = (labels[i] - 1) * 2 * rank + 2 * a;
                c.atomicMin(bounds, place, at);
                c.atomicMax(bounds, place + 1, at);
            }
        }
    }

    /**
     * The least of what elements along the middle axis have and the square of how far they are: what a step of the distance transform is (P.
     * Felzenszwalb and D. Huttenlocher, "Distance transforms of sampled functions", 2012), looked for outwards until nothing nearer can come.
     */
    static void nearest(double[] x, double[] y, int outer, int n, int inner, double apart) {
        for (@Parallel int o = 0; o < outer; o++) {
            for (@Parallel int p = 0; p < n; p++) {
                for (@Parallel int i = 0; i < inner; i++) {
                    int line = o * n * inner + i;
                    double best = x[line + p * inner];
                    boolean searching = true;
                    for (int d = 1; searching && d < n; d++) {
                        double square = d * apart * (d * apart);
                        searching = square < best;
                        if (searching && p - d >= 0) {
                            best = Math.min(best, x[line + (p - d) * inner] + square);
                        }
                        if (searching && p + d < n) {
                            best = Math.min(best, x[line + (p + d) * inner] + square);
                        }
                    }
                    y[line + p * inner] = best;
                }
            }
        }
    }
}
