package io.github.tornadoarrays.engine.cpu;

/**
 * Sorting of integers by digits of eight bits, the lowest first, each pass stable (D. E. Knuth, "The Art of Computer
 * Programming" 3, 5.2.5). A pass counts the digits of each of {@code tasks} parts, then each part moves its keys to where
 * its share of each digit goes. Passes in which all keys have one digit move nothing. Eight bits, because the places that a pass
 * writes to then have their pages in the TLB: with eleven, and so fewer passes, long keys took a third more time.
 */
final class RadixSort {
    private static final int DIGITS = 256;

    private RadixSort() {}

    private interface Counting {
        void count(int from, int to, int[] counts);
    }

    private interface Moving {
        void move(int from, int to, int[] places);
    }

    /** One pass; whether it had anything to move. */
    private static boolean pass(int n, int tasks, Counting counting, Moving moving) {
        int[][] counts = new int[tasks][DIGITS];
        Workers.run(tasks, 1, (from, to) -> {
            for (int t = (int) from; t < to; t++) {
                counting.count(bound(n, tasks, t), bound(n, tasks, t + 1), counts[t]);
            }
        });
        int place = 0;
        for (int d = 0; d < DIGITS; d++) {
            int before = place;
            for (int t = 0; t < tasks; t++) {
                int count = counts[t][d];
                counts[t][d] = place;
                place += count;
            }
            if (place - before == n) {
                return false;
            }
        }
        Workers.run(tasks, 1, (from, to) -> {
            for (int t = (int) from; t < to; t++) {
                moving.move(bound(n, tasks, t), bound(n, tasks, t + 1), counts[t]);
            }
        });
        return true;
    }

    private static int bound(int n, int tasks, int task) {
        return (int) ((long) n * task / tasks);
    }

    /** The first n of {@code a}, keys of some bits, sorted: in {@code a} or in {@code b}, whichever is returned. */
    static int[] sort(int[] a, int[] b, int n, int bits, int tasks) {
        int[] x = a;
        int[] y = b;
        for (int s = 0; s < bits; s += 8) {
            int[] in = x;
            int[] out = y;
            int shift = s;
            int flip = s == 24 ? 0x80 : 0;
            if (pass(
                    n,
                    tasks,
                    (from, to, counts) -> count(in, from, to, shift, flip, counts),
                    (from, to, places) -> move(in, out, from, to, shift, flip, places))) {
                x = out;
                y = in;
            }
        }
        return x;
    }

    private static void count(int[] x, int from, int to, int shift, int flip, int[] counts) {
        for (int i = from; i < to; i++) {
            counts[x[i] >>> shift & 0xff ^ flip]++;
        }
    }

    private static void move(int[] x, int[] out, int from, int to, int shift, int flip, int[] places) {
        for (int i = from; i < to; i++) {
            int v = x[i];
            out[places[v >>> shift & 0xff ^ flip]++] = v;
        }
    }

    /** As the other, of long keys, by their bits from {@code low} up to {@code high}. */
    static long[] sort(long[] a, long[] b, int n, int low, int high, int tasks) {
        long[] x = a;
        long[] y = b;
        for (int s = low; s < high; s += 8) {
            long[] in = x;
            long[] out = y;
            int shift = s;
            int flip = s == 56 ? 0x80 : 0;
            if (pass(
                    n,
                    tasks,
                    (from, to, counts) -> count(in, from, to, shift, flip, counts),
                    (from, to, places) -> move(in, out, from, to, shift, flip, places))) {
                x = out;
                y = in;
            }
        }
        return x;
    }

    private static void count(long[] x, int from, int to, int shift, int flip, int[] counts) {
        for (int i = from; i < to; i++) {
            counts[(int) (x[i] >>> shift) & 0xff ^ flip]++;
        }
    }

    private static void move(long[] x, long[] out, int from, int to, int shift, int flip, int[] places) {
        for (int i = from; i < to; i++) {
            long v = x[i];
            out[places[(int) (v >>> shift) & 0xff ^ flip]++] = v;
        }
    }

    /** Keys, and what belongs to each. */
    record Pairs(long[] keys, int[] values) {}

    /** The first n pairs by their keys, in {@code a} or in {@code b}, whichever is returned. */
    static Pairs sort(Pairs a, Pairs b, int n, int tasks) {
        Pairs x = a;
        Pairs y = b;
        for (int s = 0; s < 64; s += 8) {
            Pairs in = x;
            Pairs out = y;
            int shift = s;
            int flip = s == 56 ? 0x80 : 0;
            if (pass(
                    n,
                    tasks,
                    (from, to, counts) -> count(in.keys, from, to, shift, flip, counts),
                    (from, to, places) ->
                            move(in.keys, in.values, out.keys, out.values, from, to, shift, flip, places))) {
                x = out;
                y = in;
            }
        }
        return x;
    }

    private static void move(
            long[] x, int[] values, long[] out, int[] moved, int from, int to, int shift, int flip, int[] places) {
        for (int i = from; i < to; i++) {
            long v = x[i];
            int place = places[(int) (v >>> shift) & 0xff ^ flip]++;
            out[place] = v;
            moved[place] = values[i];
        }
    }
}
