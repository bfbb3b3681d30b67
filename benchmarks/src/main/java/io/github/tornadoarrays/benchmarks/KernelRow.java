package io.github.tornadoarrays.benchmarks;

import io.github.tornadoarrays.Kernel;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A kernel that is timed.
 *
 * @param make its arguments, always with the same inputs
 * @param results which arguments are results
 * @param tolerance how far a result may be off, relative to the largest
 */
record KernelRow(
        String name,
        String size,
        Kernel kernel,
        Supplier<Object[]> make,
        List<Integer> results,
        double tolerance,
        Consumer<Object[]> plain,
        Consumer<Object[]> streams) {

    /** All rows. Every kernel is made from its method when this is called. */
    static List<KernelRow> all() {
        int n = 1 << 23;
        int bodies = 4096;
        int side = 1024;
        int matrix = 768;
        int options = 1 << 20;
        return List.of(
                new KernelRow(
                        "saxpy",
                        n + " floats",
                        Kernel.of(KernelMethods::saxpy),
                        () -> new Object[] {2.5f, floats(1, n, -1, 1), floats(2, n, -1, 1), new float[n]},
                        List.of(3),
                        0,
                        a -> KernelMethods.saxpy((float) a[0], f(a[1]), f(a[2]), f(a[3])),
                        a -> KernelStreams.saxpy((float) a[0], f(a[1]), f(a[2]), f(a[3]))),
                new KernelRow(
                        "n-body",
                        bodies + " bodies",
                        Kernel.of(KernelMethods::nbody),
                        () -> new Object[] {
                            floats(1, bodies, -1, 1),
                            floats(2, bodies, -1, 1),
                            floats(3, bodies, -1, 1),
                            floats(4, bodies, 0, 1),
                            new float[bodies],
                            new float[bodies],
                            new float[bodies]
                        },
                        List.of(4, 5, 6),
                        1e-5,
                        a -> KernelMethods.nbody(f(a[0]), f(a[1]), f(a[2]), f(a[3]), f(a[4]), f(a[5]), f(a[6])),
                        a -> KernelStreams.nbody(f(a[0]), f(a[1]), f(a[2]), f(a[3]), f(a[4]), f(a[5]), f(a[6]))),
                new KernelRow(
                        "Mandelbrot",
                        side + " x " + side + ", 200 steps",
                        Kernel.of(KernelMethods::mandelbrot),
                        () -> new Object[] {new int[side * side], side, side, 200},
                        List.of(0),
                        0,
                        a -> KernelMethods.mandelbrot((int[]) a[0], (int) a[1], (int) a[2], (int) a[3]),
                        a -> KernelStreams.mandelbrot((int[]) a[0], (int) a[1], (int) a[2], (int) a[3])),
                new KernelRow(
                        "matmul",
                        matrix + " x " + matrix,
                        Kernel.of(KernelMethods::matmul),
                        () -> new Object[] {
                            floats(1, matrix * matrix, -1, 1),
                            floats(2, matrix * matrix, -1, 1),
                            new float[matrix * matrix],
                            matrix
                        },
                        List.of(2),
                        1e-5,
                        a -> KernelMethods.matmul(f(a[0]), f(a[1]), f(a[2]), (int) a[3]),
                        a -> KernelStreams.matmul(f(a[0]), f(a[1]), f(a[2]), (int) a[3])),
                new KernelRow(
                        "Black-Scholes",
                        options + " options",
                        Kernel.of(KernelMethods::blackScholes),
                        () -> new Object[] {
                            floats(1, options, 5, 30),
                            floats(2, options, 1, 100),
                            floats(3, options, 0.25f, 10),
                            new float[options],
                            new float[options]
                        },
                        List.of(3, 4),
                        1e-5,
                        a -> KernelMethods.blackScholes(f(a[0]), f(a[1]), f(a[2]), f(a[3]), f(a[4])),
                        a -> KernelStreams.blackScholes(f(a[0]), f(a[1]), f(a[2]), f(a[3]), f(a[4]))));
    }

    private static float[] f(Object x) {
        return (float[]) x;
    }

    private static float[] floats(long seed, int n, float low, float high) {
        Random r = new Random(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = low + (high - low) * r.nextFloat();
        }
        return x;
    }

    /**
     * What is wrong with results; empty where nothing is.
     *
     * @param loose whether products and sums may be rounded as one, as Aparapi's are: floats are off by a little then, and one in
     *     five hundred whole numbers may be another
     */
    String difference(Object[] expected, Object[] got, boolean loose) {
        for (int at : results) {
            double near = loose ? Math.max(tolerance, 1e-5) : tolerance;
            int wrong = expected[at] instanceof int[] e
                    ? wrong(e, (int[]) got[at]) - (loose ? e.length / 500 : 0)
                    : wrong((float[]) expected[at], (float[]) got[at], near);
            if (wrong > 0) {
                return wrong + " elements of argument " + at + " differ from plain Java's";
            }
        }
        return "";
    }

    private static int wrong(int[] expected, int[] got) {
        int wrong = 0;
        for (int i = 0; i < expected.length; i++) {
            wrong += expected[i] == got[i] ? 0 : 1;
        }
        return wrong;
    }

    private static int wrong(float[] expected, float[] got, double tolerance) {
        float most = 0;
        for (float x : expected) {
            most = Math.max(most, Math.abs(x));
        }
        int wrong = 0;
        for (int i = 0; i < expected.length; i++) {
            wrong += Math.abs(expected[i] - got[i]) <= tolerance * most ? 0 : 1;
        }
        return wrong;
    }
}
