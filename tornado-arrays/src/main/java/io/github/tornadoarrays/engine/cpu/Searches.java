package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import java.lang.ref.Reference;
import java.util.function.LongPredicate;

/** Binary search in a sorted row in host memory. Of real types, {@link SortKeys} are compared. */
final class Searches {
    /** Elements to search for that are worth a task of their own. */
    private static final long GRAIN = 1 << 10;

    private static final int TILE = 1 << 10;

    private Searches() {}

    static HostBuffer search(HostBuffer sorted, HostBuffer x, boolean right) {
        HostBuffer out = HostPool.allocate(DType.INT64, x.length());
        if (x.dtype().isComplex() || sorted.length() > HostBuffer.MAX_ARRAY) {
            Workers.run(x.length(), GRAIN, (from, to) -> {
                for (long i = from; i < to; i++) {
                    out.setLong(i, one(sorted, x, i, right));
                }
            });
        } else if (x.dtype().bits() == 64) {
            long[] keys = new long[(int) sorted.length()];
            SortKeys.of(sorted, 0, keys.length, true, keys, 0);
            Workers.run(x.length(), GRAIN, (from, to) -> {
                long[] tile = new long[TILE];
                for (long i = from; i < to; i += TILE) {
                    int m = (int) Math.min(TILE, to - i);
                    SortKeys.of(x, i, m, true, tile, 0);
                    search(keys, tile, m, right, out, i);
                }
            });
        } else {
            int[] keys = new int[(int) sorted.length()];
            SortKeys.of(sorted, 0, keys.length, true, keys, 0);
            Workers.run(x.length(), GRAIN, (from, to) -> {
                int[] tile = new int[TILE];
                for (long i = from; i < to; i += TILE) {
                    int m = (int) Math.min(TILE, to - i);
                    SortKeys.of(x, i, m, true, tile, 0);
                    search(keys, tile, m, right, out, i);
                }
            });
        }
        Reference.reachabilityFence(sorted);
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(out);
        return out;
    }

    /** Halves without a branch on what is found: half of those would be mispredicted. */
    private static void search(int[] keys, int[] values, int m, boolean right, HostBuffer out, long at) {
        for (int i = 0; i < m; i++) {
            // below the next key's value is the same as not above this one's
            long value = (long) values[i] + (right ? 1 : 0);
            int base = 0;
            for (int n = keys.length; n > 0; ) {
                int half = (n + 1) >>> 1;
                base += keys[base + half - 1] < value ? half : 0;
                n -= half;
            }
            out.setLong(at + i, base);
        }
    }

    private static void search(long[] keys, long[] values, int m, boolean right, HostBuffer out, long at) {
        for (int i = 0; i < m; i++) {
            long value = values[i];
            if (right && value == Long.MAX_VALUE) {
                out.setLong(at + i, keys.length);
                continue;
            }
            value += right ? 1 : 0;
            int base = 0;
            for (int n = keys.length; n > 0; ) {
                int half = (n + 1) >>> 1;
                base += keys[base + half - 1] < value ? half : 0;
                n -= half;
            }
            out.setLong(at + i, base);
        }
    }

    private static long one(HostBuffer sorted, HostBuffer x, long i, boolean right) {
        LongPredicate before = j -> {
            int order = compare(sorted, j, x, i);
            return order < 0 || right && order == 0;
        };
        long low = 0;
        long high = sorted.length();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (before.test(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(HostBuffer a, long i, HostBuffer b, long j) {
        if (!a.dtype().isComplex()) {
            return a.dtype().isFloat()
                    ? Double.compare(a.getDouble(i) + 0.0, b.getDouble(j) + 0.0)
                    : a.dtype() == DType.UINT64
                            ? Long.compareUnsigned(a.getLong(i), b.getLong(j))
                            : Long.compare(a.getLong(i), b.getLong(j));
        }
        double re = a.getDouble(2 * i) + 0.0;
        double im = a.getDouble(2 * i + 1) + 0.0;
        double otherRe = b.getDouble(2 * j) + 0.0;
        double otherIm = b.getDouble(2 * j + 1) + 0.0;
        int order = Integer.compare(nans(re, im), nans(otherRe, otherIm));
        order = order != 0 ? order : Double.compare(re, otherRe);
        return order != 0 ? order : Double.compare(im, otherIm);
    }

    private static int nans(double re, double im) {
        return (Double.isNaN(re) ? 2 : 0) + (Double.isNaN(im) ? 1 : 0);
    }
}
