package io.github.tornadoarrays.run;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.kernel.KernelContext;

/** A work item of a kernel that runs as plain Java. As only one runs at a time, atomic steps need nothing special. */
final class PlainContext extends KernelContext {
    private final PlainGroup.Item item;
    private final int[] group;
    private final int[] groups;
    private final int[] size;
    private final int[] here;

    /**
     * @param group the group's number along each of three dimensions
     * @param groups groups along each
     * @param size work items of a group along each
     */
    PlainContext(PlainGroup.Item item, int[] group, int[] groups, int[] size) {
        this.item = item;
        this.group = group;
        this.groups = groups;
        this.size = size;
        here = new int[] {item.number % size[0], item.number / size[0] % size[1], item.number / size[0] / size[1]};
    }

    private static int dimension(int d) {
        if (d < 0 || d > 2) {
            throw new KernelException("KernelContext: dimension " + d + " does not exist; there are 0, 1 and 2");
        }
        return d;
    }

    @Override
    public int globalId(int dimension) {
        return groupId(dimension) * size[dimension] + here[dimension];
    }

    @Override
    public int localId(int dimension) {
        return here[dimension(dimension)];
    }

    @Override
    public int groupId(int dimension) {
        return group[dimension(dimension)];
    }

    @Override
    public int globalSize(int dimension) {
        return groupCount(dimension) * size[dimension];
    }

    @Override
    public int localSize(int dimension) {
        return size[dimension(dimension)];
    }

    @Override
    public int groupCount(int dimension) {
        return groups[dimension(dimension)];
    }

    @Override
    public void barrier() {
        item.barrier();
    }

    @Override
    public float[] sharedFloats(int length) {
        return (float[]) item.shared(float.class, length);
    }

    @Override
    public double[] sharedDoubles(int length) {
        return (double[]) item.shared(double.class, length);
    }

    @Override
    public int[] sharedInts(int length) {
        return (int[]) item.shared(int.class, length);
    }

    @Override
    public long[] sharedLongs(int length) {
        return (long[]) item.shared(long.class, length);
    }

    @Override
    public int atomicAdd(int[] array, int index, int value) {
        int before = array[index];
        array[index] = before + value;
        return before;
    }

    @Override
    public long atomicAdd(long[] array, int index, long value) {
        long before = array[index];
        array[index] = before + value;
        return before;
    }

    @Override
    public float atomicAdd(float[] array, int index, float value) {
        float before = array[index];
        array[index] = before + value;
        return before;
    }

    @Override
    public double atomicAdd(double[] array, int index, double value) {
        double before = array[index];
        array[index] = before + value;
        return before;
    }

    @Override
    public int atomicMin(int[] array, int index, int value) {
        int before = array[index];
        array[index] = Math.min(before, value);
        return before;
    }

    @Override
    public long atomicMin(long[] array, int index, long value) {
        long before = array[index];
        array[index] = Math.min(before, value);
        return before;
    }

    @Override
    public float atomicMin(float[] array, int index, float value) {
        float before = array[index];
        array[index] = Math.min(before, value);
        return before;
    }

    @Override
    public double atomicMin(double[] array, int index, double value) {
        double before = array[index];
        array[index] = Math.min(before, value);
        return before;
    }

    @Override
    public int atomicMax(int[] array, int index, int value) {
        int before = array[index];
        array[index] = Math.max(before, value);
        return before;
    }

    @Override
    public long atomicMax(long[] array, int index, long value) {
        long before = array[index];
        array[index] = Math.max(before, value);
        return before;
    }

    @Override
    public float atomicMax(float[] array, int index, float value) {
        float before = array[index];
        array[index] = Math.max(before, value);
        return before;
    }

    @Override
    public double atomicMax(double[] array, int index, double value) {
        double before = array[index];
        array[index] = Math.max(before, value);
        return before;
    }

    @Override
    public int atomicAnd(int[] array, int index, int value) {
        int before = array[index];
        array[index] = before & value;
        return before;
    }

    @Override
    public int atomicOr(int[] array, int index, int value) {
        int before = array[index];
        array[index] = before | value;
        return before;
    }

    @Override
    public int atomicXor(int[] array, int index, int value) {
        int before = array[index];
        array[index] = before ^ value;
        return before;
    }

    @Override
    public int atomicExchange(int[] array, int index, int value) {
        int before = array[index];
        array[index] = value;
        return before;
    }

    @Override
    public int atomicCompareExchange(int[] array, int index, int expected, int value) {
        int before = array[index];
        array[index] = before == expected ? value : before;
        return before;
    }

    @Override
    public long atomicCompareExchange(long[] array, int index, long expected, long value) {
        long before = array[index];
        array[index] = before == expected ? value : before;
        return before;
    }
}
