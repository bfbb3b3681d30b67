package io.github.tornadoarrays;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.run.Engines;
import java.util.List;

/**
 * A machine that arrays are on: {@code cpu}, or a card such as {@code opencl:0}. New arrays go to the current device; what is computed
 * from arrays is computed where they are, and operands must be on one device. Java's numbers go anywhere.
 *
 * <pre>{@code
 * try (var use = Device.use("opencl:0")) {
 *     NDArray x = Np.arange(10).sqrt();
 * }
 * NDArray y = Np.ones(10).to("opencl:0");
 * }</pre>
 *
 * <p>Which device is current at first: what the property {@code tornado.arrays.device} or the variable {@code TORNADO_ARRAYS_DEVICE}
 * names, else the first graphics card, else {@code cpu}. An OpenCL device that is a processor is only used when it is named.
 *
 * <p>{@code reference} interprets every operation one number after another: slow, and what the others are compared with. It works on the
 * same memory as {@code cpu}, so that arrays need not be moved between those two; the current one computes.
 */
public final class Device {
    private final Engine engine;

    Device(Engine engine) {
        this.engine = engine;
    }

    /** All devices of this machine, {@code cpu} first. */
    public static List<Device> list() {
        return Engines.all().stream().map(Device::new).toList();
    }

    /**
     * The device of a name. A name without a number is the first of its kind: {@code opencl} is {@code opencl:0}.
     *
     * @throws DeviceException if there is none of that name; the message lists those there are
     */
    public static Device of(String name) {
        return new Device(Engines.named("device", name));
    }

    /** The device that this thread's new arrays go to. */
    public static Device current() {
        return new Device(Engines.current());
    }

    /**
     * Makes a device this thread's current one until what is returned is closed. Other threads do not notice.
     *
     * @throws DeviceException if there is none of that name; the message lists those there are
     */
    public static Use use(String name) {
        return use(of(name));
    }

    /** As {@link #use(String)}. */
    public static Use use(Device device) {
        return new Use(device, Engines.use(device.engine));
    }

    /** A stretch of code during which a device is a thread's current one. Closing it twice, or before one inside of it, does no harm. */
    public static final class Use implements AutoCloseable {
        private final Device device;
        private final Engines.Scope scope;

        private Use(Device device, Engines.Scope scope) {
            this.device = device;
            this.scope = scope;
        }

        public Device device() {
            return device;
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    Engine engine() {
        return engine;
    }

    /** Such as {@code cpu} or {@code opencl:0}. */
    public String name() {
        return engine.name();
    }

    /** What it is, for people. */
    public String description() {
        return engine.traits().description();
    }

    /** Whether it is a graphics card. */
    public boolean isGpu() {
        return engine.traits().isGpu();
    }

    /** Whether its memory is the host's, so that arrays share it with Java's arrays. */
    public boolean isHost() {
        return engine.traits().isHost();
    }

    /** Whether it computes in float64 and complex128; where not, such operations throw a {@link DeviceException}. */
    public boolean fp64() {
        return engine.traits().fp64();
    }

    /** Whether it computes in float16; where not, float16 is computed in float32 and rounded. */
    public boolean fp16() {
        return engine.traits().fp16();
    }

    /** Its memory in bytes. */
    public long memory() {
        return engine.traits().memoryBytes();
    }

    /** Its memory in bytes, as CUDA calls it. */
    public long totalMemory() {
        return memory();
    }

    /** The bytes of its memory that nobody has, in this process or another; idle memory of the pool counts as had. */
    public long freeMemory() {
        return engine.freeMemory();
    }

    /** Such as {@code 9.0} for an H100; empty where it is no CUDA device. */
    public String computeCapability() {
        int c = engine.properties().computeCapability();
        return c == 0 ? "" : c / 10 + "." + c % 10;
    }

    /** Its multiprocessors, cores or compute units. */
    public int multiprocessors() {
        return units();
    }

    /** The most work items that a group can have, as CUDA calls it. */
    public long maxThreadsPerBlock() {
        return maxGroup();
    }

    /** The bytes of memory that a group of work items can share without being asked for, as CUDA calls it. */
    public long sharedMemoryPerBlock() {
        return sharedMemory();
    }

    /** The 32-bit registers that a group can have; 0 where it isn't told. */
    public int registersPerBlock() {
        return engine.properties().registers();
    }

    /** Work items that a multiprocessor has at once; 0 where it isn't told. */
    public int maxThreadsPerMultiprocessor() {
        return engine.properties().mostOfUnit();
    }

    /** Work items that run in step; 0 where it isn't told. */
    public int warpSize() {
        return engine.properties().warp();
    }

    /** The clock in kHz; 0 where it isn't told. */
    public int clockRate() {
        return engine.properties().clock();
    }

    /** The clock of its memory in kHz; 0 where it isn't told. */
    public int memoryClockRate() {
        return engine.properties().memoryClock();
    }

    /** The bits that its memory moves at once; 0 where it isn't told. */
    public int memoryBusWidth() {
        return engine.properties().memoryBus();
    }

    /** The bytes of the cache that all multiprocessors share; 0 where it isn't told. */
    public long l2CacheSize() {
        return engine.properties().l2();
    }

    /**
     * The memory that its arrays have, and get.
     *
     * @throws DeviceException if it is a device without such a pool
     */
    public MemoryPool memoryPool() {
        return new MemoryPool(engine);
    }

    /** How many groups of work items run at once: its cores, compute units or multiprocessors. */
    public int units() {
        return engine.traits().units();
    }

    /** The most work items that a group can have. */
    public long maxGroup() {
        return engine.traits().mostInGroup();
    }

    /** The bytes of memory that a group of work items can share. */
    public long sharedMemory() {
        return engine.traits().sharedBytes();
    }

    /** Waits until everything that was started on it is done. Reading an array's elements waits for them anyway. */
    public void synchronize() {
        engine.finish();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Device d && d.engine == engine;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(engine);
    }

    @Override
    public String toString() {
        return name();
    }
}
