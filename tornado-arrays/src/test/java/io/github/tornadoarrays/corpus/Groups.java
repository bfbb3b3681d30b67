package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.kernel.KernelContext;

/** Kernels of work items that share memory with their group, and what each comes to, written as a plain loop. */
final class Groups {
    private static final int TILE = 8;
    private static final int GROUP = 64;

    private Groups() {}

    static void matmulTiled(KernelContext c, float[] a, float[] b, float[] out, int n) {
        float[] left = c.sharedFloats(TILE * TILE);
        float[] right = c.sharedFloats(TILE * TILE);
        int col = c.globalId(0);
        int row = c.globalId(1);
        int x = c.localId(0);
        int y = c.localId(1);
        float sum = 0;
        for (int t = 0; t < (n + TILE - 1) / TILE; t++) {
            left[y * TILE + x] = row < n && t * TILE + x < n ? a[row * n + t * TILE + x] : 0;
            right[y * TILE + x] = col < n && t * TILE + y < n ? b[(t * TILE + y) * n + col] : 0;
            c.barrier();
            for (int k = 0; k < TILE; k++) {
                sum += left[y * TILE + k] * right[k * TILE + x];
            }
            c.barrier();
        }
        if (row < n && col < n) {
            out[row * n + col] = sum;
        }
    }

    static void transposeTiled(KernelContext c, int[] in, int[] out, int rows, int cols) {
        int[] tile = c.sharedInts(TILE * (TILE + 1));
        int x = c.localId(0);
        int y = c.localId(1);
        int col = c.groupId(0) * TILE + x;
        int row = c.groupId(1) * TILE + y;
        if (row < rows && col < cols) {
            tile[y * (TILE + 1) + x] = in[row * cols + col];
        }
        c.barrier();
        int outCol = c.groupId(1) * TILE + x;
        int outRow = c.groupId(0) * TILE + y;
        if (outRow < cols && outCol < rows) {
            out[outRow * rows + outCol] = tile[x * (TILE + 1) + y];
        }
    }

