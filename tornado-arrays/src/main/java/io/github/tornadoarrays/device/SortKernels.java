package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.KernelContext;
import io.github.tornadoarrays.kernel.Parallel;

/**
 * Sorting of rows of n keys, int32 or int64 in the place of {@code double}. Long rows: by digits of four bits, the lowest first; a
 * pass counts the digits of each tile, and once it is known where each digit of each tile goes, each tile is put in order in the
 * memory its group shares and written (D. Merrill, A. Grimshaw, "High performance and scalable radix sorting", 2011). Short rows: as
 * many as a group has room for by bitonic merging (K. E. Batcher, 1968). Positions, where wanted, go along.
 */
final class SortKernels {
    static final int GROUP = 256;
    static final int ITEMS = 4;
    static final int TILE = GROUP * ITEMS;
    static final int BITS = 4;
    static final int DIGITS = 1 << BITS;

    /** What goes along with keys: nothing, the positions in a buffer, or the position each key has. */
    static final int NONE = 0;

    static final int GIVEN = 1;
    static final int OWN = 2;

    private SortKernels() {}

    private static int digit(double key, int shift, int flip) {
        return (int) ((long) key >> shift) & DIGITS - 1 ^ flip;
    }

    /** How often each digit occurs in each tile, by row, digit, tile. */
    static void counts(KernelContext ctx, double[] keys, int[] counts, int n, int tiles, int shift, int flip) {
        int[] own = ctx.sharedInts(DIGITS * DIGITS);
        int t = ctx.localId(0);
        int g = ctx.groupId(0);
        int from = g % tiles * TILE;
        int base = g / tiles * n + from;
        own[t] = 0;
        ctx.barrier();
        for (int k = 0; k < ITEMS; k++) {
            int i = k * GROUP + t;
            if (from + i < n) {
                int ignored = ctx.atomicAdd(own, digit(keys[base + i], shift, flip) * DIGITS + t % DIGITS, 1);
            }
        }
        ctx.barrier();
        if (t < DIGITS) {
            int count = 0;
            for (int k = 0; k < DIGITS; k++) {
                count += own[t * DIGITS + k];
            }
            counts[(g / tiles * DIGITS + t) * tiles + g % tiles] = count;
        }
    }

    /** Moves each key to where its digit says; {@code ends} are the running sums of the counts of each row. */
    static void move(
            KernelContext ctx,
            double[] keys,
            double[] out,
            int[] places,
            int[] outPlaces,
            int[] ends,
            int n,
            int tiles,
            int shift,
            int flip,
            int along) {
        int[] own = ctx.sharedInts(DIGITS * GROUP);
        int[] sums = ctx.sharedInts(GROUP);
        int[] starts = ctx.sharedInts(DIGITS);
        double[] tileKeys = ctx.sharedDoubles(TILE);
        int[] tilePlaces = ctx.sharedInts(TILE);
        int t = ctx.localId(0);
        int g = ctx.groupId(0);
        int from = g % tiles * TILE;
        int base = g / tiles * n + from;
        for (int d = 0; d < DIGITS; d++) {
            own[d * GROUP + t] = 0;
        }
        for (int k = 0; k < ITEMS; k++) {
            int i = t * ITEMS + k;
            if (from + i < n) {
                own[digit(keys[base + i], shift, flip) * GROUP + t]++;
            }
        }
        ctx.barrier();
        int s = 0;
        for (int k = 0; k < DIGITS; k++) {
            int count = own[t * DIGITS + k];
            own[t * DIGITS + k] = s;
            s += count;
        }
        sums[t] = s;
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
        int before = sums[t] - s;
        for (int k = 0; k < DIGITS; k++) {
            own[t * DIGITS + k] += before;
        }
        ctx.barrier();
        if (t < DIGITS) {
            starts[t] = own[t * GROUP];
        }
        ctx.barrier();
        for (int k = 0; k < ITEMS; k++) {
            int i = t * ITEMS + k;
            if (from + i < n) {
                double key = keys[base + i];
                int d = digit(key, shift, flip) * GROUP + t;
                int place = own[d];
                own[d] = place + 1;
                tileKeys[place] = key;
                if (along == OWN) {
                    tilePlaces[place] = from + i;
                } else if (along == GIVEN) {
                    tilePlaces[place] = places[base + i];
                }
            }
        }
        ctx.barrier();
        for (int k = 0; k < ITEMS; k++) {
            int i = k * GROUP + t;
            if (from + i < n) {
                double key = tileKeys[i];
                int d = digit(key, shift, flip);
                int at = d * tiles + g % tiles;
                int start = 0;
                if (at > 0) {
                    start = ends[g / tiles * DIGITS * tiles + at - 1];
                }
                int to = base - from + start + i - starts[d];
                out[to] = key;
                if (along != NONE) {
                    outPlaces[to] = tilePlaces[i];
                }
            }
        }
    }

