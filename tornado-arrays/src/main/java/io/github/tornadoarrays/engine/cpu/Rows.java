package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.HostBuffer;
import java.lang.ref.Reference;

/** Copies rows of an array, whole, to where they are asked for. */
public final class Rows {
    /** Values that a worker copies at a time. */
    private static final long GRAIN = 1 << 15;

    /** Rows whose places are worked out together. */
    private static final int PLACES = 512;

    private Rows() {}

    /** Whether the memory is of the kinds that {@link #take} knows: Java arrays, and int32 or int64 indices. */
    public static boolean knows(HostBuffer from, HostBuffer indices) {
        return !from.isNative() && (indices.memory() instanceof long[] || indices.memory() instanceof int[]);
    }

    /**
     * Copies row {@code indices[k]} to row {@code k}.
     *
     * @param first the value that row 0 starts at
     * @param step values from one row to the next
     * @param count rows there are; an index below 0 counts from their end, none is out of range
     * @param length values of a row
     * @param firstIndex where the indices start
     * @param to as many rows, one after another
     */
    public static void take(
            HostBuffer from,
            long first,
            long step,
            long count,
            int length,
            HostBuffer indices,
            int firstIndex,
            HostBuffer to) {
        long rows = to.length() * to.dtype().parts() / Math.max(1, length);
        Workers.run(rows, Math.max(1, GRAIN / Math.max(1, length)), (start, end) -> {
            int[] places = new int[PLACES];
            for (int k = (int) start; k < end; k += PLACES) {
                int n = (int) Math.min(PLACES, end - k);
                switch (indices.memory()) {
                    case long[] a -> places(a, firstIndex + k, n, first, step, count, places);
                    case int[] a -> places(a, firstIndex + k, n, first, step, count, places);
                    default -> throw new IllegalStateException("indices of " + indices.dtype());
                }
                copy(from.memory(), places, n, length, to.memory(), k * length);
            }
        });
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(indices);
    }

    private static void places(long[] indices, int at, int n, long first, long step, long count, int[] out) {
        for (int k = 0; k < n; k++) {
            long i = indices[at + k];
            out[k] = (int) (first + (i + (i >> 63 & count)) * step);
        }
    }

    private static void places(int[] indices, int at, int n, long first, long step, long count, int[] out) {
        for (int k = 0; k < n; k++) {
            long i = indices[at + k];
            out[k] = (int) (first + (i + (i >> 63 & count)) * step);
        }
    }

    /** One loop a type: with the types known, the copy of a short row is a few instructions. */
    private static void copy(Object from, int[] places, int n, int length, Object to, int at) {
        switch (from) {
            case float[] a -> {
                float[] b = (float[]) to;
                for (int k = 0; k < n; k++) {
                    System.arraycopy(a, places[k], b, at + k * length, length);
                }
            }
            case double[] a -> {
                double[] b = (double[]) to;
                for (int k = 0; k < n; k++) {
                    System.arraycopy(a, places[k], b, at + k * length, length);
                }
            }
            case long[] a -> {
                long[] b = (long[]) to;
                for (int k = 0; k < n; k++) {
                    System.arraycopy(a, places[k], b, at + k * length, length);
                }
            }
            case int[] a -> {
                int[] b = (int[]) to;
                for (int k = 0; k < n; k++) {
                    System.arraycopy(a, places[k], b, at + k * length, length);
                }
            }
            case short[] a -> {
                short[] b = (short[]) to;
                for (int k = 0; k < n; k++) {
                    System.arraycopy(a, places[k], b, at + k * length, length);
                }
            }
            case byte[] a -> {
                byte[] b = (byte[]) to;
                for (int k = 0; k < n; k++) {
                    System.arraycopy(a, places[k], b, at + k * length, length);
                }
            }
            default -> throw new IllegalStateException("memory of class " + from.getClass());
        }
    }
}
