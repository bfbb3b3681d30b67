package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.ir.Kernel;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs kernels on one device, which it starts when it is first used. Many threads may use it. */
public final class DriverEngine implements Engine {
    static final Cleaner CLEANER = Cleaner.create();

    private final String name;
    private final Limits limits;
    private final Supplier<? extends Driver> start;
    private volatile @Nullable Started started;
    private volatile @Nullable SmallReads small;
    private volatile @Nullable Answers answers;

    /** What there is once the device is used. */
    public record Started(
            Driver driver,
            Pool pool,
            Pinned pinned,
            Transfers transfers,
            Programs programs,
            Faults faults,
            @Nullable Streams streams) {}

    /**
     * An engine of a device that is there.
     *
     * @param start starts the device
     */
    public DriverEngine(String name, Limits limits, Supplier<? extends Driver> start) {
        this.name = name;
        this.limits = limits;
        this.start = start;
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
        return limits.traits();
    }

    /** What the device allows. */
    public Limits limits() {
        return limits;
    }

    /** What there is of the device, started now unless it was. */
    public Started started() {
        Started s = started;
        return s != null ? s : start();
    }

    private synchronized Started start() {
        Started s = started;
        if (s == null) {
            Driver driver = start.get();
            Pool pool = new Pool(driver);
            Pinned pinned = new Pinned(driver);
            driver.whenLost(pool::lost);
            s = new Started(
                    driver,
                    pool,
                    pinned,
                    new Transfers(driver, pinned),
                    new Programs(driver),
                    new Faults(this),
                    driver.streams());
            small = new SmallReads(s);
            answers = new Answers(this, driver);
            started = s;
        }
        return s;
    }

    @Override
    public Buffer allocate(DType dtype, long length) {
        return started().pool.allocate(this, dtype, length);
    }

    @Override
    public Pool pool() {
        return started().pool;
    }

    @Override
    public @Nullable Buffer lend(HostBuffer buffer, boolean written) {
        Lent lent = Lent.of(started().driver, buffer, written);
        if (lent == null) {
            return null;
        }
        DriverBuffer own = new DriverBuffer(this, buffer.dtype(), buffer.length(), lent.memory());
        own.lent = lent;
        return own;
    }

    @Override
    public void release(Buffer buffer) {
        DriverBuffer b = own(buffer);
        if (!b.mayRelease() || b.isShared()) {
            return;
        }
        Lent lent = b.lent;
        Cleaner.Cleanable owner = b.owner;
        if (lent != null) {
            b.lent = null;
            b.forget();
            lent.end();
        } else if (owner != null) {
            b.forget();
            owner.clean();
        } else {
            started().pool.release(b);
        }
    }

    /**
     * A buffer over memory of the device that is somebody else's.
     *
     * @param release says to whom it belongs that it is not used any more; called once, when the buffer is released or unreachable and
     *     the device has done with it
     */
    public Buffer adopt(DType dtype, long length, long address, Runnable release) {
        Started s = started();
        DriverBuffer b = new DriverBuffer(this, dtype, length, new Memory(address, length * dtype.itemSize()));
        b.owner = CLEANER.register(b, () -> {
            Streams all = s.streams;
            if (all == null) {
                s.driver.finish();
            } else {
                // also while a graph is recorded, which waiting for the whole device would end
                all.finish();
            }
            release.run();
        });
        return b;
    }

    /** A new mailbox, whose memory is kept for good; null where kernels can't write to memory of the host. */
    public @Nullable Mailbox mailbox() {
        MemorySegment number = started().driver.shared(Long.BYTES);
        return number == null ? null : new Mailbox(this, number);
    }

    /** The first elements of a buffer, in its memory; nobody may use the buffer itself afterwards. */
    public Buffer shorten(Buffer buffer, long length) {
        return started().pool.shorten(own(buffer), length);
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
        DriverBuffer target = own(to);
        checkWaits("copy from the host");
        order(target, true);
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
        DriverBuffer source = own(from);
        checkWaits("copy to the host");
        order(source, false);
        MemorySegment host = part(to, toValue, values);
        Answers asked = answers;
        if (asked != null && asked.read(source, host)) {
            return;
        }
        long handle = source.memory().handle();
        SmallReads few = small;
        if (few == null || host.byteSize() > SmallReads.MOST || !few.read(handle, fromValue * size, host)) {
            started().transfers.read(handle, fromValue * size, host);
        }
        Reference.reachabilityFence(to);
        Reference.reachabilityFence(source);
    }

    @Override
    public Scope asking() {
        started();
        return Objects.requireNonNull(answers).ask();
    }

    /** The kernels' answers, where the calling thread has asked for one. */
    @Nullable
    Answers answers() {
        Answers a = answers;
        return a != null && a.asked() ? a : null;
    }

    @Override
    public boolean multiplies(DType type) {
        return started().driver.multiplies(type);
    }

    @Override
    public Locked locked(long bytes) {
        return started().pinned.allocate(bytes);
    }

    @Override
    public Runnable write(MemorySegment from, Buffer to, long toByte) {
        DriverBuffer target = own(to);
        checkWaits("copy from the host");
        order(target, true);
        Runnable copied = started().transfers.begin(from, target, toByte);
        Reference.reachabilityFence(target);
        return copied;
    }

    @Override
    public Runnable read(Buffer from, long fromByte, MemorySegment to) {
        DriverBuffer source = own(from);
        checkWaits("copy to the host");
        order(source, false);
        Runnable copied = started().transfers.begin(source, fromByte, to);
        Reference.reachabilityFence(source);
        return copied;
    }

