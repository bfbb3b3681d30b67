package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.engine.driver.Driver;
import io.github.tornadoarrays.engine.driver.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One function of a program. An argument that is what it was at the last launch is not set again. */
final class ClFunction implements Driver.Function {
    private static final int NUM_ARGS = 0x1191;
    private static final int WORK_GROUP_SIZE = 0x11B0;
    private static final int COMPILE_WORK_GROUP_SIZE = 0x11B1;
    private static final int LOCAL_MEM_SIZE = 0x11B2;

    private static final int ADDRESS_QUALIFIER = 0x1196;
    private static final int TYPE_NAME = 0x1198;
    private static final int TYPE_QUALIFIER = 0x1199;
    private static final int NAME = 0x119A;
    private static final long LOCAL = 0x119C;
    private static final long CONSTANT = 0x119D;
    private static final long PRIVATE = 0x119E;
    private static final long CONST = 1;

    private final ClDriver driver;
    private final String name;
    private final long handle;
    private final long mostInGroup;

    /** What the arguments were set to: memory, or the bits of a scalar. */
    private final @Nullable Object[] setMemory;

    private final long[] setBits;
    private final boolean[] set;

    private final MemorySegment value = Arena.global().allocate(8, 8);
    private final MemorySegment global = Arena.global().allocate(JAVA_LONG, 3);
    private final MemorySegment local = Arena.global().allocate(JAVA_LONG, 3);

    private ClFunction(ClDriver driver, String name, long handle) {
        this.driver = driver;
        this.name = name;
        this.handle = handle;
        ClDevice device = driver.device();
        Info info = (what, room, place, size) ->
                Cl.getKernelWorkGroupInfo(handle, device.handle(), what, room, place, size);
        this.mostInGroup = Math.clamp(Math.max(info.number(WORK_GROUP_SIZE), required(info)), 1, device.mostInGroup());
        long shared = info.number(LOCAL_MEM_SIZE);
        if (shared > device.sharedBytes()) {
            throw new KernelException(name + ": a group needs " + shared + " bytes of shared memory, and "
                    + driver.name() + " has " + device.sharedBytes() + "; use smaller shared arrays");
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
    static ClFunction of(ClDriver driver, long program, String entry, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            long handle = Cl.createKernel(program, arena.allocateFrom(entry), status);
            int s = status.get(JAVA_INT, 0);
            if (s == Status.INVALID_KERNEL_NAME) {
                throw new KernelException(name + ": the source has no kernel function \"" + entry + "\" ("
                        + Status.text(s, "clCreateKernel") + "); write `kernel void " + entry + "(…)`");
            }
            Status.check(s, "clCreateKernel", driver.name());
            return new ClFunction(driver, name, handle);
        }
    }

    /** What the source says that its groups have: NVIDIA's driver tells 256 all the same where it is asked for the most. */
    private static long required(Info kernel) {
        return LongStream.of(kernel.numbers(COMPILE_WORK_GROUP_SIZE)).reduce(1, (a, b) -> a * b);
    }

    private static int argumentsOf(long kernel) {
        Info info = (what, room, place, size) -> Cl.getKernelInfo(kernel, what, room, place, size);
        return (int) info.number(NUM_ARGS);
    }

    @Override
    public long mostInGroup() {
        return mostInGroup;
    }

    @Override
    public List<Optional<Driver.Parameter>> parameters() {
        List<Optional<Driver.Parameter>> all = new ArrayList<>();
        for (int i = 0; i < set.length; i++) {
            all.add(parameter(i));
        }
        return all;
    }

    /** Empty where the driver doesn't tell, as is its right. */
    private Optional<Driver.Parameter> parameter(int i) {
        Info info = (what, room, place, size) -> Cl.getKernelArgInfo(handle, i, what, room, place, size);
        String type = info.text(TYPE_NAME);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        long space = info.number(ADDRESS_QUALIFIER);
        boolean pointer = type.endsWith("*") || space != PRIVATE;
        boolean written = space != CONSTANT && (info.number(TYPE_QUALIFIER) & CONST) == 0;
        String element = type.replace("*", "").replace("unsigned ", "u").strip();
        String text = (space == LOCAL ? "local " : "") + element + (pointer ? "* " : " ") + info.text(NAME);
        return Optional.of(new Driver.Parameter(element, pointer, space == LOCAL, written, text));
    }

    @Override
    public void setMemory(int argument, Memory memory) {
        if (set[argument] && setMemory[argument] == memory) {
            return;
        }
        value.set(JAVA_LONG, 0, memory.handle());
        setArgument(argument, 8);
        setMemory[argument] = memory;
        set[argument] = true;
    }

    @Override
    public void setScalar(int argument, DType type, long bits) {
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

    @Override
    public void setShared(int argument, long bytes) {
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
                    + Status.text(status, "clSetKernelArg") + " on " + driver.name());
        }
    }

    @Override
    public void launch(long[] items, long[] group) throws Driver.NoRoom {
        int dimensions = items.length;
        for (int d = 0; d < dimensions; d++) {
            global.setAtIndex(JAVA_LONG, d, items[d]);
        }
        for (int d = 0; d < group.length; d++) {
            local.setAtIndex(JAVA_LONG, d, group[d]);
        }
        int status = Cl.enqueueKernel(driver.queue(), handle, dimensions, global, group.length == 0 ? Cl.NULL : local);
        if (status == Status.OUT_OF_MEMORY || status == Status.OUT_OF_HOST_MEMORY) {
            throw new Driver.NoRoom(Status.text(status, "clEnqueueNDRangeKernel"));
        }
        if (status != 0) {
            throw failure(status, items, group);
        }
        driver.flush();
    }

    private RuntimeException failure(int status, long[] items, long[] group) {
        String sizes = Arrays.toString(items) + " work items"
                + (group.length == 0 ? "" : " in groups of " + Arrays.toString(group));
        return switch (status) {
            // work dimension, group size, item size, global size; arguments that are not set
            case -53, -54, -55, -63, -52 ->
                new KernelException(name + ": " + driver.name() + " does not launch " + sizes + ", "
                        + Status.text(status, "clEnqueueNDRangeKernel") + "; a group of this kernel has at most "
                        + mostInGroup + " work items, "
                        + Arrays.toString(driver.device().mostItems())
                        + " along its dimensions");
            default -> Status.failure(status, "clEnqueueNDRangeKernel", driver.name(), name + ", " + sizes);
        };
    }
}
