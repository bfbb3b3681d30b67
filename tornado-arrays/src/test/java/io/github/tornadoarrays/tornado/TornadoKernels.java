package io.github.tornadoarrays.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.annotations.Reduce;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.matrix.Matrix2DFloat;

/** Kernels as people write them for TornadoVM: its annotations, its context, its arrays. */
public final class TornadoKernels {
    static final int GROUP = 64;

    private TornadoKernels() {}

    // ---- parallel loops

    public static void add(FloatArray a, FloatArray b, FloatArray c) {
        for (@Parallel int i = 0; i < c.getSize(); i++) {
            c.set(i, a.get(i) + b.get(i));
        }
    }

    public static void saxpy(float alpha, FloatArray x, FloatArray y) {
        for (@Parallel int i = 0; i < y.getSize(); i++) {
            y.set(i, alpha * x.get(i) + y.get(i));
        }
    }

    public static void scaleInts(IntArray a, int factor) {
        for (@Parallel int i = 0; i < a.getSize(); i++) {
            a.set(i, a.get(i) * factor + i);
        }
    }

    public static void squareRoots(DoubleArray a, DoubleArray out) {
        for (@Parallel int i = 0; i < out.getSize(); i++) {
            out.set(i, Math.sqrt(Math.abs(a.get(i))));
        }
    }

    public static void mix(LongArray a, LongArray out) {
        for (@Parallel int i = 0; i < out.getSize(); i++) {
            long x = a.get(i) ^ (long) i << 7;
            out.set(i, x * 31 + (x >> 3));
        }
    }

    public static void threshold(FloatArray a, ByteArray mask, float limit) {
        for (@Parallel int i = 0; i < mask.getSize(); i++) {
            mask.set(i, (byte) (a.get(i) > limit ? 1 : 0));
        }
    }

    public static void stencil(FloatArray in, FloatArray out) {
        for (@Parallel int i = 0; i < out.getSize(); i++) {
            int left = i == 0 ? 0 : i - 1;
            int right = i == in.getSize() - 1 ? i : i + 1;
            out.set(i, 0.25f * in.get(left) + 0.5f * in.get(i) + 0.25f * in.get(right));
        }
    }

    public static void matrixVector(Matrix2DFloat m, FloatArray x, FloatArray y) {
        for (@Parallel int i = 0; i < m.getNumRows(); i++) {
            float sum = 0;
            for (int j = 0; j < m.getNumColumns(); j++) {
                sum += m.get(i, j) * x.get(j);
            }
            y.set(i, sum);
        }
    }

    public static void matrixProduct(Matrix2DFloat a, Matrix2DFloat b, Matrix2DFloat c) {
        for (@Parallel int i = 0; i < c.getNumRows(); i++) {
            for (@Parallel int j = 0; j < c.getNumColumns(); j++) {
                float sum = 0;
                for (int k = 0; k < a.getNumColumns(); k++) {
                    sum += a.get(i, k) * b.get(k, j);
                }
                c.set(i, j, sum);
            }
        }
    }

    public static void transposed(Matrix2DFloat in, Matrix2DFloat out) {
        for (@Parallel int i = 0; i < in.getNumRows(); i++) {
            for (@Parallel int j = 0; j < in.getNumColumns(); j++) {
                out.set(j, i, in.get(i, j));
            }
        }
    }

    public static void escapes(IntArray steps, int width, int most) {
        for (@Parallel int i = 0; i < steps.getSize(); i++) {
            int row = i / width;
            float cx = (i % width) * 3f / width - 2f;
            float cy = row * 2f / width - 1f;
            float x = 0;
            float y = 0;
            int n = 0;
            while (n < most && x * x + y * y < 4f) {
                float next = x * x - y * y + cx;
                y = 2 * x * y + cy;
                x = next;
                n++;
            }
            steps.set(i, n);
        }
    }

    public static void bodies(FloatArray position, FloatArray force, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            float sum = 0;
            for (int j = 0; j < n; j++) {
                float d = position.get(j) - position.get(i);
                sum += d / (d * d + 0.5f);
            }
            force.set(i, sum);
        }
    }

    // ---- reductions

    public static void sum(IntArray in, @Reduce IntArray out) {
        out.set(0, 0);
        for (@Parallel int i = 0; i < in.getSize(); i++) {
            out.set(0, out.get(0) + in.get(i));
        }
    }

    public static void highest(DoubleArray in, @Reduce DoubleArray out) {
        for (@Parallel int i = 0; i < in.getSize(); i++) {
            out.set(0, Math.max(out.get(0), in.get(i)));
        }
    }

    public static void squares(LongArray in, @Reduce LongArray out) {
        for (@Parallel int i = 0; i < in.getSize(); i++) {
            out.set(0, out.get(0) + in.get(i) * in.get(i));
        }
    }

    // ---- the context

    public static void addItems(KernelContext context, FloatArray a, FloatArray b, FloatArray c) {
        int i = context.globalIdx;
        if (i < c.getSize()) {
            c.set(i, a.get(i) + b.get(i));
        }
    }

    public static void groupSums(KernelContext context, FloatArray in, FloatArray out) {
        float[] local = context.allocateFloatLocalArray(GROUP);
        int l = context.localIdx;
        int i = context.globalIdx;
        local[l] = i < in.getSize() ? in.get(i) : 0;
        for (int stride = context.localGroupSizeX / 2; stride > 0; stride /= 2) {
            context.localBarrier();
            if (l < stride) {
                local[l] += local[l + stride];
            }
        }
        if (l == 0) {
            out.set(context.groupIdx, local[0]);
        }
    }

    public static void reversedGroups(KernelContext context, IntArray in, IntArray out) {
        int[] local = context.allocateIntLocalArray(GROUP);
        int l = context.localIdx;
        int i = context.globalIdx;
        if (i < in.getSize()) {
            local[l] = in.get(i);
        }
        context.localBarrier();
        int from = context.localGroupSizeX - 1 - l;
        int at = context.groupIdx * context.localGroupSizeX + from;
        if (i < out.getSize() && at < in.getSize()) {
            out.set(i, local[from]);
        }
    }

    public static void counts(KernelContext context, IntArray values, IntArray bins) {
        int i = context.globalIdx;
        if (i < values.getSize()) {
            context.atomicAdd(bins, values.get(i) & 7, 1);
        }
    }

    public static void grid(KernelContext context, Matrix2DFloat out) {
        int x = context.globalIdx;
        int y = context.globalIdy;
        if (y < out.getNumRows() && x < out.getNumColumns()) {
            out.set(y, x, 10f * context.groupIdy + context.groupIdx + 0.5f * context.localIdx);
        }
    }
}