    /**
     * Rows of n keys, {@code span}, a power of two from n to a tile, of memory each. Of equal keys the first is the smaller, so that
     * the order does not depend on how they are merged.
     */
    static void merge(KernelContext ctx, double[] keys, double[] out, int[] outPlaces, int n, int rows, int span) {
        double[] tile = ctx.sharedDoubles(TILE);
        int[] places = ctx.sharedInts(TILE);
        int t = ctx.localId(0);
        int firstRow = ctx.groupId(0) * (TILE / span);
        for (int k = 0; k < ITEMS; k++) {
            int i = k * GROUP + t;
            int row = firstRow + i / span;
            int place = i % span;
            places[i] = place;
            tile[i] = 0;
            if (row < rows && place < n) {
                tile[i] = keys[row * n + place];
            }
        }
        ctx.barrier();
        for (int size = 2; size <= span; size <<= 1) {
            for (int apart = size >> 1; apart > 0; apart >>= 1) {
                for (int k = 0; k < ITEMS / 2; k++) {
                    int pair = k * GROUP + t;
                    int i = (pair / apart * 2) * apart + pair % apart;
                    int j = i + apart;
                    double a = tile[i];
                    double b = tile[j];
                    int p = places[i];
                    int q = places[j];
                    boolean after = p >= n || q < n && (a > b || a == b && p > q);
                    boolean ascending = (i % span & size) == 0;
                    if (after == ascending) {
                        tile[i] = b;
                        tile[j] = a;
                        places[i] = q;
                        places[j] = p;
                    }
                }
                ctx.barrier();
            }
        }
        for (int k = 0; k < ITEMS; k++) {
            int i = k * GROUP + t;
            int row = firstRow + i / span;
            int place = i % span;
            if (row < rows && place < n) {
                out[row * n + place] = tile[i];
                outPlaces[row * n + place] = places[i];
            }
        }
    }

    /** How many of n keys in order are below each value, or not above it. */
    static void search(double[] keys, double[] values, long[] out, int n, int right) {
        for (@Parallel int i = 0; i < values.length; i++) {
            double value = values[i];
            int low = 0;
            int high = n;
            while (low < high) {
                int middle = low + (high - low) / 2;
                double key = keys[middle];
                if (key < value || right != 0 && key == value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            out[i] = low;
        }
    }

    // ---- keys: signed integers in the order of elements, NaN the last of them

    static void intKeys(double[] x, int[] keys, int flip) {
        for (@Parallel int i = 0; i < keys.length; i++) {
            keys[i] = (int) (long) x[i] ^ flip;
        }
    }

    static void ofIntKeys(int[] keys, double[] x, int flip) {
        for (@Parallel int i = 0; i < keys.length; i++) {
            x[i] = (double) (keys[i] ^ flip);
        }
    }

    static void longKeys(double[] x, long[] keys, long flip) {
        for (@Parallel int i = 0; i < keys.length; i++) {
            keys[i] = (long) x[i] ^ flip;
        }
    }

    static void ofLongKeys(long[] keys, double[] x, long flip) {
        for (@Parallel int i = 0; i < keys.length; i++) {
            x[i] = (double) (keys[i] ^ flip);
        }
    }

    static void floatKeys(double[] x, int[] keys, int equalZeros) {
        for (@Parallel int i = 0; i < keys.length; i++) {
            float v = (float) x[i];
            int bits = Float.floatToRawIntBits(v);
            int key = bits ^ bits >> 31 & Integer.MAX_VALUE;
            if (v != v) {
                key = Integer.MAX_VALUE;
            } else if (v == 0 && equalZeros != 0) {
                key = 0;
            }
            keys[i] = key;
        }
    }

    static void ofFloatKeys(int[] keys, double[] x) {
        for (@Parallel int i = 0; i < keys.length; i++) {
            int key = keys[i];
            float v = Float.intBitsToFloat(key ^ key >> 31 & Integer.MAX_VALUE);
            x[i] = (double) v;
        }
    }

    static void doubleKeys(double[] x, long[] keys, int equalZeros) {
        for (@Parallel int i = 0; i < keys.length; i++) {
            double v = x[i];
            long bits = Double.doubleToRawLongBits(v);
            long key = bits ^ bits >> 63 & Long.MAX_VALUE;
            if (v != v) {
                key = Long.MAX_VALUE;
            } else if (v == 0 && equalZeros != 0) {
                key = 0;
            }
            keys[i] = key;
        }
    }

    static void ofDoubleKeys(long[] keys, double[] x) {
        for (@Parallel int i = 0; i < keys.length; i++) {
            long key = keys[i];
            x[i] = Double.longBitsToDouble(key ^ key >> 63 & Long.MAX_VALUE);
        }
    }

    /** Positions as int64. */
    static void widen(int[] places, long[] out) {
        for (@Parallel int i = 0; i < places.length; i++) {
            out[i] = places[i];
        }
    }
}
