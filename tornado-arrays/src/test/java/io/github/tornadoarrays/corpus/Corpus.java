package io.github.tornadoarrays.corpus;

import static io.github.tornadoarrays.corpus.Values.awkward;
import static io.github.tornadoarrays.corpus.Values.awkwardFloats;
import static io.github.tornadoarrays.corpus.Values.bytes;
import static io.github.tornadoarrays.corpus.Values.chars;
import static io.github.tornadoarrays.corpus.Values.doubles;
import static io.github.tornadoarrays.corpus.Values.floats;
import static io.github.tornadoarrays.corpus.Values.ints;
import static io.github.tornadoarrays.corpus.Values.longs;
import static io.github.tornadoarrays.corpus.Values.text;

import io.github.tornadoarrays.corpus.Entry.Launch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Kernels as users write them, each with the arguments to run it with and what must come out. */
final class Corpus {
    private static final List<Integer> ROWS = List.of(0, 1, 3, 7, 31, 33, 255, 257, 4098);
    private static final List<Integer> SQUARES = List.of(0, 1, 3, 7, 31, 33);
    private static final List<Integer> PLANES = List.of(1, 3, 31, 33, 257);
    private static final List<Integer> SOME = List.of(1, 3, 7, 31, 33, 255, 257);
    private static final int TILE = 8;
    private static final int GROUP = 64;

    private Corpus() {}

    static List<Entry> entries() {
        return Stream.of(streams(), functions(), whole(), accumulations(), groups())
                .flatMap(List::stream)
                .toList();
    }

    private static Object[] args(Object... args) {
        return args;
    }

    private static List<Entry> streams() {
        Class<?> in = Streams.class;
        return List.of(
                Entry.of(in, "saxpy", ROWS, (n, r) -> args(2.5f, floats(r, n), floats(r, n))),
                Entry.of(
                        in,
                        "stencil2d",
                        PLANES,
                        (n, r) -> args(floats(r, n * (n + 2)), floats(r, n * (n + 2)), n, n + 2)),
                Entry.of(in, "stencil3d", SQUARES, (n, r) -> args(doubles(r, n * n * n), doubles(r, n * n * n), n)),
                Entry.of(in, "smooth", PLANES, (n, r) -> args(floats(r, n + 1, n), new float[n + 1][n])),
                Entry.of(
                        in,
                        "convolve",
                        SQUARES,
                        (n, r) -> args(floats(r, n * (n + 1)), floats(r, 25), new float[n * (n + 1)], n + 1, n, 2)),
                Entry.of(
                        in, "matmul", SQUARES, (n, r) -> args(floats(r, n * n), floats(r, n * n), new float[n * n], n)),
                Entry.of(in, "spmv", ROWS, Corpus::sparse),
                Entry.of(in, "jacobi", SOME, (n, r) -> {
                    double[] a = doubles(r, n * n);
                    for (int i = 0; i < n; i++) {
                        a[i * n + i] += n + 1;
                    }
                    return args(a, doubles(r, n), doubles(r, n), new double[n]);
                }),
                Entry.of(
                        in,
                        "nbody",
                        SOME,
                        (n, r) -> args(
                                floats(r, n),
                                floats(r, n),
                                floats(r, n),
                                floats(r, n, 0, 1),
                                new float[n],
                                new float[n],
                                new float[n])),
                Entry.of(in, "mandelbrot", PLANES, (n, r) -> args(new int[n * (n + 1)], n + 1, n, 50 + r.nextInt(100))),
                Entry.of(in, "nearest", ROWS, (n, r) -> args(floats(r, 3 * n), floats(r, 3 * 11), new int[n], 3)),
                Entry.of(in, "polynomial", ROWS, (n, r) -> args(doubles(r, n), new double[n])),
                Entry.of(
                        in,
                        "rotate",
                        ROWS,
                        (n, r) -> args(new Streams.Quaternion(0.5f, -0.1f, 0.7f, 0.5f), floats(r, 3 * n))),
                Entry.of(
                        in,
                        "casts",
                        ROWS,
                        (n, r) -> args(awkward(r, n), new int[n], new long[n], new float[n], new byte[n], new char[n])),
                Entry.of(
                        in,
                        "extremes",
                        ROWS,
                        (n, r) -> args(
                                awkwardFloats(r, n), awkwardFloats(r, n), new float[n], new float[n], new boolean[n])));
    }

