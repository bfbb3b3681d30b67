package io.github.tornadoarrays.cuda;

import static io.github.tornadoarrays.cuda.Calls.address;
import static io.github.tornadoarrays.cuda.Calls.call;
import static io.github.tornadoarrays.cuda.Calls.function;
import static io.github.tornadoarrays.cuda.Calls.out;
import static io.github.tornadoarrays.cuda.Calls.status;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.cuda.Calls.Function;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The functions of CUDA's driver interface, as they are since CUDA 11, under NVIDIA's names without their versions. What they give back
 * through pointers is returned; handles, device pointers and sizes are {@code long}s, {@code CUdevice}s {@code int}s. A status that is not
 * success throws a {@link CudaException}; without a driver, and where it is older than the function, each throws a {@link
 * io.github.tornadoarrays.core.DeviceException} that says what to install.
 *
 * <p>Most work on the calling thread's current context. The engine of the cards uses each card's primary context, so that its arrays and
 * what is made here can be used together: {@code cuCtxSetCurrent(cuDevicePrimaryCtxRetain(cuDeviceGet(0)))}. What every function does is
 * in NVIDIA's <a href="https://docs.nvidia.com/cuda/cuda-driver-api/">documentation</a>.
 */
public final class Driver {
    private static final Function GET_ERROR_NAME = function("cuGetErrorName");
    private static final Function GET_ERROR_STRING = function("cuGetErrorString");

    private static final Function INIT = function("cuInit");
    private static final Function DRIVER_GET_VERSION = function("cuDriverGetVersion");

    private static final Function DEVICE_GET_COUNT = function("cuDeviceGetCount");
    private static final Function DEVICE_GET = function("cuDeviceGet");
    private static final Function DEVICE_GET_NAME = function("cuDeviceGetName");
    private static final Function DEVICE_TOTAL_MEM = function("cuDeviceTotalMem", "cuDeviceTotalMem_v2");
    private static final Function DEVICE_GET_ATTRIBUTE = function("cuDeviceGetAttribute");
    private static final Function DEVICE_CAN_ACCESS_PEER = function("cuDeviceCanAccessPeer");
    private static final Function DEVICE_GET_DEFAULT_MEM_POOL = function("cuDeviceGetDefaultMemPool");

    private static final Function DEVICE_PRIMARY_CTX_RETAIN = function("cuDevicePrimaryCtxRetain");
    private static final Function DEVICE_PRIMARY_CTX_RELEASE =
            function("cuDevicePrimaryCtxRelease", "cuDevicePrimaryCtxRelease_v2");
    private static final Function CTX_SET_CURRENT = function("cuCtxSetCurrent");
    private static final Function CTX_GET_CURRENT = function("cuCtxGetCurrent");
    private static final Function CTX_SYNCHRONIZE = function("cuCtxSynchronize");
    private static final Function CTX_ENABLE_PEER_ACCESS = function("cuCtxEnablePeerAccess");

    private static final Function MEM_GET_INFO = function("cuMemGetInfo", "cuMemGetInfo_v2");
    private static final Function MEM_ALLOC = function("cuMemAlloc", "cuMemAlloc_v2");
    private static final Function MEM_FREE = function("cuMemFree", "cuMemFree_v2");
    private static final Function MEM_ALLOC_ASYNC = function("cuMemAllocAsync");
    private static final Function MEM_FREE_ASYNC = function("cuMemFreeAsync");
    private static final Function MEM_POOL_SET_ATTRIBUTE = function("cuMemPoolSetAttribute");
    private static final Function MEM_POOL_TRIM_TO = function("cuMemPoolTrimTo");
    private static final Function MEM_HOST_ALLOC = function("cuMemHostAlloc");
    private static final Function MEM_FREE_HOST = function("cuMemFreeHost");
    private static final Function MEM_HOST_GET_DEVICE_POINTER =
            function("cuMemHostGetDevicePointer", "cuMemHostGetDevicePointer_v2");
    private static final Function MEM_HOST_REGISTER = function("cuMemHostRegister", "cuMemHostRegister_v2");
    private static final Function MEM_HOST_UNREGISTER = function("cuMemHostUnregister");

