package io.github.tornadoarrays.fourier;

/** Roots of unity, {@code e^(-2πik/n)}, each within a unit in the last place. Complex numbers are pairs of neighbours. */
public final class Roots {
    private Roots() {}

    /** All n roots from k = 0 on. */
    public static double[] of(int n) {
        double[] roots = new double[2 * n];
        for (int k = 0; k < n; k++) {
            put(k, n, roots, 2 * k);
        }
        return roots;
    }

    /**
     * The chirp of length n, {@code e^(-πik²/n)}: a transform is a convolution with its conjugate between products with it (L. I. Bluestein, "A
     * linear filtering approach to the computation of the discrete Fourier transform", 1968).
     */
    public static double[] chirp(int n) {
        double[] chirp = new double[2 * n];
        long period = 2L * n;
        long square = 0;
        for (int k = 0; k < n; k++) {
            put(square, period, chirp, 2 * k);
            square = (square + 2L * k + 1) % period;
        }
        return chirp;
    }

    /** What {@link #chirp} is convolved with, of length m and so that it goes around: its conjugate for both signs of k. */
    public static double[] chirpAround(int n, int m) {
        double[] chirp = chirp(n);
        double[] around = new double[2 * m];
        for (int k = 0; k < n; k++) {
            int back = k == 0 ? 0 : m - k;
            around[2 * k] = chirp[2 * k];
            around[2 * k + 1] = -chirp[2 * k + 1];
            around[2 * back] = chirp[2 * k];
            around[2 * back + 1] = -chirp[2 * k + 1];
        }
        return around;
    }

    /** Writes the k-th of n roots, 0 ≤ k < n: sine and cosine are asked for within an eighth of the circle. */
    public static void put(long k, long n, double[] to, int at) {
        long quarter = 4 * k / n;
        long rest = 4 * k - quarter * n;
        boolean far = 2 * rest > n;
        double angle = Math.PI / 2 * (far ? n - rest : rest) / n;
        double c = far ? Math.sin(angle) : Math.cos(angle);
        double s = far ? Math.cos(angle) : Math.sin(angle);
        switch ((int) quarter) {
            case 0 -> {
                to[at] = c;
                to[at + 1] = -s;
            }
            case 1 -> {
                to[at] = -s;
                to[at + 1] = -c;
            }
            case 2 -> {
                to[at] = -c;
                to[at + 1] = s;
            }
            default -> {
                to[at] = s;
                to[at + 1] = c;
            }
        }
    }
}
