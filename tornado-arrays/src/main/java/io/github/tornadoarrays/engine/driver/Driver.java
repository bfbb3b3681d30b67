package io.github.tornadoarrays.engine.driver;

import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DeviceException;
import io.github.tornadoarrays.core.KernelException;
import io.github.tornadoarrays.emit.c.CEmitter;
import io.github.tornadoarrays.emit.c.CSource;
import io.github.tornadoarrays.engine.Engine;
import io.github.tornadoarrays.engine.LinearAlgebra;
import io.github.tornadoarrays.ir.Kernel;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A device that was started, through its native interface. Many threads call it. What it is told to do it does in the order in
 * which it is told: that order is why memory can be given to somebody else as soon as the last command that uses it has been
 * put in. A device with {@linkplain #streams several streams} keeps such an order for each, and {@link Memory} those between them.
 *
 * <p>Handles are what the interface gives: numbers. What fails throws a {@link DeviceException} with the interface's own name of
 * the status and of the function, unless it says otherwise here.
 */
public interface Driver {
    /** What users call the device. */
    String name();

    Limits limits();

    /** More of what it is. */
    default Engine.Properties properties() {
        return new Engine.Properties(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The bytes of its memory that nobody has; empty where that isn't told. */
    default OptionalLong freeMemory() {
        return OptionalLong.empty();
    }

    /** Its streams, into the current one of which each thread puts what it does; null where the device has a single one. */
    default @Nullable Streams streams() {
        return null;
    }

    /** What tells, in words, what is lost when the device is. */
    default void whenLost(Supplier<String> what) {}

    /** What its kernels are written in. */
    Language language();

    // ---- memory

    /** Whether a handle of memory is an address, and a sum with less than its size that of a part of it. */
    default boolean handlesAreAddresses() {
        return false;
    }

    /** New memory with any content. */
    long allocate(long bytes) throws NoRoom;

    /** Memory of the device that is the host's at an address, which does not move; 0 where the device takes none. */
    default long lend(long address, long bytes) {
        return 0;
    }

    /** Gives memory back. */
    void free(long memory);

    /** Waits for everything and gives what is free to the system; whether that worked. */
    boolean trim();

    /** There is no memory left; the message says so in the interface's words. */
    final class NoRoom extends Exception {
        private static final long serialVersionUID = 1L;

        public NoRoom(String message) {
            super(message, null, false, false);
        }
    }

    // ---- transfers

    /** Host memory that never moves and that the device reaches by itself, where there is such. It is kept for good. */
    MemorySegment staging(long bytes);

    /** Host memory that kernels reach at its own address, kept for good; null where there is none. */
    default @Nullable MemorySegment shared(long bytes) {
        return null;
    }

    /** Puts in a copy from {@link #staging} memory. Returns what to {@linkplain #await wait for} before that is used again. */
    long write(MemorySegment from, long memory, long to, long bytes);

    /** Puts in a copy to {@link #staging} memory. Returns what to {@linkplain #await wait for} before that is read. */
    long read(long memory, long from, MemorySegment to, long bytes);

    /** Waits for a copy, once. */
    void await(long copy);

    /**
     * Memory of the device as the host sees it, once everything that was put in is done; only where the two
     * {@linkplain Limits#unified share} it.
     *
     * @param write whether all of it will be written, else it will be read
     */
    MemorySegment map(long memory, long from, long bytes, boolean write);

    /** Ends what {@link #map} began. */
    void unmap(long memory, MemorySegment mapped);

    /** Waits for everything that was put in. */
    void finish();

    /** Whether memory of another device can be copied without the host. */
    default boolean copiesFrom(Driver other) {
        return false;
    }

    /** Puts in a copy of another device's memory, which that device does nothing else with before it is done. */
    default void copyFrom(Driver other, long from, long to, long bytes) {
        throw new UnsupportedOperationException(name() + ": a copy from " + other.name());
    }

    // ---- page-locked memory

    /** Page-locked memory of the host, which the device reaches by itself. */
    MemorySegment pin(long bytes) throws NoRoom;

    /** Gives such memory back, once the device has done with it. */
    void unpin(MemorySegment memory);

    // ---- products

    /**
     * Matrices that lie evenly far apart, in elements of their type.
     *
     * @param transposed whether columns, not rows, lie one after another
     * @param stride from one of these to the next
     * @param step from one matrix to the next
     */
    record Stack(long memory, long first, boolean transposed, int stride, long step) {}

    /** Whether there is a library of the vendor's for products of matrices of a type. */
    default boolean multiplies(DType type) {
        return false;
    }

    /** How much memory that library works in. */
    default long workspaceBytes() {
        return 0;
    }

    /**
     * Puts in the products of pairs of matrices of shapes (m, k) and (k, n), none of which is 0, by the vendor's library.
     *
     * @param workspace {@link #workspaceBytes()} for the library's use until the products are made
     */
    default void multiply(DType type, int m, int n, int k, int pairs, Stack a, Stack b, Stack c, Memory workspace) {
        throw new UnsupportedOperationException(name() + ": a product of " + type);
    }

    /**
     * Factorisations by the vendor's library.
     *
     * @param engine this device's
     * @param others what is given where there is no such library, and does what it lacks
     */
    default LinearAlgebra linearAlgebra(DriverEngine engine, LinearAlgebra others) {
        return others;
    }

    // ---- Fourier transforms

    /**
     * Transforms of elements that lie one after another, each along axes of lengths n: those of the type that has both halves, where only one
     * has. Of elements that lie {@code inner} apart, as many as that; of others {@code batch}.
     */
    record Fourier(DType from, DType to, List<Long> n, long batch, long inner) {}

    /** Whether the vendor's library transforms rows without more of the pool's memory. */
    default boolean transformsRows(DType type) {
        return false;
    }

    /** Puts in the transforms, not scaled, of rows of {@code n} complex elements from one memory into another. */
    default void transformRows(DType type, long from, long to, int rows, int n, boolean forward) {
        throw new UnsupportedOperationException(name() + ": transforms of " + type);
    }

    /** Whether there is a library of the vendor's for Fourier transforms. */
    default boolean transforms() {
        return false;
    }

    /** How much memory that library works in for transforms. */
    default long workspaceBytes(Fourier transform) {
        return 0;
    }

    /**
     * Puts in transforms by the vendor's library. Those to real elements may overwrite what they read.
     *
     * @param from where the elements are, for which handles of memory must be addresses
     * @param workspace {@link #workspaceBytes(Fourier)} for the library's use until they are made
     */
    default void transform(Fourier transform, long from, long to, boolean forward, Memory workspace) {
        throw new UnsupportedOperationException(name() + ": " + transform);
    }

    // ---- programs

    /**
     * A kernel without grid loops, lanes loops and folds as the source of a program.
     *
     * @param grid whether its dimension 0 is a parallel loop, several of whose iterations a work item may do at once
     */
    default CSource emit(Kernel kernel, boolean grid) {
        return grid
                ? CEmitter.emitGrid(kernel, language().dialect())
                : CEmitter.emit(kernel, language().dialect());
    }

    /** What binaries depend on, besides their source and options: the device, the driver's and the compiler's versions. */
    String identity();

    /**
     * Compiles a program.
     *
     * @param name what to call it in messages
     * @param options the compiler's, separated by blanks; each further line is an expression that names a kernel, such as an instance
     *     of a template, where the language has such
     * @throws KernelException if it does not compile; the message has the compiler's words and the {@linkplain Programs#numbered
     *     numbered} source
     */
    Program compile(String name, String source, String options);

    /** A program in the device's assembly language, for people; empty where that isn't told. */
    default String assembly(String name, String source, String options) {
        return "";
    }

    /** A program from its binary; 0 where the device does not take it. */
    long load(byte[] binary, String options);

    /**
     * A variable of a program.
     *
     * @throws KernelException if the program has no such variable
     */
    default Variable variable(long program, String variable, String name) {
        throw new UnsupportedOperationException(name() + ": variables of programs");
    }

    /** Where a variable is, and how many bytes it has. */
    record Variable(long handle, long bytes) {}

    /** A program and its binary, which is empty where there is none. */
    record Program(long handle, byte[] binary) {}

    /**
     * A function of a program.
     *
     * @param source the text of the program
     * @throws KernelException if the program has no such kernel
     */
    Function function(long program, String source, String entry, String name);

    /** A kernel that is ready for its arguments. One thread at a time sets them and launches it; arguments stay set. */
    interface Function {
        /** The most work items of a group of this kernel. */
        long mostInGroup();

        /** What is known of its parameters; empty in a place where nothing is. */
        List<Optional<Parameter>> parameters();

        void setMemory(int argument, Memory memory);

        /**
         * Sets a scalar; 16-bit floats are passed as float32.
         *
         * @param bits an integer as it is, a float as the bits of a double
         */
        void setScalar(int argument, DType type, long bits);

        /** Gives each group memory: to a parameter, or where the language has none for it, at all. */
        void setShared(int argument, long bytes);

        /**
         * Puts in a launch.
         *
         * @param items work items along each dimension, in groups of {@code group}, which divide them
         */
        void launch(long[] items, long[] group) throws NoRoom;
    }

    /** A new sequence; null where the device has none. */
    default @Nullable Sequence sequence() {
        return null;
    }

    /** Launches that are put in at once, each after the one before it. One thread at a time uses it. */
    interface Sequence {
        /** Has the launch at a place be the one that an action makes; the place after the last is a new one's. */
        void set(int index, Runnable launch);

        /** How many launches it has. */
        int size();

        /** Puts them into a stream. */
        void launch(long stream);

        void destroy();
    }

    /**
     * A parameter of a kernel, in its language's words.
     *
     * @param type the type of the number, or of what the pointer points to; empty where it isn't known
     * @param pointer whether it is a pointer
     * @param shared whether that points into memory of the group
     * @param written whether what it points to may be written
     * @param text as it may be declared
     */
    record Parameter(String type, boolean pointer, boolean shared, boolean written, String text) {}
}
