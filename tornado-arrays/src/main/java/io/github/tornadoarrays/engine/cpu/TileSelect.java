package io.github.tornadoarrays.engine.cpu;

import java.lang.foreign.MemorySegment;

/**
 * Chooses between two tiles by a mask of 0 and 1, without a branch: a branch on data costs a misprediction every other element.
 * Floats are chosen by their bits; a tile function as {@link TileMath}'s.
 */
public final class TileSelect {
    private static final ThreadLocal<TileSelect> OF_THREAD = ThreadLocal.withInitial(TileSelect::new);

    private final int[] mask = new int[TileMath.TILE];
    private final int[] x = new int[TileMath.TILE];
    private final int[] y = new int[TileMath.TILE];
    private final long[] wideMask = new long[TileMath.TILE];
    private final long[] wideX = new long[TileMath.TILE];
    private final long[] wideY = new long[TileMath.TILE];

    private TileSelect() {}

    /** {@code out[i] = mask[i] ? yes[i] : no[i]}. */
    public static void select(byte[] mask, float[] yes, float[] no, float[] out, int n) {
        TileSelect s = OF_THREAD.get();
        widen(mask, s.mask, n);
        MemorySegment.copy(MemorySegment.ofArray(yes), 0, MemorySegment.ofArray(s.x), 0, 4L * n);
        MemorySegment.copy(MemorySegment.ofArray(no), 0, MemorySegment.ofArray(s.y), 0, 4L * n);
        blend(s.mask, s.x, s.y, s.x, n);
        MemorySegment.copy(MemorySegment.ofArray(s.x), 0, MemorySegment.ofArray(out), 0, 4L * n);
    }

    /** {@code out[i] = mask[i] ? yes[i] : no[i]}. */
    public static void select(byte[] mask, double[] yes, double[] no, double[] out, int n) {
        TileSelect s = OF_THREAD.get();
        widen(mask, s.mask, n);
        widen(s.mask, s.wideMask, n);
        MemorySegment.copy(MemorySegment.ofArray(yes), 0, MemorySegment.ofArray(s.wideX), 0, 8L * n);
        MemorySegment.copy(MemorySegment.ofArray(no), 0, MemorySegment.ofArray(s.wideY), 0, 8L * n);
        blend(s.wideMask, s.wideX, s.wideY, s.wideX, n);
        MemorySegment.copy(MemorySegment.ofArray(s.wideX), 0, MemorySegment.ofArray(out), 0, 8L * n);
    }

    /** {@code out[i] = mask[i] ? yes[i] : no[i]}. */
    public static void select(byte[] mask, int[] yes, int[] no, int[] out, int n) {
        TileSelect s = OF_THREAD.get();
        widen(mask, s.mask, n);
        blend(s.mask, yes, no, out, n);
    }

    /** {@code out[i] = mask[i] ? yes[i] : no[i]}. */
    public static void select(byte[] mask, long[] yes, long[] no, long[] out, int n) {
        TileSelect s = OF_THREAD.get();
        widen(mask, s.mask, n);
        widen(s.mask, s.wideMask, n);
        blend(s.wideMask, yes, no, out, n);
    }

    /** {@code out[i] = mask[i] ? yes[i] : no[i]}. */
    public static void select(byte[] mask, short[] yes, short[] no, short[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (short) (no[i] ^ (yes[i] ^ no[i]) & -mask[i]);
        }
    }

    /** {@code out[i] = mask[i] ? yes[i] : no[i]}. */
    public static void select(byte[] mask, byte[] yes, byte[] no, byte[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = (byte) (no[i] ^ (yes[i] ^ no[i]) & -mask[i]);
        }
    }

    private static void widen(byte[] mask, int[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = -mask[i];
        }
    }

    private static void widen(int[] mask, long[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = mask[i];
        }
    }

    private static void blend(int[] mask, int[] yes, int[] no, int[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = no[i] ^ (yes[i] ^ no[i]) & mask[i];
        }
    }

    private static void blend(long[] mask, long[] yes, long[] no, long[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = no[i] ^ (yes[i] ^ no[i]) & mask[i];
        }
    }
}