    @Override
    public @Nullable Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb) {
        return Products.multiply(this, a, la, b, lb);
    }

    @Override
    public boolean transform(Buffer x, Buffer y, DType type, long rows, int n, boolean forward) {
        Driver driver = started().driver();
        if (rows > Integer.MAX_VALUE || !driver.transformsRows(type)) {
            return false;
        }
        DriverBuffer from = own(x);
        DriverBuffer to = own(y);
        order(from, false);
        order(to, true);
        driver.transformRows(type, from.memory().handle(), to.memory().handle(), (int) rows, n, forward);
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(to);
        return true;
    }

    @Override
    public LinearAlgebra linearAlgebra(LinearAlgebra others) {
        return started().driver.linearAlgebra(this, others);
    }

    @Override
    public Executable compile(Kernel kernel, boolean divisible, boolean wide) {
        return new FusedKernel(this, kernel, divisible, wide, false);
    }

    @Override
    public Executable compileChecked(Kernel kernel, boolean divisible, boolean wide) {
        return new FusedKernel(this, kernel, divisible, wide, true);
    }

    @Override
    public Executable compile(Kernel kernel, boolean wide) {
        return new MethodKernel(this, kernel);
    }

    @Override
    public Raw raw(String language, String source, String entry) {
        Started s = started();
        Language own = s.driver.language();
        if (!language.equals(own.name())) {
            return Engine.super.raw(language, source, entry);
        }
        long program = s.programs.get(entry, source, own.rawOptions());
        return new RawFunction(this, own, new Launcher(s, program, source, entry, entry), entry);
    }

    @Override
    public RawProgram program(String language, String source, String options) {
        Started s = started();
        Language own = s.driver.language();
        if (!language.equals(own.name())) {
            return Engine.super.program(language, source, options);
        }
        String all = options.isEmpty() ? own.rawOptions() : own.rawOptions() + " " + options;
        long program = s.programs.build("module", source, all);
        return new RawProgram() {
            @Override
            public Raw kernel(String entry) {
                return new RawFunction(DriverEngine.this, own, new Launcher(s, program, source, entry, entry), entry);
            }

            @Override
            public Buffer variable(String variable, DType dtype) {
                Driver.Variable v = s.driver.variable(program, variable, "RawModule");
                if (v.bytes() % dtype.itemSize() != 0) {
                    throw new KernelException("RawModule: \"" + variable + "\" has " + v.bytes()
                            + " bytes, which are no whole elements of " + dtype + "; give the type that it has");
                }
                return new DriverBuffer(
                        DriverEngine.this, dtype, v.bytes() / dtype.itemSize(), new Memory(v.handle(), v.bytes()));
            }
        };
    }

    @Override
    public @Nullable Buffer fromPeer(Buffer buffer) {
        if (!(buffer instanceof DriverBuffer source) || !(source.place() instanceof DriverEngine there)) {
            return null;
        }
        Driver driver = started().driver;
        Driver other = there.started().driver;
        if (!driver.copiesFrom(other)) {
            return null;
        }
        checkWaits("copy from " + there.name());
        there.checkWaits("copy to " + name);
        there.order(source, false);
        DriverBuffer copy = own(allocate(buffer.dtype(), buffer.length()));
        order(copy, true);
        driver.copyFrom(
                other,
                source.memory().handle(),
                copy.memory().handle(),
                buffer.length() * buffer.dtype().itemSize());
        Reference.reachabilityFence(source);
        return copy;
    }

    @Override
    public void finish() {
        checkWaits("synchronize");
        started().driver.finish();
    }

    @Override
    public Properties properties() {
        return started().driver.properties();
    }

    @Override
    public long freeMemory() {
        Started s = started();
        return s.driver
                .freeMemory()
                .orElseGet(() -> limits.traits().memoryBytes() - s.pool.stats().liveBytes());
    }

    // ---- streams

    /** Has this thread's stream wait for those that used a buffer, which it is about to read or write. */
    public void order(DriverBuffer buffer, boolean written) {
        if (written) {
            buffer.change();
        }
        Streams s = started().streams;
        if (s != null && s.several()) {
            s.use(buffer, written);
        }
    }

    /** Whether this thread's stream records a graph. */
    boolean records() {
        Streams s = started().streams;
        return s != null && s.several() && s.current().recording() != null;
    }

    void checkWaits(String what) {
        Streams s = started().streams;
        if (s != null) {
            s.checkWaits(what);
        }
    }

    @Override
    public Stream stream() {
        Streams s = started().streams;
        return s == null ? Engine.super.stream() : s.current();
    }

    @Override
    public Stream newStream(int priority) {
        Streams s = started().streams;
        return s == null ? Engine.super.stream() : s.create(priority);
    }

    @Override
    public Graph capture(Stream stream, Runnable action) {
        Streams all = started().streams;
        if (all == null) {
            return Engine.super.capture(stream, action);
        }
        if (!(stream instanceof DriverStream s) || !s.isOf(all) || s == all.own()) {
            throw new DeviceException(
                    "Graph.capture: the stream is not one that was made with new Stream() on " + name + "; make one");
        }
        finish();
        return Recording.of(this, all, s, action);
    }

    @Override
    public @Nullable Sequence sequence() {
        return Launches.of(this);
    }

    private static MemorySegment part(HostBuffer buffer, long from, long values) {
        long size = buffer.dtype().part().itemSize();
        return buffer.segment().asSlice(from * size, values * size);
    }

    /** The buffer as one of this device. */
    public DriverBuffer own(Buffer buffer) {
        if (buffer instanceof DriverBuffer b && b.place() == this) {
            return b;
        }
        throw new IllegalArgumentException(
                name + ": a buffer of " + buffer.place().name());
    }

    @Override
    public String toString() {
        return name + ": " + limits.traits().description();
    }
}
