package io.github.tornadoarrays.engine.cuda;

import static io.github.tornadoarrays.cuda.Driver.cuCtxEnablePeerAccess;
import static io.github.tornadoarrays.cuda.Driver.cuCtxSetCurrent;
import static io.github.tornadoarrays.cuda.Driver.cuCtxSynchronize;
import static io.github.tornadoarrays.cuda.Driver.cuDeviceCanAccessPeer;
import static io.github.tornadoarrays.cuda.Driver.cuDeviceGetDefaultMemPool;
import static io.github.tornadoarrays.cuda.Driver.cuDevicePrimaryCtxRetain;
import static io.github.tornadoarrays.cuda.Driver.cuEventCreate;
import static io.github.tornadoarrays.cuda.Driver.cuEventRecord;
import static io.github.tornadoarrays.cuda.Driver.cuEventSynchronize;
import static io.github.tornadoarrays.cuda.Driver.cuMemAlloc;
import static io.github.tornadoarrays.cuda.Driver.cuMemAllocAsync;
import static io.github.tornadoarrays.cuda.Driver.cuMemFree;
import static io.github.tornadoarrays.cuda.Driver.cuMemFreeAsync;
import static io.github.tornadoarrays.cuda.Driver.cuMemFreeHost;
import static io.github.tornadoarrays.cuda.Driver.cuMemGetInfo;
import static io.github.tornadoarrays.cuda.Driver.cuMemHostAlloc;
import static io.github.tornadoarrays.cuda.Driver.cuMemPoolSetAttribute;
import static io.github.tornadoarrays.cuda.Driver.cuMemPoolTrimTo;
import static io.github.tornadoarrays.cuda.Driver.cuMemcpyDtoHAsync;
import static io.github.tornadoarrays.cuda.Driver.cuMemcpyHtoDAsync;
import static io.github.tornadoarrays.cuda.Driver.cuMemcpyPeerAsync;
import static io.github.tornadoarrays.cuda.Driver.cuModuleGetFunction;
import static io.github.tornadoarrays.cuda.Driver.cuModuleGetGlobal;
import static io.github.tornadoarrays.cuda.Driver.cuModuleLoadData;
import static io.github.tornadoarrays.cuda.Driver.cuStreamCreate;
import static io.github.tornadoarrays.cuda.Driver.cuStreamSynchronize;
import static io.github.tornadoarrays.cuda.Driver.cuStreamWaitEvent;
import static io.github.tornadoarrays.cuda.Driver.hasLaunchAttributes;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.cuda.CudaException;
import io.github.tornadoarrays.cuda.Driver.Global;
import io.github.tornadoarrays.emit.c.Dialect;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.engine.driver.Driver;
import io.github.tornadoarrays.engine.driver.DriverEngine;
import io.github.tornadoarrays.engine.driver.Language;
import io.github.tornadoarrays.engine.driver.Limits;
import io.github.tornadoarrays.engine.driver.Memory;
import io.github.tornadoarrays.engine.driver.Streams;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A card that was started: its primary context, which other users of CUDA in this process share, and a stream of its own. */
final class CudaDriver implements Driver {
    private static final int STREAM_NON_BLOCKING = 1;
    private static final int EVENT_DISABLE_TIMING = 2;
    private static final int MEMPOOL_ATTR_RELEASE_THRESHOLD = 4;

    /** From this compute capability on kernels can wait for those before them. */
    private static final int WAITING_CAPABILITY = 90;

    /** Every context may use it as such memory, so that arrays of it can be copied to any card. */
    private static final int MEMHOSTALLOC_PORTABLE = 1;

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
    private final Streams streams;
    private final long own;

    /** The {@code CUmemoryPool} that memory comes from; 0 where there is none and it comes from the device at once. */
    private final long pool;

    /** Events that nobody waits for. */
    private final ConcurrentLinkedDeque<Long> events = new ConcurrentLinkedDeque<>();

    /** What names that are expressions came to be called, of each program that has such. */
    private final ConcurrentHashMap<Long, Map<String, String>> lowered = new ConcurrentHashMap<>();

    /** The contexts whose memory this one reaches by itself. */
    private final Set<Long> peers = ConcurrentHashMap.newKeySet();

    private final ThreadLocal<@Nullable KernelNodes> into = new ThreadLocal<>();

    private volatile Supplier<String> lostWithIt = () -> "all arrays";
    private final CompletableFuture<Nvrtc> opening;
    private final OnDemand<Cublas> products;
    private final OnDemand<Factorisations> factorisations;
    private final OnDemand<Cufft> fourier;

