package io.github.tornadoarrays.kernel;

/**
 * Where a work item stands among the others of a launch, and what it shares with those of its group. A kernel method takes
 * one as its first parameter and never makes one. Dimension 0 is the one in which neighbours differ.
 */
public abstract class KernelContext {
    /** For the engines that run kernels as plain Java. */
    protected KernelContext() {}

    /** The number of this work item among all, from 0. */
    public abstract int globalId(int dimension);

    /** The number of this work item in its group, from 0. */
    public abstract int localId(int dimension);

    /** The number of this work item's group, from 0. */
    public abstract int groupId(int dimension);

    /** Work items in all. */
    public abstract int globalSize(int dimension);

    /** Work items of a group. */
    public abstract int localSize(int dimension);

    /** Groups in all. */
    public abstract int groupCount(int dimension);

    /** Waits until all work items of the group are here; what they wrote before, all of them see after. All must come. */
    public abstract void barrier();

    /** An array that the group shares; the length is a constant, the contents arbitrary at first. */
    public abstract float[] sharedFloats(int length);

    /** An array that the group shares; the length is a constant, the contents arbitrary at first. */
    public abstract double[] sharedDoubles(int length);

    /** An array that the group shares; the length is a constant, the contents arbitrary at first. */
    public abstract int[] sharedInts(int length);

    /** An array that the group shares; the length is a constant, the contents arbitrary at first. */
    public abstract long[] sharedLongs(int length);

    /** Adds to an element; the value before. */
    public abstract int atomicAdd(int[] array, int index, int value);

    /** Adds to an element; the value before. */
    public abstract long atomicAdd(long[] array, int index, long value);

    /** Adds to an element; the value before. */
    public abstract float atomicAdd(float[] array, int index, float value);

    /** Adds to an element; the value before. */
    public abstract double atomicAdd(double[] array, int index, double value);

    /** Makes an element the smaller of it and the value; the value before. */
    public abstract int atomicMin(int[] array, int index, int value);

    /** Makes an element the smaller of it and the value; the value before. */
    public abstract long atomicMin(long[] array, int index, long value);

    /** Makes an element the smaller of it and the value; the value before. */
    public abstract float atomicMin(float[] array, int index, float value);

    /** Makes an element the smaller of it and the value; the value before. */
    public abstract double atomicMin(double[] array, int index, double value);

    /** Makes an element the larger of it and the value; the value before. */
    public abstract int atomicMax(int[] array, int index, int value);

    /** Makes an element the larger of it and the value; the value before. */
    public abstract long atomicMax(long[] array, int index, long value);

    /** Makes an element the larger of it and the value; the value before. */
    public abstract float atomicMax(float[] array, int index, float value);

    /** Makes an element the larger of it and the value; the value before. */
    public abstract double atomicMax(double[] array, int index, double value);

    /** Keeps the bits of an element that the value has too; the value before. */
    public abstract int atomicAnd(int[] array, int index, int value);

    /** Sets the bits of an element that the value has; the value before. */
    public abstract int atomicOr(int[] array, int index, int value);

    /** Flips the bits of an element that the value has; the value before. */
    public abstract int atomicXor(int[] array, int index, int value);

    /** Puts a value in an element's place; the value before. */
    public abstract int atomicExchange(int[] array, int index, int value);

    /** Puts a value in an element's place if that is {@code expected}; the value before. */
    public abstract int atomicCompareExchange(int[] array, int index, int expected, int value);

    /** Puts a value in an element's place if that is {@code expected}; the value before. */
    public abstract long atomicCompareExchange(long[] array, int index, long expected, long value);
}
