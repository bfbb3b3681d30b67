package io.github.tornadoarrays.corpus;

import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.kernel.Reduce;

/** Kernels that accumulate over their parallel loops. */
final class Accumulations {
    private Accumulations() {}

    static void dot(float[] x, float[] y, float[] out) {
        @Reduce float sum = 0;
        for (@Parallel int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        out[0] = sum;
    }

    static void largest(float[] x, @Reduce float[] out) {
        for (@Parallel int i = 0; i < x.length; i++) {
            out[0] = Math.max(out[0], x[i]);
        }
    }

    static void smallest(int[] x, int[] out) {
        @Reduce int least = Integer.MAX_VALUE;
        for (@Parallel int i = 0; i < x.length; i++) {
            least = Math.min(least, x[i]);
        }
        out[0] = least;
    }

    static void product(long[] x, @Reduce long[] out) {
        for (@Parallel int i = 0; i < x.length; i++) {
            out[0] *= x[i] | 1;
        }
    }

    /** Points of the square that are in the circle, drawn by xorshift with the index as seed. */
    static void pi(long seed, int samples, @Reduce long[] hits) {
        for (@Parallel int i = 0; i < samples; i++) {
            long s = (seed + i) * 0x9E3779B97F4A7C15L | 1;
            for (int k = 0; k < 4; k++) {
                s ^= s << 13;
                s ^= s >>> 7;
                s ^= s << 17;
            }
            long x = s >>> 40;
            long y = s >>> 8 & 0xffffff;
            if (x * x + y * y < 1L << 48) {
                hits[0] += 1;
            }
        }
    }

    /** Two loops one after the other: the second needs what the first accumulated. */
    static void normalise(double[] x) {
        @Reduce double sum = 0;
        for (@Parallel int i = 0; i < x.length; i++) {
            sum += x[i] * x[i];
        }
        double scale = 1 / Math.sqrt(sum);
        for (@Parallel int i = 0; i < x.length; i++) {
            x[i] *= scale;
        }
    }
}
