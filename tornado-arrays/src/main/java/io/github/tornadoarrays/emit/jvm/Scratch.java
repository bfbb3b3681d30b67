package io.github.tornadoarrays.emit.jvm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has while it runs a kernel: the local arrays, kept from kernel to kernel (array {@code k} of a type is as
 * long as was ever asked for), and where it says which check failed.
 */
public final class Scratch {
    private byte[][] bytes = {};
    private short[][] shorts = {};
    private int[][] ints = {};
    private long[][] longs = {};
    private float[][] floats = {};
    private double[][] doubles = {};
    private @Nullable Failure failure;

    /** Failed checks are told to this from now on. */
    public void tell(Failure launch) {
        failure = launch;
    }

    /** A check does not hold; the values are for its message. */
    public void failed(String message, long[] values) {
        if (failure != null) {
            failure.add(message, values);
        }
    }

    public byte[] bytes(int k, long length) {
        if (k >= bytes.length) {
            bytes = Arrays.copyOf(bytes, k + 4);
        }
        if (bytes[k] == null || bytes[k].length < length) {
            bytes[k] = new byte[(int) length];
        }
        return bytes[k];
    }

    public short[] shorts(int k, long length) {
        if (k >= shorts.length) {
            shorts = Arrays.copyOf(shorts, k + 4);
        }
        if (shorts[k] == null || shorts[k].length < length) {
            shorts[k] = new short[(int) length];
        }
        return shorts[k];
    }

    public int[] ints(int k, long length) {
        if (k >= ints.length) {
            ints = Arrays.copyOf(ints, k + 4);
        }
        if (ints[k] == null || ints[k].length < length) {
            ints[k] = new int[(int) length];
        }
        return ints[k];
    }

    public long[] longs(int k, long length) {
        if (k >= longs.length) {
            longs = Arrays.copyOf(longs, k + 4);
        }
        if (longs[k] == null || longs[k].length < length) {
            longs[k] = new long[(int) length];
        }
        return longs[k];
    }

    public float[] floats(int k, long length) {
        if (k >= floats.length) {
            floats = Arrays.copyOf(floats, k + 4);
        }
        if (floats[k] == null || floats[k].length < length) {
            floats[k] = new float[(int) length];
        }
        return floats[k];
    }

    public double[] doubles(int k, long length) {
        if (k >= doubles.length) {
            doubles = Arrays.copyOf(doubles, k + 4);
        }
        if (doubles[k] == null || doubles[k].length < length) {
            doubles[k] = new double[(int) length];
        }
        return doubles[k];
    }
}
