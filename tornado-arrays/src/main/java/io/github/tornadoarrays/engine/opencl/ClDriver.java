package io.github.tornadoarrays.engine.opencl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.c.Dialect;
import io.github.tornadoarrays.engine.driver.Driver;
import io.github.tornadoarrays.engine.driver.Language;
import io.github.tornadoarrays.engine.driver.Limits;
import io.github.tornadoarrays.engine.driver.Programs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenCL device that was started: its context and its one queue, which does things in the order they are put in. */
final class ClDriver implements Driver {
    private static final int CONTEXT_PLATFORM = 0x1084;
    private static final int BUILD_LOG = 0x1183;
    private static final int BINARY_SIZES = 0x1165;
    private static final int BINARIES = 0x1166;
    private static final long READ_WRITE = 1;
    private static final long USE_HOST_PTR = 1 << 3;
    private static final long ALLOC_HOST_PTR = 1 << 4;
    private static final long MAP_READ = 1;
    private static final long MAP_READ_WRITE = 3;
    private static final long MAP_WRITE_INVALIDATE = 1 << 2;

    /** Without it drivers forget what the parameters were. */
    private static final String KEEP_PARAMETERS = "-cl-kernel-arg-info";

    private static final Map<DType, List<String>> TYPES = Map.ofEntries(
            Map.entry(DType.BOOL, List.of("uchar", "char", "bool")),
            Map.entry(DType.INT8, List.of("char")),
            Map.entry(DType.UINT8, List.of("uchar")),
            Map.entry(DType.INT16, List.of("short")),
            Map.entry(DType.UINT16, List.of("ushort")),
            Map.entry(DType.INT32, List.of("int")),
            Map.entry(DType.UINT32, List.of("uint")),
            Map.entry(DType.INT64, List.of("long")),
            Map.entry(DType.UINT64, List.of("ulong")),
            Map.entry(DType.FLOAT16, List.of("half", "ushort", "short")),
            Map.entry(DType.BFLOAT16, List.of("ushort", "short")),
            Map.entry(DType.FLOAT32, List.of("float")),
            Map.entry(DType.FLOAT64, List.of("double")),
            Map.entry(DType.COMPLEX64, List.of("float")),
            Map.entry(DType.COMPLEX128, List.of("double")));

    private final String name;
    private final ClDevice device;
    private final Limits limits;
    private final Language language;
    private final long context;
    private final long queue;

    /** What gives page-locked memory back, by its address. */
    private final ConcurrentHashMap<Long, Runnable> pinned = new ConcurrentHashMap<>();

    private ClDriver(String name, ClDevice device, long context, long queue) {
        this.name = name;
        this.device = device;
        this.limits = device.limits();
        this.language = new Language(
                device.isCpu() ? Dialect.OPENCL_FOR_PROCESSORS : Dialect.OPENCL,
                device.roundedDivision() ? "-cl-fp32-correctly-rounded-divide-sqrt" : "",
                KEEP_PARAMETERS,
                true,
                TYPES);
        this.context = context;
        this.queue = queue;
    }

