package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.driver.Limits;
import io.github.tornadoarrays.ffi.DeepStack;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.Access;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;
import uk.ac.manchester.tornado.runtime.common.XPUDeviceBufferState;

/**
 * A device of TornadoVM's that was started. TornadoVM gives each thread a queue of its own; since what is told is to be done in the order
 * in which it is told, one thread tells it all.
 *
 * <p>Memory is what TornadoVM gives an array: a header, then the elements.
 */
final class VmDevice {
    /** The number under which TornadoVM keeps our queue and code: higher than its execution plans come. */
    static final long PLAN = Long.MAX_VALUE / 2;

    private static final long HEADER = TornadoNativeArray.ARRAY_HEADER;
    private static final MethodType TRANSFER = MethodType.methodType(
            void.class, long.class, long.class, long.class, long.class, long.class, long.class, int[].class);

    final int backend;
    final TornadoXPUDevice device;
    private final ByteArray any = new ByteArray(1);
    private final MethodHandle read;
    private final MethodHandle write;
    private final ExecutorService thread;

    private VmDevice(int backend, TornadoXPUDevice device) {
        this.backend = backend;
        this.device = device;
        read = transfer("readBuffer", int.class);
        write = transfer("writeBuffer", void.class);
        // it runs the device's compiler as well, which ends the process where Java's stack is too small for it
        thread = Executors.newSingleThreadExecutor(
                task -> DeepStack.thread("tornado-arrays-tornadovm-" + backend, task));
    }

    static VmDevice start(int backend, TornadoXPUDevice device) {
        VmDevice d = new VmDevice(backend, device);
        d.run(() -> device.ensureLoaded(PLAN));
        return d;
    }

    /** Transfers to any place of memory are in each backend's own class, under the same name. */
    private MethodHandle transfer(String name, Class<?> result) {
        Object context = device.getDeviceContext();
        try {
            MethodHandle h = MethodHandles.publicLookup()
                    .findVirtual(context.getClass(), name, TRANSFER.changeReturnType(result));
            return h.bindTo(context).asType(TRANSFER);
        } catch (ReflectiveOperationException e) {
            throw new DeviceException("tornadovm: " + context.getClass().getName() + "." + name
                    + " is not as in TornadoVM 5.2 (" + e.getMessage() + "); use the SDK 5.2.0-jdk25");
        }
    }

    // ---- the one thread

    /** Does something on the thread that talks to the device, and waits for it. */
    void run(Runnable action) {
        get(() -> {
            action.run();
            return true;
        });
    }

    <T> T get(Supplier<T> action) {
        try {
            return thread.submit(action::get).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException r) {
                throw r;
            }
            if (cause instanceof Error r) {
                throw r;
            }
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException("tornadovm: the thread was interrupted while it waited for the device");
        }
    }

    // ---- memory

    XPUDeviceBufferState allocate(long bytes) {
        return get(() -> allocateThere(bytes));
    }

    /** On the device's thread. */
    XPUDeviceBufferState allocateThere(long bytes) {
        XPUDeviceBufferState state = new XPUDeviceBufferState();
        device.allocate(any, bytes, state, Access.READ_WRITE);
        return state;
    }

    void free(XPUDeviceBufferState state) {
        run(() -> {
            device.sync(PLAN);
            device.deallocate(state);
        });
    }

    void write(MemorySegment from, long memory, long to, long bytes) {
        run(() -> writeThere(from, memory, to, bytes));
    }

    /** On the device's thread. */
    void writeThere(MemorySegment from, long memory, long to, long bytes) {
        transfer(write, memory, to, bytes, from);
    }

    void read(long memory, long from, MemorySegment to, long bytes) {
        run(() -> transfer(read, memory, from, bytes, to));
    }

    private static void transfer(MethodHandle how, long memory, long offset, long bytes, MemorySegment host) {
        if (bytes == 0) {
            return;
        }
        try {
            how.invokeExact(PLAN, memory, HEADER + offset, bytes, host.address(), 0L, (int[]) null);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new DeviceException("tornadovm: a transfer of " + bytes + " bytes failed: " + e);
        }
    }

    void finish() {
        run(() -> device.sync(PLAN));
    }

    // ---- what it is

    static Limits limits(TornadoXPUDevice device) {
        TornadoTargetDevice target = device.getPhysicalDevice();
        long[] items = device.getDeviceMaxWorkgroupDimensions();
        long most = Arrays.stream(target.getDeviceMaxWorkGroupSize()).max().orElse(256);
        boolean gpu = device.getDeviceType() == TornadoDeviceType.GPU;
        Engine.Traits traits = new Engine.Traits(
                target.getDeviceName().strip() + " (" + device.getTornadoVMBackend() + ")",
                false,
                gpu,
                device.getDeviceContext().isFP64Supported(),
                false,
                Math.max(1, target.getDeviceMaxComputeUnits()),
                most,
                target.getDeviceLocalMemorySize(),
                target.getDeviceGlobalMemorySize());
        long[] groups = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
        return new Limits(
                traits,
                target.getDeviceName().strip(),
                true,
                false,
                items,
                groups,
                target.getDeviceLocalMemorySize(),
                Math.min(target.getDeviceMaxAllocationSize() - HEADER, Integer.MAX_VALUE * 8L),
                1,
                1);
    }

    /** The bytes that TornadoVM takes of a device's memory at most. */
    static long granted() {
        return uk.ac.manchester.tornado.runtime.common.TornadoOptions.DEVICE_AVAILABLE_MEMORY;
    }
}
