package io.github.tornadoarrays.engine.cpu;

import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import java.lang.ref.Reference;

/** Writes blocks of elements to places in memory, one after another. */
final class Scatter {
    private Scatter() {}

    /**
     * Writes {@code values}, a block of the shape of {@code block} for each of {@code n} places, in order. Element (i, j, …) of a
     * block goes to its place plus {@code i*strides[0] + j*strides[1]…}.
     */
    static void write(HostBuffer to, HostBuffer places, long n, Layout block, HostBuffer values) {
        int parts = to.dtype().parts();
        if (block.size() == 1
                && parts == 1
                && places.memory() instanceof long[] p
                && !to.isNative()
                && !values.isNative()) {
            singles(to.memory(), p, (int) n, values.memory());
            Reference.reachabilityFence(to);
            Reference.reachabilityFence(places);
            Reference.reachabilityFence(values);
            return;
        }
        long[] offsets = offsets(block);
        boolean whole = block.isContiguous();
        long run = whole ? block.size() * parts : parts;
        int runs = whole ? 1 : offsets.length;
        long from = 0;
        for (long i = 0; i < n; i++) {
            long place = places.getLong(i);
            for (int k = 0; k < runs; k++) {
                move(values, from, to, (place + (whole ? 0 : offsets[k])) * parts, run);
                from += run;
            }
        }
        Reference.reachabilityFence(to);
        Reference.reachabilityFence(values);
    }

    private static void singles(Object to, long[] places, int n, Object values) {
        switch (to) {
            case double[] a -> {
                double[] v = (double[]) values;
                for (int i = 0; i < n; i++) {
                    a[(int) places[i]] = v[i];
                }
            }
            case float[] a -> {
                float[] v = (float[]) values;
                for (int i = 0; i < n; i++) {
                    a[(int) places[i]] = v[i];
                }
            }
            case long[] a -> {
                long[] v = (long[]) values;
                for (int i = 0; i < n; i++) {
                    a[(int) places[i]] = v[i];
                }
            }
            case int[] a -> {
                int[] v = (int[]) values;
                for (int i = 0; i < n; i++) {
                    a[(int) places[i]] = v[i];
                }
            }
            case short[] a -> {
                short[] v = (short[]) values;
                for (int i = 0; i < n; i++) {
                    a[(int) places[i]] = v[i];
                }
            }
            case byte[] a -> {
                byte[] v = (byte[]) values;
                for (int i = 0; i < n; i++) {
                    a[(int) places[i]] = v[i];
                }
            }
            default -> throw new IllegalStateException("memory of class " + to.getClass());
        }
    }

    private static void move(HostBuffer from, long source, HostBuffer to, long target, long count) {
        if (!from.isNative() && !to.isNative()) {
            if (count == 1) {
                switch (to.memory()) {
                    case double[] a -> a[(int) target] = ((double[]) from.memory())[(int) source];
                    case float[] a -> a[(int) target] = ((float[]) from.memory())[(int) source];
                    case long[] a -> a[(int) target] = ((long[]) from.memory())[(int) source];
                    case int[] a -> a[(int) target] = ((int[]) from.memory())[(int) source];
                    case short[] a -> a[(int) target] = ((short[]) from.memory())[(int) source];
                    case byte[] a -> a[(int) target] = ((byte[]) from.memory())[(int) source];
                    default -> throw new IllegalStateException("memory of " + to.dtype());
                }
            } else {
                System.arraycopy(from.memory(), (int) source, to.memory(), (int) target, (int) count);
            }
            return;
        }
        int size = to.dtype().part().itemSize();
        to.segment()
                .asSlice(target * size, count * size)
                .copyFrom(from.segment().asSlice(source * size, count * size));
    }

    /** Where the elements of a block lie, in row-major order; not needed where they lie one after another. */
    private static long[] offsets(Layout block) {
        if (block.isContiguous()) {
            return new long[0];
        }
        long[] out = new long[Math.toIntExact(block.size())];
        int filled = 1;
        for (int d = 0; d < block.rank(); d++) {
            int extent = (int) block.shape()[d];
            for (int i = filled - 1; i >= 0; i--) {
                long base = out[i];
                for (int j = extent - 1; j >= 0; j--) {
                    out[i * extent + j] = base + j * block.strides()[d];
                }
            }
            filled *= extent;
        }
        return out;
    }
}
