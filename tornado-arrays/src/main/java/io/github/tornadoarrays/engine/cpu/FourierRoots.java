package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.fourier.Roots;

/** The n roots of unity, each the product of two from tables of about the square root of n. */
final class FourierRoots {
    private final int shift;
    private final int mask;

    /** Every {@code 2^shift}-th root. */
    private final double[] coarse;

    private final double[] fine;

    FourierRoots(int n) {
        shift = (32 - Integer.numberOfLeadingZeros(n)) / 2;
        mask = (1 << shift) - 1;
        coarse = new double[2 * (((n - 1) >> shift) + 1)];
        for (int i = 0; i < coarse.length; i += 2) {
            Roots.put((long) (i / 2) << shift, n, coarse, i);
        }
        fine = new double[2 * Math.min(n, 1 << shift)];
        for (int i = 0; i < fine.length; i += 2) {
            Roots.put(i / 2, n, fine, i);
        }
    }

    /** The real part of root k, 0 ≤ k < n. */
    double re(int k) {
        int c = 2 * (k >> shift);
        int f = 2 * (k & mask);
        return coarse[c] * fine[f] - coarse[c + 1] * fine[f + 1];
    }

    double im(int k) {
        int c = 2 * (k >> shift);
        int f = 2 * (k & mask);
        return coarse[c] * fine[f + 1] + coarse[c + 1] * fine[f];
    }
}
