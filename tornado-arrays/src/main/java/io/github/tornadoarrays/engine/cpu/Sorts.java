package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.MemoryException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Sorting of rows in host memory. Long rows are sorted one after another by all workers, many short ones side by side. Elements
 * become {@link SortKeys}, which are sorted by {@link RadixSort}, a few of them by {@link Arrays}; positions go along in the
 * lower half of a long key where the upper one is enough for the elements', else beside the keys.
 */
final class Sorts {
    /** Rows up to this length have less to sort than a pass has digits to count. */
    private static final int FEW = 256;

    /** Keys worth a task of their own. */
    private static final int GRAIN = 1 << 14;

    private Sorts() {}

    /** What sorts one row, on memory of its own. */
    private interface Row {
        void sort(long from);
    }

    /** Makes what sorts rows by a number of tasks. */
    private interface Rows {
        Row by(int tasks, Scratch scratch);
    }

    /** Memory that goes back when the rows are sorted. */
    private static final class Scratch implements AutoCloseable {
        private final List<HostBuffer> held = new ArrayList<>();

        private Object array(DType type, int n) {
            HostBuffer b = HostPool.allocate(type, n);
            held.add(b);
            return b.memory();
        }

        int[] ints(int n) {
            return (int[]) array(DType.INT32, n);
        }

        long[] longs(int n) {
            return (long[]) array(DType.INT64, n);
        }

        RadixSort.Pairs pairs(int n) {
            return new RadixSort.Pairs(longs(n), ints(n));
        }

        @Override
        public void close() {
            held.forEach(HostPool::release);
        }
    }

