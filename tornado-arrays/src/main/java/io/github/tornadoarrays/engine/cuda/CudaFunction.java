package io.github.tornadoarrays.engine.cuda;

import static io.github.tornadoarrays.cuda.Driver.cuFuncGetAttribute;
import static io.github.tornadoarrays.cuda.Driver.cuFuncSetAttribute;
import static io.github.tornadoarrays.cuda.Driver.cuLaunchKernel;
import static io.github.tornadoarrays.cuda.Driver.cuLaunchKernelEx;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.cuda.CudaException;
import io.github.tornadoarrays.engine.driver.Driver;
import io.github.tornadoarrays.engine.driver.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One function of a program, with the memory that its arguments are passed in: 64 bits each, written again at each launch. */
final class CudaFunction implements Driver.Function {
    private static final int MAX_THREADS_PER_BLOCK = 0;
    private static final int SHARED_SIZE_BYTES = 1;
    private static final int MAX_DYNAMIC_SHARED_SIZE_BYTES = 8;

    // CUlaunchConfig: seven sizes, the stream, attributes and their number
    private static final long CONFIG_STREAM = 32;
    private static final long CONFIG_ATTRIBUTES = 40;
    private static final long CONFIG_COUNT = 48;
    private static final long CONFIG_BYTES = 56;

    // CUlaunchAttribute: its kind, and at 8 its value
    private static final int PROGRAMMATIC_STREAM_SERIALIZATION = 6;
    private static final long ATTRIBUTE_VALUE = 8;
    private static final long ATTRIBUTE_BYTES = 72;

    private final CudaDriver driver;
    private final String name;
    private final long handle;
    private final List<Optional<Driver.Parameter>> parameters;

    /** Whether it waits by itself for the kernels before it, and so may be launched while they end. */
    private final boolean early;

    private final long mostInGroup;

    /** Shared memory that a launch may have without being asked for. */
    private long allowed;

    private final MemorySegment values;

    /** The addresses of the values, as the driver takes them. */
    private final MemorySegment places;

    /** How it is launched early, but for its sizes and the stream. */
    private final MemorySegment config;

    private long sharedBytes;

    CudaFunction(
            CudaDriver driver, String name, long handle, List<Optional<Driver.Parameter>> parameters, boolean early) {
        this.driver = driver;
        this.early = early;
        this.name = name;
        this.handle = handle;
        this.parameters = parameters;
        mostInGroup = Math.max(1, attribute(MAX_THREADS_PER_BLOCK));
        allowed = driver.limits().traits().sharedBytes() - attribute(SHARED_SIZE_BYTES);
        int n = Math.max(1, parameters.size());
        values = Arena.global().allocate(JAVA_LONG, n);
        places = Arena.global().allocate(ADDRESS, n);
        for (int i = 0; i < n; i++) {
            places.setAtIndex(ADDRESS, i, values.asSlice(8L * i));
        }
        config = early ? earlyConfig() : MemorySegment.NULL;
    }

    private static MemorySegment earlyConfig() {
        MemorySegment attribute = Arena.global().allocate(ATTRIBUTE_BYTES, Long.BYTES);
        attribute.set(JAVA_INT, 0, PROGRAMMATIC_STREAM_SERIALIZATION);
        attribute.set(JAVA_INT, ATTRIBUTE_VALUE, 1);
        MemorySegment config = Arena.global().allocate(CONFIG_BYTES, Long.BYTES);
        config.set(ADDRESS, CONFIG_ATTRIBUTES, attribute);
        config.set(JAVA_INT, CONFIG_COUNT, 1);
        return config;
    }

    long handle() {
        return handle;
    }

    boolean isEarly() {
        return early;
    }

    /** The addresses of the arguments. */
    MemorySegment places() {
        return places;
    }

    /** The arguments that are set. */
    long[] arguments() {
        return values.toArray(JAVA_LONG);
    }