    private static Object[] sparse(int n, Random r) {
        int[] start = new int[n + 1];
        for (int i = 0; i < n; i++) {
            start[i + 1] = start[i] + r.nextInt(Math.min(n, 9) + 1);
        }
        int entries = start[n];
        return args(
                start,
                entries == 0 ? new int[0] : ints(r, entries, 0, n),
                doubles(r, entries),
                doubles(r, n),
                new double[n]);
    }

    private static List<Entry> functions() {
        Class<?> in = Functions.class;
        return List.of(
                Entry.of(
                                in,
                                "blackScholes",
                                ROWS,
                                (n, r) -> args(
                                        floats(r, n, 5, 30),
                                        floats(r, n, 1, 100),
                                        floats(r, n, 0.25f, 10),
                                        new float[n],
                                        new float[n],
                                        0.02f,
                                        0.3f))
                        .within(1e-5, 1e-4),
                Entry.of(
                                in,
                                "ofFloats",
                                ROWS,
                                (n, r) -> args(floats(r, n, -20, 20), floats(r, n, -3, 3), new float[25][n]))
                        .within(1e-6, 0),
                Entry.of(in, "dft", SOME, (n, r) -> args(doubles(r, n), doubles(r, n), new double[n], new double[n]))
                        .within(0, 1e-12),
                Entry.of(in, "softmaxRows", SQUARES, (n, r) -> args(floats(r, n, 2 * n + 1), new double[n][2 * n + 1]))
                        .within(1e-13, 0),
                Entry.of(
                                in,
                                "haversine",
                                ROWS,
                                (n, r) -> args(
                                        r.doubles(n, -89, 89).toArray(),
                                        r.doubles(n, -180, 180).toArray(),
                                        48.2,
                                        16.4,
                                        new double[n]))
                        .within(1e-11, 1e-7));
    }

    private static List<Entry> whole() {
        Class<?> in = Whole.class;
        return List.of(
                Entry.of(in, "life", PLANES, (n, r) -> {
                    byte[] cells = bytes(r, n * (n + 1));
                    for (int i = 0; i < cells.length; i++) {
                        cells[i] &= 1;
                    }
                    return args(cells, new byte[cells.length], n + 1, n);
                }),
                Entry.of(in, "floydWarshallStep", SQUARES, (n, r) -> {
                    int[] d = ints(r, n * n, 1, 1000);
                    for (int i = 0; i < n; i++) {
                        d[i * n + i] = 0;
                    }
                    return args(d, n, n / 2);
                }),
                Entry.of(
                        in,
                        "bitonicStep",
                        List.of(2, 32, 256, 4096),
                        (n, r) -> args(ints(r, n), Math.max(2, n / 2), Math.max(1, n / 4))),
                Entry.of(
                        in,
                        "cipher",
                        ROWS,
                        (n, r) -> args(bytes(r, 256), ints(r, 10), r.ints(n).toArray())),
                Entry.of(in, "editDistanceDiagonal", SOME, (n, r) -> {
                    char[] a = chars(r, n, "acgt");
                    char[] b = chars(r, n + 2, "acgt");
                    int[] table = ints(r, (n + 1) * (n + 3), 0, n + 2);
                    return args(a, b, table, 2 + r.nextInt(2 * n));
                }),
                Entry.of(
                        in,
                        "levenshtein",
                        ROWS,
                        (n, r) -> args(text(r, 9, "abcde"), text(r, 12 * n, "abcde"), 12, new int[n])),
                Entry.of(in, "bits", ROWS, (n, r) -> args(ints(r, n), longs(r, n), new int[n], new long[n])),
                Entry.of(in, "divisions", ROWS, (n, r) -> {
                    int[] b = ints(r, n);
                    for (int i = 0; i < n; i++) {
                        b[i] = b[i] == 0 ? 3 : b[i];
                    }
                    return args(ints(r, n), b, longs(r, n), new int[n], new int[n], new long[n]);
                }),
                Entry.of(in, "search", ROWS, (n, r) -> {
                    int[] sorted = ints(r, n, -n, n + 1);
                    Arrays.sort(sorted);
                    return args(sorted, ints(r, 2 * n + 1, -n - 2, n + 3), new int[2 * n + 1]);
                }),
                Entry.of(in, "crc32", SOME, (n, r) -> args(bytes(r, 13 * n - 5), 13, new int[n])),
                Entry.of(in, "rgbToGray", ROWS, (n, r) -> args(bytes(r, 3 * n), new byte[n])),
                Entry.of(
                        in,
                        "collatz",
                        ROWS,
                        (n, r) -> args(r.longs(n, 1, 1L << 40).toArray(), new int[n], new long[n])),
                Entry.of(
                        in, "tokens", ROWS, (n, r) -> args(text(r, 40 * n, "ab01    \t#"), 40, new int[n], new int[n])),
                Entry.of(
                        in,
                        "prices",
                        ROWS,
                        (n, r) -> args(chars(r, n, "abcdefghijklmnopqrstuvwxyz\u4e00\uffff"), new short[n])),
                Entry.of(in, "pairs", ROWS, (n, r) -> args(ints(r, 21 * n, -3, 60), 21, 50, new int[n], new int[n])),
                Entry.of(in, "primes", ROWS, (n, r) -> args(new boolean[n])),
                Entry.of(in, "greatestDivisor", ROWS, (n, r) -> args(longs(r, n), longs(r, n), new long[n])),
                Entry.of(in, "reciprocalRoot", ROWS, (n, r) -> args(floats(r, n, 0.01f, 1000), new float[n])));
    }

