package io.github.tornadoarrays.engine.cpu;

import java.lang.ref.SoftReference;

/**
 * A thread's working memory for transforms that go side by side: row k has the k-th element of each, real and imaginary parts in arrays of
 * their own. Each row being an array, loops over several rows have one index, which is what HotSpot vectorises.
 */
final class FourierTile {
    private static final ThreadLocal<SoftReference<FourierTile>> OF_THREAD =
            ThreadLocal.withInitial(() -> new SoftReference<>(null));

    private final int width;
    final double[][] re;
    final double[][] im;

    /** For a radix without a loop of its own: what its outputs are made in. */
    final double[][] moreRe;

    final double[][] moreIm;

    /** Where each lane starts in memory that is read and in memory that is written, in complex elements. */
    final int[] from;

    final int[] to;

    private FourierTile(int rows, int more, int width) {
        this.width = width;
        re = new double[rows][width];
        im = new double[rows][width];
        moreRe = new double[more][width];
        moreIm = new double[more][width];
        from = new int[width];
        to = new int[width];
    }

    /** The calling thread's, with any content. */
    static FourierTile get(int rows, int more, int width) {
        FourierTile t = OF_THREAD.get().get();
        if (t == null || t.re.length < rows || t.moreRe.length < more || t.width < width) {
            t = new FourierTile(
                    Math.max(rows, t == null ? 0 : t.re.length),
                    Math.max(more, t == null ? 0 : t.moreRe.length),
                    Math.max(width, t == null ? 0 : t.width));
            OF_THREAD.set(new SoftReference<>(t));
        }
        return t;
    }

    /** Whether lanes lie next to each other. */
    private static boolean together(int[] starts, int lanes) {
        for (int i = 1; i < lanes; i++) {
            if (starts[i] != starts[0] + i) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads n elements of each lane.
     *
     * @param x float[] or double[]
     * @param step from one element of a lane to the next
     * @param swapped whether parts change places, as a transform backward has it
     */
    void load(Object x, int n, int step, boolean swapped, int lanes) {
        double[][] re = swapped ? this.im : this.re;
        double[][] im = swapped ? this.re : this.im;
        boolean together = together(from, lanes);
        int k = 0;
        if (!together) {
            for (; k + 4 <= n; k += 4) {
                if (x instanceof double[] d) {
                    FourierLoops.load4(d, from, k * step, step, re, im, k, lanes);
                } else {
                    FourierLoops.load4((float[]) x, from, k * step, step, re, im, k, lanes);
                }
            }
        }
        for (; k < n; k++) {
            int at = k * step;
            if (x instanceof double[] d) {
                if (together) {
                    FourierLoops.load(d, 2 * (from[0] + at), re[k], im[k], lanes);
                } else {
                    FourierLoops.load1(d, from, at, re[k], im[k], lanes);
                }
            } else {
                float[] f = (float[]) x;
                if (together) {
                    FourierLoops.load(f, 2 * (from[0] + at), re[k], im[k], lanes);
                } else {
                    FourierLoops.load1(f, from, at, re[k], im[k], lanes);
                }
            }
        }
    }

    /** Writes n elements of each lane, the k-th from row {@code order[k]}; else as {@link #load}. */
    void store(Object x, int n, int step, boolean swapped, int[] order, double scale, int lanes) {
        double[][] re = swapped ? this.im : this.re;
        double[][] im = swapped ? this.re : this.im;
        boolean together = together(to, lanes);
        int k = 0;
        if (!together) {
            for (; k + 4 <= n; k += 4) {
                if (x instanceof double[] d) {
                    FourierLoops.store4(d, to, k * step, step, re, im, order, k, scale, lanes);
                } else {
                    FourierLoops.store4((float[]) x, to, k * step, step, re, im, order, k, scale, lanes);
                }
            }
        }
        for (; k < n; k++) {
            int at = k * step;
            double[] r = re[order[k]];
            double[] m = im[order[k]];
            if (x instanceof double[] d) {
                if (together) {
                    FourierLoops.store(d, 2 * (to[0] + at), r, m, scale, lanes);
                } else {
                    FourierLoops.store1(d, to, at, r, m, scale, lanes);
                }
            } else {
                float[] f = (float[]) x;
                if (together) {
                    FourierLoops.store(f, 2 * (to[0] + at), r, m, scale, lanes);
                } else {
                    FourierLoops.store1(f, to, at, r, m, scale, lanes);
                }
            }
        }
    }
}