    private int attribute(int attribute) {
        try {
            return cuFuncGetAttribute(attribute, handle);
        } catch (CudaException e) {
            throw driver.failure(e, name);
        }
    }

    @Override
    public long mostInGroup() {
        return mostInGroup;
    }

    @Override
    public List<Optional<Driver.Parameter>> parameters() {
        return parameters;
    }

    @Override
    public void setMemory(int argument, Memory memory) {
        values.set(JAVA_LONG, 8L * argument, memory.handle());
    }

    @Override
    public void setScalar(int argument, DType type, long bits) {
        long at = 8L * argument;
        switch (type) {
            case BOOL, INT8, UINT8 -> values.set(JAVA_BYTE, at, (byte) bits);
            case INT16, UINT16 -> values.set(JAVA_SHORT, at, (short) bits);
            case INT32, UINT32 -> values.set(JAVA_INT, at, (int) bits);
            case INT64, UINT64 -> values.set(JAVA_LONG, at, bits);
            case FLOAT32, FLOAT16, BFLOAT16 -> values.set(JAVA_FLOAT, at, (float) Double.longBitsToDouble(bits));
            case FLOAT64 -> values.set(JAVA_DOUBLE, at, Double.longBitsToDouble(bits));
            case COMPLEX64, COMPLEX128 ->
                throw new IllegalArgumentException(name + ": a scalar argument of type " + type);
        }
    }

    @Override
    public void setShared(int argument, long bytes) {
        sharedBytes += (bytes + 15) & -16;
    }

    @Override
    public void launch(long[] items, long[] group) throws Driver.NoRoom {
        long shared = sharedBytes;
        sharedBytes = 0;
        driver.enter();
        if (shared > allowed) {
            allow(shared);
        }
        Sizes sizes = Sizes.of(items, group, shared);
        KernelNodes nodes = driver.nodes();
        try {
            if (nodes == null) {
                launch(sizes);
            } else {
                nodes.put(this, sizes);
            }
        } catch (CudaException e) {
            throw failure(e, items, group, shared);
        }
    }

    private void launch(Sizes s) {
        if (early) {
            s.write(config, 0);
            config.set(JAVA_LONG, CONFIG_STREAM, driver.stream());
            cuLaunchKernelEx(config, handle, places, MemorySegment.NULL);
        } else {
            cuLaunchKernel(
                    handle,
                    s.gridX(),
                    s.gridY(),
                    s.gridZ(),
                    s.blockX(),
                    s.blockY(),
                    s.blockZ(),
                    s.sharedBytes(),
                    driver.stream(),
                    places,
                    MemorySegment.NULL);
        }
    }

    /** More than what every kernel may share must be asked for. */
    private void allow(long bytes) {
        try {
            cuFuncSetAttribute(handle, MAX_DYNAMIC_SHARED_SIZE_BYTES, (int) bytes);
        } catch (CudaException e) {
            throw new KernelException(
                    name + ": " + bytes + " bytes of shared memory for a group, " + e.getMessage() + "; "
                            + driver.name() + " has " + driver.limits().sharedIfAsked(),
                    e);
        }
        allowed = bytes;
    }

    private RuntimeException failure(CudaException e, long[] items, long[] group, long shared) throws Driver.NoRoom {
        String sizes = Arrays.toString(items) + " work items in groups of " + Arrays.toString(group)
                + (shared > 0 ? " with " + shared + " bytes of shared memory" : "");
        return switch (e.code()) {
            case CudaException.OUT_OF_MEMORY -> throw new Driver.NoRoom(CudaException.text(e.code(), e.function()));
            case CudaException.INVALID_VALUE, CudaException.LAUNCH_OUT_OF_RESOURCES ->
                new KernelException(
                        name + ": " + driver.name() + " does not launch " + sizes + ", " + e.getMessage()
                                + "; a group of this kernel has at most " + mostInGroup + " work items",
                        e);
            default -> driver.failure(e, name + ", " + sizes);
        };
    }
}
