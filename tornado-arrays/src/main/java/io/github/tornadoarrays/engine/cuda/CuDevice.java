package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.driver.Limits;
import io.github.tornadoarrays.ffi.LibraryException;
import io.github.tornadoarrays.ffi.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
    private static final int MULTIPROCESSOR_COUNT = 16;
    private static final int COMPUTE_CAPABILITY_MAJOR = 75;
    private static final int COMPUTE_CAPABILITY_MINOR = 76;
    private static final int MAX_SHARED_MEMORY_PER_BLOCK_OPTIN = 97;
    private static final int MEMORY_POOLS_SUPPORTED = 115;

    /** Since then the driver has what the engine calls. */
    private static final int OLDEST = 11000;

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
        try {
            return ask();
        } catch (LibraryException e) {
            return new Found(List.of(), String.valueOf(e.getMessage()));
        } catch (ExceptionInInitializerError e) {
            return new Found(List.of(), String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage()));
        } catch (NoClassDefFoundError e) {
            return new Found(List.of(), "CUDA could not be loaded; " + Cu.REMEDY);
        }
    }

    private static Found ask() {
        String there = Cu.LIBRARY.origin() + " is there, but ";
        try (Arena arena = Arena.ofConfined()) {
            int status = Cu.init();
            MemorySegment n = arena.allocate(JAVA_INT);
            if (status == 0) {
                status = Cu.deviceGetCount(n);
            }
            if (status == CuStatus.NO_DEVICE || status == 0 && n.get(JAVA_INT, 0) == 0) {
                return new Found(
                        List.of(),
                        there + "finds no card; see that nvidia-smi lists it (CUDA_VISIBLE_DEVICES may hide it)");
            }
            if (status != 0) {
                return new Found(
                        List.of(),
                        there + "does not start (" + CuStatus.text(status, "cuInit")
                                + "); see that nvidia-smi lists the card, a driver that was just updated needs a restart");
            }
            MemorySegment version = arena.allocate(JAVA_INT);
            CuStatus.check(Cu.driverGetVersion(version), "cuDriverGetVersion", "cuda");
            int driver = version.get(JAVA_INT, 0);
            if (driver < OLDEST) {
                return new Found(
                        List.of(),
                        there + "is as old as CUDA " + text(driver) + "; install a driver for CUDA 11.8 or later");
            }
            List<CuDevice> devices = new ArrayList<>();
            for (int i = 0; i < n.get(JAVA_INT, 0); i++) {
                devices.add(device(i, driver, arena));
            }
            return new Found(List.copyOf(devices), "");
        }
    }

    private static CuDevice device(int ordinal, int driver, Arena arena) {
        MemorySegment number = arena.allocate(JAVA_LONG);
        CuStatus.check(Cu.deviceGet(number, ordinal), "cuDeviceGet", "cuda:" + ordinal);
        int device = number.get(JAVA_INT, 0);
        MemorySegment name = arena.allocate(256);
        CuStatus.check(Cu.deviceGetName(name, 256, device), "cuDeviceGetName", "cuda:" + ordinal);
        String model = name.getString(0);
        number.set(JAVA_LONG, 0, 0);
        CuStatus.check(Cu.deviceTotalMem(number, device), "cuDeviceTotalMem", "cuda:" + ordinal);
        long bytes = number.get(JAVA_LONG, 0);
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
                attribute(device, WARP_SIZE));
        boolean pools = Cu.hasPools() && attribute(device, MEMORY_POOLS_SUPPORTED) != 0;
        return new CuDevice(device, model, capability, driver, pools, limits);
    }

    private static long[] three(int device, int first) {
        return new long[] {attribute(device, first), attribute(device, first + 1), attribute(device, first + 2)};
    }

    /** A property that the driver does not know is 0. */
    private static int attribute(int device, int attribute) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            return Cu.deviceGetAttribute(value, attribute, device) == 0 ? value.get(JAVA_INT, 0) : 0;
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
