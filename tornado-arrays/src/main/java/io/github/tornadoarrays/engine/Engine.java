package io.github.tornadoarrays.engine;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.LiveArray;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.ir.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine that runs kernels. */
public interface Engine extends Place {
    /** Its name in {@code TORNADO_ARRAYS_DEVICE} and in what is printed. */
    @Override
    String name();

    @Override
    default boolean computes(DType type) {
        return type.part() != DType.FLOAT64 || traits().fp64();
    }

    /** Where its buffers are. */
    default Place memory() {
        return Place.HOST;
    }

    /** What the machine is and can. */
    default Traits traits() {
        return Traits.HOST;
    }

    /** Memory for results, with any contents. */
    Buffer allocate(DType dtype, long length);

    /**
     * The memory that buffers have.
     *
     * @throws DeviceException if this engine has no pool
     */
    default MemoryPool pool() {
        throw new DeviceException(name() + ": its memory is in no pool");
    }

    /** Gives memory back before the garbage collector would; nobody may use the buffer afterwards. */
    void release(Buffer buffer);

    /** Host memory with the buffer's elements, once everything that was launched has written them; itself where that is where it is. */
    default HostBuffer toHost(Buffer buffer) {
        if (buffer instanceof HostBuffer h) {
            return h;
        }
        HostBuffer host = HostBuffer.allocate(buffer.dtype(), buffer.length());
        read(buffer, 0, host, 0, buffer.length() * buffer.dtype().parts());
        return host;
    }

    /** Memory of this engine with the elements of host memory; itself where that is where this engine works. */
    default Buffer fromHost(HostBuffer buffer) {
        return buffer;
    }

    /**
     * A buffer of this engine that is host memory itself, not a copy; null where that can't be. It is given back with {@link #release},
     * after which the host sees what kernels wrote.
     *
     * @param written whether kernels will write to it
     */
    default @Nullable Buffer lend(HostBuffer buffer, boolean written) {
        return null;
    }

    /** Copies values (a complex element has two) from host memory into part of a buffer of this engine. */
    default void write(HostBuffer from, long fromValue, Buffer to, long toValue, long values) {
        copy(from, fromValue, (HostBuffer) to, toValue, values);
    }

    /** Copies values from part of a buffer of this engine into host memory; done when it returns. */
    default void read(Buffer from, long fromValue, HostBuffer to, long toValue, long values) {
        copy((HostBuffer) from, fromValue, to, toValue, values);
    }

    private static void copy(HostBuffer from, long fromValue, HostBuffer to, long toValue, long values) {
        long size = from.dtype().part().itemSize();
        MemorySegment.copy(from.segment(), fromValue * size, to.segment(), toValue * size, values * size);
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(to);
    }

    /**
     * Memory of the host that copies to and from this engine's need no help for: page-locked where this engine is a device, any
     * native memory where it works on the host's.
     *
     * @throws io.github.tornadoarrays.core.MemoryException if it can't be had
     */
    default Locked locked(long bytes) {
        Arena arena = Arena.ofShared();
        return new Locked(arena.allocate(bytes, 64), arena::close);
    }

    /** Puts in a copy from {@link #locked} memory to a buffer; what is returned waits for it, and is to be called once. */
    default Runnable write(MemorySegment from, Buffer to, long toByte) {
        DType part = to.dtype().part();
        long values = from.byteSize() / part.itemSize();
        write(HostBuffer.of(part, values, from), 0, to, toByte / part.itemSize(), values);
        return () -> {};
    }

    /** Puts in a copy from a buffer to {@link #locked} memory; what is returned waits for it, and is to be called once. */
    default Runnable read(Buffer from, long fromByte, MemorySegment to) {
        DType part = from.dtype().part();
        long values = to.byteSize() / part.itemSize();
        read(from, fromByte / part.itemSize(), HostBuffer.of(part, values, to), 0, values);
        return () -> {};
    }

    /**
     * Native memory of the host.
     *
     * @param close gives it back; segments of it may not be used any more
     */
    record Locked(MemorySegment segment, Runnable close) {}

    /**
     * Makes a kernel ready to launch over a {@link Range}.
     *
     * @param divisible whether the lanes loop may be divided among workers
     * @param wide whether an index or a size may pass 2³¹, or memory lies outside the heap
     * @throws io.github.tornadoarrays.core.KernelException if it can't be compiled
     */
    Executable compile(Kernel kernel, boolean divisible, boolean wide);

