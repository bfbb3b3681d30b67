package io.github.tornadoarrays.tornadovm;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.c.CSource;
import io.github.tornadoarrays.emit.c.Dialect;
import io.github.tornadoarrays.engine.driver.Driver;
import io.github.tornadoarrays.engine.driver.Language;
import io.github.tornadoarrays.engine.driver.Limits;
import io.github.tornadoarrays.engine.driver.Memory;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.ir.Printer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;
import uk.ac.manchester.tornado.runtime.common.XPUDeviceBufferState;

/** One of TornadoVM's devices, on kernels that are its API's bytecode. */
final class VmDriver implements Driver {
    private static final Language LANGUAGE = new Language(
            new Dialect("TornadoVM's Java", "", "", "", Map.of(), "", "", "", "", "", "", Map.of(), Set.of(), false),
            "",
            "",
            false,
            Map.of());

    private static final long STAGING_ALIGNMENT = 64;

    private final String name;
    private final VmDevice device;
    private final Map<String, VmKernel> emitted = new ConcurrentHashMap<>();
    private final Map<Long, VmKernel> programs = new ConcurrentHashMap<>();
    private final Map<Long, XPUDeviceBufferState> memory = new ConcurrentHashMap<>();
    private final Map<Long, Arena> pinned = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final Map<String, Optional<VendorLibrary>> libraries = new ConcurrentHashMap<>();

    VmDriver(String name, VmDevice device) {
        this.name = name;
        this.device = device;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Limits limits() {
        return VmDevice.limits(device.device);
    }

    @Override
    public Language language() {
        return LANGUAGE;
    }

    // ---- memory

    @Override
    public long allocate(long bytes) throws NoRoom {
        try {
            XPUDeviceBufferState state = device.allocate(bytes);
            long handle = state.getXPUBuffer().toBuffer();
            memory.put(handle, state);
            return handle;
        } catch (TornadoOutOfMemoryException e) {
            throw new NoRoom(String.format(
                    Locale.ROOT,
                    "TornadoVM takes at most %.1f GiB of the device's memory; give it more with"
                            + " -Dtornado.device.memory=16GB",
                    VmDevice.granted() / 0x1p30));
        }
    }

    @Override
    public void free(long handle) {
        XPUDeviceBufferState state = memory.remove(handle);
        if (state != null) {
            device.free(state);
        }
    }

    @Override
    public boolean trim() {
        device.finish();
        return true;
    }

    // ---- page-locked memory, which is ordinary memory here

    @Override
    public MemorySegment pin(long bytes) {
        Arena arena = Arena.ofShared();
        MemorySegment memory = arena.allocate(Math.max(1, bytes), STAGING_ALIGNMENT);
        pinned.put(memory.address(), arena);
        return memory;
    }

    @Override
    public void unpin(MemorySegment memory) {
        Arena arena = pinned.remove(memory.address());
        if (arena != null) {
            arena.close();
        }
    }

    // ---- transfers

    @Override
    public MemorySegment staging(long bytes) {
        return Arena.global().allocate(bytes, STAGING_ALIGNMENT);
    }

    @Override
    public long write(MemorySegment from, long handle, long to, long bytes) {
        device.write(from, handle, to, bytes);
        return 0;
    }

    @Override
    public long read(long handle, long from, MemorySegment to, long bytes) {
        device.read(handle, from, to, bytes);
        return 0;
    }

    /** Transfers are done when they return. */
    @Override
    public void await(long copy) {}

    @Override
    public MemorySegment map(long handle, long from, long bytes, boolean write) {
        throw new UnsupportedOperationException(name + ": its memory is not the host's");
    }

    @Override
    public void unmap(long handle, MemorySegment mapped) {
        throw new UnsupportedOperationException(name + ": its memory is not the host's");
    }

    @Override
    public void finish() {
        device.finish();
    }

    // ---- libraries of the vendor's

    private Optional<VendorLibrary> library(String library) {
        return libraries.computeIfAbsent(library, l -> VendorLibrary.of(device, l));
    }

    @Override
    public boolean multiplies(DType type) {
        return type == DType.FLOAT32 && library(VendorLibrary.CUBLAS).isPresent();
    }

    @Override
    public void multiply(DType type, int m, int n, int k, int pairs, Stack a, Stack b, Stack c, Memory workspace) {
        library(VendorLibrary.CUBLAS).orElseThrow().multiply(m, n, k, pairs, a, b, c);
    }

    @Override
    public boolean transformsRows(DType type) {
        return library(VendorLibrary.CUFFT).isPresent();
    }

    @Override
    public void transformRows(DType type, long from, long to, int rows, int n, boolean forward) {
        library(VendorLibrary.CUFFT).orElseThrow().transform(type, from, to, rows, n, forward);
    }

    // ---- programs

    @Override
    public String identity() {
        return name;
    }

    /** The text is the kernel's own: what people read, and what the kernel is known by until it is compiled. */
    @Override
    public CSource emit(Kernel kernel, boolean grid) {
        VmKernel k = VmKernel.of(kernel);
        String text = Printer.print(kernel);
        emitted.putIfAbsent(text, k);
        return new CSource(text, VmKernel.METHOD, k.messages(), 1);
    }

    @Override
    public Program compile(String kernel, String source, String options) {
        VmKernel k = emitted.get(source);
        if (k == null) {
            throw new KernelException(kernel + ": " + name + " compiles kernels of this library alone");
        }
        long handle = count.incrementAndGet();
        k.compile(device, kernel);
        programs.put(handle, k);
        return new Program(handle, new byte[0]);
    }

    @Override
    public long load(byte[] binary, String options) {
        return 0;
    }

    @Override
    public String assembly(String entry, String source, String options) {
        VmKernel k = emitted.get(source);
        return k == null ? "" : k.deviceCode();
    }

    @Override
    public Function function(long program, String source, String entry, String kernel) {
        VmKernel k = programs.get(program);
        if (k == null) {
            throw new KernelException(kernel + ": " + name + " has no such program");
        }
        return new VmFunction(device, k, limits().traits().mostInGroup());
    }
}
