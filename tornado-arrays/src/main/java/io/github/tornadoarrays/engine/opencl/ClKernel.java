package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.MemoryException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One function of a program, ready to launch. Its arguments are set and it is put into the queue under {@link #lock}; an
 * argument that is what it was at the last launch is not set again.
 */
final class ClKernel {
    private static final int NUM_ARGS = 0x1191;
    private static final int WORK_GROUP_SIZE = 0x11B0;
    private static final int LOCAL_MEM_SIZE = 0x11B2;
    private static final int PREFERRED_MULTIPLE = 0x11B3;

    final ReentrantLock lock = new ReentrantLock();

    private final Context context;
    private final ClPool pool;
    private final String name;
    private final long handle;
    private final long mostInGroup;
    private final long preferredMultiple;

    /** What the arguments were set to: memory, or the bits of a scalar. */
    private final @Nullable Object[] setMemory;

    private final long[] setBits;
    private final boolean[] set;

    private final MemorySegment value = Arena.global().allocate(8, 8);
    private final MemorySegment global = Arena.global().allocate(JAVA_LONG, 3);
    private final MemorySegment local = Arena.global().allocate(JAVA_LONG, 3);

    private ClKernel(Context context, ClPool pool, String name, long handle) {
        this.context = context;
        this.pool = pool;
        this.name = name;
        this.handle = handle;
        Info info = (what, room, place, size) ->
                Cl.getKernelWorkGroupInfo(handle, context.device().handle(), what, room, place, size);
        this.mostInGroup =
                Math.clamp(info.number(WORK_GROUP_SIZE), 1, context.device().mostInGroup());
        this.preferredMultiple = Math.max(1, info.number(PREFERRED_MULTIPLE));
        long shared = info.number(LOCAL_MEM_SIZE);
        if (shared > context.device().sharedBytes()) {
            throw new KernelException(name + ": a group needs " + shared + " bytes of shared memory, and "
                    + context.name() + " has " + context.device().sharedBytes() + "; use smaller shared arrays");
        }
        int arguments = argumentsOf(handle);
        this.setMemory = new Object[arguments];
        this.setBits = new long[arguments];
        this.set = new boolean[arguments];
    }

    /**
     * Takes a function out of a program.
     *
     * @throws KernelException if the program has no such kernel
     */
    static ClKernel of(Context context, ClPool pool, long program, String entry, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            long handle = Cl.createKernel(program, arena.allocateFrom(entry), status);
            int s = status.get(JAVA_INT, 0);
            if (s == Status.INVALID_KERNEL_NAME) {
                throw new KernelException(name + ": the source has no kernel function \"" + entry + "\" ("
                        + Status.text(s, "clCreateKernel") + "); write `kernel void " + entry + "(…)`");
            }
            Status.check(s, "clCreateKernel", context.name());
            return new ClKernel(context, pool, name, handle);
        }
    }

    private static int argumentsOf(long kernel) {
        Info info = (what, room, place, size) -> Cl.getKernelInfo(kernel, what, room, place, size);
        return (int) info.number(NUM_ARGS);
    }

    long handle() {
        return handle;
    }

    int arguments() {
        return set.length;
    }

    /** The most work items of a group of this kernel. */
    long mostInGroup() {
        return mostInGroup;
    }

    long preferredMultiple() {
        return preferredMultiple;
    }

    /** Sets an argument to memory. Only under the lock. */
    void setBuffer(int argument, ClBuffer buffer) {
        ClBuffer.Memory memory = buffer.memory();
        if (set[argument] && setMemory[argument] == memory) {
            return;
        }
        value.set(JAVA_LONG, 0, memory.handle());
        setArgument(argument, 8);
        setMemory[argument] = memory;
        set[argument] = true;
    }

    /**
     * Sets an argument to a scalar; 16-bit floats are passed as float32. Only under the lock.
     *
     * @param bits an integer as it is, a float as the bits of a double
     */
    void setScalar(int argument, DType type, long bits) {
        if (set[argument] && setMemory[argument] == null && setBits[argument] == bits) {
            return;
        }
        switch (type) {
            case BOOL, INT8, UINT8 -> value.set(JAVA_BYTE, 0, (byte) bits);
            case INT16, UINT16 -> value.set(JAVA_SHORT, 0, (short) bits);
            case INT32, UINT32 -> value.set(JAVA_INT, 0, (int) bits);
            case INT64, UINT64 -> value.set(JAVA_LONG, 0, bits);
            case FLOAT32, FLOAT16, BFLOAT16 -> value.set(JAVA_FLOAT, 0, (float) Double.longBitsToDouble(bits));
            case FLOAT64 -> value.set(JAVA_DOUBLE, 0, Double.longBitsToDouble(bits));
            case COMPLEX64, COMPLEX128 ->
                throw new IllegalArgumentException(name + ": a scalar argument of type " + type);
        }
        setArgument(argument, type.isHalf() ? Float.BYTES : type.itemSize());
        setMemory[argument] = null;
        setBits[argument] = bits;
        set[argument] = true;
    }

    /** Gives an argument memory of each group. Only under the lock. */
    void setShared(int argument, long bytes) {
        set[argument] = false;
        setArgument(argument, bytes, Cl.NULL);
    }

    private void setArgument(int argument, long bytes) {
        setArgument(argument, bytes, value);
    }

    private void setArgument(int argument, long bytes, MemorySegment at) {
        set[argument] = false;
        int status = Cl.setKernelArg(handle, argument, bytes, at);
        if (status != 0) {
            throw new KernelException(name + ": argument " + argument + " with " + bytes + " bytes does not fit, "
                    + Status.text(status, "clSetKernelArg") + " on " + context.name());
        }
    }

    /**
     * Puts the kernel into the queue. Only under the lock.
     *
     * @param items work items along each dimension
     * @param group work items of a group along each dimension, or empty for the driver's choice
     */
    void enqueue(long[] items, long[] group) {
        int dimensions = items.length;
        for (int d = 0; d < dimensions; d++) {
            global.setAtIndex(JAVA_LONG, d, items[d]);
        }
        for (int d = 0; d < group.length; d++) {
            local.setAtIndex(JAVA_LONG, d, group[d]);
        }
        MemorySegment groups = group.length == 0 ? Cl.NULL : local;
        int status = Cl.enqueueKernel(context.queue(), handle, dimensions, global, groups);
        if (status == Status.OUT_OF_MEMORY || status == Status.OUT_OF_HOST_MEMORY) {
            // Drivers that take memory only when it is used say so here.
            pool.makeRoom(1);
            status = Cl.enqueueKernel(context.queue(), handle, dimensions, global, groups);
        }
        if (status != 0) {
            throw failure(status, items, group);
        }
        context.flush();
    }

    private RuntimeException failure(int status, long[] items, long[] group) {
        String sizes = Arrays.toString(items) + " work items"
                + (group.length == 0 ? "" : " in groups of " + Arrays.toString(group));
        return switch (status) {
            case Status.OUT_OF_MEMORY, Status.OUT_OF_HOST_MEMORY ->
                new MemoryException(name + ": there is no room for its arrays on " + context.name() + ", "
                        + Status.text(status, "clEnqueueNDRangeKernel") + "; live arrays there have "
                        + ClPool.text(pool.stats().liveBytes()) + ", let go of some");
            // work dimension, group size, item size, global size; arguments that are not set
            case -53, -54, -55, -63, -52 ->
                new KernelException(name + ": " + context.name() + " does not launch " + sizes + ", "
                        + Status.text(status, "clEnqueueNDRangeKernel") + "; a group of this kernel has at most "
                        + mostInGroup + " work items, "
                        + Arrays.toString(context.device().mostItems())
                        + " along its dimensions");
            default -> Status.failure(status, "clEnqueueNDRangeKernel", context.name(), name + ", " + sizes);
        };
    }

    /**
     * Says what is wrong with these sizes, before the driver does.
     *
     * @throws KernelException if the device has no such launch
     */
    void check(long[] items, long[] group) {
        long product = 1;
        for (int d = 0; d < group.length; d++) {
            long most = context.device().mostItems()[d];
            if (group[d] < 1 || group[d] > most) {
                throw new KernelException(name + ": a group of " + Arrays.toString(group) + " is out of range along"
                        + " dimension " + d + "; " + context.name() + " allows 1.." + most + " there");
            }
            product = Math.multiplyExact(product, group[d]);
            if (items[d] % group[d] != 0) {
                throw new KernelException(name + ": " + items[d] + " work items along dimension " + d
                        + " can't be divided into groups of " + group[d]
                        + "; make the first a multiple of the second and leave out the rest in the kernel");
            }
        }
        if (product > mostInGroup) {
            throw new KernelException(name + ": a group of " + Arrays.toString(group) + " has " + product
                    + " work items; of this kernel " + context.name() + " allows at most " + mostInGroup);
        }
    }
}
