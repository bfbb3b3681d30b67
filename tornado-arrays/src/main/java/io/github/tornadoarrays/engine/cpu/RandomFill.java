package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.ArrayException;
import io.github.tornadoarrays.rng.BoxMuller;
import io.github.tornadoarrays.rng.Draw;

/**
 * Ranges of a {@link Draw} as arrays: {@code dst[off + j]} becomes element {@code start + j}, for j in [0, n), bit for bit
 * as the definition has it. Any thread can fill any range, so a draw is parallelised by cutting it.
 *
 * <p>A range is worked through in tiles that stay in the first-level cache: lanes of blocks, what is computed from them,
 * then the lanes woven into the elements' order.
 */
public final class RandomFill {
    private RandomFill() {}

    /** {@link Draw#uniform64}. */
    public static void uniform(long key, long draw, long start, double[] dst, int off, int n) {
        tiles(
                2,
                key,
                draw,
                start,
                off,
                n,
                (tile, blocks, skip, at, m) -> Weave.uniform(tile.x, tile.y, skip, dst, at, m));
    }

    /** {@link Draw#uniform32}. */
    public static void uniform(long key, long draw, long start, float[] dst, int off, int n) {
        tiles(
                4,
                key,
                draw,
                start,
                off,
                n,
                (tile, blocks, skip, at, m) -> Weave.uniform(tile.x, tile.y, skip, dst, at, m));
    }

    /** {@link Draw#normal64}. */
    public static void normal(long key, long draw, long start, double[] dst, int off, int n) {
        int size = lanes(n, 2);
        double[] r = new double[size];
        double[] c = new double[size];
        double[] s = new double[size];
        tiles(2, key, draw, start, off, n, (tile, blocks, skip, at, m) -> {
            boxMuller(tile.x, tile.y, r, c, s, blocks);
            Weave.pairs(c, s, skip, dst, at, m);
        });
    }

    /** {@link Draw#normal32}. */
    public static void normal(long key, long draw, long start, float[] dst, int off, int n) {
        int size = lanes(n, 4);
        int[] a = new int[size];
        int[] b = new int[size];
        float[] r = new float[size];
        float[][] z = new float[4][size];
        tiles(4, key, draw, start, off, n, (tile, blocks, skip, at, m) -> {
            split(tile.x, a, b, blocks);
            boxMuller(a, b, r, z[0], z[1], blocks);
            split(tile.y, a, b, blocks);
            boxMuller(a, b, r, z[2], z[3], blocks);
            Weave.quads(z[0], z[1], z[2], z[3], skip, dst, at, m);
        });
    }

    /** {@link Draw#bits64}. */
    public static void bits(long key, long draw, long start, long[] dst, int off, int n) {
        tiles(
                2,
                key,
                draw,
                start,
                off,
                n,
                (tile, blocks, skip, at, m) -> Weave.pairs(tile.x, tile.y, skip, dst, at, m));
    }

    /** {@link Draw#bits32}. */
    public static void bits(long key, long draw, long start, int[] dst, int off, int n) {
        tiles(
                4,
                key,
                draw,
                start,
                off,
                n,
                (tile, blocks, skip, at, m) -> Weave.words(tile.x, tile.y, skip, dst, at, m));
    }

    /** {@link Draw#integer}; {@code range} is unsigned and 0 stands for 2⁶⁴. */
    public static void integers(long key, long draw, long start, long low, long range, long[] dst, int off, int n) {
        if (Draw.isNarrow(range)) {
            tiles(2, key, draw, start, off, n, (tile, blocks, skip, at, m) -> {
                scale(tile, low, range, blocks);
                Weave.pairs(tile.x, tile.y, skip, dst, at, m);
            });
        } else {
            tiles(1, key, draw, start, off, n, (tile, blocks, skip, at, m) -> {
                for (int t = 0; t < m; t++) {
                    dst[at + t] = low + Draw.scale(tile.x[t], tile.y[t], range);
                }
            });
        }
    }

