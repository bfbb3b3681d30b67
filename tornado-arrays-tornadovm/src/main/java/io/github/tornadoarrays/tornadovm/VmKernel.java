package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.jvm.ItemApi;
import io.github.tornadoarrays.emit.jvm.ItemEmitter;
import io.github.tornadoarrays.ir.Kernel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import jdk.vm.ci.code.InstalledCode;
import jdk.vm.ci.meta.ResolvedJavaMethod;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.WorkerGrid3D;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;
import uk.ac.manchester.tornado.runtime.TornadoAcceleratorBackend;
import uk.ac.manchester.tornado.runtime.TornadoCoreRuntime;
import uk.ac.manchester.tornado.runtime.common.TornadoInstalledCode;
import uk.ac.manchester.tornado.runtime.profiler.EmptyProfiler;
import uk.ac.manchester.tornado.runtime.sketcher.SketchRequest;
import uk.ac.manchester.tornado.runtime.sketcher.TornadoSketcher;
import uk.ac.manchester.tornado.runtime.tasks.CompilableTask;
import uk.ac.manchester.tornado.runtime.tasks.meta.ScheduleContext;

/**
 * A kernel as a class in TornadoVM's API, and what TornadoVM makes of it. TornadoVM writes the arguments of a task into its code: the
 * numbers, and the lengths of arrays. Here the task is compiled without them, so one compilation is for all sizes.
 */
final class VmKernel {
    static final String PACKAGE = "io.github.tornadoarrays.tornadovm.made";
    static final String METHOD = ItemEmitter.METHOD;

    private static final ItemApi API = new ItemApi(
            ClassDesc.ofDescriptor(KernelContext.class.descriptorString()),
            FloatArray.class.getPackageName(),
            ClassDesc.ofDescriptor(VmMath.class.descriptorString()));

    private static final AtomicLong COUNT = new AtomicLong();

    private final Method method;
    private final ItemEmitter.Emitted emitted;
    private final Kernel kernel;
    private @Nullable CompilableTask task;
    private @Nullable TornadoInstalledCode code;

    private VmKernel(Method method, ItemEmitter.Emitted emitted, Kernel kernel) {
        this.method = method;
        this.emitted = emitted;
        this.kernel = kernel;
    }

    /** A class loader for one class, so that kernels that are not used any more can go. */
    static final class Loader extends ClassLoader {
        Loader() {
            super(VmKernel.class.getClassLoader());
        }

        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    static VmKernel of(Kernel kernel) {
        ItemEmitter.Emitted emitted =
                ItemEmitter.emit(kernel, API, ClassDesc.of(PACKAGE, "Kernel" + COUNT.incrementAndGet()));
        Class<?> c = new Loader().define(emitted.bytes());
        Method method = Arrays.stream(c.getMethods())
                .filter(m -> m.getName().equals(METHOD))
                .findFirst()
                .orElseThrow();
        return new VmKernel(method, emitted, kernel);
    }

    List<String> messages() {
        return emitted.messages();
    }

    /**
     * Makes device code.
     *
     * @throws KernelException if TornadoVM refuses the kernel
     */
    synchronized void compile(VmDevice device, String name) {
        if (code != null) {
            return;
        }
        try {
            device.run(() -> compileThere(device));
        } catch (RuntimeException | Error e) {
            throw new KernelException(
                    name + ": TornadoVM can't compile this kernel: " + Sdk.reason(e)
                            + "; run it on cpu or opencl, or show the kernel with explain() in a report",
                    e);
        }
    }

    private void compileThere(VmDevice device) {
        ScheduleContext context = new ScheduleContext("tornadoarrays");
        context.setDevice(device.device);
        CompilableTask t =
                new CompilableTask(context, method.getDeclaringClass().getSimpleName(), method, arguments());
        t.setDevice(device.device);
        TornadoCoreRuntime runtime = TornadoCoreRuntime.getTornadoRuntime();
        TornadoAcceleratorBackend backend = runtime.getBackend(device.backend);
        ResolvedJavaMethod resolved = runtime.resolveMethod(method);
        int backendIndex = t.meta().getBackendIndex();
        int deviceIndex = t.meta().getDeviceIndex();
        new SketchRequest(
                        resolved,
                        backend.getProviders(),
                        backend.getSuitesProvider().getGraphBuilderSuite(),
                        backend.getSuitesProvider().getSketchTier(),
                        backendIndex,
                        deviceIndex)
                .run();
        TornadoSketcher.lookup(resolved, backendIndex, deviceIndex);
        t.attachProfiler(new EmptyProfiler());
        t.meta().attachProfiler(new EmptyProfiler());
        t.forceCompilation();
        t.setUseGridScheduler(true);
        t.setGridScheduler(new GridScheduler(t.getId(), new WorkerGrid3D(1, 1, 1)));
        TornadoInstalledCode made = device.device.installCode(VmDevice.PLAN, t);
        if (made == null || !made.isValid()) {
            throw new KernelException("the device's compiler refuses what TornadoVM made of it"
                    + (made instanceof InstalledCode i ? ":\n" + text(i) : ""));
        }
        task = t;
        code = made;
    }

    /** Arrays of the right classes, of which TornadoVM wants to see one; no numbers. */
    private @Nullable Object[] arguments() {
        @Nullable Object[] all = new Object[method.getParameterCount()];
        all[0] = new KernelContext();
        for (int i = 1; i < all.length; i++) {
            all[i] = memory(method.getParameterTypes()[i]);
        }
        return all;
    }

    private static @Nullable Object memory(Class<?> type) {
        if (type.isPrimitive()) {
            return null;
        }
        return switch (type.getSimpleName()) {
            case "ByteArray" -> new ByteArray(1);
            case "ShortArray" -> new ShortArray(1);
            case "IntArray" -> new IntArray(1);
            case "LongArray" -> new LongArray(1);
            case "FloatArray" -> new FloatArray(1);
            default -> new DoubleArray(1);
        };
    }

    CompilableTask task() {
        if (task == null) {
            throw new IllegalStateException("not compiled");
        }
        return task;
    }

    TornadoInstalledCode code() {
        if (code == null) {
            throw new IllegalStateException("not compiled");
        }
        return code;
    }

    /** The kernel that it was made of. */
    Kernel kernel() {
        return kernel;
    }

    boolean faults() {
        return emitted.faults();
    }

    /** What TornadoVM made of it, in the device's language. */
    String deviceCode() {
        return code instanceof InstalledCode i ? text(i) : "";
    }

    private static String text(InstalledCode code) {
        byte[] bytes = code.getCode();
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
