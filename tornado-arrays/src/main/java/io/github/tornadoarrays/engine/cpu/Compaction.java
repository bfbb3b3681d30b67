package io.github.tornadoarrays.engine.cpu;

/**
 * Selection by a mask of bytes 0 or 1: {@code x[mask]} and {@code nonzero(mask)}.
 *
 * <p>Two parallel passes: {@link #places} counts each block of the mask and sums the counts; then each block writes from
 * its place on. A block stores every element and moves on by the mask's byte, so that there is no branch to mispredict,
 * and stops where the next block's place begins, so that it never writes there.
 */
public final class Compaction {
    private static final int BLOCK = 1 << 14;
    private static final int BLOCKS_A_GRAIN = 4;

    private Compaction() {}

    /** Where each block's selection starts, and at the end how many elements are selected. */
    public static int[] places(byte[] mask, int off, int n) {
        int blocks = (int) (((long) n + BLOCK - 1) / BLOCK);
        int[] places = new int[blocks + 1];
        Workers.run(blocks, BLOCKS_A_GRAIN, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                int begin = b * BLOCK;
                places[b + 1] = (int) TileReduce.countTrue(mask, off + begin, Math.min(BLOCK, n - begin));
            }
        });
        for (int b = 0; b < blocks; b++) {
            places[b + 1] += places[b];
        }
        return places;
    }

    /** How many elements the places select. */
    public static int total(int[] places) {
        return places[places.length - 1];
    }

    /** The positions, counted from {@code off}, of the bytes that are 1. */
    public static long[] nonzeroFlat(byte[] mask, int off, int n) {
        int[] places = places(mask, off, n);
        long[] out = new long[total(places)];
        nonzeroFlat(mask, off, places, out);
        return out;
    }

    /** The positions, counted from {@code off}, of the bytes that are 1, into {@code out}. */
    public static void nonzeroFlat(byte[] mask, int off, int[] places, long[] out) {
        Workers.run(places.length - 1, BLOCKS_A_GRAIN, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                int end = places[b + 1];
                int i = b * BLOCK;
                for (int at = places[b]; at < end; i++) {
                    out[at] = i;
                    at += mask[off + i];
                }
            }
        });
    }

    public static byte[] select(byte[] mask, int maskOff, byte[] x, int off, int n) {
        int[] places = places(mask, maskOff, n);
        byte[] out = new byte[total(places)];
        select(mask, maskOff, x, off, places, out);
        return out;
    }

    /** The {@code x[off + i]} with {@code mask[maskOff + i]}, into {@code out}, which may be longer. */
    public static void select(byte[] mask, int maskOff, byte[] x, int off, int[] places, byte[] out) {
        Workers.run(places.length - 1, BLOCKS_A_GRAIN, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                pack(mask, maskOff + b * BLOCK, x, off + b * BLOCK, out, places[b], places[b + 1]);
            }
        });
    }

    private static void pack(byte[] mask, int maskOff, byte[] x, int off, byte[] out, int begin, int end) {
        int at = begin;
        int i = off;
        int shift = maskOff - off;
        for (; at <= end - 4; i += 4) { // four more are selected, so four more are there
            int m = i + shift;
            out[at] = x[i];
            at += mask[m];
            out[at] = x[i + 1];
            at += mask[m + 1];
            out[at] = x[i + 2];
            at += mask[m + 2];
            out[at] = x[i + 3];
            at += mask[m + 3];
        }
        for (; at < end; i++) {
            out[at] = x[i];
            at += mask[i + shift];
        }
    }

    public static short[] select(byte[] mask, int maskOff, short[] x, int off, int n) {
        int[] places = places(mask, maskOff, n);
        short[] out = new short[total(places)];
        select(mask, maskOff, x, off, places, out);
        return out;
    }

    /** The {@code x[off + i]} with {@code mask[maskOff + i]}, into {@code out}, which may be longer. */
    public static void select(byte[] mask, int maskOff, short[] x, int off, int[] places, short[] out) {
        Workers.run(places.length - 1, BLOCKS_A_GRAIN, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                pack(mask, maskOff + b * BLOCK, x, off + b * BLOCK, out, places[b], places[b + 1]);
            }
        });
    }

    private static void pack(byte[] mask, int maskOff, short[] x, int off, short[] out, int begin, int end) {
        int at = begin;
        int i = off;
        int shift = maskOff - off;
        for (; at <= end - 4; i += 4) { // four more are selected, so four more are there
            int m = i + shift;
            out[at] = x[i];
            at += mask[m];
            out[at] = x[i + 1];
            at += mask[m + 1];
            out[at] = x[i + 2];
            at += mask[m + 2];
            out[at] = x[i + 3];
            at += mask[m + 3];
        }
        for (; at < end; i++) {
            out[at] = x[i];
            at += mask[i + shift];
        }
    }

    public static int[] select(byte[] mask, int maskOff, int[] x, int off, int n) {
        int[] places = places(mask, maskOff, n);
        int[] out = new int[total(places)];
        select(mask, maskOff, x, off, places, out);
        return out;
    }

    /** The {@code x[off + i]} with {@code mask[maskOff + i]}, into {@code out}, which may be longer. */
    public static void select(byte[] mask, int maskOff, int[] x, int off, int[] places, int[] out) {
        Workers.run(places.length - 1, BLOCKS_A_GRAIN, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                pack(mask, maskOff + b * BLOCK, x, off + b * BLOCK, out, places[b], places[b + 1]);
            }
        });
    }

    private static void pack(byte[] mask, int maskOff, int[] x, int off, int[] out, int begin, int end) {
        int at = begin;
        int i = off;
        int shift = maskOff - off;
        for (; at <= end - 4; i += 4) { // four more are selected, so four more are there
            int m = i + shift;
            out[at] = x[i];
            at += mask[m];
            out[at] = x[i + 1];
            at += mask[m + 1];
            out[at] = x[i + 2];
            at += mask[m + 2];
            out[at] = x[i + 3];
            at += mask[m + 3];
        }
        for (; at < end; i++) {
            out[at] = x[i];
            at += mask[i + shift];
        }
    }

    public static long[] select(byte[] mask, int maskOff, long[] x, int off, int n) {
        int[] places = places(mask, maskOff, n);
        long[] out = new long[total(places)];
        select(mask, maskOff, x, off, places, out);
        return out;
    }

    /** The {@code x[off + i]} with {@code mask[maskOff + i]}, into {@code out}, which may be longer. */
    public static void select(byte[] mask, int maskOff, long[] x, int off, int[] places, long[] out) {
        Workers.run(places.length - 1, BLOCKS_A_GRAIN, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                pack(mask, maskOff + b * BLOCK, x, off + b * BLOCK, out, places[b], places[b + 1]);
            }
        });
    }

    private static void pack(byte[] mask, int maskOff, long[] x, int off, long[] out, int begin, int end) {
        int at = begin;
        int i = off;
        int shift = maskOff - off;
        for (; at <= end - 4; i += 4) { // four more are selected, so four more are there
            int m = i + shift;
            out[at] = x[i];
            at += mask[m];
            out[at] = x[i + 1];
            at += mask[m + 1];
            out[at] = x[i + 2];
            at += mask[m + 2];
            out[at] = x[i + 3];
            at += mask[m + 3];
        }
        for (; at < end; i++) {
            out[at] = x[i];
            at += mask[i + shift];
        }
    }

    public static float[] select(byte[] mask, int maskOff, float[] x, int off, int n) {
        int[] places = places(mask, maskOff, n);
        float[] out = new float[total(places)];
        select(mask, maskOff, x, off, places, out);
        return out;
    }

    /** The {@code x[off + i]} with {@code mask[maskOff + i]}, into {@code out}, which may be longer. */
    public static void select(byte[] mask, int maskOff, float[] x, int off, int[] places, float[] out) {
        Workers.run(places.length - 1, BLOCKS_A_GRAIN, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                pack(mask, maskOff + b * BLOCK, x, off + b * BLOCK, out, places[b], places[b + 1]);
            }
        });
    }

    private static void pack(byte[] mask, int maskOff, float[] x, int off, float[] out, int begin, int end) {
        int at = begin;
        int i = off;
        int shift = maskOff - off;
        for (; at <= end - 4; i += 4) { // four more are selected, so four more are there
            int m = i + shift;
            out[at] = x[i];
            at += mask[m];
            out[at] = x[i + 1];
            at += mask[m + 1];
            out[at] = x[i + 2];
            at += mask[m + 2];
            out[at] = x[i + 3];
            at += mask[m + 3];
        }
        for (; at < end; i++) {
            out[at] = x[i];
            at += mask[i + shift];
        }
    }

    public static double[] select(byte[] mask, int maskOff, double[] x, int off, int n) {
        int[] places = places(mask, maskOff, n);
        double[] out = new double[total(places)];
        select(mask, maskOff, x, off, places, out);
        return out;
    }

    /** The {@code x[off + i]} with {@code mask[maskOff + i]}, into {@code out}, which may be longer. */
    public static void select(byte[] mask, int maskOff, double[] x, int off, int[] places, double[] out) {
        Workers.run(places.length - 1, BLOCKS_A_GRAIN, (from, to) -> {
            for (int b = (int) from; b < to; b++) {
                pack(mask, maskOff + b * BLOCK, x, off + b * BLOCK, out, places[b], places[b + 1]);
            }
        });
    }

    private static void pack(byte[] mask, int maskOff, double[] x, int off, double[] out, int begin, int end) {
        int at = begin;
        int i = off;
        int shift = maskOff - off;
        for (; at <= end - 4; i += 4) { // four more are selected, so four more are there
            int m = i + shift;
            out[at] = x[i];
            at += mask[m];
            out[at] = x[i + 1];
            at += mask[m + 1];
            out[at] = x[i + 2];
            at += mask[m + 2];
            out[at] = x[i + 3];
            at += mask[m + 3];
        }
        for (; at < end; i++) {
            out[at] = x[i];
            at += mask[i + shift];
        }
    }
}