    /**
     * The same, with each index into an argument and each divisor of integers checked: a launch in which one is wrong throws a {@link
     * KernelException} that tells which.
     */
    default Executable compileChecked(Kernel kernel, boolean divisible, boolean wide) {
        throw new UnsupportedOperationException(name() + ": checked kernels");
    }

    /**
     * Makes a kernel that was made from a Java method ready to launch over {@link Items}: its grid loops, or its work items.
     *
     * @param wide whether memory lies outside the heap
     * @throws io.github.tornadoarrays.core.KernelException if it can't be compiled
     */
    default Executable compile(Kernel kernel, boolean wide) {
        throw new UnsupportedOperationException(name() + ": kernels from Java methods");
    }

    /**
     * Makes a kernel ready to launch that was written for this machine.
     *
     * @param language what it is written in, such as {@code OpenCL C}
     * @param source the whole text
     * @param entry the name of the kernel function in it
     * @throws io.github.tornadoarrays.core.KernelException if it doesn't compile
     * @throws DeviceException if this machine takes no such kernels
     */
    default Raw raw(String language, String source, String entry) {
        throw new DeviceException("RawKernel: " + name() + " takes no kernels written in " + language
                + "; move the arrays to a device that does");
    }

    /** Says that the calling thread computes one number and reads it, until the scope is closed: it may come sooner then. */
    default Scope asking() {
        return () -> {};
    }

    /** Whether the machine has products of matrices of a type, without another type in between. */
    default boolean multiplies(DType type) {
        return false;
    }

    /**
     * Makes a program ready that was written for this machine; no other has its variables.
     *
     * @param options the compiler's, separated by blanks; each further line is an expression that names a kernel, such as an instance
     *     of a template
     * @throws io.github.tornadoarrays.core.KernelException if it doesn't compile
     * @throws DeviceException if this machine takes no such programs
     */
    default RawProgram program(String language, String source, String options) {
        throw new DeviceException("RawModule: " + name() + " takes no programs written in " + language
                + "; move the arrays to a device that does");
    }

    /** The product that {@link Library#multiply} describes, by a library of the machine's vendor; null where there is none for it. */
    default @Nullable Buffer multiply(Buffer a, Layout la, Buffer b, Layout lb) {
        return null;
    }

    /**
     * Puts the Fourier transforms of rows into {@code y}, not scaled, by a library of the machine's vendor; false, with nothing done, where
     * there is none for it.
     *
     * @param x rows of {@code n} elements of a complex type, or of twice as many real ones that are taken for such
     * @param y other memory, of as many elements
     */
    default boolean transform(Buffer x, Buffer y, DType type, long rows, int n, boolean forward) {
        return false;
    }

    /** Factorisations of matrices by a library of the machine's vendor, or others where there is none. */
    default LinearAlgebra linearAlgebra(LinearAlgebra others) {
        return others;
    }

    /** Memory of this engine with the elements of another engine's memory, copied without the host; null where that can't be. */
    default @Nullable Buffer fromPeer(Buffer buffer) {
        return null;
    }

    /** Waits for everything that was launched. */
    default void finish() {}

    // ---- what people ask of a machine

    /** More of what the machine is. */
    default Properties properties() {
        return Properties.UNKNOWN;
    }

    /** The bytes of its memory that nobody has. */
    default long freeMemory() {
        Runtime r = Runtime.getRuntime();
        return r.maxMemory() - r.totalMemory() + r.freeMemory();
    }

    // ---- streams

    /** The stream of everything that is told without saying which. */
    default Stream stream() {
        return new HostStream(this);
    }

    /**
     * Another stream. A machine that has only one gives that.
     *
     * @param priority those with lower numbers go first, where the machine has priorities; 0 is usual
     */
    default Stream newStream(int priority) {
        return stream();
    }

    /**
     * Records what an action tells a stream, and does it once.
     *
     * @throws DeviceException if the machine records nothing, or the action waits for the machine
     */
    default Graph capture(Stream stream, Runnable action) {
        throw new DeviceException(
                "Graph.capture: " + name() + " has no graphs; run the action again instead, or use a CUDA device");
    }

    /** An order: what is put into one stream is done one after another, beside what is in others. */
    interface Stream {
        /** Makes it the calling thread's: what it launches and copies on this machine goes there until the scope is closed. */
        Scope use();