    private static final Function MEMCPY_HTOD = function("cuMemcpyHtoD", "cuMemcpyHtoD_v2");
    private static final Function MEMCPY_DTOH = function("cuMemcpyDtoH", "cuMemcpyDtoH_v2");
    private static final Function MEMCPY_DTOD = function("cuMemcpyDtoD", "cuMemcpyDtoD_v2");
    private static final Function MEMCPY_HTOD_ASYNC = function("cuMemcpyHtoDAsync", "cuMemcpyHtoDAsync_v2");
    private static final Function MEMCPY_DTOH_ASYNC = function("cuMemcpyDtoHAsync", "cuMemcpyDtoHAsync_v2");
    private static final Function MEMCPY_DTOD_ASYNC = function("cuMemcpyDtoDAsync", "cuMemcpyDtoDAsync_v2");
    private static final Function MEMCPY_PEER_ASYNC = function("cuMemcpyPeerAsync");
    private static final Function MEMSET_D8 = function("cuMemsetD8", "cuMemsetD8_v2");
    private static final Function MEMSET_D32 = function("cuMemsetD32", "cuMemsetD32_v2");
    private static final Function MEMSET_D8_ASYNC = function("cuMemsetD8Async");
    private static final Function MEMSET_D32_ASYNC = function("cuMemsetD32Async");

    private static final Function STREAM_CREATE = function("cuStreamCreate");
    private static final Function STREAM_CREATE_WITH_PRIORITY = function("cuStreamCreateWithPriority");
    private static final Function STREAM_DESTROY = function("cuStreamDestroy", "cuStreamDestroy_v2");
    private static final Function STREAM_SYNCHRONIZE = function("cuStreamSynchronize");
    private static final Function STREAM_QUERY = function("cuStreamQuery");
    private static final Function STREAM_WAIT_EVENT = function("cuStreamWaitEvent");
    private static final Function STREAM_BEGIN_CAPTURE = function("cuStreamBeginCapture", "cuStreamBeginCapture_v2");
    private static final Function STREAM_END_CAPTURE = function("cuStreamEndCapture");

    private static final Function EVENT_CREATE = function("cuEventCreate");
    private static final Function EVENT_RECORD = function("cuEventRecord");
    private static final Function EVENT_QUERY = function("cuEventQuery");
    private static final Function EVENT_SYNCHRONIZE = function("cuEventSynchronize");
    private static final Function EVENT_ELAPSED_TIME = function("cuEventElapsedTime");
    private static final Function EVENT_DESTROY = function("cuEventDestroy", "cuEventDestroy_v2");

    private static final Function MODULE_LOAD_DATA = function("cuModuleLoadData");
    private static final Function MODULE_UNLOAD = function("cuModuleUnload");
    private static final Function MODULE_GET_FUNCTION = function("cuModuleGetFunction");
    private static final Function MODULE_GET_GLOBAL = function("cuModuleGetGlobal", "cuModuleGetGlobal_v2");
    private static final Function FUNC_GET_ATTRIBUTE = function("cuFuncGetAttribute");
    private static final Function FUNC_SET_ATTRIBUTE = function("cuFuncSetAttribute");
    private static final Function OCCUPANCY_MAX_ACTIVE_BLOCKS_PER_MULTIPROCESSOR =
            function("cuOccupancyMaxActiveBlocksPerMultiprocessor");
    private static final Function LAUNCH_KERNEL = function("cuLaunchKernel");
    private static final Function LAUNCH_KERNEL_EX = function("cuLaunchKernelEx");

