package io.github.tornadoarrays.tornadovm;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * What changes a number in memory in one step that no other work item comes between, and gives what was there: a sum, or another number where there is
 * an expected one. Floats are compared by their bits. Arrays of Java's are those that a group shares. On devices these are functions of the
 * language ({@link Calls}).
 */
abstract sealed class VmAtomics extends VmErrorFunction permits VmMath {
    private static UnsupportedOperationException onDevices() {
        return new UnsupportedOperationException("atomic functions are for kernels on devices");
    }

    public static int atomicAdd(IntArray a, int index, int x) {
        throw onDevices();
    }

    public static int atomicAdd(int[] a, int index, int x) {
        throw onDevices();
    }

    public static long atomicAdd(LongArray a, int index, long x) {
        throw onDevices();
    }

    public static long atomicAdd(long[] a, int index, long x) {
        throw onDevices();
    }

    public static int atomicCompareExchange(IntArray a, int index, int expected, int x) {
        throw onDevices();
    }

    public static int atomicCompareExchange(int[] a, int index, int expected, int x) {
        throw onDevices();
    }

    public static long atomicCompareExchange(LongArray a, int index, long expected, long x) {
        throw onDevices();
    }

    public static long atomicCompareExchange(long[] a, int index, long expected, long x) {
        throw onDevices();
    }

    public static int atomicCompareExchange(FloatArray a, int index, int expected, int x) {
        throw onDevices();
    }

    public static int atomicCompareExchange(float[] a, int index, int expected, int x) {
        throw onDevices();
    }

    public static long atomicCompareExchange(DoubleArray a, int index, long expected, long x) {
        throw onDevices();
    }

    public static long atomicCompareExchange(double[] a, int index, long expected, long x) {
        throw onDevices();
    }
}