    /** Rows of n elements, each in ascending order. */
    static HostBuffer sort(HostBuffer x, long rows, long n) {
        HostBuffer out = HostPool.allocate(x.dtype(), x.length());
        int length = length("sort", n);
        if (x.dtype().isComplex()) {
            all(rows, length, (tasks, scratch) -> {
                ComplexOrder order = new ComplexOrder(length, tasks, scratch);
                return from -> {
                    int[] places = order.of(x, from);
                    for (int i = 0; i < length; i++) {
                        out.setDouble(2 * (from + i), x.getDouble(2 * (from + places[i])));
                        out.setDouble(2 * (from + i) + 1, x.getDouble(2 * (from + places[i]) + 1));
                    }
                };
            });
        } else if (x.dtype().bits() == 64) {
            all(rows, length, (tasks, scratch) -> wide(x, out, length, tasks, scratch));
        } else {
            all(rows, length, (tasks, scratch) -> narrow(x, out, length, tasks, scratch));
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(out);
        return out;
    }

    /** The positions in its row of the elements of each row in ascending order; int64. */
    static HostBuffer argsort(HostBuffer x, long rows, long n) {
        HostBuffer out = HostPool.allocate(DType.INT64, x.length());
        int length = length("argsort", n);
        if (x.dtype().isComplex()) {
            all(rows, length, (tasks, scratch) -> {
                ComplexOrder order = new ComplexOrder(length, tasks, scratch);
                return from -> store(order.of(x, from), length, out, from);
            });
        } else if (x.dtype().bits() == 64) {
            all(rows, length, (tasks, scratch) -> positionsByWide(x, out, length, tasks, scratch));
        } else {
            all(rows, length, (tasks, scratch) -> positionsByNarrow(x, out, length, tasks, scratch));
        }
        Reference.reachabilityFence(x);
        Reference.reachabilityFence(out);
        return out;
    }

    private static int length(String name, long n) {
        if (n > HostBuffer.MAX_ARRAY) {
            throw new MemoryException(
                    name + ": " + n + " elements along the axis; at most " + HostBuffer.MAX_ARRAY + " can be sorted");
        }
        return (int) n;
    }

    private static void all(long rows, int n, Rows sorting) {
        if (rows == 0 || n == 0) {
            return;
        }
        int tasks = Math.clamp(n / GRAIN, 1, Workers.threads());
        if (rows < 2L * Workers.threads() && tasks > 1) {
            try (Scratch scratch = new Scratch()) {
                Row row = sorting.by(tasks, scratch);
                for (long r = 0; r < rows; r++) {
                    row.sort(r * n);
                }
            }
            return;
        }
        Workers.run(rows, Math.max(1, GRAIN / n), (from, to) -> {
            try (Scratch scratch = new Scratch()) {
                Row row = sorting.by(1, scratch);
                for (long r = from; r < to; r++) {
                    row.sort(r * n);
                }
            }
        });
    }

    /** Runs over the parts of [0, n) by as many tasks. */
    private static void parts(int n, int tasks, Workers.RangeTask part) {
        Workers.run(n, tasks == 1 ? n : Math.ceilDiv(n, tasks), part);
    }

    private static Row narrow(HostBuffer x, HostBuffer out, int n, int tasks, Scratch scratch) {
        int[] a = scratch.ints(n);
        int[] b = n > FEW ? scratch.ints(n) : a;
        int bits = SortKeys.bits(x.dtype());
        return from -> {
            parts(n, tasks, (i, j) -> SortKeys.of(x, from + i, (int) (j - i), false, a, (int) i));
            int[] sorted = a;
            if (n > FEW) {
                sorted = RadixSort.sort(a, b, n, bits, tasks);
            } else {
                Arrays.sort(a, 0, n);
            }
            int[] keys = sorted;
            parts(n, tasks, (i, j) -> SortKeys.elements(keys, (int) i, (int) (j - i), out, from + i));
        };
    }

    private static Row wide(HostBuffer x, HostBuffer out, int n, int tasks, Scratch scratch) {
        long[] a = scratch.longs(n);
        long[] b = n > FEW ? scratch.longs(n) : a;
        return from -> {
            parts(n, tasks, (i, j) -> SortKeys.of(x, from + i, (int) (j - i), false, a, (int) i));
            long[] sorted = a;
            if (n > FEW) {
                sorted = RadixSort.sort(a, b, n, 0, 64, tasks);
            } else {
                Arrays.sort(a, 0, n);
            }
            long[] keys = sorted;
            parts(n, tasks, (i, j) -> SortKeys.elements(keys, (int) i, (int) (j - i), out, from + i));
        };
    }

    /** Of keys of 32 bits, each above its position: equal ones stay in order. */
    private static Row positionsByNarrow(HostBuffer x, HostBuffer out, int n, int tasks, Scratch scratch) {
        long[] a = scratch.longs(n);
        long[] b = n > FEW ? scratch.longs(n) : a;
        int bits = SortKeys.bits(x.dtype());
        return from -> {
            parts(n, tasks, (i, j) -> packed(x, from, (int) i, (int) j, a));
            long[] sorted = a;
            if (n > FEW) {
                sorted = RadixSort.sort(a, b, n, 32, 32 + bits, tasks);
            } else {
                Arrays.sort(a, 0, n);
            }
            long[] keys = sorted;
            parts(n, tasks, (i, j) -> positions(keys, (int) i, (int) j, out, from));
        };
    }

    private static void packed(HostBuffer x, long from, int i, int j, long[] keys) {
        int[] tile = new int[Math.min(1024, j - i)];
        for (int t = i; t < j; t += tile.length) {
            int m = Math.min(tile.length, j - t);
            SortKeys.of(x, from + t, m, true, tile, 0);
            for (int k = 0; k < m; k++) {
                keys[t + k] = (long) tile[k] << 32 | (t + k);
            }
        }
    }

    private static void positions(long[] keys, int i, int j, HostBuffer out, long from) {
        if (out.memory() instanceof long[] p) {
            int at = (int) from;
            for (int k = i; k < j; k++) {
                p[at + k] = keys[k] & 0xffffffffL;
            }
        } else {
            for (int k = i; k < j; k++) {
                out.setLong(from + k, keys[k] & 0xffffffffL);
            }
        }
    }

    private static Row positionsByWide(HostBuffer x, HostBuffer out, int n, int tasks, Scratch scratch) {
        RadixSort.Pairs a = scratch.pairs(n);
        RadixSort.Pairs b = scratch.pairs(n);
        return from -> {
            parts(n, tasks, (i, j) -> {
                SortKeys.of(x, from + i, (int) (j - i), true, a.keys(), (int) i);
                for (int k = (int) i; k < j; k++) {
                    a.values()[k] = k;
                }
            });
            store(sorted(a, b, n, tasks).values(), n, out, from);
        };
    }

    private static RadixSort.Pairs sorted(RadixSort.Pairs a, RadixSort.Pairs b, int n, int tasks) {
        if (n > FEW / 4) {
            return RadixSort.sort(a, b, n, tasks);
        }
        long[] keys = a.keys();
        int[] values = a.values();
        for (int i = 1; i < n; i++) {
            long key = keys[i];
            int value = values[i];
            int j = i;
            for (; j > 0 && keys[j - 1] > key; j--) {
                keys[j] = keys[j - 1];
                values[j] = values[j - 1];
            }
            keys[j] = key;
            values[j] = value;
        }
        return a;
    }

    private static void store(int[] places, int n, HostBuffer out, long from) {
        if (out.memory() instanceof long[] p) {
            for (int i = 0; i < n; i++) {
                p[(int) from + i] = places[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                out.setLong(from + i, places[i]);
            }
        }
    }

    /**
     * The order of complex numbers: by real part, then imaginary; after all others those whose imaginary part is NaN, then
     * those whose real part is, then those that are NaN in both.
     */
    private static final class ComplexOrder {
        private final int n;
        private final int tasks;
        private RadixSort.Pairs pairs;
        private RadixSort.Pairs others;

        ComplexOrder(int n, int tasks, Scratch scratch) {
            this.n = n;
            this.tasks = tasks;
            pairs = scratch.pairs(n);
            others = scratch.pairs(n);
        }

        int[] of(HostBuffer x, long from) {
            for (int i = 0; i < n; i++) {
                pairs.values()[i] = i;
            }
            by(i -> SortKeys.ofPart(x.getDouble(2 * (from + i) + 1)));
            by(i -> SortKeys.ofPart(x.getDouble(2 * (from + i))));
            by(i -> (Double.isNaN(x.getDouble(2 * (from + i))) ? 2 : 0)
                    + (Double.isNaN(x.getDouble(2 * (from + i) + 1)) ? 1 : 0));
            return pairs.values();
        }

        private void by(IntToLongFunction key) {
            for (int i = 0; i < n; i++) {
                pairs.keys()[i] = key.applyAsLong(pairs.values()[i]);
            }
            RadixSort.Pairs sorted = sorted(pairs, others, n, tasks);
            others = sorted == pairs ? others : pairs;
            pairs = sorted;
        }
    }
}