    private static final Function GRAPH_CREATE = function("cuGraphCreate");
    private static final Function GRAPH_GET_NODES = function("cuGraphGetNodes");
    private static final Function GRAPH_ADD_KERNEL_NODE = function("cuGraphAddKernelNode");
    private static final Function GRAPH_ADD_DEPENDENCIES =
            function("cuGraphAddDependencies", "cuGraphAddDependencies_v2");
    private static final Function GRAPH_INSTANTIATE = function("cuGraphInstantiate", "cuGraphInstantiateWithFlags");
    private static final Function GRAPH_EXEC_KERNEL_NODE_SET_PARAMS = function("cuGraphExecKernelNodeSetParams");
    private static final Function GRAPH_LAUNCH = function("cuGraphLaunch");
    private static final Function GRAPH_EXEC_DESTROY = function("cuGraphExecDestroy");
    private static final Function GRAPH_DESTROY = function("cuGraphDestroy");

    private Driver() {}

    /** Bytes of a card's memory. */
    public record MemInfo(long free, long total) {}

    /** A variable of a program: where it is, and how many bytes it has. */
    public record Global(long memory, long bytes) {}

    /** Where the driver's library came from; empty where there is none. */
    public static String origin() {
        return Calls.LIBRARY == null ? "" : Calls.LIBRARY.origin();
    }

    /** Why there is no driver, and what to do; empty where there is one. */
    public static String whyNone() {
        return Calls.WHY_NONE;
    }

    /** Whether the driver has memory that is given out and taken back in the order of a stream (CUDA 11.2). */
    public static boolean hasPools() {
        return DEVICE_GET_DEFAULT_MEM_POOL.isThere() && MEM_ALLOC_ASYNC.isThere() && MEM_POOL_TRIM_TO.isThere();
    }

    /** What CUDA calls a status, such as {@code CUDA_ERROR_OUT_OF_MEMORY}. */
    public static String cuGetErrorName(int status) {
        String name = text(GET_ERROR_NAME, status);
        return name.isEmpty() ? "unknown CUDA error" : name;
    }

    /** A status in words; empty where the driver does not know it. */
    public static String cuGetErrorString(int status) {
        return text(GET_ERROR_STRING, status);
    }