    private static List<Entry> accumulations() {
        Class<?> in = Accumulations.class;
        return List.of(
                Entry.of(in, "dot", ROWS, (n, r) -> args(floats(r, n), floats(r, n), new float[1]))
                        .within(1e-5, 1e-4),
                Entry.of(in, "largest", ROWS, (n, r) -> args(floats(r, n), new float[] {0.25f})),
                Entry.of(in, "smallest", ROWS, (n, r) -> args(ints(r, n, -100, 1 << 30), new int[1])),
                Entry.of(in, "product", ROWS, (n, r) -> args(longs(r, n), new long[] {3})),
                Entry.of(in, "pi", ROWS, (n, r) -> args(r.nextLong(), 3 * n, new long[1])),
                Entry.of(in, "normalise", SOME, (n, r) -> args(doubles(r, n))).within(1e-13, 0));
    }

    private static List<Entry> groups() {
        Class<?> in = Groups.class;
        return List.of(
                Entry.of(
                                in,
                                "matmulTiled",
                                SQUARES,
                                (n, r) -> args(floats(r, n * n), floats(r, n * n), new float[n * n], n))
                        .grouped(
                                n -> Launch.of(n, n, TILE),
                                a -> Streams.matmul((float[]) a[0], (float[]) a[1], (float[]) a[2], (int) a[3])),
                Entry.of(
                                in,
                                "transposeTiled",
                                PLANES,
                                (n, r) -> args(ints(r, n * (n + 1)), new int[n * (n + 1)], n, n + 1))
                        .grouped(
                                n -> Launch.of(n + 1, n, TILE),
                                a -> Groups.transposePlain((int[]) a[0], (int[]) a[1], (int) a[2], (int) a[3])),
                Entry.of(in, "histogram", ROWS, (n, r) -> args(bytes(r, n), new int[256]))
                        .grouped(
                                n -> Launch.of(Math.min(n, 600), GROUP),
                                a -> Groups.histogramPlain((byte[]) a[0], (int[]) a[1])),
                Entry.of(
                                in,
                                "blockScan",
                                ROWS,
                                (n, r) -> args(ints(r, n), new int[n], new int[(n + GROUP - 1) / GROUP]))
                        .grouped(
                                n -> Launch.of(n, GROUP),
                                a -> Groups.blockScanPlain((int[]) a[0], (int[]) a[1], (int[]) a[2])),
                Entry.of(in, "groupPrefix", ROWS, (n, r) -> args(longs(r, n)))
                        .grouped(n -> Launch.of(n, GROUP), a -> Groups.groupPrefixPlain((long[]) a[0])),
                Entry.of(in, "groupSums", ROWS, (n, r) -> args(doubles(r, n), new double[(n + GROUP - 1) / GROUP]))
                        .grouped(
                                n -> Launch.of(n, GROUP), a -> Groups.groupSumsPlain((double[]) a[0], (double[]) a[1])),
                Entry.of(
                                in,
                                "atomics",
                                ROWS,
                                (n, r) -> args(
                                        ints(r, n, 0, 1 << 14),
                                        new int[] {0, 0, -1, 0},
                                        new long[] {1 << 20, -1, 0},
                                        new int[16]))
                        .grouped(
                                n -> Launch.of(n, GROUP),
                                a -> Groups.atomicsPlain((int[]) a[0], (int[]) a[1], (long[]) a[2], (int[]) a[3])),
                Entry.of(in, "places", List.of(1, 3, 7), (n, r) -> args(new int[4 * TILE * n * TILE]))
                        .grouped(n -> Launch.of(4 * TILE, n * TILE, TILE), a -> Groups.placesPlain((int[]) a[0])));
    }
}
