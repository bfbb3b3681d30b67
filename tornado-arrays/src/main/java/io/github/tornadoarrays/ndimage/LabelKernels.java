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

    // ---- parts of the elements, each by one work item: for processors

    /** {@link #begin} and {@link #join} for elements of one part each; those of part p are {@code bounds[p]} … {@code bounds[p + 1] - 1}. */
    static void joinParts(boolean[] inside, int[] parent, int[] offsets, int[] bounds) {
        for (@Parallel int p = 0; p < bounds.length - 1; p++) {
            for (int i = bounds[p]; i < bounds[p + 1]; i++) {
                int own = inside[i] ? i : -1;
                parent[i] = own;
                for (int k = 0; own >= 0 && k < offsets.length; k++) {
                    int other = i + offsets[k];
                    if (other >= bounds[p] && parent[other] >= 0) {
                        int root = root(parent, other);
                        parent[Math.max(root, own)] = Math.min(root, own);
                        own = Math.min(root, own);
                        parent[i] = own;
                        parent[other] = own;
                    }
                }
            }
        }
    }

    /** Joins the elements of each part with those of parts before it; one work item. */
    static void joinBorders(int[] parent, int[] offsets, int[] bounds, int reach) {
        for (@Parallel int one = 0; one < 1; one++) {
            for (int p = 1; p < bounds.length - 1; p++) {
                for (int i = bounds[p]; i < Math.min(bounds[p] + reach, bounds[p + 1]); i++) {
                    for (int k = 0; parent[i] >= 0 && k < offsets.length; k++) {
                        int other = i + offsets[k];
                        if (other < bounds[p] && parent[other] >= 0) {
                            int a = root(parent, i);
                            int b = root(parent, other);
                            parent[Math.max(a, b)] = Math.min(a, b);
                        }
                    }
                }
            }
        }
    }

    /** How many components begin in each part, behind a 0. */
    static void countFirsts(int[] parent, int[] bounds, int[] counts) {
        for (@Parallel int p = 0; p < counts.length; p++) {
            int n = 0;
            if (p > 0) {
                for (int i = bounds[p - 1]; i < bounds[p]; i++) {
                    n += parent[i] == i ? 1 : 0;
                }
            }
            counts[p] = n;
        }
    }

    /** The number of each component, where it begins. */
    static void number(int[] parent, int[] bounds, long[] before, int[] numbers) {
        for (@Parallel int p = 0; p < bounds.length - 1; p++) {
            int n = (int) before[p];
            for (int i = bounds[p]; i < bounds[p + 1]; i++) {
                if (parent[i] == i) {
                    n++;
                    numbers[i] = n;
                }
            }
        }
    }

    /** The number of each element's component; 0 outside. */
    static void label(int[] parent, int[] numbers, int[] labels) {
        for (@Parallel int i = 0; i < labels.length; i++) {
            int label = 0;
            if (parent[i] >= 0) {
                label = numbers[root(parent, i)];
            }
            labels[i] = label;
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