    private static String text(Function f, int status) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(ADDRESS);
            boolean known = status(f, status, text.address()) == 0;
            long address = text.get(ADDRESS, 0).address();
            return known && address != 0 ? at(address, Integer.MAX_VALUE).getString(0) : "";
        }
    }

    private static boolean isDone(Function query, long handle) {
        int status = status(query, handle);
        if (status != 0 && status != CudaException.NOT_READY) {
            throw CudaException.of(status, query.name());
        }
        return status == 0;
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    // ---- the driver

    /** Starts the driver; must come before all others. Flags are 0. */
    public static void cuInit(int flags) {
        call(INIT, flags);
    }

    /** The newest CUDA that the driver takes, such as 12040. */
    public static int cuDriverGetVersion() {
        return (int) out(DRIVER_GET_VERSION);
    }

    // ---- devices

    /** How many cards there are. */
    public static int cuDeviceGetCount() {
        return (int) out(DEVICE_GET_COUNT);
    }

    /** The handle of a card. */
    public static int cuDeviceGet(int ordinal) {
        return (int) out(DEVICE_GET, ordinal);
    }

    /** What the card is called. */
    public static String cuDeviceGetName(int device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(256);
            call(DEVICE_GET_NAME, text.address(), text.byteSize(), device);
            return text.getString(0);
        }
    }

    /** The card's memory in bytes. */
    public static long cuDeviceTotalMem(int device) {
        return out(DEVICE_TOTAL_MEM, device);
    }

    /** A property, by its number in {@code CUdevice_attribute}. */
    public static int cuDeviceGetAttribute(int attribute, int device) {
        return (int) out(DEVICE_GET_ATTRIBUTE, attribute, device);
    }

    /** Whether a card may reach the memory of another by itself. */
    public static boolean cuDeviceCanAccessPeer(int device, int peer) {
        return (int) out(DEVICE_CAN_ACCESS_PEER, device, peer) != 0;
    }

    /** The pool that {@link #cuMemAllocAsync} takes memory from. Since CUDA 11.2. */
    public static long cuDeviceGetDefaultMemPool(int device) {
        return out(DEVICE_GET_DEFAULT_MEM_POOL, device);
    }

    // ---- contexts

    /** The card's primary context, which stays until it is released as often. */
    public static long cuDevicePrimaryCtxRetain(int device) {
        return out(DEVICE_PRIMARY_CTX_RETAIN, device);
    }

    /** Ends one use of the primary context. */
    public static void cuDevicePrimaryCtxRelease(int device) {
        call(DEVICE_PRIMARY_CTX_RELEASE, device);
    }

    /** Makes a context the calling thread's. */
    public static void cuCtxSetCurrent(long context) {
        call(CTX_SET_CURRENT, context);
    }

    /** The calling thread's context; 0 where it has none. */
    public static long cuCtxGetCurrent() {
        return out(CTX_GET_CURRENT);
    }

    /** Waits for everything that the context was given. */
    public static void cuCtxSynchronize() {
        call(CTX_SYNCHRONIZE, 0);
    }

    /** Lets the current context reach memory of a peer context. Flags are 0. */
    public static void cuCtxEnablePeerAccess(long peer, int flags) {
        call(CTX_ENABLE_PEER_ACCESS, peer, flags);
    }

    // ---- memory

    /** What the current context's card has free, and in all. */
    public static MemInfo cuMemGetInfo() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(JAVA_LONG, 2);
            call(MEM_GET_INFO, both.address(), both.address() + Long.BYTES);
            return new MemInfo(both.getAtIndex(JAVA_LONG, 0), both.getAtIndex(JAVA_LONG, 1));
        }
    }

    /** New memory of the card. */
    public static long cuMemAlloc(long bytes) {
        return out(MEM_ALLOC, bytes);
    }

    /** Gives memory back, once everything is done. */
    public static void cuMemFree(long memory) {
        call(MEM_FREE, memory);
    }

    /** New memory that is there in the order of a stream. Since CUDA 11.2. */
    public static long cuMemAllocAsync(long bytes, long stream) {
        return out(MEM_ALLOC_ASYNC, bytes, stream);
    }

    /** Gives memory back in the order of a stream. Since CUDA 11.2. */
    public static void cuMemFreeAsync(long memory, long stream) {
        call(MEM_FREE_ASYNC, memory, stream);
    }

    /** Sets a property of a pool, by its number in {@code CUmemPool_attribute}, that has 64 bits. */
    public static void cuMemPoolSetAttribute(long pool, int attribute, long value) {
        try (Arena arena = Arena.ofConfined()) {
            call(
                    MEM_POOL_SET_ATTRIBUTE,
                    pool,
                    attribute,
                    arena.allocateFrom(JAVA_LONG, value).address());
        }
    }

    /** Gives memory of a pool to the system that nobody uses, but for so much. */
    public static void cuMemPoolTrimTo(long pool, long bytes) {
        call(MEM_POOL_TRIM_TO, pool, bytes);
    }

    /** Host memory that does not move and that cards reach by themselves, with flags 2 under an address of theirs. */
    public static MemorySegment cuMemHostAlloc(long bytes, int flags) {
        return at(out(MEM_HOST_ALLOC, bytes, flags), bytes);
    }

    /** Gives memory from {@link #cuMemHostAlloc} back. */
    public static void cuMemFreeHost(MemorySegment memory) {
        call(MEM_FREE_HOST, memory.address());
    }

    /** The address under which the card knows host memory. Flags are 0. */
    public static long cuMemHostGetDevicePointer(MemorySegment memory, int flags) {
        return out(MEM_HOST_GET_DEVICE_POINTER, memory.address(), flags);
    }

    /** Keeps host memory from moving, so that cards reach it by themselves. */
    public static void cuMemHostRegister(MemorySegment memory, long bytes, int flags) {
        call(MEM_HOST_REGISTER, address(memory), bytes, flags);
    }

    /** Ends {@link #cuMemHostRegister}. */
    public static void cuMemHostUnregister(MemorySegment memory) {
        call(MEM_HOST_UNREGISTER, address(memory));
    }

    // ---- copies

    /** Copies from the host; done when it returns. */
    public static void cuMemcpyHtoD(long to, MemorySegment from, long bytes) {
        call(MEMCPY_HTOD, to, address(from), bytes);
        Reference.reachabilityFence(from);
    }

    /** Copies to the host; done when it returns. */
    public static void cuMemcpyDtoH(MemorySegment to, long from, long bytes) {
        call(MEMCPY_DTOH, address(to), from, bytes);
        Reference.reachabilityFence(to);
    }

    /** Copies on the card; done when it returns. */
    public static void cuMemcpyDtoD(long to, long from, long bytes) {
        call(MEMCPY_DTOD, to, from, bytes);
    }

    /** Copies from the host in the order of a stream; the host's memory is in use until then. */
    public static void cuMemcpyHtoDAsync(long to, MemorySegment from, long bytes, long stream) {
        call(MEMCPY_HTOD_ASYNC, to, address(from), bytes, stream);
        Reference.reachabilityFence(from);
    }

    /** Copies to the host in the order of a stream; the host's memory is in use until then. */
    public static void cuMemcpyDtoHAsync(MemorySegment to, long from, long bytes, long stream) {
        call(MEMCPY_DTOH_ASYNC, address(to), from, bytes, stream);
        Reference.reachabilityFence(to);
    }

    /** Copies on the card in the order of a stream. */
    public static void cuMemcpyDtoDAsync(long to, long from, long bytes, long stream) {
        call(MEMCPY_DTOD_ASYNC, to, from, bytes, stream);
    }

    /** Copies from one card to another in the order of a stream. */
    public static void cuMemcpyPeerAsync(
            long to, long toContext, long from, long fromContext, long bytes, long stream) {
        call(MEMCPY_PEER_ASYNC, to, toContext, from, fromContext, bytes, stream);
    }

    /** Sets bytes. */
    public static void cuMemsetD8(long to, int value, long count) {
        call(MEMSET_D8, to, value, count);
    }

    /** Sets 32-bit words. */
    public static void cuMemsetD32(long to, int value, long count) {
        call(MEMSET_D32, to, value, count);
    }

    /** Sets bytes in the order of a stream. */
    public static void cuMemsetD8Async(long to, int value, long count, long stream) {
        call(MEMSET_D8_ASYNC, to, value, count, stream);
    }

    /** Sets 32-bit words in the order of a stream. */
    public static void cuMemsetD32Async(long to, int value, long count, long stream) {
        call(MEMSET_D32_ASYNC, to, value, count, stream);
    }

    // ---- streams

    /** A stream: what is put into it is done in that order. Flags 1: it does not wait for the default stream. */
    public static long cuStreamCreate(int flags) {
        return out(STREAM_CREATE, flags);
    }

    /** A stream that goes before others where its priority is lower. */
    public static long cuStreamCreateWithPriority(int flags, int priority) {
        return out(STREAM_CREATE_WITH_PRIORITY, flags, priority);
    }

    /** Ends a stream, once all is done that it holds. */
    public static void cuStreamDestroy(long stream) {
        call(STREAM_DESTROY, stream);
    }

    /** Waits for all that a stream holds. */
    public static void cuStreamSynchronize(long stream) {
        call(STREAM_SYNCHRONIZE, stream);
    }

    /** Whether all is done that a stream holds. */
    public static boolean cuStreamQuery(long stream) {
        return isDone(STREAM_QUERY, stream);
    }

    /** What is put into the stream from now on waits for an event. Flags are 0. */
    public static void cuStreamWaitEvent(long stream, long event, int flags) {
        call(STREAM_WAIT_EVENT, stream, event, flags);
    }

    /** What is put into the stream from now on is recorded instead of done; modes are 0 global, 1 of this thread, 2 relaxed. */
    public static void cuStreamBeginCapture(long stream, int mode) {
        call(STREAM_BEGIN_CAPTURE, stream, mode);
    }

    /** Ends a recording: its graph. */
    public static long cuStreamEndCapture(long stream) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment graph = arena.allocate(JAVA_LONG);
            call(STREAM_END_CAPTURE, stream, graph.address());
            return graph.get(JAVA_LONG, 0);
        }
    }

    // ---- events

    /** An event; flags 2: without its time, 1: whoever waits for it sleeps. */
    public static long cuEventCreate(int flags) {
        return out(EVENT_CREATE, flags);
    }

    /** Puts an event into a stream. */
    public static void cuEventRecord(long event, long stream) {
        call(EVENT_RECORD, event, stream);
    }

    /** Whether the event has been reached. */
    public static boolean cuEventQuery(long event) {
        return isDone(EVENT_QUERY, event);
    }

    /** Waits for an event. */
    public static void cuEventSynchronize(long event) {
        call(EVENT_SYNCHRONIZE, event);
    }

    /** Milliseconds between two events that were reached. */
    public static float cuEventElapsedTime(long start, long end) {
        return Float.intBitsToFloat((int) out(EVENT_ELAPSED_TIME, start, end));
    }

    /** Ends an event. */
    public static void cuEventDestroy(long event) {
        call(EVENT_DESTROY, event);
    }

    // ---- programs

    /** A program from a cubin, a fat binary or PTX that ends with 0. */
    public static long cuModuleLoadData(MemorySegment image) {
        long module = out(MODULE_LOAD_DATA, address(image));
        Reference.reachabilityFence(image);
        return module;
    }

    /** Ends a program. */
    public static void cuModuleUnload(long module) {
        call(MODULE_UNLOAD, module);
    }

    /** A kernel of a program, by its mangled name. */
    public static long cuModuleGetFunction(long module, String name) {
        try (Arena arena = Arena.ofConfined()) {
            return out(MODULE_GET_FUNCTION, module, arena.allocateFrom(name).address());
        }
    }

    /** A variable of a program, by its mangled name. */
    public static Global cuModuleGetGlobal(long module, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment both = arena.allocate(JAVA_LONG, 2);
            MemorySegment text = arena.allocateFrom(name);
            call(MODULE_GET_GLOBAL, both.address(), both.address() + Long.BYTES, module, text.address());
            return new Global(both.getAtIndex(JAVA_LONG, 0), both.getAtIndex(JAVA_LONG, 1));
        }
    }

    /** A property of a kernel, by its number in {@code CUfunction_attribute}. */
    public static int cuFuncGetAttribute(int attribute, long function) {
        return (int) out(FUNC_GET_ATTRIBUTE, attribute, function);
    }

    /** Sets a property of a kernel. */
    public static void cuFuncSetAttribute(long function, int attribute, int value) {
        call(FUNC_SET_ATTRIBUTE, function, attribute, value);
    }

    /** How many blocks of a kernel a multiprocessor has room for. */
    public static int cuOccupancyMaxActiveBlocksPerMultiprocessor(long function, int blockSize, long sharedBytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment blocks = arena.allocate(JAVA_LONG);
            call(OCCUPANCY_MAX_ACTIVE_BLOCKS_PER_MULTIPROCESSOR, blocks.address(), function, blockSize, sharedBytes);
            return blocks.get(JAVA_INT, 0);
        }
    }

    /**
     * Puts a launch into a stream.
     *
     * @param parameters the addresses of the arguments
     * @param extra other options, or {@link MemorySegment#NULL}
     */
    public static void cuLaunchKernel(
            long function,
            int gridX,
            int gridY,
            int gridZ,
            int blockX,
            int blockY,
            int blockZ,
            int sharedBytes,
            long stream,
            MemorySegment parameters,
            MemorySegment extra) {
        call(
                LAUNCH_KERNEL,
                function,
                gridX,
                gridY,
                gridZ,
                blockX,
                blockY,
                blockZ,
                sharedBytes,
                stream,
                address(parameters),
                address(extra));
        Reference.reachabilityFence(parameters);
    }

    /** Whether launches may have attributes (CUDA 11.8). */
    public static boolean hasLaunchAttributes() {
        return LAUNCH_KERNEL_EX.isThere();
    }

    /**
     * Puts a launch with attributes into a stream.
     *
     * @param config a {@code CUlaunchConfig}
     * @param parameters the addresses of the arguments
     * @param extra other options, or {@link MemorySegment#NULL}
     */
    public static void cuLaunchKernelEx(
            MemorySegment config, long function, MemorySegment parameters, MemorySegment extra) {
        call(LAUNCH_KERNEL_EX, address(config), function, address(parameters), address(extra));
        Reference.reachabilityFence(config);
        Reference.reachabilityFence(parameters);
    }

    // ---- graphs

    /** A graph without nodes. Flags are 0. */
    public static long cuGraphCreate(int flags) {
        return out(GRAPH_CREATE, flags);
    }

    /**
     * A launch as a node of a graph.
     *
     * @param after the nodes that come before it
     * @param parameters a {@code CUDA_KERNEL_NODE_PARAMS} of CUDA 11: its function, sizes, shared bytes and arguments
     */
    public static long cuGraphAddKernelNode(long graph, MemorySegment after, long count, MemorySegment parameters) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment node = arena.allocate(JAVA_LONG);
            call(GRAPH_ADD_KERNEL_NODE, node.address(), graph, address(after), count, address(parameters));
            Reference.reachabilityFence(after);
            Reference.reachabilityFence(parameters);
            return node.get(JAVA_LONG, 0);
        }
    }

    /** Whether dependencies between nodes may have data (CUDA 12.3). */
    public static boolean hasDependencyData() {
        return GRAPH_ADD_DEPENDENCIES.isThere();
    }

    /**
     * Dependencies of nodes, each of which comes after another one.
     *
     * @param from the nodes that come before
     * @param to as many nodes that come after those
     * @param data as many {@code CUgraphEdgeData}, or {@link MemorySegment#NULL}
     */
    public static void cuGraphAddDependencies(
            long graph, MemorySegment from, MemorySegment to, MemorySegment data, long count) {
        call(GRAPH_ADD_DEPENDENCIES, graph, address(from), address(to), address(data), count);
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(to);
        Reference.reachabilityFence(data);
    }

    /** How many nodes a graph has. */
    public static int cuGraphGetNodes(long graph) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            call(GRAPH_GET_NODES, graph, 0, count.address());
            return (int) count.get(JAVA_LONG, 0);
        }
    }

    /** A graph that can be launched. */
    public static long cuGraphInstantiate(long graph, long flags) {
        return out(GRAPH_INSTANTIATE, graph, flags);
    }

    /** Gives a launch of a graph other arguments, from its next launch on. */
    public static void cuGraphExecKernelNodeSetParams(long exec, long node, MemorySegment parameters) {
        call(GRAPH_EXEC_KERNEL_NODE_SET_PARAMS, exec, node, address(parameters));
        Reference.reachabilityFence(parameters);
    }

    /** Puts all launches of a graph into a stream. */
    public static void cuGraphLaunch(long exec, long stream) {
        call(GRAPH_LAUNCH, exec, stream);
    }

    /** Ends a graph that can be launched. */
    public static void cuGraphExecDestroy(long exec) {
        call(GRAPH_EXEC_DESTROY, exec);
    }

    /** Ends a graph. */
    public static void cuGraphDestroy(long graph) {
        call(GRAPH_DESTROY, graph);
    }
}