        /** Waits for all that was put in. */
        void finish();

        /** Whether all is done that was put in. */
        boolean isDone();

        /** An event behind all that was put in so far. */
        Event record();

        /** What is put in from now on waits for an event, also one of another machine. */
        void waitFor(Event event);

        /** Waits for all that was put in, and ends the stream. */
        void close();
    }

    /** A stretch of code during which something is so. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** A point in a stream. */
    interface Event {
        /** Waits until all before it is done. */
        void await();

        /** Whether all before it is done. */
        boolean isDone();

        /**
         * The time between an earlier event and this one in milliseconds, once both are reached.
         *
         * @throws DeviceException if they are of machines whose times can't be compared
         */
        double millisecondsSince(Event earlier);
    }

    /** Work that was recorded, to be done again with the same memory. */
    interface Graph {
        void launch(Stream stream);

        /** How many launches and copies it has. */
        int size();

        void close();
    }

    /** A new sequence of launches; null where the machine has none. */
    default @Nullable Sequence sequence() {
        return null;
    }

    /** Launches that the machine is told at once, each done after the one before it. One thread at a time uses it. */
    interface Sequence {
        /** Has the launch at a place be the one that an action makes; the place after the last is a new one's. */
        void set(int index, Runnable launch);

        /** How many launches it has. */
        int size();

        /** Whether the calling thread's stream does what it is told, not records it. */
        boolean isUsable();

        /**
         * Puts them into the calling thread's stream.
         *
         * @param own the memory that only launches of this sequence use
         */
        void launch(Buffer[] own);
    }

    /**
     * More of what a machine is; what isn't known is 0.
     *
     * @param computeCapability such as 90 for 9.0
     * @param warp work items that run in step
     * @param clock kHz
     * @param memoryClock kHz
     * @param memoryBus bits
     * @param l2 bytes of the cache that all units share
     * @param mostOfUnit work items that a unit has at once
     * @param registers 32-bit registers of a group
     */
    record Properties(
            int computeCapability,
            int warp,
            int clock,
            int memoryClock,
            int memoryBus,
            long l2,
            int mostOfUnit,
            int registers) {
        static final Properties UNKNOWN = new Properties(0, 0, 0, 0, 0, 0, 0, 0);
    }

    // ---- memory that is used again

    /** Memory of one place that buffers have, and that others have after them. */
    interface MemoryPool {
        Stats stats();

        /** The most bytes that live and idle memory may have together. */
        long limit();

        /** Sets the limit; 0 for all that the place has. What is beyond it is given back where it is idle. */
        void setLimit(long bytes);

        /** Gives all idle memory back to whom it is from. */
        void dropIdle();

        /** What has memory now. */
        List<LiveArray> live();

        /**
         * What the pool has and had.
         *
         * @param liveBytes bytes that buffers hold
         * @param idleBytes bytes ready for use
         * @param idleBlocks pieces of memory ready for use
         * @param peakBytes the most bytes that buffers held at once
         * @param hits how often memory was ready
         * @param misses how often it wasn't
         * @param collections garbage collections that the pool asked for
         */
        record Stats(
                long liveBytes,
                long idleBytes,
                long idleBlocks,
                long peakBytes,
                long hits,
                long misses,
                long collections) {}
    }

    /** A kernel that is ready to launch. */
    interface Executable {
        /**
         * Runs the kernel. On the host it is done when it returns; on a device what is asked of the engine later comes after it.
         *
         * @param buffers the buffer arguments
         * @param scalars the scalar arguments: integers as they are, floats as the bits of a double
         * @param work how much there is to do
         */
        void launch(Buffer[] buffers, long[] scalars, Work work);

        /** What was compiled, for people. */
        String source();

        /** What the compiler made of it, for people, in the machine's assembly language; empty where that isn't told. */
        default String assembly() {
            return "";
        }
    }

    /** A program that was written for the machine. */
    interface RawProgram {
        /** A kernel of the program. */
        Raw kernel(String entry);

        /** A variable of the program as elements of a type. */
        Buffer variable(String name, DType dtype);
    }

    /** A kernel that was written for the machine. */
    interface Raw {
        /**
         * Says whether arguments are what the kernel takes, as far as the machine tells.
         *
         * @throws io.github.tornadoarrays.core.KernelException if they are not
         */
        void check(List<Argument> arguments);