    static void transposePlain(int[] in, int[] out, int rows, int cols) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                out[j * rows + i] = in[i * cols + j];
            }
        }
    }

    static void histogram(KernelContext c, byte[] data, int[] counts) {
        int[] own = c.sharedInts(256);
        for (int k = c.localId(0); k < 256; k += c.localSize(0)) {
            own[k] = 0;
        }
        c.barrier();
        for (int i = c.globalId(0); i < data.length; i += c.globalSize(0)) {
            c.atomicAdd(own, data[i] & 0xff, 1);
        }
        c.barrier();
        for (int k = c.localId(0); k < 256; k += c.localSize(0)) {
            if (own[k] != 0) {
                c.atomicAdd(counts, k, own[k]);
            }
        }
    }

    static void histogramPlain(byte[] data, int[] counts) {
        for (byte b : data) {
            counts[b & 0xff]++;
        }
    }

    /** Blelloch's scan of each group: up and down a tree; what precedes each element, and each group's total. */
    static void blockScan(KernelContext c, int[] in, int[] out, int[] totals) {
        int[] tree = c.sharedInts(GROUP);
        int local = c.localId(0);
        int at = c.globalId(0);
        tree[local] = at < in.length ? in[at] : 0;
        for (int step = 1; step < GROUP; step *= 2) {
            c.barrier();
            if ((local & 2 * step - 1) == 2 * step - 1) {
                tree[local] += tree[local - step];
            }
        }
        c.barrier();
        if (local == GROUP - 1) {
            totals[c.groupId(0)] = tree[local];
            tree[local] = 0;
        }
        for (int step = GROUP / 2; step > 0; step /= 2) {
            c.barrier();
            if ((local & 2 * step - 1) == 2 * step - 1) {
                int t = tree[local - step];
                tree[local - step] = tree[local];
                tree[local] += t;
            }
        }
        c.barrier();
        if (at < in.length) {
            out[at] = tree[local];
        }
    }

    static void blockScanPlain(int[] in, int[] out, int[] totals) {
        for (int g = 0; g < totals.length; g++) {
            int sum = 0;
            for (int i = g * GROUP; i < Math.min((g + 1) * GROUP, in.length); i++) {
                out[i] = sum;
                sum += in[i];
            }
            totals[g] = sum;
        }
    }

    /** Hillis and Steele's scan: log₂ rounds in which everybody adds what is that far to the left. */
    static void groupPrefix(KernelContext c, long[] x) {
        long[] before = c.sharedLongs(GROUP);
        long[] after = c.sharedLongs(GROUP);
        int local = c.localId(0);
        int at = c.globalId(0);
        before[local] = at < x.length ? x[at] : 0;
        c.barrier();
        for (int step = 1; step < GROUP; step <<= 1) {
            after[local] = local >= step ? before[local] + before[local - step] : before[local];
            c.barrier();
            before[local] = after[local];
            c.barrier();
        }
        if (at < x.length) {
            x[at] = before[local];
        }
    }

    static void groupPrefixPlain(long[] x) {
        for (int i = 0; i < x.length; i++) {
            if (i % GROUP != 0) {
                x[i] += x[i - 1];
            }
        }
    }

    /** A sum by halves in shared memory, with helpers and an early return behind the last barrier. */
    static void groupSums(KernelContext c, double[] x, double[] sums) {
        double[] shared = c.sharedDoubles(GROUP);
        int local = c.localId(0);
        shared[local] = elementOrZero(x, c.globalId(0));
        c.barrier();
        for (int half = GROUP / 2; half > 0; half /= 2) {
            if (local < half) {
                shared[local] += shared[local + half];
            }
            c.barrier();
        }
        if (local != 0) {
            return;
        }
        sums[c.groupId(0)] = shared[0];
    }

    private static double elementOrZero(double[] x, int i) {
        return i < x.length ? x[i] : 0;
    }

    static void groupSumsPlain(double[] x, double[] sums) {
        for (int g = 0; g < sums.length; g++) {
            double[] own = new double[GROUP];
            for (int i = 0; i < GROUP; i++) {
                own[i] = elementOrZero(x, g * GROUP + i);
            }
            for (int half = GROUP / 2; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    own[i] += own[i + half];
                }
            }
            sums[g] = own[0];
        }
    }

    /** Every kind of atomic step whose result does not depend on the order. */
    static void atomics(KernelContext c, int[] x, int[] bits, long[] extremes, int[] owner) {
        int i = c.globalId(0);
        if (i >= x.length) {
            return;
        }
        c.atomicOr(bits, 0, 1 << x[i]);
        c.atomicXor(bits, 1, x[i]);
        c.atomicAnd(bits, 2, ~(1 << (x[i] & 7)));
        c.atomicAdd(bits, 3, x[i]);
        c.atomicMin(extremes, 0, (long) x[i]);
        c.atomicMax(extremes, 1, (long) x[i] * x[i]);
        c.atomicAdd(extremes, 2, (long) x[i] << 20);
        int slot = x[i] & 15;
        int seen = owner[slot];
        while (seen < x[i]) {
            int before = c.atomicCompareExchange(owner, slot, seen, x[i]);
            if (before == seen) {
                break;
            }
            seen = before;
        }
    }

    static void atomicsPlain(int[] x, int[] bits, long[] extremes, int[] owner) {
        for (int v : x) {
            bits[0] |= 1 << v;
            bits[1] ^= v;
            bits[2] &= ~(1 << (v & 7));
            bits[3] += v;
            extremes[0] = Math.min(extremes[0], v);
            extremes[1] = Math.max(extremes[1], (long) v * v);
            extremes[2] += (long) v << 20;
            owner[v & 15] = Math.max(owner[v & 15], v);
        }
    }

    /** What each work item is told of its place, in two dimensions. */
    static void places(KernelContext c, int[] out) {
        int at = c.globalId(1) * c.globalSize(0) + c.globalId(0);
        out[at] = c.localId(0)
                + 100 * c.localId(1)
                + 10_000 * c.groupId(0)
                + 1_000_000 * c.groupId(1)
                + 7 * c.localSize(0)
                + 11 * c.localSize(1)
                + 13 * c.groupCount(0)
                + 17 * c.groupCount(1);
    }

    static void placesPlain(int[] out) {
        int width = 4 * TILE;
        int height = out.length / width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = x % TILE
                        + 100 * (y % TILE)
                        + 10_000 * (x / TILE)
                        + 1_000_000 * (y / TILE)
                        + 18 * TILE
                        + 13 * (width / TILE)
                        + 17 * (height / TILE);
            }
        }
    }
}
