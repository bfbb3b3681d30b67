package io.github.tornadoarrays.device;

import io.github.tornadoarrays.kernel.Parallel;
import io.github.tornadoarrays.rng.BoxMuller;
import io.github.tornadoarrays.rng.Draw;
import io.github.tornadoarrays.rng.Philox;

/** Random draws as {@link Draw} defines them, a block of Philox a work item. */
final class DrawKernels {
    private DrawKernels() {}

    private static long half(int low, int high) {
        return low & 0xffffffffL | (long) high << 32;
    }

    static void uniform32(float[] out, int blocks, long key, long draw) {
        for (@Parallel int i = 0; i < blocks; i++) {
            int[] w = new int[4];
            Philox.block(key, i, draw, w);
            for (int k = 0; k < 4; k++) {
                if (4 * i + k < out.length) {
                    out[4 * i + k] = Draw.uniform(w[k]);
                }
            }
        }
    }

    static void uniform64(double[] out, int blocks, long key, long draw) {
        for (@Parallel int i = 0; i < blocks; i++) {
            int[] w = new int[4];
            Philox.block(key, i, draw, w);
            for (int k = 0; k < 2; k++) {
                if (2 * i + k < out.length) {
                    out[2 * i + k] = Draw.uniform(half(w[2 * k], w[2 * k + 1]));
                }
            }
        }
    }

    static void normal32(float[] out, int blocks, long key, long draw) {
        for (@Parallel int i = 0; i < blocks; i++) {
            int[] w = new int[4];
            Philox.block(key, i, draw, w);
            for (int k = 0; k < 4; k += 2) {
                float radius = BoxMuller.radius(w[k]);
                int at = 4 * i + k;
                if (at < out.length) {
                    out[at] = radius * BoxMuller.cos(w[k + 1]);
                }
                if (at + 1 < out.length) {
                    out[at + 1] = radius * BoxMuller.sin(w[k + 1]);
                }
            }
        }
    }

    static void normal64(double[] out, int blocks, long key, long draw) {
        for (@Parallel int i = 0; i < blocks; i++) {
            int[] w = new int[4];
            Philox.block(key, i, draw, w);
            double radius = BoxMuller.radius(half(w[0], w[1]));
            long angle = half(w[2], w[3]);
            if (2 * i < out.length) {
                out[2 * i] = radius * BoxMuller.cos(angle);
            }
            if (2 * i + 1 < out.length) {
                out[2 * i + 1] = radius * BoxMuller.sin(angle);
            }
        }
    }

    /** From element {@code skip} of block {@code first} on. */
    static void bits64(long[] out, int blocks, long first, int skip, long key, long draw) {
        for (@Parallel int i = 0; i < blocks; i++) {
            int[] w = new int[4];
            Philox.block(key, first + i, draw, w);
            for (int k = 0; k < 2; k++) {
                int at = 2 * i + k - skip;
                if (at >= 0 && at < out.length) {
                    out[at] = half(w[2 * k], w[2 * k + 1]);
                }
            }
        }
    }

    /** A range of at most 2³²; {@code out} stands for bool and any integer type. */
    static void narrow(double[] out, int blocks, long key, long draw, long low, long range) {
        for (@Parallel int i = 0; i < blocks; i++) {
            int[] w = new int[4];
            Philox.block(key, i, draw, w);
            for (int k = 0; k < 2; k++) {
                if (2 * i + k < out.length) {
                    out[2 * i + k] = low + Draw.scale(half(w[2 * k], w[2 * k + 1]), range);
                }
            }
        }
    }

    /** A larger range: a block an element. */
    static void wide(double[] out, int blocks, long key, long draw, long low, long range) {
        for (@Parallel int i = 0; i < blocks; i++) {
            int[] w = new int[4];
            Philox.block(key, i, draw, w);
            out[i] = low + Draw.scale(half(w[0], w[1]), half(w[2], w[3]), range);
        }
    }
}