    /** {@link Draw#integer} cut to 32 bits. */
    public static void integers(long key, long draw, long start, long low, long range, int[] dst, int off, int n) {
        narrow(range);
        tiles(2, key, draw, start, off, n, (tile, blocks, skip, at, m) -> {
            scale(tile, low, range, blocks);
            Weave.pairs(tile.x, tile.y, skip, dst, at, m);
        });
    }

    /** {@link Draw#integer} cut to 16 bits. */
    public static void integers(long key, long draw, long start, long low, long range, short[] dst, int off, int n) {
        narrow(range);
        tiles(2, key, draw, start, off, n, (tile, blocks, skip, at, m) -> {
            scale(tile, low, range, blocks);
            Weave.pairs(tile.x, tile.y, skip, dst, at, m);
        });
    }

    /** {@link Draw#integer} cut to 8 bits; for bool the range is 2 from 0. */
    public static void integers(long key, long draw, long start, long low, long range, byte[] dst, int off, int n) {
        narrow(range);
        tiles(2, key, draw, start, off, n, (tile, blocks, skip, at, m) -> {
            scale(tile, low, range, blocks);
            Weave.pairs(tile.x, tile.y, skip, dst, at, m);
        });
    }

    private static void narrow(long range) {
        if (!Draw.isNarrow(range)) {
            throw new ArrayException("integers: range " + Long.toUnsignedString(range)
                    + " does not fit the element type; give 1..2^32, or use int64");
        }
    }

    /** What is done with a tile: elements skip to skip + m - 1 of its first {@code blocks} blocks go to {@code at} on. */
    @FunctionalInterface
    private interface Step {
        void take(PhiloxTile tile, int blocks, int skip, int at, int m);
    }

    /** Cuts a range into tiles. Those that start inside a block end with it, so that all large ones start with a block. */
    private static void tiles(int perBlock, long key, long draw, long start, int off, int n, Step step) {
        PhiloxTile tile = new PhiloxTile(lanes(n, perBlock));
        int done = 0;
        while (done < n) {
            long first = (start + done) / perBlock;
            int skip = (int) ((start + done) % perBlock);
            int m = Math.min(n - done, skip == 0 ? perBlock * PhiloxTile.BLOCKS : perBlock - skip);
            int blocks = (skip + m + perBlock - 1) / perBlock;
            tile.fill(key, draw, first, blocks);
            step.take(tile, blocks, skip, off + done, m);
            done += m;
        }
    }

    private static int lanes(int n, int perBlock) {
        return Math.min(n / perBlock + 1, PhiloxTile.BLOCKS);
    }

    private static void scale(PhiloxTile tile, long low, long range, int blocks) {
        scale(tile.x, low, range, blocks);
        scale(tile.y, low, range, blocks);
    }

    private static void scale(long[] x, long low, long range, int n) {
        for (int t = 0; t < n; t++) {
            x[t] = low + Draw.scale(x[t], range);
        }
    }

    private static void split(long[] x, int[] a, int[] b, int n) {
        for (int t = 0; t < n; t++) {
            a[t] = (int) x[t];
        }
        for (int t = 0; t < n; t++) {
            b[t] = (int) (x[t] >>> 32);
        }
    }

    private static void boxMuller(long[] a, long[] b, double[] r, double[] c, double[] s, int n) {
        for (int t = 0; t < n; t++) {
            r[t] = BoxMuller.radius(a[t]);
        }
        for (int t = 0; t < n; t++) {
            c[t] = r[t] * BoxMuller.cos(b[t]);
        }
        for (int t = 0; t < n; t++) {
            s[t] = r[t] * BoxMuller.sin(b[t]);
        }
    }

    private static void boxMuller(int[] a, int[] b, float[] r, float[] c, float[] s, int n) {
        for (int t = 0; t < n; t++) {
            r[t] = BoxMuller.radius(a[t]);
        }
        for (int t = 0; t < n; t++) {
            c[t] = r[t] * BoxMuller.cos(b[t]);
        }
        for (int t = 0; t < n; t++) {
            s[t] = r[t] * BoxMuller.sin(b[t]);
        }
    }
}
