package io.github.tornadoarrays.engine.opencl;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.ffi.Platform;
import io.github.tornadoarrays.ir.Kernel;
import io.github.tornadoarrays.opt.Machine;
import java.io.File;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs kernels on one OpenCL device. Many threads may use it. */
public final class OpenClEngine implements Engine {
    /** Found when it is first asked for. */
    private static final class Found {
        static final Platforms PLATFORMS = Platforms.find();
        static final List<OpenClEngine> ENGINES = IntStream.range(
                        0, PLATFORMS.devices().size())
                .mapToObj(
                        i -> new OpenClEngine("opencl:" + i, PLATFORMS.devices().get(i)))
                .toList();
    }

    /** Variables by which people say where drivers are. */
    private static final List<String> LOADER_SETTINGS =
            List.of("OCL_ICD_VENDORS", "OPENCL_VENDOR_PATH", "OCL_ICD_FILENAMES");

    private final String name;
    private final ClDevice device;
    private volatile @Nullable Started started;

    /** What there is once the device is used. */
    record Started(Context context, ClPool pool, Transfers transfers, Programs programs, Faults faults) {}

    private OpenClEngine(String name, ClDevice device) {
        this.name = name;
        this.device = device;
    }

    /** The devices of this machine, {@code opencl:0} first: graphics cards, then others, then processors. Empty where there is no OpenCL. */
    public static List<OpenClEngine> devices() {
        return Found.ENGINES;
    }

    /**
     * Whether looking for graphics cards is worthwhile. OpenCL's loader on Linux finds drivers by files; where there is none but that of
     * PoCL, which is for processors, loading them would take long for nothing.
     */
    public static boolean mayHaveCards() {
        if (Platform.OS != Platform.Os.LINUX || LOADER_SETTINGS.stream().anyMatch(v -> System.getenv(v) != null)) {
            return true;
        }
        String[] drivers = new File("/etc/OpenCL/vendors").list((folder, file) -> file.endsWith(".icd"));
        return drivers != null && Arrays.stream(drivers).anyMatch(file -> !file.startsWith("pocl"));
    }

    /** Why there is no device and what to do; empty where there is one. */
    public static String whyNone() {
        return Found.PLATFORMS.whyNone();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Place memory() {
        return this;
    }

    @Override
    public Traits traits() {
        return device.traits();
    }

    Started started() {
        Started s = started;
        return s != null ? s : start();
    }

    private synchronized Started start() {
        Started s = started;
        if (s == null) {
            Context context = Context.start(name, device);
            s = new Started(
                    context, new ClPool(context), new Transfers(context), new Programs(context), new Faults(this));
            started = s;
        }
        return s;
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        return started().pool.allocate(this, dtype, length);
    }

    @Override
    public void release(Buffer buffer) {
        started().pool.release(own(buffer));
    }

    @Override
    public HostBuffer toHost(Buffer buffer) {
        HostBuffer host = HostBuffer.allocate(buffer.dtype(), buffer.length());
        read(buffer, 0, host, 0, buffer.length() * buffer.dtype().parts());
        return host;
    }

    @Override
    public Buffer fromHost(HostBuffer buffer) {
        Buffer copy = allocate(buffer.dtype(), buffer.length());
        write(buffer, 0, copy, 0, buffer.length() * buffer.dtype().parts());
        return copy;
    }

    @Override
    public void write(HostBuffer from, long fromValue, Buffer to, long toValue, long values) {
        if (values == 0) {
            return;
        }
        long size = to.dtype().part().itemSize();
        ClBuffer target = own(to);
        started().transfers.write(part(from, fromValue, values), target.memory().handle(), toValue * size);
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(target);
    }

    @Override
    public void read(Buffer from, long fromValue, HostBuffer to, long toValue, long values) {
        if (values == 0) {
            return;
        }
        long size = from.dtype().part().itemSize();
        ClBuffer source = own(from);
        started().transfers.read(source.memory().handle(), fromValue * size, part(to, toValue, values));
        Reference.reachabilityFence(to);
        Reference.reachabilityFence(source);
    }

    @Override
    public Executable compile(Kernel kernel, boolean divisible, boolean wide) {
        return new FusedKernel(this, kernel, divisible, wide);
    }

    @Override
    public Executable compile(Kernel kernel, boolean wide) {
        return new MethodKernel(this, kernel);
    }

    /** What decides how kernels are spread over work items. */
    Machine machine() {
        return new Machine(device.isGpu(), device.units(), (int) device.mostInGroup(), device.sharedBytes());
    }

    @Override
    public Raw raw(String language, String source, String entry) {
        if (!language.equals(ClRaw.LANGUAGE)) {
            return Engine.super.raw(language, source, entry);
        }
        Started s = started();
        long program = s.programs.get(entry, source, ClRaw.OPTIONS);
        return new ClRaw(this, ClKernel.of(s.context, s.pool, program, entry, entry), entry);
    }

    @Override
    public void finish() {
        started().context.finish();
    }

    private static MemorySegment part(HostBuffer buffer, long from, long values) {
        long size = buffer.dtype().part().itemSize();
        return buffer.segment().asSlice(from * size, values * size);
    }

    /** The buffer as one of this device. */
    ClBuffer own(Buffer buffer) {
        if (buffer instanceof ClBuffer b && b.place() == this) {
            return b;
        }
        throw new IllegalArgumentException(
                name + ": a buffer of " + buffer.place().name());
    }

    @Override
    public String toString() {
        return name + ": " + device.description();
    }
}
