package io.github.tornadoarrays.benchmarks;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What plain Java takes for the least that some rows of {@link ArrayBench} can do, on this machine: writing a result of the size
 * of {@code outer add}, and making the array that a small result is in.
 */
public final class Floors {
    private static final int SIDE = 4096;
    private static final int TILE = 1024;
    private static final int REPEATS = 60;

    /** What keeps a small array from being optimised away. */
    @SuppressWarnings("unused")
    private static volatile float[] kept = {};

    private Floors() {}

    /** Prints a line a floor. */
    public static void main(String[] args) {
        System.out.println(Machine.describe("median of " + REPEATS + ", two threads"));
        float[] y = new float[SIDE];
        for (int j = 0; j < SIDE; j++) {
            y[j] = j;
        }
        for (int arrays : new int[] {1, 6}) {
            float[][] into = new float[arrays][SIDE * SIDE];
            line("outer add, one loop a row", arrays, into, (out, from, to) -> rows(out, from, to));
            line("outer add, a tile at a time, copied", arrays, into, (out, from, to) -> tiles(out, y, from, to, TILE));
            line("outer add, 2.6 MB at a time, copied", arrays, into, (out, from, to) -> staged(out, from, to, 160));
        }
        float[] a = new float[1000];
        float[] b = new float[1000];
        small("new float[1000]", () -> kept = new float[1000]);
        small("new float[1000] and a + b into it", () -> {
            float[] c = new float[1000];
            for (int i = 0; i < c.length; i++) {
                c[i] = a[i] + b[i];
            }
            kept = c;
        });
        float[] c = new float[1000];
        small("a + b into an array that is there", () -> {
            for (int i = 0; i < c.length; i++) {
                c[i] = a[i] + b[i];
            }
        });
    }

    private interface Part {
        void rows(float[] out, int from, int to);
    }

    private static void rows(float[] out, int from, int to) {
        for (int r = from; r < to; r++) {
            row(out, r * SIDE, r, SIDE);
        }
    }

    private static void row(float[] out, int at, float h, int n) {
        for (int j = 0; j < n; j++) {
            out[at + j] = h + (float) j;
        }
    }

    /** What kernels do where an operand and the result are indexed from different places, which C2 does not vectorise. */
    private static void tiles(float[] out, float[] y, int from, int to, int tile) {
        float[] x = new float[tile];
        float[] sum = new float[tile];
        for (int r = from; r < to; r++) {
            for (int s = 0; s < SIDE; s += tile) {
                System.arraycopy(y, s, x, 0, tile);
                add(sum, x, r);
                System.arraycopy(sum, 0, out, r * SIDE + s, tile);
            }
        }
    }

    private static void add(float[] sum, float[] x, float h) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] = h + x[j];
        }
    }

    /** Copies so long that the JVM's copy uses streaming stores. */
    private static void staged(float[] out, int from, int to, int rows) {
        float[] stage = new float[rows * SIDE];
        for (int r = from; r < to; r += rows) {
            int m = Math.min(rows, to - r);
            for (int q = 0; q < m; q++) {
                row(stage, q * SIDE, r + q, SIDE);
            }
            System.arraycopy(stage, 0, out, r * SIDE, m * SIDE);
        }
    }

    private static void line(String name, int arrays, float[][] into, Part part) {
        double[] ms = new double[REPEATS];
        for (int warm = 0; warm < 2; warm++) {
            for (int k = 0; k < REPEATS; k++) {
                float[] out = into[k % arrays];
                long start = System.nanoTime();
                IntStream.range(0, 2).parallel().forEach(h -> part.rows(out, h * SIDE / 2, (h + 1) * SIDE / 2));
                ms[k] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(ms);
        System.out.printf("%-38s into %d arrays in turn %8.2f ms%n", name, arrays, ms[REPEATS / 2]);
    }

    private static void small(String name, Runnable work) {
        double[] ns = new double[REPEATS];
        for (int k = 0; k < REPEATS; k++) {
            long start = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                work.run();
            }
            ns[k] = (System.nanoTime() - start) / 20_000.0;
        }
        Arrays.sort(ns);
        System.out.printf("%-38s %27.0f ns%n", name, ns[REPEATS / 2]);
    }
}