    /** Starts the device. */
    static ClDriver start(String name, ClDevice device) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            long context = Cl.createContext(
                    arena.allocateFrom(JAVA_LONG, CONTEXT_PLATFORM, device.platform(), 0),
                    arena.allocateFrom(JAVA_LONG, device.handle()),
                    status);
            Status.check(status.get(JAVA_INT, 0), "clCreateContext", name);
            long queue = Cl.createQueue(context, device.handle(), 0, status);
            Status.check(status.get(JAVA_INT, 0), "clCreateCommandQueue", name);
            return new ClDriver(name, device, context, queue);
        }
    }

    @Override
    public String name() {
        return name;
    }

    ClDevice device() {
        return device;
    }

    long queue() {
        return queue;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Language language() {
        return language;
    }

    private void check(int status, String function) {
        Status.check(status, function, name);
    }

    /** Lets the device start what was put in. */
    void flush() {
        check(Cl.flush(queue), "clFlush");
    }

    @Override
    public void finish() {
        check(Cl.finish(queue), "clFinish");
    }

    // ---- memory

    @Override
    public long allocate(long bytes) throws NoRoom {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = arena.allocate(JAVA_INT);
            long handle = Cl.createBuffer(context, READ_WRITE, bytes, Cl.NULL, place);
            int status = place.get(JAVA_INT, 0);
            if (status == 0) {
                return handle;
            }
            if (Status.isMemory(status)) {
                throw new NoRoom(Status.text(status, "clCreateBuffer"));
            }
            throw Status.failure(status, "clCreateBuffer", name, bytes + " bytes");
        }
    }

    @Override
    public long lend(long address, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            long memory = Cl.createBuffer(
                    context, READ_WRITE | USE_HOST_PTR, bytes, MemorySegment.ofAddress(address), status);
            return status.get(JAVA_INT, 0) == 0 ? memory : 0;
        }
    }

    @Override
    public void free(long memory) {
        Cl.releaseMemObject(memory);
    }

    @Override
    public boolean trim() {
        return Cl.finish(queue) == 0;
    }

    // ---- transfers

    @Override
    public MemorySegment staging(long bytes) {
        try {
            return pin(bytes);
        } catch (NoRoom e) {
            // Transfers then go through the driver's own such memory.
            return Arena.global().allocate(bytes, 4096);
        }
    }

    @Override
    public long write(MemorySegment from, long memory, long to, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(JAVA_LONG);
            check(Cl.enqueueWrite(queue, memory, 0, to, bytes, from, event), "clEnqueueWriteBuffer");
            flush();
            return event.get(JAVA_LONG, 0);
        }
    }

    @Override
    public long read(long memory, long from, MemorySegment to, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(JAVA_LONG);
            check(Cl.enqueueRead(queue, memory, 0, from, bytes, to, event), "clEnqueueReadBuffer");
            flush();
            return event.get(JAVA_LONG, 0);
        }
    }

    @Override
    public void await(long copy) {
        try (Arena arena = Arena.ofConfined()) {
            int waited = Cl.waitForEvent(arena.allocateFrom(JAVA_LONG, copy));
            Cl.releaseEvent(copy);
            check(waited, "clWaitForEvents");
        }
    }

    @Override
    public MemorySegment map(long memory, long from, long bytes, boolean write) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            long address = Cl.enqueueMap(queue, memory, write ? MAP_WRITE_INVALIDATE : MAP_READ, from, bytes, status);
            check(status.get(JAVA_INT, 0), "clEnqueueMapBuffer");
            VarHandle.fullFence();
            return at(address, bytes);
        }
    }

    @Override
    public void unmap(long memory, MemorySegment mapped) {
        VarHandle.fullFence();
        check(Cl.enqueueUnmap(queue, memory, mapped.address()), "clEnqueueUnmapMemObject");
        flush();
    }

    @SuppressWarnings("restricted")
    private static MemorySegment at(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    // ---- page-locked memory

    @Override
    public MemorySegment pin(long bytes) throws NoRoom {
        if (device.unified()) {
            Arena arena = Arena.ofShared();
            MemorySegment memory = arena.allocate(bytes, 4096);
            pinned.put(memory.address(), arena::close);
            return memory;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            long memory = Cl.createBuffer(context, ALLOC_HOST_PTR, bytes, Cl.NULL, status);
            if (status.get(JAVA_INT, 0) != 0) {
                throw new NoRoom(Status.text(status.get(JAVA_INT, 0), "clCreateBuffer"));
            }
            long address = Cl.enqueueMap(queue, memory, MAP_READ_WRITE, 0, bytes, status);
            if (status.get(JAVA_INT, 0) != 0) {
                Cl.releaseMemObject(memory);
                throw new NoRoom(Status.text(status.get(JAVA_INT, 0), "clEnqueueMapBuffer"));
            }
            pinned.put(address, () -> {
                Cl.enqueueUnmap(queue, memory, address);
                Cl.releaseMemObject(memory);
            });
            return at(address, bytes);
        }
    }

    @Override
    public void unpin(MemorySegment memory) {
        Runnable free = pinned.remove(memory.address());
        if (free != null) {
            Cl.finish(queue);
            free.run();
        }
    }

    // ---- programs

    @Override
    public String identity() {
        return String.join(
                "\0", device.platformName(), device.vendor(), device.name(), device.version(), device.driver());
    }

    @Override
    public Program compile(String called, String source, String options) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            MemorySegment text = arena.allocateFrom(source);
            long program = Cl.createProgramWithSource(
                    context,
                    arena.allocateFrom(ADDRESS, text),
                    arena.allocateFrom(JAVA_LONG, text.byteSize() - 1),
                    status);
            check(status.get(JAVA_INT, 0), "clCreateProgramWithSource");
            int failed = Cl.buildProgram(program, devices(arena), arena.allocateFrom(options));
            if (failed != 0) {
                Info info = (what, room, value, size) ->
                        Cl.getProgramBuildInfo(program, device.handle(), what, room, value, size);
                String log = info.text(BUILD_LOG);
                Cl.releaseProgram(program);
                throw new KernelException(called + ": the OpenCL C does not compile on " + name + " (" + device.name()
                        + "), " + Status.text(failed, "clBuildProgram") + "; options \"" + options
                        + "\", the driver says:\n" + (log.isEmpty() ? "(nothing)" : log) + "\nsource:\n"
                        + Programs.numbered(source));
            }
            return new Program(program, binary(program, arena));
        }
    }

    /** The driver's own form of the program; empty where it gives none. */
    private static byte[] binary(long program, Arena arena) {
        Info info = (what, room, value, size) -> Cl.getProgramInfo(program, what, room, value, size);
        long size = info.number(BINARY_SIZES);
        if (size <= 0 || size > Integer.MAX_VALUE / 2) {
            return new byte[0];
        }
        MemorySegment bytes = arena.allocate(size);
        MemorySegment places = arena.allocateFrom(ADDRESS, bytes);
        return Cl.getProgramInfo(program, BINARIES, ADDRESS.byteSize(), places, Cl.NULL) == 0
                ? bytes.toArray(JAVA_BYTE)
                : new byte[0];
    }

    @Override
    public long load(byte[] binary, String options) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, binary);
            long program = Cl.createProgramWithBinary(
                    context,
                    devices(arena),
                    arena.allocateFrom(JAVA_LONG, binary.length),
                    arena.allocateFrom(ADDRESS, bytes),
                    arena.allocate(JAVA_INT),
                    status);
            if (status.get(JAVA_INT, 0) != 0) {
                return 0;
            }
            if (Cl.buildProgram(program, devices(arena), arena.allocateFrom(options)) != 0) {
                Cl.releaseProgram(program);
                return 0;
            }
            return program;
        }
    }

    private MemorySegment devices(Arena arena) {
        return arena.allocateFrom(JAVA_LONG, device.handle());
    }

    @Override
    public Function function(long program, String source, String entry, String called) {
        return ClFunction.of(this, program, entry, called);
    }
}