        /** Whether the kernel may write to the memory that is an argument. */
        boolean writes(int argument);

        /**
         * Runs {@code groups} groups of {@code group} work items each along dimension 0, 1, 2, as many as the arrays have.
         *
         * @throws io.github.tornadoarrays.core.KernelException if the machine has no such groups
         */
        void launch(long[] groups, long[] group, List<Argument> arguments);
    }

    /** What a kernel is given that was written for the machine. */
    sealed interface Argument {
        /** The first element of memory. */
        record Memory(Buffer buffer) implements Argument {}

        /** A number: an integer as it is, a float as the bits of a double. */
        record Scalar(DType type, long bits) implements Argument {}

        /** As many bytes for each group. */
        record Shared(long bytes) implements Argument {}
    }

    /** How much a launch does. */
    sealed interface Work {}

    /**
     * The iterations of a kernel's loops.
     *
     * @param grid iterations of the grid loop
     * @param lanes iterations of the lanes loop
     * @param divisible whether the lanes loop may be divided among workers
     * @param strided whether lanes lie far apart in memory, so that neighbours in the grid share their cache lines
     * @param cost rough nanoseconds of one iteration of both loops on one core
     */
    record Range(long grid, long lanes, boolean divisible, boolean strided, double cost) implements Work {}

    /**
     * What a kernel made from a Java method is launched over.
     *
     * @param global iterations of each grid loop, the outermost first; or work items along dimension 0, 1, 2
     * @param local work items of a group along dimension 0, 1, 2, with a product that the machine allows and each a divisor of
     *     {@code global} in a kernel of work items; empty where the engine chooses
     */
    record Items(List<Long> global, List<Long> local) implements Work {
        /** Work items in all along a dimension; 1 along those that the launch does not have. */
        public long global(int dimension) {
            return dimension < global.size() ? global.get(dimension) : 1;
        }

        /** Work items of a group along a dimension; 1 along those that the launch does not have. */
        public long local(int dimension) {
            return dimension < local.size() ? local.get(dimension) : 1;
        }

        /** Groups along a dimension. */
        public long groups(int dimension) {
            return global(dimension) / local(dimension);
        }

        /**
         * What a kernel is launched over: as many loops as it has, or work items in groups, of {@code most} at most where these
         * items do not say.
         *
         * @param loops the kernel's {@linkplain Kernel#gridLoops() grid loops}
         * @throws KernelException if they do not fit the kernel
         */
        public Items of(String kernel, int loops, int most) {
            if (loops > 0) {
                if (loops != global.size()) {
                    throw new KernelException(
                            kernel + ": launched over " + global.size() + " loops (" + global + "); it has " + loops);
                }
                return this;
            }
            Items items = grouped(most);
            for (int d = 0; d < Math.max(3, items.global.size()); d++) {
                if (items.local(d) < 1 || items.global(d) % items.local(d) != 0 || d > 2) {
                    throw new KernelException(kernel + ": " + items.global(d) + " work items along dimension " + d
                            + " in groups of " + items.local(d)
                            + "; a group's size must divide their number, and dimensions are 0 to 2");
                }
            }
            return items;
        }

        private Items grouped(int most) {
            if (!local.isEmpty()) {
                return this;
            }
            long n = global(0);
            long size = Math.max(1, Math.min(n, most));
            while (n % size != 0) {
                size--;
            }
            return new Items(global, List.of(size));
        }
    }

    /**
     * What a machine is and can.
     *
     * @param description for people
     * @param isHost whether host memory is its memory
     * @param isGpu whether it is a graphics card
     * @param fp64 whether it computes in float64
     * @param fp16 whether it computes in float16; where not, float16 is computed in float32 and stored as float16
     * @param units how many groups run at once
     * @param mostInGroup the most work items of a group
     * @param sharedBytes the memory that a group can share
     * @param memoryBytes its memory in all
     */
    record Traits(
            String description,
            boolean isHost,
            boolean isGpu,
            boolean fp64,
            boolean fp16,
            int units,
            long mostInGroup,
            long sharedBytes,
            long memoryBytes) {
        public static final Traits HOST = new Traits(
                "the host",
                true,
                false,
                true,
                true,
                Runtime.getRuntime().availableProcessors(),
                1024,
                1 << 20,
                Runtime.getRuntime().maxMemory());
    }
}
