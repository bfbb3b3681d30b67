package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.fourier.Radices;
import io.github.tornadoarrays.fourier.Roots;
import java.util.Arrays;

/**
 * The transform forward of a length with small prime factors, in the rows of a tile: a pass for each factor, decimating in frequency, block after block so
 * that later passes find their rows in the cache. Nothing is moved to undo the order in which elements come out; {@link #order} tells it.
 */
final class FourierPasses {
    private final int n;
    private final int[] radices;
    private final double[] roots;

    /** In which row each element is afterwards. */
    private final int[] order;

    FourierPasses(int n) {
        this.n = n;
        radices = Radices.of(n, 4);
        roots = Roots.of(n);
        order = new int[n];
        for (int k = 0; k < n; k++) {
            int rest = k;
            int length = n;
            for (int r : radices) {
                length /= r;
                order[k] += rest % r * length;
                rest /= r;
            }
        }
    }

    int[] order() {
        return order;
    }

    /** A tile with room for it. */
    FourierTile tile(int lanes) {
        return FourierTile.get(n, Math.max(0, Arrays.stream(radices).max().orElse(0) - 1), lanes);
    }

    void run(FourierTile t, int lanes) {
        if (n > 1) {
            block(t, 0, n, 0, lanes);
        }
    }

    /** Transforms the {@code length} rows from {@code base} on. */
    private void block(FourierTile t, int base, int length, int depth, int lanes) {
        int radix = radices[depth];
        int part = length / radix;
        int step = n / length;
        for (int p = 0; p < part; p++) {
            int row = base + p;
            switch (radix) {
                case 2 -> two(t, row, part, p * step, lanes);
                case 3 -> three(t, row, part, p * step, lanes);
                case 4 -> four(t, row, part, p * step, lanes);
                default -> any(t, row, part, p * step, radix, lanes);
            }
        }
        if (part > 1) {
            for (int j = 0; j < radix; j++) {
                block(t, base + j * part, part, depth + 1, lanes);
            }
        }
    }

    private void two(FourierTile t, int a, int part, int root, int lanes) {
        int b = a + part;
        FourierLoops.two(t.re[a], t.im[a], t.re[b], t.im[b], roots[2 * root], roots[2 * root + 1], lanes);
    }

    private void three(FourierTile t, int a, int part, int root, int lanes) {
        int b = a + part;
        int c = b + part;
        FourierLoops.three(t.re[a], t.im[a], t.re[b], t.im[b], t.re[c], t.im[c], lanes);
        times(t, b, root, lanes);
        times(t, c, 2 * root, lanes);
    }

    private void four(FourierTile t, int a, int part, int root, int lanes) {
        int b = a + part;
        int c = b + part;
        int d = c + part;
        FourierLoops.four(t.re[a], t.im[a], t.re[b], t.im[b], t.re[c], t.im[c], t.re[d], t.im[d], lanes);
        if (root != 0) {
            FourierLoops.timesThree(
                    t.re[b],
                    t.im[b],
                    roots[2 * root],
                    roots[2 * root + 1],
                    t.re[c],
                    t.im[c],
                    roots[4 * root],
                    roots[4 * root + 1],
                    t.re[d],
                    t.im[d],
                    roots[6 * root],
                    roots[6 * root + 1],
                    lanes);
        }
    }

    /**
     * An odd radix r: inputs j and r-j become their sum and difference, of which outputs k and r-k are the same combination, once plus and
     * once minus.
     */
    private void any(FourierTile t, int a, int part, int root, int radix, int lanes) {
        int half = radix / 2;
        for (int j = 1; j <= half; j++) {
            int b = a + j * part;
            int c = a + (radix - j) * part;
            FourierLoops.sumAndDifference(t.re[b], t.im[b], t.re[c], t.im[c], lanes);
        }
        int circle = n / radix;
        for (int k = 1; k <= half; k++) {
            double[] cr = t.moreRe[k - 1];
            double[] ci = t.moreIm[k - 1];
            double[] sr = t.moreRe[radix - k - 1];
            double[] si = t.moreIm[radix - k - 1];
            System.arraycopy(t.re[a], 0, cr, 0, lanes);
            System.arraycopy(t.im[a], 0, ci, 0, lanes);
            Arrays.fill(sr, 0, lanes, 0);
            Arrays.fill(si, 0, lanes, 0);
            for (int j = 1; j <= half; j++) {
                int w = j * k % radix * circle;
                int b = a + j * part;
                int c = a + (radix - j) * part;
                FourierLoops.gather(
                        cr, ci, t.re[b], t.im[b], roots[2 * w], sr, si, t.re[c], t.im[c], -roots[2 * w + 1], lanes);
            }
            FourierLoops.sumAndDifference(cr, ci, sr, si, lanes);
        }
        for (int j = 1; j <= half; j++) {
            FourierLoops.add(t.re[a], t.im[a], t.re[a + j * part], t.im[a + j * part], lanes);
        }
        for (int k = 1; k < radix; k++) {
            int b = a + k * part;
            double[] r = t.re[b];
            double[] m = t.im[b];
            t.re[b] = t.moreRe[k - 1];
            t.im[b] = t.moreIm[k - 1];
            t.moreRe[k - 1] = r;
            t.moreIm[k - 1] = m;
            times(t, b, k * root, lanes);
        }
    }

    private void times(FourierTile t, int row, int root, int lanes) {
        if (root != 0) {
            FourierLoops.times(t.re[row], t.im[row], roots[2 * root], roots[2 * root + 1], lanes);
        }
    }
}