    /** @param blas a handle of its own, as products leave theirs a workspace that is somebody else's afterwards */
    private record Factorisations(Cusolver solver, Cublas blas) {}

    private CudaDriver(
            String name, CuDevice device, long context, long stream, long pool, CompletableFuture<Nvrtc> opening) {
        this.name = name;
        this.opening = opening;
        this.device = device;
        this.context = context;
        this.own = stream;
        this.streams = new Streams(new CudaStreams(this), stream);
        this.pool = pool;
        int version = device.driverVersion();
        this.products = onDemand(() -> Cublas.open(name, version));
        this.factorisations =
                onDemand(() -> new Factorisations(Cusolver.open(name, version), Cublas.open(name, version)));
        this.fourier = onDemand(() -> Cufft.open(name, version));
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

    /** Libraries that open for the context that is the thread's. */
    private <T> OnDemand<T> onDemand(Supplier<T> open) {
        return new OnDemand<>(() -> {
            enter();
            return open.get();
        });
    }

    /** Starts the device. */
    static CudaDriver start(String name, CuDevice device) {
        // while the context is made, which takes longer; on a thread of its own, as those that others share may all
        // wait for it
        CompletableFuture<Nvrtc> opening = CompletableFuture.supplyAsync(
                () -> Nvrtc.open(device.driverVersion()),
                open -> Thread.ofPlatform().daemon().name(name + " opens NVRTC").start(open));
        try {
            long context = cuDevicePrimaryCtxRetain(device.handle());
            cuCtxSetCurrent(context);
            long stream = cuStreamCreate(STREAM_NON_BLOCKING);
            long pool = device.pools() ? cuDeviceGetDefaultMemPool(device.handle()) : 0;
            if (pool != 0) {
                // Else each time that the stream is waited for would give the memory that is free to the system.
                cuMemPoolSetAttribute(pool, MEMPOOL_ATTR_RELEASE_THRESHOLD, -1);
            }
            return new CudaDriver(name, device, context, stream, pool, opening);
        } catch (CudaException e) {
            throw e.on(name, "the device does not start");
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** The calling thread's stream. */
    long stream() {
        return streams.current().handle();
    }

    @Override
    public Streams streams() {
        return streams;
    }

    @Override
    public Sequence sequence() {
        enter();
        try {
            return new KernelNodes(this);
        } catch (CudaException e) {
            throw failure(e, "");
        }
    }

    /** Where the calling thread's launches go instead of into its stream. */
    @Nullable
    KernelNodes nodes() {
        return into.get();
    }

    void into(@Nullable KernelNodes nodes) {
        if (nodes == null) {
            into.remove();
        } else {
            into.set(nodes);
        }
    }

    CuDevice device() {
        return device;
    }

    @Override
    public Engine.Properties properties() {
        return device.properties();
    }

    @Override
    public OptionalLong freeMemory() {
        enter();
        try {
            return OptionalLong.of(cuMemGetInfo().free());
        } catch (CudaException e) {
            throw failure(e, "");
        }
    }

    @Override
    public void whenLost(Supplier<String> what) {
        lostWithIt = what;
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
        try {
            cuCtxSetCurrent(context);
        } catch (CudaException e) {
            throw failure(e, "");
        }
    }

    /** The failure as one of this device; where that is lost now, with what went with it. */
    CudaException failure(CudaException e, String detail) {
        return e.on(
                name,
                detail
                        + (e.losesContext()
                                ? (detail.isEmpty() ? "" : ", ")
                                        + "the device's context is lost until the JVM is started"
                                        + " again, and with it " + lostWithIt.get()
                                        + " on it; other devices and the CPU go on working"
                                : ""));
    }

    @Override
    public void finish() {
        enter();
        try {
            if (streams.several()) {
                cuCtxSynchronize();
            } else {
                cuStreamSynchronize(own);
            }
        } catch (CudaException e) {
            throw failure(e, "");
        }
    }

    // ---- memory

    @Override
    public boolean handlesAreAddresses() {
        return true;
    }

    @Override
    public long allocate(long bytes) throws NoRoom {
        enter();
        try {
            return pool != 0 ? cuMemAllocAsync(bytes, own) : cuMemAlloc(bytes);
        } catch (CudaException e) {
            if (e.code() == CudaException.OUT_OF_MEMORY) {
                throw new NoRoom(CudaException.text(e.code(), e.function()));
            }
            throw failure(e, bytes + " bytes");
        }
    }

    @Override
    public void free(long memory) {
        try {
            cuCtxSetCurrent(context);
            if (pool != 0) {
                streams.join();
                cuMemFreeAsync(memory, own);
            } else {
                // waits for everything by itself
                cuMemFree(memory);
            }
        } catch (CudaException e) {
            // what isn't given back is missed by whoever asks for memory, and a context that is lost has none
            return;
        }
    }

    @Override
    public boolean trim() {
        streams.finish();
        if (pool != 0) {
            try {
                cuMemPoolTrimTo(pool, 0);
            } catch (CudaException e) {
                throw failure(e, "");
            }
        }
        return true;
    }

    // ---- transfers

    @Override
    public MemorySegment staging(long bytes) {
        enter();
        try {
            return cuMemHostAlloc(bytes, 0);
        } catch (CudaException e) {
            // The system allows no more such memory; transfers then go through the driver's own.
            return Arena.global().allocate(bytes, 4096);
        }
    }

    @Override
    public @Nullable MemorySegment shared(long bytes) {
        enter();
        try {
            return device.hasOneAddressSpace() ? cuMemHostAlloc(bytes, 0) : null;
        } catch (CudaException e) {
            return null;
        }
    }

    @Override
    public long write(MemorySegment from, long memory, long to, long bytes) {
        enter();
        try {
            cuMemcpyHtoDAsync(memory + to, from, bytes, stream());
            return mark(stream());
        } catch (CudaException e) {
            throw failure(e, bytes + " bytes");
        }
    }

    @Override
    public long read(long memory, long from, MemorySegment to, long bytes) {
        enter();
        try {
            cuMemcpyDtoHAsync(to, memory + from, bytes, stream());
            return mark(stream());
        } catch (CudaException e) {
            throw failure(e, bytes + " bytes");
        }
    }

    /** An event behind what was put into a stream so far. */
    private long mark(long stream) {
        Long free = events.poll();
        long event = free != null ? free : cuEventCreate(EVENT_DISABLE_TIMING);
        cuEventRecord(event, stream);
        return event;
    }

    /** Has a stream wait for what was put into another stream so far, which may be another device's. */
    void follow(long stream, CudaDriver there, long other) {
        there.enter();
        try {
            long event = there.mark(other);
            enter();
            cuStreamWaitEvent(stream, event, 0);
            // what waits has seen it already
            there.events.push(event);
        } catch (CudaException e) {
            throw failure(e, "");
        }
    }

    @Override
    public void await(long copy) {
        enter();
        try {
            cuEventSynchronize(copy);
        } catch (CudaException e) {
            throw failure(e, "");
        }
        events.push(copy);
    }

    @Override
    public boolean copiesFrom(Driver other) {
        return other instanceof CudaDriver d && d != this;
    }

    @Override
    public void copyFrom(Driver other, long from, long to, long bytes) {
        CudaDriver there = (CudaDriver) other;
        long stream = stream();
        follow(stream, there, there.stream());
        enter();
        try {
            if (peers.add(there.context) && cuDeviceCanAccessPeer(device.handle(), there.device.handle())) {
                reach(there);
            }
            // without access the driver goes through the host by itself
            cuMemcpyPeerAsync(to, context, from, there.context, bytes, stream);
        } catch (CudaException e) {
            throw failure(e, bytes + " bytes from " + there.name);
        }
        there.follow(there.stream(), this, stream);
    }

    private static void reach(CudaDriver there) {
        try {
            cuCtxEnablePeerAccess(there.context, 0);
        } catch (CudaException e) {
            if (e.code() != CudaException.PEER_ACCESS_ALREADY_ENABLED) {
                throw e;
            }
        }
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
        try {
            return cuMemHostAlloc(bytes, MEMHOSTALLOC_PORTABLE);
        } catch (CudaException e) {
            if (e.code() == CudaException.OUT_OF_MEMORY) {
                throw new NoRoom(String.valueOf(e.getMessage()));
            }
            throw failure(e, bytes + " bytes");
        }
    }

    @Override
    public void unpin(MemorySegment memory) {
        try {
            streams.finish();
            cuMemFreeHost(memory);
        } catch (CudaException e) {
            // a context that is lost has nothing under way, and has lost this too
            return;
        }
    }

    // ---- products

    @Override
    public boolean multiplies(DType type) {
        return Cublas.has(type) && products.get().isPresent();
    }

    @Override
    public long workspaceBytes() {
        return Cublas.workspaceBytes(device.capability());
    }

    @Override
    public void multiply(DType type, int m, int n, int k, int pairs, Stack a, Stack b, Stack c, Memory workspace) {
        enter();
        products.get().orElseThrow().multiply(stream(), type, m, n, k, pairs, a, b, c, workspace);
    }

    // ---- factorisations

    @Override
    public LinearAlgebra linearAlgebra(DriverEngine engine, LinearAlgebra others) {
        return factorisations
                .get()
                .<LinearAlgebra>map(f -> new CudaLinearAlgebra(engine, this, f.blas, f.solver, others))
                .orElseGet(() -> others.because(factorisations.whyNot()));
    }

    // ---- Fourier transforms

    @Override
    public boolean transforms() {
        return fourier.get().isPresent();
    }

    @Override
    public long workspaceBytes(Fourier transform) {
        enter();
        return fourier.get().orElseThrow().workBytes(transform, this::finish);
    }

    @Override
    public void transform(Fourier transform, long from, long to, boolean forward, Memory workspace) {
        enter();
        fourier.get().orElseThrow().run(transform, stream(), from, to, forward, workspace, this::finish);
    }

    // ---- programs

    /** The compiler, once it is loaded. */
    Nvrtc compiler() {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw new DeviceException(
                    name + ": kernels can't be compiled; " + (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        }
    }

    @Override
    public String identity() {
        return device.capability() + "\0" + compiler().version();
    }

    @Override
    public Program compile(String called, String source, String options) {
        Nvrtc.Code code = compiler().compile(called, name, source, options, device.capability());
        enter();
        try {
            long program = load(code.bytes());
            name(program, options, code.names());
            return new Program(program, Names.before(code.bytes(), code.names()));
        } catch (CudaException e) {
            throw failure(e, called);
        }
    }

    private static long load(byte[] code) {
        try (Arena arena = Arena.ofConfined()) {
            return cuModuleLoadData(arena.allocateFrom(JAVA_BYTE, code));
        }
    }

    /** Remembers what expressions came to be called. */
    private void name(long program, String options, List<String> names) {
        List<String> expressions = options.lines().skip(1).toList();
        if (!expressions.isEmpty()) {
            lowered.put(
                    program,
                    IntStream.range(0, names.size())
                            .boxed()
                            .collect(Collectors.toMap(expressions::get, names::get, (a, _) -> a)));
        }
    }

    @Override
    public String assembly(String called, String source, String options) {
        return compiler().ptx(called, name, source, options, device.capability());
    }

    @Override
    public long load(byte[] binary, String options) {
        enter();
        int expressions = (int) options.lines().skip(1).count();
        try {
            List<String> names = Names.of(binary, expressions);
            long program = load(Names.after(binary, expressions));
            name(program, options, names);
            return program;
        } catch (CudaException e) {
            if (e.losesContext()) {
                throw failure(e, "");
            }
            return 0;
        }
    }

    @Override
    public Function function(long program, String source, String entry, String called) {
        enter();
        String symbol = lowered.getOrDefault(program, Map.of()).getOrDefault(entry, entry);
        try {
            return new CudaFunction(
                    this, called, cuModuleGetFunction(program, symbol), Parameters.of(source, entry), waits(source));
        } catch (CudaException e) {
            if (e.code() == CudaException.NOT_FOUND) {
                throw new KernelException(
                        called + ": the source has no kernel function \"" + entry + "\" (" + e.getMessage()
                                + "); write `extern \"C\" __global__ void " + entry
                                + "(…)`, or for an instance of a template"
                                + " give its name to RawModule.cuda",
                        e);
            }
            throw failure(e, called);
        }
    }

    /** Whether the kernels of a source wait for those before them. */
    private boolean waits(String source) {
        return device.capability() >= WAITING_CAPABILITY
                && hasLaunchAttributes()
                && source.startsWith(Dialect.CUDA.prologue());
    }

    @Override
    public Variable variable(long program, String variable, String called) {
        enter();
        try {
            Global g = cuModuleGetGlobal(program, variable);
            return new Variable(g.memory(), g.bytes());
        } catch (CudaException e) {
            if (e.code() == CudaException.NOT_FOUND) {
                throw new KernelException(
                        called + ": the source has no variable \"" + variable + "\" (" + e.getMessage()
                                + "); declare it `__constant__` or `__device__`, outside of namespaces, and use it in a kernel",
                        e);
            }
            throw failure(e, called);
        }
    }
}
