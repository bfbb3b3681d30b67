package io.github.tornadoarrays.engine.cuda;

import static io.github.tornadoarrays.cuda.Driver.cuDeviceGet;
import static io.github.tornadoarrays.cuda.Driver.cuDeviceGetAttribute;
import static io.github.tornadoarrays.cuda.Driver.cuDeviceGetCount;
import static io.github.tornadoarrays.cuda.Driver.cuDeviceGetName;
import static io.github.tornadoarrays.cuda.Driver.cuDeviceTotalMem;
import static io.github.tornadoarrays.cuda.Driver.cuDriverGetVersion;
import static io.github.tornadoarrays.cuda.Driver.cuInit;

import io.github.tornadoarrays.cuda.CudaException;
import io.github.tornadoarrays.cuda.Driver;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.driver.Limits;
import io.github.tornadoarrays.ffi.Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * A card, and what the driver says of it.
 *
 * @param handle its {@code CUdevice}
 * @param capability its compute capability, such as 90 for 9.0
 * @param driverVersion the newest CUDA that the driver takes, such as 12040
 * @param pools whether its memory can be given out in the order of a stream
 */
record CuDevice(int handle, String model, int capability, int driverVersion, boolean pools, Limits limits) {
    private static final int MAX_THREADS_PER_BLOCK = 1;
    private static final int MAX_BLOCK_DIM_X = 2;
    private static final int MAX_GRID_DIM_X = 5;
    private static final int MAX_SHARED_MEMORY_PER_BLOCK = 8;
    private static final int WARP_SIZE = 10;
    private static final int MAX_REGISTERS_PER_BLOCK = 12;
    private static final int CLOCK_RATE = 13;
    private static final int MULTIPROCESSOR_COUNT = 16;
    private static final int MEMORY_CLOCK_RATE = 36;
    private static final int GLOBAL_MEMORY_BUS_WIDTH = 37;
    private static final int L2_CACHE_SIZE = 38;
    private static final int MAX_THREADS_PER_MULTIPROCESSOR = 39;
    private static final int COMPUTE_CAPABILITY_MAJOR = 75;
    private static final int COMPUTE_CAPABILITY_MINOR = 76;
    private static final int UNIFIED_ADDRESSING = 41;
    private static final int MAX_SHARED_MEMORY_PER_BLOCK_OPTIN = 97;
    private static final int MEMORY_POOLS_SUPPORTED = 115;

    /** The widest load of a thread. */
    private static final int VECTOR_BYTES = 16;

    /** Since then the driver has what the engine calls. */
    private static final int OLDEST = 11000;

    private static final String NO_CARD =
            "finds no card; see that nvidia-smi lists it (CUDA_VISIBLE_DEVICES may hide it)";

    /**
     * The cards of this machine.
     *
     * @param whyNone why there is none, and what to do; empty where there is one
     */
    record Found(List<CuDevice> devices, String whyNone) {}

    static Found find() {
        if (Platform.OS == Platform.Os.MACOS) {
            return new Found(List.of(), "there is no CUDA for macOS; arrays run on other engines");
        }
        if (!Driver.whyNone().isEmpty()) {
            return new Found(List.of(), Driver.whyNone());
        }
        String there = Driver.origin() + " is there, but ";
        try {
            cuInit(0);
            int count = cuDeviceGetCount();
            int driver = cuDriverGetVersion();
            if (driver < OLDEST) {
                return new Found(
                        List.of(),
                        there + "is as old as CUDA " + text(driver) + "; install a driver for CUDA 11.8 or later");
            }
            List<CuDevice> devices = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                devices.add(device(i, driver));
            }
            return new Found(List.copyOf(devices), devices.isEmpty() ? there + NO_CARD : "");
        } catch (CudaException e) {
            return new Found(
                    List.of(),
                    e.code() == CudaException.NO_DEVICE
                            ? there + NO_CARD
                            : there + "does not start (" + e.getMessage()
                                    + "); see that nvidia-smi lists the card, a driver that was just updated needs a restart");
        }
    }

    private static CuDevice device(int ordinal, int driver) {
        int device = cuDeviceGet(ordinal);
        String model = cuDeviceGetName(device);
        long bytes = cuDeviceTotalMem(device);
        int capability = 10 * attribute(device, COMPUTE_CAPABILITY_MAJOR) + attribute(device, COMPUTE_CAPABILITY_MINOR);
        int most = attribute(device, MAX_THREADS_PER_BLOCK);
        int shared = attribute(device, MAX_SHARED_MEMORY_PER_BLOCK);
        Engine.Traits traits = new Engine.Traits(
                model + " (compute capability " + capability / 10 + "." + capability % 10 + ", driver for CUDA "
                        + text(driver) + ")",
                false,
                true,
                true,
                true,
                attribute(device, MULTIPROCESSOR_COUNT),
                most,
                shared,
                bytes);
        Limits limits = new Limits(
                traits,
                model,
                true,
                false,
                three(device, MAX_BLOCK_DIM_X),
                three(device, MAX_GRID_DIM_X),
                Math.max(shared, attribute(device, MAX_SHARED_MEMORY_PER_BLOCK_OPTIN)),
                bytes,
                attribute(device, WARP_SIZE),
                VECTOR_BYTES);
        boolean pools = Driver.hasPools() && attribute(device, MEMORY_POOLS_SUPPORTED) != 0;
        return new CuDevice(device, model, capability, driver, pools, limits);
    }

    /** Whether pinned memory of the host is at its own address for the card. */
    boolean hasOneAddressSpace() {
        return attribute(handle, UNIFIED_ADDRESSING) != 0;
    }

    /** More of what it is. */
    Engine.Properties properties() {
        return new Engine.Properties(
                capability,
                attribute(handle, WARP_SIZE),
                attribute(handle, CLOCK_RATE),
                attribute(handle, MEMORY_CLOCK_RATE),
                attribute(handle, GLOBAL_MEMORY_BUS_WIDTH),
                attribute(handle, L2_CACHE_SIZE),
                attribute(handle, MAX_THREADS_PER_MULTIPROCESSOR),
                attribute(handle, MAX_REGISTERS_PER_BLOCK));
    }

    private static long[] three(int device, int first) {
        return new long[] {attribute(device, first), attribute(device, first + 1), attribute(device, first + 2)};
    }

    /** A property that the driver does not know is 0. */
    private static int attribute(int device, int attribute) {
        try {
            return cuDeviceGetAttribute(attribute, device);
        } catch (CudaException e) {
            return 0;
        }
    }

    /** Such as {@code 12.4}. */
    static String text(int version) {
        return version / 1000 + "." + version / 10 % 100;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof CuDevice d && d.handle == handle;
    }

    @Override
    public int hashCode() {
        return handle;
    }
}
