package io.github.tornadoarrays.engine.cuda;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.c.Dialect;
import io.github.tornadoarrays.engine.driver.Driver;
import io.github.tornadoarrays.engine.driver.Language;
import io.github.tornadoarrays.engine.driver.Limits;
import io.github.tornadoarrays.engine.driver.Memory;
import io.github.tornadoarrays.ffi.LibraryException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A card that was started: its primary context, which other users of CUDA in this process share, and a stream of its own. */
final class CudaDriver implements Driver {
    private static final int STREAM_NON_BLOCKING = 1;
    private static final int EVENT_DISABLE_TIMING = 2;
    private static final int MEMPOOL_ATTR_RELEASE_THRESHOLD = 4;

    private static final Map<DType, List<String>> TYPES = Map.ofEntries(
            Map.entry(DType.BOOL, List.of("bool", "unsigned char", "uint8_t", "char", "signed char", "int8_t")),
            Map.entry(DType.INT8, List.of("signed char", "char", "int8_t")),
            Map.entry(DType.UINT8, List.of("unsigned char", "uchar", "uint8_t")),
            Map.entry(DType.INT16, List.of("short", "int16_t")),
            Map.entry(DType.UINT16, List.of("unsigned short", "ushort", "uint16_t")),
            Map.entry(DType.INT32, List.of("int", "int32_t")),
            Map.entry(DType.UINT32, List.of("unsigned int", "unsigned", "uint", "uint32_t")),
            Map.entry(DType.INT64, List.of("long long", "longlong", "long", "int64_t", "ptrdiff_t")),
            Map.entry(
                    DType.UINT64,
                    List.of("unsigned long long", "ulonglong", "unsigned long", "ulong", "uint64_t", "size_t")),
            Map.entry(DType.FLOAT16, List.of("__half", "half", "unsigned short", "short", "uint16_t")),
            Map.entry(DType.BFLOAT16, List.of("__nv_bfloat16", "unsigned short", "short", "uint16_t")),
            Map.entry(DType.FLOAT32, List.of("float")),
            Map.entry(DType.FLOAT64, List.of("double")),
            Map.entry(DType.COMPLEX64, List.of("float", "cuComplex", "cuFloatComplex")),
            Map.entry(DType.COMPLEX128, List.of("double", "cuDoubleComplex")));

    private final String name;
    private final CuDevice device;
    private final Language language;
    private final long context;
    private final long stream;

    /** The {@code CUmemoryPool} that memory comes from; 0 where there is none and it comes from the device at once. */
    private final long pool;

    /** Events that nobody waits for. */
    private final ConcurrentLinkedDeque<Long> events = new ConcurrentLinkedDeque<>();

    private volatile @Nullable Nvrtc nvrtc;
    private volatile @Nullable Optional<Cublas> cublas;

    private CudaDriver(String name, CuDevice device, long context, long stream, long pool) {
        this.name = name;
        this.device = device;
        this.context = context;
        this.stream = stream;
        this.pool = pool;
        // Every operation rounds by itself, as on the CPU; what users wrote is compiled as nvcc would.
        this.language = new Language(
                Dialect.CUDA,
                "--std=c++17 --fmad=false",
                "--std=c++17"
                        + Toolkit.headers().stream()
                                .map(f -> " --include-path=" + f)
                                .collect(Collectors.joining()),
                false,
                TYPES);
    }

