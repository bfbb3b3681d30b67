package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.ffi.Library;
import io.github.tornadoarrays.ffi.Platform;
import io.github.tornadoarrays.ffi.Source;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the CUDA driver interface that the engine calls, as they are since CUDA 11. Handles, device pointers and sizes are
 * {@code long}s. Functions return the status.
 *
 * <p>Loading this class fails with a {@code LibraryException} where there is no driver; {@link CuDevice#find} asks first.
 */
final class Cu {
    static final String REMEDY = "with an NVIDIA card, install its driver: https://www.nvidia.com/drivers";

    static final Library LIBRARY = Library.open("CUDA", REMEDY, sources());

    static final MemorySegment NULL = MemorySegment.NULL;

    private static final MethodHandle INIT = bind("cuInit", JAVA_INT);
    private static final MethodHandle DRIVER_GET_VERSION = bind("cuDriverGetVersion", ADDRESS);
    private static final MethodHandle GET_ERROR_NAME = bind("cuGetErrorName", JAVA_INT, ADDRESS);
    private static final MethodHandle GET_ERROR_STRING = bind("cuGetErrorString", JAVA_INT, ADDRESS);
    private static final MethodHandle DEVICE_GET_COUNT = bind("cuDeviceGetCount", ADDRESS);
    private static final MethodHandle DEVICE_GET = bind("cuDeviceGet", ADDRESS, JAVA_INT);
    private static final MethodHandle DEVICE_GET_NAME = bind("cuDeviceGetName", ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle DEVICE_TOTAL_MEM = bind("cuDeviceTotalMem_v2", ADDRESS, JAVA_INT);
    private static final MethodHandle DEVICE_GET_ATTRIBUTE = bind("cuDeviceGetAttribute", ADDRESS, JAVA_INT, JAVA_INT);
    private static final @Nullable MethodHandle DEVICE_GET_DEFAULT_MEM_POOL =
            maybe("cuDeviceGetDefaultMemPool", ADDRESS, JAVA_INT);
    private static final MethodHandle PRIMARY_CTX_RETAIN = bind("cuDevicePrimaryCtxRetain", ADDRESS, JAVA_INT);
    private static final MethodHandle CTX_SET_CURRENT = bind("cuCtxSetCurrent", JAVA_LONG);
    private static final MethodHandle STREAM_CREATE = bind("cuStreamCreate", ADDRESS, JAVA_INT);
    private static final MethodHandle STREAM_SYNCHRONIZE = bind("cuStreamSynchronize", JAVA_LONG);
    private static final MethodHandle EVENT_CREATE = bind("cuEventCreate", ADDRESS, JAVA_INT);
    private static final MethodHandle EVENT_RECORD = bind("cuEventRecord", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle EVENT_SYNCHRONIZE = bind("cuEventSynchronize", JAVA_LONG);
    private static final MethodHandle MEM_ALLOC = bind("cuMemAlloc_v2", ADDRESS, JAVA_LONG);
    private static final MethodHandle MEM_FREE = bind("cuMemFree_v2", JAVA_LONG);
    private static final @Nullable MethodHandle MEM_ALLOC_ASYNC =
            maybe("cuMemAllocAsync", ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final @Nullable MethodHandle MEM_FREE_ASYNC = maybe("cuMemFreeAsync", JAVA_LONG, JAVA_LONG);
    private static final @Nullable MethodHandle MEM_POOL_SET_ATTRIBUTE =
            maybe("cuMemPoolSetAttribute", JAVA_LONG, JAVA_INT, ADDRESS);
    private static final @Nullable MethodHandle MEM_POOL_TRIM_TO = maybe("cuMemPoolTrimTo", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle MEM_HOST_ALLOC = bind("cuMemHostAlloc", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle MEMCPY_HTOD_ASYNC =
            bind("cuMemcpyHtoDAsync_v2", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle MEMCPY_DTOH_ASYNC =
            bind("cuMemcpyDtoHAsync_v2", ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle MODULE_LOAD_DATA = bind("cuModuleLoadData", ADDRESS, ADDRESS);
    private static final MethodHandle MODULE_GET_FUNCTION = bind("cuModuleGetFunction", ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle FUNC_GET_ATTRIBUTE = bind("cuFuncGetAttribute", ADDRESS, JAVA_INT, JAVA_LONG);
    private static final MethodHandle FUNC_SET_ATTRIBUTE = bind("cuFuncSetAttribute", JAVA_LONG, JAVA_INT, JAVA_INT);
    private static final MethodHandle LAUNCH_KERNEL = bind(
            "cuLaunchKernel",
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_LONG,
            ADDRESS,
            ADDRESS);

    private Cu() {}

    static int init() {
        try {
            return (int) INIT.invokeExact(0);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int driverGetVersion(MemorySegment version) {
        return address(DRIVER_GET_VERSION, version);
    }

    static int getErrorName(int status, MemorySegment text) {
        try {
            return (int) GET_ERROR_NAME.invokeExact(status, text);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int getErrorString(int status, MemorySegment text) {
        try {
            return (int) GET_ERROR_STRING.invokeExact(status, text);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int deviceGetCount(MemorySegment count) {
        return address(DEVICE_GET_COUNT, count);
    }

    static int deviceGet(MemorySegment device, int ordinal) {
        return addressInt(DEVICE_GET, device, ordinal);
    }

    static int deviceGetName(MemorySegment name, int room, int device) {
        try {
            return (int) DEVICE_GET_NAME.invokeExact(name, room, device);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int deviceTotalMem(MemorySegment bytes, int device) {
        return addressInt(DEVICE_TOTAL_MEM, bytes, device);
    }

    static int deviceGetAttribute(MemorySegment value, int attribute, int device) {
        try {
            return (int) DEVICE_GET_ATTRIBUTE.invokeExact(value, attribute, device);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** Whether the driver has memory that is given out and taken back in the order of a stream. */
    static boolean hasPools() {
        return DEVICE_GET_DEFAULT_MEM_POOL != null
                && MEM_ALLOC_ASYNC != null
                && MEM_FREE_ASYNC != null
                && MEM_POOL_SET_ATTRIBUTE != null
                && MEM_POOL_TRIM_TO != null;
    }

    static int deviceGetDefaultMemPool(MemorySegment pool, int device) {
        return addressInt(present(DEVICE_GET_DEFAULT_MEM_POOL), pool, device);
    }

    static int devicePrimaryCtxRetain(MemorySegment context, int device) {
        return addressInt(PRIMARY_CTX_RETAIN, context, device);
    }

    static int ctxSetCurrent(long context) {
        return handle(CTX_SET_CURRENT, context);
    }

    static int streamCreate(MemorySegment stream, int flags) {
        return addressInt(STREAM_CREATE, stream, flags);
    }

    static int streamSynchronize(long stream) {
        return handle(STREAM_SYNCHRONIZE, stream);
    }

    static int eventCreate(MemorySegment event, int flags) {
        return addressInt(EVENT_CREATE, event, flags);
    }

    static int eventRecord(long event, long stream) {
        return handles(EVENT_RECORD, event, stream);
    }

    static int eventSynchronize(long event) {
        return handle(EVENT_SYNCHRONIZE, event);
    }

    static int memAlloc(MemorySegment pointer, long bytes) {
        try {
            return (int) MEM_ALLOC.invokeExact(pointer, bytes);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int memFree(long pointer) {
        return handle(MEM_FREE, pointer);
    }

    static int memAllocAsync(MemorySegment pointer, long bytes, long stream) {
        MethodHandle f = present(MEM_ALLOC_ASYNC);
        try {
            return (int) f.invokeExact(pointer, bytes, stream);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int memFreeAsync(long pointer, long stream) {
        return handles(present(MEM_FREE_ASYNC), pointer, stream);
    }

    static int memPoolSetAttribute(long pool, int attribute, MemorySegment value) {
        MethodHandle f = present(MEM_POOL_SET_ATTRIBUTE);
        try {
            return (int) f.invokeExact(pool, attribute, value);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int memPoolTrimTo(long pool, long bytes) {
        return handles(present(MEM_POOL_TRIM_TO), pool, bytes);
    }

    static int memHostAlloc(MemorySegment pointer, long bytes, int flags) {
        try {
            return (int) MEM_HOST_ALLOC.invokeExact(pointer, bytes, flags);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int memcpyHtoDAsync(long to, MemorySegment from, long bytes, long stream) {
        try {
            return (int) MEMCPY_HTOD_ASYNC.invokeExact(to, from, bytes, stream);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int memcpyDtoHAsync(MemorySegment to, long from, long bytes, long stream) {
        try {
            return (int) MEMCPY_DTOH_ASYNC.invokeExact(to, from, bytes, stream);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int moduleLoadData(MemorySegment module, MemorySegment image) {
        try {
            return (int) MODULE_LOAD_DATA.invokeExact(module, image);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int moduleGetFunction(MemorySegment function, long module, MemorySegment name) {
        try {
            return (int) MODULE_GET_FUNCTION.invokeExact(function, module, name);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int funcGetAttribute(MemorySegment value, int attribute, long function) {
        try {
            return (int) FUNC_GET_ATTRIBUTE.invokeExact(value, attribute, function);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int funcSetAttribute(long function, int attribute, int value) {
        try {
            return (int) FUNC_SET_ATTRIBUTE.invokeExact(function, attribute, value);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int launchKernel(
            long function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int sharedBytes,
            long stream,
            MemorySegment arguments) {
        try {
            return (int) LAUNCH_KERNEL.invokeExact(
                    function, gridX, gridY, gridZ, blockX, blockY, blockZ, sharedBytes, stream, arguments, NULL);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    // ---- by their shape

    private static int address(MethodHandle f, MemorySegment a) {
        try {
            return (int) f.invokeExact(a);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static int addressInt(MethodHandle f, MemorySegment a, int b) {
        try {
            return (int) f.invokeExact(a, b);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static int handle(MethodHandle f, long a) {
        try {
            return (int) f.invokeExact(a);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static int handles(MethodHandle f, long a, long b) {
        try {
            return (int) f.invokeExact(a, b);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static MethodHandle present(@Nullable MethodHandle f) {
        if (f == null) {
            throw new IllegalStateException("a function of CUDA 11.2 that this driver does not have");
        }
        return f;
    }

    private static List<Source> sources() {
        return switch (Platform.OS) {
            case WINDOWS -> List.of(new Source.Name("nvcuda.dll"));
            case MACOS, LINUX, OTHER -> List.of(new Source.Name("libcuda.so.1"), new Source.Name("libcuda.so"));
        };
    }

    private static MethodHandle bind(String function, MemoryLayout... parameters) {
        return LIBRARY.bind(function, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    /** A function that older drivers do not have. */
    private static @Nullable MethodHandle maybe(String function, MemoryLayout... parameters) {
        return LIBRARY.has(function) ? bind(function, parameters) : null;
    }

    static RuntimeException unexpected(Throwable t) {
        if (t instanceof Error e) {
            throw e;
        }
        return t instanceof RuntimeException e ? e : new IllegalStateException(t);
    }
}