    /** Starts the device. */
    static CudaDriver start(String name, CuDevice device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            CuStatus.check(Cu.devicePrimaryCtxRetain(place, device.handle()), "cuDevicePrimaryCtxRetain", name);
            long context = place.get(JAVA_LONG, 0);
            CuStatus.check(Cu.ctxSetCurrent(context), "cuCtxSetCurrent", name);
            CuStatus.check(Cu.streamCreate(place, STREAM_NON_BLOCKING), "cuStreamCreate", name);
            long stream = place.get(JAVA_LONG, 0);
            long pool = 0;
            if (device.pools() && Cu.deviceGetDefaultMemPool(place, device.handle()) == 0) {
                pool = place.get(JAVA_LONG, 0);
                // Else each time that the stream is waited for would give the memory that is free to the system.
                place.set(JAVA_LONG, 0, -1L);
                CuStatus.check(
                        Cu.memPoolSetAttribute(pool, MEMPOOL_ATTR_RELEASE_THRESHOLD, place),
                        "cuMemPoolSetAttribute",
                        name);
            }
            return new CudaDriver(name, device, context, stream, pool);
        }
    }

    @Override
    public String name() {
        return name;
    }

    long stream() {
        return stream;
    }

    CuDevice device() {
        return device;
    }

    @Override
    public Limits limits() {
        return device.limits();
    }

    @Override
    public Language language() {
        return language;
    }

    /** Makes the context this thread's, as most functions need it; somebody else may have made another one so. */
    void enter() {
        int status = Cu.ctxSetCurrent(context);
        if (status != 0) {
            throw CuStatus.failure(status, "cuCtxSetCurrent", name, "");
        }
    }

    private void check(int status, String function) {
        if (status != 0) {
            throw CuStatus.failure(status, function, name, "");
        }
    }

    @Override
    public void finish() {
        enter();
        check(Cu.streamSynchronize(stream), "cuStreamSynchronize");
    }

    // ---- memory

    @Override
    public long allocate(long bytes) throws NoRoom {
        enter();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            int status = pool != 0 ? Cu.memAllocAsync(place, bytes, stream) : Cu.memAlloc(place, bytes);
            if (status == 0) {
                return place.get(JAVA_LONG, 0);
            }
            String function = pool != 0 ? "cuMemAllocAsync" : "cuMemAlloc";
            if (status == CuStatus.OUT_OF_MEMORY) {
                throw new NoRoom(CuStatus.text(status, function));
            }
            throw CuStatus.failure(status, function, name, bytes + " bytes");
        }
    }

    @Override
    public void free(long memory) {
        enter();
        if (pool != 0) {
            Cu.memFreeAsync(memory, stream);
        } else {
            // waits for everything by itself
            Cu.memFree(memory);
        }
    }

    @Override
    public boolean trim() {
        enter();
        return Cu.streamSynchronize(stream) == 0 && (pool == 0 || Cu.memPoolTrimTo(pool, 0) == 0);
    }

    // ---- transfers

    @Override
    public MemorySegment staging(long bytes) {
        enter();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            if (Cu.memHostAlloc(place, bytes, 0) == 0) {
                return at(place.get(JAVA_LONG, 0), bytes);
            }
        }
        // The system allows no more such memory; transfers then go through the driver's own.
        return Arena.global().allocate(bytes, 4096);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    @Override
    public long write(MemorySegment from, long memory, long to, long bytes) {
        enter();
        check(Cu.memcpyHtoDAsync(memory + to, from, bytes, stream), "cuMemcpyHtoDAsync");
        return mark();
    }

    @Override
    public long read(long memory, long from, MemorySegment to, long bytes) {
        enter();
        check(Cu.memcpyDtoHAsync(to, memory + from, bytes, stream), "cuMemcpyDtoHAsync");
        return mark();
    }

    /** An event behind what was put in so far. */
    private long mark() {
        Long free = events.poll();
        long event = free != null ? free : event();
        check(Cu.eventRecord(event, stream), "cuEventRecord");
        return event;
    }

    private long event() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            check(Cu.eventCreate(place, EVENT_DISABLE_TIMING), "cuEventCreate");
            return place.get(JAVA_LONG, 0);
        }
    }

    @Override
    public void await(long copy) {
        enter();
        check(Cu.eventSynchronize(copy), "cuEventSynchronize");
        events.push(copy);
    }

    @Override
    public MemorySegment map(long memory, long from, long bytes, boolean write) {
        throw new UnsupportedOperationException(name + ": memory of the card is not the host's");
    }

    @Override
    public void unmap(long memory, MemorySegment mapped) {
        throw new UnsupportedOperationException(name + ": memory of the card is not the host's");
    }

    // ---- page-locked memory

    @Override
    public MemorySegment pin(long bytes) throws NoRoom {
        enter();
        return CuMemory.pin(name, bytes);
    }

    @Override
    public void unpin(MemorySegment memory) {
        // A context that is lost has nothing under way.
        if (Cu.ctxSetCurrent(context) == 0) {
            Cu.streamSynchronize(stream);
        }
        CuMemory.unpin(memory);
    }

    // ---- products

    @Override
    public boolean multiplies(DType type) {
        return Cublas.has(type) && blas().isPresent();
    }

    @Override
    public long workspaceBytes() {
        return Cublas.workspaceBytes(device.capability());
    }

    @Override
    public void multiply(DType type, int m, int n, int k, int pairs, Stack a, Stack b, Stack c, Memory workspace) {
        enter();
        blas().orElseThrow().multiply(type, m, n, k, pairs, a, b, c, workspace);
    }

    /** The library of products, loaded when it is first needed; empty where there is none. */
    private Optional<Cublas> blas() {
        Optional<Cublas> b = cublas;
        return b != null ? b : loadBlas();
    }

    private synchronized Optional<Cublas> loadBlas() {
        Optional<Cublas> b = cublas;
        if (b == null) {
            enter();
            try {
                b = Optional.of(Cublas.open(name, device.driverVersion(), stream));
            } catch (LibraryException e) {
                b = Optional.empty();
            }
            cublas = b;
        }
        return b;
    }

    // ---- programs

    /** The compiler, loaded when it is first needed. */
    Nvrtc compiler() {
        Nvrtc n = nvrtc;
        return n != null ? n : load();
    }

    private synchronized Nvrtc load() {
        Nvrtc n = nvrtc;
        if (n == null) {
            try {
                n = Nvrtc.open(device.driverVersion());
            } catch (LibraryException e) {
                throw new DeviceException(name + ": kernels can't be compiled; " + e.getMessage(), e);
            }
            nvrtc = n;
        }
        return n;
    }

    @Override
    public String identity() {
        return device.capability() + "\0" + compiler().version();
    }

    @Override
    public Program compile(String called, String source, String options) {
        byte[] binary = compiler().compile(called, name, source, options, device.capability());
        enter();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            int status = Cu.moduleLoadData(place, arena.allocateFrom(JAVA_BYTE, binary));
            if (status != 0) {
                throw CuStatus.failure(status, "cuModuleLoadData", name, called);
            }
            return new Program(place.get(JAVA_LONG, 0), binary);
        }
    }

    @Override
    public String assembly(String called, String source, String options) {
        return compiler().ptx(called, name, source, options, device.capability());
    }

    @Override
    public long load(byte[] binary, String options) {
        enter();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            return Cu.moduleLoadData(place, arena.allocateFrom(JAVA_BYTE, binary)) == 0 ? place.get(JAVA_LONG, 0) : 0;
        }
    }

    @Override
    public Function function(long program, String source, String entry, String called) {
        enter();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_LONG);
            int status = Cu.moduleGetFunction(place, program, arena.allocateFrom(entry));
            if (status == CuStatus.NOT_FOUND) {
                throw new KernelException(called + ": the source has no kernel function \"" + entry + "\" ("
                        + CuStatus.text(status, "cuModuleGetFunction") + "); write `extern \"C\" __global__ void "
                        + entry + "(…)`");
            }
            check(status, "cuModuleGetFunction");
            return new CudaFunction(this, called, place.get(JAVA_LONG, 0), Parameters.of(source, entry));
        }
    }
}
